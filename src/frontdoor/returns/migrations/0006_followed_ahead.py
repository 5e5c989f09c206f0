"""How far the newest facts were judged ahead of their turn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("returns", "0005_findings"),
    ]

    operations = [
        migrations.AddField(
            model_name="followed",
            name="ahead",
            field=models.BigIntegerField(default=0),
        ),
    ]
