"""The fixed cast and a small world, reached by the real verbs: never an impossible record.

world = World()
contact = world.contact(child(given_name="Ana", family_name="Example"))
journey = world.case_at("strategy_discussion")
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password

from frontdoor.access.actors import actor_for
from frontdoor.access.models import Account
from frontdoor.journey.actions.contacts import Receipt, receive_contact
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.rules.concern import Answer, Channel, Concern, ConcernedChild, Referrer, ReferrerKind
from frontdoor.rules.steps import Stage

PASSWORD = "a long demonstration password"

#: Friday afternoon, ten minutes before closing: when most of this matters.
FRIDAY = datetime(2026, 11, 20, 16, 50, tzinfo=UTC)

#: Who is who: role, name, agency, teams, registration.
CAST: dict[str, dict[str, Any]] = {
    "school_lead": {"name": "Sam School", "agency": "school:example-primary"},
    "health_visitor": {"name": "Hal Health", "agency": "health:community"},
    "police_officer": {"name": "Pat Police", "agency": "police:force", "reads": ["873"]},
    "probation_officer": {"name": "Prue Probation", "agency": "probation:unit"},
    "contact_officer": {"name": "Con Contact", "agency": "council"},
    "hub_manager": {"name": "Hattie Hub", "agency": "council", "registration": "SW100001"},
    "out_of_hours": {"name": "Olu Night", "agency": "council", "registration": "SW100002"},
    "social_worker": {"name": "Sol Worker", "agency": "council", "teams": ["assessment_1"], "registration": "SW100003"},
    "team_manager": {"name": "Tam Manager", "agency": "council", "teams": ["assessment_1"], "registration": "SW100004"},
    "exploitation_lead": {"name": "Exa Lead", "agency": "council", "registration": "SW100005"},
    "restricted_manager": {"name": "Rae Restricted", "agency": "council", "registration": "SW100006"},
    "adoption_custodian": {"name": "Ada Custodian", "agency": "council", "registration": "SW100007"},
    "auditor": {"name": "Aud Auditor", "agency": "council"},
    "analyst": {"name": "Ann Analyst", "agency": "council"},
    "board_member": {"name": "Bo Board", "agency": "council"},
    "information_governance": {"name": "Ig Governance", "agency": "council"},
}


def child(**facts: Any) -> ConcernedChild:
    """A child with a name, unless told otherwise."""
    return ConcernedChild(**{"given_name": "Ana", "family_name": "Example", "born": date(2019, 5, 4), **facts})


def concern(*children: ConcernedChild, **facts: Any) -> Concern:
    """A professional's worry about these children, first received on a Friday at 16:50."""
    given = {
        "channel": Channel.WEB_FORM,
        "received_at": FRIDAY,
        "worry": "Came to school hungry and without a coat, third time this week.",
        "worries": ("neglect",),
        "danger_now": Answer.NO,
        "referrer": Referrer(
            kind=ReferrerKind.PROFESSIONAL, source="2A", name="Sam School", agency="school:example-primary"
        ),
        "children": children,
    }
    return Concern(**{**given, **facts})


@cache
def _hashed() -> str:
    """The password of all of them, hashed once: each hash costs a tenth of a second."""
    return make_password(PASSWORD)


@dataclass
class World:
    """The cast in their authority, and a clock that only moves when told."""

    now: datetime = FRIDAY
    accounts: dict[str, Account] = field(default_factory=dict)
    _tokens: Iterator[int] = field(default_factory=itertools.count)

    def account(self, who: str, authority: str = "874") -> Account:
        """The account of one of the cast, made when first asked for; `neighbour` is the other authority's manager."""
        if who == "neighbour":
            return self._account(
                f"{who}@{authority}", "hub_manager", "873", {**CAST["hub_manager"], "name": "Ned Near"}
            )
        return self._account(f"{who}@{authority}", who, authority, CAST[who])

    def _account(self, key: str, role: str, authority: str, facts: dict[str, Any]) -> Account:
        if key not in self.accounts:
            until = date(2027, 11, 30) if facts.get("registration") else None
            self.accounts[key] = Account.objects.create(
                id=uuid4(),
                email=f"{key.replace('@', '.')}@example.org",
                password=_hashed(),
                role=role,
                authority=authority,
                registered_until=until,
                **facts,
            )
        return self.accounts[key]

    @contextlib.contextmanager
    def acting(self, who: str) -> Iterator[Actor]:
        """Act as one of the cast, as a door lets them."""
        with scope.entering(actor_for(self.account(who), self.now), self.now) as actor:
            yield actor

    @contextlib.contextmanager
    def all_rows(self, authority: str = "874") -> Iterator[None]:
        """See every row of the authority, to check what is stored."""
        with scope.system(authority):
            yield

    def later(self, **span: float) -> datetime:
        """Move the clock on; returns the new moment."""
        self.now += timedelta(**span)
        return self.now

    def token(self) -> str:
        """A token never used before."""
        return f"token-{next(self._tokens)}-{uuid4()}"

    def contact(self, *children: ConcernedChild, who: str = "contact_officer", **facts: Any) -> Receipt:
        """A concern taken at the front door."""
        told = concern(*(children or (child(),)), **{"received_at": self.now, **facts})
        with self.acting(who) as actor:
            return receive_contact(concern=told, token=self.token(), by=actor, recorded_at=self.now)

    def journey(self, *, who: str = "contact_officer", **facts: Any) -> UUID:
        """The journey of one child, newly arrived."""
        return self.contact(child(**facts), who=who).journeys[0]

    def case_at(self, stage: str, **facts: Any) -> UUID:
        """The journey of one child, walked to a stage by the verbs that lead there; the clock has moved on."""
        from tests.cases import walk_to

        return walk_to(self, self.journey(**facts), Stage(stage))
