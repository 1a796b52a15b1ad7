"""Sao lưu hằng ngày: what was made, when, and what went wrong."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

# After so long without a good one the administrator is told in red.
WARN_AFTER = datetime.timedelta(days=2)
# One that failed is tried again after so long; one that says nothing for so long has died.
TRY_AGAIN, DIED = datetime.timedelta(minutes=50), datetime.timedelta(hours=6)
BROKEN_OFF = "Bị dừng giữa chừng."


class BackupQuerySet(models.QuerySet):
    def good(self) -> BackupQuerySet:
        return self.filter(is_running=False, error="")

    def last_good(self) -> Backup | None:
        return self.good().first()

    def is_overdue(self) -> bool:
        return not self.good().filter(started_at__gt=timezone.now() - WARN_AFTER).exists()

    def begin(self) -> Backup | None:
        """The one to make now: each day one, as soon as the day has begun; None when nothing is due, or
        somebody is at it.
        """
        now = timezone.localtime()
        self.filter(is_running=True, started_at__lt=now - DIED).update(
            is_running=False, finished_at=now, error=BROKEN_OFF
        )
        of_today = self.good().filter(
            started_at__gte=now.replace(hour=0, minute=0, second=0, microsecond=0)
        )
        if of_today.exists() or self.filter(started_at__gt=now - TRY_AGAIN).exists():
            return None
        try:
            with transaction.atomic():
                return self.create(started_at=now, file=f"partyorg-{now:%Y-%m-%d-%H%M}.age")
        except IntegrityError:
            return None


class Backup(models.Model):
    """Bản sao lưu: a file in the folder of backups. `error` is a Vietnamese sentence for the page."""

    started_at = models.DateTimeField("bắt đầu")
    finished_at = models.DateTimeField("xong", null=True)
    is_running = models.BooleanField("đang làm", default=True)
    file = models.CharField("tệp", max_length=60)
    size = models.PositiveBigIntegerField("dung lượng", null=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    error = models.CharField("lỗi", max_length=300, blank=True)

    objects = BackupQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        verbose_name = verbose_name_plural = "bản sao lưu"
        constraints = [
            models.UniqueConstraint(
                name="backup_one_at_once", fields=["is_running"], condition=Q(is_running=True)
            )
        ]

    def __str__(self):
        return self.file

    def finish(self, *, size: int, sha256: str) -> None:
        self.size, self.sha256 = size, sha256
        self._end()

    def fail(self, error: str) -> None:
        self.error = error
        self._end()

    def _end(self) -> None:
        self.is_running, self.finished_at = False, timezone.now()
        self.save()
