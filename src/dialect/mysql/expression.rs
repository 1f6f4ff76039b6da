//! SQL expressions in one spelling: as the server prints them, as far as that can be known
//! without asking it.
//!
//! Names of columns get backticks, other words are in lower case, spaces stand where the server
//! puts them, texts have one way of quoting. Nothing is reordered or computed.

/// A text literal. Backslashes are doubled, as the default `sql_mode` reads them.
/// See <https://dev.mysql.com/doc/refman/8.0/en/string-literals.html>.
pub fn string(text: &str) -> String {
    let mut sql = String::with_capacity(text.len() + 2);
    sql.push('\'');
    for c in text.chars() {
        match c {
            '\'' => sql.push_str("''"),
            '\\' => sql.push_str("\\\\"),
            '\0' => sql.push_str("\\0"),
            '\u{1a}' => sql.push_str("\\Z"),
            c => sql.push(c),
        }
    }
    sql.push('\'');
    sql
}

/// An identifier in backticks.
pub fn quote(identifier: &str) -> String {
    format!("`{}`", identifier.replace('`', "``"))
}

/// Reads the text literal that `sql` starts with, and returns what follows it too.
pub fn read_string(sql: &str) -> Option<(String, &str)> {
    let quote = sql.chars().next().filter(|it| matches!(it, '\'' | '"'))?;
    let mut text = String::new();
    let mut chars = sql.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => match chars.next()?.1 {
                '0' => text.push('\0'),
                'n' => text.push('\n'),
                'r' => text.push('\r'),
                't' => text.push('\t'),
                'b' => text.push('\u{8}'),
                'Z' => text.push('\u{1a}'),
                // These stay as they are written, because they are meant for LIKE.
                c @ ('%' | '_') => text.extend(['\\', c]),
                c => text.push(c),
            },
            c if c == quote => {
                if chars.next_if(|(_, next)| *next == quote).is_none() {
                    return Some((text, &sql[at + 1..]));
                }
                text.push(quote);
            }
            c => text.push(c),
        }
    }
    None
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A keyword or a name without quotes, in lower case.
    Word(String),
    /// A name in backticks.
    Name(String),
    /// A text literal with the word that stands right before it: `x'4d'`.
    Text(String, String),
    Number(String),
    Symbol(String),
}

const SYMBOLS: [&str; 13] =
    ["<=>", "->>", "<>", "!=", "<=", ">=", "||", "&&", "<<", ">>", "->", ":=", "--"];

/// The tokens of an expression, or nothing when it is not one.
fn tokens(sql: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = sql.trim_start();
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '@') || !c.is_ascii();
    while let Some(c) = rest.chars().next() {
        if matches!(c, '\'' | '"') {
            let (text, after) = read_string(rest)?;
            tokens.push(Token::Text(String::new(), text));
            rest = after;
        } else if c == '`' {
            let mut name = String::new();
            let mut tail = &rest[1..];
            loop {
                let end = tail.find('`')?;
                name.push_str(&tail[..end]);
                tail = &tail[end + 1..];
                match tail.strip_prefix('`') {
                    Some(after) => {
                        name.push('`');
                        tail = after;
                    }
                    None => break,
                }
            }
            tokens.push(Token::Name(name));
            rest = tail;
        } else if c.is_ascii_digit()
            || c == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        {
            let mut end = rest.find(|c: char| !is_word(c) && c != '.').unwrap_or(rest.len());
            if rest[..end].ends_with(['e', 'E']) && rest[end..].starts_with(['-', '+']) {
                let tail = &rest[end + 1..];
                end += 1 + tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
            }
            tokens.push(Token::Number(rest[..end].to_ascii_lowercase()));
            rest = &rest[end..];
        } else if is_word(c) {
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let word = rest[..end].to_lowercase();
            rest = &rest[end..];
            if rest.starts_with('\'') && (word.starts_with('_') || word.len() == 1) {
                let (text, after) = read_string(rest)?;
                // MySQL puts the connection's character set before every text.
                let unicode = matches!(word.as_str(), "_utf8mb4" | "_utf8mb3" | "_utf8" | "n");
                tokens.push(Token::Text(if unicode { String::new() } else { word }, text));
                rest = after;
            } else {
                tokens.push(Token::Word(word));
            }
        } else {
            let symbol = SYMBOLS.iter().find(|it| rest.starts_with(**it));
            let end = symbol.map_or(c.len_utf8(), |it| it.len());
            tokens.push(match &rest[..end] {
                "!=" => Token::Symbol("<>".to_owned()),
                "&&" => Token::Word("and".to_owned()),
                symbol => Token::Symbol(symbol.to_owned()),
            });
            rest = &rest[end..];
        }
        rest = rest.trim_start();
    }
    Some(tokens)
}

