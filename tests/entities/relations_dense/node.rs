use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "node")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub cake_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub filling_id: i32,
    pub parent_id: Option<i32>,
    pub filling: i32,
    pub other: i32,
    #[sea_orm(self_ref, relation_enum = "Parent", relation_reverse = "Children", from = "parent_id", to = "cake_id", on_delete = "SetNull")]
    pub parent: HasOne<Entity>,
    #[sea_orm(self_ref, relation_enum = "Other", via = "filling", from = "Other", to = "Filling")]
    pub others: HasMany<Entity>,
    #[sea_orm(belongs_to, from = "(cake_id, filling_id)", to = "(CakeId, FillingId)", on_update = "Cascade")]
    pub pair: BelongsTo<super::filling::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Second", from = "Column::Filling", to = "Column::CakeId", skip_fk)]
    pub skipped: BelongsTo<super::filling::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Third", from = "r#other", to = "cake_id")]
    pub legacy: HasOne<super::filling::Entity>,
    pub silent: BelongsTo<Option<super::filling::Entity>>,
    #[sea_orm(relation_enum = "Fourth", from = "other", to = "cake_id")]
    pub unsaid: BelongsTo<Option<super::filling::Entity>>,
    #[sea_orm(has_many)]
    pub many: HasMany<super::filling::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
