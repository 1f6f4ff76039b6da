//! What can be said of an SQL expression without a server: where its words are.

use crate::schema::quotes::quoted;

/// A piece of an expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token<'a> {
    Space,
    /// A literal in any of PostgreSQL's quotes.
    Literal(&'a str),
    /// An identifier in double quotes.
    Quoted(&'a str),
    Word(&'a str),
    Symbol(&'a str),
}

impl<'a> Token<'a> {
    /// The piece as it stands in a tidy text.
    pub fn text(self) -> &'a str {
        match self {
            Self::Space => " ",
            Self::Literal(text) | Self::Quoted(text) | Self::Word(text) | Self::Symbol(text) => {
                text
            }
        }
    }
}

/// Splits an expression into its pieces, without comments.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (token, length) = next(rest, first);
        found.push(token);
        rest = &rest[length..];
    }
    found
}

fn next(rest: &str, first: char) -> (Token<'_>, usize) {
    let until = |stop: &dyn Fn(char) -> bool| rest.find(stop).unwrap_or(rest.len());
    let starts_word = |c: char| c.is_alphabetic() || c == '_';
    if first.is_whitespace() {
        return (Token::Space, until(&|c| !c.is_whitespace()));
    }
    if rest.starts_with("--") {
        return (Token::Space, until(&|c| c == '\n'));
    }
    if let Some(comment) = rest.strip_prefix("/*") {
        return (Token::Space, comment.find("*/").map_or(rest.len(), |at| at + 4));
    }
    if first == '\'' {
        let length = quoted(rest, false).unwrap_or(rest.len());
        return (Token::Literal(&rest[..length]), length);
    }
    if first == '"' {
        let length = quoted(rest, false).unwrap_or(rest.len());
        return (Token::Quoted(&rest[..length]), length);
    }
    if starts_word(first) {
        let length = until(&|c| !(c.is_alphanumeric() || c == '_' || c == '$'));
        let prefixed = matches!(&rest[..length], "e" | "E" | "b" | "B" | "x" | "X" | "n" | "N");
        if prefixed && rest[length..].starts_with('\'') {
            let escapes = first.eq_ignore_ascii_case(&'e');
            let length = quoted(&rest[length..], escapes).map_or(rest.len(), |it| length + it);
            return (Token::Literal(&rest[..length]), length);
        }
        return (Token::Word(&rest[..length]), length);
    }
    if first == '$' {
        let tag = rest[1..].find('$').map(|at| &rest[..at + 2]);
        if let Some(tag) = tag.filter(|it| !it[1..].starts_with(|c: char| c.is_ascii_digit())) {
            let end = rest[tag.len()..].find(tag).map_or(rest.len(), |at| at + 2 * tag.len());
            return (Token::Literal(&rest[..end]), end);
        }
    }
    if first.is_ascii_digit() {
        let length = until(&|c| !(c.is_ascii_alphanumeric() || c == '.'));
        return (Token::Symbol(&rest[..length]), length);
    }
    let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
    (Token::Symbol(&rest[..length]), length)
}

/// The expression in one spelling of its white space, without parentheses around the whole.
pub fn tidy(text: &str) -> String {
    let mut found = tokens(text);
    loop {
        while found.first() == Some(&Token::Space) {
            found.remove(0);
        }
        while found.last() == Some(&Token::Space) {
            found.pop();
        }
        if !wrapped(&found) {
            break;
        }
        found.remove(0);
        found.pop();
    }
    let mut tidy = String::with_capacity(text.len());
    for token in found {
        if token != Token::Space || !tidy.ends_with(' ') {
            tidy.push_str(token.text());
        }
    }
    if tidy.contains("ARRAY[") { hoisted(&tidy) } else { tidy }
}

/// What is settled at once of the two ways in which the catalog shows a list of texts: `varchar IN
/// ('a')` comes as `ARRAY['a'::character varying]::text[]`, and that again comes with a cast of
/// each element.
fn hoisted(text: &str) -> String {
    let tokens = tokens(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some((elements, end)) = array(&tokens[at..])
            && tokens.get(at + end) != Some(&Token::Symbol("::"))
            && let Some(casts) = elements.iter().map(|it| two_casts(it)).collect::<Option<Vec<_>>>()
            && let Some((_, last)) = casts.first()
            && casts.iter().all(|(_, other)| other == last)
        {
            let inner: Vec<&str> = casts.iter().map(|(inner, _)| inner.as_str()).collect();
            out.push_str(&format!("ARRAY[{}]::{last}[]", inner.join(", ")));
            at += end;
        } else {
            out.push_str(token.text());
            at += 1;
        }
    }
    out
}

