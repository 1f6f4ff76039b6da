//! Scripts split and grouped: each `tests/scripts/<dialect>/<case>.sql` beside the steps that it
//! has, or the error. `AUTOGEN_BLESS=1` writes what is expected anew, for a reader to check.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use autogen::revision::script::{Directive, Lexis, Piece, Script, split};
use proptest::prelude::*;

#[test]
fn sqlite() {
    check("sqlite", Lexis::Sqlite);
}

#[test]
fn postgres() {
    check("postgres", Lexis::Postgres);
}

#[test]
fn mysql() {
    check("mysql", Lexis::MySql);
}

fn fragments() -> impl Strategy<Value = String> {
    let words = "SELECT|BEGIN|begin atomic|COMMIT|END|CASE|IF|LOOP|CREATE FUNCTION|CREATE TRIGGER|\
        CREATE PROCEDURE|CREATE OR REPLACE|FOR EACH ROW|THEN|a|é|t.end|E'|1|12ab|COPY a FROM STDIN";
    let signs = "[ \n\t;;;;'\"`$#(){}\\[\\]*/!.,:@\\\\-]";
    // Read once: as a plain text, a pattern is read again for every value.
    let part = |pattern: &str| proptest::string::string_regex(pattern).unwrap();
    let parts = prop_oneof![
        part(words),
        part(signs),
        part("--[ a;]{0,3}\n"),
        part("/[*]!?[ a;]{0,3}[*]/"),
        part("'[a;\\\\]{0,3}'"),
        part("[$]x?[$][a;]{0,2}[$]x?[$]"),
        part("\\PC"),
    ];
    proptest::collection::vec(parts, 0..24).prop_map(|parts| parts.join(" ").replace("  ", ""))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Whatever a script holds, its statements stand in it in order, and each is one statement.
    #[test]
    fn statements_stay_what_they_are(text in fragments()) {
        for lexis in [Lexis::Sqlite, Lexis::Postgres, Lexis::MySql] {
            let Ok(pieces) = split(lexis, &text) else { continue };
            let mut end = 0;
            for piece in &pieces {
                prop_assert!(piece.range.start >= end && !piece.text.is_empty());
                prop_assert_eq!(&text[piece.range.clone()], &piece.text);
                end = piece.range.end;
            }
            let texts = |pieces: &[Piece]| pieces.iter().map(|it| it.text.clone()).collect::<Vec<_>>();
            let joined: String = texts(&pieces).iter().map(|it| format!("{it};\n")).collect();
            let again = split(lexis, &joined);
            prop_assert_eq!(again.map(|it| texts(&it)), Ok(texts(&pieces)), "{:?}", lexis);
        }
    }
}

fn check(dialect: &str, lexis: Lexis) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts").join(dialect);
    let mut scripts: Vec<PathBuf> = (std::fs::read_dir(&folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "sql"))
        .collect();
    scripts.sort();
    assert!(scripts.len() > 5, "{} has its cases", folder.display());
    let mut wrong = String::new();
    for path in scripts {
        let script = std::fs::read_to_string(&path).unwrap();
        let found = show(lexis, &script);
        let expected_path = path.with_extension("steps");
        if std::env::var_os("AUTOGEN_BLESS").is_some() {
            std::fs::write(&expected_path, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&expected_path).unwrap_or_default();
        if found != expected {
            let _ = writeln!(wrong, "{}\n{found}--- expected\n{expected}", path.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn show(lexis: Lexis, text: &str) -> String {
    let script = match Script::parse(lexis, text) {
        Ok(script) => script,
        Err(error) => return format!("error {error}\n"),
    };
    let mut out = String::new();
    for step in script.steps {
        out += match (step.transaction, &step.begin) {
            (true, Some(_)) => "transaction\n",
            (true, None) => "transaction, implied\n",
            (false, _) => "alone\n",
        };
        for Piece { text: statement, range, line, directives } in
            step.begin.iter().chain(&step.statements)
        {
            assert_eq!(text[range.clone()], *statement);
            for directive in directives {
                let _ = match directive {
                    Directive::Rebuild(table) => writeln!(out, "  rebuild {table}"),
                    Directive::Batch => writeln!(out, "  batch"),
                };
            }
            let _ = writeln!(out, "  {line}: {}", statement.replace('\r', "␍").replace('\n', "␤"));
        }
    }
    if out.is_empty() { "nothing\n".to_owned() } else { out }
}
