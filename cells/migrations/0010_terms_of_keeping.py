"""How long it is kept who was given up as a candidate, and where those live who left: for good at first."""

import datetime

from django.db import migrations, models

CODES = ["candidate_months", "leaver_months"]
SOURCE = "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: xóa khi hết mục đích; số tháng do đơn vị chọn"


def load(apps, schema_editor):
    since = datetime.date(2026, 1, 1)
    make = apps.get_model("cells", "Threshold").objects.create
    for code in CODES:
        make(code=code, value=0, valid_from=since, source=SOURCE)


def unload(apps, schema_editor):
    apps.get_model("cells", "Threshold").objects.filter(code__in=CODES).delete()


class Migration(migrations.Migration):
    dependencies = [("cells", "0009_version_papers")]

    operations = [
        migrations.AlterField(
            model_name="threshold",
            name="code",
            field=models.CharField(
                choices=[
                    ("cell_min_official", "Đảng viên chính thức tối thiểu của một chi bộ (người)"),
                    ("committee_min_members", "Đảng viên tối thiểu của một đảng bộ cơ sở (người)"),
                    ("cell_committee_from", "Chi bộ bầu chi ủy khi có từ (đảng viên chính thức)"),
                    ("cell_committee_max", "Chi ủy viên tối đa (người)"),
                    ("standing_share", "Ban thường vụ tối đa so với cấp ủy (phần)"),
                    ("term_months", "Một nhiệm kỳ kể từ đại hội (tháng)"),
                    ("vote_share", "Tán thành tối thiểu khi xét kết nạp, xét chính thức (phần)"),
                    ("majority", "Nghị quyết cần số tán thành lớn hơn (phần)"),
                    ("register_day", "Chi bộ đăng ký lịch sinh hoạt tháng sau trước ngày (ngày)"),
                    ("approve_day", "Đảng ủy duyệt lịch sinh hoạt tháng sau trước ngày (ngày)"),
                    ("papers_days", "Gửi tài liệu trước buổi sinh hoạt ít nhất (ngày)"),
                    ("minutes_days", "Hoàn thành biên bản, báo cáo sau buổi sinh hoạt trong (ngày)"),
                    ("attendance_target", "Tỷ lệ dự sinh hoạt phấn đấu (phần)"),
                    (
                        "absence_months",
                        "Bỏ sinh hoạt chi bộ hoặc không đóng đảng phí không có lý do chính đáng thì xem xét xóa tên, từ (tháng)",
                    ),
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
                    ("transfer_start_days", "Làm thủ tục chuyển sinh hoạt đảng trong (ngày làm việc)"),
                    ("transfer_arrive_days", "Nộp giấy tại chi bộ mới trong (ngày làm việc)"),
                    ("readmission_months", "Kết nạp lại sau khi ra khỏi Đảng ít nhất (tháng)"),
                    (
                        "annulled_counts",
                        "Khai trừ sau đó bị hủy: thời gian ở ngoài Đảng tính vào tuổi đảng (1: có, 0: không)",
                    ),
                    (
                        "badge_early_months",
                        "Xét tặng huy hiệu sớm (đảng viên bị bệnh nặng), tối đa (tháng)",
                    ),
                    ("badge_papers_days", "Nộp hồ sơ trước đợt huy hiệu (ngày làm việc)"),
                    ("badge_hold_reprimand", "Chưa xét huy hiệu sau khiển trách (tháng)"),
                    ("badge_hold_warning", "Chưa xét huy hiệu sau cảnh cáo, cách chức (tháng)"),
                    ("complaint_days", "Trả lời kiến nghị về kết quả xếp loại trong (ngày)"),
                    ("correction_days", "Trả lời đề nghị sửa hồ sơ của đảng viên trong (ngày)"),
                    ("print_days", "Giữ tệp in theo yêu cầu, sau đó xóa (ngày)"),
                    ("import_days", "Giữ tệp Excel tải lên mà không dùng, sau đó xóa (ngày)"),
                    (
                        "candidate_months",
                        "Giữ tên, thông tin người đã đưa ra khỏi nguồn kết nạp, sau đó xóa; 0: giữ mãi (tháng)",
                    ),
                    (
                        "leaver_months",
                        "Giữ điện thoại, nơi ở của người không còn sinh hoạt tại đây, sau đó xóa; 0: giữ mãi (tháng)",
                    ),
                    ("base_salary", "Lương cơ sở, để tính tiền thưởng (nghìn đồng)"),
                ],
                max_length=32,
                verbose_name="nội dung",
            ),
        ),
        migrations.RunPython(load, unload),
    ]
