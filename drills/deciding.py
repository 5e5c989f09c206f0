"""F8: two people decide about one child at the same moment, with real commits. One decides, the other sees it."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from threading import Barrier, Thread
from uuid import UUID, uuid4

from django.db import connections, transaction

from drills.stored import AUTHORITY
from frontdoor.access.doors import now
from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.actions.decisions import decide_outcomes
from frontdoor.journey.models import Decision, Journey
from frontdoor.ledger import scope
from frontdoor.ledger.models import Event
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.rules.concern import Answer, Channel, Concern, ConcernedChild, Referrer, ReferrerKind
from frontdoor.rules.decision import ChildPart, FamilyPart
from frontdoor.rules.roles import ROLES

CHILDREN_OF_A_CONTACT = 10
OUTCOMES = ("advice", "assessment")
FAMILY = FamilyPart(
    worries="Hungry at school.",
    history="Two earlier contacts.",
    nobody_because="The school asked us to act today.",
    why_not_wait="The child is hungry now.",
    family_knows="yes",
)


@dataclass
class Raced:
    """The outcome: every race has one decision; the other person was shown what changed."""

    races: int
    decided: int = 0
    shown_what_changed: int = 0
    silently_overwritten: int = 0
    undecided: int = 0
    other_faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    @property
    def sound(self) -> bool:
        """Whether the drill has passed."""
        whole = self.decided == self.shown_what_changed == self.races
        return whole and not (self.silently_overwritten or self.undecided or self.other_faults)

    def data(self) -> dict[str, object]:
        """The figures by name."""
        return asdict(self)


def _person(role: str) -> Actor:
    return Actor(
        authority=AUTHORITY,
        role=role,
        account=uuid4(),
        agency="council",
        name=role,
        compartments=ROLES[role].compartments,
        registered=True,
        registration="SW100001",
    )


def _contacts(races: int) -> list[tuple[UUID, UUID]]:
    """A contact and a child of it for each race."""
    feed = Actor(authority=AUTHORITY, role="contact_officer", agency="council")
    found: list[tuple[UUID, UUID]] = []
    while len(found) < races:
        at = now()
        number = min(CHILDREN_OF_A_CONTACT, races - len(found))
        concern = Concern(
            channel=Channel.TELEPHONE,
            received_at=at,
            worry="Came to school hungry.",
            danger_now=Answer.NO,
            children=tuple(ConcernedChild(given_name=f"Child {place}", family_name="Race") for place in range(number)),
            referrer=Referrer(kind=ReferrerKind.PROFESSIONAL, source="2A", agency="school_larkfield"),
        )
        with transaction.atomic(), scope.entering(feed, at) as by:
            receipt = receive_contact(concern=concern, token=f"race {uuid4()}", by=by, recorded_at=at)
        found += [(receipt.contact, journey) for journey in receipt.journeys]
    return found


def race(races: int) -> Raced:
    """Let two people decide at one moment, `races` times, each on a connection of their own."""
    pairs = _contacts(races)
    came_to: list[list[object]] = [[None] * races, [None] * races]
    together = Barrier(2)
    began, cpu = time.monotonic(), time.process_time()

    def decide_all(side: int) -> None:
        by = _person(("hub_manager", "out_of_hours")[side])
        try:
            for place, (contact, journey) in enumerate(pairs):
                together.wait(timeout=60)
                came_to[side][place] = _decide(contact, journey, OUTCOMES[side], by)
        finally:
            together.abort()
            connections.close_all()

    threads = [Thread(target=decide_all, args=(side,)) for side in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = Raced(races, seconds=round(time.monotonic() - began, 1), cpu_seconds=round(time.process_time() - cpu, 1))
    for place, (_, journey) in enumerate(pairs):
        _judge(found, journey, [came_to[side][place] for side in (0, 1)])
    return found


def _decide(contact: UUID, journey: UUID, outcome: str, by: Actor) -> object:
    """Decide as the page does that was opened before the other person decided."""
    part = ChildPart(
        journey=journey,
        outcome=outcome,
        means="Hungry.",
        safe_tonight="yes",
        because=f"{by.role} saw it so.",
        look_again="Another day without food.",
        seen=1,
    )
    at = now()
    try:
        with transaction.atomic(), scope.entering(by, at) as entered:
            return decide_outcomes(
                contact=contact,
                family=FAMILY,
                children=[part],
                seen=None,
                token=f"decision {uuid4()}",
                by=entered,
                happened_at=at,
                recorded_at=at,
            )
    except ChangedSinceShown as refused:
        return refused


def _judge(found: Raced, journey: UUID, came_to: list[object]) -> None:
    refused = [one for one in came_to if isinstance(one, ChangedSinceShown)]
    winner = next((side for side, one in enumerate(came_to) if isinstance(one, list)), None)
    found.shown_what_changed += len(refused)
    with transaction.atomic(), scope.system(AUTHORITY):
        stored = Journey.objects.get(pk=journey)
        decisions = list(Decision.objects.filter(journey=journey))
        events = Event.objects.filter(journey=journey, kind="outcome_decided").count()
    if winner is None:
        found.undecided += 1
        found.other_faults += [str(one) for one in came_to if not isinstance(one, ChangedSinceShown)]
        return
    found.decided += 1
    one = len(decisions) == events == 1 and stored.outcome == decisions[0].outcome == OUTCOMES[winner]
    if not one or (refused and refused[0].row.revision != stored.revision):
        found.silently_overwritten += 1
