"""Lists 1 to 3: contacts, early help, referrals."""

from __future__ import annotations

from collections.abc import Iterator

from frontdoor.returns.annex_a.ground import NO, YES, Cell, Ground, about
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
    """List 2: early help that lasts or began in the last six months, as the case system told of it and as held here.

    Neither tells of the assessment itself: its start is the day on which the help began. Who completed it is who gives
    the help, where that is held here.
    """
    window = ground.window
    for subject in ground.subjects:
        held = [
            one
            for one in subject.life.help
            if one.on <= window.on and (window.recent(one.on) or window.by_then(one.ended_on) is None)
        ]
        status = subject.status
        if status is not None and status.early_help and (status.early_help_since or window.on) <= window.on:
            who = next((one.who for one in reversed(held) if one.who), None)
            yield (*about(subject, window.on), status.early_help_since, None, who)
            continue
        for one in held:
            yield (*about(subject, window.on), one.on, None, one.who or None)


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
