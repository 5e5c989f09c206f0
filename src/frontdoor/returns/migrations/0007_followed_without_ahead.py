"""Nobody is judged ahead of a position any more: whoever waits is judged once, the newest and the oldest by turns."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("returns", "0006_followed_ahead"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="followed",
            name="ahead",
        ),
    ]