impl Token {
    fn is(&self, text: &str) -> bool {
        matches!(self, Self::Word(it) | Self::Symbol(it) if it == text)
    }

    /// Whether a value may follow, so that a minus would be a sign.
    fn awaits_value(&self) -> bool {
        match self {
            Self::Word(word) => is_keyword(word),
            Self::Symbol(symbol) => symbol != ")",
            Self::Name(_) | Self::Text(..) | Self::Number(_) => false,
        }
    }
}

/// Keywords that stand between values, and so are no functions.
fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "or"
            | "xor"
            | "not"
            | "in"
            | "between"
            | "like"
            | "rlike"
            | "regexp"
            | "is"
            | "null"
            | "div"
            | "mod"
            | "case"
            | "when"
            | "then"
            | "else"
            | "interval"
            | "as"
            | "binary"
            | "escape"
            | "collate"
            | "from"
            | "end"
            | "using"
    )
}

const UNITS: [&str; 9] =
    ["microsecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year"];

/// An expression over `columns` in the one spelling; as it is, when it cannot be read.
pub fn normalize<'a>(sql: &str, columns: impl Fn(&str) -> Option<&'a str>) -> String {
    let Some(mut list) = tokens(sql) else { return sql.trim().to_owned() };
    strip_parentheses(&mut list);
    name_columns(&mut list, columns);
    name_times(&mut list);
    print(&list)
}

/// The columns that an expression mentions, among those that `columns` finds.
pub fn mentioned<'a>(sql: &str, columns: impl Fn(&str) -> Option<&'a str>) -> Vec<&'a str> {
    let Some(mut list) = tokens(sql) else { return Vec::new() };
    name_columns(&mut list, &columns);
    let names = list.iter().filter_map(|token| match token {
        Token::Name(name) => columns(name),
        _ => None,
    });
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// Takes off parentheses that are around everything.
fn strip_parentheses(list: &mut Vec<Token>) {
    while list.len() > 2 && list[0].is("(") {
        let mut depth = 0;
        let closes = list.iter().position(|token| {
            depth += i32::from(token.is("(")) - i32::from(token.is(")"));
            depth == 0
        });
        if closes != Some(list.len() - 1) {
            return;
        }
        list.pop();
        list.remove(0);
    }
}

fn name_columns<'a>(list: &mut [Token], columns: impl Fn(&str) -> Option<&'a str>) {
    let mut interval = false;
    for i in 0..list.len() {
        let before = i.checked_sub(1).map(|at| &list[at]);
        let after = list.get(i + 1);
        let word = match &list[i] {
            Token::Name(name) => {
                if let Some(column) = columns(name) {
                    list[i] = Token::Name(column.to_owned());
                }
                continue;
            }
            Token::Word(word) => word.clone(),
            _ => continue,
        };
        interval |= word == "interval";
        if interval && UNITS.contains(&word.as_str()) {
            interval = false;
            continue;
        }
        // A function, a type, a typed literal or a unit is no column.
        let taken = before.is_some_and(|it| it.is("as") || it.is("collate"))
            || after.is_some_and(|it| it.is("(") || it.is("from") || matches!(it, Token::Text(..)));
        match word.as_str() {
            "true" | "false" if !before.is_some_and(|it| it.is("is") || it.is("not")) => {
                list[i] = Token::Number(if word == "true" { "1" } else { "0" }.to_owned());
            }
            word if !taken && !is_keyword(word) => {
                if let Some(column) = columns(word) {
                    list[i] = Token::Name(column.to_owned());
                }
            }
            _ => {}
        }
    }
}

