//! Expressions over columns, in many spellings of what engines say in one.

use autogen::schema::*;

use super::Names;
use super::names::COLUMNS;
use crate::rows::quoted;
use crate::support::Engine;

/// What an expression is there for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum For {
    Check,
    Predicate,
    Index,
    /// A generated column of numbers, or of texts.
    Number,
    Text,
}

/// The expressions over a column that an engine takes for a purpose. The list is the same for the
/// same column, so that one can be known again.
pub fn over(column: &Column, purpose: For, names: Names) -> Vec<String> {
    let Names::Live(engine) = names else { return Vec::new() };
    let name = match COLUMNS.contains(&column.name.as_str()) {
        true => column.name.clone(),
        false => quoted(&column.name, engine),
    };
    of(&name, &column.ty, purpose, engine)
}

/// Whether it is an expression over one of these columns, however its name is written.
pub fn fits<'a>(
    expression: &str,
    columns: impl IntoIterator<Item = &'a Column>,
    purpose: For,
    names: Names,
) -> bool {
    let Names::Live(engine) = names else { return expression == "1 < 2" };
    columns.into_iter().any(|column| {
        let doubled = format!("\"{}\"", column.name.replace('"', "\"\""));
        [column.name.clone(), doubled, quoted(&column.name, engine)]
            .iter()
            .any(|name| of(name, &column.ty, purpose, engine).iter().any(|it| it == expression))
    })
}

fn of(name: &str, ty: &ColumnType, purpose: For, engine: Engine) -> Vec<String> {
    use ColumnType::*;
    let templates: &[&str] = match (ty, purpose) {
        (I16 | I32 | I64, For::Check | For::Predicate) => &[
            "{} >= 0",
            "{} BETWEEN 0 AND 900",
            "{} IN (11, 12, 13)",
            "({} > -1)",
            "{} > 0 OR {} IS NULL",
            "NOT ({} < 0)",
            "{} % 100 <> 99",
            "{}+1 > {}",
            "abs({}) >= 0",
            "COALESCE({}, 1) > 0",
            "CASE WHEN {} > 5 THEN 1 ELSE 0 END >= 0",
            "{} >= 0 AND {} < 900",
            "{} <> 0 and not {} = 1 or {} is null",
        ],
        (String(_) | Text, For::Check | For::Predicate) => &[
            "{} <> ''",
            "length({}) < 300",
            "{} <> 'it''s'",
            "{} NOT IN ('a', 'b c', '')",
            "{} NOT LIKE 'x_'",
            "lower({}) <> 'none'",
            "{} IS NOT NULL OR 1 = 1",
            "{} <> 'näme 😀'",
        ],
        (Date, For::Check | For::Predicate) => &["{} > '2000-01-01'", "{} <> '1970-01-01'"],
        (I16 | I32 | I64, For::Number) => &[
            "{} + 1",
            "{} * 2 - 1",
            "abs({})",
            "COALESCE({}, 0)",
            "-{}",
            "CASE WHEN {} > 5 THEN {} ELSE 0 END",
        ],
        (String(_) | Text, For::Text) => match engine {
            Engine::Mysql => &["upper({})", "concat({}, '-x')", "coalesce({}, 'it''s')"],
            _ => &["upper({})", "{} || '-x'", "coalesce({}, 'it''s')"],
        },
        (String(_) | Text, For::Index) if engine != Engine::Mysql => {
            &["lower({})", "upper({})", "COALESCE({}, '')"]
        }
        (I16 | I32 | I64, For::Index) if engine != Engine::Mysql => &["{} + 1", "abs({})"],
        _ => &[],
    };
    let postgres: &[&str] = match (ty, purpose) {
        (I16 | I32 | I64, For::Check) => {
            &["{} = ANY (ARRAY[11, 12, 13])", "{}::bigint >= 0", "CAST({} AS numeric) < 1000.5"]
        }
        (String(_) | Text, For::Check) => {
            &["{} !~ '^x'", "char_length({}) < 300", "{} IS DISTINCT FROM 'q'"]
        }
        (Bool, For::Check | For::Predicate) => &["{} OR NOT {}", "{} IS NOT NULL OR true"],
        _ => &[],
    };
    let own = if engine == Engine::Postgres { postgres } else { &[] };
    let all = templates.iter().chain(own);
    all.map(|it| it.replace("{}", name)).collect()
}
