"""What is still to finish: what was missing, disagreements, audit samples, a wrong link, the designated officer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from frontdoor.journey.actions.allegations import inform_designated_officer
from frontdoor.journey.actions.disagreements import (
    OUTCOMES,
    STEPS,
    escalate_disagreement,
    resolve_disagreement,
)
from frontdoor.journey.actions.gaps import fill_gap
from frontdoor.journey.actions.linking import unlink_contact
from frontdoor.journey.actions.sampling import REASONS, sample_decision
from frontdoor.journey.models import Contact, Disagreement
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.protection.words import GAPS
from frontdoor.screens.record.acts import Act, ActForm, Doing
from frontdoor.screens.record.fields import line, one_of, text
from frontdoor.screens.social_work.working import progress, when

Choices = Callable[[Doing], Mapping[str, Sequence[tuple[str, str]]]]


class GapForm(ActForm):
    """Which of the things that were missing, and how it was put right."""

    gap = one_of("What was missing?", (), required="Choose what was put right.")
    how = text("How it was put right", required="Write how it was put right.")


class EscalateForm(ActForm):
    """Which disagreement, and why it goes up."""

    disagreement = one_of("Which disagreement?", (), required="Choose the disagreement.")
    because = text("Why it goes one step up")


class ResolveForm(ActForm):
    """How it ended. Nothing is chosen beforehand."""

    disagreement = one_of("Which disagreement?", (), required="Choose the disagreement.")
    outcome = one_of("How did it end?", tuple(OUTCOMES.items()), required="Choose how it ended.")
    because = text("Why")


class SampleForm(ActForm):
    """Which decision, and why it is looked at."""

    decision = one_of("Which decision?", (), required="Choose the decision.")
    reason = one_of("Why is it looked at?", tuple(REASONS.items()), required="Choose why this decision is looked at.")


class UnlinkForm(ActForm):
    """Why these reports are not of one incident."""

    because = text("Why this is not the same incident", required="Write why this is not the same incident.")


class OfficerForm(ActForm):
    """Who was told."""

    officer = line("The designated officer, by name")


def _listed(name: str, rows: Callable[[Doing], Iterable[tuple[UUID, str]]]) -> Choices:
    return lambda doing: {name: [(str(key), words) for key, words in rows(doing)]}


def gap_words(code: str) -> str:
    """What was missing, in words."""
    return GAPS.get(code, code.replace("_", " ").capitalize())


def _gaps(doing: Doing) -> Iterable[tuple[UUID, str]]:
    return ((row.id, gap_words(row.gap)) for row in progress(doing).gaps)


def disagreement_words(row: Disagreement, doing: Doing) -> str:
    """Who raised it, when, and with whom it stands."""
    agency = doing.record.agency_name(row.raised_by_agency) if row.raised_by_agency else "Somebody who works with them"
    return f"{agency}, {day_and_time(row.raised_at, now=doing.at.now)}: {STEPS[row.step].lower()}"


def _disagreements(doing: Doing) -> Iterable[tuple[UUID, str]]:
    return ((row.id, disagreement_words(row, doing)) for row in progress(doing).disagreements)


def _decisions(doing: Doing) -> Iterable[tuple[UUID, str]]:
    words = doing.record.partnership
    found = [row for row in progress(doing).decisions if not row.sampled_because]
    return (
        (row.id, f"{row.decided_by_name}, {day_and_time(row.decided_at, now=doing.at.now)}, {words.name}")
        for row in found
    )


def _chosen(rows: Iterable[Any], wanted: str) -> Any:
    """The row that was chosen, as it stands now; what has gone meanwhile is nothing to be found."""
    for row in rows:
        if str(row.id) == wanted:
            return row
    raise UnableToFind


def _fill(doing: Doing, given: Mapping[str, Any]) -> None:
    row = _chosen(progress(doing).gaps, given["gap"])
    fill_gap(gap=row.id, how=given["how"], seen=None, **doing.moments(given))


def _escalate(doing: Doing, given: Mapping[str, Any]) -> None:
    row = _chosen(progress(doing).disagreements, given["disagreement"])
    escalate_disagreement(disagreement=row.id, because=given["because"], seen=row.revision, **doing.moments(given))


def _resolve(doing: Doing, given: Mapping[str, Any]) -> None:
    row = _chosen(progress(doing).disagreements, given["disagreement"])
    resolve_disagreement(
        disagreement=row.id,
        outcome=given["outcome"],
        because=given["because"],
        seen=row.revision,
        **doing.moments(given),
    )


def _sample(doing: Doing, given: Mapping[str, Any]) -> None:
    row = _chosen(progress(doing).decisions, given["decision"])
    sample_decision(decision=row.id, reason=given["reason"], seen=row.revision, **doing.moments(given))


def _unlink(doing: Doing, given: Mapping[str, Any]) -> None:
    unlink_contact(contact=doing.record.contact.id, because=given["because"], **doing.moments(given))


def _officer(doing: Doing, given: Mapping[str, Any]) -> None:
    row = progress(doing).allegation
    if row is None:
        raise UnableToFind
    inform_designated_officer(allegation=row.id, officer=given["officer"], seen=row.revision, **doing.moments(given))


def _linked(doing: Doing) -> bool:
    contact = doing.record.contact
    return Contact.objects.filter(incident=contact.incident).exclude(pk=contact.pk).exists()


ACTS: dict[str, Act] = {
    "finish": Act(
        label="Put right what was missing",
        button="Record that it is put right",
        lead="What lacked when a step was taken, and has a clock of its own since.",
        form=GapForm,
        do=_fill,
        offered=when("fill_gap", Permission.PROTECT, lambda doing: bool(progress(doing).gaps)),
        choices=_listed("gap", _gaps),
    ),
    "escalate": Act(
        label="Take a disagreement one step up",
        button="Take it up",
        form=EscalateForm,
        do=_escalate,
        offered=when("escalate_disagreement", Permission.REFER, lambda doing: bool(progress(doing).disagreements)),
        choices=_listed("disagreement", _disagreements),
        next_words="Its clock runs on from where it was raised.",
    ),
    "resolve": Act(
        label="End a disagreement",
        button="Record how it ended",
        lead="A manager says how it ended; whoever raised it may take it back.",
        form=ResolveForm,
        do=_resolve,
        offered=when("resolve_disagreement", Permission.REFER, lambda doing: bool(progress(doing).disagreements)),
        choices=_listed("disagreement", _disagreements),
    ),
    "sample": Act(
        label="Pull a decision into an audit sample",
        button="Mark for audit",
        form=SampleForm,
        do=_sample,
        offered=when(
            "sample_decision",
            Permission.SAMPLE,
            lambda doing: any(not row.sampled_because for row in progress(doing).decisions),
        ),
        choices=_listed("decision", _decisions),
    ),
    "unlink": Act(
        label="Not the same incident as the report linked to it",
        button="Take this report out",
        form=UnlinkForm,
        do=_unlink,
        offered=when("unlink_contact", Permission.ADD_INFORMATION, _linked),
        next_words="The other reports stay together.",
    ),
    "officer": Act(
        label="Designated officer told",
        button="Record that the officer was told",
        lead="About the allegation against somebody who works with children.",
        form=OfficerForm,
        do=_officer,
        offered=lambda doing: doing.at.actor.may(Permission.RESTRICTED_DESK) and progress(doing).allegation is not None,
    ),
}