/// The current time and day have several names, some of them without parentheses.
fn name_times(list: &mut Vec<Token>) {
    for i in (0..list.len()).rev() {
        let called = list.get(i + 1).is_some_and(|it| it.is("("));
        let Token::Word(word) = &list[i] else { continue };
        let name = match word.as_str() {
            "current_timestamp" | "localtime" | "localtimestamp" => "current_timestamp",
            "now" if called => "current_timestamp",
            "current_date" => "curdate",
            _ => continue,
        };
        list[i] = Token::Word(name.to_owned());
        if !called {
            let parentheses = ["(", ")"].map(|it| Token::Symbol(it.to_owned()));
            list.splice(i + 1..i + 1, parentheses);
        }
    }
}

fn print(list: &[Token]) -> String {
    let mut sql = String::new();
    for (i, token) in list.iter().enumerate() {
        let before = i.checked_sub(1).map(|at| &list[at]);
        let sign = |token: &Token, before: Option<&Token>| {
            ["-", "+", "!", "~"].iter().any(|it| token.is(it))
                && before.is_none_or(Token::awaits_value)
        };
        let close = match before {
            None => true,
            Some(it) if it.is("(") || it.is(",") || it.is(".") => true,
            Some(it) if sign(it, i.checked_sub(2).map(|at| &list[at])) => true,
            Some(it) if it.is("->") || it.is("->>") => true,
            Some(it) if token.is("(") => matches!(it, Token::Word(word) if !is_keyword(word)),
            Some(_) => [")", ",", ".", "->", "->>"].iter().any(|it| token.is(it)),
        };
        if !close {
            sql.push(' ');
        }
        match token {
            Token::Word(word) if word == "mod" && !list.get(i + 1).is_some_and(|it| it.is("(")) => {
                sql.push_str("MOD");
            }
            Token::Word(text) | Token::Number(text) | Token::Symbol(text) => sql.push_str(text),
            Token::Name(name) => sql.push_str(&quote(name)),
            Token::Text(prefix, text) => {
                sql.push_str(prefix);
                sql.push_str(&string(text));
            }
        }
    }
    sql
}

/// An expression that is one literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    /// `b'101'`, without leading zeros.
    Bits(String),
    /// `x'4d'` or `0x4d`.
    Bytes(Vec<u8>),
}

/// The literal that an expression is, in parentheses or not.
pub fn literal(sql: &str) -> Option<Literal> {
    let mut list = tokens(sql)?;
    strip_parentheses(&mut list);
    let negative = matches!(list.as_slice(), [sign, Token::Number(_)] if sign.is("-"));
    if negative {
        list.remove(0);
    }
    let [token] = list.as_slice() else { return None };
    Some(match token {
        Token::Word(word) => match word.as_str() {
            "null" => Literal::Null,
            "true" => Literal::Bool(true),
            "false" => Literal::Bool(false),
            _ => return None,
        },
        Token::Number(text) => match text.strip_prefix("0x") {
            Some(digits) => Literal::Bytes(bytes(digits)?),
            None if text.strip_prefix("0b").is_some() => Literal::Bits(bits(&text[2..])?),
            None => {
                text.parse::<f64>().ok()?;
                Literal::Number(format!("{}{text}", if negative { "-" } else { "" }))
            }
        },
        Token::Text(prefix, text) => match prefix.as_str() {
            "" => Literal::Text(text.clone()),
            "b" => Literal::Bits(bits(text)?),
            "x" => Literal::Bytes(bytes(text)?),
            _ => return None,
        },
        Token::Name(_) | Token::Symbol(_) => return None,
    })
}

