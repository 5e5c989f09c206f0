"""Unfinished work: what somebody was typing, kept on the server behind the walls of its record."""

from __future__ import annotations

from django.db import models


class Draft(models.Model):
    """One person's unfinished form on one record. Seen by that person alone; gone when the form is sent."""

    id = models.UUIDField(primary_key=True, editable=False)
    authority = models.CharField(max_length=3)
    account = models.UUIDField()
    form = models.CharField(max_length=60)
    record = models.UUIDField(null=True)
    about = models.UUIDField(null=True)
    compartment = models.CharField(max_length=40, default="open")
    answers = models.JSONField()
    seen = models.PositiveIntegerField(null=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["account", "form", "record"], name="one_draft_a_form", nulls_distinct=False
            ),
        )


class SavedForm(models.Model):
    """A referral form put aside by somebody without an account: sealed, opened by reference and an e-mailed code."""

    id = models.UUIDField(primary_key=True, editable=False)
    authority = models.CharField(max_length=3)
    reference = models.CharField(max_length=24, db_collation="C")
    code_hash = models.CharField(max_length=128)
    sealed = models.BinaryField()
    tries = models.PositiveSmallIntegerField(default=0)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority", "reference"], name="one_saved_form"),)
