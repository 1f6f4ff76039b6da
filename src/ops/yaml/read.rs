//! Items of `changes` as operations.

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::super::*;
use super::{Family, mapping, mapping_of_key, plain, twice};

/// Reads one item of `changes`; `before` is the schema that it applies to.
///
/// # Errors
///
/// Fails when the item is not one that [`to_yaml`] could have written, or alters an object that
/// `before` does not have. Whether the rest fits is known when the operation is applied.
pub fn from_yaml(value: &Value, before: &Schema) -> Result<Operation, ChangeError> {
    let head = Head::of(value)?;
    let mut fields = Fields(head.fields);
    read(head.verb, head.address, &mut fields, before)
        .and_then(|operation| match fields.0.keys().next() {
            Some(key) => Err(Problem::UnknownKey(plain(key))),
            None => Ok(operation),
        })
        .map_err(|problem| ChangeError {
            change: format!("{}: {}", head.verb, head.address),
            problem,
        })
}

/// An item of `changes` that cannot be understood.
#[derive(Debug, thiserror::Error)]
#[error("`{change}`: {problem}")]
pub struct ChangeError {
    /// The item's verb with the name of its object, as it is written.
    pub change: String,
    pub problem: Problem,
}

/// What is wrong with an item of `changes`.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error(
        "it is not a change; a change starts with a verb and a name, as in `drop_index: shops`"
    )]
    NoVerb,
    #[error("it names no object; the verb is followed by a name")]
    NoName,
    #[error("`{0}` is not the name of {1}")]
    Address(String, &'static str),
    #[error("the key `{0}` is missing")]
    MissingKey(&'static str),
    #[error("the key `{0}` does not belong here")]
    UnknownKey(String),
    #[error("`{0}` is altered, so it takes two values, `[before, after]`")]
    NoPair(String),
    #[error("`{key}` cannot be read: {reason}")]
    Malformed { key: String, reason: String },
    #[error("the table has {0} twice")]
    Twice(String),
    #[error("it says nothing that changes")]
    Nothing,
    #[error("there is no {0} at this point")]
    Absent(ObjectId),
    #[error("the enum has the value `{0}` already")]
    ValuePresent(String),
    #[error("the enum has no value `{0}` at this point")]
    ValueAbsent(String),
    #[error("the primary key has no name at this point")]
    Unnamed,
}

const VERBS: [&str; 29] = [
    "create_table",
    "drop_table",
    "rename_table",
    "comment_table",
    "alter_table_options",
    "add_column",
    "drop_column",
    "alter_column",
    "rename_column",
    "add_primary_key",
    "drop_primary_key",
    "alter_primary_key",
    "rename_primary_key",
    "add_index",
    "drop_index",
    "alter_index",
    "rename_index",
    "add_foreign_key",
    "drop_foreign_key",
    "alter_foreign_key",
    "rename_foreign_key",
    "add_check",
    "drop_check",
    "alter_check",
    "rename_check",
    "create_enum",
    "drop_enum",
    "alter_enum",
    "rename_enum",
];
const OTHER_VERBS: [&str; 4] = ["add_enum_value", "rename_enum_value", "adopt", "release"];

/// The verb and name of an item, and what else it holds.
struct Head<'a> {
    verb: &'a str,
    address: &'a str,
    fields: Mapping,
}

impl<'a> Head<'a> {
    fn of(value: &'a Value) -> Result<Self, ChangeError> {
        let error = |change, problem| ChangeError { change, problem };
        let Value::Mapping(map) = value else {
            return Err(error(plain(value), Problem::NoVerb));
        };
        let verb = map.iter().find_map(|(key, value)| {
            let key = key.as_str()?;
            (VERBS.contains(&key) || OTHER_VERBS.contains(&key)).then_some((key, value))
        });
        let Some((verb, value)) = verb else {
            let first = map.keys().next().map(plain).unwrap_or_default();
            return Err(error(first, Problem::NoVerb));
        };
        let address = value.as_str().ok_or_else(|| error(verb.to_owned(), Problem::NoName))?;
        let fields = map
            .iter()
            .filter(|(key, _)| key.as_str() != Some(verb))
            .map(|(key, value)| (key.clone(), value.clone()));
        Ok(Self { verb, address, fields: fields.collect() })
    }
}

