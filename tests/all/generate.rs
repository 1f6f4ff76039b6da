//! Schemas out of nothing, for laws that must hold for all of them.
//!
//! Every schema is one that a database could hold: keys refer to columns that exist, a foreign key
//! has the types of the key that it refers to, an enum column has its type. Names come from small
//! pools, so that two schemas share many objects and differ in the rest.

use autogen::ops::Renames;
use autogen::schema::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select, subsequence};

use crate::edit::{edit, repair};
use crate::support::Engine;

/// What the names look like, and what there is beside them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Names {
    /// Words that need no care, none in a schema of its own, and only what the engine can hold.
    Plain(Engine),
    /// Also reserved words, blanks, quotes, dots, letters of other scripts and other schemas, and
    /// types of every engine.
    Any,
}

impl Names {
    fn is_plain(self) -> bool {
        matches!(self, Self::Plain(_))
    }
}

/// A schema, with things left unspecified as entities leave them.
pub fn schema(names: Names) -> impl Strategy<Value = Schema> {
    let enums = vec((owner(), values()), 0..=2);
    let tables = (pool(names, TABLES, ODD_TABLES), vec(table(names), 4), enums);
    let keys = vec(foreign_key(), 0..=4);
    (tables, keys).prop_map(move |((tables, bodies, enums), keys)| {
        let mut schema = Schema::default();
        let qualified = |name: &String| match (names, name.split_once('/')) {
            (_, Some((schema, name))) => QualifiedName::new(Some(schema), name),
            (_, None) => QualifiedName::bare(name),
        };
        for (name, (by, values)) in ["order_status", "mood's"].into_iter().zip(enums) {
            let name = if names.is_plain() { name.replace('\'', "_") } else { name.into() };
            schema.enums.insert(QualifiedName::bare(name), EnumType { values, by });
        }
        let types: Vec<QualifiedName> = schema.enums.keys().cloned().collect();
        for (name, body) in tables.iter().zip(bodies) {
            schema.tables.insert(qualified(name), body.build(name, &types, names));
        }
        for key in keys {
            key.add(&mut schema);
        }
        schema
    })
}

/// Two schemas, and renames that fit between them: unrelated ones, or the second made of the first
/// by a few edits.
pub fn pair(names: Names) -> impl Strategy<Value = (Schema, Schema, Renames)> {
    let unrelated = (schema(names), schema(names), any::<bool>()).prop_map(|(a, b, rename)| {
        let renames = if rename { renames(&a, &b) } else { Renames::default() };
        (a, b, renames)
    });
    let edited = (schema(names), vec(edit(names), 1..=5)).prop_map(|(a, edits)| {
        let mut b = a.clone();
        let mut renames = Renames::default();
        // Renames come first: everything else speaks in the new names.
        for phase in 0..3 {
            for edit in edits.iter().filter(|it| it.phase() == phase) {
                edit.apply(&mut b, &mut renames, &a);
            }
        }
        repair(&mut b);
        (a, b, renames)
    });
    prop_oneof![1 => unrelated, 2 => edited]
}

/// One rename of each kind, where something goes and something comes.
fn renames(a: &Schema, b: &Schema) -> Renames {
    let mut renames = Renames::default();
    let gone = a.tables.keys().find(|name| !b.tables.contains_key(*name));
    let come = b.tables.keys().find(|name| !a.tables.contains_key(*name));
    if let (Some(from), Some(to)) = (gone, come) {
        renames.tables.push((from.clone(), to.clone()));
    }
    let gone = a.enums.keys().find(|name| !b.enums.contains_key(*name));
    let come = b.enums.keys().find(|name| !a.enums.contains_key(*name));
    if let (Some(from), Some(to)) = (gone, come) {
        renames.enums.push((from.clone(), to.clone()));
    }
    for (name, old) in &a.tables {
        let Some(new) = b.tables.get(name) else { continue };
        let gone = old.columns.iter().find(|it| new.column(&it.name).is_none());
        let come = new.columns.iter().find(|it| old.column(&it.name).is_none());
        if let (Some(from), Some(to)) = (gone, come) {
            renames.columns.push((name.clone(), from.name.clone(), to.name.clone()));
        }
    }
    renames
}

pub const TABLES: &[&str] = &["users", "shops", "orders", "order_items", "reviews"];
const ODD_TABLES: &[&str] = &["select", "a.b", "we\"ird", "товары", "auth/users", "it's me", "42"];
pub const COLUMNS: &[&str] = &["id", "name", "email", "price", "created_at", "state", "shop_id"];
const ODD_COLUMNS: &[&str] = &["order", "näme", "x.y", "say \"hi\"", "a, b", "null", "007", "#"];

