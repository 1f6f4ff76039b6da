//! `macro_rules!` of the crate in which they are called: newtypes of ids and of columns are often
//! made by such a macro, and its rules say all that is to be known.
//!
//! See <https://doc.rust-lang.org/reference/macros-by-example.html>. What is told apart by
//! hygiene alone makes no difference to items.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};

use super::attributes::is_enabled;
use super::{Features, MacroRules, depth, name};

/// How often an expansion may hold a call that is expanded in turn.
const DEEPEST: usize = 16;

/// How many tokens the expansions of a file may come to.
const MOST: usize = 200_000;

/// The rules of macros by name, as text.
pub type Elsewhere = BTreeMap<String, Arc<str>>;

/// The macros that can be called at a place of a file.
pub struct Scope<'e> {
    /// Those of other files, if no macro of the file has the name.
    elsewhere: &'e Elsewhere,
    /// The later hides the earlier.
    defined: Vec<(String, Rc<[Rule]>)>,
    depth: usize,
    tokens: usize,
}

impl<'e> Scope<'e> {
    pub fn new(elsewhere: &'e Elsewhere) -> Self {
        Self { elsewhere, defined: Vec::new(), depth: 0, tokens: 0 }
    }

    /// Takes note of a `macro_rules!`, if it is switched on.
    pub fn define(&mut self, item: &syn::ItemMacro, features: &Features) -> Option<MacroRules> {
        let name = name(item.ident.as_ref().filter(|_| is_enabled(&item.attrs, features))?);
        // Rules that are not understood hide others all the same.
        let rules = rules(&item.mac.tokens).unwrap_or_default();
        self.defined.push((name.clone(), rules.into()));
        Some(MacroRules { name, text: item.mac.tokens.to_string() })
    }

    /// What is defined inside of a module ends with it.
    pub fn inside<T>(&mut self, of: &syn::ItemMod, read: impl FnOnce(&mut Self) -> T) -> T {
        let outside = self.defined.len();
        let result = read(self);
        if !of.attrs.iter().any(|attribute| attribute.path().is_ident("macro_use")) {
            self.defined.truncate(outside);
        }
        result
    }

    /// Reads the items that a call makes; nothing where it is not known what these are.
    pub fn expanded<T>(
        &mut self,
        call: &syn::Macro,
        read: impl FnOnce(&mut Self, &[syn::Item]) -> T,
    ) -> Option<T> {
        let called = name(&call.path.segments.last()?.ident);
        let head = &call.path.segments.first()?.ident;
        let here = ["crate", "self", "super"].iter().any(|it| head == it);
        if call.path.segments.len() > 1 && !here {
            return None;
        }
        // A place in another file is none here: what comes from there stands where it is called.
        let (rules, at) = match self.defined.iter().rfind(|(name, _)| *name == called) {
            Some((_, rules)) => (Rc::clone(rules), None),
            None => {
                let tokens = self.elsewhere.get(&called)?.parse().ok()?;
                (rules(&tokens)?.into(), Some(call.path.segments.last()?.ident.span()))
            }
        };
        let given: Vec<_> = call.tokens.clone().into_iter().collect();
        // The first rule that matches is the one that counts.
        let (rule, found) = rules.iter().find_map(|rule| {
            let mut found = Found::new();
            let end = matched(&rule.pattern, &given, &mut found)?;
            (end == given.len()).then_some((rule, found))
        })?;
        let names = found.iter().map(|(name, binding)| (name.as_str(), binding)).collect();
        let made = transcribed(&rule.body, &names, at)?;
        self.tokens += count(&made);
        if self.depth == DEEPEST || self.tokens > MOST {
            return None;
        }
        let stream = TokenStream::from_iter(made);
        if depth::of(&stream.to_string()).0 > depth::ORDINARY {
            return None;
        }
        let file: syn::File = syn::parse2(stream).ok()?;
        self.depth += 1;
        let result = read(self, &file.items);
        self.depth -= 1;
        Some(result)
    }
}

struct Rule {
    pattern: Vec<Pattern>,
    body: Vec<TokenTree>,
}

enum Pattern {
    Token(TokenTree),
    Group(Delimiter, Vec<Pattern>),
    /// `$name:kind`.
    Fragment(String, String),
    Repeat(Repeat<Vec<Pattern>>),
}

