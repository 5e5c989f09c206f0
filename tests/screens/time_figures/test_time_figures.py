"""The time figures as read by each of the cast: who sees numbers, who opens them, and what leaves the building."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Look
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.journey.models import Contact
from frontdoor.rules.concern import Channel, Referrer, ReferrerKind
from frontdoor.rules.measures import HAND_OFFS
from frontdoor.screens.time_figures.download import HEADINGS, safe
from tests.screens.at_work import AtWork, keep_time, words
from tests.world import CAST, World, child

SAME_SENTENCE = "Some records may not be shown to you."


@pytest.fixture
def monday(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Monday, 10:00, with somebody waiting for everything."""
    world.now = world.now.replace(day=23, hour=10, minute=0)
    keep_time(world, monkeypatch)
    return world


def test_the_page_says_who_waits_and_has_a_bar_for_every_hand_off(monday: World) -> None:
    monday.contact(child(given_name="Ola"), child(given_name="Pia"), received_at=monday.now - timedelta(days=3))
    monday.case_at("assessment")
    monday.later(days=12)
    text = words(AtWork(monday, "hub_manager").get("/time-figures/"))
    assert "2 for a decision 2 overdue : for a decision oldest 15 d" in text
    assert "1 to be seen 1 overdue" in text
    for row in HAND_OFFS.values():
        assert row.name in text
        assert f"What counts : {row.name} From {row.starts}, to {row.stops}." in text
    assert text.count("In hours") == text.count("Out of hours") == len(HAND_OFFS) + 1, "each apart, and the choice"
    assert text.count(SAME_SENTENCE) == 1
    for never in ("%", "average", "mean ", "score", "Ola", "Pia", "Hattie"):
        assert never not in text, "no percentage alone, no mean, no child, no worker"


NUMBERS = ("hub_manager", "team_manager", "restricted_manager", "auditor", "analyst", "board_member")
OPENS = ("hub_manager", "team_manager", "restricted_manager", "auditor")


@pytest.mark.parametrize("who", [*CAST, "neighbour"])
def test_who_sees_numbers_and_who_opens_them(monday: World, who: str) -> None:
    monday.contact(child(given_name="Ola"))
    numbers, opens = who in (*NUMBERS, "neighbour"), who in (*OPENS, "neighbour")
    at = AtWork(monday, who)
    for path in ("/time-figures/", "/time-figures/decided/", "/time-figures/download/"):
        assert "Ola" not in at.get(path, status=200 if numbers else 403)
    listed = at.get("/time-figures/decided/children/", status=200 if opens else 403)
    assert ("Ola Example" in listed) is (who in ("hub_manager", "restricted_manager", "auditor")), who
    if numbers:
        page = at.get("/time-figures/")
        assert ("/children/" in page) is (opens and who != "neighbour"), who
        assert ("1 for a decision" in words(page)) is (who != "neighbour"), who


def test_a_number_opens_to_the_children_one_may_see_and_each_is_logged(monday: World) -> None:
    receipt = monday.contact(
        child(given_name="Ola"), child(given_name="Pia"), received_at=monday.now - timedelta(days=4)
    )
    monday.contact(child(given_name="New"))
    at = AtWork(monday, "hub_manager")
    text = words(at.get("/time-figures/decided/children/"))
    assert text.index("Ola Example") < text.index("New Example"), "longest first"
    assert f"{receipt.reference} Ola Example, 7 Thu 19 Nov 10:00 4 d" in text
    assert "waiting, overdue" in text
    assert "The figure counts 3 children." in text
    assert text.count(SAME_SENTENCE) == 1
    overdue = words(at.get("/time-figures/decided/children/", which="overdue"))
    assert "Ola Example" in overdue
    assert "New Example" not in overdue
    assert f'href="/contact/{receipt.reference}/"' in at.get("/time-figures/decided/children/")
    with monday.all_rows():
        looks = Look.objects.filter(page="time_figures_children", record=receipt.contact)
        assert {look.person for look in looks} == set(Contact.found(receipt.contact).subjects)
    assert at.get("/time-figures/nothing/children/", status=404)


