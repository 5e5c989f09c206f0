"""The codes a person can choose between on the form. Their words stand in `wording/`; no code is chosen beforehand."""

from __future__ import annotations

from frontdoor.rules.concern import WORRIES, Answer, SubjectKind

YES_NO_UNKNOWN = (Answer.YES.value, Answer.NO.value, Answer.NOT_KNOWN.value)
YES_NO_UNKNOWN_NOT_ASKED = (*YES_NO_UNKNOWN, Answer.NOT_ASKED.value)

WHO = ("public", "relative", "professional", "child")

SUBJECTS = tuple(kind.value for kind in SubjectKind)
CONTEXTS = frozenset(kind.value for kind in SubjectKind if kind.is_context)

#: "Source" of the children in need census (guide 2023-24, ReferralSource) by the kind of agency that tells us.
#: Childminders are 1B there, with neighbours; independent and voluntary bodies are 8.
AGENCY_SOURCES: dict[str, str] = {
    "school": "2A",
    "education_service": "2B",
    "gp": "3A",
    "health_visitor": "3B",
    "school_nurse": "3C",
    "primary_health": "3D",
    "emergency_department": "3E",
    "other_health": "3F",
    "housing": "4",
    "adult_social_care": "5A",
    "council_other": "5B",
    "other_council": "5C",
    "early_help": "5D",
    "police": "6",
    "justice": "7",
    "nursery": "8",
    "voluntary": "8",
    "childminder": "1B",
    "other_agency": "10",
}
AGENCIES = tuple(AGENCY_SOURCES)

#: The same list for people who tell us for themselves; without an answer the source is unknown (10) or anonymous (9).
PERSON_SOURCES: dict[str, str] = {"relative": "1A", "acquaintance": "1B", "child": "1C", "stranger": "1D"}
HOW_KNOWN = ("acquaintance", "stranger")

KINDS_OF_WORRY = tuple(WORRIES)

#: Sex and ethnicity as the census of 2024-25 onwards codes them, disability as in the guide 2023-24. `NONE` is a
#: statement ("no disability that we know of"), not the absence of one.
SEXES = ("F", "M", "U")
ETHNICITIES = (
    "WBRI", "WIRI", "WIRT", "WROM", "WOTH", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "CHNE", "AOTH",
    "BCRB", "BAFR", "BOTH", "OOTH", "REFU", "NOBT",
)  # fmt: skip
DISABILITIES = ("MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA", "NONE")

#: Which level the agency asks for; each partnership names its own levels in its wording.
LEVELS = ("1", "2", "3", "4", "unsure")

WHY_FAMILY_NOT_TOLD = ("more_risk", "evidence", "child_asked", "not_reached", "other")
AGREEMENTS = ("given", "refused", "not_asked")
BASES = ("public_task", "legal_obligation", "legitimate_interests", "unsure")
REPLY_BY = ("telephone", "text", "email", "letter", "none")
