"""Shows a person that something is going on: each step's name at once, and how long it took when it is done."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

WIDTH = 34
#: Where no terminal shows seconds that count up, a long step says so often that it is still at work.
SECONDS_BETWEEN_LINES = 10.0


class Steps:
    """Numbered steps on a terminal, or plain lines in a log."""

    def __init__(self, total: int, *, out: TextIO | None = None) -> None:
        """``total`` is how many steps will be shown; a step found done already is counted too."""
        self._total = total
        self._number = 0
        self._out = sys.stdout if out is None else out

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Show the step while the block runs; on a terminal its seconds count up, elsewhere each ten are a line."""
        self._number += 1
        label = f"  {self._number}/{self._total}  {name} ".ljust(WIDTH, ".")
        began = time.monotonic()
        done = threading.Event()
        self._write(label)
        live = self._out.isatty()
        show = self._count_up if live else self._say_now_and_then
        counting = threading.Thread(target=show, args=(label, began, done), daemon=True)
        counting.start()
        try:
            yield
        except BaseException:
            self._close(done, counting)
            self._write("\n")
            raise
        self._close(done, counting)
        seconds = time.monotonic() - began
        again = f"\r{label}" if live else label if seconds >= SECONDS_BETWEEN_LINES else ""
        self._write(f"{again} {seconds:6.1f} s\n")

    def _count_up(self, label: str, began: float, done: threading.Event) -> None:
        while not done.wait(1.0):
            self._write(f"\r{label} {time.monotonic() - began:6.0f} s")

    def _say_now_and_then(self, _: str, began: float, done: threading.Event) -> None:
        if not done.wait(SECONDS_BETWEEN_LINES):
            self._write("\n")
            self._say_seconds(began)
        while not done.wait(SECONDS_BETWEEN_LINES):
            self._say_seconds(began)

    def _say_seconds(self, began: float) -> None:
        self._write(f"       still at work: {time.monotonic() - began:.0f} s\n")

    def _close(self, done: threading.Event, counting: threading.Thread) -> None:
        done.set()
        if counting.is_alive():
            counting.join()

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()
