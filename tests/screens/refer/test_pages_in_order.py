"""Which questions are asked, of whom and in which order; and that every one of them has its words."""

import pytest

from frontdoor.rules.codesets import ALL as CODE_SETS
from frontdoor.screens.refer import choices
from frontdoor.screens.refer.answers import Answers, Item, Path, Scope
from frontdoor.screens.refer.forms import blank_form
from frontdoor.screens.refer.pages import PAGES
from frontdoor.screens.refer.questions import Kind, after, before, first_unvisited, standing, step_named, steps
from frontdoor.screens.refer.words import forms_by_slug, wording_for
from tests.world import FRIDAY


def answers(said: dict[str, object] | None = None, *children: dict[str, object], **more: object) -> Answers:
    items = tuple(Item(id=f"c{at}", said=one) for at, one in enumerate(children or ({},), start=1))
    return Answers(token="t", begun_at=FRIDAY, authority="peterborough", said=said or {}, children=items, **more)


ASKED = [
    # who, said once, said of the child, page, asked?, because
    ("public", {}, {}, "worry", True, "everybody is asked for the worry"),
    ("public", {}, {}, "agency", False, "a neighbour has no agency"),
    ("public", {}, {}, "child_day", False, "a neighbour is not asked for an ordinary day"),
    ("public", {}, {}, "how_known", True, "a neighbour and a stranger are different sources in the census"),
    ("relative", {}, {}, "how_known", False, "a relative has said already how they know the family"),
    ("", {}, {}, "how_known", True, "who says nothing of themselves walks the public form"),
    ("professional", {}, {}, "agency", True, "the kind of agency gives the census its source code"),
    ("professional", {}, {}, "child_words", True, "each child's own words are asked for"),
    ("professional", {}, {}, "child_day", True, "each child's ordinary day is asked for"),
    ("professional", {}, {}, "child_done", True, "what the agency already did is asked for"),
    ("professional", {}, {}, "child_level", True, "the level asked for is kept beside the level decided"),
    ("professional", {}, {}, "basis", True, "an agency says on which basis it shares"),
    ("professional", {"family_told": "yes"}, {}, "family_not_told", False, "there is nothing to explain"),
    ("professional", {"family_told": "no"}, {}, "family_not_told", True, "why not, and whether they may know"),
    ("professional", {"family_told": "not_known"}, {}, "family_not_told", True, "not known is not yes"),
    ("professional", {}, {}, "family_not_told", False, "an unanswered question asks nothing further"),
    ("professional", {}, {"kind": "unborn"}, "child_due", True, "an unborn child has a due date"),
    ("professional", {}, {"kind": "unborn"}, "child_words", False, "an unborn child has said nothing"),
    ("professional", {}, {"kind": "unborn"}, "unborn_home", True, "where the mother lives is where the child will"),
    ("professional", {}, {"kind": "unborn"}, "child_home", False, "an unborn child has no home of its own"),
    ("professional", {}, {"kind": "unborn"}, "child_name", False, "an unborn child is not called anything yet"),
    ("professional", {}, {"kind": "unborn"}, "unborn_mother", True, "the pregnancy is somebody's"),
    ("public", {}, {"kind": "unborn"}, "unborn_mother", True, "the public may know whose it is too"),
    ("professional", {}, {"kind": "unborn"}, "unborn_care", True, "a midwife or a hospital knows the mother"),
    ("professional", {}, {"kind": "unborn"}, "child_school", False, "an unborn child is at no school"),
    ("professional", {}, {"kind": "unborn"}, "child_language", False, "an unborn child speaks no language"),
    ("professional", {}, {}, "unborn_care", False, "a born child is asked for a school and a practice"),
    ("professional", {}, {"kind": "place"}, "context", True, "a park has a name and a place"),
    ("professional", {}, {"kind": "place"}, "child_name", False, "a park has no first name"),
    ("public", {}, {"kind": "online_space"}, "context", True, "the public may tell us of a place too"),
    ("public", {"worries": ("missing",)}, {}, "child_missing", True, "since when matters at once"),
    ("public", {"worries": ("neglect",)}, {}, "child_missing", False, "nobody said that the child is missing"),
    ("professional", {"agency_type": "police"}, {}, "child_protection", True, "72 hours run from its start"),
    ("professional", {"agency_type": "school"}, {}, "child_protection", False, "only police take a child so"),
    ("public", {"danger_now": "yes"}, {}, "danger_help", True, "999 comes before every other question"),
    ("public", {"danger_now": "not_known"}, {}, "danger_help", False, "not known is not yes"),
    ("child", {}, {}, "safe_person", True, "a child names somebody who is safe to talk to"),
    ("child", {}, {}, "child_kind", False, "a child who writes of themself is not asked what they are"),
    ("child", {}, {}, "kinds", False, "no child is asked to sort what happens to them into kinds"),
    ("child", {}, {}, "contact", True, "how may we reach you safely, who must not know"),
    ("public", {}, {"lives_in_another": "yes"}, "boundary", True, "somebody is told who has it"),
    ("public", {}, {"lives_in_another": ""}, "boundary", False, "nothing is over the boundary"),
]


