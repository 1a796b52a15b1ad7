"""Words of an office; sources without the doubts of the makers."""

import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


# What was delivered and said how well its text is known: that stands in docs/rules.md now. A source
# that somebody wrote stays.
DOUBTS = {
    " (chưa đọc được nguyên văn)": "",
    ", ghi lại theo nguồn dẫn lại, chưa đối chiếu nguyên văn": "",
    "Chưa tìm được văn bản quy định trình tự; tạm lập theo thông lệ, mời văn phòng sửa theo quy định": (
        "Theo thông lệ; sửa theo quy định của địa phương"
    ),
    "tạm lập theo thông lệ, mời văn phòng sửa theo hướng dẫn của địa phương": (
        "theo thông lệ; sửa theo hướng dẫn của địa phương"
    ),
}


def keep_sources_alone(apps, schema_editor):
    for name in ["LengthRule", "AgendaTemplate"]:
        model = apps.get_model("meetings", name)
        for row in model.objects.exclude(source=""):
            source = row.source
            for doubt, plain in DOUBTS.items():
                source = source.replace(doubt, plain)
            if source != row.source:
                model.objects.filter(pk=row.pk).update(source=source)


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0006_words"),
        ("meetings", "0010_members_own_page"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="meeting",
            options={
                "ordering": ["-held_on", "-id"],
                "verbose_name": "cuổi sinh hoạt",
                "verbose_name_plural": "cuổi sinh hoạt",
            },
        ),
        migrations.AlterModelOptions(
            name="meetingpaper",
            options={
                "ordering": ["-issued_on", "-pk"],
                "verbose_name": "văn bản của cuổi sinh hoạt",
                "verbose_name_plural": "văn bản của cuổi sinh hoạt",
            },
        ),
        migrations.AlterField(
            model_name="agendatemplate",
            name="kind",
            field=models.CharField(
                choices=[
                    ("regular", "Thường kỳ"),
                    ("thematic", "Chuyên đề"),
                    ("combined", "Thường kỳ kết hợp chuyên đề"),
                    ("committee", "Hội nghị cấp ủy"),
                    ("conference", "Hội nghị đảng bộ"),
                    ("congress", "Đại hội"),
                    ("grading", "Hội nghị kiểm điểm, xếp loại"),
                ],
                max_length=12,
                verbose_name="loại họp",
            ),
        ),
        migrations.AlterField(
            model_name="attachment",
            name="posted_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="tải lên lúc"
            ),
        ),
        migrations.AlterField(
            model_name="attendance",
            name="status",
            field=models.CharField(
                choices=[
                    ("present", "Có mặt"),
                    ("late", "Đến muộn"),
                    ("online", "Dự trực tuyến"),
                    ("excused", "Vắng có lý do"),
                    ("unexcused", "Vắng không lý do"),
                    ("exempt", "Miễn sinh hoạt"),
                    ("away", "Sinh hoạt tạm thời nơi khác"),
                    ("suspended", "Đình chỉ sinh hoạt đảng"),
                ],
                default="present",
                max_length=10,
                verbose_name="điểm danh",
            ),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="kind",
            field=models.CharField(
                choices=[
                    ("regular", "Thường kỳ"),
                    ("thematic", "Chuyên đề"),
                    ("combined", "Thường kỳ kết hợp chuyên đề"),
                    ("committee", "Hội nghị cấp ủy"),
                    ("conference", "Hội nghị đảng bộ"),
                    ("congress", "Đại hội"),
                    ("grading", "Hội nghị kiểm điểm, xếp loại"),
                ],
                max_length=12,
                verbose_name="loại",
            ),
        ),
        migrations.AlterField(
            model_name="taskreport",
            name="state",
            field=models.CharField(
                choices=[
                    ("done", "đã xong"),
                    ("going_on", "đang làm"),
                    ("not_done", "chưa làm được"),
                    ("reopened", "ghi lại là chưa xong"),
                    ("moved", "gia hạn"),
                    ("given", "giao người thực hiện"),
                    ("withdrawn", "thôi giao nhiệm vụ"),
                ],
                max_length=9,
                verbose_name="tình hình",
            ),
        ),
        migrations.AlterField(
            model_name="vote",
            name="matter",
            field=models.CharField(
                choices=[
                    ("ordinary", "Nghị quyết, việc thông thường"),
                    ("admission", "Đề nghị kết nạp đảng viên"),
                    ("confirmation", "Đề nghị công nhận đảng viên chính thức"),
                    ("discipline", "Kỷ luật khiển trách, cảnh cáo"),
                    ("dismissal", "Đề nghị cách chức"),
                    ("expulsion", "Đề nghị khai trừ"),
                    ("deletion", "Đề nghị xóa tên"),
                    ("grade_member", "Xếp loại đảng viên"),
                    ("grade_cell", "Xếp loại chi bộ"),
                    ("commendation", "Đề nghị khen thưởng"),
                ],
                default="ordinary",
                max_length=12,
                verbose_name="loại việc",
            ),
        ),
        migrations.AlterConstraint(
            model_name="libraryitem",
            name="libraryitem_file_or_address",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file", ""), models.Q(("url", ""), _negated=True)),
                    models.Q(models.Q(("file", ""), _negated=True), ("url", "")),
                    _connector="OR",
                ),
                name="libraryitem_file_or_address",
                violation_error_message="Tải lên một tệp PDF, hoặc ghi một địa chỉ; không cả hai.",
            ),
        ),
        migrations.AlterField(
            model_name="agendaitem",
            name="subject",
            field=models.CharField(
                choices=[
                    ("other", "Nội dung khác"),
                    ("opening", "Mở đầu"),
                    ("review", "Đánh giá tháng trước"),
                    ("direction", "Nhiệm vụ tháng tới"),
                    ("ideology", "Tư tưởng, thời sự, văn bản mới"),
                    ("tasks", "Kiểm điểm nhiệm vụ đã giao"),
                    ("criticism", "Tự phê bình và phê bình"),
                    ("topic", "Chuyên đề"),
                    ("ho_chi_minh", "Học tập và làm theo Hồ Chí Minh"),
                    ("press", "Đọc báo, tạp chí của Đảng"),
                    ("mass_work", "Mô hình Dân vận khéo"),
                    ("admission", "Phát triển đảng viên"),
                    ("inspection", "Kiểm tra, giám sát"),
                    ("directive", "Nghị quyết, văn bản của cấp trên"),
                    ("scoring", "Đánh giá chất lượng sinh hoạt"),
                    ("closing", "Kết thúc"),
                ],
                default="other",
                max_length=12,
                verbose_name="thuộc phần",
            ),
        ),
        migrations.AlterField(
            model_name="agendatemplateline",
            name="subject",
            field=models.CharField(
                choices=[
                    ("other", "Nội dung khác"),
                    ("opening", "Mở đầu"),
                    ("review", "Đánh giá tháng trước"),
                    ("direction", "Nhiệm vụ tháng tới"),
                    ("ideology", "Tư tưởng, thời sự, văn bản mới"),
                    ("tasks", "Kiểm điểm nhiệm vụ đã giao"),
                    ("criticism", "Tự phê bình và phê bình"),
                    ("topic", "Chuyên đề"),
                    ("ho_chi_minh", "Học tập và làm theo Hồ Chí Minh"),
                    ("press", "Đọc báo, tạp chí của Đảng"),
                    ("mass_work", "Mô hình Dân vận khéo"),
                    ("admission", "Phát triển đảng viên"),
                    ("inspection", "Kiểm tra, giám sát"),
                    ("directive", "Nghị quyết, văn bản của cấp trên"),
                    ("scoring", "Đánh giá chất lượng sinh hoạt"),
                    ("closing", "Kết thúc"),
                ],
                default="other",
                max_length=12,
                verbose_name="thuộc phần",
            ),
        ),
        migrations.RunPython(keep_sources_alone, migrations.RunPython.noop),
    ]
