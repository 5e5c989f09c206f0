"""How common names are among the people of an authority: counted once a day, read with every comparison."""

from __future__ import annotations

from django.db import connection

from frontdoor.ledger import scope
from frontdoor.people.matching.keeping import ENGINE

#: A word that fewer people bear counts as rare: its number would say little and give somebody away.
FEWEST = 3

_COUNT = """
INSERT INTO people_namecount (id, authority, agency, compartment, marking, revision, role, word, people)
SELECT md5(%(authority)s || ' ' || role || ' ' || word)::uuid, %(authority)s, '', %(wall)s, '', 1, role, word, number
FROM (
    SELECT said.role, said.word, count(DISTINCT f.person) AS number
    FROM people_matchform f
    CROSS JOIN LATERAL jsonb_array_elements(f.form -> 'n') AS name (part)
    CROSS JOIN LATERAL (VALUES ('given', name.part ->> 0), ('family', name.part ->> 1)) AS half (role, words)
    CROSS JOIN LATERAL (SELECT half.role, w FROM string_to_table(half.words, ' ') AS w) AS said (role, word)
    WHERE f.authority = %(authority)s AND said.word <> ''
    GROUP BY said.role, said.word HAVING count(DISTINCT f.person) >= %(fewest)s
    UNION ALL
    SELECT '', '', count(*) FROM people_matchform WHERE authority = %(authority)s
) AS counted
"""


def count_names(*, authority: str) -> None:
    """Count the names of an authority's people anew. Needs an open transaction."""
    with scope.system(authority), connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_namecount WHERE authority = %s", [authority])
        cursor.execute(_COUNT, {"authority": authority, "wall": ENGINE, "fewest": FEWEST})
