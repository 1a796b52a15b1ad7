"""Scanned papers of a member's file."""

from __future__ import annotations

import hashlib
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import Q, Sum
from django.utils import timezone

from accounts import audit
from accounts.models import User
from common.files import check_pdf, read_whole, store_name
from common.models.links import optional, required, who_did
from common.periods import refuse_future
from common.vietnamese import nfc
from members.models.member import Member, OfMemberQuerySet

QUOTA_BYTES = 50 * 1024 * 1024


class PaperKind(models.Model):
    """Loại giấy tờ of a member's file: rows, so that a list of the upper level can be followed."""

    code = models.SlugField("mã", max_length=40, unique=True)
    name = models.CharField("tên", max_length=120)
    place = models.PositiveSmallIntegerField("thứ tự", unique=True)

    class Meta:
        ordering = ["place"]
        verbose_name = verbose_name_plural = "loại giấy tờ"

    def __str__(self):
        return self.name


class PaperQuerySet(OfMemberQuerySet):
    def kept(self):
        return self.filter(removed_at__isnull=True)

    def removed(self):
        return self.filter(removed_at__isnull=False).select_related("kind", "removed_by")

    @transaction.atomic
    def add(self, member: Member, *, file: UploadedFile, by: User | None, **facts) -> Paper:
        """Keep a scan, once, while the member's papers together stay within the quota."""
        member.lock()
        kept = member.papers.kept()
        if (kept.aggregate(total=Sum("size"))["total"] or 0) + file.size > QUOTA_BYTES:
            raise ValidationError({"file": "Giấy tờ của đồng chí này đã đủ 50 MB. Gỡ bớt tệp cũ."})
        sha256 = hashlib.sha256(file.read()).hexdigest()
        file.seek(0)
        if same := kept.filter(sha256=sha256).first():
            raise ValidationError({"file": f"Tệp này đã có: {same.title}."})
        paper = self.model(
            member=member, file=file, size=file.size, sha256=sha256, added_by=by, **facts
        )
        paper.title = nfc(paper.title)
        audit.add(by, "paper.add", paper)
        return paper


class Paper(models.Model):
    """Giấy tờ trong hồ sơ đảng viên: a scan. Once removed the row stays, the file is gone."""

    member = required(Member, related_name="papers")
    kind = models.ForeignKey(PaperKind, verbose_name="loại giấy tờ", on_delete=models.PROTECT)
    title = models.CharField("tên, số văn bản", max_length=200)
    signed_on = models.DateField("ngày ký")
    file = models.FileField("tệp", upload_to=store_name, blank=True, validators=[check_pdf])
    size = models.PositiveIntegerField("số byte", editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    added_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    added_by = optional(User)
    removed_at = models.DateTimeField("gỡ lúc", null=True, editable=False)
    removed_by = who_did()
    remove_reason = models.CharField("lý do gỡ", max_length=300, blank=True, editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["kind__place", "-signed_on", "id"]
        verbose_name = verbose_name_plural = "giấy tờ trong hồ sơ"
        constraints = [
            models.CheckConstraint(
                name="paper_removed_for_a_reason",
                condition=Q(removed_at__isnull=True, remove_reason="") & ~Q(file="")
                | Q(removed_at__isnull=False, file="") & ~Q(remove_reason=""),
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        refuse_future(self.signed_on, "signed_on")

    @property
    def file_name(self) -> str:
        """What the copy is called on the reader's disk: no name or number of a person."""
        return f"{self.kind.code}-{self.signed_on:%Y-%m-%d}.pdf"

    def content(self) -> bytes:
        return read_whole(self.file, self.sha256)

    @transaction.atomic
    def remove(self, *, reason: str, by: User | None) -> None:
        """Take a wrong or needless scan away for good; that it was here, and why not now, stays."""
        self.member.lock()
        self.refresh_from_db()
        if self.removed_at:
            raise ValidationError("Giấy tờ này đã được gỡ.")
        storage, name = self.file.storage, self.file.name
        self.file, self.remove_reason = "", nfc(reason)
        self.removed_at, self.removed_by = timezone.now(), by
        self.save(update_fields=["file", "remove_reason", "removed_at", "removed_by"])
        audit.record(by, "paper.remove", self, ["file"], note=self.remove_reason)
        transaction.on_commit(partial(storage.delete, name))
