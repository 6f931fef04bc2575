import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("library", "0003_promoted"),
        ("social", "0009_anonymous"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Discretion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="Expertise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("audience", models.CharField(blank=True, default="", max_length=80)),
                ("topic", models.CharField(blank=True, default="", max_length=60)),
                ("answers", models.PositiveIntegerField()),
                ("accepted", models.PositiveIntegerField(default=0)),
                ("confirmed", models.PositiveIntegerField(default=0)),
                ("warmth", models.FloatField()),
                ("last_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Favour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prepared_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("asked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Promotion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.AddField(
            model_name="post",
            name="confirmed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="post",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="worked_out_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(
                condition=models.Q(("worked_out_at__isnull", False)),
                fields=["space", "-worked_out_at", "-id"],
                name="thread_worked_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        ("deleted_at", None),
                        models.Q(("confirmed_by", models.F("author")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="post_confirmed_stands_by_another",
            ),
        ),
        migrations.AddField(
            model_name="discretion",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="discretion", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="expertise",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="expertise", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="expertise",
            name="space",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="expertise", to="social.space"
            ),
        ),
        migrations.AddField(
            model_name="favour",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="favours", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="favour",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="favour",
            name="space",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="social.space"),
        ),
        migrations.AddField(
            model_name="favour",
            name="thread",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="favours", to="social.thread"
            ),
        ),
        migrations.AddField(
            model_name="promotion",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="promotion",
            name="learning_object",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="promotions", to="library.learningobject"
            ),
        ),
        migrations.AddField(
            model_name="promotion",
            name="post",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="promotion", to="social.post"
            ),
        ),
        migrations.AddIndex(
            model_name="expertise",
            index=models.Index(fields=["topic", "space", "-warmth"], name="expertise_by_topic"),
        ),
        migrations.AddConstraint(
            model_name="expertise",
            constraint=models.UniqueConstraint(fields=("person", "space", "audience", "topic"), name="expertise_once"),
        ),
        migrations.AddConstraint(
            model_name="expertise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted__lte", models.F("answers")), ("answers__gte", 1), ("confirmed__lte", models.F("answers"))
                ),
                name="expertise_counts_agree",
            ),
        ),
        migrations.AddIndex(
            model_name="favour",
            index=models.Index(fields=["person", "-prepared_at"], name="favour_of_person"),
        ),
        migrations.AddConstraint(
            model_name="favour",
            constraint=models.UniqueConstraint(fields=("thread", "person", "by"), name="favour_once_a_thread"),
        ),
        migrations.AddConstraint(
            model_name="favour",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("by")), _negated=True), name="favour_of_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="favour",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked_at", None), ("thread__isnull", False), _connector="OR"),
                name="favour_asked_somewhere",
            ),
        ),
    ]
