"""`frontdoor docs`: print the reference pages from the code."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "Print docs/reference from the code; --check only says which pages are not current."


def configure(parser: argparse.ArgumentParser) -> None:
    """Print, or only check."""
    parser.add_argument("--check", action="store_true", help="change nothing; exit status 1 if a page is not current")


def run(arguments: argparse.Namespace) -> int:
    """Say which pages were written, or which would be."""
    from frontdoor.project import reference_pages

    root = Path(__file__).resolve().parents[4]
    if arguments.check:
        stale = reference_pages.differing(root)
        for name in stale:
            print(f"{reference_pages.FOLDER / name} is not what the code says: run `make docs`.")
        return 1 if stale else 0
    for name in reference_pages.write(root):
        print(f"{reference_pages.FOLDER / name} written")
    return 0