fn pool(names: Names, plain: &[&str], odd: &[&str]) -> impl Strategy<Value = Vec<String>> + use<> {
    let odd = if names.is_plain() { &[] } else { odd };
    let all: Vec<String> = plain.iter().chain(odd).map(|it| it.to_string()).collect();
    subsequence(all, 1..=4).prop_shuffle()
}

fn owner() -> impl Strategy<Value = Owner> {
    prop_oneof![4 => Just(Owner::Model), 1 => Just(Owner::Script)]
}

pub fn values() -> impl Strategy<Value = Vec<String>> {
    let all = ["new", "paid", "sent", "it's late", "a, b", "yes"];
    subsequence(all.map(str::to_owned).to_vec(), 1..=5)
}

pub fn comment() -> impl Strategy<Value = Option<String>> {
    let texts =
        ["", "of the customer", "line\nbreak", "it's: \"quoted\" # text", " ünï\t😀\u{7f} "];
    option::weighted(0.2, select(texts.map(str::to_owned).to_vec()))
}

#[derive(Clone, Debug)]
pub struct TableBody {
    columns: Vec<String>,
    bodies: Vec<ColumnBody>,
    key: Option<(usize, bool)>,
    indexes: Vec<IndexBody>,
    check: Option<(bool, Owner)>,
    generated: bool,
    comment: Option<String>,
    by: Owner,
}

pub fn table(names: Names) -> impl Strategy<Value = TableBody> {
    let columns = pool(names, COLUMNS, ODD_COLUMNS);
    let key = option::weighted(0.9, (1..=2usize, any::<bool>()));
    let check = option::weighted(0.3, (any::<bool>(), owner()));
    let generated = proptest::bool::weighted(if names.is_plain() { 0.2 } else { 0.0 });
    let parts = (vec(column(names), 4), vec(index(names), 0..=2), comment(), owner());
    (columns, key, check, generated, parts).prop_map(
        |(columns, key, check, generated, (bodies, indexes, comment, by))| TableBody {
            columns,
            bodies,
            key,
            indexes,
            check,
            generated,
            comment,
            by,
        },
    )
}

impl TableBody {
    pub fn build(self, name: &str, types: &[QualifiedName], names: Names) -> Table {
        let name = name.replace('/', "_");
        let columns: Vec<Column> = (self.columns.into_iter().zip(self.bodies))
            .map(|(name, body)| body.build(name, types))
            .collect();
        let mut table = Table { columns, comment: self.comment, by: self.by, ..Table::default() };
        if let Some((width, named)) = self.key {
            let keyed = |ty: &ColumnType| {
                ty.is_integer() || matches!(ty, ColumnType::Uuid | ColumnType::String(_))
            };
            let columns: Vec<String> = (table.columns.iter_mut())
                .filter(|it| keyed(&it.ty))
                .take(width)
                .map(|it| {
                    it.nullable = false;
                    it.name.clone()
                })
                .collect();
            if !columns.is_empty() {
                let name = match named {
                    true => Facet::Is(format!("pk_{name}")),
                    false => Facet::Unspecified,
                };
                table.primary_key = Some(PrimaryKey { name, ..PrimaryKey::new(columns) });
            }
        }
        // Only a key of its own lets every engine number the rows.
        let key = table.key_columns().to_vec();
        for column in table.columns.iter_mut().filter(|it| key != [it.name.clone()]) {
            column.auto_increment = AutoIncrement::No;
        }
        for (number, body) in self.indexes.into_iter().enumerate() {
            let Some(index) = body.build(&name, number, &table.columns) else { continue };
            if table.indexes.iter().all(|it| it.key() != index.key()) {
                table.indexes.push(index);
            }
        }
        if let Some((named, by)) = self.check {
            let name = match named {
                true => Facet::Is(format!("{name}_check")),
                false => Facet::Unspecified,
            };
            let expression = match readable(&table).filter(|_| names.is_plain()) {
                Some(column) => format!("{column} >= 0"),
                None => "1 < 2".to_owned(),
            };
            table.checks.push(Check { name, by, ..Check::new(expression) });
        }
        if let Some(read) = readable(&table).filter(|_| self.generated) {
            let stored = names == Names::Plain(Engine::Postgres) || read.len() % 2 == 0;
            let expression = format!("{read} + 1");
            let mut twice = Column::new("more", ColumnType::I64);
            twice.nullable = true;
            twice.generated = Some(Generated { expression, stored });
            table.columns.push(twice);
        }
        table
    }
}

