"""What happens now is decided, by a named person, for each child separately. What protects starts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions import gaps
from frontdoor.journey.actions.decision_texts import keep_texts
from frontdoor.journey.actions.effects import set_also, take_effect
from frontdoor.journey.models import Closure, Contact, Decision, InformationRequest, Journey, inside
from frontdoor.ledger import tokens
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.people.aliases import is_nameless, rows_of
from frontdoor.people.models import Person
from frontdoor.rules import steps
from frontdoor.rules.calendar import london_day
from frontdoor.rules.decision import (
    AGREEMENTS,
    FAMILY_WHY_NOT,
    FGM_FOUND,
    MISSING,
    SAFE_TONIGHT,
    ChildPart,
    FamilyPart,
    Known,
    binds,
    counted_closing_from,
    in_backlog,
    missing,
    not_in_future,
    second_signature,
)
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.decisions import CountersignAsked, OutcomeProposed
from frontdoor.rules.outcomes import ALSO, OUTCOMES, Outcome
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.rules.steps import Stage

Written = list[tuple[LedgerEvent, Recordable]]

#: Stages in which something is open that must come to its own end before "nothing more" can be said.
_MUST_END_FIRST = frozenset(
    {Stage.STRATEGY_DISCUSSION, Stage.SECTION47, Stage.CONFERENCE, Stage.PLAN, Stage.ASSESSMENT}
)


class UnableToDecide(Exception):
    """The decision cannot stand as written. The text is a sentence; `missing` names questions, by child's journey."""

    def __init__(self, sentence: str, missing: dict[UUID, tuple[str, ...]] | None = None) -> None:
        super().__init__(sentence)
        self.missing = missing or {}


@dataclass(frozen=True)
class _Deciding:
    """One child's part with what the record says of that child."""

    part: ChildPart
    journey: Journey
    outcome: Outcome
    known: Known
    left_open: tuple[str, ...]


@transaction.atomic
def decide_outcomes(
    *,
    contact: UUID,
    family: FamilyPart,
    children: Sequence[ChildPart],
    seen: int | None,
    token: str,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
    oldest_waiting: datetime | None = None,
) -> list[Decision]:
    """Decide what happens now for these children of a contact; the others keep waiting and keep their clocks.

    What a registered social worker decides counts; what others write is a proposal until one confirms it, except that
    what protects a child starts at once and is confirmed after. A closing for which a rule asks a second signature is
    a proposal until a manager signs. `oldest_waiting`, when the oldest contact in the queue was received, says
    whether this was decided in a backlog. The same token gives the same decisions.
    """
    found = Contact.locked(contact)
    used = tokens.use(token, authority=by.authority, record=new_id(recorded_at), reference="")
    if used.before:
        return [row for part in children for row in Decision.of(journey_id=part.journey) if row.act == used.record]
    if seen is not None and found.revision != seen:
        raise ChangedSinceShown(found)
    _refuse_form(children, happened_at, recorded_at)
    deciding = [_deciding(part, found, family, by, recorded_at) for part in _in_order(children)]
    _refuse_what_is_missing(deciding)
    late = in_backlog(oldest_received_at=oldest_waiting or found.received_at, decided_at=happened_at)
    written: Written = []
    decisions = [
        _decide(
            one, family, found, used.record, late, by=by, happened_at=happened_at, recorded_at=recorded_at,
            written=written,
        )
        for one in deciding
    ]  # fmt: skip
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return decisions


def _refuse_form(children: Sequence[ChildPart], happened_at: datetime, recorded_at: datetime) -> None:
    if not children or len({part.journey for part in children}) < len(children):
        raise UnableToDecide("Choose the children you decide about, each of them once.")
    if not not_in_future(happened_at, recorded_at):
        raise UnableToDecide("This decision is dated in the future. Say when it was made.")


