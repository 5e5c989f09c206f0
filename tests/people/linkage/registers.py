"""Small registers, the map that reads them, and weights set by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

HEADER = ("id", "forename", "surname", "dob", "postcode")

MAP = """
record_id = "id"
[columns]
given_name = { from = "forename", kind = "name" }
family_name = { from = "surname", kind = "name" }
born = { from = "dob", kind = "date" }
postcode = { from = "postcode", kind = "postcode" }
[[comparisons]]
of = "given_name"
other = "family_name"
rungs = ["same", "one_letter", "swapped"]
[[comparisons]]
of = "family_name"
other = "given_name"
rungs = ["same", "one_letter", "swapped"]
[[comparisons]]
of = "born"
rungs = ["same", "day_month", "two_parts"]
[[comparisons]]
of = "postcode"
rungs = ["same", "same_sector"]
[blocking]
passes = [["family_name", "born.year"], ["born"], ["given_name = family_name", "born.year"], ["given_name"]]
[training]
certain = [["given_name", "family_name", "born"]]
recall = 0.6
passes = [["given_name", "family_name"], ["born"], ["postcode"]]
[thresholds]
apart_if_different = ["given_name"]
"""

WEIGHTS = """
prior = 0.001
[[weight]]
comparison = "given_name"
rungs = [
  { rung = "same", m = 0.8, u = 0.01 }, { rung = "one_letter", m = 0.1, u = 0.002 },
  { rung = "swapped", m = 0.02, u = 0.0005 }, { rung = "different", m = 0.005, u = 0.9 },
]
[[weight]]
comparison = "family_name"
rungs = [
  { rung = "same", m = 0.8, u = 0.01 }, { rung = "one_letter", m = 0.1, u = 0.002 },
  { rung = "swapped", m = 0.02, u = 0.0005 }, { rung = "different", m = 0.08, u = 0.9 },
]
[[weight]]
comparison = "born"
rungs = [
  { rung = "same", m = 0.9, u = 0.0002 }, { rung = "day_month", m = 0.02, u = 0.0001 },
  { rung = "two_parts", m = 0.05, u = 0.005 }, { rung = "different", m = 0.001, u = 0.99 },
]
[[weight]]
comparison = "postcode"
rungs = [
  { rung = "same", m = 0.6, u = 0.001 }, { rung = "same_sector", m = 0.1, u = 0.02 },
  { rung = "different", m = 0.3, u = 0.97 },
]
"""


def rows(given: Iterable[Sequence[str]]) -> str:
    """CSV of the first five values of each row, under the header."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows(row[: len(HEADER)] for row in given)
    return out.getvalue()


def write(path: Path, text: str) -> None:
    """As it stands, without translating line ends."""
    path.write_bytes(text.encode("utf-8"))


_GIVEN = ("Anna", "Piotr", "Maria", "Jan", "Ewa", "Adam", "Lena", "Olga", "Marek", "Zofia", "Igor", "Nina")
_FAMILY = ("Nowak", "Kowal", "Wilk", "Lis", "Sowa", "Kruk", "Zając", "Baran", "Szpak", "Gil", "Czyż")


def twice() -> list[tuple[str, ...]]:
    """120 children, each on two rows; every fourth second row has a letter more, every fifth another postcode."""
    found_rows = []
    for n in range(120):
        given, family = _GIVEN[n % 12], _FAMILY[n % 11] + "ski" * (n % 3)
        born, postcode = f"20{10 + n % 9}-{1 + n % 12:02d}-{1 + n * 7 % 28:02d}", f"PE{1 + n % 7} {n % 9}AB"
        found_rows.append((f"a{n:03d}", given, family, born, postcode))
        again = (given + "a" * (n % 4 == 0), family, born, "CB1 1AA" if n % 5 == 0 else postcode)
        found_rows.append((f"b{n:03d}", *again))
    return found_rows
