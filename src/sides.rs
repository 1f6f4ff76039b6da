//! Two schemas from wherever they are, and the way from one to the other.
//!
//! What a revision writes and what `autogen diff` prints goes through the same planning: a pair of
//! databases proves for a revision whatever it proves for itself.

use crate::align::{Uncompared, align};
use crate::compare::{Terms, as_found, in_terms_of, restrict};
use crate::dialect::{Asked, Reflection, Refusal, Settled, Unmanaged, dialect};
use crate::ops::{self, ApplyError, Operation, Renames};
use crate::plan::{self, Fills, Plan, PlanError, Setting};
use crate::report;
use crate::schema::*;
use crate::target::Target;

/// A schema that somebody declared, or one that a database has.
#[derive(Clone, Debug)]
pub enum Side {
    Declared(Schema),
    Live(Target, Box<Reflection>),
}

/// Two schemas in the same terms.
#[derive(Clone, Debug)]
pub struct Pair {
    pub from: Schema,
    pub to: Schema,
    /// What goes by another name afterwards.
    pub renames: Renames,
    /// The server in whose terms they are; none when neither is live.
    pub target: Option<Target>,
    /// What the database holds in which a script from one to the other would run.
    here: Option<Reflection>,
    /// The same for the way back, where only that end is live.
    there: Option<Reflection>,
    /// Expressions of which only the server could say whether they mean the same.
    pub uncompared: Vec<Uncompared>,
    /// What neither is compared nor touched, in a line each.
    pub unmanaged: Vec<String>,
    /// Objects that use what only the other database has beside the model.
    lacking: Vec<Refusal>,
}

/// Why two schemas cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum PairError {
    #[error(
        "these are databases of two kinds, {0} and {1}, which cannot be compared: a type of the one is no type of the other\nCompare each with the models, which are both: `autogen diff URL models`"
    )]
    Kinds(String, String),
    /// The server cannot hold what is on the other side.
    #[error("{}", .1.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Refused(Target, Vec<Refusal>),
    #[error(transparent)]
    Misfit(#[from] ApplyError),
}

/// Brings two schemas to the terms of the server in which a script would run.
///
/// Beside a database, what was never declared is no difference: neither here nor in `recorded`,
/// which is what the revisions made. Two databases are compared as they are.
///
/// Of expressions that are spelled differently `settled` tells what they mean; what the server has
/// to be asked beside that comes too.
pub fn pair(
    from: Side,
    to: Side,
    renames: Renames,
    recorded: &Schema,
    settled: &Settled,
) -> Result<(Pair, Vec<Asked>), PairError> {
    let mut asked = Vec::new();
    let mut pair = match (from, to) {
        (Side::Declared(from), Side::Declared(to)) => {
            let nothing = (Vec::new(), Vec::new());
            let (uncompared, unmanaged) = nothing;
            let (here, there, target) = (None, None, None);
            let lacking = Vec::new();
            Pair { from, to, renames, target, here, there, uncompared, unmanaged, lacking }
        }
        (Side::Live(target, live), Side::Declared(declared)) => {
            let beside = Beside::new(declared, *live, &renames, recorded, settled, target)?;
            let Beside { declared: to, managed: from, live, uncompared, unmanaged, .. } = beside;
            asked = beside.asked;
            let (here, there, target) = (Some(live), None, Some(target));
            let lacking = Vec::new();
            Pair { from, to, renames, target, here, there, uncompared, unmanaged, lacking }
        }
        (Side::Declared(declared), Side::Live(target, live)) => {
            let back = renames.reversed();
            let beside = Beside::new(declared, *live, &back, recorded, settled, target)?;
            let Beside { declared: from, managed: to, live, uncompared, unmanaged, .. } = beside;
            asked = beside.asked;
            let (here, there, target) = (None, Some(live), Some(target));
            let lacking = Vec::new();
            Pair { from, to, renames, target, here, there, uncompared, unmanaged, lacking }
        }
        (Side::Live(target, from), Side::Live(other, to)) => {
            if !target.dialect.suits(other.flavour) && !other.dialect.suits(target.flavour) {
                let names = [target, other].map(|it| it.dialect.to_string());
                let [a, b] = names;
                return Err(PairError::Kinds(a, b));
            }
            let unmanaged = either(&from, &to);
            let mut there = canonical(&to.schema, target)?;
            spell_alike(&mut there, &renamed(&from.schema, &renames), target);
            let schema = from.schema.clone();
            let lacking = lacking(&from, &to);
            Pair {
                from: schema,
                to: there,
                renames,
                target: Some(target),
                here: Some(*from),
                there: None,
                uncompared: Vec::new(),
                unmanaged,
                lacking,
            }
        }
    };
    pair.unmanaged.sort();
    Ok((pair, asked))
}

impl Pair {
    /// What turns the one into the other.
    pub fn operations(&self) -> Result<Vec<Operation>, ApplyError> {
        ops::diff(&self.from, &self.to, &self.renames)
    }

    /// What turns the other into the one.
    pub fn back(&self) -> Result<Vec<Operation>, ApplyError> {
        ops::diff(&self.to, &self.from, &self.renames.reversed())
    }

