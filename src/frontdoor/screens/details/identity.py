"""Who somebody is: a name, facts of the child, and the numbers that others gave them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from frontdoor.journey.actions.known_facts import record_details
from frontdoor.people.details import name_person, record_identifier
from frontdoor.people.ending import ENDING, end_identifier
from frontdoor.people.models import Identifier
from frontdoor.rules.calendar import london_day
from frontdoor.rules.codesets import DISABILITY, ETHNICITY, UPN_UNKNOWN, census_year
from frontdoor.rules.codesets.base import CodeSet
from frontdoor.rules.doubts import about_birth, about_expected, about_past
from frontdoor.screens.details.whose import about, child_of, every_id, whose_choices, whose_field
from frontdoor.screens.record.acts import Act, ActForm, Doing
from frontdoor.screens.record.fields import day, line, one_of, several_of, tick

KINDS_OF_NAME = (
    ("legal", "Their legal name from now on; the one before becomes a former name"),
    ("used", "The name they use"),
    ("former", "A former name"),
    ("alias", "Another name, or another spelling"),
)
SEX = (("F", "Female"), ("M", "Male"), ("U", "Not known"))
INTERPRETER = (("yes", "Needed"), ("no", "Not needed"), ("not_known", "Not known"), ("not_asked", "Not asked"))
NUMBERS = (("nhs_number", "NHS number"), ("upn", "Unique pupil number"), ("former", "A number of a former system"))
#: The facts of the form, under the very names of the row.
FACTS = (
    "born_on", "born_estimated", "expected_on", "name_to_use", "sex", "gender", "pronouns", "language", "interpreter",
    "ethnicity", "disabilities",
)  # fmt: skip


class NameForm(ActForm):
    """A name in any script and order."""

    asks = {"since": about_past}

    whose = whose_field()
    kind = one_of("What kind of name?", KINDS_OF_NAME, required="Say what kind of name it is.")
    given_name = line("Given names")
    family_name = line("Surname")
    since = day("Since")


class FactsForm(ActForm):
    """What is known of the child; what stands there now is filled in."""

    asks = {"born_on": about_birth, "expected_on": about_expected}

    born_on = day("Born on")
    born_estimated = tick("The date of birth is an estimate")
    expected_on = day("If unborn: expected on")
    name_to_use = line("Name to use")
    sex = one_of("Sex, as the census asks", SEX)
    gender = line("Gender, in their own words", longest=60)
    pronouns = line("Pronouns, if they gave them", longest=40)
    language = line("Language", longest=60)
    interpreter = one_of("Interpreter", INTERPRETER)
    ethnicity = one_of("Ethnicity", ())
    disabilities = several_of("Disability", ())
    source = line("Who says so", "Of what you change here: the child, their mother, the school, a paper you saw.")


class NumberForm(ActForm):
    """A number, or why it is not known."""

    whose = whose_field()
    kind = one_of("Which number?", NUMBERS, required="Say which number it is.")
    value = line("The number", longest=40)
    unknown_because = one_of("If the pupil number is not known: why", ())


class NumberEndForm(ActForm):
    """Which number is not theirs."""

    identifier = one_of("Which number is not this person’s?", (), required="Choose the number.")


def _number_ended(doing: Doing, given: Mapping[str, Any]) -> None:
    end_identifier(identifier=UUID(given["identifier"]), through=doing.child.journey, **doing.moments(given))


def _ending(doing: Doing) -> Sequence[tuple[str, str]]:
    """The numbers of the child and of who is around, by whose they are and by their last figures alone."""
    people, kinds = every_id(doing), dict(NUMBERS)
    held = Identifier.objects.filter(person__in=list(people), kind__in=ENDING, until__isnull=True).exclude(value="")
    return [
        (str(row.id), f"{people[row.person]}: {kinds[row.kind]} that ends in {row.value[-3:]}")
        for row in held.order_by("person", "pk")
    ]


def _name(doing: Doing, given: Mapping[str, Any]) -> None:
    name_person(
        **about(doing, given),
        given_name=given["given_name"],
        family_name=given["family_name"],
        kind=given["kind"],
        since=given["since"],
        **doing.moments(given),
    )


def _facts(doing: Doing, given: Mapping[str, Any]) -> None:
    record_details(
        person=child_of(doing).id,
        journey=doing.child.journey.id,
        details={name: given[name] for name in FACTS},
        source=given["source"],
        seen=given["seen"],
        **doing.moments(given),
    )


def _number(doing: Doing, given: Mapping[str, Any]) -> None:
    record_identifier(
        **about(doing, given),
        kind=given["kind"],
        value=given["value"],
        unknown_because=given["unknown_because"],
        **doing.moments(given),
    )


def _as_it_stands(doing: Doing) -> dict[str, Any]:
    child = child_of(doing)
    stands = {name: getattr(child, name) for name in FACTS}
    return {**stands, "row": child.id, "seen": child.revision}


def _codes(doing: Doing, codes: CodeSet) -> Sequence[tuple[str, str]]:
    return [(code.code, code.words) for code in codes.in_year(census_year(london_day(doing.at.now)))]


def _fact_codes(doing: Doing) -> Mapping[str, Sequence[tuple[str, str]]]:
    return {"ethnicity": _codes(doing, ETHNICITY), "disabilities": _codes(doing, DISABILITY)}


def _number_codes(doing: Doing) -> Mapping[str, Sequence[tuple[str, str]]]:
    return {**whose_choices(doing), "unknown_because": [("", "It is known"), *_codes(doing, UPN_UNKNOWN)]}


def _person(doing: Doing) -> bool:
    return doing.child.person is not None


ACTS: dict[str, Act] = {
    "name": Act(
        label="A name",
        button="Keep this name",
        lead="Every name stays searchable. The child's number never changes.",
        form=NameForm,
        do=_name,
        offered=_person,
        choices=whose_choices,
    ),
    "facts": Act(
        census={
            "PersonBirthDate": "born_on",
            "ExpectedPersonBirthDate": "expected_on",
            "Sex": "sex",
            "Ethnicity": "ethnicity",
            "Disability": "disabilities",
        },
        label="Facts about the child",
        button="Keep these facts",
        form=FactsForm,
        do=_facts,
        offered=_person,
        initial=_as_it_stands,
        choices=_fact_codes,
        next_words="The record says which facts were changed, and when; the child’s page says whose word each is.",
    ),
    "number": Act(
        census={"UPN": "value", "FormerUPN": "value", "UPNunknown": "unknown_because"},
        label="A number",
        button="Keep this number",
        lead="A number with a wrong check digit is kept and marked: it never finds somebody else.",
        form=NumberForm,
        do=_number,
        offered=_person,
        choices=_number_codes,
    ),
    "number-ended": Act(
        label="A number that is not theirs",
        button="It is not theirs",
        lead="Nothing is deleted: from this moment nobody is found by it. Who the child may be is looked at anew.",
        form=NumberEndForm,
        do=_number_ended,
        offered=lambda doing: _person(doing) and bool(_ending(doing)),
        choices=lambda doing: {"identifier": _ending(doing)},
    ),
}
