"""`frontdoor work`: the worker alone, as a service manager starts it."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Callable, Sequence
from threading import Event, Thread
from types import FrameType
from typing import TYPE_CHECKING

from frontdoor.project.django_ready import set_up_django
from frontdoor.project.processes import end_with_parent

if TYPE_CHECKING:
    from frontdoor.jobs.rounds import Round

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
    from frontdoor.jobs import follower, rounds, sealer
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
        follower.follow_all()
        return 0
    return _work(both)


def _work(all_rounds: Sequence[Round]) -> int:
    """Go round, seal and follow until told to stop. Should one of them fail, all end, and whoever started us knows."""
    from frontdoor.jobs import follower, rounds, sealer

    stop, told_to_stop = Event(), Event()

    def end(number: int, frame: FrameType | None) -> None:
        told_to_stop.set()
        stop.set()

    def to_the_end(work: Callable[[Event], None]) -> None:
        try:
            work(stop)
        finally:
            stop.set()

    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, end)
    threads = [Thread(target=to_the_end, args=(one.run,), name=one.__name__) for one in (sealer, follower)]
    for thread in threads:
        thread.start()
    # A fault of a round as well: alone, the threads would seal and follow on, and nobody be alerted any more.
    try:
        to_the_end(lambda _: rounds.run(stop, all_rounds))
    finally:
        for thread in threads:
            thread.join()
    return 0 if told_to_stop.is_set() else 1
