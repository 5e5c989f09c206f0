"""What the form asks about, once: a day that cannot be, a postcode that looks wrong. It never stops anybody.

Whoever presses Continue again without changing the answer has it taken as it was written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from frontdoor.rules.doubts import LONGEST_WAIT_FOR_A_BIRTH, OLDEST_CHILD, age_on
from frontdoor.rules.identifiers import nhs_number_holds, upn_holds
from frontdoor.screens.refer import dates
from frontdoor.screens.refer.answers import Said
from frontdoor.screens.refer.postcodes import looks_like_a_postcode
from frontdoor.screens.refer.questions import Field, Kind

_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


@dataclass(frozen=True)
class Doubt:
    """One answer that is asked about: the question, the key of the sentence in the wording, and what fills it."""

    name: str
    sentence: str
    fills: Mapping[str, str] = field(default_factory=dict)


def doubts(fields: tuple[Field, ...], said: Mapping[str, Said], *, adult: bool, today: date) -> tuple[Doubt, ...]:
    """Everything on this page that we ask about; `adult` where it is about an adult, who may be of any age."""
    return tuple(doubt for asked in fields for doubt in _about(asked, said, adult, today))


def signature(found: tuple[Doubt, ...], said: Mapping[str, Said]) -> str:
    """Stands for these doubts about these very answers, so that the same ones are not asked about twice."""
    if not found:
        return ""
    values = [(doubt.name, doubt.sentence, sorted(doubt.fills.items())) for doubt in found]
    return hashlib.sha256(repr((values, sorted(said))).encode()).hexdigest()[:24]


def _about(asked: Field, said: Mapping[str, Said], adult: bool, today: date) -> Iterator[Doubt]:
    if asked.kind is Kind.DATE:
        yield from _about_date(asked.name, said, adult, today)
        return
    if asked.name.endswith("_time"):
        yield from _about_time(asked.name, said)
        return
    if asked.name == "disabilities":
        chosen = said.get("disabilities", ())
        if "NONE" in chosen and len(chosen) > 1:
            yield Doubt(asked.name, "none_with_others")
        return
    typed = said.get(asked.name, "")
    looks_right = _SHAPES.get(asked.name)
    if looks_right and isinstance(typed, str) and typed.strip() and not looks_right(typed.strip()):
        yield Doubt(asked.name, f"{asked.name}_unclear", {"typed": typed.strip()})


def _about_date(name: str, said: Mapping[str, Said], adult: bool, today: date) -> Iterator[Doubt]:
    typed = dates.typed_date(name, said)
    if not typed:
        return
    day = dates.read_date(name, said)
    if day is None:
        yield Doubt(name, _unreadable(typed), {"typed": typed})
    elif name == "expected":
        yield from _about_birth_to_come(name, typed, day, today)
    elif day > today:
        yield Doubt(name, "date_future", {"typed": typed})
    elif day.year < 1900:
        yield Doubt(name, "date_before_1900", {"typed": typed})
    elif name == "born" and not adult and age_on(day, today) > OLDEST_CHILD:
        yield Doubt(name, "date_not_a_child", {"typed": typed, "age": str(age_on(day, today))})


def _unreadable(typed: str) -> str:
    """Why a date cannot be read: a part is missing, the year has two figures only, or there is no such day."""
    if "-" in typed:
        return "date_unfinished"
    return "date_short_year" if re.fullmatch(r".*/\d\d", typed, re.ASCII) else "date_impossible"


def _about_birth_to_come(name: str, typed: str, day: date, today: date) -> Iterator[Doubt]:
    if day < today:
        yield Doubt(name, "date_past", {"typed": typed})
    elif day - today > LONGEST_WAIT_FOR_A_BIRTH:
        yield Doubt(name, "date_too_far", {"typed": typed})


def _about_time(name: str, said: Mapping[str, Said]) -> Iterator[Doubt]:
    typed = said.get(name, "")
    if not isinstance(typed, str) or not typed.strip():
        return
    if dates.read_time(typed) is None:
        yield Doubt(name, "time_unclear", {"typed": typed.strip()})
    elif not dates.typed_date(name.removesuffix("_time"), said):
        yield Doubt(name, "time_without_day", {"typed": typed.strip()})


def is_email(text: str) -> bool:
    return bool(_EMAIL.match(text))


def _is_telephone(text: str) -> bool:
    return sum(letter.isdigit() for letter in text) >= 7


_SHAPES: dict[str, Callable[[str], bool]] = {
    "postcode": looks_like_a_postcode,
    "email": is_email,
    "telephone": _is_telephone,
    "nhs_number": nhs_number_holds,
    "upn": upn_holds,
}
