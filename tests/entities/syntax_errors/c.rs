fn text() -> &str { "never closed }
