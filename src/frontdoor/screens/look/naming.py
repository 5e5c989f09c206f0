"""How a child, a source and a clock are named on a page, from the codes and dates that are stored of them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from frontdoor.rules.calendar import london_day
from frontdoor.rules.clocks import Overlay, find_rule, late, shown_due
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.look.formatting import PersonWords, TimeState, person_line, short_moment, time_state
from frontdoor.screens.look.shapes import Clock

CONTEXTS: Final = {
    "peer_group": "Peer group",
    "place": "Place",
    "school": "School",
    "transport": "Transport",
    "business": "Business",
    "online_space": "Online space",
}
CHANNELS: Final = {
    "web_form": "by web form",
    "telephone": "by telephone",
    "email": "by e-mail",
    "police": "from the police",
    "api": "from another system",
    "out_of_hours": "by out-of-hours",
}
#: What an agency is called among programs: small letters in several parts, never a name that somebody typed.
_CODE: Final = re.compile("[a-z0-9]+[_:][a-z0-9_:-]+")
_SEEN_AS: Final = {"F": "girl", "M": "boy"}
_SOURCES: Final = {
    "2A": "School",
    "2B": "Education service",
    "3A": "General practice",
    "3B": "Health visitor",
    "3C": "School nurse",
    "3D": "Primary health service",
    "3E": "Emergency department",
    "3F": "Health service",
    "4": "Housing",
    "5A": "Adult social care",
    "5B": "Council service",
    "5C": "Another authority",
    "5D": "Early help",
    "6": "Police",
    "7": "Court, probation or prison",
    "8": "Voluntary or independent body",
}
#: What is said of somebody who is not a professional, whoever they are: their name stands behind a wall of its own.
_PRIVATE: Final = {
    "public": "Member of the public",
    "relative": "Member of the public",
    "anonymous": "Member of the public",
    "child": "The child",
}


def child_line(
    *,
    kind: str,
    on: date,
    name: str = "",
    family_name: str = "",
    label: str = "",
    born_on: date | None = None,
    expected_on: date | None = None,
    died_on: date | None = None,
    age_said: str = "",
    sex: str = "U",
    context_name: str = "",
) -> str:
    """One child in one line: "Ava Nowak, 7", "Name not known (girl about 9, red coat)", "Place: Central Park …".

    Once born, a child is named as one, also where a journey or an older record still says unborn.
    """
    if kind in CONTEXTS:
        words = PersonWords(context_kind=CONTEXTS[kind], context_name=context_name or label)
        return person_line(words, on=on)
    if kind == "unborn" and born_on is None:
        return person_line(PersonWords(unborn=True, due_on=expected_on), on=on)
    whole = " ".join(part for part in (name, family_name) if part)
    if not whole and label:
        return f"Name not known ({label})"
    if born_on is None and died_on is None and age_said:
        return f"{whole}, {age_said}" if whole else f"Name not known ({_SEEN_AS.get(sex, 'child')}, {age_said})"
    return person_line(
        PersonWords(
            name_to_use=name,
            surname=family_name,
            born_on=born_on,
            died_on=died_on,
            seen_as=_SEEN_AS.get(sex, "child"),
        ),
        on=on,
    )


def source_name(*, referrer_kind: str, agency: str, source: str, partnership: Partnership) -> str:
    """Who told us, as every page may say it: an agency by its name, a private person never."""
    if referrer_kind in _PRIVATE:
        return _PRIVATE[referrer_kind]
    known = partnership.agency_by_code.get(agency)
    if known is not None and known.kind == "police":
        return "Police"
    return agency_words(agency, partnership) or _SOURCES.get(source, "Another agency")


def agency_words(agency: str, partnership: Partnership) -> str:
    """An agency by its name from its code, or as a professional typed it; empty for a code that nobody knows here."""
    known = partnership.agency_by_code.get(agency)
    if known is not None:
        return known.name
    return "" if _CODE.fullmatch(agency) else agency


def source_moments(
    *, attended_at: datetime | None, incident_at: datetime | None, sent_at: datetime | None, now: datetime
) -> str:
    """The sender's own moments: "attended Fri 22:40, sent Sat 06:05"."""
    said = [
        f"attended {short_moment(attended_at, now=now)}" if attended_at else "",
        f"happened {short_moment(incident_at, now=now)}" if incident_at and not attended_at else "",
        f"sent {short_moment(sent_at, now=now)}" if sent_at else "",
    ]
    return ", ".join(words for words in said if words)


def clock_words(
    clock: str, due_at: datetime | None, *, now: datetime, overlay: Overlay, soon_at: datetime | None = None
) -> Clock:
    """A running clock: how it stands, what it is a clock to, by when. A day clock is shown by closing time."""
    if not clock or due_at is None:
        return Clock(TimeState("none", "no clock running"))
    rule = find_rule(clock, london_day(now), overlay)
    what = rule.noun[:1].lower() + rule.noun[1:] if rule else clock.replace("_", " ")
    if late(now, due_at):
        return Clock(time_state(due_at=due_at, now=now), what, f"was due {short_moment(due_at, now=now)}")
    shown = shown_due(rule, due_at, overlay) if rule else due_at
    until = shown if now <= shown else due_at
    state = time_state(due_at=until, now=now, soon_from=soon_at)
    return Clock(state, what, f"by {short_moment(until, now=now)}")
