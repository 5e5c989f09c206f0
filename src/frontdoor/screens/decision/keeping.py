"""Unfinished decisions: what somebody was typing about a contact, kept on the server for that person alone."""

from __future__ import annotations

from frontdoor.ledger.scope import Actor
from frontdoor.screens.decision.sheet import Data
from frontdoor.screens.record.opening import OpenRecord

#: The form's name among the drafts.
FORM = "decision"


def kept_answers(record: OpenRecord, *, by: Actor) -> Data | None:
    """What this person had typed when they left; None if there is nothing."""
    return None


def let_go(record: OpenRecord, *, by: Actor) -> None:
    """The form has been recorded: nothing unfinished is kept."""
