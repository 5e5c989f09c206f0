"""`frontdoor doctor`: is this installation sound, and if not, what is to be done?"""

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime

import psycopg

from frontdoor.project.at_hand import database_at_hand
from frontdoor.project.commands.migrate import missing_migrations
from frontdoor.project.database import DatabaseAddressWrong, application_url, is_embedded
from frontdoor.project.database_check import database_findings, unreachable
from frontdoor.project.django_ready import set_up_django
from frontdoor.project.findings import Finding, State, judge
from frontdoor.project.machine_check import (
    demographics,
    environment_said,
    machine_findings,
    mail,
    settings_findings,
    telephony,
)
from frontdoor.project.places import data_directory
from frontdoor.project.preparation import preparation_script
from frontdoor.project.refusal import Refusal

HELP = (
    "Check the installation: settings, database, roles, extensions, time zone, disk, clock, mail, clocks in force. "
    "Says what to do about each fault. Exit status 1 if there is any."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """How to print, or to print the database's preparation instead."""
    parser.add_argument("--format", choices=["text", "json"], default="text", help="how to print (default text)")
    parser.add_argument(
        "--preparation", action="store_true", help="print the SQL that prepares a council's database server, and end"
    )


def run(arguments: argparse.Namespace) -> int:
    """Look at everything, print it, and say by the exit status whether anything is faulty."""
    if arguments.preparation:
        print(preparation_script(), end="")
        return 0
    found = [Finding("variables", State.SOUND, environment_said())]
    found += machine_findings(data_directory(), today=datetime.now(UTC).date())
    found += _with_django()
    if arguments.format == "json":
        print(json.dumps([finding.as_data() for finding in found], indent=2, ensure_ascii=False))
    else:
        _print(found)
    return 1 if any(finding.state is State.FAULT for finding in found) else 0


def _with_django() -> list[Finding]:
    try:
        set_up_django()
    except Refusal as wrong:
        return [Finding("settings", State.FAULT, str(wrong), "Put the setting right and ask again.")]
    found = [*settings_findings(), mail(), demographics(), *telephony()]
    try:
        with database_at_hand(), psycopg.connect(application_url(), connect_timeout=5) as connection:
            found += database_findings(connection, now=datetime.now(UTC))
            missing = missing_migrations()
            found += [] if missing else [_worker(datetime.now(UTC))]
    except (psycopg.OperationalError, DatabaseAddressWrong, Refusal) as wrong:
        return [*found, unreachable(str(wrong), embedded=is_embedded())]
    said = f"{len(missing)} migrations have not run" if missing else "up to date"
    return [*found, judge("tables", not missing, said, to_do="Run: frontdoor migrate")]


def _worker(now: datetime) -> Finding:
    """Whether the worker is at work: one that hangs looks alive, and nobody is told of anything any more."""
    from frontdoor.outbox.signs import WATCHED, silent

    quiet = silent(now)
    if len(quiet) == len(WATCHED):
        said = "no sign of it in the last minutes"
    else:
        said = "; ".join(f"“{name}” is silent: {WATCHED[name]}" for name in quiet) or "at work"
    to_do = "Start it anew (systemctl restart frontdoor-worker) and read its log."
    return judge("worker", not quiet, said, to_do=to_do, otherwise=State.WATCH)


def _print(found: Sequence[Finding]) -> None:
    marks = {State.SOUND: "ok   ", State.WATCH: "watch", State.FAULT: "FAULT"}
    width = max(len(finding.subject) for finding in found)
    for finding in found:
        print(f"{marks[finding.state]}  {finding.subject.ljust(width)}  {finding.said}")
        if finding.to_do:
            print(f"       {' ' * width}  → {finding.to_do}")
    faults = sum(finding.state is State.FAULT for finding in found)
    print(f"\n{faults} to be put right." if faults else "\nNothing to be put right.")
