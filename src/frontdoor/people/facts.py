"""What the rules of identity ask of a record, read from its rows under every id of the person."""

from __future__ import annotations

from frontdoor.access.models import Restriction
from frontdoor.people import aliases
from frontdoor.people.models import Identifier, OpenStatus, Person
from frontdoor.rules.identity import Facts


def facts_of(person: Person, *, at_work: bool = False) -> Facts:
    """The facts of one record; `at_work` is asked by whoever knows journeys."""
    ids = aliases.ids_of(person.id)
    numbers = [number for one in ids for number in Identifier.of(person=one)]
    standing = [
        row for one in ids for row in Restriction.of(authority=person.authority, person=one) if row.lifted_at is None
    ]
    case_system = any(status.plan or status.open_episode for one in ids for status in OpenStatus.of(person=one))
    return Facts(
        person=person.id,
        authority=person.authority,
        given_name=person.given_name,
        family_name=person.family_name,
        born=person.born_on,
        nhs_numbers=frozenset(
            one.value for one in numbers if one.kind == "nhs_number" and one.verified and one.until is None
        ),
        at_work=at_work or case_system,
        walled=person.compartment != "open" or bool(standing),
        sealed=person.compartment == "adoption" or any(row.kind == "adoption" for row in standing),
    )
