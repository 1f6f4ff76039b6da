use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "t")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(column_type = "Char(None)")]
    pub c00: Whatever,
    #[sea_orm(column_type = "Char(Some(3))")]
    pub c01: Whatever,
    #[sea_orm(column_type = "String(StringLen::None)")]
    pub c02: Whatever,
    #[sea_orm(column_type = "String(StringLen::N(12))")]
    pub c03: Whatever,
    #[sea_orm(column_type = "String(StringLen::Max)")]
    pub c04: Whatever,
    #[sea_orm(column_type = "String(Some(32))")]
    pub c05: Whatever,
    #[sea_orm(column_type = "string(Some(7))")]
    pub c06: Whatever,
    #[sea_orm(column_type = "string(None)")]
    pub c07: Whatever,
    #[sea_orm(column_type = "Text")]
    pub c08: Whatever,
    #[sea_orm(column_type = "Blob")]
    pub c09: Whatever,
    #[sea_orm(column_type = "TinyInteger")]
    pub c10: Whatever,
    #[sea_orm(column_type = "SmallInteger")]
    pub c11: Whatever,
    #[sea_orm(column_type = "Integer")]
    pub c12: Whatever,
    #[sea_orm(column_type = "BigInteger")]
    pub c13: Whatever,
    #[sea_orm(column_type = "TinyUnsigned")]
    pub c14: Whatever,
    #[sea_orm(column_type = "SmallUnsigned")]
    pub c15: Whatever,
    #[sea_orm(column_type = "Unsigned")]
    pub c16: Whatever,
    #[sea_orm(column_type = "BigUnsigned")]
    pub c17: Whatever,
    #[sea_orm(column_type = "Float")]
    pub c18: Whatever,
    #[sea_orm(column_type = "Double")]
    pub c19: Whatever,
    #[sea_orm(column_type = "Decimal(None)")]
    pub c20: Whatever,
    #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
    pub c21: Whatever,
    #[sea_orm(column_type = "DateTime")]
    pub c22: Whatever,
    #[sea_orm(column_type = "Timestamp")]
    pub c23: Whatever,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub c24: Whatever,
    #[sea_orm(column_type = "Time")]
    pub c25: Whatever,
    #[sea_orm(column_type = "Date")]
    pub c26: Whatever,
    #[sea_orm(column_type = "Year")]
    pub c27: Whatever,
    #[sea_orm(column_type = "Interval(None, None)")]
    pub c28: Whatever,
    #[sea_orm(column_type = "Interval(Some(PgInterval::DayToSecond), Some(3))")]
    pub c29: Whatever,
    #[sea_orm(column_type = "Binary(16)")]
    pub c30: Whatever,
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))")]
    pub c31: Whatever,
    #[sea_orm(column_type = "VarBinary(StringLen::Max)")]
    pub c32: Whatever,
    #[sea_orm(column_type = "var_binary(8)")]
    pub c33: Whatever,
    #[sea_orm(column_type = "Bit(None)")]
    pub c34: Whatever,
    #[sea_orm(column_type = "Bit(Some(8))")]
    pub c35: Whatever,
    #[sea_orm(column_type = "VarBit(9)")]
    pub c36: Whatever,
    #[sea_orm(column_type = "Boolean")]
    pub c37: Whatever,
    #[sea_orm(column_type = "Money(None)")]
    pub c38: Whatever,
    #[sea_orm(column_type = "Money(Some((12, 2)))")]
    pub c39: Whatever,
    #[sea_orm(column_type = "Json")]
    pub c40: Whatever,
    #[sea_orm(column_type = "JsonBinary")]
    pub c41: Whatever,
    #[sea_orm(column_type = "Uuid")]
    pub c42: Whatever,
    #[sea_orm(column_type = "custom(\"citext\")")]
    pub c43: Whatever,
    #[sea_orm(column_type = "Custom(Alias::new(\"tsvector\").into_iden())")]
    pub c44: Whatever,
    #[sea_orm(column_type = "Custom(\"geometry(Point, 4326)\".into())")]
    pub c45: Whatever,
    #[sea_orm(column_type = "Array(RcOrArc::new(ColumnType::Integer))")]
    pub c46: Whatever,
    #[sea_orm(column_type = "Array(std::sync::Arc::new(ColumnType::String(StringLen::N(4))))")]
    pub c47: Whatever,
    #[sea_orm(column_type = "Enum { name: Alias::new(\"mood\").into_iden(), variants: vec![\"sad\".into(), \"glad\".into()] }")]
    pub c48: Whatever,
    #[sea_orm(column_type = "Vector(None)")]
    pub c49: Whatever,
    #[sea_orm(column_type = "Vector(Some(3))")]
    pub c50: Whatever,
    #[sea_orm(column_type = "Cidr")]
    pub c51: Whatever,
    #[sea_orm(column_type = "Inet")]
    pub c52: Whatever,
    #[sea_orm(column_type = "MacAddr")]
    pub c53: Whatever,
    #[sea_orm(column_type = "LTree")]
    pub c54: Whatever,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