/// The text to send for an expression, of which the server makes the expression again: in
/// `varchar = ANY (...)` it casts a whole list, and casts each element of a list that is cast.
pub fn sent(text: &str) -> String {
    let tokens = tokens(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let listed = out.ends_with("ANY (") || out.ends_with("ALL (");
        if let Some((elements, end)) = array(&tokens[at..])
            && listed
            && joined(tokens[at + end..].iter().take(5)) == "::text[])"
            && elements.iter().all(|it| joined(it.iter().skip(1)) == "::character varying")
        {
            out.push_str(&joined(&tokens[at..at + end]));
            at += end + 4;
        } else {
            out.push_str(token.text());
            at += 1;
        }
    }
    out
}

/// The elements of `ARRAY[...]`, and the number of its pieces.
fn array<'a, 'b>(tokens: &'b [Token<'a>]) -> Option<(Vec<&'b [Token<'a>]>, usize)> {
    let (Token::Word("ARRAY"), Token::Symbol("[")) = (tokens.first()?, tokens.get(1)?) else {
        return None;
    };
    let end = tokens.iter().position(|it| *it == Token::Symbol("]"))?;
    let elements = tokens[2..end].split(|it| *it == Token::Symbol(","));
    let trimmed = elements.map(|it| match it {
        [Token::Space, rest @ ..] => rest,
        all => all,
    });
    let literals = |it: &&[Token]| matches!(it.first(), Some(Token::Literal(_)));
    let elements: Vec<&[Token]> = trimmed.collect();
    elements.iter().all(literals).then_some((elements, end + 1))
}

/// `value::a` and `b` of `value::a::b`.
fn two_casts(element: &[Token]) -> Option<(String, String)> {
    let mut casts = element.split(|it| *it == Token::Symbol("::"));
    let (value, a, b) = (casts.next()?, casts.next()?, casts.next()?);
    casts.next().is_none().then(|| (format!("{}::{}", joined(value), joined(a)), joined(b)))
}

fn joined<'a, 'b: 'a>(tokens: impl IntoIterator<Item = &'a Token<'b>>) -> String {
    tokens.into_iter().map(|it| it.text()).collect()
}

/// The expression without white space that separates nothing, and with keywords and names in the
/// case in which the server reads them. Two signs stay apart: `- -` is no `--`.
pub fn plain(text: &str) -> String {
    let tidy = tidy(text);
    let found = tokens(&tidy);
    let sign = |token: &Token| match token {
        Token::Symbol(text) => !text.starts_with(|c: char| c.is_ascii_digit()),
        Token::Space | Token::Literal(_) | Token::Quoted(_) | Token::Word(_) => false,
    };
    let bracket = |token: &Token| matches!(token, Token::Symbol("(" | ")" | "[" | "]" | ","));
    let mut plain = String::with_capacity(tidy.len());
    for (at, token) in found.iter().enumerate() {
        match token {
            Token::Space => {
                let around = at.checked_sub(1).and_then(|at| found.get(at)).zip(found.get(at + 1));
                let apart = |(before, after): (&Token, &Token)| {
                    sign(before) == sign(after) && !bracket(before) && !bracket(after)
                };
                plain.push_str(if around.is_some_and(apart) { " " } else { "" });
            }
            Token::Word(word) => plain.push_str(&word.to_ascii_lowercase()),
            Token::Literal(text) | Token::Quoted(text) | Token::Symbol(text) => {
                plain.push_str(text);
            }
        }
    }
    plain
}

/// Whether words follow each other outside of parentheses.
pub fn is_compound(text: &str) -> bool {
    let mut depth = 0;
    let mut words = 0;
    for token in tokens(text) {
        match token {
            Token::Symbol("(" | "[") => depth += 1,
            Token::Symbol(")" | "]") => depth -= 1,
            Token::Word(_) | Token::Literal(_) | Token::Quoted(_) if depth == 0 => words += 1,
            Token::Symbol("::" | ".") if depth == 0 => words -= 1,
            _ => {}
        }
    }
    words > 1
}

