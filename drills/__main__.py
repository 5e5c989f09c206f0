"""`make drills`: break it on purpose and print what was lost. `python -m drills --short` is the form for CI.

F1  kill -9 the web worker under 8 machines that send      20 kills, short 20
F2  kill -9 PostgreSQL under the same load                 10 kills, short 3
F8  two people decide about one child at once              1,000 races, short 1,000
S5  sign-in and public form, known against unknown         400 pairs each, short 60

They have a database server and a web server of their own; only these are killed. Passed means: nothing acknowledged is
lost, nothing is doubled, nothing is half written, nothing is silently overwritten, and time tells nothing. Times are
printed beside their goal; they fail F1 and F2 only at twice the goal, to which the longest gap between two answers
before the first kill is added: on a machine that is busy with something else every answer takes that long.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from drills.ground import Ground, ground

if TYPE_CHECKING:
    from drills.killing import Killed

GOALS = {"F1": 2.0, "F2": 10.0, "F8": 40.0}


def main() -> int:
    """Run the drills that were asked for; exit status 1 if one has not passed."""
    parser = argparse.ArgumentParser(prog="python -m drills", description=__doc__.partition("\n")[0])
    parser.add_argument("drills", nargs="*", metavar="DRILL", help="F1, F2, F8, S5 (default all)")
    parser.add_argument("--short", action="store_true", help="the form that CI runs")
    parser.add_argument("--seed", type=int, default=26, help="of the moments of the kills (default 26)")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    arguments = parser.parse_args()
    wanted = [name.upper() for name in arguments.drills] or [*DRILLS]
    unknown = [name for name in wanted if name not in DRILLS]
    if unknown:
        parser.error(f"there is no drill {', '.join(unknown)}")
    told: dict[str, dict[str, Any]] = {}
    with ground() as found:
        for name in wanted:
            told[name] = DRILLS[name](found, arguments)
            if arguments.format == "text":
                _print(name, told[name])
    if arguments.format == "json":
        print(json.dumps(told, indent=2))
    return 0 if all(one["passed"] for one in told.values()) else 1


def _print(name: str, told: dict[str, Any]) -> None:
    print(f"{name}: {'passed' if told['passed'] else 'FAILED'}")
    for figure, value in told.items():
        print(f"  {figure.replace('_', ' ')}: {value}", flush=True)


def _workers(found: Ground, arguments: argparse.Namespace) -> dict[str, Any]:
    from drills.killing import kill_workers

    return _killed("F1", kill_workers(found, kills=20, seed=arguments.seed))


def _database(found: Ground, arguments: argparse.Namespace) -> dict[str, Any]:
    from drills.killing import kill_database

    killed = kill_database(found, kills=3 if arguments.short else 10, seed=arguments.seed)
    told = _killed("F2", killed)
    told["database_starts_in_seconds"] = round(killed.slowest_start_seconds, 2)
    told["workers_replaced"] = killed.workers_replaced
    told["passed"] = told["passed"] and not killed.workers_replaced
    return told


def _killed(name: str, killed: Killed) -> dict[str, Any]:
    goal = GOALS[name]
    return {
        "passed": killed.counted.sound
        and killed.slowest_answer_seconds <= 2 * (goal + killed.longest_gap_before_seconds),
        "kills": killed.kills,
        **killed.counted.data(),
        "longest_gap_before_seconds": round(killed.longest_gap_before_seconds, 2),
        "slowest_next_answer_seconds": round(killed.slowest_answer_seconds, 2),
        "goal_seconds": goal,
    }


def _races(found: Ground, arguments: argparse.Namespace) -> dict[str, Any]:
    from drills.deciding import race

    raced = race(1000)
    return {
        "passed": raced.sound,
        **raced.data(),
        "goal_seconds": GOALS["F8"],
    }


def _time_tells(found: Ground, arguments: argparse.Namespace) -> dict[str, Any]:
    from drills.timing import public_form, sign_in

    pairs = 60 if arguments.short else 400
    by_place = {"sign_in": sign_in(pairs=pairs, seed=arguments.seed)}
    by_place["public_form"] = public_form(pairs=pairs, seed=arguments.seed)
    told: dict[str, Any] = {"passed": all(one.sound for one in by_place.values()), "pairs": pairs}
    for place, one in by_place.items():
        told[f"{place}_median_ms"] = one.median_ms
        told[f"{place}_known_slower_by_ms"] = one.median_difference_ms
        told[f"{place}_p"] = one.p
    return told


DRILLS: dict[str, Callable[[Ground, argparse.Namespace], dict[str, Any]]] = {
    "F1": _workers,
    "F2": _database,
    "F8": _races,
    "S5": _time_tells,
}

if __name__ == "__main__":
    sys.exit(main())
