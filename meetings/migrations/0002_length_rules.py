"""The length rules known when the program was written; a new one is a new row."""

import datetime

from django.db import migrations

LENGTH_RULES = [
    {
        "valid_from": datetime.date(2018, 7, 6),
        "minutes": 90,
        "combined_minutes": 120,
        "source": "Hướng dẫn 12-HD/BTCTW ngày 06/7/2018 (chưa đọc được nguyên văn)",
    },
    {
        "valid_from": datetime.date(2025, 10, 28),
        "minutes": 90,
        "combined_minutes": 120,
        "source": "Hướng dẫn 42-HD/BTCTW ngày 28/10/2025",
    },
]


def load(apps, schema_editor):
    LengthRule = apps.get_model("meetings", "LengthRule")
    LengthRule.objects.bulk_create(LengthRule(**row) for row in LENGTH_RULES)


def unload(apps, schema_editor):
    LengthRule = apps.get_model("meetings", "LengthRule")
    LengthRule.objects.filter(valid_from__in=[row["valid_from"] for row in LENGTH_RULES]).delete()


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
