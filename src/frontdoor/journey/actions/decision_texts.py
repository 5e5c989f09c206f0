"""What was written on the decision form: every text a narrative of its own, the family's once, the child's by child."""

from __future__ import annotations

from datetime import datetime

from frontdoor.journey.models import Decision, Journey
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.scope import Actor
from frontdoor.rules.decision import ChildPart, FamilyPart

#: The form's questions F1 to F8 as they are called in the table of narratives.
FAMILY_QUESTIONS = (
    "worries",
    "working_well",
    "history",
    "nobody_because",
    "not_known",
    "why_not_wait",
    "family_told_who",
    "family_told_when",
    "family_view",
    "family_why_not_words",
    "basis_because",
    "agreement_by",
)

#: C1 to C10. `own_words` stands apart, because it may have been said in confidence.
CHILD_QUESTIONS = (
    "ordinary_day",
    "not_heard_because",
    "means",
    "safe_tonight_because",
    "because",
    "who_does_what",
    "look_again",
)


def keep_texts(
    family: FamilyPart, child: ChildPart, decision: Decision, journey: Journey, *, by: Actor, recorded_at: datetime
) -> None:
    """Keep the texts of one child's decision. The family's words stand on each child's record: each is read alone."""
    for question in FAMILY_QUESTIONS:
        about_child(
            journey,
            question=question,
            text=getattr(family, question),
            record=decision.id,
            by=by,
            recorded_at=recorded_at,
        )
    for question in CHILD_QUESTIONS:
        about_child(
            journey,
            question=question,
            text=getattr(child, question),
            record=decision.id,
            by=by,
            recorded_at=recorded_at,
        )
    words = about_child(
        journey,
        question="own_words",
        text=child.own_words,
        record=decision.id,
        by=by,
        recorded_at=recorded_at,
        in_confidence=child.words_in_confidence,
    )
    if words is not None:
        about_child(
            journey,
            question="words_told_to",
            text=child.words_told_to,
            record=words.id,
            by=by,
            recorded_at=recorded_at,
        )
