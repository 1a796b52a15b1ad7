import accounts.models.user
import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelManagers(
            name="user",
            managers=[
                ("objects", accounts.models.user.AccountManager()),
            ],
        ),
        migrations.AddField(
            model_name="user",
            name="must_change_password",
            field=models.BooleanField(default=False, verbose_name="phải đổi mật khẩu"),
        ),
        migrations.AlterField(
            model_name="user",
            name="username",
            field=models.CharField(
                error_messages={"unique": "Tên đăng nhập này đã có người dùng."},
                help_text="Chữ thường không dấu, chữ số, dấu chấm, gạch ngang. Ví dụ: nva.chibo1",
                max_length=60,
                unique=True,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\A[a-z0-9][a-z0-9._-]*\\Z",
                        "Chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới.",
                    )
                ],
                verbose_name="tên đăng nhập",
            ),
        ),
    ]