def test_a_figure_counts_every_child_and_the_sentence_is_the_same_for_all(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ola"))
    monday.contact(child(given_name="Pia"))
    account = monday.account("hub_manager")
    with monday.all_rows():
        ola = Contact.found(receipt.contact).subjects[0]
    with monday.acting("hub_manager"):
        account.bars.create(id=receipt.contact, authority="874", person=ola, because="relative", since=monday.now)
    at = AtWork(monday, "hub_manager")
    assert "2 for a decision" in words(at.get("/time-figures/"))
    listed = words(at.get("/time-figures/decided/children/"))
    assert "The figure counts 2 children." in listed
    assert "Ola" not in listed
    assert "Pia" in listed
    assert listed.count(SAME_SENTENCE) == 1
    assert words(AtWork(monday, "auditor").get("/time-figures/decided/children/")).count(SAME_SENTENCE) == 1


def test_a_brother_of_a_child_whom_a_wall_hides_is_counted_and_not_opened(monday: World) -> None:
    """A contact is hidden whole; the page of everybody else goes on working, and says the same as ever."""
    receipt = monday.contact(child(given_name="Ola"), child(given_name="Pia"))
    monday.contact(child(given_name="New"))
    with monday.all_rows():
        ola = Contact.found(receipt.contact).subjects[0]
    with monday.acting("restricted_manager") as by:
        restrict_person(person=ola, custodian=by.account, by=by, happened_at=monday.now, recorded_at=monday.now)
    listed = words(AtWork(monday, "hub_manager").get("/time-figures/decided/children/"))
    assert "The figure counts 3 children." in listed
    assert "New Example" in listed
    assert "Pia" not in listed
    assert listed.count(SAME_SENTENCE) == 1


def test_slices_narrow_and_say_so(monday: World) -> None:
    monday.contact(child(given_name="Ola"), channel=Channel.POLICE,
                   referrer=Referrer(kind=ReferrerKind.PROFESSIONAL, source="6", agency="police"))  # fmt: skip
    amber = monday.contact(child(given_name="Pia"))
    with monday.acting("hub_manager") as actor:
        rate_contact(contact=amber.contact, rating="amber", because="As told", seen=None, by=actor,
                     happened_at=monday.now, recorded_at=monday.now)  # fmt: skip
    at = AtWork(monday, "hub_manager")
    cases = (
        ({}, 2, "", "everybody"),
        ({"channel": "police"}, 1, "Channel: Police", "how it came"),
        ({"agency": "police"}, 1, "Told by: Cambridgeshire Constabulary", "who told us"),
        ({"rating": "amber"}, 1, "Rating: Amber", "how urgent it is"),
        ({"rating": "none"}, 1, "Rating: Not yet rated", "nobody has rated it"),
        ({"rating": "amber", "channel": "police"}, 0, "Channel: Police · Rating: Amber", "both at once"),
        ({"team": "none"}, 2, "Team: No team yet", "no team has them"),
        ({"age": "5_to_9"}, 2, "Age when first received: 5 to 9", "both are seven"),
        ({"age": "10_to_15"}, 0, "Age when first received: 10 to 15", "nobody is so old"),
        ({"hours": "in"}, 2, "Began: In hours", "both came on Monday at ten"),
        ({"hours": "out"}, 0, "Began: Out of hours", "nobody came at night"),
        ({"hours": "at_noon"}, 2, "", "there is no such part of the day"),
        ({"channel": "'; DROP", "rating": "purple"}, 2, "", "what is not understood narrows nothing"),
    )
    for query, number, said, because in cases:
        text = words(at.get("/time-figures/", **query))
        assert f"{number} for a decision" in text, because
        assert ("Only some children." in text) is bool(said), because
        assert said in text, because
        waiting = words(at.get("/time-figures/decided/children/", **query))
        assert f"The figure counts {number} " in waiting, because


def test_in_or_out_of_hours_shows_one_part_of_each_bar_and_its_chart(monday: World) -> None:
    monday.contact(child(given_name="Ola"))
    monday.contact(child(given_name="Pia"), received_at=monday.now - timedelta(days=2))
    at = AtWork(monday, "hub_manager")
    for hours, other, name in (("in", "Out of hours", "Ola"), ("out", "In hours", "Pia")):
        text = words(at.get("/time-figures/", hours=hours))
        assert text.count(other) == 1, "in the choice alone"
        assert "1 for a decision" in text
        page = words(at.get("/time-figures/decided/", hours=hours))
        assert (", in hours" in page, ", out of hours" in page) == (hours == "in", hours == "out")
        listed = words(at.get("/time-figures/decided/children/", hours=hours))
        assert name in listed
        assert "The figure counts 1 " in listed


def test_as_known_on_a_day(monday: World) -> None:
    monday.contact(child(given_name="Ola"))
    first = monday.now
    monday.later(days=3)
    monday.contact(child(given_name="Pia"), received_at=first)
    at = AtWork(monday, "hub_manager")
    assert "2 for a decision" in words(at.get("/time-figures/"))
    then = words(at.get("/time-figures/", known=first.date().isoformat()))
    assert "Children waiting then" in then
    assert "1 for a decision" in then, "the second was received then and known only later"
    assert "as known at the end of 23 Nov 2026" in then
    for day, sentence in (
        ("2030-01-01", "1 Jan 2030 is still to come. The figures below are of now."),
        ("yesterday", "Write the day as known on like 2026-10-03. The figures below are of now."),
        ("1999-01-01", "Nothing is held from before 1 Jan 2012. The figures below are of now."),
    ):
        text = words(at.get("/time-figures/", known=day))
        assert sentence in text
        assert "2 for a decision" in text


def test_the_page_of_a_hand_off_says_what_counts(monday: World) -> None:
    monday.case_at("closed")
    text = words(AtWork(monday, "analyst").get("/time-figures/decided/", weeks="4"))
    assert "Starts First receipt by any channel" in text
    assert "Stops The decision; a proposal that waits for a signature is none" in text
    assert "Overdue By the clock “Decision on next steps and type of response”: 1 working day." in text
    assert "What ended it was written down more than 24 hours after it happened" in text
    assert "limits need 8: there are none yet" in text
    assert text.count(SAME_SENTENCE) == 1
    AtWork(monday, "analyst").get("/time-figures/nothing/", status=404)


def test_what_leaves_hides_small_numbers_and_knows_no_slice(monday: World) -> None:
    for number in range(8):
        monday.contact(child(given_name=f"Child{number}"), channel=Channel.POLICE if number < 2 else Channel.WEB_FORM)
    monday.case_at("assessment")
    at = AtWork(monday, "board_member")
    at.get("/time-figures/download/", channel="police")
    assert at.answer["Content-Type"] == "text/csv; charset=utf-8"
    assert at.answer["Content-Disposition"] == 'attachment; filename="time-figures-2026-11-23.csv"'
    rows = list(csv.DictReader(io.StringIO(at.answer.content.decode("utf-8-sig"))))
    assert len(rows) == 2 * len(HAND_OFFS)
    assert tuple(rows[0]) == HEADINGS
    by = {(row["Hand-off"], row["Began"]): row for row in rows}
    decided = by["First received → decision", "in hours"]
    assert decided["Number"] == "9", "a table that leaves is of everybody"
    assert decided["Counts"] == "children"
    assert decided["Still open"] == "c", "8 of 9 would give away the one that was decided"
    seen = by["Decision → child seen", "in hours"]
    assert (seen["Number"], seen["Median (hours)"], seen["Oldest (days)"]) == ("c", "c", "c")
    assert seen["Note"].startswith("c: hidden")
    assert by["First look → rated", "out of hours"]["Number"] == "0"
    for row in rows:
        for name in HEADINGS[8:-1]:
            if name in (
                "Number",
                "Still open",
                "Overdue now",
                "Ended late",
                "Ended without it",
                "Recorded late",
                "Not known",
            ):
                assert row[name] == "" or row[name] == "c" or int(row[name]) == 0 or int(row[name]) > 5, (row, name)


FORMULAS = (
    ("=1+1", "'=1+1"),
    ("+44", "'+44"),
    ("-2", "'-2"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("  =cmd|' /C calc'!A0", "'  =cmd|' /C calc'!A0"),
    ("Peterborough", "Peterborough"),
    ("12.5", "12.5"),
)


@pytest.mark.parametrize(("typed", "stands"), FORMULAS)
def test_no_cell_is_worked_out_by_a_spreadsheet(typed: str, stands: str) -> None:
    assert safe(typed) == stands


def test_the_page_asks_the_database_a_fixed_number_of_times(monday: World, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(12):
        monday.contact(child(given_name=f"Child{number}"))
    at = AtWork(monday, "hub_manager")
    at.get("/time-figures/")
    with django_assert_max_num_queries(22):
        at.get("/time-figures/")
