"""Reads every child's life from the ledger at a frozen position, all children of the authority, behind walls too.

What happened and when comes from the events that count there. The facts that no event carries (a referral's first
primary need, whether it was a transfer in, how many plans there were before) come from the rows those events made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from frontdoor.journey import models
from frontdoor.ledger.versions import versions_of
from frontdoor.people.aliases import all_ids
from frontdoor.returns.formerly import Formerly
from frontdoor.returns.lives import (
    Assessment,
    Conference,
    Contact,
    Enquiry,
    Help,
    Life,
    Missing,
    Order,
    Plan,
    Referral,
    Visit,
)
from frontdoor.returns.position import Position, Told, told, told_now
from frontdoor.rules.calendar import london_day

Lives = dict[UUID, Life]

#: The codes of somebody who is not known, and of whom is not known who they were.
ANONYMOUS, UNKNOWN = "9", "10"
_BY_KIND = {"relative": "1A", "public": "1D", "child": "1C"}


#: What the census and the daily feed do not ask for: half of all that is read.
NOT_IN_CENSUS = frozenset(
    {"contact_received", "visit_recorded", "police_protection_started", "emergency_order_made", "missing_reported"}
    | {"child_missing_reported", "child_returned", "help_started", "handover_accepted"}
)


def lives_at(position: Position, *, without: Collection[str] = ()) -> Lives:
    """The life of every child of whom the ledger tells at this position, some kinds of events left out if need be.

    In `position.in_sight` only.
    """
    return _lives(position.authority, told(position, sorted({*_MAKES, *_FOLLOWS} - {*without})), at=position)


def lives_now(authority: str, children: Sequence[UUID]) -> Lives:
    """The lives of some children as they stand now, whatever is sealed. In system scope only."""
    ids = all_ids(children)
    return _lives(authority, told_now(authority, sorted({**_MAKES, **_FOLLOWS}), ids), ids=ids)


def _lives(
    authority: str, happened: Sequence[Told], *, at: Position | None = None, ids: Sequence[UUID] | None = None
) -> Lives:
    reader = _Reader(authority, ids, at)
    events = [event for event in happened if event.about is not None]
    # An act may start something and say more of it at one moment: what is made comes first, whatever the order.
    for among in (_MAKES, _FOLLOWS):
        for event in events:
            if event.kind in among:
                among[event.kind](reader, event)
    return reader.finished()


@dataclass
class _Reader:
    """What was read so far, by the record whose events follow."""

    authority: str
    ids: Sequence[UUID] | None
    at: Position | None
    lives: Lives = field(default_factory=dict)
    referrals: dict[UUID, Referral] = field(default_factory=dict)
    assessments: dict[UUID, Assessment] = field(default_factory=dict)
    enquiries: dict[UUID, Enquiry] = field(default_factory=dict)
    plans: dict[UUID, Plan] = field(default_factory=dict)
    missing: dict[UUID, Missing] = field(default_factory=dict)
    rows: dict[UUID, tuple[str, bool]] = field(default_factory=dict)
    before: dict[UUID, int] = field(default_factory=dict)
    tellers: dict[UUID, tuple[str, str]] = field(default_factory=dict)
    helpers: dict[UUID, tuple[str, date | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        of_some = {} if self.ids is None else {"about__in": self.ids}
        facts = models.Referral.objects.filter(authority=self.authority, **of_some)
        referrals = Formerly(models.Referral, self.at).rows(facts.values("id", "primary_need", "transfer_in"))
        self.rows = {row["id"]: (row["primary_need"], row["transfer_in"]) for row in referrals}
        self.tellers = tellers_of(self.authority, of_some, self.at)
        plans = models.Plan.objects.filter(authority=self.authority, previous_plans__gt=0, **of_some)
        helped = models.Help.objects.filter(authority=self.authority, **of_some)
        self.helpers = {key: (who, on) for key, who, on in helped.values_list("id", "who", "agreed_on")}
        offers = models.HandOver.objects.filter(authority=self.authority, to_kind="early_help", **of_some)
        self.helpers |= {key: (words or to, None) for key, words, to in offers.values_list("id", "to_words", "to")}
        self.before = dict(plans.values_list("id", "previous_plans"))

    def life(self, event: Told) -> Life:
        """The life that an event belongs to."""
        about = _there(event.about, event)
        if about not in self.lives:
            self.lives[about] = Life(about)
        return self.lives[about]

    def finished(self) -> Lives:
        """Every life, each with its rows in order of days."""
        for life in self.lives.values():
            life.assessments.sort(key=lambda one: (one.started_on, str(one.id)))
            life.referrals.sort(key=lambda one: (one.on, str(one.id)))
        return self.lives


def _source(reader: _Reader, event: Told) -> tuple[str, str]:
    """Who told, as it was recorded and as it is returned, by the census's code."""
    source: str = event.data.get("source", "")
    return reader.tellers.get(_journey(event), (source, source))


