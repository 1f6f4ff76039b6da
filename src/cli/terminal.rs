//! What a person sees and is asked: colours, SQL with its hazards, questions.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::ProgressBar;

use super::args::{Color, Global};
use crate::align::Uncompared;
use crate::entity::Diagnostic;
use crate::history::Direction;
use crate::report::{Line, Mark};
use crate::runner::{Event, Events};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Good,
    Bad,
    Warning,
    Name,
    Faint,
}

pub fn set_color(color: Color) {
    let on = match color {
        // The console crate looks at the terminal and at NO_COLOR itself.
        Color::Auto => return,
        Color::Always => true,
        Color::Never => false,
    };
    console::set_colors_enabled(on);
    console::set_colors_enabled_stderr(on);
}

/// The options that say which project, module and tenant are meant, as this person typed them.
static TYPED: Mutex<Vec<(&str, String)>> = Mutex::new(Vec::new());

/// Lets advice name commands as this person has to type them.
pub fn set_typed(global: &Global) {
    let config = global.config.as_ref().map(|it| it.display().to_string());
    let options =
        [("-c", config), ("--module", global.module.clone()), ("--tenant", global.tenant.clone())];
    let typed = options.into_iter().filter_map(|(name, value)| Some((name, quoted(&value?))));
    *TYPED.lock().unwrap_or_else(PoisonError::into_inner) = typed.collect();
}

/// A text in which commands are told to this person: `` `autogen upgrade` `` with the options that
/// say which project, module and tenant it was about.
pub fn hint(text: &str) -> String {
    const START: &str = "autogen ";
    let typed = TYPED.lock().unwrap_or_else(PoisonError::into_inner);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(START) {
        let (before, command) = rest.split_at(at);
        out.push_str(before);
        rest = &command[START.len()..];
        out.push_str(START);
        let begins = before.ends_with('`') || (out.len() == START.len());
        let whole = &rest[..rest.find(['`', '\n']).unwrap_or(rest.len())];
        if !begins || whole.starts_with("init") {
            continue;
        }
        for (name, value) in typed.iter() {
            if !whole.split(' ').any(|word| word == *name) {
                // What is advice about one tenant may be wrong for all others.
                let one = *name == "--tenant" && value == "all" && !harmless(whole);
                let value = if one { "NAME" } else { value.as_str() };
                out.push_str(&format!("{name} {value} "));
            }
        }
    }
    out + rest
}

/// Whether a command does for every tenant what it does for one that needs it.
fn harmless(command: &str) -> bool {
    ["upgrade", "current", "status", "check", "diff"].contains(&command)
}

/// A word for the shell.
pub fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:@%+=,".contains(c);
    match !text.is_empty() && text.chars().all(plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

pub fn styled(text: &str, style: Style) -> String {
    let styled = console::style(text);
    match style {
        Style::Good => styled.green(),
        Style::Bad => styled.red().bold(),
        Style::Warning => styled.yellow(),
        Style::Name => styled.bold(),
        Style::Faint => styled.dim(),
    }
    .to_string()
}

/// A difference in its colour.
pub fn difference(line: &Line) -> String {
    let text = line.to_string();
    match line.mark {
        Mark::Add => styled(&text, Style::Good),
        Mark::Drop => console::style(text).red().to_string(),
        Mark::Alter => styled(&text, Style::Warning),
    }
}

/// A script with its comments set back and its hazards in colour.
pub fn script(text: &str) -> String {
    let hazards = ["-- loses data:", "-- may fail:", "-- blocks:"];
    let mut shown = String::with_capacity(text.len());
    for line in text.lines() {
        if hazards.iter().any(|it| line.starts_with(it)) {
            shown.push_str(&styled(line, Style::Warning));
        } else if line.starts_with("--") {
            shown.push_str(&styled(line, Style::Faint));
        } else {
            shown.push_str(line);
        }
        shown.push('\n');
    }
    shown
}

/// Whether there is a person to ask.
pub fn interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks for yes or no; nothing counts as no, and there is no answer after Ctrl-C.
pub fn confirm(question: &str) -> Option<bool> {
    asked(|| dialoguer::Confirm::new().with_prompt(question).default(false).interact_opt())
        .flatten()
}

/// Asks for one of several; there is no answer after Ctrl-C.
pub fn select(question: &str, items: &[String]) -> Option<usize> {
    asked(|| dialoguer::Select::new().with_prompt(question).items(items).default(0).interact_opt())
        .flatten()
}

/// Asks for a line of text.
pub fn ask(question: &str) -> Option<String> {
    asked(|| dialoguer::Input::<String>::new().with_prompt(question).interact_text())
}

/// Ctrl-C would end the process while the cursor is hidden: with a handler it ends the question.
fn asked<T>(question: impl FnOnce() -> dialoguer::Result<T>) -> Option<T> {
    #[cfg(unix)]
    let _handler = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt());
    let answer = question();
    if answer.is_err() {
        // A terminal that takes no escape sequences has hidden nothing either.
        let _ = console::Term::stderr().show_cursor();
        eprintln!();
    }
    answer.ok()
}

/// Tells something that is not a result.
pub fn note(text: &str) {
    eprintln!("{}", hint(text));
}

