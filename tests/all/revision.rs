//! Laws and cases of revisions: what `changes` keep, how the graph is walked, what a target means.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use autogen::dialect::{Action, Transition, dialect};
use autogen::ops::yaml::{from_yaml, to_yaml};
use autogen::ops::{Operation, Renames, apply, apply_all, diff, order, reverse};
use autogen::overlay::overlay;
use autogen::revision::{
    GraphError, Metadata, Move, Node, Place, Revision, RevisionGraph, place, range, revision,
    schema_at,
};
use autogen::schema::Schema;
use autogen::snapshot::Snapshot;
use autogen::target::{DialectName, Target};
use proptest::prelude::*;
use proptest::sample::Index as Pick;

use crate::generate::{Names, pair, schema};
use crate::support::Engine;

/// The operations as they come back from their YAML text, each read against the schema that the
/// ones before it leave.
fn through_yaml(operations: &[Operation], before: &Schema) -> Vec<Operation> {
    let mut schema = before.clone();
    let items: Vec<_> = operations.iter().map(to_yaml).collect();
    let text = serde_yaml::to_string(&items).unwrap();
    let items: Vec<serde_yaml::Value> = serde_yaml::from_str(&text).unwrap();
    let mut read = Vec::new();
    for item in &items {
        let operation = from_yaml(item, &schema).unwrap_or_else(|error| panic!("{error}\n{text}"));
        apply(&operation, &mut schema).unwrap_or_else(|error| panic!("{error}\n{text}"));
        read.push(operation);
    }
    read
}

