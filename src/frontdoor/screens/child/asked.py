"""From the record to what nobody has asked."""

from __future__ import annotations

from datetime import date, datetime

from frontdoor.journey.child_queries import ChildRecord
from frontdoor.rules.calendar import london_day
from frontdoor.rules.curiosity import Around, Question, Recorded, VisitMade, nobody_has_asked
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.child import voice
from frontdoor.screens.child.about import is_unborn
from frontdoor.screens.child.family import name_of

#: Answers in which an agency said what it knows, or that it knows nothing.
_ANSWERED = ("found", "nothing_held", "part")


def questions(record: ChildRecord, *, place: Partnership, now: datetime) -> list[Question]:
    """What this record leaves open."""
    return nobody_has_asked(recorded(record, place=place, today=london_day(now)))


def recorded(record: ChildRecord, *, place: Partnership, today: date) -> Recorded:
    """What the rule looks at."""
    person = record.person
    return Recorded(
        name=person.name_to_use or person.given_name or "the child",
        today=today,
        unborn=is_unborn(person),
        age=age_in_years(person.born_on, on=today),
        around=[
            Around(
                relationship=tie.relationship,
                called=(record.people[tie.person].label or tie.relationship).split(",")[0],
                named=bool(name_of(record.people[tie.person])),
            )
            for tie in record.ties
            if tie.person in record.people
        ],
        responsibility_known=any(tie.parental_responsibility == "yes" for tie in record.ties),
        others_not_named=any(journey.contact.others_not_named for journey in record.journeys),
        visits=[
            VisitMade(
                seen=visit.seen is True,
                mother_seen=visit.mother_seen is True,
                alone=visit.alone,
                bedroom=visit.bedroom,
            )
            for visit in record.visits_made
        ],
        words_on=voice.words_last_on(record, "own_words"),
        day_on=voice.words_last_on(record, "ordinary_day"),
        school=person.school,
        gp=person.gp,
        agencies_answered=_kinds_that_answered(record, place),
        language=person.language,
        interpreter=person.interpreter,
    )


def age_in_years(born_on: date | None, *, on: date) -> int | None:
    """Whole years; None where the day of birth is not known or has not come."""
    if born_on is None or born_on > on:
        return None
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _kinds_that_answered(record: ChildRecord, place: Partnership) -> frozenset[str]:
    answered = (row.to_agency for row in record.requests if row.state in _ANSWERED)
    known = (place.agency_by_code.get(code) for code in answered)
    return frozenset(agency.kind for agency in known if agency is not None)
