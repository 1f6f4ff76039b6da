//! From what is said about an entity to its table: types and relations are looked up here.

use std::collections::HashMap;

use heck::ToSnakeCase;

use super::External;
use super::annotation;
use super::ast::{Path, Span};
use super::code;
use super::facts::{
    Column as Declared, Entity, Problem, Problems, Relation, TypeSource, unaliased,
};
use super::names::Definition;
use super::pattern::Rule;
use super::sql;
use super::tree::ModuleId;
use super::types::{EnumUse, Types};
use crate::schema::*;

/// All that the tables refer to.
pub struct World<'a> {
    pub types: Types<'a>,
    pub entities: Vec<Entity<'a>>,
    pub by_key: HashMap<(ModuleId, &'a str), usize>,
    pub external: Vec<Rule<External>>,
}

/// A table with what is known about its parts.
pub struct Built {
    pub name: QualifiedName,
    pub table: Table,
    pub enums: Vec<EnumUse>,
    /// What the table is made of and where each was declared.
    pub parts: Vec<((ObjectId, Aspect), Span)>,
    /// Columns with their old names.
    pub renamed: Vec<(String, String)>,
    pub ignored: bool,
    pub problems: Vec<Problem>,
}

/// The table of an entity, as far as it is understood; none if its name is not.
pub fn build(world: &World<'_>, entity: &Entity<'_>) -> Option<Built> {
    let name = entity.table()?.clone();
    let mut build = Build {
        world,
        entity,
        name,
        table: Table { comment: entity.comment.clone(), ..Table::default() },
        enums: Vec::new(),
        parts: Vec::new(),
        problems: Problems::new(entity.module),
    };
    for column in &entity.columns {
        build.column(column);
    }
    if let Some(span) = entity.table_span {
        build.place_part(ObjectId::Table, Aspect::Name, span);
    }
    build.keys();
    for relation in &entity.relations {
        build.foreign_key(relation);
    }
    let ignored = annotation::apply(&mut build);
    let renamed = entity
        .columns
        .iter()
        .filter_map(|column| Some((column.name.clone(), column.renamed_from.clone()?)));
    Some(Built {
        renamed: renamed.collect(),
        name: build.name,
        table: build.table,
        enums: build.enums,
        parts: build.parts,
        ignored,
        problems: build.problems.all,
    })
}

/// A table under construction.
pub struct Build<'w, 'a> {
    pub world: &'w World<'a>,
    pub entity: &'w Entity<'a>,
    pub name: QualifiedName,
    pub table: Table,
    pub enums: Vec<EnumUse>,
    pub parts: Vec<((ObjectId, Aspect), Span)>,
    pub problems: Problems,
}

impl<'w, 'a> Build<'w, 'a> {
    pub fn place(&mut self, id: impl FnOnce(QualifiedName) -> ObjectId, span: Span) {
        self.place_part(id, Aspect::Whole, span);
    }

    pub fn place_part(
        &mut self,
        id: impl FnOnce(QualifiedName) -> ObjectId,
        aspect: Aspect,
        span: Span,
    ) {
        self.parts.push(((id(self.name.clone()), aspect), span));
    }

    fn column(&mut self, declared: &Declared<'_>) {
        let found = self.column_type(declared);
        let in_key = self.entity.primary_key.contains(&declared.variant);
        if let Some(ty) = &found {
            self.warn_of_surprises(declared, ty, in_key);
        }
        let mut column = Column::new(declared.name.clone(), found.unwrap_or(ColumnType::Text));
        // A primary key is NOT NULL, whatever is said.
        column.nullable = declared.nullable && !in_key;
        column.default = declared.default.clone();
        column.comment = declared.comment.clone();
        if in_key && self.entity.auto_increment && column.ty.is_integer() {
            column.auto_increment = AutoIncrement::Yes;
        }
        let name = declared.name.clone();
        if self.table.column(&name).is_some() {
            let message = format!("the column `{name}` is declared twice in table {}", self.name);
            let first = self.entity.columns.iter().find(|other| other.name == name);
            for span in first.map(|first| first.span).into_iter().chain([declared.span]) {
                self.problems.push(span, message.clone());
            }
            return;
        }
        self.place(|table| ObjectId::Column(table, name.clone()), declared.span);
        for (aspect, span) in &declared.parts {
            let id = |table| ObjectId::Column(table, name.clone());
            self.place_part(id, aspect.clone(), *span);
        }
        if let Some(span) = declared.unique {
            let mut index = Index::new([&declared.name]);
            index.unique = true;
            self.index(index, span);
        } else if let Some(span) = declared.indexed {
            let mut index = Index::new([&declared.name]);
            index.name = Facet::Is(format!("idx-{}-{}", self.name.name, declared.name));
            self.index(index, span);
        }
        if let Some((sql, span)) = &declared.extra {
            self.extra(&mut column, sql, *span);
        }
        annotation::of_field(&mut column, declared.annotations, self);
        self.table.columns.push(column);
    }

