"""Two people side by side: what is alike, what differs, what one alone says; their families; the evidence added up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from frontdoor.journey.identity_queries import Pair, Side
from frontdoor.people.models import Person, RegisterEntry
from frontdoor.rules.calendar import in_london, london_day
from frontdoor.rules.concern import WORRIES
from frontdoor.rules.identifiers import format_nhs_number
from frontdoor.rules.identity import VERDICTS, Verdict
from frontdoor.rules.registers import REGISTERS
from frontdoor.screens.child.family import line_of
from frontdoor.screens.look.formatting import date_words, day_and_time, short_moment
from frontdoor.screens.match_desk.rows import STATES, care_words, source_words

_SEX = {"F": "Girl or woman", "M": "Boy or man", "U": "", "I": "Indeterminate"}
_NUMBERS = {"nhs_number": "NHS number", "upn": "Unique pupil number", "case_system": "Case system's number"}
#: How two answers stand to each other.
SAME, DIFFERS, ONE_SIDE = "same", "differs", "only one says"


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One line of the table: a question, both answers, and how they stand to each other."""

    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    mark: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """One rung of the evidence, with the sum so far; the bar runs from `start` over `width` of a scale of 100."""

    compared: str
    words: str
    weight: str
    total: str
    against: bool
    start: float
    width: float


@dataclass(frozen=True, kw_only=True)
class SaidBefore:
    """What somebody said of these two."""

    by: str
    at: str
    verdict: str
    because: str


@dataclass(frozen=True, kw_only=True)
class PairPage:
    """A proposal as the page shows it."""

    state: str
    waits: bool
    of_register: bool
    says: tuple[str, ...]
    revision: int
    left: str
    right: str
    left_number: str
    right_number: str
    left_url: str
    right_url: str
    compared: tuple[Compared, ...]
    family: tuple[tuple[str, ...], tuple[str, ...]]
    contacts: tuple[tuple[tuple[str, str, str], ...], tuple[tuple[str, str, str], ...]]
    care: tuple[str, ...]
    steps: tuple[Step, ...]
    zero: float
    weight: str
    said: tuple[SaidBefore, ...]
    proposed_because: str
    others: tuple[tuple[str, str], ...]


def page(found: Pair, *, now: datetime) -> PairPage:
    """Put a pair into words."""
    on = london_day(now)
    left, right = found.person, found.to
    steps, zero = evidence(found.proposal.evidence)
    return PairPage(
        state=STATES.get(found.proposal.state, _settled(found.proposal.state)),
        of_register=found.row is not None,
        says=_says(found.row) if found.row else (),
        waits=found.proposal.state in STATES,
        revision=found.proposal.revision,
        left=line_of(left.person, on=on),
        right=line_of(right.person, on=on),
        left_number=source_words(found.row) if found.row else left.person.local_number,
        right_number=right.person.local_number,
        left_url=_url(left.person) if found.row is None else "",
        right_url=_url(right.person),
        compared=tuple(compared(left, right)),
        family=(_family(left, now=now), _family(right, now=now)),
        contacts=(_contacts(left, now=now), _contacts(right, now=now)),
        care=care_words(found.proposal.flags),
        steps=steps,
        zero=zero,
        weight=f"{found.proposal.weight:+.1f}" if found.proposal.weight is not None else "",
        said=tuple(
            SaidBefore(
                by=one.judgement.judged_by_name or "Somebody",
                at=day_and_time(one.judgement.judged_at, now=now),
                verdict=VERDICTS[Verdict(one.judgement.verdict)],
                because=one.because,
            )
            for one in found.said
        ),
        proposed_because=found.proposed_because,
        others=tuple(
            (line_of(person, on=on), reverse("match_desk:proposal", args=[proposal.id]))
            for proposal, person in found.others
        ),
    )


def _url(person: Person) -> str:
    return reverse("child:page", args=[person.local_number]) if person.kind != "adult" else ""


def _says(entry: RegisterEntry) -> tuple[str, ...]:
    """That the agency knows them, as far as a row says it: never what it knows."""
    headline = REGISTERS[entry.register].headlines.get(entry.headline, entry.headline)
    seen = f"last seen {date_words(entry.last_seen_on)}" if entry.last_seen_on else ""
    return tuple(part for part in (headline, entry.held_at, entry.relationship, seen) if part)


