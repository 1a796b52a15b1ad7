"""The numbers known when the program was written; a new rule is a new row. Nothing here is law:
where a source was only reported by others, the row says so and the administrator corrects it."""

import datetime

from django.db import migrations

CHARTER = datetime.date(2011, 1, 19)
RULES = "Điều lệ Đảng"
UNSURE = "chưa đọc được nguyên văn"
HD42 = "Hướng dẫn 42-HD/BTCTW"
PRACTICE = "Lệ làm việc của đảng ủy, sửa theo quy chế của mình"
GUIDE_294 = f"Quy định 294-QĐ/TW ({UNSURE})"
VALUES = [
    ("cell_min_official", 3, None, CHARTER, f"{RULES}, Điều 21, 24"),
    ("committee_min_members", 30, None, CHARTER, f"{RULES}, Điều 21"),
    ("cell_committee_from", 9, None, CHARTER, f"{RULES}, Điều 24; Quy định 294-QĐ/TW"),
    ("cell_committee_max", 7, None, CHARTER, "Quy định 294-QĐ/TW"),
    ("standing_share", 1, 3, CHARTER, f"Quy định về số lượng cấp ủy ({UNSURE})"),
    ("term_months", 60, None, CHARTER, f"{RULES}; Quy định 294-QĐ/TW"),
    ("vote_share", 2, 3, CHARTER, GUIDE_294),
    ("min_age", 18, None, CHARTER, "Quy định 29-QĐ/TW"),
    ("max_age", 60, None, CHARTER, "Quy định 29-QĐ/TW"),
    ("ceremony_days", 30, None, CHARTER, GUIDE_294),
    ("awareness_months", 60, None, CHARTER, f"Hướng dẫn 01-HD/TW ({UNSURE})"),
    ("helper_months", 12, None, CHARTER, f"{RULES}, Điều 4; Hướng dẫn 01-HD/TW ({UNSURE})"),
    ("probation_months", 12, None, CHARTER, f"{RULES}, Điều 5"),
    ("exemption_age", 80, None, CHARTER, f"Hướng dẫn 38-HD/BTCTW ({UNSURE})"),
    ("transfer_start_days", 60, None, CHARTER, "Quy định 29-QĐ/TW, 6.3.1"),
    ("transfer_arrive_days", 30, None, CHARTER, "Quy định 29-QĐ/TW, 6.3.1"),
    ("readmission_months", 36, None, CHARTER, GUIDE_294),
    ("badge_early_months", 12, None, CHARTER, f"Hướng dẫn về huy hiệu Đảng ({UNSURE})"),
    ("badge_papers_days", 30, None, CHARTER, f"Hướng dẫn về huy hiệu Đảng ({UNSURE})"),
    ("badge_hold_reprimand", 6, None, CHARTER, f"Hướng dẫn về huy hiệu Đảng ({UNSURE})"),
    ("badge_hold_warning", 12, None, CHARTER, f"Hướng dẫn về huy hiệu Đảng ({UNSURE})"),
    ("majority", 1, 2, CHARTER, f"Điều lệ Đảng ({UNSURE})"),
    ("register_day", 20, None, CHARTER, PRACTICE),
    ("approve_day", 25, None, CHARTER, PRACTICE),
    ("papers_days", 1, None, CHARTER, HD42),
    ("minutes_days", 2, None, CHARTER, f"{HD42} ({UNSURE})"),
    ("attendance_target", 90, 100, CHARTER, f"{HD42} ({UNSURE})"),
    ("absence_months", 3, None, CHARTER, "Điều lệ Đảng, Điều 8"),
]
FIELDS = ("code", "value", "out_of", "valid_from", "source")


def load(apps, schema_editor):
    Threshold = apps.get_model("cells", "Threshold")
    Threshold.objects.bulk_create(Threshold(**dict(zip(FIELDS, row))) for row in VALUES)


def unload(apps, schema_editor):
    apps.get_model("cells", "Threshold").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("cells", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
