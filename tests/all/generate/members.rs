//! Indexes and foreign keys.

use autogen::schema::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};

use super::Names;
use super::expressions::{self, For};
use super::facets::spatial;
use super::names::fitting;
use super::owner;
use crate::support::Engine;

#[derive(Clone, Debug)]
pub struct IndexBody {
    columns: Vec<Pick>,
    unique: bool,
    named: bool,
    descending: bool,
    special: Pick,
    expression: Pick,
    by: Owner,
}

pub fn index() -> impl Strategy<Value = IndexBody> {
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (vec(any::<Pick>(), 1..=2), flags, any::<(Pick, Pick)>(), owner()).prop_map(
        |(columns, (unique, named, descending), (special, expression), by)| IndexBody {
            columns,
            unique,
            named,
            descending,
            special,
            expression,
            by,
        },
    )
}

/// What only some indexes of an engine have.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Special {
    Nothing,
    Predicate,
    Expression,
    Include,
    Nulls,
    Class,
    Hash,
    Deferrable,
    NullsNotDistinct,
    Collation,
    Prefix,
    Fulltext,
    /// An access method of PostgreSQL that takes only some types.
    Method,
}

fn specials(names: Names) -> &'static [Special] {
    use Special::*;
    match names {
        Names::Live(Engine::Postgres) => &[
            Nothing,
            Nothing,
            Nothing,
            Nothing,
            Nothing,
            Nothing,
            Predicate,
            Predicate,
            Expression,
            Include,
            Nulls,
            Class,
            Hash,
            Deferrable,
            NullsNotDistinct,
            Collation,
            Method,
        ],
        Names::Live(Engine::Sqlite) => {
            &[Nothing, Nothing, Nothing, Nothing, Predicate, Expression, Collation]
        }
        Names::Live(Engine::Mysql) => &[Nothing, Nothing, Nothing, Nothing, Prefix, Fulltext],
        Names::Any => &[Nothing],
    }
}

/// Whether every engine can index a column of the type as a whole.
pub fn indexable(ty: &ColumnType) -> bool {
    use ColumnType::*;
    !matches!(ty, Json | JsonBinary | Text | Blob | Native(_) | Array(_))
}

fn is_text(ty: &ColumnType) -> bool {
    matches!(ty, ColumnType::String(_) | ColumnType::Text)
}

