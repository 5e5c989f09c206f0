"""Codes of an assessment and a plan: the factors found, and the category of abuse."""

from __future__ import annotations

from frontdoor.rules.codesets.base import Code, CodeSet

_GUIDE = "Children in need census guide 2023 to 2024"
_READ = "version 1.0, October 2022"


def _by_whom(number: str, worry: str) -> tuple[Code, ...]:
    whom = (("A", "the child"), ("B", "a parent or carer"), ("C", "someone else in the household"))
    return tuple(Code(f"{number}{letter}", f"{worry}: {who}", worry) for letter, who in whom)


FACTORS = CodeSet(
    name="factors",
    title="factors identified at the end of assessment",
    source=f"{_GUIDE}, 4.10 and appendix B7; 18A and 19A queried since 2024-25 (rules 8945Q, 8950Q)",
    read=_READ,
    codes=(
        *_by_whom("1", "Alcohol misuse"),
        *_by_whom("2", "Drug misuse"),
        *_by_whom("3", "Domestic abuse"),
        *_by_whom("4", "Mental health"),
        *_by_whom("5", "Learning disability"),
        *_by_whom("6", "Physical disability or illness"),
        Code("7A", "Young carer"),
        Code("8B", "Overseas child who intends to return", "Privately fostered"),
        Code("8C", "Overseas child who intends to stay", "Privately fostered"),
        Code("8D", "UK child in an educational placement", "Privately fostered"),
        Code("8E", "UK child in another family arrangement", "Privately fostered"),
        Code("8F", "Other private fostering", "Privately fostered"),
        Code("9A", "Unaccompanied asylum-seeking child"),
        Code("10A", "Missing"),
        Code("11A", "Child sexual exploitation"),
        Code("12A", "Trafficking"),
        Code("13A", "Gangs"),
        Code("14A", "Socially unacceptable behaviour"),
        Code("15A", "Self-harm"),
        Code("16A", "Neglect", "Abuse or neglect"),
        Code("17A", "Emotional abuse", "Abuse or neglect"),
        # Kept so that old rows can be read; K: the last census in which each was collected is not in the sources read.
        Code("18A", "Physical abuse, by whom not said", "Abuse or neglect", last=2023, note="Since then 18B or 18C."),
        Code("18B", "Physical abuse by another child", "Abuse or neglect"),
        Code("18C", "Physical abuse by an adult", "Abuse or neglect"),
        Code("19A", "Sexual abuse, by whom not said", "Abuse or neglect", last=2023, note="Since then 19B or 19C."),
        Code("19B", "Sexual abuse by another child", "Abuse or neglect"),
        Code("19C", "Sexual abuse by an adult", "Abuse or neglect"),
        Code("20", "Other"),
        Code("21", "No factors found", note="Stands alone, and only when no further action follows."),
        Code("22A", "Female genital mutilation"),
        Code("23A", "Abuse linked to faith or belief"),
        Code("24A", "Child criminal exploitation"),
    ),
    exclusive=frozenset({"21"}),
)

ABUSE = CodeSet(
    name="abuse",
    title="category of abuse",
    source=f"{_GUIDE}, 5.2 and appendix B8",
    read=_READ,
    codes=(
        Code("NEG", "Neglect"),
        Code("PHY", "Physical abuse"),
        Code("SAB", "Sexual abuse"),
        Code("EMO", "Emotional abuse"),
        Code("MUL", "Multiple, or not recommended"),
    ),
)
