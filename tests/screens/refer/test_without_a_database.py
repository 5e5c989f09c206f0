"""The form as somebody walks it. No test here may reach a database: pytest-django refuses, in every thread."""

import gzip
import re
from datetime import timedelta

import pytest
from django.contrib.staticfiles import finders
from django.db import OperationalError
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.rules.concern import Answer, ReferrerKind, SubjectKind
from frontdoor.screens.refer import sending, spool, views
from frontdoor.screens.refer.envelope import Envelope
from frontdoor.screens.refer.pages import PAGES
from frontdoor.screens.refer.sealing import LARGEST, SENT_FOR, SHOWN_FOR
from tests.screens.refer.ground import FORM, START, Form, heading, hidden, text_of
from tests.screens.refer.walks import CHILD, PROFESSIONAL, PUBLIC, WALKS

SECOND = timedelta(seconds=1)


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> list[Envelope]:
    """What would have been stored."""
    kept: list[Envelope] = []

    def store(envelope: Envelope) -> str:
        kept.append(envelope)
        return envelope.reference

    monkeypatch.setattr(sending, "store", store)
    return kept


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> object:
    """Moves the doors' clock on."""

    def move(by: timedelta) -> None:
        moment = views.now()
        monkeypatch.setattr(views, "now", lambda: moment + by)

    return move


def test_the_first_page_says_999_first_and_offers_a_way_out() -> None:
    answer = Client().get(START)
    text = text_of(answer)
    assert text.index("999") < text.index("Who are you?")
    assert "Exit this page" in text
    assert heading(answer) == "Tell us about a child you are worried about"
    assert "checked" not in answer.content.decode()


def test_no_page_sets_a_cookie_or_may_be_kept(stored: list[Envelope]) -> None:
    form = Form()
    for _ in range(6):
        assert not form.shown.cookies
        assert not form.client.cookies
        assert "no-store" in form.shown["Cache-Control"]
        form.press(**PUBLIC.get(form.page, {}))


def test_somebody_who_is_signed_in_elsewhere_is_not_looked_up(stored: list[Envelope]) -> None:
    form = Form()
    form.client.cookies["sessionid"] = "x" * 32
    form.press(who="professional")
    form.press()
    assert form.shown.status_code == 200


@pytest.mark.parametrize("slug", ["peterborough", "cambridgeshire"])
def test_each_partnership_has_its_own_numbers(slug: str) -> None:
    own = {"peterborough": "01632 960100", "cambridgeshire": "01632 960200"}[slug]
    assert own in text_of(Client().get(f"/refer/{slug}/"))


