"""Everything the record of one contact reads, once: the sections only put it into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdoor.journey import contact_queries as read
from frontdoor.journey.contact_queries import LastRating, Written
from frontdoor.journey.decision_queries import EarlierContact, decisions_of, earlier_contacts
from frontdoor.journey.known_queries import named_with_source
from frontdoor.journey.models import Call, Contact, Decision, Feedback, Gap, InformationRequest, Journey, KnownFact
from frontdoor.ledger.models import ClockRun, Event
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Page
from frontdoor.people.models import OpenStatus, Person, Relationship
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.record.opening import Child, OpenRecord
from frontdoor.screens.record.statuses import standing_words

ANSWERS = {"yes": "yes", "no": "no", "not_known": "not known", "not_asked": "not asked", "": "not asked"}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One contact as this reader may see it now, with all that its sections say."""

    record: OpenRecord
    written: Written
    events: list[Event]
    rated: LastRating | None
    clocks: list[ClockRun]
    requests: list[InformationRequest]
    request_clocks: dict[UUID, ClockRun]
    earlier: list[EarlierContact]
    decisions: list[Decision]
    adults: list[tuple[Person, list[Relationship]]]
    statuses: dict[UUID, OpenStatus]
    standing: tuple[str, ...]
    open_to: dict[UUID, str]
    calls: list[Call]
    feedback: list[Feedback]
    pages: list[Page]
    gaps: list[Gap]
    linked: list[Contact]
    known: dict[UUID, list[KnownFact]]
    names: dict[UUID, str]
    by: Actor
    now: datetime

    @property
    def contact(self) -> Contact:
        """The contact itself."""
        return self.record.contact

    @property
    def children(self) -> tuple[Child, ...]:
        """The children whom this reader may see."""
        return self.record.children

    @property
    def place(self) -> Partnership:
        """The partnership of the contact."""
        return self.record.partnership

    def who(self, account: UUID | None, otherwise: str = "somebody") -> str:
        """The name of a member of staff."""
        return self.names.get(account, otherwise) if account else otherwise

    def short(self, child: Child) -> str:
        """Which child a line is about, where there are several."""
        return child.first_name if len(self.children) > 1 else ""


def read_record(record: OpenRecord, *, by: Actor) -> Reading:
    """Read all of a record's sections, behind the walls of this reader."""
    contact, authority = record.contact, by.authority
    journeys = [child.journey for child in record.children]
    ids, about = [journey.id for journey in journeys], [journey.about for journey in journeys]
    events = read.events_of(ids, authority=authority)
    requests = read.requests_of(ids, authority=authority)
    earlier = earlier_contacts(contact, journeys, by=by)
    before = [journey for one in earlier for journey in one.journeys]
    calls = read.calls_of(ids, authority=authority)
    standing, open_to = standing_words(ids, authority=authority, now=record.now, place=record.partnership)
    records = [contact.id, *(journey.id for journey in before)]
    return Reading(
        record=record,
        written=read.written_of(records=records, journeys=[*ids, *(one.id for one in before)], authority=authority),
        events=events,
        rated=read.last_rating(events),
        clocks=read.running_clocks(ids, authority=authority),
        requests=requests,
        request_clocks=read.answers_due(requests, authority=authority),
        earlier=earlier,
        decisions=decisions_of([*journeys, *before]),
        adults=read.adults_around(about, authority=authority),
        statuses=read.statuses_of(about, authority=authority),
        standing=standing,
        open_to=open_to,
        calls=calls,
        feedback=read.feedback_of(ids, authority=authority),
        pages=read.pages_of(ids, authority=authority),
        gaps=read.open_gaps(ids, authority=authority),
        linked=read.linked_reports(contact),
        known=named_with_source(about),
        names=read.names_of(_staff(events, journeys, calls)),
        by=by,
        now=record.now,
    )


def _staff(events: list[Event], journeys: list[Journey], calls: list[Call]) -> list[UUID | None]:
    """The members of staff whom the sections name."""
    return [
        *(event.by_account for event in events),
        *(one.worker for one in journeys),
        *(one.taken_by for one in calls),
    ]
