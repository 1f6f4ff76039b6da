use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use super::Engine;

/// The URL of this run's server, which is started if it does not run yet.
///
/// # Panics
///
/// When the server is not installed or does not start; says what to do.
pub fn url(engine: Engine) -> String {
    static POSTGRES: OnceLock<Server> = OnceLock::new();
    static MARIADB: OnceLock<Server> = OnceLock::new();
    match engine {
        Engine::Sqlite => unreachable!("SQLite has no server"),
        Engine::Postgres => POSTGRES.get_or_init(|| Server::find_or_start("postgres")).url.clone(),
        Engine::Mysql => MARIADB.get_or_init(|| Server::find_or_start("mariadb")).url.clone(),
    }
}

pub struct Server {
    pub url: String,
    /// While any process holds this shared lock the server stays.
    _in_use: File,
}

impl Server {
    /// One that nobody else uses, and that comes back when it is killed. Its state is in a folder
    /// that has to stay as long.
    pub fn alone(engine: Engine, state: &Path) -> Server {
        let kind = match engine {
            Engine::Sqlite => unreachable!("SQLite has no server"),
            Engine::Postgres => "postgres",
            Engine::Mysql => "mariadb",
        };
        Self::own(kind, state, true)
    }

    /// A cluster of Galera with one server, in a folder that has to stay as long.
    pub fn galera(state: &Path) -> Server {
        Self::own("galera", state, false)
    }

    fn own(kind: &str, state: &Path, restart: bool) -> Server {
        let in_use = File::create(state.join("users")).expect("a lock file");
        in_use.lock_shared().expect("a file system with locks");
        let starting = File::create(state.join("starting")).expect("a lock file");
        starting.lock().expect("a file system with locks");
        Server { url: start(kind, state, restart), _in_use: in_use }
    }

    fn find_or_start(kind: &str) -> Server {
        let state = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(kind);
        fs::create_dir_all(&state).expect("a directory under target/");
        let starting = File::create(state.join("starting")).expect("a lock file");
        starting.lock().expect("a file system with locks");
        let in_use = File::create(state.join("users")).expect("a lock file");
        in_use.lock_shared().expect("a file system with locks");
        let url = running(&state).unwrap_or_else(|| start(kind, &state, false));
        Server { url, _in_use: in_use }
    }
}

fn running(state: &Path) -> Option<String> {
    let url = fs::read_to_string(state.join("url")).ok()?.trim().to_owned();
    let address = url.split_once('@')?.1.split_once('/')?.0;
    TcpStream::connect(address).ok()?;
    Some(url)
}

fn start(kind: &str, state: &Path, restart: bool) -> String {
    let port =
        TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port();
    let mut command =
        Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/all/support/server.sh"));
    if restart {
        command.env("AUTOGEN_TEST_RESTART", "1");
    }
    let started = command
        .args([kind.as_ref(), state.as_os_str()])
        .arg(port.to_string())
        .stdin(Stdio::null())
        .process_group(0) // so that Ctrl-C stops the tests and lets the server go in order
        .output()
        .expect("bash");
    match started.status.code() {
        Some(0) => running(state).expect("a server that was just started"),
        Some(127) => panic!("{}", not_installed(kind)),
        _ => panic!("{kind} does not start: {}", String::from_utf8_lossy(&started.stderr)),
    }
}

fn not_installed(kind: &str) -> String {
    let (name, package, variable, skip) = match kind {
        "postgres" => ("PostgreSQL", "postgresql", "AUTOGEN_TEST_POSTGRES_URL", "postgres"),
        "galera" => ("Galera", "galera-4", "AUTOGEN_TEST_MYSQL_URL", "galera"),
        _ => ("MariaDB", "mariadb-server", "AUTOGEN_TEST_MYSQL_URL", "mysql"),
    };
    format!(
        "{name} is not installed: `apt-get install {package}`, or let {variable} name a server, \
         or leave it out with AUTOGEN_TEST_SKIP={skip}"
    )
}
