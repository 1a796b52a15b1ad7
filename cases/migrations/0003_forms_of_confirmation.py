"""The papers of a confirmation carry the numbers of their forms."""

from django.db import migrations

NUMBERS = {"TKĐ": "10-KNĐ", "QĐ": "16-KNĐ"}


def number(apps, schema_editor):
    papers = apps.get_model("cases", "CasePaper").objects.filter(case__kind="confirmation")
    for old, new in NUMBERS.items():
        papers.filter(code=old).update(code=new)


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_step_act")]

    operations = [migrations.RunPython(number, migrations.RunPython.noop)]
