"""The objects of a JSON file, one by one, without holding the file in memory: a list, or one object after another."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frontdoor.rules.notifications import clean

#: An object longer than this (letters) is not a notification.
LONGEST = 5_000_000
_BLOCK = 65536
_SIGNS = re.compile(r'\\.|["{}\n]', re.DOTALL)
_WRAPPED = re.compile(r'\s*\{\s*"(?:notifications|people)"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,\[\]}]*")


@dataclass(frozen=True)
class Found:
    """One object of the file: the line it begins in, and why it cannot be read (then there is no value)."""

    line: int
    value: dict[str, Any]
    wrong: str = ""


def objects(path: Path) -> Iterator[Found]:
    """Every object of the file. After one that is broken, reading goes on at the next line."""
    scanner = _Scanner()
    first = True
    for block in _blocks(path):
        if first:
            wrapped = _WRAPPED.match(block)
            scanner.line += block[: wrapped.end()].count("\n") if wrapped else 0
            block, first = block[wrapped.end() :] if wrapped else block, False
        yield from scanner.feed(block)
    yield from scanner.end()


def _blocks(path: Path) -> Iterator[str]:
    """The file's text. What is not UTF-8 throughout is ISO-8859-1, unless a mark says that it is UTF-16."""
    codec = _codec(path)
    decoder = codecs.getincrementaldecoder(codec)(errors="replace")
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield clean(decoder.decode(block))
    yield clean(decoder.decode(b"", final=True))


def _codec(path: Path) -> str:
    with path.open("rb") as file:
        begins = file.read(2)
        if begins in (codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE):
            return "utf-16"
        decoder = codecs.getincrementaldecoder("utf-8")()
        file.seek(0)
        try:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


@dataclass
class _Scanner:
    """Where we are in the file: inside which object, how deep, inside a string or not."""

    line: int = 1
    begun: int = 0
    depth: int = 0
    in_string: bool = False
    held: list[str] = field(default_factory=list)
    size: int = 0
    carried: str = ""

    def feed(self, block: str) -> Iterator[Found]:
        """Read a further block of text; yields the objects that end in it."""
        block = self.carried + block
        # A backslash at the end of a block belongs to the letter that the next one begins with.
        whole = block.rstrip("\\")
        self.carried, block = block[len(whole) :], whole
        place = 0
        for sign in _SIGNS.finditer(block):
            found, taken = self._sign(sign[0], block[place : sign.end()])
            if taken:
                place = sign.end()
            if found is not None:
                yield found
        self._hold(block[place:])
        if self.size > LONGEST:
            yield self._give_up("it is too long for a notification, or never ends.")

    def _hold(self, text: str) -> None:
        if self.depth or text.strip():
            self.held.append(text)
            self.size += len(text)

    def _sign(self, sign: str, text: str) -> tuple[Found | None, bool]:
        """One sign that matters; whether the text up to it has been taken."""
        if sign == "\n":
            return self._newline(text), True
        if sign == '"':
            self.in_string = not self.in_string and self.depth > 0
        elif self.in_string or sign not in "{}":
            return None, False
        elif sign == "{":
            self._open(text)
            return None, True
        elif self.depth:
            return self._close(text), True
        return None, False

    def _newline(self, text: str) -> Found | None:
        """Inside an object a line may end, but not inside a text; outside nothing may stand but what is between."""
        self._hold(text)
        found = None
        if self.in_string:
            found = self._give_up("a text in it is not closed.")
        elif not self.depth:
            found = None if _only_between(self.held) else self._give_up("it is no object.")
            self.held, self.size = [], 0
        self.line += 1
        return found

    def _open(self, text: str) -> None:
        if not self.depth:
            self.begun, self.held, self.size = self.line, [], 0
            text = "{"
        self.depth += 1
        self._hold(text)

    def _close(self, text: str) -> Found | None:
        self._hold(text)
        self.depth -= 1
        if self.depth:
            return None
        whole, self.held, self.size = "".join(self.held), [], 0
        try:
            return Found(self.begun, json.loads(whole))
        except json.JSONDecodeError as wrong:
            return Found(self.begun, {}, f"it is no JSON: {wrong.msg}, in line {self.begun + wrong.lineno - 1}.")
        except RecursionError:
            return Found(self.begun, {}, "it is nested too deep for a notification.")

    def _give_up(self, wrong: str) -> Found:
        begun = self.begun if self.depth else self.line
        self.held, self.size, self.depth, self.in_string = [], 0, 0, False
        return Found(begun, {}, wrong)

    def end(self) -> Iterator[Found]:
        """What is left at the end of the file."""
        if self.depth:
            yield self._give_up("the file ends in the middle of it.")
        elif not _only_between(self.held):
            yield self._give_up("it is no object.")


def _only_between(held: list[str]) -> bool:
    return _BETWEEN.fullmatch("".join(held)) is not None
