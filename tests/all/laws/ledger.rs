use std::fs::{self, OpenOptions};
use std::io::Write;
use std::ops::{AddAssign, Range};
use std::path::PathBuf;
use std::time::Duration;

use super::Outcome;
use super::case::{Broken, Case};
use crate::support::Engine;

/// Which seeds a run tries, and the book of those that have been tried.
///
/// - `AUTOGEN_LAW_CASES`: how many; a few when it is not set, which is what CI does.
/// - `AUTOGEN_LAW_SEED`: from where.
/// - `AUTOGEN_LAW_LEDGER`: a folder with a book for each engine. The run goes on where the last one
///   ended, whatever ended it.
/// - `AUTOGEN_LAW_COMMIT`: what is tried, for the book.
pub struct Ledger {
    engine: Engine,
    folder: Option<PathBuf>,
    left: Range<u64>,
}

/// How many seeds make a line of the book.
const BLOCK: u64 = 200;

/// Where books begin.
const FIRST: u64 = 100_000;

/// What became of cases.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub cases: u64,
    pub broken: u64,
    /// The database cannot hold one of the schemas.
    pub refused: u64,
    /// Rows stood in the way, and tables went without.
    pub emptied: u64,
    pub rows: u64,
}

impl Ledger {
    pub fn open(engine: Engine) -> Self {
        let number =
            |name: &str| std::env::var(name).ok().map(|it| it.parse::<u64>().expect("a number"));
        let folder = std::env::var_os("AUTOGEN_LAW_LEDGER").map(PathBuf::from);
        let mut first = number("AUTOGEN_LAW_SEED").unwrap_or(0);
        if let Some(folder) = &folder {
            fs::create_dir_all(folder).expect("a folder");
            let book = fs::read_to_string(folder.join(format!("{engine:?}.txt")));
            first = book.as_deref().ok().and_then(last).unwrap_or(FIRST);
        }
        let count = number("AUTOGEN_LAW_CASES").unwrap_or(60);
        Self { engine, folder, left: first..first + count }
    }

    pub fn next_block(&mut self) -> Option<Range<u64>> {
        let block = self.left.start..self.left.end.min(self.left.start + BLOCK);
        self.left.start = block.end;
        (!block.is_empty()).then_some(block)
    }

    /// Writes a line for seeds that have been tried.
    pub fn passed(&self, block: &Range<u64>, tally: &Tally, took: Duration) {
        let passed = tally.cases - tally.refused - tally.broken;
        let commit = std::env::var("AUTOGEN_LAW_COMMIT").unwrap_or_default();
        let line = format!(
            "{}..{} passed {passed} broken {} refused {} emptied {} rows {} in {:.1} s at {commit}",
            block.start,
            block.end,
            tally.broken,
            tally.refused,
            tally.emptied,
            tally.rows,
            took.as_secs_f64()
        );
        println!("{:?} {line}", self.engine);
        if let Some(folder) = &self.folder {
            let book = folder.join(format!("{:?}.txt", self.engine));
            let mut book = OpenOptions::new().create(true).append(true).open(book).expect("a book");
            writeln!(book, "{line}").expect("a book that can be written");
        }
    }

    /// Writes a case down that breaks a law, and returns what to tell of it.
    pub fn broken(&self, seed: u64, case: &Case, broken: &Broken) -> String {
        let text = serde_yaml::to_string(case).expect("YAML");
        let report = format!("{:?} {seed}: {broken}\n\n{text}", self.engine);
        if let Some(folder) = &self.folder {
            let file = folder.join(format!("{:?}-{seed}", self.engine));
            fs::write(file.with_extension("yaml"), text).expect("a folder");
            fs::write(file.with_extension("txt"), &report).expect("a folder");
        }
        report
    }
}

/// The seed after the last one of a book.
fn last(book: &str) -> Option<u64> {
    let line = book.lines().rfind(|it| it.contains(".."))?;
    line.split_whitespace().next()?.split("..").nth(1)?.parse().ok()
}

impl Tally {
    pub fn add(&mut self, outcome: Outcome) {
        self.cases += 1;
        match outcome {
            Outcome::Refused => self.refused += 1,
            Outcome::Passed { rows, emptied } => {
                self.rows += rows as u64;
                self.emptied += u64::from(emptied);
            }
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.cases += other.cases;
        self.broken += other.broken;
        self.refused += other.refused;
        self.emptied += other.emptied;
        self.rows += other.rows;
    }
}
