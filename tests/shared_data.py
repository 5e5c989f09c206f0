"""Finds the reference data kept beside the repository: files that we did not write and do not ship."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared"


def shared_directory() -> Path | None:
    """FRONTDOOR_SHARED, or the directory ``shared`` beside the checkout; None where there is neither."""
    named = os.environ.get("FRONTDOOR_SHARED")
    directory = Path(named) if named else _BESIDE
    return directory if (directory / "data").is_dir() else None


def shared(name: str) -> Path:
    """The path of one reference file, as ``data/policy/clocks.json``.

    Where it is absent the test is skipped and says so; under CI=true that is a failure, since a check that did
    not run must not look like one that passed.
    """
    directory = shared_directory()
    found = directory / name if directory else None
    if found is not None and found.exists():
        return found
    missing = f"The reference data {name} is not beside the repository (set FRONTDOOR_SHARED to where it is)."
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)
