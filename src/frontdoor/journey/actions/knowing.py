""" "I know this family": said in a moment, without blame. The page closes, the work goes on with somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access.actions.bars import bar_relative, say_family_known
from frontdoor.access.models import Bar
from frontdoor.drafts.models import Draft
from frontdoor.journey.actions import allegations, handovers
from frontdoor.journey.models import Contact, Journey
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import rows_of
from frontdoor.people.models import Person, Relationship
from frontdoor.rules.events.base import LedgerEvent

Written = list[tuple[LedgerEvent, Recordable]]

#: Who takes over where no team has the child.
DUTY_MANAGER = "duty_manager"


@transaction.atomic
def know_family(*, journey: UUID, by: Actor, happened_at: datetime, recorded_at: datetime) -> list[Bar]:
    """Bar the reader from everybody on this record, and offer what they hold to their team or the duty manager.

    Never refused. What they had typed and not sent is kept on the record, where whoever takes over finds it.
    """
    found = Journey.locked(journey)
    contact = Contact.found(found.contact_id)
    people = _everybody(contact)
    for child in people:
        for own in rows_of(Journey, "about", child):
            _keep_drafts(own, contact, by=by, recorded_at=recorded_at)
            if own.worker is not None and own.worker == by.account:
                _let_go(own, by.account, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return say_family_known(
        people=people, compartment=found.compartment, by=by, happened_at=happened_at, recorded_at=recorded_at
    )


@transaction.atomic
def bar_from_family(
    *, person: UUID, account: UUID, family: bool, by: Actor, happened_at: datetime, recorded_at: datetime
) -> list[Bar]:
    """Bar a member of staff from a relative, and with `family` from everybody who came or lives with them.

    A contact is hidden whole from who is barred from one child of it. So what the barred worker holds in any contact of
    these is offered to their team or the duty manager: nobody visits in the name of somebody who may not see the child.
    """
    people = dict.fromkeys([person])
    contacts = dict.fromkeys(own.contact_id for own in rows_of(Journey, "about", person))
    if family:
        people |= dict.fromkeys(one for contact in contacts for one in _everybody(Contact.found(contact)))
    barred = {bar.person for bar in Bar.of(account_id=account) if bar.lifted_at is None}
    moments = {"happened_at": happened_at, "recorded_at": recorded_at}
    made = [
        bar_relative(account=account, person=one, compartment=Person.found(one).compartment, by=by, **moments)
        for one in people
        if one not in barred
    ]
    contacts |= dict.fromkeys(own.contact_id for one in people for own in rows_of(Journey, "about", one))
    for held in (own for contact in contacts for own in Journey.of(contact_id=contact)):
        if held.worker == account:
            _let_go(held, account, by=by, **moments)
    return made


def _everybody(contact: Contact) -> list[UUID]:
    """Whom the contact is about, who lives with them, and who is related to them as far as is known."""
    found = dict.fromkeys(contact.subjects)
    if contact.household is not None:
        found |= dict.fromkeys(person.id for person in Person.of(household=contact.household))
    for child in contact.subjects:
        found |= dict.fromkeys(tie.person for tie in rows_of(Relationship, "to", child))
    return list(found)


def _let_go(journey: Journey, account: UUID, *, by: Actor, happened_at: datetime, recorded_at: datetime) -> None:
    """The worker's name leaves at once, since they may not see the child any more; the team holds the child."""
    written: Written = []
    handovers.offer(
        journey,
        to_kind="team",
        to=journey.team or DUTY_MANAGER,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
        written=written,
    )
    journey.change(at=recorded_at, worker=None, seen_by=[one for one in journey.seen_by if one != account])
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)


def _keep_drafts(journey: Journey, contact: Contact, *, by: Actor, recorded_at: datetime) -> None:
    if by.account is None:
        return
    for draft in Draft.objects.filter(account=by.account, record__in=[journey.id, contact.id]):
        for wall, text in _by_wall(draft.answers).items():
            about_child(
                journey, question="kept_draft", text=text, record=journey.id, by=by, recorded_at=recorded_at,
                in_confidence=_in_confidence(draft.answers), compartment=wall,
            )  # fmt: skip


def _by_wall(answers: object) -> dict[str, str]:
    """What was typed, by the wall it stands behind: an allegation is the designated officer's alone."""
    lines: dict[str, list[str]] = {}
    for question, answer in _texts(answers):
        wall = allegations.WALL if _named(question) == "allegation" else ""
        lines.setdefault(wall, []).append(f"{question}: {answer}")
    return {wall: "\n".join(said) for wall, said in lines.items()}


def _in_confidence(answers: object) -> bool:
    """Whether anything in it was ticked as said in confidence."""
    return isinstance(answers, dict) and any(_named(str(name)).endswith("in_confidence") for name in answers)


def _named(field: str) -> str:
    """A field's own name, without the form's part in front of it."""
    return field.rsplit("-", 1)[-1]


def _texts(answers: object) -> Sequence[tuple[str, str]]:
    """What was typed, question by question: a form keeps each answer as a list, an earlier draft as a text."""
    if not isinstance(answers, dict):
        return ()
    said = {name: [value] if isinstance(value, str) else value for name, value in answers.items()}
    joined = {str(name): ", ".join(part for part in parts if str(part).strip()) for name, parts in said.items()}
    return [(name, text) for name, text in sorted(joined.items()) if text and not _of_the_form(_named(name), text)]


def _of_the_form(field: str, text: str) -> bool:
    """Whether a form carries it for itself. What a page had seen is a number; whether a child was seen is none."""
    return field in _NOT_TYPED or (field == "seen" and text.isdecimal())


_NOT_TYPED = frozenset(
    {"token", "opened_at", "row", "contact_seen", "asked_about", "born_asked", "happened_at", "lines", "children"}
)
