//! What MySQL or MariaDB reports after it created a schema.

use std::collections::{BTreeMap, BTreeSet};

use super::{collation, default, expression, types};
use crate::dialect::Refusal;
use crate::schema::*;
use crate::target::{Flavour, Target, Version};

/// Longest identifier in characters, see
/// <https://dev.mysql.com/doc/refman/8.0/en/identifier-length.html>.
const LONGEST_NAME: usize = 64;

/// What the server reports for `schema`, or everything that it cannot hold.
pub fn canonical(schema: &Schema, target: &Target) -> Result<Schema, Vec<Refusal>> {
    let (out, mut refusals) = reported(schema, target);
    for (name, table) in &out.tables {
        numbered(name, table, &mut refusals);
    }
    if refusals.is_empty() { Ok(out) } else { Err(refusals) }
}

/// The same of what a server holds. The key that a numbered column leads may be one that stands
/// beside the model, as one over a period does.
pub fn found(schema: &Schema, target: &Target) -> Result<Schema, Vec<Refusal>> {
    let (out, refusals) = reported(schema, target);
    if refusals.is_empty() { Ok(out) } else { Err(refusals) }
}

fn reported(schema: &Schema, target: &Target) -> (Schema, Vec<Refusal>) {
    let mut out = Schema::default();
    let mut refusals = Vec::new();
    let collations = collation::of_keys(schema);
    for (name, table) in &schema.tables {
        let mut room =
            Room { schema, target, name, collations: &collations, refusals: &mut refusals };
        let table = room.table(table);
        out.tables.insert(name.clone(), table);
    }
    (out, refusals)
}

/// A table has one numbered column at most, and a key that it leads. Other engines than InnoDB
/// number rows within the columns before it, too:
/// <https://dev.mysql.com/doc/refman/8.0/en/example-auto-increment.html>.
fn numbered(name: &QualifiedName, table: &Table, refusals: &mut Vec<Refusal>) {
    let engine = table.options.get("engine");
    if engine.is_some_and(|it| !it.eq_ignore_ascii_case("innodb")) {
        return;
    }
    let numbered = table.columns.iter().filter(|it| it.auto_increment != AutoIncrement::No);
    for (i, column) in numbered.enumerate() {
        let object = ObjectId::Column(name.clone(), column.name.clone());
        let leads = is_served(table, std::slice::from_ref(&column.name));
        let message = match (i, leads) {
            (0, true) => continue,
            (0, false) => "MySQL numbers a column only when it leads a key",
            _ => "MySQL numbers one column of a table, and another one is numbered too",
        };
        let help = "say `auto_increment = false`, or give it an index";
        refusals.push(Refusal::new(object, message).help(help));
    }
}

/// What is needed to settle one table.
struct Room<'a> {
    schema: &'a Schema,
    target: &'a Target,
    name: &'a QualifiedName,
    collations: &'a BTreeMap<(&'a QualifiedName, &'a str), &'a String>,
    refusals: &'a mut Vec<Refusal>,
}

