"""What matching is compared with: the trigrams of PostgreSQL, asked as people usually ask them."""

from __future__ import annotations

from uuid import UUID

from frontdoor.rules.matching.described import Arriving

_TRIGRAMS = """
SELECT n.person FROM bench_names n
WHERE n.name %% %(name)s
ORDER BY similarity(n.name, %(name)s) + CASE WHEN n.born = %(born)s THEN 0.5 ELSE 0 END DESC LIMIT 5
"""


def prepare() -> None:
    """Names and births in one table with a trigram index, outside the walls."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("DROP TABLE IF EXISTS bench_names")
        cursor.execute("ALTER TABLE people_name NO FORCE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY")
        cursor.execute(
            "CREATE TABLE bench_names AS SELECT n.person, lower(n.given_name || ' ' || n.family_name) AS name, "
            "p.born_on AS born FROM people_name n JOIN people_person p ON p.id = n.person"
        )
        cursor.execute("ALTER TABLE people_name FORCE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE people_person FORCE ROW LEVEL SECURITY")
        cursor.execute("CREATE INDEX bench_names_trigrams ON bench_names USING gin (name gin_trgm_ops)")
        cursor.execute("GRANT SELECT ON bench_names TO PUBLIC")
        cursor.execute("VACUUM ANALYZE bench_names")


def trigrams(arriving: Arriving) -> set[UUID]:
    """The five most alike by trigrams of the whole name; who was born that day stands first."""
    from django.db import connection

    name = f"{arriving.given_name} {arriving.family_name}".strip().lower()
    with connection.cursor() as cursor:
        cursor.execute(_TRIGRAMS, {"name": name, "born": arriving.born})
        return {row[0] for row in cursor.fetchall()}
