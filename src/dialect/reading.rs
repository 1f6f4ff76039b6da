//! What a statement makes and takes away and what it locks, read from its words.
//!
//! The forms are those that autogen writes; any other statement is unclear.

use crate::revision::script::{Lexis, Words};
use crate::schema::QualifiedName;

/// Something that a catalog lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A table, view or sequence.
    Relation(QualifiedName),
    View(QualifiedName),
    Column(QualifiedName, String),
    /// The table is known where the statement names it.
    Index(Option<QualifiedName>, QualifiedName),
    Constraint(QualifiedName, String),
    PrimaryKey(QualifiedName),
    Trigger(Option<QualifiedName>, QualifiedName),
    Type(QualifiedName),
    EnumValue(QualifiedName, String),
    /// PostgreSQL: a column that the server numbers.
    Identity(QualifiedName, String),
    Schema(String),
}

/// Whom a statement keeps out of a table while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    Writers,
    Everyone,
}

/// What a statement does, as far as its words say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub made: Vec<Thing>,
    pub gone: Vec<Thing>,
    /// A part of it could not be read, or must not run twice.
    pub unclear: bool,
    /// An index that is built or dropped while others write.
    pub concurrently: bool,
    /// An index, or a table with all of its indexes, that is built anew so.
    pub rebuilt: Option<QualifiedName>,
    /// The tables, views and sequences, or indexes of tables, that it locks against others.
    pub locks: Vec<(QualifiedName, Strength)>,
    /// Those of them that are views.
    pub views: Vec<QualifiedName>,
    /// It locks tables that it does not name.
    pub wide: bool,
    /// Tables of which foreign keys go, all or the one of that name: the tables that they refer to
    /// are locked too.
    pub unlinked: Vec<(QualifiedName, Option<String>)>,
}

impl Reading {
    /// What the words of a statement say, whatever a dialect makes of it.
    pub fn of(lexis: Lexis, sql: &str) -> Self {
        let mut words = Words::of(lexis, sql);
        let mut reading = Self::default();
        if statement(&mut words, &mut reading).is_none() {
            reading.unclear = true;
        }
        reading
    }
}

/// Nothing when the statement is none of the known ones.
fn statement(words: &mut Words<'_>, out: &mut Reading) -> Option<()> {
    if words.eat("ALTER TABLE") {
        return alter_table(words, out);
    }
    if words.eat("CREATE") {
        return create(words, out);
    }
    if words.eat("DROP") {
        return drop(words, out);
    }
    if words.eat("RENAME TABLE") {
        loop {
            let from = words.name()?;
            let to = words.eat("TO").then(|| words.name())??;
            out.locks.push((from.clone(), Strength::Everyone));
            out.gone.push(Thing::Relation(from));
            out.made.push(Thing::Relation(to));
            if !words.eat_sign(",") {
                return Some(());
            }
        }
    }
    if words.eat("ALTER INDEX") {
        words.eat("IF EXISTS");
        let index = words.name()?;
        out.locks.push((index.clone(), Strength::Writers));
        if words.eat("RENAME TO") {
            let to = words.name()?;
            let to = index.sibling(to.name);
            out.gone.push(Thing::Index(None, index));
            out.made.push(Thing::Index(None, to));
        }
        return Some(());
    }
    if words.eat("ALTER TYPE") {
        let name = words.name()?;
        if words.eat("ADD VALUE") {
            words.eat("IF NOT EXISTS");
            out.made.push(Thing::EnumValue(name, words.text()?));
        } else if words.eat("RENAME VALUE") {
            let from = words.text()?;
            let to = words.eat("TO").then(|| words.text())??;
            out.gone.push(Thing::EnumValue(name.clone(), from));
            out.made.push(Thing::EnumValue(name, to));
        } else if words.eat("RENAME TO") {
            let to = words.name()?;
            out.made.push(Thing::Type(name.sibling(to.name)));
            out.gone.push(Thing::Type(name));
        } else {
            return None;
        }
        return Some(());
    }
    if words.eat("REINDEX") || words.eat("OPTIMIZE") || words.eat("VACUUM") {
        rewritten(words, out);
        return Some(());
    }
    let harmless = [
        "COMMENT ON",
        "ANALYZE",
        "PRAGMA",
        "SET",
        "RESET",
        "GRANT",
        "REVOKE",
        "SELECT SETVAL",
        "ALTER SYSTEM",
        // What a script of autogen's own prepares may run twice.
        "EXECUTE AUTOGEN",
        "USE",
    ];
    if words.eat("ALTER SEQUENCE") {
        words.eat("IF EXISTS");
        out.locks.extend(words.name().map(|it| (it, Strength::Writers)));
        return Some(());
    }
    harmless.iter().any(|it| words.eat(it)).then_some(())
}

