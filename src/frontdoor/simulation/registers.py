"""What the agencies of the city know of the children who wait: school rolls, surgeries, health visitors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from frontdoor.ledger import scope
from frontdoor.ledger.models import Standing
from frontdoor.ledger.scope import Actor
from frontdoor.people.models import Person
from frontdoor.people.register_agreements import Sent, record_agreement
from frontdoor.people.registers import load_rows
from frontdoor.rules.calendar import london_day
from frontdoor.rules.partnership import Agency, for_authority
from frontdoor.rules.registers import REGISTERS, RegisterRow
from frontdoor.rules.roles import ROLES

#: So many children, those who came last: enough for every page that a visitor of the demonstration opens.
MOST = 150
SCHOOL_AGE = 5
_GOVERNANCE = "information_governance"


def make_registers(*, authority: str, now: datetime) -> int:
    """Let each agency send whom it knows among the newest waiting children; returns how many rows it was."""
    with transaction.atomic(), scope.acting(Actor(authority=authority, role="hub_manager", name="City"), now):
        waiting = Standing.objects.filter(authority=authority, stage="contact", about__isnull=False)
        newest = waiting.order_by("-first_received_at").values_list("about", flat=True)[:MOST]
        found = Person.objects.filter(authority=authority, id__in=list(newest), born_on__isnull=False)
        children = list(found.exclude(given_name="").exclude(family_name="").order_by("id"))
    agencies = for_authority(authority).agencies
    sent: dict[Sent, list[RegisterRow]] = defaultdict(list)
    for child in children:
        for agency, register in _who_knows(child, agencies, on=london_day(now)):
            sent[Sent(agency=agency.code, register=register)].append(_row(child, register, agency, now))
    for one, rows in sent.items():
        _load(one, rows, authority=authority, now=now)
    return sum(len(rows) for rows in sent.values())


def _who_knows(child: Person, agencies: Sequence[Agency], *, on: date) -> list[tuple[Agency, str]]:
    """A surgery for everybody, a school from five, health visitors before; some children are on nobody's list."""
    chance = child.id.int
    born = child.born_on or on
    school_age = (on - born).days >= SCHOOL_AGE * 365
    wanted = ["general_practice", "school_roll" if school_age else "health_visiting"]
    found = []
    for register in wanted:
        senders = [one for one in agencies if one.kind in REGISTERS[register].sent_by - {"education", "early_years"}]
        if senders and chance % 5:
            found.append((senders[chance % len(senders)], register))
    return found


def _row(child: Person, register: str, agency: Agency, now: datetime) -> RegisterRow:
    seen = london_day(now) - timedelta(days=child.id.int % 40)
    return RegisterRow(
        line=1,
        key=f"row {child.local_number}",
        person_kind="child",
        given_name=child.given_name,
        family_name=child.family_name,
        born_on=child.born_on,
        headline=REGISTERS[register].usual,
        named_contact="Safeguarding lead",
        contact_telephone=agency.telephone,
        last_seen_on=seen if register == "school_roll" else None,
    )


def _load(sent: Sent, rows: Sequence[RegisterRow], *, authority: str, now: datetime) -> None:
    governance = Actor(authority=authority, role=_GOVERNANCE, name="City", compartments=ROLES[_GOVERNANCE].compartments)
    today = london_day(now)
    with transaction.atomic(), scope.acting(governance, now):
        record_agreement(
            sent=sent, purpose="To know whom to ask about a child", basis="public_task", agreement="Demonstration",
            assessment="Demonstration", starts_on=today, ends_on=today + timedelta(days=365), by=governance,
            recorded_at=now,
        )  # fmt: skip
    feed = Actor(authority=authority, role="feed", name="File", agency=sent.agency)
    with transaction.atomic(), scope.acting(feed, now):
        load_rows(rows=rows, sent=sent, by=feed, recorded_at=now)
