//! What the models do not say is answered by flags, or at the terminal.

use super::args::Revision;
use super::context::Context;
use super::failure::Failure;
use super::models::Declared;
use super::terminal;
use crate::ops::{self, Change, ColumnOperation, Operation, Renames, TableChange};
use crate::plan::{self, Answer, Answers, Outcome, Question};
use crate::schema::{QualifiedName, Schema, split_parts};

/// The changes, once every question has its answer. What is declared gets what scripts made beside
/// it.
///
/// # Errors
///
/// Without a terminal, fails with the flags that answer what is open. Also fails when an answer
/// was given to what is no question.
pub fn decide(
    context: &Context,
    args: &Revision,
    recorded: &Schema,
    declared: &mut Declared,
) -> Result<Vec<Operation>, Failure> {
    let mut answers = answers(args, Answers::with_names(&declared.models.renamed_from))?;
    loop {
        let mut questions = match plan::changes(recorded, &declared.schema, &answers)? {
            Outcome::Changes { changes, models } => {
                needless(args, &changes)?;
                declared.schema = models;
                return Ok(changes);
            }
            Outcome::Ask(questions) => questions,
        };
        if !terminal::interactive() {
            let mut message = String::from("nothing was written, because this has to be answered:");
            for question in &questions {
                message.push_str(&format!("\n{question}"));
                for answer in question.answers() {
                    let (flag, value) = answer.flag();
                    message.push_str(&format!("\n  {flag} {}", shell(&value)));
                    message.push_str(&format!("   ({})", answer.meaning()));
                }
            }
            message.push_str("\nRun it again with the answers:");
            let most = questions.iter().map(|it| it.answers().len()).max().unwrap_or(1);
            for choice in 0..most {
                let line = again(context, args, recorded, &declared.schema, &answers, choice)?;
                message.push_str(&format!("\n  {line}"));
            }
            return Err(Failure::refused(message));
        }
        // One answer can settle the next question, or raise another.
        answers.take(ask(questions.swap_remove(0))?);
    }
}

/// The new names that `--rename-table`, `--rename` and `--rename-value` give.
pub fn renames(
    of_tables: &[String],
    of_columns: &[String],
    of_values: &[String],
) -> Result<Renames, Failure> {
    let mut renames = Renames::default();
    for text in of_tables {
        let (from, to) = pair("--rename-table", "OLD=NEW", text)?;
        renames.tables.push((table(&from)?, table(&to)?));
    }
    for text in of_columns {
        let (from, to) = pair("--rename", "TABLE.OLD=NEW", text)?;
        let (table, from) = column(&from)?;
        renames.columns.push((table, from, to));
    }
    for text in of_values {
        let (from, to) = pair("--rename-value", "TYPE.OLD=NEW", text)?;
        let (name, from) = value(&from).ok_or_else(|| {
            Failure::refused(format!("--rename-value takes TYPE.OLD=NEW; `{text}` names no type"))
        })?;
        renames.values.push((name, from, to));
    }
    Ok(renames)
}

/// With the answers that the flags give.
fn answers(args: &Revision, mut answers: Answers) -> Result<Answers, Failure> {
    answers.renames = renames(&args.rename_table, &args.rename, &args.rename_value)?;
    for text in &args.default {
        let (target, sql) = pair("--default", "TABLE.COLUMN=EXPR", text)?;
        let (table, column) = column(&target)?;
        answers.take(Answer::Value { table, column, sql });
    }
    for text in &args.drop {
        // `a.b` may be a table in a schema, a column, or a value: it is taken for whichever goes.
        if let Ok(table) = table(text) {
            answers.take(Answer::DropTable(table));
        }
        if let Ok((table, column)) = column(text) {
            answers.take(Answer::DropColumn { table, column });
        }
        if let Some((name, value)) = value(text) {
            answers.take(Answer::DropValue { name, value });
        }
    }
    Ok(answers)
}

fn table(text: &str) -> Result<QualifiedName, Failure> {
    text.parse().map_err(Failure::refused)
}

/// Both sides of the `=` in the value of a flag.
fn pair(flag: &str, form: &str, text: &str) -> Result<(String, String), Failure> {
    let (left, right) = text
        .split_once('=')
        .ok_or_else(|| Failure::refused(format!("{flag} takes {form}; `{text}` has no `=`")))?;
    Ok((left.trim().to_owned(), right.trim().to_owned()))
}

/// A type and one of its values, which is in double quotes where it holds a dot.
fn value(text: &str) -> Option<(QualifiedName, String)> {
    let mut parts = split_parts(text)?;
    let value = parts.pop()?;
    let name = parts.pop()?;
    let schema = parts.pop();
    parts.is_empty().then(|| (QualifiedName::new(schema, name), value))
}

fn column(text: &str) -> Result<(QualifiedName, String), Failure> {
    text.rsplit_once('.')
        .and_then(|(table, column)| Some((table.parse().ok()?, column.to_owned())))
        .ok_or_else(|| Failure::refused(format!("`{text}` is not of the form TABLE.COLUMN")))
}

