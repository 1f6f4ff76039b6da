//! The entity files as a command sees them.

use std::collections::BTreeSet;
use std::sync::Arc;

use tokio::task::JoinHandle;

use super::context::Context;
use super::failure::Failure;
use super::terminal;
use crate::dialect::{Refusal, dialect, limits};
use crate::entity::{self, Diagnostic, Models};
use crate::ops::Renames;
use crate::plan::{self, Answers};
use crate::schema::*;
use crate::source;
use crate::target::DialectName;

/// What the entity files say.
pub struct Declared {
    /// Without what is ignored. What hand-written SQL made and no model declares comes in once it
    /// is known what is renamed.
    pub schema: Schema,
    /// Without their schema, which has moved above.
    pub models: Models,
}

impl Declared {
    /// The warnings once more, in a line each.
    pub fn tell_again(&self) {
        for Diagnostic { path, line, message, .. } in &self.models.warnings {
            terminal::warn(&format!("{}:{line}: {message}", path.display()));
        }
    }
}

impl Context {
    /// Reads the entity files, to look at them beside a database that may hold what the rules
    /// do not expect it to. Of what goes by another name in them, the renames may tell.
    pub fn models(&self, recorded: &Schema, renames: &Renames) -> Result<Declared, Failure> {
        let mut declared = self.declared(self.read_models()?)?;
        let seen = self.hide(recorded.clone())?;
        self.beside_scripts(&mut declared, &seen, renames.clone().of_what_is_in(&seen))?;
        Ok(declared)
    }

    /// What models declare, without what is ignored.
    pub fn declared(&self, mut models: Models) -> Result<Declared, Failure> {
        let schema = self.hide(std::mem::take(&mut models.schema))?;
        Ok(Declared { schema, models })
    }

    /// Objects that hand-written SQL made stay, until a model declares them. Returns the renames
    /// with those that the models tell.
    pub fn beside_scripts(
        &self,
        declared: &mut Declared,
        seen: &Schema,
        renames: Renames,
    ) -> Result<Renames, Failure> {
        let answers = Answers { renames, ..Answers::with_names(&declared.models.renamed_from) };
        let (schema, renames) = plan::beside_scripts(seen, &declared.schema, &answers)?;
        declared.schema = schema;
        Ok(renames)
    }

    /// Refuses what one of the databases cannot hold, all at once and each at its place. What
    /// the revisions have made already is there, whatever the rules say.
    pub fn hold(&self, declared: &Declared, recorded: &Schema) -> Result<(), Failure> {
        let Declared { schema, models } = declared;
        // Without a dialect or a URL nothing is written for any database.
        let targets = self.targets(None).unwrap_or_default();
        let mut found: Vec<(Refusal, Vec<DialectName>)> = Vec::new();
        for target in &targets {
            let dialect = dialect(target.dialect);
            let mut refusals = limits::refusals(dialect, schema, target);
            if refusals.is_empty() {
                continue;
            }
            let known = limits::refusals(dialect, recorded, target);
            refusals.retain(|it| !known.contains(it));
            for refusal in refusals {
                match found.iter_mut().find(|(other, _)| *other == refusal) {
                    Some((_, on)) => on.push(target.dialect),
                    None => found.push((refusal, vec![target.dialect])),
                }
            }
        }
        if found.is_empty() {
            return Ok(());
        }
        let mut diagnostics = Vec::new();
        let mut elsewhere = Vec::new();
        for (refusal, on) in found {
            let on: Vec<&str> = on.into_iter().map(DialectName::as_str).collect();
            let message = format!("{refusal} ({})", on.join(", "));
            let Refusal { object, aspect, help, .. } = refusal;
            match models.diagnostic(&object, &aspect, message.clone(), help.clone()) {
                Some(diagnostic) => diagnostics.push(diagnostic),
                None => {
                    let help = help.map(|it| format!("\n  = {it}")).unwrap_or_default();
                    elsewhere.push(format!("error: {message}{help}\n\n"));
                }
            }
        }
        diagnostics.sort_by(|a, b| (&a.path, a.span.start).cmp(&(&b.path, b.span.start)));
        Err(diagnosed(&diagnostics, &elsewhere))
    }

    /// Begins to read the entity files on another thread, while the revisions are read and the
    /// database is asked.
    pub fn begin_models(self: &Arc<Self>) -> Reading {
        let context = self.clone();
        Reading(tokio::task::spawn_blocking(move || context.read_models()))
    }

    fn read_models(&self) -> Result<Models, Failure> {
        let options = self.project.entity_options()?;
        let crates =
            source::load(&self.project.models()?, &self.project.reads()?, self.project.root())?;
        let read = entity::read(&crates, &options);
        let (warnings, unused) = match &read {
            Ok(models) => (&models.warnings, &models.unused),
            Err(refused) => (&refused.warnings, &refused.unused),
        };
        for warning in warnings {
            eprint!("{}", terminal::diagnostic(warning, terminal::Level::Warning));
        }
        for unused in unused {
            terminal::warn(&unused.to_string());
        }
        let models = read.map_err(|refused| diagnosed(&refused.errors, &[]))?;
        if !self.quiet && models.entities > 0 {
            let count = terminal::count(models.entities, "entity", "entities");
            terminal::note(&format!("models: {count}"));
        }
        if models.entities == 0 {
            let folders = self.project.models()?;
            let folders: Vec<String> =
                folders.iter().map(|it| self.project.shown(it).display().to_string()).collect();
            return Err(Failure::refused(format!(
                "no entity was found in {}\nCheck `models` in {}, and that a `mod` leads to each file",
                folders.join(", "),
                self.project.file().display()
            )));
        }
        self.ignored.get_or_init(|| ignored(&models));
        self.declared_tables.get_or_init(|| models.schema.tables.keys().cloned().collect());
        self.hold_own(&models)?;
        Ok(models)
    }

    /// Learns which tables the models say to ignore, for a command that needs no models otherwise:
    /// where they cannot be read, nothing is hidden.
    pub fn learn_ignored(&self) {
        let read = || {
            let options = self.project.entity_options().ok()?;
            let models = self.project.models().ok()?;
            let reads = self.project.reads().ok()?;
            let crates = source::load(&models, &reads, self.project.root()).ok()?;
            entity::read(&crates, &options).ok()
        };
        if let Some(models) = read() {
            self.ignored.get_or_init(|| ignored(&models));
            self.declared_tables.get_or_init(|| models.schema.tables.keys().cloned().collect());
        }
    }
}

/// The tables of entities that are ignored, and of no others.
fn ignored(models: &Models) -> BTreeSet<QualifiedName> {
    let declared = &models.schema.tables;
    models.ignored.iter().filter(|it| !declared.contains_key(*it)).cloned().collect()
}

/// Entity files that are being read.
pub struct Reading(JoinHandle<Result<Models, Failure>>);

impl Reading {
    pub async fn done(self) -> Result<Models, Failure> {
        match self.0.await {
            Ok(models) => models,
            // A panic over there is one here too.
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(error) => Err(Failure::refused(format!("the models were not read: {error}"))),
            },
        }
    }
}

/// Everything that is wrong with the models, each at its place.
fn diagnosed(found: &[Diagnostic], elsewhere: &[String]) -> Failure {
    let report: String =
        found.iter().map(|it| terminal::diagnostic(it, terminal::Level::Error)).collect();
    let report = report + &elsewhere.concat();
    let count = found.len() + elsewhere.len();
    let noun = if count == 1 { "error" } else { "errors" };
    Failure::refused(format!("{count} {noun} in the models; nothing was written"))
        .with_report(report)
}
