"""The rules of the census of 2022-23, by the module they are about. Later years are deltas beside this folder."""

from frontdoor.returns.cin_census.checks.rule import rules_in
from frontdoor.returns.cin_census.checks.y2022_23 import (
    assessments,
    authority,
    characteristics,
    cin_plans,
    closing,
    cp_plans,
    death,
    episodes,
    header,
    identifiers,
    no_further_action,
    section47,
)

RULES = rules_in(
    header,
    identifiers,
    death,
    characteristics,
    episodes,
    no_further_action,
    closing,
    assessments,
    cin_plans,
    section47,
    cp_plans,
    authority,
)
