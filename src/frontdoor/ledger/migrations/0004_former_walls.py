"""Raise the walls of what rows said before they were changed: the walls of the row itself, and nothing is altered."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

WALL = Wall(table="ledger_former", about=("person",), append_only=True)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_former")]

    operations = [migrations.RunSQL(WALL.forward(), WALL.backward())]
