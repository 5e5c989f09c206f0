"""`frontdoor run` as a person meets it: started, doubled, killed, interrupted, reset."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from frontdoor.project.commands import run
from frontdoor.project.embedded_server import start, stop
from frontdoor.project.places import places
from frontdoor.project.refusal import Refusal
from tests.harness.environment import ROOT

PATIENCE = 90.0


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _environment(place: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FRONTDOOR_DATABASE", "DJANGO_"))}
    return {**kept, "FRONTDOOR_DATA": str(place), "PYTHONUNBUFFERED": "1"}


@contextmanager
def _running(place: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "frontdoor", "run", "--port", str(port)]
    with subprocess.Popen(
        command, env=_environment(place), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as started:
        try:
            yield started
        finally:
            if started.poll() is None:
                started.send_signal(signal.SIGINT)
                started.wait(timeout=PATIENCE)


def _read_until(started: "subprocess.Popen[str]", words: str) -> str:
    assert started.stdout is not None
    said = ""
    for line in started.stdout:
        said += line
        if words in line:
            return said
    pytest.fail(f"It ended without saying {words!r}:\n{said}")


def _asked(place: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "frontdoor", *words]
    return subprocess.run(command, env=_environment(place), cwd=ROOT, capture_output=True, text=True)


def _of_this_run(place: Path) -> list[str]:
    """The command lines of every process whose environment names the place."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            named = f"FRONTDOOR_DATA={place}".encode() in (process / "environ").read_bytes().split(b"\0")
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        if named or f"-D {place}/postgres" in command:
            found.append(command)
    return found


def _wait_until_gone(place: Path, *, but: str = "nothing") -> list[str]:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        left = [command for command in _of_this_run(place) if but not in command]
        if not left:
            break
        time.sleep(0.2)
    return left


def _sound_within_patience(port: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/health/", timeout=10) as answer:
                return bool(json.load(answer)["sound"])
        except urllib.error.HTTPError as not_yet:
            not_yet.close()
        time.sleep(0.5)
    return False


def test_a_run_from_its_first_start_to_its_reset(place: Path) -> None:
    port = _free_port()
    with _running(place, port) as first:
        said = _read_until(first, "Ctrl-C ends it")
        assert re.search(r"1/5  database \.+ +\d+\.\d s", said)
        assert f"http://localhost:{port}/" in said
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass

        second = _asked(place, "run", "--port", str(_free_port()))
        assert second.returncode == 1
        assert re.fullmatch(r"frontdoor: Front Door runs already on .*\n", second.stderr)
        refused = _asked(place, "reset", "--yes")
        assert refused.returncode == 1
        assert "runs already" in refused.stderr

        first.kill()  # as a crash of the terminal's machine would
        first.wait()
    assert _wait_until_gone(place, but="/postgres -D") == [], "web server and worker end with what started them"

    with _running(place, port) as again:
        _read_until(again, "Ctrl-C ends it")
        assert _sound_within_patience(port), "web server and worker are both at work, every round of it"
        again.send_signal(signal.SIGINT)
        assert again.wait(timeout=PATIENCE) == 0
    assert _wait_until_gone(place) == [], "Ctrl-C ends the database of the killed run too"

    assert _asked(place, "reset", "--yes").returncode == 0
    assert list(place.iterdir()) == []


def test_a_taken_port_is_one_sentence_and_starts_nothing(place: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = _asked(place, "run", "--port", str(port))
    assert refused.returncode == 1
    assert refused.stderr == (
        f"frontdoor: Port {port} is taken by another program. "
        f"Choose another, as in: FRONTDOOR_PORT={port + 1} make run\n"
    )
    assert not (place / "postgres").exists()


def test_a_port_is_taken_from_the_first_moment_of_a_run_on() -> None:
    """A second copy is refused while the first still makes its city; a restart right after a stop is not."""
    port = _free_port()
    with run._claimed(port), pytest.raises(Refusal, match=f"Port {port} is taken"), run._claimed(port):
        pass
    with run._claimed(port) as again, socket.create_connection(("127.0.0.1", port), timeout=5):
        again.accept()[0].close()  # closed by us first, it stays in the machine's list for a minute
    with run._claimed(port):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")
def test_roots_shut_directory_is_opened_for_the_server_if_empty_and_refused_otherwise(
    monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    place.chmod(0o700)
    run.let_the_server_through(place)
    assert place.stat().st_mode & 0o777 == 0o711, "passed through by PostgreSQL's account, listed by nobody but us"
    running = start(places(place))
    stop(running)

    place.chmod(0o700)
    with pytest.raises(Refusal, match=f"Let it, as in: chmod 711 {place}$"):
        run.let_the_server_through(place)
    assert place.stat().st_mode & 0o777 == 0o700


def test_help_names_the_data_directory(place: Path) -> None:
    assert "FRONTDOOR_DATA" in _asked(place, "run", "--help").stdout


@pytest.mark.parametrize(("made", "free", "needed"), [(False, 1_999, 2_000), (True, 499, 500)])
def test_a_full_disk_is_refused_before_anything_is_written(
    monkeypatch, place: Path, made: bool, free: int, needed: int
) -> None:
    """A first start makes the city and needs more room than a later one."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    if made:
        cluster = run.places(place).cluster
        cluster.mkdir(parents=True)
        (cluster / "PG_VERSION").write_text("18\n")
    before = sorted(place.rglob("*"))
    monkeypatch.setattr(run.shutil, "disk_usage", lambda _: SimpleNamespace(free=free * 1024**2))
    with pytest.raises(Refusal, match=f"{free} MB free; {needed} are needed"):
        run.require_room(place)
    assert sorted(place.rglob("*")) == before
    monkeypatch.setattr(run.shutil, "disk_usage", lambda _: SimpleNamespace(free=needed * 1024**2))
    run.require_room(place)


def test_reset_deletes_nothing_that_run_did_not_make(place: Path) -> None:
    (place / "letters.txt").write_text("mine")
    refused = _asked(place, "reset", "--yes")
    assert refused.returncode == 1
    assert (place / "letters.txt").read_text() == "mine"
