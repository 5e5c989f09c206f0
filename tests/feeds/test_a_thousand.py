"""A thousand police notifications with planted faults: each named by its line, the rest loaded once, again nothing."""

from __future__ import annotations

import random
from pathlib import Path

from frontdoor.feeds import police
from frontdoor.journey.models import Contact, Journey
from frontdoor.ledger.models import Event
from tests.feeds.files import ADULT, CHILD, HEADER, as_csv, row, written
from tests.feeds.test_police import SENDER
from tests.world import World

NAMES = ("Ana", "Ben", "Chidi", "Łucja", "Zoë", "Mohammed", "Ángel", "O’Neil")

#: Rows that cannot be loaded, and what their reason says.
REFUSED = {
    "torn": (lambda text: text[: len(text) // 2].rpartition(",")[0], "cells"),
    "unclosed": (lambda text: 'T,"' + text.replace('"', ""), "quotation mark"),
    "nameless": (lambda text: "," + text.partition(",")[2], "occurrence_number is empty"),
    "spilt": (lambda text: text + ",more,and,more", "cells"),
}
#: Rows that are loaded, and what is asked about them.
ASKED = {
    "impossible day": ({"date_of_birth": "31/02/2018"}, "no day that exists"),
    "impossible moment": ({"submitted": "2026-13-01T10:00"}, "no date and time"),
    "future": ({"attended": "2027-01-01T10:00"}, "lies in the future"),
    "old": ({"date_of_birth": "1850-01-01"}, "before 1900"),
    "forty": ({"date_of_birth": "1986-01-01"}, "makes 40 years"),
    "code": ({"sex": "Q"}, "none of M, F, U"),
    "person": ({"person": "minor"}, "taken as a child"),
    "long": ({"where_left": "x" * 300}, "longer than 200"),
    "empty": ({"narrative": ""}, "narrative is empty"),
}


def plant(chance: random.Random) -> tuple[str, dict[int, str], dict[int, str], set[str], set[int]]:
    """The file, the lines that must be refused and asked about with their reasons, the numbers that must be loaded."""
    lines, refused, asked, good, repeated = [",".join(HEADER)], {}, {}, set(), set()
    for number in range(1000):
        occurrence = f"35/{number:05d}/26"
        people = [{**CHILD, "given_name": chance.choice(NAMES)} for _ in range(chance.choice((1, 1, 1, 2)))]
        rows = [row(person, occurrence_number=occurrence) for person in people]
        rows += [row(ADULT, occurrence_number=occurrence)] if chance.random() < 0.3 else []
        kind = chance.random()
        if kind < 0.03:
            name = chance.choice(sorted(ASKED))
            facts, reason = ASKED[name]
            rows = [{**rows[0], **facts}]
            asked[len(lines) + 1] = reason
        texts = [as_csv([one]).splitlines()[1] for one in rows]
        if 0.03 <= kind < 0.06:
            spoil, reason = REFUSED[chance.choice(sorted(REFUSED))]
            texts = [spoil(texts[0])]
            refused[len(lines) + 1] = reason
        else:
            good.add(occurrence)
        if 0.06 <= kind < 0.08:
            repeated.add(len(lines) + len(texts) + 1)
            texts.append(texts[0])
        lines += texts
        lines += [""] if chance.random() < 0.02 else []
    return "\r\n".join(lines) + "\r\n", refused, asked, good, repeated


def test_every_planted_fault_is_named_and_the_rest_is_loaded_once(world: World, tmp_path: Path) -> None:
    text, refused, asked, good, repeated = plant(random.Random(26))
    assert min(len(refused), len(asked), len(repeated)) > 10
    file = written(tmp_path, text.encode("utf-8-sig"))
    report = police.load(file, sender=SENDER, now=lambda: world.now)
    assert {said.line for said in report.refused} == set(refused)
    assert all(refused[said.line] in said.words for said in report.refused)
    assert {said.line for said in report.asked} == set(asked)
    assert all(asked[said.line] in said.words for said in report.asked)
    assert repeated <= {said.line for said in report.repeated}
    with world.all_rows():
        assert set(Contact.objects.values_list("occurrence", flat=True)) == good
        assert report.counts["new contacts"] == Contact.objects.count() == len(good)
        counts = (Event.objects.count(), Journey.objects.count())
    again = police.load(file, sender=SENDER, now=lambda: world.later(minutes=1))
    assert again.counts["known already"] == len(good)
    assert [said.line for said in again.refused] == [said.line for said in report.refused]
    with world.all_rows():
        assert (Event.objects.count(), Journey.objects.count()) == counts
