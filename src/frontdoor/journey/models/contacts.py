"""A contact, who brought it, and the journeys that start from it: one for each child or context it is about."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from frontdoor.ledger.place import Place
from frontdoor.ledger.standing import standing_of
from frontdoor.ledger.storage import Kept
from frontdoor.ledger.versions import OF_THE_ROW, remembers
from frontdoor.rules.concern import SubjectKind
from frontdoor.rules.steps import Stage


@remembers("source", of_the_row=(*OF_THE_ROW, "subjects"))
class Contact(Kept):
    """A concern as it reached the front door. Not a referral: it becomes one when somebody so decides for a child.

    `received_at` is when any channel of the partnership first had it; `incident_at`, `aware_at` and `sent_at` are the
    sender's moments; `entered_at` is when it could be seen in triage. `incident` is shared by linked reports of one
    event. `subjects` are all people and contexts it is about, so that walls hold for each of them.
    """

    reference = models.CharField(max_length=24, db_collation="C")
    token = models.CharField(max_length=120, db_collation="C")
    channel = models.CharField(max_length=20)
    source = models.CharField(max_length=4)
    received_at = models.DateTimeField()
    incident_at = models.DateTimeField(null=True)
    aware_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    entered_at = models.DateTimeField()
    danger_now = models.BooleanField()
    worries = ArrayField(models.CharField(max_length=40), default=list)
    subjects = ArrayField(models.UUIDField(), default=list)
    household = models.UUIDField(null=True)
    others_not_named = models.BooleanField(default=False)
    incident = models.UUIDField()
    received_by = models.UUIDField(null=True)
    referrer_kind = models.CharField(max_length=20)
    referrer_agency = models.CharField(max_length=120, blank=True)
    family_told = models.CharField(max_length=12, default="not_asked")
    family_may_know = models.CharField(max_length=12, default="not_asked")
    agreement = models.CharField(max_length=20, blank=True)
    occurrence = models.CharField(max_length=60, blank=True)
    attended_at = models.DateTimeField(null=True)
    police_grade = models.CharField(max_length=20, blank=True)
    dash = models.CharField(max_length=20, blank=True)
    handling_code = models.CharField(max_length=20, blank=True)
    encompass_sent = models.CharField(max_length=12, default="not_asked")
    looked_at = models.DateTimeField(null=True)
    passed_to_duty_manager = models.CharField(max_length=40, blank=True)

    asked_by = ("id", "token", "reference", "incident")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "token"], name="one_contact_a_token"),
            models.UniqueConstraint(fields=["authority", "reference"], name="one_contact_a_reference"),
        )
        indexes = (
            models.Index(fields=["authority", "received_at"], name="contact_by_received"),
            models.Index(fields=["incident"], name="contact_by_incident"),
        )


class PassedOn(Kept):
    """A contact that somebody typed and passed to the duty manager: all that they see of it from then on.

    It is theirs alone, and reads the same whatever the reason was. `people` are those whom the contact is about; they
    stand in no list and no search of `account` meanwhile (empty for whoever is on call: it was passed to them).
    """

    account = models.UUIDField()
    reference = models.CharField(max_length=24, db_collation="C")
    sent_at = models.DateTimeField()
    people = ArrayField(models.UUIDField(), default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority", "reference"], name="one_passed_on_a_reference"),)
        indexes = (models.Index(fields=["account", "sent_at"], name="passed_on_by_account"),)


@remembers("kind", "name", "telephone", "email", of_the_row=(*OF_THE_ROW, "subjects"))
class Referrer(Kept):
    """Who told us. Members of the public and relatives stand behind a wall of their own."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, db_constraint=True)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120, blank=True)
    job = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    safe_contact = models.TextField(blank=True)
    reply_by = models.CharField(max_length=20, blank=True)
    may_name = models.CharField(max_length=12, default="not_asked")
    subjects = ArrayField(models.UUIDField(), default=list)

    asked_by = ("contact_id",)