impl Room<'_> {
    fn refuse(&mut self, object: ObjectId, message: impl Into<String>, help: &str) {
        self.refusals.push(Refusal::new(object, message).help(help));
    }

    fn table(&mut self, table: &Table) -> Table {
        self.identifier(ObjectId::Table(self.name.clone()), &self.name.name);
        let mut out = Table {
            columns: Vec::with_capacity(table.columns.len()),
            primary_key: table.primary_key.clone(),
            indexes: Vec::with_capacity(table.indexes.len()),
            foreign_keys: Vec::with_capacity(table.foreign_keys.len()),
            checks: Vec::new(),
            options: table.options.clone(),
            comment: comment(&table.comment),
            by: table.by,
            comment_on: On::new(),
        };
        if let Some(key) = &out.primary_key {
            let object = ObjectId::PrimaryKey(self.name.clone());
            if !key.include.is_empty() {
                self.refuse(object.clone(), "MySQL has no indexes with included columns", "");
            }
            if key.deferrable != Deferrable::No {
                self.refuse(object, "MySQL has no deferrable constraints", "");
            }
        }
        if let Some(key) = &mut out.primary_key {
            // Every primary key is named PRIMARY.
            key.name = Facet::Unspecified;
        }
        if let Some(collation) = out.options.get_mut("collate") {
            *collation = collation::present_name(collation, self.target);
        }
        for column in &table.columns {
            if let Some(column) = self.column(column, table) {
                out.columns.push(column);
            }
        }
        if let Some(key) = &out.primary_key {
            let part = |name: &String| IndexPart {
                prefix: key.prefixes.get(name).copied().filter(|it| shortens(*it, name, &out)),
                ..IndexPart::column(name)
            };
            let parts: Vec<_> = key.columns.iter().map(part).collect();
            self.long_parts(ObjectId::PrimaryKey(self.name.clone()), &parts, &out, false);
            let prefixes = parts.iter().zip(&key.columns);
            let prefixes =
                prefixes.filter_map(|(part, name)| Some((name.clone(), part.prefix?))).collect();
            if let Some(key) = &mut out.primary_key {
                key.prefixes = prefixes;
            }
        }

        let mut names: BTreeSet<String> = table
            .indexes
            .iter()
            .filter_map(|index| index.name.value())
            .map(|name| name.to_lowercase())
            .collect();
        for index in &table.indexes {
            let index = self.index(index, &out, &mut names);
            out.indexes.push(index);
        }
        let mut names: BTreeSet<String> =
            table.foreign_keys.iter().filter_map(|key| key.name.value()).cloned().collect();
        for key in &table.foreign_keys {
            let key = self.foreign_key(key, &mut names);
            out.foreign_keys.push(key);
        }
        implicit_indexes(&mut out);
        self.checks(table, &mut out);
        out
    }

    fn identifier(&mut self, object: ObjectId, name: &str) {
        let length = name.chars().count();
        if length > LONGEST_NAME {
            let message = format!(
                "`{name}` has {length} characters, and MySQL takes names of {LONGEST_NAME}"
            );
            self.refuse(object, message, "give it a shorter name");
        }
    }

    /// A column, unless its type has no place here.
    fn column(&mut self, column: &Column, table: &Table) -> Option<Column> {
        let object = ObjectId::Column(self.name.clone(), column.name.clone());
        self.identifier(object.clone(), &column.name);
        let ty = match types::canonical(&column.ty, self.schema) {
            Ok(ty) => ty,
            Err(why) => {
                let refusal = Refusal::new(object, why.message).help(why.help);
                self.refusals.push(refusal.at(Aspect::Type));
                return None;
            }
        };
        let forgets =
            self.target.flavour == Flavour::MySql && self.target.version >= Version::new(8, 0, 19);
        let ty = if forgets { types::without_width(&ty) } else { ty };
        let columns = |name: &str| find_column(table, name);
        let generated = column.generated.as_ref().map(|it| Generated {
            expression: expression::normalize(&it.expression, columns),
            stored: it.stored,
        });
        let keyed = table.key_columns().contains(&column.name);
        let auto_increment = match column.auto_increment {
            AutoIncrement::No => AutoIncrement::No,
            AutoIncrement::Yes | AutoIncrement::Serial | AutoIncrement::Identity { .. } => {
                AutoIncrement::Yes
            }
        };
        // A bool is an integer of one digit.
        let number = ty.is_integer()
            || matches!(
                ty,
                ColumnType::Bool | ColumnType::F32 | ColumnType::F64 | ColumnType::Native(_)
            );
        if auto_increment != AutoIncrement::No && !number {
            let message = format!("MySQL numbers integers, and no {}", column.ty);
            self.refuse(object.clone(), message, "say `auto_increment = false`");
        }
        // MariaDB has no NOT NULL for generated columns.
        let nullable = if generated.is_some() && self.target.flavour == Flavour::MariaDb {
            !keyed
        } else {
            column.nullable && !keyed && auto_increment == AutoIncrement::No
        };
        // What says nothing takes that of its keys, or else the table's.
        let of_key = self.collations.get(&(self.name, column.name.as_str())).copied();
        let collation = column.collation.value().or(of_key).or(table.options.get("collate"));
        let collation = match collation {
            Some(name) if types::is_text(&ty) => {
                Facet::Is(collation::present_name(name, self.target))
            }
            _ => Facet::Unspecified,
        };
        if column.invisible
            && self.target.flavour == Flavour::MySql
            && self.target.version < Version::new(8, 0, 23)
        {
            let message = "MySQL has invisible columns from 8.0.23 on";
            self.refuse(object, message, "set the version of the dialect in autogen.yaml");
        }
        let default = column.default.as_ref().and_then(|it| default::canonical(it, &ty, columns));
        // MariaDB shows this for a time that nothing is said of but ON UPDATE, and takes it from
        // nobody.
        let default = default.filter(|it| {
            let zero =
                matches!(it, DefaultValue::Text(text) if text.starts_with("0000-00-00 00:00:00"));
            !zero || nullable || column.on_update.is_none()
        });
        Some(Column {
            name: column.name.clone(),
            nullable,
            default,
            generated,
            auto_increment,
            sequence: None,
            collation,
            on_update: column
                .on_update
                .as_ref()
                .map(|it| default::canonical_expression(it, &ty, columns)),
            invisible: column.invisible,
            comment: comment(&column.comment),
            by: column.by,
            on: On::new(),
            ty,
        })
    }

    fn index(&mut self, index: &Index, table: &Table, names: &mut BTreeSet<String>) -> Index {
        let object = ObjectId::Index(self.name.clone(), index.key());
        if let Facet::Is(name) = &index.name {
            self.identifier(object.clone(), name);
        }
        if index.predicate.is_some() {
            let help = "an index over a generated column can stand for it";
            self.refuse(object.clone(), "MySQL has no partial indexes", help);
        }
        if !index.include.is_empty() {
            let help = "add the columns to the key";
            self.refuse(object.clone(), "MySQL has no indexes with included columns", help);
        }
        if index.nulls_not_distinct {
            let help = "make the columns NOT NULL";
            let message = "MySQL keeps any number of nulls in a unique index";
            self.refuse(object.clone(), message, help);
        }
        if index.deferrable != Deferrable::No {
            self.refuse(object.clone(), "MySQL has no deferrable constraints", "");
        }
        let method = match index.method.as_deref().map(str::to_ascii_lowercase).as_deref() {
            // InnoDB makes a btree of a hash.
            None | Some("btree" | "hash") => None,
            Some(method @ ("fulltext" | "spatial")) => Some(method.to_owned()),
            Some(method) => {
                let message = format!("MySQL has no index method {method}");
                self.refuse(object.clone(), message, "there are btree, fulltext and spatial");
                None
            }
        };
        let parts: Vec<_> =
            index.parts.iter().map(|part| self.part(&object, part, &method, table)).collect();
        if method.is_none() {
            self.long_parts(object.clone(), &parts, table, index.unique);
        }
        let name = match &index.name {
            Facet::Is(name) => name.clone(),
            Facet::Unspecified => unused_name(&parts, names),
        };
        Index {
            name: Facet::Is(name),
            parts,
            unique: index.unique,
            // The catalog does not tell a constraint from an index.
            constraint: Facet::Unspecified,
            include: Vec::new(),
            method,
            predicate: None,
            nulls_not_distinct: false,
            deferrable: Deferrable::No,
            options: self.index_options(index, table),
            comment: comment(&index.comment),
            by: index.by,
            on: On::new(),
        }
    }

    /// MariaDB finds long unique values by a hash, whether that is said or not.
    fn index_options(&self, index: &Index, table: &Table) -> Options {
        let mut options = index.options.clone();
        let long = index.unique
            && self.target.flavour == Flavour::MariaDb
            && index.parts.iter().any(|part| match &part.key {
                IndexKey::Column(name) => {
                    part.prefix.is_none()
                        && table.column(name).is_some_and(|it| types::is_long(&it.ty))
                }
                IndexKey::Expression(_) => false,
            });
        if long && options.get("using").is_some_and(|it| it == "hash") {
            options.remove("using");
        }
        options
    }

    fn part(
        &mut self,
        object: &ObjectId,
        part: &IndexPart,
        method: &Option<String>,
        table: &Table,
    ) -> IndexPart {
        if part.nulls_first.is_some() || part.operator_class.is_some() || part.collation.is_some() {
            let message =
                "MySQL has no order of nulls, collation or operator class of an index column";
            self.refuse(object.clone(), message, "give the column the collation");
        }
        let key = match &part.key {
            IndexKey::Column(name) => IndexKey::Column(name.clone()),
            IndexKey::Expression(sql) => {
                if self.target.flavour == Flavour::MariaDb {
                    let message = "MariaDB has no indexes over expressions";
                    let help = "add a generated column and an index over it";
                    self.refuse(object.clone(), message, help);
                }
                IndexKey::Expression(expression::normalize(sql, |name| find_column(table, name)))
            }
        };
        // MariaDB takes the word and forgets it before 10.8.
        let forgetful =
            self.target.flavour == Flavour::MariaDb && self.target.version < Version::new(10, 8, 0);
        let whole = |prefix: &u32| match &key {
            IndexKey::Column(name) => shortens(*prefix, name, table),
            IndexKey::Expression(_) => false,
        };
        IndexPart {
            descending: part.descending && method.is_none() && !forgetful,
            nulls_first: None,
            collation: None,
            operator_class: None,
            prefix: part.prefix.filter(whole),
            key,
        }
    }

    /// A long value is a key with a prefix only; MariaDB has unique hashes of such values.
    fn long_parts(&mut self, object: ObjectId, parts: &[IndexPart], table: &Table, unique: bool) {
        if unique && self.target.flavour == Flavour::MariaDb {
            return;
        }
        for part in parts.iter().filter(|part| part.prefix.is_none()) {
            let IndexKey::Column(name) = &part.key else { continue };
            if table.column(name).is_some_and(|it| types::is_long(&it.ty)) {
                let message = format!("MySQL has no key over the whole of the long column {name}");
                let help = "give the column a type with a length, such as string(255)";
                self.refuse(object.clone(), message, help);
            }
        }
    }

    fn foreign_key(&mut self, key: &ForeignKey, names: &mut BTreeSet<String>) -> ForeignKey {
        let name = match &key.name {
            Facet::Is(name) => name.clone(),
            Facet::Unspecified => {
                let base = format!("fk-{}-{}", self.name.name, key.columns.join("-"));
                let name = (1..)
                    .map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") })
                    .find(|name| !names.contains(name))
                    .unwrap_or_default();
                names.insert(name.clone());
                name
            }
        };
        let object = ObjectId::ForeignKey(self.name.clone(), name.clone());
        self.identifier(object.clone(), &name);
        if key.deferrable != Deferrable::No {
            self.refuse(object.clone(), "MySQL has no deferrable constraints", "");
        }
        if key.match_full {
            let message = "MySQL takes MATCH FULL for MATCH SIMPLE";
            self.refuse(object.clone(), message, "make the columns NOT NULL");
        }
        if key.not_enforced {
            self.refuse(object.clone(), "MySQL enforces every foreign key", "");
        }
        if !key.on_delete_columns.is_empty() {
            let message = "MySQL sets all columns of a foreign key to null, or none";
            self.refuse(object.clone(), message, "");
        }
        let maria = self.target.flavour == Flavour::MariaDb;
        let mut action = |action| match action {
            // InnoDB checks both at once, and MariaDB takes the one for the other.
            ReferentialAction::Restrict if maria => ReferentialAction::NoAction,
            ReferentialAction::NoAction | ReferentialAction::Restrict => action,
            ReferentialAction::SetDefault => {
                let message = "InnoDB has no SET DEFAULT";
                self.refuse(object.clone(), message, "use SetNull or Cascade");
                ReferentialAction::NoAction
            }
            action @ (ReferentialAction::Cascade | ReferentialAction::SetNull) => action,
        };
        ForeignKey {
            on_delete: action(key.on_delete),
            on_update: action(key.on_update),
            name: Facet::Is(name),
            deferrable: Deferrable::No,
            not_valid: false,
            ..key.clone()
        }
    }

    /// MariaDB keeps a check of one column with that column and under its name, as SeaORM writes
    /// it; every other check is the table's.
    fn checks(&mut self, table: &Table, out: &mut Table) {
        let maria = self.target.flavour == Flavour::MariaDb;
        let columns = |name: &str| find_column(table, name);
        let mut names: BTreeSet<String> =
            table.checks.iter().filter_map(|check| check.name.value()).cloned().collect();
        for check in &table.checks {
            let sql = expression::normalize(&check.expression, columns);
            let name = match &check.name {
                Facet::Is(name) => name.clone(),
                Facet::Unspecified => {
                    let own = match expression::mentioned(&sql, columns).as_slice() {
                        [one] if maria && !names.contains(*one) => out
                            .column(one)
                            .filter(|it| it.ty != ColumnType::Json && it.generated.is_none()),
                        _ => None,
                    };
                    let prefix =
                        if maria { "CONSTRAINT".into() } else { format!("{}_chk", self.name.name) };
                    match own {
                        Some(column) => column.name.clone(),
                        None => (1..)
                            .map(|n| format!("{prefix}_{n}"))
                            .find(|name| !names.contains(name))
                            .unwrap_or_default(),
                    }
                }
            };
            names.insert(name.clone());
            let object = ObjectId::Check(self.name.clone(), name.clone());
            if maria && check.not_enforced {
                self.refuse(object.clone(), "MariaDB enforces every check", "");
            }
            self.identifier(object, &name);
            out.checks.push(Check { name: Facet::Is(name), expression: sql, ..check.clone() });
        }
    }
}

