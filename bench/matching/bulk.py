"""Linking in bulk, beside Splink as its own examples set it up: agreement with labels, and a million against 100,000.

python -m bench.matching.bulk             the labelled sets, then the large registers
python -m bench.matching.bulk --labelled  the labelled sets alone; --large, the others
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.matching.labelled import HERE, MAPS, found, quality, register, truth

LABELLED = ("fake_1000", "febrl_1", "febrl_2")
GOALS = {"fake_1000": 0.93, "febrl_1": 0.996, "febrl_2": 0.996}
LARGE, SMALL = 1_000_000, 100_000


@dataclass(frozen=True)
class Run:
    """A command that ended: seconds of the clock and of both cores, and the most memory it held, in MB."""

    seconds: float
    cpu: float
    megabytes: float


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--labelled", action="store_true", help="the labelled sets alone")
    asked.add_argument("--large", action="store_true", help="the large registers alone")
    asked.add_argument("--rounds", type=int, default=2, help="how often the large registers are linked (default 2)")
    said = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="frontdoor-bulk-") as place:
        if not said.large:
            print("pairs of rows in one cluster, against the labels (unsupervised; thresholds stand in the maps)")
            for name in LABELLED:
                _labelled(name, Path(place))
        if not said.labelled:
            _large(Path(place), said.rounds)


def linked(arguments: list[str], place: Path) -> Run:
    """Run `frontdoor people link` as its own process, as a person would."""
    began = time.perf_counter()
    asked = [sys.executable, "-m", "frontdoor", "people", "link", *arguments, "--quiet"]
    asked += ["--output", str(place / "clusters.csv")]
    process = subprocess.Popen(asked)  # noqa: S603 - our own
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit("The linkage failed.")
    return Run(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _labelled(name: str, place: Path) -> None:
    run = linked([str(register(name)), "--map", str(MAPS[name])], place)
    clusters = found(place / "clusters.csv")
    rows: list[tuple[str, dict[str, str], float]] = [("ours", clusters, run.seconds)]
    from bench.matching import splink_examples

    for title, example in splink_examples.EXAMPLES[name].items():
        rows.append((title, *_timed(example, register(name))))
    # Labels are read here, when every answer stands.
    labels = truth(name)
    print(f"{name} ({len(labels):,} rows), goal F1 {GOALS[name]}")
    for title, answer, seconds in rows:
        f1, precision, recall = quality(answer, labels)
        print(f"  {title:42} F1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}  {seconds:6.1f} s", flush=True)


def _timed(example: Callable[[Path], dict[str, str]], path: Path) -> tuple[dict[str, str], float]:
    began = time.perf_counter()
    answer = example(path)
    return answer, time.perf_counter() - began


def _large(place: Path, rounds: int) -> None:
    from bench.matching import splink_examples
    from bench.matching.invented import make

    large, small = make(place, large=LARGE, small=SMALL)
    given = ["--map", str(HERE / "children.toml"), "--weights", str(HERE / "children_weights.toml")]
    print(f"{LARGE:,} against {SMALL:,}, weights given, files to clusters, in turn with Splink's own")
    for _ in range(rounds):
        run = linked([str(large), str(small), *given], place)
        _tell("ours", run, found(place / "clusters.csv"))
        began, cpu = time.perf_counter(), time.process_time()
        answer = splink_examples.two_registers(large, small)
        theirs = Run(time.perf_counter() - began, time.process_time() - cpu, 0)
        _tell("Splink untrained, 3 blocking rules", theirs, answer)


def _tell(title: str, run: Run, answer: dict[str, str]) -> None:
    labels = {row: row[1:] for row in answer}
    f1, precision, recall = quality(answer, labels)
    memory = f"{run.megabytes:6,.0f} MB" if run.megabytes else "        –"
    print(
        f"  {title:34} {run.seconds:6.1f} s (goal 30)  {run.cpu:6.1f} CPU s  {memory} (goal 4,096)"
        f"  F1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
