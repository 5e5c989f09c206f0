"""The page for the minute in which somebody rings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.drafts.actions import let_go
from frontdoor.journey.actions.calls import WITH, log_call
from frontdoor.journey.call_queries import Said, last_said
from frontdoor.journey.child_queries import ChildRecord, read_child
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.models import Person, Relationship
from frontdoor.people.queries import PURPOSES, show_telephone
from frontdoor.rules.calendar import london_day
from frontdoor.rules.callers import ASK_FIRST, CALLERS, Answer, Guarded, may_be_told
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.calls.forms import CallForm, NumberForm
from frontdoor.screens.child import about, standing
from frontdoor.screens.child.family import line_of, name_of
from frontdoor.screens.look.formatting import moment_words
from frontdoor.screens.look.shapes import Fact
from frontdoor.screens.record.unfinished import given_back, unfinished_about

#: What the unfinished note of a call is called.
_DRAFT = "calling"


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Somebody who may ring, what they may be told, and how their number is asked for (empty if none is known)."""

    who: str
    what: str
    answer: Answer
    number: str
    shown: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SaidRow:
    """One thing that was said, in words."""

    when: str
    to: str
    told: str
    they_said: str


@never_cache
@door(Permission.ADD_INFORMATION, page="calling")
def calling(request: HttpRequest, number: str) -> HttpResponse:
    """Ask, tell no more than may be told, and write two lines."""
    at = cast(AtDoor, request)
    record = read_child(number, now=at.now, by=at.actor)
    if not record.journeys:
        raise UnableToFind
    people = _people(record)
    at.seen += [Seen(page="calling", person=one) for one in (record.person.id, *(person.id for _, person in people))]
    if at.method != "POST":
        return _page(at, record, _begun(at, record))
    if "whose" in at.POST:
        return _show(at, record, people)
    form = CallForm(at.POST)
    if not form.is_valid():
        return _page(at, record, form, status=422)
    journey = _journey(record)
    log_call(journey=journey, **form.cleaned_data, by=at.actor, happened_at=at.now, recorded_at=at.now)
    let_go(form=_DRAFT, record=journey, by=at.actor)
    return redirect(f"{reverse('calls:calling', args=[record.person.local_number])}?done=logged")


def _journey(record: ChildRecord) -> UUID:
    """Where a call about the child is logged: with the work that is open, else with the last."""
    return (record.open[0] if record.open else record.journeys[-1]).id


def _begun(at: AtDoor, record: ChildRecord) -> CallForm:
    """The form as it is opened: with what its writer had typed before they left, or before they asked for a number."""
    draft = unfinished_about(at, _journey(record), form=_DRAFT)
    kept = given_back(draft.answers, CallForm(), without=("token",))
    return CallForm(initial={"token": str(uuid4()), **kept})


def _show(at: AtDoor, record: ChildRecord, people: list[tuple[Relationship | None, Person]]) -> HttpResponse:
    """A number, for a purpose that is logged; only of the child and the adults tied to it."""
    form = NumberForm(at.POST)
    blank = _begun(at, record)
    whose = str(form["whose"].value() or "")
    everybody = [record.person, *(person for _, person in people)]
    found = next((person for person in everybody if person.local_number == whose), None)
    if found is None:
        raise UnableToFind
    if not form.is_valid():
        return _page(at, record, blank, refusal="Say for what you need the number: it is logged.", status=422)
    purpose = form.cleaned_data["purpose"]
    at.seen.append(Seen(page="calling_telephone", person=found.id, purpose=purpose))
    numbers = show_telephone(found.id, purpose=purpose, on=london_day(at.now))
    lines = tuple(f"{one.number} ({one.safe})" if one.safe else one.number for one in numbers)
    return _page(at, record, blank, shown={found.id: lines})


def _people(record: ChildRecord) -> list[tuple[Relationship | None, Person]]:
    return [(tie, record.people[tie.person]) for tie in record.ties if tie.person in record.people]


