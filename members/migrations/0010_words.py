from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cells", "0006_words"), ("members", "0009_party_days_as_known")]

    operations = [
        migrations.AlterModelOptions(
            name="exemption",
            options={
                "ordering": ["starts_on", "id"],
                "verbose_name": "miễn công tác và sinh hoạt đảng",
                "verbose_name_plural": "miễn công tác và sinh hoạt đảng",
            },
        ),
        migrations.AlterModelOptions(
            name="suspension",
            options={
                "ordering": ["starts_on", "id"],
                "verbose_name": "đình chỉ sinh hoạt đảng",
                "verbose_name_plural": "đình chỉ sinh hoạt đảng",
            },
        ),
        migrations.AlterField(
            model_name="candidate",
            name="drop_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="lý do đưa ra khỏi nguồn"),
        ),
        migrations.AlterField(
            model_name="dossiermove",
            name="kind",
            field=models.CharField(
                choices=[
                    (None, "Chọn"),
                    ("handed_over", "giao hồ sơ"),
                    ("received", "nhận hồ sơ"),
                    ("lent", "cho mượn"),
                ],
                max_length=12,
                verbose_name="việc",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="came_by",
            field=models.CharField(
                choices=[
                    ("admission", "kết nạp"),
                    ("transfer", "chuyển sinh hoạt đảng đến"),
                    ("with_unit", "đến theo tổ chức"),
                    ("reinstatement", "phục hồi đảng tịch, kết nạp lại"),
                    ("opening", "có trong danh sách ban đầu"),
                ],
                max_length=16,
                verbose_name="đến do",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="left_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("transfer", "chuyển sinh hoạt đảng đi"),
                    ("with_unit", "đi theo tổ chức"),
                    ("death", "từ trần"),
                    ("expulsion", "khai trừ"),
                    ("deletion", "xóa tên"),
                    ("resignation", "xin ra khỏi Đảng"),
                    ("annulment", "hủy quyết định kết nạp"),
                ],
                max_length=16,
                verbose_name="đi do",
            ),
        ),
        migrations.AlterField(
            model_name="paper",
            name="added_at",
            field=models.DateTimeField(auto_now_add=True, verbose_name="tải lên lúc"),
        ),
        migrations.AlterField(
            model_name="rollact",
            name="kind",
            field=models.CharField(
                choices=[
                    ("arrival", "vào danh sách"),
                    ("stay", "nhận sinh hoạt tạm thời"),
                    ("move", "chuyển giữa hai chi bộ"),
                    ("leaving", "đưa ra khỏi danh sách đảng viên"),
                    ("stay_end", "thôi sinh hoạt tạm thời"),
                    ("with_unit", "đến, đi theo tổ chức"),
                    ("standing", "miễn, đình chỉ, đi tạm thời"),
                    ("standing_end", "trở lại sinh hoạt"),
                    ("confirmation", "công nhận đảng viên chính thức"),
                    ("dismissal", "cách chức"),
                ],
                max_length=12,
                verbose_name="loại",
            ),
        ),
        migrations.AlterField(
            model_name="training",
            name="withdrawn_on",
            field=models.DateField(blank=True, null=True, verbose_name="ngày hủy cử đi học"),
        ),
        migrations.AlterConstraint(
            model_name="commitment",
            name="commitment_once_a_year",
            constraint=models.UniqueConstraint(
                fields=("member", "year"),
                name="commitment_once_a_year",
                violation_error_message="Người khác vừa ghi mục này của năm. Mở lại trang để xem.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="residencecomment",
            name="residencecomment_once_a_year",
            constraint=models.UniqueConstraint(
                fields=("member", "year"),
                name="residencecomment_once_a_year",
                violation_error_message="Người khác vừa ghi mục này của năm. Mở lại trang để xem.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="training",
            name="training_completed_or_withdrawn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("completed_on__isnull", True), ("withdrawn_on__isnull", True), _connector="OR"
                ),
                name="training_completed_or_withdrawn",
                violation_error_message="Đã hoàn thành thì không hủy cử đi học nữa.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="yearlysupplement",
            name="yearlysupplement_once_a_year",
            constraint=models.UniqueConstraint(
                fields=("member", "year"),
                name="yearlysupplement_once_a_year",
                violation_error_message="Người khác vừa ghi mục này của năm. Mở lại trang để xem.",
            ),
        ),
    ]
