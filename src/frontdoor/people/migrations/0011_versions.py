"""What people, their identifiers and the case system's word said before each change, and the walls of it."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from frontdoor.ledger.walls import Wall

WALLS = (
    Wall(table="people_personversion", about=("id",), append_only=True),
    Wall(table="people_identifierversion", about=("person",), append_only=True),
    Wall(table="people_openstatusversion", about=("person",), append_only=True),
)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0010_match_again"),
    ]

    operations = [
        migrations.CreateModel(
            name="IdentifierVersion",
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
                ("person", models.UUIDField()),
                ("unknown_because", models.CharField(blank=True, max_length=4)),
                ("until", models.DateField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OpenStatusVersion",
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
                ("person", models.UUIDField()),
                ("open_episode", models.BooleanField(default=False)),
                ("early_help", models.BooleanField(default=False)),
                ("early_help_since", models.DateField(null=True)),
                ("plan", models.CharField(blank=True, max_length=40)),
                ("plan_category", models.CharField(blank=True, max_length=4)),
                ("plan_since", models.DateField(null=True)),
                ("looked_after_by", models.CharField(blank=True, max_length=120)),
                ("looked_after_since", models.DateField(null=True)),
                ("placed_here", models.BooleanField(default=False)),
                ("team", models.CharField(blank=True, max_length=120)),
                ("worker", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonVersion",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("child", "Child"), ("unborn", "Unborn"), ("adult", "Adult")], max_length=10
                    ),
                ),
                ("given_name", models.CharField(blank=True, max_length=120)),
                ("family_name", models.CharField(blank=True, max_length=120)),
                ("born_on", models.DateField(blank=True, null=True)),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("died_on", models.DateField(blank=True, null=True)),
                ("sex", models.CharField(default="U", max_length=1)),
                ("ethnicity", models.CharField(blank=True, max_length=4)),
                (
                    "disabilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=4), blank=True, default=list, size=None
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="replaced_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."unknown_because" IS DISTINCT FROM (NEW."unknown_because") OR OLD."until" IS DISTINCT FROM (NEW."until"))',
                    func='INSERT INTO "people_identifierversion" ("agency", "authority", "compartment", "id", "marking", "person", "pgh_created_at", "pgh_label", "revision", "unknown_because", "until") VALUES (OLD."agency", OLD."authority", OLD."compartment", OLD."id", OLD."marking", OLD."person", frontdoor_recorded_at(), \'replaced\', OLD."revision", OLD."unknown_because", OLD."until"); RETURN NULL;',
                    hash="9bbf045a8f1fe702f6e0aa58fbe7a0ca73b73e1a",
                    operation="UPDATE",
                    pgid="pgtrigger_replaced_update_a6d4f",
                    table="people_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openstatus",
            trigger=pgtrigger.compiler.Trigger(
                name="replaced_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."early_help" IS DISTINCT FROM (NEW."early_help") OR OLD."early_help_since" IS DISTINCT FROM (NEW."early_help_since") OR OLD."looked_after_by" IS DISTINCT FROM (NEW."looked_after_by") OR OLD."looked_after_since" IS DISTINCT FROM (NEW."looked_after_since") OR OLD."open_episode" IS DISTINCT FROM (NEW."open_episode") OR OLD."placed_here" IS DISTINCT FROM (NEW."placed_here") OR OLD."plan" IS DISTINCT FROM (NEW."plan") OR OLD."plan_category" IS DISTINCT FROM (NEW."plan_category") OR OLD."plan_since" IS DISTINCT FROM (NEW."plan_since") OR OLD."team" IS DISTINCT FROM (NEW."team") OR OLD."worker" IS DISTINCT FROM (NEW."worker"))',
                    func='INSERT INTO "people_openstatusversion" ("agency", "authority", "compartment", "early_help", "early_help_since", "id", "looked_after_by", "looked_after_since", "marking", "open_episode", "person", "pgh_created_at", "pgh_label", "placed_here", "plan", "plan_category", "plan_since", "revision", "team", "worker") VALUES (OLD."agency", OLD."authority", OLD."compartment", OLD."early_help", OLD."early_help_since", OLD."id", OLD."looked_after_by", OLD."looked_after_since", OLD."marking", OLD."open_episode", OLD."person", frontdoor_recorded_at(), \'replaced\', OLD."placed_here", OLD."plan", OLD."plan_category", OLD."plan_since", OLD."revision", OLD."team", OLD."worker"); RETURN NULL;',
                    hash="9fef9ecf92c9fbc0ec49a1c2524c82c7550f0ad0",
                    operation="UPDATE",
                    pgid="pgtrigger_replaced_update_5f3ad",
                    table="people_openstatus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="replaced_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."born_on" IS DISTINCT FROM (NEW."born_on") OR OLD."died_on" IS DISTINCT FROM (NEW."died_on") OR OLD."disabilities" IS DISTINCT FROM (NEW."disabilities") OR OLD."ethnicity" IS DISTINCT FROM (NEW."ethnicity") OR OLD."expected_on" IS DISTINCT FROM (NEW."expected_on") OR OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."given_name" IS DISTINCT FROM (NEW."given_name") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."sex" IS DISTINCT FROM (NEW."sex"))',
                    func='INSERT INTO "people_personversion" ("agency", "authority", "born_on", "compartment", "died_on", "disabilities", "ethnicity", "expected_on", "family_name", "given_name", "id", "kind", "marking", "pgh_created_at", "pgh_label", "revision", "sex") VALUES (OLD."agency", OLD."authority", OLD."born_on", OLD."compartment", OLD."died_on", OLD."disabilities", OLD."ethnicity", OLD."expected_on", OLD."family_name", OLD."given_name", OLD."id", OLD."kind", OLD."marking", frontdoor_recorded_at(), \'replaced\', OLD."revision", OLD."sex"); RETURN NULL;',
                    hash="4c60efca05a0cd7b77d49746cb17d02c7e952dbd",
                    operation="UPDATE",
                    pgid="pgtrigger_replaced_update_7c242",
                    table="people_person",
                    when="AFTER",
                ),
            ),
        ),
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
