"""Role × route × object: who opens what, from the URL map, with a route that nobody thought of failing the test.

The table of who may see what is written here by hand and shares no code with what it checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from frontdoor.access.actions.bars import bar_relative
from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Look
from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.models import Journey
from frontdoor.people.models import Person
from frontdoor.rules.measures import HAND_OFFS
from frontdoor.rules.roles import ROLES, Permission
from tests.cases import decide
from tests.house.url_map import Route, routes
from tests.screens.at_work import AtWork, keep_time, words
from tests.world import CAST, World, child

#: The short public list: pages that anybody may open. They show nothing of any child.
PUBLIC = {
    "start", "health", "refer:start", "refer:form", "refer:come_back", "account_login", "mfa_authenticate",
    "account_logout", "account_inactive", "account_asleep", "council_sign_in", "openid_connect_login",
    "openid_connect_callback", "socialaccount_signup", "new_password",
}  # fmt: skip

#: Pages for whoever is signed in: their own account. They show nothing of any child.
EVERYBODY = {
    "send_again", "own_account", "account_change_password", "account_reauthenticate", "mfa_reauthenticate",
    "mfa_activate_totp", "second_factor_needed", "mfa_view_recovery_codes", "visit:unlock",
}  # fmt: skip

#: They answer alike whatever is asked for: what one types is kept for oneself, a reference is read out as it came.
ANSWERS_ALIKE = {"drafts:save", "drafts:save_answer", "telephone:taken"}

#: Where the reference of a record that one may not see may stand, and never a name or a number: an agency's receipt of
#: what it told us itself, like any other; and whose record was looked at, for whoever watches all looks.
REFERENCES_ALONE = {("school_lead", "agency:requests"), ("information_governance", "access_desk:who_looked")}

#: Where somebody who sees no record of a child works with its number alone, and never reads a name or a reference.
BY_NUMBER = {("information_governance", "access_desk:walls_of"): {"open", "held", "restricted", "came_after"}}

HUB_DUTY = {"contact_officer", "hub_manager", "out_of_hours", "exploitation_lead", "restricted_manager"}
#: Which of the cast may see which child, by hand. `neighbour` is the other authority's hub manager.
SEES: dict[str, set[str]] = {
    "open": {*HUB_DUTY, "adoption_custodian", "auditor", "school_lead"},
    "held": {*HUB_DUTY, "adoption_custodian", "auditor", "school_lead", "social_worker", "team_manager"},
    "restricted": {"restricted_manager"},
    "came_after": {"restricted_manager"},
    "other_authority": {"neighbour"},
    "own_relative": set(),
}
WHO = [*CAST, "neighbour"]
SURNAMES = {
    "open": "Openham", "held": "Heldham", "restricted": "Shieldham", "came_after": "Shieldham",
    "other_authority": "Otherham", "own_relative": "Kinham",
}  # fmt: skip
NOBODY = "FD-26-999-999-999"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One child's contact in the state it is named for."""

    state: str
    reference: str
    contact: UUID
    journey: UUID
    person: UUID
    number: str


class Matrix:
    """The world in which everybody tries everything."""

    def __init__(self, world: World) -> None:
        self.world = world
        for who in WHO:
            world.account(who)
        self.cases = {case.state: case for case in self._cases()}
        self.at = {who: AtWork(world, who) for who in WHO}

    def _cases(self) -> list[Case]:
        opened, held = self._contact("open"), self._contact("held")
        self._give_to_a_social_worker(held.journey)
        shielded = self._contact("restricted", nhs_number="9990000018")
        with self.world.acting("restricted_manager") as by:
            restrict_person(
                person=shielded.person, custodian=by.account, by=by, happened_at=self.world.now,
                recorded_at=self.world.now,
            )  # fmt: skip
        after = self._contact("came_after", nhs_number="9990000018")
        assert after.person == shielded.person
        other = self._contact("other_authority", who="neighbour")
        return [opened, held, shielded, after, other, self._relative()]

    def _contact(self, state: str, *, who: str = "contact_officer", **facts: Any) -> Case:
        told = child(given_name="Ana", family_name=SURNAMES[state], born=date(2019, 5, 4), **facts)
        receipt = self.world.contact(told, who=who)
        authority = "873" if who == "neighbour" else "874"
        with self.world.all_rows(authority):
            journey = Journey.objects.get(pk=receipt.journeys[0])
            person = Person.objects.get(pk=journey.about)
        return Case(
            state=state, reference=receipt.reference, contact=receipt.contact, journey=journey.id, person=person.id,
            number=person.local_number,
        )  # fmt: skip

    def _give_to_a_social_worker(self, journey: UUID) -> None:
        decide(self.world, journey, "assessment")
        now, token = self.world.now, self.world.token()
        worker = self.world.account("social_worker").id
        with self.world.acting("hub_manager") as by:
            given = allocate(
                journey=journey, team="assessment_1", worker=worker, token=token, by=by, happened_at=now,
                recorded_at=now,
            )  # fmt: skip
        with self.world.acting("social_worker") as by:
            accept_allocation(allocation=given.id, by=by, happened_at=now, recorded_at=now)

    def _relative(self) -> Case:
        case = self._contact("own_relative")
        for who in CAST:
            account = self.world.account(who).id
            barrer = "team_manager" if who == "hub_manager" else "hub_manager"
            with self.world.acting(barrer) as by:
                bar_relative(
                    account=account, person=case.person, compartment="open", by=by, happened_at=self.world.now,
                    recorded_at=self.world.now,
                )  # fmt: skip
        return case

    def address(self, route: Route, case: Case | None) -> str | None:
        """The address of a route for a case (or for one that does not exist); None if it is about no record."""
        filled: dict[str, object] = {}
        about = False
        for name, kind in route.parts:
            if (name, kind) in RECORDS:
                about = True
                filled[name] = getattr(case, RECORDS[name, kind]) if case else NOT_THERE[name, kind]
            elif (name, kind) in FIXED:
                filled[name] = ACTS.get(route.name, FIXED[name, kind]) if name == "act" else FIXED[name, kind]
            else:
                raise AssertionError(f"Tell the matrix how to fill <{kind}:{name}> of {route.name}.")
        if not about and case is not None:
            return None
        return reverse(route.name, kwargs=filled)


