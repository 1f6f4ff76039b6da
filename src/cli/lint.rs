//! `autogen lint`: hazards in the scripts of revisions.

use std::path::{Path, PathBuf};

use super::Found;
use super::args::{Format, Global};
use super::context::Context;
use super::edited::git;
use super::failure::Failure;
use super::terminal::{self, Style};
use crate::dialect::dialect;
use crate::lint::{self, Action, Finding, Form, Settings, Severity, Shape, Source, covers};
use crate::project::{Direction, ScriptText};
use crate::revision::Revision;
use crate::revision::script::Lexis;
use crate::schema::Schema;
use crate::target::{DialectName, Target};

pub fn run(global: &Global, revisions: &[String]) -> Result<Found, Failure> {
    let context = Context::open(global)?;
    let graph = &context.folder.graph;
    let mut wanted = Vec::new();
    for text in revisions {
        wanted.push(crate::revision::revision(graph, text)?);
    }
    let settings = settings(&context)?;
    let mut findings = Vec::new();
    let mut scripts = 0;
    for revision in context.folder.in_order() {
        if wanted.is_empty() || wanted.contains(&revision.id.as_str()) {
            let (found, count) = of_revision(&context, revision, &settings)?;
            findings.extend(found);
            scripts += count;
        }
    }
    let shape = match global.format {
        Format::Json => Shape::Json,
        Format::Sarif => Shape::Sarif,
        Format::Github => Shape::Github,
        Format::Text | Format::Markdown | Format::Sql => Shape::Text,
    };
    if let (Shape::Sarif | Shape::Github, Some(folder)) = (shape, folder_in_repository(&context)) {
        let whole = |it: &str| folder.join(it).display().to_string();
        findings.iter_mut().for_each(|it| it.path = whole(&it.path));
    }
    match shape {
        Shape::Text => tell(&findings),
        Shape::Github => print!("{}", lint::show(&findings, shape)),
        Shape::Json | Shape::Sarif => {
            global.results.tell(&serde_json::from_str(&lint::show(&findings, shape))?);
        }
    }
    if shape == Shape::Text && !global.quiet {
        let scripts = terminal::count(scripts, "script", "scripts");
        let (found, style) = match findings.len() {
            0 => ("no hazard".to_owned(), Style::Good),
            many => (terminal::count(many, "hazard", "hazards"), Style::Warning),
        };
        println!("{}", terminal::styled(&format!("{scripts}: {found}"), style));
    }
    Ok(if findings.is_empty() { Found::Nothing } else { Found::Something })
}

/// Where the project lies in its repository: from there annotations take their paths.
fn folder_in_repository(context: &Context) -> Option<PathBuf> {
    let root = context.project.root().canonicalize().ok()?;
    let top = || git(&root, &["rev-parse", "--show-toplevel"]);
    let top = std::env::var("GITHUB_WORKSPACE").ok().or_else(top)?;
    let top = Path::new(top.trim()).canonicalize().ok()?;
    Some(root.strip_prefix(top).ok()?.to_owned())
}

/// What autogen.yaml says of codes; those that there are not are told.
pub fn settings(context: &Context) -> Result<Settings, Failure> {
    let settings = context.project.lint()?;
    for code in settings.ignore.iter().chain(&settings.ask) {
        if !lint::rules().any(|rule| covers(code, rule.code)) {
            terminal::warn(&format!("`lint` in autogen.yaml names {code}, which is not a code"));
        }
    }
    Ok(settings)
}

/// The hazards of a revision's scripts, and how many scripts it has.
pub fn of_revision(
    context: &Context,
    revision: &Revision,
    settings: &Settings,
) -> Result<(Vec<Finding>, usize), Failure> {
    let listed: Vec<DialectName> = revision.metadata.dialects.keys().copied().collect();
    let names = if listed.is_empty() { vec![context.dialect_of_url()?] } else { listed };
    // What is accepted in the revision is no finding in it.
    let accepted = revision.metadata.accept.iter().map(|it| it.code.clone());
    let mut settings = settings.clone();
    settings.ignore.extend(accepted);
    let mut findings = Vec::new();
    let mut scripts = 0;
    for name in names {
        let version = revision.metadata.dialects.get(&name).copied();
        let floor = Target::floor(name);
        let target = Target { version: version.unwrap_or(floor.version), ..floor };
        for direction in [Direction::Up, Direction::Down] {
            let script = context.folder.script(revision, name, direction)?;
            if let Some(script) = script {
                scripts += 1;
                findings
                    .extend(of_script(context, revision, &script, direction, target, &settings)?);
            }
        }
    }
    Ok((findings, scripts))
}

fn of_script(
    context: &Context,
    revision: &Revision,
    script: &ScriptText,
    direction: Direction,
    target: Target,
    settings: &Settings,
) -> Result<Vec<Finding>, Failure> {
    let path = context.shown(&script.path);
    let dialect = dialect(target.dialect);
    let in_file = |error| Failure::refused(format!("{path}:{error}"));
    let forms = lint::forms(dialect.lexis(), &script.text).map_err(in_file)?;
    // The fold is taken only where something depends on it: it is the dearest part.
    let asked = |code: &str| settings.ask.iter().any(|it| covers(it, code));
    let indexes = asked("TB103") || asked("TB104");
    let before = match direction {
        _ if !forms.iter().any(|it| wants_schema(it, dialect.lexis(), indexes)) => None,
        Direction::Up => Some(context.schema_before(revision)?),
        Direction::Down => Some(context.folder.schema_at(std::slice::from_ref(&revision.id))?),
    };
    // What cannot be held here is not known better.
    let canonical = |schema: Schema| dialect.canonical(&schema, &target).ok();
    let before = before.and_then(canonical);
    let checks = revision.metadata.checks.iter().filter_map(|it| it.query(target.dialect));
    let checks: Vec<String> = checks.map(str::to_owned).collect();
    let source = Source {
        path: &path,
        text: &script.text,
        dialect,
        before: before.as_ref(),
        checks: &checks,
        back: direction == Direction::Down,
    };
    lint::lint(&source, settings).map_err(in_file)
}

/// Whether there is more to say of a statement where it is known what the table was like.
fn wants_schema(form: &Form, lexis: Lexis, indexes: bool) -> bool {
    let sqlite = lexis == Lexis::Sqlite;
    let actions = match form {
        Form::AlterTable { actions, .. } => actions,
        // Whether it makes anything.
        Form::CreateTable(it) => return it.if_not_exists,
        _ => return indexes && matches!(form, Form::CreateIndex(_)),
    };
    actions.iter().any(|it| match it {
        Action::SetType { .. } | Action::ChangeColumn { .. } => true,
        // A table that was built anew takes its old name.
        Action::DropColumn(_) | Action::RenameTable(_) => sqlite,
        Action::AddForeignKey { .. } | Action::AddIndex { .. } => indexes,
        _ => false,
    })
}

/// Shows findings with their severity in colour.
pub fn tell(findings: &[Finding]) {
    for (number, finding) in findings.iter().enumerate() {
        let text = lint::show(std::slice::from_ref(finding), Shape::Text);
        let (head, rest) = text.split_once('\n').unwrap_or((&text, ""));
        let style = match finding.rule.severity {
            Severity::Error => Style::Bad,
            Severity::Warning => Style::Warning,
            Severity::Advice => Style::Faint,
        };
        let gap = if number > 0 { "\n" } else { "" };
        println!("{gap}{}\n{}", terminal::styled(head, style), rest.trim_end());
    }
}
