"""Who is around the child: who was not named yet, what somebody is to the child, who lives with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from frontdoor.people.details import add_relative, record_relationship, set_household
from frontdoor.rules.concern import Answer, ConcernedAdult, GivenAddress
from frontdoor.screens.details.whose import about, child_of, everybody, whose_choices, whose_field
from frontdoor.screens.record.acts import Act, ActForm, Doing
from frontdoor.screens.record.fields import YES_NO, day, line, one_of, tick

ANSWERS = (("yes", "Yes"), ("no", "No"), ("not_known", "Not known"), ("not_asked", "Not asked"))


class RelativeForm(ActForm):
    """An adult around the child. Nothing of them is needed."""

    given_name = line("Given names")
    family_name = line("Surname")
    born = day("Born on")
    relationship = line("What they are to the child", "Mother, father, mother's partner, grandmother…", longest=40)
    parental_responsibility = one_of("Parental responsibility", ANSWERS)
    lives_with = one_of("Do they live with the child?", YES_NO, required="Say whether they live with the child.")
    telephone = line("Telephone", longest=40)
    may_be_a_risk = tick("The source says that they may be a risk")


class TieForm(ActForm):
    """What somebody is to the child. What was said before ends, and stays in the history."""

    whose = whose_field()
    relationship = line("What they are to the child", "Mother, father, half brother…", longest=40)
    parental_responsibility = one_of("Parental responsibility", ANSWERS)
    lives_with = one_of("Do they live with the child?", ANSWERS)
    may_be_a_risk = tick("They may be a risk to the child")
    source = line("Who says so")
    since = day("Since")


class HouseholdForm(ActForm):
    """With whom somebody lives."""

    whose = whose_field()
    where = one_of(
        "Where do they live?",
        (("with_child", "In this child's household"), ("apart", "In a household of their own")),
        required="Say where they live.",
    )


def _relative(doing: Doing, given: Mapping[str, Any]) -> None:
    add_relative(
        to=child_of(doing).id,
        through=doing.child.journey,
        adult=ConcernedAdult(
            given_name=given["given_name"],
            family_name=given["family_name"],
            born=given["born"],
            relationship=given["relationship"],
            role=given["relationship"],
            parental_responsibility=Answer(given["parental_responsibility"] or "not_asked"),
            may_be_a_risk=given["may_be_a_risk"],
            address=GivenAddress(),
            telephone=given["telephone"],
        ),
        lives_with=given["lives_with"] == "yes",
        token=given["token"],
        **doing.moments(given),
    )


def _tie(doing: Doing, given: Mapping[str, Any]) -> None:
    record_relationship(
        person=UUID(given["whose"]),
        to=child_of(doing).id,
        through=doing.child.journey,
        relationship=given["relationship"],
        parental_responsibility=given["parental_responsibility"] or "not_asked",
        lives_with=given["lives_with"] or "not_known",
        may_be_a_risk=given["may_be_a_risk"],
        source=given["source"],
        since=given["since"],
        **doing.moments(given),
    )


def _household(doing: Doing, given: Mapping[str, Any]) -> None:
    household = child_of(doing).household if given["where"] == "with_child" else None
    set_household(**about(doing, given), household=household, **doing.moments(given))


def _others(doing: Doing) -> Mapping[str, Sequence[tuple[str, str]]]:
    return {"whose": everybody(doing)[1:]}


def _somebody_around(doing: Doing) -> bool:
    return doing.child.person is not None and len(everybody(doing)) > 1


ACTS: dict[str, Act] = {
    "relative": Act(
        label="Somebody around the child",
        button="Add them",
        lead="A parent, a partner, a grandparent who was not named with the concern. No name is needed.",
        form=RelativeForm,
        do=_relative,
        offered=lambda doing: doing.child.person is not None,
        next_words="They stand among the adults of the record and in the child's family.",
    ),
    "tie": Act(
        label="What somebody is to the child",
        button="Keep this",
        form=TieForm,
        do=_tie,
        offered=_somebody_around,
        choices=_others,
    ),
    "household": Act(
        label="With whom somebody lives",
        button="Keep this",
        form=HouseholdForm,
        do=_household,
        offered=lambda doing: doing.child.person is not None,
        choices=whose_choices,
    ),
}
