"""From what was sent to a concern: one occurrence, all its children and adults, and the questions it leaves open."""

from __future__ import annotations

import hashlib
import json
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from frontdoor.rules.calendar import london_day
from frontdoor.rules.concern import (
    WORRIES,
    Answer,
    Channel,
    Concern,
    ConcernedAdult,
    ConcernedChild,
    GivenAddress,
    PoliceReport,
    Referrer,
    ReferrerKind,
    SubjectKind,
    keeps_address_from,
)
from frontdoor.rules.doubts import age_on
from frontdoor.rules.identifiers import nhs_number_holds
from frontdoor.rules.notifications.columns import COLUMNS, PERSON_COLUMNS
from frontdoor.rules.notifications.reading import Asked, Part, Reader, shown

#: Where referrals of an agency of this kind come from, in the census's codes.
SOURCES: dict[str, str] = {
    "police": "6", "probation": "7", "youth_justice": "7", "school": "2A", "education": "2B", "early_years": "8",
    "general_practice": "3A", "community_health": "3B", "hospital": "3E", "ambulance": "3F", "mental_health": "3F",
    "integrated_care_board": "3F", "housing": "4", "adult_social_care": "5A",
}  # fmt: skip
OTHER_SOURCE = "8"

#: Police protection lasts 72 hours; a start further back than this is a mistake in the writing.
LONGEST_AGO = timedelta(days=31)
ADULT_AT = 18
LONGEST_SAFETY_LINE = 200
NO_ACCOUNT = "No account of what happened was sent with this notification."
_PERSONS = tuple(column.name for column in PERSON_COLUMNS)
_ONCE = tuple(column.name for column in COLUMNS if column.about == "notification")


@dataclass(frozen=True, kw_only=True)
class Notification:
    """One occurrence as read: the concern, its questions, and a mark of its content that is the same for the same."""

    occurrence: str
    concern: Concern
    asked: tuple[Asked, ...]
    content: str


def read_notification(
    parts: Sequence[Part], *, agency: str, agency_kind: str, channel: Channel, received_at: datetime
) -> Notification:
    """Read the rows of one occurrence, received by the partnership at `received_at`. Refuses nothing."""
    reader = Reader(received_at)
    once = _said_once(parts, reader)
    people = _people(parts)
    children = tuple(_child(part, once, reader) for part in people if part.get("person").strip().lower() != "adult")
    adults = tuple(_adult(part, reader) for part in people if part.get("person").strip().lower() == "adult")
    officer = reader.code(once, "officer")
    concern = Concern(
        channel=channel,
        received_at=received_at,
        worry=once.get("narrative") if once.get("narrative").strip() else NO_ACCOUNT,
        worries=_worries(once, reader),
        danger_now=reader.answer(once, "danger_now"),
        children=children,
        adults=adults,
        referrer=Referrer(
            kind=ReferrerKind.PROFESSIONAL,
            source=SOURCES.get(agency_kind, OTHER_SOURCE),
            name=officer,
            agency=agency,
        ),
        incident_at=reader.moment(once, "incident"),
        agency_aware_at=(attended := reader.moment(once, "attended")),
        agency_sent_at=reader.moment(once, "submitted"),
        safety_lines=_safety_lines(people),
        police=_police(once, attended, reader),
        asked_about="\n".join(question.words for question in reader.asked),
    )
    return Notification(
        occurrence=once.get("occurrence_number").strip(),
        concern=concern,
        asked=tuple(reader.asked),
        content=_mark(once, people),
    )


def _police(once: Part, attended: datetime | None, reader: Reader) -> PoliceReport:
    """What is the force's own: its number, grade, result and handling."""
    return PoliceReport(
        occurrence=reader.code(once, "occurrence_number"),
        attended_at=attended,
        officer=once.get("officer").strip(),
        grade=reader.code(once, "grade"),
        dash=reader.code(once, "dash"),
        handling_code=reader.code(once, "handling_code"),
        do_not_disclose=once.get("do_not_disclose"),
        encompass_sent=reader.answer(once, "encompass_sent"),
    )


def _said_once(parts: Sequence[Part], reader: Reader) -> Part:
    """What all rows say together. Texts that differ are all kept; of other values the first stands, and it is asked."""
    found: dict[str, str] = {}
    for part in parts:
        for name in _ONCE:
            value = part.get(name)
            if not value.strip() or value == found.get(name):
                continue
            if name not in found:
                found[name] = value
            elif name in ("narrative", "do_not_disclose"):
                if value not in found[name]:
                    found[name] += f"\n\n{value}"
            elif name != "occurrence_number":
                reader.ask(part, f"{name} says {shown(value)} here and {shown(found[name])} in a row before it.")
    once = Part(parts[0].line, found)
    if not found.get("narrative", "").strip():
        reader.ask(once, "narrative is empty: nothing says what happened.")
    return once


def _people(parts: Iterable[Part]) -> list[Part]:
    """The rows that are about somebody, each once: a row repeated is one person."""
    kept: dict[tuple[str, ...], Part] = {}
    for part in parts:
        said = tuple(part.get(name) for name in _PERSONS)
        if any(value.strip() for value in said):
            kept.setdefault(said, part)
    return list(kept.values())


def _mark(once: Part, people: Sequence[Part]) -> str:
    """The same for the same content, in whatever order, shape or file it comes."""
    said = [{name: part.get(name) for name in _PERSONS if part.get(name).strip()} for part in people]
    whole = [
        {name: once.get(name) for name in _ONCE if once.get(name)},
        *sorted(said, key=lambda one: json.dumps(one, sort_keys=True)),
    ]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def _worries(once: Part, reader: Reader) -> tuple[str, ...]:
    written = [code.strip().lower() for code in once.get("worries").split(";") if code.strip()]
    for code in written:
        if code not in WORRIES:
            reader.ask(once, f"worries says {shown(code)}, which is none of the codes.")
    return tuple(dict.fromkeys(code for code in written if code in WORRIES))


