"""Each rule by rows: what breaks it, where it is shown, what keeps it, and why the line runs there."""

from __future__ import annotations

import pytest

from frontdoor.returns.cin_census.checks import YEARS, NotInThisRelease, check, rules_of
from frontdoor.returns.cin_census.checks.rule import Kind
from tests.returns.cin_census import rows_across, rows_of_episodes, rows_of_identity, rows_of_plans, rows_of_work
from tests.returns.cin_census.children import Row, authority, child

ROWS = (
    *rows_of_identity.ROWS,
    *rows_of_episodes.ROWS,
    *rows_of_work.ROWS,
    *rows_of_plans.ROWS,
    *rows_across.ROWS,
)


@pytest.mark.parametrize("row", [*ROWS, *rows_of_identity.EARLIER], ids=lambda row: f"{row.rule}-{row.because}")
def test_a_row_of_a_rule(row: Row) -> None:
    assert row.flagged(row.fails) == row.flags, row.because
    assert row.flagged(row.passes) == set(), row.because


def test_each_rule_of_2024_25_has_a_row() -> None:
    assert {row.rule for row in ROWS} == {rule.code for rule in rules_of("2024-25")}
    assert len(rules_of("2024-25")) == 109


def test_a_plain_child_breaks_no_rule() -> None:
    """Only the two questions about disabilities across a whole authority are asked of one child with none."""
    report = check(authority(child()), "2024-25")
    assert {issue.rule for issue in report.issues()} == {"2887Q", "2888Q"}
    assert report.not_run == []


def test_each_rule_says_what_is_wrong_why_it_matters_and_where_to_put_it_right() -> None:
    for year in YEARS:
        for rule in rules_of(year):
            for sentence in (rule.wrong, rule.why, rule.mend):
                assert sentence[0].isupper(), (rule.code, sentence)
                assert sentence.endswith("."), (rule.code, sentence)
            assert (rule.kind is Kind.QUERY) == rule.code.endswith("Q")


def test_seven_queries_have_the_words_by_which_they_are_accepted() -> None:
    noted = {rule.code: rule.note for rule in rules_of("2024-25") if rule.note}
    assert sorted(noted) == ["2991Q", "8530Q", "8535Q", "8670Q", "8675Q", "8775Q", "8825Q"]
    assert all(note.startswith(f"{code}: All records have been checked") for code, note in noted.items())


def test_the_years() -> None:
    sets = {year: {rule.code for rule in rules_of(year)} for year in YEARS}
    assert sets["2022-23"] == sets["2023-24"]
    assert sets["2024-25"] - sets["2023-24"] == {"1570", "1580", "8945Q", "8950Q"}
    assert not sets["2023-24"] - sets["2024-25"]
    assert rules_of("2025-26") == rules_of("2024-25")


@pytest.mark.parametrize("year", ["2026-27", "2021-22", "2025", "next", ""])
def test_a_year_that_is_not_held_is_refused_with_a_sentence(year: str) -> None:
    with pytest.raises(NotInThisRelease, match=r"\.$"):
        rules_of(year)


def test_2026_27_is_not_in_this_release() -> None:
    with pytest.raises(NotInThisRelease, match="2026-27 are not in this release"):
        rules_of("2026-27")
