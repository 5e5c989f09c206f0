"""What each recipient would read: released by a person, recipient by recipient, or withheld with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frontdoor.journey.actions.feedback import WITHHELD, draft_feedback, release_feedback, withhold_feedback
from frontdoor.journey.models import Feedback
from frontdoor.journey.record_queries import texts_of
from frontdoor.rules.feedback import FIXED, MEANS, RECIPIENTS
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.look.shapes import Fact
from frontdoor.screens.record.acts import Act, ActForm, Doing, Row
from frontdoor.screens.record.fields import line, one_of, text
from frontdoor.screens.record.opening import OpenRecord
from frontdoor.screens.social_work.working import progress, when

#: Recipients in the words of the page.
TO = {
    "professional": "the professional who told us",
    "public": "the member of the public who told us",
    "relative": "the relative who told us",
    "anonymous": "whoever told us without a name",
    "child": "the child who told us",
    "agency": "an agency that answered",
    "family": "the family",
}


class ReleaseForm(ActForm):
    """How they are told, and the words if they are not those of the draft."""

    means = one_of("How are they told?", tuple(MEANS.items()), required="Choose how they are told.")
    words = text(
        "In other words", "Empty: exactly what stands above. The public, relatives and children read fixed words."
    )


class WithholdForm(ActForm):
    """Why they are told nothing."""

    reason = one_of("Why are they told nothing?", tuple(WITHHELD.items()), required="Choose why they are told nothing.")
    because = text("In words")


class DraftForm(ActForm):
    """One more recipient."""

    to_kind = one_of(
        "Who else should be told?", tuple((kind, TO[kind]) for kind in RECIPIENTS), required="Choose who is to be told."
    )
    to_name = line("Name, where there is more than one")


def recipient(one: Feedback, record: OpenRecord) -> str:
    """To whom, in words; a private person has no name here."""
    named = record.agency_name(one.to_name) if one.to_name else ""
    return f"{TO.get(one.to_kind, one.to_kind)}{f', {named}' if named else ''}"


def _waits(one: Feedback) -> bool:
    return one.released_at is None and not one.withheld_because


def _drafts(doing: Doing) -> Sequence[Row]:
    return [
        Row(id=one.id, seen=one.revision, words=recipient(one, doing.record), open=_waits(one))
        for one in progress(doing).feedback
    ]


def _draft_facts(doing: Doing, row: Row | None) -> Sequence[Fact]:
    draft = next((one for one in progress(doing).feedback if row and one.id == row.id), None)
    if draft is None:
        return ()
    return (
        Fact("They will read", texts_of([draft.id]).get(draft.id, {}).get("feedback_draft", "")),
        Fact("Drafted", day_and_time(draft.drafted_at, now=doing.at.now)),
        *([Fact("Words", "fixed: nobody adds to them")] if draft.to_kind in FIXED else []),
    )


def standing(doing: Doing) -> Iterator[Fact]:
    """Who was told, who is not to be told, who waits."""
    for one in progress(doing).feedback:
        state = "told" if one.released_at else "told nothing, with a reason" if one.withheld_because else "on hold"
        at = day_and_time(one.released_at or one.drafted_at, now=doing.at.now)
        yield Fact(f"To be told: {recipient(one, doing.record)}", state, at)


def _release(doing: Doing, given: Mapping[str, Any]) -> None:
    release_feedback(
        feedback=given["row"], means=given["means"], text=given["words"], seen=given["seen"], **doing.moments(given)
    )


def _withhold(doing: Doing, given: Mapping[str, Any]) -> None:
    withhold_feedback(
        feedback=given["row"], reason=given["reason"], because=given["because"], seen=given["seen"],
        **doing.moments(given),
    )  # fmt: skip


def _draft(doing: Doing, given: Mapping[str, Any]) -> None:
    draft_feedback(
        journey=doing.child.journey.id, to_kind=given["to_kind"], to_name=given["to_name"], **doing.moments(given)
    )


ACTS: dict[str, Act] = {
    "release": Act(
        label="Release to",
        button="Release it",
        lead="A message carries the reference and whom to ring, never a name.",
        form=ReleaseForm,
        do=_release,
        offered=when("release_feedback", Permission.RELEASE_FEEDBACK),
        rows=_drafts,
        facts=_draft_facts,
        next_words="They are told, and the clock of telling them stops.",
    ),
    "withhold": Act(
        label="Tell nothing to",
        button="They are told nothing",
        form=WithholdForm,
        do=_withhold,
        offered=when("withhold_feedback", Permission.RELEASE_FEEDBACK),
        rows=_drafts,
        facts=_draft_facts,
        next_words="The reason stands on the record, and the clock of telling them stops.",
    ),
    "draft": Act(
        label="Draft for somebody else",
        button="Draft it",
        form=DraftForm,
        do=_draft,
        offered=when("draft_feedback", Permission.ADD_INFORMATION),
        next_words="Nothing goes out until a person releases it.",
    ),
}
