"""A visit: each child for itself, nothing chosen beforehand, and a clock that only seeing the child stops."""

from __future__ import annotations

import re
from typing import Any

import pytest

from frontdoor.access.models import Look
from frontdoor.journey.actions.section47 import start_section47
from frontdoor.journey.models import Gap, Visit
from frontdoor.journey.record_queries import texts_of
from frontdoor.ledger.models import ClockRun
from frontdoor.rules.concern import ConcernedChild, GivenAddress, SubjectKind
from tests.cases import decide
from tests.screens.at_work import AtWork, words
from tests.screens.filled import Filled
from tests.world import World, child


@pytest.fixture
def family(friday: World) -> str:
    """Ana and Ben, whose mother's flat must not be known to their father."""
    hidden = GivenAddress(lines="12 Hidden Row", postcode="PE1 9ZZ", keep_from="the father")
    receipt = friday.contact(
        child(address=hidden), child(given_name="Ben"), safety_lines=("Father must not learn the address",)
    )
    return receipt.reference


def record(at: AtWork, reference: str, *, status: int = 302, **changes: Any) -> str:
    form = Filled(at.get(f"/visit/{reference}/record/"), f"/visit/{reference}/record/")
    return at.post(f"/visit/{reference}/record/", status=status, **form.with_(**changes))


def test_the_page_opens_on_the_reference_first_names_safety_and_a_hidden_address(friday: World, family: str) -> None:
    page = AtWork(friday, "out_of_hours").get(f"/visit/{family}/record/")
    text = words(page)
    assert text.startswith(f"{family} Ana, Ben Fri 20 Nov 16:50")
    assert "Father must not learn the address" in page
    assert f"<title>Visit {family}</title>" in page
    for absent in ("Hidden Row", "Example", "hungry", "Neglect", "Amber", "Red", "no concerns"):
        assert absent not in page, absent


def test_nothing_is_chosen_and_only_the_arrival_stands_there(friday: World, family: str) -> None:
    form = Filled(AtWork(friday, "out_of_hours").get(f"/visit/{family}/record/"), f"/visit/{family}/record/")
    assert form.chosen == []
    filled = {name for name, values in form.sent.items() if values != [""]}
    assert filled == {"csrfmiddlewaretoken", "outing-token", "outing-arrived_at"}
    assert form["outing-arrived_at"] == "2026-11-20T16:50"


ORDER = (
    "Why I came", "Who came", "Arrived", "Left", "Did the parents know?", "Seen?", "Alone?", "Where",
    "How they looked and were", "What they said or showed", "An ordinary day", "What worries them", "What they want",
    "Where they sleep", "Home", "Who else was there", "Who was spoken of but not seen", "Interpreter",
    "What has changed, what does not fit", "Can the child stay here tonight?", "Next visit", "Agreed with family",
    "Save visit",
)  # fmt: skip


def test_the_questions_stand_in_order(friday: World) -> None:
    reference = friday.contact(child()).reference
    text = words(AtWork(friday, "out_of_hours").get(f"/visit/{reference}/record/"))
    places, start = [], 0
    for label in ORDER:
        start = text.index(label, start)
        places.append(start)
    assert places == sorted(places)


def test_the_address_shows_on_pressing_show_keeps_what_was_typed_and_is_logged(friday: World, family: str) -> None:
    at = AtWork(friday, "out_of_hours")
    form = Filled(at.get(f"/visit/{family}/record/"), f"/visit/{family}/record/")
    page = at.post(
        f"/visit/{family}/record/", status=200, **form.answered({"show": "1", "child-1-own_words": "I am hungry"})
    )
    assert "12 Hidden Row" in page
    assert "Kept from: the father" in words(page)
    assert Filled(page, f"/visit/{family}/record/")["child-1-own_words"] == "I am hungry"
    with friday.all_rows():
        look = Look.objects.get(page="visit_address")
    assert (look.purpose, look.account) == ("visit", friday.account("out_of_hours").id)


def test_not_seen_names_the_clock_of_seeing_the_child_whatever_else_is_due_before(friday: World) -> None:
    receipt = friday.contact(child())
    decide(friday, receipt.journeys[0], "assessment")
    asking, path = AtWork(friday, "hub_manager"), f"/contact/{receipt.reference}/ask/"
    asking.post(path, **Filled(asking.get(path), "").with_(agencies=["police"], why="A bruise"))
    at = AtWork(friday, "out_of_hours")
    record(at, receipt.reference, outing__purpose="assessment", child_1__seen="no")
    text = words(at.get(at.answer.headers["Location"]))
    assert re.search(r"The clock stays open: child seen by (Fri )?27 Nov 17:00\.", text), text
    assert "answer from the agency" in words(at.get(f"/visit/{receipt.reference}/"))


