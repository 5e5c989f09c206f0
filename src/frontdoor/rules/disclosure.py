"""Why an item that is held may have to be kept from whoever asks for access to it: candidates, never decisions.

Each item is read by a person before it is given or withheld. Who supplied it is no reason by itself: a social worker,
a teacher or a doctor who wrote it in their work is no third party (Data Protection Act 2018, schedule 2 paragraph 17).
"""

from __future__ import annotations

from dataclasses import dataclass

from frontdoor.rules.known_facts import EXEMPTIONS

#: Answers that as a rule say who somebody else is, or who said it (schedule 2 paragraph 16).
_OF_OTHERS = frozenset(
    {
        "worry", "saw", "was_told", "thinks", "others_in_household", "family_said", "incident_said", "bail_or_order",
        "allegation", "police_officer", "words_told_to", "transfer_told_by", "agreement_by",
    }
)  # fmt: skip
#: What a child said in their own words, and what keeps somebody safe (schedule 3 part 3, the serious harm test).
_MAY_HARM = frozenset(
    {
        "own_words", "ordinary_day", "what_worries", "what_they_want", "safe_tonight_because", "safety_what",
        "safety_if_it_fails", "safety_step", "harm_suspected", "enquiry_found", "missing", "where_found",
    }
)  # fmt: skip
#: What says that a child was or may be abused: kept from somebody with parental responsibility who asks, where giving
#: it is not in the child's best interests (schedule 3 part 5).
_OF_ABUSE = frozenset(
    {
        "worry", "saw", "was_told", "thinks", "incident_said", "own_words", "harm_suspected", "enquiry_found",
        "enquiry_because", "conference_because", "plan", "safe_tonight_because", "because", "means", "information",
        "allegation", "danger_because", "assessment_review",
    }
)  # fmt: skip
#: What may show how a crime is looked into (schedule 2 paragraph 2).
_OF_CRIME = frozenset({"bail_or_order", "do_not_disclose", "police_officer"})
_HEALTH = frozenset(
    {"community_health", "mental_health", "integrated_care_board", "hospital", "general_practice", "ambulance"}
)


@dataclass(frozen=True, kw_only=True)
class HeldItem:
    """One item as its own facts state it: what it answers, how many people it concerns, from whom, how it was told.

    `supplier` is the kind of agency it came from, empty for none; `private` is whether whoever said it is no
    professional; `said` are candidates that a person named when it was entered.
    """

    question: str
    people: int = 1
    supplier: str = ""
    private: bool = False
    in_confidence: bool = False
    said: tuple[str, ...] = ()


def candidates(item: HeldItem, *, asked_by: str) -> tuple[str, ...]:
    """The exemptions to look at before this item is given to whoever asks (`known_facts.ASKERS`), in their order."""
    question = item.question
    found = {
        "third_party": item.people > 1 or item.private or item.in_confidence or question in _OF_OTHERS,
        "serious_harm": question in _MAY_HARM or item.supplier in _HEALTH,
        "child_abuse_data": asked_by == "parent" and question in _OF_ABUSE,
        "crime": item.supplier == "police" or question in _OF_CRIME,
    }
    return tuple(code for code in EXEMPTIONS if found[code] or code in item.said)
