"""The adapters for text and voice: one message over HTTPS to the council's own gateway. Off until a council names one.

A gateway takes `{"id", "to", "text"}` for a text, `{"id", "to", "say"}` for a call that reads aloud, and answers 200 to
299 once it has taken it. The id is the message's own: a gateway that has it already sends nothing again. The token is
read for each message, so that it may be renewed at any time; it is never logged. Nothing follows a redirect. That a
gateway took a message says that it left, never that anybody was told.
"""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from frontdoor.outbox.actions import UnableToSend
from frontdoor.outbox.models import Message

SECONDS = 10.0
#: What a gateway calls the words of a message, by channel.
WORDS = {"text": "text", "voice": "say"}


@dataclass(frozen=True, kw_only=True)
class Gateway:
    """Where a council's gateway for texts or calls is, and where its access token is kept."""

    channel: str
    url: str
    token_file: Path

    def hand_over(self, message: Message, *, site: str) -> None:
        """Hand one message over. Refuses with the reason where the gateway did not take it."""
        words = message.body.replace("{site}", site)
        sent = json.dumps({"id": str(message.pk), "to": message.to_address, WORDS[self.channel]: words})
        place = urlsplit(self.url)
        kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        connection = kind(place.hostname or "", place.port, timeout=SECONDS)
        try:
            connection.request("POST", place.path or "/", body=sent.encode(), headers=self._headers(message))
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException) as wrong:
            raise UnableToSend(f"the {self.channel} service could not be reached: {type(wrong).__name__}") from wrong
        finally:
            connection.close()
        if not 200 <= status < 300:
            raise UnableToSend(f"the {self.channel} service answered {status}")

    def _headers(self, message: Message) -> dict[str, str]:
        try:
            token = self.token_file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as wrong:
            raise UnableToSend(f"the {self.channel} service's access token cannot be read") from wrong
        return {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(message.pk),
        }


def gateway(channel: str) -> Gateway | None:
    """The gateway that the settings name for a channel; None where they name none."""
    named = {
        "text": (settings.TEXT_URL, settings.TEXT_TOKEN_FILE),
        "voice": (settings.VOICE_URL, settings.VOICE_TOKEN_FILE),
    }
    url, token_file = named[channel]
    return Gateway(channel=channel, url=url, token_file=Path(token_file)) if url else None


def channels() -> tuple[str, ...]:
    """By what else somebody on call is told: what is set up; in a demonstration both, on the outbox page."""
    return tuple(channel for channel in WORDS if gateway(channel) is not None or not settings.PRODUCTION)


def by_telephone(message: Message) -> None:
    """Hand a text or a call to its gateway; without one (a demonstration) the outbox page shows it."""
    found = gateway(message.channel)
    if found is not None:
        found.hand_over(message, site=settings.SITE)
    elif settings.PRODUCTION:
        raise UnableToSend(f"no {message.channel} service is set up here")