@remembers("team", "worker", "held_since", whose="about")
class Journey(Kept):
    """One child's (or one context's) way from a contact onwards. Its id is the journey of every event in it.

    `about` is the person or context. `team` and `worker` hold the child now; `agencies` sent something or were asked.
    `seen_by` and `seen_by_teams` see it beside the holder: whoever is offered it, or has an open piece of work. `joins`
    is the open journey of a child to whom this brings new information; `lives_in` the neighbour's folder name when the
    address lies over the boundary, so that it can be handed over.
    The child's circumstances at the time of the contact stand here; what was said stands in narratives.
    """

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="journeys")
    about = models.UUIDField()
    kind = models.CharField(max_length=20)
    label = models.CharField(max_length=120, blank=True)
    team = models.CharField(max_length=60, blank=True)
    worker = models.UUIDField(null=True)
    held_since = models.DateTimeField()
    agencies = ArrayField(models.CharField(max_length=60), default=list)
    joins = models.UUIDField(null=True)
    lives_in = models.CharField(max_length=40, blank=True)
    safe_tonight = models.CharField(max_length=12, default="not_asked")
    seen = models.CharField(max_length=12, default="not_asked")
    spoken_to = models.CharField(max_length=12, default="not_asked")
    level_asked = models.CharField(max_length=40, blank=True)
    missing_since = models.DateTimeField(null=True)
    where_now = models.CharField(max_length=200, blank=True)
    with_whom = models.CharField(max_length=200, blank=True)
    until_when = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    also = ArrayField(models.CharField(max_length=40), default=list)
    decided_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    quiet = models.BooleanField(default=False)
    seen_by = ArrayField(models.UUIDField(), default=list)
    seen_by_teams = ArrayField(models.CharField(max_length=60), default=list)

    asked_by = ("contact_id", "about")

    class Meta:
        indexes = (
            models.Index(fields=["about"], name="journey_by_person"),
            models.Index(fields=["authority", "worker"], name="journey_by_worker"),
            models.Index(fields=["authority", "team"], name="journey_by_team"),
        )

    @property
    def before_birth(self) -> bool:
        """Whether the child is not born yet, as far as this journey knows: the mother is visited, not the child."""
        return self.kind == SubjectKind.UNBORN

    def place(self, *, record: UUID | None = None, record_kind: str = "journey", compartment: str = "") -> Place:
        """Where events of this journey stand; `record` names the row whose verb writes."""
        return Place(
            authority=self.authority,
            about=self.about,
            journey=self.id,
            record=record or self.id,
            record_kind=record_kind,
            agency=self.agency,
            compartment=compartment or self.compartment,
        )

    def facts(self) -> dict[str, str]:
        """What the step table asks: the stage, and whether this contact still waits for its decision.

        A journey without events yet stands at its contact. Reopening a journey empties its outcome.
        """
        standing = standing_of(self.id)
        return {
            "stage": standing.stage if standing else Stage.CONTACT.value,
            "undecided": "no" if self.outcome else "yes",
        }


class OfJourney(Kept):
    """A row inside a journey: a request, a decision, a visit. It stands where its journey stands.

    `voided_at` is set when the event that made it was corrected: the row stays, and no figure or return counts it.
    """

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT)
    about = models.UUIDField()
    voided_at = models.DateTimeField(null=True)

    asked_by: ClassVar[tuple[str, ...]] = ("journey_id",)

    class Meta:
        abstract = True

    def place(self) -> Place:
        """Where events of this row stand."""
        return Place(
            authority=self.authority,
            about=self.about,
            journey=self.journey_id,
            record=self.id,
            record_kind=self._meta.model_name or "",
            agency=self.agency,
            compartment=self.compartment,
            marking=self.marking,
        )


def inside(journey: Journey, **fields: object) -> dict[str, object]:
    """The walls and ties that a row inside a journey takes from it."""
    return {
        "authority": journey.authority,
        "agency": journey.agency,
        "compartment": journey.compartment,
        "journey_id": journey.id,
        "about": journey.about,
        **fields,
    }


class Information(OfJourney):
    """Something more that became known of a child: added to an open contact, or brought by a new one.

    `harm_possible` is what the person who took it answered: it shortens the worker's clock. Unread information of a
    child with a worker waits for that worker; of a child without one, for the front door.
    """

    given_by = models.CharField(max_length=120, blank=True)
    by_agency = models.CharField(max_length=120, blank=True)
    received_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)
    harm_possible = models.CharField(max_length=12, default="not_asked")
    for_worker = models.UUIDField(null=True)
    for_team = models.CharField(max_length=60, blank=True)
    waits = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    read_by = models.UUIDField(null=True)
