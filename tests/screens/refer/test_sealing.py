"""The answers in the page: nobody reads them, nobody alters them, and they do not stay open for ever."""

import base64
import hashlib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.screens.refer.answers import Answers, Item
from frontdoor.screens.refer.sealing import LARGEST, SENT_FOR, SHOWN_FOR, Sealer, UnableToCarry, UnableToOpen
from tests.world import FRIDAY

SEALER = Sealer(["one secret"])
SECOND = timedelta(seconds=1)
GIVEN = Answers(
    token="01a20000-0000-7000-8000-000000000001",
    begun_at=FRIDAY,
    authority="peterborough",
    said={"worry": "A worry\nof two lines", "worries": ("neglect", "missing")},
    children=(Item(id="c1", said={"given_name": "Zosia"}), Item(id="c4")),
    adults=(Item(id="a3", said={"label": "father, not named"}),),
    visited=frozenset({"start:", "worry:"}),
    counted=4,
)
SEALED = SEALER.seal(GIVEN, served_at=FRIDAY)


def test_what_goes_in_comes_out() -> None:
    opened = SEALER.open(SEALED, now=FRIDAY)
    assert opened.answers == GIVEN
    assert not opened.stale


def test_nothing_of_it_can_be_read_in_the_page() -> None:
    raw = base64.urlsafe_b64decode(SEALED)
    assert all(word not in raw for word in (b"worry", b"Zosia", b"neglect", GIVEN.token.encode()))


def test_two_seals_of_the_same_answers_differ() -> None:
    assert SEALER.seal(GIVEN, served_at=FRIDAY) != SEALED


@given(st.integers(min_value=0, max_value=len(base64.urlsafe_b64decode(SEALED)) - 1), st.integers(1, 255))
def test_a_changed_byte_anywhere_is_refused(at: int, by: int) -> None:
    raw = bytearray(base64.urlsafe_b64decode(SEALED))
    raw[at] ^= by
    with pytest.raises(UnableToOpen, match="cannot be read"):
        SEALER.open(base64.urlsafe_b64encode(bytes(raw)).decode(), now=FRIDAY)


@given(
    st.one_of(st.text(max_size=200), st.binary(max_size=200).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
)
def test_what_we_did_not_seal_is_refused(text: str) -> None:
    with pytest.raises(UnableToOpen):
        SEALER.open(text, now=FRIDAY)


def test_a_cut_seal_is_refused() -> None:
    for length in range(0, len(SEALED), 7):
        with pytest.raises(UnableToOpen):
            SEALER.open(SEALED[:length], now=FRIDAY)


def test_another_secret_opens_nothing_but_a_former_one_does() -> None:
    with pytest.raises(UnableToOpen):
        Sealer(["another"]).open(SEALED, now=FRIDAY)
    assert Sealer(["another", "one secret"]).open(SEALED, now=FRIDAY).answers == GIVEN


@pytest.mark.parametrize(
    ("later", "stale", "because"),
    [
        (SHOWN_FOR, False, "a day later it is shown"),
        (SHOWN_FOR + SECOND, True, "then it is sent only: somebody else may sit at the screen"),
        (SENT_FOR, True, "for a week"),
    ],
)
def test_a_page_grows_old(later: timedelta, stale: bool, because: str) -> None:
    assert SEALER.open(SEALED, now=FRIDAY + later).stale is stale, because


def test_after_a_week_it_opens_no_more() -> None:
    with pytest.raises(UnableToOpen, match="more than a week"):
        SEALER.open(SEALED, now=FRIDAY + SENT_FOR + SECOND)


def texts(number: int) -> dict[str, str]:
    """So many answers of 20,000 characters that hardly grow smaller."""
    return {f"f{at}": hashlib.shake_256(str(at).encode()).hexdigest(10_000) for at in range(number)}


def test_forty_long_narratives_fit_and_a_flood_is_refused_with_a_sentence() -> None:
    fits = Answers(token="t", begun_at=FRIDAY, authority="p", said=texts(40))
    assert len(SEALER.seal(fits, served_at=FRIDAY)) < LARGEST
    with pytest.raises(UnableToCarry, match="Send what you have written so far"):
        SEALER.seal(Answers(token="t", begun_at=FRIDAY, authority="p", said=texts(120)), served_at=FRIDAY)


def test_answers_of_another_shape_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdoor.screens.refer.sealing.to_plain", lambda answers: {"old": 1})
    old = SEALER.seal(GIVEN, served_at=FRIDAY)
    with pytest.raises(UnableToOpen, match="cannot be read"):
        SEALER.open(old, now=FRIDAY)
