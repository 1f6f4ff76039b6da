mod dense;
mod keys;
mod options;
mod pair;
