"""A census of 10,000 mixed children judged by all 109 rules, start-up included, beside its parse alone.

Goals: 1.13 CPU seconds (100 times less than the open validator's 113; 2.26, 50 times less, is the least), 150 MB, and
time a child at 50,000 within 1.3 times that at 1,000. The children are those of the sample files, in turn, with fresh
numbers; a second file holds only children who have every module. Everything is measured in processes of their own, ours
and the parse in turns. Needs the reference data beside the repository.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.shared_data import shared_directory

ROUNDS = 5
OPEN_VALIDATOR = 113.0  # CPU seconds for 10,000 children, as published with the task
_HEADER = (
    "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year><ReferenceDate>2025-03-31"
    "</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>874</LEA></Source></Header><Children>"
)
# Each prints what it used since its process began, and the most memory it ever held (ru_maxrss counts its parent's).
_COST = """
import time
used = time.process_time()
held = next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM'))
print(used, held)
"""
_OURS = f"import sys; from frontdoor.project.command_line import main; main(sys.argv[1:])\n{_COST}"
_FLOOR = f"""
import sys
from lxml import etree
for _, child in etree.iterparse(sys.argv[1], tag="Child", resolve_entities=False, no_network=True):
    child.clear()
    while child.getprevious() is not None:
        del child.getparent()[0]
{_COST}
"""


@dataclass(frozen=True)
class Run:
    """What one process cost."""

    seconds: float
    megabytes: float


def main() -> None:
    """Print CPU seconds, memory, children a second and the floor, and how time grows with the file."""
    directory = shared_directory()
    if directory is None:
        print("cin_census: not measured, the reference data is not beside the repository")
        return
    samples = sorted((directory / "data" / "cin" / "samples").glob("*.xml"))
    children = [one for file in samples for one in re.findall("<Child>.*?</Child>", file.read_text("utf-8"), re.DOTALL)]
    whole = [one for one in children if "<Section47>" in one and "<ChildProtectionPlans>" in one]
    with tempfile.TemporaryDirectory(prefix="frontdoor-bench-") as folder:
        place = Path(folder)
        files = {size: _file(place / f"mixed-{size}.xml", children, size) for size in (1, 1_000, 10_000, 50_000)}
        _print_speed("mixed", files[10_000])
        _print_speed("with every module", _file(place / "whole.xml", whole, 10_000))
        _print_growth(files)


def _file(path: Path, children: Sequence[str], size: int) -> Path:
    numbered = (
        re.sub("<LAchildID>[^<]*", f"<LAchildID>FD{at:08d}", children[at % len(children)]) for at in range(size)
    )
    with path.open("w", encoding="utf-8") as to:
        to.write(_HEADER)
        to.writelines(numbered)
        to.write("</Children></Message>")
    return path


def _print_speed(name: str, file: Path) -> None:
    ours, floor = [], []
    for _ in range(ROUNDS):
        ours.append(_ours(file))
        floor.append(_run(_FLOOR, str(file)))
    seconds = median(run.seconds for run in ours)
    parse = median(run.seconds for run in floor)
    print(f"10,000 children, {name}, {file.stat().st_size / 1024**2:.1f} MB, all rules, every issue written as CSV")
    print(f"  ours         {seconds:5.2f} CPU s   {max(run.megabytes for run in ours):4.0f} MB   {_rate(seconds)}")
    print(f"  parse alone  {parse:5.2f} CPU s   {max(run.megabytes for run in floor):4.0f} MB   {_rate(parse)}")
    print(
        f"  {OPEN_VALIDATOR / seconds:.0f} times less than {OPEN_VALIDATOR:.0f} CPU s (goal 100, at least 50); 150 MB"
    )


def _rate(seconds: float) -> str:
    return f"{10_000 / seconds:8,.0f} children a second"


def _print_growth(files: dict[int, Path]) -> None:
    """Time a child without the start, which a file of one child shows.

    The least of the runs: 1,000 children take less than the start, so that noise would be most of a median.
    """
    start = min(_ours(files[1]).seconds for _ in range(ROUNDS))
    each = {}
    for size in (1_000, 50_000):
        runs = [_ours(files[size]) for _ in range(ROUNDS if size == 1_000 else 3)]
        each[size] = (min(run.seconds for run in runs) - start) / size
        memory = max(run.megabytes for run in runs)
        print(
            f"  {size:6,} children: {each[size] * 1e6:4.0f} us a child, start of {start:.2f} s apart; {memory:.0f} MB"
        )
    print(f"  50,000 against 1,000: {each[50_000] / each[1_000]:.2f} times (goal 1.3)")


def _ours(file: Path) -> Run:
    written = str(file.with_suffix(".csv"))
    return _run(
        _OURS, "returns", "cin", "validate", str(file), "--year", "2024-25", "--format", "csv", "--output", written
    )


def _run(program: str, *arguments: str) -> Run:
    asked = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True
    )
    said = asked.communicate()[0]
    seconds, kilobytes = said.split()[-2:]
    if asked.returncode != 0:
        raise RuntimeError(f"A measured process ended with {asked.returncode}.")
    return Run(float(seconds), int(kilobytes) / 1024)


if __name__ == "__main__":
    main()
