"""Who must be at a strategy discussion. One held without them stands, and is convened again."""

from __future__ import annotations

from collections.abc import Iterable

#: The authority's social work, the police and health (Working Together 2023 paragraph 156).
CORE = ("authority", "police", "health")

#: Kinds of agency that can take part, in the words of the form.
KINDS = {
    "authority": "Children's social care",
    "police": "Police",
    "health": "Health",
    "school": "School or nursery",
    "probation": "Probation",
    "housing": "Housing",
    "adult_services": "Adult services",
    "referrer": "Whoever told us",
    "other": "Somebody else",
}

#: Whether an enquiry under section 47 begins: by the authority alone, together with the police, or not.
ENQUIRIES = {"single": "Yes, by social care", "joint": "Yes, together with the police", "no": "No"}


def is_quorate(agencies: Iterable[str]) -> bool:
    """Whether the authority, the police and health all took part."""
    return set(CORE) <= set(agencies)


def absent_core(agencies: Iterable[str], named: Iterable[str]) -> tuple[str, ...]:
    """Who was missing: those named as absent, and each of the three who was not there."""
    present = set(agencies)
    return tuple(dict.fromkeys([*named, *(kind for kind in CORE if kind not in present)]))


#: What was done at once to keep a child safe.
SAFETY_STEPS = {
    "called_999": "Rang 999",
    "stays_with_family": "The child stays with family or a friend",
    "adult_left": "The adult who is a risk left the home",
    "watched": "Somebody stays with the child",
    "hospital": "The child is in hospital",
    "placed": "The child is in the authority's care tonight",
    "other": "Something else",
}
