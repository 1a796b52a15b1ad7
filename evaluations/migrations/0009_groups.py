"""Groups of like posts and within what the cap is counted; days, kinds of rounds; suggestions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The texts name no groups: these are the customary ones, and a committee may name others.
GROUPS = {
    "leaders": "Lãnh đạo, quản lý, cấp ủy viên",
    "staff": "Công chức, viên chức",
    "contracts": "Lao động hợp đồng",
    "others": "Nghỉ hưu và đối tượng khác",
}


def load(apps, schema_editor):
    """366 counts by groups; of 124 the article itself was not read, so its set stays as it was."""
    PostGroup = apps.get_model("evaluations", "PostGroup")
    PostGroup.objects.bulk_create(
        PostGroup(kind=kind, name=name, number=number)
        for number, (kind, name) in enumerate(GROUPS.items(), start=1)
    )
    apps.get_model("evaluations", "RuleSet").objects.filter(code="43-HD/BTCTW").update(
        cap_scope="group"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0004_numbers_of_grading"),
        ("evaluations", "0008_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PostGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("leaders", "Lãnh đạo, quản lý, cấp ủy viên"),
                            ("staff", "Công chức, viên chức"),
                            ("contracts", "Lao động hợp đồng"),
                            ("others", "Nghỉ hưu và đối tượng khác"),
                        ],
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=9, editable=False)),
                ("name", models.CharField(max_length=100, verbose_name="tên nhóm")),
            ],
            options={
                "verbose_name": "nhóm vị trí tương đồng",
                "verbose_name_plural": "nhóm vị trí tương đồng",
                "ordering": ["number", "name"],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("paper", models.CharField(max_length=40, verbose_name="số văn bản")),
                ("issued_on", models.DateField(verbose_name="ngày văn bản")),
                ("issuer", models.CharField(max_length=200, verbose_name="nơi ban hành")),
                ("points", models.JSONField(verbose_name="nội dung gợi ý")),
                ("answers", models.JSONField(blank=True, default=list, verbose_name="giải trình")),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="ngày giải trình"),
                ),
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
            ],
            options={
                "verbose_name": "gợi ý kiểm điểm",
                "verbose_name_plural": "gợi ý kiểm điểm",
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="memberassessment",
            name="is_head",
            field=models.BooleanField(default=False, verbose_name="người đứng đầu"),
        ),
        migrations.AddField(
            model_name="round",
            name="appraisal_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="hạn thẩm định"),
        ),
        migrations.AddField(
            model_name="round",
            name="cell_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="hạn chi bộ đề nghị"),
        ),
        migrations.AddField(
            model_name="round",
            name="decision_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="hạn quyết định"),
        ),
        migrations.AddField(
            model_name="round",
            name="self_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="hạn tự xếp loại"),
        ),
        migrations.AddField(
            model_name="ruleset",
            name="cap_scope",
            field=models.CharField(
                choices=[
                    ("committee", "toàn đảng bộ"),
                    ("group", "từng nhóm vị trí tương đồng"),
                    ("cell", "từng chi bộ"),
                ],
                default="committee",
                max_length=12,
                verbose_name="tính trong",
            ),
        ),
        migrations.AddField(
            model_name="ruleset",
            name="head_apart",
            field=models.BooleanField(default=False, verbose_name="người đứng đầu tính riêng"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("self_due_on__isnull", True),
                        ("cell_due_on__isnull", True),
                        ("cell_due_on__gte", models.F("self_due_on")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("self_due_on__isnull", True),
                        ("appraisal_due_on__isnull", True),
                        ("appraisal_due_on__gte", models.F("self_due_on")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("self_due_on__isnull", True),
                        ("decision_due_on__isnull", True),
                        ("decision_due_on__gte", models.F("self_due_on")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("cell_due_on__isnull", True),
                        ("appraisal_due_on__isnull", True),
                        ("appraisal_due_on__gte", models.F("cell_due_on")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("cell_due_on__isnull", True),
                        ("decision_due_on__isnull", True),
                        ("decision_due_on__gte", models.F("cell_due_on")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("appraisal_due_on__isnull", True),
                        ("decision_due_on__isnull", True),
                        ("decision_due_on__gte", models.F("appraisal_due_on")),
                        _connector="OR",
                    ),
                ),
                name="round_days_in_order",
                violation_error_message="Mỗi bước không thể trước bước đứng trên.",
            ),
        ),
        migrations.AddField(
            model_name="postgroup",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="post_groups",
                to="cells.unit",
                verbose_name="của",
            ),
        ),
        migrations.AddField(
            model_name="memberassessment",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="evaluations.postgroup",
                verbose_name="nhóm",
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="answered_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="suggestions",
                to="evaluations.memberassessment",
                verbose_name="đảng viên",
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="of_unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="suggestions",
                to="evaluations.unitassessment",
                verbose_name="tổ chức đảng",
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="suggestions",
                to="evaluations.round",
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="withdrawn_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="postgroup",
            constraint=models.UniqueConstraint(
                fields=("unit", "name"),
                name="post_group_named_once",
                violation_error_message="Đã có nhóm mang tên này.",
            ),
        ),
        migrations.AddConstraint(
            model_name="postgroup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", ""), _negated=True),
                fields=("kind",),
                name="post_group_kind_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="postgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("unit__isnull", True), models.Q(("kind", ""), _negated=True)),
                    models.Q(("kind", ""), ("unit__isnull", False)),
                    _connector="OR",
                ),
                name="post_group_delivered_or_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("member", "paper", "issued_on"),
                name="suggestion_to_member_once",
                violation_error_message="Văn bản gợi ý này đã được ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("of_unit", "paper", "issued_on"),
                name="suggestion_to_unit_once",
                violation_error_message="Văn bản gợi ý này đã được ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("member__isnull", True), ("of_unit__isnull", False)),
                    models.Q(("member__isnull", False), ("of_unit__isnull", True)),
                    _connector="OR",
                ),
                name="suggestion_to_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_on__isnull", True),
                    ("answered_on__gte", models.F("issued_on")),
                    _connector="OR",
                ),
                name="suggestion_answered_after",
                violation_error_message="Không thể giải trình trước ngày gợi ý.",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdraw_reason", ""), ("withdrawn_at__isnull", True)),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdraw_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="suggestion_withdrawn_for_a_reason",
            ),
        ),
        migrations.RemoveConstraint(model_name="round", name="round_once_a_year"),
        migrations.AddField(
            model_name="round",
            name="kind",
            field=models.CharField(
                choices=[("year", "năm"), ("quarter", "quý")],
                default="year",
                max_length=8,
                verbose_name="loại đợt",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="quarter",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[(1, "Quý I"), (2, "Quý II"), (3, "Quý III"), (4, "Quý IV")],
                null=True,
                verbose_name="quý",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "year")),
                fields=("unit", "year"),
                name="round_once_a_year",
                violation_error_message="Đợt xếp loại của thời gian này đã được mở.",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "quarter")),
                fields=("unit", "year", "quarter"),
                name="round_once_a_quarter",
                violation_error_message="Đợt xếp loại của thời gian này đã được mở.",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "year"), ("quarter__isnull", True)),
                    models.Q(
                        ("kind", "quarter"), ("quarter__in", [1, 2, 3, 4]), ("quarter__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="round_kind_has_its_quarter",
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
