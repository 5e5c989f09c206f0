"""Looks at what the program stands on beside its database: settings, disk, time zone, mail, clocks in force."""

import os
import shutil
import smtplib
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from frontdoor.project.findings import Finding, State, judge
from frontdoor.rules.clocks import UnableToSetClock, empty_clocks
from frontdoor.rules.partnership import UnableToReadPartnership, all_partnerships

LEAST_FREE_MB = 500
ENOUGH_FREE_MB = 2000
SECRET_LETTERS = 50
MAIL_SECONDS = 5.0


def machine_findings(data: Path, *, today: date) -> Iterator[Finding]:
    """Everything that can be looked at without Django's settings and without the database."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield judge("Python", sys.version_info >= (3, 11), version, to_do="Install Python 3.11 or later.")
    yield disk(data)
    yield time_zone()
    yield from clocks(today)


def disk(data: Path) -> Finding:
    """Room on the disk that holds the program's data: under 500 MB is a fault, under 2,000 MB to be watched."""
    existing = next(directory for directory in (data, *data.absolute().parents) if directory.exists())
    free = shutil.disk_usage(existing).free // 1024**2
    said = f"{free} MB free where {existing} is"
    state = State.WATCH if free >= LEAST_FREE_MB else State.FAULT
    return judge("disk", free >= ENOUGH_FREE_MB, said, to_do="Make room, or move FRONTDOOR_DATA.", otherwise=state)


def time_zone() -> Finding:
    """Whether this machine knows summer time in London: every due moment is worked out with it."""
    subject = "time zone, program"
    try:
        london = datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(ZoneInfo("Europe/London"))
    except ZoneInfoNotFoundError:
        return Finding(subject, State.FAULT, "Europe/London is unknown", "As root: apt-get install -y tzdata")
    return judge(
        subject,
        london.hour == 13,
        f"noon UTC on 1 July 2026 is {london:%H:%M} in London",
        to_do="Renew the package tzdata.",
    )


def clocks(today: date) -> Iterator[Finding]:
    """Whether each partnership has a row in force for every clock: a clock without one would never fall due."""
    try:
        known = all_partnerships()
    except (UnableToReadPartnership, UnableToSetClock) as wrong:
        yield Finding("clocks", State.FAULT, str(wrong), "Put that file right and ask again.")
        return
    yield judge("partnerships", bool(known), f"{len(known)} read", to_do="Name their folder in FRONTDOOR_PARTNERSHIPS.")
    for partnership in known.values():
        empty = empty_clocks(today, partnership)
        said = f"none in force today for {', '.join(empty)}" if empty else "each has a row in force"
        to_do = f"Give each a dated row in partnerships/{partnership.slug}/clocks.toml."
        yield judge(f"clocks, {partnership.name}", not empty, said, to_do=to_do)


def settings_findings() -> Iterator[Finding]:
    """Django's settings: in production each is a fault, in a demonstration there is nothing to protect."""
    from django.conf import settings

    production = bool(getattr(settings, "PRODUCTION", False))
    if not production:
        yield Finding("settings", State.SOUND, "for demonstration (FRONTDOOR_PRODUCTION is not 1)")
        return
    secret = str(settings.SECRET_KEY)
    yield judge(
        "secret key",
        len(secret) >= SECRET_LETTERS,
        f"{len(secret)} letters",
        to_do=f"Set FRONTDOOR_SECRET_KEY to {SECRET_LETTERS} or more letters of chance: "
        "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
    )
    hosts = [host for host in settings.ALLOWED_HOSTS if host]
    yield judge(
        "hosts",
        bool(hosts) and "*" not in hosts,
        ", ".join(hosts) or "none",
        to_do="Set FRONTDOOR_HOSTS to the name people type, such as frontdoor.example.gov.uk.",
    )
    yield from _deployment()


def _deployment() -> Iterator[Finding]:
    from django.core import checks

    everything = checks.run_checks(tags=[checks.Tags.security], include_deployment_checks=True)
    found = [message for message in everything if not message.is_silenced()]
    for message in found:
        yield Finding("settings", State.FAULT, f"{message.id}: {message.msg}", message.hint or "See Django's manual.")
    if not found:
        yield Finding("settings", State.SOUND, "Django's deployment checks find nothing")


def mail() -> Finding:
    """Whether the mail server answers; nothing is sent."""
    from django.conf import settings

    if not getattr(settings, "PRODUCTION", False):
        return Finding("mail", State.SOUND, "kept on the outbox page; nothing leaves this machine")
    host, port = settings.EMAIL_HOST, settings.EMAIL_PORT
    try:
        with smtplib.SMTP(host, port, timeout=MAIL_SECONDS) as server:
            server.ehlo_or_helo_if_needed()
    except (OSError, smtplib.SMTPException) as wrong:
        to_do = "Set the mail server's name and port, or let its administrator admit this machine."
        return Finding("mail", State.FAULT, f"{host}:{port} does not answer: {wrong}", to_do)
    return Finding("mail", State.SOUND, f"{host}:{port} answers")


def demographics() -> Finding:
    """Whether the NHS Personal Demographics Service is set up soundly, or is off. Nothing is asked of it."""
    from django.conf import settings

    return _service("NHS demographics", settings.PDS_URL, settings.PDS_TOKEN_FILE, "FRONTDOOR_PDS")


def telephony() -> list[Finding]:
    """Whether texts and calls to whoever is on call are set up soundly, or are off. Nothing is sent."""
    from django.conf import settings

    return [
        _service("texts", settings.TEXT_URL, settings.TEXT_TOKEN_FILE, "FRONTDOOR_TEXT"),
        _service("calls", settings.VOICE_URL, settings.VOICE_TOKEN_FILE, "FRONTDOOR_VOICE"),
    ]


def _service(subject: str, url: str, token_file: str, named: str) -> Finding:
    """A service of somebody else's: its address, and the file with its access token."""
    if not url:
        return Finding(subject, State.SOUND, f"off ({named}_URL is not set)")
    place = urlsplit(url)
    if place.scheme != "https" and place.hostname not in ("127.0.0.1", "::1", "localhost"):
        return Finding(subject, State.FAULT, f"{place.scheme or 'no'} address", f"Set {named}_URL to https://…")
    token = Path(token_file or "/nowhere")
    to_do = f"Let {named}_TOKEN_FILE name the file in which your integration keeps the access token."
    try:
        held = token.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as wrong:
        return Finding(subject, State.FAULT, f"no access token: {type(wrong).__name__}", to_do)
    if not held or any(sign.isspace() for sign in held):
        return Finding(subject, State.FAULT, "the access token is empty or more than one word", to_do)
    shut = token.stat().st_mode & 0o077 == 0
    said = f"on, at {place.hostname}" if shut else "the access token may be read by other users of this machine"
    return judge(subject, shut, said, to_do=f"chmod 600 {token}", otherwise=State.WATCH)


def environment_said() -> str:
    """Which of the program's variables are set, by name alone: their values may be secrets."""
    names = sorted(name for name in os.environ if name.startswith("FRONTDOOR_") or name.startswith("DATABASE_"))
    return ", ".join(names) or "none set"
