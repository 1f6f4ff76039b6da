use std::fmt;

use autogen::dialect::{Reflection, Statement, dialect};
use autogen::ops::Renames;
use autogen::schema::{QualifiedName, Schema};
use serde::{Deserialize, Serialize};

use super::live::{End, Live, Ran};
use crate::rows::{self, Columns, Rows};

/// A pair of schemas, as `tests/laws/*.yaml` have them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub before: Schema,
    pub after: Schema,
    /// `[old, new]`
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<(QualifiedName, QualifiedName)>,
    /// `[table, old, new]`
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<(QualifiedName, String, String)>,
    /// `[old, new]`
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enums: Vec<(QualifiedName, QualifiedName)>,
    /// `[enum, old, new]`
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<(QualifiedName, String, String)>,
    /// Statements that put something beside the model, before there are rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<String>,
    /// `[table, column, expression]`, for rows that have no value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fills: Vec<(QualifiedName, String, String)>,
    /// Statements between the first schema and the second.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<String>,
    /// A statement rightly fails on the rows.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fails: bool,
    /// A query and its first value after the second schema.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<(String, String)>,
    /// Statements before the way back, for what the second schema lets in and the first does not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tidy: Vec<String>,
    /// A query and its first value after the way back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub back: Vec<(String, String)>,
}

impl Case {
    pub fn renames(&self) -> Renames {
        Renames {
            tables: self.tables.clone(),
            columns: self.columns.clone(),
            enums: self.enums.clone(),
            values: self.values.clone(),
        }
    }
}

/// What became of a case that breaks no law.
#[derive(Debug)]
pub enum Held {
    /// With how many of its rows: the database need not take all that were generated.
    Fully { rows: usize },
    /// The database cannot hold one of the schemas.
    Refused,
    /// A statement failed that was said to fail on such rows.
    RowsInTheWay { statement: String },
}

/// A law that does not hold.
#[derive(Clone, Debug)]
pub struct Broken {
    /// In words that are the same for all cases of one cause.
    pub law: String,
    /// All that was run, and what came of it.
    pub story: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.law, self.story)
    }
}

/// Plays a case on an empty database: there, back, and there again. The scripts are between what
/// is declared, or between two databases, when the second schema is given as another one has it.
pub async fn hold(live: &mut Live, case: &Case, other: Option<Reflection>) -> Result<Held, Broken> {
    let Case { before: a, after: b, .. } = case;
    if !stand(live, a).await? {
        return Ok(Held::Refused);
    }
    live.put_beside(&case.beside).await?;
    let mut renames = case.renames();
    let mut ends = [End::Declared(a.clone()), End::Declared(b.clone())];
    if let Some(other) = other {
        live.of_what_is_there(&mut renames);
        ends = [End::Found(live.reflect().await?.clone()), End::Found(other)];
    }
    let [a, b] = &ends;
    let mut taken = 0;
    for sql in &case.rows {
        taken += usize::from(live.connection.execute(sql).await.is_ok());
    }
    let Some((up, down)) = live.plan(a, b, &renames, &case.fills).await? else {
        return Ok(Held::Refused);
    };
    let back = renames.reversed();
    let on_rows = !case.rows.is_empty();
    for (title, script, from, to, renames, then, tidy) in [
        ("the way there", &up, a, b, &renames, &case.then, &case.tidy),
        ("the way back", &down, b, a, &back, &case.back, &Vec::new()),
        ("the way there again", &up, a, b, &renames, &Vec::new(), &Vec::new()),
    ] {
        let (kept, found) = live.survivors(from, to, renames)?;
        let new_values = rows::new_values(from.schema(), to.schema(), renames);
        let before = live.rows(&kept).await?;
        if let Ran::RowsInTheWay { statement } = live.run(title, script, on_rows).await? {
            // Each step is all or nothing, and a script only where it is one.
            let session = |it: &Statement| it.sql.starts_with("PRAGMA");
            let steps = script.steps.iter().filter(|step| !step.statements.iter().all(session));
            if dialect(live.target.dialect).transactional_ddl() && steps.count() == 1 {
                live.is("what a failed script left", from).await?;
                let after = live.rows(&kept).await?;
                live.same("rows after a failure", &before, &after)?;
            }
            return Ok(Held::RowsInTheWay { statement });
        }
        live.is(title, to).await?;
        let after = live.rows(&found).await?;
        let mut before = renamed(&kept, &found, before, renames);
        rows::revalue(&mut before, &found, &new_values);
        live.same(&format!("rows after {title}"), &before, &after)?;
        live.values(then).await?;
        for sql in tidy {
            live.execute(sql).await?;
        }
    }
    Ok(Held::Fully { rows: taken })
}

/// Makes a schema of nothing; whether the database can hold it.
pub async fn stand(live: &mut Live, schema: &Schema) -> Result<bool, Broken> {
    let (empty, none) = (End::Declared(Schema::default()), Renames::default());
    let end = End::Declared(schema.clone());
    let Some((create, _)) = live.plan(&empty, &end, &none, &[]).await? else { return Ok(false) };
    live.run("creation", &create, false).await?;
    live.is("creation", &end).await?;
    Ok(true)
}

/// Rows by the new names of their tables.
fn renamed(kept: &Columns, found: &Columns, mut rows: Rows, renames: &Renames) -> Rows {
    assert_eq!(kept.len(), found.len());
    let old = |new: &QualifiedName| {
        let renamed = renames.tables.iter().find(|(_, to)| to == new);
        renamed.map_or_else(|| new.clone(), |(old, _)| old.clone())
    };
    found.keys().map(|new| (new.clone(), rows.remove(&old(new)).unwrap_or_default())).collect()
}
