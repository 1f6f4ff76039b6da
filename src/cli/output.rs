//! What commands print. A reader who goes away, as `head` does, ends no run: the macros of this name
//! take the place of those that panic then.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Results could not be written, though somebody wants to read them.
static LOST: AtomicBool = AtomicBool::new(false);

/// Prints a part of the result.
pub fn result(text: Arguments<'_>) {
    let mut stdout = std::io::stdout().lock();
    if let Err(error) = stdout.write_fmt(text).and_then(|()| stdout.flush())
        && error.kind() != ErrorKind::BrokenPipe
    {
        LOST.store(true, Ordering::Relaxed);
    }
}

/// Prints what is no result; nobody can be told that it cannot be.
pub fn notice(text: Arguments<'_>) {
    let _ = std::io::stderr().lock().write_fmt(text);
}

/// Whether a part of the result is lost, as on a full disk.
pub fn is_lost() -> bool {
    LOST.load(Ordering::Relaxed)
}

macro_rules! print {
    ($($text:tt)*) => { $crate::cli::output::result(format_args!($($text)*)) };
}

macro_rules! println {
    () => { $crate::cli::output::result(format_args!("\n")) };
    ($($text:tt)*) => { $crate::cli::output::result(format_args!("{}\n", format_args!($($text)*))) };
}

macro_rules! eprint {
    ($($text:tt)*) => { $crate::cli::output::notice(format_args!($($text)*)) };
}

macro_rules! eprintln {
    () => { $crate::cli::output::notice(format_args!("\n")) };
    ($($text:tt)*) => { $crate::cli::output::notice(format_args!("{}\n", format_args!($($text)*))) };
}
