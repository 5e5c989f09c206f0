"""Raise the walls of this room's tables."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="outbox_message"),
    Wall(table="outbox_page", about=("about",)),
)


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial"), ("ledger", "0002_walls")]

    operations = [
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
