"""What agencies' registers leave here: the agreement under which they are sent, and an index of whom they know."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from frontdoor.ledger.place import Place
from frontdoor.ledger.storage import Kept

#: The wall behind which the index stands. Nobody stands inside it: `people.who_knows` opens it for one reading.
WALL = "register"

#: Rows that are about nobody yet: the only ones that are looked for by who they may be about.
_WAITS = Q(person=None, ended_on=None)


class RegisterAgreement(Kept):
    """On what ground one agency sends one register, until when, and where the agreement and the assessment are kept.

    Without one in force nothing is loaded, and nothing that was loaded is shown. `loaded_at` is when a file last came
    under it. Of no person.
    """

    register = models.CharField(max_length=20)
    purpose = models.CharField(max_length=200)
    basis = models.CharField(max_length=20)
    agreement = models.CharField(max_length=80)
    assessment = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    loaded_at = models.DateTimeField(null=True)

    asked_by = ("authority",)

    def place(self) -> Place:
        """Where events about the agreement stand: about nobody, in no journey."""
        return Place(
            authority=self.authority, about=None, journey=None, record=self.id, record_kind="registeragreement",
            agency=self.agency,
        )  # fmt: skip


class RegisterEntry(Kept):
    """That an agency knows somebody: who it is, whom to ask, since and until when. Never what the agency knows.

    `key` follows the row from file to file. `person` is whom the row is about here, once that is known, `because` on
    what evidence, `confirmed_by` who looked and said that it is right; `not_people` are those whom somebody said it is
    not. A row that is no longer sent ends on a day and stays.
    """

    register = models.CharField(max_length=20)
    key = models.CharField(max_length=300, db_collation="C")
    person_kind = models.CharField(max_length=10, choices=[("child", "Child"), ("adult", "Adult")])
    given_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120, blank=True)
    name_key = models.CharField(max_length=250, db_collation="C")
    born_on = models.DateField(null=True)
    nhs_number = models.CharField(max_length=10, blank=True, db_collation="C")
    upn = models.CharField(max_length=13, blank=True, db_collation="C")
    household = models.CharField(max_length=300, blank=True, db_collation="C")
    relationship = models.CharField(max_length=40, blank=True)
    headline = models.CharField(max_length=20)
    held_at = models.CharField(max_length=120, blank=True)
    named_contact = models.CharField(max_length=120, blank=True)
    contact_telephone = models.CharField(max_length=40, blank=True)
    contact_email = models.CharField(max_length=120, blank=True)
    last_seen_on = models.DateField(null=True)
    since = models.DateTimeField()
    ended_on = models.DateField(null=True)
    person = models.UUIDField(null=True)
    because = models.CharField(max_length=20, blank=True)
    linked_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    not_people = ArrayField(models.UUIDField(), default=list, blank=True)

    asked_by = ("person",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "agency", "register", "key"], name="one_entry_a_key", condition=Q(ended_on=None)
            ),
        )
        indexes = (
            models.Index(fields=["person"], name="entry_by_person"),
            models.Index(fields=["authority", "agency", "register", "household"], name="entry_by_household"),
            models.Index(
                fields=["authority", "nhs_number"], name="entry_by_nhs_number", condition=_WAITS & ~Q(nhs_number="")
            ),
            models.Index(fields=["authority", "upn"], name="entry_by_upn", condition=_WAITS & ~Q(upn="")),
            models.Index(fields=["authority", "name_key", "born_on"], name="entry_by_name", condition=_WAITS),
            models.Index(
                fields=["authority", "agency", "register", "key"], name="entry_said_not", condition=~Q(not_people=[])
            ),
        )

    def place(self) -> Place:
        """Where events about the row stand: about the person, behind the register's wall."""
        return Place(
            authority=self.authority, about=self.person, journey=None, record=self.id, record_kind="registerentry",
            agency=self.agency, compartment=self.compartment,
        )  # fmt: skip
