from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0002_areas"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="contributor",
            name="library_contributor_part_known",
        ),
        migrations.AlterField(
            model_name="contributor",
            name="part",
            field=models.CharField(
                choices=[
                    ("author", "Author"),
                    ("expert", "Subject-matter expert"),
                    ("reviewer", "Reviewer"),
                    ("translator", "Translator"),
                    ("source", "Gave the answer it comes from"),
                ],
                default="author",
                max_length=12,
                verbose_name="part",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributor",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ["author", "expert", "reviewer", "translator", "source"])),
                name="library_contributor_part_known",
            ),
        ),
    ]
