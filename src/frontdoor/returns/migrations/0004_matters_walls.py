"""Raise the walls of matters, runs and their issues."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="returns_matter", about=("person",)),
    Wall(table="returns_followed"),
    Wall(table="returns_run"),
    Wall(table="returns_runissue", about=("person",)),
)


class Migration(migrations.Migration):
    dependencies = [("returns", "0003_matters")]

    operations = [
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
