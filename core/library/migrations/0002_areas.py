"""A vocabulary of therapeutic areas to begin with; the company changes it as it likes."""

from django.db import migrations

AREAS = {
    "cardiology": ("Cardiology", "Cardiologie"),
    "cns": ("Neurology and psychiatry", "Neurologie et psychiatrie"),
    "dermatology": ("Dermatology", "Dermatologie"),
    "diabetes": ("Diabetes and metabolism", "Diabète et métabolisme"),
    "gastroenterology": ("Gastroenterology", "Gastro-entérologie"),
    "general": ("Across areas", "Toutes aires"),
    "immunology": ("Immunology", "Immunologie"),
    "infectiology": ("Infectious diseases", "Maladies infectieuses"),
    "oncology": ("Oncology", "Oncologie"),
    "ophthalmology": ("Ophthalmology", "Ophtalmologie"),
    "rare-diseases": ("Rare diseases", "Maladies rares"),
    "respiratory": ("Respiratory", "Pneumologie"),
    "vaccines": ("Vaccines", "Vaccins"),
}


def plant(apps, schema_editor):
    area = apps.get_model("library", "Area")
    for code, (english, french) in AREAS.items():
        area.objects.get_or_create(code=code, defaults={"names": {"en": english, "fr": french}})


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
