from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """Nhật ký: one act of one user on one record. Names fields, never their values.

    `note` is the reason a person gave for an act that needs one, such as opening a masked number; of
    a step of grading that is put right, what it said before.

    The row a verb changes says who and when itself; this table is the second witness. It keeps the
    record's table and id as plain text so that it outlives the record.
    """

    at = models.DateTimeField("lúc", auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người thực hiện",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    action = models.CharField("việc", max_length=60)
    record = models.CharField("loại hồ sơ", max_length=60)
    record_id = models.CharField("mã hồ sơ", max_length=40)
    fields = models.JSONField("trường đã sửa", default=list)
    note = models.CharField("lý do", max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["record", "record_id"], name="audit_record")]
        verbose_name = verbose_name_plural = "nhật ký"

    def __str__(self):
        return f"{self.action} {self.record} {self.record_id}"
