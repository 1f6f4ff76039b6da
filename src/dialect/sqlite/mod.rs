//! SQLite, from version 3.35.

mod canonical;
mod ddl;
mod hazard;
mod limits;
mod lock;
mod lower;
mod readers;
mod reads;
mod recovery;
mod reflect;
mod render;
mod spelling;
mod types;

use super::*;
use crate::schema::{ColumnType, DefaultValue, Table};

pub struct Sqlite;

impl Dialect for Sqlite {
    fn reported(&self, schema: &Schema, _target: &Target) -> Result<Schema, Vec<Refusal>> {
        canonical::canonical(schema)
    }

    fn limits(&self, schema: &Schema, target: &Target) -> Vec<Refusal> {
        limits::limits(schema, target)
    }

    fn reads(&self, found: &ColumnType, said: &ColumnType) -> bool {
        reads::reads(found, said)
    }

    /// A primary key of one `INTEGER` column is the number of the row.
    ///
    /// <https://sqlite.org/lang_createtable.html#rowid>
    fn read_type(&self, text: &str) -> ColumnType {
        types::parse(text)
    }

    fn numbers_by_itself(&self, column: &Column, table: &Table) -> bool {
        column.ty == types::parse("integer") && table.key_columns() == [column.name.as_str()]
    }

    fn lower(
        &self,
        transition: &Transition,
        _target: &Target,
    ) -> Result<Vec<Action>, Vec<Refusal>> {
        lower::lower(transition)
    }

    fn around(&self, actions: &[Action]) -> (Vec<Statement>, Vec<Statement>) {
        lower::around(actions)
    }

    fn catalog(&self, _scope: &Scope) -> Vec<CatalogQuery> {
        let query = |name, sql: &str| CatalogQuery {
            name,
            sql: sql.to_owned(),
            optional: false,
            restore: None,
        };
        vec![
            query("objects", include_str!("catalog/objects.sql")),
            query("columns", include_str!("catalog/columns.sql")),
            query("indexes", include_str!("catalog/indexes.sql")),
            query("foreign_keys", include_str!("catalog/foreign_keys.sql")),
        ]
    }

    fn reflect(&self, rows: &[Vec<Row>], _target: &Target) -> Result<Reflection, ReflectError> {
        reflect::reflect(rows)
    }

    fn plain(&self, expression: &str, table: &Table) -> String {
        spelling::plain(expression, table)
    }

    fn keeps_text(&self) -> bool {
        true
    }

    fn inquiry(&self, _asked: &[Asked]) -> Inquiry {
        Inquiry::default()
    }

    fn answers(&self, _asked: &[Asked], _replies: &[Reply]) -> Vec<Answer> {
        Vec::new()
    }

    fn default_sql(&self, value: &DefaultValue, _ty: &ColumnType) -> String {
        render::default(value)
    }

    fn quote(&self, identifier: &str) -> String {
        render::quote(identifier)
    }

    fn literal(&self, text: &str) -> String {
        render::literal(text)
    }

    fn renames_in_place(&self, object: &ObjectId) -> bool {
        match object {
            ObjectId::Table(_) | ObjectId::Column(..) => true,
            ObjectId::PrimaryKey(_)
            | ObjectId::Index(..)
            | ObjectId::ForeignKey(..)
            | ObjectId::Check(..)
            | ObjectId::Enum(_) => false,
        }
    }

    fn transactional_ddl(&self) -> bool {
        true
    }

    fn by_hand(&self, file: &str) -> String {
        format!("sqlite3 -bail database.sqlite < {file}")
    }
}
