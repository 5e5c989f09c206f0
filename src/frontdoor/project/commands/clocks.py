"""`frontdoor clocks`: when something is due and why, and which clocks there are. Needs no database and no Django."""

import argparse
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from frontdoor.project.refusal import Refusal
from frontdoor.rules.calendar import UnableToCountDays, UnableToReadMoment, in_london, london_day, parse_moment
from frontdoor.rules.clocks import (
    ClockRule,
    NoClockInForce,
    UnableToTellDue,
    clocks_in_force,
    due_moment,
    explain,
    rule_in_force,
    shown_due,
)
from frontdoor.rules.partnership import Partnership, UnableToReadPartnership, all_partnerships, for_authority

HELP = "Say when something is due, and why."

_EXAMPLES = """\
examples:
  frontdoor clocks due referral_decision --start 2026-04-02T16:50
  frontdoor clocks due mash_rag --start 2026-04-02T16:50 --rating red --explain
  frontdoor clocks due assessment_internal_review --start 2026-04-02T16:50 --fact review_on=2026-04-23
  frontdoor clocks list --authority 873

A start without an offset is London time, the earlier of two when the clocks go back. The rule used is the one in
force on the day of the start.
"""
_RATINGS = ("red", "amber", "green", "blue")
#: The partnership asked when none is named and there are several.
_USUAL = "874"


def configure(parser: argparse.ArgumentParser) -> None:
    """`due` works one moment out; `list` names the clocks in force on a day."""
    parser.epilog = _EXAMPLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs", required=True)
    due = verbs.add_parser("due", help="print when a clock falls due, as ISO 8601 with offset")
    due.add_argument("clock", metavar="CLOCK", help='its name, as "frontdoor clocks list" prints it')
    due.add_argument("--start", required=True, metavar="MOMENT", help="when it starts, as 2026-04-02T16:50")
    due.add_argument("--rating", choices=_RATINGS, help="the rating, where the clock depends on it")
    due.add_argument("--route", choices=("s47", "s17", "s20"), help="what was decided, for child_first_seen")
    due.add_argument("--danger-now", action="store_true", help="a child is in danger now, for first_look")
    due.add_argument("--fact", action="append", default=[], metavar="NAME=VALUE", help="any other fact the clock needs")
    due.add_argument("--explain", action="store_true", help="say each day or period counted or skipped, and the source")
    listed = verbs.add_parser("list", help="name the clocks in force, how long they allow and who says so")
    listed.add_argument("--at", metavar="DATE", help="in force on this day (default: the newest row of each clock)")
    for verb in (due, listed):
        verb.add_argument(
            "--authority", metavar="CODE", help="whose local clocks and hours, as 874 (default: Peterborough)"
        )
        verb.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default text)")


def run(arguments: argparse.Namespace) -> int:
    """Print what was asked for, or refuse with a sentence."""
    try:
        return _due(arguments) if arguments.verb == "due" else _list(arguments)
    except (
        UnableToReadMoment,
        UnableToCountDays,
        UnableToTellDue,
        NoClockInForce,
        UnableToReadPartnership,
    ) as unable:
        raise Refusal(str(unable)) from unable


def _partnership(arguments: argparse.Namespace) -> Partnership:
    if arguments.authority:
        return for_authority(arguments.authority)
    known = all_partnerships()
    return known[next(iter(known))] if len(known) == 1 else for_authority(_USUAL)


def _facts(arguments: argparse.Namespace) -> dict[str, str]:
    facts: dict[str, str] = {}
    for given in arguments.fact:
        name, equals, value = given.partition("=")
        if not equals or not name or not value:
            raise Refusal(f'"{given}" is no fact. Write it as NAME=VALUE, like review_on=2026-04-23.')
        facts[name] = value
    if arguments.rating:
        facts["rating"] = arguments.rating
    if arguments.route:
        facts["route"] = arguments.route
    if arguments.danger_now:
        facts["danger_now"] = "yes"
    return facts


def _iso(moment: datetime) -> str:
    return in_london(moment).isoformat()


def _due(arguments: argparse.Namespace) -> int:
    partnership = _partnership(arguments)
    start = parse_moment(arguments.start)
    facts = _facts(arguments)
    rule = rule_in_force(arguments.clock, london_day(start), partnership)
    due = due_moment(rule, start, facts, partnership)
    lines = explain(rule, start, facts, partnership) if arguments.explain else []
    if arguments.format == "text":
        print("\n".join([_iso(due), *lines]))
        return 0
    told: dict[str, Any] = {
        "clock": rule.id,
        "authority": partnership.authority,
        "start": _iso(start),
        "due": _iso(due),
        "shown_by": _iso(shown_due(rule, due, partnership)),
        "limit": rule.limit,
        "facts": facts,
        "allowance": rule.allowance_for(facts).words(),
        "rule": _told(rule),
    }
    if lines:
        told["explained"] = lines
    print(json.dumps(told, indent=2, ensure_ascii=False))
    return 0


def _told(rule: ClockRule) -> Mapping[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "kind": rule.kind,
        "evidence": rule.evidence,
        "source": rule.source,
        "in_force_from": rule.in_force_from.isoformat(),
        "in_force_until": rule.in_force_until.isoformat() if rule.in_force_until else None,
        "by": rule.by or None,
        "allowances": {key or "otherwise": allowed.words() for key, allowed in rule.allowances},
        "runs_on": rule.runs_on,
        "starts": [condition.words() for condition in rule.starts],
        "stops": [condition.words() for condition in rule.stops],
        "counts_from_first_receipt": rule.counts_from_first_receipt,
        "met_by_machine": rule.met_by_machine,
        "out_of_hours": rule.out_of_hours,
        "demonstration": rule.demonstration,
        "same_as": rule.same_as or None,
        "note": rule.note or None,
    }


def _list(arguments: argparse.Namespace) -> int:
    partnership = _partnership(arguments)
    try:
        rules = clocks_in_force(date.fromisoformat(arguments.at), partnership) if arguments.at else _newest(partnership)
    except ValueError:
        raise Refusal(f'"{arguments.at}" is not a date. Write it like 2026-04-02.') from None
    if arguments.format == "json":
        print(json.dumps([_told(rule) for rule in rules], indent=2, ensure_ascii=False))
        return 0
    wide = max(len(rule.id) for rule in rules)
    for rule in rules:
        whose = partnership.name if rule.kind == "local" else "England"
        print(
            f"{rule.id:{wide}}  {rule.name}: {rule.allowance_words()}. {whose}, evidence {rule.evidence}: {rule.source}"
        )
    return 0


def _newest(partnership: Partnership) -> tuple[ClockRule, ...]:
    """The row of each clock that is to hold longest: the one a newcomer means, and no clock need be read for it."""
    return tuple(
        next(row for row in rows if row.in_force_until is None) for _, rows in sorted(partnership.by_id.items())
    )
