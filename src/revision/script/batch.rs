//! An update that is run in batches: `-- autogen: batch` above it.

use super::{Lexis, Words};
use crate::schema::QualifiedName;

/// An update of one table, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    pub table: QualifiedName,
    /// What the table is called in the statement.
    pub alias: Option<String>,
    /// The columns that it gives values to.
    assigned: Vec<String>,
    /// Up to the condition.
    pub head: String,
    /// What follows `WHERE`.
    pub condition: Option<String>,
}

impl Batch {
    /// Takes an update apart.
    ///
    /// # Errors
    ///
    /// Says what keeps the statement from being run in batches: anything but
    /// `UPDATE table SET ... [WHERE ...]`.
    pub fn read(lexis: Lexis, sql: &str) -> Result<Self, String> {
        let wrong = || "`batch` stands above `UPDATE table SET ... WHERE ...`".to_owned();
        let mut words = Words::of(lexis, sql);
        if !words.eat("UPDATE") {
            return Err(wrong());
        }
        words.eat("ONLY");
        let table = words.name().ok_or_else(wrong)?;
        let mut alias = None;
        if !words.eat("SET") {
            words.eat("AS");
            alias = Some(words.bare().ok_or_else(wrong)?);
            if !words.eat("SET") {
                return Err(wrong());
            }
        }
        let end = words.outside("WHERE");
        let other =
            ["ORDER", "LIMIT", "RETURNING"].into_iter().find(|it| words.outside(it).is_some());
        let (head, condition) = match end {
            Some(end) => (&sql[..end], Some(sql[end + "WHERE".len()..].trim().to_owned())),
            None => (sql, None),
        };
        let values = Words::of(lexis, head).after("SET").ok_or_else(wrong)?;
        if let Some(word) = other.or(is_joined(values.clone()).then_some("FROM")) {
            return Err(format!("`batch` stands above an update of one table without {word}"));
        }
        let assigned = assigned(&values).ok_or_else(wrong)?;
        Ok(Self { table, alias, assigned, head: head.trim_end().to_owned(), condition })
    }

    /// Whether it gives a column another value.
    pub fn assigns(&self, lexis: Lexis, column: &str) -> bool {
        self.assigned.iter().any(|it| match lexis {
            Lexis::Postgres => it == column,
            Lexis::Sqlite | Lexis::MySql => it.to_lowercase() == column.to_lowercase(),
        })
    }

    /// Whether it may run once more when all of them have run: it changes no row a second time.
    pub fn can_run_again(&self, lexis: Lexis, all: &[Self]) -> bool {
        if self.is_of_nulls() {
            return true;
        }
        let Some((taken, _)) = self.exchanged(lexis) else { return false };
        // To most collations values that differ in case are one.
        let is_taken =
            |value: &String| taken.iter().any(|it| it.to_lowercase() == value.to_lowercase());
        all.iter().filter(|it| it.table == self.table).all(|other| match other.exchanged(lexis) {
            Some((_, given)) => !given.iter().any(is_taken),
            None => other.is_of_nulls(),
        })
    }

    /// Whether it gives a value to rows that have none in that column, and touches no other.
    fn is_of_nulls(&self) -> bool {
        let column = self.condition.as_deref().and_then(|it| it.strip_suffix(" IS NULL"));
        column.is_some_and(|column| self.head.contains(&format!(" SET {column} = ")))
    }

    /// The values that a column loses and those that it has instead, where rows with the former are
    /// all that it touches: `SET a = CASE a WHEN 'x' THEN 'y' ELSE a END WHERE a IN ('x')`.
    fn exchanged(&self, lexis: Lexis) -> Option<(Vec<String>, Vec<String>)> {
        let mut words = Words::of(lexis, &self.head).after("SET")?;
        let column = words.bare()?;
        let is_column = |words: &mut Words| (words.bare()? == column).then_some(());
        (words.eat_sign("=") && words.eat("CASE")).then_some(())?;
        is_column(&mut words)?;
        let (mut taken, mut given) = (Vec::new(), Vec::new());
        while words.eat("WHEN") {
            taken.push(words.text()?);
            given.push(words.eat("THEN").then(|| words.text())??);
        }
        words.eat("ELSE").then_some(())?;
        is_column(&mut words)?;
        let mut words = Words::of(lexis, self.condition.as_deref()?);
        is_column(&mut words)?;
        (words.eat("IN") && words.eat_sign("(")).then_some(())?;
        loop {
            let value = words.text()?;
            taken.contains(&value).then_some(())?;
            if !words.eat_sign(",") {
                break;
            }
        }
        (words.eat_sign(")") && words.is_empty()).then_some((taken, given))
    }
}

