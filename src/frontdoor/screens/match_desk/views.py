"""The queue, a proposal side by side, and proposing by hand."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.drafts.actions import let_go
from frontdoor.journey import identity_queries
from frontdoor.journey.actions.identifying import say_who
from frontdoor.journey.child_queries import person_by_number
from frontdoor.journey.identity_queries import Pair
from frontdoor.ledger.storage import ChangedSinceShown, UnableToFind
from frontdoor.people.identity import Proposal
from frontdoor.people.judging import UnableToJudge, propose_match
from frontdoor.people.merging import UnableToJoin
from frontdoor.people.queries import show_address, show_telephone
from frontdoor.rules.calendar import london_day
from frontdoor.rules.identity import Verdict
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.look.shapes import Change, Conflict
from frontdoor.screens.match_desk import pair
from frontdoor.screens.match_desk.forms import JudgeForm, OfForm, ProposeForm, ShowForm
from frontdoor.screens.match_desk.rows import STATES, rows
from frontdoor.screens.record.unfinished import Unfinished, given_back, unfinished_about

#: What unfinished words are called: about two side by side, and about two who are only proposed.
DRAFT, PROPOSED = "match-pair", "match-propose"

DONE = {
    "same": "Said to be one person. Both numbers are kept.",
    "second": "Kept. A second person looks at it before anything is joined.",
    "not_same": "Said to be two people. They are not proposed again.",
    "cannot_tell": "Kept open, with what you wrote.",
    "linked": "Kept. The link still waits to be confirmed.",
    "row_same": "Said to mean this person. The agency stands on the child’s page, for whoever works with the child.",
    "row_not_same": "Said to mean somebody else. No later file takes it for this person.",
    "proposed": "Proposed.",
    "apart": "Taken apart. Each has what is theirs.",
}


@never_cache
@door(Permission.MATCH, page="match_desk")
def queue(request: HttpRequest) -> HttpResponse:
    """Who may be whom, in the open: the riskiest and oldest first."""
    return _queue(cast(AtDoor, request), walled=False)


@never_cache
@door(Permission.RESTRICTED_DESK, page="match_desk_restricted")
def restricted(request: HttpRequest) -> HttpResponse:
    """Who may be whom behind a wall: for the restricted-records manager alone."""
    return _queue(cast(AtDoor, request), walled=True)


def _queue(at: AtDoor, *, walled: bool) -> HttpResponse:
    desk = identity_queries.waiting(walled=walled, at=at.now, by=at.actor)
    found = desk.rows
    people = {one.person.id for one in found if one.row is None} | {to.id for one in found for _, to in one.proposals}
    at.seen += [Seen(page="match_desk", person=person) for person in sorted(people, key=str)]
    nameless = [] if walled else identity_queries.not_identified(now=at.now, by=at.actor)
    context = {
        "rows": rows(found, now=at.now),
        "more": desk.more,
        "walled": walled,
        "may_walled": at.actor.may(Permission.RESTRICTED_DESK),
        "nameless": len(nameless),
        "nameless_due": sum(1 for one in nameless if one.due),
        "done": DONE.get(at.GET.get("done", ""), ""),
        "joined": _joined(at) if at.GET.get("done") in ("same", "row_same") else None,
    }
    return render(at, "match_desk/queue.html", context)


def _joined(at: AtDoor) -> dict[str, str] | None:
    """The way on from two who were said to be one a moment ago: the child's page, their contact, taking apart."""
    form = OfForm(at.GET)
    if not form.is_valid():
        return None
    try:
        found = identity_queries.pair(form.cleaned_data["of"], at=at.now, by=at.actor)
    except UnableToFind:
        return None
    at.seen.append(Seen(page="match_desk", person=found.to.person.id))
    words = pair.page(found, now=at.now)
    contact = next(iter(found.to.contacts), None)
    return {
        "line": words.right if found.row else words.left,
        "url": words.right_url if found.row else words.left_url,
        "reference": contact.reference if contact else "",
        "apart_url": "" if found.row else reverse("match_desk:joinings", args=[words.left_number]),
    }


