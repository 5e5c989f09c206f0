"""What the form still lacks, question by question, and the page on which a decision is checked first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_day
from frontdoor.rules.clocks import Overlay, due_moment, find_rule, shown_due
from frontdoor.rules.decision import MISSING, binds, missing, not_in_future, second_signature
from frontdoor.rules.outcomes import ALSO, OUTCOMES, Outcome
from frontdoor.screens.decision.forms import FamilyForm
from frontdoor.screens.decision.sheet import ChildSheet, Sheet
from frontdoor.screens.look.formatting import day_and_time, duration, short_moment
from frontdoor.screens.look.naming import clock_noun
from frontdoor.screens.record.census import Ask

#: Which field of the form answers each question of the rule.
FAMILY_FIELDS: Final = {"F1": "worries", "F3": "history", "F4": "sources", "F5": "why_not_wait"}
CHILD_FIELDS: Final = {"C3": "means", "C4": "safe_tonight", "C8": "because", "C10": "look_again"}

#: The questions as the check page and the list of things to finish name them.
QUESTIONS: Final = {
    "F1": "What is happening, and what are we worried about?",
    "F3": "What does the history tell us?",
    "F4": "Who told us, besides the parents?",
    "F5": "Why not wait?",
    "C3": "What does this mean for this child?",
    "C4": "Safe tonight?",
    "C8": "Why, for this child",
    "C10": "What would make us look again?",
}


def mark_what_is_missing(sheet: Sheet, chosen: Sequence[ChildSheet], now: datetime) -> bool:
    """Put an error beside each question that must be answered before these decisions; whether there is none.

    What protects a child is never held up: those children are left out, and their open questions listed later.
    """
    complete = True
    family = sheet.family_part
    for one in chosen:
        outcome = OUTCOMES[one.part.outcome]
        if not binds(outcome):
            continue
        for question in missing(family, one.part, one.known):
            complete = False
            _mark(question, sheet.family, one)
    for one in chosen:
        if _nowhere_to_pass(one):
            complete = False
            one.form.add_error("pass_to_authority", f"{one.child.first_name}: say which authority is asked.")
    if not not_in_future(sheet.decided_at(now), now):
        complete = False
        sheet.you.add_error("decided_at", "This is in the future. Say when it was decided: now, or earlier.")
    return complete


def _mark(question: str, family: FamilyForm, one: ChildSheet) -> None:
    if question in CHILD_FIELDS:
        one.form.add_error(CHILD_FIELDS[question], f"{one.child.first_name}: {_lower(MISSING[question])}")
    elif MISSING[question] not in family.errors.get(FAMILY_FIELDS[question], []):
        family.add_error(FAMILY_FIELDS[question], MISSING[question])


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _nowhere_to_pass(one: ChildSheet) -> bool:
    part = one.part
    return part.outcome == "other_authority" and not (part.pass_to or one.child.journey.lives_in)


@dataclass(frozen=True, kw_only=True)
class ChildLine:
    """One child on the check page: what happens now, who, by when, and what is left to finish."""

    line: str
    outcome: str
    protects: bool
    also: tuple[str, ...]
    who: str
    by_when: str
    to_finish: tuple[str, ...]
    finish_by: str
    signature: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    """Everything that is about to be recorded, in lines."""

    children: tuple[ChildLine, ...]
    waiting: tuple[tuple[str, str], ...]
    decided_at: str
    recorded_late: str
    quiet: bool


def check_page(
    sheet: Sheet, chosen: Sequence[ChildSheet], asks: Mapping[int, tuple[Ask, ...]], *, by: Actor, now: datetime
) -> CheckPage:
    """The page before recording, for the children for whom something was chosen; `asks`: what the census would say."""
    at = sheet.decided_at(now)
    late = duration(now - at) if (now - at).total_seconds() > 60 else ""
    not_now = [one for one in sheet.children if one not in chosen]
    return CheckPage(
        children=tuple(_line(sheet, one, asks.get(one.child.number, ()), by=by, at=at, now=now) for one in chosen),
        waiting=tuple((one.child.line, _waits_until(sheet, one)) for one in not_now),
        decided_at=day_and_time(at, now=now),
        recorded_late=f"recorded late, {late} after it was decided" if late else "",
        quiet=any(ALSO[code].quiet for one in chosen for code in one.part.also),
    )


def _waits_until(sheet: Sheet, one: ChildSheet) -> str:
    clock = sheet.record.clock(one.child)
    return f"{clock.what} {clock.by}".strip() if clock.what else ""


def _line(sheet: Sheet, one: ChildSheet, asks: tuple[Ask, ...], *, by: Actor, at: datetime, now: datetime) -> ChildLine:
    part = one.part
    outcome = OUTCOMES[part.outcome]
    contact, overlay = sheet.record.contact, sheet.record.partnership
    open_questions = missing(sheet.family_part, part, one.known) if outcome.protects else ()
    return ChildLine(
        line=one.child.line,
        outcome=outcome.words,
        protects=outcome.protects,
        also=tuple(ALSO[code].words for code in part.also),
        who=_who(sheet, one, outcome),
        by_when=by_when(
            outcome,
            received_at=contact.received_at,
            decided_at=at,
            overlay=overlay,
            now=now,
            unborn=one.unborn,
        ),
        to_finish=tuple(QUESTIONS[question] for question in open_questions),
        finish_by=_due_words("gap_to_fill", now, overlay, now) if open_questions else "",
        signature=_signature(one, outcome, by=by),
        asks=asks,
    )


def _who(sheet: Sheet, one: ChildSheet, outcome: Outcome) -> str:
    part = one.part
    partnership = sheet.record.partnership
    if outcome.accepted_by == "team":
        team = partnership.team_by_code.get(part.pass_to)
        return (
            f"{team.name}, once somebody there accepts"
            if team
            else "a team still to be named; until then the front door"
        )
    if outcome.accepted_by == "other_authority":
        to = part.pass_to or one.child.journey.lives_in
        return f"{to}, once a named person there accepts; until then we have the child"
    if outcome.accepted_by:
        who = {"worker": "the worker who has this child"}.get(outcome.accepted_by, outcome.words.lower())
        return f"{who}, once they accept; until then we have the child"
    return "the front door" if outcome.protects else "nobody: our part ends here"


def by_when(
    outcome: Outcome,
    *,
    received_at: datetime,
    decided_at: datetime,
    overlay: Overlay,
    now: datetime,
    unborn: bool = False,
) -> str:
    """The outcome's own clock in words: "Assessment authorised by Mon 25 Jan 17:00"; empty where it has none.

    The clock counts from first receipt where its rule starts there, else from the decision.
    """
    rule = find_rule(outcome.clock, london_day(now), overlay) if outcome.clock else None
    if rule is None:
        return ""
    noun = clock_noun(rule.id, rule.noun, unborn=unborn)
    noun = noun[:1].upper() + noun[1:]
    from_receipt = any(start.kind in {"contact_received", "referral_made"} for start in rule.starts)
    if not from_receipt and not any(start.kind in _STARTED_BY_DECIDING for start in rule.starts):
        return noun
    route = {"route": "s47" if outcome.code == "strategy_discussion" else "s17", "rating": "red"}
    due = shown_due(rule, due_moment(rule, received_at if from_receipt else decided_at, route, overlay), overlay)
    return f"{noun} by {short_moment(due, now=now)}"


#: Events that deciding writes at once: their clocks start with the decision.
_STARTED_BY_DECIDING: Final = frozenset(
    {
        "outcome_decided",
        "significant_harm_suspected",
        "handed_over",
        "private_fostering_notified",
        "new_information_received",
    }
)


def _due_words(clock: str, start: datetime, overlay: Overlay, now: datetime) -> str:
    rule = find_rule(clock, london_day(now), overlay)
    if rule is None:
        return ""
    return short_moment(shown_due(rule, due_moment(rule, start, {}, overlay), overlay), now=now)


def _signature(one: ChildSheet, outcome: Outcome, *, by: Actor) -> str:
    """Whose signature it waits for, in words; empty where it counts as soon as it is recorded."""
    if not by.registered:
        if outcome.protects:
            return "Starts at once. A registered social worker confirms it afterwards."
        return "A proposal: it counts once a registered social worker confirms it."
    return _COUNTERSIGNED.get(second_signature(outcome, one.known), "")


#: Why a manager signs too, by the rule that asks for it.
_COUNTERSIGNED = {
    "third_closing_in_twelve_months": (
        "A third closing in twelve months: it counts once a manager has countersigned it."
    ),
    "not_identified": "Nobody knows who this child is: it counts once a manager has countersigned it.",
}
