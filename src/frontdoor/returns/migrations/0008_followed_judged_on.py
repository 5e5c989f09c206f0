"""The day by which whoever a new day may change was judged last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("returns", "0007_followed_without_ahead"),
    ]

    operations = [
        migrations.AddField(
            model_name="followed",
            name="judged_on",
            field=models.DateField(null=True),
        ),
    ]
