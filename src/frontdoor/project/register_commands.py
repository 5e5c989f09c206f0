"""`frontdoor feeds register` and its agreements: an agency's register as an index of whom it knows."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from frontdoor.project.refusal import Refusal
from frontdoor.rules.basis import BASES
from frontdoor.rules.calendar import london_day
from frontdoor.rules.registers import REGISTERS

if TYPE_CHECKING:
    from frontdoor.feeds.report import Report
    from frontdoor.ledger.scope import Actor


def configure(verbs: Any) -> list[argparse.ArgumentParser]:
    """A file to load, and three things to do with an agreement."""
    load = verbs.add_parser("register", help="load an agency's register: whom it knows, never what (CSV)")
    load.add_argument("file", type=Path, metavar="FILE")
    how = load.add_mutually_exclusive_group(required=True)
    how.add_argument("--full", action="store_true", help="the file is the whole register: who is not in it has ended")
    how.add_argument("--changes", action="store_true", help="the file says what is new, changed or ended")
    load.add_argument("--batch", type=int, default=500, help="how many rows in one transaction (default 500)")
    agree = verbs.add_parser("agree", help="record the agreement and impact assessment under which a register is sent")
    agree.add_argument("--purpose", required=True, help="for what the register is sent, in a sentence")
    agree.add_argument("--basis", required=True, choices=sorted(BASES), help="on what ground in law")
    agree.add_argument("--agreement", required=True, help="reference of the information sharing agreement")
    agree.add_argument("--assessment", required=True, help="reference of the data protection impact assessment")
    agree.add_argument("--from", dest="starts_on", required=True, type=_day, metavar="DATE", help="first day")
    agree.add_argument("--until", dest="ends_on", required=True, type=_day, metavar="DATE", help="last day")
    for verb in (load, agree):
        verb.add_argument("--kind", required=True, choices=sorted(REGISTERS), help="which register")
        verb.add_argument("--agency", required=True, help="whose register, by the agency's code")
    listed = verbs.add_parser("agreements", help="list the agreements")
    end = verbs.add_parser("end-agreement", help="end an agreement before its time")
    end.add_argument("agreement", help="its id, as the list shows it")
    end.add_argument("--on", dest="ends_on", required=True, type=_day, metavar="DATE", help="last day")
    return [load, agree, listed, end]


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f'"{written}" is no day; write it as 2026-11-20') from wrong


def load(arguments: argparse.Namespace, *, actor: Actor) -> Report:
    """Load a register's file."""
    from frontdoor.access.doors import now
    from frontdoor.feeds import register
    from frontdoor.people.register_agreements import Sent, UnableToLoadRegister

    sent = Sent(agency=arguments.agency, register=arguments.kind)
    try:
        return register.load(
            arguments.file, sent=sent, actor=actor, full=arguments.full, now=now, batch_size=max(1, arguments.batch)
        )
    except UnableToLoadRegister as wrong:
        raise Refusal(f"{wrong} See: frontdoor feeds agree --help") from wrong


def agree(arguments: argparse.Namespace, *, by: Actor) -> tuple[Any, str]:
    """Record an agreement; what to print of it, as data and in words."""
    from django.db import transaction

    from frontdoor.access.doors import now
    from frontdoor.ledger import scope
    from frontdoor.people.register_agreements import Sent, UnableToAgree, record_agreement

    at = now()
    asked = {name: getattr(arguments, name) for name in _ASKED}
    try:
        with transaction.atomic(), scope.acting(by, at):
            kept = record_agreement(
                sent=Sent(agency=arguments.agency, register=arguments.kind), **asked, by=by, recorded_at=at
            )
    except UnableToAgree as wrong:
        raise Refusal(str(wrong)) from wrong
    return _told(
        kept
    ), f"Recorded. It ends on {kept.ends_on.isoformat()}, or with: frontdoor feeds end-agreement {kept.id}"


_ASKED = ("purpose", "basis", "agreement", "assessment", "starts_on", "ends_on")


def agreements(arguments: argparse.Namespace, *, by: Actor) -> tuple[Any, str]:
    """Every agreement, in force or not."""
    from django.db import transaction

    from frontdoor.access.doors import now
    from frontdoor.ledger import scope
    from frontdoor.people.models import RegisterAgreement

    at = now()
    with transaction.atomic(), scope.acting(by, at):
        rows = RegisterAgreement.of(authority=arguments.authority)
    lines = [_line(row, london_day(at)) for row in rows]
    return [_told(row) for row in rows], "\n".join(lines) or "There are no agreements."


def _line(row: Any, today: date) -> str:
    standing = "ended" if row.ends_on < today else "to come" if row.starts_on > today else "in force"
    loaded = row.loaded_at.date().isoformat() if row.loaded_at else "never"
    return (
        f"{row.id}  {row.agency}  {row.register}  {row.starts_on} to {row.ends_on}, {standing}  "
        f"{row.agreement}  {row.assessment}  last file {loaded}"
    )


def _told(row: Any) -> dict[str, Any]:
    days = {"from": row.starts_on.isoformat(), "until": row.ends_on.isoformat()}
    loaded = row.loaded_at.isoformat() if row.loaded_at else None
    told = {name: getattr(row, name) for name in ("agency", "register", "purpose", "basis", "agreement", "assessment")}
    return {"id": str(row.id), **told, **days, "loaded_at": loaded}


def end_agreement(arguments: argparse.Namespace, *, by: Actor) -> tuple[Any, str]:
    """End an agreement early."""
    from django.db import transaction

    from frontdoor.access.doors import now
    from frontdoor.ledger import scope
    from frontdoor.ledger.storage import UnableToFind
    from frontdoor.people import register_agreements

    at = now()
    try:
        with transaction.atomic(), scope.acting(by, at):
            kept = register_agreements.end_agreement(
                agreement=UUID(arguments.agreement), ends_on=arguments.ends_on, by=by, recorded_at=at
            )
    except (ValueError, UnableToFind) as wrong:
        raise Refusal(f'There is no agreement "{arguments.agreement}".') from wrong
    except register_agreements.UnableToAgree as wrong:
        raise Refusal(str(wrong)) from wrong
    return _told(kept), f"It ends on {kept.ends_on.isoformat()}. From the day after, nothing of it is shown."
