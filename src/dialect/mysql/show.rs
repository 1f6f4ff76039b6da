//! Reads what `SHOW CREATE TABLE` prints, the one place where MySQL and MariaDB tell all that they
//! hold of a table: information_schema leaves out parsers, storage attributes and periods.
//!
//! What is not known here is returned beside the table and never dropped silently. See
//! <https://dev.mysql.com/doc/refman/8.0/en/show-create-table.html>.

use std::collections::BTreeMap;

use super::expression::read_string;
use super::reader::{Kind, Reader};
use super::types;
use crate::schema::*;
use crate::target::Flavour;

/// What has to be known to read a text.
pub struct Context<'a> {
    pub flavour: Flavour,
    /// Default collations of character sets.
    pub charsets: &'a BTreeMap<String, String>,
    /// The collation of the table.
    pub collation: Option<&'a str>,
    /// The schema of a table named without one: none for the connection's own.
    pub schema: Option<&'a str>,
    /// The connection's own schema, where it is known.
    pub own_schema: Option<&'a str>,
}

/// A table with what the model does not hold of it.
#[derive(Debug, Default, PartialEq)]
pub struct Shown {
    pub table: Table,
    pub beside: Vec<Beside>,
}

/// A part of a table outside the model.
#[derive(Debug, PartialEq)]
pub struct Beside {
    pub kind: &'static str,
    pub name: String,
    pub definition: String,
    /// The columns that it names.
    pub columns: Vec<String>,
}

/// An attribute that `MODIFY COLUMN` would lose.
pub const COLUMN_ATTRIBUTE: &str = "column attribute";
pub const PARTITIONS: &str = "partitions";
pub const HISTORY: &str = "system versioning";
pub const PERIOD: &str = "period";
/// An index or constraint that was not understood.
pub const DEFINITION: &str = "definition";

/// The table of a `CREATE TABLE` text; nothing when it is none.
pub fn table(sql: &str, context: &Context) -> Option<Shown> {
    let mut reader = Reader::new(sql);
    while !reader.is("(") {
        reader.next()?;
    }
    let mut shown = Shown::default();
    let body = reader.group()?;
    for entry in body.split() {
        entry.entry(&mut shown, context);
    }
    reader.options(&mut shown);
    if let Some(collation) = context.collation {
        shown.table.options.insert("collate".to_owned(), collation.to_owned());
    }
    Some(shown)
}

