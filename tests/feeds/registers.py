"""Registers made for a test: an agreement, two rows, and a loader of either."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frontdoor.feeds import register
from frontdoor.feeds.report import Report
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.people.models import RegisterAgreement
from frontdoor.people.register_agreements import Sent, record_agreement
from frontdoor.rules.registers import COLUMNS
from tests.feeds.files import written
from tests.world import World

ROLL = Sent(agency="school_larkfield", register="school_roll")
ANA = {"row_number": "P1", "given_name": "Ana", "family_name": "Example", "date_of_birth": "2019-05-04"}
BEN = {"row_number": "P2", "given_name": "Ben", "family_name": "Other", "date_of_birth": "2018-03-02"}
GOVERNANCE = Actor(authority="874", role="information_governance", name="Ig", compartments=frozenset({"open"}))


def agree(world: World, sent: Sent = ROLL, **facts: Any) -> RegisterAgreement:
    """An agreement for a year, unless told otherwise."""
    said: dict[str, Any] = {
        "purpose": "To know whom to ask about a child.", "basis": "public_task", "agreement": "ISA-12",
        "assessment": "DPIA-7", "starts_on": date(2026, 9, 1), "ends_on": date(2027, 8, 31), **facts,
    }  # fmt: skip
    with scope.acting(GOVERNANCE, world.now):
        return record_agreement(sent=sent, **said, by=GOVERNANCE, recorded_at=world.now)


class Loader:
    def __init__(self, world: World, place: Path) -> None:
        self.world, self.place = world, place

    def __call__(self, *rows: Mapping[str, str], full: bool = True, sent: Sent = ROLL) -> Report:
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, [column.name for column in COLUMNS], restval="")
        writer.writeheader()
        writer.writerows(rows)
        return self.file(written(self.place, text.getvalue(), "register.csv"), full=full, sent=sent)

    def file(self, file: Path, *, full: bool = True, sent: Sent = ROLL) -> Report:
        feed = Actor(authority="874", role="feed", name="File", agency=sent.agency)
        return register.load(file, sent=sent, actor=feed, full=full, now=lambda: self.world.now)


@pytest.fixture
def load(world: World, tmp_path: Path) -> Loader:
    return Loader(world, tmp_path)
