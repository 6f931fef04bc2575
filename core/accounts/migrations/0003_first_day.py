"""First days and profiles; what people had said of their work is found, who has never come is asked."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.accounts.words import fold


TOGETHER = 500


def tell_of_who_is_there(apps, schema_editor):
    """Keeps the words of each person's work as the directory looks for them, and books first days."""
    Person, Profile, FirstDay = (apps.get_model("accounts", name) for name in ("Person", "Profile", "FirstDay"))
    said = Person.objects.exclude(about="").only("pk", "about").iterator(TOGETHER)
    profiles = (Profile(person=person, known_for=f" {fold(person.about)}") for person in said)
    Profile.objects.bulk_create(profiles, batch_size=TOGETHER)
    # An invitation that was accepted has asked for language and zone.
    new = Person.objects.filter(is_active=True, last_login=None, about="").only("pk").iterator(TOGETHER)
    days = (FirstDay(person=person, asks=["language", "zone", "works_on"]) for person in new)
    FirstDay.objects.bulk_create(days, batch_size=TOGETHER)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_claimed_mails'),
    ]

    operations = [
        migrations.AlterField(
            model_name='person',
            name='about',
            field=models.TextField(blank=True, max_length=2000, verbose_name='about my work'),
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('works_on', models.JSONField(blank=True, default=list, verbose_name='what I work on')),
                ('speaks', models.JSONField(blank=True, default=list, verbose_name='languages that I speak')),
                ('known_for', models.TextField(blank=True, editable=False)),
                ('spoken', models.CharField(blank=True, editable=False, max_length=200)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='profile', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='FirstDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asks', models.JSONField(default=list)),
                ('said', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('open', 'Not answered'), ('answered', 'All said'), ('skipped', 'Skipped')], default='open', max_length=8)),
                ('came_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('act', models.CharField(blank=True, choices=[('join', 'Join a community'), ('hello', 'Say hello'), ('read', 'Read what is pinned')], default='', max_length=8)),
                ('act_on', models.CharField(blank=True, default='', max_length=40)),
                ('offer', models.CharField(blank=True, choices=[('offered', 'Offered'), ('done', 'Taken up'), ('dismissed', 'Not now')], default='', max_length=9)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='first_day', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'answered', 'skipped'])), name='first_day_state_known'), models.CheckConstraint(condition=models.Q(('act__in', ['', 'join', 'hello', 'read'])), name='first_act_known'), models.CheckConstraint(condition=models.Q(models.Q(('act', ''), ('act_on', ''), ('offer', '')), models.Q(models.Q(('act', ''), _negated=True), models.Q(('act_on', ''), _negated=True), ('offer__in', ['offered', 'done', 'dismissed'])), _connector='OR'), name='first_act_is_offered_about_something'), models.CheckConstraint(condition=models.Q(('act', ''), models.Q(('state', 'open'), _negated=True), _connector='OR'), name='first_act_after_the_questions')],
            },
        ),
        migrations.RunPython(tell_of_who_is_there, migrations.RunPython.noop),
    ]
