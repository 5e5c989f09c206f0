"""The embedded server starts in every state that a machine can leave it in, and harms nothing."""

import os
import pwd
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import psycopg
import pytest

from frontdoor.project.at_hand import share
from frontdoor.project.database import ROLES
from frontdoor.project.embedded_server import Running, ServerWouldNotStart, answers, start, stop
from frontdoor.project.places import LONGEST_SOCKET_PATH, SOCKET_FILE, places, reachable_by
from frontdoor.project.preparation import EXTENSIONS, prepare

pytestmark = pytest.mark.again
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")


def _postmaster(running: Running) -> int:
    return int((running.places.cluster / "postmaster.pid").read_text().split("\n")[0])


def _kill(running: Running) -> None:
    """kill -9, as a power cut does it: nothing is tidied up."""
    os.kill(_postmaster(running), signal.SIGKILL)


def test_it_starts_is_found_and_stops(place: Path) -> None:
    running = start(places(place))
    assert running.started_here
    again = start(places(place))
    assert not again.started_here, "a server that runs is found, not started twice"
    stop(running)
    assert not answers(places(place))


def test_it_listens_on_no_network_port(place: Path) -> None:
    running = start(places(place))
    with running.connect() as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    stop(running)


def test_what_was_committed_survives_kill_9(place: Path) -> None:
    running = start(places(place))
    with running.connect() as connection:
        connection.execute("CREATE TABLE kept (what text)")
        connection.execute("INSERT INTO kept VALUES ('acknowledged')")
    _kill(running)
    began = time.monotonic()
    restarted = start(places(place))
    assert time.monotonic() - began < 10
    with restarted.connect() as connection:
        assert connection.execute("SELECT what FROM kept").fetchall() == [("acknowledged",)]
    stop(restarted)
    assert running.process is not None
    running.process.wait()


def test_it_starts_while_the_killed_servers_processes_still_hold_its_memory(place: Path) -> None:
    running = start(places(place))
    held = running.connect()
    pid = held.info.backend_pid
    os.kill(pid, signal.SIGSTOP)  # a process that will not notice that its server died
    _kill(running)
    assert running.process is not None
    running.process.wait()
    ending = threading.Timer(2.0, os.kill, (pid, signal.SIGKILL))
    ending.start()
    began = time.monotonic()
    restarted = start(places(place))
    ending.join()
    assert 1 < time.monotonic() - began < 10, "it waited for the old process and no longer"
    held.close()
    stop(restarted)


def test_a_lock_whose_number_went_to_another_program_is_no_obstacle(place: Path) -> None:
    running = start(places(place))
    _kill(running)
    assert running.process is not None
    running.process.wait()
    lock = running.places.cluster / "postmaster.pid"
    lines = lock.read_text().split("\n")
    with subprocess.Popen(["sleep", "60"]) as innocent:
        lock.write_text("\n".join([str(innocent.pid), *lines[1:]]))
        restarted = start(places(place))
        assert innocent.poll() is None, "the other program is left alone"
        stop(restarted)
        lock.write_text("\n".join([str(innocent.pid), *lines[1:]]))
        stop(Running(places(place)))
        assert innocent.poll() is None, "stopping a server that is gone signals nobody"
        innocent.kill()


def test_a_first_start_cut_short_leaves_nothing_half_made(place: Path) -> None:
    half = place / "postgres.unfinished"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")
    running = start(places(place))
    assert not half.exists()
    stop(running)


def test_data_of_another_version_is_refused_and_left_alone(place: Path) -> None:
    running = start(places(place))
    stop(running)
    marker = running.places.cluster / "PG_VERSION"
    marker.write_text("12\n")
    with pytest.raises(ServerWouldNotStart, match="made by PostgreSQL 12"):
        start(places(place))
    assert marker.read_text() == "12\n"


def test_a_long_path_still_gets_a_socket(place: Path) -> None:
    deep = place / ("d" * 100)
    deep.mkdir(mode=0o711)
    found = places(deep)
    assert len(os.fsencode(found.sockets / SOCKET_FILE)) <= LONGEST_SOCKET_PATH
    running = start(found)
    assert answers(found)
    stop(running)
    found.sockets.rmdir()


def test_a_socket_directory_laid_by_somebody_else_is_refused(place: Path) -> None:
    (place / "run").symlink_to(tempfile.gettempdir())
    with pytest.raises(ServerWouldNotStart, match="link"):
        start(places(place))


@as_root
def test_under_root_the_server_is_nobody_and_only_root_is_let_in(place: Path) -> None:
    running = start(places(place))
    nobody = pwd.getpwnam("nobody")
    assert Path(f"/proc/{_postmaster(running)}").stat().st_uid == nobody.pw_uid
    assert running.places.cluster.stat().st_uid == nobody.pw_uid
    psql = Path(f"/proc/{_postmaster(running)}/exe").resolve().with_name("psql")
    asked = [psql, "-h", str(running.places.sockets), "-U", "postgres", "-c", "SELECT 1"]
    refused = subprocess.run(asked, user=nobody.pw_uid, group=nobody.pw_gid, cwd="/", capture_output=True, text=True)
    assert "Peer authentication failed" in refused.stderr
    assert refused.returncode != 0
    stop(running)


@as_root
def test_under_a_closed_home_the_server_gets_a_place_of_its_own(place: Path) -> None:
    closed = place / "home"
    closed.mkdir(mode=0o700)
    data = closed / "data"
    found = places(data)
    assert not reachable_by(pwd.getpwnam("nobody"), data)
    assert found.elsewhere
    running = start(found)
    assert answers(found)
    closed.chmod(0o755)
    assert places(data) == found, "opening the home afterwards does not lose the data"
    stop(running)
    closed.chmod(0o700)
    subprocess.run(["rm", "-rf", str(found.server)], check=True)


def test_the_last_user_stops_it(place: Path) -> None:
    found = places(place)
    running = start(found)
    with share(found, running):
        with share(found, start(found)):
            pass
        assert answers(found), "another command still uses it"
    assert not answers(found)


def test_preparation_makes_two_roles_under_row_security(place: Path) -> None:
    running = start(places(place))
    prepare(running)
    prepare(running)
    with running.connect() as server:
        roles = server.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles"
            " WHERE rolname LIKE 'frontdoor%' ORDER BY 1"
        ).fetchall()
    assert roles == [(ROLES["app"], False, False, False, False), (ROLES["owner"], False, False, False, False)]
    with running.connect(database="frontdoor", user=ROLES["owner"]) as owner:
        owner.execute("CREATE TABLE held (id int)")
    with running.connect(database="frontdoor", user=ROLES["app"]) as app:
        app.execute("INSERT INTO held VALUES (1)")
        app.execute("UPDATE held SET id = 2")
        app.execute("DELETE FROM held")
        for forbidden in ("TRUNCATE held", "DROP TABLE held", "CREATE TABLE mine (id int)", "CREATE ROLE other"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden.encode())
        extensions = {name for (name,) in app.execute("SELECT extname FROM pg_extension").fetchall()}
    assert set(EXTENSIONS) <= extensions
    stop(running)
