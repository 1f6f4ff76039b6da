//! A pooler of transactions in front of a PostgreSQL server: each transaction gets whatever
//! session of the server is free.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use super::{Database, is_left_out};

/// A pgbouncer that runs as long as this value lives.
pub struct Pooler {
    /// The database through the pooler.
    pub url: String,
    process: Child,
    _folder: TempDir,
}

impl Pooler {
    /// One that hands out so many sessions, the one that came back last first, or in turn. `None`
    /// only when `AUTOGEN_TEST_SKIP` names it.
    ///
    /// # Panics
    ///
    /// When pgbouncer is not installed or does not start; says what to do.
    pub fn start(database: &Database, sessions: usize, in_turn: bool) -> Option<Self> {
        if is_left_out("pgbouncer") {
            return None;
        }
        let (rest, name) = database.url.rsplit_once('/').expect("a database");
        let (user, server) = rest.trim_start_matches("postgres://").split_once('@').expect("@");
        let (user, password) = user.split_once(':').expect("a password");
        let (host, port) = server.split_once(':').unwrap_or((server, "5432"));
        let own = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a port");
        let settings = format!(
            "[databases]\n* = host={host} port={port} user={user} password={password}\n\
             [pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {}\nunix_socket_dir =\n\
             auth_type = any\npool_mode = transaction\ndefault_pool_size = {sessions}\n\
             server_round_robin = {}\nmax_client_conn = 200\n\
             ignore_startup_parameters = extra_float_digits,options\n",
            own.port(),
            i32::from(in_turn),
        );
        let folder = tempfile::tempdir().expect("a temporary directory");
        let file = folder.path().join("pgbouncer.ini");
        std::fs::write(&file, settings).expect("a file");
        let path = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin";
        // It refuses to be root, and then becomes who needs no file any more.
        let mut process = Command::new("sh")
            .args(["-c", "exec pgbouncer $([ $(id -u) = 0 ] && echo -u nobody) \"$0\""])
            .arg(&file)
            .env("PATH", path)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell");
        for _ in 0..100 {
            if TcpStream::connect(own).is_ok() {
                let url = format!("postgres://{user}:{password}@{own}/{name}");
                return Some(Self { url, process, _folder: folder });
            }
            match process.try_wait().expect("a process").and_then(|it| it.code()) {
                None => std::thread::sleep(Duration::from_millis(50)),
                Some(127) => panic!(
                    "PgBouncer is not installed: `apt-get install pgbouncer`, or leave it out \
                     with AUTOGEN_TEST_SKIP=pgbouncer"
                ),
                Some(code) => panic!("pgbouncer does not start: exit code {code}"),
            }
        }
        panic!("pgbouncer does not answer")
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
