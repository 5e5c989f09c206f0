"""Runs of a return: the history, one run as it is made, its rules, the children behind each, and the finished file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.access.permission import Refused
from frontdoor.ledger.storage import UnableToFind
from frontdoor.returns import queries
from frontdoor.returns.actions import UnableToAsk, ask_for_census
from frontdoor.returns.cin_census.checks import rules_of
from frontdoor.returns.cin_census.checks.rule import Kind
from frontdoor.returns.models import Run, RunIssue
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import date_words, day_and_time
from frontdoor.screens.look.shapes import Fact
from frontdoor.screens.record.mending import mended_at
from frontdoor.screens.returns.findings import lists_of, page_of, questions_of
from frontdoor.screens.returns.forms import CensusForm, RulesForm

STATES = {
    "waiting": "waits for the worker",
    "running": "being made",
    "finished": "finished",
    "refused": "could not be made",
    "failed": "failed",
}
NOT_ANALYST = "An analyst takes the file and sends it: every child of the authority is in it, behind walls too."
#: Why somebody who may never see one child takes no file with every child: whether that child is in it is not said.
BARRED = "There is a child whom you may not see, so you take no file of all children. A colleague takes it."
_TYPES = {
    "cin": ("application/xml", "cin-{year}-{authority}-{position}.xml"),
    "annex_a": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "annex-a-{on}-{authority}-{position}.xlsx",
    ),
}


@dataclass(frozen=True, kw_only=True)
class RunRow:
    """One run in the history."""

    url: str
    what: str
    who: str
    state: str
    position: str
    came_to: str


@dataclass(frozen=True, kw_only=True)
class IssueRow:
    """One field that a rule flagged, and where it is put right: nowhere for who may not open the child."""

    number: str
    child_url: str
    table: str
    field: str
    value: str
    mend_url: str


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """One rule that found something: our sentence, and how many fields of how many children.

    `mend_url` is the worklist of this rule alone, child by child, for who may put things right.
    """

    code: str
    url: str
    kind: str
    message: str
    fields: int
    children: int
    mend_url: str


@door(Permission.MAKE_RETURNS, page="returns")
def runs(request: HttpRequest) -> HttpResponse:
    """The history, and asking for a census."""
    at = cast(AtDoor, request)
    form = CensusForm(at.POST or None)
    if at.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            run = ask_for_census(year=given["year"], rules_year=given["rules_year"], by=at.actor, recorded_at=at.now)
        except UnableToAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("returns:run", run.id)
    return render(at, "returns/runs.html", {"census": form, "rows": history(at)})


@door(Permission.MAKE_RETURNS, page="returns_run")
def run(request: HttpRequest, run: UUID) -> HttpResponse:
    """One run: how far it is, or what it came to; and the same file by another year's rules."""
    at = cast(AtDoor, request)
    found = queries.run_of(run, by=at.actor)
    form = RulesForm(at.POST or None)
    if at.method == "POST" and found.kind == "cin" and form.is_valid():
        again = ask_for_census(
            year=found.year,
            rules_year=form.cleaned_data["rules_year"],
            position=found.position,
            by=at.actor,
            recorded_at=at.now,
        )
        return redirect("returns:run", again.id)
    may_mend = at.actor.may(Permission.ADD_INFORMATION)
    context = {
        "run": found,
        "what": _what(found),
        "state": STATES[found.state],
        "making": found.state in ("waiting", "running"),
        "facts": tuple(_facts(found, at.now)),
        "rules": tuple(_rules(found, may_mend=may_mend)) if found.state == "finished" and found.kind == "cin" else (),
        "may_mend": may_mend,
        "not_taken_because": _not_taken(at),
        "form": form,
        "lists": tuple(lists_of(found)),
        "questions": tuple(questions_of(found, at)),
        "page": page_of(found, at),
    }
    return render(at, "returns/run.html", context)


@door(Permission.MAKE_RETURNS, page="returns_rule")
def rule(request: HttpRequest, run: UUID, rule: str) -> HttpResponse:
    """The children behind one rule of a run, by number, as far as the reader may see them."""
    at = cast(AtDoor, request)
    found = queries.run_of(run, by=at.actor)
    broken = (
        next((one for one in rules_of(found.rules_year) if one.code == rule), None) if found.kind == "cin" else None
    )
    if broken is None:
        raise UnableToFind
    asked = at.GET.get("page", "0")
    page = int(asked) if asked.isdecimal() and len(asked) < 5 else 0
    issues, more = queries.issues_of(found, rule, page=page)
    at.seen += [
        Seen(page="returns_rule", person=key) for key in dict.fromkeys(one.person for one in issues if one.person)
    ]
    context = {
        "run": found,
        "what": _what(found),
        "rule": broken,
        "kind": "Error" if broken.kind is Kind.ERROR else "Query",
        "issues": tuple(_issues(issues, at)),
        "next_page": page + 1 if more else 0,
    }
    return render(at, "returns/rule.html", context)


