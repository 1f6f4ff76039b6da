use sea_orm::DeriveValueType;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
pub struct AccountId(pub Uuid);

/// Its column type is told in another file.
pub struct Text<const N: usize>(String);
