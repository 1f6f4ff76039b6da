//! PostgreSQL, from version 12.

mod canonical;
mod defaults;
mod expression;
mod limits;
mod lock;
mod lower;
mod names;
mod options;
mod reads;
mod recovery;
mod reflect;
mod render;
mod sequence;
mod settle;
mod types;

use crate::schema::{ColumnType, DefaultValue, ObjectId, Schema, Table};
use crate::target::Target;

use super::*;

pub use expression::is_volatile;
pub use lower::{is_light, reads_again, rewrites};
pub use types::NoSuchType;

/// The dialect of PostgreSQL.
pub struct Postgres;

impl Dialect for Postgres {
    fn reported(&self, schema: &Schema, target: &Target) -> Result<Schema, Vec<Refusal>> {
        canonical::canonical(schema, target)
    }

    fn limits(&self, schema: &Schema, target: &Target) -> Vec<Refusal> {
        limits::limits(schema, target)
    }

    fn reads(&self, found: &ColumnType, said: &ColumnType) -> bool {
        reads::reads(found, said)
    }

    fn read_type(&self, text: &str) -> ColumnType {
        types::parse(text)
    }

    fn numbers_by_itself(&self, _column: &Column, _table: &Table) -> bool {
        false
    }

    fn lower(&self, transition: &Transition, target: &Target) -> Result<Vec<Action>, Vec<Refusal>> {
        lower::lower(transition, target)
    }

    fn around(&self, _actions: &[Action]) -> (Vec<Statement>, Vec<Statement>) {
        (Vec::new(), Vec::new())
    }

    fn catalog(&self, scope: &Scope) -> Vec<CatalogQuery> {
        reflect::catalog(scope)
    }

    fn reflect(&self, rows: &[Vec<Row>], _target: &Target) -> Result<Reflection, ReflectError> {
        reflect::reflect(rows)
    }

    fn plain(&self, expression: &str, _table: &Table) -> String {
        expression::plain(expression)
    }

    fn keeps_text(&self) -> bool {
        false
    }

    fn inquiry(&self, asked: &[Asked]) -> Inquiry {
        settle::inquiry(asked)
    }

    fn answers(&self, asked: &[Asked], replies: &[Reply]) -> Vec<Answer> {
        settle::answers(asked, replies)
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
            ObjectId::Enum(_)
            | ObjectId::Table(_)
            | ObjectId::Column(..)
            | ObjectId::PrimaryKey(_)
            | ObjectId::Index(..)
            | ObjectId::ForeignKey(..)
            | ObjectId::Check(..) => true,
        }
    }

    fn transactional_ddl(&self) -> bool {
        true
    }

    fn by_hand(&self, file: &str) -> String {
        format!("psql -v ON_ERROR_STOP=1 -f {file} \"$DATABASE_URL\"")
    }
}

/// The column type that the server has for a name, in its spelling or in one that people write.
pub fn parse_type(text: &str) -> crate::schema::ColumnType {
    types::parse(text)
}

/// The name that the server takes for a column type.
pub fn type_name(ty: &crate::schema::ColumnType) -> Result<String, NoSuchType> {
    types::name(ty)
}
