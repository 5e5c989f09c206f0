"""The decision form: what it asks, in which order, what binds, and that nothing is chosen or filled in beforehand."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from frontdoor.journey.actions.contacts import Receipt, receive_contact
from frontdoor.journey.actions.information_requests import request_information
from frontdoor.journey.models import Decision, InformationRequest, Journey
from frontdoor.journey.record_queries import texts_of
from frontdoor.rules.concern import Answer, ConcernedChild, Referrer, ReferrerKind, SubjectKind
from tests.cases import decide
from tests.screens.at_work import AtWork, words
from tests.screens.filled import Filled
from tests.world import World, child, concern


def test_an_unborn_child_is_asked_for_no_words_and_no_ordinary_day(friday: World) -> None:
    unborn = ConcernedChild(kind=SubjectKind.UNBORN, expected=date(2027, 2, 4))
    receipt = friday.contact(unborn)
    path = f"/decision/{receipt.reference}/"
    page = AtWork(friday, "hub_manager").get(path)
    for label in ("What is an ordinary day like?", "Their words, or how they showed it", "not heard, because"):
        assert label not in words(page), label
    assert "What does this mean for this child?" in words(page)
    filled = {**FAMILY_ANSWERS, **answers(1, "assessment")}
    checked = press(friday, receipt, Filled(page, path), **filled, go="check")
    assert "Check before recording" in words(checked)
    filled = {**FAMILY_ANSWERS, **answers(1, "accommodation")}
    checked = words(press(friday, receipt, Filled(page, path), **filled, go="check"))
    assert "Visit to the mother by " in checked
    assert "Child seen" not in checked


@pytest.fixture
def family(friday: World) -> Receipt:
    return friday.contact(child(level_asked="4 Specialist"), child(given_name="Ben"))


def open_form(world: World, receipt: Receipt, who: str = "hub_manager") -> Filled:
    path = f"/decision/{receipt.reference}/"
    return Filled(AtWork(world, who).get(path), path)


def press(
    world: World, receipt: Receipt, form: Filled, *, who: str = "hub_manager", status: int = 200, **to: Any
) -> str:
    path = f"/decision/{receipt.reference}/"
    return AtWork(world, who).post(path, status=status, **form.with_(**to))


#: Everything that binds, for a family without earlier contacts and without requests.
FAMILY_ANSWERS = {
    "family__worries": "No food in the house", "family__nobody_because": "The school asked us to act today",
}  # fmt: skip


def answers(number: int, outcome: str, **more: str) -> dict[str, str]:
    """Everything that binds about one child."""
    given = {
        "outcome": outcome, "means": "Goes to bed hungry", "safe_tonight": "yes", "safe_because_yes": "With Nan",
        "because": "Three reports in a week", **more,
    }  # fmt: skip
    return {f"child_{number}__{name}": value for name, value in given.items()}


ORDER = (
    "You", "Name", "Role", "Registration", "Decided at",
    "What is happening, and what are we worried about?", "What is working well or keeping them safe?",
    "What does the history tell us?", "Who told us, besides the parents?", "nobody, because",
    "What do we still not know?", "Why not wait?", "Does the family know?", "Our basis today", "Change, because",
    "Agreement to a service", "Ana Example, 7", "What is an ordinary day like?",
    "Their words, or how they showed it", "not heard, because", "What does this mean for this child?",
    "Safe tonight?", "Yes, because", "No, so we", "We do not know, so we", "Level asked for", "Level decided",
    "What happens now", "Protect", "Assess", "Help", "Pass to", "Nothing more", "Also", "Why, for this child",
    "Who does what by when, and if that fails", "What would make us look again?", "Check before recording",
)  # fmt: skip


def test_the_questions_stand_in_the_order_of_the_specification(friday: World) -> None:
    receipt = friday.contact(child())
    text = words(AtWork(friday, "hub_manager").get(f"/decision/{receipt.reference}/"))
    text = text.replace("Check before recording", "", 1)  # the unseen button that Enter presses
    start = 0
    for label in ORDER:
        assert label in text[start:], (label, text[start : start + 300])
        start = text.index(label, start) + 1


def test_nothing_is_chosen_and_only_facts_stand_there(friday: World, family: Receipt) -> None:
    form = open_form(friday, family)
    assert form.chosen == []
    filled = {name for name, values in form.sent.items() if values != [""]}
    assert filled == {
        "csrfmiddlewaretoken", "you-decided_at", "you-opened_at", "you-token", "you-contact_seen", "child-1-seen",
        "child-2-seen",
    }  # fmt: skip
    page = AtWork(friday, "hub_manager").get(f"/decision/{family.reference}/")
    assert "4 Specialist" in words(page)
    for level in ("Universal", "Early help", "Targeted", "Specialist"):
        assert level in words(page)
    assert "suggest" not in page.lower()


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("family__worries", "Say what is happening and what we are worried about."),
        ("family__nobody_because", 'Say who told us besides the parents, or "nobody, because".'),
        ("child_1__means", "Ana: say what this means for this child."),
        ("child_1__safe_tonight", "Ana: say whether the child is safe tonight."),
        ("child_1__because", "Ana: say why, for this child."),
        ("child_1__look_again", "Ana: say what would make us look again."),
    ],
)
def test_what_binds_help_passing_on_and_nothing_more(friday: World, family: Receipt, left_out: str, said: str) -> None:
    given = {**FAMILY_ANSWERS, **answers(1, "nothing_more", look_again="Another day without food")}
    form = open_form(friday, family)
    page = press(friday, family, form, go="check", **{**given, left_out: ""})
    assert said in words(page)
    assert words(page).startswith("Decide:")
    assert words(press(friday, family, form, go="check", **given)).startswith("Check before recording")


@pytest.mark.parametrize(
    ("outcome", "binds", "because"),
    [
        ("strategy_discussion", False, "protects"),
        ("accommodation", False, "protects"),
        ("transfer_in_conference", False, "protects"),
        ("early_help", True, "helps"),
        ("adult_social_care", True, "passes on"),
        ("advice", True, "nothing more"),
    ],
)
def test_a_protective_outcome_needs_only_itself(
    friday: World, family: Receipt, outcome: str, binds: bool, because: str
) -> None:
    page = press(friday, family, open_form(friday, family), go="check", child_1__outcome=outcome)
    text = words(page)
    if binds:
        assert "There is a problem" in text, because
    else:
        assert "To finish, by Mon 17:00: What is happening, and what are we worried about?" in text, because
        assert "Starts at once." in text


def test_what_protects_one_child_does_not_wait_for_the_part_of_another(friday: World, family: Receipt) -> None:
    form = open_form(friday, family)
    page = press(
        friday, family, form, go="check", child_1__outcome="strategy_discussion", child_2__outcome="early_help",
        child_2__means="Half written",
    )  # fmt: skip
    assert "Check and record for Ana alone" in words(page)
    path = f"/decision/{family.reference}/"
    check = press(friday, family, Filled(page, path), go="protective")
    assert "Ben Example, 7: nothing decided now" in words(check)
    rest = press(friday, family, Filled(check, path), go="record_protective")
    assert "Recorded for Ana." in words(rest)
    assert Filled(rest, path)["child-2-means"] == "Half written"
    with friday.all_rows():
        assert [row.outcome for row in Decision.objects.all()] == ["strategy_discussion"]
    finished = press(friday, family, Filled(rest, path), go="check", **FAMILY_ANSWERS, **answers(2, "early_help"))
    press(friday, family, Filled(finished, path), status=302, go="record")
    with friday.all_rows():
        assert {row.outcome for row in Decision.objects.all()} == {"strategy_discussion", "early_help"}


def test_each_child_is_decided_apart_and_one_may_keep_waiting(friday: World) -> None:
    receipt = friday.contact(child(), child(given_name="Ben"), child(given_name="Cleo"))
    given = {**FAMILY_ANSWERS, **answers(1, "assessment"), **answers(2, "advice", look_again="A fourth report")}
    page = press(friday, receipt, open_form(friday, receipt), go="check", **given)
    text = words(page)
    assert "Ana Example, 7: Assessment (section 17)" in text
    assert "Ben Example, 7: Advice and information" in text
    assert "Cleo Example, 7: nothing decided now Keeps waiting" in text
    press(friday, receipt, Filled(page, f"/decision/{receipt.reference}/"), status=302, go="record")
    with friday.all_rows():
        assert sorted(Journey.objects.values_list("outcome", flat=True)) == ["", "advice", "assessment"]
    assert "Cleo Example, 7: waiting for a decision" in words(
        AtWork(friday, "hub_manager").get(f"/decision/{receipt.reference}/decided/")
    )


def test_a_large_family_may_be_decided_one_by_one(friday: World) -> None:
    receipt = friday.contact(*(child(given_name=f"Child {number}") for number in range(1, 9)))
    path = f"/decision/{receipt.reference}/"
    for number in range(1, 9):
        check = press(
            friday, receipt, open_form(friday, receipt), go="check", **{f"child_{number}__outcome": "assessment"}
        )
        press(friday, receipt, Filled(check, path), status=302, go="record")
    with friday.all_rows():
        assert Decision.objects.count() == 8


def test_only_who_does_what_is_copied_from_a_brother_or_sister(friday: World, family: Receipt) -> None:
    written = {
        f"child_2__{name}": f"Ben's {name}"
        for name in ("ordinary_day", "own_words", "means", "because", "who_does_what", "look_again")
    }
    page = press(friday, family, open_form(friday, family), copy="2>1", **written)
    form = Filled(page, f"/decision/{family.reference}/")
    assert form["child-1-who_does_what"] == "Ben's who_does_what"
    for name in ("ordinary_day", "own_words", "means", "because", "look_again"):
        assert form[f"child-1-{name}"] == ""
    assert form.chosen == []
    assert words(page).count("Use what you wrote for") == 2


def test_history_is_listed_with_ticks_for_brothers_and_sisters_too_and_must_be_read(friday: World) -> None:
    before = friday.contact(child(), child(given_name="Ben"), worries=("hunger",))
    known = {0: about(friday, before)}
    decide(friday, before.journeys[0], "advice")
    friday.later(days=40)
    receipt = again(friday, known)
    text = words(AtWork(friday, "hub_manager").get(f"/decision/{receipt.reference}/"))
    assert "20 Nov 2026 · School · Hunger" in text
    assert "Ana: Advice and information" in text
    assert "Ben: not decided yet" in text
    page = press(friday, receipt, open_form(friday, receipt), go="check", **FAMILY_ANSWERS, **answers(1, "early_help"))
    assert "There are earlier contacts: say what the history tells us." in words(page)


def again(world: World, known: dict[int, Any], **facts: Any) -> Receipt:
    """Another contact about a child who is known already."""
    told = concern(child(), received_at=world.now, **facts)
    with world.acting("contact_officer") as actor:
        return receive_contact(concern=told, token=world.token(), by=actor, recorded_at=world.now, known=known)


def about(world: World, receipt: Receipt, at: int = 0) -> Any:
    with world.all_rows():
        return Journey.found(receipt.journeys[at]).about


def test_a_third_closing_in_a_year_says_so_beside_the_question_and_waits_for_a_manager(friday: World) -> None:
    first = friday.contact(child())
    decide(friday, first.journeys[0], "advice", look_again="A fourth report")
    friday.later(days=30)
    second = again(friday, {0: about(friday, first)})
    decide(friday, second.journeys[0], "nothing_more", look_again="A bruise")
    friday.later(days=30)
    third = again(friday, {0: about(friday, first)})
    text = words(AtWork(friday, "hub_manager").get(f"/decision/{third.reference}/"))
    assert "closed twice in 12 months; last said: A bruise" in text
    assert "A third closing in 12 months: a manager countersigns it before it counts." in text
    check = press(
        friday, third, open_form(friday, third), go="check", **FAMILY_ANSWERS, family__history="Two of the same",
        **answers(1, "nothing_more", look_again="Anything"),
    )  # fmt: skip
    assert "it counts once a manager has countersigned it" in words(check)


def test_who_told_us_stands_there_from_the_record_and_none_is_ticked(friday: World) -> None:
    neighbour = Referrer(kind=ReferrerKind.PUBLIC, source="1D", name="Nosy Neighbour")
    receipt = friday.contact(child(own_words="I am hungry"), referrer=neighbour)
    page = AtWork(friday, "hub_manager").get(f"/decision/{receipt.reference}/")
    form = Filled(page, f"/decision/{receipt.reference}/")
    assert form.offered["family-sources"] == ["referrer", "child_1"]
    assert "Member of the public" in page
    assert "Nosy Neighbour" not in page
    given = {**answers(1, "early_help"), "family__worries": "Hunger", "family__sources": ["child_1"]}
    assert words(press(friday, receipt, form, go="check", **given)).startswith("Check before recording")


def test_whoever_has_not_answered_is_filled_in_and_why_not_wait_is_asked(friday: World, family: Receipt) -> None:
    with friday.acting("hub_manager") as actor:
        request_information(
            journey=family.journeys[0], agencies=["community_health"], why="Weight", what="Weight and height?",
            by=actor, happened_at=friday.now, recorded_at=friday.now,
        )  # fmt: skip
    with friday.all_rows():
        assert InformationRequest.objects.count() == 1
    form = open_form(friday, family)
    assert form["family-not_known"] == (
        "Health visiting and school nursing, about Ana: asked Fri 20 Nov 16:50, not answered."
    )
    page = press(friday, family, form, go="check", **FAMILY_ANSWERS, **answers(1, "early_help"))
    assert "Not everybody asked has answered: say why this does not wait." in words(page)


@pytest.mark.parametrize(
    ("typed", "said", "because"),
    [
        ("2026-11-20T16:50", "decided at Fri 20 Nov 16:50", "left as it stood: now"),
        ("2026-11-20T14:20", "recorded late, 2 h 30 min after it was decided", "earlier"),
        ("2026-11-20T16:59", "This is in the future. Say when it was decided", "never later"),
        ("half past four", "Say when it was decided, as a day and a time.", "cannot be read"),
        ("", "Say when it was decided.", "empty"),
    ],
)
def test_when_it_was_decided(friday: World, family: Receipt, typed: str, said: str, because: str) -> None:
    form = open_form(friday, family)
    page = press(friday, family, form, go="check", child_1__outcome="strategy_discussion", you__decided_at=typed)
    assert said in words(page), because


def test_left_as_it_stood_it_is_decided_when_it_is_recorded(friday: World, family: Receipt) -> None:
    form = open_form(friday, family)
    friday.later(minutes=20)
    check = press(friday, family, form, go="check", child_1__outcome="strategy_discussion")
    assert "recorded late" not in check
    press(friday, family, Filled(check, f"/decision/{family.reference}/"), status=302, go="record")
    with friday.all_rows():
        assert Decision.objects.get().decided_at == friday.now


def test_the_words_are_kept_for_each_child_and_the_form_never_mixes_them(friday: World, family: Receipt) -> None:
    given = {
        **FAMILY_ANSWERS, **answers(1, "assessment", own_words="He shouts", words_told_to="Miss Ade, today"),
        **answers(2, "early_help", not_heard_because="Asleep", safe_tonight="no", safe_because_no="Nan takes him"),
        "family__family_knows": "no", "family__family_why_not": "more_risk", "family__family_told_who": "hidden answer",
        "child_2__safe_because_yes": "an answer to another question",
    }  # fmt: skip
    check = press(friday, family, open_form(friday, family), go="check", **given)
    press(friday, family, Filled(check, f"/decision/{family.reference}/"), status=302, go="record")
    with friday.all_rows():
        made = {row.journey_id: row for row in Decision.objects.all()}
        ana, ben = (texts_of([made[journey].id])[made[journey].id] for journey in family.journeys)
    assert (ana["own_words"], "not_heard_because" in ana) == ("He shouts", False)
    assert (ben["not_heard_because"], "own_words" in ben) == ("Asleep", False)
    assert ben["safe_tonight_because"] == "Nan takes him"
    assert "family_told_who" not in ana
    assert made[family.journeys[0]].family_why_not == "more_risk"
    assert made[family.journeys[0]].basis == "public_task"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"child_1__outcome": "something_else"}, "What happens now: choose one of the outcomes shown."),
        ({"child_1__level_decided": "9"}, "Level decided: choose one of the answers shown."),
        ({"child_1__also": ["unheard_of"]}, "Also: tick only what stands in the list."),
        ({"family__basis": "duty_to_share"}, "Choose a ground that is in force on that day."),
        ({}, "Choose what happens now for at least one child."),
    ],
)
def test_codes_that_the_form_does_not_offer_are_refused_and_the_text_stays(
    friday: World, family: Receipt, changes: dict[str, Any], said: str
) -> None:
    page = press(friday, family, open_form(friday, family), go="check", family__worries="Kept words", **changes)
    assert said in words(page)
    assert "Kept words" in page


def test_another_authority_must_be_named(friday: World, family: Receipt) -> None:
    form = open_form(friday, family)
    page = press(friday, family, form, go="check", **FAMILY_ANSWERS, **answers(1, "other_authority"))
    assert "Ana: say which authority is asked." in words(page)
    given = {**FAMILY_ANSWERS, **answers(1, "other_authority", pass_to_authority="Lincolnshire")}
    assert "Lincolnshire, once a named person there accepts" in words(press(friday, family, form, go="check", **given))


def test_what_the_form_says_of_html_and_formulas_is_text(friday: World, family: Receipt) -> None:
    page = press(friday, family, open_form(friday, family), go="check", family__worries="<script>alert(1)</script>=1+1")
    assert "<script>alert(1)" not in page
    assert Filled(page, f"/decision/{family.reference}/")["family-worries"] == "<script>alert(1)</script>=1+1"


def test_a_child_with_no_name_and_a_place_have_a_part_too(friday: World) -> None:
    receipt = friday.contact(ConcernedChild(label="girl about 9, red coat", safe_tonight=Answer.NOT_KNOWN))
    assert "Name not known (girl about 9, red coat)" in words(
        AtWork(friday, "hub_manager").get(f"/decision/{receipt.reference}/")
    )


@pytest.mark.parametrize(
    ("who", "status", "because"),
    [
        ("hub_manager", 200, "decides"),
        ("contact_officer", 200, "prepares"),
        ("out_of_hours", 200, "decides at night"),
        ("social_worker", 403, "neither decides nor prepares"),
        ("auditor", 403, "reads"),
        ("school_lead", 403, "an agency"),
        ("analyst", 403, "sees figures"),
        ("neighbour", 404, "another authority"),
    ],
)
def test_who_may_open_it(friday: World, family: Receipt, who: str, status: int, because: str) -> None:
    AtWork(friday, who).get(f"/decision/{family.reference}/", status=status)


def test_a_reference_that_does_not_exist_reads_like_one_that_may_not_be_seen(friday: World, family: Receipt) -> None:
    strange = AtWork(friday, "neighbour").get(f"/decision/{family.reference}/", status=404)
    absent = AtWork(friday, "neighbour").get("/decision/FD-26-000-000-000/", status=404)
    assert words(strange) == words(absent)


def test_the_tab_and_the_address_carry_the_reference_alone(friday: World, family: Receipt) -> None:
    page = AtWork(friday, "hub_manager").get(f"/decision/{family.reference}/")
    assert f"<title>Decide {family.reference}</title>" in page


def test_what_was_decided_leads_to_the_strategy_discussion_and_only_then(friday: World, family: Receipt) -> None:
    ana, ben = family.journeys
    decide(friday, ana, "strategy_discussion")
    decide(friday, ben, "advice")
    at = AtWork(friday, "hub_manager")
    page = at.get(f"/decision/{family.reference}/decided/")
    links = re.findall(rf'href="(/protection/{family.reference}/(?:discussion/)?)"', page)
    assert sorted(links) == [f"/protection/{family.reference}/{what}" for what in ("", "discussion/")], "once"
    for link in links:
        at.get(link)
