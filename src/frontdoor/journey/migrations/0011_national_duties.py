"""Referrals to the National Referral Mechanism and reports of FGM to the police, and their walls."""

import django.db.models.deletion
from django.db import migrations, models

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="journey_nationalreferral", about=("about",)),
    Wall(table="journey_fgmreport", about=("about",)),
)


def _inside_a_journey() -> list[tuple[str, models.Field]]:
    return [
        ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
        ("authority", models.CharField(max_length=3)),
        ("agency", models.CharField(blank=True, max_length=60)),
        ("compartment", models.CharField(default="open", max_length=40)),
        ("marking", models.CharField(blank=True, max_length=20)),
        ("revision", models.PositiveIntegerField(default=1)),
        ("about", models.UUIDField()),
        ("voided_at", models.DateTimeField(null=True)),
    ]


def _journey() -> tuple[str, models.Field]:
    return ("journey", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="journey.journey"))


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0010_let_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="NationalReferral",
            fields=[
                *_inside_a_journey(),
                ("referred_at", models.DateTimeField()),
                ("referred_by", models.UUIDField(null=True)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("reasonable_at", models.DateTimeField(null=True)),
                ("reasonable_positive", models.BooleanField(null=True)),
                ("conclusive_at", models.DateTimeField(null=True)),
                ("conclusive_positive", models.BooleanField(null=True)),
                _journey(),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="FgmReport",
            fields=[
                *_inside_a_journey(),
                ("found_at", models.DateTimeField()),
                ("found_by", models.UUIDField(null=True)),
                ("reported_at", models.DateTimeField(null=True)),
                ("reported_by", models.UUIDField(null=True)),
                ("police_reference", models.CharField(blank=True, max_length=60)),
                _journey(),
            ],
            options={"abstract": False},
        ),
        migrations.AddField(
            "alsooutcome", "fgm_found", models.CharField(blank=True, default="", max_length=12), preserve_default=False
        ),
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