@pytest.mark.parametrize("address", ["/refer/nowhere/", "/refer/nowhere/form/", "/refer/nowhere/back/"])
def test_an_authority_without_a_form_is_not_found(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_whoever_comes_to_a_further_page_by_its_address_begins_at_the_first() -> None:
    answer = Client().get(FORM)
    assert answer.status_code == 200
    assert hidden(answer)["page"] == "start"
    assert text_of(answer) == text_of(Client().get(START))


@pytest.mark.parametrize("name", WALKS)
def test_a_whole_form_is_taken_and_its_reference_was_known_from_the_start(name: str, stored: list[Envelope]) -> None:
    form = Form()
    form.press(**WALKS[name]["start"])
    reference = re.search(r"FD-\d\d-\d{3}-\d{3}-\d{3}", form.shown.content.decode())
    assert reference
    form.go_through(WALKS[name])
    answer = form.press("send")
    assert answer.status_code == 200
    assert reference.group() in text_of(answer)
    assert [one.reference for one in stored] == [reference.group()]
    assert stored[0].concern.worry.splitlines() == str(WALKS[name]["worry"]["worry"]).splitlines()


def test_the_professional_s_form_arrives_whole(stored: list[Envelope]) -> None:
    form = Form()
    form.go_through(PROFESSIONAL)
    form.press("send")
    concern = stored[0].concern
    child = concern.children[0]
    assert concern.referrer.kind is ReferrerKind.PROFESSIONAL
    assert concern.referrer.source == "2A"
    assert concern.worries == ("neglect", "missing")
    assert (child.seen, child.spoken_to) == (Answer.YES, Answer.NOT_ASKED)
    assert child.safe_tonight is Answer.NO
    assert child.own_words == "I put my brother to bed"
    assert child.words_in_confidence
    assert child.level_asked == "4"
    assert child.missing_since is not None
    assert (concern.family_told, concern.family_may_know) == (Answer.NO, Answer.NO)
    assert concern.family_why_not == "Telling them could put somebody at more risk He has threatened her before"
    assert "Family must not know we are asking" in concern.safety_lines
    assert child.lives_in == "peterborough"


def test_a_page_with_no_answer_goes_on_to_the_end(stored: list[Envelope]) -> None:
    for who in ("public", "relative", "professional", "child", ""):
        form = Form()
        form.press(who=who)
        form.go_through({"worry": {"worry": "x"}})
        assert form.press("send").status_code == 200
    assert len(stored) == 5
    assert all(one.concern.worry == "x" for one in stored)


def test_the_worry_alone_can_be_sent_at_once(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="public")
    form.press()
    form.press("check", worry="He is out there again")
    assert heading(form.shown) == "Check what you have written, then send it"
    form.press("send")
    assert stored[0].concern.worry == "He is out there again"


def test_without_a_word_of_worry_it_asks_for_one_and_then_takes_it(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="public")
    form.press("check")
    form.press("send")
    assert stored == []
    assert form.page == "worry"
    assert "A few words are enough" in text_of(form.shown)
    form.press(worry="x")
    assert form.page == "check", "and comes straight back to where it was"
    form.press("send")
    assert len(stored) == 1


def test_danger_now_says_999_and_our_number_and_goes_on(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="public")
    form.press(danger_now="yes")
    assert heading(form.shown) == "Ring 999 now"
    assert "01632 960100" in text_of(form.shown)
    form.press()
    assert form.page == "worry"
    form.press("check", worry="x")
    form.press("send")
    assert stored[0].concern.danger_now is Answer.YES


def test_several_children_an_unborn_child_and_a_place(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="professional")
    form.go_through({"worry": {"worry": "x"}}, until="child_name")
    form.press(given_name="Ana")
    form.go_through({}, until="children")
    form.press("add:child")
    form.press(kind="unborn")
    form.press(label="mother: Bea")
    assert heading(form.shown) == "When is the baby due?"
    form.press(expected_day="4", expected_month="2", expected_year="2027")
    form.go_through({}, until="children")
    form.press("add:child")
    form.press(kind="peer_group")
    form.press(label="boys about 14 from the estate")
    form.go_through({}, until="children")
    assert all(name in text_of(form.shown) for name in ("Ana", "Mother: Bea", "Boys about 14 from the estate"))
    form.press("check")
    form.press("send")
    kinds = [child.kind for child in stored[0].concern.children]
    assert kinds == [SubjectKind.CHILD, SubjectKind.UNBORN, SubjectKind.PEER_GROUP]


def test_somebody_removed_is_not_sent(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="professional")
    form.go_through({"worry": {"worry": "x"}, "child_name": {"given_name": "Ana"}}, until="children")
    form.press("add:child")
    form.press()
    form.press(given_name="Ben")
    form.press("check")
    form.press("remove:child:c1")
    form.press("send")
    assert [child.given_name for child in stored[0].concern.children] == ["Ben"]


def test_adults_are_named_one_by_one(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="professional")
    form.go_through({"worry": {"worry": "x"}}, until="adults")
    form.press("add:adult")
    form.press(label="father, not named")
    form.press(relationship="father of both", parental_responsibility="not_known")
    form.go_through({"adult_risk": {"may_be_a_risk": ["yes"], "bail_or_order": "Not to come near"}}, until="adults")
    form.press("check")
    form.press("send")
    adult = stored[0].concern.adults[0]
    assert (adult.label, adult.relationship, adult.parental_responsibility, adult.may_be_a_risk) == (
        "father, not named",
        "father of both",
        Answer.NOT_KNOWN,
        True,
    )


def test_back_keeps_what_was_typed_and_a_change_comes_back_to_the_check(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="public")
    form.press()
    form.press("back", worry="half a sentence")
    assert form.page == "danger"
    form.press()
    assert "half a sentence" in form.shown.content.decode()
    form.go_through({})
    form.press("change:worry:")
    assert "half a sentence" in form.shown.content.decode()
    form.press(worry="a whole sentence")
    assert form.page == "check"
    form.press("send")
    assert stored[0].concern.worry == "a whole sentence"


def test_a_change_that_opens_a_question_asks_it_before_the_check() -> None:
    form = Form()
    form.press(who="public")
    form.go_through({"worry": {"worry": "x"}})
    form.press("change:child_kind:c1")
    form.press(kind="unborn")
    for page in ("unborn_mother", "child_due", "unborn_home", "unborn_care"):
        assert form.page == page
        form.press()
    assert form.page == "check"


def test_an_address_over_the_boundary_is_taken_and_says_who_has_it(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="public")
    form.go_through({"worry": {"worry": "x"}}, until="child_home")
    form.press(postcode="CB2 1TN")
    assert heading(form.shown) == "That address is not in Peterborough"
    assert "It is in Cambridgeshire." in text_of(form.shown)
    form.press("check")
    answer = form.press("send")
    assert "We keep what you told us until Cambridgeshire has taken it over." in text_of(answer)
    assert stored[0].authority == "peterborough"
    assert stored[0].concern.children[0].lives_in == "cambridgeshire"


def test_an_unknown_postcode_keeps_the_authority_one_came_to(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="public")
    form.go_through({"worry": {"worry": "x"}}, until="child_home")
    form.press(postcode="ZZ1 1ZZ")
    assert form.page == "child_now"
    form.press("check")
    form.press("send")
    assert stored[0].concern.children[0].lives_in == ""


def test_an_impossible_date_is_asked_about_once_and_then_taken_as_it_is(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="child")
    form.go_through({"worry": {"worry": "x"}}, until="child_age")
    typed = {"born_day": "31", "born_month": "2", "born_year": "2012"}
    form.press(**typed)
    assert form.page == "child_age"
    assert "There is no such day as 31/2/2012" in text_of(form.shown)
    assert 'href="#id_born_day"' in form.shown.content.decode()
    form.press(**{**typed, "born_day": "30"})
    assert form.page == "child_age", "another impossible date is asked about as well"
    form.press()
    assert form.page == "child_home"
    form.press("check")
    form.press("send")
    assert stored[0].concern.children[0].age_said == "“30/2/2012”"


@pytest.mark.parametrize(
    ("until", "typed", "sentence"),
    [
        ("danger", {"danger_now": "perhaps"}, "not one of those offered"),
        ("kinds", {"worries": ["neglect", "<script>"]}, "not one of those offered"),
        ("child_kind", {"kind": "adult"}, "not one of those offered"),
        ("child_name", {"given_name": "x" * 121}, "121 characters, and 120 fit"),
        ("worry", {"worry": "x" * 50_001}, "50,001 characters, and 50,000 fit"),
    ],
)
def test_what_cannot_be_taken_is_said_kindly_and_what_was_typed_stays(
    until: str, typed: dict[str, str | list[str]], sentence: str
) -> None:
    form = Form()
    form.press(who="professional")
    form.go_through({"worry": {"worry": "x"}} if until != "worry" else {}, until=until)
    answer = form.press(**typed)
    assert (answer.status_code, form.page) == (200, until)
    assert sentence in text_of(answer)
    for value in typed.values():
        if isinstance(value, str) and value.startswith("x"):
            assert value in answer.content.decode()


def test_html_formulas_and_twenty_thousand_characters_stay_text(stored: list[Envelope]) -> None:
    story = ("=1+1 <script>alert(1)</script> {{ 7*7 }} “Łukasz” 🧸\n" * 400)[:20_000]
    form = Form()
    form.press(who="public")
    form.press()
    form.press("check", worry=story)
    shown = form.shown.content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown
    form.press("send")
    assert stored[0].concern.worry == story


def test_line_ends_and_control_characters_are_tidied_and_nothing_else(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="public")
    form.press()
    form.press("check", worry="a\r\nb\rc\x00d\x1b[0me\tf ")
    form.press("send")
    assert stored[0].concern.worry == "a\nb\ncd[0me\tf "


def test_a_form_sent_again_has_the_same_token_and_reference(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="public")
    form.press()
    form.press("check", worry="x")
    last = {**hidden(form.shown), "go": "send"}
    texts = [text_of(form.client.post(FORM, last)) for _ in range(3)]
    assert len({one.token for one in stored}) == 1
    assert len({one.reference for one in stored}) == 1
    assert all(stored[0].reference in text for text in texts)


def test_two_forms_are_two(stored: list[Envelope]) -> None:
    for _ in range(2):
        form = Form()
        form.press(who="public")
        form.press()
        form.press("check", worry="x")
        form.press("send")
    assert len({one.token for one in stored}) == 2


def test_tampered_answers_are_refused_with_a_sentence_and_what_was_typed_stays(stored: list[Envelope]) -> None:
    form = Form()
    form.go_through(PROFESSIONAL, until="child_words")
    fields = hidden(form.shown)
    fields["sealed"] = fields["sealed"][:-9] + "AAAAAAAA="
    answer = form.client.post(FORM, {**fields, "own_words": "I put my brother to bed", "go": "next"})
    assert answer.status_code == 200
    text = text_of(answer)
    assert "The earlier answers that this page carried cannot be read." in text
    assert "What you wrote on this page is still here." in text
    assert "I put my brother to bed" in answer.content.decode()
    form.shown = answer
    assert form.page == "child_words"
    form.press("check")
    form.press("change:worry:")
    form.press(worry="again")
    form.press("send")
    assert stored[0].concern.children[0].own_words == "I put my brother to bed"


def test_tampered_answers_about_an_adult_keep_the_adult() -> None:
    fields = {
        "sealed": "nonsense",
        "page": "adult_risk",
        "item": "a9",
        "bail_or_order": "Not to come near",
        "go": "next",
    }
    answer = Client().post(FORM, fields)
    assert "Not to come near" in answer.content.decode()


def test_answers_of_the_other_authority_s_form_are_not_read_here() -> None:
    form = Form("/refer/cambridgeshire/")
    form.press(who="public")
    answer = Client().post(FORM, {**hidden(form.shown), "go": "next"})
    assert "cannot be read" in text_of(answer)


def test_a_page_left_open_for_a_day_shows_nothing_and_can_still_be_sent(stored: list[Envelope], later: object) -> None:
    form = Form()
    form.press(who="public")
    form.press()
    form.press(worry="the first worry")
    later(SHOWN_FOR + SECOND)  # type: ignore[operator]
    form.press(worries=["hunger"])
    assert heading(form.shown) == "This form was left open for more than a day"
    assert "the first worry" not in form.shown.content.decode()
    form.press("check")
    assert heading(form.shown) == "This form was left open for more than a day", "no button shows it"
    form.press("send")
    assert stored[0].concern.worry == "the first worry"
    assert stored[0].concern.worries == ("hunger",)


def test_a_page_left_open_for_a_week_keeps_what_was_typed_last(stored: list[Envelope], later: object) -> None:
    form = Form()
    form.press(who="public")
    form.press()
    later(SENT_FOR + SECOND)  # type: ignore[operator]
    form.press(worry="typed a week ago")
    assert "more than a week" in text_of(form.shown)
    assert "typed a week ago" in form.shown.content.decode()
    form.press("check")
    form.press("send")
    assert stored[0].concern.worry == "typed a week ago"


ELSEWHERE = [
    ({"HTTP_SEC_FETCH_SITE": "cross-site"}, False, "another site"),
    ({"HTTP_SEC_FETCH_SITE": "same-site"}, False, "another service of the same council"),
    ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"}, True, "our page, which passes no address on"),
    ({"HTTP_ORIGIN": "https://elsewhere.example"}, False, "an older browser, another site"),
    ({"HTTP_ORIGIN": "http://testserver"}, True, "an older browser, our page"),
    ({"HTTP_ORIGIN": "null"}, True, "an older browser, our page, which passes no address on"),
    ({}, True, "a browser that says nothing"),
]


@pytest.mark.parametrize(("headers", "acted_on", "because"), ELSEWHERE)
def test_a_post_from_another_site_is_not_acted_on(
    headers: dict[str, str], acted_on: bool, because: str, stored: list[Envelope]
) -> None:
    form = Form()
    form.press(who="public")
    form.press()
    form.press("check", worry="x")
    answer = form.client.post(FORM, {**hidden(form.shown), "go": "send"}, **headers)
    assert bool(stored) is acted_on, because
    assert answer.status_code == 200
    if not acted_on:
        form.shown = answer
        assert "Please press the button again." in text_of(answer)
        form.press("send")
        assert len(stored) == 1, "and from there it goes"


def test_more_than_a_page_can_carry_is_said_and_nothing_before_it_is_lost(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="public")
    form.press()
    form.press(worry="the first worry")
    views_sealer = views._sealer()
    carried = len(hidden(form.shown)["sealed"])
    assert carried < LARGEST
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("frontdoor.screens.refer.sealing.LARGEST", carried + 200)
        form.press()
        noise = "".join(chr(0x3000 + (at * 7919) % 9973) for at in range(2000))
        answer = form.press(saw=noise)
    assert "This form cannot carry any more text." in text_of(answer)
    assert noise in answer.content.decode()
    assert views_sealer.open(hidden(answer)["sealed"], now=views.now()).answers.text("worry") == "the first worry"
    form.press("send")
    assert stored[0].concern.worry == "the first worry"


def test_where_the_database_is_away_it_goes_to_the_spool_with_the_same_reference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(envelope: Envelope) -> str:
        raise OperationalError("the connection is gone")

    monkeypatch.setattr(sending, "store", away)
    sending.make_keys()
    form = Form()
    form.press(who="public")
    form.press()
    form.press("check", worry="while the database is away")
    reference = re.search(r"FD-\d\d-\d{3}-\d{3}-\d{3}", form.shown.content.decode())
    assert reference
    answer = form.press("send")
    assert (answer.status_code, heading(answer)) == (200, "We have received what you told us")
    assert reference.group() in text_of(answer)
    kept: list[Envelope] = []
    key = spool.private_key_from(sending.private_key_file())
    spool.drain(directory=sending.spool_directory(), private_key=key, receive=kept.append)
    assert [(one.reference, one.concern.worry) for one in kept] == [(reference.group(), "while the database is away")]


def test_where_neither_takes_it_the_page_keeps_it_and_says_so(
    monkeypatch: pytest.MonkeyPatch, stored: list[Envelope]
) -> None:
    def full(envelope: Envelope) -> sending.Taken:
        raise spool.UnableToSpool("The disk is full.")

    form = Form()
    form.press(who="public")
    form.press()
    form.press("check", worry="x")
    with monkeypatch.context() as patch:
        patch.setattr(sending, "send", full)
        answer = form.press("send")
    assert answer.status_code == 503
    assert "Nothing you wrote is lost" in text_of(answer)
    form.press("send")
    assert stored[0].concern.worry == "x"


def test_a_child_is_told_of_childline_and_never_of_a_form_s_rules(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="child")
    form.press(danger_now="yes")
    assert "0800 1111" in text_of(form.shown)
    form.go_through(CHILD)
    answer = form.press("send")
    assert heading(answer) == "We have got your message"
    assert "Childline" in text_of(answer)


@pytest.mark.parametrize("name", WALKS)
def test_the_answer_never_says_whether_a_child_is_known(name: str, stored: list[Envelope]) -> None:
    form = Form()
    form.go_through(WALKS[name])
    text = text_of(form.press("send"))
    assert not re.search(r"already known|on our (system|records)|open to|previous", text)
    assert "Zosia" not in text
    assert "Jay" not in text


def test_names_never_stand_in_the_tab_or_the_address(stored: list[Envelope]) -> None:
    form = Form()
    while form.page != "check":
        form.press(**PROFESSIONAL.get(form.page, {}))
        title = re.search("<title>(.*?)</title>", form.shown.content.decode())
        assert title
        assert re.fullmatch(r"[A-Z][a-z ]+ · FD-\d\d-\d{3}-\d{3}-\d{3}", title.group(1))


def test_the_first_page_weighs_at_most_35_kilobytes() -> None:
    answer = Client().get(START)
    page = answer.content
    files = re.findall(r'(?:href|src|data-govuk)="/static/([^"]+)"', page.decode())
    assert files
    weights = {name: len(gzip.compress(_content(name), 9)) for name in sorted(set(files))}
    total = len(gzip.compress(page, 9)) + sum(weights.values())
    assert total <= 35_000, (total, len(page), weights)
    assert not [name for name in files if "htmx" in name]
    assert not re.findall(r'(?:src|href)="https?://(?!www\.bbc\.co\.uk/weather)', page.decode())


def _content(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str), name
    with open(found, "rb") as file:
        return file.read()


@pytest.mark.parametrize("fields", [{}, {"page": "nowhere"}, {"page": "check", "go": "send"}, {"go": "change:nowhere"}])
def test_a_post_without_answers_begins_a_form(fields: dict[str, str], stored: list[Envelope]) -> None:
    answer = Client().post(FORM, fields)
    assert answer.status_code == 200
    assert stored == []


STRANGE = [
    {"go": "change"},
    {"go": "change:agency:"},
    {"go": "change:child_name:c99"},
    {"go": "change:adult_name:c1"},
    {"go": "remove:child:c1"},
    {"go": "remove:child"},
    {"go": "remove:once:x"},
    {"go": "add:once"},
    {"go": "add:nothing"},
    {"go": "resume:check:"},
    {"go": "resume:child_name:c9"},
    {"go": "keep:nowhere"},
    {"go": ":::::"},
    {"page": "agency", "agency_type": "police"},
    {"page": "child_name", "item": "c99", "given_name": "x"},
    {"page": "children", "go": "add:child"},
    {"page": "boundary", "item": "c1"},
    {"page": "check", "returning": "yes"},
    {"asked": "x" * 1000},
    {"sealed": "x" * 2_000_000},
]


@pytest.mark.parametrize("fields", STRANGE)
def test_strange_posts_show_a_page(fields: dict[str, str], stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="public")
    answer = form.client.post(FORM, {**hidden(form.shown), "go": "next", **fields})
    assert answer.status_code == 200
    assert heading(answer)


KEYS = [page.key for page in PAGES]
NAMES = sorted({part for page in PAGES for field in page.fields for part in field.parts})
VERBS = ("next", "back", "check", "change", "add", "remove", "resume", "save", "keep", "")
JUNK = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["=1+1", "<script>", "\x00", "%00", "{{ 7*7 }}", "../../etc", "31", "0", "-1", "9" * 400, "ÿ\u202e", "Ω" * 500]
    ),
)
POSTS = st.fixed_dictionaries(
    {
        "page": st.one_of(st.sampled_from([*KEYS, "check", "saving"]), JUNK),
        "item": st.one_of(st.sampled_from(["", "c1", "c2", "a3"]), JUNK),
        "go": st.one_of(
            st.builds(
                lambda verb, key, item: f"{verb}:{key}:{item}",
                st.sampled_from(VERBS),
                st.sampled_from([*KEYS, "child", "adult", "once", "check"]),
                st.sampled_from(["", "c1", "c2", "a3", "x"]),
            ),
            st.sampled_from(VERBS),
            JUNK,
        ),
        "typed": st.dictionaries(st.sampled_from(NAMES), JUNK, max_size=6),
    }
)


@settings(max_examples=150, deadline=None)
@given(who=st.sampled_from(["public", "relative", "professional", "child", ""]), posts=st.lists(POSTS, max_size=4))
def test_whatever_is_posted_a_page_is_shown(who: str, posts: list[dict]) -> None:
    """Several bad posts in a row: each is answered with a page, and none with a fault."""
    form = Form()
    form.press(who=who)
    for post in posts:
        fields = {**hidden(form.shown), **{name: post[name] for name in ("page", "item", "go")}, **post["typed"]}
        form.shown = form.client.post(FORM, fields)
        assert form.shown.status_code == 200
        assert heading(form.shown)


def test_forty_children_are_enough(stored: list[Envelope]) -> None:
    form = Form()
    form.press(who="public")
    form.go_through({"worry": {"worry": "x"}})
    for number in range(39):
        assert "add:child" in form.shown.content.decode(), number
        form.press("add:child")
        form.press("check")
    assert "add:child" not in form.shown.content.decode()
    form.press("add:child")
    assert form.page == "check"
    form.press("send")
    assert len(stored) == 1
    assert len(stored[0].concern.children) == 1, "and those of whom nothing was said are not sent"
