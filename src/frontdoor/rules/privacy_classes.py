"""The classes in which what is stored is sorted by what it says of whom."""

from __future__ import annotations

from enum import StrEnum


class Privacy(StrEnum):
    """What a field says of whom."""

    SYSTEM = "system"  # walls, links and counters of the program
    WORK = "work"  # how the work goes; of no person by itself
    STAFF = "staff"  # who did what: personal data of those who work here
    IDENTITY = "identity"  # who somebody is: names, numbers, dates of birth
    CHILD = "child"  # what happened to a child, in codes and moments
    SENSITIVE = "sensitive"  # health, ethnicity, sex, offences, abuse: UK GDPR articles 9 and 10, DPA 2018 schedule 1
    CONTACT = "contact"  # where somebody is and how they are reached: harm follows if the wrong person learns it
    WORDS = "words"  # what people wrote: anything may stand in it
    SECRET = "secret"  # noqa: S105 - proves who somebody is; never shown, never exported
