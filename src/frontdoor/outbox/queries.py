"""What waits in the outbox, and what it holds."""

from __future__ import annotations

from uuid import UUID

from frontdoor.outbox.models import Message


def waiting(authority: str, *, tries: int, at_once: int) -> list[UUID]:
    """The messages that nobody took yet and that were tried less than `tries` times, oldest first."""
    rows = Message.objects.filter(authority=authority, handed_over_at__isnull=True, tries__lt=tries)
    return list(rows.order_by("queued_at").values_list("pk", flat=True)[:at_once])
