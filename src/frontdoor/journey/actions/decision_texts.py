"""What was written on the decision form: every text a narrative of its own, the family's once, the child's by child."""

from __future__ import annotations

from datetime import datetime

from frontdoor.journey.models import Decision, Journey
from frontdoor.journey.narratives import about_child, each_about_child
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
    texts = {question: getattr(family, question) for question in FAMILY_QUESTIONS}
    texts |= {question: getattr(child, question) for question in CHILD_QUESTIONS}
    texts["own_words"] = child.own_words
    kept = each_about_child(
        journey,
        texts,
        record=decision.id,
        by=by,
        recorded_at=recorded_at,
        in_confidence={"own_words"} if child.words_in_confidence else (),
    )
    if "own_words" in kept:
        about_child(
            journey,
            question="words_told_to",
            text=child.words_told_to,
            record=kept["own_words"].id,
            by=by,
            recorded_at=recorded_at,
        )
