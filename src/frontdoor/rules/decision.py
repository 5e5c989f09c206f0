"""What a person writes when deciding what happens now: one family part, and a part for each child.

Every answer is empty until somebody gives it: nothing is filled in from another child. The parts are checked here in
words a form can show beside its questions. What protects a child needs the outcome alone: whatever else is empty is
listed as still to finish. Question numbers (F1-F8, C1-C10) are those of the decision form.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from frontdoor.rules.calendar import add_months, london_day, working_days_between
from frontdoor.rules.outcomes import OUTCOMES, Outcome

#: F6: why the family does not know. "other" is said in words.
FAMILY_WHY_NOT = {
    "more_risk": "Telling them would put somebody at more risk",
    "evidence": "Evidence could be lost",
    "child_asked": "The child asked us not to",
    "not_reached": "They could not be reached safely",
    "other": "Another reason",
}

#: F8: agreement to a service. It is not the ground for sharing, and blocks nothing.
AGREEMENTS = {"given": "Given", "refused": "Refused", "not_asked": "Not asked"}

#: C4: is the child safe tonight?
SAFE_TONIGHT = {"yes": "Yes, because", "no": "No, so we", "not_known": "We do not know, so we"}


#: Whether female genital mutilation was found: from then on the police are told by the next working day.
FGM_FOUND = {"yes": "Yes", "no": "No", "not_known": "Not known"}


@dataclass(frozen=True, kw_only=True)
class FamilyPart:
    """What is decided on, written once for the family. `history_read` are the earlier contacts that were read."""

    worries: str = ""
    working_well: str = ""
    history: str = ""
    history_read: tuple[UUID, ...] = ()
    sources: tuple[str, ...] = ()
    nobody_because: str = ""
    not_known: str = ""
    why_not_wait: str = ""
    family_knows: str = ""
    family_told_who: str = ""
    family_told_when: str = ""
    family_view: str = ""
    family_why_not: str = ""
    family_why_not_words: str = ""
    basis: str = ""
    basis_because: str = ""
    agreement: str = ""
    agreement_by: str = ""


@dataclass(frozen=True, kw_only=True)
class ChildPart:
    """What happens now for one child, and why. `seen` is the revision of the journey that the person had before them.

    `pass_to` is the code of the team, the authority or the service that is asked to take the child, `pass_to_account`
    the worker. `allegation` is what is alleged about somebody who works with children: it is kept on a record of its
    own, which those who work with the child do not see. `fgm_found` is "yes", "no" or "not_known": whether
    female genital mutilation was found, or the girl told of it.
    """

    journey: UUID
    outcome: str
    also: tuple[str, ...] = ()
    because: str = ""
    ordinary_day: str = ""
    own_words: str = ""
    words_told_to: str = ""
    words_in_confidence: bool = False
    not_heard_because: str = ""
    means: str = ""
    safe_tonight: str = ""
    safe_tonight_because: str = ""
    level_decided: str = ""
    who_does_what: str = ""
    look_again: str = ""
    primary_need: str = ""
    pass_to: str = ""
    pass_to_account: UUID | None = None
    allegation: str = ""
    fgm_found: str = ""
    seen: int | None = None


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the record already says of a child when a decision is made."""

    earlier_contacts: int = 0
    unanswered: int = 0
    closings_in_year: int = 0
    not_identified: bool = False


#: What a missing answer is called, beside its question.
MISSING = {
    "F1": "Say what is happening and what we are worried about.",
    "F3": "There are earlier contacts: say what the history tells us.",
    "F4": 'Say who told us besides the parents, or "nobody, because".',
    "F5": "Not everybody asked has answered: say why this does not wait.",
    "C3": "Say what this means for this child.",
    "C4": "Say whether the child is safe tonight.",
    "C8": "Say why, for this child.",
    "C10": "Say what would make us look again.",
}


def missing(family: FamilyPart, child: ChildPart, known: Known) -> tuple[str, ...]:
    """The questions still to be answered for this child, in order of the form."""
    outcome = OUTCOMES[child.outcome]
    empty = {
        "F1": not family.worries.strip(),
        "F3": known.earlier_contacts > 0 and not family.history.strip(),
        "F4": not family.sources and not family.nobody_because.strip(),
        "F5": known.unanswered > 0 and not family.why_not_wait.strip(),
        "C3": not child.means.strip(),
        "C4": child.safe_tonight not in SAFE_TONIGHT,
        "C8": not child.because.strip(),
        "C10": outcome.ends and not child.look_again.strip(),
    }
    return tuple(question for question, is_empty in empty.items() if is_empty)


def binds(outcome: Outcome) -> bool:
    """Whether the questions must be answered first. What protects a child never waits for an answer."""
    return not outcome.protects


#: A third closing of the same child within this many months asks a manager.
CLOSINGS_COUNTED_OVER_MONTHS = 12
CLOSINGS_WITHOUT_MANAGER = 2


def second_signature(outcome: Outcome, known: Known) -> str:
    """Why this decision needs a manager's signature besides the decider's; empty when it needs none.

    A child whom nobody could name is never closed by one person.
    """
    if outcome.ends and known.closings_in_year >= CLOSINGS_WITHOUT_MANAGER:
        return "third_closing_in_twelve_months"
    if outcome.ends and known.not_identified:
        return "not_identified"
    return ""


def counted_closing_from(at: datetime) -> date:
    """The first London day on which an earlier closing still counts towards the third within twelve months."""
    return add_months(london_day(at), -CLOSINGS_COUNTED_OVER_MONTHS)


#: A queue whose oldest contact has waited longer than this is a backlog. Local practice, no national number.
BACKLOG_WORKING_DAYS = 3


def in_backlog(*, oldest_received_at: datetime, decided_at: datetime) -> bool:
    """Whether a decision was made in a backlog: the oldest contact then waiting had waited over three working days."""
    first, last = london_day(oldest_received_at), london_day(decided_at)
    return last > first and working_days_between(first, last) > BACKLOG_WORKING_DAYS


def is_rereferral(referral_on: date, earlier: list[date]) -> bool:
    """Whether a referral comes within twelve months of an earlier referral of the child (EES methodology).

    Counted from referral date to referral date, the anniversary itself included; a second referral of the same day is
    not another one.
    """
    return any(day < referral_on <= add_months(day, 12) for day in earlier)


def not_in_future(happened_at: datetime, recorded_at: datetime) -> bool:
    """Whether something can have happened when it is said to have: a minute is allowed for clocks that differ."""
    return happened_at <= recorded_at + timedelta(minutes=1)
