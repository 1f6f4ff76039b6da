use sea_orm::entity::prelude::*;
use sea_orm::JsonValue;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub a: Uuid,
    pub b: uuid::Uuid,
    pub c: uuid::fmt::Braced,
    pub d: uuid::fmt::Hyphenated,
    pub e: uuid::fmt::Simple,
    pub f: uuid::fmt::Urn,
    pub g: TextUuid,
    pub h: sea_orm::value::TextUuid,
    pub i: Decimal,
    pub j: rust_decimal::Decimal,
    pub k: BigDecimal,
    pub l: bigdecimal::BigDecimal,
    pub m: Json,
    pub n: JsonValue,
    pub o: serde_json::Value,
    pub p: IpNetwork,
    pub q: mac_address::MacAddress,
    pub r: PgVector,
    pub s: pgvector::Vector,
    pub t: sea_orm::sea_query::value::RangeType,
    pub u: sea_orm::prelude::rust_decimal::Decimal,
    pub v: sqlx::types::uuid::Uuid,
    pub w: alloc::string::String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
