"""Every address that takes a form, with whatever somebody may put into it: each is answered, none breaks.

The fields are those that the page offers and a few that other pages call theirs. Most of a form is filled in as a
person might, so that it gets far; some of it is what broken browsers and attackers send: nothing, markup, formulas,
control characters, dates that never were, numbers beyond every column, codes of other forms. The public form and the
API have their own (tests/screens/refer, tests/api).
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from frontdoor.rules.roles import ROLES
from tests.house.test_access_matrix import SEES, Case, Matrix
from tests.house.url_map import Route, routes
from tests.screens.at_work import keep_time
from tests.screens.filled import _Reader
from tests.world import World

#: Posts to each address.
EXAMPLES = 10
#: The public form, fuzzed by itself; the council's own sign-in provider, which is asked and not posted to.
ELSEWHERE = {"refer:form", "refer:come_back", "refer:start", "openid_connect_login", "openid_connect_callback"}

JUNK = [
    "", " ", "yes", "no", "on", "1", "0", "-1", "2147483648", "9" * 30, "1e309", "NaN", "2026", "0000", "1066-10-14",
    "2026-02-30T25:61", "2026-11-20T16:50", "99999-01-01", "0001-01-01T00:00", "9999-12-31T23:59", "24:00", "25",
    "\x00", "a\x00b", "<script>alert(1)</script>", "=HYPERLINK(1)", "{{ 7*7 }}", "%s%n", "../../etc/passwd",
    "' OR 1=1 --", "FD-26-000-000-000", "00000000-0000-0000-0000-000000000000", "None", "[]", "red", "assessment",
    "child-1", "\u202e\u0301ÿ", "x" * 25_000, "😀" * 200, "٣", "²", "1_000",
]  # fmt: skip
NAMES = ["seen", "token", "happened_at", "happened_at_0", "go", "what", "purpose", "child", "reason", "next"]
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
    derandomize=True,
    database=None,
)


@pytest.fixture
def matrix(world: World, monkeypatch: pytest.MonkeyPatch) -> Matrix:
    keep_time(world, monkeypatch)
    return Matrix(world)


def test_no_form_breaks_whatever_is_put_into_it(matrix: Matrix) -> None:
    deep, posted = 0, 0
    for route in routes():
        if route.name not in ELSEWHERE:
            tried = _try(matrix, route)
            posted += len(tried)
            deep += any(status == 302 for status in tried)
    assert posted > 300, "a form that nobody posted to has shown nothing"
    assert deep > 15, "posts that are all refused at the first field have shown little"


def _try(matrix: Matrix, route: Route) -> list[int]:
    """Post to one address as somebody who may; the answers. A fault in the program is raised by the client itself."""
    client, address = _opened(matrix, route)
    with transaction.atomic():
        shown = client.get(address)
        transaction.set_rollback(True)
    reader = _Reader("")
    if shown.status_code == 200 and "html" in shown.headers.get("Content-Type", ""):
        reader.feed(shown.content.decode())
    answers: list[int] = []

    @QUICK
    @given(chance=st.randoms(use_true_random=False), typed=st.lists(st.one_of(_JUNK, st.text(max_size=30)), min_size=8))
    def post(chance: Random, typed: list[str]) -> None:
        fields = _filled(reader, chance, typed)
        with transaction.atomic():
            answer = client.post(address, fields)
            transaction.set_rollback(True)
        assert answer.status_code < 500, (route.name, fields)
        answers.append(answer.status_code)

    post()
    return answers


_JUNK = st.sampled_from(JUNK)


def _opened(matrix: Matrix, route: Route) -> tuple[Client, str]:
    """A browser in which somebody is signed in who may open this page about a child, if it is about one."""
    if route.name == "new_password":
        return Client(), reverse(route.name, args=[matrix.world.account("hub_manager").id, "a-token"])
    if route.door is None or route.door.public:
        return Client(), matrix.address(route, None) or "/"
    for who, case in _who(matrix, route):
        address = matrix.address(route, case) or matrix.address(route, None) or "/"
        client = matrix.at[who].client
        with transaction.atomic():
            status = client.get(address).status_code
            transaction.set_rollback(True)
        if status not in {403, 404}:
            break
    return client, address


def _who(matrix: Matrix, route: Route) -> list[tuple[str, Case]]:
    assert route.door is not None
    may = [who for who in matrix.at if route.door.everybody or route.door.permission in ROLES[_role(matrix, who)].may]
    return [
        (who, matrix.cases[state])
        for state in ("open", "held")
        for who in sorted(may, key=lambda who: (who not in SEES[state], who))
    ]


def _role(matrix: Matrix, who: str) -> str:
    return matrix.world.account(who).role


def _filled(reader: _Reader, chance: Random, typed: list[str]) -> dict[str, Any]:
    """The form as the page offers it, most of it answered, some of it nonsense."""
    fields: dict[str, Any] = {name: list(values) for name, values in reader.sent.items()}
    for name, offered in reader.offered.items():
        if chance.random() < 0.7:
            fields[name] = [chance.choice(offered)]
    for name in [name for name, values in fields.items() if values == [""]]:
        if chance.random() < 0.7:
            fields[name] = ["Came to school hungry."]
    for value in typed:
        name = chance.choice([*fields, *reader.offered, *NAMES])
        fields[name] = [value, *fields.get(name, [])[: chance.randint(0, 1)]]
    return fields
