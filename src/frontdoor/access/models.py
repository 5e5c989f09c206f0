"""Who may come in, whom each may never see, and who looked."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from frontdoor.ledger.place import Place
from frontdoor.ledger.storage import Kept
from frontdoor.ledger.versions import remembers
from frontdoor.rules.roles import ROLES


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts by e-mail address."""

    def create_user(self, *, id: UUID, email: str, password: str, **fields: Any) -> Account:
        """Make an account that can sign in with this password."""
        account = self.model(id=id, email=self.normalize_email(email), **fields)
        account.set_password(password)
        account.save(force_insert=True)
        return account


@remembers("name", "registration", of_the_row=("id", "authority"))
class Account(AbstractBaseUser):
    """A member of staff, or of an agency, who signs in.

    `reads` are further authorities over which a shared agency's person reads; they write in `authority` alone.
    `approved_by` is who approved that they hold this role, as whoever made or changed the account was told.
    `registration` is a social worker's number, good until `registered_until`. Staff accounts unused for 90 days stop;
    agencies' accounts sleep, and are woken by their own second factor.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40, choices=[(code, role.title) for code, role in ROLES.items()])
    authority = models.CharField(max_length=3)
    agency = models.CharField(max_length=60)
    teams = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    reads = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    registration = models.CharField(max_length=20, blank=True)
    registered_until = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    made_on = models.DateField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)
    asleep = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    objects = AccountManager()

    def registered_on(self, day: date) -> bool:
        """Whether the person is a registered social worker on this day."""
        return bool(self.registration) and self.registered_until is not None and self.registered_until >= day

    def place(self) -> Place:
        """Where events of this account stand: information governance alone reads them."""
        return Place(
            authority=self.authority, about=None, journey=None, record=self.id, record_kind="account",
            compartment="governance",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Bar(Kept):
    """A person whom an account may never see: a relative, or a family they know. Break-glass does not lift it."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="bars")
    person = models.UUIDField()
    because = models.CharField(max_length=20, choices=[("relative", "Relative"), ("knows", "Knows this family")])
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    asked_by = ("account_id", "person")

    class Meta:
        indexes = (models.Index(fields=["account"], name="bar_by_account"),)

    def place(self) -> Place:
        """Where events of this bar stand."""
        return _place(self, "bar")


class Restriction(Kept):
    """A person whose record only named people may see. `custodian` is the account that holds it."""

    person = models.UUIDField()
    custodian = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="restricted_people")
    kind = models.CharField(max_length=20, choices=[("restricted", "Restricted"), ("adoption", "Adopted from care")])
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    asked_by = ("authority", "person")

    class Meta:
        indexes = (
            models.Index(fields=["authority"], name="restriction_in_force", condition=models.Q(lifted_at__isnull=True)),
        )

    def place(self) -> Place:
        """Where events of this restriction stand."""
        return _place(self, "restriction")


class Grant(Kept):
    """A named person let in to one person's record, for a time, by somebody, with a reason.

    `emergency` is break-glass: the account let itself in, the manager was told at once, and it stands for review.
    `verdict` is a reviewer's: "right", "talk" (to be talked through) or "wrong".
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    person = models.UUIDField()
    emergency = models.BooleanField()
    reason = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants_given")
    reviewed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True)
    reviewed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=20, blank=True)

    asked_by = ("account_id", "person")

    class Meta:
        indexes = (models.Index(fields=["account", "until"], name="grant_by_account"),)

    def place(self) -> Place:
        """Where events of this opening stand."""
        return _place(self, "grant")


def _place(row: Bar | Grant | Restriction, kind: str) -> Place:
    return Place(
        authority=row.authority,
        about=row.person,
        journey=None,
        record=row.id,
        record_kind=kind,
        agency=row.agency,
        compartment=row.compartment,
        marking=row.marking,
    )


class ApiKey(Kept):
    """A key with which an agency's machine comes in: its hash, for what it is good, and until when.

    `purpose` is "notifications" (the agency sends what it knows) or "status" (the authority's own case system).
    """

    hash = models.CharField(max_length=64, db_collation="C")
    purpose = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    asked_by = ("authority", "hash")

    class Meta:
        # Within the authority: a constraint over all of them would tell one of another's rows.
        constraints = (models.UniqueConstraint(fields=["authority", "hash"], name="one_key_a_hash"),)


class Look(models.Model):
    """Somebody looked at a person's record, or was refused. The table is partitioned by month.

    Looks by the restricted roles stand in the compartment "governance": information governance alone sees them.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    authority = models.CharField(max_length=3)
    account = models.UUIDField(null=True)
    role = models.CharField(max_length=40)
    person = models.UUIDField(null=True)
    record = models.UUIDField(null=True)
    page = models.CharField(max_length=60)
    purpose = models.CharField(max_length=60)
    refused = models.BooleanField()
    agency = models.CharField(max_length=60)
    compartment = models.CharField(max_length=40)
    marking = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "access_look"
