from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0006_words"),
        ("members", "0010_words"),
        ("scoring", "0003_followers_keep_rows"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="cellfollower",
            options={
                "ordering": ["-starts_on", "id"],
                "verbose_name": "phân công phụ trách chi bộ",
                "verbose_name_plural": "phân công phụ trách chi bộ",
            },
        ),
        migrations.AlterField(
            model_name="meetingscore",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Đang chấm"),
                    ("proposed", "Chi ủy đã đề xuất"),
                    ("voted", "Chi bộ đã biểu quyết"),
                    ("confirmed", "Cấp ủy viên phụ trách đã xác nhận"),
                    ("accepted", "Đảng ủy đã công nhận"),
                ],
                max_length=9,
                verbose_name="trạng thái",
            ),
        ),
        migrations.AlterField(
            model_name="scorestep",
            name="kind",
            field=models.CharField(
                choices=[
                    ("started", "Bắt đầu chấm"),
                    ("written", "Sửa điểm"),
                    ("proposed", "Chi ủy đề xuất"),
                    ("voted", "Chi bộ biểu quyết"),
                    ("confirmed", "Cấp ủy viên phụ trách xác nhận"),
                    ("accepted", "Đảng ủy công nhận"),
                    ("returned", "Trả lại"),
                    ("reopened", "Mở lại sau khi đã công nhận"),
                ],
                max_length=9,
                verbose_name="bước",
            ),
        ),
        migrations.AlterConstraint(
            model_name="cellfollower",
            name="cellfollower_one_open",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)),
                fields=("unit",),
                name="cellfollower_one_open",
                violation_error_message="Chi bộ này đang có cấp ủy viên phụ trách.",
            ),
        ),
    ]