def _settled(state: str) -> str:
    words = {"same": "Said to be one person", "not_same": "Said to be two people", "gone": "No longer asked"}
    return words.get(state, state)


def compared(left: Side, right: Side) -> Iterable[Compared]:
    """The table, in the order in which a person compares."""
    for label, one, other in _facts(left, right):
        if one or other:
            yield Compared(label=label, left=one, right=other, mark=_mark(one, other))


def _mark(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    if not one or not other:
        return ONE_SIDE
    return SAME if {part.casefold() for part in one} & {part.casefold() for part in other} else DIFFERS


def _facts(left: Side, right: Side) -> Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    one, other = left.person, right.person
    yield "First name", _one(one.given_name), _one(other.given_name)
    yield "Surname", _one(one.family_name), _one(other.family_name)
    yield "Other names", _names(left), _names(right)
    yield "Described as", _one(one.label), _one(other.label)
    yield "Born", _born(left), _born(right)
    yield "Sex", _one(_SEX.get(one.sex, "")), _one(_SEX.get(other.sex, ""))
    for kind, label in _NUMBERS.items():
        yield label, _numbers(left, kind), _numbers(right, kind)
    yield "Language", _one(one.language), _one(other.language)
    yield "School or early years", _one(one.school), _one(other.school)
    yield "GP", _one(one.gp), _one(other.gp)
    yield "Case system says", _status(left), _status(right)


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _names(side: Side) -> tuple[str, ...]:
    """Names beside the one shown; one that only repeats a part of it says nothing more."""
    shown = {part.casefold() for part in f"{side.person.given_name} {side.person.family_name}".split()}
    others = (f"{name.given_name} {name.family_name}".strip() for name in side.names)
    return tuple(dict.fromkeys(name for name in others if {*name.casefold().split()} - shown))


def _born(side: Side) -> tuple[str, ...]:
    person = side.person
    if person.born_on:
        guess = " (estimated)" if person.born_estimated else ""
        return (f"{date_words(person.born_on)}{guess}",)
    if person.expected_on:
        return (f"expected {date_words(person.expected_on)}",)
    return _one(person.age_said)


def _numbers(side: Side, kind: str) -> tuple[str, ...]:
    written = format_nhs_number if kind == "nhs_number" else str
    found = (
        written(one.value) if one.verified or kind == "case_system" else f"{written(one.value)} (check digit wrong)"
        for one in side.numbers
        if one.kind == kind and one.value
    )
    return tuple(dict.fromkeys(found))


def _status(side: Side) -> tuple[str, ...]:
    status = side.status
    if status is None:
        return ()
    parts = [f"{status.plan} plan" if status.plan else "", "looked after" if status.looked_after_by else ""]
    parts += [f"open to {status.team or 'a team'}" if status.open_episode else ""]
    return _one(", ".join(part for part in parts if part) or "not open")


def _family(side: Side, *, now: datetime) -> tuple[str, ...]:
    on = london_day(now)
    return tuple(f"{line_of(person, on=on)}: {what}" for what, person in side.family)


def _contacts(side: Side, *, now: datetime) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (
            f"{short_moment(in_london(contact.received_at), now=now)}, "
            + ("; ".join(WORRIES.get(code, code) for code in contact.worries[:2]) or "worry not yet coded"),
            contact.reference,
            reverse("hub:record", args=[contact.reference]),
        )
        for contact in side.contacts
    )


def evidence(rungs: Sequence[dict[str, object]]) -> tuple[tuple[Step, ...], float]:
    """Each rung with the running sum, and where nought stands on the scale. The weights add up to the last sum."""
    weights = [float(str(rung["weight"])) for rung in rungs]
    sums = [sum(weights[: place + 1]) for place in range(len(weights))]
    low, high = min([0.0, *sums]), max([0.0, *sums])
    span = (high - low) or 1.0

    def at(value: float) -> float:
        return round((value - low) / span * 100, 2)

    steps = []
    for rung, weight, total in zip(rungs, weights, sums, strict=True):
        start, end = sorted((at(total - weight), at(total)))
        steps.append(
            Step(
                compared=str(rung["compared"]),
                words=str(rung["words"]),
                weight=f"{weight:+.1f}",
                total=f"{total:+.1f}",
                against=weight < 0,
                start=start,
                width=max(round(end - start, 2), 0.8),
            )
        )
    return tuple(steps), at(0.0)
