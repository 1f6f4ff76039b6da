//! Findings as text, and as what other programs read.

use serde_json::{Value, json};

use super::{Finding, Severity};

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Text,
    Json,
    /// <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>
    Sarif,
    /// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>
    Github,
}

/// All findings in one form.
pub fn show(findings: &[Finding], shape: Shape) -> String {
    match shape {
        Shape::Text => findings.iter().map(text).collect::<Vec<_>>().join("\n"),
        Shape::Json => format!("{:#}\n", json!({ "findings": json(findings) })),
        Shape::Sarif => format!("{:#}\n", sarif(findings)),
        Shape::Github => findings.iter().map(annotation).collect(),
    }
}

/// The findings as a list of objects.
pub fn json(findings: &[Finding]) -> Vec<Value> {
    let object = |it: &Finding| {
        json!({
            "code": it.rule.code,
            "severity": it.rule.severity.to_string(),
            "path": it.path,
            "line": it.line,
            "column": it.column,
            "end_line": it.end_line,
            "subject": it.subject,
            "title": it.rule.title,
            "why": it.rule.why,
            "recipe": it.rule.recipe,
            "statement": it.statement,
        })
    };
    findings.iter().map(object).collect()
}

/// The most lines of a statement that are shown.
const SHOWN: usize = 6;

fn text(it: &Finding) -> String {
    let Finding { rule, path, line, column, subject, .. } = it;
    let head = format!(
        "{path}:{line}:{column}: {} {}: {}: {subject}\n",
        rule.severity, rule.code, rule.title
    );
    let mut out = head;
    let lines: Vec<&str> = it.statement.lines().collect();
    for line in lines.iter().take(SHOWN) {
        out += &format!("    {line}\n");
    }
    if lines.len() > SHOWN {
        out += "    ...\n";
    }
    out + &format!("  why:     {}\n  instead: {}\n", rule.why, rule.recipe)
}

fn sarif(findings: &[Finding]) -> Value {
    let level = |severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    };
    let mut rules: Vec<_> = findings.iter().map(|it| it.rule).collect();
    rules.sort_by_key(|it| it.code);
    rules.dedup();
    let rules = rules.into_iter().map(|rule| {
        json!({
            "id": rule.code,
            "shortDescription": { "text": rule.title },
            "fullDescription": { "text": rule.why },
            "help": { "text": rule.recipe },
            "defaultConfiguration": { "level": level(rule.severity) },
        })
    });
    let results = findings.iter().map(|it| {
        json!({
            "ruleId": it.rule.code,
            "level": level(it.rule.severity),
            "message": { "text": message(it) },
            "locations": [{
                "physicalLocation": {
                    "artifactLocation": { "uri": uri(&it.path) },
                    "region": {
                        "startLine": it.line,
                        "startColumn": it.column,
                        "endLine": it.end_line,
                    },
                },
            }],
        })
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "autogen",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules.collect::<Vec<_>>(),
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

/// A path as a relative reference (<https://www.rfc-editor.org/rfc/rfc3986#section-2.3>).
fn uri(path: &str) -> String {
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"-._~/".contains(&it);
    let byte = |it: u8| match it {
        b'\\' => "/".to_owned(),
        it if plain(it) => char::from(it).to_string(),
        it => format!("%{it:02X}"),
    };
    path.bytes().map(byte).collect()
}

fn annotation(it: &Finding) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let level = match it.rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let Finding { line, end_line, column, .. } = it;
    format!(
        "::{level} file={},line={line},endLine={end_line},col={column},title={}::{}\n",
        property(&it.path),
        property(it.rule.code),
        data(&message(it)),
    )
}

fn message(it: &Finding) -> String {
    format!("{}: {}\n{}\nInstead: {}", it.rule.title, it.subject, it.rule.why, it.rule.recipe)
}
