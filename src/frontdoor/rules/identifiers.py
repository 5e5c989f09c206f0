"""Numbers that stand for a person: NHS number, unique pupil number, the authority's own number for a child.

A check says what is wrong with a number in words; it never refuses to keep it, because a number read out wrongly on
the telephone is still what was said. Sources: NHS Data Dictionary (NHS number); CIN validation rules 1510-1580 and the
DfE's guide to unique pupil numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nhs_number.validate import is_valid

CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_SPACING = re.compile(r"[\s-]+")
_TEN_DIGITS = re.compile(r"[0-9]{10}")
_LETTERS_AND_DIGITS = re.compile(r"[0-9A-Za-z]+")


def _ranges(text: str) -> frozenset[str]:
    codes: set[str] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        codes.update(f"{number:03d}" for number in range(int(first), int(last or first) + 1))
    return frozenset(codes)


#: Authority codes that a unique pupil number may carry: CIN rule 1530 (2023-24), with Cumberland (942) and Westmorland
#: and Furness (943), whose codes were published after the rule's text.
UPN_AUTHORITIES = _ranges(
    "1-5 201-213 301-320 330-336 340-344 350-359 370-373 380-384 390-394 420 660-681 701-708 800-803 805-808 810-813 "
    "815 816 820-823 825 826 830 831 835-841 845 846 850-852 855-857 860 861 865-896 908 909 916 919 921 925 926 "
    "928 929 931 933 935-938 940-943"
)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a number: the rule it breaks and a sentence."""

    rule: str
    sentence: str


@dataclass(frozen=True)
class UpnCheck:
    """A unique pupil number as checked. `verified` is false for a temporary one: its sum is not published."""

    value: str
    faults: tuple[Fault, ...]
    temporary: bool

    @property
    def verified(self) -> bool:
        """Whether the check letter was worked out and is right."""
        return not self.faults and not self.temporary


def tidy(text: str) -> str:
    """A number without the spaces and hyphens people write in it, letters in capitals."""
    return text.upper() if text.isalnum() else _SPACING.sub("", text).upper()


def nhs_number_holds(text: str) -> bool:
    """Whether `text` is a ten-digit NHS number whose check digit is right. One digit ten times over never is."""
    number = tidy(text)
    if _TEN_DIGITS.fullmatch(number) is None or len(set(number)) == 1:
        return False
    return bool(is_valid(number))


def format_nhs_number(text: str) -> str:
    """As it is printed: "943 476 5870". Anything that is not ten digits is given back as it came."""
    number = tidy(text)
    return f"{number[:3]} {number[3:6]} {number[6:]}" if _TEN_DIGITS.fullmatch(number) else text


def upn_check_letter(digits: str) -> str:
    """The check letter for the twelve digits that follow it: weights 2 to 13, modulo 23 (CIN rule 1510)."""
    return CHECK_LETTERS[sum(int(digit) * weight for weight, digit in enumerate(digits, start=2)) % 23]


def check_upn(text: str) -> UpnCheck:
    """Check a unique pupil number, however it was spaced: length, authority, digits, last character, check letter."""
    value = tidy(text)
    return UpnCheck(value, upn_faults(value), temporary=len(value) == 13 and value[12].isalpha())


def upn_faults(value: str) -> tuple[Fault, ...]:
    """What is wrong with a unique pupil number just as it is written: a space, a hyphen or a small letter is."""
    faults = []
    if len(value) != 13:
        faults.append(Fault("length", f"A unique pupil number has 13 characters; this one has {len(value)}."))
    if len(value) >= 4 and value[1:4] not in UPN_AUTHORITIES:
        faults.append(Fault("1530", f"Characters 2 to 4, {value[1:4]}, are no authority's code."))
    if len(value) >= 12 and not _is_digits(value[4:12]):
        faults.append(Fault("1540", "Characters 5 to 12 must be digits."))
    if len(value) == 13 and not (_is_digits(value[12]) or value[12] in "ABCDEFGHJKLMNPQRTUVWXYZ"):
        faults.append(Fault("1550", "The last character must be a digit, or a letter other than I, O and S."))
    if len(value) == 13 and _is_digits(value[1:]) and value[0] != upn_check_letter(value[1:]):
        faults.append(Fault("1510", "The letter at the front does not fit the digits: one of them is wrong."))
    if len(value) == 13 and not _is_digits(value[1:]) and value[0] not in CHECK_LETTERS:
        faults.append(Fault("1510", "The first character is no check letter."))
    return tuple(faults)


def upn_holds(text: str) -> bool:
    """Whether `text` is a unique pupil number whose check letter is right.

    A temporary one is accepted by its pattern (`check_upn` finds no fault) but not verified.
    """
    return check_upn(text).verified


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def child_number_faults(text: str, *, census_year: int) -> tuple[Fault, ...]:
    """What is wrong with an authority's own number for a child in the census ending in `census_year`.

    Up to 10 characters until the census of 2023-24, up to 20 since 2024-25 (CIN rule 1570); letters and digits only
    (rule 1580). The number is kept for life and never issued twice.
    """
    longest = 20 if census_year >= 2025 else 10
    faults = []
    if not text or len(text) > longest:
        faults.append(Fault("1570", f"A child's number has 1 to {longest} characters; this one has {len(text)}."))
    if text and _LETTERS_AND_DIGITS.fullmatch(text) is None:
        faults.append(Fault("1580", "A child's number has letters and digits only."))
    return tuple(faults)