/// What is built or written anew, and locked meanwhile. It may run twice.
fn rewritten(words: &mut Words<'_>, out: &mut Reading) {
    let of_one = ["TABLE", "INDEX", "FULL"].iter().any(|it| words.outside(it).is_some());
    let mut locks = of_one || words.lexis == Lexis::MySql;
    if words.eat_sign("(") {
        locks |= words.mentions("FULL");
        out.concurrently = words.mentions("CONCURRENTLY");
        while !words.is_empty() && !words.eat_sign(")") {
            words.skip();
        }
    }
    let options = ["FULL", "FREEZE", "VERBOSE", "ANALYZE", "NO_WRITE_TO_BINLOG", "LOCAL"];
    while options.iter().any(|it| words.eat(it)) {}
    let _ = words.eat("TABLE") || words.eat("INDEX");
    out.concurrently |= words.eat("CONCURRENTLY");
    if out.concurrently {
        out.rebuilt = words.name().filter(|_| of_one);
        return;
    }
    while let Some(name) = words.name().filter(|_| locks) {
        out.locks.push((name, Strength::Everyone));
        if !words.eat_sign(",") {
            break;
        }
    }
}

fn create(words: &mut Words<'_>, out: &mut Reading) -> Option<()> {
    let replaces = words.eat("OR REPLACE");
    let temporary = words.eat("TEMPORARY") || words.eat("TEMP");
    words.eat("UNLOGGED");
    let unique = ["UNIQUE", "FULLTEXT", "SPATIAL"].iter().any(|it| words.eat(it));
    if words.eat("INDEX") {
        out.concurrently = words.eat("CONCURRENTLY");
        let again = words.eat("IF NOT EXISTS") && !out.concurrently;
        let name = words.name()?;
        if !words.eat("ON") {
            return None;
        }
        words.eat("ONLY");
        let table = words.name()?;
        if !out.concurrently {
            out.locks.push((table.clone(), Strength::Writers));
        }
        if !again {
            // In the schema of its table where its own name says none.
            let name = if name.schema.is_none() { table.sibling(name.name) } else { name };
            out.made.push(Thing::Index(Some(table), name));
        }
        return Some(());
    }
    if unique {
        return None;
    }
    if words.eat("TABLE") {
        let again = words.eat("IF NOT EXISTS") || replaces;
        let name = words.name()?;
        if replaces && !temporary {
            out.locks.push((name.clone(), Strength::Everyone));
        }
        if words.eat("PARTITION OF") {
            out.locks.extend(words.name().map(|it| (it, Strength::Everyone)));
        }
        references(words, out, Some(&name));
        if !again && !temporary {
            out.made.push(Thing::Relation(name));
        }
        return Some(());
    }
    if words.eat("VIEW") {
        let name = words.name()?;
        match replaces {
            true => view(name, out),
            false => out.made.push(Thing::View(name)),
        }
        return Some(());
    }
    if words.eat("TRIGGER") {
        let again = words.eat("IF NOT EXISTS") || replaces;
        let name = words.name()?;
        let table = words.after("ON").and_then(|mut rest| rest.name());
        out.locks.extend(table.clone().map(|it| (it, Strength::Writers)));
        if !again {
            out.made.push(Thing::Trigger(table, name));
        }
        return Some(());
    }
    if words.eat("TYPE") {
        out.made.push(Thing::Type(words.name()?));
        return Some(());
    }
    if words.eat("SCHEMA") {
        if !words.eat("IF NOT EXISTS") {
            out.made.push(Thing::Schema(words.name()?.name));
        }
        return Some(());
    }
    if words.eat("SEQUENCE") {
        if !words.eat("IF NOT EXISTS") {
            out.made.push(Thing::Relation(words.name()?));
        }
        return Some(());
    }
    // A function or procedure that replaces itself.
    (replaces && (words.eat("FUNCTION") || words.eat("PROCEDURE"))).then_some(())
}

