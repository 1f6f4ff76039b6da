//! Entity files as nobody would write them, made from real ones: whatever is cut, doubled,
//! swapped or nested in them, they are read, or told at a place that is there.

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use autogen::entity::{SourceCrate, SourceFile, read};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::entity::{load_case, rust_files};

/// What is done to one piece of a file.
#[derive(Clone, Copy, Debug)]
enum Edit {
    Delete,
    Double,
    SwapWith(usize),
    CopyFrom(usize),
    CutOff,
    Insert(usize),
    Nest(usize, usize),
}

/// What is put in: pieces of the language, of SeaORM and of no language.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "#",
    "!",
    ",",
    ";",
    "::",
    "=",
    "=>",
    "\"",
    "'",
    "r#",
    "r#\"",
    "/*",
    "*/",
    "//",
    "ü",
    "\u{feff}",
    "\u{202e}",
    "🦀",
    "\0",
    "\r\n",
    "\t",
    "0",
    "-1",
    "340282366920938463463374607431768211456",
    "1e999",
    "0x",
    "1.",
    "b'a'",
    "'a",
    "''",
    "\"\"",
    "\"\\u{110000}\"",
    "\"((\"",
    "\"'\"",
    "self",
    "crate",
    "super",
    "type",
    "r#type",
    "fn",
    "mod",
    "mod a;",
    "use a as b;",
    "use super::*;",
    "impl",
    "enum",
    "struct",
    "Self",
    "Option<",
    "Vec<",
    "()",
    "_",
    "#[cfg(a)]",
    "#[cfg_attr(any(), autogen(index(columns(",
    "autogen",
    "sea_orm",
    "primary_key",
    "column_type = \"",
    "default_value",
    "extra = \"CHECK (\"",
    "table_name = \"\"",
    "#[sea_orm(",
    "#[derive(",
    "DeriveEntityModel",
    "DeriveActiveEnum",
    "macro_rules! m { () => {} }",
];

/// Opening and closing pieces to nest in.
const PAIRS: &[(&str, &str)] = &[
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("Option<", ">"),
    ("Box::new(", ")"),
    ("&", ""),
    ("!", ""),
    ("|| ", ""),
    ("if a {} else ", "{}"),
    ("mod a { ", "}"),
    ("a(b = ", ")"),
    ("", ".def()"),
    ("", " + 1"),
    ("\"(", ")\""),
    ("/*", "*/"),
];

#[test]
fn mangled_files_are_read_or_refused() {
    let sources = sources();
    let edit = prop_oneof![
        Just(Edit::Delete),
        Just(Edit::Double),
        any::<usize>().prop_map(Edit::SwapWith),
        any::<usize>().prop_map(Edit::CopyFrom),
        Just(Edit::CutOff),
        any::<usize>().prop_map(Edit::Insert),
        (any::<usize>(), 1usize..40).prop_map(|(pair, times)| Edit::Nest(pair, times)),
    ];
    let edits = prop::collection::vec((any::<usize>(), edit), 1..6);
    let config = Config { cases: cases(), failure_persistence: None, ..Config::default() };
    let checked = TestRunner::new(config).run(&(any::<usize>(), any::<usize>(), edits), |input| {
        let (case, file, edits) = input;
        let mut crates = sources[case % sources.len()].clone();
        let count: usize = crates.iter().map(|it| it.files.len()).sum();
        let mut files = crates.iter_mut().flat_map(|it| &mut it.files);
        let Some(source) = files.nth(file % count.max(1)) else { return Ok(()) };
        source.text = mangled(&source.text, &edits).into();
        let text = source.text.clone();
        hold(&crates).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))
    });
    if let Err(error) = checked {
        panic!("{error}");
    }
}

