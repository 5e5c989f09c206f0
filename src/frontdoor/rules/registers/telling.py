"""Telling an agency whose register knows a child that the child is here: a person decides, for what, on what ground.

No agency is told by a machine. That a child reached the front door is itself a fact about the family.
"""

from __future__ import annotations

from datetime import date

from frontdoor.rules.basis import bases_on

#: For what an agency is told.
TELL_FOR: dict[str, str] = {
    "to_ask": "To ask what they know",
    "to_protect": "So that they can keep the child safe",
    "to_take_part": "So that they take part in what is planned",
}


def cannot_tell(*, purpose: str, basis: str, why: str, on: date) -> str:
    """Why an agency cannot be told so, in a sentence; empty if it can."""
    if purpose not in TELL_FOR:
        return "Say for what the agency is told."
    if basis not in {row.code for row in bases_on(on)}:
        return "Choose a ground that is in force today."
    if not why.strip():
        return "Write what they need to know, and no more: an agency is told for a reason in words."
    return ""
