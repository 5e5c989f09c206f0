"""What is said back to whoever told us: the words, by recipient, from the partnership's own files."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from frontdoor.rules.outcomes import OUTCOMES
from frontdoor.rules.partnership import UnableToReadPartnership, folder, for_authority

#: Who can be told, and under which heading their words stand.
RECIPIENTS: dict[str, str] = {
    "professional": "professional",
    "public": "public",
    "relative": "public",
    "anonymous": "public",
    "child": "child",
    "agency": "agency",
    "family": "family",
}

#: These are thanked and told how to call again, in fixed words that nobody adds to.
FIXED = frozenset({"public", "relative", "anonymous", "child"})

#: How somebody was told.
MEANS = {
    "email": "E-mail with a link",
    "telephone": "By telephone",
    "letter": "By letter",
    "in_person": "In person",
    "screen": "On the agency's own page",
}


def words_for(to_kind: str, *, authority: str, outcome: str) -> str:
    """The words for one kind of recipient; `outcome` is what was decided, empty while nothing is."""
    partnership = for_authority(authority)
    said = OUTCOMES[outcome].words if outcome in OUTCOMES else "not yet decided"
    text = _wording(folder() / partnership.slug / "wording" / "feedback.toml")[RECIPIENTS[to_kind]]
    return text.replace("{telephone}", partnership.telephone).replace("{outcome}", said.lower())


@lru_cache(maxsize=16)
def _wording(file: Path) -> dict[str, str]:
    try:
        stored = tomllib.loads(file.read_text(encoding="utf-8"))
        found = {heading: str(part["text"]) for heading, part in stored.items()}
    except FileNotFoundError as wrong:
        raise UnableToReadPartnership(f"{file} is missing.") from wrong
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as wrong:
        raise UnableToReadPartnership(f"{file} cannot stand as written: {wrong}.") from wrong
    missing = set(RECIPIENTS.values()) - set(found)
    if missing or any("{outcome}" in found[heading] for heading in ("public", "child")):
        raise UnableToReadPartnership(
            f"{file} needs words for {', '.join(sorted(set(RECIPIENTS.values())))}, and none to the public or a child "
            "may say what was decided."
        )
    return found
