from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_attendance_marks")]

    operations = [
        migrations.AlterModelOptions(
            name="meeting",
            options={
                "ordering": ["-held_on", "-id"],
                "verbose_name": "buổi sinh hoạt",
                "verbose_name_plural": "buổi sinh hoạt",
            },
        ),
        migrations.AlterModelOptions(
            name="meetingpaper",
            options={
                "ordering": ["-issued_on", "-pk"],
                "verbose_name": "văn bản của buổi sinh hoạt",
                "verbose_name_plural": "văn bản của buổi sinh hoạt",
            },
        ),
    ]
