"""The call itself: one POST with a key, a time-out, no redirects; what came back, in one word and a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from frontdoor.returns.dfe_daily.payload import Payload

#: Seconds until an answer is given up, and the longest that "too many requests" may make us wait before a try.
TIME_OUT, LONGEST_WAIT = 30.0, 120.0
TRIES = 3

#: What each refusal means for whoever reads the log (the interface's own answers).
REFUSALS = {
    400: "The department could not read the call: a child's data do not fit its interface.",
    401: "The department does not know our key. Check FRONTDOOR_DFE_DAILY_KEY.",
    403: "The department does not let our key send for this authority.",
    413: "The department refused so many children at once.",
    429: "The department asks us to slow down. What was not sent goes with the next run.",
}

#: Answers after which no further call can do better now.
STOPPING = frozenset({401, 403, 413, 429})


@dataclass(frozen=True, kw_only=True)
class Line:
    """Where the feed goes: the address of the interface and the key. An empty address means that the feed is off."""

    url: str
    key: str
    time_out: float = TIME_OUT

    @property
    def on(self) -> bool:
        """Whether an address was set."""
        return bool(self.url)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back. `status` is 0 where nothing did: then nobody knows whether the call was taken."""

    status: int
    receipt: str = ""
    problem: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the department has the data."""
        return self.status in (200, 204)

    @property
    def outcome(self) -> str:
        """As the log says it."""
        return "accepted" if self.accepted else "refused" if self.status else "sent"

    @property
    def stops(self) -> bool:
        """Whether further calls would fare no better: the key, the pace, or the department itself is the reason."""
        return self.status in STOPPING or self.status == 0 or self.status >= 500


def call(line: Line, authority: str, children: Sequence[Payload], *, wait: Callable[[float], None]) -> Answer:
    """Send children in one call; told to slow down, wait as long as asked (at most two minutes) and try again."""
    body = json.dumps(list(children), sort_keys=True, separators=(",", ":")).encode()
    answer, pause = _once(line, authority, body)
    for _ in range(TRIES - 1):
        if answer.status != 429 or pause > LONGEST_WAIT:
            break
        wait(pause)
        answer, pause = _once(line, authority, body)
    return answer


def _once(line: Line, authority: str, body: bytes) -> tuple[Answer, float]:
    address = f"{line.url.rstrip('/')}/children_social_care_data/{authority}/children"
    headers = {"Content-Type": "application/json", "Ocp-Apim-Subscription-Key": line.key}
    if urlsplit(address).scheme not in ("http", "https"):
        return Answer(status=0, problem="The feed's address is no web address. Check FRONTDOOR_DFE_DAILY_URL."), 0
    request = Request(address, data=body, headers=headers, method="POST")  # noqa: S310 - the scheme was checked
    try:
        with _opener().open(request, timeout=line.time_out) as came:
            return Answer(status=came.status, receipt=_receipt(came.read(1000))), 0
    except HTTPError as refused:
        with refused:
            said = REFUSALS.get(refused.code, f"The department's interface failed (status {refused.code}).")
            return Answer(status=refused.code, problem=said), _pause(refused.headers.get("Retry-After"))
    except (URLError, TimeoutError, ConnectionError, HTTPException) as lost:
        why = getattr(lost, "reason", lost)
        return Answer(status=0, problem=f"No answer came ({type(why).__name__}). The children go again next time."), 0


class _NoRedirects(HTTPRedirectHandler):
    """Children's data go to the address that was set and to no other."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _opener() -> OpenerDirector:
    return build_opener(_NoRedirects)


def _receipt(body: bytes) -> str:
    try:
        said = json.loads(body)
    except ValueError:
        return ""
    return said[:40] if isinstance(said, str) else ""


def _pause(written: str | None) -> float:
    """Seconds that the department asked us to wait; one where it did not say how long."""
    return float(written) if written and written.isdigit() else 1.0
