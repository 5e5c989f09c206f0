"""Every kind of event, by the name under which it is stored."""

from __future__ import annotations

from frontdoor.rules.events import (
    access,
    contacts,
    decisions,
    holding,
    known_facts,
    people,
    protection,
    registers,
    requests,
    social_work,
)
from frontdoor.rules.events.base import KINDS

MODULES = (contacts, requests, decisions, protection, social_work, holding, people, known_facts, registers, access)

__all__ = ["KINDS", "MODULES"]
