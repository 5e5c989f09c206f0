"""A closing that waits for a second signature, and its wall."""

import django.db.models.deletion
from django.db import migrations, models

from frontdoor.ledger.walls import Wall

WALL = Wall(table="journey_closingrequest", about=("about",))


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0003_known_facts"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosingRequest",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("authority", models.CharField(max_length=3)),
                ("agency", models.CharField(blank=True, max_length=60)),
                ("compartment", models.CharField(default="open", max_length=40)),
                ("marking", models.CharField(blank=True, max_length=20)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("about", models.UUIDField()),
                ("voided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=40)),
                ("statutory", models.CharField(blank=True, max_length=4)),
                ("in_bulk", models.BooleanField(default=False)),
                ("closure", models.UUIDField()),
                ("requested_by", models.UUIDField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("settled_by", models.UUIDField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("signed", models.BooleanField(null=True)),
                ("journey", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="journey.journey")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True), ("voided_at__isnull", True)),
                        fields=["authority", "asked_at"],
                        name="closing_to_sign",
                    )
                ],
            },
        ),
        migrations.RunSQL(WALL.forward(), WALL.backward()),
    ]