/// A parser that calls itself would run out of stack.
#[test]
fn files_that_are_nested_deeply_are_refused() {
    let crates = sources();
    let whole = crates.iter().flatten().flat_map(|it| &it.files);
    let whole = whole.max_by_key(|it| it.text.len()).expect("a file").text.clone();
    let field = "pub id: i32";
    let at = whole.find(field).expect("a field") + "pub id: ".len();
    for (open, close) in PAIRS {
        for times in [20, 150, 10_000] {
            let nested = format!("{}i32{}", open.repeat(times), close.repeat(times));
            let (before, after) = whole.split_at(at);
            let in_attribute = format!("#[sea_orm(column_type = {nested:?})] pub x: i32,");
            for text in [
                format!("{before}{nested}{}", &after[3..]),
                format!("{}{in_attribute} {}{after}", &before[..at - 8], &before[at - 8..]),
                format!("{whole}\nconst X: i32 = {nested};"),
                format!("{whole}\n{nested}"),
                format!("#[cfg_attr(any(), autogen(index({nested})))]\nstruct X;\n{whole}"),
            ] {
                if let Err(error) = hold(&[alone(&text)]) {
                    panic!("{times} of {open:?}: {error}");
                }
            }
        }
    }
}

/// Every case, and the entities of the example.
fn sources() -> Vec<Vec<SourceCrate>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = std::fs::read_dir(root.join("tests/entities")).expect("the folder of cases");
    let mut cases: Vec<_> = cases.map(|it| it.expect("a case").path()).collect();
    cases.sort();
    let mut sources: Vec<_> = cases.iter().map(|case| load_case(case).0).collect();
    let mut example = Vec::new();
    rust_files(&root.join("models/src"), &mut example);
    for path in example {
        sources.push(vec![alone(&std::fs::read_to_string(path).expect("a file"))]);
    }
    sources.retain(|crates| crates.iter().any(|it| !it.files.is_empty()));
    sources
}

fn alone(text: &str) -> SourceCrate {
    let file = SourceFile { path: "a.rs".into(), text: text.into(), entities: true };
    SourceCrate { name: "app".to_owned(), files: vec![file], ..Default::default() }
}

/// Whether files are read or refused, in time and at places that are there.
fn hold(crates: &[SourceCrate]) -> Result<(), String> {
    let begun = Instant::now();
    let found = read(crates, &Default::default());
    if begun.elapsed() > Duration::from_secs(20) {
        return Err(format!("took {:?}", begun.elapsed()));
    }
    let mut wrong = String::new();
    let told = match &found {
        Ok(models) => {
            for (id, place) in &models.places {
                if place.source.get(place.span.clone()).is_none_or(str::is_empty) {
                    let _ = writeln!(wrong, "{id:?} has no place");
                }
            }
            models.warnings.clone()
        }
        Err(refused) if refused.errors.is_empty() => return Err("refused for nothing".to_owned()),
        Err(refused) => refused.errors.iter().chain(&refused.warnings).cloned().collect(),
    };
    for it in told {
        let lines = it.source.lines().count().max(1);
        let there = it.source.get(it.span.clone()).is_some();
        if !there || it.line == 0 || it.line > lines + 1 || it.column == 0 {
            let _ = writeln!(wrong, "{it} has no place");
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

fn mangled(text: &str, edits: &[(usize, Edit)]) -> String {
    let mut pieces: Vec<String> = pieces(text);
    for (at, edit) in edits {
        if pieces.is_empty() {
            break;
        }
        let count = pieces.len();
        let at = at % count;
        match *edit {
            Edit::Delete => drop(pieces.remove(at)),
            Edit::Double => pieces.insert(at, pieces[at].clone()),
            Edit::SwapWith(other) => pieces.swap(at, other % count),
            Edit::CopyFrom(other) => pieces[at] = pieces[other % count].clone(),
            Edit::CutOff => pieces.truncate(at),
            Edit::Insert(which) => pieces.insert(at, PIECES[which % PIECES.len()].to_owned()),
            Edit::Nest(pair, times) => {
                let (open, close) = PAIRS[pair % PAIRS.len()];
                pieces[at] = open.repeat(times) + &pieces[at] + &close.repeat(times);
            }
        }
    }
    pieces.concat()
}

/// Words, white space and single signs; texts in quotes fall apart like the rest.
fn pieces(text: &str) -> Vec<String> {
    let kind = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' => 1,
        c if c.is_whitespace() => 2,
        _ => 0,
    };
    let mut pieces: Vec<String> = Vec::new();
    let mut last = 0;
    for c in text.chars() {
        match pieces.last_mut() {
            Some(piece) if kind(c) != 0 && kind(c) == last => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        last = kind(c);
    }
    pieces
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(1_000)
}
