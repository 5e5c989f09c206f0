"""How a day's intake adds up, by channel."""

from __future__ import annotations

import pytest

from frontdoor.rules.concern import Channel
from frontdoor.rules.intake import CHANNELS, Tally, cannot_be_signed, entered_by_channel


@pytest.mark.parametrize(
    ("arrived", "entered", "explained", "unexplained", "because"),
    [
        (10, 10, 0, 0, "each one was entered"),
        (10, 7, 2, 1, "one mail was neither entered nor explained"),
        (10, 12, 0, -2, "two more were entered than anybody counted"),
        (None, 3, 0, None, "nobody has counted yet"),
        (0, 0, 0, 0, "nought is a count"),
    ],
)
def test_what_is_unexplained(
    arrived: int | None, entered: int, explained: int, unexplained: int | None, because: str
) -> None:
    tally = Tally(channel="mailbox", arrived=arrived, entered=entered, explained=explained)
    assert tally.unexplained == unexplained, because


def test_every_channel_of_a_contact_enters_by_exactly_one_way() -> None:
    ways = [channel for row in CHANNELS for channel in row.enters_as]
    assert sorted(ways) == sorted(channel.value for channel in Channel)


def test_entered_is_summed_by_way_in() -> None:
    assert entered_by_channel({"telephone": 3, "email": 2})["telephone"] == 3
    assert entered_by_channel({"email": 2})["mailbox"] == 2
    assert entered_by_channel({})["abandoned"] == 0


def test_a_day_is_signed_when_all_is_counted_and_what_is_left_has_a_word() -> None:
    whole = [Tally(channel=row.code, arrived=0, entered=0) for row in CHANNELS]
    assert cannot_be_signed(whole, "") == ""
    missing = [Tally(channel="bounced", arrived=None, entered=0), *whole[1:]]
    assert cannot_be_signed(missing, "looked for") == "Count bounced mail first; nought is a count."
    left = [Tally(channel="mailbox", arrived=4, entered=3), *whole[1:]]
    assert "Something is unexplained" in cannot_be_signed(left, "  ")
    assert cannot_be_signed(left, "One was spam; Con looks for the other") == ""
    more = [Tally(channel="mailbox", arrived=1, entered=3), *whole[1:]]
    assert "Something is unexplained" in cannot_be_signed(more, "")
