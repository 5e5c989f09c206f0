"""What the ledger says of each child's way, in days: referrals, assessments, enquiries, conferences, plans, visits.

One reading (`gathered.py`) serves the census, Annex A and the daily feed. Days are days in London.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

#: The code of more than one category of abuse.
MULTIPLE = "MUL"


@dataclass(slots=True)
class Contact:
    """A contact as it concerns one child: the day any channel first had it, and the census's code of who told."""

    journey: UUID
    on: date
    source: str


@dataclass(slots=True)
class Referral:
    """A contact that became a request for services, and when that episode closed.

    `source` is the code returned; `told_as` the one recorded, where that said "anonymous" of somebody we know.
    """

    id: UUID
    journey: UUID
    on: date
    source: str
    need: str = ""
    no_further_action: bool = False
    transfer_in: bool = False
    told_as: str = ""
    closed_on: date | None = None
    closed_because: str = ""


@dataclass(slots=True)
class Assessment:
    """`completed_on` is the day on which it was both authorised and told (CIN guide 4.9.3)."""

    id: UUID
    journey: UUID
    started_on: date
    review_on: date | None = None
    authorised_on: date | None = None
    told_on: date | None = None
    factors: tuple[str, ...] = ()
    in_need: bool | None = None
    child_seen: bool | None = None

    @property
    def completed_on(self) -> date | None:
        """The later of authorisation and telling; None until both were done."""
        if self.authorised_on is None or self.told_on is None:
            return None
        return max(self.authorised_on, self.told_on)


@dataclass(slots=True)
class Enquiry:
    """A section 47 enquiry; it began on the day of the strategy discussion that initiated it (CIN guide 4.12.1)."""

    id: UUID
    journey: UUID
    started_on: date
    concluded_on: date | None = None
    outcome: str = ""


@dataclass(slots=True)
class Conference:
    """A child protection conference: "initial", "review" or "transfer_in"."""

    journey: UUID
    meeting: str
    on: date
    plan: bool
    categories: tuple[str, ...]


@dataclass(slots=True)
class Plan:
    """A plan of either kind ("need", "protection"); `previous` are the protection plans of this child before it."""

    id: UUID
    journey: UUID | None
    kind: str
    started_on: date
    ended_on: date | None = None
    category: str = ""
    previous: int = 0


@dataclass(slots=True)
class Visit:
    """A visit to a child: whether the child was seen, and alone ("yes", "no" or not said)."""

    on: date
    purpose: str
    seen: bool
    alone: str


@dataclass(slots=True)
class Order:
    """Police protection or an emergency order."""

    kind: str
    on: date


@dataclass(slots=True)
class Missing:
    """An episode of being missing, and what became of the return interview: offered, declined, done."""

    id: UUID
    on: date
    offered: bool = False
    declined: bool = False
    done: bool = False


@dataclass(slots=True)
class Help:
    """Early help: the day on which somebody there took the child (or help began), and who gives it.

    `agreed_on` is when it was agreed with the family, which ends the assessment; `ended_on` when its journey closed.
    """

    journey: UUID
    on: date
    who: str
    agreed_on: date | None = None
    ended_on: date | None = None


@dataclass(slots=True)
class Life:
    """All that happened to one child, each list in order of days."""

    child: UUID
    contacts: list[Contact] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    conferences: list[Conference] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    help: list[Help] = field(default_factory=list)

    def referral_of(self, on: date, journey: UUID | None) -> Referral | None:
        """The episode to which something done on a day belongs.

        That of its own journey, if it had begun by then; otherwise the child's latest that had begun: what comes in
        about an open child belongs to the open episode (CIN guide 4.1). None where the child was never referred.
        """
        begun = [one for one in self.referrals if one.on <= on and not one.no_further_action]
        own = [one for one in begun if one.journey == journey and (one.closed_on is None or one.closed_on >= on)]
        standing = [one for one in begun if one.closed_on is None or one.closed_on >= on]
        for found in (own, standing, begun):
            if found:
                return max(found, key=lambda one: (one.on, str(one.id)))
        return None

    def initial_conference(self, enquiry: Enquiry) -> Conference | None:
        """The first initial conference after an enquiry began and before the child's next one did."""
        later = [one.started_on for one in self.enquiries if one.started_on > enquiry.started_on]
        before = min(later, default=date.max)
        held = (one for one in self.conferences if one.meeting == "initial" and one.on <= before)
        return next((one for one in held if enquiry.started_on <= one.on), None)

    def categories(self, plan: Plan, by: date) -> tuple[str, str]:
        """Under which category a protection plan began, and stands on a day: several are "multiple" (guide 5.2).

        What the case system told of a plan is its latest category; conferences held here say the first one.
        """
        told = plan.journey is None and bool(plan.category)
        first = latest = plan.category
        for held in self.conferences:
            if not held.plan or not held.categories or held.on > by:
                continue
            category = held.categories[0] if len(held.categories) == 1 else MULTIPLE
            if held.meeting != "review" and held.on == plan.started_on:
                first = latest = category
            elif held.meeting == "review" and plan.started_on < held.on <= (plan.ended_on or by):
                latest = category
        return first, plan.category if told else latest
