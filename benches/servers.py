"""What the benchmarks share: private databases, the program that is measured, and the Python that
the peers run in."""

import fcntl
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "bench"
PEERS = ["alembic", "sqlalchemy", "psycopg[binary]", "pymysql"]


def program(given: Path | None) -> Path:
    """The program that is measured: a fresh build, if no other is given."""
    if given:
        return given.resolve()
    run(["cargo", "build", "--release"], cwd=ROOT)
    return ROOT / "target" / "release" / "autogen"


class Sqlite:
    def __init__(self, name: str):
        file = WORK / f"{name}.sqlite"
        file.unlink(missing_ok=True)
        self.url = f"sqlite://{file}?mode=rwc"
        self.sqlalchemy = f"sqlite:///{file}"
        self.client = ["sqlite3", "-batch", "-bail", str(file)]
        self.catalog = catalog("sqlite", "")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


class Server:
    """A database on the private server that the tests start too."""

    def __init__(self, name: str):
        state = WORK / self.kind
        state.mkdir(parents=True, exist_ok=True)
        # As long as somebody holds the lock, the server stays.
        self.users = open(state / "users", "w")
        fcntl.flock(self.users, fcntl.LOCK_SH)
        url = state / "url"
        if not (url.exists() and listening(url.read_text())):
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = free.getsockname()[1]
            script = ROOT / "tests/all/support/server.sh"
            started = subprocess.run([script, self.kind, state, str(port)], start_new_session=True)
            if started.returncode:
                sys.exit(f"{self.kind} does not start; is it installed?")
        self.server = url.read_text().strip()
        self.address = re.fullmatch(r"\w+://(\w+):(\w+)@([\w.]+):(\d+)/\w+", self.server).groups()
        self.name = name
        self.url = f"{self.server.rsplit('/', 1)[0]}/{name}"
        self.sqlalchemy = self.driver + self.url.split("://")[1]

    def __enter__(self):
        run(self.admin(), input=f"DROP DATABASE IF EXISTS {self.name};\nCREATE DATABASE {self.name};\n")
        return self

    def __exit__(self, *_):
        run(self.admin(), input=f"DROP DATABASE {self.name};\n")
        self.users.close()


class Postgres(Server):
    kind, driver = "postgres", "postgresql+psycopg://"

    def admin(self):
        return ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", self.server]

    @property
    def client(self):
        return ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", self.url]

    catalog = property(lambda _: catalog("postgres", "ARRAY[current_schema()]::name[]"))


class Mariadb(Server):
    kind, driver = "mariadb", "mysql+pymysql://"

    def admin(self, database: str = "mysql"):
        user, password, host, port = self.address
        return ["mariadb", "--no-defaults", "-h", host, "-P", port, "-u", user, f"-p{password}", "--batch",
                "--skip-column-names", "--quick", database]

    @property
    def client(self):
        return self.admin(self.name)

    catalog = property(lambda _: catalog("mysql", "= DATABASE()"))


DATABASES = {"sqlite": Sqlite, "postgres": Postgres, "mariadb": Mariadb}


def catalog(dialect: str, schemas: str) -> str:
    """The catalog queries as autogen sends them."""
    files = sorted((ROOT / "src/dialect" / dialect / "catalog").glob("*.sql"))
    return "".join(file.read_text().replace("{schemas}", schemas).rstrip() + "\n;\n" for file in files)


def virtual_environment() -> Path:
    venv = WORK / "venv"
    if not (venv / "bin/alembic").exists():
        run([sys.executable, "-m", "venv", venv])
        run([venv / "bin/pip", "install", "--quiet", *PEERS])
    return venv


def listening(url: str) -> bool:
    port = int(re.search(r":(\d+)/", url)[1])
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def run(command, cwd=None, env={}, input="", codes=[0]) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | env, input=input, text=True, capture_output=True
    )
    if done.returncode not in codes:
        sys.exit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


WORK.mkdir(parents=True, exist_ok=True)
