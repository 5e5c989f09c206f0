"""Who holds the child; visits, assessments, conferences, plans, help."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from frontdoor.journey.models.contacts import OfJourney


class HandOver(OfJourney):
    """A child, the clock and the name, on the way from one holder to another; the sender's until accepted.

    `to_kind`: team, worker, early_help, other_authority, adult_social_care, out_of_hours. `to` is a code (a team, an
    authority, an account); `to_words` who that is in words. `let_in` is true if the offer itself let the receiver see
    the child, which ends if they decline. `escalated_at` is when closing time found it unaccepted.
    """

    to_kind = models.CharField(max_length=20)
    to = models.CharField(max_length=120)
    to_words = models.CharField(max_length=120, blank=True)
    to_account = models.UUIDField(null=True)
    let_in = models.BooleanField(default=False)
    from_team = models.CharField(max_length=60, blank=True)
    from_worker = models.UUIDField(null=True)
    offered_at = models.DateTimeField()
    offered_by = models.UUIDField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.UUIDField(null=True)
    accepted_by_name = models.CharField(max_length=120, blank=True)
    declined_at = models.DateTimeField(null=True)
    declined_by = models.UUIDField(null=True)
    declined_because = models.CharField(max_length=40, blank=True)
    escalated_at = models.DateTimeField(null=True)


class Allocation(OfJourney):
    """Work given to a team, or to a worker of it, and whether they took it."""

    team = models.CharField(max_length=60)
    worker = models.UUIDField(null=True)
    offered_at = models.DateTimeField()
    offered_by = models.UUIDField(null=True)
    let_in = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.UUIDField(null=True)
    declined_at = models.DateTimeField(null=True)
    declined_by = models.UUIDField(null=True)
    declined_because = models.CharField(max_length=40, blank=True)


class Visit(OfJourney):
    """One visit as it concerns one child; `outing` is shared by the children visited together. Added to, never edited.

    `purpose`: section47, plan, assessment, return_interview, other. `seen` and `alone` are answers, none by default.
    Before the birth `mother_seen` is answered and `seen` is not: nobody can see the child yet.
    """

    outing = models.UUIDField()
    purpose = models.CharField(max_length=20)
    planned_for = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    visited_by = models.UUIDField(null=True)
    parents_knew = models.CharField(max_length=12, blank=True)
    seen = models.BooleanField(null=True)
    mother_seen = models.BooleanField(null=True)
    alone = models.CharField(max_length=12, blank=True)
    where = models.CharField(max_length=60, blank=True)
    bedroom = models.CharField(max_length=12, blank=True)
    interpreter = models.CharField(max_length=120, blank=True)
    interpreter_is_family = models.BooleanField(default=False)
    can_stay = models.CharField(max_length=12, blank=True)
    next_try_at = models.DateTimeField(null=True)
    next_visit_at = models.DateTimeField(null=True)
    agreed_with_family = models.CharField(max_length=12, blank=True)
    recorded_at = models.DateTimeField(null=True)

    asked_by = ("journey_id", "about")

    class Meta:
        indexes = (models.Index(fields=["about", "arrived_at"], name="visit_by_person"),)


class Assessment(OfJourney):
    """A child and family assessment: 45 working days from the referral, not from its start (CIN guide 4.9)."""

    referral = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    started_by = models.UUIDField(null=True)
    review_on = models.DateField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    child_seen = models.BooleanField(default=False)
    factors = ArrayField(models.CharField(max_length=4), default=list)
    authorised_at = models.DateTimeField(null=True)
    authorised_by = models.UUIDField(null=True)
    told_at = models.DateTimeField(null=True)
    in_need = models.BooleanField(null=True)
    outcome = models.CharField(max_length=40, blank=True)


class Conference(OfJourney):
    """A child protection conference: initial, review or transfer-in."""

    meeting = models.CharField(max_length=20)
    held_at = models.DateTimeField()
    pre_birth = models.BooleanField(default=False)
    plan = models.BooleanField(default=False)
    categories = ArrayField(models.CharField(max_length=4), default=list)


class Plan(OfJourney):
    """A child in need plan or a child protection plan: never both at one time."""

    kind = models.CharField(max_length=20)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    first_category = models.CharField(max_length=4, blank=True)
    latest_category = models.CharField(max_length=4, blank=True)
    previous_plans = models.PositiveSmallIntegerField(default=0)
    ended_because = models.CharField(max_length=40, blank=True)

    asked_by = ("journey_id", "about")

    class Meta:
        indexes = (models.Index(fields=["about"], name="plan_by_person"),)


class Help(OfJourney):
    """Help that started: who gives what, agreed when."""

    who = models.CharField(max_length=120)
    what = models.CharField(max_length=200)
    agreed_on = models.DateField()
    started_on = models.DateField()


class PrivateFostering(OfJourney):
    """A child under 16 (18 if disabled) who lives 28 days or more with somebody who is no close relative."""

    known_at = models.DateTimeField()
    began_on = models.DateField(null=True)
    with_whom = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)


class Closure(OfJourney):
    """The end of a journey; the statutory reason (RC1-9) closes a child-in-need episode only.

    `closed_on` is the day in London, by which a person's closings of one day are counted.
    """

    reason = models.CharField(max_length=40)
    statutory = models.CharField(max_length=4, blank=True)
    closed_at = models.DateTimeField()
    closed_on = models.DateField()
    closed_by = models.UUIDField(null=True)
    in_bulk = models.BooleanField(default=False)
    second_signature = models.UUIDField(null=True)
    sampled_because = models.CharField(max_length=40, blank=True)
    reopened_at = models.DateTimeField(null=True)

    asked_by = ("journey_id", "closed_by", "closed_on")

    class Meta:
        indexes = (models.Index(fields=["closed_by", "closed_on"], name="closure_by_day"),)


class ClosingRequest(OfJourney):
    """A closing that nobody may make alone: asked for by one registered person, signed or refused by another.

    `closure` is the id that the closing will have: what was written stands under it from the beginning. `signed` is
    None in one that waits, and in one that ended because the child was closed without it.
    """

    reason = models.CharField(max_length=40)
    statutory = models.CharField(max_length=4, blank=True)
    in_bulk = models.BooleanField(default=False)
    closure = models.UUIDField()
    requested_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    settled_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    signed = models.BooleanField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["authority", "asked_at"],
                condition=models.Q(settled_at__isnull=True, voided_at__isnull=True),
                name="closing_to_sign",
            ),
        )