    /// Tells what SeaORM does with a column that whoever wrote it hardly wants.
    fn warn_of_surprises(&mut self, declared: &Declared<'_>, ty: &ColumnType, in_key: bool) {
        let name = &declared.name;
        if in_key && self.entity.auto_increment && !ty.is_integer() {
            self.problems.warn(
                declared.span,
                format!("SeaORM takes the primary key `{name}` for one that counts itself up, and its type is {ty}"),
                "write `auto_increment = false`, or let `PrimaryKeyTrait::auto_increment` say so",
            );
        }
        if in_key && self.entity.auto_increment && self.entity.primary_key.len() > 1 {
            self.problems.warn(
                declared.span,
                format!(
                    "SeaORM lets every column of this primary key count itself up, also `{name}`"
                ),
                "let `PrimaryKeyTrait::auto_increment` return false",
            );
        }
        if let TypeSource::Rust(ty) = declared.ty
            && !declared.nullable
            && self.world.types.is_hidden_option(self.entity.module, ty)
        {
            self.problems.warn(
                declared.span,
                format!("SeaORM makes `{name}` NOT NULL: it looks for the text `Option<`"),
                "write `Option<...>`, or add `#[sea_orm(nullable)]`",
            );
        }
    }

    fn column_type(&mut self, declared: &Declared<'_>) -> Option<ColumnType> {
        let types = &self.world.types;
        let module = self.entity.module;
        let found = match &declared.ty {
            TypeSource::Rust(ty) => types.of(module, ty).map_err(|unknown| {
                let (module, span) = unknown.at.unwrap_or((module, ty.span));
                Problem { help: unknown.help, ..Problem::error(module, span, unknown.message) }
            }),
            TypeSource::Code(at, expr) => code::column_type(types, *at, expr, None, 0)
                .map_err(|message| Problem::error(*at, expr.span, message)),
            TypeSource::Unknown => return None,
        };
        match found {
            Ok(found) => {
                self.enums.extend(found.enums);
                Some(found.ty)
            }
            Err(problem) => {
                self.problems.all.push(problem);
                None
            }
        }
    }

    fn extra(&mut self, column: &mut Column, text: &str, span: Span) {
        let extra = match sql::extra(text) {
            Ok(extra) => extra,
            Err(rest) => {
                let message =
                    format!("`{rest}` in `extra` is not understood; what is: {}", sql::UNDERSTOOD);
                self.problems.push(span, message);
                return;
            }
        };
        for (aspect, said) in [
            (Aspect::Collation, extra.collation.is_some()),
            (Aspect::Generated, extra.generated.is_some()),
            (Aspect::OnUpdate, extra.on_update.is_some()),
            (Aspect::Default, extra.default.is_some()),
            (Aspect::Comment, extra.comment.is_some()),
            (Aspect::AutoIncrement, extra.auto_increment.is_some()),
        ] {
            if said {
                self.place_part(|it| ObjectId::Column(it, column.name.clone()), aspect, span);
            }
        }
        for (name, expression) in extra.checks {
            let name = name.map_or(Facet::Unspecified, Facet::Is);
            self.check(Check { name, ..Check::new(expression) }, span);
        }
        if let Some(collation) = extra.collation {
            column.collation = Facet::Is(collation);
        }
        if let Some(name) = extra.unique {
            let mut index = Index::new([&column.name]);
            index.unique = true;
            index.constraint = Facet::Is(true);
            index.name = name.map_or(Facet::Unspecified, Facet::Is);
            self.index(index, span);
        }
        if let Some(references) = extra.references {
            self.references(column, references, span);
        }
        column.generated = extra.generated.or(column.generated.take());
        column.on_update = extra.on_update.or(column.on_update.take());
        column.default = extra.default.or(column.default.take());
        column.comment = extra.comment.or(column.comment.take());
        column.auto_increment = extra.auto_increment.unwrap_or(column.auto_increment);
        column.nullable = extra.nullable.unwrap_or(column.nullable);
    }

