"""A candidate stands behind the walls of every record that is read as the same person, as the walls themselves do."""

from importlib import import_module

from django.db import migrations

#: As people.0008 made it, but whom a restriction hides or adoption seals is hidden or sealed under every id.
CANDIDATES = """
CREATE OR REPLACE FUNCTION frontdoor_candidates(
    of_authority text, keys text[], points int[], words text[], a_key int, compared int
) RETURNS TABLE (person uuid, form jsonb, role text, word text, number bigint)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    sealed uuid[];
    hidden uuid[];
BEGIN
    SELECT coalesce(array_agg(r.person) FILTER (WHERE r.kind = 'adoption'), '{}'), coalesce(array_agg(r.person), '{}')
        INTO sealed, hidden FROM access_restriction r WHERE r.authority = of_authority AND r.lifted_at IS NULL;
    IF cardinality(sealed) > 0 THEN sealed := frontdoor_same_people(sealed); END IF;
    IF cardinality(hidden) > 0 THEN hidden := frontdoor_same_people(hidden); END IF;
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
        WHEN f.person = ANY (sealed) THEN 2::bigint
        WHEN p.compartment <> 'open' OR f.person = ANY (hidden) THEN 1
        ELSE 0 END
    FROM asked JOIN people_matchform f ON f.person = asked.person JOIN people_person p ON p.id = asked.person
    UNION ALL
    SELECT NULL, NULL, n.role::text, n.word::text, n.people::bigint FROM people_namecount n
    WHERE n.authority = of_authority AND n.role IN ('given', 'family', '') AND n.word = ANY (words);
END $$
"""


def _former() -> str:
    made = import_module("frontdoor.people.migrations.0008_walls_of_matching").CANDIDATES
    return str(made).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


class Migration(migrations.Migration):
    dependencies = [("people", "0014_restricted_people")]

    operations = [migrations.RunSQL(CANDIDATES, _former())]
