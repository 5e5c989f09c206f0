"""Where static files are found: GOV.UK Frontend's, cut to what may be served, and the screens' own, put together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from frontdoor.screens.look import assets, bundles

GOVUK, STAFF = "govuk", "staff"


class FrontEndFinder(BaseFinder):
    """Makes the front-end files ready: from node_modules under `govuk/`, from the screens' own under `staff/`."""

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing is known to be wrong before the files are asked for."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The place of one file, or nothing."""
        folder, _, name = path.partition("/")
        wanted = [str(file) for file in _files(folder) if file.name == name]
        if find_all:
            return wanted
        return wanted[0] if wanted else None

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every file with the storage that holds it."""
        for folder in (GOVUK, STAFF):
            storage = FileSystemStorage(location=str(_target(folder)))
            storage.prefix = folder  # type: ignore[attr-defined]
            for file in _files(folder):
                yield file.name, storage


def _files(folder: str) -> tuple[Path, ...]:
    if folder not in {GOVUK, STAFF}:
        return ()
    govuk = assets.prepare(node_modules=settings.ROOT / "node_modules", target=_target(GOVUK))
    if folder == GOVUK:
        return govuk
    return bundles.prepare(screens=settings.SCREENS, govuk=_target(GOVUK) / assets.STYLE, target=_target(STAFF))


def _target(folder: str) -> Path:
    return Path(settings.DATA) / "front-end" / folder
