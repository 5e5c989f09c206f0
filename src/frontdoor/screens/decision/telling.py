"""Who will be told what was decided, and what each will read. All of it is held until a person releases it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frontdoor.journey.actions.feedback import recipients
from frontdoor.rules.feedback import FIXED, words_for
from frontdoor.screens.decision.sheet import ChildSheet, Sheet


@dataclass(frozen=True, kw_only=True)
class WillRead:
    """One recipient and the words held for them; `about` names the child where the words are about one."""

    to: str
    about: str
    words: str


def who_will_read(sheet: Sheet, chosen: Sequence[ChildSheet]) -> tuple[WillRead, ...]:
    """The recipients of what is decided for these children, each with the words that wait for release.

    The public, relatives and a child who told us read fixed words, which name no child and no outcome, once.
    """
    record = sheet.record
    found = []
    for one in chosen:
        for kind, name in recipients(one.child.journey, record.contact):
            about = "" if kind in FIXED or len(sheet.record.children) == 1 else one.child.first_name
            words = words_for(kind, authority=record.contact.authority, outcome=one.part.outcome)
            found.append(WillRead(to=_to(sheet, kind, name), about=about, words=words))
    return tuple(dict.fromkeys(found))


def _to(sheet: Sheet, kind: str, name: str) -> str:
    if kind == "agency":
        return f"{sheet.record.agency_name(name)}, who answered"
    return f"{sheet.record.source}, who told us"
