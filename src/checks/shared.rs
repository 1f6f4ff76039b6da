//! Rows that share what is to be unique.

use super::Probe;
use super::asking::Asking;
use crate::schema::*;

/// What must be unique: expressions over a table, each in the words of people and as SQL.
struct Unique<'a> {
    /// As it was named before.
    table: &'a QualifiedName,
    parts: Vec<(String, String)>,
    predicate: Option<String>,
    /// Nulls are equal to each other.
    nulls: bool,
}

impl Asking<'_> {
    /// Rows that share the values of a new unique index.
    pub fn shared(&self, table: &QualifiedName, index: &Index) -> Option<Probe> {
        let known = &self.new.tables.get(table)?.indexes;
        let named = known.iter().find(|it| index.name.value().is_some() && it.name == index.name);
        let alike = || known.iter().find(|it| it.unique && it.key() == index.key());
        let index = named.or_else(alike).unwrap_or(index);
        let (old, _) = self.origin.column(table, "");
        let parts = index.parts.iter().map(|it| self.part(table, it)).collect::<Option<_>>()?;
        let predicate = match &index.predicate {
            Some(text) => Some(self.expression(table, text)?.0),
            None => None,
        };
        let nulls = index.nulls_not_distinct;
        let filled = |it: &IndexPart| match &it.key {
            IndexKey::Column(name) => self.is_filled(table, name),
            IndexKey::Expression(_) => false,
        };
        // Rows that have no value are equal only until they get one.
        if nulls && index.parts.iter().any(filled) {
            return None;
        }
        self.duplicates(Unique { table: &old, parts, predicate, nulls })
    }

    /// Rows that share the values of a new primary key.
    pub fn shared_key(&self, table: &QualifiedName, key: &PrimaryKey) -> Option<Probe> {
        let (old, _) = self.origin.column(table, "");
        let part = |name: &String| {
            let prefix = key.prefixes.get(name).copied();
            self.part(table, &IndexPart { prefix, ..IndexPart::column(name) })
        };
        let parts = key.columns.iter().map(part).collect::<Option<_>>()?;
        self.duplicates(Unique { table: &old, parts, predicate: None, nulls: false })
    }

    fn part(&self, table: &QualifiedName, part: &IndexPart) -> Option<(String, String)> {
        // Another class may take other values for equal.
        if part.operator_class.is_some() {
            return None;
        }
        let (shown, mut sql) = match &part.key {
            IndexKey::Column(name) => {
                let (old, was) = self.before(table, name)?;
                let before = &self.old.tables.get(&old)?.column(&was)?.ty;
                let after = &self.new.tables.get(table)?.column(name)?.ty;
                let sorted = part.collation.is_some() || self.is_sorted_alike(table, name);
                if !is_equal_alike(before, after) || !sorted {
                    return None;
                }
                let quoted = self.quote(&was);
                let sql = part.prefix.map(|it| format!("LEFT({quoted}, {it})"));
                let shown = part.prefix.map(|it| format!("first {it} characters of {was}"));
                (shown.unwrap_or(was), sql.unwrap_or(quoted))
            }
            IndexKey::Expression(text) => {
                (text.clone(), format!("({})", self.expression(table, text)?.0))
            }
        };
        if let Some(collation) = &part.collation {
            // Where it stands in a schema, its name cannot be told from its text.
            if collation.contains(['.', '"']) {
                return None;
            }
            sql = format!("{sql} COLLATE {}", self.quote(collation));
        }
        Some((shown, sql))
    }

    /// A query for the rows that are not alone with their values, by those.
    fn duplicates(&self, unique: Unique) -> Option<Probe> {
        let Unique { table, parts, predicate, nulls } = unique;
        if parts.is_empty() {
            return None;
        }
        let from = self.dialect.qualified(table);
        let list = parts.iter().map(|(_, sql)| sql.as_str()).collect::<Vec<_>>().join(", ");
        let shown = parts.iter().map(|(shown, _)| shown.as_str()).collect::<Vec<_>>().join(", ");
        let filter: Vec<String> = predicate.iter().map(|it| format!("({it})")).collect();
        let mut inner = filter.clone();
        if !nulls {
            inner.extend(parts.iter().map(|(_, sql)| format!("{sql} IS NOT NULL")));
        }
        let all = |conditions: &[String]| match conditions {
            [] => String::new(),
            some => format!(" WHERE {}", some.join(" AND ")),
        };
        let several = format!("GROUP BY {list} HAVING count(*) > 1");
        let grouped = format!("{from}{} {several}", all(&inner));
        let keys: Vec<String> = self.keys(table).iter().map(|it| self.quote(it)).collect();
        // Each column of a query has a name of its own.
        let named = parts.iter().enumerate().filter_map(|(at, (_, sql))| match sql {
            sql if keys.contains(sql) => None,
            sql if sql.starts_with(['(', 'L']) || sql.contains(" COLLATE ") => {
                Some(format!("{sql} AS {}", self.quote(&format!("value_{}", at + 1))))
            }
            sql => Some(sql.clone()),
        });
        let named: Vec<String> = named.collect();
        let what = match &predicate {
            None => format!("no two rows of {table} share their {shown}"),
            Some(it) => format!("no two rows of {table} share their {shown} where {it}"),
        };
        // A null is in no list, so that those which are equal are shown without their keys.
        let sql = if nulls || keys.is_empty() {
            let values = parts.iter().map(|(_, sql)| sql).enumerate();
            let values = values
                .map(|(at, sql)| format!("{sql} AS {}", self.quote(&format!("value_{}", at + 1))));
            format!("SELECT {} FROM {grouped}", values.collect::<Vec<_>>().join(", "))
        } else {
            let mut outer = filter;
            let tuple = if parts.len() > 1 { format!("({list})") } else { list.clone() };
            outer.push(format!("{tuple} IN (SELECT {list} FROM {grouped})"));
            let columns = keys.into_iter().chain(named).collect::<Vec<_>>().join(", ");
            format!("SELECT {columns} FROM {from}{} ORDER BY {list}", all(&outer))
        };
        Some(Probe { what, sql })
    }
}

/// Whether values that are equal in the one type are so in the other, and can be compared in both.
fn is_equal_alike(before: &ColumnType, after: &ColumnType) -> bool {
    use ColumnType::*;
    let text = |ty: &ColumnType| matches!(ty, String(_) | Text);
    before == after || before.is_integer() && after.is_integer() || text(before) && text(after)
}