def tellers_of(authority: str, of_some: Mapping[str, Any], at: Position | None) -> dict[UUID, tuple[str, str]]:
    """By journey, the code recorded and the one returned, where these are not simply the event's.

    A contact's row says who told where that was corrected later. Code 9 is for those whom we do not know (guide 4.4,
    B4): of whom we keep a name, a number or an address has another. Who asked not to be named is masked elsewhere.
    """
    corrected = versions_of(models.Contact).objects.filter(authority=authority).values("id")
    journeys = models.Journey.objects.filter(
        Q(contact__source=ANONYMOUS) | Q(contact__in=corrected), authority=authority, **of_some
    )
    of_contact = dict(journeys.values_list("id", "contact"))
    contacts = {*of_contact.values()}
    rows = models.Contact.objects.filter(authority=authority, pk__in=contacts).values("id", "source")
    recorded = {row["id"]: row["source"] for row in Formerly(models.Contact, at).rows(rows)}
    columns = ("id", "contact", "kind", "name", "telephone", "email")
    told_by = models.Referrer.objects.filter(authority=authority, contact__in=contacts).values(*columns)
    known = {
        row["contact"]: _BY_KIND.get(row["kind"], UNKNOWN)
        for row in Formerly(models.Referrer, at).rows(told_by)
        if row["name"] or row["telephone"] or row["email"]
    }
    codes = {
        key: (source, known.get(key, source) if source == ANONYMOUS else source) for key, source in recorded.items()
    }
    return {journey: codes[contact] for journey, contact in of_contact.items()}


def _contact(reader: _Reader, event: Told) -> None:
    _, source = _source(reader, event)
    reader.life(event).contacts.append(Contact(_journey(event), london_day(event.happened_at), source))


def _referral(reader: _Reader, event: Told) -> None:
    need, transfer_in = reader.rows.get(_record(event), ("", False))
    recorded, source = _source(reader, event)
    made = Referral(
        id=_record(event),
        journey=_journey(event),
        on=_day(event.data["referral_on"]),
        source=source,
        told_as=recorded,
        need=need,
        transfer_in=transfer_in,
    )
    reader.referrals[made.id] = made
    reader.life(event).referrals.append(made)


def _no_further_action(reader: _Reader, event: Told) -> None:
    if (found := reader.referrals.get(_record(event))) is not None:
        found.no_further_action, found.need = True, ""
        found.closed_on, found.closed_because = None, ""


def _need(reader: _Reader, event: Told) -> None:
    if (found := reader.referrals.get(_record(event))) is not None:
        found.need = event.data["need"]


def _help(reader: _Reader, event: Told) -> None:
    """Family help and early help, once they began or somebody there accepted the child: one way, told of twice."""
    if event.data.get("kind_of_help") not in _EARLY_HELP and event.data.get("to_kind") != "early_help":
        return
    who, agreed_on = reader.helpers.get(_record(event), ("", None))
    helped = reader.life(event).help
    accepted = next((one for one in helped if one.journey == event.journey and one.agreed_on is None), None)
    if accepted is None:
        day = london_day(event.happened_at)
        helped.append(Help(_journey(event), min(day, agreed_on or day), who, agreed_on))
    elif agreed_on is not None:
        accepted.who, accepted.agreed_on = who or accepted.who, max(agreed_on, accepted.on)


_EARLY_HELP = frozenset({"early_help", "family_help"})


def _closed(reader: _Reader, event: Told) -> None:
    for help_given in reader.life(event).help:
        if help_given.journey == event.journey:
            help_given.ended_on = london_day(event.happened_at)
    for referral in reader.life(event).referrals:
        if referral.journey == event.journey and referral.closed_on is None and not referral.no_further_action:
            referral.closed_on, referral.closed_because = london_day(event.happened_at), event.data["statutory"]


def _reopened(reader: _Reader, event: Told) -> None:
    for help_given in reader.life(event).help:
        if help_given.journey == event.journey:
            help_given.ended_on = None
    for referral in reader.life(event).referrals:
        if referral.journey == event.journey:
            referral.closed_on, referral.closed_because = None, ""


def _assessment(reader: _Reader, event: Told) -> None:
    made = Assessment(id=_record(event), journey=_journey(event), started_on=london_day(event.happened_at))
    reader.assessments[made.id] = made
    reader.life(event).assessments.append(made)


