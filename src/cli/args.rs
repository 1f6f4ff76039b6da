use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::target::DialectName;

/// Revisions for SeaORM, written from the entity files and reviewed by people.
///
/// Entity files are compared with what the revisions recorded and with the live database; the
/// difference becomes up and down SQL that a person reviews and `autogen upgrade` applies.
#[derive(Debug, Parser)]
#[command(name = "autogen", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The configuration; by default autogen.yaml here or in a folder above
    #[arg(short, long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The database, before DATABASE_URL and the configuration
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// The module, or `all`; by default that of MIGRATION_MODULE_ID, or `module` of the configuration
    #[arg(long, global = true, value_name = "NAME")]
    pub module: Option<String>,
    /// The tenant, or `all`; by default that of MIGRATION_TENANT_ID
    #[arg(long, global = true, value_name = "NAME")]
    pub tenant: Option<String>,
    /// Over tenants: how many databases at once, with a connection each
    #[arg(long, global = true, value_name = "N", default_value = "8")]
    pub jobs: NonZeroUsize,
    /// Over tenants: begin no other once one has failed
    #[arg(long, global = true)]
    pub fail_fast: bool,
    /// Over tenants: only those of this file, which a run writes that did not do all
    #[arg(long, global = true, value_name = "FILE")]
    pub retry_failed: Option<PathBuf>,
    /// Over tenants: only the share I of N, by a stable hash of their names; I is from 0 or from 1
    #[arg(long, global = true, value_name = "I/N")]
    pub shard: Option<Shard>,
    /// Tell results only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Tell more: the server and its version, every statement that is run
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Colours; NO_COLOR is respected
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,
    /// The form of results; markdown is for diff, sql for diff and inspect, sarif and
    /// github for lint
    #[arg(long, global = true, value_enum, default_value_t)]
    pub format: Format,
    #[arg(skip)]
    pub results: Results,
}

/// Where results in JSON go: to standard output, or to whoever makes one of several.
#[derive(Clone, Debug, Default)]
pub struct Results(Option<Arc<Mutex<Vec<serde_json::Value>>>>);

impl Results {
    /// Results that [`Self::take`] takes.
    pub fn collecting() -> Self {
        Self(Some(Arc::default()))
    }

    pub fn tell(&self, value: &serde_json::Value) {
        match &self.0 {
            None => println!("{value:#}"),
            Some(kept) => {
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(value.clone());
            }
        }
    }

    /// What was told since the last time.
    pub fn take(&self) -> Vec<serde_json::Value> {
        let kept = self.0.as_ref().map(|it| it.lock().unwrap_or_else(PoisonError::into_inner));
        kept.map(|mut kept| std::mem::take(&mut *kept)).unwrap_or_default()
    }
}

/// A share of the tenants. Counted from 0 or from 1, the shares are the same: N is the same as 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    pub index: u64,
    pub of: u64,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').map(|(index, of)| (index.parse(), of.parse()));
        match numbers {
            Some((Ok(index), Ok(of))) if of > 0 && index <= of => Ok(Self { index, of }),
            _ => Err(format!("`{text}` is no share; write I/N, as in 1/4")),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    Text,
    Json,
    Markdown,
    Sql,
    Sarif,
    Github,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write autogen.yaml and its folders
    Init(Init),
    /// Write the next revision from what changed in the models
    Revision(Revision),
    /// Apply revisions
    #[command(visible_alias = "up")]
    Upgrade(Upgrade),
    /// Take revisions back
    #[command(visible_alias = "down")]
    Downgrade(Downgrade),
    /// The revision that the database is at
    Current,
    /// The revisions, newest first
    History {
        /// Only those from A to B: `A:B`, `A:`, `:B`
        #[arg(allow_hyphen_values = true)]
        range: Option<String>,
    },
    /// The revisions that none follows
    Heads,
    /// What is applied, pending, half-done or edited
    Status,
    /// A revision in full
    Show {
        /// Its id, a unique start of it, or its number
        revision: String,
    },
    /// Record revisions as applied without running them
    Stamp(Stamp),
    /// Join several heads by a revision that does nothing else
    Merge(Merge),
    /// Put a branch that is not applied yet after the other head
    Rebase(Rebase),
    /// Write a new revision that undoes an earlier one
    Revert(Revert),
    /// Adopt a database that has tables of the models already
    Baseline(Baseline),
    /// Model changes without a revision, pending revisions, drift: exit 1 when there are any
    Check(Check),
    /// What differs between two of models, snapshot, database
    Diff(Diff),
    /// A schema as YAML or SQL
    Inspect(Inspect),
    /// Bring the snapshot up to date with the revisions
    Snapshot(Snapshot),
    /// Write the scripts of a further dialect for revisions that lack them
    Render {
        /// sqlite, postgres, mysql or mariadb
        #[arg(long)]
        dialect: DialectName,
    },
    /// Replay all revisions on a scratch database, up, down and up again: exit 1 on a fault
    Verify,
    /// Show a revision in full, with what it puts at stake, and record its approval
    Review(Review),
    /// Hazards in the scripts of revisions: exit 1 when there are any
    #[command(
        after_help = "Where a hazard is safe, say so above its statement: -- lint: ignore CODE the reason\nautogen.yaml ignores a code everywhere, and asks for advice: lint: {ignore: [PG105], advice: [PG50*]}"
    )]
    Lint {
        /// Only these revisions; by default all
        #[arg(value_name = "REV")]
        revisions: Vec<String>,
    },
    /// The completions for a shell
    Completions { shell: clap_complete::Shell },
}

