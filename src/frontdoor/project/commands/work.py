"""`frontdoor work`: the worker alone, as a service manager starts it."""

from __future__ import annotations

import argparse
import signal
from threading import Event, Thread
from types import FrameType

from frontdoor.project.django_ready import set_up_django
from frontdoor.project.processes import end_with_parent

HELP = "Run the worker: seals, clocks that fall due, telling people, mail, the spool. One is enough for a city."


def configure(parser: argparse.ArgumentParser) -> None:
    """Whether to go round once, and whose child this is."""
    parser.add_argument("--once", action="store_true", help="do what is waiting, then end")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Work until told to stop; what is under way is finished first."""
    if arguments.with_parent:
        end_with_parent()
    set_up_django()
    from frontdoor.jobs import rounds, sealer
    from frontdoor.screens.refer import saving, sending

    sending.make_keys()
    both = (
        *rounds.ROUNDS,
        rounds.Round("empty the spool", 3.0, lambda _: sending.drain()),
        rounds.Round("forget forms put aside", 3600.0, saving.forget_all),
    )
    if arguments.once:
        rounds.once(both)
        while sealer.seal_all():
            pass
        return 0
    stop = Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, end)
    sealing = Thread(target=sealer.run, args=(stop,), name="sealer")
    sealing.start()
    rounds.run(stop, both)
    sealing.join()
    return 0
