"""Raise the walls of the tables that matching reads."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="people_matchkey", about=("person",)),
    Wall(table="people_matchform", about=("person",)),
    Wall(table="people_namecount"),
)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_matching"), ("ledger", "0002_walls")]

    operations = [
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
