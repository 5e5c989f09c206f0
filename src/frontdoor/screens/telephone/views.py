"""Taking a call: the form, who may be meant beside it, and what to read out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.access.sight import visible_to
from frontdoor.drafts import queries as drafts
from frontdoor.drafts.actions import let_go
from frontdoor.journey.actions.contacts import Receipt, receive_contact
from frontdoor.journey.models import Contact
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.models import Person
from frontdoor.rules.calendar import in_london, london_day
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.record.census import Ask
from frontdoor.screens.telephone import census, matching, to_concern
from frontdoor.screens.telephone.forms import MOST_CHILDREN, ChildForm, NoteForm
from frontdoor.screens.telephone.unfinished import FORM, reference_of, unfinished_calls


@door(Permission.TAKE_CONTACT, page="telephone")
def note(request: HttpRequest) -> HttpResponse:
    """One screen. What was typed before it was left is offered again; a press of Save takes the concern."""
    at = cast(AtDoor, request)
    if at.method != "POST":
        return _page(at, _opened(at))
    sent = at.POST.copy()
    then = sent.get("then", "")
    if then == "another":
        sent["children"] = str(min(_number(sent) + 1, MOST_CHILDREN))
    if then in ("another", "look"):
        return _page(at, sent, look=True)
    form, children = _forms(at, sent, bound=True)
    valid = [one.is_valid() for one in (form, *children)]  # all of them, so that every error is said at once
    if not all(valid):
        return _page(at, sent, look=True, bound=True, status=422)
    told = [child for child in children if not child.is_empty]
    if then != "anyway":
        asks = census.look(form, told, lambda: _take(at, form, told), by=at.actor, now=at.now)
        if asks:
            return _page(at, sent, look=True, bound=True, judged=(form, children), asks=asks)
    receipt = _take(at, form, told)
    let_go(form=FORM, record=form.cleaned_data["token"], by=at.actor)
    return redirect("telephone:taken", receipt.reference)


def _take(at: AtDoor, form: NoteForm, told: list[ChildForm]) -> Receipt:
    known = to_concern.known(told)
    for person in known.values():
        if not Person.objects.filter(authority=at.actor.authority, pk=person).exists():
            raise UnableToFind
    token = form.cleaned_data["token"]
    return receive_contact(
        concern=to_concern.concern(
            form, told, place=for_authority(at.actor.authority), out_of_hours=at.actor.role == "out_of_hours"
        ),
        token=f"{FORM}:{token}",
        by=at.actor,
        recorded_at=at.now,
        known=known,
    )


@door(Permission.TAKE_CONTACT, page="telephone_matches")
def matches(request: HttpRequest) -> HttpResponse:
    """Who may be meant, for the panel beside the form; asked by post, so that no name stands in an address."""
    at = cast(AtDoor, request)
    if at.method != "POST":
        return HttpResponse(status=405)
    _, children = _forms(at, at.POST, bound=True)
    return render(at, "telephone/matches.html", {"found": _found(at, children)})


@door(Permission.TAKE_CONTACT, page="telephone_taken")
def taken(request: HttpRequest, reference: str) -> HttpResponse:
    """What to read out. It says the same whether or not the typist may open the record."""
    at = cast(AtDoor, request)
    seen = Contact.objects.filter(authority=at.actor.authority, reference=reference).first()
    own = seen is not None and (
        seen.received_by == at.actor.account or visible_to(seen.journeys.all(), at.actor).exists()
    )
    passed = seen is None or not own or bool(seen.passed_to_duty_manager)
    return render(at, "telephone/taken.html", {"reference": reference, "passed": passed, "now": at.now})


def _opened(at: AtDoor) -> QueryDict:
    """An empty note, or one of this person's own that was left unfinished."""
    asked = at.GET.get("note", "")
    draft = drafts.kept(form=FORM, record=UUID(asked), by=at.actor) if _is_uuid(asked) else None
    if draft is not None:
        return drafts.answers_of(draft)
    opened = QueryDict(mutable=True)
    opened["token"] = str(uuid4())
    opened["came_at"] = in_london(at.now).strftime("%Y-%m-%dT%H:%M")
    opened["children"] = "1"
    return opened


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _number(sent: Mapping[str, str]) -> int:
    given = sent.get("children", "1")
    return max(1, min(int(given), MOST_CHILDREN)) if given.isdecimal() and len(given) < 3 else 1


def _forms(at: AtDoor, sent: QueryDict, *, bound: bool) -> tuple[NoteForm, list[ChildForm]]:
    """The forms: judged where they were sent, only filled where they are shown again before that."""
    place = for_authority(at.actor.authority)
    given: dict[str, Any] = {"data": sent} if bound else {"initial": _initial(sent)}
    form = NoteForm(**given, place=place, now=at.now)
    children = []
    several = _number(sent)
    for number in range(several):
        prefix = f"child-{number}"
        whose = f"Child {number + 1}" if several > 1 else ""
        of_child: dict[str, Any] = {"data": sent} if bound else {"initial": _initial(sent, prefix)}
        children.append(ChildForm(**of_child, prefix=prefix, now=at.now, whose=whose))
    return form, children


def _initial(sent: QueryDict, prefix: str = "") -> dict[str, Any]:
    """What this person typed themselves, given back to them."""
    within = f"{prefix}-" if prefix else ""
    names = [name for name in sent if name.startswith(within)]
    return {
        name.removeprefix(within): sent.getlist(name) if name == "worries" else sent.get(name, "") for name in names
    }


def _found(at: AtDoor, children: list[ChildForm]) -> list[matching.ForChild]:
    found = matching.for_children(children, by=at.actor, on=london_day(at.now))
    at.seen += [Seen(page="telephone_matches", person=one.person) for child in found for one in child.people]
    return found


def _page(
    at: AtDoor,
    sent: QueryDict,
    *,
    look: bool = False,
    bound: bool = False,
    judged: tuple[NoteForm, list[ChildForm]] | None = None,
    asks: tuple[Ask, ...] = (),
    status: int = 200,
) -> HttpResponse:
    form, children = judged or _forms(at, sent, bound=bound)
    found: list[matching.ForChild] = []
    if look:
        found = _found(at, children if bound else _forms(at, sent, bound=True)[1])
    token = sent.get("token", "")
    context = {
        "form": form,
        "children": children,
        "token": token if _is_uuid(token) else str(uuid4()),
        "reference": reference_of(token, sent, at.now),
        "found": found,
        "asks": asks,
        "more": len(children) < MOST_CHILDREN,
        "unfinished": unfinished_calls(at.actor, now=at.now, but=token),
        "place": for_authority(at.actor.authority),
    }
    return render(at, "telephone/note.html", context, status=status)
