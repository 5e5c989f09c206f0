"""Who may not see one person: restricting, sealing on adoption, barring a relative, and ending a wall that may end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdoor.access import queries
from frontdoor.access.actions.bars import UnableToBar, lift_bar
from frontdoor.access.actions.letting_in import end_letting_in, let_in
from frontdoor.access.actions.restrictions import lift_restriction, restrict_person
from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.access.permission import Refused, RefusedSight
from frontdoor.journey.actions.knowing import bar_from_family
from frontdoor.journey.child_queries import may_open
from frontdoor.journey.look_queries import who_works_with
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.people.adoption import adopt_from_care, open_after_adoption
from frontdoor.people.aliases import ids_of
from frontdoor.people.models import Person
from frontdoor.rules.concern import ConcernedChild
from frontdoor.rules.roles import Permission
from frontdoor.screens.access_desk.forms import AfterAdoption, ForATime, ForSomebody, FromWhom, OneWall, WhichPerson

DONE = {
    "restrict": "Restricted: from now on only the desk, the custodian and those let in see this person.",
    "lift": "No longer restricted.",
    "let": "Let in: they see this record, and who came with this person, until the end of that day.",
    "out": "No longer let in.",
    "bar": "Barred: nobody of them is there for this member of staff any more, in the words for somebody who does not "
    "exist. What they held is offered to their team.",
    "unbar": "The bar is lifted.",
}


@door(Permission.REVIEW_GLASS, page="walls")
def which(request: HttpRequest) -> HttpResponse:
    """Ask whose walls: by the number that a person keeps for life."""
    at = cast(AtDoor, request)
    form = WhichPerson(at.POST or None)
    if at.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"].strip().upper()
        if _person(number, at) is not None:
            return redirect("access_desk:walls_of", number=number)
        form.add_error("number", "There is nobody here with this number, or you may not see them.")
    return render(
        at, "access_desk/which_person.html", {"form": form, "may_restrict": at.actor.may(Permission.RESTRICT)}
    )


@door(Permission.REVIEW_GLASS, page="walls_of")
def walls(request: HttpRequest, number: str) -> HttpResponse:
    """What stands between one person and others, and each thing that can be done about it."""
    at = cast(AtDoor, request)
    person = _person(number, at)
    if person is None:
        raise RefusedSight
    at.seen.append(Seen(page="walls_of", person=person.id))
    refusal, what = "", at.POST.get("what", "") if at.method == "POST" else ""
    sent = {name: _form(name, at, what) for name in _VERBS}
    if what in _VERBS and sent[what].is_valid():
        try:
            _VERBS[what](at, person, sent[what].cleaned_data)
        except (Refused, UnableToBar, ChangedSinceShown) as said:
            refusal = str(said)
        else:
            # Once sealed by adoption the person is nobody whom this page could name.
            return redirect("access_desk:walls" if what == "adopt" else f"{at.path}?done={what}")
    return render(at, "access_desk/walls.html", _context(at, person, sent, refusal))


@door(Permission.RESTRICT, page="open_after_adoption")
def open_anew(request: HttpRequest) -> HttpResponse:
    """A child under the adoptive family's name: on an occasion of its own, from what that family gives."""
    at = cast(AtDoor, request)
    form = AfterAdoption(at.POST or None)
    if at.method == "POST" and form.is_valid():
        given = form.cleaned_data
        child = ConcernedChild(
            given_name=given["given_name"],
            family_name=given["family_name"],
            born=given["born"],
            sex=given["sex"] or "U",
        )
        made = open_after_adoption(child=child, by=at.actor, happened_at=at.now, recorded_at=at.now)
        at.seen.append(Seen(page="open_after_adoption", person=made.id))
        return redirect("child:page", made.local_number)
    return render(at, "access_desk/open_anew.html", {"form": form})


