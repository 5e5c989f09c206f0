"""`frontdoor city`: a fictional city and its history, in the database at hand."""

from __future__ import annotations

import argparse
import time

from frontdoor.project.at_hand import django_at_hand

HELP = "Make a fictional city and its history, by the same verbs as a real year."


def configure(parser: argparse.ArgumentParser) -> None:
    """How long, how large, and from which seed."""
    parser.add_argument("--years", type=float, default=1.0, help="years of history (default 1)")
    parser.add_argument("--size", type=float, default=1.0, help="1 is Peterborough: 54,000 children (default 1)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same rows (default 1)")


def run(arguments: argparse.Namespace) -> int:
    """Make both authorities; say what each came to, and how long it took."""
    with django_at_hand():
        from django.conf import settings

        if settings.PRODUCTION:
            print("Invented people do not belong into a production database. Nothing was made.")
            return 2
        from frontdoor.access.doors import now
        from frontdoor.simulation.city import make_both

        began = time.monotonic()
        make_both(ends_at=now(), years=arguments.years, size=arguments.size, seed=arguments.seed)
        print(f"{time.monotonic() - began:.0f} seconds")
    return 0
