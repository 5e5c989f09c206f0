"""Reading one value of a file or a message: what it means, and a question where it does not mean what it should.

Nothing here refuses. A day that does not exist, a code nobody knows and a name of a thousand letters are kept as they
were written, and the question says so in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from frontdoor.rules.calendar import LONDON, UnableToReadMoment, parse_moment
from frontdoor.rules.concern import Answer
from frontdoor.rules.notifications.columns import column_by_name

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NAMED_MONTH = re.compile(r"(\d{4})-([A-Za-z]{3})-(\d{1,2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")
_SHOWN = 300
_ANSWERS = {
    **dict.fromkeys(("yes", "y", "true", "1"), Answer.YES),
    **dict.fromkeys(("no", "n", "false", "0"), Answer.NO),
    **dict.fromkeys(("not known", "not_known", "unknown", "nk", "dk", "don't know"), Answer.NOT_KNOWN),
    **dict.fromkeys(("", "not asked", "not_asked"), Answer.NOT_ASKED),
}
_UNREADABLE = "�"


@dataclass(frozen=True)
class Asked:
    """A question about one value: the line it stands in (0 where there are no lines) and a sentence."""

    line: int
    words: str


@dataclass(frozen=True)
class Part:
    """One row of a file, or one object of a message: values by column, as they were written."""

    line: int
    values: Mapping[str, str]

    def get(self, name: str) -> str:
        """The value, or nothing."""
        return self.values.get(name, "")


def clean(text: str) -> str:
    """The text as it can be stored: what no database holds (a zero byte, half a letter) shows as a sign for it."""
    if "\x00" in text:
        text = text.replace("\x00", _UNREADABLE)
    return text if text.isascii() else text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def shown(text: str) -> str:
    """A value in a sentence: on one line and not without end."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= _SHOWN else f'"{line[:_SHOWN]}…"'


@dataclass
class Reader:
    """Reads values and collects the questions. `received_at` is the moment that nothing can be later than."""

    received_at: datetime
    asked: list[Asked] = field(default_factory=list)

    def ask(self, part: Part, words: str) -> None:
        """Note a question once."""
        question = Asked(part.line, words)
        if question not in self.asked:
            self.asked.append(question)

    def code(self, part: Part, name: str, *, limit: int | None = None) -> str:
        """One line, without the spaces around it. Too long for our row: shortened there, kept whole in the question."""
        value = " ".join(part.get(name).split())
        limit = column_by_name[name].limit if limit is None else limit
        if limit and len(value) > limit:
            self.ask(part, f"{name} is longer than {limit} letters. In full: {value}")
            return value[: limit - 1] + "…"
        return value

    def answer(self, part: Part, name: str) -> Answer:
        """Yes, no, not known; an empty cell was not asked."""
        written = part.get(name).strip().lower()
        if written not in _ANSWERS:
            self.ask(part, f"{name} says {shown(part.get(name))}, which is neither yes nor no.")
            return Answer.NOT_KNOWN
        return _ANSWERS[written]

    def moment(self, part: Part, name: str, *, not_after: datetime | None = None) -> datetime | None:
        """A date and a time, in London where no offset is written; None and a question where it is none."""
        written = part.get(name).strip()
        if not written:
            return None
        try:
            found = parse_moment(_as_iso(written))
        except UnableToReadMoment:
            day = day_of(written)
            if day is None:
                self.ask(part, f"{name} says {shown(written)}, which is no date and time that exists.")
                return None
            self.ask(part, f"{name} says {shown(written)}: a day without a readable time. Midnight was taken.")
            found = datetime.combine(day, time(), LONDON).astimezone(UTC)
        if not 1900 <= found.year <= 2199:
            self.ask(part, f"{name} says {shown(written)}, which is no date and time that can be meant.")
            return None
        if found > (not_after or self.received_at):
            self.ask(part, f"{name} says {shown(written)}, which lies in the future.")
        return found

    def day(self, part: Part, name: str) -> date | None:
        """A day; None and a question where it is none."""
        written = part.get(name).strip()
        found = day_of(written)
        if written and found is None:
            self.ask(part, f"{name} says {shown(written)}, which is no day that exists.")
        return found


def day_of(written: str) -> date | None:
    """A day written 2019-05-04, 2019-May-04, 04/05/2019 or 4.5.2019, with or without a time behind it."""
    bare = written.strip()
    numbers = _DAY.match(bare)
    named = _NAMED_MONTH.match(bare)
    try:
        if numbers:
            day, month, year = (int(number) for number in numbers.groups())
            return date(year, month, day)
        if named and named[2].lower() in _MONTHS:
            return date(int(named[1]), _MONTHS.index(named[2].lower()) + 1, int(named[3]))
        return date.fromisoformat(bare[:10]) if len(bare) >= 10 else date.fromisoformat(bare)
    except ValueError:
        return None


def _as_iso(written: str) -> str:
    """A moment as Britons write it ("04/05/2026 21:15"), in the form that `parse_moment` takes."""
    numbers = _DAY.match(written)
    if numbers is None:
        return written
    day, month, year = (int(number) for number in numbers.groups())
    at = _TIME.fullmatch(written[numbers.end() :])
    if at is None:
        return written
    hours, minutes, seconds = (int(number or 0) for number in at.groups())
    return f"{year:04d}-{month:02d}-{day:02d}T{hours:02d}:{minutes:02d}:{seconds:02d}"
