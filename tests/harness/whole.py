"""`make test`: every test, with Debian's Chromium fetched first where this machine allows it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from tests.harness.browser import WITHOUT_CHROMIUM, chromium

#: One process a core, a file at a time and in order: each process has a server and databases of its own.
IN_PARALLEL = ("--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder")


def main(arguments: Sequence[str]) -> int:
    """Run pytest and return its exit status; further arguments go to it as they stand."""
    if chromium() is None:
        fetch("chromium")
    if chromium() is None:
        print(f"make test: {WITHOUT_CHROMIUM}", flush=True)
        if os.environ.get("CI") == "true":
            return 1
    return subprocess.call([sys.executable, "-m", "pytest", "--durations=10", *IN_PARALLEL, *arguments])


def fetch(package: str) -> bool:
    """Install a Debian package, where apt is here and we are root; say what is going on."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    print(f"make test: installing {package} with apt-get", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for asked in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", package]):
        ended = subprocess.run([apt, *asked], env=quiet, capture_output=True, text=True)
        if ended.returncode != 0:
            print(f"make test: apt-get {asked[0]} failed: {ended.stderr.strip()}", flush=True)
            return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
