"""Marks of units; the table of who gives which award, and the multiples of its money. Nothing here is law:
what was only reported, or not read, says so."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

UNSURE = "chưa đọc được nguyên văn"
HD06 = f"Hướng dẫn 06-HD/TW ngày 09/6/2025, điểm 19; văn bản trước và sau đó {UNSURE}"
HD56 = f"{HD06}. Mức tiền: Hướng dẫn 56-HD/VPTW năm 2015"
CV19780 = f"{HD06}. Mức tiền: Công văn 19780-CV/VPTW ngày 29/12/2025"
REPORTED = f"Sổ tay của một tỉnh; {UNSURE}"
FIELDS = ("recipient", "kind", "form", "giver", "multiple", "first_year", "source")
RULES = [
    ("member", "annual", "praise", "cell", None, 2019, REPORTED),
    ("member", "annual", "merit", "grassroots", "0.3", 2019, HD56),
    ("member", "five_years", "merit", "above", "1.0", 2019, HD56),
    ("member", "five_years", "certificate", "province", "1.5", 2019, HD56),
    ("cell", "annual", "merit", "grassroots", None, 2019, HD06),
    ("cell", "annual", "merit", "grassroots", "0.6", 2025, CV19780),
    ("cell", "five_years", "merit", "above", None, 2019, HD06),
    ("cell", "five_years", "merit", "above", "1.5", 2025, CV19780),
    ("cell", "five_years", "certificate", "province", None, 2019, HD06),
    ("grassroots", "annual", "merit", "above", None, 2019, HD06),
    ("grassroots", "five_years", "certificate", "province", None, 2019, HD06),
    ("grassroots", "five_years", "flag", "province", None, 2019, HD06),
]


def load(apps, schema_editor):
    AwardRule = apps.get_model("evaluations", "AwardRule")
    AwardRule.objects.bulk_create(AwardRule(**dict(zip(FIELDS, row))) for row in RULES)


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0004_numbers_of_grading"),
        ("evaluations", "0004_rules_by_year"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="commendation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("annual", "Hoàn thành xuất sắc nhiệm vụ năm"),
                    ("five_years", "Hoàn thành xuất sắc nhiệm vụ 5 năm liền"),
                    ("thematic", "Chuyên đề"),
                    ("hcm", "Học tập và làm theo Hồ Chí Minh"),
                ],
                max_length=10,
                verbose_name="loại",
            ),
        ),
        migrations.AlterField(
            model_name="proposal",
            name="kind",
            field=models.CharField(
                choices=[
                    ("annual", "Hoàn thành xuất sắc nhiệm vụ năm"),
                    ("five_years", "Hoàn thành xuất sắc nhiệm vụ 5 năm liền"),
                    ("thematic", "Chuyên đề"),
                    ("hcm", "Học tập và làm theo Hồ Chí Minh"),
                ],
                max_length=10,
                verbose_name="loại",
            ),
        ),
        migrations.CreateModel(
            name="AwardRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recipient",
                    models.CharField(
                        choices=[
                            ("member", "đảng viên"),
                            ("cell", "chi bộ trực thuộc, đảng bộ bộ phận"),
                            ("grassroots", "đảng bộ cơ sở, chi bộ cơ sở"),
                        ],
                        max_length=12,
                        verbose_name="đối tượng",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("annual", "Hoàn thành xuất sắc nhiệm vụ năm"),
                            ("five_years", "Hoàn thành xuất sắc nhiệm vụ 5 năm liền"),
                            ("thematic", "Chuyên đề"),
                            ("hcm", "Học tập và làm theo Hồ Chí Minh"),
                        ],
                        max_length=10,
                        verbose_name="thành tích",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("praise", "Biểu dương"),
                            ("merit", "Giấy khen"),
                            ("certificate", "Bằng khen"),
                            ("flag", "Cờ"),
                        ],
                        max_length=12,
                        verbose_name="hình thức",
                    ),
                ),
                (
                    "giver",
                    models.CharField(
                        choices=[
                            ("cell", "chi bộ"),
                            ("grassroots", "đảng ủy cơ sở, chi bộ cơ sở"),
                            ("above", "ban thường vụ cấp ủy cấp trên trực tiếp của tổ chức cơ sở đảng"),
                            ("province", "ban thường vụ tỉnh ủy, thành ủy"),
                        ],
                        max_length=12,
                        verbose_name="cấp khen",
                    ),
                ),
                (
                    "multiple",
                    models.DecimalField(
                        decimal_places=1, max_digits=4, null=True, verbose_name="mức tiền (lần)"
                    ),
                ),
                ("first_year", models.PositiveSmallIntegerField(verbose_name="áp dụng từ năm xét")),
                ("source", models.CharField(max_length=300, verbose_name="căn cứ")),
            ],
            options={
                "verbose_name": "thẩm quyền khen thưởng",
                "verbose_name_plural": "thẩm quyền khen thưởng",
                "ordering": ["kind", "recipient", "first_year", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recipient", "kind", "form", "first_year"),
                        name="award_rule_once_a_year",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm xét")),
                (
                    "kind",
                    models.CharField(
                        choices=[("exemplary", "Tiêu biểu"), ("four_goods", "Bốn tốt")],
                        max_length=12,
                        verbose_name="loại",
                    ),
                ),
                ("registered_on", models.DateField(blank=True, null=True, verbose_name="ngày đăng ký")),
                (
                    "recognised_on",
                    models.DateField(blank=True, null=True, verbose_name="ngày công nhận"),
                ),
                ("paper", models.CharField(blank=True, max_length=40, verbose_name="số quyết định")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "withdrawn_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="rút lúc"),
                ),
                (
                    "withdraw_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="lý do rút"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="cells.unit",
                        verbose_name="tổ chức đảng",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "tiêu biểu, bốn tốt",
                "verbose_name_plural": "tiêu biểu, bốn tốt",
                "ordering": ["year", "kind", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("unit", "year", "kind"),
                        name="mark_once_a_year",
                        violation_error_message="Tổ chức này đã đăng ký hoặc đã được công nhận.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recognised_on__isnull", True), ("registered_on__isnull", False)),
                            models.Q(
                                ("recognised_on__gte", models.F("registered_on")),
                                ("registered_on__isnull", False),
                            ),
                            models.Q(
                                ("kind", "exemplary"),
                                ("recognised_on__isnull", False),
                                ("registered_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="mark_registered_before_recognised",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdraw_reason", ""), ("withdrawn_at__isnull", True)),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                models.Q(("withdraw_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mark_withdrawn_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
