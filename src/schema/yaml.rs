//! The shapes that schema values have in YAML where they are not the plain ones of serde.

use serde::{Deserialize, Serialize, Serializer};

use super::*;

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Columns are a list of one-key maps, so that their order is kept and their names lead.
pub(super) mod columns {
    use std::fmt;

    use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
    use serde::ser::{SerializeMap, SerializeSeq};

    use super::*;

    struct Entry<'a>(&'a Column);

    impl Serialize for Entry<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry(&self.0.name, self.0)?;
            map.end()
        }
    }

    pub fn serialize<S: Serializer>(columns: &[Column], serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(columns.len()))?;
        for column in columns {
            list.serialize_element(&Entry(column))?;
        }
        list.end()
    }

    struct Named(Column);

    impl<'de> Deserialize<'de> for Named {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Visit;
            impl<'de> Visitor<'de> for Visit {
                type Value = Named;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("a column as `name: {type: ...}`")
                }

                fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Named, A::Error> {
                    let (name, mut column) = map
                        .next_entry::<String, Column>()?
                        .ok_or_else(|| A::Error::custom("a column without a name"))?;
                    if map.next_key::<String>()?.is_some() {
                        return Err(A::Error::custom("each column is a list item of its own"));
                    }
                    column.name = name;
                    Ok(Named(column))
                }
            }
            deserializer.deserialize_map(Visit)
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Column>, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Vec<Column>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of columns")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Column>, A::Error> {
                let mut columns = Vec::with_capacity(list.size_hint().unwrap_or(0));
                while let Some(Named(column)) = list.next_element()? {
                    columns.push(column);
                }
                Ok(columns)
            }
        }
        deserializer.deserialize_seq(Visit)
    }
}

/// `auto_increment: true`, or the name of a way of PostgreSQL's.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum AutoIncrementForm {
    Bool(bool),
    Word(String),
}

impl From<AutoIncrement> for AutoIncrementForm {
    fn from(value: AutoIncrement) -> Self {
        match value {
            AutoIncrement::No => Self::Bool(false),
            AutoIncrement::Yes => Self::Bool(true),
            AutoIncrement::Serial => Self::Word("serial".into()),
            AutoIncrement::Identity { always: false } => Self::Word("identity".into()),
            AutoIncrement::Identity { always: true } => Self::Word("identity always".into()),
        }
    }
}

impl TryFrom<AutoIncrementForm> for AutoIncrement {
    type Error = String;

    fn try_from(form: AutoIncrementForm) -> Result<Self, String> {
        Ok(match form {
            AutoIncrementForm::Bool(false) => Self::No,
            AutoIncrementForm::Bool(true) => Self::Yes,
            AutoIncrementForm::Word(word) => match word.as_str() {
                "serial" => Self::Serial,
                "identity" => Self::Identity { always: false },
                "identity always" => Self::Identity { always: true },
                _ => {
                    return Err(format!(
                        "`{word}`: auto_increment is true, serial, identity or identity always"
                    ));
                }
            },
        })
    }
}

/// A default is a YAML scalar when it is a literal, and `{sql: ...}` when it is an expression. A
/// number that YAML would spell differently is kept as `{number: ...}`.
#[derive(Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum DefaultForm {
    Bool(bool),
    Integer(i64),
    Text(String),
    Number { number: String },
    Sql { sql: String },
}

impl From<DefaultValue> for DefaultForm {
    fn from(value: DefaultValue) -> Self {
        match value {
            DefaultValue::Bool(it) => Self::Bool(it),
            DefaultValue::Number(it) => match it.parse::<i64>() {
                Ok(integer) if integer.to_string() == it => Self::Integer(integer),
                _ => Self::Number { number: it },
            },
            DefaultValue::Text(it) => Self::Text(it),
            DefaultValue::Sql(sql) => Self::Sql { sql },
        }
    }
}

