"""How the program reaches its database: an address given by the council, or the embedded server's socket.

Two roles share one database. ``frontdoor_owner`` owns the tables and runs migrations; ``frontdoor_app`` is what
the program connects as, and owns nothing. Neither may bypass row security.
"""

import os
import re
from typing import Any, Literal
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from frontdoor.project.places import places

Role = Literal["app", "owner"]

DATABASE = "frontdoor"
ROLES: dict[Role, str] = {"app": "frontdoor_app", "owner": "frontdoor_owner"}
_ADDRESS_VARIABLES: dict[Role, str] = {"app": "DATABASE_URL", "owner": "DATABASE_OWNER_URL"}


class DatabaseAddressWrong(Exception):
    """DATABASE_URL or DATABASE_OWNER_URL cannot be read as an address of PostgreSQL."""


def is_embedded() -> bool:
    """Whether this installation runs its own server, since no DATABASE_URL names another."""
    return not os.environ.get("DATABASE_URL")


def connection_settings(role: Role) -> dict[str, Any]:
    """What Django needs to connect as ``role``: NAME, USER, PASSWORD, HOST, PORT and OPTIONS. Starts nothing.

    With DATABASE_URL set, that is the application's login and DATABASE_OWNER_URL the owner's. A web server needs
    no owner's login: without one the owner's settings name the owner and hold no password, so that a mistaken
    use is refused by the database and not answered by the application's role.
    """
    address = os.environ.get(_ADDRESS_VARIABLES[role])
    if address:
        return _from_address(address, variable=_ADDRESS_VARIABLES[role])
    if not is_embedded():
        beside = _from_address(os.environ["DATABASE_URL"], variable="DATABASE_URL")
        return {**beside, "USER": ROLES[role], "PASSWORD": ""}
    return {
        "NAME": os.environ.get("FRONTDOOR_DATABASE", DATABASE),
        "USER": ROLES[role],
        "PASSWORD": "",
        "HOST": str(places().sockets),
        "PORT": "",
        "OPTIONS": {},
    }


def application_url() -> str:
    """The address the program connects to, as a PostgreSQL URL."""
    return _as_address(connection_settings("app"))


def owner_url() -> str:
    """The address migrations connect to, as a PostgreSQL URL."""
    return _as_address(connection_settings("owner"))


def _from_address(address: str, *, variable: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise DatabaseAddressWrong(
            f"{variable} must look like postgresql://user:password@host:5432/database; what it holds does not."
        )
    options = dict(parse_qsl(parts.query))
    try:
        port = str(parts.port or "")
    except ValueError as wrong:
        raise DatabaseAddressWrong(f"The port in {variable} is not a number between 0 and 65535.") from wrong
    return {
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket's directory comes percent-encoded in the host's place, or as ?host=, as libpq writes them.
        "HOST": options.pop("host", "") or _host(parts.netloc),
        "PORT": options.pop("port", "") or port,
        "OPTIONS": options,
    }


def _host(netloc: str) -> str:
    """The host as written: urllib would lower its letters, and a socket's directory must keep them."""
    host = re.sub(r":\d*$", "", netloc.rpartition("@")[2])
    return unquote(host.removeprefix("[").removesuffix("]"))


def _as_address(settings: dict[str, Any]) -> str:
    password = f":{quote(settings['PASSWORD'], safe='')}" if settings["PASSWORD"] else ""
    port = f":{settings['PORT']}" if settings["PORT"] else ""
    options = "&".join(f"{quote(key)}={quote(str(value))}" for key, value in settings["OPTIONS"].items())
    return (
        f"postgresql://{quote(settings['USER'], safe='')}{password}@{quote(settings['HOST'], safe='')}{port}"
        f"/{quote(settings['NAME'], safe='')}{'?' + options if options else ''}"
    )
