from django.db import migrations


class Migration(migrations.Migration):
    """The series of numbers is a table of meetings now: minutes and resolutions have numbers too."""

    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("series", "meetings_series")],
            state_operations=[migrations.DeleteModel("Series")],
        )
    ]
