"""Where a journey stands, asked through the storage seam."""

from __future__ import annotations

from uuid import UUID

from frontdoor.ledger.models import Standing
from frontdoor.ledger.storage import store


def standing_of(journey: UUID) -> Standing | None:
    """The standing of one journey; None before its first event."""
    return store().standing(journey)