impl IndexBody {
    pub fn build(
        self,
        table: &str,
        number: usize,
        columns: &[Column],
        names: Names,
    ) -> Option<Index> {
        let plain: Vec<&Column> = columns.iter().filter(|it| it.generated.is_none()).collect();
        let candidates: Vec<&Column> =
            plain.iter().copied().filter(|it| indexable(&it.ty)).collect();
        if candidates.is_empty() {
            return None;
        }
        let mut found: Vec<String> =
            self.columns.iter().map(|pick| pick.get(&candidates).name.clone()).collect();
        found.dedup();
        let mut index = Index::new(found);
        index.unique = self.unique;
        index.parts[0].descending = self.descending && !self.unique;
        index.by = self.by;
        let name = fitting(format!("idx_{number}_{table}"));
        if self.named || name.len() > 40 {
            index.name = Facet::Is(name.clone());
        }
        let one_of = |wanted: &dyn Fn(&Column) -> bool| {
            let fitting: Vec<&Column> = plain.iter().copied().filter(|it| wanted(it)).collect();
            (!fitting.is_empty()).then(|| self.expression.get(&fitting).name.clone())
        };
        let an_index = |index: &mut Index| {
            index.name = Facet::Is(name.clone());
            index.constraint = if index.unique { Facet::Is(false) } else { Facet::Unspecified };
        };
        match self.special.get(specials(names)) {
            Special::Nothing => {}
            Special::Predicate => {
                let all = plain.iter().flat_map(|it| expressions::over(it, For::Predicate, names));
                let all: Vec<String> = all.collect();
                if !all.is_empty() {
                    index.predicate = Some(self.expression.get(&all).clone());
                    an_index(&mut index);
                }
            }
            Special::Expression => {
                let all = plain.iter().flat_map(|it| expressions::over(it, For::Index, names));
                let all: Vec<String> = all.collect();
                if !all.is_empty() {
                    let key = IndexKey::Expression(self.expression.get(&all).clone());
                    index.parts[0] = IndexPart::from(key);
                    an_index(&mut index);
                }
            }
            Special::Include => {
                let key = index.parts[0].key.clone();
                let other = one_of(&|it| key != IndexKey::Column(it.name.clone()));
                index.include.extend(other);
                an_index(&mut index);
            }
            Special::Nulls => {
                index.parts[0].nulls_first = Some(!index.parts[0].descending);
                an_index(&mut index);
            }
            Special::Class => {
                if let Some(name) = one_of(&|it| is_text(&it.ty)) {
                    index.parts = vec![IndexPart {
                        operator_class: Some("text_pattern_ops".to_owned()),
                        ..IndexPart::column(name)
                    }];
                    an_index(&mut index);
                }
            }
            Special::Hash => {
                if let Some(name) = one_of(&|it| is_text(&it.ty) || it.ty == ColumnType::I32) {
                    index.parts = vec![IndexPart::column(name)];
                    index.method = Some("hash".to_owned());
                    index.unique = false;
                    an_index(&mut index);
                }
            }
            Special::Deferrable => {
                index.unique = true;
                index.parts[0].descending = false;
                index.constraint = Facet::Is(true);
                index.deferrable = match self.descending {
                    true => Deferrable::InitiallyDeferred,
                    false => Deferrable::InitiallyImmediate,
                };
            }
            Special::NullsNotDistinct => index.nulls_not_distinct = index.unique,
            Special::Collation => {
                if let Some(name) = one_of(&|it| is_text(&it.ty)) {
                    index.parts = vec![IndexPart {
                        collation: Some(own_collation(names).to_owned()),
                        ..IndexPart::column(name)
                    }];
                    an_index(&mut index);
                }
            }
            Special::Prefix => {
                if let Some(name) = one_of(&|it| is_text(&it.ty)) {
                    index.parts = vec![IndexPart { prefix: Some(7), ..IndexPart::column(name) }];
                    index.unique = false;
                }
            }
            Special::Fulltext => {
                if let Some(name) = one_of(&|it| is_text(&it.ty)) {
                    index.parts = vec![IndexPart::column(name)];
                    index.method = Some("fulltext".to_owned());
                    index.unique = false;
                }
            }
            Special::Method => {
                if let Some(name) = one_of(&|it| method(&it.ty).is_some()) {
                    let column = plain.iter().find(|it| it.name == name);
                    index.parts = vec![IndexPart::column(name)];
                    index.method = column.and_then(|it| method(&it.ty)).map(str::to_owned);
                    index.unique = false;
                    an_index(&mut index);
                }
            }
        }
        Some(index)
    }
}

/// A collation that a part of an index has of its own.
fn own_collation(names: Names) -> &'static str {
    if names == Names::Live(Engine::Postgres) { "POSIX" } else { "RTRIM" }
}

/// The access method of PostgreSQL that suits a type.
fn method(ty: &ColumnType) -> Option<&'static str> {
    use ColumnType::*;
    match ty {
        Array(element) if **element == I32 => Some("gin"),
        JsonBinary => Some("gin"),
        Native(name) if name == "tsvector" => Some("gin"),
        Native(name) if name == "int4range" => Some("gist"),
        Date | I64 => Some("brin"),
        _ => None,
    }
}

/// Whether an index still has what it rests on.
pub fn stands(index: &Index, columns: &[Column], names: Names) -> bool {
    let column = |name: &String| columns.iter().find(|it| it.name == *name);
    let special = index.method.is_some();
    let part = |part: &IndexPart| match &part.key {
        IndexKey::Column(name) => column(name).is_some_and(|it| {
            if index.method.as_deref() == Some("spatial") {
                return !it.nullable && spatial().contains(&it.ty);
            }
            if index.method.as_deref().is_some_and(|it| ["gin", "gist", "brin"].contains(&it)) {
                return method(&it.ty) == index.method.as_deref();
            }
            let text = part.operator_class.is_some()
                || part.collation.is_some()
                || part.prefix.is_some()
                || index.method.as_deref() == Some("fulltext");
            let hashed = is_text(&it.ty) || it.ty == ColumnType::I32;
            match (text, special) {
                (true, _) => is_text(&it.ty),
                (false, true) => hashed,
                (false, false) => indexable(&it.ty),
            }
        }),
        IndexKey::Expression(sql) => expressions::fits(sql, columns, For::Index, names),
    };
    let predicate = index.predicate.as_ref();
    predicate.is_none_or(|it| expressions::fits(it, columns, For::Predicate, names))
        && index.parts.iter().all(part)
        && index.include.iter().all(|it| column(it).is_some())
}

