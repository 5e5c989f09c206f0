"""What the social-work pages read of each child: what is under way, and the row that each act is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from uuid import UUID

from frontdoor.journey.models import (
    Allegation,
    ClosingRequest,
    Closure,
    Conference,
    Decision,
    Disagreement,
    Feedback,
    FgmReport,
    Gap,
    Help,
    InformationRequest,
    Journey,
    MissingEpisode,
    NationalReferral,
    OfJourney,
    Plan,
    PrivateFostering,
    Referral,
)
from frontdoor.journey.queries import rows_by_journey
from frontdoor.people.aliases import ids_of_each
from frontdoor.people.models import Person

Row = TypeVar("Row", bound=OfJourney)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Where one child's journey stands; every list oldest first. `facts` are what the step table asks."""

    facts: dict[str, Any]
    plan: Plan | None = None
    referrals: tuple[Referral, ...] = ()
    conferences: tuple[Conference, ...] = ()
    help: tuple[Help, ...] = ()
    episodes: tuple[MissingEpisode, ...] = ()
    national: tuple[NationalReferral, ...] = ()
    mutilation: tuple[FgmReport, ...] = ()
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


#: What is read inside a journey, in the order in which it stands.
_INSIDE: dict[type[OfJourney], str] = {
    Referral: "referral_on",
    Conference: "held_at",
    Help: "started_on",
    MissingEpisode: "reported_at",
    NationalReferral: "referred_at",
    FgmReport: "found_at",
    PrivateFostering: "known_at",
    Gap: "noted_at",
    Disagreement: "raised_at",
    Decision: "decided_at",
    Closure: "closed_at",
    ClosingRequest: "asked_at",
    InformationRequest: "asked_at",
    Feedback: "drafted_at",
}


def progress_of(journeys: Sequence[Journey]) -> dict[UUID, Progress]:
    """Where these children's journeys stand, by journey: a statement a kind of row, and one a journey for its facts."""
    ids = [journey.id for journey in journeys]
    plans, allegations, stopped = _of_each_child(journeys)
    read = {kind: rows_by_journey(kind, ids, order) for kind, order in _INSIDE.items()}

    def of(journey: Journey, kind: type[Row]) -> tuple[Row, ...]:
        return cast("tuple[Row, ...]", tuple(read[kind].get(journey.id, ())))

    return {
        journey.id: Progress(
            facts=journey.facts(),
            plan=plans.get(journey.about),
            referrals=of(journey, Referral),
            conferences=of(journey, Conference),
            help=of(journey, Help),
            episodes=of(journey, MissingEpisode),
            national=of(journey, NationalReferral),
            mutilation=of(journey, FgmReport),
            fostering=next((row for row in of(journey, PrivateFostering) if row.ended_at is None), None),
            gaps=tuple(row for row in of(journey, Gap) if row.filled_at is None),
            disagreements=tuple(row for row in of(journey, Disagreement) if row.resolved_at is None),
            decisions=of(journey, Decision),
            closures=of(journey, Closure),
            to_sign=next((row for row in of(journey, ClosingRequest) if row.settled_at is None), None),
            requests=of(journey, InformationRequest),
            feedback=of(journey, Feedback),
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
