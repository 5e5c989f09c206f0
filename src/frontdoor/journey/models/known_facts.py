"""What stands on a child's card and comes from somebody: facts, papers, requests for access."""

from __future__ import annotations

from django.db import models

from frontdoor.journey.models.contacts import OfJourney


class KnownFact(OfJourney):
    """A fact about a child: of which kind, who says so, since and until when. The words stand in its narrative.

    `until` is what was said with it (an order's end); `ended_on` is the last day on which it held, said later.
    """

    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=120)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    told_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    asked_by = ("journey_id", "about")

    class Meta:
        indexes = (models.Index(fields=["about"], name="known_fact_by_person"),)


class Paper(OfJourney):
    """A paper that belongs to a child: what it is, who supplied it, in confidence or not, where it is held.

    Its title and its place stand in narratives. `exemptions` are candidates from subject access, as a narrative's are.
    """

    kind = models.CharField(max_length=20)
    dated = models.DateField(null=True)
    supplied_by = models.CharField(max_length=120)
    in_confidence = models.BooleanField()
    exemptions = models.CharField(max_length=120, blank=True)
    received_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    asked_by = ("journey_id", "about")

    class Meta:
        indexes = (models.Index(fields=["about"], name="paper_by_person"),)


class AccessRequest(OfJourney):
    """Somebody asked to see what is held about a child. Its clock runs until it is answered, closed journey or not."""

    asked_by_kind = models.CharField(max_length=20)
    asked_by_name = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
    child_asked = models.CharField(max_length=20)
    extended_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    recorded_by = models.UUIDField(null=True)
    answered_by = models.UUIDField(null=True)

    asked_by = ("journey_id", "about")

    class Meta:
        indexes = (models.Index(fields=["about"], name="access_request_by_person"),)
