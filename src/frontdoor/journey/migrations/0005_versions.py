"""Who held a journey and what a referral's need was before each change, and the walls of it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="journey_journeyversion", about=("about",), append_only=True),
    Wall(table="journey_referralversion", about=("about",), append_only=True),
)


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0004_closing_request"),
    ]

    operations = [
        migrations.CreateModel(
            name="JourneyVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(editable=False, serialize=False)),
                ("authority", models.CharField(max_length=3)),
                ("agency", models.CharField(blank=True, max_length=60)),
                ("compartment", models.CharField(default="open", max_length=40)),
                ("marking", models.CharField(blank=True, max_length=20)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("about", models.UUIDField()),
                ("team", models.CharField(blank=True, max_length=60)),
                ("worker", models.UUIDField(null=True)),
                ("held_since", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReferralVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(editable=False, serialize=False)),
                ("authority", models.CharField(max_length=3)),
                ("agency", models.CharField(blank=True, max_length=60)),
                ("compartment", models.CharField(default="open", max_length=40)),
                ("marking", models.CharField(blank=True, max_length=20)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("about", models.UUIDField()),
                ("primary_need", models.CharField(blank=True, max_length=2)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="journey",
            trigger=pgtrigger.compiler.Trigger(
                name="replaced_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."held_since" IS DISTINCT FROM (NEW."held_since") OR OLD."team" IS DISTINCT FROM (NEW."team") OR OLD."worker" IS DISTINCT FROM (NEW."worker"))',
                    func='INSERT INTO "journey_journeyversion" ("about", "agency", "authority", "compartment", "held_since", "id", "marking", "pgh_created_at", "pgh_label", "revision", "team", "worker") VALUES (OLD."about", OLD."agency", OLD."authority", OLD."compartment", OLD."held_since", OLD."id", OLD."marking", frontdoor_recorded_at(), \'replaced\', OLD."revision", OLD."team", OLD."worker"); RETURN NULL;',
                    hash="aca52de7a13b384761d651ab76ca56395c8e776c",
                    operation="UPDATE",
                    pgid="pgtrigger_replaced_update_083bc",
                    table="journey_journey",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="replaced_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."primary_need" IS DISTINCT FROM (NEW."primary_need"))',
                    func='INSERT INTO "journey_referralversion" ("about", "agency", "authority", "compartment", "id", "marking", "pgh_created_at", "pgh_label", "primary_need", "revision") VALUES (OLD."about", OLD."agency", OLD."authority", OLD."compartment", OLD."id", OLD."marking", frontdoor_recorded_at(), \'replaced\', OLD."primary_need", OLD."revision"); RETURN NULL;',
                    hash="660cdf015a47a3ce346cd68eca7581a84b0484c6",
                    operation="UPDATE",
                    pgid="pgtrigger_replaced_update_115f7",
                    table="journey_referral",
                    when="AFTER",
                ),
            ),
        ),
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
