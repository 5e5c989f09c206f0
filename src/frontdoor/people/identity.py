"""The tables that say who is who: aliases and the acts that made them, proposals, judgements, and the search for
somebody whom nobody could name.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from frontdoor.ledger.place import At, Place
from frontdoor.ledger.storage import Kept


class Joining(Kept):
    """One act that made one person of two: `person` and the ids in `moved` are read as `to` from then on.

    `held` are the ids that `to` had before. `how` is "linked" (by the program), "chosen" (by whoever typed the contact)
    or "judged" (at the desk). A link counts from `confirmed_at`. Undone, it stays as a row.
    """

    person = models.UUIDField()
    to = models.UUIDField()
    how = models.CharField(max_length=10, choices=[("linked", "Linked"), ("chosen", "Chosen"), ("judged", "Judged")])
    held = ArrayField(models.UUIDField(), default=list)
    moved = ArrayField(models.UUIDField(), default=list)
    joined_at = models.DateTimeField()
    joined_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)

    asked_by = ("person", "to")

    class Meta:
        indexes = (
            models.Index(fields=["person"], name="joining_by_person"),
            models.Index(fields=["to"], name="joining_by_other"),
        )

    def place_of(self, kept: bool) -> At:
        """Where the event of one side stands: of the person who was joined, or of the one they are read as."""
        return At(
            Place(
                authority=self.authority,
                about=self.to if kept else self.person,
                journey=None,
                record=self.id,
                record_kind="joining",
                agency=self.agency,
                compartment=self.compartment,
            )
        )


class Alias(Kept):
    """From `since` until `until`, what was written of `person` is read as of `to`. Unconfirmed, it is read by nobody.

    `to` is always an id that is shown, never an alias itself.
    """

    person = models.UUIDField()
    to = models.UUIDField()
    joining = models.UUIDField()
    confirmed = models.BooleanField(default=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    asked_by = ("person", "to")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(until__isnull=True), name="one_alias_in_force_a_person"
            ),
        )
        indexes = (models.Index(fields=["to"], condition=models.Q(until__isnull=True), name="alias_by_shown"),)


class Proposal(Kept):
    """That `person` may be `to`: what speaks for it, rung by rung, and what became of it.

    `evidence` is a list of rungs (what was compared, the rung in words, its weight in bits); they add up to `weight`.
    `flags` are the rules that ask for care; with one of them, "same" needs a second person. `state` is "waiting",
    "linked" (the program joined them; nobody confirmed it yet), "second" (one person said same), "same", "not_same",
    "cannot_tell", or "gone" (another answer made it needless). Where `register` is named, `person` is a row of that
    agency's register (`RegisterEntry`) of which it is asked whether it is about `to`.
    """

    person = models.UUIDField()
    to = models.UUIDField()
    register = models.CharField(max_length=20, blank=True)
    weight = models.FloatField(null=True)
    evidence = models.JSONField(default=list)
    flags = ArrayField(models.CharField(max_length=30), default=list)
    state = models.CharField(max_length=12, default="waiting")
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField(null=True)
    joining = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)

    asked_by = ("person", "to")

    class Meta:
        indexes = (
            models.Index(fields=["authority", "state", "proposed_at"], name="proposal_by_state"),
            models.Index(fields=["person"], name="proposal_by_person"),
            models.Index(fields=["to"], name="proposal_by_other"),
        )

    def place(self) -> Place:
        """Where its events stand: of the person who may be somebody else, or whom a register's row may mean."""
        return Place(
            authority=self.authority,
            about=self.to if self.register else self.person,
            journey=None,
            record=self.id,
            record_kind="proposal",
            agency=self.agency,
            compartment=self.compartment,
        )


class Judgement(Kept):
    """What one named person said of two: same, not the same, cannot tell. "Not the same" holds for every later run."""

    person = models.UUIDField()
    to = models.UUIDField()
    proposal = models.UUIDField(null=True)
    verdict = models.CharField(max_length=12)
    second = models.BooleanField(default=False)
    judged_at = models.DateTimeField()
    judged_by = models.UUIDField(null=True)
    judged_by_name = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)

    asked_by = ("person", "to", "proposal")

    class Meta:
        indexes = (
            models.Index(fields=["person"], name="judgement_by_person"),
            models.Index(fields=["to"], name="judgement_by_other"),
            models.Index(fields=["proposal"], name="judgement_by_proposal"),
        )


class SearchStep(Kept):
    """What a manager decided to do about somebody whom nobody could name within a day."""

    person = models.UUIDField()
    step = models.CharField(max_length=20)
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=120, blank=True)

    asked_by = ("person",)

    class Meta:
        indexes = (models.Index(fields=["person"], name="search_step_by_person"),)

    def place(self) -> Place:
        """Where the event of deciding stands."""
        return Place(
            authority=self.authority,
            about=self.person,
            journey=None,
            record=self.id,
            record_kind="searchstep",
            agency=self.agency,
            compartment=self.compartment,
        )
