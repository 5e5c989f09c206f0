"""Whether a text gives away where somebody is who must not be found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from frontdoor.ledger.storage import Row, in_memory
from frontdoor.people.aliases import all_ids
from frontdoor.people.models import Address, Person, Relationship, Telephone

#: Anything with fewer letters and digits says nothing of a place: "10" stands in too many texts.
SHORTEST = 5


def betrays(text: str, people: Sequence[UUID]) -> bool:
    """Whether `text` repeats what is `kept_secret` of these people and of those around them."""
    return len(_squeeze(text)) >= SHORTEST and gives_away(text, kept_secret(people))


def gives_away(text: str, hidden: Sequence[str]) -> bool:
    """Whether `text` repeats one of these secrets."""
    if not text or not hidden:
        return False
    squeezed = _squeeze(text)
    return any(secret in squeezed for secret in hidden)


def kept_secret(people: Sequence[UUID]) -> list[str]:
    """What no text about these people may repeat in the open, letters and digits alone.

    Confidential addresses and telephones, theirs and those of whoever is something to them (a mother in a refuge), and
    beside a confidential address the school. A few statements, whatever the number of people.
    """
    theirs = all_ids(people)
    around = [one.person for one in _rows(Relationship, "to", theirs)]
    everyone = [*theirs, *all_ids(set(around) - set(theirs))]
    hidden = [address for address in _rows(Address, "person", everyone) if address.confidential]
    found = [part for address in hidden for part in (address.postcode, *_street(address.lines))]
    found += [telephone.number for telephone in _rows(Telephone, "person", everyone) if telephone.confidential]
    if hidden:
        found += [someone.school for someone in _rows(Person, "id", everyone)]
    return [secret for part in found if len(secret := _squeeze(part)) >= SHORTEST]


def _rows(kind: type[Row], column: str, people: Sequence[UUID]) -> list[Row]:
    if in_memory():
        return [row for one in people for row in kind.of(**{column: one})]
    return list(kind._default_manager.filter(**{f"{column}__in": people})) if people else []


def _street(lines: str) -> list[str]:
    """The whole first line and the house number with its street: the two ways in which people write it."""
    first = lines.splitlines()[0] if lines else ""
    return [first, first.split(",")[0]]


def _squeeze(text: str) -> str:
    """Letters and digits alone: "PE1 1AA", "pe11aa" and "P.E.1 1AA" are one."""
    return re.sub(r"[\W_]+", "", text.casefold())
