"""Raise the walls of this room's tables."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

# A bar is seen by the person whom it bars; that somebody is restricted, or was opened, only by those who may see them.
WALLS = (
    Wall(table="access_bar"),
    Wall(table="access_restriction", about=("person",)),
    Wall(table="access_grant", about=("person",)),
    Wall(table="access_look", about=("person",), append_only=True),
    Wall(table="access_apikey"),
)

#: Partitioned by month from the first day: it outgrows everything else. The default partition takes what no month does.
LOOKS = """
CREATE TABLE access_look (
    id uuid NOT NULL, authority varchar(3) NOT NULL, account uuid, role varchar(40) NOT NULL, person uuid, record uuid,
    page varchar(60) NOT NULL, purpose varchar(60) NOT NULL, refused boolean NOT NULL,
    agency varchar(60) NOT NULL, compartment varchar(40) NOT NULL, marking varchar(20) NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE TABLE access_look_rest PARTITION OF access_look DEFAULT;
ALTER TABLE access_look_rest ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_look_rest FORCE ROW LEVEL SECURITY;
CREATE INDEX look_by_person ON access_look (person, at);
CREATE INDEX look_by_account ON access_look (account, at);
"""

#: Shared by all workers: which one-time code was used, how many were wrong. Django's own table, made by hand because
#: the application's role may make none.
CACHE = """
CREATE UNLOGGED TABLE access_cache (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
);
CREATE INDEX cache_by_expiry ON access_cache (expires);
"""

#: Whom an account may not see in the authorities it reads: its own bars, and restricted people it has not been let in
#: to; whom it has been let in to; and whether one of those is restricted. It looks in system scope and leaves it again;
#: `desk` is true for the restricted-records desk. A bar stands whatever has been opened.
ENTERING = """
CREATE FUNCTION frontdoor_entering(
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
        SELECT coalesce(array_agg(DISTINCT g.person), '{}') INTO granted FROM access_grant g
            WHERE g.account_id = who AND g.since <= at_moment AND g.until > at_moment AND g.person <> ALL (own);
        SELECT coalesce(array_agg(r.person) FILTER (WHERE r.person <> ALL (granted)), '{}'),
               coalesce(bool_or(r.person = ANY (granted) AND r.kind = 'restricted'), false)
            INTO hidden, shown FROM access_restriction r
            WHERE r.lifted_at IS NULL AND r.custodian_id IS DISTINCT FROM who
                AND NOT (desk AND r.kind = 'restricted');
        bars := bars || own || hidden; let_in := let_in || granted; opened := opened OR shown;
    END LOOP;
    PERFORM set_config('frontdoor.system', former, true);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("ledger", "0002_walls")]

    operations = [
        migrations.RunSQL(LOOKS, "DROP TABLE access_look"),
        migrations.RunSQL(CACHE, "DROP TABLE access_cache"),
        migrations.RunSQL(ENTERING, "DROP FUNCTION frontdoor_entering"),
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
