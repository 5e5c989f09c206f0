"""How an arriving child is handled after matching: linked, proposed, or new. Whoever types waits for nothing of it.

A job looks, in the wider sight, for whom each child may be who came in the last days: intake is never gated nor slowed,
and the typist learns nothing of what stands behind a wall. Candidates are read as the people they are shown as and
settled together: where several could be linked, nobody is. Whoever came earlier is history, and is linked in bulk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.ledger import scope
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import aliases
from frontdoor.people.identity import Proposal
from frontdoor.people.judging import BEHIND, Offered, take_found
from frontdoor.people.matching import Arriving, Scored, candidates, settle, years_of
from frontdoor.people.models import Address, Identifier, Name, Person, Telephone
from frontdoor.rules.calendar import london_day
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.identity import rungs_of
from frontdoor.rules.matching.evidence import TWINS

Written = list[tuple[LedgerEvent, Recordable]]

#: So many possible children stand beside an arriving one at most.
AT_MOST = 5


@transaction.atomic
def identify_arrival(*, person: UUID, authority: str, now: datetime) -> list[Proposal]:
    """Look for whom one child may be who came lately, once, and again when more became known; keep what follows
    behind the walls of both.
    """
    by = Actor(authority=authority, role="watcher", name="Matching", compartments=BEHIND)
    written: Written = []
    with scope.acting(by, now):
        arrived = Person.locked(person)
        if arrived.matched_at is not None and arrived.match_again_since is None:
            return []
        besides = [one.id for one in Person.of(household=arrived.household)] if arrived.household else []
        leaving_out = {*aliases.ids_of(person), *besides}
        found = _once_each(candidates(_described(arrived, now), authority=authority, leaving_out=leaving_out))
        offered = [replace(one, links=one.links and _alone(one, arrived)) for one in _offered(found)]
        kept = take_found(arrived, offered[:AT_MOST], by=by, at=now, written=written)
        arrived.change(at=now, matched_at=now, match_again_since=None)
        if written:
            record_each(written, by=by, happened_at=now, recorded_at=now)
    return kept


def _alone(offered: Offered, arrived: Person) -> bool:
    """Whether a record without a first name may be given the arriving child's: nobody else was born there that day.

    Whoever came with the child, or lives with the record, may be the twin that the evidence does not show.
    """
    if not offered.gives_a_name:
        return True
    known = Person.found(offered.person)
    homes = {one.household for one in (arrived, known) if one.household is not None}
    others = {row.id: row for home in homes for row in Person.of(household=home)}
    own = {*aliases.ids_of(arrived.id), *aliases.ids_of(known.id)}
    return not any(row.born_on == arrived.born_on for key, row in others.items() if key not in own)


def _described(person: Person, now: datetime) -> Arriving:
    """What is known of an arriving child by now, for comparing."""
    others = [one for one in Name.of(person=person.id) if one.kind != "legal"]
    numbers = {one.kind: one for one in Identifier.of(person=person.id) if one.value and one.until is None}
    homes = [one for one in Address.of(person=person.id) if one.until is None]
    telephones = [one for one in Telephone.of(person=person.id) if one.until is None]
    nhs, upn = numbers.get("nhs_number"), numbers.get("upn")
    return Arriving(
        given_name=person.given_name,
        family_name=person.family_name,
        other_names=tuple((one.given_name, one.family_name) for one in others),
        born=person.born_on,
        born_estimated=person.born_estimated,
        years=years_of(person.age_said, on=london_day(now)) if person.born_on is None else None,
        expected=person.expected_on,
        sex=person.sex,
        nhs_number=nhs.value if nhs else "",
        nhs_verified=nhs.verified if nhs else None,
        upn=upn.value if upn else "",
        postcode=homes[-1].postcode if homes else "",
        lines=homes[-1].lines if homes else "",
        telephone=telephones[-1].number if telephones else "",
        school=person.school,
    )


def _offered(found: Sequence[Scored]) -> list[Offered]:
    """Whom the evidence links or asks about, best first, with the evidence as the desk shows it."""
    settled = settle([one for one in found if _is_worth_asking(one)])
    wanted = {settled.linked, *settled.proposed} - {None}
    return [
        Offered(
            person=one.person,
            weight=one.weight,
            evidence=rungs_of(one.evidence),
            links=one.person == settled.linked,
            twins=TWINS in one.evidence.holds,
            gives_a_name=one.evidence.names,
        )
        for one in found
        if one.person in wanted
    ]


def _is_worth_asking(one: Scored) -> bool:
    """Whether anybody need be asked: a child and somebody of the same name born another year are a nuisance at a desk.

    Another birth is asked about where a number, an address or a telephone agrees.
    """
    if one.evidence.rung("birth") != "different":
        return True
    said_same = any(one.evidence.rung(what) == "same" for what in ("nhs_number", "number", "postcode", "house"))
    return said_same or one.evidence.rung("contact") is not None


def _once_each(found: Sequence[Scored]) -> list[Scored]:
    """Each person once, under the id they are shown under, with the strongest of their records' evidence."""
    shown = aliases.shown_ids(one.person for one in found)
    once: dict[UUID, Scored] = {}
    for one in found:
        once.setdefault(shown[one.person], replace(one, person=shown[one.person]))
    return list(once.values())
