//! Commands of the project's own at certain points: backups before an upgrade, a formatter after a
//! revision.

use std::path::Path;
use std::process::{Command, Stdio};

use super::context::Context;
use super::failure::Failure;
use super::terminal::{self, Style};
use crate::project::HookPoint;
use crate::url::{DatabaseUrl, Place};

/// Runs the hooks around an upgrade. In them `{database}` is the name of the database, or the path
/// of its file, and `{revisions}` what is applied; `DATABASE_URL` is set to where it is.
///
/// # Errors
///
/// Fails with the first command that does.
pub async fn around_upgrade(
    context: &Context,
    point: HookPoint,
    url: &DatabaseUrl,
    revisions: Vec<String>,
) -> Result<(), Failure> {
    let (database, address) = match &url.place {
        Place::File(None) => (":memory:".to_owned(), "sqlite::memory:".to_owned()),
        Place::File(Some(file)) => {
            // What is typed is relative to where that was, and hooks run in the project's folder.
            let file = std::path::absolute(file).unwrap_or_else(|_| file.clone());
            (file.display().to_string(), format!("sqlite://{}", file.display()))
        }
        Place::Server(address) => (url.database().unwrap_or_default(), address.clone()),
    };
    let values = vec![("database", vec![database]), ("revisions", revisions)];
    run(context, point, values, Some(address)).await
}

/// Runs the hooks after a revision was written, and reads its scripts again, which one may have laid
/// out otherwise. In them `{up}` and `{down}` are the paths of the scripts, `{folder}` is where they
/// lie, and `{revision}` the id.
///
/// # Errors
///
/// Fails with the first command that does.
pub async fn after_revision(
    context: &Context,
    id: &str,
    folder: &Path,
    scripts: &mut [(String, String)],
) -> Result<(), Failure> {
    let of = |direction: &str| {
        let files = scripts.iter().filter(|(file, _)| file.starts_with(direction));
        files.map(|(file, _)| folder.join(file).display().to_string()).collect::<Vec<_>>()
    };
    let values = vec![
        ("up", of("up.")),
        ("down", of("down.")),
        ("folder", vec![folder.display().to_string()]),
        ("revision", vec![id.to_owned()]),
    ];
    let ran = run(context, HookPoint::AfterRevision, values, None).await;
    ran.map_err(|it| {
        Failure::refused(format!("{}\n{} is written", it.message(), context.shown(folder)))
    })?;
    for (file, text) in scripts {
        if let Ok(now) = std::fs::read_to_string(folder.join(file)) {
            *text = now;
        }
    }
    Ok(())
}

/// What the commands print goes to standard error, as everything that is no result. A command is
/// told as it is configured: what variables put into it may be a secret.
async fn run(
    context: &Context,
    point: HookPoint,
    values: Vec<(&'static str, Vec<String>)>,
    url: Option<String>,
) -> Result<(), Failure> {
    for hook in context.project.hooks(point)? {
        let mut line = hook.command;
        for (name, value) in &values {
            let quoted: Vec<String> = value.iter().map(|it| terminal::quoted(it)).collect();
            line = line.replace(&format!("{{{name}}}"), &quoted.join(" "));
        }
        let point = point.as_str();
        if !context.quiet {
            let told = terminal::styled(&format!("{point}:"), Style::Faint);
            terminal::note(&format!("{told} {}", hook.told));
        }
        let mut command = Command::new("sh");
        command.args(["-c", &line]).current_dir(context.project.root());
        command.envs(url.as_ref().map(|url| ("DATABASE_URL", url)));
        command.stdin(Stdio::null()).stdout(std::io::stderr());
        // Other tenants go on meanwhile.
        let status = tokio::task::spawn_blocking(move || command.status()).await;
        let reason = match status {
            Ok(Ok(status)) if status.success() => continue,
            Ok(Ok(status)) => status.to_string(),
            Ok(Err(error)) => error.to_string(),
            Err(error) => error.to_string(),
        };
        return Err(Failure::refused(format!("the hook {point} failed ({reason}): {}", hook.told)));
    }
    Ok(())
}
