"""`frontdoor feeds`: load what other systems leave as files, and say who may send by machine."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from frontdoor.project import register_commands
from frontdoor.project.at_hand import django_at_hand
from frontdoor.project.refusal import Refusal
from frontdoor.rules.calendar import UnableToReadMoment, parse_moment
from frontdoor.rules.partnership import Agency, UnableToReadPartnership, for_authority

if TYPE_CHECKING:
    from frontdoor.feeds.report import Report
    from frontdoor.ledger.scope import Actor

HELP = "Load notifications, open status and agencies' registers from files, and manage the keys of the API."
_EXAMPLES = """\
examples:
  frontdoor feeds police 2026-11-20.csv --authority 874
  frontdoor feeds status status.csv --authority 874
  frontdoor feeds register roll.csv --kind school_roll --agency school_larkfield --full
  frontdoor feeds key police --for notifications --days 365

Running a file again changes nothing. Exit status 0: all loaded; 1: some rows were not, and each is named.
"""
#: The authority asked when none is named.
_USUAL = "874"


def configure(parser: argparse.ArgumentParser) -> None:
    """Three kinds of file, and what to do with an agreement or a key."""
    parser.epilog = _EXAMPLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs", required=True)
    police = verbs.add_parser("police", help="load notifications of the police or another agency (CSV or JSON)")
    police.add_argument("file", type=Path, metavar="FILE")
    police.add_argument("--agency", default="police", help="whose file it is, by its code (default police)")
    police.add_argument("--received", metavar="MOMENT", help="when the file reached the partnership (default now)")
    status = verbs.add_parser("status", help="load open status from the authority's case system (CSV or JSON)")
    status.add_argument("file", type=Path, metavar="FILE")
    for load, size in ((police, 25), (status, 50)):
        load.add_argument("--batch", type=int, default=size, help=f"how many in one transaction (default {size})")
    registers = register_commands.configure(verbs)
    key = verbs.add_parser("key", help="make a key with which an agency may use the API; it is shown once")
    key.add_argument("agency", help="the agency's code")
    key.add_argument("--for", dest="purpose", choices=("notifications", "status"), default="notifications")
    key.add_argument("--days", type=int, default=365, help="how long it is good (default 365)")
    keys = verbs.add_parser("keys", help="list the keys")
    stop = verbs.add_parser("stop-key", help="end a key at once")
    stop.add_argument("key", help="its id, as the list shows it")
    for verb in (police, status, *registers, key, keys, stop):
        verb.add_argument("--authority", default=_USUAL, metavar="CODE", help="such as 874 (default 874)")
        verb.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default text)")


def run(arguments: argparse.Namespace) -> int:
    """Do it, or refuse with a sentence."""
    try:
        for_authority(arguments.authority)
    except UnableToReadPartnership as wrong:
        raise Refusal(str(wrong)) from wrong
    doing = {
        "police": _police, "status": _status, "register": _register, "agree": _agreement, "agreements": _agreement,
        "end-agreement": _agreement, "key": _key, "keys": _keys, "stop-key": _stop_key,
    }  # fmt: skip
    with django_at_hand():
        return doing[arguments.verb](arguments)


def _police(arguments: argparse.Namespace) -> int:
    from frontdoor.access.doors import now
    from frontdoor.feeds import police

    agency = _agency(arguments)
    sender = police.Sender(agency=agency.code, kind=agency.kind, actor=_feed(arguments.authority, agency.code))
    received = _received(arguments.received, now())
    return _load(
        arguments,
        lambda: police.load(
            arguments.file, sender=sender, now=now, received_at=received, batch_size=max(1, arguments.batch)
        ),
    )


def _status(arguments: argparse.Namespace) -> int:
    from frontdoor.access.doors import now
    from frontdoor.feeds import status

    actor = _feed(arguments.authority, "case_system")
    return _load(
        arguments, lambda: status.load(arguments.file, actor=actor, now=now, batch_size=max(1, arguments.batch))
    )


def _register(arguments: argparse.Namespace) -> int:
    actor = _feed(arguments.authority, _agency(arguments).code)
    return _load(arguments, lambda: register_commands.load(arguments, actor=actor))


def _agreement(arguments: argparse.Namespace) -> int:
    doing = {
        "agree": register_commands.agree,
        "agreements": register_commands.agreements,
        "end-agreement": register_commands.end_agreement,
    }
    data, words = doing[arguments.verb](arguments, by=_governance(arguments.authority))
    _print(arguments, data, words)
    return 0


def _load(arguments: argparse.Namespace, load: Callable[[], Report]) -> int:
    from frontdoor.feeds.columns import UnableToReadFile

    if not arguments.file.is_file():
        raise Refusal(f"There is no file {arguments.file}.")
    try:
        report = load()
    except UnableToReadFile as wrong:
        raise Refusal(f"{arguments.file}: {wrong}") from wrong
    _print(arguments, report.data(), "\n".join(report.words()))
    return 1 if report.refused else 0


def _received(written: str | None, now: datetime) -> datetime | None:
    if written is None:
        return None
    try:
        received = parse_moment(written)
    except UnableToReadMoment as wrong:
        raise Refusal(str(wrong)) from wrong
    if received > now:
        raise Refusal("The file cannot have been received in the future.")
    return received


def _agency(arguments: argparse.Namespace) -> Agency:
    known = for_authority(arguments.authority).agency_by_code
    if arguments.agency not in known:
        raise Refusal(f'There is no agency "{arguments.agency}" in {arguments.authority}: {", ".join(sorted(known))}.')
    return known[arguments.agency]


def _feed(authority: str, agency: str) -> Actor:
    from frontdoor.ledger.scope import Actor

    return Actor(authority=authority, role="feed", name="File", agency=agency)


def _governance(authority: str) -> Actor:
    from frontdoor.ledger.scope import Actor
    from frontdoor.rules.roles import ROLES

    role = "information_governance"
    walls = ROLES[role].compartments
    return Actor(authority=authority, role=role, name="Command line", compartments=walls)


def _key(arguments: argparse.Namespace) -> int:
    from django.db import transaction

    from frontdoor.access.actions.keys import make_key
    from frontdoor.access.doors import now
    from frontdoor.ledger import scope

    agency = "case_system" if arguments.purpose == "status" else _agency(arguments).code
    if arguments.days < 1:
        raise Refusal("A key is good for at least one day.")
    at = now()
    with transaction.atomic(), scope.acting(_governance(arguments.authority), at):
        made = make_key(
            agency=agency,
            purpose=arguments.purpose,
            expires_at=at + timedelta(days=arguments.days),
            by=_governance(arguments.authority),
            recorded_at=at,
        )
    told = {"id": str(made.row.id), "agency": agency, "for": arguments.purpose, "key": made.key}
    words = f"{made.key}\nThis is shown once. Give it to {agency} by a safe way; end it with: frontdoor feeds stop-key "
    _print(arguments, told, f"{words}{made.row.id}")
    return 0


def _keys(arguments: argparse.Namespace) -> int:
    from django.db import transaction

    from frontdoor.access.doors import now
    from frontdoor.access.models import ApiKey
    from frontdoor.ledger import scope

    with transaction.atomic(), scope.acting(_governance(arguments.authority), now()):
        rows = ApiKey.of(authority=arguments.authority)
    told = [
        {"id": str(row.id), "agency": row.agency, "for": row.purpose, "expires_at": row.expires_at.isoformat(),
         "stopped_at": row.stopped_at.isoformat() if row.stopped_at else None}
        for row in rows
    ]  # fmt: skip
    lines = [f"{one['id']}  {one['agency']}  {one['for']}  until {one['expires_at']}" for one in told]
    lines = [line + ("  stopped" if one["stopped_at"] else "") for line, one in zip(lines, told, strict=True)]
    _print(arguments, told, "\n".join(lines) or "There are no keys.")
    return 0


def _stop_key(arguments: argparse.Namespace) -> int:
    from django.db import transaction

    from frontdoor.access.actions.keys import stop_key
    from frontdoor.access.doors import now
    from frontdoor.ledger import scope
    from frontdoor.ledger.storage import UnableToFind

    at = now()
    by = _governance(arguments.authority)
    try:
        with transaction.atomic(), scope.acting(by, at):
            stopped = stop_key(key=UUID(arguments.key), by=by, recorded_at=at)
    except (ValueError, UnableToFind) as wrong:
        raise Refusal(f'There is no key "{arguments.key}".') from wrong
    _print(arguments, {"id": str(stopped.id)}, "The key is ended.")
    return 0


def _print(arguments: argparse.Namespace, data: Any, words: str) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2) if arguments.format == "json" else words)