#: Which fact of a case stands in which part of an address.
RECORDS = {
    ("reference", "str"): "reference",
    ("number", "slug"): "number",
    ("person", "uuid"): "person",
    ("record", "uuid"): "journey",
    ("journey", "uuid"): "journey",
    ("contact", "uuid"): "contact",
}
NOT_THERE = {
    ("reference", "str"): NOBODY,
    ("number", "slug"): "FD000000000000000",
    **{(name, "uuid"): uuid4() for name in ("person", "record", "journey", "contact")},
}
#: Parts that name no child.
FIXED: dict[tuple[str, str], object] = {
    ("number", "int"): 1,
    ("act", "slug"): "start",
    ("form", "slug"): "matrix",
    ("code", "slug"): next(iter(HAND_OFFS)),
    ("account", "uuid"): uuid4(),
    ("run", "uuid"): uuid4(),
    ("rule", "slug"): "100",
    ("agreement", "uuid"): uuid4(),
    ("opening", "uuid"): uuid4(),
    ("asked", "uuid"): uuid4(),
    ("proposal", "uuid"): uuid4(),
    ("joining", "uuid"): uuid4(),
}
#: An act that each of these rooms has.
ACTS = {
    "protection:act": "step", "assessment:act": "start", "social_work:act": "missing", "details:act": "name",
    "agency:act": "disagree",
}  # fmt: skip


def of_doors() -> list[Route]:
    return [route for route in routes() if route.door is not None and route.door.permission is not None]


def test_every_route_states_a_permission_or_stands_on_a_short_list() -> None:
    silent = [f"{route.name} ({route.pattern})" for route in routes() if route.door is None]
    assert silent == []
    assert {route.name for route in routes() if route.door and route.door.public} == PUBLIC
    assert {route.name for route in routes() if route.door and route.door.everybody} == EVERYBODY


def test_every_route_and_every_page_has_a_name_of_its_own() -> None:
    names = [route.name for route in routes()]
    assert "" not in names
    assert len(names) == len({*names})


@pytest.fixture
def matrix(world: World, monkeypatch: pytest.MonkeyPatch) -> Matrix:
    keep_time(world, monkeypatch)
    return Matrix(world)


def test_nobody_opens_what_is_not_theirs(matrix: Matrix) -> None:
    """Without the permission refused; with it and without sight the very page for a record that does not exist."""
    faults: list[str] = []
    for route in of_doors():
        for who in WHO:
            faults += _tried(matrix, route, who)
    assert not faults, "\n".join(faults)


