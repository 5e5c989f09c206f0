"""What a contact's record reads: the contact itself, its children, what was written, and who stands around them.

Everything here is read as the actor, behind the walls; a reference that may not be seen and one that does not exist
are the same to whoever asks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from frontdoor.access import permission
from frontdoor.access.models import Account
from frontdoor.documents.models import Narrative
from frontdoor.journey.models import Call, Contact, Feedback, Gap, InformationRequest, Journey, Lateness, Referrer
from frontdoor.journey.record_queries import contact_by_reference, journeys_of, people_of
from frontdoor.ledger import scope
from frontdoor.ledger.models import ClockRun, Event, Standing
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Page
from frontdoor.people.aliases import ids_of_each, people_as_one, shown_ids
from frontdoor.people.models import Context, OpenStatus, Person, Relationship
from frontdoor.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class ChildOfContact:
    """One child or context of a contact. `person` is None for a context, `context` None for a child."""

    journey: Journey
    person: Person | None
    context: Context | None
    standing: Standing | None

    @property
    def unborn(self) -> bool:
        """Not born yet: nobody who can be seen, asked or have an ordinary day."""
        return self.journey.before_birth and not (self.person and self.person.born_on)

    @property
    def rating(self) -> str:
        """The rating of this child's journey; empty while nobody has looked."""
        return self.standing.rating if self.standing else ""


def contact_with_children(reference: str, *, by: Actor) -> tuple[Contact, list[ChildOfContact]]:
    """A contact with those of its children that `by` may see. Refuses if there is none."""
    contact = contact_by_reference(reference, by=by)
    return contact, children_of(journeys_of(contact, by=by), authority=by.authority)


def children_of(journeys: Sequence[Journey], *, authority: str) -> list[ChildOfContact]:
    """Whom these journeys are about, and where each stands."""
    about = people_of(journeys)
    standings = {
        standing.journey: standing
        for standing in Standing.objects.filter(authority=authority, journey__in=[one.id for one in journeys])
    }
    return [
        ChildOfContact(
            journey,
            found if isinstance(found := about.get(journey.about), Person) else None,
            found if isinstance(found, Context) else None,
            standings.get(journey.id),
        )
        for journey in journeys
    ]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, by the question it answers; the newest answer last."""

    rows: tuple[Narrative, ...]

    def all(self, question: str, *, record: UUID | None = None) -> list[Narrative]:
        """Every answer to a question, of one record if it is named."""
        return [row for row in self.rows if row.question == question and record in (None, row.record)]

    def text(self, question: str, *, record: UUID | None = None) -> str:
        """The newest answer to a question; empty if there is none that may be seen."""
        found = self.all(question, record=record)
        return found[-1].text if found else ""


def written_of(*, records: Iterable[UUID], journeys: Iterable[UUID] = (), authority: str) -> Written:
    """All narratives of these records, and of everything inside these journeys, that may be seen."""
    rows = Narrative.objects.filter(authority=authority).filter(
        Q(record__in=list(records)) | Q(journey__in=list(journeys))
    )
    return Written(tuple(rows.order_by("recorded_at", "id")))


def names_of(accounts: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of these members of staff."""
    wanted = {account for account in accounts if account}
    return dict(Account.objects.filter(id__in=wanted).values_list("id", "name")) if wanted else {}


def events_of(journeys: Collection[UUID], *, authority: str) -> list[Event]:
    """Everything recorded in these journeys, in the order in which it happened."""
    return list(
        Event.objects.filter(authority=authority, journey__in=journeys).order_by("happened_at", "recorded_at", "id")
    )


def running_clocks(journeys: Collection[UUID], *, authority: str) -> list[ClockRun]:
    """The deadlines that run for these journeys, the earliest first."""
    return list(
        ClockRun.objects.filter(
            authority=authority, journey__in=journeys, stopped_at__isnull=True, limit="by"
        ).order_by("due_at", "clock")
    )


def clocks_of(journeys: Collection[UUID], *, authority: str) -> list[ClockRun]:
    """Every deadline that runs or ran for these journeys, the earliest first."""
    return list(
        ClockRun.objects.filter(authority=authority, journey__in=journeys, limit="by").order_by("due_at", "clock")
    )


def every_run(journeys: Collection[UUID], *, authority: str) -> list[ClockRun]:
    """Every run of every clock of these journeys, minimums too, in the order in which they began."""
    runs = ClockRun.objects.filter(authority=authority, journey__in=journeys)
    return list(runs.order_by("started_at", "due_at", "clock", "id"))


def latenesses(journeys: Collection[UUID], *, authority: str) -> list[Lateness]:
    """Why something was late, as somebody said and nobody voided, in the order of saying."""
    said = Lateness.objects.filter(authority=authority, journey_id__in=journeys, voided_at__isnull=True)
    return list(said.order_by("recorded_at", "id"))