/// Whether a foreign key may refer to what an index holds.
fn can_be_referenced(index: &Index, table: &Table) -> bool {
    index.unique
        && index.predicate.is_none()
        && index.deferrable == Deferrable::No
        && index.parts.iter().all(|part| match &part.key {
            IndexKey::Column(name) => {
                *part == IndexPart::column(name)
                    && table.column(name).is_some_and(|it| {
                        it.auto_increment == AutoIncrement::No && it.generated.is_none()
                    })
            }
            IndexKey::Expression(_) => false,
        })
}

/// The lists of columns that a foreign key may refer to.
pub fn referenceable(table: &Table) -> Vec<Vec<String>> {
    let key = table.primary_key.as_ref().filter(|it| it.deferrable == Deferrable::No);
    let key = key.map(|it| it.columns.clone());
    let indexes = table.indexes.iter().filter(|it| can_be_referenced(it, table));
    let indexes = indexes.filter_map(|it| {
        Some(it.plain_columns()?.into_iter().map(str::to_owned).collect::<Vec<_>>())
    });
    // The key counts twice: it is what most refer to.
    key.iter().cloned().chain(key.clone()).chain(indexes).collect()
}

#[derive(Clone, Debug)]
pub struct KeyBody {
    from: Pick,
    to: Pick,
    which: Pick,
    on_delete: ReferentialAction,
    named: bool,
    special: Option<Pick>,
    by: Owner,
}

pub fn foreign_key() -> impl Strategy<Value = KeyBody> {
    use ReferentialAction::*;
    let action = select(vec![NoAction, Restrict, Cascade, SetNull]);
    let special = proptest::option::weighted(0.3, any::<Pick>());
    (any::<(Pick, Pick, Pick)>(), action, any::<bool>(), special, owner()).prop_map(
        |((from, to, which), on_delete, named, special, by)| KeyBody {
            from,
            to,
            which,
            on_delete,
            named,
            special,
            by,
        },
    )
}

impl KeyBody {
    /// Adds the key, with columns of its own that have the types of those referred to.
    pub fn add(self, schema: &mut Schema, names: Names) {
        if schema.tables.is_empty() {
            return;
        }
        let tables: Vec<QualifiedName> = schema.tables.keys().cloned().collect();
        let (from, to) = (self.from.get(&tables), self.to.get(&tables));
        let target = &schema.tables[to];
        let choices = referenceable(target);
        if choices.is_empty() {
            return;
        }
        let referenced: Vec<Column> =
            self.which.get(&choices).iter().filter_map(|it| target.column(it).cloned()).collect();
        let own: Vec<Column> = referenced
            .iter()
            .map(|column| {
                let name = fitting(format!("{}_{}", to.name, column.name));
                let collation = column.collation.clone();
                let new = Column::new(name, column.ty.clone());
                Column { nullable: true, collation, ..new }
            })
            .collect();
        let long = from.name.len() + own.iter().map(|it| it.name.len()).sum::<usize>() > 50;
        let name = match self.named || long {
            true => Facet::Is(fitting(format!("fk_{}_{}", from.name, own[0].name))),
            false => Facet::Unspecified,
        };
        let mut key = ForeignKey {
            name,
            on_delete: self.on_delete,
            by: self.by,
            ..ForeignKey::new(
                own.iter().map(|it| it.name.clone()).collect(),
                to.clone(),
                referenced.iter().map(|it| it.name.clone()).collect(),
            )
        };
        if let (Some(special), Names::Live(engine)) = (self.special, names) {
            match (engine, special.index(3)) {
                (Engine::Mysql, _) => {}
                (_, 0) => key.deferrable = Deferrable::InitiallyDeferred,
                (_, 1) => key.deferrable = Deferrable::InitiallyImmediate,
                (Engine::Postgres, _) => key.not_valid = true,
                (Engine::Sqlite, _) => {}
            }
        }
        let Some(table) = schema.tables.get_mut(from) else { return };
        let clash = own.iter().any(|it| table.column(&it.name).is_some());
        let named = |it: &ForeignKey| !key.name.is_unspecified() && it.name == key.name;
        let known = table.foreign_keys.iter().any(|it| it.key() == key.key() || named(it));
        let twice =
            own.iter().enumerate().any(|(n, it)| own[..n].iter().any(|o| o.name == it.name));
        if clash || known || twice {
            return;
        }
        table.columns.extend(own);
        table.foreign_keys.push(key);
    }
}
