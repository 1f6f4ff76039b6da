//! Places in scripts, as errors show them.

use super::Spot;
use super::execute::Work;
use crate::database::DatabaseError;
use crate::revision::script::Piece;

/// How much of a statement an error shows.
const SHOWN: (usize, usize) = (12, 800);

impl Spot {
    /// That of a statement of the script.
    pub(super) fn of(work: &Work<'_>, number: usize, piece: &Piece) -> Self {
        Self {
            statement: Some(number),
            of: work.of,
            path: work.source.path.clone(),
            line: Some(piece.line),
            column: None,
            sql: shortened(&piece.text),
        }
    }

    /// That of a statement that the script does not have.
    pub(super) fn own(work: &Work<'_>, sql: &str) -> Self {
        Self { of: work.of, path: work.source.path.clone(), ..Self::unplaced(sql) }
    }

    /// That of a statement of the runner's own.
    pub(super) fn unplaced(sql: &str) -> Self {
        let (path, sql) = (Default::default(), shortened(sql));
        Self { statement: None, of: 0, path, line: None, column: None, sql }
    }

    /// Moves from the start of the statement to where the server says that the error is.
    pub(super) fn point(&mut self, work: &Work<'_>, error: &DatabaseError, line: Option<usize>) {
        let piece = self.statement.and_then(|number| work.piece(number));
        let Some(piece) = piece else { return };
        if let Some(position) = error.position {
            let inner = piece.text.char_indices().nth(position.saturating_sub(1));
            let before = &piece.text[..inner.map_or(piece.text.len(), |(at, _)| at)];
            let first = work.source.text.get(..piece.range.start).unwrap_or_default();
            let start = match before.rsplit_once('\n') {
                Some((_, start)) => start.chars().count(),
                None => {
                    first.rsplit('\n').next().unwrap_or_default().chars().count()
                        + before.chars().count()
                }
            };
            self.line = Some(piece.line + before.matches('\n').count());
            self.column = Some(start + 1);
        } else if let Some(line) = line {
            self.line = Some(piece.line + line.saturating_sub(1));
        }
    }
}

fn shortened(sql: &str) -> String {
    let mut shown = String::new();
    let lines = sql.lines().count();
    for (number, line) in sql.lines().enumerate() {
        let left = SHOWN.1.saturating_sub(shown.len());
        if number == SHOWN.0 || left == 0 {
            shown.push_str(&format!("... ({} more lines)", lines - number));
            break;
        }
        let mut cut: String = line.chars().take(left).collect();
        if cut.len() < line.len() {
            cut.push_str(" ...");
        }
        shown.push_str(&cut);
        shown.push('\n');
    }
    shown.trim_end().to_owned()
}
