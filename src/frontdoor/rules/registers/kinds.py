"""Which agencies' registers may be kept as an index: that an agency knows a person, never what it knows.

A register is one of four. A service whose very existence says something of its clients is never a register: its rows
would be what the wall keeps. The hub may ask it. Sources: DfE, Information sharing advice, May 2024; UK GDPR articles
5(1)(c) and 9; the Children Act 2004 Information
Database (England) Regulations 2007 (revoked) kept sensitive services apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Register:
    """One kind of register: which kinds of agency send it, and the only things that a row of it may say.

    `headlines` are codes with their words; the first is what a row says that says nothing else.
    """

    code: str
    words: str
    sent_by: frozenset[str]
    headlines: Mapping[str, str]

    @property
    def usual(self) -> str:
        """The headline of a row that says nothing else."""
        return next(iter(self.headlines))


_REGISTERS = (
    Register(
        code="school_roll",
        words="School roll",
        sent_by=frozenset({"school", "early_years", "education"}),
        headlines={"on_roll": "On the roll", "shared": "On the roll with another school", "home": "Educated at home"},
    ),
    Register(
        code="general_practice",
        words="General practice",
        sent_by=frozenset({"general_practice", "integrated_care_board"}),
        headlines={"registered": "Registered with the practice", "temporary": "Registered for a time"},
    ),
    Register(
        code="health_visiting",
        words="Health visiting",
        sent_by=frozenset({"community_health"}),
        headlines={"health_visitor": "With a health visitor", "school_nurse": "With a school nurse"},
    ),
    Register(
        code="police",
        words="Police",
        sent_by=frozenset({"police"}),
        headlines={"known": "Known to the force"},
    ),
)
REGISTERS: dict[str, Register] = {row.code: row for row in _REGISTERS}

#: Kinds of agency whose clients are sensitive by the service's existence.
SENSITIVE: dict[str, str] = {
    "probation": "probation",
    "refuge": "refuges",
    "drugs_alcohol": "drug and alcohol services",
    "mental_health": "mental health services",
    "sexual_health": "sexual health services",
}


def cannot_send(register: str, *, agency: str, kind: str) -> str:
    """Why this agency cannot send this register, in a sentence; empty if it can. `agency` is its name."""
    if kind in SENSITIVE:
        return (
            f"{agency} is never kept as a register: rows of {SENSITIVE[kind]} would say of a person what the service "
            "is for. The hub may ask it about a child."
        )
    if register not in REGISTERS:
        return f'There is no register "{register}". Known are {", ".join(REGISTERS)}.'
    if kind not in REGISTERS[register].sent_by:
        return f"{agency} does not send the register {REGISTERS[register].words.lower()}."
    return ""