fn wrapped(tokens: &[Token]) -> bool {
    if tokens.len() < 3 || tokens.first() != Some(&Token::Symbol("(")) {
        return false;
    }
    let mut depth = 0;
    for (i, token) in tokens.iter().enumerate() {
        match token {
            Token::Symbol("(") => depth += 1,
            Token::Symbol(")") => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + 1 == tokens.len();
        }
    }
    false
}

/// The names in an expression that may be columns: not those of functions and of types in casts.
pub fn names(text: &str) -> Vec<String> {
    let tokens: Vec<Token> =
        tokens(text).into_iter().filter(|token| *token != Token::Space).collect();
    let mut names = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let name = match token {
            Token::Quoted(text) => unquote(text),
            Token::Word(word) => word.to_lowercase(),
            _ => continue,
        };
        let cast = i > 0 && tokens[i - 1] == Token::Symbol("::");
        let call = tokens.get(i + 1) == Some(&Token::Symbol("("));
        let function = call && matches!(token, Token::Word(_));
        if !(cast || function || names.contains(&name)) {
            names.push(name);
        }
    }
    names
}

/// Whether an expression may read a column.
pub fn mentions(text: &str, column: &str) -> bool {
    names(text).iter().any(|name| name == column)
}

/// The text between doubled quotes.
pub fn unquote(text: &str) -> String {
    let quote = &text[..1];
    let inner = &text[1..];
    inner.strip_suffix(quote).unwrap_or(inner).replace(&quote.repeat(2), quote)
}

/// Whether an expression may give each row a value of its own: it calls a function that is not
/// known to give all rows of a statement the same.
pub fn is_volatile(sql: &str) -> bool {
    const STABLE: [&str; 9] = [
        "now",
        "localtime",
        "localtimestamp",
        "current_timestamp",
        "array",
        "timezone",
        "transaction_timestamp",
        "statement_timestamp",
        "current_setting",
    ];
    let mut tokens = tokens(sql);
    tokens.retain(|it| *it != Token::Space);
    (0..tokens.len()).any(|at| {
        let called =
            matches!(tokens.get(at + 1), Some(Token::Symbol(text)) if text.starts_with('('));
        let is_type =
            at > 0 && matches!(tokens[at - 1], Token::Symbol(text) if text.ends_with(':'));
        let known = |text: &str| STABLE.contains(&text.to_lowercase().as_str());
        called
            && !is_type
            && match tokens[at] {
                Token::Word(text) => !known(text),
                Token::Quoted(_) => true,
                Token::Space | Token::Literal(_) | Token::Symbol(_) => false,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_is_tidied_outside_of_quotes_only() {
        for (text, tidied) in [
            ("  ((a  >\n 0)) ", "a > 0"),
            ("(a) > (b)", "(a) > (b)"),
            ("'  (x)  '", "'  (x)  '"),
            ("(a = ')')", "a = ')'"),
            ("( /* why */ a )", "a"),
            ("E'it\\'s  )' || $x$ (  $x$", "E'it\\'s  )' || $x$ (  $x$"),
            ("((", "(("),
            (
                "a = ANY (ARRAY['x'::character varying::text, 'y'::character varying::text])",
                "a = ANY (ARRAY['x'::character varying, 'y'::character varying]::text[])",
            ),
            ("ARRAY['x'::text, b::text::text]", "ARRAY['x'::text, b::text::text]"),
            ("'open", "'open"),
        ] {
            assert_eq!(tidy(text), tidied);
            assert_eq!(tidy(&tidy(text)), tidied);
        }
    }

    #[test]
    fn columns_are_told_from_functions_types_and_literals() {
        let text = "length(Name) > 0 AND \"Odd \"\"one\"\" \" = 'price' AND total::numeric > 1";
        let names = names(text);
        for (name, there) in [
            ("name", true),
            ("Odd \"one\" ", true),
            ("total", true),
            ("length", false),
            ("price", false),
            ("numeric", false),
        ] {
            assert_eq!(names.iter().any(|it| it == name), there, "{name}");
        }
    }
}
