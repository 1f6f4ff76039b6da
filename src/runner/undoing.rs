//! Whether a script back undoes just what a half-done revision has done, told from the words of
//! both.
//!
//! A script back is written for the whole of the revision. Of one that is half done, it may name
//! what is not the revision's at all: a table that would have been renamed, before another took its
//! name, is the only one of that name yet.

use crate::dialect::{Reading, Thing};
use crate::schema::QualifiedName;

/// The statement that nobody can tell the effect of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// One of the revision, by its place among those that were read.
    There(usize),
    /// One of the way back.
    Back(usize),
}

/// Holds that the way back takes away what the statements `acted` made, brings back what they took
/// away, and touches nothing that those `ahead` would have come to. `mentions` tells whether a
/// statement of the way back says a name.
///
/// # Errors
///
/// Fails with the first statement that is in doubt.
pub fn undoes(
    acted: &[Reading],
    ahead: &[Reading],
    back: &[Reading],
    mentions: impl Fn(usize, &str) -> bool,
) -> Result<(), Doubt> {
    // What the revision has made and is there, and what it has taken away.
    let mut present: Vec<(usize, Thing)> = Vec::new();
    let mut taken: Vec<(usize, Thing)> = Vec::new();
    for (at, reading) in acted.iter().enumerate() {
        if reading.unclear {
            return Err(Doubt::There(at));
        }
        for thing in &reading.gone {
            match present.iter().position(|(_, it)| it.is(thing)) {
                Some(own) => drop(present.remove(own)),
                None => taken.push((at, thing.clone())),
            }
        }
        present.extend(reading.made.iter().map(|it| (at, it.clone())));
    }
    // What it would have made, and what of others' it would have taken away.
    let (mut coming, mut going): (Vec<&Thing>, Vec<&Thing>) = Default::default();
    for reading in ahead {
        let foreign = |it: &&Thing| {
            !coming.iter().any(|own| own.is(it)) && !present.iter().any(|(_, own)| own.is(it))
        };
        going.extend(reading.gone.iter().filter(foreign).collect::<Vec<_>>());
        coming.extend(&reading.made);
    }
    let has = |list: &[&Thing], thing: &Thing| list.iter().any(|it| it.is(thing));
    let mut fresh: Vec<&Thing> = Vec::new();
    for (at, reading) in back.iter().enumerate() {
        let doubt = Err(Doubt::Back(at));
        for thing in &reading.gone {
            let own = present.iter().any(|(_, it)| it.is(thing) || it.contains(thing));
            let made_anew = || back[at..].iter().flat_map(|it| &it.made).any(|it| it.is(thing));
            let absent = || has(&coming, thing) && !has(&going, thing);
            let harmless = || !thing.holds_data() && made_anew();
            if !own && !has(&fresh, thing) && !absent() && !harmless() {
                return doubt;
            }
            present.retain(|(_, it)| !it.is(thing) && !thing.contains(it));
            fresh.retain(|it| !it.is(thing));
        }
        for thing in &reading.made {
            // Something of that name is there, and it is not the one that is meant.
            if present.iter().any(|(_, it)| it.is(thing)) {
                return doubt;
            }
            fresh.push(thing);
        }
        let (made, gone) = (&reading.made, &reading.gone);
        if !made.is_empty() || !gone.is_empty() {
            continue;
        }
        // `DROP TABLE IF EXISTS` does not say whose it is, and what is changed must be there.
        let too_early = coming.iter().any(|it| !has(&going, it) && mentions(at, it.name()));
        if too_early || mentions(at, "exists") {
            return doubt;
        }
    }
    if let Some((at, _)) = present.first() {
        return Err(Doubt::There(*at));
    }
    match taken.iter().find(|(_, it)| !has(&fresh, it)) {
        Some((at, _)) => Err(Doubt::There(*at)),
        None => Ok(()),
    }
}

impl Thing {
    /// Whether both are one thing. Where a statement names no table, the name is enough.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Index(a, name), Self::Index(b, other))
            | (Self::Trigger(a, name), Self::Trigger(b, other)) => match (a, b) {
                (Some(a), Some(b)) => a == b && name == other,
                _ => name == other,
            },
            _ => self == other,
        }
    }

    /// Whether it goes along with the other.
    fn contains(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Relation(name),
                Self::Column(table, _)
                | Self::Index(Some(table), _)
                | Self::Constraint(table, _)
                | Self::Identity(table, _)
                | Self::PrimaryKey(table)
                | Self::Trigger(Some(table), _),
            ) => name == table,
            (Self::Column(table, name), Self::Identity(of, column)) => {
                table == of && name == column
            }
            (Self::Type(name), Self::EnumValue(of, _)) => name == of,
            _ => false,
        }
    }

    fn holds_data(&self) -> bool {
        match self {
            // A column that is numbered anew would begin anew.
            Self::Relation(_)
            | Self::Column(..)
            | Self::Identity(..)
            | Self::Type(_)
            | Self::Schema(_) => true,
            Self::View(_)
            | Self::Index(..)
            | Self::Constraint(..)
            | Self::PrimaryKey(_)
            | Self::Trigger(..)
            | Self::EnumValue(..) => false,
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Relation(QualifiedName { name, .. })
            | Self::View(QualifiedName { name, .. })
            | Self::Type(QualifiedName { name, .. })
            | Self::Index(_, QualifiedName { name, .. })
            | Self::Trigger(_, QualifiedName { name, .. })
            | Self::PrimaryKey(QualifiedName { name, .. }) => name,
            Self::Column(_, name)
            | Self::Constraint(_, name)
            | Self::Identity(_, name)
            | Self::EnumValue(_, name)
            | Self::Schema(name) => name,
        }
    }
}
