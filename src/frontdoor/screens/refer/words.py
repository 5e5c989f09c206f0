"""The words of the form, read from files: the product's own, those of the form somebody walks, the partnership's.

A later file says some of it otherwise; whatever it leaves out stands as before. Files are read once a process.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path as File
from typing import Any

from frontdoor.rules.concern import WORRIES
from frontdoor.rules.partnership import Partnership, all_partnerships, folder
from frontdoor.screens.refer.answers import Path
from frontdoor.screens.refer.questions import Field, Page

_OWN = File(__file__).parent / "wording"
_BRACES = re.compile(r"\{(\w+)\}")
_YES_NO = frozenset({"yes", "no", "not_known", "not_asked"})


class UnableToWord(LookupError):
    """Words are missing from the files; the sentence names which."""


@dataclass(frozen=True)
class Wording:
    """The words of one form in one partnership, with what stands in braces filled in."""

    words: Mapping[str, Any]
    fills: Mapping[str, str]

    def word(self, *path: str) -> str:
        """The word at this place. Raises `UnableToWord` where no file has it."""
        found = self._at(path)
        if not isinstance(found, str):
            raise UnableToWord(f"The wording files of the form have no text at {'.'.join(path)}.")
        return self._filled(found)

    def maybe(self, *path: str) -> str:
        """The word at this place, or nothing: for hints and other words that a page can do without."""
        found = self._at(path)
        return self._filled(found) if isinstance(found, str) else ""

    def paragraphs(self, *path: str) -> tuple[str, ...]:
        found = self._at(path)
        return tuple(self._filled(text) for text in found) if isinstance(found, list) else ()

    def filling(self, **fills: str) -> Wording:
        return Wording(self.words, {**self.fills, **fills})

    def label(self, page: Page, field: Field) -> str:
        """What a question asks. A page with one question asks it in its title."""
        return self.maybe("pages", page.key, "fields", field.name, "label") or self.word("pages", page.key, "title")

    def choice(self, page: Page, field: Field, code: str) -> str:
        """An answer in words: the question's own, or the usual words for yes, no, not known and not asked."""
        own = self.maybe("pages", page.key, "choices", field.name, code)
        if own or code not in _YES_NO:
            return own or self.word("choices", field.name, code)
        return self.word("choices", "yes_no", code)

    def _at(self, path: tuple[str, ...]) -> Any:
        found: Any = self.words
        for part in path:
            found = found.get(part) if isinstance(found, Mapping) else None
        return found

    def _filled(self, text: str) -> str:
        return _BRACES.sub(lambda found: self.fills.get(found.group(1), found.group()), text)


def forms_by_slug() -> Mapping[str, Partnership]:
    """The partnerships that have a form, by the word that stands for them in web addresses."""
    found = {known.slug: known for known in all_partnerships().values()}
    return {slug: known for slug, known in found.items() if _local_file(slug).exists()}


def districts_of(slug: str) -> tuple[str, ...]:
    """The ONS codes of the districts that make up this authority."""
    return tuple(_read(_local_file(slug))["boundary"]["districts"])


def wording_for(partnership: Partnership, path: Path) -> Wording:
    """The words of this form in this partnership."""
    return _wording(_local_file(partnership.slug), partnership, path)


@cache
def _wording(local_file: File, partnership: Partnership, path: Path) -> Wording:
    local = _read(local_file)
    words = _over(_read(_OWN / "form.toml"), _own_words(path))
    words = _over(_over(words, local), local.get(path.value, {}))
    levels = {str(level.number): f"{level.name}: {level.words}" for level in partnership.levels}
    words = _over(words, {"choices": {"worries": dict(WORRIES), "level_asked": levels}})
    fills = {
        "authority": partnership.name,
        "council": partnership.council,
        "telephone": partnership.telephone,
        "out_of_hours": partnership.out_of_hours,
    }
    return Wording(words, fills)


def _local_file(slug: str) -> File:
    return folder() / slug / "wording" / "refer.toml"


def _own_words(path: Path) -> dict[str, Any]:
    file = _OWN / f"{path.value}.toml"
    return _read(file) if file.exists() else {}


def _read(file: File) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for name, said in above.items():
        under = merged.get(name)
        merged[name] = _over(under, said) if isinstance(under, Mapping) and isinstance(said, Mapping) else said
    return merged
