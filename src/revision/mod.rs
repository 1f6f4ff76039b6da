//! Revisions: what their files say, how they hang together, and the schema that they lead to.
//! All of it pure; folders are read in `project`, and scripts are run in `runner`.

mod across;
mod checksum;
mod commute;
mod fold;
mod graph;
mod guard;
mod metadata;
mod naming;
pub mod script;
mod target;
pub mod yaml;

pub use across::{Circle, Leg, Member, across};
pub use checksum::checksum;
pub use commute::{Conflict, Made, conflicts, dependents};
pub use fold::{FoldError, FoldProblem, schema_at};
pub use graph::{GraphError, Move, Node, Place, RevisionGraph};
pub use guard::{Accept, Check, Query, Review, reviewed_checksum};
pub use metadata::{ChangeItem, Changes, FORMAT, Metadata};
pub use naming::{IdStyle, new_id, numbered, slug};
pub use target::{TargetError, place, range, revision};
pub use yaml::YamlError;

/// A revision as its folder has it, without its scripts.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// The name of its folder.
    pub id: String,
    pub metadata: Metadata,
}

impl Revision {
    /// Whether it is a folder of scripts without a revision.yaml, or with one that says as little.
    pub fn is_plain(&self) -> bool {
        self.metadata.dialects.is_empty()
    }

    /// The revision's place among the others of its module.
    pub fn node(&self) -> Node {
        let own = self.metadata.depends_on.iter().filter(|it| !it.contains('/'));
        Node {
            id: self.id.clone(),
            parents: self.metadata.revises.clone(),
            depends_on: own.cloned().collect(),
            was: self.metadata.was.clone(),
        }
    }

    /// The revisions of other modules that must be applied before, as module and id.
    pub fn needs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.metadata.depends_on.iter().filter_map(|it| it.split_once('/'))
    }
}