/// Whether an action needs another, or needs one that does.
fn leads_to(actions: &[Action], from: &Action, to: &Action) -> bool {
    let mut needed = from.touches.requires.clone();
    loop {
        if to.touches.provides.intersection(&needed).next().is_some() {
            return true;
        }
        let known = needed.len();
        for action in actions {
            if action.touches.provides.intersection(&needed).next().is_some() {
                needed.extend(action.touches.requires.iter().cloned());
            }
        }
        if needed.len() == known {
            return false;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_schema_does_not_differ_from_itself(a in schema(Names::Any)) {
        prop_assert_eq!(diff(&a, &a, &Renames::default()).unwrap(), []);
    }

    #[test]
    fn a_schema_laid_over_itself_stays(a in schema(Names::Any)) {
        prop_assert_eq!(&overlay(a.clone(), &a), &a);
    }

    #[test]
    fn what_is_canonical_stays(a in schema(Names::Any)) {
        for name in DialectName::ALL {
            let target = Target::floor(name);
            let canonical = |schema: &Schema| dialect(name).canonical(schema, &target);
            if let Ok(once) = canonical(&a) {
                prop_assert_eq!(&canonical(&once), &Ok(once));
            }
        }
    }

    /// What a dialect lowers has an order in which everything is there when it is needed.
    #[test]
    fn the_order_satisfies_what_is_required(
        pairs in (
            pair(Names::Live(Engine::Sqlite)),
            pair(Names::Live(Engine::Postgres)),
            pair(Names::Live(Engine::Mysql)),
        ),
    ) {
        let pairs = [pairs.0, pairs.1, pairs.2.clone(), pairs.2];
        let names = [
            DialectName::Sqlite,
            DialectName::Postgres,
            DialectName::Mysql,
            DialectName::Mariadb,
        ];
        for (name, (a, b, _)) in names.into_iter().zip(&pairs) {
            let target = Target::floor(name);
            let dialect = dialect(name);
            // A name that two indexes have cannot be held, and is the one thing drawn that cannot.
            let (Ok(before), Ok(after)) =
                (dialect.canonical(a, &target), dialect.canonical(b, &target))
            else {
                continue;
            };
            let operations = diff(&before, &after, &Renames::default()).unwrap();
            let unmanaged = BTreeMap::new();
            let transition = Transition {
                before: &before,
                after: &after,
                operations: &operations,
                revalued: &BTreeMap::new(),
                unmanaged: &unmanaged,
                back: false,
                online: true,
            };
            // Without renames one column becomes another, which is not always possible.
            let Ok(actions) = dialect.lower(&transition, &target) else { continue };
            let actions = order(actions, |it| (it.phase, &it.touches));
            for (at, action) in actions.iter().enumerate() {
                for id in &action.touches.requires {
                    // Tables that refer to each other in a circle have no such order.
                    let late = actions[at + 1..].iter().find(|it| {
                        it.touches.provides.contains(id) && !leads_to(&actions, it, action)
                    });
                    prop_assert!(late.is_none(), "{id} comes after {:?}", action.statements);
                }
            }
        }
    }

    #[test]
    fn the_difference_leads_there_and_back((a, b, renames) in pair(Names::Any)) {
        let operations = diff(&a, &b, &renames).unwrap();
        let mut schema = a.clone();
        apply_all(&operations, &mut schema).unwrap();
        prop_assert_eq!(schema.clone().sorted(), b.clone().sorted());
        apply_all(&reverse(operations), &mut schema).unwrap();
        prop_assert_eq!(schema.sorted(), a.sorted());
    }

    #[test]
    fn changes_come_back_from_yaml_as_they_were((a, b, renames) in pair(Names::Any)) {
        let operations = diff(&a, &b, &renames).unwrap();
        prop_assert_eq!(&through_yaml(&operations, &a), &operations);
        let mut there = a;
        apply_all(&operations, &mut there).unwrap();
        let back = reverse(operations);
        prop_assert_eq!(through_yaml(&back, &there), back);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// What revisions record leads to the schema that they were made for, and a snapshot keeps it.
    #[test]
    fn the_fold_of_the_changes_is_the_snapshot(
        schemas in proptest::collection::vec(schema(Names::Any), 1..4),
    ) {
        let mut there = Schema::default();
        let mut revisions: Vec<Revision> = Vec::new();
        for (n, schema) in schemas.iter().enumerate() {
            let operations = diff(&there, schema, &Renames::default()).unwrap();
            let revises = revisions.last().map(|it| it.id.clone()).into_iter().collect();
            let message = format!("the {n}th: \"so\"");
            let metadata = Metadata { revises, message, ..Metadata::default() };
            let text = metadata.write(Some(&operations));
            let read = Metadata::read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            let items = read.changes.as_ref().unwrap().items().unwrap();
            for item in &items {
                let line = text.lines().nth(item.line.unwrap() - 1).unwrap();
                prop_assert!(line.starts_with("- "), "{line}\n{text}");
            }
            prop_assert_eq!(items.len(), operations.len());
            revisions.push(Revision { id: format!("{n:04}"), metadata: read });
            there.clone_from(schema);
        }
        let schema = schema_at(&revisions).unwrap();
        prop_assert_eq!(&schema.clone().sorted(), &there.sorted());

        let heads = vec![revisions.last().unwrap().id.clone()];
        let snapshot = Snapshot { heads, stamp: "0123".to_owned(), schema };
        let text = snapshot.write();
        let read = Snapshot::read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        prop_assert_eq!(read, snapshot, "{}", text);
    }
}

#[test]
fn a_change_that_does_not_fit_is_named_with_its_line() {
    let cases = [
        (
            "- drop_index: shops\n  index: {columns: [a]}",
            ":4: cannot drop index (a) on shops: its table is not there;",
        ),
        (
            "- alter_column: shops.name\n  type: [text, i32]",
            ":4: `alter_column: shops.name`: there is no column shops.name at this point",
        ),
        (
            "- create_table: t\n  columns: []\n- alter_table: x",
            ":6: `alter_table`: it is not a change;",
        ),
        (
            "- create_table: t\n  columns: [{a: {type: i32}}, {a: {type: i32}}]",
            ":4: `create_table: t`: the table has the column `a` twice",
        ),
        (
            "- create_table: t\n  colums: []",
            ":4: `create_table: t`: `the object` cannot be read: unknown field `colums`",
        ),
        (
            "- add_column: a.b.c.d\n  column: {type: i32}",
            ":4: `add_column: a.b.c.d`: `a.b.c.d` is not the name of an object",
        ),
        (
            "- add_column: a.b\n  column: {type: i32}\n  colour: red",
            ":4: `add_column: a.b`: the key `colour` does not belong here",
        ),
        ("- add_column: a.b", ":4: `add_column: a.b`: the key `column` is missing"),
        (
            "- add_enum_value: a.b\n  after: c",
            ":4: `add_enum_value: a.b`: there is no enum a at this point",
        ),
        (
            "- create_enum: a\n  values: [x]\n- alter_enum: a\n  values: [x, y, z]",
            ":6: `alter_enum: a`: `values` is altered, so it takes two values",
        ),
        (
            "- create_enum: a\n  values: [x]\n- alter_enum: a\n  values: [[q], [z]]",
            ":6: cannot alter enum a: it is not what the change says it was;",
        ),
        ("- drop_table: [a]", ":4: `drop_table`: it names no object;"),
        ("- a: [", "revision.yaml:"),
    ];
    for (changes, expected) in cases {
        let text = format!("format: 1\nrevises: []\nchanges:\n{changes}\n");
        let metadata = Metadata::read(&text).unwrap();
        let revision = Revision { id: "0001_a".to_owned(), metadata };
        let error = schema_at([&revision]).unwrap_err().to_string();
        assert!(error.starts_with("revision `0001_a`, revision.yaml"), "{error}");
        assert!(error.contains(expected), "{error}\n{expected}");
    }
}

/// Each `tests/graphs/<case>.txt` lists revisions as `id: parents; dependencies`, then questions
/// with their answers. `AUTOGEN_BLESS=1` writes the answers anew, for a reader to check.
#[test]
fn graphs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graphs");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 4);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let (revisions, questions) = text.split_once("\n\n").unwrap();
        let graph = RevisionGraph::new(revisions.lines().map(node));
        let answered: Vec<String> = (questions.lines())
            .map(|line| {
                let question = line.split(" => ").next().unwrap();
                format!("{question} => {}", answer(&graph, question))
            })
            .collect();
        let found = format!("{revisions}\n\n{}\n", answered.join("\n"));
        if std::env::var_os("AUTOGEN_BLESS").is_some() {
            std::fs::write(&file, &found).unwrap();
            continue;
        }
        assert!(found == text, "{}\n{found}\n--- expected\n{text}", file.display());
    }
}

fn node(line: &str) -> Node {
    let (id, links) = line.split_once(':').unwrap();
    let (parents, depends_on) = links.split_once(';').unwrap_or((links, ""));
    let names = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    Node {
        id: id.to_owned(),
        parents: names(parents),
        depends_on: names(depends_on),
        ..Node::default()
    }
}

/// `graph`, `is NAME`, or `TARGET from APPLIED,...` where the applied ones bring their ancestors.
fn answer(graph: &Result<RevisionGraph, GraphError>, question: &str) -> String {
    let graph = match graph {
        Ok(graph) => graph,
        Err(error) => return error.to_string(),
    };
    if question == "graph" {
        let order: Vec<&str> = graph.order().collect();
        return format!(
            "order {}; heads {}; bases {}; branch points {}",
            order.join(" "),
            graph.heads().join(" "),
            graph.bases().join(" "),
            graph.branch_points().join(" ")
        );
    }
    if let Some(name) = question.strip_prefix("is ") {
        return revision(graph, name).map_or_else(|e| e.to_string(), str::to_owned);
    }
    let (target, applied) = question.split_once(" from ").unwrap();
    let applied = graph.ancestors(applied.split(',').filter(|id| *id != "base"));
    let place = match place(graph, target, &applied) {
        Ok(place) => place,
        Err(error) => return error.to_string(),
    };
    let moves = graph.path(&applied, &place).into_iter().map(|step| match step {
        Move::Up(id) => format!("+{id}"),
        Move::Down(id) => format!("-{id}"),
    });
    let moves: Vec<String> = moves.collect();
    if moves.is_empty() { "nothing to do".to_owned() } else { moves.join(" ") }
}

#[test]
fn ranges() {
    let ids = ["0001_a", "0002_b", "0003_c"];
    let parents = [None, Some("0001_a"), Some("0002_b")];
    let graph = RevisionGraph::new(ids.iter().zip(parents).map(|(id, parent)| Node {
        id: id.to_string(),
        parents: parent.into_iter().map(str::to_owned).collect(),
        ..Node::default()
    }));
    let graph = graph.unwrap();
    let applied = graph.ancestors(["0002_b"]);
    let at = |id: &str| Some(Place::At(vec![id.to_owned()]));
    let cases = [
        ("1:3", (at("0001_a"), at("0003_c"))),
        ("base:head", (Some(Place::Base), at("0003_c"))),
        ("2:", (at("0002_b"), None)),
        (":current", (None, at("0002_b"))),
        ("-1:+1", (at("0001_a"), at("0003_c"))),
        ("head", (None, at("0003_c"))),
    ];
    for (text, expected) in cases {
        assert_eq!(range(&graph, text, &applied).unwrap(), expected, "{text}");
    }
}

proptest! {
    /// However revisions hang together: an order has parents first, and from anywhere a path to
    /// the heads applies everything, a path to the base takes everything back.
    #[test]
    fn paths_lead_where_they_should(
        links in proptest::collection::vec((any::<Pick>(), any::<Pick>(), 0..3u8), 1..24),
        start in proptest::collection::vec(any::<Pick>(), 0..3),
        end in any::<Pick>(),
    ) {
        let id = |n: usize| format!("r{:02}", (n * 7) % 24);
        let nodes = links.iter().enumerate().map(|(n, (a, b, how))| {
            let earlier = |pick: &Pick| (n > 0).then(|| id(pick.index(n)));
            let parents = match how {
                0 => earlier(a).into_iter().collect(),
                1 => earlier(a).into_iter().chain(earlier(b)).collect(),
                _ => Vec::new(),
            };
            Node { id: id(n), parents, depends_on: earlier(b).filter(|_| n % 5 == 4).into_iter().collect(), ..Node::default() }
        });
        let nodes: Vec<Node> = nodes.collect();
        let graph = RevisionGraph::new(nodes.iter().rev().cloned()).unwrap();
        prop_assert_eq!(graph.len(), nodes.len());
        let all: Vec<String> = graph.order().map(str::to_owned).collect();
        let mut applied = graph.ancestors(start.iter().map(|pick| pick.get(&all)));
        let walk = |applied: &mut BTreeSet<String>, place: &Place| {
            for step in graph.path(applied, place) {
                match step {
                    Move::Up(id) => {
                        let node = nodes.iter().find(|node| node.id == id).unwrap();
                        let ready = node.parents.iter().chain(&node.depends_on);
                        assert!(ready.clone().all(|it| applied.contains(it)) && applied.insert(id));
                    }
                    Move::Down(id) => {
                        assert!(applied.remove(&id));
                        let left = graph.descendants([&id]);
                        assert!(left.is_disjoint(applied));
                    }
                }
            }
        };
        let one = end.get(&all).clone();
        walk(&mut applied, &Place::At(vec![one.clone()]));
        prop_assert!(graph.ancestors([&one]).is_subset(&applied));
        prop_assert!(graph.descendants([&one]).intersection(&applied).eq([&one]));
        let heads = place(&graph, "heads", &applied).unwrap();
        walk(&mut applied, &heads);
        prop_assert_eq!(applied.len(), all.len());
        walk(&mut applied, &Place::Base);
        prop_assert!(applied.is_empty());
    }
}