impl Reader<'_> {
    fn entry(mut self, shown: &mut Shown, context: &Context) {
        let read = match self.peek(0) {
            Some((Kind::Name, _)) => self.column(shown, context),
            Some((Kind::Word, _)) => self.constraint(&mut shown.table, context),
            _ => None,
        };
        if read.is_none() || !self.done() {
            let (kind, name) = match self.tokens.first() {
                _ if self.is_period() => (PERIOD, self.mentioned().into_iter().next()),
                _ => (DEFINITION, self.mentioned().into_iter().next()),
            };
            shown.beside.push(Beside {
                kind,
                name: name.unwrap_or_default(),
                definition: self.all(),
                columns: self.mentioned(),
            });
        }
    }

    fn is_period(&self) -> bool {
        self.over(&self.tokens).accept("PERIOD FOR")
    }

    fn column(&mut self, shown: &mut Shown, context: &Context) -> Option<()> {
        let name = self.name()?;
        let mut ty = self.column_type()?;
        let (mut charset, mut collation, mut check) = (None, None, None);
        let mut column = Column { nullable: true, ..Column::new(name, ColumnType::Blob) };
        let mut unknown = Vec::new();
        while !self.done() {
            let first = self.at;
            if self.accept("NOT NULL") {
                column.nullable = false;
            } else if self.accept("NULL") {
            } else if self.accept("CHARACTER SET") {
                charset = Some(self.name()?.to_ascii_lowercase());
            } else if self.accept("COLLATE") {
                collation = Some(self.name()?.to_ascii_lowercase());
            } else if self.accept("DEFAULT") {
                column.default = self.default()?;
            } else if self.accept("ON UPDATE") {
                column.on_update = Some(self.value()?);
            } else if self.accept("AUTO_INCREMENT") {
                column.auto_increment = AutoIncrement::Yes;
            } else if self.accept("INVISIBLE") {
                column.invisible = true;
            } else if self.accept("COMMENT") {
                column.comment = Some(self.text()?);
            } else if self.accept("CHECK") {
                check = Some(self.expression()?);
            } else if self.accept("COMPRESSED") {
                ty.push_str(" compressed");
            } else if self.accept("SRID") {
                ty.push_str(&format!(" srid {}", self.name()?));
            } else if !self.is_ahead(3, "ROW") && self.accept("GENERATED ALWAYS AS") {
                let expression = self.expression()?;
                let stored = self.accept("STORED") || self.accept("PERSISTENT");
                if !stored && !self.accept("VIRTUAL") {
                    return None;
                }
                column.generated = Some(Generated { expression, stored });
            } else {
                self.unknown_attribute();
                let words =
                    self.tokens[first..self.at].iter().map(|it| &self.sql[it.start..it.end]);
                unknown.push(words.collect::<Vec<_>>().join(" "));
            }
        }
        column.ty = types::parse(&ty);
        if types::is_text(&column.ty) {
            let of_charset = charset.and_then(|it| context.charsets.get(&it).cloned());
            let collation = collation.or(of_charset).or(context.collation.map(str::to_owned));
            column.collation = collation.map_or(Facet::Unspecified, Facet::Is);
        }
        if let Some(check) = check {
            let is_json = column.ty == ColumnType::Native("longtext".to_owned())
                && column.collation.value().is_some_and(|it| it == "utf8mb4_bin")
                && check == format!("json_valid({})", super::expression::quote(&column.name));
            if context.flavour == Flavour::MariaDb && is_json {
                // MariaDB's JSON is a long text with this check.
                column.ty = ColumnType::Json;
                column.collation = Facet::Unspecified;
            } else {
                let name = Facet::Is(column.name.clone());
                shown.table.checks.push(Check { name, ..Check::new(check) });
            }
        }
        shown.beside.extend(unknown.into_iter().map(|text| Beside {
            kind: COLUMN_ATTRIBUTE,
            name: text.clone(),
            definition: text,
            columns: vec![column.name.clone()],
        }));
        shown.table.columns.push(column);
        Some(())
    }

    fn column_type(&mut self) -> Option<String> {
        let first = self.at;
        let (Kind::Word, _) = self.next()? else { return None };
        if self.is("(") {
            self.group()?;
        }
        while ["unsigned", "signed", "zerofill"].iter().any(|word| self.accept(word)) {}
        Some(self.written(first, self.at))
    }

    /// Goes on to what is known again.
    fn unknown_attribute(&mut self) {
        const KNOWN: [&str; 11] = [
            "NOT",
            "CHARACTER",
            "COLLATE",
            "DEFAULT",
            "ON",
            "AUTO_INCREMENT",
            "COMMENT",
            "CHECK",
            "SRID",
            "INVISIBLE",
            "STORAGE",
        ];
        loop {
            self.at += 1;
            if self.done() || KNOWN.iter().any(|it| self.is(it)) {
                return;
            }
        }
    }

    fn default(&mut self) -> Option<Option<DefaultValue>> {
        if self.accept("NULL") {
            return Some(None);
        }
        if let Some(text) = self.text() {
            return Some(Some(DefaultValue::Text(text)));
        }
        if self.is("(") {
            return Some(Some(DefaultValue::Sql(self.expression()?)));
        }
        Some(Some(DefaultValue::Sql(self.value()?)))
    }

    fn constraint(&mut self, table: &mut Table, context: &Context) -> Option<()> {
        let name = if self.accept("CONSTRAINT") { Some(self.name()?) } else { None };
        if self.accept("PRIMARY KEY") {
            let index = self.index(String::new())?;
            let mut key = PrimaryKey::new(index.plain_columns()?);
            let mut descending = Vec::new();
            for (i, (part, column)) in index.parts.iter().zip(key.columns.clone()).enumerate() {
                if let Some(prefix) = part.prefix {
                    key.prefixes.insert(column, prefix);
                }
                if part.descending {
                    descending.push((i + 1).to_string());
                }
            }
            key.options = index.options;
            if !descending.is_empty() {
                key.options.insert("descending".to_owned(), descending.join(","));
            }
            if let Some(comment) = index.comment {
                key.options.insert("comment".to_owned(), comment);
            }
            table.primary_key = Some(key);
        } else if self.accept("FOREIGN KEY") {
            let columns = self.names()?;
            if !self.accept("REFERENCES") {
                return None;
            }
            let mut parent = QualifiedName::new(context.schema, &self.name()?);
            if self.accept(".") {
                let schema = Some(parent.name).filter(|it| context.own_schema != Some(it.as_str()));
                parent = QualifiedName::new(schema.as_deref(), &self.name()?);
            }
            let mut key = ForeignKey::new(columns, parent, self.names()?);
            key.name = name.map_or(Facet::Unspecified, Facet::Is);
            if self.accept("ON DELETE") {
                key.on_delete = self.action()?;
            }
            if self.accept("ON UPDATE") {
                key.on_update = self.action()?;
            }
            table.foreign_keys.push(key);
        } else if self.accept("CHECK") {
            let mut check = Check::new(self.expression()?);
            check.name = name.map_or(Facet::Unspecified, Facet::Is);
            check.not_enforced = self.accept("NOT ENFORCED");
            table.checks.push(check);
        } else {
            // A vector index of MariaDB is none of these, and stands beside the table:
            // https://mariadb.com/docs/server/reference/sql-structure/vectors/create-table-with-vectors
            let method = [("FULLTEXT", "fulltext"), ("SPATIAL", "spatial")]
                .into_iter()
                .find(|(word, _)| self.accept(word))
                .map(|(_, method)| method.to_owned());
            let unique = self.accept("UNIQUE");
            if !self.accept("KEY") {
                return None;
            }
            let name = self.name()?;
            let mut index = self.index(name)?;
            if index.method.is_some() || !self.done() {
                return None;
            }
            (index.unique, index.method) = (unique, method);
            table.indexes.push(index);
        }
        Some(())
    }

    fn action(&mut self) -> Option<ReferentialAction> {
        for words in ["NO ACTION", "SET NULL", "SET DEFAULT", "CASCADE", "RESTRICT"] {
            if self.accept(words) {
                return ReferentialAction::from_sql(words);
            }
        }
        None
    }

    /// The parts and options of an index.
    fn index(&mut self, name: String) -> Option<Index> {
        let mut index = Index { name: Facet::Is(name), ..Index::new(Vec::<String>::new()) };
        for mut part in self.group()?.split() {
            let key = match part.is("(") {
                true => IndexKey::Expression(part.expression()?),
                false => IndexKey::Column(part.name()?),
            };
            let mut read = IndexPart::from(key);
            if part.is("(") {
                read.prefix = Some(part.group()?.all().parse().ok()?);
            }
            read.descending = part.accept("DESC");
            if !part.done() {
                return None;
            }
            index.parts.push(read);
        }
        while !self.done() {
            let option = |name: &str| name.to_owned();
            if self.accept("COMMENT") {
                index.comment = Some(self.text()?);
            } else if self.accept("USING") {
                index.options.insert(option("using"), self.name()?.to_ascii_lowercase());
            } else if self.accept("KEY_BLOCK_SIZE") {
                self.accept("=");
                index.options.insert(option("key_block_size"), self.name()?);
            } else if self.accept("WITH PARSER") {
                index.options.insert(option("parser"), self.name()?);
            } else if self.accept("INVISIBLE") || self.accept("IGNORED") {
                index.options.insert(option("invisible"), "true".to_owned());
            } else if self.peek(0)?.0 == Kind::Name && self.is_ahead(1, "=") {
                // MariaDB: attributes of an engine.
                let name = self.name()?.to_ascii_lowercase();
                self.at += 1;
                index.options.insert(name, self.value()?);
            } else {
                return None;
            }
        }
        Some(index)
    }

    /// What follows the parentheses.
    fn options(&mut self, shown: &mut Shown) {
        while !self.done() {
            let first = self.at;
            if self.is("PARTITION") {
                let definition = self.written(self.at, self.tokens.len());
                // The list of partitions holds names of partitions, and no columns.
                let list = (self.at..self.tokens.len())
                    .find(|i| self.over(&self.tokens[*i..]).accept("( PARTITION"))
                    .unwrap_or(self.tokens.len());
                let columns = self.over(&self.tokens[self.at..list]).mentioned();
                shown.beside.push(Beside {
                    kind: PARTITIONS,
                    name: definition.lines().next().unwrap_or_default().to_owned(),
                    definition,
                    columns,
                });
                return;
            }
            if self.accept("WITH SYSTEM VERSIONING") {
                shown.beside.push(Beside {
                    kind: HISTORY,
                    name: "WITH SYSTEM VERSIONING".to_owned(),
                    definition: "WITH SYSTEM VERSIONING".to_owned(),
                    columns: Vec::new(),
                });
                continue;
            }
            let mut name = Vec::new();
            while !self.done() && !self.is("=") {
                name.extend(self.name());
                if name == ["TABLESPACE"] {
                    break;
                }
            }
            self.accept("=");
            let name = name.join(" ").to_ascii_lowercase();
            let text =
                self.peek(0).filter(|it| it.0 == Kind::Text).and_then(|it| read_string(it.1));
            let Some(value) = self.value() else {
                self.at = first.max(self.at) + 1;
                continue;
            };
            match (name.as_str(), text) {
                // Where numbering goes on is data; the collation comes from the catalog.
                ("auto_increment" | "default charset" | "charset" | "collate", _) => {}
                ("comment", Some((text, _))) => shown.table.comment = Some(text),
                _ => drop(shown.table.options.insert(name, value)),
            }
        }
    }
}
