"""The lines of a file as text, whatever it was written in, without holding the file in memory.

UTF-8 with or without its mark, UTF-16 with its mark, and ISO-8859-1 as Windows writes it (code page 1252). The choice
between UTF-8 and ISO-8859-1 is made line by line: one wrong byte in a file of 50,000 rows spoils one letter, not every
name with an accent.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from frontdoor.rules.notifications import clean

#: What Windows writes where ISO-8859-1 has signs that nobody can see.
_WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") or None for byte in range(0x80, 0xA0)}
_WINDOWS_LETTERS = {byte: letter for byte, letter in _WINDOWS.items() if letter is not None}
_UTF16_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
#: The longest line: a narrative of 20,000 letters ten times over. What is longer is cut into lines of this length.
LONGEST = 10_000_000


@dataclass
class Lines:
    """A file's lines, read once from the start by each loop over it; `other` counts lines that were not UTF-8."""

    path: Path
    other: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[str]:
        self.other = 0
        with self.path.open("rb") as file:
            codec = _UTF16_MARKS.get(file.read(2))
            file.seek(0)
            yield from self._utf16(file, codec) if codec else self._bytes(file)

    def _utf16(self, file: BinaryIO, codec: str) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(codec)(errors="replace")
        file.seek(2)
        rest = ""
        while block := file.read(65536):
            *whole, rest = (rest + decoder.decode(block)).split("\n")
            yield from (clean(f"{line}\n") for line in whole)
        rest += decoder.decode(b"", final=True)
        if rest:
            yield clean(rest)

    def _bytes(self, file: BinaryIO) -> Iterator[str]:
        if file.read(3) != codecs.BOM_UTF8:
            file.seek(0)
        for line in _ended_by_any(file):
            try:
                yield clean(line.decode("utf-8"))
            except UnicodeDecodeError:
                self.other += 1
                yield clean(line.decode("iso-8859-1").translate(_WINDOWS_LETTERS))


def _ended_by_any(file: BinaryIO) -> Iterator[bytes]:
    """Lines that end as Unix, Windows or, in a file without a single line feed at its start, old Macs end them."""
    start = file.tell()
    begins = file.read(65536)
    file.seek(start)
    if b"\r" in begins and b"\n" not in begins:
        rest = b""
        while block := file.read(65536):
            *whole, rest = (rest + block).split(b"\r")
            yield from (line + b"\n" for line in whole)
        if rest:
            yield rest
        return
    while line := file.readline(LONGEST):
        yield line
