"""How Ofsted's Annex A lists write the statutory codes: a letter in front, and words behind some.

Source: Annex A child-level lists, in the layout before 2024. Where the layout is older than a code, the
row says what was chosen; those are K, to be confirmed against the inspection's own template.
"""

from __future__ import annotations

from string import ascii_lowercase

from frontdoor.rules.codesets.assessment import ABUSE
from frontdoor.rules.codesets.characteristics import ETHNICITY as EVERY_ETHNICITY
from frontdoor.rules.codesets.referral import CLOSURE, PRIMARY_NEED

SOURCE = "Ofsted inspection of authority children's services, Annex A child-level data lists; layout before 2024"

_ETHNICITIES = tuple(dict.fromkeys(code.code for code in EVERY_ETHNICITY.codes))

#: "a) WBRI" to "t) NOBT". K: one reconstruction of the lists writes "s) NOBT", a letter it has already used.
ETHNICITY = {code: f"{letter}) {code}" for letter, code in zip(ascii_lowercase, _ETHNICITIES, strict=False)}

_SOURCES = (
    ("1A", "Individual"),
    ("1B", "Individual"),
    ("1C", "Individual"),
    ("1D", "Individual"),
    ("2A", "Schools"),
    ("2B", "Education services"),
    ("3A", "Health services"),
    ("3B", "Health services"),
    ("3C", "Health services"),
    ("3D", "Health services"),
    ("3E", "Health services"),
    ("3F", "Health services"),
    ("4", "Housing"),
    ("5A", "LA services"),
    ("5B", "LA services"),
    ("5C", "LA services"),
    ("6", "Police"),
    ("7", "Other legal agency"),
    ("8", "Other"),
    ("9", "Anonymous"),
    ("10", "Unknown"),
)

REFERRAL_SOURCE = {
    code: f"{letter}) {code}: {words}" for letter, (code, words) in zip(ascii_lowercase, _SOURCES, strict=False)
}
#: K: the layout is older than 5D (early help), which councils wrote as 5B before.
REFERRAL_SOURCE["5D"] = REFERRAL_SOURCE["5B"]

#: By the census code for sex (M, F, U) and by a gender recorded as neither.
GENDER = {"M": "a) Male", "F": "b) Female", "U": "c) Not stated/recorded", "neither": "d) Neither"}

YES_NO_UNKNOWN = {"yes": "a) Yes", "no": "b) No", "unknown": "c) Unknown"}

CASE_STATUS = {
    "looked_after": "a) Looked after child",
    "protection_plan": "b) Child Protection plan",
    "need_plan": "c) Child in need plan",
    "assessment": "d) Open assessment",
    "closed": "e) Closed episode",
}

_ABUSE_WORDS = {"MUL": "Multiple/not recommended"}
ABUSE_CATEGORY = {
    code.code: f"{letter}) {_ABUSE_WORDS.get(code.code, code.words)}"
    for letter, code in zip(ascii_lowercase, ABUSE.codes, strict=False)
}

_NEED_WORDS = {
    "N2": "Child's disability",
    "N3": "Parental disability or illness",
    "N9": "Cases other than children in need",
}
PRIMARY_NEED_CODE = {
    code.code: f"{code.code} - {_NEED_WORDS.get(code.code, code.words)}" for code in PRIMARY_NEED.codes
}

_CLOSURE_WORDS = {
    "RC5": "Transferred to services of another local authority",
    "RC7": "Services ceased for any other reason, including child no longer in need",
    "RC8": "Case closed after assessment, no further action",
    # K: not in the layout read, which is older than this code.
    "RC9": "Case closed after assessment, referred to early help",
}
CLOSURE_REASON = {code.code: f"{code.code} - {_CLOSURE_WORDS.get(code.code, code.words)}" for code in CLOSURE.codes}