def guarded(record: ChildRecord) -> Guarded:
    """What of the record an answer depends on."""
    said = [journey.contact.family_may_know for journey in record.journeys]
    return Guarded(
        quiet=any(journey.quiet for journey in record.journeys),
        family_may_know="no" if "no" in said else said[-1] if said else "not_asked",
        kept_from=tuple(home.keep_from for home in record.homes if home.keep_from),
        in_confidence=any(row.in_confidence for row in record.written("own_words")),
        open=bool(record.open),
    )


def _callers(record: ChildRecord, shown: dict[UUID, tuple[str, ...]], at: AtDoor) -> list[Caller]:
    known, person = guarded(record), record.person
    rows = [_caller("child", line_of(person, on=london_day(at.now)), "", person, record, known, shown)]
    for tie, one in _people(record):
        kind = "risk" if tie and tie.may_be_a_risk else "relative"
        if tie and kind == "relative" and tie.parental_responsibility == "yes":
            kind = "parent"
        who = name_of(one) or one.label or "Name not known"
        rows.append(_caller(kind, who, _what(tie), one, record, known, shown))
    rows += [
        Caller(who=CALLERS[kind], what="", answer=may_be_told(kind, known), number="", shown=())
        for kind in ("agency", "other")
    ]
    return rows


def _what(tie: Relationship | None) -> str:
    """What somebody is to the child; that they may be a risk is said beside it."""
    said = tie.relationship.strip() if tie else ""
    what = said if said and said != "not known" else "what they are to the child is not known"
    return f"{what}; may be a risk" if tie and tie.may_be_a_risk else what


def _caller(
    kind: str,
    who: str,
    what: str,
    person: Person,
    record: ChildRecord,
    known: Guarded,
    shown: dict[UUID, tuple[str, ...]],
) -> Caller:
    return Caller(
        who=who,
        what=what or CALLERS[kind].lower(),
        answer=may_be_told(kind, known),
        number=person.local_number if person.id in record.telephones else "",
        shown=shown.get(person.id, ()),
    )


def _to_check(record: ChildRecord, now: datetime) -> list[Fact]:
    """What the caller's answers are compared with; none of it is read out to them."""
    person = record.person
    last = record.visits_made[0] if record.visits_made else None
    by = record.accounts.get(last.visited_by) if last and last.visited_by else None
    when = moment_words(last.arrived_at, now=now) if last and last.arrived_at else ""
    born = about.born(person)  # without whose word it is: the referrer never stands on this view
    knows = [Fact("School or nursery", person.school), Fact("GP", person.gp)]
    return [
        born,
        *([Fact("The mother’s GP", person.gp)] if about.is_unborn(person) else knows),
        Fact("Last visit", f"{by.name if by else 'somebody'}, {when}" if when else "none recorded"),
    ]


def _said(one: Said, now: datetime) -> SaidRow:
    to = f"{WITH.get(one.to_kind, 'Somebody')}{f': {one.to_whom}' if one.to_whom else ''}"
    tried = "nobody answered" if one.tried else ""
    return SaidRow(
        when=f"{moment_words(one.at, now=now)}{f', {one.by}' if one.by else ''}",
        to=to,
        told=one.told or tried,
        they_said=one.they_said,
    )


def _page(
    at: AtDoor,
    record: ChildRecord,
    form: CallForm,
    *,
    shown: dict[UUID, tuple[str, ...]] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    place = for_authority(record.person.authority)
    context = {
        "number": record.person.local_number,
        "line": line_of(record.person, on=london_day(at.now)),
        "safety": about.address_lines(record, about.interpreter_line(record.person, record.safety)),
        "holder": standing.holder(record, place=place, now=at.now),
        "callers": _callers(record, shown or {}, at),
        "ask_first": ASK_FIRST,
        "to_check": _to_check(record, at.now),
        "said": [_said(one, at.now) for one in last_said(record.journeys)],
        "form": form,
        "draft": unfinished_about(at, _journey(record), form=_DRAFT),
        "purposes": PURPOSES,
        "done": at.GET.get("done") == "logged",
        "refusal": refusal,
    }
    return render(at, "calls/calling.html", context, status=status)
