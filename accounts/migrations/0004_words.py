import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_sealed_events")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="working_year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Để trống là năm hiện tại.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1930),
                    django.core.validators.MaxValueValidator(2100),
                ],
                verbose_name="năm công tác",
            ),
        )
    ]
