"""Reading one row of a register's file: who it is about, and that the agency knows them.

Nothing is kept but what finds the person again (name, date of birth, numbers that hold) and whom to ask. A number whose
check fails finds nobody, so it is named by line and not kept. A row that could be anybody is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from frontdoor.rules import identifiers, names
from frontdoor.rules.calendar import london_day
from frontdoor.rules.notifications.reading import Part, Reader, shown
from frontdoor.rules.registers.columns import column_by_name
from frontdoor.rules.registers.kinds import Register


class UnableToReadRow(ValueError):
    """The row cannot be kept: it could be anybody. The text is a sentence; `key` tells the row, if it can be told."""

    def __init__(self, sentence: str, key: str = "") -> None:
        super().__init__(sentence)
        self.key = key


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    """One person whom an agency knows. `key` follows the row from file to file; the facts carry the columns' names."""

    line: int
    key: str
    person_kind: str
    given_name: str
    family_name: str
    born_on: date | None = None
    nhs_number: str = ""
    upn: str = ""
    household: str = ""
    relationship: str = ""
    headline: str = ""
    held_at: str = ""
    named_contact: str = ""
    contact_telephone: str = ""
    contact_email: str = ""
    last_seen_on: date | None = None
    ended_on: date | None = None

    @property
    def name_key(self) -> str:
        """The name as it is compared."""
        return names.key(self.given_name, self.family_name)


#: Who the person is. When one of these changes, whom the row is about is asked anew.
IDENTITY = ("person_kind", "given_name", "family_name", "name_key", "born_on", "nhs_number", "upn", "household")
#: What else of a row is kept and compared from file to file.
FACTS = (
    *IDENTITY, "relationship", "headline", "held_at", "named_contact", "contact_telephone", "contact_email",
    "last_seen_on",
)  # fmt: skip


def read_row(part: Part, *, register: Register, reader: Reader) -> list[RegisterRow]:
    """The person of a row, and the adults of the household that stand in the same row. Questions go to the reader.

    Refuses a row without a name, or without a date of birth and a number that holds: it could be anybody.
    """
    numbers = {kind: _number(part, kind, reader) for kind in ("nhs_number", "upn")}
    given, family = _code(part, "given_name", reader), _code(part, "family_name", reader)
    born = _past(part, "date_of_birth", reader)
    adult = _person(part, reader) == "adult"
    key = _key(part, numbers, names.key(given, family), born, reader)
    household = _code(part, "household", reader)
    if not given or not family:
        lacks = "given_name" if not given else "family_name"
        raise UnableToReadRow(f"{lacks} is empty: the row could be anybody.", key)
    if born is None and not any(numbers.values()) and not (adult and household):
        raise UnableToReadRow("there is neither a date of birth nor a number that holds: it could be anybody.", key)
    row = RegisterRow(
        line=part.line,
        key=key,
        person_kind="adult" if adult else "child",
        given_name=given,
        family_name=family,
        born_on=born,
        **numbers,
        household=household,
        relationship=_code(part, "relationship", reader) if adult else "",
        headline=_headline(part, register, reader),
        held_at=_code(part, "held_at", reader),
        named_contact=_code(part, "named_contact", reader),
        contact_telephone=_code(part, "contact_telephone", reader),
        contact_email=_code(part, "contact_email", reader),
        last_seen_on=_past(part, "last_seen", reader),
        ended_on=_past(part, "ended_on", reader),
    )
    adults = list(_adults(part, row, reader))
    return [replace(row, household=row.household or row.key), *adults] if adults else [row]


def _code(part: Part, name: str, reader: Reader) -> str:
    return reader.code(part, name, limit=column_by_name[name].limit)


def _number(part: Part, name: str, reader: Reader) -> str:
    written = part.get(name).strip()
    if not written:
        return ""
    if name == "nhs_number":
        if identifiers.nhs_number_holds(written):
            return identifiers.tidy(written)
        reader.ask(part, f"nhs_number says {shown(written)}: no NHS number. It was not kept.")
        return ""
    check = identifiers.check_upn(written)
    if check.faults:
        reader.ask(part, f"upn says {shown(written)}: {check.faults[0].sentence} It was not kept.")
        return ""
    return check.value


def _past(part: Part, name: str, reader: Reader) -> date | None:
    found = reader.day(part, name)
    if found is not None and not (found.year >= 1900 and found <= london_day(reader.received_at)):
        reader.ask(part, f"{name} says {shown(part.get(name))}, which cannot be. It was not kept.")
        return None
    return found


def _person(part: Part, reader: Reader) -> str:
    written = part.get("person").strip().lower()
    if written not in ("", "child", "adult"):
        reader.ask(part, f"person says {shown(written)}: neither child nor adult. A child was taken.")
    return "adult" if written == "adult" else "child"


def _headline(part: Part, register: Register, reader: Reader) -> str:
    written = part.get("headline").strip().lower()
    if written and written not in register.headlines:
        # What was written may say what the agency knows: it is not repeated, not even here.
        reader.ask(part, f'headline is none of the codes. "{register.headlines[register.usual]}" was taken.')
        return register.usual
    return written or register.usual


def _key(part: Part, numbers: dict[str, str], name: str, born: date | None, reader: Reader) -> str:
    """What follows the row from file to file; empty where nothing can."""
    own = _code(part, "row_number", reader)
    if own:
        return f"row {own}"
    for kind, number in numbers.items():
        if number:
            return f"{kind} {number}"
    if not name:
        return ""
    household = " ".join(part.get("household").split()) if born is None else ""
    return f"name {name} {born.isoformat() if born else household}"[:300]


def _adults(part: Part, child: RegisterRow, reader: Reader) -> Iterator[RegisterRow]:
    """Adults who stand in the row of a child. They are known through the child: nothing else is said of them."""
    household = child.household or child.key
    for number in ("1", "2"):
        given, _, family = _code(part, f"adult_{number}_name", reader).rpartition(" ")
        name = names.key(given, family)
        if not name:
            continue
        yield replace(
            child,
            key=f"{child.key} adult {name}"[:300],
            person_kind="adult",
            given_name=given or family,
            family_name=family if given else "",
            born_on=None,
            nhs_number="",
            upn="",
            household=household,
            relationship=_code(part, f"adult_{number}_relationship", reader),
            last_seen_on=None,
        )
