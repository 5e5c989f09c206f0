"""A question to the NHS Personal Demographics Service about one person, and how it ended."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from frontdoor.ledger.place import Place
from frontdoor.ledger.storage import Kept


class Trace(Kept):
    """Somebody asked the NHS who a person is. A row that waits is asked by the worker, again and again until answered.

    `outcome` is empty while it waits. Of the answer nothing is kept here but how it ended.
    """

    person = models.UUIDField()
    asked_by_account = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, blank=True)
    answered_at = models.DateTimeField(null=True)

    asked_by = ("person",)

    class Meta:
        indexes = (
            models.Index(fields=["person"], name="trace_by_person"),
            models.Index(fields=["authority", "next_try_at"], name="trace_waiting", condition=Q(outcome="")),
        )

    def place(self) -> Place:
        """Where events about the question stand."""
        return Place(
            authority=self.authority, about=self.person, journey=None, record=self.id, record_kind="trace",
            agency=self.agency, compartment=self.compartment,
        )  # fmt: skip
