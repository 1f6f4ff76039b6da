mod by_hand;
mod calls;
mod included;
mod left_out;
