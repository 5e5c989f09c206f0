"""What was sent in the daily feed; what the census would refuse of each child; and the returns that were made."""

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


class Matter(Kept):
    """One rule of the census that a child's records break, from when it was found until it was put right."""

    person = models.UUIDField()
    number = models.CharField(max_length=20)
    rule = models.CharField(max_length=8)
    is_error = models.BooleanField()
    table = models.CharField(max_length=40)
    field = models.CharField(max_length=40)
    found_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    asked_by = ("person",)

    class Meta:
        indexes = (
            models.Index(
                fields=["authority", "found_at"], name="matter_open", condition=models.Q(ended_at__isnull=True)
            ),
            models.Index(fields=["person"], name="matter_by_person"),
        )


class Followed(Kept):
    """How far the ledger was followed for the census rules: everything up to this position has been judged.

    `judged_on` is the day by which whoever a day may change was judged last; none before days were counted.
    """

    position = models.BigIntegerField()
    judged_on = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority"], name="one_followed_an_authority"),)


class Run(Kept):
    """A return that somebody asked for, and what it came to. `file` is the finished file: the same for one position.

    `state`: waiting, running, finished, refused, failed. `rules_year`: whose rules judged it; none for Ofsted.
    `findings`: of Ofsted's lists, the rows of each and what an inspector would ask, with the children's numbers.
    """

    kind = models.CharField(max_length=10)
    year = models.CharField(max_length=7, blank=True)
    rules_year = models.CharField(max_length=7, blank=True)
    on = models.DateField(null=True)
    state = models.CharField(max_length=10, default="waiting")
    done = models.PositiveSmallIntegerField(default=0)
    position = models.BigIntegerField(null=True)
    asked_for_by = models.UUIDField(null=True)
    asked_for_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    children = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    queries = models.PositiveIntegerField(default=0)
    not_run = ArrayField(models.CharField(max_length=300), default=list)
    page = models.TextField(blank=True)
    findings = models.JSONField(default=dict)
    refusal = models.CharField(max_length=300, blank=True)
    file = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=["authority", "-asked_at"], name="run_by_moment"),)


class RunIssue(Kept):
    """One field that a rule flagged in a run, with the child behind it; none where the whole authority breaks it."""

    run = models.UUIDField()
    person = models.UUIDField(null=True)
    number = models.CharField(max_length=20, blank=True)
    rule = models.CharField(max_length=8)
    is_error = models.BooleanField()
    table = models.CharField(max_length=40)
    field = models.CharField(max_length=40)
    value = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (models.Index(fields=["run", "rule"], name="run_issue_by_rule"),)
