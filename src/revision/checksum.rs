use sha2::{Digest, Sha256};

use super::script::{Directive, Lexis, ScriptError, significant, split};

/// The checksum of a script: of its statements and directives, whatever its comments, white space
/// and line ends. 64 hexadecimal digits.
pub fn checksum(lexis: Lexis, text: &str) -> Result<String, ScriptError> {
    let mut hash = Sha256::new();
    // No text holds these bytes, so that parts cannot run into each other.
    let (part, statement) = ([0xff], [0xfe]);
    for piece in split(lexis, text)? {
        for directive in &piece.directives {
            match directive {
                Directive::Rebuild(table) => hash.update(format!("rebuild {table}")),
                Directive::Batch => hash.update("batch"),
            }
            hash.update(part);
        }
        for text in significant(lexis, text, piece.range)? {
            for line in text.split_inclusive("\r\n") {
                match line.strip_suffix("\r\n") {
                    Some(line) => {
                        hash.update(line);
                        hash.update("\n");
                    }
                    None => hash.update(line),
                }
            }
            hash.update(part);
        }
        hash.update(statement);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The SHA-256 of a text, in hexadecimal digits.
pub(super) fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_and_what_does_not() {
        let sum = |text| checksum(Lexis::Postgres, text).unwrap();
        let a = sum("BEGIN; ALTER TABLE t ADD b text DEFAULT 'x y'; COMMIT;");
        assert_eq!(a.len(), 64);
        let same = "-- by hand\r\nBEGIN;\r\n  ALTER TABLE t\r\n  ADD b/* here */text DEFAULT 'x y'\r\n;\r\nCOMMIT";
        assert_eq!(sum(same), a);
        for other in [
            "ALTER TABLE t ADD b text DEFAULT 'x y';",
            "BEGIN; ALTER TABLE t ADD b text DEFAULT 'x  y'; COMMIT;",
            "BEGIN; ALTER TABLE t; ADD b text DEFAULT 'x y'; COMMIT;",
            "BEGIN; ALTER TABLE t ADDb text DEFAULT 'x y'; COMMIT;",
            "BEGIN; -- autogen: rebuild t\nALTER TABLE t ADD b text DEFAULT 'x y'; COMMIT;",
        ] {
            assert_ne!(sum(other), a, "{other}");
        }
        assert_eq!(sum("SELECT $$a\r\nb$$"), sum("SELECT $$a\nb$$"));
    }
}
