"""The ground of a drill: a database server and a web server of its own, which nobody else uses and which may die."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdoor.project.embedded_server import Running

PATIENCE = 90.0


@dataclass
class Ground:
    """The drill's own data directory with its running server."""

    data: Path
    running: Running

    def start_again(self) -> float:
        """Start the server after its death; the seconds until it takes connections."""
        from frontdoor.project.embedded_server import start
        from frontdoor.project.places import places

        began = time.monotonic()
        if self.running.process is not None:
            self.running.process.wait(timeout=PATIENCE)
        self.running = start(places(self.data))
        return time.monotonic() - began

    def kill(self) -> None:
        """Kill -9 the server's first process, which is ours: the others follow it."""
        process = self.running.process
        if process is None:
            raise RuntimeError("The drill kills only what it has started.")
        process.send_signal(signal.SIGKILL)


@contextmanager
def ground() -> Iterator[Ground]:
    """A migrated database in a directory of its own, with the settings of real use; nothing is left of it."""
    data = Path(tempfile.mkdtemp(prefix="frontdoor-drill-"))
    data.chmod(0o711)
    os.environ["FRONTDOOR_DATA"] = str(data)
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL", "FRONTDOOR_DATABASE"):
        os.environ.pop(variable, None)
    from frontdoor.project.django_ready import set_up_django
    from frontdoor.project.embedded_server import start, stop
    from frontdoor.project.places import places
    from frontdoor.project.preparation import prepare

    found = Ground(data, start(places(data)))
    try:
        prepare(found.running)
        set_up_django()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", database="owner", verbosity=0, skip_checks=True)
        connections.close_all()
        yield found
        connections.close_all()
    finally:
        stop(found.running)
        shutil.rmtree(found.running.places.server, ignore_errors=True)
        shutil.rmtree(data, ignore_errors=True)


@dataclass
class Web:
    """A web server of the drill: gunicorn with two workers, as a council runs it."""

    port: int
    process: subprocess.Popen[bytes]

    def workers(self) -> list[int]:
        """The worker processes, children of ours."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text(encoding="ascii").split()]

    def kill_worker(self, which: int) -> None:
        """Kill -9 one of them; the first process starts another."""
        workers = self.workers()
        if workers:
            os.kill(workers[which % len(workers)], signal.SIGKILL)


@contextmanager
def web(found: Ground) -> Iterator[Web]:
    """Serve the API on a free port until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "frontdoor", "serve", "--port", str(port), "--workers", "2"]
    log = (found.data / "web.log").open("wb")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with log, subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process:  # noqa: S603 - our own
        served = Web(port, process)
        try:
            _wait_until_served(served, found.data / "web.log")
            yield served
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_until_served(served: Web, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and served.process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{served.port}/api/v1/openapi.json", timeout=5).close()  # noqa: S310
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
            continue
        return
    raise RuntimeError(f"The web server did not come up:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
