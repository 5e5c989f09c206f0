"""The map as Splink's settings: the same model, in the words of the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from frontdoor.people.linkage import one_child
from frontdoor.people.linkage.mapping import Comparison, Map, Pass
from frontdoor.people.linkage.reading import key_column
from frontdoor.people.linkage.rungs import ABSENT, RUNGS
from frontdoor.people.linkage.weights import RAREST, Weights

#: How often weights are learnt anew from the last ones before they stand still.
ITERATIONS = 100


def settings(
    mapping: Map,
    *,
    files: int,
    weights: Weights | None = None,
    strangers: Mapping[str, Mapping[str, float]] | None = None,
    evidence: bool = False,
    iterations: int = ITERATIONS,
) -> dict[str, Any]:
    """Splink's settings for one or two files; with `evidence`, each pair keeps its rungs and their weights.

    `strangers` are the shares of strangers on each rung, where they are known before m is learnt.
    """
    return {
        "link_type": _link_type(mapping, files),
        "unique_id_column_name": "n",
        "comparisons": [_comparison(one, weights, strangers or {}) for one in mapping.comparisons],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": rule} for one in mapping.passes for rule in blocking_rules(one)
        ],
        "probability_two_random_records_match": weights.prior if weights else 0.0001,
        "retain_matching_columns": evidence,
        "retain_intermediate_calculation_columns": evidence,
        "max_iterations": iterations,
        "em_convergence": 0.00001,
        # Splink gives each model a random name; a constant one keeps its tables' names the same in every run.
        "linker_uid": "frontdoor",
    }


def _link_type(mapping: Map, files: int) -> str:
    if files == 1:
        return "dedupe_only"
    return "link_and_dedupe" if mapping.duplicates_within else "link_only"


def blocking_rules(keys: Pass) -> Iterator[str]:
    """A pass as SQL. A key across two columns is asked both ways round, since either row may stand on the left."""
    ways = [[key_column(key) for key in keys]]
    if any(left != right for left, right in ways[0]):
        ways.append([(right, left) for left, right in ways[0]])
    for way in ways:
        yield " and ".join(f"l.{left} = r.{right}" for left, right in way)


def _comparison(
    one: Comparison, weights: Weights | None, strangers: Mapping[str, Mapping[str, float]]
) -> dict[str, Any]:
    absent = f"{one.of}_l is null or {one.of}_r is null"
    levels: list[dict[str, Any]] = [
        {
            "sql_condition": one_child.condition(one.of, ABSENT) if one.ladder else absent,
            "label_for_charts": ABSENT,
            "is_null_level": True,
        }
    ]
    for rung in one.rungs:
        sql = one_child.condition(one.of, rung) if one.ladder else RUNGS[rung].sql.format(c=one.of, o=one.other)
        levels.append({"sql_condition": sql, "label_for_charts": rung})
        if rung == "same" and one.frequency:
            levels[-1]["tf_adjustment_column"] = one.of
    levels.append({"sql_condition": "ELSE", "label_for_charts": one.last})
    if weights:
        for level, known in zip(levels[1:], weights.comparisons[one.of], strict=True):
            level.update(m_probability=known.m, u_probability=known.u)
    for level in levels[1:] if one.of in strangers else ():
        level["u_probability"] = max(RAREST, strangers[one.of].get(level["label_for_charts"], 0.0))
    return {"output_column_name": one.of, "comparison_levels": levels}
