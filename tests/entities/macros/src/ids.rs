use uuid::Uuid;

macro_rules! typed_ids {
    ($($name:ident),*) => { $(pub struct $name(pub Uuid);)* };
}

typed_ids!(UserId, OrderId);

crate::macros::entity! {
    struct Thing { id: i32 }
}

#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
pub struct Day(pub i32);
