"""Who is around the child: who was not named yet, what somebody is to the child, who lives with whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from frontdoor.access.looks import Seen
from frontdoor.ledger.ids import derived_id
from frontdoor.people.details import add_relative, record_relationship, record_telephone, set_household
from frontdoor.people.search import find
from frontdoor.rules.calendar import london_day
from frontdoor.rules.concern import Answer, ConcernedAdult, GivenAddress
from frontdoor.rules.doubts import about_adults_birth, about_past
from frontdoor.screens.child.family import line_of
from frontdoor.screens.details.whose import about, child_of, everybody, whose_choices, whose_field
from frontdoor.screens.record.acts import Act, ActForm, Doing
from frontdoor.screens.record.fields import YES_NO, day, line, one_of, tick

ANSWERS = (("yes", "Yes"), ("no", "No"), ("not_known", "Not known"), ("not_asked", "Not asked"))


#: The answer that the named person is nobody who is known here.
NOBODY_KNOWN = "none"


class RelativeForm(ActForm):
    """An adult around the child. Nothing of them is needed; of one who has a name it is seen first who is known."""

    asks = {"born": about_adults_birth}

    given_name = line("Given names")
    family_name = line("Surname")
    born = day("Born on")
    relationship = line("What they are to the child", "Mother, father, mother's partner, grandmother…", longest=40)
    parental_responsibility = one_of("Parental responsibility", ANSWERS)
    lives_with = one_of("Do they live with the child?", YES_NO, required="Say whether they live with the child.")
    telephone = line("Telephone", longest=40)
    may_be_a_risk = tick("The source says that they may be a risk")
    is_person = one_of("Is it one of these, who are known already?", ())

    def clean(self) -> dict[str, Any]:
        """Before a named person is made, those who may be meant have been seen. Nobody found asks nothing."""
        given = super().clean() or {}
        if self.fields["is_person"].choices and not given.get("is_person"):  # type: ignore[attr-defined]
            self.add_error("is_person", "Say whether it is one of these, or none: then press the button again.")
        return given


class TieForm(ActForm):
    """What somebody is to the child. What was said before ends, and stays in the history."""

    asks = {"since": about_past}

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


def _who_may_be_meant(doing: Doing) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Those of this name who are known already, as the reader may see them; once a name was sent."""
    given, family = (doing.at.POST.get(name, "").strip()[:120] for name in ("given_name", "family_name"))
    if not (given or family):
        return {"is_person": []}
    near = {key for key, _ in everybody(doing)}
    found = find(given_name=given, family_name=family, by=doing.at.actor)
    meant = {str(one.person.id): one for one in found if str(one.person.id) not in near}
    doing.at.seen += [Seen(page="details_who_is_meant", person=one.person.id) for one in meant.values()]
    on = london_day(doing.at.now)
    offered = [(key, f"{line_of(one.person, on=on)}: {one.because}") for key, one in meant.items()]
    sent = doing.at.POST.get("is_person", "")
    if not offered:  # an answer to a longer list than this name has: none of nobody
        return {"is_person": [(sent, "None of these")] if sent.startswith(NOBODY_KNOWN) else []}
    return {"is_person": [*offered, (_none_of(meant), "None of these, or not sure")]}


def _none_of(meant: Iterable[str]) -> str:
    """The answer that it is none of these: another name, with another list, is asked about anew."""
    return f"{NOBODY_KNOWN} {derived_id(*sorted(meant))}"


def _relative(doing: Doing, given: Mapping[str, Any]) -> None:
    if given["is_person"] and not given["is_person"].startswith(NOBODY_KNOWN):
        _known_relative(doing, given, UUID(given["is_person"]))
        return
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


def _known_relative(doing: Doing, given: Mapping[str, Any], person: UUID) -> None:
    """Somebody who is known already is tied to the child, and nobody is made twice."""
    record_relationship(
        person=person,
        to=child_of(doing).id,
        through=doing.child.journey,
        relationship=given["relationship"],
        parental_responsibility=given["parental_responsibility"] or "not_asked",
        lives_with=given["lives_with"],
        may_be_a_risk=given["may_be_a_risk"],
        **doing.moments(given),
    )
    if given["telephone"]:
        record_telephone(
            person=person, through=doing.child.journey, number=given["telephone"], **doing.moments(given)
        )  # fmt: skip


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
        choices=_who_may_be_meant,
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
