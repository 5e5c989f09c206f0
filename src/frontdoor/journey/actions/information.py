"""Adding information: never refused, never lost, and for a child who has a worker it goes to that worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions.within import adding, children_of
from frontdoor.journey.models import Contact, Information, Journey, inside
from frontdoor.journey.narratives import about_child, in_the_open
from frontdoor.ledger import tokens
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules import steps
from frontdoor.rules.concern import Answer
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.contacts import InformationAdded, NewInformationRead, NewInformationReceived
from frontdoor.rules.roles import Permission
from frontdoor.rules.steps import Stage

Written = list[tuple[LedgerEvent, Recordable]]


class UnableToRead(Exception):
    """The information is not this person's to have read. The text is a sentence for the person who reads it."""


@transaction.atomic
def add_information(
    *,
    contact: UUID,
    text: str,
    children: Sequence[UUID] = (),
    given_by: str = "",
    harm_possible: Answer = Answer.NOT_ASKED,
    in_confidence: bool = False,
    exemptions: Sequence[str] = (),
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> list[Information]:
    """Keep something more that became known, for the journeys `children` of a contact, or for all of them.

    `happened_at` is when any channel of the partnership first had it. While the contact waits for its decision the
    information stands beside it; afterwards somebody must read it, on a clock of its own, and it is no new referral.
    `exemptions` are candidates for withholding it from whoever asks for access.
    """
    found = Contact.found(contact)
    everyone = children_of(found, "add_information", adding(by), by=by)
    chosen = [journey for journey in everyone if journey.id in children] or everyone
    key = new_id(recorded_at)
    if token:
        used = tokens.use(token, authority=found.authority, record=key, reference=found.reference)
        if used.before:
            return [one for journey in chosen for one in Information.of(journey_id=journey.id) if one.id == used.record]
        key = used.record
    written: Written = []
    kept = [
        note(
            journey, text=text, given_by=given_by, harm_possible=harm_possible, in_confidence=in_confidence,
            exemptions=exemptions, key=key if at == 0 else None, open_journey=journey, by=by, received_at=happened_at,
            recorded_at=recorded_at, written=written,
        )
        for at, journey in enumerate(chosen)
    ]  # fmt: skip
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return kept


def note(
    journey: Journey,
    *,
    text: str,
    given_by: str = "",
    harm_possible: Answer = Answer.NOT_ASKED,
    in_confidence: bool = False,
    exemptions: Sequence[str] = (),
    key: UUID | None = None,
    open_journey: Journey | None,
    for_worker: UUID | None = None,
    for_team: str = "",
    by: Actor,
    received_at: datetime,
    recorded_at: datetime,
    written: Written,
) -> Information:
    """One child's information. `open_journey` is the child's open work that it is news to, if there is any."""
    waits = open_journey is not None and open_journey.facts()["stage"] != Stage.CONTACT
    key = key or new_id(recorded_at)
    short = in_the_open(journey, given_by, question="information_from", record=key, by=by, recorded_at=recorded_at)
    kept = Information.new(
        at=recorded_at, id=key, **{**inside(journey), "agency": by.agency or journey.agency},
        given_by=short, by_agency=by.agency, received_at=received_at, added_by=by.account,
        harm_possible=harm_possible,
        for_worker=for_worker or (open_journey.worker if open_journey and waits else None),
        for_team=for_team or (open_journey.team if open_journey and waits else ""),
        waits=waits,
    )  # fmt: skip
    about_child(
        journey, question="information", text=text, record=kept.id, in_confidence=in_confidence,
        exemptions=exemptions, by=by, recorded_at=recorded_at,
    )  # fmt: skip
    written.append((InformationAdded(by_agency=by.agency), kept))
    if waits and open_journey is not None:
        written.append((_news(open_journey, harm_possible), kept))
    return kept


def _news(open_journey: Journey, harm_possible: Answer) -> NewInformationReceived:
    """Harm that is not known to be impossible is possible: the worker's clock is the short one."""
    possible = harm_possible in (Answer.YES, Answer.NOT_KNOWN)
    return NewInformationReceived(open_journey=open_journey.id, significant_harm_possible=possible)


@transaction.atomic
def read_new_information(
    *,
    information: UUID,
    what_now: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Information:
    """Say that the new information was read, and what happens now. The worker's to say, or their manager's."""
    journey = Journey.locked(Information.found(information).journey_id)
    kept = Information.locked(information, seen=seen)
    permission.require(by, Permission.SEE_CHILD, about=journey)
    steps.require("read_new_information", journey.facts())
    if kept.for_worker is not None and kept.for_worker != by.account and not by.may(Permission.ALLOCATE):
        raise UnableToRead("This is for the worker who has the child, or for their manager, to read and answer.")
    kept.change(at=recorded_at, read_at=happened_at, read_by=by.account, waits=False)
    about_child(journey, question="what_now", text=what_now, record=kept.id, by=by, recorded_at=recorded_at)
    record(NewInformationRead(), about=kept, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return kept
