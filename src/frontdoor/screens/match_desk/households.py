"""Who lives with whom: moving, splitting and joining households, apart from who is who."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.child_queries import household_of, person_by_number
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.households import UnableToMove, join_households, move_people, split_household
from frontdoor.people.models import Person
from frontdoor.rules.calendar import london_day
from frontdoor.rules.roles import Permission
from frontdoor.screens.child.family import line_of
from frontdoor.screens.match_desk.forms import HouseholdForm


@never_cache
@door(Permission.MATCH, page="match_household")
def household(request: HttpRequest, number: str) -> HttpResponse:
    """Everybody of a child's household whom the reader may see, and what changed."""
    at = cast(AtDoor, request)
    person = person_by_number(number, by=at.actor)
    members = household_of(person, by=at.actor)
    at.seen += [Seen(page="match_household", person=one.id) for one in members]
    on = london_day(at.now)
    choices = [(str(one.id), f"{line_of(one, on=on)} ({one.local_number})") for one in members]
    form = HouseholdForm(at.POST if at.method == "POST" else None, members=choices)
    refusal, status = "", 200
    if at.method == "POST" and form.is_valid():
        try:
            _change(at, person, form)
            return redirect(f"{reverse('match_desk:household', args=[person.local_number])}?done=1")
        except UnableToFind:
            refusal, status = "The number of whom they live with now is not here, or not open to you.", 409
        except UnableToMove as said:
            refusal, status = str(said), 409
    elif at.method == "POST":
        status = 422
    context = {
        "line": line_of(person, on=on),
        "number": person.local_number,
        "members": [words for _, words in choices],
        "form": form,
        "refusal": refusal,
        "done": "done" in at.GET,
    }
    return render(at, "match_desk/household.html", context, status=status)


def _change(at: AtDoor, person: Person, form: HouseholdForm) -> None:
    given = form.cleaned_data
    chosen = [one.id for one in household_of(person, by=at.actor) if str(one.id) in given["people"]]
    if given["change"] == "split":
        split_household(people=chosen, because=given["because"], by=at.actor, happened_at=at.now, recorded_at=at.now)
        return
    other = person_by_number(given["to"].strip().upper().replace(" ", ""), by=at.actor)
    at.seen.append(Seen(page="match_household", person=other.id))
    if given["change"] == "move":
        move_people(
            people=chosen, to=other.id, because=given["because"], by=at.actor, happened_at=at.now, recorded_at=at.now
        )
    elif person.household is None or other.household is None:
        raise UnableToMove("Nobody is known to live with one of them: move them one by one.")
    else:
        join_households(
            leaving=person.household, to=other.household, because=given["because"], by=at.actor, happened_at=at.now,
            recorded_at=at.now,
        )  # fmt: skip
