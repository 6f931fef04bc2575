"""Which post an answer really answers; who was sent away."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("social", "0007_moderation"),
    ]

    operations = [
        migrations.AddField(
            model_name="departure",
            name="was_sent",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="post",
            name="meant_for",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="social.post"
            ),
        ),
    ]
