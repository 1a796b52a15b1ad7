"""Numbers of grading: months on leave and at an old cell, what a cell at the highest level needs; and the
base salary, of which the money of awards is a multiple."""

import datetime

from django.db import migrations, models

HD21 = "Hướng dẫn 21-HD/BTCTW"
SINCE = datetime.date(2019, 10, 18)
ROWS = [
    ("leave_months", 3, None, SINCE, f"{HD21}: nghỉ ốm từ 3 tháng trong năm"),
    ("stay_months", 6, None, SINCE, f"{HD21}; từ năm 2023 chưa đọc được nguyên văn"),
    ("good_share", 80, 100, SINCE, f"{HD21}, áp dụng cho các năm 2019 đến 2022"),
    ("base_salary", 1390, None, datetime.date(2018, 7, 1), "Nghị định 72/2018/NĐ-CP"),
    ("base_salary", 1490, None, datetime.date(2019, 7, 1), "Nghị định 38/2019/NĐ-CP"),
    ("base_salary", 1800, None, datetime.date(2023, 7, 1), "Nghị định 24/2023/NĐ-CP"),
    ("base_salary", 2340, None, datetime.date(2024, 7, 1), "Nghị định 73/2024/NĐ-CP"),
]


def load(apps, schema_editor):
    Threshold = apps.get_model("cells", "Threshold")
    for code, value, out_of, since, source in ROWS:
        Threshold.objects.create(code=code, value=value, out_of=out_of, valid_from=since, source=source)


def unload(apps, schema_editor):
    codes = [code for code, *_ in ROWS]
    apps.get_model("cells", "Threshold").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("cells", "0003_annulled_expulsions")]
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
                    ("leave_months", "Nghỉ có lý do thì xem lại mức xếp loại, từ (tháng)"),
                    ("stay_months", "Đã sinh hoạt ở nơi cũ thì lấy nhận xét khi xếp loại, từ (tháng)"),
                    ("good_share", "Chi bộ xuất sắc: đảng viên hoàn thành tốt trở lên ít nhất (phần)"),
                    ("min_age", "Tuổi kết nạp tối thiểu (tuổi)"),
                    ("max_age", "Tuổi kết nạp tối đa, trên đó là trường hợp đặc biệt (tuổi)"),
                    ("ceremony_days", "Tổ chức lễ kết nạp trong (ngày làm việc)"),
                    ("awareness_months", "Chứng nhận lớp nhận thức về Đảng có giá trị (tháng)"),
                    ("helper_months", "Giúp đỡ người vào Đảng khi đã sinh hoạt cùng đơn vị (tháng)"),
                    ("probation_months", "Thời gian dự bị kể từ lễ kết nạp (tháng)"),
                    ("exemption_age", "Chi bộ tự quyết định miễn sinh hoạt cho đảng viên từ (tuổi)"),
                    ("transfer_start_days", "Làm thủ tục chuyển sinh hoạt trong (ngày làm việc)"),
                    ("transfer_arrive_days", "Nộp giấy tại chi bộ mới trong (ngày làm việc)"),
                    ("readmission_months", "Kết nạp lại sau khi ra khỏi Đảng ít nhất (tháng)"),
                    (
                        "annulled_counts",
                        "Khai trừ sau đó bị hủy: thời gian ở ngoài Đảng tính vào tuổi đảng (1: có, 0: không)",
                    ),
                    ("badge_early_months", "Tặng huy hiệu sớm khi bệnh nặng, nhiều nhất (tháng)"),
                    ("badge_papers_days", "Nộp hồ sơ trước đợt huy hiệu (ngày làm việc)"),
                    ("badge_hold_reprimand", "Chưa xét huy hiệu sau khiển trách (tháng)"),
                    ("badge_hold_warning", "Chưa xét huy hiệu sau cảnh cáo, cách chức (tháng)"),
                    ("base_salary", "Lương cơ sở, để tính tiền thưởng (nghìn đồng)"),
                ],
                max_length=32,
                verbose_name="nội dung",
            ),
        ),
        migrations.RunPython(load, unload),
    ]
