"""Keys for single purposes, derived from the installation's one secret."""

from __future__ import annotations

import base64
import hashlib
import hmac

from django.conf import settings


def derived_key(purpose: str) -> bytes:
    """A key for Fernet that serves this purpose alone; changing FRONTDOOR_SECRET_KEY changes it."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"frontdoor {purpose}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest)
