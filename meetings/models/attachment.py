"""Papers of a meeting, posted before it: PDF files that whoever sees the meeting may take."""

from __future__ import annotations

import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.files import check_pdf, read_whole, store_name
from common.models.links import who_did
from common.secrecy import MESSAGE, stamp_in_pdf
from common.vietnamese import nfc
from meetings.models.meeting import Meeting

MAX_FILES = 20


class AttachmentQuerySet(ScopedQuerySet):
    unit_path = "meeting__unit__path"
    seen_by = PERSON_ROLES

    @transaction.atomic
    def post(
        self,
        meeting: Meeting,
        *,
        title: str,
        file: UploadedFile,
        by: User | None,
        is_draft_resolution: bool = False,
        not_secret: bool = False,
    ) -> Attachment:
        """Put a paper to the meeting. A stamp of secrecy in its text stops it, unless `not_secret`:
        the committee's office looked at it, and the log keeps that it did."""
        meeting.lock_open()
        if meeting.attachments.count() >= MAX_FILES:
            raise ValidationError(f"Một cuộc họp có tối đa {MAX_FILES} tài liệu.")
        made = self.model(meeting=meeting, title=nfc(title), file=file, size=file.size, posted_by=by)
        made.is_draft_resolution = is_draft_resolution
        made.full_clean()
        made._look_for_a_stamp(not_secret, by=by)
        made.save()
        audit.record(by, "attachment.post", made)
        if made.cleared_stamp:
            audit.record(by, "attachment.clear", made, note=f"xác nhận không mật: {made.cleared_stamp}")
        return made


class Attachment(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField("tên tài liệu", max_length=200)
    file = models.FileField("tệp", upload_to=store_name, validators=[check_pdf])
    size = models.PositiveIntegerField("số byte", editable=False)
    is_draft_resolution = models.BooleanField("là dự thảo nghị quyết", default=False)
    posted_at = models.DateTimeField("tải lên lúc", default=timezone.now, editable=False)
    posted_by = who_did()
    cleared_stamp = models.CharField(max_length=12, blank=True, editable=False)
    cleared_by = who_did()

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["posted_at", "id"]
        verbose_name = verbose_name_plural = "tài liệu họp"
        constraints = [
            models.CheckConstraint(
                name="attachment_cleared_of_a_stamp",
                condition=Q(cleared_by__isnull=True) | ~Q(cleared_stamp=""),
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        if not self.title:
            raise ValidationError({"title": "Ghi tên tài liệu."})

    def _look_for_a_stamp(self, not_secret: bool, *, by: User | None) -> None:
        stamp = stamp_in_pdf(self.file.file)
        if stamp and not not_secret:
            refusal = ValidationError(MESSAGE.format(stamp=stamp), code="stamp")
            raise ValidationError({"file": refusal})
        if stamp:
            self.cleared_stamp, self.cleared_by = stamp, by

    @property
    def posted_on(self) -> datetime.date:
        return timezone.localdate(self.posted_at)

    def content(self) -> bytes:
        return read_whole(self.file)

    @property
    def file_name(self) -> str:
        """What the copy is called on the reader's disk: nothing of what it says."""
        return f"tai-lieu-hop-{self.meeting.held_on:%Y-%m-%d}-{self.pk}.pdf"

    @transaction.atomic
    def remove(self, *, by: User | None) -> None:
        """Take a paper away, while the minutes are not adopted."""
        self.meeting.lock_open()
        storage, name = self.file.storage, self.file.name
        audit.record(by, "attachment.remove", self)
        self.delete()
        transaction.on_commit(partial(storage.delete, name))
