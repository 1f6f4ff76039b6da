//! Names, from pools so small that two schemas share many.

use autogen::schema::QualifiedName;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::Names;

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

pub fn tables(names: Names) -> impl Strategy<Value = Vec<String>> + use<> {
    pool(names, TABLES, if names == Names::Any { ODD_TABLES } else { LIVE_TABLES })
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
    one(names, TABLES, LIVE_TABLES).prop_map(QualifiedName::bare)
}

/// A new name for a column.
pub fn column(names: Names) -> impl Strategy<Value = String> {
    one(names, COLUMNS, LIVE_COLUMNS).prop_map(str::to_owned)
}

fn one(
    names: Names,
    plain: &'static [&'static str],
    odd: &'static [&'static str],
) -> impl Strategy<Value = &'static str> {
    let odd = if names == Names::Any { plain } else { odd };
    prop_oneof![5 => select(plain), 1 => select(odd)]
}

/// A name made of others, cut to what every engine takes.
pub fn fitting(name: String) -> String {
    let end = (0..=name.len().min(60)).rev().find(|at| name.is_char_boundary(*at));
    name[..end.unwrap_or(0)].to_owned()
}
