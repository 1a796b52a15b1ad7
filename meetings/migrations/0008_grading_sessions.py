"""The session on review and grading, and an agenda for it."""

import datetime

from django.db import migrations, models

SINCE = datetime.date(2025, 10, 31)
SOURCE = (
    "Hướng dẫn 43-HD/BTCTW ngày 31/10/2025: tập thể trước, người đứng đầu trước, cấp phó sau; các bước và "
    "thời gian tạm lập theo thông lệ, mời văn phòng sửa theo hướng dẫn của địa phương"
)
LINES = [
    ("Nêu mục đích, yêu cầu; thông qua chương trình; cử thư ký, tổ kiểm phiếu", 10, "opening"),
    ("Kiểm điểm tập thể chi ủy, chi bộ; thảo luận, tự xếp loại", 40, "other"),
    ("Từng đồng chí tự kiểm điểm, tự xếp loại: bí thư, phó bí thư, rồi các đảng viên", 90, "criticism"),
    ("Góp ý, phê bình; người kiểm điểm tiếp thu", 60, "criticism"),
    ("Bỏ phiếu xếp loại đảng viên, chi bộ; công bố kết quả kiểm phiếu", 25, "other"),
    ("Kết luận; thông qua biên bản", 15, "closing"),
]


def load(apps, schema_editor):
    Template = apps.get_model("meetings", "AgendaTemplate")
    facts = {"kind": "grading", "name": "Hội nghị kiểm điểm, xếp loại", "source": SOURCE}
    made = Template.objects.create(valid_from=SINCE, **facts)
    for position, (title, minutes, subject) in enumerate(LINES, start=1):
        made.lines.create(position=position, title=title, planned_minutes=minutes, subject=subject)


def unload(apps, schema_editor):
    apps.get_model("meetings", "AgendaTemplate").objects.filter(kind="grading").delete()


class Migration(migrations.Migration):
    dependencies = [("meetings", "0007_meetings_from_a_register")]

    operations = [
        migrations.AlterField(
            model_name="agendatemplate",
            name="kind",
            field=models.CharField(
                choices=[
                    ("regular", "Thường kỳ"),
                    ("thematic", "Chuyên đề"),
                    ("combined", "Thường kỳ kết hợp chuyên đề"),
                    ("committee", "Họp cấp ủy"),
                    ("conference", "Hội nghị đảng bộ"),
                    ("congress", "Đại hội"),
                    ("grading", "Hội nghị kiểm điểm, xếp loại"),
                ],
                max_length=12,
                verbose_name="loại họp",
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
                    ("committee", "Họp cấp ủy"),
                    ("conference", "Hội nghị đảng bộ"),
                    ("congress", "Đại hội"),
                    ("grading", "Hội nghị kiểm điểm, xếp loại"),
                ],
                max_length=12,
                verbose_name="loại",
            ),
        ),
        migrations.RunPython(load, unload),
    ]
