"""Moves over the boundary: a child with a plan comes from the neighbour, and a child of ours goes there.

The neighbour's child is known to both authorities and so is two persons; what came with the child was told by the
neighbour, nothing is read from its record. Whoever goes stays ours until the other authority accepts by name.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions.conferences import notify_transfer_in
from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.actions.decisions import decide_outcomes
from frontdoor.journey.actions.rating import acknowledge_contact, rate_contact
from frontdoor.ledger import scope
from frontdoor.ledger.models import Standing
from frontdoor.ledger.scope import Actor
from frontdoor.people.models import Person
from frontdoor.rules.concern import Channel, Concern, ConcernedChild, Referrer, ReferrerKind
from frontdoor.rules.decision import ChildPart, FamilyPart
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.steps import Stage
from frontdoor.simulation.staff import staff_of

_CAME = "Moved here for good last week. A child protection plan is in force with us; the record follows."
_GOES = "Mother and child moved in with her sister on Saturday, over the boundary, and mean to stay."


@transaction.atomic
def make_moves(*, authority: str, neighbour: str, now: datetime) -> tuple[UUID, ...]:
    """One journey of a child who came, where the neighbour has one with a plan, and one of a child who goes."""
    came = _named(neighbour, Stage.PLAN, now)[:1]
    goes = _named(authority, Stage.CLOSED, now)[:1]
    return (
        *(_came(child, authority, neighbour, now - timedelta(hours=5)) for child in came),
        *(_goes(child, authority, neighbour, now - timedelta(hours=4)) for child in goes),
    )


def _named(authority: str, stage: Stage, now: datetime) -> list[ConcernedChild]:
    """What anybody there would tell of the children: names, birth and sex, as the latest with them stand."""
    with scope.entering(Actor(authority=authority, role="hub_manager", name="City"), now):
        found = Standing.objects.filter(authority=authority, stage=stage, about__isnull=False)
        order = found.order_by("-first_received_at", "journey").values_list("about", flat=True)[:50]
        people = [one for one in Person.objects.filter(pk__in=list(order)).order_by("id") if one.family_name]
        return [
            ConcernedChild(given_name=one.given_name, family_name=one.family_name, born=one.born_on, sex=one.sex)
            for one in people
            if one.kind == "child" and one.given_name and one.born_on
        ]


def _came(child: ConcernedChild, authority: str, neighbour: str, at: datetime) -> UUID:
    told = Referrer(kind=ReferrerKind.PROFESSIONAL, source="5C", agency=_council(neighbour), name="Duty worker")
    key, by = _taken(child, _CAME, told, authority, at, outcome="transfer_in_conference", pass_to="")
    later = at + timedelta(hours=1)
    with scope.entering(by, later):
        notify_transfer_in(journey=key, told_by=told.name, by=by, happened_at=at, recorded_at=later)
    return key


def _goes(child: ConcernedChild, authority: str, neighbour: str, at: datetime) -> UUID:
    told = Referrer(kind=ReferrerKind.PROFESSIONAL, source="2A", agency="school", name="Safeguarding lead")
    return _taken(child, _GOES, told, authority, at, outcome="other_authority", pass_to=_council(neighbour))[0]


def _council(authority: str) -> str:
    return for_authority(authority).name


def _taken(
    child: ConcernedChild, worry: str, told: Referrer, authority: str, at: datetime, *, outcome: str, pass_to: str
) -> tuple[UUID, Actor]:
    """The concern, received, rated, acknowledged and decided within the hour."""
    by = staff_of(for_authority(authority)).deciders[-1]
    concern = Concern(
        channel=Channel.EMAIL, received_at=at, worry=worry, worries=("neglect",), children=(child,), referrer=told
    )
    rated, decided = at + timedelta(minutes=20), at + timedelta(minutes=50)
    with scope.entering(by, at):
        receipt = receive_contact(concern=concern, token=f"moves-{outcome}", by=by, recorded_at=at)
        rate_contact(
            contact=receipt.contact, rating="amber", because="A child protection plan, or a worry, goes with the move.",
            seen=None, by=by, happened_at=rated, recorded_at=rated,
        )  # fmt: skip
        acknowledge_contact(contact=receipt.contact, means="telephone", by=by, happened_at=rated, recorded_at=rated)
        [key] = receipt.journeys
        decide_outcomes(
            contact=receipt.contact, family=_FAMILY, children=[_part(key, outcome, pass_to)], seen=None,
            token=f"decision-moves-{outcome}", by=by, happened_at=decided, recorded_at=decided,
        )  # fmt: skip
    return key, by


_FAMILY = FamilyPart(
    worries="A move in the middle of help.", history="Told by telephone; the papers follow.",
    nobody_because="Only those who told of the move have been asked.", why_not_wait="The child is here today.",
    family_knows="yes", family_told_who="Duty worker", family_view="They want the same help to go on.",
)  # fmt: skip


def _part(key: UUID, outcome: str, pass_to: str) -> ChildPart:
    return ChildPart(
        journey=key, outcome=outcome, because="The child lives there now.", not_heard_because="Not met yet.",
        means="School and home change at once.", level_decided="3", safe_tonight="yes",
        safe_tonight_because="With mother; the address was checked by telephone.", pass_to=pass_to,
        who_does_what="Both duty workers speak tomorrow at nine.", look_again="No answer by tomorrow.",
        primary_need="N1",
    )  # fmt: skip
