"""Children whom nobody could name: after a day a manager decides what else to do, and nobody closes them alone."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.drafts.actions import let_go
from frontdoor.journey import identity_queries
from frontdoor.journey.identity_queries import NoName
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.judging import decide_search
from frontdoor.rules.calendar import london_day
from frontdoor.rules.identity import SEARCH_STEPS
from frontdoor.rules.roles import Permission
from frontdoor.screens.child.family import line_of
from frontdoor.screens.look.formatting import moment_words, short_moment
from frontdoor.screens.match_desk.forms import SearchForm
from frontdoor.screens.record.unfinished import given_back, unfinished_about

#: What an unfinished decision about somebody without a name is called.
DRAFT = "match-search"


@never_cache
@door(Permission.MATCH, page="match_not_identified")
def listed(request: HttpRequest) -> HttpResponse:
    """Who has no name yet; those for whom a manager must decide stand first."""
    at = cast(AtDoor, request)
    found = identity_queries.not_identified(now=at.now, by=at.actor)
    at.seen += [Seen(page="match_not_identified", person=one.person.id) for one in found]
    may = at.actor.may(Permission.DECIDE_SEARCH)
    context = {"rows": [_row(at, one) for one in found], "may_decide": may, "done": "done" in at.GET}
    return render(at, "match_desk/not_identified.html", context)


def _row(at: AtDoor, one: NoName) -> dict[str, object]:
    step = one.step
    return {
        "line": line_of(one.person, on=london_day(at.now)),
        "reference": one.came.reference,
        "record_url": reverse("hub:record", args=[one.came.reference]),
        "since": moment_words(one.came.received_at, now=at.now),
        "due": one.due,
        "step": SEARCH_STEPS.get(step.step, step.step) if step else "",
        "decided": f"{step.decided_by_name}, {short_moment(step.decided_at, now=at.now)}" if step else "",
        "because": one.because,
        "url": reverse("match_desk:decide_search", args=[one.person.id]),
    }


@never_cache
@door(Permission.DECIDE_SEARCH, page="match_decide_search")
def decide(request: HttpRequest, person: UUID) -> HttpResponse:
    """A manager says what else is done to find out who this is."""
    at = cast(AtDoor, request)
    found = next(
        (one for one in identity_queries.not_identified(now=at.now, by=at.actor) if one.person.id == person), None
    )
    if found is None:
        raise UnableToFind
    at.seen.append(Seen(page="match_decide_search", person=person))
    draft = unfinished_about(at, person, form=DRAFT)
    begun = given_back(draft.answers, SearchForm(), without=())
    form = SearchForm(at.POST if at.method == "POST" else None, initial=begun)
    if at.method == "POST" and form.is_valid():
        decide_search(
            person=person,
            step=form.cleaned_data["step"],
            because=form.cleaned_data["because"],
            by=at.actor,
            happened_at=at.now,
            recorded_at=at.now,
        )
        let_go(form=DRAFT, record=person, by=at.actor)
        return redirect(f"{reverse('match_desk:not_identified')}?done=1")
    context = {"form": form, "draft": draft, "row": _row(at, found)}
    return render(at, "match_desk/decide_search.html", context, status=422 if at.method == "POST" else 200)
