"""What became of a file: said in words to whoever ran the feed, and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Said:
    """Something about one line of the file."""

    line: int
    words: str


@dataclass
class Report:
    """Counts and lines. `refused` rows were not loaded; what is `asked` was loaded and needs a person's answer."""

    file: str
    counts: dict[str, int] = field(default_factory=dict)
    refused: list[Said] = field(default_factory=list)
    asked: list[Said] = field(default_factory=list)
    repeated: list[Said] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def count(self, what: str, number: int = 1) -> None:
        """Count something."""
        self.counts[what] = self.counts.get(what, 0) + number

    def data(self) -> dict[str, Any]:
        """All of it, for `--format json`."""
        return asdict(self)

    def words(self) -> Iterator[str]:
        """All of it, line by line."""
        yield f"{self.file}: " + ", ".join(f"{number} {what}" for what, number in self.counts.items())
        yield from self.notes
        for title, lines in (
            ("Not loaded", self.refused),
            ("Loaded, and asked about", self.asked),
            ("Repeated, and left out", self.repeated),
        ):
            if lines:
                yield f"{title} ({len(lines)}):"
            for said in sorted(lines, key=lambda one: one.line):
                yield f"  line {said.line}: {said.words}"
