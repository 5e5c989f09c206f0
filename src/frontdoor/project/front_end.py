"""Where static files are found: each screen's own, and GOV.UK Frontend's, cut to what may be served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from frontdoor.screens.look.assets import prepare

NAME = "govuk"


class FrontEndFinder(BaseFinder):
    """Makes the front-end files ready from node_modules and offers them under `govuk/`."""

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing is known to be wrong before the files are asked for."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The place of one file, or nothing."""
        folder, _, name = path.partition("/")
        wanted = [str(file) for file in self._files() if folder == NAME and file.name == name] if folder == NAME else []
        if find_all:
            return wanted
        return wanted[0] if wanted else None

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every file with the storage that holds it."""
        files = self._files()
        storage = FileSystemStorage(location=str(self._target()))
        storage.prefix = NAME  # type: ignore[attr-defined]
        for file in files:
            yield file.name, storage

    def _files(self) -> tuple[Path, ...]:
        return prepare(node_modules=settings.ROOT / "node_modules", target=self._target())

    def _target(self) -> Path:
        return Path(settings.DATA) / "front-end" / NAME
