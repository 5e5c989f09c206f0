"""Learns weights without labels: u from pairs of a sample, m by expectation maximisation, the prior by counting.

It always runs on DuckDB, whichever engine scores afterwards: a sample fits one machine, and the weights are then the
same on every engine. Samples are drawn by a hash of the row's number, so that a second run draws the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdoor.people.linkage import one_child
from frontdoor.people.linkage.mapping import Map, Pass
from frontdoor.people.linkage.model import blocking_rules, settings
from frontdoor.people.linkage.refusals import UnableToLink
from frontdoor.people.linkage.weights import RAREST, RungWeight, Weights

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from splink import Linker
    from splink.internals.blocking_rule_creator import BlockingRuleCreator

    from frontdoor.people.linkage.engines import Engine

#: Pairs from which u is learnt, and at most so many a pass for m. A million pairs give a rung that holds for one pair
#: of strangers in 1,000 to within 3 %.
PAIRS_FOR_U, PAIRS_FOR_M = 1e6, 1e6
SEED = 20_260_901


def train(engine: Engine, con: DuckDBPyConnection, tables: list[str], mapping: Map) -> Weights:
    """The weights of this map, learnt from these tables."""
    strangers = one_child.strangers(con, tables) if mapping.one_child else None
    linker = engine.linker(tables, settings(mapping, files=len(tables), strangers=strangers))
    try:
        certain: list[str | BlockingRuleCreator] = [rule for one in mapping.certain for rule in blocking_rules(one)]
        linker.training.estimate_probability_two_random_records_match(certain, recall=mapping.recall)
    except ValueError as wrong:
        raise UnableToLink(f"The chance of a match cannot be learnt: {wrong}") from wrong
    if strangers is None:
        linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS_FOR_U, seed=SEED, min_count_per_level=None)
    for one in mapping.training:
        _expectation_maximisation(linker, one)
    return _learnt(linker, mapping)


def _expectation_maximisation(linker: Linker, keys: Pass) -> None:
    from splink.internals.exceptions import EMTrainingException

    rule = next(iter(blocking_rules(keys)))
    try:
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, max_pairs=PAIRS_FOR_M, estimate_without_term_frequencies=True
        )
    except EMTrainingException as wrong:
        raise UnableToLink(
            f"No two rows agree in {' and '.join(keys)}, so nothing can be learnt from this training pass."
        ) from wrong


def _learnt(linker: Linker, mapping: Map) -> Weights:
    model = linker.misc.save_model_to_json()
    prior = float(model["probability_two_random_records_match"])
    if not 0 < prior < 1:
        raise UnableToLink("No two rows agree on what the map calls certain, so nothing can be learnt from them.")
    comparisons = {}
    for one, learnt in zip(mapping.comparisons, model["comparisons"], strict=True):
        levels = [level for level in learnt["comparison_levels"] if not level.get("is_null_level")]
        comparisons[one.of] = tuple(
            RungWeight(rung, _chance(level.get("m_probability")), _chance(level.get("u_probability")))
            for rung, level in zip((*one.rungs, one.last), levels, strict=True)
        )
        if all(level.get("m_probability") is None for level in levels):
            raise UnableToLink(
                f'No weight of "{one.of}" can be learnt: every training pass uses it. Add a pass that does not.'
            )
    return Weights(prior, comparisons)


def _chance(learnt: float | None) -> float:
    return max(RAREST, float(learnt)) if learnt is not None else RAREST
