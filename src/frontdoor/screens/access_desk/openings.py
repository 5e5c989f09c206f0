"""Opening a record in an emergency, what was opened, and the review of it."""

from __future__ import annotations

import secrets
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdoor.access import queries
from frontdoor.access.actions.openings import VERDICTS, UnableToOpen, UnableToReview, review_opening
from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.access.models import Grant
from frontdoor.access.permission import RefusedSight
from frontdoor.drafts.actions import let_go
from frontdoor.journey.actions.emergency import break_glass as break_glass_verb
from frontdoor.journey.look_queries import references_about
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.people.matching import Wanted
from frontdoor.people.models import Person
from frontdoor.rules.roles import ROLES, Permission
from frontdoor.screens.access_desk.forms import Emergency, Review
from frontdoor.screens.record.unfinished import given_back, unfinished_about

#: What an unfinished opening is called.
DRAFT = "emergency"


@door(Permission.BREAK_GLASS, page="emergency")
def break_glass(request: HttpRequest) -> HttpResponse:
    """Ask whom and why. Nobody by that description, and a relative's child, are answered in the same words."""
    at = cast(AtDoor, request)
    mine = at.actor.account or UUID(int=0)  # about nobody yet: the record is whoever writes
    draft = unfinished_about(at, mine, form=DRAFT)
    begun = given_back(draft.answers, Emergency(), without=("token",))
    form = Emergency(request.POST or None, initial={**begun, "token": secrets.token_urlsafe(24)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wanted = Wanted(
            number=given["number"], given_name=given["given_name"], family_name=given["family_name"], born=given["born"]
        )
        try:
            person = break_glass_verb(
                wanted=wanted,
                reason=given["reason"],
                token=given["token"],
                by=at.actor,
                happened_at=at.now,
                recorded_at=at.now,
            )
        except UnableToOpen as refusal:
            form.add_error("reason", str(refusal))
        else:
            let_go(form=DRAFT, record=mine, by=at.actor)
            at.seen.append(Seen(page="emergency", person=person, purpose="opened in an emergency"))
            return redirect("access_desk:opened", person=person)
    return render(request, "access_desk/emergency.html", {"form": form, "draft": draft})


@door(Permission.BREAK_GLASS, page="opened")
def opened(request: HttpRequest, person: UUID) -> HttpResponse:
    """Where the opened record is, and until when."""
    at = cast(AtDoor, request)
    if person not in at.actor.let_in:
        raise RefusedSight
    grant = max(Grant.of(account_id=at.actor.account, person=person), key=lambda one: one.until)
    at.seen.append(Seen(page="opened", person=person))
    found = references_about(person, authority=at.actor.authority)
    return render(request, "access_desk/opened.html", {"references": found, "until": grant.until, "now": at.now})


@door(Permission.REVIEW_GLASS, page="openings")
def openings(request: HttpRequest) -> HttpResponse:
    """Every emergency opening that this person may review, the unreviewed first."""
    at = cast(AtDoor, request)
    found = queries.openings(at.actor)
    at.seen += [Seen(page="openings", person=one.person) for one in found]
    shown = {
        "openings": found,
        "titles": _titles(),
        "verdicts": VERDICTS,
        "at_most": queries.REVIEWED_SHOWN,
        "now": at.now,
    }
    return render(request, "access_desk/openings.html", shown)


@door(Permission.REVIEW_GLASS, page="review")
def review(request: HttpRequest, opening: UUID) -> HttpResponse:
    """One opening: who, when, why; and whether it was right."""
    at = cast(AtDoor, request)
    grant = Grant.found(opening)
    at.seen.append(Seen(page="review", person=grant.person, record=grant.id))
    form = Review(request.POST or None, initial={"seen": grant.revision})
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            review_opening(
                opening=opening,
                verdict=form.cleaned_data["verdict"],
                seen=form.cleaned_data["seen"],
                by=at.actor,
                happened_at=at.now,
                recorded_at=at.now,
            )
        except (UnableToReview, ChangedSinceShown) as said:
            refusal = str(said)
        else:
            return redirect("access_desk:openings")
    person = Person.objects.filter(pk=grant.person).first() if at.actor.may(Permission.SEE_CHILD) else None
    shown = {"opening": grant, "form": form, "refusal": refusal, "person": person, "titles": _titles(), "now": at.now}
    return render(request, "access_desk/review.html", {**shown, "on": at.now.date(), "verdicts": VERDICTS})


def _titles() -> dict[str, str]:
    return {code: role.title for code, role in ROLES.items()}
