"""What waits in the outbox, and what it holds."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from frontdoor.outbox.models import Message, Page


def waiting(authority: str, *, tries: int, at_once: int) -> list[UUID]:
    """The messages that nobody took yet and that were tried less than `tries` times, oldest first."""
    rows = Message.objects.filter(authority=authority, handed_over_at__isnull=True, tries__lt=tries)
    return list(rows.order_by("queued_at").values_list("pk", flat=True)[:at_once])


def pages_without_messages(authority: str, *, at: datetime) -> list[Page]:
    """Whoever was told of a child, may still answer in time and was sent nothing yet: the oldest first, held."""
    waits = Page.objects.filter(
        authority=authority, acknowledged_at__isnull=True, told_next_at__isnull=True, answer_due_at__gt=at
    )
    return list(waits.filter(messaged_at__isnull=True).order_by("paged_at", "pk").select_for_update(no_key=True))
