"""The rule sets known when the program was written; a new year's set is a new row."""

from django.db import migrations

RULE_SETS = [
    {
        "code": "21-HD/BTCTW",
        "first_year": 2019,
        "title": "Hướng dẫn 21-HD/BTCTW ngày 18/10/2019",
        "source": (
            "Quy định 132-QĐ/TW ngày 08/3/2018. Số đảng viên xuất sắc không quá 20% số hoàn thành "
            "tốt, tính trong từng tổ chức cơ sở đảng. Văn bản không nêu cách làm tròn; chưa đọc "
            "được quy định về tỷ lệ đối với tổ chức."
        ),
        "cap_percent": 20,
        "cap_base": "t",
        "cap_rounding": "half_up",
        "caps_units": False,
        "months_before_grading": 6,
    },
    {
        "code": "25-HD/BTCTW",
        "first_year": 2023,
        "title": "Hướng dẫn 25-HD/BTCTW ngày 10/11/2023",
        "source": (
            "Quy định 124-QĐ/TW ngày 04/10/2023, Điều 12. Số xuất sắc không quá 20% số hoàn thành "
            "tốt, theo nhóm có vị trí tương đồng. Văn bản không nêu cách làm tròn."
        ),
        "cap_percent": 20,
        "cap_base": "t",
        "cap_rounding": "half_up",
        "caps_units": True,
        "months_before_grading": 6,
    },
    {
        "code": "43-HD/BTCTW",
        "first_year": 2025,
        "title": "Hướng dẫn 43-HD/BTCTW ngày 31/10/2025",
        "source": (
            "Quy định 366-QĐ/TW ngày 30/8/2025, Điều 5 và Điều 11. Số xuất sắc không quá 20% số "
            "hoàn thành tốt, theo nhóm có vị trí tương đồng; cấp có thẩm quyền có thể cho đến 25%. "
            "Văn bản không nêu cách làm tròn."
        ),
        "cap_percent": 20,
        "cap_base": "t",
        "cap_rounding": "half_up",
        "caps_units": True,
        "months_before_grading": 6,
    },
]


def load(apps, schema_editor):
    RuleSet = apps.get_model("evaluations", "RuleSet")
    RuleSet.objects.bulk_create(RuleSet(**row) for row in RULE_SETS)


def unload(apps, schema_editor):
    RuleSet = apps.get_model("evaluations", "RuleSet")
    RuleSet.objects.filter(code__in=[row["code"] for row in RULE_SETS]).delete()


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
