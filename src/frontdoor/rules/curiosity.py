"""What nobody has asked yet: gaps in what a record says of one child, put as questions to whoever reads it.

Inspectors found decisions that "lacked sufficient curiosity and were over-reliant on parental self-reporting" (2024)
and workers who "sometimes show a lack of curiosity about children's lives" (2023). Each row below is a question with
the evidence for asking it; none of them counts, ranks or judges anything, and an empty table is no sign of safety.
Lengths of time are local practice, without a national number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from frontdoor.rules.calendar import add_months

#: What a child said, and what an ordinary day is like, is asked again after this many months.
WORDS_LAST_MONTHS = 3
DAY_LASTS_MONTHS = 6
#: Visits looked at for "not seen alone".
VISITS_LOOKED_AT = 2
#: From this age a child is asked; before it somebody says how they were and what they showed.
SPEAKS_FROM = 4
#: Between these ages a child is expected at a school.
SCHOOL_AGES = range(5, 17)

FATHERS = ("father", "dad", "birth father", "stepfather")


@dataclass(frozen=True, kw_only=True)
class VisitMade:
    """A visit that was recorded: whether the child was seen, alone, and the place where they sleep.

    Before the birth it is the mother who is seen, alone or not.
    """

    seen: bool
    mother_seen: bool = False
    alone: str = ""
    bedroom: str = ""


@dataclass(frozen=True, kw_only=True)
class Around:
    """Somebody around the child: what they are to them, what they are called, and whether anybody knows their name."""

    relationship: str
    called: str
    named: bool


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What the record says of one child. `age` is in whole years; None where it is not known. `visits` newest first.

    `agencies_answered` are kinds of agency that answered about this child; `words_on` and `day_on` when the child's
    own words and an ordinary day were last written down.
    """

    name: str
    today: date
    unborn: bool = False
    age: int | None = None
    around: Sequence[Around] = ()
    responsibility_known: bool = False
    others_not_named: bool = False
    visits: Sequence[VisitMade] = ()
    words_on: date | None = None
    day_on: date | None = None
    school: str = ""
    gp: str = ""
    agencies_answered: frozenset[str] = frozenset()
    language: str = ""
    interpreter: str = "not_asked"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, and what in the record (or missing from it) makes it worth asking."""

    code: str
    words: str
    because: str


def nobody_has_asked(known: Recorded) -> list[Question]:
    """The questions that this record leaves open, in the order of the table."""
    asked = (rule(known) for rule in _RULES)
    return [question for found in asked for question in found]


def _father(known: Recorded) -> list[Question]:
    if any(one.relationship.strip().lower() in FATHERS and one.named for one in known.around):
        return []
    return [Question(code="father", words="Who is the father, and where is he?", because="father not named")]


def _unnamed(known: Recorded) -> list[Question]:
    return [
        Question(code="unnamed", words=f"Who is “{one.called}”?", because="spoken of, not named")
        for one in known.around
        if not one.named and one.called
    ]


def _responsibility(known: Recorded) -> list[Question]:
    if known.responsibility_known or known.unborn:
        return []
    return [
        Question(
            code="responsibility", words="Who has parental responsibility?", because="nobody is recorded as having it"
        )
    ]


def _household(known: Recorded) -> list[Question]:
    if not known.others_not_named:
        return []
    return [
        Question(
            code="household",
            words="Who else lives there, stays over, or is away?",
            because="others in the household, not named",
        )
    ]


def _alone(known: Recorded) -> list[Question]:
    if known.unborn:
        return _mother(known)
    if not known.visits:
        return [Question(code="never_seen", words=f"When will {known.name} be seen?", because="no visit recorded")]
    last = known.visits[:VISITS_LOOKED_AT]
    if any(visit.seen and visit.alone in ("yes", "baby") for visit in last):
        return []
    count = "the last visit" if len(last) == 1 else f"the last {len(last)} visits"
    words = f"What would {known.name} say if seen alone?"
    return [Question(code="alone", words=words, because=f"not seen alone in {count}")]


def _mother(known: Recorded) -> list[Question]:
    """Before the birth: whether anybody has seen the mother, and without whoever may frighten her."""
    made = [visit for visit in known.visits[:VISITS_LOOKED_AT] if visit.mother_seen]
    if not made:
        return [Question(code="mother_not_seen", words="When will the mother be seen?", because="no visit to her")]
    if any(visit.alone == "yes" for visit in made):
        return []
    return [
        Question(code="mother_alone", words="What would the mother say if seen alone?", because="not seen alone yet")
    ]


def _bedroom(known: Recorded) -> list[Question]:
    if known.unborn or not known.visits or any(visit.bedroom == "seen" for visit in known.visits):
        return []
    refused = any(visit.bedroom == "refused" for visit in known.visits)
    because = "seeing it was refused" if refused else "nobody has seen the place"
    return [Question(code="bedroom", words=f"Where does {known.name} sleep?", because=because)]


def _words(known: Recorded) -> list[Question]:
    if known.unborn or _fresh(known.words_on, known.today, WORDS_LAST_MONTHS):
        return []
    young = known.age is not None and known.age < SPEAKS_FROM
    words = f"What does {known.name} show us?" if young else f"What does {known.name} say?"
    return [Question(code="words", words=words, because=_no_since("no words", known.words_on))]


def _day(known: Recorded) -> list[Question]:
    if known.unborn or _fresh(known.day_on, known.today, DAY_LASTS_MONTHS):
        return []
    words = f"What is an ordinary day like for {known.name}?"
    return [Question(code="day", words=words, because=_no_since("not described", known.day_on))]


def _practice(known: Recorded) -> list[Question]:
    if "general_practice" in known.agencies_answered:
        return []
    words = "What does the GP know?" if known.gp else "Which GP, and what do they know?"
    return [Question(code="gp", words=words, because="no answer from a GP" if known.gp else "no GP recorded")]


def _school(known: Recorded) -> list[Question]:
    if known.unborn or known.age not in SCHOOL_AGES or known.agencies_answered & {"school", "education"}:
        return []
    words = "What does the school know?" if known.school else "Which school, and what do they know?"
    because = "no answer from the school" if known.school else "no school recorded"
    return [Question(code="school", words=words, because=because)]


def _language(known: Recorded) -> list[Question]:
    spoken = known.language.strip()
    if not spoken or spoken.lower() == "english" or known.interpreter in ("yes", "no"):
        return []
    return [
        Question(
            code="language",
            words=f"Who interprets {spoken}, and is it nobody of the family?",
            because="language recorded, interpreter not asked about",
        )
    ]


_RULES: tuple[Callable[[Recorded], list[Question]], ...] = (
    _alone,
    _bedroom,
    _words,
    _day,
    _unnamed,
    _father,
    _household,
    _practice,
    _school,
    _language,
    _responsibility,
)


def _fresh(on: date | None, today: date, months: int) -> bool:
    return on is not None and add_months(on, months) >= today


def _no_since(what: str, on: date | None) -> str:
    return f"{what} since {on.day} {on:%b %Y}" if on else f"{what} recorded" if what == "no words" else what
