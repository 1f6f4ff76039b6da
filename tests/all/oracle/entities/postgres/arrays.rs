use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "arrays")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub integers: Vec<i32>,
    pub optional: Option<Vec<i64>>,
    pub texts: Vec<String>,
    pub floats: Vec<f64>,
    pub decimals: Vec<Decimal>,
    pub uuids: Vec<Uuid>,
    pub dates: Vec<Date>,
    pub moments: Vec<DateTimeUtc>,
    pub flags: Vec<bool>,
    #[sea_orm(column_type = "Array(RcOrArc::new(ColumnType::Integer))")]
    pub spelled: Vec<i32>,
    #[sea_orm(column_type = "Array(RcOrArc::new(ColumnType::String(StringLen::N(8))))")]
    pub short_texts: Vec<String>,
    pub level: Level,
    pub levels: Vec<Level>,
    pub words: Words,
    #[sea_orm(default_expr = "Expr::cust(\"'{}'\")")]
    pub empty: Vec<i32>,
}

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "level", rename_all = "snake_case")]
pub enum Level {
    Low,
    High,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
pub struct Words(pub Vec<String>);

impl ActiveModelBehavior for ActiveModel {}