fn read(
    verb: &str,
    address: &str,
    fields: &mut Fields,
    before: &Schema,
) -> Result<Operation, Problem> {
    let name = || address.parse().map_err(|_| Problem::Address(address.to_owned(), "a table"));
    let type_name =
        || address.parse().map_err(|_| Problem::Address(address.to_owned(), "an enum type"));
    let table = |change| name().map(|name| Operation::Table(name, change));
    let enumeration = |change| type_name().map(|name| Operation::Enum(name, change));
    match verb {
        "create_table" => table(TableChange::Create(whole_table(fields)?)),
        "drop_table" => table(TableChange::Drop(whole_table(fields)?)),
        "rename_table" => table(TableChange::Rename { to: fields.take("to")? }),
        "comment_table" => {
            let (before, after) = fields.take("comment")?;
            table(TableChange::Comment { before, after })
        }
        "alter_table_options" => {
            let (before, after) = fields.take("options")?;
            table(TableChange::Options { before, after })
        }
        "create_enum" => enumeration(Change::Add(fields.all()?)),
        "drop_enum" => enumeration(Change::Drop(fields.all()?)),
        "rename_enum" => {
            let name = type_name()?;
            let change = Change::Rename { from: name.name.clone(), to: fields.take("to")? };
            Ok(Operation::Enum(name, change))
        }
        "alter_enum" => {
            let name = type_name()?;
            let found = before.enums.get(&name);
            let found = found.ok_or_else(|| Problem::Absent(ObjectId::Enum(name.clone())))?;
            let (before, after) = fields.alter(mapping(found))?;
            Ok(Operation::Enum(name, Change::Alter { before, after }))
        }
        "add_enum_value" => {
            let (name, value) = member_name(address, "a value of an enum type")?;
            let after = fields.take_optional("after")?;
            add_enum_value(before, name, value, after)
        }
        "rename_enum_value" => {
            let (name, from) = member_name(address, "a value of an enum type")?;
            Ok(Operation::EnumValue { name, from, to: fields.take("to")? })
        }
        "adopt" => own(address, Owner::Script, Owner::Model),
        "release" => own(address, Owner::Model, Owner::Script),
        "add_primary_key" => {
            Ok(Operation::PrimaryKey(name()?, Change::Add(fields.take("primary_key")?)))
        }
        "drop_primary_key" => {
            Ok(Operation::PrimaryKey(name()?, Change::Drop(fields.take("primary_key")?)))
        }
        "alter_primary_key" => {
            let name = name()?;
            let found = mapping_of_key(primary_key(before, &name)?);
            let (before, after) = fields.alter(found)?;
            Ok(Operation::PrimaryKey(name, Change::Alter { before, after }))
        }
        "rename_primary_key" => {
            let name = name()?;
            let from = primary_key(before, &name)?.name.value().ok_or(Problem::Unnamed)?.clone();
            let change = Change::Rename { from, to: fields.take("to")? };
            Ok(Operation::PrimaryKey(name, change))
        }
        _ => {
            let (action, family) = verb.split_once('_').unwrap_or((verb, ""));
            match family {
                "column" => {
                    let fill = match action {
                        "add" | "alter" => fields.take_optional("fill")?,
                        _ => None,
                    };
                    let (table, change) = read_member::<Column>(action, address, fields, before)?;
                    Ok(Operation::Column(ColumnOperation { table, change, fill }))
                }
                "index" => operation::<Index>(action, address, fields, before),
                "foreign_key" => operation::<ForeignKey>(action, address, fields, before),
                "check" => operation::<Check>(action, address, fields, before),
                _ => Err(Problem::NoVerb),
            }
        }
    }
}

fn whole_table(fields: &mut Fields) -> Result<Table, Problem> {
    let table = fields.all()?;
    twice(&table).map_or(Ok(table), |what| Err(Problem::Twice(what)))
}

fn primary_key<'a>(schema: &'a Schema, name: &QualifiedName) -> Result<&'a PrimaryKey, Problem> {
    let table = schema.tables.get(name);
    table
        .and_then(|table| table.primary_key.as_ref())
        .ok_or_else(|| Problem::Absent(ObjectId::PrimaryKey(name.clone())))
}

fn add_enum_value(
    schema: &Schema,
    name: QualifiedName,
    value: String,
    after: Option<String>,
) -> Result<Operation, Problem> {
    let before = schema.enums.get(&name).cloned();
    let before = before.ok_or_else(|| Problem::Absent(ObjectId::Enum(name.clone())))?;
    if before.values.contains(&value) {
        return Err(Problem::ValuePresent(value));
    }
    let at = match after {
        None => 0,
        Some(previous) => match before.values.iter().position(|it| *it == previous) {
            Some(position) => position + 1,
            None => return Err(Problem::ValueAbsent(previous)),
        },
    };
    let mut after = before.clone();
    after.values.insert(at, value);
    Ok(Operation::Enum(name, Change::Alter { before, after }))
}

