"""Raise the walls of this room's tables."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="documents_narrative", about=("person",), subjects="subjects"),
    Wall(table="documents_narrativeversion", about=("person",), subjects="subjects", append_only=True),
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("ledger", "0002_walls")]

    operations = [
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
