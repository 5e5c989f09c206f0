"""Asking for a return. The worker makes it (`returns.making`), never a page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from frontdoor.access import permission
from frontdoor.ledger.scope import Actor
from frontdoor.returns.annex_a.window import UnableToLookBack, day_of_call
from frontdoor.returns.cin_census.checks import NotInThisRelease, rules_of
from frontdoor.returns.cin_census.period import UnableToReadYear, period_named
from frontdoor.returns.models import Run
from frontdoor.rules.calendar import london_day
from frontdoor.rules.roles import Permission


class UnableToAsk(Exception):
    """The return cannot be made so. The text is a sentence for the person who reads it."""


@transaction.atomic
def ask_for_census(
    *, year: str, rules_year: str = "", position: int | None = None, by: Actor, recorded_at: datetime
) -> Run:
    """Ask for our own census of a year, judged by the rules of `rules_year` (its own, if none is said).

    With a position, the census as it stood there: another year's rules over the same file.
    """
    permission.require(by, Permission.MAKE_RETURNS)
    try:
        period_named(year)
        rules_of(rules_year or year)
    except (UnableToReadYear, NotInThisRelease) as wrong:
        raise UnableToAsk(str(wrong)) from wrong
    return _ask("cin", by, recorded_at, year=year, rules_year=rules_year or year, position=position)


@transaction.atomic
def ask_for_annex_a(*, on: date, by: Actor, recorded_at: datetime) -> Run:
    """Ask for Ofsted's lists as at the day of an inspection's first call. Refuses a day that has not come."""
    permission.require(by, Permission.MAKE_RETURNS)
    try:
        day_of_call(on, today=london_day(recorded_at))
    except UnableToLookBack as wrong:
        raise UnableToAsk(str(wrong)) from wrong
    return _ask("annex_a", by, recorded_at, on=on)


def _ask(kind: str, by: Actor, at: datetime, **facts: Any) -> Run:
    return Run.new(
        at=at,
        authority=by.authority,
        agency=by.agency,
        kind=kind,
        asked_for_by=by.account,
        asked_for_by_name=by.name,
        asked_at=at,
        **facts,
    )
