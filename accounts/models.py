"""Who you are: users; and what was done by whom: audit events."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone


class User(AbstractUser):
    """Tài khoản: a person who signs in. What one may do stands in cells.Assignment, never here."""

    first_name = None
    last_name = None
    full_name = models.CharField("họ và tên", max_length=120)
    working_year = models.PositiveSmallIntegerField(
        "năm làm việc",
        null=True,
        blank=True,
        help_text="Để trống là năm hiện tại.",
        validators=[MinValueValidator(1930), MaxValueValidator(2100)],
    )

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = verbose_name_plural = "tài khoản"

    def __str__(self):
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    @property
    def year(self) -> int:
        """The year the pages look at: the one chosen in the top bar, else the present one."""
        return self.working_year or timezone.localdate().year


class AuditEvent(models.Model):
    """Nhật ký: one act of one user on one record. Names fields, never their values.

    The row a verb changes says who and when itself; this table is the second witness. It keeps the
    record's table and id as plain text so that it outlives the record.
    """

    at = models.DateTimeField("lúc", auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        User, verbose_name="người thực hiện", null=True, on_delete=models.PROTECT, related_name="+"
    )
    action = models.CharField("việc", max_length=60)
    record = models.CharField("loại hồ sơ", max_length=60)
    record_id = models.CharField("mã hồ sơ", max_length=40)
    fields = models.JSONField("trường đã sửa", default=list)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["record", "record_id"], name="audit_record")]
        verbose_name = verbose_name_plural = "nhật ký"

    def __str__(self):
        return f"{self.action} {self.record} {self.record_id}"
