use super::{Source, Task};
use crate::history::{Direction, History, Record};
use crate::revision::script::{Script, split};

/// The tasks as one script for the database's own client, version table included. No database is
/// asked, so that it is for one that is where the first task begins.
///
/// Tasks without a script are left out; whoever calls has refused them.
pub fn sql(history: &History<'_>, tasks: &[Task], by: &str) -> String {
    let mut out = String::new();
    if tasks.iter().any(|task| task.direction == Direction::Up) {
        out.push_str(&format!("{};\n", history.create_table()));
    }
    for task in tasks {
        let Some(source) = &task.source else { continue };
        let record = match task.direction {
            Direction::Up => history.record(&Record {
                revision: &task.revision,
                checksum: &task.checksum,
                duration_ms: None,
                more: None,
                by,
            }),
            Direction::Down => history.unrecord(&task.revision),
        };
        let arrow = match task.direction {
            Direction::Up => "upgrade",
            Direction::Down => "downgrade",
        };
        out.push_str(&format!("\n-- {arrow}: {}\n", task.revision));
        out.push_str(&with_record(history, source, &format!("{record};\n")));
    }
    out
}

/// The script with the version row in its last transaction, or after it.
fn with_record(history: &History<'_>, source: &Source, record: &str) -> String {
    let lexis = history.dialect.lexis();
    let Source { text, script, .. } = source;
    // A first line that says how to run the file by hand is not true of the whole.
    let text_of_client = |line: &str| line.starts_with("-- ") && line.contains(" autogen stamp ");
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let start = if text_of_client(first) { text.len() - rest.len() } else { 0 };
    let pieces = split(lexis, text).unwrap_or_default();
    let Some(last) = pieces.last() else { return record.to_owned() };

    let begun = script.steps.iter().any(|step| step.begin.is_some());
    let implied = !begun && script.steps.iter().any(|step| step.transaction);
    if begun && ends_in_transaction(history, script) {
        // The last COMMIT is what follows the last statement of the last transaction.
        let inner = script.steps.iter().rev().find(|step| step.begin.is_some());
        let end = inner.and_then(|it| it.statements.last().or(it.begin.as_ref()));
        let commit =
            end.and_then(|end| pieces.iter().find(|piece| piece.range.start >= end.range.end));
        if let Some(commit) = commit {
            let (head, tail) = text.split_at(commit.range.start);
            return format!(
                "{}{record}{}",
                &head[start..],
                ended(tail, last.range.end - head.len())
            );
        }
    }
    let body = ended(&text[start..], last.range.end.saturating_sub(start));
    if implied {
        format!("{};\n{body}{record}COMMIT;\n", history.dialect.begin())
    } else {
        format!("{body}{record}")
    }
}

/// Whether nothing but settings of the session follows the last transaction.
fn ends_in_transaction(history: &History<'_>, script: &Script) -> bool {
    let of_session = |sql: &str| history.dialect.effect(sql) == crate::dialect::Effect::Session;
    let mut steps = script.steps.iter().rev();
    steps
        .find(|it| it.transaction || !it.statements.iter().all(|it| of_session(&it.text)))
        .is_some_and(|it| it.transaction)
}

/// A text with a semicolon after its last statement, which ends at `end`, and a line's end.
fn ended(text: &str, end: usize) -> String {
    let (body, tail) = text.split_at(end.min(text.len()));
    let rest = tail.trim_start();
    let open = rest.is_empty() || ["--", "/*", "#"].iter().any(|it| rest.starts_with(it));
    let semicolon = if open { ";" } else { "" };
    let newline = if tail.ends_with('\n') { "" } else { "\n" };
    format!("{body}{semicolon}{tail}{newline}")
}