    /// The scripts both ways, for the server that is live or else for another.
    ///
    /// # Errors
    ///
    /// Fails when there is no way, as where an object needs a function that is not in this
    /// database.
    pub fn plan(&self, target: &Target) -> Result<Plan, PlanError> {
        let dialect = dialect(target.dialect);
        let setting = |live| Setting { dialect, target, live, online: false };
        if !self.lacking.is_empty() {
            return Err(PlanError::Refused(self.lacking.clone()));
        }
        let here = setting(self.here.as_ref());
        let mut plan = plan::both(&self.from, &self.to, &self.renames, Fills::new(), here)?;
        if self.there.is_some() {
            let there = setting(self.there.as_ref());
            let back = self.renames.reversed();
            plan.down = plan::script(&self.to, &self.from, &back, Fills::new(), there)?;
        }
        Ok(plan)
    }
}

/// A declared schema beside a live one.
struct Beside {
    declared: Schema,
    /// What of the live schema was ever declared.
    managed: Schema,
    live: Reflection,
    asked: Vec<Asked>,
    uncompared: Vec<Uncompared>,
    unmanaged: Vec<String>,
}

impl Beside {
    /// `renames` lead from the live schema to the declared one.
    fn new(
        declared: Schema,
        live: Reflection,
        renames: &Renames,
        recorded: &Schema,
        settled: &Settled,
        target: Target,
    ) -> Result<Self, PairError> {
        // What goes by another name is known by it where it is looked up.
        let named = Reflection { schema: renamed(&live.schema, renames), ..live.clone() };
        let terms = |schema: &Schema, live: &Reflection| {
            in_terms_of(schema, live, settled, dialect(target.dialect), &target)
                .map_err(|refusals| PairError::Refused(target, refusals))
        };
        let (declared, mut asked) =
            as_found(&declared, recorded, &named, settled, dialect(target.dialect), &target)
                .map_err(|refusals| PairError::Refused(target, refusals))?;
        let Terms { schema: declared, asked: more, uncompared } = terms(&declared, &named)?;
        asked.extend(more);
        let recorded = terms(recorded, &live)?.schema;
        let before = renamed(&declared, &renames.reversed());
        let managed = restrict(&live.schema, &[&declared, &before, &recorded]);
        let extra = ops::diff(&managed, &live.schema, &Renames::default())?;
        let unmanaged = report::lines(&extra).into_iter().map(|it| it.subject);
        let unmanaged = unmanaged.chain(live.unmanaged.iter().map(told)).collect();
        Ok(Self { declared, managed, live, asked, uncompared, unmanaged })
    }
}

fn renamed(schema: &Schema, renames: &Renames) -> Schema {
    let mut schema = schema.clone();
    for operation in renames.operations() {
        // What this side does not have, it cannot have renamed.
        let _ = ops::apply(&operation, &mut schema);
    }
    schema
}

fn canonical(schema: &Schema, target: Target) -> Result<Schema, PairError> {
    dialect(target.dialect)
        .canonical(schema, &target)
        .map_err(|refusals| PairError::Refused(target, refusals))
}

/// SQLite keeps white space and quotes as they were written, and quotes names when it renames them;
/// the others spell both sides alike.
fn spell_alike(schema: &mut Schema, other: &Schema, target: Target) {
    let dialect = dialect(target.dialect);
    if dialect.keeps_text() {
        align(schema, other, dialect, &Settled::default());
    }
}

fn told(it: &Unmanaged) -> String {
    match &it.table {
        Some(table) => format!("{} {} on {table}", it.kind, it.name),
        None => format!("{} {}", it.kind, it.name),
    }
}

/// What the other database has and this one has not or has otherwise, and could not be made here,
/// for it uses something beside the model that is not here.
fn lacking(from: &Reflection, to: &Reflection) -> Vec<Refusal> {
    let (here, there) = (objects(&from.schema), objects(&to.schema));
    let known = |it: &Unmanaged| {
        from.unmanaged.iter().any(|other| other.kind == it.kind && other.name == it.name)
    };
    let mut refusals = Vec::new();
    for it in to.unmanaged.iter().filter(|it| !known(it)) {
        let Some(object) = it.serves.iter().find(|id| here.get(id) != there.get(id)) else {
            continue;
        };
        let message = format!("it uses the {} {}, which is not there", it.kind, it.name);
        let help = match &it.definition {
            Some(definition) => format!("create it there first: {definition}"),
            None => "create it there first".to_owned(),
        };
        refusals.push(Refusal::new(object.clone(), message).help(help));
    }
    refusals
}

/// What is outside of the model on either side, and on which.
fn either(from: &Reflection, to: &Reflection) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for it in &from.unmanaged {
        let other = to.unmanaged.iter().find(|other| told(other) == told(it));
        lines.push(match other {
            None => format!("{} (only in the first)", told(it)),
            Some(other) if other.definition != it.definition => {
                format!("{} (not the same in both)", told(it))
            }
            Some(_) => told(it),
        });
    }
    let known: Vec<String> = from.unmanaged.iter().map(told).collect();
    let new = to.unmanaged.iter().map(told).filter(|it| !known.contains(it));
    lines.extend(new.map(|it| format!("{it} (only in the second)")));
    lines
}