fn drop(words: &mut Words<'_>, out: &mut Reading) -> Option<()> {
    let temporary = words.eat("TEMPORARY");
    let kind = ["TABLE", "INDEX", "VIEW", "TRIGGER", "TYPE", "SEQUENCE", "SCHEMA"]
        .into_iter()
        .find(|it| words.eat(it))?;
    out.concurrently = kind == "INDEX" && words.eat("CONCURRENTLY");
    let again = words.eat("IF EXISTS");
    loop {
        let name = words.name()?;
        let on = if words.eat("ON") { Some(words.name()?) } else { None };
        match kind {
            "VIEW" => view(name.clone(), out),
            "TRIGGER" if on.is_none() => out.wide = true,
            "TABLE" | "INDEX" | "TRIGGER" | "SEQUENCE" if !out.concurrently => {
                let locked = on.clone().unwrap_or_else(|| name.clone());
                out.locks.push((locked, Strength::Everyone));
            }
            // A schema of MySQL is all of its tables.
            "SCHEMA" => out.wide |= words.lexis == Lexis::MySql,
            _ => {}
        }
        if kind == "TABLE" {
            out.unlinked.push((name.clone(), None));
        }
        let thing = match kind {
            "TABLE" | "SEQUENCE" => Thing::Relation(name),
            "INDEX" => Thing::Index(on, name),
            "VIEW" => Thing::View(name),
            "TRIGGER" => Thing::Trigger(on, name),
            "TYPE" => Thing::Type(name),
            _ => Thing::Schema(name.name),
        };
        if !again && !temporary {
            out.gone.push(thing);
        }
        if !words.eat_sign(",") {
            out.wide |= words.eat("CASCADE");
            return Some(());
        }
    }
}

fn view(name: QualifiedName, out: &mut Reading) {
    out.locks.push((name.clone(), Strength::Everyone));
    out.views.push(name);
}

/// The tables that keys in the rest of a statement refer to: rows of theirs must not change while
/// the key is made.
fn references(words: &Words<'_>, out: &mut Reading, own: Option<&QualifiedName>) {
    let mut rest = words.clone();
    while let Some(mut after) = rest.after("REFERENCES") {
        if let Some(name) = after.name().filter(|it| Some(it) != own) {
            out.locks.push((name, Strength::Writers));
        }
        rest = after;
    }
}

fn alter_table(words: &mut Words<'_>, out: &mut Reading) -> Option<()> {
    words.eat("IF EXISTS");
    words.eat("ONLY");
    let table = words.name()?;
    let mut strong = false;
    for mut clause in words.clauses() {
        references(&clause, out, Some(&table));
        let weak = clause.clone().eat("VALIDATE CONSTRAINT");
        strong |= !weak;
        if alteration(&mut clause, &table, out).is_none() {
            out.unclear = true;
        }
    }
    if strong {
        out.locks.push((table, Strength::Everyone));
    }
    Some(())
}