/// A comment as the catalog keeps it: characters of three bytes at most, and none is empty.
fn comment(text: &Option<String>) -> Option<String> {
    let text = text.as_ref().filter(|it| !it.is_empty())?;
    Some(text.chars().map(|c| if c.len_utf8() > 3 { '?' } else { c }).collect())
}

/// Whether a prefix of that many characters or bytes is less than the column.
fn shortens(prefix: u32, column: &str, table: &Table) -> bool {
    let whole = match table.column(column).map(|it| &it.ty) {
        Some(ColumnType::Char(Some(n)) | ColumnType::String(StringLen::N(n))) => *n,
        Some(ColumnType::Binary(n) | ColumnType::VarBinary(StringLen::N(n))) => *n,
        _ => u32::MAX,
    };
    prefix > 0 && prefix < whole
}

/// The column that a word means: names of columns have no case.
pub fn find_column<'a>(table: &'a Table, name: &str) -> Option<&'a str> {
    let same = |it: &&Column| it.name.to_lowercase() == name.to_lowercase();
    table.columns.iter().find(same).map(|it| it.name.as_str())
}

/// The name that the server gives to an index without one: its first column, with a number when
/// that is taken.
fn unused_name(parts: &[IndexPart], names: &mut BTreeSet<String>) -> String {
    let base = match parts.first().map(|part| &part.key) {
        Some(IndexKey::Column(name)) => name.as_str(),
        Some(IndexKey::Expression(_)) | None => "functional_index",
    };
    let free = |name: &String| !names.contains(&name.to_lowercase());
    let numbered = |n: u32| {
        let number = if n == 1 { String::new() } else { format!("_{n}") };
        let room = LONGEST_NAME - number.len();
        base.chars().take(room).chain(number.chars()).collect::<String>()
    };
    let name = (1..)
        .map(numbered)
        .filter(|name| !name.eq_ignore_ascii_case("PRIMARY"))
        .find(free)
        .unwrap_or_default();
    names.insert(name.to_lowercase());
    name
}

