//! How much two objects look like one object under two names.

use crate::schema::{Column, Table};

/// Below this, two objects are taken for two, and nobody is asked.
const LIKELY: f32 = 0.5;

/// Pairs the likeliest first, each object at most once.
pub fn pairs<T: Copy>(gone: &[T], new: &[T], likeness: impl Fn(T, T) -> f32) -> Vec<(T, T)> {
    let mut candidates: Vec<(f32, usize, usize)> = Vec::new();
    for (i, a) in gone.iter().enumerate() {
        for (j, b) in new.iter().enumerate() {
            let score = likeness(*a, *b);
            if score >= LIKELY {
                candidates.push((score, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut used, mut taken) = (vec![false; gone.len()], vec![false; new.len()]);
    let mut found = Vec::new();
    for (_, i, j) in candidates {
        if !used[i] && !taken[j] {
            (used[i], taken[j]) = (true, true);
            found.push((gone[i], new[j]));
        }
    }
    found
}

/// Two columns of one table: alike in everything but the name, or of one type and with names that
/// share letters. The names decide between candidates.
pub fn columns(old: &Column, new: &Column) -> f32 {
    if old.ty != new.ty {
        return 0.0;
    }
    let unnamed = |column: &Column| Column { name: String::new(), ..column.clone() };
    let rest = if unnamed(old) == unnamed(new) { 0.5 } else { 0.2 };
    0.5 * names(&old.name, &new.name) + rest
}

/// Two tables: by the columns that they share, and their names.
pub fn tables((old_name, old): (&str, &Table), (new_name, new): (&str, &Table)) -> f32 {
    let shared = old.columns.iter().filter(|column| new.columns.contains(column)).count();
    let most = old.columns.len().max(new.columns.len()).max(1);
    0.7 * (shared as f32 / most as f32) + 0.3 * names(old_name, new_name)
}

fn names(a: &str, b: &str) -> f32 {
    similar::TextDiff::from_chars(a, b).ratio()
}
