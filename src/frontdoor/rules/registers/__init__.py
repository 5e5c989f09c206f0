"""Agencies' registers as an index of that they know a person: kinds, columns, reading a row, and whom it is about."""

from frontdoor.rules.registers.columns import COLUMNS, MEANS, RegisterColumn, column_by_name
from frontdoor.rules.registers.kinds import REGISTERS, SENSITIVE, Register, cannot_send
from frontdoor.rules.registers.reading import FACTS, IDENTITY, RegisterRow, UnableToReadRow, read_row

__all__ = [
    "COLUMNS",
    "FACTS",
    "IDENTITY",
    "MEANS",
    "REGISTERS",
    "SENSITIVE",
    "Register",
    "RegisterColumn",
    "RegisterRow",
    "UnableToReadRow",
    "cannot_send",
    "column_by_name",
    "read_row",
]