/// A column that an expression can read as a number, on every engine.
pub fn readable(table: &Table) -> Option<&str> {
    let plain = |it: &&Column| {
        COLUMNS.contains(&it.name.as_str())
            && matches!(it.ty, ColumnType::I16 | ColumnType::I32 | ColumnType::I64)
            && it.auto_increment == AutoIncrement::No
            && it.generated.is_none()
            && !table.foreign_keys.iter().any(|key| key.columns.contains(&it.name))
    };
    table.columns.iter().find(plain).map(|it| it.name.as_str())
}

#[derive(Clone, Debug)]
pub struct ColumnBody {
    ty: ColumnType,
    of_enum: Option<(Pick, bool)>,
    nullable: bool,
    default: Option<Pick>,
    auto_increment: bool,
    comment: Option<String>,
    by: Owner,
}

pub fn column(names: Names) -> impl Strategy<Value = ColumnBody> {
    let of_enum = option::weighted(0.15, any::<(Pick, bool)>());
    let default = option::weighted(0.3, any::<Pick>());
    (column_type(names), of_enum, any::<bool>(), default, any::<bool>(), comment(), owner())
        .prop_map(|(ty, of_enum, nullable, default, auto_increment, comment, by)| ColumnBody {
            ty,
            of_enum,
            nullable,
            default,
            auto_increment,
            comment,
            by,
        })
}

impl ColumnBody {
    pub fn build(self, name: String, types: &[QualifiedName]) -> Column {
        let mut column = Column::new(name, self.ty);
        if let (Some((which, false)), false) = (&self.of_enum, types.is_empty()) {
            column.ty = ColumnType::Enum(which.get(types).clone());
        }
        column.nullable = self.nullable;
        column.comment = self.comment;
        column.by = self.by;
        let defaults = defaults(&column.ty);
        match self.default {
            Some(which) if !defaults.is_empty() => {
                column.default = Some(which.get(&defaults).clone());
            }
            _ if column.ty.is_integer() && column.name == "id" && self.auto_increment => {
                column.auto_increment = AutoIncrement::Yes;
                column.nullable = false;
            }
            _ => {}
        }
        column
    }
}

pub fn column_type(names: Names) -> impl Strategy<Value = ColumnType> {
    use ColumnType as T;
    let engine = match names {
        Names::Plain(Engine::Sqlite) => vec![T::I8, T::U64, T::Timestamp(None), T::Binary(4)],
        Names::Plain(Engine::Postgres) => vec![
            T::Interval,
            T::Inet,
            T::MacAddr,
            T::Array(Box::new(T::I32)),
            T::Array(Box::new(T::STRING)),
            T::Bit(Some(8)),
            T::VarBit(8),
        ],
        Names::Plain(Engine::Mysql) => vec![
            T::I8,
            T::U64,
            T::Year,
            T::Bit(Some(8)),
            T::Binary(4),
            T::Timestamp(None),
            T::DateTime(Some(3)),
            T::Native("mediumtext".into()),
        ],
        Names::Any => vec![T::InlineEnum(vec!["a".into(), "b'c".into()])],
    };
    prop_oneof![
        4 => select(vec![T::I32, T::I64, T::U32, T::I16, T::Uuid]),
        4 => select(vec![T::STRING, T::String(StringLen::N(120)), T::Text, T::Char(Some(3))]),
        3 => select(vec![
            T::Bool,
            T::F64,
            T::F32,
            T::Decimal(None),
            T::Decimal(Some((16, 4))),
            T::Money(None),
            T::VarBinary(StringLen::N(16)),
            T::Blob,
        ]),
        2 => select(vec![T::Date, T::DateTime(None), T::TimestampTz(Some(3)), T::Time(None)]),
        1 => select(vec![T::Json, T::JsonBinary]),
        2 => select(engine),
    ]
}

