"""The ledger's tables: what happened, its seals, and the two projections that follow from it."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One thing that happened to one child or context. Never changed, never deleted.

    `about` is the person's id as it was written; `journey` the child's way through the front door; `record` the row
    whose verb wrote it; `act` is shared by the events of one act about several children. `batch` names the import
    that brought it, the only case in which `recorded_at` may be earlier than the door's clock.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    authority = models.CharField(max_length=3)
    act = models.UUIDField()
    kind = models.CharField(max_length=60)
    about = models.UUIDField(null=True)
    journey = models.UUIDField(null=True)
    record = models.UUIDField(null=True)
    record_kind = models.CharField(max_length=40)
    agency = models.CharField(max_length=60)
    compartment = models.CharField(max_length=40)
    marking = models.CharField(max_length=20)
    by_account = models.UUIDField(null=True)
    by_role = models.CharField(max_length=40)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    data = models.JSONField()
    voids = models.UUIDField(null=True)
    batch = models.CharField(max_length=60)

    class Meta:
        indexes = (
            models.Index(fields=["journey"], name="event_by_journey"),
            models.Index(fields=["about", "kind"], name="event_by_person"),
            models.Index(fields=["authority", "recorded_at"], name="event_by_recorded"),
            models.Index(fields=["act"], name="event_by_act"),
            models.Index(fields=["authority", "voids"], name="event_of_void", condition=models.Q(voids__isnull=False)),
        )


class Unsealed(models.Model):
    """Committed events that wait for the sealer; filled by a trigger, emptied by the sealer alone."""

    event = models.UUIDField(primary_key=True, editable=False)
    authority = models.CharField(max_length=3)


class Seal(models.Model):
    """A link of an authority's chain: hash = sha256(hash before + sha256(bytes of the event)). Never changed."""

    authority = models.CharField(max_length=3)
    position = models.BigIntegerField()
    event = models.UUIDField(unique=True)
    hash = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority", "position"], name="one_seal_a_position"),)


class Token(models.Model):
    """A form, feed line or Idempotency-Key that was used: it makes one thing, however often it is sent."""

    authority = models.CharField(max_length=3)
    token = models.CharField(max_length=200, db_collation="C")
    record = models.UUIDField()
    reference = models.CharField(max_length=24)
    #: Whose telling a contact was: its receipts are the agency's own, whatever wall the contact stands behind.
    agency = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        indexes = (
            models.Index(
                fields=["authority", "agency", "-record"],
                condition=~models.Q(agency=""),
                name="receipts_of_an_agency",
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["authority", "token"], name="one_use_of_a_token"),
            models.UniqueConstraint(
                fields=["authority", "reference"], name="one_token_a_reference", condition=~models.Q(reference="")
            ),
        )


class ClockRun(models.Model):
    """One run of one clock on one subject: a projection of the events, never written by hand."""

    id = models.UUIDField(primary_key=True, editable=False)
    authority = models.CharField(max_length=3)
    clock = models.CharField(max_length=60)
    about = models.UUIDField(null=True)
    journey = models.UUIDField()
    record = models.UUIDField(null=True)
    compartment = models.CharField(max_length=40)
    start_event = models.UUIDField()
    started_at = models.DateTimeField()
    soon_at = models.DateTimeField()
    due_at = models.DateTimeField()
    limit = models.CharField(max_length=12)
    stop_event = models.UUIDField(null=True)
    stopped_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=20)
    rule_from = models.DateField()

    class Meta:
        indexes = (
            models.Index(fields=["journey"], name="clock_by_journey"),
            models.Index(
                fields=["authority", "due_at"], name="clock_running", condition=models.Q(stopped_at__isnull=True)
            ),
            models.Index(fields=["authority", "clock", "started_at"], name="clock_by_start"),
            models.Index(fields=["authority", "clock", "stopped_at"], name="clock_by_stop"),
        )


class Standing(models.Model):
    """Where a journey stands: its stage, its rating and its next clock. A projection, never written by hand."""

    journey = models.UUIDField(primary_key=True, editable=False)
    authority = models.CharField(max_length=3)
    about = models.UUIDField(null=True)
    compartment = models.CharField(max_length=40)
    stage = models.CharField(max_length=30)
    rating = models.CharField(max_length=10)
    danger_now = models.BooleanField()
    first_received_at = models.DateTimeField(null=True)
    next_clock = models.CharField(max_length=60)
    next_due_at = models.DateTimeField(null=True)
    last_event_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["authority", "stage", "first_received_at"], name="standing_by_stage"),
            models.Index(fields=["about"], name="standing_by_person"),
        )
