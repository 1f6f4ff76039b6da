//! Has the server spell expressions: in temporary tables, in a transaction that is rolled back.
//! <https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-CATALOG>

use serde_json::{Value, json};

use super::expression::{self, Token};
use super::render;
use crate::dialect::{Answer, Asked, Inquiry, Place, Question, Reply};
use crate::schema::{Column, Facet};

/// Four statements, however much is asked.
pub fn inquiry(asked: &[Asked]) -> Inquiry {
    let mut boards: Vec<Board> = Vec::new();
    for (number, it) in asked.iter().enumerate() {
        if unsound(&it.question).is_some() {
            continue;
        }
        let declared = it.declared.as_deref().map(|columns| ("declared", columns));
        for (over, columns) in [("live", &*it.live)].into_iter().chain(declared) {
            let create = create(&it.question, columns);
            let question = question(&it.question, columns, format!("{number} {over}"));
            match boards.last_mut().filter(|board| board.create == create) {
                Some(board) => board.questions.push(question),
                None => boards.push(Board {
                    table: table(&it.question),
                    create,
                    questions: vec![question],
                }),
            }
        }
    }
    let boards: Value = boards
        .into_iter()
        .map(|it| json!({"table": it.table, "create": it.create, "questions": it.questions}))
        .collect();
    let boards = render::literal(&boards.to_string());
    Inquiry {
        before: vec!["BEGIN".to_owned(), include_str!("catalog/settle.sql").to_owned()],
        queries: vec![format!("SELECT * FROM pg_temp.autogen_settle({boards})")],
        after: vec!["ROLLBACK".to_owned()],
    }
}

/// A temporary table, and what is asked over its columns.
struct Board {
    table: String,
    create: String,
    questions: Vec<Value>,
}

/// The name of the real table, because an expression may say it.
fn table(question: &Question) -> String {
    format!("pg_temp.{}", render::quote(&question.table.name))
}

fn create(question: &Question, columns: &[Column]) -> String {
    let column = |it: &Column| {
        let mut sql = format!("{} {}", render::quote(&it.name), render::type_name(&it.ty));
        if let Facet::Is(name) = &it.collation {
            sql.push_str(&format!(" COLLATE {}", render::collation(name)));
        }
        sql
    };
    let columns: Vec<String> = columns.iter().map(column).collect();
    format!("CREATE TEMPORARY TABLE {} ({})", table(question), columns.join(", "))
}

fn question(question: &Question, columns: &[Column], number: String) -> Value {
    let table = table(question);
    let alter = |sql: &str| format!("ALTER TABLE {table} {sql}");
    let texts = [&question.expected, &question.actual].map(|text| of_now(text));
    let mut found = json!({"number": number, "texts": texts});
    let index = format!("CREATE INDEX autogen_settle ON {table} ((0)) WHERE (");
    let (before, after, undo) = match &question.place {
        Place::Default(column) | Place::OnUpdate(column) => {
            let column = render::quote(column);
            found["column"] = column.clone().into();
            (
                alter(&format!("ALTER COLUMN {column} SET DEFAULT (")),
                ")",
                alter(&format!("ALTER COLUMN {column} DROP DEFAULT")),
            )
        }
        Place::Generated(column) => {
            let ty = columns.iter().find(|it| it.name == *column).map(|it| &it.ty);
            let ty = ty.map_or_else(|| "text".to_owned(), render::type_name);
            (
                alter(&format!("ADD COLUMN autogen_settle {ty} GENERATED ALWAYS AS (")),
                ") STORED",
                alter("DROP COLUMN autogen_settle"),
            )
        }
        Place::Check => (
            alter("ADD CONSTRAINT autogen_settle CHECK ("),
            ")",
            alter("DROP CONSTRAINT autogen_settle"),
        ),
        Place::Predicate => (index, ")", "DROP INDEX pg_temp.autogen_settle".to_owned()),
        Place::Part => {
            found["part"] = true.into();
            (index, ") IS NOT NULL", "DROP INDEX pg_temp.autogen_settle".to_owned())
        }
    };
    for (key, sql) in [("before", before), ("after", after.to_owned()), ("undo", undo)] {
        found[key] = sql.into();
    }
    found
}

/// Why a question is not asked: its text would end the statement that it stands in.
fn unsound(question: &Question) -> Option<String> {
    let ends = |text: &&String| {
        let mut open = 0;
        expression::tokens(text).into_iter().any(|token| {
            open += match token {
                Token::Symbol("(" | "[") => 1,
                Token::Symbol(")" | "]") => -1,
                _ => 0,
            };
            open < 0 || token == Token::Symbol(";")
        }) || open != 0
    };
    let found = [&question.expected, &question.actual].into_iter().find(ends);
    found.map(|text| format!("`{text}` is not one expression"))
}

/// What the rows say of each question.
pub fn answers(asked: &[Asked], replies: &[Reply]) -> Vec<Answer> {
    let rows = match replies.first() {
        Some(Ok(rows)) => rows.as_slice(),
        Some(Err(reason)) => return vec![Answer::Refused(reason.clone()); asked.len()],
        None => &[],
    };
    let answer = |(number, it): (usize, &Asked)| {
        if let Some(reason) = unsound(&it.question) {
            return Answer::Refused(reason);
        }
        let over = |columns: &str| {
            let key = format!("{number} {columns}");
            let row =
                rows.iter().find(|row| row.first().is_some_and(|it| *it == Some(key.clone())));
            let cell = |at: usize| row.and_then(|row| row.get(at)?.as_deref());
            let (alike, refused) = (cell(3) == Some("t"), cell(4));
            match (refused, row) {
                (None, Some(_)) => Said::Compared(alike),
                (reason, _) => Said::Refused {
                    reason: reason.unwrap_or("the server did not answer").to_owned(),
                    actual: cell(2).is_some(),
                },
            }
        };
        let live = match over("live") {
            Said::Compared(same) => return verdict(same),
            Said::Refused { reason, .. } => reason,
        };
        match it.declared.as_ref().map(|_| over("declared")) {
            Some(Said::Compared(same)) => verdict(same),
            // Only what is expected means something over the expected columns.
            Some(Said::Refused { actual: true, .. }) => Answer::Different,
            Some(Said::Refused { actual: false, .. }) | None => Answer::Refused(live),
        }
    };
    asked.iter().enumerate().map(answer).collect()
}

enum Said {
    Compared(bool),
    /// The expected spelling was refused, or else the actual one.
    Refused {
        reason: String,
        actual: bool,
    },
}

fn verdict(same: bool) -> Answer {
    if same { Answer::Same } else { Answer::Different }
}

/// An expression with one name for the time at which the transaction began, which has
/// [three](https://www.postgresql.org/docs/current/functions-datetime.html#FUNCTIONS-DATETIME-CURRENT).
fn of_now(text: &str) -> String {
    let tokens = expression::tokens(text);
    let called = |at: usize| tokens.get(at + 1) == Some(&Token::Symbol("("));
    let one = |(at, token): (usize, &Token)| match token {
        Token::Word(word) if word.eq_ignore_ascii_case("current_timestamp") && !called(at) => {
            "now()".to_owned()
        }
        Token::Word(word) if word.eq_ignore_ascii_case("transaction_timestamp") && called(at) => {
            "now".to_owned()
        }
        token => token.text().to_owned(),
    };
    tokens.iter().enumerate().map(one).collect()
}