/// `$( inner ) separator operator`.
struct Repeat<T> {
    inner: T,
    separator: Vec<TokenTree>,
    operator: char,
}

/// The rules of a macro, if all of them are written in forms that are known.
fn rules(tokens: &TokenStream) -> Option<Vec<Rule>> {
    let tokens: Vec<_> = tokens.clone().into_iter().collect();
    let mut rules = Vec::new();
    let mut rest = &tokens[..];
    while !rest.is_empty() {
        let [
            TokenTree::Group(pattern),
            TokenTree::Punct(arrow),
            TokenTree::Punct(head),
            TokenTree::Group(body),
            after @ ..,
        ] = rest
        else {
            return None;
        };
        if (arrow.as_char(), head.as_char()) != ('=', '>') {
            return None;
        }
        rules.push(Rule { pattern: pattern_of(pattern)?, body: trees(body) });
        rest = match after {
            [TokenTree::Punct(semicolon), after @ ..] if semicolon.as_char() == ';' => after,
            _ => after,
        };
    }
    Some(rules)
}

fn pattern_of(group: &Group) -> Option<Vec<Pattern>> {
    let tokens = trees(group);
    let mut pattern = Vec::new();
    let mut rest = &tokens[..];
    while let [first, after @ ..] = rest {
        (pattern, rest) = match (is(first, '$'), after) {
            (
                true,
                [
                    TokenTree::Ident(ident),
                    TokenTree::Punct(colon),
                    TokenTree::Ident(kind),
                    after @ ..,
                ],
            ) if colon.as_char() == ':' => {
                pattern.push(Pattern::Fragment(ident.to_string(), kind.to_string()));
                (pattern, after)
            }
            (true, [TokenTree::Group(inner), after @ ..]) => {
                let (separator, operator, after) = repetition(after)?;
                let inner = pattern_of(inner)?;
                pattern.push(Pattern::Repeat(Repeat { inner, separator, operator }));
                (pattern, after)
            }
            (true, _) => return None,
            (false, after) => {
                pattern.push(match first {
                    TokenTree::Group(group) => {
                        Pattern::Group(group.delimiter(), pattern_of(group)?)
                    }
                    other => Pattern::Token(other.clone()),
                });
                (pattern, after)
            }
        };
    }
    Some(pattern)
}

/// The separator and the operator behind `$(...)`, and what follows them.
fn repetition(tokens: &[TokenTree]) -> Option<(Vec<TokenTree>, char, &[TokenTree])> {
    let operator = |token: &TokenTree| ['*', '+', '?'].into_iter().find(|it| is(token, *it));
    let [first, after @ ..] = tokens else { return None };
    if let Some(operator) = operator(first) {
        return Some((Vec::new(), operator, after));
    }
    let (separator, after) = tokens.split_at(token_length(tokens));
    let [next, after @ ..] = after else { return None };
    Some((separator.to_vec(), operator(next)?, after))
}

/// What a fragment stands for, or what the ones of a repetition stand for.
enum Binding {
    Tokens(Vec<TokenTree>),
    Each(Vec<Binding>),
}

type Found = HashMap<String, Binding>;

/// How many of the tokens a pattern takes.
fn matched(pattern: &[Pattern], tokens: &[TokenTree], found: &mut Found) -> Option<usize> {
    let mut at = 0;
    for part in pattern {
        let rest = &tokens[at..];
        at += match part {
            Pattern::Token(token) => same(token, rest.first()?).then_some(1)?,
            Pattern::Group(delimiter, inner) => {
                let TokenTree::Group(group) = rest.first()? else { return None };
                let inside = trees(group);
                let all = group.delimiter() == *delimiter
                    && matched(inner, &inside, found)? == inside.len();
                all.then_some(1)?
            }
            Pattern::Fragment(name, kind) => {
                let taken = fragment(kind, rest)?;
                found.insert(name.clone(), Binding::Tokens(rest[..taken].to_vec()));
                taken
            }
            Pattern::Repeat(repeat) => repeated(repeat, rest, found)?,
        };
    }
    Some(at)
}

