//! Names, from pools so small that two schemas share many.

use autogen::schema::QualifiedName;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::Names;
use crate::support::Engine;

pub const TABLES: &[&str] = &["users", "shops", "orders", "order_items", "reviews"];
pub const COLUMNS: &[&str] = &["id", "name", "email", "price", "created_at", "state", "shop_id"];
pub const ENUMS: &[&str] = &["order_status", "mood_s", "Kind of"];

/// As long as PostgreSQL takes it; MySQL takes one character more.
const LONG: &str = "a_name_that_is_as_long_as_any_name_may_be_on_the_three_engines_";

/// What needs quotes, for values that never meet a database.
const ODD_TABLES: &[&str] = &["select", "a.b", "we\"ird", "товары", "auth/users", "it's me", "42"];
const ODD_COLUMNS: &[&str] = &["order", "näme", "x.y", "say \"hi\"", "a, b", "null", "007", "#"];

/// The same for databases. Here and there names differ from the plain ones in more than their case.
const LIVE_TABLES: &[&str] =
    &["select", "a.b", "we\"ird", "товары", "it's me", "42", "UserGroups", "back`tick", LONG];
const LIVE_COLUMNS: &[&str] =
    &["order", "näme", "x.y", "say \"hi\"", "a, b", "null", "007", "#", "isOpen", "b`t", LONG];

/// Tables in a schema of their own, which only PostgreSQL has.
const SCHEMA_TABLES: &[&str] = &["auth/users", "auth/order_items", "auth/a.b"];

pub fn tables(names: Names) -> impl Strategy<Value = Vec<String>> + use<> {
    pool(names, TABLES, &odd_tables(names))
}

fn odd_tables(names: Names) -> Vec<&'static str> {
    match names {
        Names::Any => ODD_TABLES.to_vec(),
        Names::Live(Engine::Postgres) => [LIVE_TABLES, SCHEMA_TABLES].concat(),
        Names::Live(Engine::Sqlite | Engine::Mysql) => LIVE_TABLES.to_vec(),
    }
}

/// The name that is written `schema/table`, or `table`.
pub fn qualified(name: &str) -> QualifiedName {
    match name.split_once('/') {
        Some((schema, name)) => QualifiedName::new(Some(schema), name),
        None => QualifiedName::bare(name),
    }
}

pub fn columns(names: Names) -> impl Strategy<Value = Vec<String>> + use<> {
    pool(names, COLUMNS, if names == Names::Any { ODD_COLUMNS } else { LIVE_COLUMNS })
}

/// Mostly plain names for databases, so that schemas have many in common.
fn pool(names: Names, plain: &[&str], odd: &[&str]) -> impl Strategy<Value = Vec<String>> + use<> {
    let owned = |names: &[&str]| names.iter().map(|it| it.to_string()).collect::<Vec<_>>();
    let (plain, odd) = (owned(plain), owned(odd));
    let all = [plain.as_slice(), &odd].concat();
    let most = if names == Names::Any { all.clone() } else { plain };
    let few = prop_oneof![3 => subsequence(most, 1..=4), 2 => subsequence(all, 1..=4)];
    few.prop_shuffle()
}

/// A new name for a table.
pub fn table(names: Names) -> impl Strategy<Value = QualifiedName> {
    let odd = if names == Names::Any { TABLES.to_vec() } else { odd_tables(names) };
    prop_oneof![5 => select(TABLES), 1 => select(odd)].prop_map(qualified)
}

/// A new name for a column.
pub fn column(names: Names) -> impl Strategy<Value = String> {
    let odd = if names == Names::Any { COLUMNS } else { LIVE_COLUMNS };
    prop_oneof![5 => select(COLUMNS), 1 => select(odd)].prop_map(str::to_owned)
}

/// A name made of others, cut to what every engine takes.
pub fn fitting(name: String) -> String {
    let end = (0..=name.len().min(60)).rev().find(|at| name.is_char_boundary(*at));
    name[..end.unwrap_or(0)].to_owned()
}
