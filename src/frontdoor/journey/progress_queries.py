"""What the social-work pages read of each child: what is under way, and the row that each act is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from frontdoor.journey.models import (
    Allegation,
    ClosingRequest,
    Closure,
    Conference,
    Decision,
    Disagreement,
    Feedback,
    Gap,
    Help,
    InformationRequest,
    Journey,
    MissingEpisode,
    Plan,
    PrivateFostering,
    Referral,
)
from frontdoor.journey.queries import rows_by_journey
from frontdoor.people.aliases import ids_of_each
from frontdoor.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Where one child's journey stands; every list oldest first. `facts` are what the step table asks."""

    facts: dict[str, Any]
    plan: Plan | None = None
    referrals: tuple[Referral, ...] = ()
    conferences: tuple[Conference, ...] = ()
    help: tuple[Help, ...] = ()
    episodes: tuple[MissingEpisode, ...] = ()
    fostering: PrivateFostering | None = None
    gaps: tuple[Gap, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    closures: tuple[Closure, ...] = ()
    to_sign: ClosingRequest | None = None
    requests: tuple[InformationRequest, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    allegation: Allegation | None = None
    letters_stopped: str = ""

    @property
    def missing(self) -> MissingEpisode | None:
        """The episode from which the child has not come back."""
        return next((row for row in reversed(self.episodes) if row.returned_at is None), None)

    @property
    def referral(self) -> Referral | None:
        """The last referral, open or not."""
        return self.referrals[-1] if self.referrals else None


def progress_of(journeys: Sequence[Journey]) -> dict[UUID, Progress]:
    """Where these children's journeys stand, by journey: a statement a kind of row, and one a journey for its facts."""
    ids = [journey.id for journey in journeys]
    plans, allegations, stopped = _of_each_child(journeys)
    referrals = rows_by_journey(Referral, ids, "referral_on")
    conferences = rows_by_journey(Conference, ids, "held_at")
    helped = rows_by_journey(Help, ids, "started_on")
    episodes = rows_by_journey(MissingEpisode, ids, "reported_at")
    fostering = rows_by_journey(PrivateFostering, ids, "known_at")
    gaps = rows_by_journey(Gap, ids, "noted_at")
    disagreements = rows_by_journey(Disagreement, ids, "raised_at")
    decisions = rows_by_journey(Decision, ids, "decided_at")
    closures = rows_by_journey(Closure, ids, "closed_at")
    asked = rows_by_journey(ClosingRequest, ids, "asked_at")
    requests = rows_by_journey(InformationRequest, ids, "asked_at")
    feedback = rows_by_journey(Feedback, ids, "drafted_at")
    return {
        journey.id: Progress(
            facts=journey.facts(),
            plan=plans.get(journey.about),
            referrals=tuple(referrals.get(journey.id, ())),
            conferences=tuple(conferences.get(journey.id, ())),
            help=tuple(helped.get(journey.id, ())),
            episodes=tuple(episodes.get(journey.id, ())),
            fostering=next((row for row in fostering.get(journey.id, ()) if row.ended_at is None), None),
            gaps=tuple(row for row in gaps.get(journey.id, ()) if row.filled_at is None),
            disagreements=tuple(row for row in disagreements.get(journey.id, ()) if row.resolved_at is None),
            decisions=tuple(decisions.get(journey.id, ())),
            closures=tuple(closures.get(journey.id, ())),
            to_sign=next((row for row in asked.get(journey.id, ()) if row.settled_at is None), None),
            requests=tuple(requests.get(journey.id, ())),
            feedback=tuple(feedback.get(journey.id, ())),
            allegation=allegations.get(journey.about),
            letters_stopped=stopped.get(journey.about, ""),
        )
        for journey in journeys
    }


def _of_each_child(journeys: Sequence[Journey]) -> tuple[dict[UUID, Plan], dict[UUID, Allegation], dict[UUID, str]]:
    """What stands on the child and not on a journey, on whichever of the child's records: plan, allegation, letters."""
    every = ids_of_each(journey.about for journey in journeys)
    about = {one: child for child, known in every.items() for one in known}
    running = Plan.objects.filter(about__in=list(about), ended_on__isnull=True, voided_at__isnull=True)
    plans = {about[row.about]: row for row in running.order_by("started_on", "pk")}
    told = Allegation.objects.filter(about__in=list(about), informed_at__isnull=True)
    allegations = {about[row.about]: row for row in told}
    quiet = Person.objects.filter(pk__in=list(about)).exclude(letters_stopped="")
    stopped = {about[key]: reason for key, reason in quiet.values_list("pk", "letters_stopped")}
    return plans, allegations, stopped
