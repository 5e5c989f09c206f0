"""What national law asks of whoever sees it: a possible victim of trafficking is referred, FGM is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frontdoor.journey.actions.fgm import record_fgm, record_fgm_report
from frontdoor.journey.actions.national_referrals import (
    record_conclusive_grounds,
    record_reasonable_grounds,
    refer_to_nrm,
)
from frontdoor.journey.models import NationalReferral
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.look.shapes import Fact
from frontdoor.screens.record.acts import Act, ActForm, Doing, Row
from frontdoor.screens.record.fields import YES_NO, line, one_of, text
from frontdoor.screens.social_work.working import progress, when


class ReferForm(ActForm):
    """What points to it, and the number that the mechanism gave."""

    signs = text("What points to exploitation or trafficking")
    number = line("Reference of the National Referral Mechanism", longest=60)


class GroundsForm(ActForm):
    """What was decided. Nothing is chosen beforehand."""

    positive = one_of("Was the decision positive?", YES_NO, required="Say whether the decision was positive.")


class FoundForm(ActForm):
    """How it became known."""

    how = text("What was seen, or what she said, in her own words")


class ReportForm(ActForm):
    """The number that the force gave."""

    police_reference = line("The police’s reference", longest=60)


def _which(row: NationalReferral, doing: Doing) -> str:
    return f"on the referral of {day_and_time(row.referred_at, now=doing.at.now)}"


def _for_reasonable(doing: Doing) -> Sequence[Row]:
    return [
        Row(id=row.id, seen=row.revision, words=_which(row, doing), open=row.reasonable_at is None)
        for row in progress(doing).national
    ]


def _for_conclusive(doing: Doing) -> Sequence[Row]:
    return [
        Row(
            id=row.id,
            seen=row.revision,
            words=_which(row, doing),
            open=row.conclusive_at is None and row.reasonable_positive is True,
        )
        for row in progress(doing).national
    ]


def _may_be_a_girl(doing: Doing) -> bool:
    return doing.child.person is not None and doing.child.person.sex != "M"


def _to_report(doing: Doing) -> Sequence[Row]:
    now = doing.at.now
    return [
        Row(
            id=row.id,
            seen=row.revision,
            words=f"found {day_and_time(row.found_at, now=now)}",
            open=row.reported_at is None,
        )
        for row in progress(doing).mutilation
    ]


def standing(doing: Doing) -> Iterator[Fact]:
    """How each referral and each report stands."""
    now = doing.at.now
    for row in progress(doing).national:
        yield Fact("National Referral Mechanism", _decided(row), f"referred {day_and_time(row.referred_at, now=now)}")
    for found in progress(doing).mutilation:
        at = found.reported_at
        told = f"reported to the police {day_and_time(at, now=now)}" if at else "not reported to the police yet"
        yield Fact("FGM", told, found.police_reference)


def _decided(row: NationalReferral) -> str:
    if row.conclusive_at is not None:
        return "conclusive grounds: " + ("a victim" if row.conclusive_positive else "not found to be a victim")
    if row.reasonable_at is not None:
        return "reasonable grounds: " + ("yes, the last decision is awaited" if row.reasonable_positive else "no")
    return "no decision yet"


def _refer(doing: Doing, given: Mapping[str, Any]) -> None:
    refer_to_nrm(
        journey=doing.child.journey.id,
        number=given["number"],
        signs=given["signs"],
        token=given["token"],
        **doing.moments(given),
    )


def _reasonable(doing: Doing, given: Mapping[str, Any]) -> None:
    record_reasonable_grounds(
        referral=given["row"], positive=given["positive"] == "yes", seen=given["seen"], **doing.moments(given)
    )


def _conclusive(doing: Doing, given: Mapping[str, Any]) -> None:
    record_conclusive_grounds(
        referral=given["row"], positive=given["positive"] == "yes", seen=given["seen"], **doing.moments(given)
    )


def _found(doing: Doing, given: Mapping[str, Any]) -> None:
    record_fgm(journey=doing.child.journey.id, how=given["how"], token=given["token"], **doing.moments(given))


def _reported(doing: Doing, given: Mapping[str, Any]) -> None:
    record_fgm_report(
        report=given["row"], police_reference=given["police_reference"], seen=given["seen"], **doing.moments(given)
    )


ACTS: dict[str, Act] = {
    "nrm": Act(
        label="Referred to the National Referral Mechanism",
        button="Record the referral",
        lead="The child need not agree. A child is a victim first, and cannot agree to be exploited.",
        form=ReferForm,
        do=_refer,
        offered=when("refer_to_nrm", Permission.PROTECT),
        next_words="The first decision is due within five working days, where possible.",
    ),
    "nrm-reasonable": Act(
        label="Reasonable grounds decision",
        button="Record the decision",
        form=GroundsForm,
        do=_reasonable,
        offered=when("record_reasonable_grounds", Permission.PROTECT),
        rows=_for_reasonable,
        next_words="After a positive decision the last one comes no sooner than 30 days on.",
    ),
    "nrm-conclusive": Act(
        label="Conclusive grounds decision",
        button="Record the decision",
        form=GroundsForm,
        do=_conclusive,
        offered=when("record_conclusive_grounds", Permission.PROTECT),
        rows=_for_conclusive,
        next_words="Whatever was decided, what this child needs goes on.",
    ),
    "fgm": Act(
        label="FGM found, or she told of it",
        button="Record that it was found",
        lead="“Family must not know we are asking” stands on the safety band from then on.",
        form=FoundForm,
        do=_found,
        offered=when("record_fgm", Permission.PROTECT, _may_be_a_girl),
        next_words="Whoever found it reports it to the police by the end of the next working day.",
    ),
    "fgm-reported": Act(
        label="FGM reported to the police,",
        button="Record the report",
        form=ReportForm,
        do=_reported,
        offered=when("record_fgm_report", Permission.PROTECT),
        rows=_to_report,
        next_words="The clock of the report stops. What protects her goes on.",
    ),
}
