use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// A revision's place among the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    pub id: String,
    pub parents: Vec<String>,
    pub depends_on: Vec<String>,
    /// The ids that it had before.
    pub was: Vec<String>,
}

/// All revisions and how they follow each other: without cycles, and without holes.
#[derive(Clone, Debug, Default)]
pub struct RevisionGraph {
    /// In topological order: what a revision follows or depends on stands before it. Where that
    /// leaves a choice, names are in order.
    nodes: Vec<Linked>,
    places: BTreeMap<String, usize>,
    /// The ids that revisions had before, with those that they have.
    was: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default)]
struct Linked {
    id: String,
    parents: Vec<usize>,
    depends_on: Vec<usize>,
    /// The revisions that follow it.
    children: Vec<usize>,
    /// The revisions that follow it or depend on it.
    dependents: Vec<usize>,
}

/// Revisions that do not hang together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GraphError {
    #[error(
        "revision `{revision}` revises `{missing}`, which is not there; restore its folder, or \
         correct `revises` in the revision.yaml of `{revision}`"
    )]
    MissingParent { revision: String, missing: String },
    #[error(
        "revision `{revision}` depends on `{missing}`, which is not there; restore its folder, or \
         correct `depends_on` in the revision.yaml of `{revision}`"
    )]
    MissingDependency { revision: String, missing: String },
    #[error("there are two revisions `{0}`")]
    Duplicate(String),
    #[error(
        "revision `{revision}` says that it was `{was}`, and so is another: correct `was` in the \
         revision.yaml of one of them"
    )]
    Was { revision: String, was: String },
    #[error(
        "the revisions follow each other in a circle: {}; correct `revises` in one of them",
        .0.join(" -> ")
    )]
    Cycle(Vec<String>),
}

/// A point in the graph: what has been applied when one is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before every revision.
    Base,
    /// After these revisions and all that they follow or depend on.
    At(Vec<String>),
}

/// One step from a place to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    Up(String),
    Down(String),
}

impl Move {
    /// The revision that it is about.
    pub fn revision(&self) -> &str {
        match self {
            Self::Up(id) | Self::Down(id) => id,
        }
    }
}

