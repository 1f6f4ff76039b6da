use super::member::{Member, member};
use super::*;

impl Member for Column {
    member!(Column, columns);

    fn key(&self) -> String {
        self.name.clone()
    }

    /// A column is not found under a new name by what it looks like; that is asked.
    fn name(&mut self) -> Option<&mut Facet<String>> {
        None
    }

    fn operation(table: &QualifiedName, change: Change<Self>) -> Operation {
        Operation::column(table, change)
    }
}

pub(super) fn apply(
    schema: &mut Schema,
    table: &QualifiedName,
    change: &Change<Column>,
) -> Result<(), Misfit> {
    let Change::Rename { from, to } = change else {
        return member::apply(schema, table, change);
    };
    let own = schema.tables.get_mut(table).ok_or(Misfit::NoTable)?;
    if own.column(to).is_some() {
        return Err(Misfit::Present);
    }
    let column = own.columns.iter_mut().find(|it| it.name == *from).ok_or(Misfit::Absent)?;
    column.name.clone_from(to);

    let rename = |name: &mut String| {
        if name == from {
            name.clone_from(to);
        }
    };
    let reword = |sql: &mut String| *sql = expression::renamed(sql, from, to);
    own.each_primary_key(|key| {
        key.columns.iter_mut().chain(&mut key.include).for_each(rename);
        if let Some(prefix) = key.prefixes.remove(from) {
            key.prefixes.insert(to.clone(), prefix);
        }
    });
    own.each_index(|index| {
        for part in &mut index.parts {
            match &mut part.key {
                IndexKey::Column(name) => rename(name),
                IndexKey::Expression(sql) => reword(sql),
            }
        }
        index.include.iter_mut().for_each(rename);
        index.predicate.iter_mut().for_each(reword);
    });
    own.checks.iter_mut().for_each(|check| reword(&mut check.expression));
    own.options.get_mut("partition_by").into_iter().for_each(reword);
    own.each_column(|it| it.generated.iter_mut().for_each(|it| reword(&mut it.expression)));
    own.each_foreign_key(|key| {
        key.columns.iter_mut().chain(&mut key.on_delete_columns).for_each(rename);
    });
    for other in schema.tables.values_mut() {
        other.each_foreign_key(|key| {
            if key.references == *table {
                key.referenced_columns.iter_mut().for_each(rename);
            }
        });
    }
    Ok(())
}

/// The value of a type that stands for nothing, as a default of a column that comes back without
/// one; none where no value suits (a key to another row, a type of the database's own).
pub fn zero_of(ty: &ColumnType, schema: &Schema) -> Option<DefaultValue> {
    use ColumnType::*;
    let text = |text: &str| Some(DefaultValue::Text(text.to_owned()));
    match ty {
        Bool => Some(DefaultValue::Bool(false)),
        I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 | F32 | F64 | Decimal(_) | Money(_) => {
            Some(DefaultValue::Number("0".to_owned()))
        }
        Char(_) | String(_) | Text => text(""),
        Binary(_) | VarBinary(_) | Blob => text(""),
        Date => text("1970-01-01"),
        Time(_) => text("00:00:00"),
        DateTime(_) | Timestamp(_) => text("1970-01-02 00:00:00"),
        TimestampTz(_) => text("1970-01-02 00:00:00"),
        Year => Some(DefaultValue::Number("1970".to_owned())),
        Interval => text("0"),
        Json | JsonBinary => text("{}"),
        Uuid => text("00000000-0000-0000-0000-000000000000"),
        Enum(name) => text(schema.enums.get(name)?.values.first()?),
        InlineEnum(values) => text(values.first()?),
        Array(_) => text("{}"),
        Bit(_) | VarBit(_) | Vector(_) | Cidr | Inet | MacAddr | LTree | Native(_) => None,
    }
}