fn bits(text: &str) -> Option<String> {
    let digits = text.trim_start_matches('0');
    text.chars()
        .all(|c| matches!(c, '0' | '1'))
        .then(|| if digits.is_empty() { "0".to_owned() } else { digits.to_owned() })
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let digits = if digits.len() % 2 == 1 { format!("0{digits}") } else { digits.to_owned() };
    let digits: Option<Vec<u8>> =
        digits.chars().map(|c| c.to_digit(16).and_then(|it| u8::try_from(it).ok())).collect();
    Some(digits?.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// The digits of fractional seconds when an expression is the current time, in any of its
/// spellings: `now()`, `CURRENT_TIMESTAMP`, `localtime(3)`.
pub fn current_timestamp(sql: &str) -> Option<Option<u32>> {
    let mut list = tokens(sql)?;
    strip_parentheses(&mut list);
    let (Token::Word(word), arguments) = list.split_first()? else { return None };
    if !matches!(word.as_str(), "now" | "current_timestamp" | "localtime" | "localtimestamp") {
        return None;
    }
    match arguments {
        [] => Some(None),
        [open, close] if open.is("(") && close.is(")") => Some(None),
        [open, Token::Number(digits), close] if open.is("(") && close.is(")") => {
            Some(digits.parse().ok().filter(|it| *it > 0))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(name: &str) -> Option<&'static str> {
        ["q", "r", "price", "day"].into_iter().find(|it| it.eq_ignore_ascii_case(name))
    }

    #[test]
    fn expressions_are_spelled_as_mariadb_prints_them() {
        let cases = [
            (
                "(q>0  AND r!='it''s') OR price BETWEEN 1 AND 2",
                "(`q` > 0 and `r` <> 'it''s') or `price` between 1 and 2",
            ),
            ("(`q` > 0)", "`q` > 0"),
            ("(q+1)*2 < -q", "(`q` + 1) * 2 < -`q`"),
            ("COALESCE(Q, 1) IN ('x', \"y\")", "coalesce(`q`,1) in ('x','y')"),
            ("json_valid(r) && q mod 2 = 1", "json_valid(`r`) and `q` MOD 2 = 1"),
            (r"r = _utf8mb4'a\\b'", r"`r` = 'a\\b'"),
            ("NOW() + INTERVAL 1 DAY", "current_timestamp() + interval 1 day"),
            ("case when q = 1 then true else false end", "case when `q` = 1 then 1 else 0 end"),
            ("q is not true", "`q` is not true"),
            ("cast(r AS date) > date '2020-01-01'", "cast(`r` as date) > date '2020-01-01'"),
            ("r->>'$.a' = 1e-5", "`r`->>'$.a' = 1e-5"),
            ("'open", "'open"),
        ];
        for (text, expected) in cases {
            let spelled = normalize(text, columns);
            assert_eq!(spelled, expected);
            assert_eq!(normalize(&spelled, columns), spelled);
        }
    }

    #[test]
    fn literals_are_recognized() {
        let cases = [
            ("NULL", Some(Literal::Null)),
            ("(-1.5)", Some(Literal::Number("-1.5".to_owned()))),
            (r"'a\\b''c\n'", Some(Literal::Text("a\\b'c\n".to_owned()))),
            ("b'0101'", Some(Literal::Bits("101".to_owned()))),
            ("0x4d5A", Some(Literal::Bytes(b"MZ".to_vec()))),
            ("uuid()", None),
            ("1 + 1", None),
        ];
        for (text, expected) in cases {
            assert_eq!(literal(text), expected, "{text}");
        }
        assert_eq!(string("it's \\ x"), r"'it''s \\ x'");
        assert_eq!(current_timestamp("NOW(3)"), Some(Some(3)));
    }
}