fn own(address: &str, before: Owner, after: Owner) -> Result<Operation, Problem> {
    let wrong = || Problem::Address(address.to_owned(), "an object, as in `column shops.phone`");
    let (word, rest) = address.split_once(' ').ok_or_else(wrong)?;
    let name = || rest.parse().map_err(|_| wrong());
    let member = || member_name(rest, "an object");
    let object = match word {
        "enum" => ObjectId::Enum(name()?),
        "table" => ObjectId::Table(name()?),
        "primary_key" => ObjectId::PrimaryKey(name()?),
        "column" => member().map(|(table, name)| ObjectId::Column(table, name))?,
        "index" => member().map(|(table, name)| ObjectId::Index(table, name))?,
        "foreign_key" => member().map(|(table, name)| ObjectId::ForeignKey(table, name))?,
        "check" => member().map(|(table, name)| ObjectId::Check(table, name))?,
        _ => return Err(wrong()),
    };
    Ok(Operation::Own { object, before, after })
}

fn operation<T: Family>(
    action: &str,
    address: &str,
    fields: &mut Fields,
    before: &Schema,
) -> Result<Operation, Problem> {
    let (table, change) = read_member::<T>(action, address, fields, before)?;
    Ok(T::operation(&table, change))
}

fn read_member<T: Family>(
    action: &str,
    address: &str,
    fields: &mut Fields,
    before: &Schema,
) -> Result<(QualifiedName, Change<T>), Problem> {
    let full = || member_name(address, "an object of a table, as in `shops.phone`");
    match action {
        "add" | "drop" => {
            let (table, it) = if T::NAMED_OUTSIDE {
                let (table, name) = full()?;
                (table, fields.take::<T>(T::WORD)?.named(name))
            } else {
                let table = address.parse();
                let table = table.map_err(|_| Problem::Address(address.to_owned(), "a table"))?;
                (table, fields.take(T::WORD)?)
            };
            Ok((table, if action == "add" { Change::Add(it) } else { Change::Drop(it) }))
        }
        "alter" => {
            let (table, key) = full()?;
            let members = before.tables.get(&table).map(T::of).unwrap_or_default();
            let found = members.iter().find(|it| it.key() == key);
            let found = found.ok_or_else(|| Problem::Absent(T::id(&table, key.clone())))?;
            let (before, after) = fields.alter::<T>(mapping(found))?;
            let change =
                Change::Alter { before: before.named(key.clone()), after: after.named(key) };
            Ok((table, change))
        }
        _ => {
            let (table, from) = full()?;
            Ok((table, Change::Rename { from, to: fields.take("to")? }))
        }
    }
}

/// The fields of an item that have not been read yet.
struct Fields(Mapping);

impl Fields {
    fn take<T: DeserializeOwned>(&mut self, key: &'static str) -> Result<T, Problem> {
        let value = self.0.shift_remove(key).ok_or(Problem::MissingKey(key))?;
        typed(key, value)
    }

    fn take_optional<T: DeserializeOwned>(
        &mut self,
        key: &'static str,
    ) -> Result<Option<T>, Problem> {
        self.0.shift_remove(key).map(|value| typed(key, value)).transpose()
    }

    /// Everything that is left, as the fields of one object.
    fn all<T: DeserializeOwned>(&mut self) -> Result<T, Problem> {
        let fields = std::mem::take(&mut self.0);
        typed("the object", Value::Mapping(fields))
    }

    /// The object before and after: `found` with what the pairs say.
    fn alter<T: DeserializeOwned>(&mut self, found: Mapping) -> Result<(T, T), Problem> {
        let (mut before, mut after) = (found.clone(), found);
        if self.0.is_empty() {
            return Err(Problem::Nothing);
        }
        for (key, value) in std::mem::take(&mut self.0) {
            let Value::Sequence(pair) = value else { return Err(Problem::NoPair(plain(&key))) };
            let Ok([old, new]) = <[Value; 2]>::try_from(pair) else {
                return Err(Problem::NoPair(plain(&key)));
            };
            for (map, value) in [(&mut before, old), (&mut after, new)] {
                match value {
                    Value::Null => drop(map.shift_remove(&key)),
                    value => drop(map.insert(key.clone(), value)),
                }
            }
        }
        let typed = |map| typed("the object", Value::Mapping(map));
        Ok((typed(before)?, typed(after)?))
    }
}

fn typed<T: DeserializeOwned>(key: &str, value: Value) -> Result<T, Problem> {
    serde_yaml::from_value(value)
        .map_err(|error| Problem::Malformed { key: key.to_owned(), reason: error.to_string() })
}

fn member_name(text: &str, what: &'static str) -> Result<(QualifiedName, String), Problem> {
    let wrong = || Problem::Address(text.to_owned(), what);
    let mut parts = split_parts(text).ok_or_else(wrong)?.into_iter();
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(owner), Some(name), None, _) => Ok((QualifiedName::bare(owner), name)),
        (Some(schema), Some(owner), Some(name), None) => {
            Ok((QualifiedName::new(Some(schema), owner), name))
        }
        _ => Err(wrong()),
    }
}
