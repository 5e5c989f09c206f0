"""Making one person of two records, confirming it, and taking them apart again: dated aliases, and nothing moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Restriction
from frontdoor.documents import actions as documents
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import aliases
from frontdoor.people.facts import facts_of
from frontdoor.people.identity import Alias, Joining, Judgement
from frontdoor.people.models import Person
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.people import LinkConfirmed, PeopleMerged, PeopleUnmerged, PersonLinked
from frontdoor.rules.identity import Verdict, refusal_to_join
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: The two sides of a joining when it is undone.
KEPT, JOINED = "kept", "joined"


class UnableToJoin(Exception):
    """The two cannot be joined or taken apart so. The text is a sentence for the person who reads it."""


@transaction.atomic
def merge_people(
    *, keep: UUID, join: UUID, because: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Joining:
    """Read two people as one from now on. Both numbers stay, and whatever either had is on one timeline.

    The one with the wider walls gets the stricter: where one of them is restricted, both are.
    """
    permission.require(by, Permission.MATCH)
    to, person = _both(keep, join)
    if not because.strip():
        raise UnableToJoin("Say why these are one person.")
    made = _join(person, to, how="judged", by=by, at=recorded_at)
    _named(person, to, at=recorded_at)
    documents.write(
        text=because, question="joined_because", record=made.id, subjects=[made.person, made.to],
        authority=made.authority, compartment=made.compartment, by=by, recorded_at=recorded_at,
    )  # fmt: skip
    _stricter(person, to, by=by, happened_at=happened_at, recorded_at=recorded_at)
    record_each(
        [(PeopleMerged(joining=str(made.id), how="judged", kept=kept), made.place_of(kept)) for kept in (True, False)],
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return made


def may_be_chosen(known: UUID, *, by: Actor) -> bool:
    """Whether somebody chosen after a search can be joined with who arrives: seen, of this authority, not sealed."""
    found = next(iter(Person.of(id=aliases.shown_id(known))), None)
    return found is not None and found.authority == by.authority and not facts_of(found).sealed


def choose_known(person: UUID, known: UUID, *, by: Actor, at: datetime, written: Written) -> Joining:
    """Whoever typed a contact chose, after a search, whom it is about: the new id is read as theirs at once."""
    arrived = Person.found(person)
    made = _join(arrived, Person.found(aliases.shown_id(known)), how="chosen", by=by, at=at)
    arrived.change(at=at, provisional=False)
    written.append((linked(made), made.place_of(False)))
    return made


def link_person(person: Person, to: Person, *, by: Actor, at: datetime) -> Joining:
    """The program links two records; nobody reads them as one until a person confirms it."""
    return _join(person, to, how="linked", by=by, at=at)


def linked(made: Joining) -> LedgerEvent:
    """The event of a link or a choice, for the act that made it."""
    if made.how == "linked":
        return PersonLinked(joining=str(made.id))
    return PeopleMerged(joining=str(made.id), how=made.how, kept=False)


@transaction.atomic
def confirm_link(
    *, joining: UUID, seen: int | None = None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Joining:
    """Say that a link of the program is right. From now on both records are read as one."""
    permission.require(by, Permission.MATCH)
    found = Joining.locked(joining, seen=seen)
    if found.undone_at is not None or found.confirmed_at is not None:
        raise UnableToJoin("Somebody confirmed this link or took it apart already.")
    standing = [one for one in Alias.of(person=found.person) if one.until is None and one.joining == found.id]
    if not standing:
        raise UnableToJoin("Somebody said since that this is another person. Look again.")
    _named(*_both(found.to, found.person), at=recorded_at)
    held, moved = aliases.ids_of(found.to), aliases.ids_of(found.person)
    found.change(at=recorded_at, confirmed_at=happened_at, confirmed_by=by.account, held=list(held), moved=list(moved))
    _read_as(moved, held[0], found, at=recorded_at)
    record_each(
        [(LinkConfirmed(joining=str(found.id)), found.place_of(kept)) for kept in (True, False)],
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return found


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
    """Take two people apart. The ids that were joined go back; `assigned` says of each that came since whose it is.

    Refuses while one of them is assigned to neither: a person must say, and none goes anywhere by itself.
    """
    permission.require(by, Permission.MATCH)
    found = Joining.locked(joining, seen=seen)
    if not because.strip():
        raise UnableToJoin("Say why these are two people.")
    _both(found.to, found.person)
    staying, leaving = _divided(found, assigned)
    found.change(at=recorded_at, undone_at=happened_at, undone_by=by.account)
    if found.confirmed_at is None:
        _end([one for one in Alias.of(person=found.person) if one.joining == found.id], at=recorded_at)
    else:
        links = _links_to([*staying, *leaving])
        for side, otherwise in ((staying, found.to), (leaving, found.person)):
            _read_as(side, _shown_of(side, otherwise), found, at=recorded_at)
        _follow(links, at=recorded_at)
        _say_apart(found, by=by, happened_at=happened_at, at=recorded_at)
    documents.write(
        text=because, question="unjoined_because", record=found.id, subjects=[found.person, found.to],
        authority=found.authority, compartment=found.compartment, by=by, recorded_at=recorded_at,
    )  # fmt: skip
    record_each(
        [(PeopleUnmerged(joining=str(found.id), kept=kept), found.place_of(kept)) for kept in (True, False)],
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return found


def _divided(found: Joining, assigned: Mapping[UUID, str]) -> tuple[list[UUID], list[UUID]]:
    """The ids that stay and those that leave. Refuses while it is open whose one is that came since."""
    if found.undone_at is not None:
        raise UnableToJoin("These two were taken apart already.")
    together = _together(found)
    if found.to not in together:
        raise UnableToJoin("These two are read apart already: what joined them was undone with something else.")
    since = [one for one in together if one not in {*found.held, *found.moved}]
    if missing := [one for one in since if assigned.get(one) not in (KEPT, JOINED)]:
        raise UnableToJoin(f"Say of each that came since whose it is: {len(missing)} of {len(since)} are open.")
    leaving = [one for one in together if one in found.moved or assigned.get(one) == JOINED]
    return [one for one in together if one not in leaving], leaving


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


def _together(joining: Joining) -> list[UUID]:
    """All ids of the person as they stand now; of an unconfirmed link, the two alone."""
    if joining.confirmed_at is None:
        return [*joining.held, *joining.moved]
    return list(aliases.ids_of(joining.person))


def _both(keep: UUID, join: UUID) -> tuple[Person, Person]:
    """The two as they are shown, held in order; somebody may have joined one of them a moment ago."""
    shown = aliases.shown_ids([keep, join])
    rows = {one: Person.locked(one) for one in sorted({*shown.values()}, key=str)}
    if aliases.shown_ids([keep, join]) != shown:
        raise UnableToJoin("Somebody joined one of these while you were looking. Look again, then say.")
    return rows[shown[keep]], rows[shown[join]]


def _join(person: Person, to: Person, *, how: str, by: Actor, at: datetime) -> Joining:
    if refusal := refusal_to_join(facts_of(person), facts_of(to)):
        raise UnableToJoin(refusal)
    held, moved = aliases.ids_of(to.id), aliases.ids_of(person.id)
    confirmed = how != "linked"
    made = Joining.new(
        at=at,
        authority=to.authority,
        agency=by.agency,
        compartment=_wall(person, to),
        person=person.id,
        to=to.id,
        how=how,
        held=list(held),
        moved=list(moved),
        joined_at=at,
        joined_by=by.account,
        confirmed_at=at if confirmed else None,
        confirmed_by=by.account if confirmed else None,
    )
    if confirmed:
        links = _links_to(moved)
        _read_as(moved, to.id, made, at=at)
        _follow(links, at=at)
    else:
        _alias(person.id, to.id, made, at=at, confirmed=False)
    return made


def _read_as(people: Iterable[UUID], shown: UUID, joining: Joining, *, at: datetime) -> None:
    """Let these ids be read as `shown` from now on; what stands already is left as it is."""
    for person in people:
        standing = [one for one in Alias.of(person=person) if one.until is None]
        if any(one.to == shown and one.confirmed for one in standing):
            continue
        _end(standing, at=at)
        if person != shown:
            _alias(person, shown, joining, at=at)


def _end(standing: Iterable[Alias], *, at: datetime) -> None:
    for one in standing:
        if one.until is None:
            one.change(at=at, until=at)


def _links_to(people: Iterable[UUID]) -> list[Alias]:
    """Links that nobody confirmed yet and that lead to one of these."""
    return [one for person in people for one in Alias.of(to=person) if one.until is None and not one.confirmed]


def _follow(links: Iterable[Alias], *, at: datetime) -> None:
    """A link that nobody confirmed goes on leading to whoever its person is shown as now."""
    for one in links:
        shown = aliases.shown_id(Joining.found(one.joining).to)
        if one.to != shown and one.until is None:
            one.change(at=at, to=shown)


def _alias(person: UUID, to: UUID, joining: Joining, *, at: datetime, confirmed: bool = True) -> None:
    Alias.new(
        at=at,
        authority=joining.authority,
        agency=joining.agency,
        compartment=joining.compartment,
        person=person,
        to=to,
        joining=joining.id,
        confirmed=confirmed,
        since=at,
    )


def _shown_of(side: Sequence[UUID], otherwise: UUID) -> UUID:
    """The id under which a side is shown: as it is now, if that id stands on this side; else as it was then."""
    now = aliases.shown_id(otherwise)
    return now if now in side else otherwise


def _named(*people: Person, at: datetime) -> None:
    """A person said who these are."""
    for one in people:
        if one.provisional:
            one.change(at=at, provisional=False)


def _wall(person: Person, to: Person) -> str:
    return next((one.compartment for one in (person, to) if one.compartment != "open"), "open")


def _stricter(person: Person, to: Person, *, by: Actor, happened_at: datetime, recorded_at: datetime) -> None:
    """Where one row stands behind the restricted wall and no restriction follows the aliases, one is made."""
    walled = {one.compartment for one in (person, to)}
    if walled == {"open"} or len(walled) == 1:
        return
    every = aliases.ids_of(to.id)
    if any(row.lifted_at is None for one in every for row in Restriction.of(authority=to.authority, person=one)):
        return
    if by.account is None:
        raise UnableToJoin("A named person joins what stands behind a wall.")
    restrict_person(person=to.id, custodian=by.account, by=by, happened_at=happened_at, recorded_at=recorded_at)
