"""`make test-again`: the tests marked "again", against the oldest PostgreSQL that is supported, as Debian ships it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.harness.whole import IN_PARALLEL, fetch

OLDEST = 15
PROGRAMS = Path(f"/usr/lib/postgresql/{OLDEST}/bin")


def main() -> int:
    """Run them and return pytest's exit status; where that server cannot be had, say so, and fail under CI."""
    if not (PROGRAMS / "initdb").exists():
        fetch(f"postgresql-{OLDEST}")
    if not (PROGRAMS / "initdb").exists():
        print(f"make test-again: left out, there is no {PROGRAMS}. As root: apt-get install -y postgresql-{OLDEST}")
        return 1 if os.environ.get("CI") == "true" else 0
    environment = {**os.environ, "FRONTDOOR_POSTGRES_BIN": str(PROGRAMS)}
    return subprocess.call(
        [sys.executable, "-m", "pytest", "-m", "again", "--durations=10", *IN_PARALLEL], env=environment
    )


if __name__ == "__main__":
    sys.exit(main())
