"""Words of an office; sources without the doubts of the makers."""

from django.conf import settings
from django.db import migrations, models


# What was delivered and said how well its text is known: that stands in docs/rules.md now. A source
# that somebody wrote stays.
DOUBTS = {" (chưa đọc được nguyên văn)": "", "; từ năm 2023 chưa đọc được nguyên văn": ""}


def keep_sources_alone(apps, schema_editor):
    for name in ["Threshold"]:
        model = apps.get_model("cells", name)
        for row in model.objects.exclude(source=""):
            source = row.source
            for doubt, plain in DOUBTS.items():
                source = source.replace(doubt, plain)
            if source != row.source:
                model.objects.filter(pk=row.pk).update(source=source)


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0005_days_of_complaints"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="threshold",
            options={
                "ordering": ["code", "valid_from"],
                "verbose_name": "thông số theo quy định",
                "verbose_name_plural": "thông số theo quy định",
            },
        ),
        migrations.AlterField(
            model_name="assignment",
            name="role",
            field=models.CharField(
                choices=[
                    ("member", "Đảng viên"),
                    ("secretary", "Bí thư, phó bí thư chi bộ"),
                    ("office", "Bộ phận giúp việc đảng ủy"),
                    ("leader", "Thường trực đảng ủy (bí thư, phó bí thư)"),
                    ("inspector", "Ủy ban kiểm tra"),
                    ("upper_staff", "Cán bộ của cấp ủy cấp trên"),
                    ("admin", "Quản trị hệ thống"),
                ],
                max_length=16,
                verbose_name="vai trò",
            ),
        ),
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
                    ("base_salary", "Lương cơ sở, để tính tiền thưởng (nghìn đồng)"),
                ],
                max_length=32,
                verbose_name="nội dung",
            ),
        ),
        migrations.AlterField(
            model_name="unit",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="ngày kết thúc hoạt động"),
        ),
        migrations.AlterField(
            model_name="unit",
            name="kind",
            field=models.CharField(
                choices=[
                    ("upper_committee", "đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng"),
                    ("grassroots_committee", "đảng bộ cơ sở"),
                    ("subcommittee", "đảng bộ bộ phận"),
                    ("cell", "chi bộ trực thuộc"),
                    ("grassroots_cell", "chi bộ cơ sở"),
                ],
                max_length=24,
                verbose_name="loại hình",
            ),
        ),
        migrations.AlterField(
            model_name="unitversion",
            name="kind",
            field=models.CharField(
                choices=[
                    ("upper_committee", "đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng"),
                    ("grassroots_committee", "đảng bộ cơ sở"),
                    ("subcommittee", "đảng bộ bộ phận"),
                    ("cell", "chi bộ trực thuộc"),
                    ("grassroots_cell", "chi bộ cơ sở"),
                ],
                max_length=24,
                verbose_name="loại hình",
            ),
        ),
        migrations.AlterConstraint(
            model_name="savedfilter",
            name="saved_filter_name",
            constraint=models.UniqueConstraint(
                fields=("user", "page", "name"),
                name="saved_filter_name",
                violation_error_message="Đã có bộ lọc mang tên này. Đặt tên khác.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="threshold",
            name="threshold_once_a_day",
            constraint=models.UniqueConstraint(
                fields=("code", "valid_from"),
                name="threshold_once_a_day",
                violation_error_message="Đã có một thông số áp dụng từ đúng ngày này.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="unit",
            name="unit_end_after_founding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("ended_on__gte", models.F("founded_on")),
                    _connector="OR",
                ),
                name="unit_end_after_founding",
                violation_error_message="Ngày kết thúc hoạt động không thể trước ngày thành lập.",
            ),
        ),
        migrations.RunPython(keep_sources_alone, migrations.RunPython.noop),
    ]
