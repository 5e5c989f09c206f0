"""What a database needs before the first migration: two roles, the database itself, extensions, default rights.

The same statements prepare the embedded server and, printed by `frontdoor doctor --preparation`, a council's.
"""

from typing import LiteralString

from psycopg import sql

from frontdoor.project.database import DATABASE, ROLES, Role
from frontdoor.project.embedded_server import Running

# pg_trgm and fuzzystrmatch (dmetaphone) compare names in the system's own matching; unaccent folds their letters.
EXTENSIONS: tuple[str, ...] = ("pg_trgm", "fuzzystrmatch", "unaccent")

_ROLES: dict[Role, LiteralString] = {
    "owner": "CREATE ROLE {owner} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
    "app": "CREATE ROLE {app} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
}
# C order with UTF-8 letters: sorting and ranges are the same on every machine, and upper and lower case work.
_DATABASE: LiteralString = (
    "CREATE DATABASE {database} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
)
_WITHIN: tuple[LiteralString, ...] = (
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {app}",
    "ALTER SCHEMA public OWNER TO {owner}",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO {app}",
    # The application may not TRUNCATE: that would pass by every trigger that keeps history.
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT USAGE, SELECT ON SEQUENCES TO {app}",
)


def prepare(running: Running, *, database: str = DATABASE) -> None:
    """Bring the embedded server to where migrations can run. Doing it again changes nothing."""
    with running.connect() as server:
        known = {str(name) for (name,) in server.execute("SELECT rolname FROM pg_roles").fetchall()}
        for role, statement in _ROLES.items():
            if ROLES[role] not in known:
                server.execute(_filled(statement, database))
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone()
        if found is None:
            server.execute(_filled(_DATABASE, database))
    with running.connect(database=database) as inside:
        for statement in _WITHIN:
            inside.execute(_filled(statement, database))
        for extension in EXTENSIONS:
            inside.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))


def preparation_script(*, database: str = DATABASE) -> str:
    """The statements for a council's server, to be run by its superuser with psql."""
    lines = ["-- Run as a superuser of the server. Then give each role a password: \\password frontdoor_app"]
    lines += [_filled(statement, database).as_string() + ";" for statement in (*_ROLES.values(), _DATABASE)]
    lines += [f"\\connect {database}"]
    lines += [_filled(statement, database).as_string() + ";" for statement in _WITHIN]
    lines += [f"CREATE EXTENSION IF NOT EXISTS {extension};" for extension in EXTENSIONS]
    return "\n".join(lines) + "\n"


def _filled(statement: LiteralString, database: str) -> sql.Composed:
    return sql.SQL(statement).format(
        database=sql.Identifier(database), owner=sql.Identifier(ROLES["owner"]), app=sql.Identifier(ROLES["app"])
    )
