"""The department's side of the daily feed on this machine: it enforces its own schema, and fails as it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

import jsonschema_rs

KEY = "a key for tests"
RECEIPT = str(UUID(int=7))


@dataclass
class Department:
    """What it holds by child number, what it was sent, and how it is to answer next ("ok" when nothing is planned).

    Plans: "ok", "empty" (204), "slow" (no answer in time), "gone" (the line is cut), or a status such as "429".
    """

    schema: dict[str, Any]
    plans: list[str] = field(default_factory=list)
    calls: list[list[dict[str, Any]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str, key: str | None, body: bytes) -> tuple[int, str]:
        """The status and body for a call."""
        plan = self.plans.pop(0) if self.plans else "ok"
        if plan in ("slow", "gone"):
            time.sleep(1.5 if plan == "slow" else 0)
            return 0, ""
        if plan.isdigit():
            return int(plan), ""
        if key != KEY:
            return 401, ""
        if path != "/children_social_care_data/874/children":
            return 403, ""
        children = json.loads(body)
        if len(children) > 100:
            return 413, ""
        found = [str(error) for error in jsonschema_rs.validator_for(self.schema).iter_errors(children)]
        self.faults += found
        if found:
            return 400, ""
        self.calls.append(children)
        return (204, "") if plan == "empty" else (200, json.dumps(RECEIPT))


@contextmanager
def department(openapi: dict[str, Any]) -> Iterator[Department]:
    """Listen on a free port of this machine until the block ends."""
    kept = Department(openapi["components"]["schemas"]["CSC"])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802 - the library's name
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, said = kept.answer(self.path, self.headers.get("Ocp-Apim-Subscription-Key"), body)
            if status == 0:
                self.close_connection = True
                return
            self.send_response(status)
            if status == 429:
                self.send_header("Retry-After", "3")
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said.encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing on the test's screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    kept.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
