"""Raise the walls of this room's tables."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="people_person", about=("id",)),
    Wall(table="people_name", about=("person",)),
    Wall(table="people_identifier", about=("person",)),
    Wall(table="people_address", about=("person",)),
    Wall(table="people_telephone", about=("person",)),
    Wall(table="people_safetyline", about=("person",)),
    Wall(table="people_openstatus", about=("person",)),
    Wall(table="people_relationship", about=("person", '"to"')),
    Wall(table="people_context", about=("id",)),
    Wall(table="people_household"),
)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("ledger", "0002_walls")]

    operations = [
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
