"""Taking two people apart who were read as one: ids go back, and a person says whose is what came since.

Ids that came since are assigned, and so is each fact (a name, an address, a number, a tie, a safety line) and each
detail (a birth, a school) that was recorded since under an id that stood before: under which of the two it was typed
says nothing of whose it is. Restrictions and bars that were set since hold for both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.actions.parted import hold_for_both
from frontdoor.documents import actions as documents
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import aliases, merging
from frontdoor.people.details_since import Detail, details_since, give_details
from frontdoor.people.facts_since import Fact, facts_since, give_each
from frontdoor.people.identity import Alias, Joining, Judgement
from frontdoor.people.merging import UnableToJoin
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.people import FactAssigned, PeopleUnmerged
from frontdoor.rules.identity import Verdict
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: The two sides of a joining when it is undone.
KEPT, JOINED = "kept", "joined"


@transaction.atomic
def unmerge_people(
    *,
    joining: UUID,
    assigned: Mapping[UUID, str],
    because: str,
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Joining:
    """Take two people apart. The ids that were joined go back; `assigned` says of each id, of each fact and of each
    detail that came since whose it is.

    Refuses while one of them is assigned to neither: a person must say, and none goes anywhere by itself.
    """
    permission.require(by, Permission.MATCH)
    found = Joining.locked(joining, seen=seen)
    if not because.strip():
        raise UnableToJoin("Say why these are two people.")
    merging.both(found.to, found.person)
    staying, leaving = _divided(found, assigned)
    came = (facts_since(found, [*staying, *leaving]), details_since(found, [*staying, *leaving]))
    written = _walls(found, staying, leaving, by=by, at=recorded_at)
    found.change(at=recorded_at, undone_at=happened_at, undone_by=by.account)
    _read_apart(found, staying, leaving, at=recorded_at)
    if found.confirmed_at is not None:
        _say_apart(found, by=by, happened_at=happened_at, at=recorded_at)
    documents.write(
        text=because, question="unjoined_because", record=found.id, subjects=[found.person, found.to],
        authority=found.authority, compartment=found.compartment, by=by, recorded_at=recorded_at,
    )  # fmt: skip
    written += _give(found, came[0], assigned, (staying, leaving), at=recorded_at)
    written += _give_details(found, came[1], assigned, leaving, at=recorded_at)
    written += [(PeopleUnmerged(joining=str(found.id), kept=kept), found.place_of(kept)) for kept in (True, False)]
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found


def _walls(found: Joining, staying: Sequence[UUID], leaving: Sequence[UUID], *, by: Actor, at: datetime) -> Written:
    """Restrictions and bars that were set since hold for both."""
    sides = [(found.to, staying), (found.person, leaving)]
    return hold_for_both(sides, since=found.confirmed_at or found.joined_at, by=by, at=at)


def must_say(found: Joining, assigned: Mapping[UUID, str], work: Sequence[UUID] = ()) -> list[UUID]:
    """All ids of the two as they stand. Refuses while it is open whose one thing is that came since; `work` are further
    things of which whoever knows journeys asks.
    """
    if found.undone_at is not None:
        raise UnableToJoin("These two were taken apart already.")
    together = _together(found)
    if found.to not in together:
        raise UnableToJoin("These two are read apart already: what joined them was undone with something else.")
    ids = [one for one in together if one not in {*found.held, *found.moved}]
    facts = [fact.row.id for fact in facts_since(found, together)]
    details = [detail.id for detail in details_since(found, together)]
    since = [*ids, *facts, *details, *work]
    if missing := [one for one in since if assigned.get(one) not in (KEPT, JOINED)]:
        raise UnableToJoin(f"Say of each that came since whose it is: {len(missing)} of {len(since)} are open.")
    return together


def _divided(found: Joining, assigned: Mapping[UUID, str]) -> tuple[list[UUID], list[UUID]]:
    """The ids that stay and those that leave."""
    together = must_say(found, assigned)
    leaving = [one for one in together if one in found.moved or assigned.get(one) == JOINED]
    return [one for one in together if one not in leaving], leaving


def _read_apart(found: Joining, staying: Sequence[UUID], leaving: Sequence[UUID], *, at: datetime) -> None:
    """End what joined them, so that each side is read as one of its own."""
    if found.confirmed_at is None:
        merging.end([one for one in Alias.of(person=found.person) if one.joining == found.id], at=at)
        return
    links = merging.links_to([*staying, *leaving])
    for side, otherwise in ((staying, found.to), (leaving, found.person)):
        merging.read_as(side, _shown_of(side, otherwise), found, at=at)
    merging.follow(links, at=at)


def _give(
    joining: Joining,
    facts: Sequence[Fact],
    assigned: Mapping[UUID, str],
    sides: tuple[list[UUID], list[UUID]],
    *,
    at: datetime,
) -> Written:
    """Put each fact on the side it was said to be of; what already stands there is left where it is."""
    leaving = sides[1]
    given = []
    for fact in facts:
        to = joining.person if assigned[fact.row.id] == JOINED else joining.to
        given.append((fact, to if (fact.person in leaving) != (to in leaving) else fact.person))
    moved = [(fact, to) for fact, to in given if fact.person != to]
    told = _told(joining, moved)
    give_each(given, sides, joining=joining, at=at)
    return told


def _give_details(
    joining: Joining, details: Sequence[Detail], assigned: Mapping[UUID, str], leaving: Sequence[UUID], *, at: datetime
) -> Written:
    """Put each detail on the row of whom it was said to be of; what already stands there is left where it is."""
    given = []
    for detail in details:
        to = joining.person if assigned[detail.id] == JOINED else joining.to
        given.append((detail, to if (detail.person in leaving) != (to in leaving) else detail.person))
    give_details(given, authority=joining.authority, at=at)
    return [
        (FactAssigned(what=detail.what, came=came), joining.place_of((to == joining.to) == came))
        for detail, to in given
        if detail.person != to
        for came in (False, True)
    ]


def _told(joining: Joining, moved: Sequence[tuple[Fact, UUID]]) -> Written:
    """Of each fact that goes to the other side, that it went and that it came: what it says stands in its row."""
    return [
        (FactAssigned(what=fact.what, came=came), joining.place_of((to == joining.to) == came))
        for fact, to in moved
        for came in (False, True)
    ]


def _say_apart(joining: Joining, *, by: Actor, happened_at: datetime, at: datetime) -> None:
    """Whom a person took apart the program never joins again."""
    Judgement.new(
        at=at,
        authority=joining.authority,
        agency=by.agency,
        compartment=joining.compartment,
        person=joining.person,
        to=joining.to,
        verdict=Verdict.NOT_SAME,
        judged_at=happened_at,
        judged_by=by.account,
        judged_by_name=by.name,
    )


def came_since(joining: Joining) -> list[UUID]:
    """The ids that were joined to either since, for a person to assign when the two are taken apart."""
    return [one for one in _together(joining) if one not in {*joining.held, *joining.moved}]


def facts_came_since(joining: Joining) -> list[Fact]:
    """The facts recorded since under ids of either, for a person to assign when the two are taken apart."""
    return facts_since(joining, _together(joining))


def details_came_since(joining: Joining) -> list[Detail]:
    """The details that changed since under ids of either, for a person to assign when the two are taken apart."""
    return details_since(joining, _together(joining))


def _together(joining: Joining) -> list[UUID]:
    """All ids of the person as they stand now; of an unconfirmed link, the two alone."""
    if joining.confirmed_at is None:
        return [*joining.held, *joining.moved]
    return list(aliases.ids_of(joining.person))


def _shown_of(side: Sequence[UUID], otherwise: UUID) -> UUID:
    """The id under which a side is shown: as it is now, if that id stands on this side; else as it was then."""
    now = aliases.shown_id(otherwise)
    return now if now in side else otherwise
