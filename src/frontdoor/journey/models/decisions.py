"""Decisions, signatures, referrals, requests, and what is said back."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from frontdoor.journey.models.contacts import OfJourney
from frontdoor.ledger.versions import remembers


class Decision(OfJourney):
    """What happens now for one child, decided by a named person with reasons (the reasons are narratives).

    `act` is shared by the decisions taken together for the children of one contact. `level_decided` is the local
    threshold level's code. `sources` are who told us besides the parents; `basis` the sentence in force on the day.
    `effective_at` is empty while the decision is a proposal: written by somebody who is not a registered social
    worker and not yet confirmed, or a closing that waits for its second signature. `to_finish` are the questions of
    the form that a protective decision left open.
    """

    act = models.UUIDField()
    outcome = models.CharField(max_length=40)
    also = ArrayField(models.CharField(max_length=40), default=list)
    level_asked = models.CharField(max_length=40, blank=True)
    level_decided = models.CharField(max_length=40, blank=True)
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=120)
    registration = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    effective_at = models.DateTimeField(null=True)
    pass_to = models.CharField(max_length=120, blank=True)
    pass_to_account = models.UUIDField(null=True)
    primary_need = models.CharField(max_length=2, blank=True)
    in_backlog = models.BooleanField(default=False)
    unanswered = models.PositiveIntegerField(default=0)
    sources = ArrayField(models.CharField(max_length=60), default=list)
    history_read = ArrayField(models.UUIDField(), default=list)
    family_knows = models.CharField(max_length=12, blank=True)
    family_why_not = models.CharField(max_length=20, blank=True)
    basis = models.CharField(max_length=60, blank=True)
    agreement = models.CharField(max_length=20, blank=True)
    safe_tonight = models.CharField(max_length=12, blank=True)
    to_finish = ArrayField(models.CharField(max_length=20), default=list)
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    countersign_because = models.CharField(max_length=40, blank=True)
    countersigned_by = models.UUIDField(null=True)
    countersigned_at = models.DateTimeField(null=True)
    countersigned_agrees = models.BooleanField(null=True)
    sampled_because = models.CharField(max_length=40, blank=True)

    asked_by = ("journey_id", "about")

    class Meta:
        indexes = (models.Index(fields=["about"], name="decision_by_person"),)


class AlsoOutcome(OfJourney):
    """Something set beside the main outcome of one child: an allegation, exploitation, a missing child.

    Those kept from most people stand in a compartment of their own; the decision's own row names only the open ones.
    `fgm_found` is what was answered of FGM beside honour-based abuse: "yes", "no", "not_known", empty where not asked.
    """

    decision = models.UUIDField(null=True)
    also = models.CharField(max_length=40)
    fgm_found = models.CharField(max_length=12, blank=True)
    set_at = models.DateTimeField()
    set_by = models.UUIDField(null=True)


@remembers("primary_need", whose="about")
class Referral(OfJourney):
    """A contact that became a request for services for one child (CIN census guide 4.1-4.4).

    `referral_on` is the day of first receipt by any channel, a working day or not.
    """

    referral_on = models.DateField()
    source = models.CharField(max_length=4)
    primary_need = models.CharField(max_length=2, blank=True)
    no_further_action = models.BooleanField(default=False)
    rereferral = models.BooleanField(default=False)
    closed_on = models.DateField(null=True)
    closed_because = models.CharField(max_length=4, blank=True)
    transfer_in = models.BooleanField(default=False)

    asked_by = ("journey_id", "about")

    class Meta:
        indexes = (models.Index(fields=["about", "referral_on"], name="referral_by_person"),)


#: The states of a request in which an answer is waited for: its clock runs.
WAITED_FOR = frozenset({"waiting", "part", "hold"})


class InformationRequest(OfJourney):
    """One agency asked about one child: why, what, by when. Part 4 makes the hub of it.

    `state`: waiting, part and hold (the clock runs on), found, nothing_held, cannot_tell, refused, withdrawn.
    """

    to_agency = models.CharField(max_length=60)
    rating = models.CharField(max_length=10, blank=True)
    basis = models.CharField(max_length=60, blank=True)
    asked_by_account = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=20, default="waiting")
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    refused_because = models.CharField(max_length=40, blank=True)
    reminded_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)


class Feedback(OfJourney):
    """What one recipient will be told: drafted by the system, held until a person releases it."""

    to_kind = models.CharField(max_length=20)
    to_name = models.CharField(max_length=120, blank=True)
    to_address = models.CharField(max_length=254, blank=True)
    drafted_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    released_by = models.UUIDField(null=True)
    means = models.CharField(max_length=20, blank=True)
    withheld_because = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["authority", "drafted_at"],
                name="feedback_waiting",
                condition=models.Q(released_at__isnull=True, voided_at__isnull=True, withheld_because=""),
            ),
        )


class Disagreement(OfJourney):
    """An agency or a worker who thinks the decision wrong: it has steps, clocks and an outcome."""

    raised_by = models.UUIDField(null=True)
    raised_by_agency = models.CharField(max_length=60, blank=True)
    raised_at = models.DateTimeField()
    step = models.PositiveSmallIntegerField(default=1)
    resolved_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)


class Lateness(OfJourney):
    """Why something was late: a record of its own, which moves no clock."""

    clock = models.CharField(max_length=60)
    reason = models.CharField(max_length=40)
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()


class Call(OfJourney):
    """A telephone call, in two lines. `with_kind` (referrer, family, child, agency, other) is what the ledger says."""

    direction = models.CharField(max_length=10)
    with_kind = models.CharField(max_length=20)
    with_whom = models.CharField(max_length=120)
    rang_at = models.DateTimeField()
    taken_by = models.UUIDField(null=True)


class Gap(OfJourney):
    """Something missing when a protective step was taken: named, clocked, and filled later.

    `step` is the row it was missing from.
    """

    gap = models.CharField(max_length=40)
    step = models.UUIDField(null=True)
    noted_at = models.DateTimeField()
    noted_by = models.UUIDField(null=True)
    filled_at = models.DateTimeField(null=True)
    filled_by = models.UUIDField(null=True)
