"""`frontdoor run`: everything of a demonstration on one machine, until Ctrl-C."""

import argparse
import errno
import fcntl
import importlib
import importlib.util
import os
import shutil
import socket
import stat
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from frontdoor.project.at_hand import database_at_hand
from frontdoor.project.commands.migrate import migrate
from frontdoor.project.commands.serve import default_port
from frontdoor.project.database import is_embedded
from frontdoor.project.django_ready import set_up_django
from frontdoor.project.places import DROPPED_USER, data_directory, places, shut_to_the_server
from frontdoor.project.refusal import Refusal
from frontdoor.project.static_files import finish_static_files
from frontdoor.project.steps_shown import Steps
from frontdoor.project.supervisor import Child, ToldToStop, end_all, listen_for_the_end, watch

HELP = "Start everything on this machine: database, tables, fictional city, web server, job worker. Ctrl-C ends it."

LEAST_FREE_MB = 500
#: A first start makes the city: with PostgreSQL's log of making it, 1.7 GB were measured.
FIRST_START_MB = 2_000
SERVER_SECONDS = 60.0
# reset deletes only a directory that holds this file.
MARKER = "this-is-front-door"
DEMONSTRATION = "frontdoor.simulation.demonstration"
SignIns = Sequence[tuple[str, str, str]]  # who, sign-in name, password


def configure(parser: argparse.ArgumentParser) -> None:
    """Only the port; where the data is kept, the environment says."""
    parser.epilog = "FRONTDOOR_DATA names the directory that keeps the data (default: .data in the checkout)."
    parser.add_argument("--port", type=int, default=default_port(), help="port (default FRONTDOOR_PORT, or 8000)")


def run(arguments: argparse.Namespace) -> int:
    """Start all, step by step, and look after it until told to stop."""
    listen_for_the_end()
    try:
        _run_until_told(arguments.port)
    except ToldToStop:
        print("\nStopped. Your data is kept for the next start.")
    return 0


def _run_until_told(port: int) -> None:
    data = data_directory()
    require_room(data)
    let_the_server_through(data)
    data.mkdir(parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
    (data / MARKER).touch()
    address = f"http://localhost:{port}/"
    # Links in messages lead to where this copy answers, unless the environment names another address.
    os.environ.setdefault("FRONTDOOR_SITE", address.rstrip("/"))
    steps = Steps(5)
    with ExitStack() as held:
        held.enter_context(only_copy(data, address))
        listening = held.enter_context(_claimed(port))
        with steps.step("database"):
            running = held.enter_context(database_at_hand())
        with steps.step("tables"):
            set_up_django()
            migrate()
        with steps.step("fictional city"):
            sign_ins = _demonstration()
        with steps.step("static files"):
            finish_static_files()
        children = _children(data, listening)
        held.callback(end_all, children)
        with steps.step("web server and job worker"):
            for child in children:
                child.begin()
            _wait_until_served(port, children[0])
        _greet(address, sign_ins)
        watch(children, running)


def require_room(data: Path) -> None:
    """Refuse to begin where the disk is nearly full: a database that runs out of room stops in the middle."""
    existing = next(directory for directory in (data, *data.parents) if directory.exists())
    free = shutil.disk_usage(existing).free // 1024**2
    first = is_embedded() and not (places(data).cluster / "PG_VERSION").exists()
    needed = FIRST_START_MB if first else LEAST_FREE_MB
    if free < needed:
        raise Refusal(f"The disk that holds {existing} has {free} MB free; {needed} are needed. Make room first.")


def let_the_server_through(data: Path) -> None:
    """Root's PostgreSQL runs as another account, which must pass through the data directory.

    A directory that is empty and ours, as mktemp makes it, is given the one bit for that (nobody may list it); of any
    other we refuse, and say what to do: what lies in it already may count on its being shut.
    """
    if not is_embedded() or not shut_to_the_server(places(data)):
        return
    found = data.stat()
    if found.st_uid == os.geteuid() and not any(data.iterdir()):
        data.chmod(stat.S_IMODE(found.st_mode) | 0o011)
        return
    raise Refusal(
        f"PostgreSQL, which root starts as the account {DROPPED_USER}, cannot pass through {data}. "
        f"Let it, as in: chmod 711 {data}"
    )


@contextmanager
def only_copy(data: Path, address: str = "") -> Iterator[None]:
    """Refuse where another copy runs on the same data. The lock goes with its process, however that ends."""
    with (data / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            lock.seek(0)
            raise Refusal(
                f"Front Door runs already on {data}: {lock.read().strip()}. Press Ctrl-C there to end it."
            ) from held
        lock.truncate(0)
        lock.write(f"{address} (process {os.getpid()})\n")
        lock.flush()
        yield
        lock.truncate(0)


@contextmanager
def _claimed(port: int) -> Iterator[socket.socket]:
    """Take the port before anything is started.

    A socket that is only bound may be bound a second time under SO_REUSEADDR, which a restart right after a stop
    needs; one that listens may not. So we listen at once: a browser that comes early waits for its first page.
    """
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind(("127.0.0.1", port))
            held.listen(128)
        except OSError as wrong:
            if wrong.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
            what = "is taken by another program" if wrong.errno == errno.EADDRINUSE else "is not ours to take"
            raise Refusal(f"Port {port} {what}. Choose another, as in: FRONTDOOR_PORT={port + 1} make run") from wrong
        yield held


def _demonstration() -> SignIns:
    """Make the fictional city if it is not there yet, and name one sign-in for each of the cast."""
    if importlib.util.find_spec("frontdoor.simulation") is None or importlib.util.find_spec(DEMONSTRATION) is None:
        return ()
    made: SignIns = importlib.import_module(DEMONSTRATION).ensure()
    return made


def _children(data: Path, listening: socket.socket) -> list[Child]:
    logs = data / "logs"
    logs.mkdir(exist_ok=True)
    serve = ["serve", "--fd", str(listening.fileno())]
    return [
        Child("web server", serve, logs / "web.log", passed=listening),
        Child("job worker", ["work"], logs / "work.log"),
    ]


def _wait_until_served(port: int, web: Child) -> None:
    deadline = time.monotonic() + SERVER_SECONDS
    while time.monotonic() < deadline and web.process is not None and web.process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1.0).close()  # noqa: S310 - our own address
        except urllib.error.HTTPError:
            return  # Any answer is an answer.
        except OSError:
            continue  # Not up yet: the request waited its second in the queue.
        return
    raise Refusal(f"The web server did not come up; {web.log} says why.")


def _greet(address: str, sign_ins: SignIns) -> None:
    print(f"\nFront Door is at {address}\n")
    if sign_ins:
        width = max(len(who) for who, _, _ in sign_ins)
        names = max(len(name) for _, name, _ in sign_ins)
        print("Sign in as (everyone here is invented):")
        for who, name, password in sign_ins:
            print(f"  {who.ljust(width)}  {name.ljust(names)}  {password}")
    else:
        print("There is no fictional city in this version yet, so there is nobody to sign in as.")
    print("\nCtrl-C ends it; your data is kept. `make reset` starts afresh.", flush=True)
