from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_restructurings_are_withdrawn")]

    operations = [
        migrations.AlterModelOptions(
            name="staffcount",
            options={
                "ordering": ["-counted_on"],
                "verbose_name": "số người làm việc",
                "verbose_name_plural": "số người làm việc",
            },
        ),
        migrations.AlterField(
            model_name="restructuringstep",
            name="act",
            field=models.CharField(
                choices=[
                    ("split", "Chia tách thành tổ chức mới"),
                    ("merge", "Sáp nhập vào tổ chức khác"),
                    ("dissolve", "Giải thể"),
                    ("found", "Thành lập tổ chức mới"),
                    ("rename", "Đổi tên, đổi số"),
                    ("change_kind", "Chuyển loại hình"),
                    ("move", "Chuyển về trực thuộc tổ chức khác"),
                    ("hand_over", "Chuyển giao cho cấp trên khác"),
                    ("receive", "Tiếp nhận từ cấp trên khác"),
                ],
                max_length=12,
                verbose_name="việc",
            ),
        ),
        migrations.AlterField(
            model_name="restructuringstep",
            name="kind",
            field=models.CharField(
                blank=True,
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
    ]
