"""The page of one child, and what is shown of it only on asking."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.child_queries import ChildRecord, nhs_number, read_child
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.models import Person
from frontdoor.people.queries import PURPOSES, show_address, show_telephone
from frontdoor.rules.calendar import london_day
from frontdoor.rules.identifiers import format_nhs_number
from frontdoor.rules.roles import Permission
from frontdoor.screens.child import timeline
from frontdoor.screens.child.family import siblings_of
from frontdoor.screens.child.forms import ShowForm
from frontdoor.screens.child.knowing import OfNhs, known_of, of_nhs
from frontdoor.screens.child.page import IN_SIGHT, ChildPage, Shown, build, build_family
from frontdoor.screens.record.who_knows import KnownTo


@never_cache
@door(Permission.SEE_CHILD, page="child")
def child(request: HttpRequest, number: str) -> HttpResponse:
    """Everything of one child that this reader may see; or the family alone, drawn."""
    at = cast(AtDoor, request)
    record = read_child(number, now=at.now, by=at.actor)
    _log(at, record)
    if "drawn" in at.GET:
        drawn = build_family(record, now=at.now, by=at.actor)
        return render(at, "child/drawn.html", {"child": drawn, "safety": drawn.head.safety, "now": at.now})
    page = build(record, timeline.read(at.GET), now=at.now, by=at.actor)
    return _answer(at, page, knows=known_of(at, record), nhs=of_nhs(record, now=at.now, by=at.actor))


@never_cache
@door(Permission.SEE_CHILD, page="child_shown")
def show(request: HttpRequest, number: str) -> HttpResponse:
    """The same page with an address, a telephone or the NHS number on it, for a purpose that is logged."""
    at = cast(AtDoor, request)
    record = read_child(number, now=at.now, by=at.actor)
    _log(at, record)
    if at.method != "POST":
        return redirect("child:page", record.person.local_number)
    page = build(record, timeline.Asked(), now=at.now, by=at.actor)
    around: dict[str, Any] = {"knows": known_of(at, record), "nhs": of_nhs(record, now=at.now, by=at.actor)}
    form = ShowForm(at.POST)
    if not form.is_valid():
        return _answer(at, page, **around, form=form, status=422)
    what, whose, purpose = (form.cleaned_data[name] for name in ("what", "whose", "purpose"))
    person = _whose(record, whose) if what == "telephone" and whose else record.person
    at.seen.append(Seen(page=f"child_{what}", person=person.id, purpose=purpose))
    lines = _shown(person, what, purpose, on=london_day(at.now))
    return _answer(at, page, **around, form=form, shown=Shown(what=_place(what, whose), lines=lines))


def _whose(record: ChildRecord, number: str) -> Person:
    """An adult of the family whose telephone is asked for; nobody else's is shown here."""
    tied = {tie.person for tie in record.ties}
    for one in record.people.values():
        if one.local_number == number and one.id in tied:
            return one
    raise UnableToFind


def _shown(person: Person, what: str, purpose: str, *, on: date) -> tuple[str, ...]:
    if what == "address":
        homes = show_address(person.id, purpose=purpose, on=on)
        return tuple(_on_a_line(f"{home.lines}, {home.postcode}") for home in homes)
    if what == "telephone":
        numbers = show_telephone(person.id, purpose=purpose, on=on)
        return tuple(f"{one.number} ({one.safe})" if one.safe else one.number for one in numbers)
    return (format_nhs_number(nhs_number(person)),)


def _on_a_line(address: str) -> str:
    return ", ".join(part.strip() for part in address.replace("\n", ",").split(",") if part.strip())


def _place(what: str, whose: str) -> str:
    """Which of the page's small forms it is, by the name of its place on the page."""
    return f"{what}-{whose}" if whose else what


def _log(at: AtDoor, record: ChildRecord) -> None:
    """The child, and the brothers and sisters of whom the page shows a name and an age."""
    at.seen.append(Seen(page="child", person=record.person.id))
    at.seen += [Seen(page="child_of_family", person=one.id) for one in siblings_of(record)]


def _answer(
    at: AtDoor,
    page: ChildPage,
    *,
    knows: tuple[KnownTo, ...],
    nhs: OfNhs | None,
    form: ShowForm | None = None,
    shown: Shown | None = None,
    status: int = 200,
) -> HttpResponse:
    wrong = form is not None and not form.is_valid()
    context = {
        "child": page,
        "knows": knows,
        "nhs": nhs,
        "may_see_who_knows": at.actor.may(Permission.SEE_WHO_KNOWS),
        "safety": page.head.safety,
        "form": form,
        "shown": shown,
        "purposes": PURPOSES,
        "wrong": _place(str(form["what"].value() or ""), str(form["whose"].value() or "")) if form and wrong else "",
        "in_sight": IN_SIGHT,
        "now": at.now,
    }
    return render(at, "child/page.html", context, status=status)
