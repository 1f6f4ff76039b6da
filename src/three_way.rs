//! The verdict on every object, from what the snapshot, the database and the models say of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::*;

/// What is to happen with an object, or why nothing can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Snapshot, models and database agree, or only the database knows it.
    Nothing,
    /// The models changed and the database is as recorded: the change is written.
    Change,
    /// The change is written, although the database no longer is as recorded.
    ChangeOverDrift(Drift),
    /// The models did not change and the database did: nothing is written.
    Drift(Drift),
    /// Only the database has it.
    Unmanaged,
    /// The command stops.
    Refuse(Conflict),
}

/// How a database differs from what its revisions made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drift {
    Dropped,
    Altered,
    /// The database already is as the models want it.
    Anticipated,
}

/// Why a change cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// A new object is there already, just as the models want it.
    AlreadyMade,
    /// A new object is there already, and is different.
    MadeDifferently,
    /// The object to drop was altered.
    AlteredBeforeDrop,
    /// Recorded, wanted and actual state are three different things.
    AllDiffer,
}

/// The verdict on one object, given which of the three sides have it and agree on it.
pub fn verdict<T: PartialEq>(
    snapshot: Option<&T>,
    database: Option<&T>,
    models: Option<&T>,
) -> Verdict {
    match (snapshot, database, models) {
        (None, None, None) => Verdict::Nothing,
        (None, None, Some(_)) => Verdict::Change,
        (None, Some(d), Some(m)) if d == m => Verdict::Refuse(Conflict::AlreadyMade),
        (None, Some(_), Some(_)) => Verdict::Refuse(Conflict::MadeDifferently),
        (None, Some(_), None) => Verdict::Unmanaged,
        (Some(s), Some(d), None) if s == d => Verdict::Change,
        (Some(_), Some(_), None) => Verdict::Refuse(Conflict::AlteredBeforeDrop),
        (Some(_), None, None) => Verdict::ChangeOverDrift(Drift::Dropped),
        (Some(s), None, Some(m)) if s == m => Verdict::Drift(Drift::Dropped),
        (Some(_), None, Some(_)) => Verdict::ChangeOverDrift(Drift::Dropped),
        (Some(s), Some(d), Some(m)) => match (s == d, d == m, s == m) {
            (true, true, _) => Verdict::Nothing,
            (true, false, _) => Verdict::Change,
            (false, true, _) => Verdict::ChangeOverDrift(Drift::Anticipated),
            (false, false, true) => Verdict::Drift(Drift::Altered),
            (false, false, false) => Verdict::Refuse(Conflict::AllDiffer),
        },
    }
}

/// The verdicts on all objects of three schemas in the same, canonical terms, without those that
/// call for nothing. A table that one of the sides lacks is judged as a whole.
pub fn verdicts(
    snapshot: &Schema,
    database: &Schema,
    models: &Schema,
) -> BTreeMap<ObjectId, Verdict> {
    let sides = [snapshot, database, models];
    let whole: BTreeSet<&QualifiedName> = sides
        .iter()
        .flat_map(|side| side.tables.keys())
        .filter(|name| sides.iter().any(|side| !side.tables.contains_key(*name)))
        .collect();
    let mut found = BTreeMap::new();
    let mut judge = |id: &ObjectId, verdict: Verdict| {
        if verdict != Verdict::Nothing {
            found.insert(id.clone(), verdict);
        }
    };
    for name in &whole {
        let [s, d, m] = sides.map(|side| side.tables.get(*name).map(comparable));
        judge(&ObjectId::Table((*name).clone()), verdict(s.as_ref(), d.as_ref(), m.as_ref()));
    }
    // Tables that are one and the same on all sides need no closer look.
    let agreed = |name: &QualifiedName| {
        let [s, d, m] = sides.map(|side| side.tables.get(name));
        s == d && d == m
    };
    let [s, d, m] =
        sides.map(|side| objects_but(side, |name| whole.contains(name) || agreed(name)));
    let ids: BTreeSet<&ObjectId> = s.keys().chain(d.keys()).chain(m.keys()).collect();
    for id in ids {
        let [s, d, m] = [&s, &d, &m].map(|side| side.get(id).map(Unowned));
        judge(id, verdict(s.as_ref(), d.as_ref(), m.as_ref()));
    }
    found
}

/// A table of which only the content counts: not the order of its members, nor who declared it.
fn comparable(table: &Table) -> Table {
    let mut table = table.clone().owned_by(Owner::Model);
    table.columns.sort_by(|a, b| a.name.cmp(&b.name));
    table.indexes.sort_by_key(Index::key);
    table.foreign_keys.sort_by_key(ForeignKey::key);
    table.checks.sort_by_key(Check::key);
    table
}

/// A schema in which nobody owns anything: databases do not record who declared an object.
pub fn unowned(mut schema: Schema) -> Schema {
    schema.enums.values_mut().for_each(|it| it.by = Owner::Model);
    schema.tables = schema
        .tables
        .into_iter()
        .map(|(name, table)| (name, table.owned_by(Owner::Model)))
        .collect();
    schema
}

/// Objects equal but for their owner are equal here; the schemas come without owners.
struct Unowned<'a>(&'a Object<'a>);

impl PartialEq for Unowned<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of the three sides, line by line: a letter stands for a state of the object.
    #[test]
    fn every_line_of_the_verdict_table() {
        use Conflict::*;
        use Verdict::*;
        let lines = [
            ("-", "-", "a", Change),
            ("-", "a", "a", Refuse(AlreadyMade)),
            ("-", "b", "a", Refuse(MadeDifferently)),
            ("a", "a", "-", Change),
            ("a", "-", "-", ChangeOverDrift(super::Drift::Dropped)),
            ("a", "-", "a", Drift(super::Drift::Dropped)),
            ("a", "-", "b", ChangeOverDrift(super::Drift::Dropped)),
            ("a", "b", "-", Refuse(AlteredBeforeDrop)),
            ("a", "b", "a", Drift(super::Drift::Altered)),
            ("a", "a", "b", Change),
            ("a", "b", "b", ChangeOverDrift(super::Drift::Anticipated)),
            ("a", "b", "c", Refuse(AllDiffer)),
            ("-", "a", "-", Unmanaged),
            ("a", "a", "a", Nothing),
        ];
        for (s, d, m, expected) in lines {
            let [s, d, m] = [s, d, m].map(|it| Some(it).filter(|it| *it != "-"));
            assert_eq!(verdict(s.as_ref(), d.as_ref(), m.as_ref()), expected, "{s:?} {d:?} {m:?}");
        }
    }
}
