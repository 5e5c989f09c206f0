"""Raise the walls of this room's tables."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="access_bar", compartment=False),
    Wall(table="access_restriction", compartment=False),
    Wall(table="access_grant", compartment=False),
    Wall(table="access_look", compartment=False, append_only=True),
)

#: Partitioned by month from the first day: it outgrows everything else. The default partition takes what no month does.
LOOKS = """
CREATE TABLE access_look (
    id uuid NOT NULL, authority varchar(3) NOT NULL, account uuid, role varchar(40) NOT NULL, person uuid, record uuid,
    page varchar(60) NOT NULL, purpose varchar(60) NOT NULL, refused boolean NOT NULL, secret boolean NOT NULL,
    at timestamptz NOT NULL, PRIMARY KEY (at, id)
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

#: Whom an account may not see in an authority: its own bars, and restricted people it has not been let in to. It looks
#: in system scope and leaves it again; `desk` is true for the restricted-records desk.
BARS = """
CREATE FUNCTION frontdoor_bars(who uuid, in_authority text, desk boolean, at_moment timestamptz) RETURNS uuid[]
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    found uuid[];
    former text := coalesce(current_setting('frontdoor.system', true), '');
BEGIN
    PERFORM set_config('frontdoor.system', in_authority, true);
    SELECT coalesce(array_agg(person), '{}') INTO found FROM (
        SELECT b.person FROM access_bar b WHERE b.account_id = who AND b.lifted_at IS NULL
        UNION
        SELECT r.person FROM access_restriction r
        WHERE r.authority = in_authority AND r.lifted_at IS NULL AND r.custodian_id IS DISTINCT FROM who
            AND NOT (desk AND r.kind = 'restricted')
            AND NOT EXISTS (
                SELECT FROM access_grant g WHERE g.account_id = who AND g.person = r.person
                    AND g.since <= at_moment AND g.until > at_moment
            )
    ) AS barred;
    PERFORM set_config('frontdoor.system', former, true);
    RETURN found;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("ledger", "0002_walls")]

    operations = [
        migrations.RunSQL(LOOKS, "DROP TABLE access_look"),
        migrations.RunSQL(CACHE, "DROP TABLE access_cache"),
        migrations.RunSQL(BARS, "DROP FUNCTION frontdoor_bars"),
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