@door(Permission.TAKE_RETURNS, page="returns_file")
def file(request: HttpRequest, run: UUID) -> HttpResponse:
    """The finished file, whole: an official return holds every child. Taking it is logged (ADR 18)."""
    at = cast(AtDoor, request)
    found = queries.run_of(run, by=at.actor)
    if because := _not_taken(at):
        raise Refused(because)
    content = queries.file_of(run, by=at.actor)
    at.seen.append(Seen(page="returns_file", record=found.id, purpose=f"{_what(found)}, to take away"))
    kind, name = _TYPES[found.kind]
    answer = HttpResponse(content, content_type=kind)
    named = name.format(year=found.year, on=found.on, authority=found.authority, position=found.position)
    answer["Content-Disposition"] = f'attachment; filename="{named}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _not_taken(at: AtDoor) -> str:
    """Why this person takes no file, in a sentence; empty if they may."""
    if not at.actor.may(Permission.TAKE_RETURNS):
        return NOT_ANALYST
    return BARRED if queries.is_barred_from_somebody(at.actor) else ""


def _issues(issues: Sequence[RunIssue], at: AtDoor) -> Iterator[IssueRow]:
    people = {one.person for one in issues if one.person is not None}
    may = at.actor.may(Permission.SEE_CHILD)
    last = queries.last_journeys(people, by=at.actor) if may else {}
    for one in issues:
        journey = last.get(one.person) if one.person else None
        yield IssueRow(
            number=one.number,
            child_url=reverse("child:page", args=[one.number]) if journey else "",
            table=one.table,
            field=one.field,
            value=one.value,
            mend_url=mended_at(one.table, journey.contact.reference) if journey else "",
        )


def history(at: AtDoor, **of: str) -> tuple[RunRow, ...]:
    """What was asked for before, the newest first; of one kind, if one is said."""
    return tuple(
        RunRow(
            url=reverse("returns:run", args=[one.id]),
            what=_what(one),
            who=f"{one.asked_for_by_name}, {day_and_time(one.asked_at, now=at.now)}",
            state=STATES[one.state],
            position="" if one.position is None else f"{one.position:,}",
            came_to=_came_to(one),
        )
        for one in queries.runs(at.actor, **of)
    )


def _what(run: Run) -> str:
    if run.kind == "annex_a":
        return f"Ofsted’s lists, call of {date_words(cast(date, run.on))}"
    rules = "" if run.rules_year == run.year else f", by the rules of {run.rules_year}"
    return f"Children in need census {run.year}{rules}"


def _came_to(run: Run) -> str:
    if run.state != "finished":
        return ""
    if run.kind == "annex_a":
        return f"{run.children:,} rows"
    unjudged = f", {len(run.not_run)} rules not run" if run.not_run else ""
    return f"{run.children:,} children, {run.errors:,} errors, {run.queries:,} queries{unjudged}"


def _facts(run: Run, now: datetime) -> Iterator[Fact]:
    yield Fact("Asked for by", f"{run.asked_for_by_name}, {day_and_time(run.asked_at, now=now)}")
    if run.position is not None:
        yield Fact("Ledger position", f"{run.position:,}: the same position gives the same file")
    if run.finished_at is not None:
        yield Fact("Finished", day_and_time(run.finished_at, now=now))
    if run.state == "finished":
        yield Fact("Came to", _came_to(run))


def _rules(run: Run, *, may_mend: bool) -> Iterator[RuleRow]:
    counts = queries.counts_by_rule(run)
    for one in rules_of(run.rules_year):
        if one.code in counts:
            fields, children = counts[one.code]
            yield RuleRow(
                code=one.code,
                url=reverse("returns:rule", args=[run.id, one.code]),
                kind="error" if one.kind is Kind.ERROR else "query",
                message=one.message,
                fields=fields,
                children=children,
                mend_url=f"{reverse('returns:worklist')}?rule={one.code}" if may_mend else "",
            )
