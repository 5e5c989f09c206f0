"""Raise the walls of this room's tables."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="returns_feedcall"),
    Wall(table="returns_feedchild", about=("person",)),
)


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_initial"), ("ledger", "0002_walls")]

    operations = [
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