/// An answer to what nobody asked is most likely a slip of the pen.
fn needless(args: &Revision, changes: &[Operation]) -> Result<(), Failure> {
    let column_change = |text: &str, fits: fn(&Change<_>) -> bool| {
        column(text).is_ok_and(|(table, name)| {
            changes.iter().any(|operation| match operation {
                Operation::Column(ColumnOperation { table: of, change, .. }) => {
                    let named = [change.before(), change.after()];
                    *of == table
                        && named.into_iter().flatten().any(|it| it.name == name)
                        && fits(change)
                }
                _ => false,
            })
        })
    };
    let drops_table = |text: &str| {
        changes.iter().any(|operation| {
            matches!(operation, Operation::Table(name, TableChange::Drop(_)) if name.to_string() == text)
        })
    };
    let drops_value = |text: &str| {
        value(text).is_some_and(|(name, value)| {
            changes.iter().any(|operation| match operation {
                // It gave its name to another before it went.
                Operation::EnumValue { name: of, from, to } => {
                    *of == name && *from == value && *to == ops::between(&value)
                }
                Operation::Enum(of, Change::Alter { before, after }) => {
                    *of == name && before.values.contains(&value) && !after.values.contains(&value)
                }
                _ => false,
            })
        })
    };
    for text in &args.drop {
        let drops_column = || column_change(text, |it| matches!(it, Change::Drop(_)));
        if !drops_table(text) && !drops_column() && !drops_value(text) {
            return Err(Failure::refused(format!(
                "--drop {text}: the models still have it, or the revisions never had it; nothing was written"
            )));
        }
    }
    for text in &args.default {
        let target = text.split('=').next().unwrap_or_default().trim();
        if !column_change(target, |it| !matches!(it, Change::Drop(_))) {
            return Err(Failure::refused(format!(
                "--default {target}: this revision neither adds nor alters that column; nothing was written"
            )));
        }
    }
    Ok(())
}

/// The whole command line that goes through: with every first answer, or every second.
fn again(
    context: &Context,
    args: &Revision,
    recorded: &Schema,
    models: &Schema,
    answers: &Answers,
    choice: usize,
) -> Result<String, Failure> {
    let mut line = format!("{} revision -m {}", context.project.command(), shell(&args.message));
    let mut add = |flag: &str, value: &str| line.push_str(&format!(" {flag} {}", shell(value)));
    for (flag, values) in [
        ("--rename-table", &args.rename_table),
        ("--rename", &args.rename),
        ("--rename-value", &args.rename_value),
        ("--drop", &args.drop),
        ("--default", &args.default),
        ("--depends-on", &args.depends_on),
    ] {
        values.iter().for_each(|value| add(flag, value));
    }
    for (flag, value) in [("--head", &args.head), ("--rev-id", &args.rev_id)] {
        value.iter().for_each(|value| add(flag, value));
    }
    let mut answers = answers.clone();
    // One answer can settle the next question, or raise another: a column that was not renamed is
    // new, and what was taken for one column is not another's new name.
    while let Outcome::Ask(questions) = plan::changes(recorded, models, &answers)? {
        let mut possible = questions[0].answers();
        let answer = possible.swap_remove(choice.min(possible.len() - 1));
        let (flag, value) = answer.flag();
        add(flag, &value);
        answers.take(answer);
    }
    for (flag, set) in
        [("--offline", args.offline), ("--sql", args.sql), ("--include-drift", args.include_drift)]
    {
        if set {
            line.push_str(&format!(" {flag}"));
        }
    }
    Ok(line)
}

/// What a difference may be beside what it seems to be, with the flag that says so.
pub fn hints(questions: &[Question]) -> Vec<String> {
    let mut hints = Vec::new();
    for question in questions {
        let renames = question.answers().into_iter().filter(|it| {
            let flag = it.flag().0;
            flag != "--drop" && flag != "--default"
        });
        let flags: Vec<String> = renames
            .map(|it| it.flag())
            .map(|(flag, value)| format!("{flag} {}", shell(&value)))
            .collect();
        hints.push(format!("{question} Then say {}", flags.join(", or ")));
    }
    hints
}

/// A word as a shell takes it.
fn shell(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else if word.contains('\'') && !word.contains(['"', '$', '`', '\\', '!']) {
        format!("\"{word}\"")
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

fn ask(question: Question) -> Result<Answer, Failure> {
    let text = question.to_string();
    let unanswered = || Failure::refused("nothing was written: a question was left unanswered");
    let yes = |text: &str| terminal::confirm(text).ok_or_else(unanswered);
    let one_of = |what: &dyn std::fmt::Display, names: Vec<String>| match names.as_slice() {
        [_] => Ok(yes(&text)?.then_some(0)),
        _ => {
            let mut items: Vec<String> =
                names.iter().map(|name| format!("renamed to {name}")).collect();
            items.push(format!("no, {what} goes"));
            let chosen = terminal::select(&text, &items).ok_or_else(unanswered)?;
            Ok::<_, Failure>(Some(chosen).filter(|at| *at < names.len()))
        }
    };
    match question {
        Question::RenameTable { from, mut to } => {
            match one_of(&from, to.iter().map(ToString::to_string).collect())? {
                Some(at) => Ok(Answer::RenameTable { from, to: to.swap_remove(at) }),
                None => ask(Question::DropTable(from)),
            }
        }
        Question::RenameColumn { table, from, mut to } => {
            Ok(match one_of(&format!("{table}.{from}"), to.clone())? {
                Some(at) => Answer::RenameColumn { table, from, to: to.swap_remove(at) },
                None => Answer::DropColumn { table, column: from },
            })
        }
        Question::RenameValue { name, from, mut to } => {
            Ok(match one_of(&format!("{name}.{from}"), to.clone())? {
                Some(at) => Answer::RenameValue { name, from, to: to.swap_remove(at) },
                None => Answer::DropValue { name, value: from },
            })
        }
        Question::DropTable(table) => match yes(&text)? {
            true => Ok(Answer::DropTable(table)),
            false => Err(Failure::refused(format!("nothing was written: {table} is kept"))),
        },
        Question::Value { table, column, .. } => {
            let sql = terminal::ask(&text).filter(|it| !it.trim().is_empty());
            Ok(Answer::Value { table, column, sql: sql.ok_or_else(unanswered)? })
        }
    }
}
