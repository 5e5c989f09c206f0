"""`make check` looks at row security: pgrls over a freshly migrated database; pgrls.toml holds our exceptions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from frontdoor.project.database import ROLES
from frontdoor.project.embedded_server import stop
from tests.harness import environment
from tests.harness.environment import TEMPLATE_DATABASE, session_directory
from tests.harness.template import start_with_template

CONFIG = Path(__file__).parent / "pgrls.toml"


def main() -> int:
    """Start a server of our own, lint its schema, stop it; returns pgrls's exit status."""
    environment.enter()
    running = start_with_template(session_directory())
    try:
        address = f"postgresql://{ROLES['owner']}@/{TEMPLATE_DATABASE}?host={running.places.sockets}"
        command = [str(Path(sys.executable).parent / "pgrls"), "lint", "--config", str(CONFIG)]
        return subprocess.call([*command, "--database-url", address])
    finally:
        stop(running)


if __name__ == "__main__":
    sys.exit(main())
