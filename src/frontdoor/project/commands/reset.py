"""`frontdoor reset`: throw a demonstration's data away."""

import argparse
import shutil
import sys

from frontdoor.project.commands.run import MARKER, only_copy
from frontdoor.project.database import is_embedded
from frontdoor.project.embedded_server import Running, stop
from frontdoor.project.places import places
from frontdoor.project.refusal import Refusal

HELP = "Throw this machine's demonstration data away, so that the next `frontdoor run` starts afresh."

# Files that tests keep between sessions have nothing to do with the demonstration.
SPARED = frozenset({"tests"})


def configure(parser: argparse.ArgumentParser) -> None:
    """Whether to ask first."""
    parser.add_argument("--yes", action="store_true", help="do not ask first")


def run(arguments: argparse.Namespace) -> int:
    """Stop a server left over from a killed run, and delete what the demonstration has written."""
    if not is_embedded():
        raise Refusal("DATABASE_URL names a server of its own; reset only deletes the demonstration on this machine.")
    found = places()
    if not found.data.exists():
        print(f"Nothing to do: there is no {found.data}.")
        return 0
    if not (found.data / MARKER).exists():
        raise Refusal(f"{found.data} was not made by `frontdoor run`, so nothing in it is deleted.")
    if not arguments.yes and not _agreed(str(found.data)):
        raise Refusal("Nothing was deleted.")
    with only_copy(found.data):
        stop(Running(found))
        if found.elsewhere:
            shutil.rmtree(found.server, ignore_errors=True)
        shutil.rmtree(found.sockets, ignore_errors=True)
        for entry in found.data.iterdir():
            if entry.name in SPARED:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
    print(f"Deleted the demonstration's data in {found.data}. The next `make run` starts afresh.")
    return 0


def _agreed(where: str) -> bool:
    if not sys.stdin.isatty():
        raise Refusal("Say --yes to delete without being asked.")
    return input(f"Delete everything in {where}? Type yes: ").strip().lower() == "yes"
