"""What was sent of each child in the daily feed, and every call that was made."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from frontdoor.ledger.storage import Kept

#: The wall behind which these rows stand: no role stands inside it, so that they are read in system scope alone.
WALL = "returns"


class FeedCall(Kept):
    """One call of the daily feed: how many children, from which ledger position, and what the department answered.

    `outcome`: sent (no answer yet, or none came), accepted, refused. `answered_with` is the HTTP status, 0 for none.
    """

    called_at = models.DateTimeField()
    position = models.BigIntegerField()
    children = models.PositiveIntegerField()
    numbers = ArrayField(models.CharField(max_length=20), default=list)
    outcome = models.CharField(max_length=10, default="sent")
    answered_at = models.DateTimeField(null=True)
    answered_with = models.PositiveSmallIntegerField(default=0)
    receipt = models.CharField(max_length=40, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (models.Index(fields=["authority", "called_at"], name="feed_call_by_moment"),)


class FeedChild(Kept):
    """What the department last accepted of one child: a hash of the content, and the ids of its parts.

    `parts` are paths like "episode/section/part"; a part that is gone is sent once more, to be purged.
    """

    person = models.UUIDField()
    number = models.CharField(max_length=20)
    content = models.CharField(max_length=64)
    parts = ArrayField(models.CharField(max_length=120), default=list)
    call = models.UUIDField()
    accepted_at = models.DateTimeField()

    asked_by = ("person",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority", "number"], name="one_feed_child_a_number"),)
