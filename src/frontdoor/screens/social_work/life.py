"""Birth, the loss of a pregnancy, death; and letting letters go out again after the last two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frontdoor.journey.actions.life import (
    ENDED,
    Newborn,
    record_birth,
    record_death,
    record_pregnancy_end,
    release_letters,
)
from frontdoor.rules.concern import SubjectKind
from frontdoor.rules.doubts import about_birth
from frontdoor.rules.roles import Permission
from frontdoor.screens.record.acts import Act, ActForm, Doing
from frontdoor.screens.record.fields import YES_NO, day, line, one_of, text
from frontdoor.screens.social_work.working import progress, when

#: Twins and triplets; more are recorded one after another.
MOST_BORN = 3
SEX = (("F", "Female"), ("M", "Male"), ("U", "Not known"))


class BirthForm(ActForm):
    """Who was born. Nothing is needed: a child without a name is "baby" until somebody gives one."""

    asks = {"born_on": about_birth}

    born_on = day("Born on")
    mother_fit = one_of("Was the mother well enough for a meeting within ten days?", YES_NO)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_BORN + 1):
            who = "" if number == 1 else f" (child {number}, if there was another)"
            self.fields[f"given_name_{number}"] = line(f"Given name{who}")
            self.fields[f"family_name_{number}"] = line(f"Surname{who}")
            self.fields[f"sex_{number}"] = one_of(f"Sex{who}", SEX)
            self.fields[f"nhs_number_{number}"] = line(f"NHS number{who}", longest=20)
        self.order_fields([*(name for name in self.fields if name != "happened_at"), "happened_at"])

    def born(self) -> tuple[Newborn, ...]:
        """The children of whom anything was written; the first is there in any case."""
        given = self.cleaned_data
        rows = [
            {name: given.get(f"{name}_{number}") or "" for name in ("given_name", "family_name", "sex", "nhs_number")}
            for number in range(1, MOST_BORN + 1)
        ]
        kept = [row for place, row in enumerate(rows) if place == 0 or any(row.values())]
        return tuple(Newborn(**{**row, "sex": row["sex"] or "U"}) for row in kept)

    def clean(self) -> dict[str, Any]:
        """Puts the children together."""
        given = super().clean() or self.cleaned_data
        given["born"] = self.born()
        return given


class LossForm(ActForm):
    """How the pregnancy ended, if anybody said."""

    ended = one_of("How the pregnancy ended", tuple(ENDED.items()))
    words = text("Anything that people who meet the family must know")


class DeathForm(ActForm):
    """What is known."""

    words = text("What is known, and who is with the family")


class ReleaseForm(ActForm):
    """Why letters may go out again."""

    because = text("Why letters may go out again", required="Write why letters may go out again.")


def _birth(doing: Doing, given: Mapping[str, Any]) -> None:
    record_birth(
        journey=doing.child.journey.id,
        born=given["born"],
        born_on=given["born_on"],
        mother_fit=given["mother_fit"],
        token=given["token"],
        **doing.moments(given),
    )


def _loss(doing: Doing, given: Mapping[str, Any]) -> None:
    record_pregnancy_end(
        journey=doing.child.journey.id,
        ended=given["ended"],
        words=given["words"],
        token=given["token"],
        **doing.moments(given),
    )


def _death(doing: Doing, given: Mapping[str, Any]) -> None:
    record_death(journey=doing.child.journey.id, words=given["words"], token=given["token"], **doing.moments(given))


def _release(doing: Doing, given: Mapping[str, Any]) -> None:
    release_letters(journey=doing.child.journey.id, because=given["because"], **doing.moments(given))


def _unborn(doing: Doing) -> bool:
    return doing.child.journey.kind == SubjectKind.UNBORN


ACTS: dict[str, Act] = {
    "birth": Act(
        census={"PersonBirthDate": "born_on", "ExpectedPersonBirthDate": "born_on", "Sex": "sex_1"},
        label="Birth",
        button="Record the birth",
        lead="The child keeps this record and number. Of twins, each further child gets a record of their own.",
        form=BirthForm,
        do=_birth,
        offered=when("record_birth", Permission.PROTECT, _unborn),
        next_words="If there was a conference before the birth, its review is due from the day of birth.",
    ),
    "loss": Act(
        census={"ExpectedPersonBirthDate": "happened_at"},
        label="The pregnancy ended",
        button="Record the loss",
        lead="Every letter, notice and piece of feedback stops at once.",
        form=LossForm,
        do=_loss,
        offered=when("record_pregnancy_end", Permission.PROTECT, _unborn),
        next_words="Nothing is sent about this child until a person lets it.",
    ),
    "death": Act(
        census={"PersonDeathDate": "happened_at"},
        label="The child died",
        button="Record the death",
        lead="Every letter, notice and piece of feedback about this child stops at once.",
        form=DeathForm,
        do=_death,
        offered=when("record_death", Permission.PROTECT, lambda doing: not _unborn(doing)),
        next_words="Nothing is sent about this child until a person lets it.",
    ),
    "letters": Act(
        label="Let letters go out again",
        button="Let letters go out",
        form=ReleaseForm,
        do=_release,
        offered=when(
            "release_letters", Permission.RELEASE_FEEDBACK, lambda doing: bool(progress(doing).letters_stopped)
        ),
    ),
}