#[derive(Debug, Args)]
pub struct Init {
    /// The folder of the entity files
    #[arg(long, value_name = "FOLDER")]
    pub models: Option<PathBuf>,
    /// The dialects to write scripts for
    #[arg(long, value_delimiter = ',')]
    pub dialects: Vec<DialectName>,
    /// Adopt what another tool has done so far; its table stays as it is
    #[arg(long, value_enum, value_name = "TOOL")]
    pub from: Option<Tool>,
    /// The folder of the other tool's migrations, where it is not the usual one
    #[arg(long, value_name = "FOLDER", requires = "from")]
    pub folder: Option<PathBuf>,
    /// Let pre-commit check the models: also in a project that is there already
    #[arg(long)]
    pub pre_commit: bool,
}

/// A tool whose migrations were used so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tool {
    Alembic,
    SeaOrm,
    Diesel,
    Sqlx,
}

#[derive(Debug, Args)]
pub struct Revision {
    /// What the revision does, in a few words
    #[arg(short, long)]
    pub message: String,
    /// Compare the models: what happens anyway
    #[arg(long, hide = true)]
    pub autogenerate: bool,
    /// Write empty scripts for SQL by hand
    #[arg(long)]
    pub empty: bool,
    /// Compare with the snapshot alone, without a database
    #[arg(long)]
    pub offline: bool,
    /// Print the scripts and write nothing
    #[arg(long)]
    pub sql: bool,
    /// A column that got another name
    #[arg(long, value_name = "TABLE.OLD=NEW")]
    pub rename: Vec<String>,
    /// A table that got another name
    #[arg(long, value_name = "OLD=NEW")]
    pub rename_table: Vec<String>,
    /// A value of an enum type that got another name
    #[arg(long, value_name = "TYPE.OLD=NEW")]
    pub rename_value: Vec<String>,
    /// A table or column that goes with what it holds, or a value of an enum type
    #[arg(long, value_name = "TABLE[.COLUMN]")]
    pub drop: Vec<String>,
    /// What rows that are there get in a new NOT NULL column
    #[arg(long, value_name = "TABLE.COLUMN=EXPR")]
    pub default: Vec<String>,
    /// Take back what was altered in this database by hand, in the same script
    #[arg(long)]
    pub include_drift: bool,
    /// Plain statements, which are done soonest while nobody uses the tables
    #[arg(long)]
    pub no_online: bool,
    /// The revision to follow, where there are several heads
    #[arg(long, value_name = "REV")]
    pub head: Option<String>,
    /// The id of the new revision
    #[arg(long, value_name = "ID")]
    pub rev_id: Option<String>,
    /// Revisions that must be applied before
    #[arg(long, value_name = "REV")]
    pub depends_on: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Upgrade {
    /// A revision, `head`, `heads`, `+N`; with --sql also `FROM:TO`
    #[arg(conflicts_with = "target_flag")]
    pub target: Option<String>,
    #[arg(id = "target_flag", long = "target", value_name = "TARGET", hide = true)]
    pub target_flag: Option<String>,
    /// Drop tables and columns also where they hold data
    #[arg(long)]
    pub allow_data_loss: bool,
    /// Let writers wait where MySQL or MariaDB can only copy a table
    #[arg(long)]
    pub allow_blocking: bool,
    /// Create the database of a tenant that is not listed, or whatever `tenants` says of creating
    #[arg(long)]
    pub create: bool,
    /// Take back what a half-done revision has done, where that can be told
    #[arg(long, conflicts_with_all = ["target", "target_flag", "dry_run", "sql", "resume_at"])]
    pub abort: bool,
    #[command(flatten)]
    pub way: Way,
}

#[derive(Debug, Args)]
pub struct Downgrade {
    /// `-N`, `base` or a revision; with --sql `FROM:TO`. Without it, the newest revision is taken back
    #[arg(allow_hyphen_values = true)]
    pub target: Option<String>,
    /// Take back this revision, which must be the newest
    #[arg(long, value_name = "REV", conflicts_with = "target")]
    pub migration: Option<String>,
    #[command(flatten)]
    pub way: Way,
}

/// How revisions are run, in either direction.
#[derive(Debug, Args)]
pub struct Way {
    /// Tell what would run, and run nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print all that would run, and never connect
    #[arg(long, conflicts_with_all = ["dry_run", "resume_at"])]
    pub sql: bool,
    /// The dialect of --sql; by default the one of the database URL
    #[arg(long, requires = "sql")]
    pub dialect: Option<DialectName>,
    /// Go on with a half-done revision of one database at its statement N
    #[arg(long, value_name = "N")]
    pub resume_at: Option<usize>,
    /// The only revisions to run, whatever the target: one turn of a module among others.
    #[arg(skip)]
    pub part: Option<BTreeSet<String>>,
}

impl Way {
    /// The statement to go on at, where that says of others that they are done. It is known of one
    /// revision in one database; to start over at the first says nothing of what is done.
    pub fn resumes_inside(&self) -> Option<usize> {
        self.resume_at.filter(|at| *at > 1)
    }
}

#[derive(Debug, Args)]
pub struct Review {
    /// The revision; by default the newest
    #[arg(value_name = "REV")]
    pub revision: Option<String>,
    /// Approve without being asked
    #[arg(long, requires = "by")]
    pub yes: bool,
    /// Who approves; by default the user
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

#[derive(Debug, Args)]
pub struct Stamp {
    /// Revisions to record with all before them; `base` for none
    #[arg(required = true)]
    pub revisions: Vec<String>,
    /// Accept scripts that were edited after they were applied
    #[arg(long)]
    pub checksum: bool,
}

#[derive(Debug, Args)]
pub struct Merge {
    /// The revisions to join; by default all heads
    #[arg(value_name = "REV")]
    pub revisions: Vec<String>,
    /// What the new revision is called
    #[arg(short, long)]
    pub message: Option<String>,
    /// The id of the new revision
    #[arg(long, value_name = "ID")]
    pub rev_id: Option<String>,
}

#[derive(Debug, Args)]
pub struct Rebase {
    /// Any revision of the branch to move
    #[arg(value_name = "REV")]
    pub revision: String,
    /// The revision to put it after; by default the other head
    #[arg(long, value_name = "REV")]
    pub onto: Option<String>,
    /// Give the moved revisions the next numbers, and record the old ones as `was`
    #[arg(long)]
    pub renumber: bool,
    /// Do not look whether the branch is applied to the database
    #[arg(long)]
    pub offline: bool,
}

#[derive(Debug, Args)]
pub struct Revert {
    /// The revision to undo
    #[arg(value_name = "REV")]
    pub revision: String,
    /// What the new revision is called
    #[arg(short, long)]
    pub message: Option<String>,
    /// The revision to follow, where there are several heads
    #[arg(long, value_name = "REV")]
    pub head: Option<String>,
    /// The id of the new revision
    #[arg(long, value_name = "ID")]
    pub rev_id: Option<String>,
}

#[derive(Debug, Args)]
pub struct Baseline {
    /// Only these tables; `*` stands for any text
    #[arg(long, value_name = "GLOB")]
    pub table: Vec<String>,
    /// What the revision is called
    #[arg(short, long, default_value = "baseline")]
    pub message: String,
}

#[derive(Debug, Args)]
pub struct Check {
    /// Compare models and snapshot alone, without a database
    #[arg(long, conflicts_with_all = ["head", "strict"])]
    pub offline: bool,
    /// Pending revisions count too
    #[arg(long)]
    pub head: bool,
    /// What could not be compared counts too
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Args)]
pub struct Diff {
    /// `models`, `snapshot`, `database`, a URL or a snapshot file
    #[arg(default_value = "database")]
    pub from: String,
    /// The same; with --format sql, the script turns FROM into TO
    #[arg(default_value = "models")]
    pub to: String,
    /// The way back from TO to FROM
    #[arg(long)]
    pub reverse: bool,
    /// A column that has another name in TO
    #[arg(long, value_name = "TABLE.OLD=NEW")]
    pub rename: Vec<String>,
    /// A table that has another name in TO
    #[arg(long, value_name = "OLD=NEW")]
    pub rename_table: Vec<String>,
    /// A value of an enum type that has another name in TO
    #[arg(long, value_name = "TYPE.OLD=NEW")]
    pub rename_value: Vec<String>,
    /// The dialect of --format sql where neither side is a database
    #[arg(long)]
    pub dialect: Option<DialectName>,
    /// Exit 1 when they differ
    #[arg(long)]
    pub exit_code: bool,
}

#[derive(Debug, Args)]
pub struct Inspect {
    /// `models`, `snapshot`, `database`, a URL or a snapshot file
    #[arg(default_value = "database")]
    pub source: String,
    /// The dialect of --format sql where the source is no database
    #[arg(long)]
    pub dialect: Option<DialectName>,
}

#[derive(Debug, Args)]
pub struct Snapshot {
    /// Write it even when it is up to date; with a revision, first record what its hand-written
    /// scripts do, from a replay in a database made for it
    #[arg(long, value_name = "REV", num_args = 0..=1)]
    pub rebuild: Option<Option<String>>,
}

impl Command {
    /// Runs these revisions only, where the command runs any.
    pub fn keep_to(&mut self, part: Option<BTreeSet<String>>) {
        match self {
            Self::Upgrade(args) => args.way.part = part,
            Self::Downgrade(args) => args.way.part = part,
            _ => {}
        }
    }

