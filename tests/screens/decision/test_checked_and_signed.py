"""The check page, what each will read, two people at once, unfinished writing, and signatures."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.models import Decision, Journey
from frontdoor.ledger.models import Standing
from frontdoor.people.models import SafetyLine
from frontdoor.rules.concern import Referrer, ReferrerKind
from tests.cases import decide
from tests.screens.at_work import AtWork, words
from tests.screens.decision.test_form import FAMILY_ANSWERS, about, again, answers, open_form, press
from tests.screens.filled import Filled, described
from tests.world import World, child


@pytest.fixture
def family(friday: World) -> Receipt:
    return friday.contact(child(), child(given_name="Ben"))


def check(world: World, receipt: Receipt, *, who: str = "hub_manager", **to: Any) -> str:
    return press(world, receipt, open_form(world, receipt, who), who=who, go="check", **to)


def record(world: World, receipt: Receipt, page: str, *, who: str = "hub_manager", status: int = 302) -> str:
    path = f"/decision/{receipt.reference}/"
    return press(world, receipt, Filled(page, path), who=who, status=status, go="record")


def test_each_child_stands_on_a_line_with_outcome_who_and_by_when(friday: World, family: Receipt) -> None:
    given = {**answers(1, "assessment", pass_to_team="assessment_north"), **answers(2, "early_help")}
    text = words(check(friday, family, **FAMILY_ANSWERS, **given))
    assert "Ana Example, 7: Assessment (section 17) Who Assessment team, north, once somebody there accepts" in text
    assert "By when Assessment by 27 Jan 2027 17:00 Starts at once." in text
    assert "Ben Example, 7: Early help Who early help, once they accept; until then we have the child" in text


@pytest.mark.parametrize(
    ("kind", "source", "reads", "never"),
    [
        (ReferrerKind.PROFESSIONAL, "2A", "What was decided: advice and information.", "Nosy"),
        (ReferrerKind.PUBLIC, "1D", "We cannot say more, and never say whether a family is known to us.", "advice"),
        (ReferrerKind.RELATIVE, "1B", "We cannot say more, and never say whether a family is known to us.", "advice"),
        (ReferrerKind.CHILD, "1A", "Thank you for telling us. You did the right thing.", "advice"),
        (ReferrerKind.ANONYMOUS, "9", "Nobody: whoever told us gave no name", "advice"),
    ],
)
def test_what_each_will_read_is_held(friday: World, kind: ReferrerKind, source: str, reads: str, never: str) -> None:
    receipt = friday.contact(child(), referrer=Referrer(kind=kind, source=source, name="Nosy Neighbour"))
    text = words(check(friday, receipt, **FAMILY_ANSWERS, **answers(1, "advice", look_again="Another report")))
    told = text[text.index("Who will be told, and what each will read") : text.index("Record decision")]
    assert reads in told
    assert never not in told
    assert ("Hold" in told) == (kind is not ReferrerKind.ANONYMOUS)


def test_go_back_keeps_every_word(friday: World, family: Receipt) -> None:
    page = check(friday, family, **FAMILY_ANSWERS, **answers(1, "advice", look_again="A bruise"))
    path = f"/decision/{family.reference}/"
    form = Filled(press(friday, family, Filled(page, path), go="back"), path)
    assert (form["family-worries"], form["child-1-look_again"]) == ("No food in the house", "A bruise")
    assert form.sent["child-1-outcome"] == ["advice"]


def test_what_the_family_must_not_know_is_said_and_set_at_once(friday: World, family: Receipt) -> None:
    page = check(friday, family, child_1__outcome="strategy_discussion", child_1__also=["honour_based"])
    assert "The family must not know that we are asking." in words(page)
    record(friday, family, page)
    with friday.all_rows():
        assert SafetyLine.objects.get().words == "Family must not know we are asking"


def test_what_is_recorded_twice_is_decided_once(friday: World, family: Receipt) -> None:
    page = check(friday, family, child_1__outcome="strategy_discussion")
    record(friday, family, page)
    record(friday, family, page)
    with friday.all_rows():
        assert Decision.objects.count() == 1


def test_two_people_at_once_the_second_sees_what_changed_and_keeps_every_word(friday: World, family: Receipt) -> None:
    slow = open_form(friday, family, "out_of_hours")
    friday.later(minutes=10)
    record(friday, family, check(friday, family, **FAMILY_ANSWERS, **answers(1, "early_help")))
    mine = {**FAMILY_ANSWERS, **answers(1, "advice", because="My own reason", look_again="A bruise")}
    mine |= answers(2, "early_help", means="Ben waits")
    page = press(friday, family, slow, who="out_of_hours", status=409, go="check", **mine)
    text = words(page)
    assert "Hattie Hub changed this while you were writing" in text
    assert "Ana: what happens now was decided not yet Early help: Hattie Hub" in text
    assert "Your text, kept: Ana" in text
    assert "Why, for this child: My own reason" in text
    assert "What happens now: Advice and information" in text
    form = Filled(page, f"/decision/{family.reference}/")
    assert form["child-2-means"] == "Ben waits"
    assert "child-1-means" not in form.sent
    page = press(friday, family, form, who="out_of_hours", go="check")
    record(friday, family, page, who="out_of_hours")
    with friday.all_rows():
        made = {row.journey_id: (row.outcome, row.decided_by_name) for row in Decision.objects.all()}
    assert made == {
        family.journeys[0]: ("early_help", "Hattie Hub"),
        family.journeys[1]: ("early_help", "Olu Night"),
    }


def test_a_change_between_checking_and_recording_is_seen_too(friday: World, family: Receipt) -> None:
    page = check(friday, family, who="out_of_hours", child_1__outcome="strategy_discussion")
    friday.later(minutes=1)
    decide(friday, family.journeys[0], "early_help")
    answer = record(friday, family, page, who="out_of_hours", status=409)
    assert "Hattie Hub changed this while you were writing" in words(answer)
    with friday.all_rows():
        assert [row.outcome for row in Decision.objects.all()] == ["early_help"]


def test_what_was_typed_waits_for_its_writer_alone_and_is_gone_once_recorded(friday: World, family: Receipt) -> None:
    press(friday, family, open_form(friday, family), go="check", family__worries="Half a sentence")
    assert open_form(friday, family)["family-worries"] == "Half a sentence"
    assert open_form(friday, family, "out_of_hours")["family-worries"] == ""
    record(friday, family, check(friday, family, child_1__outcome="strategy_discussion"))
    assert open_form(friday, family)["family-worries"] == ""


def test_a_form_that_saves_itself_is_found_again(friday: World, family: Receipt) -> None:
    at, path = AtWork(friday, "hub_manager"), f"/decision/{family.reference}/"
    page = at.get(path)
    url = page.split('data-draft-url="')[1].split('"')[0]
    saved = at.post(url, status=200, **Filled(page, path).with_(family__worries="Half a word"))
    assert '"saved_at": "16:50"' in saved
    assert open_form(friday, family)["family-worries"] == "Half a word"
    assert "Draft saved 16:50" in at.get(path)


def test_an_unfinished_form_that_somebody_overtook_says_so_when_it_is_opened(friday: World, family: Receipt) -> None:
    press(
        friday, family, open_form(friday, family, "out_of_hours"), who="out_of_hours", go="check", child_1__means="Mine"
    )
    friday.later(minutes=5)
    decide(friday, family.journeys[0], "early_help")
    page = AtWork(friday, "out_of_hours").get(f"/decision/{family.reference}/", status=409)
    assert "What does this mean for this child?: Mine" in words(page)


def test_somebody_who_is_not_registered_prepares_and_a_registered_one_confirms(friday: World, family: Receipt) -> None:
    given = {**FAMILY_ANSWERS, **answers(1, "early_help"), "child_2__outcome": "strategy_discussion"}
    page = check(friday, family, who="contact_officer", **given)
    text = words(page)
    assert "A proposal: it counts once a registered social worker confirms it." in text
    assert "Starts at once. A registered social worker confirms it afterwards." in text
    assert "Record proposal" in text
    record(friday, family, page, who="contact_officer")
    ana, ben = family.journeys
    with friday.all_rows():
        assert {key: Journey.found(key).outcome for key in (ana, ben)} == {ana: "", ben: "strategy_discussion"}
    path = f"/decision/{family.reference}/sign/"
    at = AtWork(friday, "hub_manager")
    shown = at.get(path)
    assert "Goes to bed hungry" in shown
    assert Filled(shown, path).chosen == []
    for _ in range(2):
        forms = _each_form(at.get(path), path)
        at.post(path, **forms[0].answered({"note": "Agreed"}))
    assert "Nothing here waits for a signature" in words(at.get(path))
    with friday.all_rows():
        assert Journey.found(ana).outcome == "early_help"
        assert {row.confirmed_by for row in Decision.objects.all()} == {friday.account("hub_manager").id}


def _each_form(page: str, path: str) -> list[Filled]:
    parts = page.split("<form ")[1:]
    found = [Filled("<form " + part, path) for part in parts]
    return [one for one in found if "decision" in one.sent]


@pytest.mark.parametrize(
    ("agrees", "outcome", "because"),
    [("yes", "nothing_more", "it counts from now"), ("no", "", "the child waits for another decision")],
)
def test_a_third_closing_counts_only_once_a_manager_has_signed(
    friday: World, agrees: str, outcome: str, because: str
) -> None:
    first = friday.contact(child())
    person = about(friday, first)
    decide(friday, first.journeys[0], "advice")
    for reason in ("nothing_more", "nothing_more"):
        friday.later(days=20)
        third = again(friday, {0: person})
        if reason == "nothing_more" and third:
            decide(friday, third.journeys[0], reason)
    friday.later(days=20)
    third = again(friday, {0: person})
    given = {**FAMILY_ANSWERS, "family__history": "Three before", **answers(1, "nothing_more", look_again="Anything")}
    record(friday, third, check(friday, third, who="out_of_hours", **given), who="out_of_hours")
    path = f"/decision/{third.reference}/sign/"
    at = AtWork(friday, "hub_manager")
    page = at.get(path)
    (form,) = _each_form(page, path)
    assert form.chosen == []
    assert "Say whether you agree." in words(at.post(path, status=200, **form.answered({"because": "Kept"})))
    at.post(path, **form.answered({"agrees": agrees, "because": "The history is plain"}))
    with friday.all_rows():
        assert Journey.found(third.journeys[0]).outcome == outcome, because
        assert (Standing.objects.get(journey=third.journeys[0]).stage == "closed") == (agrees == "yes")


def test_nobody_signs_for_themself(friday: World) -> None:
    first = friday.contact(child())
    person = about(friday, first)
    decide(friday, first.journeys[0], "advice", who="out_of_hours")
    for _ in range(2):
        friday.later(days=20)
        latest = again(friday, {0: person})
        given = {**FAMILY_ANSWERS, "family__history": "Before", **answers(1, "advice", look_again="Anything")}
        record(friday, latest, check(friday, latest, **given))
    path = f"/decision/{latest.reference}/sign/"
    at = AtWork(friday, "hub_manager")
    (form,) = _each_form(at.get(path), path)
    page = at.post(path, status=200, **form.answered({"agrees": "yes", "because": "Kept words"}))
    assert "The second signature is somebody else's: you decided this yourself." in words(page)
    assert "Kept words" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("hub_manager", 200), ("out_of_hours", 200), ("contact_officer", 403), ("auditor", 403), ("neighbour", 404)],
)
def test_who_may_sign(friday: World, family: Receipt, who: str, status: int) -> None:
    AtWork(friday, who).get(f"/decision/{family.reference}/sign/", status=status)


def test_the_check_page_says_what_the_census_will_refuse_and_it_may_be_recorded(friday: World) -> None:
    receipt = friday.contact(child(born=date(2025, 3, 1)), received_at=datetime(2024, 1, 5, 9, tzinfo=UTC))
    page = check(friday, receipt, **FAMILY_ANSWERS, **answers(1, "assessment", pass_to_team="assessment_north"))
    assert "Census, error 8606." in words(page)
    form = press(friday, receipt, Filled(page, f"/decision/{receipt.reference}/"), go="back")
    assert "Census, error 8606." in described(form, "child-1-outcome")
    with friday.all_rows():
        assert not Decision.objects.exists(), "nothing is kept by asking"
    record(friday, receipt, page)
    with friday.all_rows():
        assert Decision.objects.count() == 1


def test_the_check_page_is_silent_where_the_census_takes_it(friday: World, family: Receipt) -> None:
    page = check(friday, family, **FAMILY_ANSWERS, **answers(1, "assessment", pass_to_team="assessment_north"))
    assert "Census, " not in words(page)
