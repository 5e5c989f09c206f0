"""Whoever wrote something and was refused finds it on the page again: every form of the URL map in which one writes.

Each form is sent with a long text in every place that takes words: once too long for one of them, once with nothing
chosen and about a record that has changed since. Whatever is not kept must come back whole. The public form and the
sign-in pages have tests of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import html

from frontdoor.journey.actions.closing_together import ask_to_close
from frontdoor.journey.actions.information import add_information
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.rules.roles import ROLES
from frontdoor.screens.assessment.acts import ACTS as ASSESSMENT
from frontdoor.screens.details.views import ACTS as DETAILS
from frontdoor.screens.protection.acts import ACTS as PROTECTION
from frontdoor.screens.social_work.views import ACTS as SOCIAL_WORK
from tests.house.test_access_matrix import SEES, Matrix, of_doors
from tests.house.url_map import Route
from tests.screens.at_work import keep_time
from tests.stories.walking import decided, do
from tests.world import World, child

ACTS = {
    "protection:act": PROTECTION, "assessment:act": ASSESSMENT, "social_work:act": SOCIAL_WORK,
    "details:act": DETAILS,
}  # fmt: skip
#: Longer than any field takes; and longer than every short line, with what a browser must be able to give back.
TOO_LONG = "word " * 10_001
#: What a page answers by itself, or shows for a moment: nothing is kept, so nothing can be lost.
ASKS = {"find:find", "telephone:matches", "child:show"}

#: Where one answers in the row of a list.
ROW_BY_ROW = {"/signatures/answer/", "/handovers/answer/", "/my-work/read/", "/handovers/closing/"}


@dataclass(frozen=True)
class Form:
    """A form of a page in which one writes: where it goes, what it sends as it stands, where words are written."""

    action: str
    sent: dict[str, list[str]]
    chosen: dict[str, str]
    written: tuple[str, ...]
    pressed: tuple[str, str] | None
    draft: str

    def filled(self, *, too_long: str = "", choose: bool = True) -> tuple[dict[str, Any], list[str]]:
        """What is sent, and the texts in it."""
        fields: dict[str, Any] = dict(self.sent)
        texts = []
        for name in self.written:
            text = f"“{name}” <b>said</b> & more. " * 8
            fields[name] = TOO_LONG + text if name == too_long else text
            texts.append(" ".join(fields[name].split()))
        if choose:
            fields |= self.chosen
        else:
            fields |= {name: ["4711"] for name in self.sent if name.endswith(("seen", "written"))}
        if self.pressed:
            fields[self.pressed[0]] = self.pressed[1]
        return fields, texts


def forms_of(page: bytes, address: str) -> Iterator[Form]:
    for found in html.fromstring(page).iterfind(".//form"):
        if found.get("method") == "post" and (written := _written(found)):
            yield Form(
                action=urljoin(address, found.get("action") or address),
                sent=_sent(found),
                chosen=_choices(found),
                written=written,
                pressed=_pressed(found),
                draft=found.get("data-draft-url") or "",
            )


def _written(form: Any) -> tuple[str, ...]:
    lines = [one for one in form.iter("input") if one.get("type", "text") == "text"]
    return tuple(dict.fromkeys(one.get("name") for one in [*form.iter("textarea"), *lines] if one.get("name")))


def _sent(form: Any) -> dict[str, list[str]]:
    kept = {"hidden", "datetime-local", "date"}
    return {
        one.get("name"): [one.get("value", "")]
        for one in form.iter("input")
        if one.get("type") in kept and one.get("name")
    }


def _choices(form: Any) -> dict[str, str]:
    """The first of each list of answers."""
    found: dict[str, str] = {}
    for one in form.iter("input"):
        if one.get("type") == "radio":
            found.setdefault(one.get("name"), one.get("value", ""))
    for one in form.iter("select"):
        options = [option.get("value") for option in one.iter("option") if option.get("value")]
        found.update({one.get("name"): options[0]} if options else {})
    return found


def _pressed(form: Any) -> tuple[str, str] | None:
    """The last button that keeps what was written: the others add a line, copy, show."""
    named = [one for one in form.iter("button") if one.get("name") and one.get("name") not in ("show", "copy")]
    named = [one for one in named if one.get("value") not in ("more", "anyway")]
    return (named[-1].get("name"), named[-1].get("value", "")) if named else None


def given_back(page: bytes) -> str:
    """Everything that stands on a page, in its fields too."""
    tree = html.fromstring(page)
    return " ".join([*tree.itertext(), *(one.get("value", "") for one in tree.iter("input"))])


@pytest.fixture
def matrix(world: World, monkeypatch: pytest.MonkeyPatch) -> Matrix:
    keep_time(world, monkeypatch)
    matrix = Matrix(world)
    _more_to_answer(world, matrix)
    return matrix


def _more_to_answer(world: World, matrix: Matrix) -> None:
    """What stands on the lists in which one answers row by row: an offer, news, a closing to sign, a night to come."""
    offered = world.contact(child(given_name="Ola", family_name="Openham"))
    decided(world, offered.journeys[0], "early_help")
    do(world, "hub_manager", add_information, contact=matrix.cases["held"].contact, text="A new bruise.")
    nameless = world.contact(child(given_name="", family_name="", label="girl about 9"))
    decided(world, nameless.journeys[0], "assessment")
    do(
        world, "hub_manager", ask_to_close, journey=nameless.journeys[0], reason="work_finished", statutory="RC7",
        because="Never seen again.", seen=None,
    )  # fmt: skip
    red = world.contact(child(given_name="Rea", family_name="Openham"), danger_now=True)
    do(world, "contact_officer", rate_contact, contact=red.contact, rating="red", because="He is there", seen=None)


def addresses(matrix: Matrix, route: Route) -> Iterator[tuple[str, str]]:
    """Who opens which address of a route: one person for a record, everybody who may for a list."""
    assert route.door is not None
    may = [who for who in matrix.at if route.door.permission in ROLES[matrix.world.account(who).role].may]
    for state in ("held", "open"):
        case = matrix.cases[state]
        if matrix.address(route, case) is None:
            continue
        for act in ACTS.get(route.name, [""]):
            parts = {"reference": case.reference, "number": 1, "act": act}
            address = reverse(route.name, kwargs=parts) if act else matrix.address(route, case)
            for who in [one for one in may if one in SEES[state]]:
                yield who, str(address)
    if matrix.address(route, matrix.cases["open"]) is None:
        for who in may:
            yield who, matrix.address(route, None) or "/"


def test_what_was_written_and_not_kept_comes_back(matrix: Matrix) -> None:
    tried: set[tuple[str, str, tuple[str, ...]]] = set()
    lost: list[str] = []
    refused = 0
    for route in of_doors():
        if route.name in ASKS:
            continue
        for who, address in addresses(matrix, route):
            client = matrix.at[who].client
            for form in _offered(client, address):
                key = (route.name, form.action.split("?")[0], form.written)
                if key not in tried:
                    tried.add(key)
                    for fault in _sent_and_refused(client, form):
                        refused += 1
                        lost += [f"{who} {form.action}: {fault}"] if fault else []
    assert not lost, "\n".join(lost)
    assert {action for _, action, _ in tried} >= ROW_BY_ROW
    assert len(tried) > 60, len(tried)
    assert refused > 90, "texts that are all kept have shown little"


#: Lists in whose rows one answers, and pages about nobody yet. The long forms have tests of their own.
SHORT = {
    "work:mine", "handovers:list", "handovers:closing", "signatures:waiting", "intake_count:count",
    "access_desk:emergency", "match_desk:propose",
}  # fmt: skip


def test_what_was_typed_in_a_short_form_and_not_sent_comes_back(matrix: Matrix) -> None:
    """Its writer opens the page again and finds each text where it was typed."""
    tried: set[tuple[str, str, tuple[str, ...]]] = set()
    lost: list[str] = []
    for route in of_doors():
        for who, address in addresses(matrix, route) if route.name in SHORT else ():
            client = matrix.at[who].client
            for form in _offered(client, address):
                key = (route.name, form.draft.rsplit("/", 2)[0], form.written)
                if form.draft and key not in tried:
                    tried.add(key)
                    gone = _typed_and_left(client, form, address)
                    lost += [f"{who} {address}, {form.draft}: lost {', '.join(gone)}"] if gone else []
    assert not lost, "\n".join(lost)
    assert {name for name, *_ in tried} == SHORT


def _typed_and_left(client: Client, form: Form, address: str) -> list[str]:
    fields, texts = form.filled(choose=False)
    with transaction.atomic():
        assert client.post(form.draft, fields).status_code == 200, form.draft
        page = " ".join(given_back(client.get(address).content).split())
        transaction.set_rollback(True)
    return [name for name, text in zip(form.written, texts, strict=True) if text not in page]


def _offered(client: Client, address: str) -> list[Form]:
    with transaction.atomic():
        page = client.get(address)
        transaction.set_rollback(True)
    shown = page.status_code == 200 and "html" in page.headers.get("Content-Type", "")
    return list(forms_of(page.content, address)) if shown else []


def _sent_and_refused(client: Client, form: Form) -> Iterator[str]:
    """Of each sending that was not kept: which texts the page did not give back; empty if all came back."""
    for fields, texts in (form.filled(too_long=form.written[0]), form.filled(choose=False)):
        with transaction.atomic():
            answer = client.post(form.action, fields)
            transaction.set_rollback(True)
        if answer.status_code in (302, 404):
            continue
        page = " ".join(given_back(answer.content).split())
        gone = [name for name, text in zip(form.written, texts, strict=True) if text not in page]
        yield f"{answer.status_code}, lost {', '.join(gone)}" if gone else ""
