use super::*;

/// A value that an enum type gets, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumAddition {
    pub value: String,
    /// The value that it follows; none puts it first.
    pub after: Option<String>,
}

/// The additions that make `after` of `before`, when additions alone do.
pub fn pure_additions(before: &[String], after: &[String]) -> Option<Vec<EnumAddition>> {
    let mut kept = before.iter().peekable();
    let mut additions = Vec::new();
    let mut previous: Option<&String> = None;
    for value in after {
        if kept.next_if(|it| *it == value).is_none() {
            additions.push(EnumAddition { value: value.clone(), after: previous.cloned() });
        }
        previous = Some(value);
    }
    kept.next().is_none().then_some(additions)
}

/// The addition that a change is, when it adds one value and does nothing else.
pub fn added_value(change: &Change<EnumType>) -> Option<EnumAddition> {
    let Change::Alter { before, after } = change else { return None };
    let mut additions = pure_additions(&before.values, &after.values)?;
    (additions.len() == 1 && before.by == after.by).then(|| additions.remove(0))
}

/// Gives a value another name, also where it is the default of a column. Expressions stay as they
/// are written: where they hold the value, they differ from what is wanted and are made anew.
pub(super) fn rename_value(
    schema: &mut Schema,
    name: &QualifiedName,
    from: &str,
    to: &str,
) -> Result<(), Misfit> {
    let it = schema.enums.get_mut(name).ok_or(Misfit::Absent)?;
    if it.values.iter().any(|value| value == to) {
        return Err(Misfit::Present);
    }
    let value = it.values.iter_mut().find(|value| *value == from).ok_or(Misfit::Absent)?;
    to.clone_into(value);
    let columns = schema.tables.values_mut().flat_map(|table| &mut table.columns);
    for column in columns.filter(|it| it.ty.enum_name() == Some(name)) {
        let array = matches!(column.ty, ColumnType::Array(_));
        // What was found may have a type that knows no values, as a text is.
        let found = column.on.values_mut().map(|it| &mut it.default);
        for default in found.chain([&mut column.default]).flatten() {
            match default {
                DefaultValue::Text(text) if array => *text = renamed_element(text, from, to),
                DefaultValue::Text(text) if text == from => to.clone_into(text),
                _ => {}
            }
        }
    }
    Ok(())
}

/// An array in PostgreSQL's braces with another word for one of its elements. See
/// <https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO>.
fn renamed_element(array: &str, from: &str, to: &str) -> String {
    let quoted = |word: &str| {
        let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        match !word.is_empty() && word.chars().all(plain) && !word.eq_ignore_ascii_case("null") {
            true => word.to_owned(),
            false => format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\"")),
        }
    };
    let mut result = String::with_capacity(array.len());
    let mut rest = array;
    while let Some(first) = rest.chars().next() {
        let (element, length) = match first {
            '{' | '}' | ',' => {
                result.push(first);
                rest = &rest[1..];
                continue;
            }
            '"' => {
                let mut word = String::new();
                let mut characters = rest.char_indices().skip(1);
                let mut end = rest.len();
                while let Some((at, c)) = characters.next() {
                    match c {
                        '\\' => word.extend(characters.next().map(|(_, c)| c)),
                        '"' => {
                            end = at + 1;
                            break;
                        }
                        c => word.push(c),
                    }
                }
                (word, end)
            }
            _ => {
                let end = rest.find(['{', '}', ',']).unwrap_or(rest.len());
                (rest[..end].trim().to_owned(), end)
            }
        };
        match element == from {
            true => result.push_str(&quoted(to)),
            false => result.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    result
}

/// Compares enum types. Additions are one operation each, because each is a statement of its own.
pub(super) fn diff(before: &Schema, after: &Schema, out: &mut Vec<Operation>) {
    for (name, new) in &after.enums {
        let operation = |change| Operation::Enum(name.clone(), change);
        let Some(old) = before.enums.get(name) else {
            out.push(operation(Change::Add(new.clone())));
            continue;
        };
        if old == new {
            continue;
        }
        if old.values == new.values {
            let object = ObjectId::Enum(name.clone());
            out.push(Operation::Own { object, before: old.by, after: new.by });
            continue;
        }
        let additions = pure_additions(&old.values, &new.values).filter(|_| old.by == new.by);
        let Some(additions) = additions else {
            out.push(operation(Change::Alter { before: old.clone(), after: new.clone() }));
            continue;
        };
        let mut current = old.clone();
        for addition in additions {
            let at = match &addition.after {
                None => 0,
                Some(previous) => {
                    1 + current.values.iter().position(|it| it == previous).unwrap_or(0)
                }
            };
            let before = current.clone();
            current.values.insert(at, addition.value);
            out.push(operation(Change::Alter { before, after: current.clone() }));
        }
    }
    for (name, old) in before.enums.iter().filter(|(name, _)| !after.enums.contains_key(name)) {
        out.push(Operation::Enum(name.clone(), Change::Drop(old.clone())));
    }
}

pub(super) fn apply(
    schema: &mut Schema,
    name: &QualifiedName,
    change: &Change<EnumType>,
) -> Result<(), Misfit> {
    match change {
        Change::Add(it) => {
            if schema.enums.contains_key(name) {
                return Err(Misfit::Present);
            }
            schema.enums.insert(name.clone(), it.clone());
        }
        Change::Drop(it) => match schema.enums.get(name) {
            None => return Err(Misfit::Absent),
            Some(found) if found != it => return Err(Misfit::Different),
            Some(_) => drop(schema.enums.remove(name)),
        },
        Change::Alter { before, after } => {
            let found = schema.enums.get_mut(name).ok_or(Misfit::Absent)?;
            if found != before {
                return Err(Misfit::Different);
            }
            found.clone_from(after);
        }
        Change::Rename { to, .. } => {
            let to = name.sibling(to);
            if schema.enums.contains_key(&to) {
                return Err(Misfit::Present);
            }
            let it = schema.enums.remove(name).ok_or(Misfit::Absent)?;
            for table in schema.tables.values_mut() {
                table.each_column(|column| {
                    if let Some(own) = column.ty.enum_name_mut().filter(|own| *own == name) {
                        own.clone_from(&to);
                    }
                });
            }
            schema.enums.insert(to, it);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_of_arrays_are_renamed_whole() {
        for (before, after) in [
            ("{a,b,aa}", "{x y,b,aa}"),
            (r#"{"a", {b,a}}"#, r#"{x y, {b,x y}}"#),
            (r#"{"a b","\"a"}"#, r#"{"a b","\"a"}"#),
            ("{}", "{}"),
        ] {
            assert_eq!(renamed_element(before, "a", "x y"), after.replace("x y", "\"x y\""));
        }
    }
}
