"""`frontdoor ledger`: is the history whole, and do clocks and stages follow from it?"""

from __future__ import annotations

import argparse
import dataclasses
import json

from frontdoor.project.django_ready import set_up_django

HELP = "Verify that history is whole, and that clocks and stages follow from it."


def configure(parser: argparse.ArgumentParser) -> None:
    """What to look at, and of which authority."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, words in (
        ("verify", "read the chain of seals; name the first broken position, count what is not sealed yet"),
        ("compare", "replay every journey and compare with the clocks and stages as stored"),
        ("rebuild", "replay every journey and store its clocks and stage afresh"),
        ("seal", "seal what waits, now"),
    ):
        action = actions.add_parser(name, help=words, description=words.capitalize() + ".")
        action.add_argument("--authority", help="a DfE code such as 874; all partnerships when left out")
        action.add_argument("--format", choices=("text", "json"), default="text")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 0 when all is well, 1 when something is not."""
    set_up_django()
    from frontdoor.ledger import rebuilding, sealing
    from frontdoor.rules.partnership import all_partnerships

    authorities = [arguments.authority] if arguments.authority else list(all_partnerships())
    results = []
    for authority in authorities:
        if arguments.action == "verify":
            results.append(dataclasses.asdict(sealing.verify(authority)))
        elif arguments.action == "seal":
            results.append({"authority": authority, "sealed": sealing.seal(authority)})
        else:
            checked = rebuilding.compare(authority, mend=arguments.action == "rebuild")
            results.append(dataclasses.asdict(checked))
    if arguments.format == "json":
        print(json.dumps(results, default=str))
    else:
        for result in results:
            print("  ".join(f"{name.replace('_', ' ')}: {value}" for name, value in result.items()))
    wrong = any(result.get("because") or result.get("differing") for result in results)
    return 1 if wrong and arguments.action != "rebuild" else 0
