"""Words of an office; two reasons for having no level; sources without the doubts of the makers."""

from django.conf import settings
from django.db import migrations, models


# What was delivered and said how well its text is known: that stands in docs/rules.md now. A source
# that somebody wrote stays.
DOUBTS = {
    "; chưa đọc được quy định về tỷ lệ đối với tổ chức": "",
    " Chưa đọc được nguyên văn: tỷ lệ 15% số hoàn thành tốt lấy theo báo cáo của năm 2016, cần đối "
    "chiếu trước khi dùng.": " Tỷ lệ 15% số hoàn thành tốt theo báo cáo của năm 2016.",
    " Chưa đọc được câu về tỷ lệ: lấy như Hướng dẫn 21-HD/BTCTW, cần đối chiếu trước khi dùng.": (
        " Tỷ lệ như Hướng dẫn 21-HD/BTCTW."
    ),
    "; văn bản trước và sau đó chưa đọc được nguyên văn": "",
    "; chưa đọc được nguyên văn": "",
}


def keep_sources_alone(apps, schema_editor):
    for name in ["RuleSet", "AwardRule"]:
        model = apps.get_model("evaluations", name)
        for row in model.objects.exclude(source=""):
            source = row.source
            for doubt, plain in DOUBTS.items():
                source = source.replace(doubt, plain)
            if source != row.source:
                model.objects.filter(pk=row.pk).update(source=source)


def name_new_bodies(apps, schema_editor):
    """A body founded too late and a member admitted too late are two reasons."""
    for name in ("UnitAssessment", "Collective"):
        rows = apps.get_model("evaluations", name).objects.filter(exclusion="too_new")
        rows.update(exclusion="new_body")
    of_units = apps.get_model("evaluations", "Regrading").objects.filter(of_unit__isnull=False)
    for field in ("exclusion", "old_exclusion"):
        of_units.filter(**{field: "too_new"}).update(**{field: "new_body"})


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0015_cell_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="collective",
            name="exclusion",
            field=models.CharField(
                blank=True,
                choices=[
                    ("too_new", "Đảng viên mới kết nạp chưa đủ 6 tháng"),
                    ("new_body", "Tập thể mới thành lập"),
                    ("exempt", "Được miễn công tác và sinh hoạt đảng"),
                    ("suspended", "Bị đình chỉ sinh hoạt đảng"),
                    ("elsewhere", "Xếp loại ở nơi khác"),
                    ("other", "Lý do khác"),
                ],
                max_length=12,
                verbose_name="không xếp loại vì",
            ),
        ),
        migrations.AlterField(
            model_name="memberassessment",
            name="exclusion",
            field=models.CharField(
                blank=True,
                choices=[
                    ("too_new", "Đảng viên mới kết nạp chưa đủ 6 tháng"),
                    ("new_body", "Tập thể mới thành lập"),
                    ("exempt", "Được miễn công tác và sinh hoạt đảng"),
                    ("suspended", "Bị đình chỉ sinh hoạt đảng"),
                    ("elsewhere", "Xếp loại ở nơi khác"),
                    ("other", "Lý do khác"),
                ],
                max_length=12,
                verbose_name="không xếp loại vì",
            ),
        ),
        migrations.AlterField(
            model_name="regrading",
            name="exclusion",
            field=models.CharField(
                blank=True,
                choices=[
                    ("too_new", "Đảng viên mới kết nạp chưa đủ 6 tháng"),
                    ("new_body", "Tập thể mới thành lập"),
                    ("exempt", "Được miễn công tác và sinh hoạt đảng"),
                    ("suspended", "Bị đình chỉ sinh hoạt đảng"),
                    ("elsewhere", "Xếp loại ở nơi khác"),
                    ("other", "Lý do khác"),
                ],
                max_length=12,
                verbose_name="không xếp loại vì",
            ),
        ),
        migrations.AlterField(
            model_name="regrading",
            name="old_exclusion",
            field=models.CharField(
                blank=True,
                choices=[
                    ("too_new", "Đảng viên mới kết nạp chưa đủ 6 tháng"),
                    ("new_body", "Tập thể mới thành lập"),
                    ("exempt", "Được miễn công tác và sinh hoạt đảng"),
                    ("suspended", "Bị đình chỉ sinh hoạt đảng"),
                    ("elsewhere", "Xếp loại ở nơi khác"),
                    ("other", "Lý do khác"),
                ],
                max_length=12,
                verbose_name="lý do cũ không xếp loại",
            ),
        ),
        migrations.AlterField(
            model_name="reopening",
            name="closed_at",
            field=models.DateTimeField(verbose_name="chốt lúc"),
        ),
        migrations.AlterField(
            model_name="reopening",
            name="summary",
            field=models.JSONField(verbose_name="tổng hợp khi chốt"),
        ),
        migrations.AlterField(
            model_name="round",
            name="summary",
            field=models.JSONField(editable=False, null=True, verbose_name="tổng hợp khi chốt"),
        ),
        migrations.AlterField(
            model_name="unitassessment",
            name="exclusion",
            field=models.CharField(
                blank=True,
                choices=[
                    ("too_new", "Đảng viên mới kết nạp chưa đủ 6 tháng"),
                    ("new_body", "Tập thể mới thành lập"),
                    ("exempt", "Được miễn công tác và sinh hoạt đảng"),
                    ("suspended", "Bị đình chỉ sinh hoạt đảng"),
                    ("elsewhere", "Xếp loại ở nơi khác"),
                    ("other", "Lý do khác"),
                ],
                max_length=12,
                verbose_name="không xếp loại vì",
            ),
        ),
        migrations.AlterConstraint(
            model_name="opinion",
            name="opinion_once_a_step",
            constraint=models.UniqueConstraint(
                fields=("assessment", "step"),
                name="opinion_once_a_step",
                violation_error_message="Người khác vừa ghi bước này. Mở lại trang để xem.",
            ),
        ),
        migrations.RunPython(keep_sources_alone, migrations.RunPython.noop),
        migrations.RunPython(name_new_bodies, migrations.RunPython.noop),
    ]
