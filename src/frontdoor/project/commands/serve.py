"""`frontdoor serve`: the web server alone, as a service manager starts it."""

import argparse
import os
import sys

from frontdoor.project.django_ready import name_settings
from frontdoor.project.processes import end_with_parent

HELP = "Run the web server (gunicorn, threads). A proxy with TLS stands before it in a council."


def configure(parser: argparse.ArgumentParser) -> None:
    """Where to listen and with how many workers."""
    parser.add_argument("--listen", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=default_port(), help="port (default FRONTDOOR_PORT, or 8000)")
    parser.add_argument("--fd", type=int, help="serve on this open, listening socket instead")
    parser.add_argument("--workers", type=int, default=2, help="processes (default 2)")
    parser.add_argument("--threads", type=int, default=8, help="threads in each process (default 8)")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)


def default_port() -> int:
    """FRONTDOOR_PORT, or 8000."""
    return int(os.environ.get("FRONTDOOR_PORT", "8000"))


def run(arguments: argparse.Namespace) -> int:
    """Become gunicorn: this process is replaced, so that signals reach it directly."""
    name_settings()
    if arguments.with_parent:
        end_with_parent()
    address = f"fd://{arguments.fd}" if arguments.fd is not None else f"{arguments.listen}:{arguments.port}"
    command = [sys.executable, "-m", "gunicorn", "frontdoor.project.wsgi:application", "--bind", address]
    command += ["--worker-class", "gthread", "--workers", str(arguments.workers), "--threads", str(arguments.threads)]
    # Requests are finished on stopping; a worker is renewed now and then, not all at once.
    command += [
        "--graceful-timeout",
        "20",
        "--timeout",
        "60",
        "--max-requests",
        "20000",
        "--max-requests-jitter",
        "2000",
    ]
    # Loaded once, before the workers part: one that dies is replaced in milliseconds, not after a start of Django.
    command += ["--no-control-socket", "--preload"]
    os.execv(sys.executable, command)  # noqa: S606 - our own program, no shell
    return 0
