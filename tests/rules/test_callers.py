"""What somebody who rings may hear, by what they are to the child."""

from __future__ import annotations

import pytest

from frontdoor.rules.callers import CALLERS, Guarded, may_be_told

QUIET = Guarded(quiet=True)
CONFIDENCE = Guarded(in_confidence=True)


@pytest.mark.parametrize("caller", sorted(CALLERS))
@pytest.mark.parametrize("known", [Guarded(), QUIET, CONFIDENCE, Guarded(family_may_know="no", kept_from=("father",))])
def test_nobody_ever_hears_who_told_us_or_where_anybody_lives(caller: str, known: Guarded) -> None:
    answer = may_be_told(caller, known)
    assert "Who told us, or that anybody did" in answer.must_not
    assert "Where anybody lives, and any telephone number" in answer.must_not
    assert "If they say that a child is in danger now: take it down, and act" in answer.may


@pytest.mark.parametrize(
    ("caller", "known", "part", "because"),
    [
        ("other", Guarded(), "Whether any child is known to us", "the public hears thanks, never whether one is known"),
        ("relative", Guarded(), "Whether the child is known to us", "no parental responsibility"),
        ("risk", Guarded(), "where the child is now", "may be a risk"),
        ("risk", Guarded(), "school, nursery or GP", "where the child can be found"),
        ("parent", QUIET, "the family must not know", "the family must not know that we are asking"),
        ("agency", QUIET, "the family must not know", "an agency talks to families"),
        ("parent", CONFIDENCE, "said in confidence", "not to be repeated at home"),
        ("relative", CONFIDENCE, "said in confidence", "not to be repeated at home"),
        ("parent", Guarded(family_may_know="no"), "how we came to ask", "whoever told us asked for it"),
        ("agency", Guarded(), "What another agency told us", "the owner of it says what may be passed on"),
        ("nonsense", Guarded(), "Whether any child is known to us", "an unknown kind of caller is anybody"),
    ],
)
def test_what_must_not_be_said(caller: str, known: Guarded, part: str, because: str) -> None:
    assert any(part in line for line in may_be_told(caller, known).must_not), because


def test_a_parent_hears_what_happens_next_unless_the_family_must_not_know() -> None:
    assert "What happens next, and when" in may_be_told("parent", Guarded()).may
    assert "What happens next, and when" not in may_be_told("parent", QUIET).may