/// `1 entity`, `2 entities`
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `1,994 tenants`
pub fn many(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// `1,994`
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub fn warn(text: &str) {
    eprintln!("{} {}", styled("warning:", Style::Warning), hint(text));
}

/// Tells each object once of which an expression could not be compared.
pub fn warn_uncompared(uncompared: &[Uncompared]) {
    let mut told: Vec<&Uncompared> = Vec::new();
    for it in uncompared {
        if told.iter().any(|other| other.object == it.object) {
            continue;
        }
        told.push(it);
        let reason = it.reason.as_ref().map(|it| format!(": {it}")).unwrap_or_default();
        let Uncompared { object, expected, actual, .. } = it;
        warn(&format!(
            "{object} cannot be compared, because it is spelled differently: {expected} is {actual} in the database{reason}"
        ));
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Error,
    Warning,
}

/// Characters of a line that are shown.
const LONGEST_LINE: usize = 240;

/// A place in an entity file with its line underlined and what to do.
pub fn diagnostic(it: &Diagnostic, level: Level) -> String {
    let label = match level {
        Level::Error => styled("error:", Style::Bad),
        Level::Warning => styled("warning:", Style::Warning),
    };
    let mut text = format!("{label} {}\n", styled(&it.message, Style::Name));
    let gutter = it.line.to_string().len();
    let bar = styled("|", Style::Faint);
    text.push_str(&format!(
        "{:gutter$}{} {}:{}:{}\n",
        "",
        styled("-->", Style::Faint),
        it.path.display(),
        it.line,
        it.column
    ));
    if let Some(line) = it.source.lines().nth(it.line.saturating_sub(1)) {
        // Tabs would push the marks out of place.
        let whole = line.replace('\t', " ");
        let start = it.column.saturating_sub(1).min(whole.chars().count());
        // Of a line without an end the surroundings of the place are shown.
        let hidden =
            if whole.chars().count() > LONGEST_LINE { start.saturating_sub(40) } else { 0 };
        let shown: String = whole.chars().skip(hidden).take(LONGEST_LINE).collect();
        let start = start - hidden;
        let marked = it.source.get(it.span.clone()).and_then(|span| span.lines().next());
        let most = shown.chars().count().saturating_sub(start);
        let width = marked.map_or(1, |it| it.chars().count()).clamp(1, most.max(1));
        let marks = styled(
            &"^".repeat(width),
            if level == Level::Error { Style::Bad } else { Style::Warning },
        );
        text.push_str(&format!("{:gutter$} {bar}\n", ""));
        text.push_str(&format!("{} {bar} {shown}\n", it.line));
        text.push_str(&format!("{:gutter$} {bar} {}{marks}\n", "", " ".repeat(start)));
    }
    for line in it.help.iter().flat_map(|help| help.lines()) {
        text.push_str(&format!("{:gutter$} {} {line}\n", "", styled("=", Style::Faint)));
    }
    text.push('\n');
    text
}

/// Tells what a run does: a line for each revision, and a spinner for what takes over a second.
pub struct Progress {
    quiet: bool,
    verbose: bool,
    bar: Option<ProgressBar>,
    begun: Instant,
}

impl Progress {
    pub fn new(global: &Global) -> Self {
        let Global { quiet, verbose, .. } = *global;
        Self { quiet, verbose, bar: None, begun: Instant::now() }
    }

    pub fn finish(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    fn spin(&mut self, text: String) {
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::new_spinner();
            // Where nobody sees it, its thread is felt in hundreds of small revisions.
            if !bar.is_hidden() {
                bar.enable_steady_tick(Duration::from_millis(120));
            }
            bar
        });
        bar.set_message(text);
    }
}

impl Events for Progress {
    fn event(&mut self, event: Event<'_>) {
        if self.quiet {
            return;
        }
        match event {
            Event::Waiting { waited, holder } => {
                let holder = holder.map(|it| format!(" ({it})")).unwrap_or_default();
                let seconds = waited.as_secs();
                self.spin(format!("another run has the lock{holder}: waiting, {seconds} s"));
            }
            Event::Blocked { waited, blockers, .. } => {
                let who: Vec<&str> = blockers.iter().map(|it| it.who.as_str()).collect();
                let who = if who.is_empty() { "others".to_owned() } else { who.join(", ") };
                let seconds = waited.as_secs();
                self.spin(format!("{who} has the table: waiting, {seconds} s"));
            }
            Event::Batch { number, rows, .. } => {
                self.spin(format!("statement {number} in batches: {rows} rows"));
            }
            Event::Begins { task, .. } => {
                self.finish();
                self.begun = Instant::now();
                let sign = if task.direction == Direction::Up { "↑" } else { "↓" };
                eprintln!("{sign} {}", styled(&task.revision, Style::Name));
            }
            Event::Loses { lost, .. } => {
                self.finish();
                lost.iter().for_each(|it| warn(&format!("{it} go")));
            }
            Event::Statement { number, of, piece, .. } => {
                if self.verbose {
                    self.finish();
                    eprintln!("{}", styled(&format!("  -- {number} of {of}"), Style::Faint));
                    piece.text.lines().for_each(|line| eprintln!("  {line}"));
                }
                let line = piece.text.lines().next().unwrap_or_default();
                let line: String = line.chars().take(60).collect();
                self.spin(format!("statement {number} of {of}: {line}"));
            }
            Event::Ends { task: _, elapsed } => {
                self.finish();
                if elapsed > Duration::from_secs(1) {
                    eprintln!("  {:.1} s", elapsed.as_secs_f64());
                }
            }
            Event::Skipped { task } => {
                self.finish();
                eprintln!("· {} was done by another run", task.revision);
            }
        }
    }
}