@pytest.mark.parametrize(("who", "said", "child", "page", "asked", "because"), ASKED)
def test_what_is_asked(who: str, said: dict, child: dict, page: str, asked: bool, because: str) -> None:
    found = {step.page.key for step in steps(PAGES, answers({"who": who, **said}, child))}
    assert (page in found) is asked, because


def test_danger_is_the_first_question_after_who_you_are() -> None:
    for who in choices.WHO:
        assert [step.page.key for step in steps(PAGES, answers({"who": who}))][:2] == ["start", "danger"]


def test_each_child_is_walked_through_by_itself_and_then_the_adults() -> None:
    walk = steps(PAGES, answers({"who": "professional"}, {}, {"kind": "place"}, adults=(Item(id="a3"),)))
    of_items = [step.item_id for step in walk if step.item_id]
    assert of_items == sorted(of_items, key=["c1", "c2", "a3"].index)
    assert of_items.count("c2") < of_items.count("c1"), "a place is asked less than a child"


def test_back_and_forth_are_each_other_s_opposite() -> None:
    for who in choices.WHO:
        given = answers({"who": who}, {}, {"kind": "unborn"}, adults=(Item(id="a3"),))
        walk = steps(PAGES, given)
        for step in walk[:-1]:
            following = after(PAGES, given, step)
            assert following is not None
            assert before(PAGES, given, following) == step
        assert after(PAGES, given, walk[-1]) is None
        assert before(PAGES, given, None) == walk[-1]


def test_a_change_asks_only_what_is_new() -> None:
    given = answers({"who": "public"})
    seen = frozenset(step.id for step in steps(PAGES, given))
    changed = answers({"who": "public"}, {"kind": "unborn"}, visited=seen)
    assert first_unvisited(PAGES, changed) == step_named(PAGES, "unborn_mother", "c1")
    assert first_unvisited(PAGES, answers({"who": "public"}, visited=seen)) is None


def test_what_was_taken_back_is_not_sent() -> None:
    given = answers(
        {"who": "public", "job": "Teacher", "worry": "w"}, {"kind": "place", "label": "Park", "own_words": "Help"}
    )
    kept = standing(PAGES, given)
    assert kept.said == {"who": "public", "worry": "w"}
    assert kept.children[0].said == {"kind": "place", "label": "Park"}


@pytest.mark.parametrize("path", Path)
@pytest.mark.parametrize("slug", ["peterborough", "cambridgeshire"])
def test_every_question_and_choice_has_words(path: Path, slug: str) -> None:
    words = wording_for(forms_by_slug()[slug], path)
    for page in (page for page in PAGES if path in page.paths):
        assert words.word("pages", page.key, "tab")
        assert words.word("pages", page.key, "title")
        if not page.fields and page.lists is None:
            assert words.paragraphs("pages", page.key, "text")
        for field in page.asked(path):
            assert words.label(page, field)
            for code in field.choices:
                assert words.choice(page, field, code), (page.key, field.name, code)
        if len(page.asked(path)) > 1:
            labels = [words.maybe("pages", page.key, "fields", field.name, "label") for field in page.asked(path)]
            assert len(set(labels)) == len(labels)
            assert all(labels), f"{page.key}: with several questions each has its own words, not the title"


def test_the_tab_says_nothing_of_what_the_page_is_about() -> None:
    telling = ("child", "worr", "abuse", "danger", "safe", "police protection", "hurt")
    for path in Path:
        words = wording_for(forms_by_slug()["peterborough"], path)
        own = [page.key for page in PAGES if path in page.paths]
        for key in [*own, "check", "sent", "save", "saved", "come_back", "stale"]:
            tab = words.word("pages", key, "tab").lower()
            assert not any(word in tab for word in telling), (key, tab)


def test_nothing_is_chosen_beforehand() -> None:
    words = wording_for(forms_by_slug()["peterborough"], Path.PROFESSIONAL)
    for page in PAGES:
        form = blank_form(page, path=Path.PROFESSIONAL, said={}, wording=words)
        assert not [name for name in form.fields if form[name].value()]


def test_only_the_worry_is_ever_required() -> None:
    for page in PAGES:
        for path in page.paths:
            words = wording_for(forms_by_slug()["peterborough"], path)
            assert not any(
                field.required for field in blank_form(page, path=path, said={}, wording=words).fields.values()
            )


def test_codes_are_those_of_the_census() -> None:
    assert set(choices.ETHNICITIES) == {code.code for code in CODE_SETS["ethnicity"].codes}
    assert set(choices.DISABILITIES) == {code.code for code in CODE_SETS["disability"].codes}
    sources = {code.code for code in CODE_SETS["referral_source"].codes}
    assert {*choices.AGENCY_SOURCES.values(), *choices.PERSON_SOURCES.values(), "9"} == sources


def test_a_field_has_one_kind_wherever_it_is_asked() -> None:
    kinds: dict[tuple[Scope, str], Kind] = {}
    for page in PAGES:
        for field in page.fields:
            assert kinds.setdefault((page.scope, field.name), field.kind) is field.kind
