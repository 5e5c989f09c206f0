"""Look and rate: a first pass over what nobody has rated yet, one contact after the other."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.drafts.actions import let_go
from frontdoor.journey import contact_queries as record
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.journey.contact_queries import ChildOfContact
from frontdoor.journey.models import Contact
from frontdoor.journey.triage_queries import WaitingContact, waiting_contacts
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.look.shapes import Change, Conflict
from frontdoor.screens.record.unfinished import Unfinished, given_back, unfinished_about
from frontdoor.screens.triage.filters import RATING_WORDS, Filter
from frontdoor.screens.triage.forms import RateForm
from frontdoor.screens.triage.looked_at import Looked, look
from frontdoor.screens.triage.queue import ordered

#: What the unfinished rating of a contact is called.
_DRAFT = "rate"


@door(Permission.RATE, page="rate_next")
def next_unrated(request: HttpRequest) -> HttpResponse:
    """To the first contact that nobody has rated; behind `after` in the order, if one was skipped."""
    at = cast(AtDoor, request)
    waiting = _unrated(at)
    after = at.GET.get("after", "")
    found = _behind(waiting, after)
    if found is None:
        return render(request, "triage/all_rated.html", {"skipped": len(waiting)})
    address = reverse("triage:rate", args=[found])
    return redirect(f"{address}?done={after}" if at.GET.get("done") and after else address)


@door(Permission.RATE, page="rate")
def rate(request: HttpRequest, reference: str) -> HttpResponse:
    """One contact as it was told, its children, and the four ratings."""
    at = cast(AtDoor, request)
    contact, children = record.contact_with_children(reference, by=at.actor)
    at.seen += [Seen(page="rate", person=child.journey.about, record=contact.id) for child in children]
    if request.method != "POST":
        kept = given_back(_unfinished(at, contact).answers, RateForm(), without=())
        return _page(at, contact, children, RateForm(initial={"seen": contact.revision, **kept}))
    form = RateForm(at.POST)
    if not form.is_valid():
        return _page(at, contact, children, form, status=422)
    try:
        rate_contact(
            contact=contact.id,
            rating=form.cleaned_data["rating"],
            because=form.cleaned_data["because"],
            seen=form.cleaned_data["seen"],
            by=at.actor,
            happened_at=at.now,
            recorded_at=at.now,
        )
    except ChangedSinceShown:
        return _changed(at, contact, children, form)
    let_go(form=_DRAFT, record=contact.id, by=at.actor)
    if at.POST.get("then") == "record":
        return redirect("hub:record", contact.reference)
    return redirect(f"{reverse('triage:rate_next')}?after={contact.reference}&done=yes")


def _changed(at: AtDoor, contact: Contact, children: list[ChildOfContact], form: RateForm) -> HttpResponse:
    """Somebody else was quicker: what they did, beside this person's own words, ready to be sent again."""
    events = record.events_of([child.journey.id for child in children], authority=at.actor.authority)
    rated = record.last_rating(events)
    last = events[-1]
    who = record.names_of([rated.by if rated else last.by_account])
    change = Change(
        what="Rating",
        was="as you saw it",
        now=RATING_WORDS[rated.rating] if rated else "Not yet rated",
    )
    reason = record.written_of(records=[contact.id], authority=at.actor.authority).text("rating_because")
    conflict = Conflict(
        by=next(iter(who.values()), "Somebody else"),
        moment=day_and_time(rated.at if rated else last.recorded_at, now=at.now),
        changes=(change, Change(what="Because", was="", now=reason)) if reason else (change,),
        kept={"Because": form.cleaned_data["because"]} if form.cleaned_data["because"] else {},
    )
    again = RateForm({**form.cleaned_data, "seen": contact.revision})
    return _page(at, contact, children, again, conflict=conflict, status=409)


def _page(
    at: AtDoor,
    contact: Contact,
    children: list[ChildOfContact],
    form: RateForm,
    *,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    left = _unrated(at)
    looked: Looked = look(contact, children, now=at.now, place=for_authority(at.actor.authority), by=at.actor)
    at.seen += [Seen(page="rate", person=person, record=earlier) for person, earlier in looked.before.seen]
    context: dict[str, Any] = {
        "looked": looked,
        "safety": looked.safety,
        "form": form,
        "draft": _unfinished(at, contact),
        "conflict": conflict,
        "left": len(left),
        "next_reference": _behind(left, contact.reference),
        "done": at.GET.get("done", "")[:24],
        "now": at.now,
    }
    return render(at, "triage/rate.html", context, status=status)


def _unfinished(at: AtDoor, contact: Contact) -> Unfinished:
    return unfinished_about(at, contact.id, form=_DRAFT)


def _unrated(at: AtDoor) -> list[WaitingContact]:
    """What nobody has rated, in the queue's own order."""
    waiting = [contact for contact in waiting_contacts(authority=at.actor.authority, now=at.now) if not contact.rating]
    by_reference = {contact.reference: contact for contact in waiting}
    return [by_reference[one.waiting.reference] for one in ordered(waiting, Filter(), now=at.now)]


def _behind(waiting: list[WaitingContact], after: str) -> str | None:
    """The reference behind `after`, or the first; None when there is no other."""
    references = [contact.reference for contact in waiting]
    if after in references:
        at = references.index(after)
        return next((found for found in [*references[at + 1 :], *references[:at]]), None)
    return references[0] if references else None
