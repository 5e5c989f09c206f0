"""What can be done with a child's assessment, each act on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from frontdoor.journey.actions.assessments import (
    authorise_assessment,
    record_told_outcome,
    review_assessment,
    set_review_point,
    start_assessment,
)
from frontdoor.journey.assessment_queries import Assessed
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.calendar import london_day
from frontdoor.rules.codesets import FACTORS, census_year
from frontdoor.rules.codesets.base import Code
from frontdoor.rules.doubts import about_coming
from frontdoor.rules.outcomes import ASSESSMENT_OUTCOMES
from frontdoor.rules.roles import Permission
from frontdoor.screens.record.acts import Act, ActForm, Doing
from frontdoor.screens.record.fields import YES_NO, day, one_of, several_of, text


def factor_choices(on: date) -> list[tuple[str, str]]:
    """The factors that a return takes in the census year of a day, in the census's words."""
    return [(code.code, _words(code)) for code in FACTORS.in_year(census_year(on))]


def _words(code: Code) -> str:
    return f"{code.group}: {code.words}" if code.group and code.group not in code.words else code.words


class StartForm(ActForm):
    """The day on which a manager looks at the assessment."""

    asks = {"review_on": about_coming}

    review_on = day("Review point", "The day on which a manager looks at it on its way.")


class ReviewPointForm(ActForm):
    """Another day."""

    asks = {"review_on": about_coming}

    review_on = day("Review point", required="Say on which day.")


class ReviewForm(ActForm):
    """What the manager found."""

    found = text("What was found, and what is still needed")


class AuthoriseForm(ActForm):
    """What the assessment came to. Neither the outcome nor whether the child is in need is chosen beforehand."""

    outcome = one_of(
        "What did the assessment come to?",
        tuple((row.code, row.words) for row in ASSESSMENT_OUTCOMES.values()),
        required="Choose what the assessment came to.",
    )
    in_need = one_of("Is the child in need?", YES_NO, required="Say whether the child is in need.")
    factors = several_of("Factors found", ())
    because = text(
        "What the assessment found, and why this follows",
        required="Say what the assessment found, and why this follows.",
    )
    not_seen_because = text("If the child (before the birth: the mother) was not seen: why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["factors"].choices = factor_choices(london_day(self.now))  # type: ignore[attr-defined]


class ToldForm(ActForm):
    """Who was told."""

    told = text("Who was told, how, and what they said")


@dataclass(frozen=True, kw_only=True)
class Assessing(Doing):
    """`Doing`, with the child's assessments: read once, however many acts ask."""

    state: Assessed


def state(doing: Doing) -> Assessed:
    """The child's assessments as they stand."""
    return cast(Assessing, doing).state


def _open(doing: Doing) -> UUID:
    found = state(doing).open
    if found is None:
        raise UnableToFind
    return found.id


def _start(doing: Doing, given: Mapping[str, Any]) -> None:
    start_assessment(
        journey=doing.child.journey.id,
        review_on=given["review_on"],
        token=given["token"],
        seen=given["seen"],
        **doing.moments(given),
    )


def _review_point(doing: Doing, given: Mapping[str, Any]) -> None:
    review_on: date = given["review_on"]
    set_review_point(assessment=_open(doing), review_on=review_on, seen=given["seen"], **doing.moments(given))


def _review(doing: Doing, given: Mapping[str, Any]) -> None:
    review_assessment(assessment=_open(doing), found=given["found"], seen=given["seen"], **doing.moments(given))


def _authorise(doing: Doing, given: Mapping[str, Any]) -> None:
    authorise_assessment(
        assessment=_open(doing),
        outcome=given["outcome"],
        in_need=given["in_need"] == "yes",
        factors=given["factors"],
        because=given["because"],
        not_seen_because=given["not_seen_because"],
        seen=given["seen"],
        **doing.moments(given),
    )


def _told(doing: Doing, given: Mapping[str, Any]) -> None:
    row = state(doing).to_tell
    if row is None:
        raise UnableToFind
    record_told_outcome(assessment=row.id, told=given["told"], token=given["token"], **doing.moments(given))


def _shown(doing: Doing) -> dict[str, Any]:
    row = state(doing).open
    return {"row": row.id, "seen": row.revision} if row else {}


def _shown_journey(doing: Doing) -> dict[str, Any]:
    return {"row": doing.child.journey.id, "seen": doing.child.journey.revision}


def _may(doing: Doing, permission: Permission) -> bool:
    return doing.at.actor.may(permission)


ACTS: dict[str, Act] = {
    "start": Act(
        census={"AssessmentActualStartDate": "happened_at"},
        label="Begin the assessment",
        button="Begin the assessment",
        lead="Its clock of 45 working days has run since the referral.",
        form=StartForm,
        do=_start,
        offered=lambda doing: _may(doing, Permission.ASSESS) and state(doing).open is None,
        initial=_shown_journey,
        next_words="A manager looks at it on the review point; the clock runs from the referral.",
    ),
    "review-point": Act(
        label="Set the review point",
        button="Set the review point",
        lead="It may be brought forward; it is not put back.",
        form=ReviewPointForm,
        do=_review_point,
        offered=lambda doing: _may(doing, Permission.ASSESS) and state(doing).open is not None,
        initial=_shown,
    ),
    "review": Act(
        label="Review the assessment",
        button="Record the review",
        form=ReviewForm,
        do=_review,
        offered=lambda doing: _may(doing, Permission.AUTHORISE) and state(doing).open is not None,
        initial=_shown,
    ),
    "authorise": Act(
        census={"AssessmentAuthorisationDate": "happened_at", "AssessmentFactors": "factors"},
        label="Authorise the assessment",
        button="Authorise",
        lead="By a registered social worker who did not begin it.",
        form=AuthoriseForm,
        do=_authorise,
        offered=lambda doing: _may(doing, Permission.AUTHORISE) and state(doing).open is not None,
        initial=_shown,
        next_words="The family and agencies are told: only then is the clock met.",
    ),
    "told": Act(
        census={"AssessmentAuthorisationDate": "happened_at"},
        label="Family and agencies were told",
        button="Record that they were told",
        form=ToldForm,
        do=_told,
        offered=lambda doing: state(doing).to_tell is not None,
        next_words="With the authorisation this meets the clock of 45 working days.",
    ),
}