impl RevisionGraph {
    /// Links revisions, in whatever order they come.
    pub fn new(nodes: impl IntoIterator<Item = Node>) -> Result<Self, GraphError> {
        let mut given: BTreeMap<String, Node> = BTreeMap::new();
        for node in nodes {
            if let Some(twice) = given.insert(node.id.clone(), node) {
                return Err(GraphError::Duplicate(twice.id));
            }
        }
        let mut was: BTreeMap<String, String> = BTreeMap::new();
        for node in given.values() {
            for old in &node.was {
                let twice = was.insert(old.clone(), node.id.clone());
                if twice.is_some_and(|it| it != node.id) || given.contains_key(old) {
                    let revision = node.id.clone();
                    return Err(GraphError::Was { revision, was: old.clone() });
                }
            }
        }
        // Whoever follows a revision may know it by an old name.
        for node in given.values_mut() {
            for name in node.parents.iter_mut().chain(&mut node.depends_on) {
                if let Some(now) = was.get(name) {
                    name.clone_from(now);
                }
            }
        }
        for node in given.values() {
            let revision = || node.id.clone();
            if let Some(missing) = node.parents.iter().find(|it| !given.contains_key(*it)) {
                let missing = missing.clone();
                return Err(GraphError::MissingParent { revision: revision(), missing });
            }
            if let Some(missing) = node.depends_on.iter().find(|it| !given.contains_key(*it)) {
                let missing = missing.clone();
                return Err(GraphError::MissingDependency { revision: revision(), missing });
            }
        }

        let mut waits: BTreeMap<&str, usize> = BTreeMap::new();
        let mut followers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for node in given.values() {
            let links: BTreeSet<&String> = node.parents.iter().chain(&node.depends_on).collect();
            waits.insert(&node.id, links.len());
            for link in links {
                followers.entry(link).or_default().push(&node.id);
            }
        }
        let mut ready: BinaryHeap<Reverse<&str>> =
            waits.iter().filter(|(_, n)| **n == 0).map(|(id, _)| Reverse(*id)).collect();
        let mut order: Vec<&str> = Vec::with_capacity(given.len());
        while let Some(Reverse(id)) = ready.pop() {
            order.push(id);
            for follower in followers.remove(id).unwrap_or_default() {
                if let Some(n) = waits.get_mut(follower) {
                    *n -= 1;
                    if *n == 0 {
                        ready.push(Reverse(follower));
                    }
                }
            }
        }
        if order.len() < given.len() {
            let placed: BTreeSet<&str> = order.into_iter().collect();
            return Err(GraphError::Cycle(cycle(&given, &placed)));
        }

        let places: BTreeMap<String, usize> =
            order.iter().enumerate().map(|(at, id)| (id.to_string(), at)).collect();
        let mut linked: Vec<Linked> = Vec::with_capacity(order.len());
        for (at, id) in order.into_iter().enumerate() {
            let node = &given[id];
            let find = |names: &[String]| {
                let found: BTreeSet<usize> = names.iter().map(|name| places[name]).collect();
                found.into_iter().collect::<Vec<_>>()
            };
            let (parents, depends_on) = (find(&node.parents), find(&node.depends_on));
            parents.iter().for_each(|parent| linked[*parent].children.push(at));
            let links: BTreeSet<usize> = parents.iter().chain(&depends_on).copied().collect();
            links.iter().for_each(|link| linked[*link].dependents.push(at));
            linked.push(Linked {
                id: id.to_owned(),
                parents,
                depends_on,
                children: Vec::new(),
                dependents: Vec::new(),
            });
        }
        Ok(Self { nodes: linked, places, was })
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    pub fn contains(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// The ids that revisions had before, each with the one that it has.
    pub fn was(&self) -> &BTreeMap<String, String> {
        &self.was
    }

    /// The place of a revision by its id or one that it had.
    fn place(&self, id: &str) -> Option<usize> {
        let id = self.was.get(id).map_or(id, String::as_str);
        self.places.get(id).copied()
    }

    /// Every revision, each after what it follows and depends on.
    pub fn order(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.nodes.iter().map(|node| node.id.as_str())
    }

    /// The revisions that no other follows.
    pub fn heads(&self) -> Vec<&str> {
        self.ids(|node| node.children.is_empty())
    }

    /// The revisions that follow no other.
    pub fn bases(&self) -> Vec<&str> {
        self.ids(|node| node.parents.is_empty())
    }

    /// The revisions that more than one follows.
    pub fn branch_points(&self) -> Vec<&str> {
        self.ids(|node| node.children.len() > 1)
    }

    fn ids(&self, wanted: impl Fn(&Linked) -> bool) -> Vec<&str> {
        self.nodes.iter().filter(|node| wanted(node)).map(|node| node.id.as_str()).collect()
    }

    /// What a revision follows; nothing for one that is not there.
    pub fn parents(&self, id: &str) -> Vec<&str> {
        self.linked(id, |node| &node.parents)
    }

    /// What a revision depends on beside what it follows; nothing for one that is not there.
    pub fn depends_on(&self, id: &str) -> Vec<&str> {
        self.linked(id, |node| &node.depends_on)
    }

    /// What follows a revision; nothing for one that is not there.
    pub fn children(&self, id: &str) -> Vec<&str> {
        self.linked(id, |node| &node.children)
    }

    fn linked(&self, id: &str, of: impl Fn(&Linked) -> &Vec<usize>) -> Vec<&str> {
        let node = self.place(id).map(|at| &self.nodes[at]);
        node.map(of).into_iter().flatten().map(|at| self.nodes[*at].id.as_str()).collect()
    }

    /// The given revisions with all that they follow or depend on, directly or not. Unknown
    /// names are left out.
    pub fn ancestors<'a>(
        &self,
        ids: impl IntoIterator<Item = impl AsRef<str> + 'a>,
    ) -> BTreeSet<String> {
        self.closure(ids, |node| node.parents.iter().chain(&node.depends_on))
    }

    /// The given revisions with all that follow or depend on them, directly or not. Unknown names
    /// are left out.
    pub fn descendants<'a>(
        &self,
        ids: impl IntoIterator<Item = impl AsRef<str> + 'a>,
    ) -> BTreeSet<String> {
        self.closure(ids, |node| node.dependents.iter().chain(&[]))
    }

