"""Channel by channel, how a day's intake adds up: what arrived, what was entered, and what nobody can explain.

Inspectors found "initial delays between the contact centre and the front door" (2023): what is lost between a
telephone, a mailbox and the record is seen only by counting both sides, each day, by a named person. A count never
shows a child. Source: screens' specification, 8.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class IntakeChannel:
    """One way in. `enters_as` are the channels of the contacts that come of it; empty where none can.

    `what` says what is counted on arrival, and where the figure is read.
    """

    code: str
    words: str
    what: str
    enters_as: tuple[str, ...] = ()


CHANNELS = (
    IntakeChannel(
        code="telephone",
        words="Telephone",
        what="Calls answered, from the telephone system",
        enters_as=("telephone",),
    ),
    IntakeChannel(code="abandoned", words="Calls abandoned", what="Calls that rang off, from the telephone system"),
    IntakeChannel(code="mailbox", words="Mailbox", what="Mails received, from the mailbox", enters_as=("email",)),
    IntakeChannel(code="bounced", words="Bounced mail", what="Mails of ours that came back, or went out as errors"),
    IntakeChannel(
        code="web_form", words="Web form", what="Forms sent, from the web server’s own count", enters_as=("web_form",)
    ),
    IntakeChannel(
        code="police", words="Police", what="Notifications sent, from the force’s own count", enters_as=("police",)
    ),
    IntakeChannel(code="api", words="Other systems", what="Sent, from those systems’ own counts", enters_as=("api",)),
    IntakeChannel(
        code="out_of_hours",
        words="Out-of-hours",
        what="Concerns in the night’s own log",
        enters_as=("out_of_hours",),
    ),
)
BY_CODE: Mapping[str, IntakeChannel] = {row.code: row for row in CHANNELS}


@dataclass(frozen=True, kw_only=True)
class Tally:
    """One channel's day. `arrived` is None until somebody has counted; `explained` were no concern, with the reason."""

    channel: str
    arrived: int | None
    entered: int
    explained: int = 0

    @property
    def unexplained(self) -> int | None:
        """What arrived and is neither entered nor explained; below zero where more was entered than arrived."""
        return None if self.arrived is None else self.arrived - self.entered - self.explained


def entered_by_channel(contacts: Mapping[str, int]) -> dict[str, int]:
    """How many contacts came of each way in, from their number by the contact's own channel."""
    return {row.code: sum(contacts.get(channel, 0) for channel in row.enters_as) for row in CHANNELS}


def cannot_be_signed(tallies: Iterable[Tally], because: str) -> str:
    """Why a day cannot be signed off yet, in a sentence; empty if it can.

    Every channel is counted, nought too. What nobody can explain may be signed off with a word about it: it is then
    known, and stays in the figures.
    """
    day = list(tallies)
    missing = [BY_CODE[one.channel].words.lower() for one in day if one.arrived is None]
    if missing:
        return f"Count {', '.join(missing)} first; nought is a count."
    if any(one.unexplained for one in day) and not because.strip():
        return "Something is unexplained: say what you know of it, and who looks for it."
    return ""
