"""`make bench`: run the benchmarks, each in a process and on a database of its own, and print what they came to.

`python -m bench NAME` runs one, `python -m bench --list` says what there is. What stands after the name goes to it.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
#: Whatever in this folder has a `main` is a benchmark.
PROGRAMS = tuple(
    sorted(
        file.stem
        for file in HERE.glob("[a-z]*.py")
        if any(
            isinstance(part, ast.FunctionDef) and part.name == "main"
            for part in ast.parse(file.read_text(encoding="utf-8")).body
        )
    )
)


def main() -> int:
    """Run what was asked for; exit status 1 if one of them broke. A slow figure is a figure and breaks nothing."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("name", nargs="?", choices=PROGRAMS, metavar="NAME", help="one of " + ", ".join(PROGRAMS))
    parser.add_argument("given", nargs=argparse.REMAINDER, help="options of that benchmark")
    parser.add_argument("--list", action="store_true", help="say what there is")
    arguments = parser.parse_args()
    if arguments.list:
        for name in PROGRAMS:
            said = ast.get_docstring(ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))) or ""
            print(f"{name:<14} {said.partition(chr(10))[0]}")
        return 0
    broken = [
        name
        for name in ([arguments.name] if arguments.name else PROGRAMS)
        if subprocess.run([sys.executable, "-m", f"bench.{name}", *arguments.given], check=False).returncode  # noqa: S603 - our own
    ]
    for name in broken:
        print(f"{name} did not come to its end.", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