    fn closure<'a, 'g, I: Iterator<Item = &'g usize>>(
        &'g self,
        ids: impl IntoIterator<Item = impl AsRef<str> + 'a>,
        links: impl Fn(&'g Linked) -> I,
    ) -> BTreeSet<String> {
        let mut found = vec![false; self.nodes.len()];
        let mut open: Vec<usize> =
            ids.into_iter().filter_map(|id| self.place(id.as_ref())).collect();
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut found[at], true) {
                open.extend(links(&self.nodes[at]));
            }
        }
        (found.iter().zip(&self.nodes))
            .filter(|(found, _)| **found)
            .map(|(_, node)| node.id.clone())
            .collect()
    }

    /// Those of a set of revisions that no other of the set follows or depends on: what `current`
    /// shows of the applied ones. Unknown names are left out.
    pub fn heads_of(&self, ids: &BTreeSet<String>) -> Vec<&str> {
        self.ids(|node| {
            let within = |at: &usize| ids.contains(&self.nodes[*at].id);
            ids.contains(&node.id) && !node.dependents.iter().any(within)
        })
    }

    /// Revisions outside of a set of applied ones whose every parent and dependency is in it, so
    /// that they can be applied next.
    pub fn next(&self, applied: &BTreeSet<String>) -> Vec<&str> {
        self.ids(|node| {
            let mut links = node.parents.iter().chain(&node.depends_on);
            !applied.contains(&node.id) && links.all(|at| applied.contains(&self.nodes[*at].id))
        })
    }

    /// What leads from the applied revisions to a place: first down whatever follows the place,
    /// newest first, then up to it. Branches beside the place stay as they are.
    pub fn path(&self, applied: &BTreeSet<String>, place: &Place) -> Vec<Move> {
        let (wanted, undone) = match place {
            Place::Base => (BTreeSet::new(), self.order().map(str::to_owned).collect()),
            Place::At(ids) => {
                let wanted = self.ancestors(ids);
                (wanted.clone(), &self.descendants(ids) - &wanted)
            }
        };
        let down = self.order().rev().filter(|id| undone.contains(*id) && applied.contains(*id));
        let up = self.order().filter(|id| wanted.contains(*id) && !applied.contains(*id));
        let down = down.map(|id| Move::Down(id.to_owned()));
        down.chain(up.map(|id| Move::Up(id.to_owned()))).collect()
    }
}

/// One circle among the revisions that could not be placed, closed by its first revision.
fn cycle(nodes: &BTreeMap<String, Node>, placed: &BTreeSet<&str>) -> Vec<String> {
    // Every revision that is left waits for another that is left, so that walking on comes back.
    let mut walk: Vec<&str> = Vec::new();
    let mut next = nodes.keys().map(String::as_str).find(|id| !placed.contains(id));
    while let Some(id) = next {
        if let Some(start) = walk.iter().position(|it| *it == id) {
            let mut circle: Vec<String> = walk[start..].iter().map(|it| it.to_string()).collect();
            circle.push(id.to_owned());
            return circle;
        }
        walk.push(id);
        let node = &nodes[id];
        let links = node.parents.iter().chain(&node.depends_on);
        next = links.map(String::as_str).find(|link| !placed.contains(link));
    }
    Vec::new()
}