    /// How it runs revisions, where it runs any.
    pub fn way(&self) -> Option<&Way> {
        match self {
            Self::Upgrade(args) => Some(&args.way),
            Self::Downgrade(args) => Some(&args.way),
            _ => None,
        }
    }

    /// Whether what is printed is a script.
    pub fn prints_sql(&self) -> bool {
        match self {
            Self::Revision(args) => args.sql,
            _ => self.way().is_some_and(|way| way.sql),
        }
    }

    /// The name, and the forms of output beside text.
    pub fn formats(&self) -> (&'static str, &'static [Format]) {
        use Format::*;
        match self {
            Self::Init(_) => ("init", &[]),
            Self::Revision(_) => ("revision", &[Json]),
            Self::Upgrade(_) => ("upgrade", &[Json]),
            Self::Downgrade(_) => ("downgrade", &[Json]),
            Self::Current => ("current", &[Json]),
            Self::History { .. } => ("history", &[Json]),
            Self::Heads => ("heads", &[Json]),
            Self::Status => ("status", &[Json]),
            Self::Show { .. } => ("show", &[Json]),
            Self::Stamp(_) => ("stamp", &[Json]),
            Self::Merge(_) => ("merge", &[Json]),
            Self::Rebase(_) => ("rebase", &[Json]),
            Self::Revert(_) => ("revert", &[Json]),
            Self::Baseline(_) => ("baseline", &[]),
            Self::Check(_) => ("check", &[Json]),
            Self::Diff(_) => ("diff", &[Json, Markdown, Sql]),
            Self::Inspect(_) => ("inspect", &[Json, Sql]),
            Self::Snapshot(_) => ("snapshot", &[]),
            Self::Render { .. } => ("render", &[]),
            Self::Verify => ("verify", &[Json]),
            Self::Review(_) => ("review", &[]),
            Self::Lint { .. } => ("lint", &[Json, Sarif, Github]),
            Self::Completions { .. } => ("completions", &[]),
        }
    }
}

pub fn completions(shell: clap_complete::Shell) {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "autogen", &mut script);
    print!("{}", String::from_utf8_lossy(&script));
}