/// One clause of `ALTER TABLE`. Nothing when it is not known, or must not run twice.
fn alteration(words: &mut Words<'_>, table: &QualifiedName, out: &mut Reading) -> Option<()> {
    let column = |name: String| Thing::Column(table.clone(), name);
    let index = |name: String| Thing::Index(Some(table.clone()), table.sibling(name));
    let constraint = |name: String| Thing::Constraint(table.clone(), name);
    let mysql = words.lexis == Lexis::MySql;
    let no_column = ["FOREIGN KEY", "CHECK", "PARTITION", "SYSTEM VERSIONING", "PERIOD FOR"];
    if words.eat("ADD") {
        let kind = ["UNIQUE INDEX", "UNIQUE KEY", "UNIQUE", "INDEX", "KEY", "FULLTEXT", "SPATIAL"];
        let thing = if words.eat("CONSTRAINT") {
            if words.eat("IF NOT EXISTS") {
                return Some(());
            }
            let unnamed = ["CHECK", "FOREIGN KEY", "UNIQUE"].iter().any(|it| words.eat(it));
            let name = words.bare().filter(|_| !unnamed)?;
            if mysql && words.eat("PRIMARY KEY") {
                Thing::PrimaryKey(table.clone())
            } else {
                if words.after("USING INDEX").is_some() {
                    // The index has the constraint's name afterwards.
                    let mut old = words.after("USING INDEX")?;
                    let old = old.bare()?;
                    if old != name {
                        out.gone.push(index(old));
                    }
                }
                constraint(name)
            }
        } else if words.eat("PRIMARY KEY") {
            Thing::PrimaryKey(table.clone())
        } else if kind.iter().any(|it| words.eat(it)) {
            let _ = words.eat("INDEX") || words.eat("KEY");
            words.eat("IF NOT EXISTS");
            index(words.bare()?)
        } else if no_column.iter().any(|it| words.eat(it)) {
            return None;
        } else {
            words.eat("COLUMN");
            if words.eat("IF NOT EXISTS") {
                return Some(());
            }
            column(words.bare()?)
        };
        out.made.push(thing);
        return Some(());
    }
    if words.eat("DROP") {
        let of_constraint = ["CONSTRAINT", "FOREIGN KEY", "CHECK"].iter().any(|it| words.eat(it));
        let thing = if of_constraint {
            let again = words.eat("IF EXISTS");
            let name = words.bare()?;
            out.unlinked.push((table.clone(), Some(name.clone())));
            if again {
                return Some(());
            }
            constraint(name)
        } else if words.eat("PRIMARY KEY") {
            Thing::PrimaryKey(table.clone())
        } else if words.eat("INDEX") || words.eat("KEY") {
            if words.eat("IF EXISTS") {
                return Some(());
            }
            index(words.bare()?)
        } else if no_column.iter().any(|it| words.eat(it)) {
            return None;
        } else {
            words.eat("COLUMN");
            if words.eat("IF EXISTS") {
                return Some(());
            }
            column(words.bare()?)
        };
        out.gone.push(thing);
        return Some(());
    }
    if words.eat("RENAME") {
        if words.eat("TO") || words.eat("AS") {
            let to = words.name()?;
            out.gone.push(Thing::Relation(table.clone()));
            out.made.push(Thing::Relation(table.sibling(to.name)));
            return Some(());
        }
        let thing: &dyn Fn(String) -> Thing = if words.eat("CONSTRAINT") {
            &constraint
        } else if words.eat("INDEX") || words.eat("KEY") {
            &index
        } else {
            words.eat("COLUMN");
            &column
        };
        // Twice is as good as once.
        if words.eat("IF EXISTS") {
            return Some(());
        }
        let from = words.bare()?;
        let to = words.eat("TO").then(|| words.bare())??;
        out.gone.push(thing(from));
        out.made.push(thing(to));
        return Some(());
    }
    if words.eat("CHANGE") {
        words.eat("COLUMN");
        if words.eat("IF EXISTS") {
            return Some(());
        }
        let (from, to) = (words.bare()?, words.bare()?);
        if from != to {
            out.gone.push(column(from));
            out.made.push(column(to));
        }
        return Some(());
    }
    if words.eat("SET SCHEMA") {
        let schema = words.bare()?;
        out.gone.push(Thing::Relation(table.clone()));
        let moved = QualifiedName { schema: Some(schema), name: table.name.clone() };
        out.made.push(Thing::Relation(moved));
        return Some(());
    }
    if words.eat("ALTER INDEX") || words.eat("ALTER CONSTRAINT") || words.eat("ALTER CHECK") {
        return Some(());
    }
    if words.eat("ALTER") {
        words.eat("COLUMN");
        let name = words.bare()?;
        if words.eat("ADD GENERATED") {
            out.made.push(Thing::Identity(table.clone(), name));
            return Some(());
        }
        if words.eat("DROP IDENTITY") {
            out.gone.push(Thing::Identity(table.clone(), name));
            return Some(());
        }
        // A conversion by an expression may not be run on its own results.
        let once = ["ADD", "DROP EXPRESSION"].iter().any(|it| words.eat(it));
        return (!once && words.after("USING").is_none()).then_some(());
    }
    let harmless = [
        "MODIFY",
        "VALIDATE",
        "SET",
        "OWNER",
        "COMMENT",
        "ENGINE",
        "ALGORITHM",
        "LOCK",
        "ROW_FORMAT",
        "AUTO_INCREMENT",
        "DEFAULT",
        "CHARACTER",
        "CHARSET",
        "COLLATE",
        "CONVERT TO",
        "ENABLE",
        "DISABLE",
        "REPLICA",
        "CLUSTER",
        "FORCE",
        "INHERIT",
        "NO",
        "STATS_PERSISTENT",
        "PAGE_CHECKSUM",
    ];
    harmless.iter().any(|it| words.eat(it)).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_anew_is_locked() {
        let locks = |lexis, sql| -> Vec<String> {
            let reading = Reading::of(lexis, sql);
            assert!(!reading.unclear, "{sql}");
            reading.locks.iter().map(|(table, _)| table.to_string()).collect()
        };
        for (sql, tables) in [
            ("REINDEX TABLE t", &["t"][..]),
            ("REINDEX (VERBOSE) INDEX s.i", &["s.i"]),
            ("REINDEX TABLE CONCURRENTLY t", &[]),
            ("REINDEX (CONCURRENTLY) TABLE t", &[]),
            ("REINDEX DATABASE d", &[]),
            ("VACUUM t", &[]),
            ("VACUUM (FULL, ANALYZE) t, u", &["t", "u"]),
            ("VACUUM FULL VERBOSE t", &["t"]),
        ] {
            assert_eq!(locks(Lexis::Postgres, sql), tables, "{sql}");
        }
        assert_eq!(locks(Lexis::MySql, "OPTIMIZE LOCAL TABLE t, `u`"), ["t", "u"]);
        assert_eq!(locks(Lexis::Sqlite, "REINDEX t"), [""; 0]);
    }
}