/// Defaults that suit a type.
pub fn defaults(ty: &ColumnType) -> Vec<DefaultValue> {
    use DefaultValue as D;
    match ty {
        ColumnType::Bool => vec![D::Bool(true), D::Bool(false)],
        ty if ty.is_integer() => vec![D::Number("0".into()), D::Number("42".into())],
        ColumnType::Decimal(_) | ColumnType::F64 => {
            vec![D::Number("0".into()), D::Number("9.50".into())]
        }
        ColumnType::String(_) => ["", "draft", "0", "true", "null", "it's", "{a: b}"]
            .map(|text| D::Text(text.into()))
            .to_vec(),
        ColumnType::DateTime(_) => vec![D::Sql("CURRENT_TIMESTAMP".into())],
        _ => Vec::new(),
    }
}

#[derive(Clone, Debug)]
pub struct IndexBody {
    columns: Vec<Pick>,
    unique: bool,
    named: bool,
    descending: bool,
    partial: bool,
    by: Owner,
}

pub fn index(names: Names) -> impl Strategy<Value = IndexBody> {
    let can = matches!(names, Names::Plain(Engine::Sqlite | Engine::Postgres));
    let partial = proptest::bool::weighted(if can { 0.2 } else { 0.0 });
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), partial);
    (vec(any::<Pick>(), 1..=2), flags, owner()).prop_map(
        |(columns, (unique, named, descending, partial), by)| IndexBody {
            columns,
            unique,
            named,
            descending,
            partial,
            by,
        },
    )
}

/// Whether every engine can index a column of the type as a whole.
pub fn indexable(ty: &ColumnType) -> bool {
    use ColumnType::*;
    !matches!(ty, Json | JsonBinary | Text | Blob | Native(_) | Array(_))
}

impl IndexBody {
    pub fn build(self, table: &str, number: usize, columns: &[Column]) -> Option<Index> {
        let candidates: Vec<&Column> =
            columns.iter().filter(|it| indexable(&it.ty) && it.generated.is_none()).collect();
        if candidates.is_empty() {
            return None;
        }
        let mut names: Vec<String> =
            self.columns.iter().map(|pick| pick.get(&candidates).name.clone()).collect();
        names.dedup();
        let mut index = Index::new(names);
        index.unique = self.unique;
        index.parts[0].descending = self.descending && !self.unique;
        index.by = self.by;
        if self.named {
            index.name = Facet::Is(format!("idx_{table}_{number}"));
        }
        let number = columns.iter().find(|it| it.ty == ColumnType::I32);
        if let Some(number) = number.filter(|_| self.partial && self.named) {
            index.predicate = Some(format!("{} > 5", number.name));
            index.constraint = Facet::Is(false);
        }
        Some(index)
    }
}

#[derive(Clone, Debug)]
pub struct KeyBody {
    from: Pick,
    to: Pick,
    on_delete: ReferentialAction,
    named: bool,
    by: Owner,
}

pub fn foreign_key() -> impl Strategy<Value = KeyBody> {
    use ReferentialAction::*;
    let action = select(vec![NoAction, Restrict, Cascade, SetNull]);
    (any::<Pick>(), any::<Pick>(), action, any::<bool>(), owner())
        .prop_map(|(from, to, on_delete, named, by)| KeyBody { from, to, on_delete, named, by })
}

impl KeyBody {
    /// Adds the key, with columns of its own that have the types of those referred to.
    pub fn add(self, schema: &mut Schema) {
        if schema.tables.is_empty() {
            return;
        }
        let tables: Vec<QualifiedName> = schema.tables.keys().cloned().collect();
        let (from, to) = (self.from.get(&tables), self.to.get(&tables));
        let target = &schema.tables[to];
        let referenced: Vec<Column> =
            target.key_columns().iter().filter_map(|name| target.column(name).cloned()).collect();
        if referenced.is_empty() {
            return;
        }
        let own: Vec<Column> = referenced
            .iter()
            .map(|column| Column {
                nullable: true,
                ..Column::new(format!("{}_{}", to.name, column.name), column.ty.clone())
            })
            .collect();
        let name = match self.named {
            true => Facet::Is(format!("fk_{}_{}", from.name, to.name)),
            false => Facet::Unspecified,
        };
        let key = ForeignKey {
            name,
            on_delete: self.on_delete,
            by: self.by,
            ..ForeignKey::new(
                own.iter().map(|it| it.name.clone()).collect(),
                to.clone(),
                referenced.iter().map(|it| it.name.clone()).collect(),
            )
        };
        let Some(table) = schema.tables.get_mut(from) else { return };
        let clash = own.iter().any(|it| table.column(&it.name).is_some());
        if clash || table.foreign_keys.iter().any(|it| it.key() == key.key()) {
            return;
        }
        table.columns.extend(own);
        table.foreign_keys.push(key);
    }
}
