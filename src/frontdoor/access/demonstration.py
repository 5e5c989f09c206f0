"""The demonstration's accounts: one of each of the cast in Peterborough, and the other authority's manager.

Everyone is invented. The password stands here for all to read, so a production installation refuses to make them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from frontdoor.access import doors
from frontdoor.access.models import Account
from frontdoor.ledger.ids import derived_id
from frontdoor.rules.calendar import london_day
from frontdoor.rules.roles import ROLES

PASSWORD = "seven quiet herons"  # noqa: S105 - known to everybody, for invented people on one machine
AUTHORITY = "874"
NEIGHBOUR = "873"


class UnableToMakeCast(Exception):
    """The demonstration's accounts are asked for where real people work. The text is a sentence."""


@dataclass(frozen=True, kw_only=True)
class Cast:
    """One of the cast. `who` is the name tests and the demonstration call them by."""

    who: str
    role: str
    name: str
    agency: str = "council"
    teams: tuple[str, ...] = ()
    authority: str = AUTHORITY
    reads: tuple[str, ...] = ()
    registration: str = ""

    @property
    def email(self) -> str:
        """The address to sign in with; example.org belongs to nobody."""
        return f"{self.who.replace('_', '.')}@example.org"

    @property
    def words(self) -> str:
        """What `make run` prints beside the sign-in."""
        elsewhere = " (Cambridgeshire)" if self.authority == NEIGHBOUR else ""
        relative = ", a relative of a child" if self.who == "relative" else ""
        return f"{self.name}, {ROLES[self.role].title.lower()}{relative}{elsewhere}"


CAST = (
    Cast(who="school_lead", role="school_lead", name="Sunita Larkfield", agency="school_larkfield"),
    Cast(who="health_visitor", role="health_visitor", name="Hannah Osei", agency="community_health"),
    Cast(who="police_officer", role="police_officer", name="Piotr Lewandowski", agency="police", reads=(NEIGHBOUR,)),
    Cast(who="probation_officer", role="probation_officer", name="Priya Nair", agency="probation", reads=(NEIGHBOUR,)),
    Cast(who="contact_officer", role="contact_officer", name="Connor Blake", teams=("front_door",)),
    Cast(who="hub_manager", role="hub_manager", name="Helen Marsh", teams=("hub",), registration="SW900001"),
    Cast(who="out_of_hours", role="out_of_hours", name="Olu Adeyemi", teams=("out_of_hours",), registration="SW900002"),
    Cast(
        who="social_worker",
        role="social_worker",
        name="Sara Whitlock",
        teams=("assessment_centre",),
        registration="SW900003",
    ),
    Cast(
        who="team_manager",
        role="team_manager",
        name="Tomasz Wilk",
        teams=("assessment_centre",),
        registration="SW900004",
    ),
    Cast(
        who="exploitation_lead",
        role="exploitation_lead",
        name="Esther Quaye",
        teams=("exploitation",),
        registration="SW900005",
    ),
    Cast(who="restricted_manager", role="restricted_manager", name="Rachel Stone", registration="SW900006"),
    Cast(who="adoption_custodian", role="adoption_custodian", name="Adam Fell", registration="SW900007"),
    Cast(who="auditor", role="auditor", name="Audrey Finch"),
    Cast(who="analyst", role="analyst", name="Anil Gupta"),
    Cast(who="board_member", role="board_member", name="Beatrice Lowe"),
    Cast(who="information_governance", role="information_governance", name="Ivy Grange"),
    Cast(
        who="relative",
        role="social_worker",
        name="Robert Ash",
        teams=("assessment_centre",),
        registration="SW900008",
    ),
    Cast(
        who="neighbour",
        role="hub_manager",
        name="Nadia Fenwick",
        teams=("hub",),
        authority=NEIGHBOUR,
        registration="SW900009",
    ),
)


@transaction.atomic
def ensure_cast(*, now: datetime | None = None) -> tuple[tuple[str, str, str], ...]:
    """Make the accounts that are missing; returns for each who it is, the sign-in name and the password.

    Ids follow from the addresses, so that a demonstration made again knows the same people. Refuses in production.
    """
    if settings.PRODUCTION:
        raise UnableToMakeCast("The demonstration's accounts have a password that everybody knows: not in production.")
    today = london_day(now or doors.now())
    there = set(Account.objects.filter(email__in=[one.email for one in CAST]).values_list("email", flat=True))
    missing = [one for one in CAST if one.email not in there]
    password = make_password(PASSWORD) if missing else ""
    Account.objects.bulk_create([_account(one, today, password) for one in missing])
    return tuple((one.words, one.email, PASSWORD) for one in CAST)


def account_id(who: str) -> UUID:
    """The id of one of the cast, wherever the demonstration was made."""
    return derived_id("demonstration account", next(one.email for one in CAST if one.who == who))


def _account(one: Cast, today: date, password: str) -> Account:
    """One hash serves them all: it is one password, and each costs a tenth of a second."""
    return Account(
        id=derived_id("demonstration account", one.email),
        email=one.email,
        password=password,
        role=one.role,
        name=one.name,
        authority=one.authority,
        agency=one.agency,
        teams=list(one.teams),
        reads=list(one.reads),
        approved_by=ROLES[one.role].approved_by,
        registration=one.registration,
        registered_until=_registered_until(today) if one.registration else None,
        made_on=today,
    )


def _registered_until(today: date) -> date:
    """Social workers renew by 30 November each year; these did so in time."""
    return date(today.year + 1, 11, 30)
