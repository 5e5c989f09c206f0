"""A child who is missing, who came back, and the interview by somebody independent within 72 hours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frontdoor.journey.actions.missing import INTERVIEW, record_missing, record_return, record_return_interview
from frontdoor.rules.roles import Permission
from frontdoor.screens.record.acts import Act, ActForm, Doing
from frontdoor.screens.record.fields import line, one_of, text
from frontdoor.screens.social_work.working import progress, when


class MissingForm(ActForm):
    """Since when, and what is known."""

    circumstances = text("What is known: where last seen, with whom, wearing what")


class ReturnForm(ActForm):
    """Where the child was."""

    where_found = text("Where the child was, and how they came back")


class InterviewForm(ActForm):
    """Offered, declined, done: three facts."""

    fact = one_of(
        "The interview was", tuple(INTERVIEW.items()), required="Say whether it was offered, declined or done."
    )
    by_whom = line("By whom (somebody independent of the child's placement)")
    words = text("What the child said, in their own words")


def _missing(doing: Doing, given: Mapping[str, Any]) -> None:
    record_missing(
        journey=doing.child.journey.id,
        circumstances=given["circumstances"],
        token=given["token"],
        **doing.moments(given),
    )


def _returned(doing: Doing, given: Mapping[str, Any]) -> None:
    record_return(
        journey=doing.child.journey.id, where_found=given["where_found"], token=given["token"], **doing.moments(given)
    )


def _interview(doing: Doing, given: Mapping[str, Any]) -> None:
    record_return_interview(
        journey=doing.child.journey.id,
        fact=given["fact"],
        by_whom=given["by_whom"],
        words=given["words"],
        token=given["token"],
        **doing.moments(given),
    )


ACTS: dict[str, Act] = {
    "missing": Act(
        label="Missing",
        button="Record that the child is missing",
        lead="From the moment the child was reported missing to the police.",
        form=MissingForm,
        do=_missing,
        offered=when("record_missing", Permission.PROTECT, lambda doing: progress(doing).missing is None),
        next_words="“Missing now” stands on the queue and the child's page until the return is recorded.",
    ),
    "returned": Act(
        label="Found or came back",
        button="Record the return",
        form=ReturnForm,
        do=_returned,
        offered=when("record_return", Permission.PROTECT),
        next_words="A return interview is due within 72 hours, night and day.",
    ),
    "return-interview": Act(
        label="Return interview",
        button="Record the interview",
        form=InterviewForm,
        do=_interview,
        offered=when("record_return_interview", Permission.PROTECT),
        next_words="Declined ends the clock as declined, never as met.",
    ),
}