/// Takes as many times as there are. What follows a repetition cannot be taken for one more time
/// of it: rustc sees to that.
fn repeated(
    repeat: &Repeat<Vec<Pattern>>,
    tokens: &[TokenTree],
    found: &mut Found,
) -> Option<usize> {
    let most = if repeat.operator == '?' { 1 } else { usize::MAX };
    let mut times: Vec<Found> = Vec::new();
    let mut at = 0;
    while times.len() < most && at < tokens.len() {
        let separator = if times.is_empty() { &[][..] } else { &repeat.separator };
        let separated = tokens[at..].iter().zip(separator).filter(|(a, b)| same(a, b)).count();
        if separated < separator.len() {
            break;
        }
        let mut time = Found::new();
        let start = at + separated;
        match matched(&repeat.inner, &tokens[start..], &mut time) {
            Some(taken) if start + taken > at => at = start + taken,
            _ => break,
        }
        times.push(time);
    }
    if repeat.operator == '+' && times.is_empty() {
        return None;
    }
    let mut names = Vec::new();
    names_of(&repeat.inner, &mut names);
    for name in names {
        let each = times.iter_mut().map(|time| time.remove(name)).collect::<Option<_>>()?;
        found.insert(name.to_owned(), Binding::Each(each));
    }
    Some(at)
}

fn names_of<'p>(pattern: &'p [Pattern], names: &mut Vec<&'p str>) {
    for part in pattern {
        match part {
            Pattern::Fragment(name, _) => names.push(name),
            Pattern::Group(_, inner) | Pattern::Repeat(Repeat { inner, .. }) => {
                names_of(inner, names);
            }
            Pattern::Token(_) => {}
        }
    }
}

/// How many tokens a fragment takes.
fn fragment(kind: &str, tokens: &[TokenTree]) -> Option<usize> {
    let first = tokens.first();
    match kind {
        "ident" => matches!(first?, TokenTree::Ident(ident) if ident != "_").then_some(1),
        "tt" => first.map(|_| token_length(tokens)),
        "block" => matches!(first?, TokenTree::Group(it) if it.delimiter() == Delimiter::Brace)
            .then_some(1),
        "lifetime" => (token_length(tokens) == 2 && is(first?, '\'')).then_some(2),
        "literal" => match tokens {
            [TokenTree::Punct(minus), TokenTree::Literal(_), ..] if minus.as_char() == '-' => {
                Some(2)
            }
            [TokenTree::Literal(_), ..] => Some(1),
            [TokenTree::Ident(ident), ..] if ident == "true" || ident == "false" => Some(1),
            _ => None,
        },
        "vis" => Some(match tokens {
            [TokenTree::Ident(public), TokenTree::Group(of), ..]
                if public == "pub" && is_restriction(of) =>
            {
                2
            }
            [TokenTree::Ident(public), ..] if public == "pub" => 1,
            _ => 0,
        }),
        "ty" => parsed::<syn::Type>(tokens),
        "path" => parsed::<syn::Path>(tokens),
        "meta" => parsed::<syn::Meta>(tokens),
        "item" => parsed::<syn::Item>(tokens),
        "expr" | "expr_2021" => parsed::<syn::Expr>(tokens),
        _ => None,
    }
}

/// Whether a group behind `pub` belongs to it, and is not the type of a tuple's field.
fn is_restriction(group: &Group) -> bool {
    let restricts = |ident: &Ident| ["crate", "self", "super", "in"].iter().any(|it| ident == it);
    group.delimiter() == Delimiter::Parenthesis
        && matches!(trees(group).first(), Some(TokenTree::Ident(ident)) if restricts(ident))
}

fn parsed<T: syn::parse::Parse>(tokens: &[TokenTree]) -> Option<usize> {
    let after = |input: ParseStream<'_>| {
        input.parse::<T>()?;
        input.parse::<TokenStream>()
    };
    let rest = after.parse2(tokens.iter().cloned().collect()).ok()?;
    let taken = tokens.len() - rest.into_iter().count();
    (taken > 0).then_some(taken)
}

/// What the names of a rule's body stand for.
type Names<'f> = HashMap<&'f str, &'f Binding>;

