import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_carry_over")]
    operations = [
        migrations.AlterField(
            model_name="task",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.RemoveField(
            model_name="meeting",
            name="votes_abstained",
        ),
        migrations.RemoveField(
            model_name="meeting",
            name="votes_against",
        ),
        migrations.RemoveField(
            model_name="meeting",
            name="votes_for",
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(fields=("meeting", "key"), name="task_key"),
        ),
    ]