    /// `REFERENCES` in `extra`, which may lead to a table that is no entity.
    fn references(&mut self, column: &Column, references: sql::References, span: Span) {
        let mut columns = references.columns;
        if columns.is_empty() {
            let target =
                self.world.entities.iter().find(|it| it.table() == Some(&references.table));
            let key = target.map_or(&[][..], |target| &target.primary_key);
            let names = key.iter().filter_map(|variant| target?.column(variant));
            columns = names.map(|column| column.name.clone()).collect();
        }
        if columns.len() != 1 {
            let message = format!("name the one column of {} that is meant", references.table);
            self.problems.push(span, message);
            return;
        }
        self.add_foreign_key(
            ForeignKey {
                name: references.name.map_or(Facet::Unspecified, Facet::Is),
                on_delete: references.on_delete,
                on_update: references.on_update,
                ..ForeignKey::new(vec![column.name.clone()], references.table, columns)
            },
            span,
        );
    }

    fn keys(&mut self) {
        let entity = self.entity;
        let columns: Vec<_> =
            entity.primary_key.iter().filter_map(|variant| entity.column(variant)).collect();
        match columns.first() {
            Some(first) => {
                self.place(ObjectId::PrimaryKey, first.span);
                let columns = columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
                let name = Facet::Unspecified;
                self.table.primary_key = Some(PrimaryKey { name, ..PrimaryKey::new(columns) });
            }
            None if !entity.problems.all.is_empty() => {}
            None => {
                let message = format!("table {} has no primary key", self.name);
                self.problems.push(entity.span, message);
            }
        }
        let mut groups: Vec<(&str, Span, Vec<&str>)> = Vec::new();
        for column in &entity.columns {
            let Some((key, span)) = &column.unique_key else { continue };
            match groups.iter_mut().find(|(group, ..)| group == key) {
                Some((_, _, columns)) => columns.push(&column.name),
                None => groups.push((key, *span, vec![&column.name])),
            }
        }
        groups.sort_by_key(|(key, ..)| *key);
        for (key, span, columns) in groups {
            let mut index = Index::new(columns);
            index.name = Facet::Is(format!("idx-{}-{key}", self.name.name));
            index.unique = true;
            index.constraint = Facet::Is(false);
            self.index(index, span);
        }
    }

    fn foreign_key(&mut self, relation: &Relation) {
        // What is wrong with it is told where it is written.
        let own = std::mem::replace(&mut self.problems.module, relation.module);
        let key = self.key_of(relation);
        self.problems.module = own;
        let modules = &self.world.types.names.tree.modules;
        let is_beside = modules[relation.module].file == modules[own].file;
        let span = if is_beside { relation.span } else { self.entity.span };
        if let Some(key) = key {
            self.add_foreign_key(key, span);
        }
    }

    fn key_of(&mut self, relation: &Relation) -> Option<ForeignKey> {
        let from = self.columns(self.entity, &relation.from, relation.span);
        let target = match &relation.target {
            None => Some(Target::Entity(self.entity)),
            Some(path) => self.target(relation, path),
        };
        let (columns, target) = (from?, target?);
        let (table, to) = match target {
            Target::Entity(target) => {
                let Some(table) = target.table() else {
                    let message = "the name of the table that is referred to is not known";
                    self.problems.push(relation.span, message);
                    return None;
                };
                (table.clone(), self.columns(target, &relation.to, relation.span))
            }
            Target::External(external) => {
                let names: Vec<_> = relation.to.iter().map(|name| name.to_snake_case()).collect();
                let missing = names.iter().find(|name| {
                    !external.columns.is_empty() && !external.columns.contains_key(*name)
                });
                if let Some(missing) = missing {
                    let message =
                        format!("`external:` gives {} no column `{missing}`", external.table);
                    self.problems.push(relation.span, message);
                }
                (external.table.clone(), missing.is_none().then_some(names))
            }
        };
        let referenced_columns = to?;
        self.warn_of_null(relation, &columns);
        Some(ForeignKey {
            name: relation.name.clone().map_or(Facet::Unspecified, Facet::Is),
            on_delete: relation.on_delete,
            on_update: relation.on_update,
            ..ForeignKey::new(columns, table, referenced_columns)
        })
    }

