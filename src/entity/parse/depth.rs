//! How deep a parser would have to go, told before it goes there: the stack ends without a
//! message.

/// What a file may ask for. Of 16,000 files of published crates two ask for more, and are tables.
pub const MOST: usize = 1_500;

/// What a thread's ordinary stack is enough for.
pub const ORDINARY: usize = 250;

/// What a token counts at which a parser calls itself: a bracket, an angle bracket, one operator
/// or keyword after another, `=`, `else`. Others are links of a chain.
const CALL: usize = 10;

/// A pair of brackets that is open, or the file itself.
struct Level {
    /// Tokens since the last that ended something: operators in a row, links of a chain.
    run: usize,
    /// The same before the last closing brace, for `else`.
    before: usize,
    /// Whether the tokens are those of a macro, which nobody parses.
    opaque: bool,
}

/// A bound of the recursion that a text can cause, and the byte at which it is reached.
pub fn of(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut levels = vec![Level { run: 0, before: 0, opaque: false }];
    let (mut depth, mut deepest, mut place) = (0, 0, 0);
    // The last two tokens that tell whether a bracket opens a macro's tokens.
    let (mut last, mut before_last) = ("", "");
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            byte if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'/' if text[at..].starts_with("//") => {
                at = text[at..].find('\n').map_or(bytes.len(), |end| at + end);
                continue;
            }
            b'/' if text[at..].starts_with("/*") => {
                at = end_of_comment(bytes, at);
                continue;
            }
            b'"' => at = end_of_string(bytes, at),
            b'\'' => at = end_of_quote(text, at),
            byte if is_word(byte) => {
                while bytes.get(at).is_some_and(|byte| is_word(*byte)) {
                    at += 1;
                }
                if let Some(end) = end_of_raw(text, start, at) {
                    at = end;
                }
            }
            _ => at += 1,
        }
        let token = &text[start..at];
        let nested = levels.len() > 1;
        let Some(level) = levels.last_mut() else { break };
        match token {
            "(" | "[" | "{" => {
                let names =
                    |it: &str| it.bytes().next().is_some_and(is_word) && !KEYWORDS.contains(&it);
                let is_macro =
                    last == "!" && names(before_last) || names(last) && before_last == "!";
                let opaque = level.opaque || is_macro;
                levels.push(Level { run: 0, before: 0, opaque });
                depth += CALL;
            }
            ")" | "]" | "}" if nested => {
                if let Some(closed) = levels.pop() {
                    depth -= CALL + closed.run;
                }
                if let Some(level) = levels.last_mut().filter(|_| token == "}") {
                    level.before = level.run;
                    depth -= level.run;
                    level.run = 0;
                }
            }
            ";" | "," => {
                depth -= level.run;
                level.run = 0;
            }
            "else" if last == "}" && !level.opaque => {
                depth += level.before + CALL - level.run;
                level.run = level.before + CALL;
            }
            _ if level.opaque => {}
            _ => {
                let calls = matches!(token, "<" | "=" | "else")
                    || token == ">" && last == "-"
                    || PREFIXES.contains(&token) && PREFIXES.contains(&last);
                let weight = if calls { CALL } else { 1 };
                level.run += weight;
                depth += weight;
            }
        }
        if depth > deepest {
            (deepest, place) = (depth, start);
        }
        (before_last, last) = (last, token);
    }
    (deepest, place)
}

/// What stands before an operand, and may stand there again.
const PREFIXES: [&str; 22] = [
    "&", "!", "-", "*", "|", ".", "mut", "const", "dyn", "impl", "ref", "move", "return", "break",
    "async", "unsafe", "let", "if", "while", "match", "for", "in",
];

/// Words before `!` that make it an operator.
const KEYWORDS: [&str; 9] = ["if", "else", "while", "match", "return", "in", "break", "as", "move"];

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

fn end_of_comment(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 0usize;
    while at < bytes.len() {
        match bytes.get(at..at + 2) {
            Some(b"/*") => {
                depth += 1;
                at += 2;
            }
            Some(b"*/") => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    at += 1;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'\\' => 2,
            b'"' => return at + 1,
            _ => 1,
        };
    }
    bytes.len()
}

/// The end of a character, or of the quote of a lifetime.
fn end_of_quote(text: &str, at: usize) -> usize {
    let mut characters = text[at + 1..].char_indices();
    match (characters.next(), characters.next()) {
        (Some((_, '\\')), _) => {
            let from = at + 3;
            let end = text.get(from..).and_then(|rest| rest.find('\''));
            end.map_or(at + 1, |end| from + end + 1)
        }
        (Some(_), Some((end, '\''))) => at + 1 + end + 1,
        _ => at + 1,
    }
}

/// The end of a raw string whose prefix is the word from `start` to `at`.
fn end_of_raw(text: &str, start: usize, at: usize) -> Option<usize> {
    if !matches!(&text[start..at], "r" | "br" | "cr") {
        return None;
    }
    let hashes = text[at..].bytes().take_while(|byte| *byte == b'#').count();
    let body = at + hashes + 1;
    if text.as_bytes().get(body - 1) != Some(&b'"') {
        return None;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    Some(text[body..].find(&close).map_or(text.len(), |end| body + end + close.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_that_of_brackets_and_runs() {
        for (text, expected) in [
            ("", 0),
            ("a;b,c", 1),
            ("fn f() {}", 12),
            ("((a))", 21),
            ("'a' '(' \"((\" r#\"((\"((\"# /* (( /* ( */ */ // ((", 4),
            ("&'a str", 4),
            ("json!({ a b c d e f g h })", 22),
            ("if !(a) { }", 22),
            ("if a {} else if b {} else if c {} d", 36),
        ] {
            assert_eq!(of(text).0, expected, "{text}");
        }
        assert!(of(&"!".repeat(MOST)).0 > MOST);
        assert_eq!(of(&"a; ".repeat(10_000)).0, 1);
    }
}
