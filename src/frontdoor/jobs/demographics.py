"""The adapter to the NHS Personal Demographics Service: one question over HTTPS, and what became of it.

Off until a council names the service's address and the file in which its own integration keeps the access token. The
token is read for each question, so that it may be renewed at any time; it is never logged. Nothing follows a redirect.
"""

from __future__ import annotations

import http.client
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from frontdoor.ledger.ids import new_id
from frontdoor.people.tracing import Question
from frontdoor.rules.demographics import Outcome, Traced, UnableToReadReply, read_reply

log = logging.getLogger(__name__)
SECONDS = 10.0
LARGEST = 1_000_000
LONGEST_WAIT = 24 * 3600
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class UnableToReach(Exception):
    """Nobody answered, or not now; `wait` is how many seconds the service asked to be left alone."""

    def __init__(self, why: str, wait: int = 0) -> None:
        super().__init__(why)
        self.wait = wait


@dataclass(frozen=True, kw_only=True)
class Service:
    """Where the service is, and where its access token is kept."""

    url: str
    token_file: Path

    def ask(self, question: Question, *, at: datetime) -> Traced:
        """Ask once. Raises `UnableToReach` where asking again may help."""
        status, body, wait = self._get(_path(question), at)
        if status in _AGAIN:
            raise UnableToReach(f"status {status}", wait)
        try:
            if status in {200, 404}:
                return read_reply(body)
        except UnableToReadReply as wrong:
            log.warning("The NHS Personal Demographics Service: status %s, and %s", status, wrong)
            return Traced(outcome=Outcome.REFUSED)
        log.warning("The NHS Personal Demographics Service refused a question: status %s", status)
        return Traced(outcome=Outcome.REFUSED)

    def _get(self, path: str, at: datetime) -> tuple[int, str, int]:
        place = urlsplit(self.url)
        kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        connection = kind(place.hostname or "", place.port, timeout=SECONDS)
        try:
            connection.request("GET", f"{place.path.rstrip('/')}{path}", headers=self._headers(at))
            answer = connection.getresponse()
            body = answer.read(LARGEST + 1)
            if len(body) > LARGEST:
                raise UnableToReach("the reply is too long")
            return answer.status, body.decode("utf-8", "replace"), _seconds(answer.getheader("Retry-After"))
        except (OSError, http.client.HTTPException) as wrong:
            raise UnableToReach(type(wrong).__name__) from wrong
        finally:
            connection.close()

    def _headers(self, at: datetime) -> dict[str, str]:
        try:
            token = self.token_file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as wrong:
            raise UnableToReach("the access token cannot be read") from wrong
        return {
            "Authorization": f"Bearer {token}",
            "Accept": "application/fhir+json",
            "X-Request-ID": str(new_id(at)),
        }


def _path(question: Question) -> str:
    if question.nhs_number:
        return f"/Patient/{question.nhs_number}"
    asked = [("family", question.family_name), ("given", question.given_name.split(" ")[0])]
    asked += [("birthdate", f"eq{question.born_on.isoformat()}")] if question.born_on else []
    return f"/Patient?{urlencode(asked)}"


def _seconds(written: str | None) -> int:
    return min(int(written), LONGEST_WAIT) if written and written.isascii() and written.isdigit() else 0
