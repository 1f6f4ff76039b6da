//! The order of statements comes from names: each says what it provides, requires, releases and
//! destroys, and a stable topological sort does the rest.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap, HashSet};

use crate::schema::ObjectId;

/// What a statement does to the names of objects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touches {
    /// Objects that are there, as they shall be, when it has run.
    pub provides: BTreeSet<ObjectId>,
    /// Objects that must be there before it runs.
    pub requires: BTreeSet<ObjectId>,
    /// Objects that no longer stand in anyone's way when it has run.
    pub releases: BTreeSet<ObjectId>,
    /// Objects that are gone, or no longer as they were, when it has run.
    pub destroys: BTreeSet<ObjectId>,
}

/// Puts items in an order in which they run: what provides a name before what requires it, what
/// releases a name before what destroys it, what destroys a name before what provides it anew.
/// Where names leave a choice, the lower phase comes first, and then the given order.
///
/// Items in a circle do not wait for each other, as when tables that refer to each other are
/// dropped together: a dialect that minds makes the keys items of their own.
pub fn order<T>(items: Vec<T>, about: impl Fn(&T) -> (u8, &Touches)) -> Vec<T> {
    let touches: Vec<&Touches> = items.iter().map(|it| about(it).1).collect();
    let mut followers = followers(&touches);
    let circle = circles(&followers);
    let mut waits: Vec<usize> = vec![0; items.len()];
    for (first, next) in followers.iter_mut().enumerate() {
        next.retain(|second| circle[first] != circle[*second]);
        next.iter().for_each(|second| waits[*second] += 1);
    }

    let phase = |i: usize| about(&items[i]).0;
    let mut ready: BinaryHeap<Reverse<(u8, usize)>> =
        (0..items.len()).filter(|i| waits[*i] == 0).map(|i| Reverse((phase(i), i))).collect();
    let mut sequence = Vec::with_capacity(items.len());
    while let Some(Reverse((_, i))) = ready.pop() {
        sequence.push(i);
        for &next in &followers[i] {
            waits[next] -= 1;
            if waits[next] == 0 {
                ready.push(Reverse((phase(next), next)));
            }
        }
    }
    let mut slots: Vec<Option<T>> = items.into_iter().map(Some).collect();
    sequence.into_iter().filter_map(|i| slots[i].take()).collect()
}

/// The items that have to come after each.
fn followers(items: &[&Touches]) -> Vec<HashSet<usize>> {
    let mut providers: HashMap<&ObjectId, Vec<usize>> = HashMap::new();
    let mut destroyers: HashMap<&ObjectId, Vec<usize>> = HashMap::new();
    for (i, touches) in items.iter().enumerate() {
        touches.provides.iter().for_each(|id| providers.entry(id).or_default().push(i));
        touches.destroys.iter().for_each(|id| destroyers.entry(id).or_default().push(i));
    }
    let mut followers: Vec<HashSet<usize>> = vec![HashSet::new(); items.len()];
    let mut edge = |first: usize, second: usize| {
        if first != second {
            followers[first].insert(second);
        }
    };
    for (i, touches) in items.iter().enumerate() {
        let of =
            |map: &HashMap<&ObjectId, Vec<usize>>, id| map.get(id).cloned().unwrap_or_default();
        for id in &touches.requires {
            of(&providers, id).into_iter().for_each(|provider| edge(provider, i));
        }
        for id in &touches.releases {
            of(&destroyers, id).into_iter().for_each(|destroyer| edge(i, destroyer));
        }
        for id in touches.provides.difference(&touches.destroys) {
            of(&destroyers, id).into_iter().for_each(|destroyer| edge(destroyer, i));
        }
    }
    followers
}

/// The other items that have to come after an item and before it too.
pub fn in_circle_with(item: usize, items: &[&Touches]) -> Vec<usize> {
    let circle = circles(&followers(items));
    (0..items.len()).filter(|other| *other != item && circle[*other] == circle[item]).collect()
}

/// The circle that each item is in, by the number of one of its items; an item in none is alone in
/// its own (Kosaraju's algorithm, without recursion).
fn circles(followers: &[HashSet<usize>]) -> Vec<usize> {
    let mut leaders: Vec<Vec<usize>> = vec![Vec::new(); followers.len()];
    for (first, next) in followers.iter().enumerate() {
        next.iter().for_each(|second| leaders[*second].push(first));
    }
    let mut seen = vec![false; followers.len()];
    let mut finished = Vec::with_capacity(followers.len());
    for start in 0..followers.len() {
        let mut stack = vec![(start, false)];
        while let Some((i, done)) = stack.pop() {
            if done {
                finished.push(i);
            } else if !std::mem::replace(&mut seen[i], true) {
                stack.push((i, true));
                stack.extend(followers[i].iter().map(|next| (*next, false)));
            }
        }
    }
    let mut circle = vec![usize::MAX; followers.len()];
    for start in finished.into_iter().rev() {
        let mut stack = vec![start];
        while let Some(i) = stack.pop() {
            if circle[i] == usize::MAX {
                circle[i] = start;
                stack.extend(&leaders[i]);
            }
        }
    }
    circle
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::QualifiedName;

    fn table(name: &str) -> ObjectId {
        ObjectId::Table(QualifiedName::bare(name))
    }

    fn ids(names: &str) -> BTreeSet<ObjectId> {
        names.split_whitespace().map(table).collect()
    }

    /// Orders items given as phase, provides, requires, releases, destroys.
    fn sequence(items: &[(u8, &str, &str, &str, &str)]) -> Vec<usize> {
        let items: Vec<(usize, u8, Touches)> = items
            .iter()
            .enumerate()
            .map(|(i, (phase, provides, requires, releases, destroys))| {
                let touches = Touches {
                    provides: ids(provides),
                    requires: ids(requires),
                    releases: ids(releases),
                    destroys: ids(destroys),
                };
                (i, *phase, touches)
            })
            .collect();
        order(items, |(_, phase, touches)| (*phase, touches)).into_iter().map(|it| it.0).collect()
    }

    #[test]
    fn names_come_before_phases_and_phases_before_the_given_order() {
        assert_eq!(
            sequence(&[(1, "", "", "", ""), (0, "", "", "", ""), (0, "", "", "", "")]),
            [1, 2, 0]
        );
        assert_eq!(sequence(&[(0, "b", "a", "", ""), (1, "a", "", "", "")]), [1, 0]);
        assert_eq!(sequence(&[(0, "", "", "", "a"), (1, "", "", "a", "")]), [1, 0]);
        assert_eq!(sequence(&[(0, "a", "", "", ""), (1, "", "", "", "a")]), [1, 0]);
    }

    #[test]
    fn a_circle_stays_in_its_phase() {
        let items = [
            (2, "", "", "", ""),
            (1, "a", "b", "", ""),
            (1, "b", "a", "", ""),
            (0, "c", "a", "", ""),
        ];
        assert_eq!(sequence(&items), [1, 3, 2, 0]);
    }
}
