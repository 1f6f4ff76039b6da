//! MySQL 8.0.16 and later, and MariaDB 10.6 and later: flavours of one dialect.

mod alter;
mod canonical;
mod collation;
mod default;
mod enums;
mod expression;
mod fill;
mod forbidden;
mod hazard;
mod indexes;
mod limits;
mod lock;
mod lower;
mod reader;
mod reads;
mod recovery;
mod reflect;
mod rename;
mod render;
mod settle;
mod show;
mod types;
mod values;

use super::{
    Action, Answer, Asked, CatalogQuery, Dialect, Inquiry, ReflectError, Reflection, Refusal,
    Reply, Row, Scope, Statement, Transition,
};
use crate::schema::{Column, ColumnType, DefaultValue, ObjectId, Schema, Table};
use crate::target::Target;

pub use alter::online::keeps_out;
pub use hazard::{copies, is_computed};
pub use types::{Unsupported, name, parse, without_width};

/// MySQL and MariaDB.
pub struct Mysql;

impl Dialect for Mysql {
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

    /// No transaction holds schema changes, so that nothing stands around one.
    fn around(&self, _: &[Action]) -> (Vec<Statement>, Vec<Statement>) {
        (Vec::new(), Vec::new())
    }

    fn catalog(&self, scope: &Scope) -> Vec<CatalogQuery> {
        reflect::catalog(scope)
    }

    fn follow_up(&self, rows: &[Vec<Row>]) -> Option<CatalogQuery> {
        reflect::follow_up(rows)
    }

    fn reflect(&self, rows: &[Vec<Row>], target: &Target) -> Result<Reflection, ReflectError> {
        reflect::reflect(rows, target)
    }

    /// The canonical form is as plain as it gets.
    fn plain(&self, expression: &str, table: &Table) -> String {
        expression::normalize(expression, |name| canonical::find_column(table, name))
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

    fn default_sql(&self, value: &DefaultValue, ty: &ColumnType) -> String {
        default::sql(value, ty)
    }

    fn quote(&self, identifier: &str) -> String {
        expression::quote(identifier)
    }

    /// As the default `sql_mode` reads it; a run takes `NO_BACKSLASH_ESCAPES` away, under which a text
    /// with a backslash would be another.
    fn literal(&self, text: &str) -> String {
        expression::string(text)
    }

    fn renames_in_place(&self, object: &ObjectId) -> bool {
        match object {
            ObjectId::Table(_) | ObjectId::Column(..) | ObjectId::Index(..) => true,
            // A primary key has one name, and the others are dropped and made anew.
            ObjectId::PrimaryKey(_)
            | ObjectId::ForeignKey(..)
            | ObjectId::Check(..)
            | ObjectId::Enum(_) => false,
        }
    }

    fn transactional_ddl(&self) -> bool {
        false
    }

    /// The client stops at the first error of a file that it reads from its input. It knows no
    /// URLs: host and user come from its option files or from words to be added.
    fn by_hand(&self, file: &str) -> String {
        format!("mariadb --default-character-set=utf8mb4 DATABASE < {file}")
    }
}
