//! Operations as items of `changes`.

use serde_yaml::{Mapping, Value};

use super::super::*;
use super::{Family, mapping, mapping_of_key, value};

/// An operation as one item of `changes`.
pub fn to_yaml(operation: &Operation) -> Value {
    let item = match operation {
        Operation::Enum(name, change) => enum_item(name, change),
        Operation::EnumValue { name, from, to } => {
            Item::new("rename_enum_value".to_owned(), address(name, from))
                .with("to", to.as_str().into())
                .0
        }
        Operation::Table(name, change) => table_item(name, change),
        Operation::Column(ColumnOperation { table, change, fill }) => {
            let mut item = member_item(table, change);
            if let Some(sql) = fill {
                item.insert("fill".into(), sql.as_str().into());
            }
            item
        }
        Operation::PrimaryKey(table, change) => primary_key_item(table, change),
        Operation::Index(table, change) => member_item(table, change),
        Operation::ForeignKey(table, change) => member_item(table, change),
        Operation::Check(table, change) => member_item(table, change),
        Operation::Own { object, before: _, after } => {
            let verb = if after.is_model() { "adopt" } else { "release" };
            Item::new(verb.to_owned(), object_address(object)).0
        }
    };
    Value::Mapping(item)
}

fn member_item<T: Family>(table: &QualifiedName, change: &Change<T>) -> Mapping {
    let item = |action: &str, key: Option<String>| {
        let address = key.map_or_else(|| table.to_string(), |key| address(table, &key));
        Item::new(format!("{action}_{}", T::WORD), address)
    };
    let whole = |action, it: &T| {
        let key = T::NAMED_OUTSIDE.then(|| it.key());
        item(action, key).with(T::WORD, value(it)).0
    };
    match change {
        Change::Add(it) => whole("add", it),
        Change::Drop(it) => whole("drop", it),
        Change::Alter { before, after } => {
            item("alter", Some(before.key())).pairs(mapping(before), mapping(after)).0
        }
        Change::Rename { from, to } => {
            item("rename", Some(from.clone())).with("to", to.as_str().into()).0
        }
    }
}

fn table_item(name: &QualifiedName, change: &TableChange) -> Mapping {
    let item = |verb: &str| Item::new(verb.to_owned(), name.to_string());
    match change {
        TableChange::Create(table) => item("create_table").all(mapping(table)).0,
        TableChange::Drop(table) => item("drop_table").all(mapping(table)).0,
        TableChange::Rename { to } => item("rename_table").with("to", to.to_string().into()).0,
        TableChange::Comment { before, after } => {
            item("comment_table").with("comment", value(&(before, after))).0
        }
        TableChange::Options { before, after } => {
            item("alter_table_options").with("options", value(&(before, after))).0
        }
    }
}

fn enum_item(name: &QualifiedName, change: &Change<EnumType>) -> Mapping {
    let item = |verb: &str| Item::new(verb.to_owned(), name.to_string());
    if let Some(EnumAddition { value, after }) = added_value(change) {
        let mut item = Item::new("add_enum_value".to_owned(), address(name, &value));
        if let Some(previous) = after {
            item = item.with("after", previous.into());
        }
        return item.0;
    }
    match change {
        Change::Add(it) => item("create_enum").all(mapping(it)).0,
        Change::Drop(it) => item("drop_enum").all(mapping(it)).0,
        Change::Alter { before, after } => {
            item("alter_enum").pairs(mapping(before), mapping(after)).0
        }
        Change::Rename { from: _, to } => item("rename_enum").with("to", to.as_str().into()).0,
    }
}

fn primary_key_item(table: &QualifiedName, change: &Change<PrimaryKey>) -> Mapping {
    let item = |verb: &str| Item::new(verb.to_owned(), table.to_string());
    match change {
        Change::Add(it) => item("add_primary_key").with("primary_key", value(it)).0,
        Change::Drop(it) => item("drop_primary_key").with("primary_key", value(it)).0,
        Change::Alter { before, after } => {
            item("alter_primary_key").pairs(mapping_of_key(before), mapping_of_key(after)).0
        }
        Change::Rename { from: _, to } => {
            item("rename_primary_key").with("to", to.as_str().into()).0
        }
    }
}

/// An item that is being written.
struct Item(Mapping);

impl Item {
    fn new(verb: String, address: String) -> Self {
        let mut map = Mapping::new();
        map.insert(verb.into(), address.into());
        Self(map)
    }

    fn with(mut self, key: &str, value: Value) -> Self {
        self.0.insert(key.into(), value);
        self
    }

    fn all(mut self, fields: Mapping) -> Self {
        self.0.extend(fields);
        self
    }

    /// The fields that differ, as `[before, after]`.
    fn pairs(mut self, before: Mapping, after: Mapping) -> Self {
        let new = after.keys().filter(|key| !before.contains_key(*key));
        for key in before.keys().chain(new) {
            let field = |map: &Mapping| map.get(key).cloned().unwrap_or(Value::Null);
            let (old, new) = (field(&before), field(&after));
            if old != new {
                self.0.insert(key.clone(), Value::Sequence(vec![old, new]));
            }
        }
        self
    }
}

/// The name of something in a table or an enum type.
fn address(owner: &QualifiedName, name: &str) -> String {
    format!("{owner}.{}", QualifiedName::bare(name))
}

fn object_address(object: &ObjectId) -> String {
    match object {
        ObjectId::Enum(name) => format!("enum {name}"),
        ObjectId::Table(name) => format!("table {name}"),
        ObjectId::PrimaryKey(table) => format!("primary_key {table}"),
        ObjectId::Column(table, name) => format!("column {}", address(table, name)),
        ObjectId::Index(table, name) => format!("index {}", address(table, name)),
        ObjectId::ForeignKey(table, name) => format!("foreign_key {}", address(table, name)),
        ObjectId::Check(table, name) => format!("check {}", address(table, name)),
    }
}
