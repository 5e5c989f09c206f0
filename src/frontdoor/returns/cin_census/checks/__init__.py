"""The validation rules of the children in need census, one definition each for file, entry form and worklist.

`check` judges a whole census, `check_child` one child built from anywhere; both give a `Report`.
"""

from frontdoor.returns.cin_census.checks.report import Issue, NotRun, Report, RuleCount
from frontdoor.returns.cin_census.checks.rule import Kind, Rule
from frontdoor.returns.cin_census.checks.running import check, check_child
from frontdoor.returns.cin_census.checks.years import YEARS, NotInThisRelease, rules_of

__all__ = [
    "YEARS",
    "Issue",
    "Kind",
    "NotInThisRelease",
    "NotRun",
    "Report",
    "Rule",
    "RuleCount",
    "check",
    "check_child",
    "rules_of",
]