/// The body of a rule with what was found in place of the names.
fn transcribed(body: &[TokenTree], names: &Names<'_>, at: Option<Span>) -> Option<Vec<TokenTree>> {
    let mut made = Vec::new();
    let placed = |mut token: TokenTree| {
        if let Some(at) = at {
            token.set_span(at);
        }
        token
    };
    let mut rest = body;
    while let [first, after @ ..] = rest {
        rest = match (is(first, '$'), after) {
            (true, [TokenTree::Ident(ident), after @ ..]) => {
                match names.get(ident.to_string().as_str()) {
                    Some(Binding::Tokens(tokens)) => made.extend(tokens.iter().cloned()),
                    None if ident == "crate" => made.push(placed(TokenTree::Ident(ident.clone()))),
                    Some(Binding::Each(_)) | None => return None,
                }
                after
            }
            (true, [TokenTree::Group(inner), after @ ..]) => {
                let (separator, _, after) = repetition(after)?;
                let inner = trees(inner);
                for (time, names) in times(&inner, names)?.iter().enumerate() {
                    let separator = if time > 0 { &separator[..] } else { &[] };
                    made.extend(separator.iter().cloned().map(placed));
                    made.extend(transcribed(&inner, names, at)?);
                }
                after
            }
            (true, _) => return None,
            (false, after) => {
                made.push(placed(match first {
                    TokenTree::Group(group) => {
                        let inner = transcribed(&trees(group), names, at)?;
                        let mut made = Group::new(group.delimiter(), inner.into_iter().collect());
                        made.set_span(group.span());
                        TokenTree::Group(made)
                    }
                    other => other.clone(),
                }));
                after
            }
        };
    }
    Some(made)
}

/// What the names stand for each time that a repetition is written: as often as the fragments
/// named in it were found, which is as often for all of them.
fn times<'f>(body: &[TokenTree], names: &Names<'f>) -> Option<Vec<Names<'f>>> {
    let mut used = Vec::new();
    idents(body, &mut used);
    let each: Vec<(&'f str, &'f [Binding])> = names
        .iter()
        .filter(|(name, _)| used.iter().any(|it| it == *name))
        .filter_map(|(name, binding)| match binding {
            Binding::Each(each) => Some((*name, each.as_slice())),
            Binding::Tokens(_) => None,
        })
        .collect();
    let often = each.first()?.1.len();
    if each.iter().any(|(_, it)| it.len() != often) {
        return None;
    }
    let at = |time: usize| {
        let mut names = names.clone();
        names.extend(each.iter().map(|(name, each)| (*name, &each[time])));
        names
    };
    Some((0..often).map(at).collect())
}

fn idents(tokens: &[TokenTree], found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => found.push(ident.to_string()),
            TokenTree::Group(group) => idents(&trees(group), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn trees(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

fn count(tokens: &[TokenTree]) -> usize {
    let inside = |token: &TokenTree| match token {
        TokenTree::Group(group) => 1 + count(&trees(group)),
        _ => 1,
    };
    tokens.iter().map(inside).sum()
}

fn is(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}

fn same(a: &TokenTree, b: &TokenTree) -> bool {
    match (a, b) {
        (TokenTree::Punct(a), TokenTree::Punct(b)) => a.as_char() == b.as_char(),
        (TokenTree::Ident(a), TokenTree::Ident(b)) => a == b,
        (TokenTree::Literal(a), TokenTree::Literal(b)) => a.to_string() == b.to_string(),
        _ => false,
    }
}

/// How many of proc_macro2's tokens are the first of Rust's: `=>` is one there, and two here.
fn token_length(tokens: &[TokenTree]) -> usize {
    const LONG: [&str; 25] = [
        "<<=", ">>=", "...", "..=", "->", "=>", "::", "==", "!=", "<=", ">=", "&&", "||", "..",
        "<<", ">>", "+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<-",
    ];
    if let [first, TokenTree::Ident(_), ..] = tokens
        && is(first, '\'')
    {
        return 2;
    }
    let mut text = String::new();
    for token in &tokens[..tokens.len().min(3)] {
        let TokenTree::Punct(punct) = token else { break };
        text.push(punct.as_char());
        if punct.spacing() == Spacing::Alone {
            break;
        }
    }
    let long = LONG.iter().find(|it| text.starts_with(*it));
    long.map_or(1, |it| it.len()).min(tokens.len())
}