def test_one_child_seen_and_one_not_each_keeps_their_own(friday: World, family: str) -> None:
    at = AtWork(friday, "out_of_hours")
    record(
        at, family, outing__purpose="section47", child_1__seen="yes", child_1__own_words="He shouts at night",
        child_1__alone="yes", child_2__seen="no", child_2__not_seen_because="Asleep at a friend's, mother said",
        child_2__next_try_at="2026-11-20T19:00",
    )  # fmt: skip
    text = words(at.get(at.answer.headers["Location"]))
    assert "Not seen. The clock stays open" in text
    assert "Next try Fri 20 Nov 19:00" in text
    with friday.all_rows():
        by_seen = {visit.seen: texts_of([visit.id])[visit.id] for visit in Visit.objects.all()}
        assert Visit.objects.values("outing").distinct().count() == 1
    assert by_seen[True]["own_words"] == "He shouts at night"
    assert "own_words" not in by_seen[False]
    assert "not_seen_because" not in by_seen[True]


def test_a_child_of_whom_nothing_was_written_was_not_visited(friday: World, family: str) -> None:
    record(AtWork(friday, "out_of_hours"), family, child_1__seen="yes")
    with friday.all_rows():
        assert [visit.seen for visit in Visit.objects.all()] == [True]


def test_a_visit_is_never_refused_for_what_is_missing_and_the_gap_is_named(friday: World, family: str) -> None:
    record(AtWork(friday, "out_of_hours"), family, child_1__how_they_looked="Thin, tired")
    with friday.all_rows():
        assert [gap.gap for gap in Gap.objects.all()] == ["seen_not_answered"]


def test_not_seen_keeps_the_clock_open(friday: World) -> None:
    receipt = friday.contact(child())
    (ana,) = receipt.journeys
    with friday.acting("out_of_hours") as actor:
        start_section47(journey=ana, by=actor, happened_at=friday.now, recorded_at=friday.now)
    friday.later(hours=2)
    for seen, still_open in (("no", True), ("yes", False)):
        record(AtWork(friday, "out_of_hours"), receipt.reference, outing__purpose="section47", child_1__seen=seen)
        with friday.all_rows():
            run = ClockRun.objects.get(journey=ana, clock="initial_sw_visit")
        assert (run.stopped_at is None) == still_open, seen
        friday.later(hours=1)


ABSENT = (
    "Seen?", "A baby", "How they looked", "What they said or showed", "An ordinary day", "What worries them",
    "Where they sleep", "Can the child stay",
)  # fmt: skip


def test_before_the_birth_the_page_asks_for_the_mother(friday: World) -> None:
    receipt = friday.contact(ConcernedChild(kind=SubjectKind.UNBORN))
    (bump,) = receipt.journeys
    with friday.acting("out_of_hours") as actor:
        start_section47(journey=bump, by=actor, happened_at=friday.now, recorded_at=friday.now)
    friday.later(minutes=20)
    at = AtWork(friday, "out_of_hours")
    text = words(at.get(f"/visit/{receipt.reference}/record/"))
    assert [one for one in ABSENT if one in text] == []
    assert "Was the mother seen?" in text
    record(at, receipt.reference, child_1__seen="no", child_1__not_seen_because="He said she slept")
    assert "The mother was not seen. The clock stays open" in words(at.get(at.answer.headers["Location"]))
    friday.later(minutes=20)
    record(
        at, receipt.reference, child_1__seen="yes", child_1__alone="yes", child_1__mother_said="He took my phone",
        child_1__made_ready="A cot", child_1__can_stay="no", child_1__rang_whom="The refuge",
    )  # fmt: skip
    text = words(at.get(at.answer.headers["Location"]))
    for there in ("Mother seen? Yes", "What the mother said He took my phone", "The mother is not safe here tonight."):
        assert there in text
    assert "Unborn baby: mother seen" in words(at.get(f"/visit/{receipt.reference}/"))
    with friday.all_rows():
        visits = list(Visit.objects.order_by("recorded_at"))
        runs = {run.clock: run.ended_as for run in ClockRun.objects.filter(journey=bump)}
        assert [gap.gap for gap in Gap.objects.filter(gap__contains="mother")] == ["mother_next_try_not_said"]
    assert [(visit.seen, visit.mother_seen) for visit in visits] == [(None, False), (None, True)]
    assert runs["mother_visit"] == "met"
    assert "initial_sw_visit" not in runs, "nobody can see a child before birth"


def test_a_family_member_who_interprets_shows_a_warning(friday: World, family: str) -> None:
    at = AtWork(friday, "out_of_hours")
    assert "A family member may leave out or change what is said." in words(at.get(f"/visit/{family}/record/"))
    record(at, family, child_1__seen="yes", child_1__interpreter="Aunt", child_1__interpreter_is_family="on")
    assert "A family member interpreted." in words(at.get(at.answer.headers["Location"]))


