//! What scripts made and what databases were found to have, beside what models declare.

use super::answers::{Answers, old_name};
use super::questions::ChangesError;
use crate::ops::{self, Renames};
use crate::schema::*;

/// The models beside what scripts made and no model declares, and with what dialects were found to
/// have: a record has both by the old names of what is renamed. The renames come too.
///
/// # Errors
///
/// Fails on an answer that does not fit.
pub fn beside_scripts(
    recorded: &Schema,
    models: &Schema,
    answers: &Answers,
) -> Result<(Schema, Renames), ChangesError> {
    let renames = answers.renames(recorded, models)?;
    let mut known = recorded.clone();
    ops::rename(&mut known, &renames)?;
    for (name, table) in &mut known.tables {
        let old = old_name(name, &renames).filter(|_| renames != Renames::default());
        if let Some((old, was)) = old.and_then(|it| recorded.tables.get_key_value(it)) {
            rename_derived((old, was), (name, table));
        }
    }
    Ok((keep_scripted(models.clone(), &known), renames))
}

/// The indexes of models have their names from their table and columns, and get others with them.
fn rename_derived(old: (&QualifiedName, &Table), new: (&QualifiedName, &mut Table)) {
    let prefix = format!("idx-{}-", old.0.name);
    for it in new.1.indexes.iter_mut().filter(|it| it.by.is_model()) {
        let Some(was) = old.1.indexes.iter().find(|was| was.name == it.name) else { continue };
        let Some(rest) = was.name.value().and_then(|it| it.strip_prefix(&prefix)) else { continue };
        let [before, after] = [was, it].map(|it| it.plain_columns().map(|it| it.join("-")));
        let rest = after.filter(|_| before.as_deref() == Some(rest)).unwrap_or(rest.to_owned());
        it.name = Facet::Is(format!("idx-{}-{rest}", new.0.name));
    }
}

/// What scripts made and no model declares is none of the models' business.
fn keep_scripted(mut declared: Schema, recorded: &Schema) -> Schema {
    let scripted = |by: Owner| by == Owner::Script;
    for (name, it) in recorded.enums.iter().filter(|(_, it)| scripted(it.by)) {
        declared.enums.entry(name.clone()).or_insert_with(|| it.clone());
    }
    for (name, table) in &recorded.tables {
        let Some(own) = declared.tables.get_mut(name) else {
            if scripted(table.by) {
                declared.tables.insert(name.clone(), table.clone());
            }
            continue;
        };
        macro_rules! keep {
            ($list:ident, $key:expr) => {
                for it in table.$list.iter().filter(|it| scripted(it.by)) {
                    if own.$list.iter().all(|other| $key(other) != $key(it)) {
                        own.$list.push(it.clone());
                    }
                }
            };
        }
        keep!(columns, |it: &Column| it.name.clone());
        keep!(indexes, Index::key);
        keep!(foreign_keys, ForeignKey::key);
        keep!(checks, Check::key);
        if own.primary_key.is_none() {
            own.primary_key = table.primary_key.clone().filter(|it| scripted(it.by));
        }
    }
    declared.keep_found(recorded);
    declared
}