@never_cache
@door(Permission.MATCH, page="match_pair")
def proposal(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Two people side by side; say whether they are one, or ask to see where they live, for a purpose."""
    at = cast(AtDoor, request)
    found = identity_queries.pair(proposal, at=at.now, by=at.actor)
    at.seen += [Seen(page="match_pair", person=side.person.id) for side in found.people]
    if at.method != "POST":
        return _page(at, found)
    if "show" in at.POST:
        return _page(at, found, shown=_shown(at, found))
    form = JudgeForm(at.POST)
    if not form.is_valid():
        return _page(at, found, form=form, status=422)
    try:
        said = say_who(
            proposal=proposal,
            verdict=Verdict(form.cleaned_data["verdict"]),
            because=form.cleaned_data["because"],
            seen=form.cleaned_data["seen"],
            by=at.actor,
            happened_at=at.now,
            recorded_at=at.now,
        )
    except ChangedSinceShown:
        return _page(at, identity_queries.pair(proposal, at=at.now, by=at.actor), form=form, changed=True, status=409)
    except (UnableToJudge, UnableToJoin) as refusal:
        return _page(at, found, form=form, refusal=str(refusal), status=409)
    let_go(form=DRAFT, record=proposal, by=at.actor)
    desk = "match_desk:queue" if said.compartment == "open" else "match_desk:restricted"
    of_row = "row_" if said.register and said.state in ("same", "not_same") else ""
    return redirect(f"{reverse(desk)}?done={of_row}{said.state}&of={said.id}")


def _page(
    at: AtDoor,
    found: Pair,
    *,
    form: JudgeForm | None = None,
    shown: dict[str, Any] | None = None,
    changed: bool = False,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    words = pair.page(found, now=at.now)
    draft = unfinished_about(at, found.proposal.id, form=DRAFT)
    data = None
    if form is not None:
        # What is shown now is what they answer next.
        data = {**{name: form.data[name] for name in form.data}, "seen": str(words.revision)}
    again = JudgeForm(data) if data is not None else _begun(draft, words.revision)
    context = {
        "pair": words,
        "proposal": found.proposal.id,
        "form": again,
        "draft": draft,
        "wrong": form is not None and status == 422,
        "shown": shown,
        "refusal": refusal,
        "conflict": _conflict(at, found, form) if changed and form is not None else None,
    }
    return render(at, "match_desk/pair.html", context, status=status)


def _begun(draft: Unfinished, revision: int) -> JudgeForm:
    """The form as it is opened: with what its writer had said and not sent, about what is shown now."""
    return JudgeForm(initial={**given_back(draft.answers, JudgeForm(), without=("seen",)), "seen": revision})


def _conflict(at: AtDoor, found: Pair, form: JudgeForm) -> Conflict:
    """What somebody else said while this person was writing, and this person's own text, kept."""
    last = found.said[-1].judgement if found.said else None
    state: Proposal = found.proposal
    return Conflict(
        by=last.judged_by_name if last and last.judged_by_name else "Somebody else",
        moment=day_and_time(last.judged_at, now=at.now) if last else "",
        changes=(Change("How it stands", "Waiting", STATES.get(state.state, pair.page(found, now=at.now).state)),),
        kept={"Why": form.cleaned_data["because"]},
    )


def _shown(at: AtDoor, found: Pair) -> dict[str, Any] | None:
    """Where the two live, or how they are rung, for finding out who somebody is; each look stands in the log."""
    form = ShowForm(at.POST)
    if not form.is_valid():
        return None
    what, purpose, on = form.cleaned_data["show"], form.cleaned_data["purpose"], london_day(at.now)
    sides = []
    for side in found.people:
        at.seen.append(Seen(page=f"match_{what}", person=side.person.id, purpose=purpose))
        if what == "address":
            homes = show_address(side.person.id, purpose=purpose, on=on)
            lines = [
                ", ".join(part for part in (one.lines.replace("\n", ", "), one.postcode) if part)
                + (f" (kept from {one.keep_from})" if one.keep_from else "")
                for one in homes
            ]
        else:
            lines = [one.number for one in show_telephone(side.person.id, purpose=purpose, on=on)]
        sides.append(lines)
    return {"what": what, "left": sides[0] if found.row is None else [], "right": sides[-1]}


@never_cache
@door(Permission.MATCH, page="match_propose")
def propose(request: HttpRequest) -> HttpResponse:
    """Say that two records may be one person: they come to the desk like any other."""
    at = cast(AtDoor, request)
    mine = at.actor.account or UUID(int=0)  # about nobody yet: the record is whoever writes
    draft = unfinished_about(at, mine, form=PROPOSED)
    begun = given_back(draft.answers, ProposeForm(), without=())
    form = ProposeForm(at.POST if at.method == "POST" else None, initial=begun)
    refusal, status = "", 200
    if at.method == "POST" and form.is_valid():
        try:
            one, other = (_numbered(at, form.cleaned_data[name]) for name in ("one", "other"))
            made = propose_match(
                person=other,
                to=one,
                because=form.cleaned_data["because"],
                by=at.actor,
                happened_at=at.now,
                recorded_at=at.now,
            )
            let_go(form=PROPOSED, record=mine, by=at.actor)
            return redirect("match_desk:proposal", made.id)
        except UnableToFind:
            refusal, status = "One of these numbers is not here, or not open to you.", 409
        except UnableToJudge as said:
            refusal, status = str(said), 409
    elif at.method == "POST":
        status = 422
    return render(at, "match_desk/propose.html", {"form": form, "draft": draft, "refusal": refusal}, status=status)


def _numbered(at: AtDoor, number: str) -> UUID:
    found = person_by_number(number.strip().upper().replace(" ", ""), by=at.actor)
    at.seen.append(Seen(page="match_propose", person=found.id))
    return found.id
