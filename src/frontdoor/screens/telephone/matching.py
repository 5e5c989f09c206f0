"""Who may be meant: shown beside the note, for a person to choose or to leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frontdoor.ledger.scope import Actor
from frontdoor.people.search import Found, find
from frontdoor.screens.child.family import line_of
from frontdoor.screens.telephone.forms import ChildForm


@dataclass(frozen=True, slots=True)
class MayBe:
    """One person who may be meant, in words."""

    person: UUID
    line: str
    because: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ForChild:
    """Those who may be the child with this number on the note."""

    number: int
    field: str
    name: str
    people: tuple[MayBe, ...]
    none_chosen: bool


def for_children(children: Sequence[ChildForm], *, by: Actor, on: date) -> list[ForChild]:
    """For each child of the note with a name or a number, who may be meant; never anybody behind a wall."""
    return [found for number, child in enumerate(children) if (found := _for_child(number, child, by, on))]


def _for_child(number: int, form: ChildForm, by: Actor, on: date) -> ForChild | None:
    form.is_valid()
    said = form.cleaned_data
    given, family = said.get("given_name", ""), said.get("family_name", "")
    nhs = said.get("nhs_number", "")
    if not (given or family or nhs):
        return None
    found = find(given_name=given, family_name=family, born=said.get("born"), nhs_number=nhs, by=by)
    chosen = form.data.get(form.add_prefix("is_person"), "")
    return ForChild(
        number=number + 1,
        field=form.add_prefix("is_person"),
        name=" ".join(part for part in (given, family) if part) or "this number",
        people=tuple(_may_be(one, chosen, on) for one in found),
        none_chosen=form.add_prefix("is_person") in form.data and not chosen,
    )


def _may_be(found: Found, chosen: str, on: date) -> MayBe:
    person = found.person
    return MayBe(person.id, line_of(person, on=on), found.because, chosen=str(person.id) == chosen)
