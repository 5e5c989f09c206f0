"""Keys and folded forms of people, kept by the verbs that write what they are made from. Runs in system scope.

A key stands behind the wall of what it was made from; a confidential address, and two walls at once, put it behind
the engine's own, inside which nobody stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from frontdoor.ledger import scope
from frontdoor.ledger.ids import derived_id
from frontdoor.ledger.storage import in_memory
from frontdoor.people.models import Address, Identifier, MatchForm, MatchKey, Name, Person, Telephone
from frontdoor.rules.matching import keys
from frontdoor.rules.matching.described import (
    KINDS,
    Described,
    NameWords,
    Place,
    name_words,
    packed,
    places,
    telephones,
)
from frontdoor.rules.matching.folding import words

#: The wall of what the engine alone reads: no role stands inside it.
ENGINE = "matching"


@dataclass(frozen=True)
class Walled:
    """A name or a place folded, and the wall of the row it comes from."""

    name: NameWords | None
    place: Place | None
    wall: str


@dataclass(frozen=True)
class Known:
    """What is kept of a person, folded, each part with its wall."""

    person: Person
    described: Described
    names: Sequence[Walled]
    places: Sequence[Walled]


def wide_sight(authority: str) -> AbstractContextManager[None]:
    """All rows of the authority; in memory, where verbs see what they made, nothing is to be widened."""
    return nullcontext() if in_memory() else scope.system(authority)


def keep_keys(people: Iterable[UUID], *, authority: str, at: datetime, new: bool = False) -> None:
    """Work the keys and forms of these people out anew from what is kept of them now; `new` people have none yet."""
    with wide_sight(authority):
        for key in dict.fromkeys(people):
            for person in Person.of(id=key):
                _keep(known(person), at, new=new)


_WITHOUT = """
SELECT p.id FROM people_person p
WHERE p.authority = %s AND NOT EXISTS (SELECT FROM people_matchform f WHERE f.person = p.id) ORDER BY p.id LIMIT %s
"""


def keep_missing(*, authority: str, at: datetime, most: int = 500) -> int:
    """Make the keys of people who have none, as after an older version; how many had none. Needs a transaction."""
    with scope.system(authority), connection.cursor() as cursor:
        cursor.execute(_WITHOUT, [authority, most])
        people = [row[0] for row in cursor.fetchall()]
    keep_keys(people, authority=authority, at=at, new=True)
    return len(people)


def known(person: Person) -> Known:
    """What is kept of a person, folded. Needs the wider sight."""
    names = sorted(Name.of(person=person.id), key=lambda one: (KINDS.index(one.kind), one.id))
    numbers = [one for one in Identifier.of(person=person.id) if one.value and one.until is None]
    addresses = Address.of(person=person.id)
    nhs = [one for one in numbers if one.kind == "nhs_number"]
    described = Described(
        names=name_words((one.given_name, one.family_name, one.kind) for one in names),
        born=person.born_on,
        estimated=person.born_estimated,
        expected=person.expected_on,
        sex=person.sex if person.sex in {"M", "F"} else "U",
        nhs_numbers=frozenset(one.value for one in nhs if one.verified),
        unverified=frozenset(one.value for one in nhs if not one.verified),
        other_numbers=frozenset(f"{one.kind}:{one.value}" for one in numbers if one.kind in {"upn", "case_system"}),
        places=places((one.postcode, one.lines) for one in addresses),
        telephones=telephones(one.number for one in Telephone.of(person=person.id) if one.until is None),
        school=" ".join(words(person.school)),
        household=str(person.household or ""),
    )
    return Known(person, described, list(_names(names)), list(_places(addresses)))


def _names(rows: Iterable[Name]) -> Iterator[Walled]:
    for row in rows:
        for name in name_words([(row.given_name, row.family_name, row.kind)]):
            yield Walled(name, None, row.compartment)


def _places(rows: Iterable[Address]) -> Iterator[Walled]:
    for row in rows:
        for place in places([(row.postcode, row.lines)]):
            yield Walled(None, place, ENGINE if row.confidential else row.compartment)


def _keep(one: Known, at: datetime, *, new: bool) -> None:
    person, wanted, form = one.person, walled_keys(one), packed(one.described)
    if not new and _is_kept(person.id, wanted, form):
        return
    walls = {"authority": person.authority, "agency": person.agency}
    rows = [
        MatchKey.made(id=derived_id(person.id, key), person=person.id, key=key, compartment=wall, **walls)
        for key, wall in sorted(wanted.items())
    ]
    forms = [MatchForm(id=derived_id(person.id), person=person.id, form=form, compartment=ENGINE, **walls)]
    if new:
        MatchKey.add(rows, at=at)
        MatchForm.add(forms, at=at)
    else:
        MatchKey.replace(rows, at=at, person=person.id)
        MatchForm.replace(forms, at=at, person=person.id)


def _is_kept(person: UUID, wanted: dict[str, str], form: dict[str, Any]) -> bool:
    """Whether exactly these keys and this form are kept already: most contacts say nothing new of somebody known."""
    if [one.form for one in MatchForm.of(person=person)] != [form]:
        return False
    return {one.key: one.compartment for one in MatchKey.of(person=person)} == wanted


def walled_keys(one: Known) -> dict[str, str]:
    """Every key of a person with the wall it stands behind; the openest, where two names or places make the same."""
    own = one.person.compartment
    found: dict[str, set[str]] = {}

    def note(made: Iterable[str], *walls: str) -> None:
        for key in made:
            found.setdefault(key, set()).add(_wall(key, own, *walls))

    for named in one.names:
        assert named.name is not None  # noqa: S101 - for the type checker
        note(keys.name_keys(named.name), named.wall)
        if one.described.born:
            note(keys.birth_keys(named.name, one.described.born), named.wall)
        for at in one.places:
            assert at.place is not None  # noqa: S101 - for the type checker
            note(keys.place_keys(named.name, at.place), named.wall, at.wall)
    note(keys.number_keys(one.described))
    return {key: min(walls, key=lambda wall: (wall == ENGINE, wall != "open", wall)) for key, walls in found.items()}


def _wall(key: str, *walls: str) -> str:
    if key[0] not in keys.TYPED:
        return ENGINE
    closed = {wall for wall in walls if wall != "open"}
    return ENGINE if len(closed) > 1 else next(iter(closed), "open")
