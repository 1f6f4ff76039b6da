use std::error::Error;

use super::terminal::{self, Style};

/// Why a command stopped: the one place where errors become messages and exit codes.
#[derive(Debug)]
pub struct Failure {
    message: String,
    code: u8,
    /// Written out as it is, in front of the message.
    report: Option<String>,
}

impl Failure {
    /// The command could not, or would not, and changed nothing.
    pub fn refused(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 2, report: None }
    }

    /// A migration failed and the database may have changed.
    pub fn migration(message: impl Into<String>) -> Self {
        Self { code: 3, ..Self::refused(message) }
    }

    pub fn with_report(mut self, report: String) -> Self {
        self.report = Some(report);
        self
    }

    pub fn message(&self) -> &str {
        &self.message
    }

    pub fn code(&self) -> u8 {
        self.code
    }

    pub fn tell(&self) {
        if let Some(report) = &self.report {
            eprint!("{report}");
        }
        let message = terminal::hint(&self.message);
        eprintln!("{} {message}", terminal::styled("error:", Style::Bad));
    }
}

impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Self {
        let mut message = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            let cause_text = cause.to_string();
            if !message.contains(&cause_text) {
                message.push_str(": ");
                message.push_str(&cause_text);
            }
            source = cause.source();
        }
        Self::refused(message)
    }
}
