"""Learns weights without labels: u from pairs of a sample, m by expectation maximisation, the prior by counting.

It always runs on DuckDB, whichever engine scores afterwards: a sample fits one machine, and the weights are then the
same on every engine. Samples are drawn by a hash of the row's number, so that a second run draws the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from frontdoor.people.linkage import one_child
from frontdoor.people.linkage.mapping import Map, Pass
from frontdoor.people.linkage.model import ITERATIONS, blocking_rules, settings
from frontdoor.people.linkage.refusals import UnableToLink
from frontdoor.people.linkage.weights import RAREST, RungWeight, Weights

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from splink import Linker
    from splink.internals.blocking_rule_creator import BlockingRuleCreator

    from frontdoor.people.linkage.engines import Engine

#: The rungs of one comparison as Splink's model tells them.
Levels = list[dict[str, Any]]

#: Pairs from which u is learnt, and at most so many a pass for m. A million pairs give a rung that holds for one pair
#: of strangers in 1,000 to within 3 %.
PAIRS_FOR_U, PAIRS_FOR_M = 1e6, 1e6
FEW = 4
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
    if strangers is not None:
        return _ladders(engine, tables, mapping, strangers, _prior(linker.misc.save_model_to_json()))
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS_FOR_U, seed=SEED, min_count_per_level=None)
    for one in mapping.training:
        _expectation_maximisation(linker, one)
    model = linker.misc.save_model_to_json()
    return Weights(_prior(model), {of: _rungs(mapping, of, [levels]) for of, levels in _levels(mapping, model).items()})


def _ladders(
    engine: Engine, tables: list[str], mapping: Map, strangers: Mapping[str, Mapping[str, float]], prior: float
) -> Weights:
    """The weights of the one-child path's ladders. A pass teaches nothing of the ladders that read its own columns.

    Splink cannot see what a ladder reads, so each pass has a model without those.
    """
    seen: dict[str, list[Levels]] = {one.of: [] for one in mapping.comparisons}
    for one in mapping.training:
        used = one_child.read_by(mapping.one_child, one)
        rest = replace(mapping, comparisons=tuple(known for known in mapping.comparisons if known.of not in used))
        for of, levels in _levels(rest, _taught(engine, tables, rest, one, strangers)).items():
            seen[of].append(levels)
    return Weights(prior, {of: _rungs(mapping, of, found) for of, found in seen.items()})


def _taught(
    engine: Engine, tables: list[str], mapping: Map, keys: Pass, strangers: Mapping[str, Mapping[str, float]]
) -> dict[str, Any]:
    """A model that one pass taught. Where hardly a stranger meets in it, m of what no true pair shows falls below the
    least number that Splink takes: then it is taught in fewer steps.
    """
    for iterations in (ITERATIONS, FEW):
        linker = engine.linker(
            tables, settings(mapping, files=len(tables), strangers=strangers, iterations=iterations)
        )  # fmt: skip
        try:
            _expectation_maximisation(linker, keys)
        except ValueError:
            continue
        return linker.misc.save_model_to_json()
    raise UnableToLink(f"Too few strangers agree in {' and '.join(keys)} for anything to be learnt from it.")


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


def _prior(model: dict[str, Any]) -> float:
    prior = float(model["probability_two_random_records_match"])
    if not 0 < prior < 1:
        raise UnableToLink("No two rows agree on what the map calls certain, so nothing can be learnt from them.")
    return prior


def _levels(mapping: Map, model: dict[str, Any]) -> dict[str, Levels]:
    """What a model learnt of each comparison, rung by rung, without the rung of what is absent."""
    return {
        one.of: [level for level in learnt["comparison_levels"] if not level.get("is_null_level")]
        for one, learnt in zip(mapping.comparisons, model["comparisons"], strict=True)
    }


def _rungs(mapping: Map, of: str, found: list[Levels]) -> tuple[RungWeight, ...]:
    """The rungs of one comparison: m as the passes that could teach it found it on average, u as it was counted."""
    taught = [levels for levels in found if any(level.get("m_probability") is not None for level in levels)]
    if not taught:
        raise UnableToLink(f'No weight of "{of}" can be learnt: every training pass uses it. Add a pass that does not.')
    one = next(known for known in mapping.comparisons if known.of == of)
    return tuple(
        RungWeight(
            rung,
            sum(_chance(levels[place].get("m_probability")) for levels in taught) / len(taught),
            _chance(taught[0][place].get("u_probability")),
        )
        for place, rung in enumerate((*one.rungs, one.last))
    )


def _chance(learnt: float | None) -> float:
    return max(RAREST, float(learnt)) if learnt is not None else RAREST
