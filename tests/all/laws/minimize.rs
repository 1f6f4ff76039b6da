//! Makes a case small that breaks a law, so that a person sees why.

use serde_yaml::Value;

use super::case::{Broken, Case};
use super::ground::Ground;

/// Takes away whatever can be taken away while the same law is broken and both schemas can be.
///
/// It works on the case as it is written: every entry of it that can go, goes, from both schemas
/// or from one.
pub async fn minimize(
    ground: &mut Ground,
    case: Case,
    broken: Broken,
    manner: u64,
) -> (Case, Broken) {
    let (mut case, mut broken) = (case, broken);
    let stood = ground.stands(&case.after, manner).await;
    let mut value = serde_yaml::to_value(&case).expect("YAML");
    let mut changed = true;
    while std::mem::take(&mut changed) {
        let mut paths = paths(&value);
        // The big ones first.
        paths.sort_by_key(Vec::len);
        for path in paths {
            let twin = twin(&path, &case);
            for also in [twin.as_ref(), None] {
                let mut smaller = value.clone();
                if !remove(&mut smaller, &path)
                    || also.is_some_and(|twin| !remove(&mut smaller, twin))
                {
                    continue;
                }
                let Ok(candidate) = serde_yaml::from_value::<Case>(smaller.clone()) else {
                    continue;
                };
                let Err(found) = ground.hold(&candidate, manner).await else { continue };
                let same = found.law == broken.law;
                if same && (!stood || ground.stands(&candidate.after, manner).await) {
                    (case, broken, value, changed) = (candidate, found, smaller, true);
                    break;
                }
            }
        }
    }
    (case, broken)
}

/// The way to an entry: the keys of mappings, and of sequences the numbers of items, or the only
/// key of an item that has one.
type Path = Vec<Value>;

fn paths(value: &Value) -> Vec<Path> {
    let mut found = Vec::new();
    let mut entry = |step: Value, inner: &Value| {
        found.push(vec![step.clone()]);
        for mut rest in paths(inner) {
            rest.insert(0, step.clone());
            found.push(rest);
        }
    };
    match value {
        Value::Mapping(entries) => entries.iter().for_each(|(key, it)| entry(key.clone(), it)),
        Value::Sequence(items) => {
            // From the end, so that numbers stay those of the items before.
            for (at, item) in items.iter().enumerate().rev() {
                entry(only_key(item).cloned().unwrap_or_else(|| at.into()), item);
            }
        }
        _ => {}
    }
    found
}

fn only_key(item: &Value) -> Option<&Value> {
    item.as_mapping().filter(|it| it.len() == 1)?.keys().next()
}

/// The way to the same entry in the other schema.
fn twin(path: &Path, case: &Case) -> Option<Path> {
    let mut twin = path.clone();
    if path.first()? != "before" {
        return None;
    }
    twin[0] = "after".into();
    if let (Some("tables"), Some(name)) = (path.get(1)?.as_str(), twin.get_mut(2)) {
        let renamed = case.tables.iter().find(|(old, _)| name.as_str() == Some(&old.to_string()));
        if let Some((_, new)) = renamed {
            *name = new.to_string().into();
        }
    }
    Some(twin)
}

fn remove(value: &mut Value, path: &[Value]) -> bool {
    let [step, rest @ ..] = path else { return false };
    match value {
        Value::Mapping(entries) if rest.is_empty() => entries.remove(step).is_some(),
        Value::Mapping(entries) => entries.get_mut(step).is_some_and(|it| remove(it, rest)),
        Value::Sequence(items) => {
            let at = match step.as_u64() {
                Some(at) => at as usize,
                None => match items.iter().position(|it| only_key(it) == Some(step)) {
                    Some(at) => at,
                    None => return false,
                },
            };
            match items.get_mut(at) {
                None => false,
                Some(_) if rest.is_empty() => {
                    items.remove(at);
                    true
                }
                Some(item) => remove(item, rest),
            }
        }
        _ => false,
    }
}
