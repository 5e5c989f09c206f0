"""Splink as its own published examples set it up: its comparisons, its blocking, its training, clustered at .95."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

AT = 0.95


def _clusters(linker: Linker, row: str, at: float = AT) -> dict[str, str]:
    pairs = linker.inference.predict(threshold_match_probability=at)
    answer = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=at)
    columns = answer.as_duckdbpyrelation().select(f'"{row}", cluster_id').fetchall()
    return {str(one): str(cluster) for one, cluster in columns}


def _linker(path: Path, settings: SettingsCreator) -> Linker:
    con = duckdb.connect()
    con.execute("set enable_progress_bar=false").fetchall()
    con.execute(
        "create table people as select * from read_csv(?, all_varchar=true, normalize_names=true)", [str(path)]
    ).fetchall()
    trimmed = ", ".join(
        f"nullif(trim({name}), '') as {name}"
        for (name, *_) in con.execute("select column_name from (describe people)").fetchall()
    )
    con.execute(f"create table trimmed as select {trimmed} from people").fetchall()  # noqa: S608
    return Linker(DuckDBAPI(connection=con).register("trimmed"), settings, log_level=None)


def _fake_1000(passes: list[Any]) -> Callable[[Path], dict[str, str]]:
    def example(path: Path) -> dict[str, str]:
        settings = SettingsCreator(
            link_type="dedupe_only",
            comparisons=[
                compare.ForenameSurnameComparison("first_name", "surname"),
                compare.DateOfBirthComparison("dob", input_is_string=True),
                compare.ExactMatch("city").configure(term_frequency_adjustments=True),
                compare.EmailComparison("email"),
            ],
            blocking_rules_to_generate_predictions=passes,
        )
        linker = _linker(path, settings)
        train = linker.training
        train.estimate_probability_two_random_records_match(
            [
                block_on("first_name", "dob"),
                "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
                block_on("email"),
            ],
            recall=0.7,
        )
        train.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
        for one in (block_on("dob"), block_on("email"), block_on("first_name", "surname")):
            train.estimate_parameters_using_expectation_maximisation(one)
        return _clusters(linker, "unique_id")

    return example


def _febrl(path: Path) -> dict[str, str]:
    passes = [block_on(one) for one in ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="rec_id",
        comparisons=[
            compare.NameComparison("given_name"),
            compare.NameComparison("surname"),
            compare.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            compare.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            compare.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            compare.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        ],
        blocking_rules_to_generate_predictions=passes,
    )
    linker = _linker(path, settings)
    train = linker.training
    train.estimate_probability_two_random_records_match(
        [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")], recall=0.9
    )
    train.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for one in (block_on("date_of_birth"), block_on("given_name"), block_on("postcode")):
        train.estimate_parameters_using_expectation_maximisation(one)
    return _clusters(linker, "rec_id")


def two_registers(large: Path, small: Path) -> dict[str, str]:
    """Two files of children: Splink's comparisons with the weights that they have untrained, three blocking rules."""
    con = duckdb.connect()
    con.execute("set enable_progress_bar=false").fetchall()
    api = DuckDBAPI(connection=con)
    frames = []
    for number, path in enumerate((large, small)):
        con.execute(f"create table register_{number} as from read_csv(?, all_varchar=true)", [str(path)]).fetchall()
        frames.append(api.register(f"register_{number}"))
    settings = SettingsCreator(
        link_type="link_only",
        unique_id_column_name="id",
        comparisons=[
            compare.NameComparison("given_name"),
            compare.NameComparison("family_name"),
            compare.DateOfBirthComparison("born", input_is_string=True),
            compare.PostcodeComparison("postcode"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("given_name", "born"),
            block_on("family_name", "born"),
            block_on("given_name", "family_name", "postcode"),
        ],
        probability_two_random_records_match=1e-6,
        retain_matching_columns=False,
    )
    return _clusters(Linker(frames, settings, log_level=None), "id")


EXAMPLES: dict[str, dict[str, Callable[[Path], dict[str, str]]]] = {
    "fake_1000": {
        "Splink's tutorial (blocks on 2 rules)": _fake_1000([block_on("first_name", "city"), block_on("surname")]),
        "Splink's accuracy example (4 rules)": _fake_1000(
            [block_on(one) for one in ("first_name", "surname", "dob", "email")]
        ),
    },
    "febrl_1": {"Splink's Febrl example (5 rules)": _febrl},
    "febrl_2": {"Splink's Febrl example (5 rules)": _febrl},
}
