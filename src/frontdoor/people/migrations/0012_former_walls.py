"""Raise the walls of what rows said before they were changed: the walls of the row itself, and nothing is altered."""

from django.db import migrations

from frontdoor.ledger.walls import Wall

WALL = Wall(table="people_former", about=("person",), append_only=True)


class Migration(migrations.Migration):
    dependencies = [("people", "0011_former")]

    operations = [migrations.RunSQL(WALL.forward(), WALL.backward())]
