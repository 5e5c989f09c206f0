"""Keep since when early help and care last, as the case system tells it: inspections ask for both days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_walls")]

    operations = [
        migrations.AddField("openstatus", "early_help_since", models.DateField(null=True)),
        migrations.AddField("openstatus", "looked_after_since", models.DateField(null=True)),
    ]
