//! The command line: one file per command. `main` parses, calls and sets the exit code.

#[macro_use]
mod output;

mod adopting;
mod args;
mod baseline;
mod branches;
mod check;
mod context;
mod depends;
mod diff;
mod edited;
mod failure;
mod fleet;
mod history;
mod hooks;
mod init;
mod inspect;
mod lint;
mod live;
mod merge;
mod models;
mod modules;
mod questions;
mod rebase;
mod render;
mod revert;
mod review;
mod revision;
mod show;
mod signals;
mod snapshot;
mod stamp;
mod status;
mod tenants;
mod terminal;
mod upgrade;
mod verdicts;
mod verify;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command, Format, Global};
pub use failure::Failure;

/// What a command found, for the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Nothing,
    Something,
}

/// Parses the arguments, runs the command, tells what went wrong.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    terminal::set_color(cli.global.color);
    terminal::set_typed(&cli.global);
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: cannot start: {error}");
            return ExitCode::from(2);
        }
    };
    let found = runtime.block_on(run(cli));
    if output::is_lost() && found.is_ok() {
        eprintln!("error: the result cannot be written");
        return ExitCode::from(3);
    }
    match found {
        Ok(Found::Nothing) => ExitCode::SUCCESS,
        Ok(Found::Something) => ExitCode::from(1),
        Err(failure) => {
            failure.tell();
            ExitCode::from(failure.code())
        }
    }
}

async fn run(cli: Cli) -> Result<Found, Failure> {
    let Cli { global, mut command } = cli;
    let (name, formats) = command.formats();
    if global.format != Format::Text && !formats.contains(&global.format) {
        let known = match formats {
            [] => "text only",
            [_] => "text and json",
            _ if formats.contains(&Format::Sarif) => "text, json, sarif and github",
            _ if formats.contains(&Format::Markdown) => "text, json, markdown and sql",
            _ => "text, json and sql",
        };
        return Err(Failure::refused(format!("`{name}` has no such --format: it knows {known}")));
    }
    modules::each(&global, &mut command).await
}

/// Runs a command for one module and one tenant.
async fn one(global: &Global, command: &Command) -> Result<Found, Failure> {
    match command {
        Command::Init(args) => init::run(global, args).await,
        Command::Revision(args) => revision::run(global, args).await,
        Command::Upgrade(args) => upgrade::upgrade(global, args).await,
        Command::Downgrade(args) => upgrade::downgrade(global, args).await,
        Command::Current => status::current(global).await,
        Command::History { range } => history::history(global, range.as_deref()).await,
        Command::Heads => history::heads(global),
        Command::Status => status::status(global).await,
        Command::Show { revision } => show::run(global, revision),
        Command::Merge(args) => merge::run(global, args).await,
        Command::Rebase(args) => rebase::run(global, args).await,
        Command::Revert(args) => revert::run(global, args).await,
        Command::Stamp(args) => stamp::run(global, args).await,
        Command::Baseline(args) => baseline::run(global, args).await,
        Command::Check(args) => check::run(global, args).await,
        Command::Diff(args) => diff::diff(global, args).await,
        Command::Inspect(args) => inspect::inspect(global, args).await,
        Command::Snapshot(args) => snapshot::run(global, args).await,
        Command::Render { dialect } => render::run(global, *dialect),
        Command::Lint { revisions } => lint::run(global, revisions),
        Command::Verify => verify::run(global).await,
        Command::Review(args) => review::run(global, args).await,
        Command::Completions { shell } => {
            args::completions(*shell);
            Ok(Found::Nothing)
        }
    }
}
