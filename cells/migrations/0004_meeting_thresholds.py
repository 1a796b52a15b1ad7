"""The numbers of meetings known when the program was written; a new rule is a new row."""

import datetime

from django.db import migrations, models

CHARTER = datetime.date(2011, 1, 19)
UNSURE = "chưa đọc được nguyên văn"
HD42 = "Hướng dẫn 42-HD/BTCTW"
PRACTICE = "Lệ làm việc của đảng ủy, sửa theo quy chế của mình"
VALUES = [
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
    codes = [row[0] for row in VALUES]
    apps.get_model("cells", "Threshold").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("cells", "0003_threshold_values")]
    operations = [
        migrations.AlterField(
            model_name="threshold",
            name="code",
            field=models.CharField(
                choices=[
                    ("cell_min_official", "Đảng viên chính thức tối thiểu của một chi bộ (người)"),
                    ("committee_min_members", "Đảng viên tối thiểu của một đảng bộ cơ sở (người)"),
                    ("cell_committee_from", "Chi bộ bầu chi ủy khi có từ (đảng viên chính thức)"),
                    ("cell_committee_max", "Chi ủy viên nhiều nhất (người)"),
                    ("standing_share", "Ban thường vụ nhiều nhất so với cấp ủy (phần)"),
                    ("term_months", "Một nhiệm kỳ kể từ đại hội (tháng)"),
                    ("vote_share", "Tán thành tối thiểu khi xét kết nạp, xét chính thức (phần)"),
                    ("majority", "Nghị quyết cần số tán thành lớn hơn (phần)"),
                    ("register_day", "Chi bộ đăng ký lịch sinh hoạt tháng sau trước ngày (ngày)"),
                    ("approve_day", "Đảng ủy duyệt lịch sinh hoạt tháng sau trước ngày (ngày)"),
                    ("papers_days", "Gửi tài liệu trước buổi sinh hoạt ít nhất (ngày)"),
                    ("minutes_days", "Hoàn thành biên bản, báo cáo sau buổi sinh hoạt trong (ngày)"),
                    ("attendance_target", "Tỷ lệ dự sinh hoạt phấn đấu (phần)"),
                    ("absence_months", "Bỏ sinh hoạt không lý do thì xem xét xóa tên, từ (tháng)"),
                    ("min_age", "Tuổi kết nạp tối thiểu (tuổi)"),
                    ("max_age", "Tuổi kết nạp tối đa, trên đó là trường hợp đặc biệt (tuổi)"),
                    ("ceremony_days", "Tổ chức lễ kết nạp trong (ngày làm việc)"),
                    ("awareness_months", "Chứng nhận lớp nhận thức về Đảng có giá trị (tháng)"),
                    ("transfer_start_days", "Làm thủ tục chuyển sinh hoạt trong (ngày làm việc)"),
                    ("transfer_arrive_days", "Nộp giấy tại chi bộ mới trong (ngày làm việc)"),
                    ("readmission_months", "Kết nạp lại sau khi ra khỏi Đảng ít nhất (tháng)"),
                    ("badge_early_months", "Tặng huy hiệu sớm khi bệnh nặng, nhiều nhất (tháng)"),
                    ("badge_hold_reprimand", "Chưa xét huy hiệu sau khiển trách (tháng)"),
                    ("badge_hold_warning", "Chưa xét huy hiệu sau cảnh cáo, cách chức (tháng)"),
                ],
                max_length=32,
                verbose_name="nội dung",
            ),
        ),
        migrations.RunPython(load, unload),
    ]
