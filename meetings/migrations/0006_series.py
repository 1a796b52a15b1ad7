import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table came from reports; only the state of the models changes here."""

    dependencies = [
        ("meetings", "0006_core_done"),
        ("members", "0001_initial"),
        ("reports", "0002_series_moves"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Series",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("symbol", models.CharField(max_length=8)),
                        ("last", models.PositiveIntegerField(default=0)),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="series",
                                to="members.term",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("term", "symbol"), name="series_once")
                        ],
                    },
                )
            ]
        )
    ]
