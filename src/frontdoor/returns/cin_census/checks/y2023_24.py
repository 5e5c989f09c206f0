"""What the rules of 2023-24 changed: 1530 knows the two authorities made in April 2023."""

from frontdoor.returns.cin_census.census import ChildIdentifiers
from frontdoor.returns.cin_census.checks.rule import At, rule
from frontdoor.returns.cin_census.checks.y2022_23 import identifiers
from frontdoor.returns.cin_census.checks.y2022_23.identifiers import upn_faults

_BEFORE = identifiers.rule_1530


@rule(
    "1530",
    ChildIdentifiers,
    "UPN",
    wrong=_BEFORE.wrong,
    why=_BEFORE.why,
    mend=_BEFORE.mend,
    since=2024,
)
def rule_1530(child: ChildIdentifiers, at: At) -> bool:
    """With Cumberland (942) and Westmorland and Furness (943)."""
    return child.UPN is not None and "1530" in upn_faults(child.UPN)


RULES = (rule_1530,)
