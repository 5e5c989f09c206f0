"""Raise the walls of the tables that say who is who, and let bars, restrictions and openings follow aliases."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

WALLS = tuple(
    Wall(table=f"people_{name}", about=("person", '"to"')) for name in ("alias", "joining", "proposal", "judgement")
) + (Wall(table="people_searchstep", about=("person",)),)

#: Every id that is read as the same person as one of these; links that nobody confirmed count too, since a wall never
#: waits. The caller has set the system scope of the authority.
SAME = """
CREATE FUNCTION frontdoor_same_people(people uuid[]) RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    found uuid[] := people;
    wider uuid[];
BEGIN
    LOOP
        SELECT array_agg(DISTINCT one) INTO wider FROM (
            SELECT unnest(found) AS one
            UNION ALL SELECT a."to" FROM people_alias a WHERE a.person = ANY (found) AND a.until IS NULL
            UNION ALL SELECT a.person FROM people_alias a WHERE a."to" = ANY (found) AND a.until IS NULL
        ) AS every;
        EXIT WHEN coalesce(cardinality(wider), 0) = cardinality(found);
        found := wider;
    END LOOP;
    RETURN found;
END $$;
"""

#: As access.0002 made it, with each list widened to all ids of the people in it. A bar stands whatever was opened.
ENTERING = """
CREATE OR REPLACE FUNCTION frontdoor_entering(
    who uuid, authorities text[], desk boolean, at_moment timestamptz,
    OUT bars uuid[], OUT let_in uuid[], OUT opened boolean
)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    former text := coalesce(current_setting('frontdoor.system', true), '');
    one text;
    own uuid[];
    granted uuid[];
    hidden uuid[];
    shown boolean;
BEGIN
    bars := '{}'; let_in := '{}'; opened := false;
    FOREACH one IN ARRAY authorities LOOP
        PERFORM set_config('frontdoor.system', one, true);
        SELECT coalesce(array_agg(b.person), '{}') INTO own FROM access_bar b
            WHERE b.account_id = who AND b.lifted_at IS NULL;
        IF cardinality(own) > 0 THEN own := frontdoor_same_people(own); END IF;
        SELECT coalesce(array_agg(DISTINCT g.person), '{}') INTO granted FROM access_grant g
            WHERE g.account_id = who AND g.since <= at_moment AND g.until > at_moment AND g.person <> ALL (own);
        IF cardinality(granted) > 0 THEN granted := frontdoor_same_people(granted); END IF;
        SELECT coalesce(array_agg(r.person) FILTER (WHERE r.person <> ALL (granted)), '{}'),
               coalesce(bool_or(r.person = ANY (granted) AND r.kind = 'restricted'), false)
            INTO hidden, shown FROM access_restriction r
            WHERE r.lifted_at IS NULL AND r.custodian_id IS DISTINCT FROM who
                AND NOT (desk AND r.kind = 'restricted');
        IF cardinality(hidden) > 0 THEN hidden := frontdoor_same_people(hidden); END IF;
        bars := bars || own || hidden; let_in := let_in || granted; opened := opened OR shown;
    END LOOP;
    PERFORM set_config('frontdoor.system', former, true);
END $$;
"""


def _former() -> str:
    from importlib import import_module

    made = import_module("frontdoor.access.migrations.0002_walls").ENTERING
    return str(made).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


class Migration(migrations.Migration):
    dependencies = [("people", "0005_identity"), ("access", "0002_walls")]

    operations = [
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
        migrations.RunSQL(SAME, "DROP FUNCTION frontdoor_same_people"),
        migrations.RunSQL(ENTERING, _former()),
    ]
