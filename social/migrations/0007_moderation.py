import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# Words that any company needs; products are each company's own (docs/how-to/answer-for-safety.md).
WORDS = {
    (
        "en",
        "event",
    ): "side effect*, adverse event*, adverse reaction*, allergic*, anaphyla*, rash, fever, vomit*, seizure*, "
    "hospitalis*, hospitaliz*, overdose*, died, death, miscarriage*, pregnan*, medication error*, wrong dose, "
    "did not work, no effect, lack of effect",
    ("fr", "event"): "effet secondaire, effets secondaires, effet indésirable, effets indésirables, "
    "réaction allergique, urticaire, éruption, fièvre, vomi, vomissement*, convuls*, hospitalis*, surdosage*, surdose*, "
    "décéd*, décès, fausse couche, enceinte*, grossesse*, erreur médicamenteuse, mauvaise dose, inefficac*, sans effet",
    (
        "en",
        "patient",
    ): "my patient, our patient, one of my patients, patient of mine, a patient of, told me, i heard of a, "
    "called me, in my practice, of my practice, i saw a patient, treated a patient",
    (
        "fr",
        "patient",
    ): "mon patient, ma patiente, notre patient, notre patiente, un de mes patients, une de mes patientes, "
    "un patient de, une patiente de, m a dit, m a raconté, m a appelé, m a appelée, m a signalé, j ai appris, "
    "dans mon cabinet, j ai vu un patient, j ai vu une patiente",
    ("en", "rude"): "idiot, idiots, moron, morons, stupid, shut up, bullshit, asshole*, fuck*",
    ("fr", "rude"): "idiot, idiote, idiots, imbécile*, crétin*, connard*, connasse*, ta gueule, ferme la, merde, "
    "abruti*, putain",
}


def add_words(apps, schema_editor):
    word = apps.get_model("social", "WatchWord")
    listed = {}
    for (language, sort), words in WORDS.items():
        for text in words.split(","):
            listed.setdefault((text.strip(), sort), language)
    word.objects.bulk_create(
        [word(text=text, sort=sort, language=language) for (text, sort), language in listed.items()]
    )


