"""Children of the city whom few may see: some restricted, one of them told of again, and some adopted from care.

The desk does it after the year, by the verbs of a real desk. Whoever is adopted is opened anew under another name, and
nothing leads from one record to the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import transaction

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.actors import actor_for
from frontdoor.access.demonstration import account_id
from frontdoor.access.models import Account
from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.ledger import scope
from frontdoor.ledger.models import Standing
from frontdoor.ledger.scope import Actor
from frontdoor.people.adoption import adopt_from_care, open_after_adoption
from frontdoor.people.models import Person
from frontdoor.rules.calendar import london_day
from frontdoor.rules.concern import Channel, Concern, ConcernedChild, Referrer, ReferrerKind
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.steps import Stage
from frontdoor.simulation.ages import age_on
from frontdoor.simulation.names import COMMUNITIES
from frontdoor.simulation.staff import staff_of

RESTRICTED, ADOPTED = 12, 4
#: Children adopted from care are mostly young: here under this many full years.
ADOPTED_UNDER = 6


@dataclass(frozen=True)
class KeptApart:
    """Who is restricted, and who was sealed on adoption."""

    restricted: tuple[UUID, ...]
    adopted: tuple[UUID, ...]


@transaction.atomic
def keep_apart(*, authority: str, now: datetime) -> KeptApart:
    """Restrict and seal children with whom nobody works any more; a school tells of one restricted child today."""
    with scope.entering(Actor(authority=authority, role="hub_manager", name="City"), now):
        known = _known(authority)
    day = london_day(now)
    young = [one for one in known if one.born_on is not None and age_on(one.born_on, day) < ADOPTED_UNDER][:ADOPTED]
    hidden = [one for one in known if one not in young][:RESTRICTED]
    manager = actor_for(Account.objects.get(pk=account_id("restricted_manager")), now)
    with scope.entering(manager, now):
        for number, one in enumerate(hidden):
            since = now - timedelta(days=7 * number, hours=3)
            restrict_person(
                person=one.id, custodian=account_id("restricted_manager"), by=manager, happened_at=since,
                recorded_at=now,
            )  # fmt: skip
        for number, one in enumerate(young):
            _adopt(one, number, by=manager, now=now)
    if hidden:
        _told_of_again(hidden[0], authority, now - timedelta(minutes=40))
    return KeptApart(tuple(one.id for one in hidden), tuple(one.id for one in young))


def _known(authority: str) -> list[Person]:
    """Named children of closed journeys, those who came longest ago first."""
    closed = Standing.objects.filter(authority=authority, stage=Stage.CLOSED, about__isnull=False)
    order = list(closed.order_by("first_received_at", "journey").values_list("about", flat=True)[:400])
    people = Person.objects.in_bulk([about for about in order if about is not None])
    found = {about: people[about] for about in order if about in people}
    return [one for one in found.values() if one.kind == "child" and one.given_name and one.family_name]


def _adopt(person: Person, number: int, *, by: Actor, now: datetime) -> None:
    """Sealed some weeks ago; opened under the new family's name since. A new name is drawn, never derived."""
    sealed = now - timedelta(days=30 + number)
    adopt_from_care(
        person=person.id, custodian=account_id("adoption_custodian"), by=by, happened_at=sealed, recorded_at=now
    )
    drawn = Random(f"adopted {number}")  # noqa: S311 - a story, not a secret
    child = ConcernedChild(
        given_name=person.given_name,
        family_name=drawn.choice(COMMUNITIES[0].families),
        born=person.born_on,
        sex=person.sex,
    )
    open_after_adoption(child=child, by=by, happened_at=now, recorded_at=now)


def _told_of_again(person: Person, authority: str, at: datetime) -> None:
    """A school tells of a restricted child: it reaches the desk, and the typist sees an ordinary answer."""
    by = staff_of(for_authority(authority)).officers[-1]
    with scope.entering(by, at):
        concern = Concern(
            channel=Channel.EMAIL, received_at=at, worry="Came to school with a bruise and would not say how.",
            worries=("injury",), referrer=Referrer(kind=ReferrerKind.PROFESSIONAL, source="2A", agency="school"),
            children=(ConcernedChild(
                given_name=person.given_name, family_name=person.family_name, born=person.born_on, sex=person.sex,
            ),),
        )  # fmt: skip
        receive_contact(concern=concern, token="kept-apart", by=by, recorded_at=at)  # noqa: S106 - a form's token