def _decide(
    one: _Deciding,
    family: FamilyPart,
    contact: Contact,
    act: UUID,
    late: bool,
    *,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
    written: Written,
) -> Decision:
    """One child's decision: its row, its texts, what stands beside it, and its effect."""
    decision = _decision(one, family, act, late, by=by, happened_at=happened_at, recorded_at=recorded_at)
    keep_texts(family, one.part, decision, one.journey, by=by, recorded_at=recorded_at)
    set_also(one.part, decision, one.journey, by=by, happened_at=happened_at, recorded_at=recorded_at, written=written)
    _start(one, decision, contact, written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return decision


def _in_order(children: Sequence[ChildPart]) -> list[ChildPart]:
    """Rows are held in one order everywhere, so that two people who decide at once wait and never block each other."""
    return sorted(children, key=lambda part: str(part.journey))


def _deciding(part: ChildPart, contact: Contact, family: FamilyPart, by: Actor, recorded_at: datetime) -> _Deciding:
    journey = Journey.locked(part.journey, seen=part.seen)
    if journey.contact_id != contact.id:
        raise UnableToDecide("One of these children is not part of this contact.")
    permission.require(by, Permission.DECIDE if by.registered else Permission.PREPARE_DECISION, about=journey)
    facts = journey.facts()
    steps.require("decide_outcome", facts)
    outcome = _understood(part, family, journey)
    if outcome.ends and Stage(facts["stage"]) in _MUST_END_FIRST:
        raise UnableToDecide(
            "This child has a discussion, an enquiry, an assessment or a plan open. Bring that to its end first."
        )
    known = _known(journey, recorded_at)
    return _Deciding(part, journey, outcome, known, missing(family, part, known))


def _understood(part: ChildPart, family: FamilyPart, journey: Journey) -> Outcome:
    """The outcome chosen, if every code on the form is one that the form offers."""
    if part.outcome not in OUTCOMES:
        raise UnableToDecide("Choose what happens now for each child.")
    levels = {str(level.number) for level in for_authority(journey.authority).levels}
    offered: list[tuple[str, bool]] = [
        ("Choose from the list what else applies.", set(part.also) <= set(ALSO)),
        ("Choose one of the levels of the threshold document.", part.level_decided in {"", *levels}),
        ("Say yes, no or not known to whether the child is safe tonight.", part.safe_tonight in {"", *SAFE_TONIGHT}),
        ("Say yes, no or not known to whether FGM was found.", part.fgm_found in {"", *FGM_FOUND}),
        ("Say yes or no to whether the family knows.", family.family_knows in {"", "yes", "no"}),
        ("Choose why the family does not know.", family.family_why_not in {"", *FAMILY_WHY_NOT}),
        ("Say whether agreement to a service was given, refused or not asked.", family.agreement in {"", *AGREEMENTS}),
    ]
    for sentence, holds in offered:
        if not holds:
            raise UnableToDecide(sentence)
    return OUTCOMES[part.outcome]


def _known(journey: Journey, at: datetime) -> Known:
    """What the record says: earlier contacts of the child, agencies not heard, closings within twelve months."""
    earlier = [other for other in rows_of(Journey, "about", journey.about) if other.id != journey.id]
    waiting = [request for request in InformationRequest.of(journey_id=journey.id) if request.state == "waiting"]
    return Known(
        earlier_contacts=len(earlier),
        unanswered=len(waiting),
        closings_in_year=_closings(journey, earlier, at),
        not_identified=is_nameless(rows_of(Person, "id", journey.about)),
    )


def _closings(journey: Journey, earlier: Sequence[Journey], at: datetime) -> int:
    """How often this child was closed within twelve months: by a decision, or at the end of some work."""
    since = counted_closing_from(at)
    decided = [
        made
        for made in rows_of(Decision, "about", journey.about)
        if made.effective_at is not None
        and made.voided_at is None
        and OUTCOMES[made.outcome].ends
        and london_day(made.decided_at) >= since
    ]
    ended = [
        row
        for other in (journey, *earlier)
        for row in Closure.of(journey_id=other.id)
        if row.voided_at is None and london_day(row.closed_at) >= since
    ]
    return len(decided) + len(ended)


def _refuse_what_is_missing(deciding: Sequence[_Deciding]) -> None:
    empty = {one.journey.id: one.left_open for one in deciding if one.left_open and binds(one.outcome)}
    if empty:
        questions = list(dict.fromkeys(question for questions in empty.values() for question in questions))
        raise UnableToDecide(" ".join(MISSING[question] for question in questions), empty)


def _decision(
    one: _Deciding,
    family: FamilyPart,
    act: UUID,
    late: bool,
    *,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Decision:
    signature = second_signature(one.outcome, one.known)
    effective = one.outcome.protects or (by.registered and not signature)
    return Decision.new(
        at=recorded_at,
        **inside(
            one.journey,
            act=act,
            outcome=one.outcome.code,
            also=[code for code in one.part.also if ALSO[code].compartment == "open"],
            level_asked=one.journey.level_asked,
            level_decided=one.part.level_decided,
            decided_by=by.account,
            decided_by_name=by.name,
            registration=by.registration,
            decided_at=happened_at,
            recorded_at=recorded_at,
            effective_at=happened_at if effective else None,
            pass_to=one.part.pass_to,
            pass_to_account=one.part.pass_to_account,
            primary_need=one.part.primary_need,
            in_backlog=late,
            unanswered=one.known.unanswered,
            **_said(family),
            safe_tonight=one.part.safe_tonight,
            to_finish=list(one.left_open),
            confirmed_by=by.account if by.registered else None,
            confirmed_at=happened_at if by.registered else None,
            countersign_because=signature,
        ),
    )


def _said(family: FamilyPart) -> dict[str, object]:
    """The codes of the family's part."""
    return {
        "sources": list(family.sources),
        "history_read": list(family.history_read),
        "family_knows": family.family_knows,
        "family_why_not": family.family_why_not,
        "basis": family.basis,
        "agreement": family.agreement,
    }


def _start(
    one: _Deciding,
    decision: Decision,
    contact: Contact,
    written: Written,
    *,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> None:
    """Let the decision take effect, or say for whose signature it waits."""
    if decision.effective_at is not None:
        take_effect(
            decision, one.journey, contact, by=by, happened_at=happened_at, recorded_at=recorded_at, written=written
        )
        if not by.registered:
            gaps.note(one.journey, "confirm_decision", step=decision.id, by=by, at=recorded_at, written=written)
        if one.left_open:
            gaps.note(one.journey, "finish_decision", step=decision.id, by=by, at=recorded_at, written=written)
        return
    waits_for = "registered_social_worker" if decision.confirmed_by is None else "manager"
    written.append((OutcomeProposed(outcome=decision.outcome, waits_for=waits_for), decision))
    if decision.countersign_because:
        written.append((CountersignAsked(reason=decision.countersign_because), decision))
