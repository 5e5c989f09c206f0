"""`frontdoor work`: the job worker alone, as a service manager starts it."""

import argparse

from frontdoor.project.django_ready import set_up_django
from frontdoor.project.processes import end_with_parent
from frontdoor.project.refusal import Refusal

HELP = "Run the job worker: clocks that fall due, sealing, messages, exports. One is enough for a city."


def configure(parser: argparse.ArgumentParser) -> None:
    """How many jobs at once, and which."""
    parser.add_argument("--concurrency", type=int, default=2, help="jobs at once (default 2)")
    parser.add_argument("--queue", action="append", help="work on this queue only; may be given more than once")
    parser.add_argument("--once", action="store_true", help="do what is waiting, then end")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Work until told to stop; a job under way is finished first."""
    if arguments.with_parent:
        end_with_parent()
    set_up_django()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    if not isinstance(app.connector, DjangoConnector):
        raise Refusal("Jobs are not kept in the program's own database; see the settings for procrastinate.")
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(
            queues=arguments.queue,
            concurrency=arguments.concurrency,
            wait=not arguments.once,
            # The tables of jobs keep what failed; what went well would only pile up.
            delete_jobs="successful",
            # A stopping worker lets its jobs finish, within what a service manager waits.
            shutdown_graceful_timeout=20,
        )
    return 0
