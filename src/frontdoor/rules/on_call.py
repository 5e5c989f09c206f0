"""Whom the person on call is woken for, and in what order children who wait for them are shown.

A partnership that loads a history brings clocks that ran out months ago. They are written down as overdue, once, and
are the manager's to see on their lists: a page at night is for a child in danger now, or red, whose time ran out
lately.
"""

from __future__ import annotations

from datetime import datetime, timedelta

#: What ran out, or waited, for longer than this wakes nobody and stands below on the page of those on call.
LATELY = timedelta(days=1)


def lately(moment: datetime, now: datetime) -> bool:
    """Whether this was within the last 24 hours, the whole of them counted."""
    return now - moment <= LATELY


#: Clocks of which somebody can do something at night: a look, a decision, a discussion, a child to be seen or taken.
#: A meeting, a review, a letter or a return that is late waits for the morning, whatever the rating once was.
OF_THE_NIGHT = frozenset(
    {
        "contact_to_mash", "first_look", "mash_rag", "referral_decision", "agency_return", "strategy_discussion",
        "initial_sw_visit", "mother_visit", "handover_accepted", "open_child_response", "police_protection", "epo",
        "safety_plan_review",
    }
)  # fmt: skip


def wakes(*, clock: str, danger_now: bool, rating: str, due_at: datetime, now: datetime) -> bool:
    """Whether a person is told at night that this clock of this child ran out at `due_at`."""
    return clock in OF_THE_NIGHT and (danger_now or rating == "red") and lately(due_at, now)


def mails(*, loaded_at: datetime | None, due_at: datetime, now: datetime) -> bool:
    """Whether the manager is told by mail that this time ran out: of a loaded history only what ran out lately.

    `loaded_at` is when an import or a feed says that it was recorded; None for what people typed here, of which
    everything is told, however late. A feed that was held up for days was recorded when it came, and is told too.
    The rest is on the manager's lists, where it is counted: a thousand mails about last year would bury today's.
    """
    return loaded_at is None or lately(max(due_at, loaded_at), now)


def urgency(*, danger_now: bool, rating: str) -> int:
    """0 danger now, 1 red, 2 everybody else: the lower stands above."""
    return 0 if danger_now else 1 if rating == "red" else 2
