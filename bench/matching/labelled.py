"""The labelled sets, kept beside the repository, and how well clusters agree with their labels.

Labels are read here and only after a linkage has written its clusters: the maps do not name them, and their
thresholds stand in the maps.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
_SHARED = Path(os.environ.get("FRONTDOOR_SHARED") or HERE.parents[2] / "shared")
_FILES = {"fake_1000": "fake_1000.csv", "febrl_1": "dataset1.csv", "febrl_2": "dataset2.csv"}
MAPS = {
    "fake_1000": HERE / "fake_1000.toml",
    "febrl_1": HERE / "febrl.toml",
    "febrl_2": HERE / "febrl.toml",
}


def register(name: str) -> Path:
    """The file of a labelled set."""
    path = _SHARED / "data" / "linkage" / _FILES[name]
    if not path.is_file():
        raise SystemExit(f"The labelled set {path.name} is not beside the repository (set FRONTDOOR_SHARED).")
    return path


def truth(name: str) -> dict[str, str]:
    """record_id: who it is."""
    with register(name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, skipinitialspace=True))
    if name == "fake_1000":
        return {row["unique_id"]: row["cluster"] for row in rows}
    return {row["rec_id"]: row["rec_id"].split("-")[1] for row in rows}


def found(clusters: Path) -> dict[str, str]:
    """record_id: cluster_id, as a linkage wrote them."""
    with clusters.open(encoding="utf-8", newline="") as file:
        return {row["record_id"]: row["cluster_id"] for row in csv.DictReader(file)}


def quality(clusters: Mapping[str, str], labels: Mapping[str, str]) -> tuple[float, float, float]:
    """F1, precision and recall over pairs of rows in one cluster."""
    both = _pairs(Counter((clusters[row], labels[row]) for row in labels).values())
    precision = both / max(1, _pairs(Counter(clusters[row] for row in labels).values()))
    recall = both / max(1, _pairs(Counter(labels.values()).values()))
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
