"""Saying back what was decided: drafted by the system, released by a person, one recipient at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions.life import letters_stopped
from frontdoor.journey.actions.within import held
from frontdoor.journey.models import Contact, Feedback, InformationRequest, Journey, Referrer, inside
from frontdoor.journey.narratives import about_child
from frontdoor.ledger import scope
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Message
from frontdoor.rules import steps
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.decisions import FeedbackDrafted, FeedbackReleased, FeedbackWithheld
from frontdoor.rules.feedback import FIXED, MEANS, RECIPIENTS, words_for
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: Why somebody is told nothing.
WITHHELD = {
    "asked_not_to": "They asked not to be contacted",
    "no_way": "There is no safe way to reach them",
    "risk": "Telling them would put somebody at risk",
    "other": "Another reason, in words",
}


class UnableToRelease(Exception):
    """This may not be told now, or not so. The text is a sentence for the person who reads it."""


@transaction.atomic
def draft_feedback(
    *,
    journey: UUID,
    to_kind: str = "",
    to_name: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> list[Feedback]:
    """Draft what each recipient would read; with `to_kind` for one more recipient, such as the family."""
    found = held(journey, "draft_feedback", Permission.ADD_INFORMATION, by=by)
    if to_kind and to_kind not in RECIPIENTS:
        raise UnableToRelease("Choose who is to be told.")
    contact = Contact.found(found.contact_id)
    written: Written = []
    wanted = [(to_kind, to_name)] if to_kind else recipients(found, contact)
    drafted = [
        _draft(found, kind, name, by=by, happened_at=happened_at, recorded_at=recorded_at, written=written)
        for kind, name in wanted
        if _waiting(found, kind, name) is None
    ]
    if written:
        record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return drafted


def draft_all(
    journey: Journey, contact: Contact, *, by: Actor, happened_at: datetime, recorded_at: datetime, written: Written
) -> list[Feedback]:
    """Draft for every recipient as a part of deciding; `written` takes the events.

    A draft that nobody has released yet is worded anew: its clock runs on from where it began.
    """
    drafted = []
    for kind, name in recipients(journey, contact):
        earlier = _waiting(journey, kind, name)
        if earlier is not None:
            _word(journey, earlier, by=by, recorded_at=recorded_at)
        else:
            drafted.append(
                _draft(journey, kind, name, by=by, happened_at=happened_at, recorded_at=recorded_at, written=written)
            )
    return drafted


def recipients(journey: Journey, contact: Contact) -> list[tuple[str, str]]:
    """Whoever told us, unless without a name, and every agency that answered."""
    told = [] if contact.referrer_kind == "anonymous" else [(contact.referrer_kind, contact.referrer_agency)]
    answered = {one.to_agency for one in InformationRequest.of(journey_id=journey.id) if one.answered_at is not None}
    return told + [("agency", agency) for agency in sorted(answered - {contact.referrer_agency})]


def _waiting(journey: Journey, kind: str, name: str) -> Feedback | None:
    """The draft for this recipient that nobody has released or withheld."""
    for one in Feedback.of(journey_id=journey.id):
        waits = one.released_at is None and not one.withheld_because and one.voided_at is None
        if waits and (one.to_kind, one.to_name) == (kind, name):
            return one
    return None


def _draft(
    journey: Journey, kind: str, name: str, *, by: Actor, happened_at: datetime, recorded_at: datetime, written: Written
) -> Feedback:
    drafted = Feedback.new(at=recorded_at, **inside(journey), to_kind=kind, to_name=name, drafted_at=happened_at)
    _word(journey, drafted, by=by, recorded_at=recorded_at)
    written.append((FeedbackDrafted(to=kind), drafted))
    return drafted


def _word(journey: Journey, drafted: Feedback, *, by: Actor, recorded_at: datetime) -> None:
    """The newest narrative under `feedback_draft` is the draft as it stands."""
    text = words_for(drafted.to_kind, authority=journey.authority, outcome=journey.outcome)
    about_child(journey, question="feedback_draft", text=text, record=drafted.id, by=by, recorded_at=recorded_at)


def _open_draft(feedback: UUID, verb: str, *, by: Actor, seen: int | None) -> tuple[Journey, Feedback]:
    drafted = Feedback.locked(feedback, seen=seen)
    journey = Journey.found(drafted.journey_id)
    permission.require(by, Permission.RELEASE_FEEDBACK, about=journey)
    steps.require(verb, journey.facts())
    if drafted.released_at is not None or drafted.withheld_because:
        raise UnableToRelease("This has been dealt with already.")
    return journey, drafted


@transaction.atomic
def release_feedback(
    *,
    feedback: UUID,
    means: str,
    text: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Feedback:
    """Let one recipient be told. A mail carries a reference and a link, never a name.

    The public, relatives and children read fixed words. After a death or a lost pregnancy nothing is told until a
    person releases letters; and the family is told nothing while it must not know. Whoever told us has, with the answer
    of a registered social worker, been acknowledged too.
    """
    journey, drafted = _open_draft(feedback, "release_feedback", by=by, seen=seen)
    if means not in MEANS:
        raise UnableToRelease("Choose how they are told.")
    if letters_stopped(journey.about):
        raise UnableToRelease("Letters, notices and feedback are stopped for this child. A person releases them first.")
    if drafted.to_kind in ("family", "relative") and journey.quiet:
        raise UnableToRelease("The family must not know. Ask a manager before anybody in the family is told.")
    words = words_for(drafted.to_kind, authority=journey.authority, outcome=journey.outcome)
    if text.strip() and drafted.to_kind in FIXED and text.strip() != words.strip():
        raise UnableToRelease("To them we say thanks and how to call again, in fixed words, and nothing more.")
    contact = Contact.found(journey.contact_id)
    address = _address(drafted, contact, by=by, at=recorded_at)
    if means == "email":
        if not address:
            raise UnableToRelease("No e-mail address is known for them. Ring or write, and say so here.")
        _mail(journey, contact, address, recorded_at)
    drafted.change(at=recorded_at, released_at=happened_at, released_by=by.account, means=means)
    about_child(journey, question="feedback", text=text or words, record=drafted.id, by=by, recorded_at=recorded_at)
    told = FeedbackReleased(to=drafted.to_kind, by_registered_social_worker=by.registered)
    record(told, about=drafted, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return drafted


def _address(drafted: Feedback, contact: Contact, *, by: Actor, at: datetime) -> str:
    """Where whoever told us is reached; the referrers' wall is opened for this one reading."""
    if drafted.to_kind in ("agency", "family"):
        return drafted.to_address
    with scope.acting(replace(by, compartments=by.compartments | {"referrer"}), at):
        told_by = next(iter(Referrer.of(contact_id=contact.id)), None)
    if told_by is None:
        return ""
    if told_by.reply_by == "none":
        raise UnableToRelease("They asked not to be contacted. Say so here instead.")
    return told_by.email


def _mail(journey: Journey, contact: Contact, address: str, at: datetime) -> Message:
    ring = for_authority(journey.authority).telephone
    return Message.new(
        at=at,
        authority=journey.authority,
        compartment=journey.compartment,
        channel="email",
        to_address=address,
        subject=f"A message about {contact.reference}",
        body=f"There is an answer for you about {contact.reference}. Ring {ring} and give this reference to hear it.",
        reference=contact.reference,
        queued_at=at,
    )


@transaction.atomic
def withhold_feedback(
    *,
    feedback: UUID,
    reason: str,
    because: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Feedback:
    """Say why one recipient is told nothing. It ends their clock, and stands in the record."""
    journey, drafted = _open_draft(feedback, "withhold_feedback", by=by, seen=seen)
    if reason not in WITHHELD:
        raise UnableToRelease("Choose why they are told nothing.")
    drafted.change(at=recorded_at, withheld_because=reason)
    about_child(journey, question="withheld_because", text=because, record=drafted.id, by=by, recorded_at=recorded_at)
    fact = FeedbackWithheld(to=drafted.to_kind, reason=reason)
    record(fact, about=drafted, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return drafted
