"""Two closings of the city that wait for a second signature: of children whom nobody could name."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions.closing_together import ask_to_close
from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.actions.decisions import decide_outcomes
from frontdoor.journey.actions.handovers import decline_hand_over, open_offers
from frontdoor.journey.actions.rating import acknowledge_contact, rate_contact
from frontdoor.journey.models import Journey
from frontdoor.ledger import scope
from frontdoor.rules.concern import Channel, Concern, ConcernedChild, Referrer, ReferrerKind
from frontdoor.rules.decision import ChildPart, FamilyPart
from frontdoor.rules.partnership import for_authority
from frontdoor.simulation.staff import Staff, staff_of

_NAMELESS = (
    ("a girl of about nine, red coat", "A girl begs at the station most afternoons and says that she lives near."),
    ("a boy of about six, blue scooter", "A boy was alone in the park until nine on two evenings this week."),
)


@transaction.atomic
def make_closings(*, authority: str, now: datetime) -> list[UUID]:
    """Early help looked for each child and could not find them; a hub manager asks a colleague to sign the end."""
    staff = staff_of(for_authority(authority))
    return [_one(label, worry, staff, now - timedelta(hours=6)) for label, worry in _NAMELESS]


def _one(label: str, worry: str, staff: Staff, at: datetime) -> UUID:
    by = staff.deciders[-1]
    with scope.acting(by, at):
        concern = Concern(
            channel=Channel.TELEPHONE, received_at=at, worry=worry, worries=("other",),
            children=(ConcernedChild(label=label),), referrer=Referrer(kind=ReferrerKind.PUBLIC, source="1B"),
        )  # fmt: skip
        receipt = receive_contact(concern=concern, token=f"closing-{label}", by=by, recorded_at=at)
        [key] = receipt.journeys
        rated = at + timedelta(minutes=20)
        rate_contact(
            contact=receipt.contact, rating="green", because="Nobody knows who this is yet.", seen=None, by=by,
            happened_at=rated, recorded_at=rated,
        )  # fmt: skip
        acknowledge_contact(
            contact=receipt.contact, means="telephone", by=by, happened_at=rated, recorded_at=rated
        )  # fmt: skip
        decide_outcomes(
            contact=receipt.contact, family=_FAMILY, children=[_part(key)], seen=None, token=f"decision-{label}", by=by,
            happened_at=rated, recorded_at=rated,
        )  # fmt: skip
        asked = at + timedelta(hours=5)
        for offer in open_offers(Journey.found(key)):
            decline_hand_over(
                handover=offer.id, reason="not_reached", because="Looked for on three afternoons; not found.", by=by,
                happened_at=asked, recorded_at=asked,
            )  # fmt: skip
        ask_to_close(
            journey=key, reason="other", because="Could not be found; police and the wardens know what to look for.",
            seen=None, by=by, happened_at=asked, recorded_at=asked,
        )  # fmt: skip
    return key


_FAMILY = FamilyPart(
    worries="A child alone; nobody knows whose.",
    history="Nothing is known.",
    nobody_because="There is no name to ask about.",
    why_not_wait="Outreach can look today.",
    family_knows="no",
)


def _part(key: UUID) -> ChildPart:
    return ChildPart(
        journey=key, outcome="early_help", because="Outreach workers know the place and can look for the child.",
        not_heard_because="Not found yet.", means="Somebody should know where this child is.", level_decided="2",
        safe_tonight="not_known", safe_tonight_because="Nobody knows who it is.", who_does_what="Outreach looks daily.",
        look_again="Another sighting.", primary_need="N5",
    )  # fmt: skip