def _review_set(reader: _Reader, event: Told) -> None:
    if (found := reader.assessments.get(_record(event))) is not None:
        found.review_on = _day(event.data["review_on"])


def _authorised(reader: _Reader, event: Told) -> None:
    if (found := reader.assessments.get(_record(event))) is not None:
        found.authorised_on = london_day(event.happened_at)
        found.factors = tuple(event.data["factors"])
        found.in_need, found.child_seen = event.data["in_need"], event.data["child_seen"]


def _outcome_told(reader: _Reader, event: Told) -> None:
    found = reader.assessments.get(_record(event))
    if found is not None and found.told_on is None:
        found.told_on = london_day(event.happened_at)


def _enquiry(reader: _Reader, event: Told) -> None:
    made = Enquiry(id=_record(event), journey=_journey(event), started_on=london_day(event.happened_at))
    reader.enquiries[made.id] = made
    reader.life(event).enquiries.append(made)


def _concluded(reader: _Reader, event: Told) -> None:
    if (found := reader.enquiries.get(_record(event))) is not None:
        found.concluded_on, found.outcome = london_day(event.happened_at), event.data["outcome"]


def _conference(reader: _Reader, event: Told) -> None:
    data = event.data
    held = Conference(
        journey=_journey(event),
        meeting=data["meeting"],
        on=london_day(event.happened_at),
        plan=data["plan"],
        categories=tuple(data["categories"]),
    )
    reader.life(event).conferences.append(held)


def _plan_began(reader: _Reader, event: Told) -> None:
    protection = event.kind == "protection_plan_started"
    made = Plan(
        id=_record(event),
        journey=event.journey,
        kind="protection" if protection else "need",
        started_on=_day(event.data["on"]) if protection else london_day(event.happened_at),
        category=event.data.get("category", ""),
        previous=reader.before.get(_record(event), 0),
    )
    reader.plans[made.id] = made
    reader.life(event).plans.append(made)


def _plan_ended(reader: _Reader, event: Told) -> None:
    if (found := reader.plans.get(_record(event))) is not None:
        found.ended_on = _day(event.data["on"]) if "on" in event.data else london_day(event.happened_at)


def _visit(reader: _Reader, event: Told) -> None:
    data = event.data
    made = Visit(london_day(event.happened_at), data["purpose"], bool(data["seen"]), data["alone"])
    reader.life(event).visits.append(made)


def _order(reader: _Reader, event: Told) -> None:
    kind = event.data.get("order", "police_protection")
    reader.life(event).orders.append(Order(kind, london_day(event.happened_at)))


def _missing(reader: _Reader, event: Told) -> None:
    """Reported missing, or back without having been: one episode, however often it is said."""
    if _record(event) in reader.missing:
        return
    made = Missing(id=_record(event), on=london_day(event.happened_at))
    reader.missing[made.id] = made
    reader.life(event).missing.append(made)


def _interview(reader: _Reader, event: Told) -> None:
    found = reader.missing.get(_record(event))
    if found is not None:
        setattr(found, event.kind.removeprefix("return_interview_"), True)


_MAKES: dict[str, Callable[[_Reader, Told], None]] = {
    "contact_received": _contact,
    "referral_made": _referral,
    "assessment_started": _assessment,
    "section47_started": _enquiry,
    "conference_held": _conference,
    "protection_plan_started": _plan_began,
    "need_plan_started": _plan_began,
    "visit_recorded": _visit,
    "police_protection_started": _order,
    "emergency_order_made": _order,
    "missing_reported": _missing,
    "child_missing_reported": _missing,
    "child_returned": _missing,
    "help_started": _help,
    "handover_accepted": _help,
}
_FOLLOWS: dict[str, Callable[[_Reader, Told], None]] = {
    "primary_need_recorded": _need,
    "no_further_action_taken": _no_further_action,
    "journey_closed": _closed,
    "journey_reopened": _reopened,
    "assessment_review_set": _review_set,
    "assessment_authorised": _authorised,
    "assessment_outcome_told": _outcome_told,
    "section47_concluded": _concluded,
    "protection_plan_ended": _plan_ended,
    "need_plan_ended": _plan_ended,
    "return_interview_offered": _interview,
    "return_interview_declined": _interview,
    "return_interview_done": _interview,
}


def _record(event: Told) -> UUID:
    return _there(event.record, event)


def _journey(event: Told) -> UUID:
    return _there(event.journey, event)


def _there(key: UUID | None, event: Told) -> UUID:
    if key is None:
        raise ValueError(f"An event {event.kind} names no child, journey or record: {event.id}.")
    return key


def _day(written: str) -> date:
    return date.fromisoformat(written)
