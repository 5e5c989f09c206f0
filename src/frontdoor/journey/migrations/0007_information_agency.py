"""Room for an agency's whole name, as a professional types it, beside the information that it brought."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0006_feedback_waiting"),
    ]

    operations = [
        migrations.AlterField(
            model_name="information",
            name="by_agency",
            field=models.CharField(blank=True, max_length=120),
        ),
    ]