/// Whether an index finds the rows of a key over `columns`: they lead it, whole and in order.
pub fn serves(index: &Index, columns: &[String]) -> bool {
    let leads = |(part, column): (&IndexPart, &String)| {
        part.prefix.is_none()
            && matches!(&part.key, IndexKey::Column(name) if name.eq_ignore_ascii_case(column))
    };
    index.method.is_none()
        && index.parts.len() >= columns.len()
        && index.parts.iter().zip(columns).all(leads)
}

/// Whether an index that is said finds the rows of a key over `columns`, or the primary key does.
pub fn is_served(table: &Table, columns: &[String]) -> bool {
    let key = table.key_columns();
    let whole = |name: &String| {
        table.primary_key.as_ref().is_some_and(|key| !key.prefixes.contains_key(name))
    };
    key.len() >= columns.len()
        && key.iter().zip(columns).all(|(a, b)| a.eq_ignore_ascii_case(b) && whole(a))
        || table.indexes.iter().any(|index| serves(index, columns))
}

/// InnoDB makes an index for a foreign key that none serves, under the key's name. Of two keys
/// that one index could serve, the longer one gives its name, else the last one.
/// See <https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html>.
fn implicit_indexes(table: &mut Table) {
    let mut made: BTreeMap<String, Index> = BTreeMap::new();
    let mut keys: Vec<&ForeignKey> = table.foreign_keys.iter().collect();
    keys.sort_by_key(|key| key.key());
    for key in keys {
        if is_served(table, &key.columns) {
            continue;
        }
        let index =
            Index { name: Facet::Is(key.key()), by: key.by, ..Index::new(key.columns.clone()) };
        let longer = |it: &Index| it.parts.len() > key.columns.len() && serves(it, &key.columns);
        if made.values().any(longer) {
            continue;
        }
        made.retain(|_, other| {
            !other.plain_columns().is_some_and(|columns| {
                let columns: Vec<_> = columns.into_iter().map(str::to_owned).collect();
                serves(&index, &columns)
            })
        });
        made.insert(key.key(), index);
    }
    table.indexes.extend(made.into_values());
}

/// Whether an index is nothing but what InnoDB would make for that key.
pub fn is_implicit(index: &Index, key: &ForeignKey) -> bool {
    let made = Index { name: key.name.clone(), by: index.by, ..Index::new(key.columns.clone()) };
    *index == made
}
