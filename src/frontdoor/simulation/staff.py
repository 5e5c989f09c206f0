"""The people who work at the city's front door. They are accounts like any other, and cannot sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frontdoor.access.demonstration import CAST, Cast, account_id
from frontdoor.access.models import Account
from frontdoor.ledger.ids import derived_id
from frontdoor.ledger.scope import Actor
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.roles import ROLES

_FIRST = (
    "Alex",
    "Bola",
    "Cerys",
    "Dilip",
    "Erin",
    "Femi",
    "Gita",
    "Hugh",
    "Ines",
    "Joss",
    "Kit",
    "Lena",
    "Milo",
    "Nia",
)
_LAST = ("Ashdown", "Byfield", "Copsey", "Dray", "Elmore", "Fiske", "Garrod", "Hythe")


@dataclass(frozen=True)
class Staff:
    """Who does what, as actors: those who take calls, decide, answer at night, hold children, and the police feed."""

    officers: tuple[Actor, ...]
    deciders: tuple[Actor, ...]
    night: tuple[Actor, ...]
    workers: dict[str, tuple[Actor, ...]]
    managers: dict[str, Actor]
    feed: Actor
    public: Actor

    @property
    def everyone(self) -> list[Actor]:
        """All who are people, each once."""
        held = [worker for team in self.workers.values() for worker in team]
        return [*self.officers, *self.deciders, *self.night, *held, *self.managers.values()]


def staff_of(partnership: Partnership, *, workers_a_team: int = 7) -> Staff:
    """The staff of one authority: the demonstration's cast in their places, and always the same others beside them."""
    made = _Making(partnership.authority)
    teams = [team.code for team in partnership.teams if team.kind in {"assessment", "family_safeguarding"}]
    return Staff(
        officers=tuple(made.actor("contact_officer") for _ in range(5)),
        deciders=tuple(made.actor("hub_manager") for _ in range(4)),
        night=tuple(made.actor("out_of_hours") for _ in range(3)),
        workers={team: tuple(made.actor("social_worker", team) for _ in range(workers_a_team)) for team in teams},
        managers={team: made.actor("team_manager", team) for team in teams},
        feed=Actor(authority=partnership.authority, role="feed", name="Police notifications", agency="police"),
        public=Actor(authority=partnership.authority, role="public", name="Public form"),
    )


class _Making:
    """Makes actors one after the other, each with a name and number of its own."""

    def __init__(self, authority: str) -> None:
        self.authority, self.count = authority, 0
        self.cast = [one for one in CAST if one.authority == authority and one.who != "relative"]

    def actor(self, role: str, team: str = "") -> Actor:
        """The next of a role (in a team): one of the cast, while there is one, then somebody new."""
        for one in self.cast:
            if one.role == role and (not team or team in one.teams):
                self.cast.remove(one)
                return self._of_cast(one)
        return self._new(role, team)

    def _of_cast(self, one: Cast) -> Actor:
        facts = ROLES[one.role]
        return Actor(
            authority=self.authority,
            role=one.role,
            account=account_id(one.who),
            name=one.name,
            agency=one.agency,
            teams=one.teams,
            compartments=facts.compartments,
            registered=bool(one.registration),
            registration=one.registration,
        )

    def _new(self, role: str, team: str) -> Actor:
        number = self.count
        self.count += 1
        facts = ROLES[role]
        return Actor(
            authority=self.authority,
            role=role,
            account=derived_id("simulated staff", self.authority, number),
            name=f"{_FIRST[number % len(_FIRST)]} {_LAST[number // len(_FIRST) % len(_LAST)]}",
            agency="council",
            teams=(team,) if team else (),
            compartments=facts.compartments,
            registered=facts.may_be_registered,
            registration=f"SW9{self.authority}{number:03d}" if facts.may_be_registered else "",
        )


def keep_accounts(staff: Staff, *, until: date) -> None:
    """Store the staff as accounts without a usable password, so that pages can say their names and telephones.

    The cast's own accounts are `access.demonstration`'s to make."""
    there = set(Account.objects.values_list("pk", flat=True)) | {account_id(one.who) for one in CAST}
    for number, actor in enumerate(staff.everyone):
        if actor.account in there:
            continue
        if actor.account is None:
            continue
        account = Account(
            id=actor.account,
            email=f"staff{number}.{actor.authority}@simulated.example",
            name=actor.name,
            role=actor.role,
            authority=actor.authority,
            agency=actor.agency,
            teams=list(actor.teams),
            telephone=f"01632 960{200 + number % 700:03d}",
            registration=actor.registration,
            registered_until=until if actor.registered else None,
        )
        account.set_unusable_password()
        account.save(force_insert=True)
