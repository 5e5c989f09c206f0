"""`make check`: style, types, import contracts, generated pages. Runs all, then says which failed."""

import importlib.util
import subprocess
import sys
import time
from pathlib import Path

from tests.harness.environment import ROOT

BIN = Path(sys.executable).parent


def main() -> int:
    """Run every check, so that one fault does not hide the next."""
    failed = []
    for name, command in checks().items():
        print(f"make check: {name}", flush=True)
        began = time.monotonic()
        ended = subprocess.call(command, cwd=ROOT)
        print(
            f"make check: {name} {'passed' if ended == 0 else 'FAILED'}, {time.monotonic() - began:.1f} s", flush=True
        )
        if ended != 0:
            failed.append(name)
    if failed:
        print(f"make check: failed: {', '.join(failed)}")
    return 1 if failed else 0


def checks() -> dict[str, list[str]]:
    """The checks there are, by name. A check whose subject is not in the program yet is not listed."""
    found = {
        "style": [str(BIN / "ruff"), "check"],
        "layout": [str(BIN / "ruff"), "format", "--check"],
        "types": [str(BIN / "mypy"), "src"],
    }
    if "[tool.importlinter]" in (ROOT / "pyproject.toml").read_text(encoding="utf-8"):
        found["import contracts"] = [str(BIN / "lint-imports")]
    if importlib.util.find_spec("frontdoor.project.commands.docs") is not None:
        found["generated pages"] = [str(BIN / "frontdoor"), "docs", "--check"]
    row_security = ROOT / "tests" / "house" / "row_security_lint.py"
    if row_security.exists():
        found["row security"] = [sys.executable, "-m", "tests.house.row_security_lint"]
    return found


if __name__ == "__main__":
    sys.exit(main())