def test_a_child_who_cannot_stay_says_whom_was_rung(friday: World, family: str) -> None:
    at = AtWork(friday, "out_of_hours")
    record(at, family, child_1__seen="yes", child_1__can_stay="no", child_1__rang_whom="999 and Olu, 17:05")
    text = words(at.get(at.answer.headers["Location"]))
    assert "Cannot stay here tonight." in text
    assert "999 and Olu, 17:05" in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"outing__arrived_at": "2026-11-20T18:00"}, "Arrived: this is in the future."),
        ({"outing__arrived_at": "yesterday"}, "Arrived: give a day and a time."),
        ({"outing__left_at": "2026-11-20T16:00"}, "Left: this is before you arrived."),
        ({"child_1__seen": "perhaps"}, "Seen?: choose one of the answers shown."),
        ({}, "Nothing was written about any child yet."),
    ],
)
def test_what_cannot_be_read_is_asked_again_and_nothing_typed_is_lost(
    friday: World, family: str, changes: dict[str, str], said: str
) -> None:
    typed = {"child_2__own_words": "Don't tell"} if changes else {}
    page = record(AtWork(friday, "out_of_hours"), family, status=200, **{**typed, **changes})
    assert said in words(page)
    if typed:
        assert Filled(page, f"/visit/{family}/record/")["child-2-own_words"] == "Don't tell"
    with friday.all_rows():
        assert not Visit.objects.exists()


def test_a_visit_is_added_to_and_never_edited(friday: World, family: str) -> None:
    at = AtWork(friday, "out_of_hours")
    record(at, family, child_1__seen="yes", child_1__home="Warm")
    path = at.answer.headers["Location"]
    page = at.get(path)
    assert Filled(page, path).sent.keys() == {"csrfmiddlewaretoken", "token", "child", "text"}
    friday.later(minutes=20)
    at.post(path, **Filled(page, path).answered({"text": "The fridge was empty when I looked again."}))
    at.post(path, **Filled(page, path).answered({"text": "The fridge was empty when I looked again."}))
    text = words(at.get(path))
    assert text.count("The fridge was empty when I looked again.") == 1
    assert "Added by Olu Night, Fri 20 Nov 17:10" in text
    assert "Warm" in text


def test_a_visit_saved_twice_is_one(friday: World, family: str) -> None:
    at = AtWork(friday, "out_of_hours")
    form = Filled(at.get(f"/visit/{family}/record/"), f"/visit/{family}/record/")
    for _ in range(2):
        at.post(f"/visit/{family}/record/", **form.with_(child_1__seen="yes"))
    with friday.all_rows():
        assert Visit.objects.count() == 1


def test_a_planned_visit_is_the_one_that_is_made(friday: World, family: str) -> None:
    at = AtWork(friday, "out_of_hours")
    path = f"/visit/{family}/plan/"
    form = Filled(at.get(path), path)
    assert form.chosen == []
    assert "Say which children." in words(at.post(path, status=200, **form.answered({})))
    at.post(path, **form.answered({"children": ["1"], "planned_for": "2026-11-20T18:00", "purpose": "section47"}))
    assert "Ana: Fri 20 Nov 18:00 (in 1 h 10 min) · Section 47 enquiry" in words(at.get(f"/visit/{family}/"))
    record(at, family, child_1__seen="yes")
    text = words(at.get(f"/visit/{family}/"))
    assert "No visit is planned" in text
    assert "Ana: seen" in text
    with friday.all_rows():
        assert Visit.objects.get().purpose == "section47"


def test_a_place_is_not_visited(friday: World) -> None:
    park = ConcernedChild(kind=SubjectKind.PLACE, label="Central Park")
    reference = friday.contact(park).reference
    assert "There is no child here to visit" in words(AtWork(friday, "out_of_hours").get(f"/visit/{reference}/record/"))


@pytest.mark.parametrize(
    ("who", "status", "because"),
    [
        ("out_of_hours", 200, "works at night, alone"),
        ("hub_manager", 200, "a protective step is open to whoever may see the child"),
        ("social_worker", 404, "has nothing to do with this child"),
        ("school_lead", 403, "an agency does not visit for social care"),
        ("analyst", 403, "sees figures"),
        ("neighbour", 404, "another authority"),
    ],
)
def test_who_may_open_it(friday: World, family: str, who: str, status: int, because: str) -> None:
    for page in ("", "record/", "plan/"):
        AtWork(friday, who).get(f"/visit/{family}/{page}", status=status)


def test_nothing_is_kept_on_the_telephone(friday: World, family: str) -> None:
    at = AtWork(friday, "out_of_hours")
    for page in ("", "record/", "plan/"):
        at.get(f"/visit/{family}/{page}")
        assert "no-store" in at.answer.headers["Cache-Control"]


@pytest.mark.parametrize(("password", "status"), [("a long demonstration password", 204), ("wrong", 403)])
def test_the_cover_opens_with_the_password_alone(friday: World, password: str, status: int) -> None:
    AtWork(friday, "out_of_hours").post("/visit/unlock/", status=status, password=password)
