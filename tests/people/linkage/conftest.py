"""A place with a map and weights, and the command run in it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontdoor.project.command_line import main
from tests.people.linkage.registers import MAP, WEIGHTS

GIVEN = ("--weights", "weights.toml")


@dataclass(frozen=True)
class Place:
    """A directory in which registers are linked."""

    path: Path

    def link(self, *inputs: str, more: tuple[str, ...] = GIVEN) -> int:
        """The command's exit status; names of files are inside the place."""
        more = tuple(str(self.path / one) if one.endswith((".toml", ".csv")) else one for one in more)
        files = [str(self.path / one) for one in inputs]
        standing = ["--map", str(self.path / "map.toml"), "--output", str(self.path / "clusters.csv")]
        return main(["people", "link", *files, *standing, *more])

    def clusters(self) -> dict[str, str]:
        """record_id: cluster_id."""
        return {row["record_id"]: row["cluster_id"] for row in self.table("clusters.csv")}

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of a file of CSV."""
        with (self.path / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "map.toml").write_text(MAP, "utf-8")
    (tmp_path / "weights.toml").write_text(WEIGHTS, "utf-8")
    return Place(tmp_path)