@dataclass(frozen=True, slots=True)
class LastRating:
    """Who rated a contact last, and when."""

    rating: str
    at: datetime
    by: UUID | None


def last_rating(events: Sequence[Event]) -> LastRating | None:
    """The last rating that nobody has voided."""
    voided = {event.voids for event in events if event.voids}
    rated = [event for event in events if event.kind == "contact_rated" and event.id not in voided]
    if not rated:
        return None
    last = rated[-1]
    return LastRating(str(last.data["rating"]), last.happened_at, last.by_account)


def statuses_of(people: Collection[UUID], *, authority: str) -> dict[UUID, OpenStatus]:
    """What the case system said of these people, by person."""
    ids = ids_of_each(people)
    every = {one for of in ids.values() for one in of}
    rows = {row.person: row for row in OpenStatus.objects.filter(authority=authority, person__in=every)}
    held = {person: [rows[one] for one in of if one in rows] for person, of in ids.items()}
    return {person: max(found, key=lambda row: row.as_at) for person, found in held.items() if found}


def ties_to(children: Collection[UUID], *, authority: str) -> list[Relationship]:
    """What others are to these children, each under the id that was asked for and the id the other is shown under."""
    ids = ids_of_each(children)
    read_as = {one: child for child, of in ids.items() for one in of}
    ties = Relationship.objects.filter(authority=authority, to__in=list(read_as), until__isnull=True).order_by("id")
    found = list(ties)
    shown = shown_ids(tie.person for tie in found)
    for tie in found:
        tie.person, tie.to = shown[tie.person], read_as[tie.to]
    return found


def requests_of(journeys: Collection[UUID], *, authority: str) -> list[InformationRequest]:
    """What agencies were asked about these children and not taken back, oldest first."""
    asked = InformationRequest.objects.filter(authority=authority, journey__in=journeys, voided_at__isnull=True)
    return list(asked.exclude(state="withdrawn").order_by("asked_at", "to_agency", "id"))


def answers_due(requests: Sequence[InformationRequest], *, authority: str) -> dict[UUID, ClockRun]:
    """The clock of each request, by request."""
    runs = ClockRun.objects.filter(authority=authority, record__in=[one.id for one in requests], clock="agency_return")
    return {run.record: run for run in runs.order_by("started_at") if run.record}


def calls_of(journeys: Collection[UUID], *, authority: str) -> list[Call]:
    """The telephone calls about these children, the newest first."""
    return list(Call.objects.filter(authority=authority, journey__in=journeys).order_by("-rang_at", "-id"))


def feedback_of(journeys: Collection[UUID], *, authority: str) -> list[Feedback]:
    """What recipients were or will be told, the newest first."""
    return list(Feedback.objects.filter(authority=authority, journey__in=journeys).order_by("-drafted_at", "-id"))


def pages_of(journeys: Collection[UUID], *, authority: str) -> list[Page]:
    """Whom on call was told of these children, the newest first."""
    return list(Page.objects.filter(authority=authority, journey__in=journeys).order_by("-paged_at", "-id"))


def open_gaps(journeys: Collection[UUID], *, authority: str) -> list[Gap]:
    """What was missing when a child was protected and has not been put right."""
    gaps = Gap.objects.filter(authority=authority, journey__in=journeys, filled_at__isnull=True, voided_at__isnull=True)
    return list(gaps.order_by("noted_at", "id"))


def linked_reports(contact: Contact) -> list[Contact]:
    """Other reports of the same incident that may be seen: each is a record of its own."""
    others = Contact.objects.filter(authority=contact.authority, incident=contact.incident).exclude(pk=contact.pk)
    return list(others.order_by("received_at", "id"))


def adults_around(children: Collection[UUID], *, authority: str) -> list[tuple[Person, list[Relationship]]]:
    """The adults around these children, each with what they are to which child."""
    by_adult: dict[UUID, list[Relationship]] = {}
    for tie in ties_to(children, authority=authority):
        by_adult.setdefault(tie.person, []).append(tie)
    people = people_as_one(by_adult)
    return [(people[adult], ties) for adult, ties in by_adult.items() if adult in people]


def referrer_of(contact: Contact, *, by: Actor, at: datetime) -> Referrer | None:
    """Who told us, by name and number: for the decision team alone, also where they are no professional.

    Referrers who are not professionals stand behind a wall in which nobody stands; it is opened here for this reading.
    """
    permission.require(by, Permission.SEE_REFERRER)
    inside = replace(by, compartments=by.compartments | {"referrer"})
    with scope.acting(inside, at):
        return Referrer.objects.filter(authority=contact.authority, contact=contact).first()