def _person(number: str, at: AtDoor) -> Person | None:
    """Somebody by number. Information governance, which sees no record of a child, bars by the number alone."""
    found = Person.objects.filter(authority=at.actor.authority, local_number=number).first()
    if not at.actor.may(Permission.SEE_CHILD):
        return found
    if found is None or (found.kind == "adult" and not at.actor.may(Permission.RESTRICT)):
        return None
    return found if found.kind == "adult" or may_open([found], by=at.actor) else None


def _restrict(at: AtDoor, person: Person, given: dict[str, Any]) -> None:
    restrict_person(
        person=person.id, custodian=UUID(given["account"]), by=at.actor, happened_at=at.now, recorded_at=at.now
    )


def _lift(at: AtDoor, person: Person, given: dict[str, Any]) -> None:
    lift_restriction(restriction=given["wall"], seen=given["seen"], by=at.actor, happened_at=at.now, recorded_at=at.now)


def _let(at: AtDoor, person: Person, given: dict[str, Any]) -> None:
    let_in(
        person=person.id, account=UUID(given["account"]), until=given["until"], reason=given["reason"], by=at.actor,
        happened_at=at.now, recorded_at=at.now,
    )  # fmt: skip


def _out(at: AtDoor, person: Person, given: dict[str, Any]) -> None:
    end_letting_in(grant=given["wall"], seen=given["seen"], by=at.actor, happened_at=at.now, recorded_at=at.now)


def _bar(at: AtDoor, person: Person, given: dict[str, Any]) -> None:
    bar_from_family(
        account=UUID(given["account"]),
        person=person.id,
        family=given["whom"] == "family",
        by=at.actor,
        happened_at=at.now,
        recorded_at=at.now,
    )


def _unbar(at: AtDoor, person: Person, given: dict[str, Any]) -> None:
    lift_bar(bar=given["wall"], seen=given["seen"], by=at.actor, happened_at=at.now, recorded_at=at.now)


def _adopt(at: AtDoor, person: Person, given: dict[str, Any]) -> None:
    adopt_from_care(
        person=person.id, custodian=UUID(given["account"]), by=at.actor, happened_at=at.now, recorded_at=at.now
    )


_VERBS: dict[str, Callable[[AtDoor, Person, dict[str, Any]], None]] = {
    "restrict": _restrict, "lift": _lift, "let": _let, "out": _out, "bar": _bar, "unbar": _unbar, "adopt": _adopt,
}  # fmt: skip
_CUSTODIANS = {"restrict": ("restricted_manager",), "adopt": ("adoption_custodian",)}


def _form(what: str, at: AtDoor, sent: str) -> forms.Form:
    data = at.POST if sent == what else None
    if what in ("lift", "out", "unbar"):
        return OneWall(data, prefix=what)
    people = queries.accounts(at.actor)
    roles = _CUSTODIANS.get(what)
    offered = [one for one in people if one.is_active and (roles is None or one.role in roles)]
    kind = {"let": ForATime, "bar": FromWhom}.get(what, ForSomebody)
    return kind(data, prefix=what, people=[(str(one.pk), f"{one.name}, {one.agency}") for one in offered])


def _context(at: AtDoor, person: Person, sent: dict[str, forms.Form], refusal: str) -> dict[str, Any]:
    standing = queries.walls_of(ids_of(person.id), by=at.actor, now=at.now)
    let = {one.account_id for one in standing.let_in}
    return {
        "person": person,
        "forms": sent,
        "refusal": refusal,
        "done": DONE.get(at.GET.get("done", ""), ""),
        "restriction": standing.restriction,
        "let_in": standing.let_in,
        "shut_out": [one.name for one in who_works_with(person.id, by=at.actor) if one.id not in let],
        "bars": standing.bars,
        "may_restrict": at.actor.may(Permission.RESTRICT),
        "is_child": person.kind != "adult",
        "named": at.actor.may(Permission.SEE_CHILD),
        "now": at.now,
    }
