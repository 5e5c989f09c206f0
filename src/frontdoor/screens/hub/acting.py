"""What can be done from a record: each action has a page of its own, and stands here only for who may do it."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from frontdoor.ledger.scope import Actor
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.shapes import Action

_FIRST = (
    ("Add information", "hub:add", Permission.ADD_INFORMATION, False),
    ("Ask agencies", "hub:ask", Permission.ASK_AGENCIES, False),
    ("Strategy discussion", "hub:strategy", Permission.PROTECT, False),
    ("Decide", "decision:decide", Permission.PREPARE_DECISION, True),
    ("Hand over", "hub:hand_over", Permission.ADD_INFORMATION, False),
)
_MORE = (
    ("Protection and safety plan", "protection:overview", Permission.PROTECT, False),
    ("Assessments", "assessment:overview", Permission.ASSESS, False),
    ("Help, plans, missing, closing", "social_work:overview", Permission.SEE_CHILD, False),
    ("Who they are, and who is around them", "details:overview", Permission.ADD_INFORMATION, False),
    ("Danger now", "hub:danger", Permission.ADD_INFORMATION, False),
    ("Change rating", "triage:rate", Permission.RATE, False),
    ("Link a report", "hub:link", Permission.ADD_INFORMATION, False),
    ("Log a call", "hub:call", Permission.ADD_INFORMATION, False),
    ("Acknowledge to who told us", "hub:acknowledge", Permission.ADD_INFORMATION, False),
    ("Every clock, and how it was counted", "hub:clocks", Permission.SEE_CHILD, False),
    ("Say why late", "hub:late", Permission.ADD_INFORMATION, False),
    ("Disagree", "hub:disagree", Permission.REFER, False),
    ("Correct", "hub:correct", Permission.CORRECT, False),
)


def first(reference: str, by: Actor) -> list[Action]:
    """The actions that are always in sight."""
    return _shown(_FIRST, reference, by)


def more(reference: str, by: Actor) -> list[Action]:
    """The actions under "More"."""
    return _shown(_MORE, reference, by)


def _shown(rows: tuple[tuple[str, str, Permission, bool], ...], reference: str, by: Actor) -> list[Action]:
    shown = []
    for label, page, permission, strong in rows:
        try:
            address = reverse(page, args=[reference])
        except NoReverseMatch:
            continue
        if by.may(permission) or (page == "decision:decide" and by.may(Permission.DECIDE)):
            shown.append(Action(label, address, strong=strong))
    return shown