    /// PostgreSQL and SQLite take such a key, and then no row that is referred to can go.
    fn warn_of_null(&mut self, relation: &Relation, columns: &[String]) {
        let sets_null =
            [relation.on_delete, relation.on_update].contains(&ReferentialAction::SetNull);
        let required =
            columns.iter().find(|it| self.table.column(it).is_some_and(|it| !it.nullable));
        if let Some(column) = required.filter(|_| sets_null) {
            self.problems.warn(
                relation.span,
                format!("the key sets `{column}` to null, which is NOT NULL: the action will fail"),
                "make the column an `Option`, or choose another action",
            );
        }
    }

    /// The names of the columns of variants.
    fn columns(&mut self, of: &Entity<'_>, variants: &[String], span: Span) -> Option<Vec<String>> {
        let mut names = Vec::with_capacity(variants.len());
        for variant in variants {
            match of.column(variant) {
                Some(column) => names.push(column.name.clone()),
                None => {
                    let table = of.table().map_or(of.name.to_owned(), QualifiedName::to_string);
                    self.problems
                        .push(span, format!("`Column::{variant}` is no column of {table}"));
                }
            }
        }
        (names.len() == variants.len()).then_some(names)
    }

    /// The entity that a relation refers to, or what `external:` says it is.
    fn target(&mut self, relation: &Relation, path: &Path) -> Option<Target<'w, 'a>> {
        let types = &self.world.types;
        let found = unaliased(types, relation.module, path);
        let full = found.as_ref().map(|found| types.names.full_path(found));
        let written = path.to_string();
        let external = self.world.external.iter().find(|rule| {
            rule.matches(&written) || full.as_ref().is_some_and(|full| rule.matches(full))
        });
        if let Some(rule) = external {
            return Some(Target::External(&rule.value));
        }
        let key = found.as_ref().and_then(Definition::item);
        if let Some(&index) = key.and_then(|key| self.world.by_key.get(&key)) {
            return Some(Target::Entity(&self.world.entities[index]));
        }
        let full = full.unwrap_or(written);
        let columns = relation.to.iter().map(|name| format!(", {}: i32", name.to_snake_case()));
        let columns: String = columns.collect();
        let help = format!(
            "where the table is there, but not as an entity that is read, paste into \
             autogen.yaml: external: {{ \"{full}\": {{ table: ...{columns} }} }}"
        );
        self.problems.error(path.span, format!("unknown entity `{path}`"), help);
        None
    }

    /// Adds an index, unless there is another of its name.
    pub fn index(&mut self, index: Index, span: Span) {
        let key = index.key();
        if let Some(other) = self.table.indexes.iter().find(|other| other.key() == key) {
            if *other != index || index.name != Facet::Unspecified {
                self.twice(ObjectId::Index(self.name.clone(), key), span);
            }
            return;
        }
        self.place(|table| ObjectId::Index(table, key), span);
        self.table.indexes.push(index);
    }

    /// Adds a check, unless there is another of its name.
    pub fn check(&mut self, check: Check, span: Span) {
        let key = check.key();
        if self.table.checks.iter().any(|other| other.key() == key) {
            self.twice(ObjectId::Check(self.name.clone(), key), span);
            return;
        }
        self.place(|table| ObjectId::Check(table, key), span);
        self.table.checks.push(check);
    }

    /// Adds a foreign key. The same key may be declared by several relations, with different
    /// conditions for instance; but not differently.
    pub fn add_foreign_key(&mut self, key: ForeignKey, span: Span) {
        let name = key.key();
        if let Some(other) = self.table.foreign_keys.iter().find(|other| other.key() == name) {
            if *other != key {
                self.twice(ObjectId::ForeignKey(self.name.clone(), name), span);
            }
            return;
        }
        self.place(|table| ObjectId::ForeignKey(table, name), span);
        self.table.foreign_keys.push(key);
    }

    /// Tells at both places that something is declared twice.
    fn twice(&mut self, id: ObjectId, span: Span) {
        let message = format!("{id} is declared twice");
        let first = self.parts.iter().find(|((other, _), _)| *other == id);
        for span in first.map(|(_, span)| *span).into_iter().chain([span]) {
            self.problems.push(span, message.clone());
        }
    }
}

enum Target<'w, 'a> {
    Entity(&'w Entity<'a>),
    External(&'w External),
}