class Migration(migrations.Migration):
    dependencies = [
        ("social", "0006_attention"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("off_label", "It speaks of a use outside the label"),
                            ("rude", "It is rude"),
                            ("wrong", "It is wrong"),
                            ("spam", "It is advertising, or does not belong here"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                        verbose_name="what is it about",
                    ),
                ),
                ("words", models.CharField(blank=True, default="", max_length=500, verbose_name="in your words")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("", "Waits"), ("acted", "Something was done"), ("dismissed", "Dismissed")],
                        default="",
                        max_length=10,
                    ),
                ),
                ("handled_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="SafetyCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=16, unique=True)),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("reaction", "Side effect"),
                            ("overdose", "Overdose"),
                            ("off_label", "Use outside the label"),
                            ("pregnancy", "Pregnancy or breast-feeding"),
                            ("misuse", "Misuse or abuse"),
                            ("error", "Medication error"),
                            ("no_effect", "Lack of effect"),
                            ("other", "Something else"),
                        ],
                        default="reaction",
                        max_length=10,
                        verbose_name="what it is",
                    ),
                ),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("place", models.CharField(blank=True, default="", max_length=200)),
                ("source", models.TextField()),
                ("html", models.TextField()),
                ("before", models.JSONField(default=list)),
                ("files", models.JSONField(default=list)),
                ("written_at", models.DateTimeField()),
                ("reported_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("digest", models.CharField(max_length=64)),
                ("is_sure", models.BooleanField(default=True)),
                ("clock_from", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("work", "In work"),
                            ("sent", "Sent"),
                            ("not_event", "Not an event"),
                            ("duplicate", "Duplicate"),
                        ],
                        default="new",
                        max_length=10,
                    ),
                ),
                ("who_told", models.TextField(blank=True, default="", max_length=1000, verbose_name="who told it")),
                ("patient", models.TextField(blank=True, default="", max_length=1000, verbose_name="the patient")),
                ("product", models.TextField(blank=True, default="", max_length=1000, verbose_name="the product")),
                ("reaction", models.TextField(blank=True, default="", max_length=4000, verbose_name="what happened")),
                (
                    "seriousness",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not", "Not serious"),
                            ("death", "Death"),
                            ("life", "A danger to life"),
                            ("hospital", "Hospital, or a longer stay there"),
                            ("disability", "A lasting disability"),
                            ("birth", "A birth defect"),
                            ("other", "Medically important otherwise"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="how serious",
                    ),
                ),
                ("note", models.TextField(blank=True, default="", max_length=4000, verbose_name="note")),
                ("version", models.PositiveIntegerField(default=1)),
                ("sent_as", models.CharField(blank=True, default="", max_length=80)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closing_reason", models.TextField(blank=True, default="")),
                ("redacted_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SafetyDeadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sort",
                    models.CharField(choices=[("half", "Half of the time is gone"), ("late", "Late")], max_length=4),
                ),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SafetyHint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sort",
                    models.CharField(
                        choices=[("safety", "Perhaps a safety event"), ("rude", "Perhaps a rude word")],
                        default="safety",
                        max_length=6,
                    ),
                ),
                ("words", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("waits", "Waits"), ("reported", "Reported"), ("dismissed", "Dismissed")],
                        default="waits",
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("handled_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SafetyNumber",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SafetyStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("what", models.CharField(max_length=40)),
                ("old", models.JSONField(default=dict)),
                ("new", models.JSONField(default=dict)),
                ("reason", models.TextField(blank=True, default="")),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("warn", "Warn"),
                            ("pause", "Pause: may read, not write"),
                            ("remove", "Remove from the space"),
                        ],
                        max_length=6,
                        verbose_name="what",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField(null=True)),
                ("lifted_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Sweep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("up_to", models.BigIntegerField()),
                ("done_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="WatchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=80, verbose_name="word")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("fr", "French")],
                        default="en",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("product", "Product"),
                            ("event", "Event"),
                            ("patient", "Patient, or who tells of one"),
                            ("rude", "Rude"),
                        ],
                        max_length=8,
                        verbose_name="sort",
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["sort", "text", "pk"],
            },
        ),
        migrations.AddField(
            model_name="post",
            name="held_for",
            field=models.CharField(
                blank=True,
                choices=[("safety", "The safety officers look at it"), ("flags", "A moderator looks at it")],
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="space",
            name="slow_seconds",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="thread",
            name="slow_seconds",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_for__in", ["", "safety", "flags"])), name="post_hold_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_for", ""), ("deleted_at", None), _connector="OR"), name="post_held_stands"
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="handled_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="flags", to="social.post"
            ),
        ),
        migrations.AddField(
            model_name="safetycase",
            name="author",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="safetycase",
            name="closed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="safetycase",
            name="original",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duplicates",
                to="social.safetycase",
            ),
        ),
        migrations.AddField(
            model_name="safetycase",
            name="post",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="safety_cases", to="social.post"
            ),
        ),
        migrations.AddField(
            model_name="safetycase",
            name="reporter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="safetycase",
            name="taken_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="safetydeadline",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="deadlines", to="social.safetycase"
            ),
        ),
        migrations.AddField(
            model_name="safetyhint",
            name="handled_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="safetyhint",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="hints", to="social.post"
            ),
        ),
        migrations.AddField(
            model_name="safetystep",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="safetystep",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="social.safetycase"
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="lifted_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sanctions", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="post",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="social.post"
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="space",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sanctions", to="social.space"
            ),
        ),
        migrations.AddField(
            model_name="sweep",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sweep",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sweep",
            name="posts",
            field=models.ManyToManyField(related_name="+", to="social.post"),
        ),
        migrations.AddField(
            model_name="sweep",
            name="space",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sweeps", to="social.space"
            ),
        ),
        migrations.AddField(
            model_name="sweep",
            name="thread",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="social.thread"
            ),
        ),
        migrations.AddField(
            model_name="watchword",
            name="added_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(condition=models.Q(("outcome", "")), fields=["post"], name="flag_waits"),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.UniqueConstraint(fields=("post", "person"), name="flag_once_a_person"),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(("sort__in", ["off_label", "rude", "wrong", "spam", "other"])),
                name="flag_sort_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handled_at", None), ("handled_by", None), ("outcome", "")),
                    models.Q(
                        ("handled_at__isnull", False),
                        ("handled_by__isnull", False),
                        ("outcome__in", ["acted", "dismissed"]),
                    ),
                    _connector="OR",
                ),
                name="flag_handled_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="safetycase",
            index=models.Index(fields=["state", "due_at"], name="safety_case_queue"),
        ),
        migrations.AddConstraint(
            model_name="safetycase",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["new", "work", "sent", "not_event", "duplicate"])),
                name="safety_case_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="safetycase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None), ("state__in", ["new", "work"])),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("state__in", ["sent", "not_event", "duplicate"]),
                    ),
                    _connector="OR",
                ),
                name="safety_case_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="safetycase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("original__isnull", False),
                        ("state", "duplicate"),
                        models.Q(("original", models.F("id")), _negated=True),
                    ),
                    models.Q(models.Q(("state", "duplicate"), _negated=True), ("original", None)),
                    _connector="OR",
                ),
                name="safety_case_duplicate_of_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="safetycase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["new", "work"])),
                fields=("post",),
                name="safety_case_open_once_a_post",
            ),
        ),
        migrations.AddIndex(
            model_name="safetydeadline",
            index=models.Index(condition=models.Q(("done_at", None)), fields=["due_at"], name="safety_deadline_due"),
        ),
        migrations.AddConstraint(
            model_name="safetydeadline",
            constraint=models.UniqueConstraint(fields=("case", "sort"), name="safety_deadline_once"),
        ),
        migrations.AddIndex(
            model_name="safetyhint",
            index=models.Index(fields=["state", "-id"], name="safety_hint_waits"),
        ),
        migrations.AddConstraint(
            model_name="safetyhint",
            constraint=models.UniqueConstraint(fields=("post", "sort"), name="safety_hint_once"),
        ),
        migrations.AddIndex(
            model_name="sanction",
            index=models.Index(fields=["space", "person", "-at"], name="sanction_of_person"),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(("sort__in", ["warn", "pause", "remove"])), name="sanction_sort_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="sanction_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sort", "warn"), ("until", None)),
                    models.Q(("sort__in", ["pause", "remove"]), ("until__gt", models.F("at"))),
                    _connector="OR",
                ),
                name="sanction_timed_but_warnings",
            ),
        ),
        migrations.AddConstraint(
            model_name="sweep",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="sweep_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="sweep",
            constraint=models.CheckConstraint(
                condition=models.Q(("thread__isnull", False), ("person__isnull", False), _connector="OR"),
                name="sweep_of_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="watchword",
            constraint=models.UniqueConstraint(fields=("text", "sort"), name="watch_word_once"),
        ),
        migrations.AddConstraint(
            model_name="watchword",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="watch_word_has_letters"
            ),
        ),
        migrations.RunPython(add_words, migrations.RunPython.noop),
    ]
