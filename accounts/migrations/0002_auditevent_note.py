from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="auditevent",
            name="note",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="lý do"),
            preserve_default=False,
        ),
    ]
