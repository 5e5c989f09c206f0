"""Strategy discussions, safety plans, section 47 enquiries and orders."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from frontdoor.journey.models.contacts import OfJourney
from frontdoor.ledger.place import Place
from frontdoor.ledger.storage import Kept


class StrategyDiscussion(OfJourney):
    """A strategy discussion as it concerns one child; `act` is shared by the children discussed together.

    It stands even when held without health or police, or by one worker at night: `absent` then names who was missing
    and a gap is clocked. `starts_enquiry` is "single", "joint" or "no"; empty until held. `ended_at` is set once
    the child has a safety plan, or the reason why none is needed.
    """

    act = models.UUIDField()
    called_at = models.DateTimeField()
    called_by = models.UUIDField(null=True)
    held_at = models.DateTimeField(null=True)
    agencies = ArrayField(models.CharField(max_length=60), default=list)
    absent = ArrayField(models.CharField(max_length=60), default=list)
    quorate = models.BooleanField(null=True)
    alone = models.BooleanField(default=False)
    starts_enquiry = models.CharField(max_length=10, blank=True)
    reconvened_at = models.DateTimeField(null=True)
    chaired_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)


class SafetyPlanLine(OfJourney):
    """One line of a child's safety plan: who does what by when, and what if it fails (the words are narratives)."""

    discussion = models.UUIDField(null=True)
    who = models.CharField(max_length=120)
    by_when = models.CharField(max_length=120, blank=True)
    agreed_at = models.DateTimeField()
    review_on = models.DateField(null=True)
    checked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)


class Section47Enquiry(OfJourney):
    """An enquiry under section 47: it starts at the strategy discussion that initiated it (CIN guide 4.12)."""

    discussion = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    joint = models.CharField(max_length=10)
    decided_by = models.UUIDField(null=True)
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    conference_not_needed = models.BooleanField(default=False)


class Order(OfJourney):
    """Police protection or an emergency order. `ends_at` is the end the court wrote, or 72 hours at most.

    `end_as_written` is false where nobody has said yet what the court wrote: then eight days are counted.
    """

    kind = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    end_as_written = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    officer = models.CharField(max_length=120, blank=True)


class MissingEpisode(OfJourney):
    """Reported missing, found, and the return interview: offered, declined and done are three facts."""

    reported_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    offered_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)


class NationalReferral(OfJourney):
    """A child told to the National Referral Mechanism as a possible victim of trafficking, and its two decisions.

    `positive` columns stay empty until the competent authority has decided.
    """

    referred_at = models.DateTimeField()
    referred_by = models.UUIDField(null=True)
    number = models.CharField(max_length=60, blank=True)
    reasonable_at = models.DateTimeField(null=True)
    reasonable_positive = models.BooleanField(null=True)
    conclusive_at = models.DateTimeField(null=True)
    conclusive_positive = models.BooleanField(null=True)


class FgmReport(OfJourney):
    """That female genital mutilation of a girl was found, and that it was reported to the police as the law asks."""

    found_at = models.DateTimeField()
    found_by = models.UUIDField(null=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.UUIDField(null=True)
    police_reference = models.CharField(max_length=60, blank=True)


class Allegation(Kept):
    """An allegation about somebody who works with children: a record of its own, behind a wall of its own.

    It stands in no journey: those who work with the child see neither it nor that it is there. `about` is the child.
    """

    about = models.UUIDField()
    known_at = models.DateTimeField()
    known_by = models.UUIDField(null=True)
    informed_at = models.DateTimeField(null=True)
    informed_by = models.UUIDField(null=True)
    officer = models.CharField(max_length=120, blank=True)

    asked_by = ("about",)

    def place(self) -> Place:
        """Where its events stand: it is its own journey."""
        return Place(
            authority=self.authority,
            about=self.about,
            journey=self.id,
            record=self.id,
            record_kind="allegation",
            agency=self.agency,
            compartment=self.compartment,
        )
