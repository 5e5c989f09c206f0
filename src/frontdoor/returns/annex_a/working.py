"""Lists 4 and 5: assessments and section 47 enquiries."""

from __future__ import annotations

from collections.abc import Iterator

from frontdoor.returns.annex_a.arriving import Row
from frontdoor.returns.annex_a.ground import Ground, about, answer, disability
from frontdoor.returns.lives import Enquiry


def assessments(ground: Ground) -> Iterator[Row]:
    """List 4: a row for each assessment that was open at some time in the last six months.

    The child was seen if the assessment says so, or if a visit while it lasted did.
    """
    window = ground.window
    for subject in ground.subjects:
        for row in subject.life.assessments:
            authorised = window.by_then(row.authorised_on)
            if not window.touches(row.started_on, authorised):
                continue
            lasted = authorised or window.on
            visited = any(one.seen and row.started_on <= one.on <= lasted for one in subject.life.visits)
            yield (
                *about(subject, window.on),
                disability(subject.who),
                row.started_on,
                answer(bool(row.child_seen) or visited),
                authorised,
                answer(row.in_need if authorised else None),
                *ground.held_by(subject, row.journey),
            )


def enquiries(ground: Ground) -> Iterator[Row]:
    """List 5: a row for each enquiry that started in the last six months, or is open."""
    window = ground.window
    for subject in ground.subjects:
        life = subject.life
        enquired = sum(window.in_year(one.started_on) for one in life.enquiries)
        initial = [one for one in life.conferences if one.meeting == "initial" and one.on <= window.on]
        for row in life.enquiries:
            concluded = window.by_then(row.concluded_on)
            if row.started_on > window.on or not (window.recent(row.started_on) or concluded is None):
                continue
            held = life.initial_conference(row)
            held = held if held is not None and held.on <= window.on else None
            yield (
                *about(subject, window.on),
                disability(subject.who),
                row.started_on,
                answer(_not_needed(row, held is not None, concluded is not None)),
                held.on if held else None,
                answer(held.plan if held else None),
                enquired,
                sum(window.in_year(one.on) for one in initial),
                *ground.held_by(subject, row.journey),
            )


def _not_needed(row: Enquiry, held: bool, concluded: bool) -> bool | None:
    """Whether a conference was found unnecessary; not known while the enquiry is open."""
    if held:
        return False
    return row.outcome != "conference" if concluded else None