def _child(part: Part, once: Part, reader: Reader) -> ConcernedChild:
    kind = _kind(part, reader)
    born, as_written = _born(part, reader)
    age = " ".join(text for text in (reader.code(part, "age"), as_written) if text)[:60]
    address = _address(part, reader)
    if not kind.is_context and part.get("nhs_number").strip() and not nhs_number_holds(part.get("nhs_number")):
        reader.ask(part, f"nhs_number says {shown(part.get('nhs_number'))}: its check digit does not fit.")
    return ConcernedChild(
        kind=kind,
        label=reader.code(part, "label"),
        given_name=reader.code(part, "given_name"),
        family_name=reader.code(part, "family_name"),
        born=born,
        expected=reader.day(part, "expected"),
        age_said=age,
        sex=_sex(part, reader),
        nhs_number=reader.code(part, "nhs_number"),
        address=address,
        telephone=reader.code(part, "telephone"),
        language=reader.code(part, "language"),
        interpreter=reader.answer(part, "interpreter"),
        school=reader.code(part, "school"),
        where_now=reader.code(part, "where_left"),
        with_whom=reader.code(part, "left_with"),
        seen=reader.answer(part, "seen"),
        spoken_to=reader.answer(part, "spoken_to"),
        own_words=part.get("words"),
        words_told_to=once.get("officer").strip() if part.get("words").strip() else "",
        police_protection_from=_protection(part, once, reader),
    )


def _kind(part: Part, reader: Reader) -> SubjectKind:
    written = part.get("person").strip().lower().replace(" ", "_")
    if not written:
        reader.ask(part, "person is empty: taken as a child.")
        return SubjectKind.CHILD
    try:
        return SubjectKind(written)
    except ValueError:
        reader.ask(part, f"person says {shown(part.get('person'))}, which is none of the codes: taken as a child.")
        return SubjectKind.CHILD


def _born(part: Part, reader: Reader) -> tuple[date | None, str]:
    """The date of birth, and what was written where it cannot be one. A child of forty is kept, and asked about."""
    written = part.get("date_of_birth").strip()
    born = reader.day(part, "date_of_birth")
    if born is None:
        return None, f"(born {written})" if written else ""
    today = london_day(reader.received_at)
    if born > today:
        reader.ask(part, f"date_of_birth says {shown(written)}, which lies in the future.")
        return None, f"(born {written})"
    if born.year < 1900:
        reader.ask(part, f"date_of_birth says {shown(written)}, which lies before 1900.")
        return None, f"(born {written})"
    age = age_on(born, today)
    if age >= ADULT_AT and part.get("person").strip().lower() != "adult":
        reader.ask(
            part, f"date_of_birth says {shown(written)}, which makes {age} years, and person says it is a child."
        )
    return born, ""


def _sex(part: Part, reader: Reader) -> str:
    written = part.get("sex").strip().upper()
    known = {"M": "M", "MALE": "M", "F": "F", "FEMALE": "F", "U": "U", "UNKNOWN": "U", "": "U"}
    if written not in known:
        reader.ask(part, f"sex says {shown(part.get('sex'))}, which is none of M, F, U.")
    return known.get(written, "U")


def _address(part: Part, reader: Reader) -> GivenAddress:
    postcode = " ".join(part.get("postcode").split()).upper()
    lines = part.get("address").strip()
    if len(postcode.replace(" ", "")) > 8:
        lines, postcode = "\n".join(text for text in (lines, postcode) if text), ""
    return GivenAddress(lines=lines, postcode=postcode, keep_from=reader.code(part, "keep_address_from"))


def _protection(part: Part, once: Part, reader: Reader) -> datetime | None:
    """When police protection began. Said but not readable, it began at the earliest moment the police were there.

    Taking the earliest keeps the 72 hours short: a mistake in the writing never makes them longer.
    """
    written = part.get("police_protection_from").strip()
    if not written or written.lower() in ("no", "n", "none", "-"):
        return None
    quiet = Reader(reader.received_at)
    began = quiet.moment(part, "police_protection_from")
    if not quiet.asked and began is not None and began >= reader.received_at - LONGEST_AGO:
        return began
    there = [quiet.moment(once, name) for name in ("attended", "incident", "submitted")]
    possible = [at for at in there if at is not None and reader.received_at - LONGEST_AGO <= at <= reader.received_at]
    start = min(possible, default=reader.received_at)
    reader.ask(
        part,
        f"police_protection_from says {shown(written)}: the 72 hours run from {start.isoformat()} until somebody "
        "says when it began.",
    )
    return start


def _adult(part: Part, reader: Reader) -> ConcernedAdult:
    born, as_written = _born(part, reader)
    return ConcernedAdult(
        given_name=reader.code(part, "given_name"),
        family_name=reader.code(part, "family_name"),
        label=" ".join(text for text in (reader.code(part, "label"), as_written) if text)[:120],
        born=born,
        sex=_sex(part, reader),
        role=reader.code(part, "role"),
        relationship=reader.code(part, "relationship"),
        address=_address(part, reader),
        telephone=reader.code(part, "telephone"),
        bail_or_order=part.get("bail_or_order"),
        may_be_a_risk=reader.answer(part, "may_be_a_risk") == Answer.YES,
    )


def _safety_lines(people: Iterable[Part]) -> tuple[str, ...]:
    kept_from = (part.get("keep_address_from").strip() for part in people)
    lines = [keeps_address_from(who) for who in kept_from if who]
    return tuple(piece for line in dict.fromkeys(lines) for piece in textwrap.wrap(line, LONGEST_SAFETY_LINE))
