"""What each component is given: plain frozen records of words, made by the page that knows the child.

Words arrive ready to read. A component chooses how things look and never what is said, except the fixed labels of
the screens' specification. Rating and time are two things with two looks, so they are two types.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from frontdoor.screens.look.formatting import TimeState, time_words

Rating = Literal["red", "amber", "green", "blue"]


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go. `pressed` links are filter chips that are switched on."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round a staff page. Whoever fills it has already left out what this person may not open."""

    home_url: str
    navigation: tuple[Link, ...] = ()
    place: str = ""
    name: str = ""
    role: str = ""
    sign_out_url: str = ""
    know_family_url: str = ""
    find_url: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """The earliest clock of a row: its state, what it is a clock to ("first look"), and when ("by 09:12 today")."""

    state: TimeState
    what: str = ""
    by: str = ""

    @property
    def words(self) -> str:
        """Where it stands and what it is a clock to, in words."""
        return time_words(self.state, self.what)


@dataclass(frozen=True, slots=True)
class Counter:
    """A figure above the rows, which opens its rows."""

    figure: str
    words: str
    url: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One contact of the triage queue: no narrative, no address, no telephone, no name of a suspect or referrer."""

    reference: str
    url: str
    rating: Rating | None
    clock: Clock
    waiting: str
    first_received: str
    children: str
    more: str
    worries: tuple[str, ...]
    source: str
    statuses: tuple[str, ...]
    held_by: str
    held_since: str
    action: Link
    why_here: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened, was told and was recorded; `voided_by` says which later entry corrected it."""

    title: str
    happened: str
    told: str = ""
    recorded: str = ""
    detail: str = ""
    source: str = ""
    own_words: str = ""
    url: str = ""
    voided_by: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its answer; an empty answer reads "not known", and where it comes from stands beside it."""

    label: str
    answer: str | Markup = ""
    source: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A step that may be taken. `post` actions are forms with a token; the others are pages of their own."""

    label: str
    url: str
    strong: bool = False
    post: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody else changed while this person was writing."""

    what: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people on one record: who changed it and when, what changed, and this person's own text, kept."""

    by: str
    moment: str
    changes: tuple[Change, ...]
    kept: Mapping[str, str] = field(default_factory=dict)
