"""Making the returns that were asked for: one at a time an authority, by the worker, seen to be running by others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, transaction

from frontdoor.ledger import scope
from frontdoor.ledger.ids import new_id
from frontdoor.returns.annex_a.columns import LISTS
from frontdoor.returns.annex_a.export import export as annex_a_export
from frontdoor.returns.annex_a.questions import NAMED
from frontdoor.returns.cin_census.checks import Report, check
from frontdoor.returns.cin_census.checks.rule import Kind
from frontdoor.returns.cin_census.export import Export
from frontdoor.returns.cin_census.export import export as cin_export
from frontdoor.returns.cin_census.gathering import UnableToGather
from frontdoor.returns.cin_census.period import Period, period_named
from frontdoor.returns.models import Run, RunIssue
from frontdoor.returns.people import children_of
from frontdoor.returns.position import UnableToFreeze, freeze
from frontdoor.rules.calendar import london_day

log = logging.getLogger(__name__)

#: A run that somebody began and that nobody has finished for so long is begun again: its process died.
GIVEN_UP = timedelta(minutes=15)


#: What is said of a run that a fault ended. What the fault was stands in the worker's log, never on a page.
FAILED = "It could not be made: a fault of the program. Ask for it again; if it fails again, ask your administrator."


class UnableToMake(Exception):
    """A fault of the program ended a run. The text is the run's id."""


def make_waiting(*, authority: str, now: Callable[[], datetime]) -> Run | None:
    """Make the return that has waited longest, if any: seen to be running by others from its first moment.

    A fault of the program is said on the page of the run and in the log, and ends nothing else: whoever makes returns
    also watches the clocks.
    """
    begun = _begin(authority, now())
    if begun is None:
        return None
    try:
        _make(begun, now)
    except UnableToMake as wrong:
        log.exception("The return %s could not be made.", wrong)
        _keep(begun, now(), state="failed", refusal=FAILED, finished_at=now())
    return begun


def _make(begun: Run, now: Callable[[], datetime]) -> None:
    try:
        if begun.kind == "annex_a":
            _make_annex_a(begun, now)
        else:
            _make_census(begun, now)
    except (UnableToGather, UnableToFreeze) as refusal:
        _keep(begun, now(), state="refused", refusal=str(refusal)[:300], finished_at=now())
    except DatabaseError:
        # It may be away for all: the round is tried again, and this run begun again once it counts as given up.
        raise
    except Exception as wrong:
        raise UnableToMake(str(begun.id)) from wrong


@transaction.atomic
def _begin(authority: str, at: datetime) -> Run | None:
    with scope.system(authority):
        waiting = Run.objects.select_for_update(skip_locked=True).filter(authority=authority)
        died = waiting.filter(state="running", started_at__lt=at - GIVEN_UP)
        run = died.first() or waiting.filter(state="waiting").order_by("asked_at", "pk").first()
        if run is not None:
            run.change(at=at, state="running", started_at=at, done=1)
        return run


@transaction.atomic
def _keep(run: Run, at: datetime, **facts: Any) -> None:
    with scope.system(run.authority):
        Run.locked(run.id).change(at=at, **facts)


def _make_census(run: Run, now: Callable[[], datetime]) -> None:
    position = freeze(run.authority, run.position)
    _keep(run, now(), position=position.number, done=10)
    made = cin_export(position, Period(period_named(run.year).year))
    _keep(run, now(), done=60)
    report = check(made.gathered.census, run.rules_year)
    _keep(run, now(), done=85)
    _finish_census(run, made, report, now())


@transaction.atomic
def _finish_census(run: Run, made: Export, report: Report, at: datetime) -> None:
    """The issues with the children behind them, the counts, the page and the file: all in one moment."""
    with scope.system(run.authority):
        RunIssue.objects.filter(run=run.id).delete()
        issues = _issues(run, report, at)
        RunIssue.objects.bulk_create(issues, batch_size=1000)
        Run.locked(run.id).change(
            at=at,
            state="finished",
            done=100,
            finished_at=at,
            children=len(made.gathered.children),
            errors=sum(1 for one in issues if one.is_error),
            queries=sum(1 for one in issues if not one.is_error),
            not_run=[f"{one.rule}: {one.why}"[:300] for one in report.not_run],
            page=made.page,
            file=made.file,
        )


def _issues(run: Run, report: Report, at: datetime) -> list[RunIssue]:
    found = list(report.issues())
    people = {who.number: key for key, who in children_of(run.authority).items()} if found else {}
    return [
        RunIssue(
            id=new_id(at),
            authority=run.authority,
            agency=run.agency,
            run=run.id,
            person=people.get(one.child),
            number=one.child,
            rule=one.rule,
            is_error=one.kind is Kind.ERROR,
            table=one.table,
            field=one.field,
            value=one.value[:200],
        )
        for one in found
    ]


def _make_annex_a(run: Run, now: Callable[[], datetime]) -> None:
    position = freeze(run.authority, run.position)
    _keep(run, now(), position=position.number, done=10)
    made = annex_a_export(position, run.on or london_day(now()))
    findings = {
        "lists": [{"number": one.number, "rows": len(made.lists[one.number])} for one in LISTS],
        "questions": [asdict(one) | {"children": one.children[:NAMED]} for one in made.questions],
    }
    _keep(
        run, now(), state="finished", done=100, finished_at=now(), file=made.file, findings=findings,
        children=sum(len(rows) for rows in made.lists.values()),
    )  # fmt: skip
