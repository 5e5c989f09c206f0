"""A day's intake as people counted it, and who signed it off."""

from __future__ import annotations

from django.db import models

from frontdoor.ledger.place import Place
from frontdoor.ledger.storage import Kept


class IntakeCount(Kept):
    """How many arrived by one way on one day, and how many of them were no concern. Of no child: a number."""

    on = models.DateField()
    channel = models.CharField(max_length=20)
    arrived = models.PositiveIntegerField()
    explained = models.PositiveIntegerField(default=0)
    counted_by = models.UUIDField(null=True)
    counted_at = models.DateTimeField()

    asked_by = ("authority", "on")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "on", "channel"], name="one_intake_count_a_day_and_channel"),
        )


class IntakeSignOff(Kept):
    """A named person says that a day's intake was counted. `unexplained` is what was missing when they said so."""

    on = models.DateField()
    signed_by = models.UUIDField(null=True)
    signed_by_name = models.CharField(max_length=120)
    signed_at = models.DateTimeField()
    unexplained = models.IntegerField()

    asked_by = ("authority", "on")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority", "on"], name="one_intake_sign_off_a_day"),)

    def place(self) -> Place:
        """Where the event of signing stands: about nobody, in no journey."""
        return Place(authority=self.authority, about=None, journey=None, record=self.id, record_kind="intakesignoff")
