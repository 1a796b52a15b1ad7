from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0006_words"),
        ("reports", "0007_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="reportrequest",
            name="reportrequest_once",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on__isnull", True)),
                fields=("unit", "kind", "starts_on", "ends_on"),
                name="reportrequest_once",
                violation_error_message="Báo cáo của kỳ này đã được yêu cầu. Sửa yêu cầu đó.",
            ),
        )
    ]
