"""What the answers mean. Whatever somebody typed arrives: nothing is lost between the page and the concern."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.rules.concern import Answer, Concern, ReferrerKind, SubjectKind
from frontdoor.screens.refer.answers import Answers, Item, Path, Scope
from frontdoor.screens.refer.envelope import Envelope, UnableToReadEnvelope, from_bytes, to_bytes
from frontdoor.screens.refer.pages import PAGES
from frontdoor.screens.refer.questions import Kind, standing, steps
from frontdoor.screens.refer.sealing import Sealer
from frontdoor.screens.refer.to_concern import to_concern
from frontdoor.screens.refer.words import forms_by_slug, wording_for
from tests.world import FRIDAY

LONDON = ZoneInfo("Europe/London")
SEALER = Sealer(["one secret"])


def concern_of(said: dict[str, Any], *children: dict[str, Any], adults: tuple[dict[str, Any], ...] = ()) -> Concern:
    given = Answers(
        token="t",
        begun_at=FRIDAY,
        authority="peterborough",
        said={"worry": "w", **said},
        children=tuple(Item(id=f"c{at}", said=one) for at, one in enumerate(children or ({},), start=1)),
        adults=tuple(Item(id=f"a{at}", said=one) for at, one in enumerate(adults, start=9)),
    )
    wording = wording_for(forms_by_slug()["peterborough"], given.path)
    return to_concern(standing(PAGES, given), received_at=FRIDAY, wording=wording)


REFERRERS = [
    # said, kind, census source, because
    ({}, ReferrerKind.ANONYMOUS, "9", "said nothing of themselves at all"),
    ({"who": "public"}, ReferrerKind.ANONYMOUS, "9", "a member of the public without a name"),
    ({"who": "public", "name": "A"}, ReferrerKind.PUBLIC, "10", "named, but how they know the family is not said"),
    ({"who": "public", "how_known": "acquaintance"}, ReferrerKind.ANONYMOUS, "1B", "a neighbour without a name"),
    ({"who": "public", "telephone": "1", "how_known": "stranger"}, ReferrerKind.PUBLIC, "1D", "a passer-by"),
    ({"who": "relative"}, ReferrerKind.RELATIVE, "1A", "family"),
    ({"who": "child"}, ReferrerKind.CHILD, "1C", "the child"),
    ({"who": "professional"}, ReferrerKind.PROFESSIONAL, "10", "no agency said"),
    ({"who": "professional", "agency_type": "school"}, ReferrerKind.PROFESSIONAL, "2A", "a school"),
    ({"who": "professional", "agency_type": "health_visitor"}, ReferrerKind.PROFESSIONAL, "3B", "a health visitor"),
    ({"who": "professional", "agency_type": "police"}, ReferrerKind.PROFESSIONAL, "6", "police"),
    ({"who": "professional", "agency_type": "justice"}, ReferrerKind.PROFESSIONAL, "7", "probation"),
    ({"who": "professional", "agency_type": "childminder"}, ReferrerKind.PROFESSIONAL, "1B", "the guide's own words"),
    ({"who": "public", "agency_type": "police"}, ReferrerKind.ANONYMOUS, "9", "only professionals have an agency"),
]


@pytest.mark.parametrize(("said", "kind", "source", "because"), REFERRERS)
def test_who_told_us(said: dict, kind: ReferrerKind, source: str, because: str) -> None:
    found = concern_of(said).referrer
    assert (found.kind, found.source) == (kind, source), because


ANSWERS = [("yes", Answer.YES), ("no", Answer.NO), ("not_known", Answer.NOT_KNOWN), ("not_asked", Answer.NOT_ASKED)]


@pytest.mark.parametrize(("said", "answer"), [*ANSWERS, ("", Answer.NOT_ASKED)])
def test_no_not_known_and_not_asked_are_three_answers(said: str, answer: Answer) -> None:
    found = concern_of({"who": "professional"}, {"spoken_to": said, "interpreter": said}).children[0]
    assert (found.spoken_to, found.interpreter) == (answer, answer)


def test_a_concern_that_describes_nobody_is_about_one_child() -> None:
    assert [child.kind for child in concern_of({"who": "public"}, {}, {}).children] == [SubjectKind.CHILD]


def test_several_children_an_unborn_child_and_a_place_stand_side_by_side() -> None:
    found = concern_of(
        {"who": "professional"},
        {"given_name": "Zosia", "born_day": "4", "born_month": "2", "born_year": "2019"},
        {"kind": "unborn", "label": "mother: A", "expected_day": "4", "expected_month": "2", "expected_year": "2027"},
        {"kind": "place", "label": "The bandstand", "address": "Central Park", "postcode": "PE1 1XB"},
    ).children
    assert [child.kind for child in found] == [SubjectKind.CHILD, SubjectKind.UNBORN, SubjectKind.PLACE]
    assert found[0].born == date(2019, 2, 4)
    assert found[1].expected == date(2027, 2, 4)
    assert found[2].address.lines == "Central Park\nPE1 1XB"


def test_who_looks_after_a_pregnancy_is_kept() -> None:
    (found,) = concern_of({"who": "professional"}, {"kind": "unborn", "midwife": "Bea, City Hospital"}).children
    assert found.where_now == "Midwife or hospital: Bea, City Hospital"


def test_a_child_s_own_form_is_about_that_child_in_their_words() -> None:
    found = concern_of(
        {"who": "child", "worry": "he hits me", "thinks": "i want to stay", "safe_person": "my nan", "telephone": "0"},
        {"given_name": "Jay", "age_said": "13"},
    )
    child = found.children[0]
    assert (child.given_name, child.age_said, child.own_words, child.telephone) == ("Jay", "13", "he hits me", "0")
    assert found.referrer.name == "Jay"
    assert found.worry == "he hits me"
    assert "Safe to talk to: my nan" in found.safety_lines


SAFETY = [
    ({"who": "professional", "family_told": "no", "family_may_know": "no"}, {}, "Family must not know we are asking"),
    ({"must_not_know": "The father"}, {}, "Must not know: The father"),
    ({"safe_contact": "Text only, after 10:00"}, {}, "Safe contact: Text only, after 10:00"),
    ({"reply_by": "none"}, {}, "The person who told us asks not to be contacted"),
    ({}, {"keep_from": "Her father"}, "Her father must not learn the address"),
]


@pytest.mark.parametrize(("said", "child", "line"), SAFETY)
def test_what_stands_on_the_safety_band(said: dict, child: dict, line: str) -> None:
    assert concern_of(said, child).safety_lines == (line,)


def test_a_long_safety_line_goes_on_in_the_next_and_is_never_cut_short() -> None:
    words = " ".join(f"word{at}" for at in range(100))
    lines = concern_of({"must_not_know": words}).safety_lines
    assert len(lines) > 1
    assert max(len(line) for line in lines) <= 200
    assert " ".join(lines) == f"Must not know: {words}"


UNREADABLE = [
    # said once, said of the child, where it is kept
    ({"incident_day": "31", "incident_month": "2", "incident_year": "2026"}, {}, "incident_said"),
    ({"incident_time": "after tea"}, {}, "incident_said"),
    (
        {"incident_day": "1", "incident_month": "2", "incident_year": "2026", "incident_time": "tea"},
        {},
        "incident_said",
    ),
    ({"who": "professional", "aware_day": "31", "aware_month": "2", "aware_year": "2026"}, {}, "incident_said"),
]


@pytest.mark.parametrize(("said", "child", "kept_in"), UNREADABLE)
def test_a_date_that_cannot_be_read_is_kept_as_it_was_typed(said: dict, child: dict, kept_in: str) -> None:
    kept = getattr(concern_of(said, child), kept_in)
    for name, typed in said.items():
        if name != "who":
            assert typed in kept


def test_a_birth_that_cannot_be_read_stands_with_the_age() -> None:
    typed = {"born_day": "31", "born_month": "2", "born_year": "2016", "age_said": "about 9"}
    child = concern_of({"who": "professional"}, typed).children[0]
    assert child.born is None
    assert child.age_said == "about 9 “31/2/2016”"


def test_a_moment_that_can_be_read_is_not_said_twice() -> None:
    said = {"incident_day": "1", "incident_month": "2", "incident_year": "2026", "incident_time": "10:30pm"}
    found = concern_of(said)
    assert found.incident_at == datetime(2026, 2, 1, 22, 30, tzinfo=LONDON)
    assert found.incident_said == ""


def test_what_is_no_postcode_stays_with_the_address() -> None:
    address = concern_of({}, {"address": "Invented Row", "postcode": "PE1 something"}).children[0].address
    assert (address.lines, address.postcode) == ("Invented Row\nPE1 something", "")
    address = concern_of({}, {"address": "Invented Row", "postcode": "pe1 1xb"}).children[0].address
    assert (address.lines, address.postcode) == ("Invented Row", "PE1 1XB")


def test_when_the_agency_sent_is_when_the_form_came() -> None:
    assert concern_of({"who": "professional"}).agency_sent_at == FRIDAY
    assert concern_of({"who": "public"}).agency_sent_at is None


def test_text_stays_text() -> None:
    worry = "=HYPERLINK(1) <script>alert(1)</script>\n@a +b \u202e {{ 1 }} {child} %s"
    assert concern_of({"worry": worry}).worry == worry


# Anything at all, as people may type it, on every page of every form.

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


def of_page(page: Any, path: Path) -> st.SearchStrategy[dict[str, Any]]:
    shapes: dict[str, st.SearchStrategy[Any]] = {}
    for field in page.asked(path):
        for part in field.parts:
            if field.kind is Kind.MANY:
                shapes[part] = st.lists(st.sampled_from(field.choices), unique=True).map(tuple)
            elif field.choices:
                shapes[part] = st.sampled_from(("", *field.choices))
            else:
                shapes[part] = TEXT.map(str.strip)
    return st.fixed_dictionaries(shapes)


def of_scope(scope: Scope, path: Path) -> st.SearchStrategy[dict[str, Any]]:
    pages = [page for page in PAGES if page.scope is scope and path in page.paths]
    return st.tuples(*(of_page(page, path) for page in pages)).map(
        lambda parts: {name: said for part in parts for name, said in part.items()}
    )


@st.composite
def any_answers(draw: st.DrawFn) -> Answers:
    path = draw(st.sampled_from(Path))
    children = draw(st.lists(of_scope(Scope.CHILD, path), min_size=1, max_size=1 if path is Path.CHILD else 3))
    adults = draw(st.lists(of_scope(Scope.ADULT, path), max_size=2 if path is Path.PROFESSIONAL else 0))
    who = draw(st.sampled_from(("public", "relative", ""))) if path is Path.PUBLIC else path.value
    return Answers(
        token=draw(st.uuids(version=4)).hex,
        begun_at=FRIDAY,
        authority="peterborough",
        said={**draw(of_scope(Scope.ONCE, path)), "who": who},
        children=tuple(Item(id=f"c{at}", said=said) for at, said in enumerate(children)),
        adults=tuple(Item(id=f"a{at}", said=said) for at, said in enumerate(adults)),
    )


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _strings(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in _strings(one)]
    return [value] if isinstance(value, str) else []


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).upper()


def _free_text(answers: Answers) -> list[str]:
    """Everything that was typed into a box, on the pages that stand."""
    typed = []
    for step in steps(PAGES, answers):
        said = answers.about(step.page.scope, step.item_id)
        boxes = [field for field in step.page.asked(answers.path) if not field.choices and field.kind is not Kind.DATE]
        typed += [str(said[field.name]) for field in boxes if not field.name.endswith("_time")]
    return [text for text in typed if text.strip()]


@settings(max_examples=150, deadline=None)
@given(any_answers())
def test_nothing_typed_is_lost_from_the_page_to_the_stored_concern(given_answers: Answers) -> None:
    carried = SEALER.open(SEALER.seal(given_answers, served_at=FRIDAY), now=FRIDAY).answers
    assert carried == given_answers
    kept = standing(PAGES, carried)
    wording = wording_for(forms_by_slug()["peterborough"], kept.path)
    concern = to_concern(kept, received_at=FRIDAY, wording=wording)
    envelope = Envelope(token=kept.token, reference=kept.reference, authority=kept.authority, concern=concern)
    stored = from_bytes(to_bytes(envelope))
    assert stored == envelope
    whole = _squeezed(
        "\x00".join(
            _strings(
                vars(stored.concern)
                | {
                    "children": [_everything(child) for child in stored.concern.children],
                    "adults": [_everything(adult) for adult in stored.concern.adults],
                    "referrer": _everything(stored.concern.referrer),
                }
            )
        )
    )
    for text in _free_text(kept):
        assert _squeezed(text) in whole


def _everything(row: Any) -> dict[str, Any]:
    found = dict(vars(row))
    if "address" in found:
        found["address"] = vars(found["address"])
    return found


@given(any_answers())
@settings(max_examples=100, deadline=None)
def test_no_field_is_longer_than_its_column(given_answers: Answers) -> None:
    """Widths as people.models and journey.models have them; what is longer would be refused by the database."""
    concern = concern_of(dict(given_answers.said), *(dict(one.said) for one in given_answers.children))
    assert all(len(line) <= 200 for line in concern.safety_lines)
    assert all(len(child.address.postcode.replace(" ", "")) <= 8 for child in concern.children)
    assert all(len(child.given_name) <= 120 and len(child.label) <= 120 for child in concern.children)


@pytest.mark.parametrize("packed", [b"", b"[]", b"{}", b"null", b'{"token": 1}', b'{"concern": []}', b"\xff"])
def test_what_is_no_envelope_is_refused(packed: bytes) -> None:
    with pytest.raises(UnableToReadEnvelope):
        from_bytes(packed)


def test_an_envelope_of_an_older_version_has_the_defaults_of_what_it_lacks() -> None:
    envelope = Envelope(token="t", reference="r", authority="a", concern=concern_of({}))
    packed = to_bytes(envelope).replace(b'"agreement":"",', b"")
    assert packed != to_bytes(envelope)
    assert from_bytes(packed) == envelope
    assert from_bytes(to_bytes(envelope).replace(b'"basis"', b'"of_a_later_version"')) == envelope
