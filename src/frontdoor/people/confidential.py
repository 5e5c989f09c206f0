"""Whether a text gives away where somebody is who must not be found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from frontdoor.people.aliases import ids_of
from frontdoor.people.models import Address, Person, Telephone


def betrays(text: str, people: Sequence[UUID]) -> bool:
    """Whether `text` repeats a confidential address, telephone or, beside a confidential address, a school."""
    return bool(text) and gives_away(text, [secret for person in people for secret in kept_secret(person)])


def gives_away(text: str, hidden: Sequence[str]) -> bool:
    """Whether `text` repeats one of these secrets."""
    if not text or not hidden:
        return False
    squeezed = _squeeze(text)
    return any(secret in squeezed for secret in hidden)


def kept_secret(person: UUID) -> list[str]:
    """What no text about this person may repeat in the open, letters and digits alone."""
    ids = ids_of(person)
    hidden = [address for one in ids for address in Address.of(person=one) if address.confidential]
    found = [part for address in hidden for part in (address.postcode, *_street(address.lines))]
    found += [telephone.number for one in ids for telephone in Telephone.of(person=one) if telephone.confidential]
    if hidden:
        found += [someone.school for one in ids for someone in Person.of(id=one)]
    return [secret for part in found if len(secret := _squeeze(part)) >= 5]


def _street(lines: str) -> list[str]:
    """The whole first line and the house number with its street: the two ways in which people write it."""
    first = lines.splitlines()[0] if lines else ""
    return [first, first.split(",")[0]]


def _squeeze(text: str) -> str:
    """Letters and digits alone: "PE1 1AA", "pe11aa" and "P.E.1 1AA" are one."""
    return re.sub(r"[\W_]+", "", text.casefold())
