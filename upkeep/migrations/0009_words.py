from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("upkeep", "0008_backups")]

    operations = [
        migrations.AlterModelOptions(
            name="difference",
            options={
                "ordering": ["id"],
                "verbose_name": "điểm sai lệch",
                "verbose_name_plural": "điểm sai lệch",
            },
        ),
        migrations.AlterModelOptions(
            name="importbatch",
            options={
                "ordering": ["-id"],
                "verbose_name": "lần nhập tệp Excel",
                "verbose_name_plural": "lần nhập tệp Excel",
            },
        ),
        migrations.AlterModelOptions(
            name="importportion",
            options={
                "ordering": ["id"],
                "verbose_name": "phần đã ghi của tệp Excel",
                "verbose_name_plural": "phần đã ghi của tệp Excel",
            },
        ),
        migrations.AlterModelOptions(
            name="importrow",
            options={
                "ordering": ["id"],
                "verbose_name": "dòng của tệp Excel",
                "verbose_name_plural": "dòng của tệp Excel",
            },
        ),
        migrations.AlterField(
            model_name="cellanswer",
            name="status",
            field=models.CharField(
                choices=[
                    ("waiting", "chưa trả lời"),
                    ("confirmed", "xác nhận đúng"),
                    ("differs", "báo có điểm sai lệch"),
                ],
                default="waiting",
                max_length=9,
                verbose_name="trả lời",
            ),
        ),
        migrations.AlterField(
            model_name="difference",
            name="kind",
            field=models.CharField(
                choices=[
                    ("wrong", "ghi chưa đúng"),
                    ("not_ours", "không thuộc chi bộ"),
                    ("missing", "thiếu trong danh sách"),
                ],
                max_length=8,
                verbose_name="điểm sai lệch",
            ),
        ),
        migrations.AlterField(
            model_name="importbatch",
            name="step",
            field=models.CharField(
                choices=[
                    ("read", "đọc và kiểm tra"),
                    ("apply", "ghi vào phần mềm"),
                    ("withdraw", "rút lại"),
                ],
                default="read",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="reconciliation",
            name="close_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="lý do kết thúc khi chưa xong"
            ),
        ),
        migrations.AlterField(
            model_name="reconciliation",
            name="closed_on",
            field=models.DateField(blank=True, null=True, verbose_name="kết thúc ngày"),
        ),
    ]
