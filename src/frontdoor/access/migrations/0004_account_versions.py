"""What an account was called, and its registration, before each change, and the walls of it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from frontdoor.ledger.walls import Wall

WALLS = (Wall(table="access_accountversion", compartment=False, append_only=True),)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_key_by_authority"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(editable=False, serialize=False)),
                ("authority", models.CharField(max_length=3)),
                ("name", models.CharField(max_length=120)),
                ("registration", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="replaced_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."registration" IS DISTINCT FROM (NEW."registration"))',
                    func='INSERT INTO "access_accountversion" ("authority", "id", "name", "pgh_created_at", "pgh_label", "registration") VALUES (OLD."authority", OLD."id", OLD."name", frontdoor_recorded_at(), \'replaced\', OLD."registration"); RETURN NULL;',
                    hash="e83010a67308384a5dda960dfeeed5b0ae9e9cd0",
                    operation="UPDATE",
                    pgid="pgtrigger_replaced_update_f1164",
                    table="access_account",
                    when="AFTER",
                ),
            ),
        ),
        *(migrations.RunSQL(wall.forward(), wall.backward()) for wall in WALLS),
    ]
