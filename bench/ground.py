"""A database of the benchmark's own: a fresh server in a temporary directory, with the settings of real use."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdoor.project.embedded_server import Running


@contextmanager
def database(kept: Path | None = None) -> Iterator[Running]:
    """Start a server, migrate it, set Django up; stop the server and remove everything when the block ends.

    In a directory to be `kept` everything stays, and the next run starts with what this one left.
    """
    data = kept or Path(tempfile.mkdtemp(prefix="frontdoor-bench-"))
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o711)
    os.environ["FRONTDOOR_DATA"] = str(data)
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(variable, None)
    from frontdoor.project.django_ready import set_up_django
    from frontdoor.project.embedded_server import start, stop
    from frontdoor.project.places import places
    from frontdoor.project.preparation import prepare

    # A quarter of a small server, as a council gives its database; the demonstration runs with less.
    running = start(places(data), settings={"shared_buffers": "1GB"})
    try:
        prepare(running)
        set_up_django()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", database="owner", verbosity=0, skip_checks=True)
        yield running
        connections.close_all()
    finally:
        stop(running)
        if kept is None:
            shutil.rmtree(data, ignore_errors=True)


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the sorted values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def processor(process: int) -> float:
    """Milliseconds that a process has worked in the threads it has now, by the scheduler's count."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text(encoding="ascii").split()[0]) for thread in threads) / 1e6
