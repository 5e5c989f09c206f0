"""One arriving person against 100,000 and 1,000,000: speed, the right child, twins, recall by origin; beside pg_trgm
and Splink.

    python -m bench one_person                          both sizes; quality at the larger
    python -m bench one_person 20000 --quick            a look at one size
    python -m bench one_person --keep DIR               leaves the loaded databases there for the next run
    python -m bench one_person --keep DIR --only speed  one of: load, speed, typing, links, origins

Splink answers one arriving child after another as its documentation shows, trained unsupervised; in bulk it is measured
in bench/matching/bulk.py.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.ground import database
from bench.matching.measuring import FIGURES, Sizes, measure


def main() -> None:
    """Measure each size in a database of its own."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("people", nargs="*", type=int, default=[100_000, 1_000_000])
    wanted.add_argument("--quick", action="store_true", help="a tenth of the queries")
    wanted.add_argument("--without-rivals", action="store_true", help="without pg_trgm and Splink beside it")
    wanted.add_argument("--keep", type=Path, help="a directory in which the loaded databases stay")
    wanted.add_argument("--only", choices=FIGURES, action="append", help="these figures alone")
    said = wanted.parse_args()
    sizes = Sizes.quick() if said.quick else Sizes()
    speeds = {}
    for people in said.people:
        figures = said.only or (FIGURES if people == max(said.people) else ("load", "speed", "typing"))
        kept = said.keep / str(people) if said.keep else None
        # Django takes its database once a process: each size has a process of its own.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            speeds[people] = apart.submit(_measured, people, sizes, not said.without_rivals, figures, kept).result()
    if len(speeds) == 2 and all(speeds.values()):
        small, large = (speeds[people] for people in sorted(speeds))
        print(f"p95 at the larger against the smaller: {large / small:.2f} times (goal 1.5)")


def _measured(people: int, sizes: Sizes, rivals: bool, figures: Sequence[str], kept: Path | None) -> float:
    with database(kept):
        return measure(people, sizes, rivals=rivals, figures=figures)


if __name__ == "__main__":
    main()
