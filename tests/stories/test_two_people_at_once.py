"""Two people at one record, with real commits: the second sees what changed, and nothing of theirs is done blindly."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connections, transaction

from frontdoor.journey.actions.closing import close_journey
from frontdoor.journey.actions.decisions import decide_outcomes
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.journey.actions.safety_plans import PlanLine, agree_safety_plan
from frontdoor.journey.models import Closure, Contact, Decision, Journey
from frontdoor.journey.queries import written_by_others
from frontdoor.ledger.models import Event
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.rules.decision import ChildPart
from tests.harness.databases import OwnDatabase
from tests.stories.walking import FAMILY
from tests.world import World


def at_once(world: World, *steps: tuple[str, Callable[[Actor], object]]) -> list[object]:
    """Let these people act at one moment, each on a connection of their own; what each came to, or was refused."""
    gate = threading.Barrier(len(steps))
    came_to: list[object] = [None] * len(steps)

    def go(place: int, who: str, step: Callable[[Actor], object]) -> None:
        try:
            with transaction.atomic(), world.acting(who) as actor:
                gate.wait(timeout=20)
                came_to[place] = step(actor)
        except ChangedSinceShown as refused:
            came_to[place] = refused
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=go, args=(place, *step)) for place, step in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return came_to


def test_two_who_rate_at_once_leave_one_rating_and_one_who_looks_again(own_database: OwnDatabase) -> None:
    world = World()
    with transaction.atomic():
        receipt = world.contact()
        world.account("hub_manager")

    def rate(rating: str) -> Callable[[Actor], object]:
        return lambda actor: rate_contact(
            contact=receipt.contact, rating=rating, because="Seen", seen=1, by=actor, happened_at=world.now,
            recorded_at=world.now,
        )  # fmt: skip

    came_to = at_once(world, ("contact_officer", rate("amber")), ("hub_manager", rate("red")))
    refused = [one for one in came_to if isinstance(one, ChangedSinceShown)]
    assert len(refused) == 1
    with transaction.atomic(), world.all_rows():
        rated = Event.objects.get(kind="contact_rated")
        assert Contact.objects.get().revision == 2
        kept = next(one for one in came_to if isinstance(one, Contact))
        assert refused[0].row.revision == kept.revision == 2
        assert rated.data["rating"] in {"amber", "red"}


def test_nobody_closes_over_a_step_that_protects_taken_at_the_same_moment(own_database: OwnDatabase) -> None:
    """Whichever comes first: if the step stands before the end, the closer is shown it and closes nothing."""
    world = World()
    with transaction.atomic():
        journey = world.case_at("assessed")
        world.account("hub_manager")
        world.account("out_of_hours")
        with world.acting("hub_manager") as by:
            read = written_by_others([journey], besides=by.account)[journey]

    in_turn: list[str] = []  # each verb holds the child until its transaction ends, so that the second returns last

    def close(actor: Actor) -> object:
        made = close_journey(
            journey=journey, reason="work_finished", because="Help holds", statutory="RC7", seen=None, read=read,
            by=actor, happened_at=world.now, recorded_at=world.now,
        )  # fmt: skip
        in_turn.append("closed")
        return made

    def protect(actor: Actor) -> object:
        made = agree_safety_plan(
            journey=journey, lines=[PlanLine(who="Nan", what="Stays the night")], by=actor, happened_at=world.now,
            recorded_at=world.now,
        )  # fmt: skip
        in_turn.append("protected")
        return made

    came_to = at_once(world, ("hub_manager", close), ("out_of_hours", protect))
    assert not isinstance(came_to[1], Exception), "what protects is never refused"
    with transaction.atomic(), world.all_rows():
        closed = Closure.objects.exists()
    assert closed != isinstance(came_to[0], ChangedSinceShown)
    assert in_turn == (["closed", "protected"] if closed else ["protected"])


def test_two_who_decide_at_once_make_one_decision(own_database: OwnDatabase) -> None:
    world = World()
    with transaction.atomic():
        receipt = world.contact()
        world.account("hub_manager")
        world.account("out_of_hours")
    journey = receipt.journeys[0]

    def decide(outcome: str) -> Callable[[Actor], object]:
        part = ChildPart(
            journey=journey, outcome=outcome, means="Hungry", safe_tonight="yes", because="Seen", look_again="Again",
            seen=1,
        )  # fmt: skip
        return lambda actor: decide_outcomes(
            contact=receipt.contact, family=FAMILY, children=[part], seen=1, token=world.token(), by=actor,
            happened_at=world.now, recorded_at=world.now,
        )  # fmt: skip

    came_to = at_once(world, ("out_of_hours", decide("assessment")), ("hub_manager", decide("advice")))
    assert sum(isinstance(one, ChangedSinceShown) for one in came_to) == 1
    with transaction.atomic(), world.all_rows():
        assert Decision.objects.count() == 1
        assert Event.objects.filter(kind="outcome_decided").count() == 1
        assert Journey.objects.get().outcome == Decision.objects.get().outcome