impl From<DefaultForm> for DefaultValue {
    fn from(form: DefaultForm) -> Self {
        match form {
            DefaultForm::Bool(it) => Self::Bool(it),
            DefaultForm::Integer(it) => Self::Number(it.to_string()),
            DefaultForm::Text(it) => Self::Text(it),
            DefaultForm::Number { number } => Self::Number(number),
            DefaultForm::Sql { sql } => Self::Sql(sql),
        }
    }
}

/// A primary key is the list of its columns, unless there is more to say.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum PrimaryKeyForm {
    Columns(Vec<String>),
    Full(FullPrimaryKey),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FullPrimaryKey {
    #[serde(default, skip_serializing_if = "Facet::is_unspecified")]
    name: Facet<String>,
    columns: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    prefixes: BTreeMap<String, u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    include: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    deferrable: Deferrable,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    options: Options,
    #[serde(default, skip_serializing_if = "Owner::is_model")]
    by: Owner,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    on: On<PrimaryKey>,
}

impl From<PrimaryKey> for FullPrimaryKey {
    fn from(key: PrimaryKey) -> Self {
        let PrimaryKey { name, columns, prefixes, include, deferrable, options, by, on } = key;
        Self { name, columns, prefixes, include, deferrable, options, by, on }
    }
}

impl From<PrimaryKey> for PrimaryKeyForm {
    fn from(key: PrimaryKey) -> Self {
        if key == PrimaryKey::new(key.columns.clone()) {
            Self::Columns(key.columns)
        } else {
            Self::Full(key.into())
        }
    }
}

impl From<PrimaryKeyForm> for PrimaryKey {
    fn from(form: PrimaryKeyForm) -> Self {
        match form {
            PrimaryKeyForm::Columns(columns) => Self::new(columns),
            PrimaryKeyForm::Full(full) => {
                let FullPrimaryKey {
                    name,
                    columns,
                    prefixes,
                    include,
                    deferrable,
                    options,
                    by,
                    on,
                } = full;
                Self { name, columns, prefixes, include, deferrable, options, by, on }
            }
        }
    }
}

/// An index part is its column's name, unless there is more to say.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum IndexPartForm {
    Column(String),
    Full(FullIndexPart),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FullIndexPart {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    column: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expression: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    descending: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nulls_first: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    collation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    operator_class: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prefix: Option<u32>,
}

impl From<IndexPart> for IndexPartForm {
    fn from(part: IndexPart) -> Self {
        let (column, expression) = match part.key.clone() {
            IndexKey::Column(name) if part == IndexPart::column(name.clone()) => {
                return Self::Column(name);
            }
            IndexKey::Column(name) => (Some(name), None),
            IndexKey::Expression(sql) => (None, Some(sql)),
        };
        let IndexPart { key: _, descending, nulls_first, collation, operator_class, prefix } = part;
        Self::Full(FullIndexPart {
            column,
            expression,
            descending,
            nulls_first,
            collation,
            operator_class,
            prefix,
        })
    }
}

impl TryFrom<IndexPartForm> for IndexPart {
    type Error = &'static str;

    fn try_from(form: IndexPartForm) -> Result<Self, Self::Error> {
        let full = match form {
            IndexPartForm::Column(name) => return Ok(Self::column(name)),
            IndexPartForm::Full(full) => full,
        };
        let key = match (full.column, full.expression) {
            (Some(name), None) => IndexKey::Column(name),
            (None, Some(sql)) => IndexKey::Expression(sql),
            _ => return Err("an index part has either a `column` or an `expression`"),
        };
        let FullIndexPart { descending, nulls_first, collation, operator_class, prefix, .. } = full;
        Ok(Self { key, descending, nulls_first, collation, operator_class, prefix })
    }
}

impl<T: Serialize> Serialize for Facet<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Facet<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Option::deserialize(deserializer)? {
            Some(value) => Self::Is(value),
            None => Self::Unspecified,
        })
    }
}
