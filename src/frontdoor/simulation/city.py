"""A year at two front doors, made from one seed by the same verbs as a real year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from django.db import transaction

from frontdoor.ledger import scope
from frontdoor.ledger.bulk import bulk
from frontdoor.ledger.ids import bits_from
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_day
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import ROLES
from frontdoor.simulation.agenda import Agenda
from frontdoor.simulation.arrivals import CHILDREN_A_YEAR, arrivals
from frontdoor.simulation.casework import Casework
from frontdoor.simulation.intake import Intake
from frontdoor.simulation.population import CHILDREN, families
from frontdoor.simulation.saying_back import SayingBack
from frontdoor.simulation.staff import keep_accounts, staff_of

#: Children in a contact, on average; siblings are often worried about together.
CHILDREN_A_CONTACT = 1.14

#: The neighbour's share of the city's work: enough to show that the two never meet.
NEIGHBOUR = ("873", 0.15)

#: The name under which the city's history stands in the ledger: nobody typed it when it says.
IMPORT = "city"


@dataclass(frozen=True)
class Made:
    """What a city came to, for the line that is printed."""

    authority: str
    contacts: int
    children: int
    events: int


def make(*, authority: str, ends_at: datetime, years: float = 1.0, size: float = 1.0, seed: int = 1) -> Made:
    """Make `years` of history up to `ends_at` for one authority. `size` 1 is Peterborough. Same seed, same rows."""
    chance = Random(f"{seed} {authority}")  # noqa: S311 - a story, not a secret
    with bits_from(chance.getrandbits), scope.importing(IMPORT), bulk(authority) as kept:
        counted = _live(authority, ends_at, years, size, seed, chance, around=lambda _: nullcontext())
    return Made(authority, counted, len(kept.of_journey), len(kept.events))


def make_slowly(*, authority: str, ends_at: datetime, years: float, size: float, seed: int = 1) -> int:
    """The same story by plain calls, a transaction each: leaves the same rows. Returns the number of contacts."""
    chance = Random(f"{seed} {authority}")  # noqa: S311 - a story, not a secret
    everything = frozenset().union(*(role.compartments for role in ROLES.values()))
    door = Actor(authority=authority, role="hub_manager", name="city", compartments=everything)

    @contextmanager
    def around(at: datetime) -> Iterator[None]:
        with transaction.atomic(), scope.acting(door, at):
            yield

    with bits_from(chance.getrandbits), scope.importing(IMPORT):
        return _live(authority, ends_at, years, size, seed, chance, around=around)


def _live(
    authority: str,
    ends_at: datetime,
    years: float,
    size: float,
    seed: int,
    chance: Random,
    *,
    around: Callable[[datetime], AbstractContextManager[None]],
) -> int:
    partnership = for_authority(authority)
    last = london_day(ends_at)
    first = last - timedelta(days=round(365 * years))
    staff = staff_of(partnership)
    keep_accounts(staff, until=last + timedelta(days=400))
    agenda = Agenda(ends_at.astimezone(UTC), around)
    intake = Intake(
        chance=chance,
        agenda=agenda,
        staff=staff,
        partnership=partnership,
        families=families(
            chance, children=max(60, round(CHILDREN * size)), born_before=last, neighbour=authority != "874"
        ),
    )
    saying_back = SayingBack(seed=f"{seed} {authority}", agenda=agenda, staff=staff, partnership=partnership)
    casework = Casework(
        chance=chance, agenda=agenda, staff=staff, partnership=partnership, ended=intake.ended, saying_back=saying_back
    )
    intake.decide, intake.told_on_call, intake.born = casework.decide, saying_back.told_on_call, casework.born
    for arrival in arrivals(
        chance, first=first, last=last, children=round(CHILDREN_A_YEAR * size), a_contact=CHILDREN_A_CONTACT
    ):
        if arrival.received_at <= agenda.last:
            intake.expect(arrival)
    intake.counting.plan(last=last, agenda=agenda, by=staff.deciders[0])
    agenda.run()
    return intake.tokens


def make_both(
    *, ends_at: datetime, years: float = 1.0, size: float = 1.0, seed: int = 1, say: Callable[[str], None] = print
) -> list[Made]:
    """Make the city and a small neighbour, and say what each came to."""
    made = []
    for authority, share in (("874", 1.0), NEIGHBOUR):
        one = make(authority=authority, ends_at=ends_at, years=years, size=size * share, seed=seed)
        say(f"{authority}: {one.contacts:,} contacts about {one.children:,} children, {one.events:,} events")
        made.append(one)
    return made
