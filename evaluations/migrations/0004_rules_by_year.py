"""Rules of 2014–2018, months for units, the reference day and the own cap of a round, reopening."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# 27-HD: levels and names as reports of 2016 write them; the text itself was not read.
RULE_SETS = [
    {
        "code": "27-HD/BTCTW",
        "first_year": 2014,
        "title": "Hướng dẫn 27-HD/BTCTW ngày 25/9/2014",
        "source": (
            "Mức xếp loại mang tên riêng của những năm 2014–2017. Chưa đọc được nguyên văn: tỷ lệ 15% "
            "số hoàn thành tốt lấy theo báo cáo của năm 2016, cần đối chiếu trước khi dùng."
        ),
        "cap_percent": 15,
        "cap_base": "t",
        "cap_rounding": "half_up",
        "caps_units": False,
        "months_before_grading": 6,
        "unit_months_before_grading": 6,
        "member_names": {
            "xs": "Đủ tư cách, hoàn thành xuất sắc nhiệm vụ",
            "t": "Đủ tư cách, hoàn thành tốt nhiệm vụ",
            "ht": "Đủ tư cách, hoàn thành nhiệm vụ",
            "kht": "Vi phạm tư cách, không hoàn thành nhiệm vụ",
        },
        "unit_names": {
            "xs": "Trong sạch, vững mạnh",
            "t": "Hoàn thành tốt nhiệm vụ",
            "ht": "Hoàn thành nhiệm vụ",
            "kht": "Yếu kém",
        },
    },
    {
        "code": "16-HD/BTCTW",
        "first_year": 2018,
        "title": "Hướng dẫn 16-HD/BTCTW ngày 24/9/2018",
        "source": (
            "Quy định 132-QĐ/TW ngày 08/3/2018. Chưa đọc được câu về tỷ lệ: lấy như Hướng dẫn "
            "21-HD/BTCTW, cần đối chiếu trước khi dùng."
        ),
        "cap_percent": 20,
        "cap_base": "t",
        "cap_rounding": "half_up",
        "caps_units": False,
        "months_before_grading": 6,
        "unit_months_before_grading": 6,
    },
]


def load(apps, schema_editor):
    """21-HD sets six months for units too; of 366 only the article on members is about months."""
    RuleSet = apps.get_model("evaluations", "RuleSet")
    RuleSet.objects.bulk_create(RuleSet(**row) for row in RULE_SETS)
    RuleSet.objects.filter(code="21-HD/BTCTW").update(unit_months_before_grading=6)
    RuleSet.objects.filter(code="43-HD/BTCTW").update(raised_cap_percent=25)
    apps.get_model("evaluations", "Round").objects.update(reference_on=models.F("ends_on"))


def unload(apps, schema_editor):
    RuleSet = apps.get_model("evaluations", "RuleSet")
    RuleSet.objects.filter(code__in=[row["code"] for row in RULE_SETS]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0003_annulled_expulsions"),
        ("evaluations", "0003_rounds_from_paper"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="round",
            name="own_cap",
            field=models.JSONField(default=dict, editable=False, verbose_name="tỷ lệ riêng của đợt"),
        ),
        migrations.AddField(
            model_name="round",
            name="own_cap_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="căn cứ của tỷ lệ riêng"),
        ),
        migrations.AddField(
            model_name="round",
            name="reference_on",
            field=models.DateField(
                default=datetime.date(1930, 2, 3), verbose_name="ngày lấy danh sách"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="ruleset",
            name="member_names",
            field=models.JSONField(blank=True, default=dict, verbose_name="tên các mức của đảng viên"),
        ),
        migrations.AddField(
            model_name="ruleset",
            name="raised_cap_percent",
            field=models.PositiveSmallIntegerField(
                default=0, verbose_name="tỷ lệ khi có quyết định (%)"
            ),
        ),
        migrations.AddField(
            model_name="ruleset",
            name="unit_months_before_grading",
            field=models.PositiveSmallIntegerField(
                default=0, verbose_name="số tháng tối thiểu từ ngày thành lập"
            ),
        ),
        migrations.AddField(
            model_name="ruleset",
            name="unit_names",
            field=models.JSONField(
                blank=True, default=dict, verbose_name="tên các mức của tổ chức đảng"
            ),
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="lý do")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(verbose_name="khóa lúc")),
                ("summary", models.JSONField(verbose_name="tổng hợp khi khóa")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cells.decision",
                        verbose_name="quyết định",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reopenings",
                        to="evaluations.round",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần mở lại đợt xếp loại",
                "verbose_name_plural": "lần mở lại đợt xếp loại",
                "ordering": ["at"],
            },
        ),
        migrations.RunPython(load, unload),
    ]
