"""Raise the walls of this room's tables."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="drafts_draft", about=("about",), own_only="account"),
    Wall(table="drafts_savedform", compartment=False),
)


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial"), ("ledger", "0002_walls")]

    operations = [
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
