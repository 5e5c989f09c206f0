"""Facts about a child with their source, papers, requests for access; and their walls."""

import django.db.models.deletion
from django.db import migrations, models

from frontdoor.ledger.walls import Wall

WALLS = tuple(Wall(table=f"journey_{name}", about=("about",)) for name in ("knownfact", "paper", "accessrequest"))


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessRequest",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("authority", models.CharField(max_length=3)),
                ("agency", models.CharField(blank=True, max_length=60)),
                ("compartment", models.CharField(default="open", max_length=40)),
                ("marking", models.CharField(blank=True, max_length=20)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("about", models.UUIDField()),
                ("voided_at", models.DateTimeField(null=True)),
                ("asked_by_kind", models.CharField(max_length=20)),
                ("asked_by_name", models.CharField(blank=True, max_length=120)),
                ("asked_at", models.DateTimeField()),
                ("child_asked", models.CharField(max_length=20)),
                ("extended_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=20)),
                ("recorded_by", models.UUIDField(null=True)),
                ("answered_by", models.UUIDField(null=True)),
                ("journey", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="journey.journey")),
            ],
            options={
                "indexes": [models.Index(fields=["about"], name="access_request_by_person")],
            },
        ),
        migrations.CreateModel(
            name="KnownFact",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("authority", models.CharField(max_length=3)),
                ("agency", models.CharField(blank=True, max_length=60)),
                ("compartment", models.CharField(default="open", max_length=40)),
                ("marking", models.CharField(blank=True, max_length=20)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("about", models.UUIDField()),
                ("voided_at", models.DateTimeField(null=True)),
                ("kind", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=120)),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("told_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField(null=True)),
                ("journey", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="journey.journey")),
            ],
            options={
                "indexes": [models.Index(fields=["about"], name="known_fact_by_person")],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("authority", models.CharField(max_length=3)),
                ("agency", models.CharField(blank=True, max_length=60)),
                ("compartment", models.CharField(default="open", max_length=40)),
                ("marking", models.CharField(blank=True, max_length=20)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("about", models.UUIDField()),
                ("voided_at", models.DateTimeField(null=True)),
                ("kind", models.CharField(max_length=20)),
                ("dated", models.DateField(null=True)),
                ("supplied_by", models.CharField(max_length=120)),
                ("in_confidence", models.BooleanField()),
                ("exemptions", models.CharField(blank=True, max_length=120)),
                ("received_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField(null=True)),
                ("journey", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="journey.journey")),
            ],
            options={
                "indexes": [models.Index(fields=["about"], name="paper_by_person")],
            },
        ),
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
