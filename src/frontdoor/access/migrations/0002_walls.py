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


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("ledger", "0002_walls")]

    operations = [
        migrations.RunSQL(LOOKS, "DROP TABLE access_look"),
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
