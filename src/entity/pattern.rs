use std::sync::atomic::{AtomicBool, Ordering};

/// A name in which `*` stands for any text.
#[derive(Clone, Debug)]
pub struct Pattern(String);

impl Pattern {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub fn matches(&self, name: &str) -> bool {
        let mut parts = self.0.split('*');
        let first = parts.next().unwrap_or("");
        let Some(mut rest) = name.strip_prefix(first) else { return false };
        let mut parts = parts.peekable();
        if parts.peek().is_none() {
            return rest.is_empty();
        }
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                return rest.ends_with(part);
            }
            match rest.find(part) {
                Some(at) => rest = &rest[at + part.len()..],
                None => return false,
            }
        }
        true
    }
}

/// A pattern of autogen.yaml, what it stands for, and whether it ever matched.
#[derive(Debug)]
pub struct Rule<T> {
    pub text: String,
    pub value: T,
    pattern: Pattern,
    used: AtomicBool,
}

impl<T> Rule<T> {
    pub fn new(text: &str, value: T) -> Self {
        let (text, pattern) = (text.to_owned(), Pattern::new(text));
        Self { text, value, pattern, used: AtomicBool::new(false) }
    }

    pub fn matches(&self, name: &str) -> bool {
        let matches = self.pattern.matches(name);
        if matches {
            self.used.store(true, Ordering::Relaxed);
        }
        matches
    }

    pub fn is_used(&self) -> bool {
        self.used.load(Ordering::Relaxed)
    }
}
