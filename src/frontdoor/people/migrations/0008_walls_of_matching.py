"""Raise the walls of the tables that matching reads."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="people_matchkey", about=("person",)),
    Wall(table="people_matchform", about=("person",)),
    Wall(table="people_namecount"),
)


# One range of the index a key; the counts of the arriving names come along in the same answer. A function keeps its
# plan for the session: planning eleven ranges behind walls takes longer than reading them. It sees what its caller
# sees, which is why the caller enters system scope.
CANDIDATES = """
CREATE FUNCTION frontdoor_candidates(
    of_authority text, keys text[], points int[], words text[], a_key int, compared int
) RETURNS TABLE (person uuid, form jsonb, role text, word text, number bigint)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH asked AS (
        SELECT k.person, sum(a.points) AS points
        FROM unnest(keys, points) AS a (key, points)
        CROSS JOIN LATERAL (
            SELECT m.person FROM people_matchkey m
            WHERE m.authority = of_authority AND m.key = a.key COLLATE "C" LIMIT a_key
        ) k
        GROUP BY k.person ORDER BY points DESC, k.person LIMIT compared
    )
    SELECT f.person, f.form, ''::text, ''::text, CASE
        WHEN f.person IN (SELECT r.person FROM access_restriction r
                          WHERE r.authority = of_authority AND r.lifted_at IS NULL AND r.kind = 'adoption') THEN 2::bigint
        WHEN p.compartment <> 'open' OR f.person IN (
            SELECT r.person FROM access_restriction r WHERE r.authority = of_authority AND r.lifted_at IS NULL) THEN 1
        ELSE 0 END
    FROM asked JOIN people_matchform f ON f.person = asked.person JOIN people_person p ON p.id = asked.person
    UNION ALL
    SELECT NULL, NULL, n.role::text, n.word::text, n.people::bigint FROM people_namecount n
    WHERE n.authority = of_authority AND n.role IN ('given', 'family', '') AND n.word = ANY (words);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0007_matching"), ("ledger", "0002_walls"), ("access", "0002_walls")]

    operations = [
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
        migrations.RunSQL(CANDIDATES, "DROP FUNCTION frontdoor_candidates"),
    ]
