"""Keeps the web server and the job worker of a demonstration running, and ends them all when told to."""

import signal
import socket
import subprocess
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from frontdoor.project.embedded_server import Running, answers, start
from frontdoor.project.refusal import Refusal

# A child that falls over this often within a minute will not stand the next time either.
FALLS_ALLOWED = 5
FALLS_WITHIN = 60.0
# Longer than gunicorn and the worker give what is under way (20 s each).
END_SECONDS = 25.0
GLANCE_SECONDS = 0.25


class ToldToStop(Exception):
    """Ctrl-C, the terminal closing, or a service manager's word."""


@dataclass(slots=True)
class Child:
    """One process that is to be kept running; what it says goes to its log."""

    name: str
    arguments: list[str]
    log: Path
    passed: socket.socket | None = None
    process: subprocess.Popen[bytes] | None = None
    _falls: deque[float] = field(default_factory=lambda: deque(maxlen=FALLS_ALLOWED))

    def begin(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches us alone and we end things in order."""
        handed = [self.passed.fileno()] if self.passed else []
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                [sys.executable, "-m", "frontdoor", *self.arguments, "--with-parent"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=handed,
            )

    def begin_again_if_ended(self) -> None:
        """Start it again after a fall; refuse to go on once it keeps falling."""
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        if len(self._falls) == FALLS_ALLOWED and now - self._falls[0] < FALLS_WITHIN:
            raise Refusal(f"The {self.name} keeps ending; {self.log} says why.")
        self._falls.append(now)
        print(f"The {self.name} ended (status {self.process.returncode}) and is started again; see {self.log}")
        self.begin()

    def ask_to_end(self) -> None:
        """Ask it to finish what is under way and end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self) -> None:
        """Wait for its end; if it does not come, end it."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def listen_for_the_end() -> None:
    """Turn Ctrl-C, SIGTERM and the terminal's closing into one exception, raised once."""

    def told(number: int, frame: FrameType | None) -> None:
        for repeated in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # A second, impatient Ctrl-C must not cut the orderly ending short.
            signal.signal(repeated, signal.SIG_IGN)
        raise ToldToStop

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, told)


def watch(children: list[Child], running: Running | None) -> None:
    """Look after everything until ``ToldToStop`` is raised."""
    while True:
        time.sleep(GLANCE_SECONDS)
        if running is not None:
            _database_again_if_ended(running)
        for child in children:
            child.begin_again_if_ended()


def end_all(children: list[Child]) -> None:
    """End the children together, each with its own time."""
    for child in children:
        child.ask_to_end()
    for child in children:
        child.end()


def _database_again_if_ended(running: Running) -> None:
    ended = running.process.poll() is not None if running.process is not None else not answers(running.places)
    if ended:
        print("The database ended and is started again; nothing acknowledged is lost.")
        running.process = start(running.places).process
