"""The real servers that stories need: PostgreSQL, Redis and ours, on a database of their own.

    with SetUp("production") as set_up:          # or "embedded"
        place = set_up.place()                   # a migrated database, and a Redis where there is one
        with place.here():                       # this process's Django works on that database
            lena = Person.objects.make(…)
            cookie = session_cookie(lena)
        site, other = place.site(), place.site() # `manage.py serve` on ports of their own
        site.start(); other.start()
        site.kill(); site.start()                # comes back on the same port
        place.redis.kill(); place.redis.start()  # comes back empty

Everything is ended and removed when the `with` is left, or this process ends.
"""

import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Literal

import psycopg
import redis

from tests.prepared import once
from tests.programs import ROOT, Program, python

OWNER = "compagnon"
TEMPLATE = "template"
SETTINGS_OF_A_PLACE = {"DATABASE_URL", "REDIS_URL", "ORIGIN", "CONTENT_ORIGIN", "VAR_DIR", "FILES_DIR", "SECRET_KEY"}


class Postgres(Program):
    """A PostgreSQL on a unix socket in a folder of its own, with fsync on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        user = "postgres" if os.geteuid() == 0 else None
        if user:
            shutil.chown(folder, user)
        options = {"listen_addresses": "", "max_connections": "200", "fsync": "on", "log_min_messages": "warning"}
        command = [_postgres("postgres"), "-D", str(self.data), "-k", str(folder)]
        command += [f"-c{name}={value}" for name, value in options.items()]
        super().__init__(command, log=folder.parent / "postgres.log", environment=dict(os.environ), user=user)

    def start(self) -> None:
        """Starts it, the first time on a new cluster, and waits until it answers."""
        if not self.data.exists():
            command = [_postgres("initdb"), "-D", str(self.data), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync"]
            command += ["--locale=C.UTF-8"]
            subprocess.run(command, check=True, capture_output=True, user=self.user, cwd="/")
        super().start()
        self.wait_until(self.is_ready)

    def is_ready(self) -> bool:
        """Whether it accepts connections."""
        try:
            psycopg.connect(host=str(self.folder), user=OWNER, dbname="postgres", connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self, number: signal.Signals = signal.SIGINT, patience: float = 30) -> int:
        """Ends it by its fast shutdown, which closes every connection."""
        return super().stop(number, patience)

    def url(self, name: str) -> str:
        """The DATABASE_URL of one database."""
        return f"postgres://{OWNER}@{str(self.folder).replace('/', '%2F')}/{name}"

    def create(self, name: str, template: str = "template0") -> str:
        """Makes a database, and gives its address."""
        self._order(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Removes a database, whoever is connected."""
        self._order(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _order(self, sentence: str) -> None:
        with psycopg.connect(host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True) as connection:
            connection.execute(sentence.encode())


class Redis(Program):
    """A Redis on a unix socket that keeps nothing when it ends."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "redis.sock"
        self.url = f"unix://{self.socket}"
        command = ["redis-server", "--port", "0", "--unixsocket", str(self.socket), "--save", "", "--appendonly", "no"]
        command += ["--dir", str(folder)]
        super().__init__(command, log=folder / "redis.log", environment=dict(os.environ))

    def start(self) -> None:
        """Starts it empty, and waits until it answers."""
        super().start()
        self.wait_until(self.is_ready)

    def is_ready(self) -> bool:
        """Whether it answers a ping."""
        client = redis.Redis(unix_socket_path=str(self.socket), socket_timeout=2)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()


class Site(Program):
    """`manage.py serve` of one place; it keeps its port over restarts."""

    def __init__(self, place: "Place", number: int, settings: dict[str, str]) -> None:
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.content_origin = f"http://localhost:{self.port}"
        self.socket_url = f"ws://127.0.0.1:{self.port}/ws/"
        own = {"ORIGIN": self.origin, "CONTENT_ORIGIN": self.content_origin, **settings}
        command = python("manage.py", "serve", "--port", str(self.port))
        super().__init__(command, log=place.folder / f"site-{number}.log", environment=place.environment(**own))

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        super().start()
        self.wait_until(self.is_ready)

    def is_ready(self) -> bool:
        """Whether it says that it is healthy."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


class Place:
    """A database with its files, and its Redis in the production set-up: what one or more sites serve."""

    def __init__(self, folder: Path, database_url: str, redis_server: Redis | None, postgres: Postgres | None) -> None:
        self.folder = folder
        self.database_url = database_url
        self.redis = redis_server
        self.postgres = postgres
        self.programs: list[Program] = []

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a process that works here."""
        from django.conf import settings

        ours = {
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "core.config.settings"),
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis.url if self.redis else "",
            "VAR_DIR": str(self.folder),
            # Ours too, so that a session made in this process is good there.
            "SECRET_KEY": settings.SECRET_KEY,
            "PYTHONUNBUFFERED": "1",
        }
        rest = {name: value for name, value in os.environ.items() if name not in SETTINGS_OF_A_PLACE}
        return {**rest, **ours, **more}

    def site(self, **settings: str) -> Site:
        """A server of this place, not started yet; `settings` are further environment variables."""
        site = Site(self, len(self.programs) + 1, settings)
        self.programs.append(site)
        return site

    def worker(self, **settings: str) -> Program:
        """`manage.py work` of this place, not started yet."""
        log = self.folder / f"worker-{len(self.programs) + 1}.log"
        worker = Program(python("manage.py", "work"), log=log, environment=self.environment(**settings))
        self.programs.append(worker)
        return worker

    def manage(self, *arguments: str) -> str:
        """Runs a command of manage.py here, and gives what it printed."""
        command = python("manage.py", *arguments)
        done = subprocess.run(command, cwd=ROOT, env=self.environment(), capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    @contextmanager
    def here(self) -> Iterator[None]:
        """Makes this process's Django work on the place's database, so that a story writes through the actions."""
        from django.test import override_settings

        before = _point_django_at(self._database())
        try:
            folders = {"FILES_DIR": self.folder / "files", "EMAIL_FILE_PATH": str(self.folder / "mail")}
            with override_settings(WRITES_IN_TURN=self.postgres is None, **folders):
                yield
        finally:
            _point_django_at(before)

    def _database(self) -> dict[str, Any]:
        from unittest.mock import patch

        from core.config import environment

        with patch.dict(os.environ, {"DATABASE_URL": self.database_url}):
            database: dict[str, Any] = environment.database(self.folder / "compagnon.sqlite3")
        # A pool is for many threads; here it would keep connections open when the place is left.
        database["OPTIONS"].pop("pool", None)
        return database

    def leave(self) -> None:
        """Ends every program of this place."""
        for program in reversed(self.programs):
            program.kill()
        if self.redis:
            self.redis.kill()


class SetUp:
    """One of the two ways to run Compagnon, `embedded` (SQLite, one process) or `production` (PostgreSQL and Redis)."""

    def __init__(self, name: Literal["embedded", "production"]) -> None:
        self.name = name
        self.postgres: Postgres | None = None
        self._number = 0

    def __enter__(self) -> "SetUp":
        remove_what_the_killed_left()
        with ExitStack() as stack:
            # Short and lower case: a unix socket's path has 107 bytes, and an address loses its capitals.
            self.folder = Path(tempfile.mkdtemp(prefix=f"{OWNER}-{os.getpid()}-", dir="/tmp")).resolve()
            stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
            self.folder.chmod(0o755)
            if self.name == "production":
                (self.folder / "pg").mkdir()
                self.postgres = Postgres(self.folder / "pg")
                stack.callback(self.postgres.stop)
                self._start(self.postgres)
            self._leaving = stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._leaving.close()

    def place(self, *commands: str) -> Place:
        """A new place: a migrated, empty database, or what these commands of manage.py then made of it, as `demo`.

        Ended with the set-up, or by its `leave`.
        """
        folder = self.folder / f"at-{secrets.token_hex(3)}"
        if self.postgres is None:
            shutil.copytree(prepared_folder(*commands, own=self.folder), folder)
            return self._enter(Place(folder, sqlite_in(folder), None, None))
        folder.mkdir()
        self._number += 1
        server = Redis(folder)
        database_url = self.postgres.create(f"place{self._number}", template=TEMPLATE)
        place = self._enter(Place(folder, database_url, server, self.postgres))
        server.start()
        for command in commands:
            place.manage(command)
        return place

    def _enter(self, place: Place) -> Place:
        self._leaving.callback(place.leave)
        return place

    def _start(self, postgres: Postgres) -> None:
        """Starts it with a migrated database in it, which places copy."""

        def fill(folder: Path) -> None:
            postgres.start()
            Place(self.folder, postgres.create(TEMPLATE), None, postgres).manage("migrate", "--verbosity", "0")
            postgres.stop()
            copy_with_owner(postgres.data, folder)

        prepared = once("postgres", fill, own=self.folder)
        if not postgres.data.exists():
            copy_with_owner(prepared / postgres.data.name, postgres.folder)
        postgres.start()


def prepared_folder(*commands: str, own: Path) -> Path:
    """The folder of a place on SQLite: a migrated database, and what these commands made."""

    def fill(folder: Path) -> None:
        if commands:
            shutil.copytree(prepared_folder(*commands[:-1], own=own), folder, dirs_exist_ok=True)
        last = [commands[-1]] if commands else ["migrate", "--verbosity", "0"]
        Place(folder, sqlite_in(folder), None, None).manage(*last)

    return once("-".join(["sqlite", *commands]), fill, own=own)


def sqlite_in(folder: Path) -> str:
    """The DATABASE_URL of the database in a place's folder."""
    return f"sqlite:///{folder / 'compagnon.sqlite3'}"


def copy_with_owner(source: Path, folder: Path) -> None:
    """PostgreSQL reads only what is its own."""
    subprocess.run(["cp", "-a", str(source), str(folder)], check=True)


def session_cookie(person: Any) -> dict[str, str]:
    """Signs a person in without the form: the cookie's name and value. Call it inside `place.here()`."""
    from django.conf import settings
    from django.test import Client

    client = Client(REMOTE_ADDR="127.0.0.1")
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    return {name: client.cookies[name].value}


def remove_what_the_killed_left() -> None:
    """Folders of test runs that were ended by SIGKILL; the kernel has ended their programs already."""
    for folder in Path("/tmp").glob(f"{OWNER}-*-*"):
        pid = folder.name.split("-")[1]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _postgres(program: str) -> str:
    """The newest PostgreSQL of Debian, or the one on the path."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    found = shutil.which(program, path=os.pathsep.join(map(str, reversed(folders)))) or shutil.which(program)
    if not found:
        raise FileNotFoundError(f"{program} is missing. On Debian: apt install postgresql")
    return found


def _point_django_at(database: dict[str, Any]) -> dict[str, Any]:
    """Replaces the default database of this process, and gives what it was before."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connections

    before = dict(connections.settings["default"])
    connection: Any = connections["default"]
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
    del connections["default"]
    connections.settings["default"].clear()
    connections.settings["default"].update(database)
    connections.configure_settings(connections.settings)
    ContentType.objects.clear_cache()
    return before