def _tried(matrix: Matrix, route: Route, who: str) -> list[str]:
    assert route.door is not None
    assert route.door.permission is not None
    permitted = route.door.permission in ROLES[matrix.world.account(who).role].may
    faults = []
    nowhere = matrix.address(route, None)
    for method in ("get", "post"):
        reference = _told(matrix, who, method, nowhere) if permitted and nowhere else None
        for case in (None, *matrix.cases.values()):
            address = matrix.address(route, case)
            if address is None:
                continue
            said = f"{who} {method} {route.name} {case.state if case else ''}"
            by_number = case is not None and case.state in BY_NUMBER.get((who, route.name), ())
            sees = by_number or (case is not None and who in SEES[case.state])
            if not permitted and case is not None and case.state != "open":
                continue  # the door asks for the permission before it asks for the record
            if method == "post" and case is not None and case.state == "came_after":
                continue  # stands behind the same walls as "restricted"
            if not permitted:
                status, page = _told(matrix, who, method, address)
                # An address that only takes forms says so to whoever asks for a page, and shows nothing.
                faults += [f"{said}: {status}, wanted 403"] if status not in {403, 404, 405} else []
                faults += _leaks(said, page, matrix, who, route.name)
            elif case is not None and not sees:
                found = _told(matrix, who, method, address)
                faults += [f"{said}: {found[0]}, not the answer for nothing"] if found != reference else []
                faults += [f"{said}: {found[0]}, wanted 404"] if _opened(route, found[0]) else []
                faults += _leaks(said, found[1], matrix, who, route.name)
            elif method == "get":
                status, page = _told(matrix, who, method, address)
                faults += [f"{said}: {status}"] if status >= 500 else []
                faults += _leaks(said, page, matrix, who, route.name)
    return faults


def _opened(route: Route, status: int) -> bool:
    return route.name not in ANSWERS_ALIKE and status not in {403, 404, 405}


def _told(matrix: Matrix, who: str, method: str, address: str) -> tuple[int, str]:
    """Status and words of the answer; what the reader wrote in the address themselves is left out of them."""
    answer = getattr(matrix.at[who].client, method)(address)
    page = words(answer.content.decode())
    for written in (NOBODY, *(case.reference for case in matrix.cases.values())):
        page = page.replace(written, "…") if written in address else page
    return answer.status_code, page


def _leaks(said: str, page: str, matrix: Matrix, who: str, route: str) -> list[str]:
    """Names and numbers on a page of children whom this reader may not see."""
    hidden = [case for case in matrix.cases.values() if who not in SEES[case.state]]
    shown = {SURNAMES[case.state] for case in matrix.cases.values() if who in SEES[case.state]}
    alone = (who, route) in REFERENCES_ALONE
    by_number = BY_NUMBER.get((who, route), ())
    known = {case.number for case in hidden if case.state in by_number}
    known |= {case.reference for case in hidden if alone}
    found = [
        secret
        for case in hidden
        for secret in (SURNAMES[case.state], case.number, case.reference)
        if secret in page and secret not in shown | known
    ]
    return [f"{said}: shows {secret}" for secret in found]


@pytest.mark.parametrize("state", ["open", "held"])
def test_each_page_that_shows_a_child_is_in_the_log_of_looks(matrix: Matrix, state: str) -> None:
    """Whoever may see the child opens every page; each on which the child's name stands has written a look."""
    case, silent, visited = matrix.cases[state], [], set()
    for route in of_doors():
        for who in sorted(SEES[state]):
            address = matrix.address(route, case) or matrix.address(route, None)
            if address is None or route.door is None or route.door.permission not in ROLES[who].may:
                continue
            before = _looks(matrix, case)
            status, page = _told(matrix, who, "get", address)
            if status == 200 and SURNAMES[state] in page:
                visited.add(route.name)
                if _looks(matrix, case) == before:
                    silent.append(f"{who} {route.name}")
    assert silent == []
    assert {"hub:record", "child:page"} <= visited
    assert ("triage:queue" in visited) == (state == "open")


def _looks(matrix: Matrix, case: Case) -> int:
    with matrix.world.all_rows():
        return Look.objects.filter(person=case.person, refused=False).count()


def test_refusals_are_in_the_log_too(matrix: Matrix) -> None:
    with matrix.world.all_rows():
        before = Look.objects.filter(refused=True).count()
    _told(matrix, "contact_officer", "get", reverse("hub:record", args=[matrix.cases["restricted"].reference]))
    with matrix.world.all_rows():
        assert Look.objects.filter(refused=True).count() == before + 1


def test_every_role_of_the_cast_can_work_somewhere(matrix: Matrix) -> None:
    """The matrix is not kept by letting nobody in: each permission opens at least one page to somebody."""
    for who, permission in (
        ("contact_officer", Permission.SEE_QUEUE),
        ("information_governance", Permission.MANAGE_ACCOUNTS),
    ):
        opened = [route for route in of_doors() if route.door and route.door.permission is permission]
        assert any(_told(matrix, who, "get", matrix.address(route, None) or "/")[0] == 200 for route in opened)
    record = reverse("hub:record", args=[matrix.cases["open"].reference])
    for who in sorted(SEES["open"] - {"school_lead"}):
        assert _told(matrix, who, "get", record)[0] == 200, who
