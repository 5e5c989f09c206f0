"""Messages to be sent, and who was told: e-mail is never alone "told"."""

from __future__ import annotations

from django.db import models

from frontdoor.ledger.storage import Kept


class Message(Kept):
    """A message that waits to be sent. It carries a reference and a link, never a name.

    `{site}` in the body stands for the address of this installation, which the adapter puts in.

    `channel`: email, text, voice. `handed_over_at` is when the adapter took it; two tries of one message are flagged.
    """

    channel = models.CharField(max_length=10)
    to_account = models.UUIDField(null=True)
    to_address = models.CharField(max_length=254)
    subject = models.CharField(max_length=120)
    body = models.TextField()
    reference = models.CharField(max_length=24, blank=True)
    queued_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    handed_over_at = models.DateTimeField(null=True)
    failed_because = models.CharField(max_length=200, blank=True)

    asked_by = ("reference",)

    class Meta:
        indexes = (
            models.Index(
                fields=["authority", "queued_at"],
                name="message_waiting",
                condition=models.Q(handed_over_at__isnull=True),
            ),
        )


class Page(Kept):
    """Somebody on call must be told of a child, and must answer. After 15 minutes the next person is told.

    `position` is the place in the rota (0 is first). The screen says whom to ring; `messaged_at` is when a text and a
    call were left in the outbox beside it.
    """

    journey = models.UUIDField()
    about = models.UUIDField(null=True)
    reference = models.CharField(max_length=24)
    reason = models.CharField(max_length=40)
    rota = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    to_name = models.CharField(max_length=120)
    to_telephone = models.CharField(max_length=40)
    paged_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    told_next_at = models.DateTimeField(null=True)
    messaged_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.UUIDField(null=True)

    asked_by = ("journey",)

    class Meta:
        indexes = (
            models.Index(
                fields=["authority", "answer_due_at"],
                name="page_unanswered",
                condition=models.Q(acknowledged_at__isnull=True, told_next_at__isnull=True),
            ),
        )