/// Whether rows of other tables come into what follows `SET`. `IS DISTINCT FROM` compares.
fn is_joined(mut words: Words<'_>) -> bool {
    let mut depth = 0_usize;
    while !words.is_empty() {
        if words.eat_sign("(") {
            depth += 1;
        } else if words.eat_sign(")") {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && words.eat("FROM") {
            return true;
        } else if !words.eat("DISTINCT FROM") {
            words.skip();
        }
    }
    false
}

/// The columns to which what follows `SET` gives values; nothing where that cannot be read.
fn assigned(values: &Words<'_>) -> Option<Vec<String>> {
    let mut columns = Vec::new();
    for mut clause in values.clauses() {
        let several = clause.eat_sign("(");
        columns.push(assignee(&mut clause)?);
        while several && clause.eat_sign(",") {
            columns.push(assignee(&mut clause)?);
        }
        (!several || clause.eat_sign(")")).then_some(())?;
        // An element of an array is a part of its column, and MySQL knows `:=` too.
        ["=", "[", ":"].iter().any(|it| clause.eat_sign(it)).then_some(())?;
    }
    Some(columns)
}

fn assignee(words: &mut Words<'_>) -> Option<String> {
    let mut name = words.bare().or_else(|| words.text())?;
    while words.eat_sign(".") {
        let part = words.bare()?;
        // Elsewhere it is a field of the column's value.
        if words.lexis == Lexis::MySql {
            name = part;
        }
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_update_is_taken_apart() {
        let read = |sql| Batch::read(Lexis::Postgres, sql);
        let batch = read(
            "UPDATE \"S\".t AS x SET a = (SELECT 1 FROM y WHERE z)\nWHERE a IS DISTINCT FROM b",
        )
        .expect("an update");
        assert_eq!(batch.table, QualifiedName::new(Some("S"), "t"));
        assert_eq!(batch.alias.as_deref(), Some("x"));
        assert_eq!(batch.head, "UPDATE \"S\".t AS x SET a = (SELECT 1 FROM y WHERE z)");
        assert_eq!(batch.condition.as_deref(), Some("a IS DISTINCT FROM b"));
        assert_eq!(read("UPDATE t SET a = 1").expect("an update").condition, None);
        for (sql, part) in [
            ("UPDATE t SET a = y.b FROM y WHERE y.id = t.id", "without FROM"),
            ("UPDATE t, y SET a = 1", "UPDATE table SET"),
            ("UPDATE t SET a = 1 WHERE b LIMIT 5", "without LIMIT"),
            ("DELETE FROM t", "UPDATE table SET"),
        ] {
            assert!(read(sql).expect_err(sql).contains(part), "{sql}");
        }
    }

    #[test]
    fn what_it_assigns_is_known() {
        for (lexis, set, assigned) in [
            (Lexis::Postgres, "A = 1, \"B\" = f(x, id = 1), c[1] = 2", &["a", "B", "c"][..]),
            (Lexis::Postgres, "a = ARRAY[x, id], b.id = 1", &["a", "b"]),
            (Lexis::Postgres, "(a, id) = (SELECT 1, 2 FROM y)", &["a", "id"]),
            (
                Lexis::Postgres,
                "a = b IS DISTINCT FROM c, d = (e IS NOT DISTINCT FROM f)",
                &["a", "d"],
            ),
            (Lexis::MySql, "x.a = 1, `s`.x.`b` := 2", &["a", "b"]),
            (Lexis::Sqlite, "[a] = 1, 'b' = 2, (c, `d`) = (3, 4)", &["a", "b", "c", "d"]),
        ] {
            let sql = format!("UPDATE t AS x SET {set} WHERE id IS DISTINCT FROM 5");
            let batch = Batch::read(lexis, &sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
            assert_eq!(batch.assigned, assigned, "{sql}");
        }
        let joined = "UPDATE t SET a = b IS DISTINCT FROM c FROM y WHERE z";
        assert!(Batch::read(Lexis::Postgres, joined).is_err());
        // What cannot be read may name a column of the key.
        assert!(Batch::read(Lexis::Postgres, "UPDATE t SET U&\"i\\0064\" = 1").is_err());
        let is = |lexis, set: &str, column| {
            let sql = format!("UPDATE t SET {set} = 1");
            Batch::read(lexis, &sql).expect("an update").assigns(lexis, column)
        };
        assert!(is(Lexis::Postgres, "ID", "id") && !is(Lexis::Postgres, "\"ID\"", "id"));
        assert!(is(Lexis::MySql, "`ID`", "id") && is(Lexis::Sqlite, "\"ID\"", "id"));
    }

    #[test]
    fn what_changes_no_row_twice_can_run_again() {
        let can = |all: &[&str]| {
            let read = |sql: &&str| Batch::read(Lexis::MySql, sql).expect("an update");
            let all: Vec<Batch> = all.iter().map(read).collect();
            all[0].can_run_again(Lexis::MySql, &all)
        };
        assert!(can(&["UPDATE t SET a = b + 1 WHERE a IS NULL"]));
        assert!(!can(&["UPDATE t SET a = b + 1 WHERE b IS NULL"]));
        assert!(!can(&["UPDATE t SET a = a + 1 WHERE c = 1 OR a IS NULL"]));
        assert!(!can(&["UPDATE t SET a = 1"]));
        let other = "UPDATE `t` SET `a` = CASE `a` WHEN 'x' THEN 'y' ELSE `a` END, `b` = `b` WHERE `a` IN ('x')";
        assert!(can(&[other]));
        assert!(!can(&[&other.replace("IN ('x')", "IN ('x', 'z')")]));
        assert!(!can(&[&other.replace("IN ('x')", "IN ('x') OR b")]));
        assert!(!can(&[&other.replace("'y'", "'X'")]));
        let another = other.replace("('x')", "('w')").replace("'x' THEN 'y'", "'w' THEN 'x'");
        assert!(!can(&[other, &another]));
        assert!(!can(&[other, "UPDATE t SET a = 'x' WHERE a = 'w'"]));
    }
}
