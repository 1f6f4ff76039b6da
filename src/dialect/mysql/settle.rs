//! Has the server spell expressions: `SHOW CREATE TABLE` of temporary tables, whose definition
//! commits no open transaction.
//! <https://dev.mysql.com/doc/refman/8.0/en/create-temporary-table.html>

use super::{expression, types};
use crate::dialect::{Answer, Asked, Inquiry, Place, Question, Reply};
use crate::schema::{Column, ColumnType, Facet};

/// One query for each spelling over each set of columns.
pub fn inquiry(asked: &[Asked]) -> Inquiry {
    let mut queries = Vec::new();
    for it in asked {
        for columns in boards(it) {
            let Question { expected, actual, .. } = &it.question;
            queries.extend([expected, actual].map(|sql| query(&it.question, columns, sql)));
        }
    }
    let after = "DROP TEMPORARY TABLE IF EXISTS autogen_settle; SET @autogen_settle = NULL; \
                 SET SESSION sql_mode = ifnull(@autogen_mode, @@SESSION.sql_mode); \
                 SET @autogen_mode = NULL";
    Inquiry { before: Vec::new(), queries, after: vec![after.to_owned()] }
}

fn boards(asked: &Asked) -> impl Iterator<Item = &[Column]> {
    [Some(&asked.live), asked.declared.as_ref()].into_iter().flatten().map(|it| &**it)
}

/// Makes a table with the expression, in the modes of a run, and shows it in full. What is prepared
/// is one statement, whatever the text of the expression says.
fn query(question: &Question, columns: &[Column], sql: &str) -> String {
    let statement = create(question, columns, sql);
    let bytes: String = statement.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "SET @autogen_mode = ifnull(@autogen_mode, @@SESSION.sql_mode); \
         SET SESSION sql_mode = replace(@autogen_mode, 'NO_BACKSLASH_ESCAPES', ''); \
         DROP TEMPORARY TABLE IF EXISTS autogen_settle; SET @autogen_settle = _utf8mb4 0x{bytes}; \
         PREPARE autogen_settle FROM @autogen_settle; EXECUTE autogen_settle; \
         DEALLOCATE PREPARE autogen_settle; SET SESSION sql_mode = ''; \
         SHOW CREATE TABLE autogen_settle"
    )
}

fn create(question: &Question, columns: &[Column], sql: &str) -> String {
    let known = |name: &str| {
        let same = |it: &&Column| it.name.to_lowercase() == name.to_lowercase();
        columns.iter().find(same).map(|it| it.name.as_str())
    };
    // The table holds no more than it must: a row has a limited length.
    let mut read = expression::mentioned(&question.expected, known);
    read.extend(expression::mentioned(&question.actual, known));
    let mut lines = vec!["autogen_settle int PRIMARY KEY".to_owned()];
    for column in columns {
        let mut line = bare(column);
        match &question.place {
            Place::Default(name) if *name == column.name => line += &format!(" DEFAULT {sql}"),
            Place::OnUpdate(name) if *name == column.name => line += &format!(" ON UPDATE {sql}"),
            Place::Generated(name) if *name == column.name => {
                line += &format!(" GENERATED ALWAYS AS ({sql}) VIRTUAL");
            }
            _ if !read.contains(&column.name.as_str()) => continue,
            // Servers without explicit_defaults_for_timestamp make a bare timestamp NOT NULL.
            _ if matches!(column.ty, ColumnType::Timestamp(_)) => line += " NULL",
            _ => {}
        }
        lines.push(line);
    }
    match &question.place {
        Place::Check => lines.push(format!("CONSTRAINT autogen_settle CHECK ({sql})")),
        Place::Part => lines.push(format!("KEY autogen_settle (({sql}))")),
        // MySQL has no partial indexes, and so nothing is asked about them.
        Place::Predicate | Place::Default(_) | Place::OnUpdate(_) | Place::Generated(_) => {}
    }
    format!("CREATE TEMPORARY TABLE autogen_settle ({})", lines.join(", "))
}

fn bare(column: &Column) -> String {
    // A canonical type has a name; the debug form would make the server refuse the statement.
    let ty = types::name(&column.ty).unwrap_or_else(|why| why.message);
    let mut sql = format!("{} {ty}", expression::quote(&column.name));
    if let Facet::Is(collation) = &column.collation {
        sql.push_str(&format!(" COLLATE {collation}"));
    }
    sql
}

/// What the tables say of each question.
pub fn answers(asked: &[Asked], replies: &[Reply]) -> Vec<Answer> {
    let mut replies = replies.iter();
    let mut spelled = || match replies.next() {
        Some(Ok(rows)) => {
            let shown = rows.iter().rev().find_map(|row| row.get(1).cloned().flatten());
            shown.ok_or_else(|| "the server did not show the table".to_owned())
        }
        Some(Err(reason)) => Err(reason.clone()),
        None => Err("the server did not answer".to_owned()),
    };
    let mut answer = |it: &Asked| {
        let mut pairs = boards(it).map(|_| (spelled(), spelled())).collect::<Vec<_>>().into_iter();
        match (pairs.next(), pairs.next()) {
            (Some((Ok(a), Ok(b))), _) | (_, Some((Ok(a), Ok(b)))) => match a == b {
                true => Answer::Same,
                false => Answer::Different,
            },
            // Only what is expected means something over the expected columns.
            (_, Some((Ok(_), Err(_)))) => Answer::Different,
            (Some((Err(reason), _) | (_, Err(reason))), _) => Answer::Refused(reason),
            (None, _) => Answer::Refused("the server did not answer".to_owned()),
        }
    };
    asked.iter().map(&mut answer).collect()
}
