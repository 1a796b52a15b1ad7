import datetime
import hashlib
import json

from django.conf import settings
from django.db import models

from accounts.acts import in_words


class AuditEvent(models.Model):
    """Nhật ký: one act of one user on one record. Names fields, never their values.

    `note` is the reason a person gave for an act that needs one, such as opening a masked number; of
    a step of grading that is put right, what it said before.

    The row a verb changes says who and when itself; this table is the second witness. It keeps the
    record's table and id as plain text so that it outlives the record.

    Sealed soon after (accounts/sealing.py): its `place` in the chain, the seal of the one `before`, and
    its own, over both and all that it says.
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
    place = models.PositiveBigIntegerField(
        "số thứ tự niêm phong", null=True, unique=True, editable=False
    )
    before = models.CharField("niêm phong trước", max_length=64, blank=True, editable=False)
    seal = models.CharField("niêm phong", max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["record", "record_id"], name="audit_record")]
        verbose_name = verbose_name_plural = "nhật ký"

    def __str__(self):
        return f"{self.action} {self.record} {self.record_id}"

    @property
    def act(self) -> str:
        """What was done, in words."""
        return in_words(self.action)

    def told(self) -> str:
        """SHA-256 over all that it says, as canonical JSON: the same text on either database."""
        facts = {
            "place": self.place,
            "before": self.before,
            "at": self.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
            "by": self.by_id,
            "action": self.action,
            "record": self.record,
            "record_id": self.record_id,
            "fields": self.fields,
            "note": self.note,
        }
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class AuditHead(models.Model):
    """The one row that knows the last sealed event: who seals holds it, and a cut tail shows."""

    place = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "niêm phong mới nhất"

    def __str__(self):
        return f"{self.place}:{self.seal}"
