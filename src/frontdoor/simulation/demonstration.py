"""The demonstration: the cast, and a year of the city around them. Made once; a restart finds it as it was left."""

from __future__ import annotations

from django.db import transaction

from frontdoor.access.demonstration import ensure_cast
from frontdoor.access.doors import now as clock
from frontdoor.access.models import Account
from frontdoor.ledger import scope
from frontdoor.ledger.ids import derived_id
from frontdoor.ledger.models import Standing
from frontdoor.ledger.scope import Actor
from frontdoor.simulation.case_system import make_case_system
from frontdoor.simulation.city import make_both
from frontdoor.simulation.closings import make_closings
from frontdoor.simulation.kept_apart import keep_apart
from frontdoor.simulation.moves import make_moves
from frontdoor.simulation.registers import make_registers

#: The relative of a child: a practitioner who must never see them.
RELATIVE = "relative"


def ensure() -> tuple[tuple[str, str, str], ...]:
    """Make what is missing; returns who may sign in: description, sign-in name, password."""
    sign_ins = ensure_cast()
    if not _lived():
        make_both(ends_at=clock(), say=lambda line: print(f"    {line}", flush=True))
        make_registers(authority="874", now=clock())
        make_case_system(authority="874", now=clock())
        make_closings(authority="874", now=clock())
        keep_apart(authority="874", now=clock())
        make_moves(authority="874", neighbour="873", now=clock())
        _bar_the_relative()
    return sign_ins


def _lived() -> bool:
    """Whether the city has a past already."""
    with transaction.atomic(), scope.acting(_maker(), clock()):
        return Standing.objects.filter(authority="874").exists()


def _maker() -> Actor:
    return Actor(authority="874", role="hub_manager", name="Demonstration")


@transaction.atomic
def _bar_the_relative() -> None:
    """One of the cast is a relative of the child who has waited longest."""
    now = clock()
    account = Account.objects.filter(email__startswith=RELATIVE).first()
    with scope.acting(_maker(), now):
        waiting = Standing.objects.filter(authority="874", stage="contact", about__isnull=False)
        child = waiting.order_by("first_received_at").first()
        if account is None or child is None or child.about is None:
            return
        account.bars.get_or_create(
            person=child.about,
            defaults={
                "id": derived_id("demonstration relative", child.about),
                "authority": "874",
                "because": "relative",
                "since": now,
            },
        )
