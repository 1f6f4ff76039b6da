use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How a new revision gets its id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IdStyle {
    /// The number after the highest that is there, as wide as those are.
    #[default]
    Sequential,
    /// The time of its making, `20261121091400`.
    Timestamp,
    /// Twelve hexadecimal digits.
    Hash,
}

/// The id of a new revision: a number, time or hash and the message as a slug.
///
/// `created` is RFC 3339 in UTC.
pub fn new_id<'a>(
    style: IdStyle,
    existing: impl IntoIterator<Item = &'a str>,
    message: &str,
    created: &str,
) -> String {
    let lead = match style {
        IdStyle::Sequential => {
            let (mut highest, mut width) = (0, None);
            for digits in existing.into_iter().filter_map(leading_digits) {
                if let Ok(number) = digits.parse::<u64>()
                    && number >= highest
                {
                    highest = number;
                    width = Some(digits.len());
                }
            }
            format!("{:0width$}", highest.saturating_add(1), width = width.unwrap_or(4))
        }
        IdStyle::Timestamp => created.chars().filter(char::is_ascii_digit).take(14).collect(),
        IdStyle::Hash => {
            let mut hash = Sha256::new();
            for id in existing {
                hash.update(id);
                hash.update([0]);
            }
            hash.update(message);
            hash.update([0]);
            hash.update(created);
            hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
        }
    };
    match slug(message) {
        slug if slug.is_empty() => lead,
        slug => format!("{lead}_{slug}"),
    }
}

/// The same id with the number that a new revision would get; none where it has no number.
pub fn numbered<'a>(id: &str, existing: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let rest = &id[leading_digits(id)?.len()..];
    Some(new_id(IdStyle::Sequential, existing, "", "") + rest)
}

/// The words of a message in lower case with underscores between them, no longer than 40
/// characters unless the first word is.
pub fn slug(message: &str) -> String {
    let lower = message.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.is_empty() {
            slug.extend(word.chars().take(60));
        } else if slug.chars().count() + 1 + word.chars().count() <= 40 {
            slug.push('_');
            slug.push_str(word);
        } else {
            break;
        }
    }
    slug
}

/// The digits before the first underscore of an id, when nothing else stands there.
fn leading_digits(id: &str) -> Option<&str> {
    let lead = id.split('_').next().unwrap_or(id);
    (!lead.is_empty() && lead.bytes().all(|b| b.is_ascii_digit())).then_some(lead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_go_on_from_what_is_there() {
        let created = "2026-11-21T09:14:00Z";
        let id = |style, existing: &[&str], message| {
            new_id(style, existing.iter().copied(), message, created)
        };
        let next = |existing: &[&str], message| id(IdStyle::Sequential, existing, message);
        assert_eq!(next(&[], "Add phone column!"), "0001_add_phone_column");
        assert_eq!(next(&["0009_a", "0010_b", "0010_c"], "x"), "0011_x");
        assert_eq!(next(&["01_a", "02_b"], "x"), "03_x");
        assert_eq!(next(&["99_a"], "x"), "100_x");
        assert_eq!(next(&["2024-01-01-000000_diesel"], "x"), "0001_x");
        assert_eq!(next(&[], " ... "), "0001");
        assert_eq!(next(&[], "Größe der Läden"), "0001_größe_der_läden");
        let long = "one two three four five six seven eight nine ten eleven twelve";
        assert_eq!(slug(long), "one_two_three_four_five_six_seven_eight");
        assert_eq!(id(IdStyle::Timestamp, &[], "x"), "20261121091400_x");
        let hash = id(IdStyle::Hash, &[], "x");
        assert_eq!(hash.len(), 14);
        assert_ne!(hash, id(IdStyle::Hash, &["0001_a"], "x"));
    }
}
