"""Lists 1 to 3: contacts, early help, referrals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from frontdoor.returns.annex_a.ground import NO, YES, Cell, Ground, Subject, about
from frontdoor.returns.annex_a.window import Window
from frontdoor.rules.codesets import annex_a

Row = tuple[Cell, ...]


def contacts(ground: Ground) -> Iterator[Row]:
    """List 1: a row for each child in each contact."""
    for subject in ground.subjects:
        for contact in subject.life.contacts:
            if ground.window.recent(contact.on):
                source = annex_a.REFERRAL_SOURCE.get(contact.source)
                yield (*about(subject, ground.window.on), contact.on, source)


def early_help(ground: Ground) -> Iterator[Row]:
    """List 2: early help that lasts or was assessed in the last six months, as the case system told and as held here.

    Held here, an assessment starts on the day on which early help took the child and is completed on the day on which
    help was agreed with the family; who gives the help completed it. The case system tells of the early help episode
    (SSD EARL003A, EARL004A), whose start and end stand for the two: its end is the day on which it first told of none.
    """
    for subject in ground.subjects:
        for started, completed, who in _early_help_of(subject, ground.window):
            yield (*about(subject, ground.window.on), started, completed, who)


def _early_help_of(subject: Subject, window: Window) -> Iterator[tuple[date | None, date | None, str | None]]:
    """One child's, each told once: what is held here within a time of which the case system tells is the same help."""
    held = [
        one
        for one in subject.life.help
        if one.on <= window.on and (window.recent(one.on) or window.by_then(one.ended_on) is None)
    ]
    status = subject.status
    told: list[tuple[date | None, date | None]] = [
        (since, ended) for since, ended in (status.helped if status else ()) if window.recent(ended)
    ]
    if status is not None and status.early_help and (status.early_help_since or window.on) <= window.on:
        told.append((status.early_help_since, None))
    for since, ended in told:
        same = [one for one in held if (since or one.on) <= one.on <= (ended or window.on)]
        held = [one for one in held if one not in same]
        agreed = [on for one in same if (on := window.by_then(one.agreed_on)) is not None]
        who = next((one.who for one in reversed(same) if one.who), None)
        yield since, max(agreed, default=ended), who
    for one in held:
        yield one.on, window.by_then(one.agreed_on), one.who or None


def referrals(ground: Ground) -> Iterator[Row]:
    """List 3: a row for each referral; a child may stand in it several times."""
    window = ground.window
    for subject in ground.subjects:
        in_year = sum(window.in_year(one.on) for one in subject.life.referrals)
        for referral in subject.life.referrals:
            if window.recent(referral.on):
                yield (
                    *about(subject, window.on),
                    referral.on,
                    annex_a.REFERRAL_SOURCE.get(referral.source),
                    YES if referral.no_further_action else NO,
                    in_year,
                    *ground.held_by(subject, referral.journey),
                )
