"""What was joined into one person, and taking it apart: of each thing that came since a person says whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.drafts.actions import let_go
from frontdoor.journey import identity_queries
from frontdoor.journey.actions.identifying import take_apart as say_apart
from frontdoor.journey.child_queries import person_by_number
from frontdoor.journey.identity_queries import Joined
from frontdoor.journey.work_since import work_came_since
from frontdoor.ledger.ids import recorded_at
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.people.facts_since import words_of
from frontdoor.people.merging import UnableToJoin
from frontdoor.people.models import Person
from frontdoor.people.parting import JOINED, KEPT, came_since, details_came_since, facts_came_since
from frontdoor.rules.calendar import london_day
from frontdoor.rules.coming_apart import RULES
from frontdoor.rules.roles import Permission
from frontdoor.screens.child.family import line_of
from frontdoor.screens.look.formatting import date_words, day_and_time, short_moment
from frontdoor.screens.match_desk.details import detail_words
from frontdoor.screens.match_desk.forms import ApartForm
from frontdoor.screens.record.fields import with_answer
from frontdoor.screens.record.unfinished import unfinished_about

#: What unfinished words about a joining are called.
DRAFT = "match-apart"
#: What a person did, by the way in which two records became one.
_HOW = {
    "linked": "linked by the program, confirmed by",
    "chosen": "chosen with a contact by",
    "judged": "joined at the desk by",
}


@never_cache
@door(Permission.MATCH, page="match_joinings")
def joinings(request: HttpRequest, number: str) -> HttpResponse:
    """The records that are read as this one person, and the way to take them apart."""
    at = cast(AtDoor, request)
    person = person_by_number(number, by=at.actor)
    at.seen.append(Seen(page="match_joinings", person=person.id))
    rows = []
    for row in identity_queries.joinings_of(person.id, by=at.actor):
        found = identity_queries.joined(row.id, [], row, by=at.actor)
        rows.append(
            {
                "line": _side(found.moved, beside=found.kept, on=london_day(at.now)),
                "number": found.moved.local_number,
                "with_number": found.kept.local_number,
                "how": how_words(found, now=at.now),
                "because": found.because,
                "url": reverse("match_desk:apart", args=[row.id]),
            }
        )
    line = line_of(person, on=london_day(at.now))
    return render(at, "match_desk/joinings.html", {"rows": rows, "line": line, "number": person.local_number})


def how_words(found: Joined, *, now: datetime) -> str:
    """How two records became one, by whom and when."""
    who = found.said_by or "somebody whose name was not kept"
    return f"{_HOW[found.joining.how]} {who}, {day_and_time(found.said_at, now=now)}"


@never_cache
@door(Permission.MATCH, page="match_apart")
def take_apart(request: HttpRequest, joining: UUID) -> HttpResponse:
    """Take two people apart; nothing goes to either by itself."""
    at = cast(AtDoor, request)
    row = identity_queries.joining_found(joining, by=at.actor)
    found = identity_queries.joined(joining, came_since(row), row, by=at.actor)
    at.seen += [Seen(page="match_apart", person=one.id) for one in (found.kept, found.moved)]
    form = _form(at, found)
    if at.method != "POST":
        return _page(at, found, form)
    if not form.is_valid():
        return _page(at, found, form, status=422)
    try:
        say_apart(
            joining=joining,
            assigned={UUID(name.removeprefix("of_")): form.cleaned_data[name] for name in form.since},
            because=form.cleaned_data["because"],
            seen=form.cleaned_data["seen"],
            by=at.actor,
            happened_at=at.now,
            recorded_at=at.now,
        )
    except ChangedSinceShown as refusal:
        return _page(at, found, _form(at, found, again=True), refusal=str(refusal), status=409)
    except UnableToJoin as refusal:
        return _page(at, found, form, refusal=str(refusal), status=409)
    let_go(form=DRAFT, record=joining, by=at.actor)
    return redirect(f"{reverse('match_desk:queue')}?done=apart")


def _side(person: Person, *, beside: Person, on: date) -> str:
    """One record of the two. Beside the born child's, one of the unborn is a record from before the birth."""
    if person.kind != "unborn" or person.born_on or beside.born_on is None:
        return line_of(person, on=on)
    due = f", due {date_words(person.expected_on)}" if person.expected_on else ""
    return f"{line_of(beside, on=on)}, as written down before birth{due}"


def _form(at: AtDoor, found: Joined, *, again: bool = False) -> ApartForm:
    """What came since, item by item. `again`, after somebody else was quicker: what was said, beside what is there."""
    on = london_day(at.now)
    sides = [
        (KEPT, f"{_side(found.kept, beside=found.moved, on=on)} ({found.kept.local_number})"),
        (JOINED, f"{_side(found.moved, beside=found.kept, on=on)} ({found.moved.local_number})"),
    ]
    begun = unfinished_about(at, found.joining.id, form=DRAFT).answers or QueryDict()
    initial = {**dict(begun.items()), "seen": found.joining.revision}
    sent = with_answer(at.POST, "seen", str(found.joining.revision)) if again else at.POST
    return ApartForm(sent if at.method == "POST" else None, since=list(_since(at, found)), sides=sides, initial=initial)


def _since(at: AtDoor, found: Joined) -> Iterable[tuple[str, str]]:
    """Each thing that came since, under the key by which it is assigned: contacts, facts, details, work."""
    on = london_day(at.now)
    for person, came in found.since:
        when = f", {came.reference} of {short_moment(came.received_at, now=at.now)}, with all of it" if came else ""
        yield str(person.id), f"{line_of(person, on=on)}{when}"
    for fact in facts_came_since(found.joining):
        yield str(fact.row.id), f"Recorded {short_moment(recorded_at(fact.row.id), now=at.now)}: {words_of(fact)}"
    for detail in details_came_since(found.joining):
        yield str(detail.id), f"Changed {short_moment(detail.changed_at, now=at.now)}: {detail_words(detail)}"
    for work in work_came_since(found.joining):
        done = short_moment(work.recorded_at, now=at.now)
        yield str(work.id), f"Done {done} on {work.reference}: {work.words}"


def _page(at: AtDoor, found: Joined, form: ApartForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    on = london_day(at.now)
    context = {
        "kept": _side(found.kept, beside=found.moved, on=on),
        "moved": _side(found.moved, beside=found.kept, on=on),
        "numbers": (found.kept.local_number, found.moved.local_number),
        "how": how_words(found, now=at.now),
        "because": found.because,
        "form": form,
        "undone": found.joining.undone_at is not None,
        "rules": RULES,
        "draft": unfinished_about(at, found.joining.id, form=DRAFT),
        "fields": [form[name] for name in form.since],
        "refusal": refusal,
    }
    return render(at, "match_desk/apart.html", context, status=status)
