"""What adoption sealed is opened to nobody by what was opened before: not by an emergency, not by having been let in."""

from importlib import import_module

from django.db import migrations

#: As journey.0010 made it, but whoever is sealed is taken out of what was opened, under every id of theirs.
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
    sealed uuid[];
    beside uuid[];
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
        IF cardinality(granted) > 0 THEN
            granted := frontdoor_same_people(granted);
            SELECT coalesce(array_agg(r.person), '{}') INTO sealed FROM access_restriction r
                WHERE r.lifted_at IS NULL AND r.kind = 'adoption' AND r.custodian_id IS DISTINCT FROM who;
            IF cardinality(sealed) > 0 THEN
                sealed := frontdoor_same_people(sealed);
                SELECT coalesce(array_agg(g.one), '{}') INTO granted FROM unnest(granted) AS g (one)
                    WHERE g.one <> ALL (sealed);
            END IF;
        END IF;
        SELECT coalesce(array_agg(r.person) FILTER (WHERE r.person <> ALL (granted)), '{}'),
               coalesce(bool_or(r.person = ANY (granted) AND r.kind = 'restricted'), false)
            INTO hidden, shown FROM access_restriction r
            WHERE r.lifted_at IS NULL AND r.custodian_id IS DISTINCT FROM who
                AND NOT (desk AND r.kind = 'restricted');
        IF cardinality(hidden) > 0 THEN hidden := frontdoor_same_people(hidden); END IF;
        IF cardinality(granted) > 0 AND NOT desk THEN
            shown := shown OR EXISTS (
                SELECT FROM people_person p WHERE p.id = ANY (granted) AND p.compartment = 'restricted'
            );
        END IF;
        IF shown THEN
            SELECT granted || coalesce(array_agg(DISTINCT s.subject), '{}') INTO beside FROM (
                SELECT unnest(c.subjects) AS subject FROM journey_journey j
                JOIN journey_contact c ON c.id = j.contact_id WHERE j.about = ANY (granted)
            ) AS s;
            SELECT beside || coalesce(array_agg(t.person), '{}') INTO beside
                FROM people_relationship t WHERE t."to" = ANY (beside);
            SELECT hidden || coalesce(array_agg(p.id), '{}') INTO hidden FROM people_person p
                WHERE p.authority = one AND p.compartment = 'restricted' AND p.id <> ALL (beside);
            SELECT hidden || coalesce(array_agg(x.id), '{}') INTO hidden FROM people_context x
                WHERE x.authority = one AND x.compartment = 'restricted' AND x.id <> ALL (beside);
        END IF;
        bars := bars || own || hidden; let_in := let_in || granted; opened := opened OR shown;
    END LOOP;
    PERFORM set_config('frontdoor.system', former, true);
END $$;
"""


def _former() -> str:
    return str(import_module("frontdoor.journey.migrations.0010_let_in").ENTERING)


class Migration(migrations.Migration):
    dependencies = [("journey", "0012_waiting")]

    operations = [migrations.RunSQL(ENTERING, _former())]
