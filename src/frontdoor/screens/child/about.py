"""Who the child is, in words: identity, how they communicate, people who know them, documents and sharing."""

from __future__ import annotations

from datetime import date, datetime

from frontdoor.journey.child_queries import ChildRecord
from frontdoor.ledger.scope import Actor
from frontdoor.people.models import Person
from frontdoor.rules.calendar import london_day
from frontdoor.rules.codesets.base import CodeSet, census_year
from frontdoor.rules.codesets.characteristics import DISABILITY, ETHNICITY
from frontdoor.rules.concern import keeps_address_from
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.roles import Permission
from frontdoor.screens.child import known
from frontdoor.screens.child.family import name_of
from frontdoor.screens.look.formatting import age, date_words, day_and_time
from frontdoor.screens.look.shapes import Fact
from frontdoor.screens.record.knowing import said_by

_SEX = {"F": "Female", "M": "Male", "U": "Not recorded"}
_CANNOT_RELY_ON = {"COMM": "speaking or understanding others is hard", "HEAR": "hearing", "VIS": "vision"}
#: How a request to an agency stands, as other agencies may know of it: that it answered and how, never what.
STATES = {
    "waiting": "asked, no answer yet",
    "found": "answered: found something",
    "nothing_held": "answered: nothing held",
    "cannot_tell": "cannot tell who is meant",
    "part": "answered in part",
    "hold": "takes advice first",
    "refused": "refused",
    "withdrawn": "withdrawn",
}


def is_unborn(person: Person) -> bool:
    """Not born yet: nobody who can be seen, asked or have an ordinary day."""
    return person.kind == "unborn" and person.born_on is None


def title(person: Person) -> str:
    """The name to use and surname, or what is said instead."""
    if is_unborn(person):
        return "Unborn"
    return (
        name_of(person) or f"Name not known ({person.label})" if person.label or name_of(person) else "Name not known"
    )


def age_words(person: Person, *, on: date) -> str:
    """ "7", "5 months", "due 4 Feb 2027", "about 9", "age not known"."""
    if person.died_on is not None:
        return f"died {date_words(person.died_on)}"
    if person.born_on is not None:
        about = "about " if person.born_estimated else ""
        return about + age(person.born_on, on=on)
    if person.kind == "unborn":
        return f"due {date_words(person.expected_on)}" if person.expected_on else "due date not known"
    return person.age_said or "age not known"


def communicates(person: Person, *, by: Actor) -> str:
    """Language, interpreter and what makes it hard to say or hear things; pronouns if they gave them."""
    language = f"speaks {person.language}" if person.language else "language not recorded"
    needs = {"yes": "interpreter needed", "no": "no interpreter needed", "not_known": "interpreter: not known"}
    hard = [_CANNOT_RELY_ON[code] for code in person.disabilities if code in _CANNOT_RELY_ON]
    parts = [
        "" if person.kind == "unborn" else language,
        needs.get(person.interpreter, "interpreter not asked about" if person.language else ""),
        f"take care with {', '.join(hard)}" if hard else "",
        f"pronouns: {person.pronouns}" if person.pronouns and sees_gender(by) else "",
    ]
    return "; ".join(part for part in parts if part)


def interpreter_line(person: Person, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The safety band with the interpreter on it, where one is needed and no line says so yet."""
    said = any(line.lower().startswith("interpreter") for line in lines)
    if person.interpreter != "yes" or said:
        return lines
    return (*lines, f"Interpreter: {person.language or 'language not recorded'}, not family")


def address_lines(record: ChildRecord, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The safety band with whoever must not learn an address, where no line says so yet."""
    kept = dict.fromkeys(home.keep_from for home in record.homes if home.confidential and home.keep_from)
    words = tuple(keeps_address_from(who) for who in kept)
    return (*lines, *(word for word in words if word not in lines))


def identity(record: ChildRecord, place: Partnership, *, by: Actor, now: datetime) -> list[Fact]:
    """Health, school, identity, faith, disability and immigration in words; what nobody asked says so.

    Each says whose word it is, and since when. Gender and pronouns are for those who work with the child.
    """
    person, on = record.person, london_day(now)

    def said(label: str, kind: str, words: str) -> Fact:
        return Fact(label, words, source=_told(kind, record, place, now) if words else "")

    birth = born(person)
    if is_unborn(person):
        return [said(birth.label, "birth", birth.answer), Fact("Our number", person.local_number)]
    facts = [
        said(birth.label, "birth", birth.answer),
        said("Sex (census)", "sex", _SEX.get(person.sex, person.sex) if person.sex != "U" else ""),
        said("Ethnicity", "ethnicity", _words(ETHNICITY, [person.ethnicity], on)),
        said("Disability", "disabilities", _words(DISABILITY, person.disabilities, on)),
        said("Language", "language", person.language),
        *known.facts(record, "faith", "immigration", now=now),
        Fact("Our number", person.local_number),
    ]
    if person.gender and sees_gender(by):
        facts.insert(2, said("Gender, as they say", "gender", person.gender))
    return facts


def born(person: Person) -> Fact:
    """When the child was born, or is due."""
    if is_unborn(person):
        return Fact("Due", date_words(person.expected_on) if person.expected_on else "")
    day = date_words(person.born_on) if person.born_on else ""
    return Fact("Date of birth", f"{day}, estimated" if day and person.born_estimated else day)


def sees_gender(by: Actor) -> bool:
    """Whether gender and pronouns are shown to this reader: to those who work with children, not to who only reads."""
    return by.may(Permission.ADD_INFORMATION)


def _words(codes: CodeSet, chosen: list[str], on: date) -> str:
    year = census_year(on)
    return ", ".join(codes.words(code, year) for code in chosen if code and codes.holds(code, year))


def people_who_know(record: ChildRecord, place: Partnership, *, now: datetime) -> list[Fact]:
    """School, GP, health visitor and an adult the child trusts, with the telephone where the partnership has one.

    Before the birth: who looks after the mother.
    """
    if is_unborn(record.person):
        return [
            _known("The mother’s GP", "gp", record, place, now),
            *known.facts(record, "health_visitor", now=now),
        ]
    return [
        _known("School", "school", record, place, now),
        _known("GP", "gp", record, place, now),
        *known.facts(record, "health_visitor", "trusted_adult", now=now),
    ]


def _known(label: str, kind: str, record: ChildRecord, place: Partnership, now: datetime) -> Fact:
    name = getattr(record.person, kind)
    found = next((agency for agency in place.agencies if agency.name.lower() == name.strip().lower()), None)
    told = _told(kind, record, place, now)
    telephone = found.telephone if found else ""
    return Fact(label, name, source="; ".join(part for part in (telephone, told) if part))


def _told(kind: str, record: ChildRecord, place: Partnership, now: datetime) -> str:
    """Whose word a detail is, and since when."""
    contacts = [journey.contact for journey in record.journeys]
    return said_by(kind, record.person, facts=record.card.facts, contacts=contacts, place=place, now=now)


def sharing(record: ChildRecord, place: Partnership, *, now: datetime) -> list[Fact]:
    """Which agencies were asked and how each answered, and who was told what was decided. Never what was said."""
    asked = []
    for row in record.requests:
        agency = place.agency_by_code.get(row.to_agency)
        name = agency.name if agency else row.to_agency.replace("_", " ").capitalize()
        asked.append(
            Fact(name, STATES.get(row.state, row.state), source=f"asked {day_and_time(row.asked_at, now=now)}")
        )
    told = len(record.told)
    return [
        *asked,
        Fact("Told what was decided", f"{told} recipients" if told > 1 else "1 recipient" if told else "nobody yet"),
    ]
