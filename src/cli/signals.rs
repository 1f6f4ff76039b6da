//! Being told to end: by a person with Ctrl-C, or by whatever started the command with SIGTERM.

/// Resolves when the command is told to end.
pub async fn interrupted() {
    tokio::select! {
        () = keys() => {}
        () = terminated() => {}
    }
}

async fn keys() {
    // Without a handler there is nothing to wait for.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
