"""The same way as in the browser, inside one process, so that every function it passes can be named."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from frontdoor.journey.models import InformationRequest
from frontdoor.people.models import Person
from tests.harness.environment import ROOT
from tests.screens.at_work import AtWork
from tests.screens.filled import Filled
from tests.screens.refer.ground import Form, text_of
from tests.tour.people import REFERRAL, STAFF, account
from tests.world import World

SOURCE = str(ROOT / "src")
#: (file, function) as docs/tour.md names them: "src/frontdoor/screens/triage/rating.py", "rate".
Passed = set[tuple[str, str]]


@contextlib.contextmanager
def passing() -> Iterator[Passed]:
    """Every function of the program that is entered meanwhile, by file and name."""
    passed: Passed = set()

    def note(frame: FrameType, kind: str, given: Any) -> None:
        if kind == "call" and frame.f_code.co_filename.startswith(SOURCE):
            passed.add((str(Path(frame.f_code.co_filename).relative_to(ROOT)), frame.f_code.co_name))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield passed
    finally:
        sys.setprofile(before)


class Walk:
    """One concern, station by station; each station is a heading of the tour."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.reference = ""

    def at(self, who: str) -> AtWork:
        """One of the people of the tour at a screen."""
        found = AtWork(self.world, "contact_officer")
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        found.client.force_login(account(self.world, who), backend=backend)
        return found

    def stations(self) -> dict[str, Callable[[], None]]:
        """In their order, by the heading under which they stand."""
        return {
            "A teacher tells us": self.tell,
            "Somebody looks and says how urgent it is": self.rate,
            "Agencies are asked": self.ask,
            "An agency answers": self.answer,
            "What happens for this child is decided": self.decide,
            "The strategy discussion": self.discuss,
            "The visit": self.visit,
            "The child’s page": self.read,
            "Where the time goes": self.figures,
        }

    def tell(self) -> None:
        """By the public form, without an account."""
        for who in STAFF:
            account(self.world, who)
        form = Form()
        form.go_through(REFERRAL)
        text = text_of(form.press("send"))
        self.reference = text[text.index("FD-") :][:17]

    def rate(self) -> None:
        """Red, with a reason."""
        self.world.later(minutes=5)
        at, path = self.at("manager"), f"/triage/rate/{self.reference}/"
        assert self.reference in at.get("/triage/")
        at.post(path, **Filled(at.get(path), path).with_(rating="red", because="A hand-shaped bruise."), then="record")

    def ask(self) -> None:
        """The health visitors."""
        at, path = self.at("manager"), f"/contact/{self.reference}/ask/"
        at.get(f"/contact/{self.reference}/")
        at.post(path, **Filled(at.get(path), "").with_(agencies=["community_health"], why="An injury today"))

    def answer(self) -> None:
        """By the agency itself."""
        self.world.later(minutes=20)
        at = self.at("health")
        at.get("/agency/")
        with self.world.all_rows():
            asked = InformationRequest.objects.get()
        path = f"/agency/{self.reference}/1/?row={asked.id}"
        at.post(path, **Filled(at.get(path), "").with_(go="do", answer="found", use="passed_on", words="Seen Monday"))

    def decide(self) -> None:
        """A strategy discussion now."""
        at, path = self.at("manager"), f"/decision/{self.reference}/"
        form = Filled(at.get(path), path)
        said = form.with_(
            family__worries="A bruise", family__family_knows="no", family__family_why_not="more_risk",
            child_1__means="Afraid", child_1__safe_tonight="no", child_1__safe_because_no="she stays at school",
            child_1__outcome="strategy_discussion", child_1__because="Significant harm", go="check",
        )  # fmt: skip
        checked = at.post(path, status=200, **said)
        at.post(path, **{**Filled(checked, path).sent, "go": _value(checked, "Record decision")})

    def discuss(self) -> None:
        """Held with everybody, with a plan for tonight."""
        self.world.later(hours=1)
        at, path = self.at("night"), f"/protection/{self.reference}/discussion/"
        form = Filled(at.get(path), path)
        said = form.with_(
            meeting__children=["1"], meeting__agencies=["authority", "police", "health", "school"],
            child_1__starts_enquiry="joint", child_1__decided="A joint enquiry", child_1__who_1="Aunt Rose",
            child_1__what_1="They sleep at her flat", child_1__by_when_1="15:15", child_1__if_it_fails_1="She rings",
            go="record",
        )  # fmt: skip
        at.post(path, **said)

    def visit(self) -> None:
        """Seen alone, and heard."""
        self.world.later(hours=1)
        at, path = self.at("night"), f"/visit/{self.reference}/record/"
        said = Filled(at.get(path), path).with_(
            outing__purpose="section47", child_1__seen="yes", child_1__alone="yes", child_1__own_words="He squeezed it",
            child_1__can_stay="yes",
        )  # fmt: skip
        at.post(path, **said)

    def read(self) -> None:
        """The page on which everything of this child stands."""
        with self.world.all_rows():
            number = Person.objects.get(given_name="Nadia").local_number
        assert "He squeezed it" in self.at("manager").get(f"/child/{number}/")

    def figures(self) -> None:
        """The hand-offs of thirteen weeks."""
        assert "Children waiting now" in self.at("manager").get("/time-figures/")


def _value(page: str, label: str) -> str:
    """What the button of this label sends."""
    before = page[: page.index(label)]
    return before[before.rindex('value="') + 7 :].split('"')[0]
