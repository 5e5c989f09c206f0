"""What people wrote: every narrative of every record, in one table, with its own walls and versions."""

from __future__ import annotations

from typing import Any, cast

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from frontdoor.ledger.storage import Kept


@pghistory.track(
    pghistory.InsertEvent("written"),
    pghistory.UpdateEvent("rewritten"),
    obj_field=None,
    context_field=cast(Any, None),  # its stub leaves out the None that its manual allows
    model_name="NarrativeVersion",
)
class Narrative(Kept):
    """One piece of writing: which record and which question it answers, whom it is about, who supplied it.

    `person` is the child (or adult) it is about, empty where it is about a whole family; `subjects` are all whom it
    concerns, so that it is hidden from whoever is barred from one of them. `in_confidence` means it was
    told in confidence; `exemptions` are candidates from subject access ("third_party", "serious_harm",
    "child_abuse_data", "crime"). A text in which a confidential address was found stands in a compartment of its own.
    """

    record = models.UUIDField()
    journey = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    subjects = ArrayField(models.UUIDField(), default=list)
    question = models.CharField(max_length=40)
    text = models.TextField()
    in_confidence = models.BooleanField(default=False)
    exemptions = models.CharField(max_length=120, blank=True)
    written_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    asked_by = ("record",)

    class Meta:
        indexes = (
            models.Index(fields=["record"], name="narrative_by_record"),
            models.Index(fields=["journey"], name="narrative_by_journey"),
            models.Index(fields=["person"], name="narrative_by_person"),
        )
