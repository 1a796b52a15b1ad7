"""Papers and clips that a committee, or a cell for itself, keeps by topic."""

from __future__ import annotations

import re
from functools import reduce
from operator import and_
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from common.models.links import required, who_did
from common.models.pdf import WithPdf
from common.vietnamese import nfc, search_key
from meetings.models.shared import SharedDownQuerySet, Withdrawable

MOST_WORDS = 10
WORD = r"[^\W_]+"
ONLY_HTTPS = "Ghi địa chỉ đầy đủ, bắt đầu bằng https://"


def stored_key(*texts: str) -> str:
    """Every word of these texts as it is searched for, between single blanks."""
    return f" {' '.join(re.findall(WORD, search_key(' '.join(texts))))} "


class LibraryKind(models.TextChoices):
    PAPER = "paper", "Tài liệu"
    CLIP = "clip", "Video"
    LINK = "link", "Trang mạng"


class LibraryItemQuerySet(SharedDownQuerySet):
    def matching(self, text: str):
        """With every word that was typed, as the beginning of one of theirs; marks and case aside."""
        words = re.findall(WORD, search_key(text))[:MOST_WORDS]
        return self.filter(reduce(and_, [Q(search_key__contains=f" {word}") for word in words], Q()))

    def topics(self) -> list[str]:
        return sorted(set(self.values_list("topic", flat=True)), key=search_key)

    @transaction.atomic
    def add(
        self, *, unit: Unit, by: User | None, file: UploadedFile | None = None, **facts
    ) -> LibraryItem:
        """Keep it for the unit and those below it."""
        item = self.model(unit=unit, added_by=by, added_on=timezone.localdate(), **facts)
        item.attach(file)
        audit.add(by, "library.add", item)
        return item


class LibraryItem(Withdrawable, WithPdf):
    """Tài liệu của thư viện: a PDF kept here, or the address of something kept elsewhere."""

    unit = required(Unit, "thư viện của", related_name="library")
    title = models.CharField("tên", max_length=200)
    topic = models.CharField("chủ đề", max_length=120)
    kind = models.CharField("loại", max_length=5, choices=LibraryKind.choices)
    url = models.CharField(
        "địa chỉ",
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["https"], message=ONLY_HTTPS)],
    )
    text = models.CharField("giới thiệu ngắn", max_length=1_000, blank=True)
    search_key = models.TextField(editable=False)
    added_on = models.DateField("đưa vào ngày", editable=False)
    added_by = who_did()

    objects = LibraryItemQuerySet.as_manager()

    class Meta:
        ordering = ["-added_on", "-id"]
        verbose_name = verbose_name_plural = "tài liệu thư viện"
        constraints = [
            models.CheckConstraint(
                name="libraryitem_file_or_address",
                condition=Q(file="") & ~Q(url="") | ~Q(file="") & Q(url=""),
                violation_error_message="Tải lên một tệp PDF, hoặc ghi một địa chỉ; không cả hai.",
            ),
            Withdrawable.for_a_reason("libraryitem_withdrawn_for_a_reason"),
        ]

    def __str__(self):
        return self.title

    @property
    def host(self) -> str:
        """Where the address leads, as a browser resolves it: look-alike letters show as xn--."""
        name = urlsplit(self.url).hostname or ""
        try:
            return name.encode("idna").decode()
        except UnicodeError:
            return name

    @property
    def file_name(self) -> str:
        return f"thu-vien-{self.pk}.pdf"

    def clean(self):
        self.title, self.topic, self.text = nfc(self.title), nfc(self.topic), nfc(self.text)
        if self.kind and self.kind != LibraryKind.PAPER and not self.url:
            raise ValidationError({"url": ONLY_HTTPS})
        if not (self.url or self.file):
            raise ValidationError({"file": "Tải lên một tệp PDF, hoặc ghi địa chỉ https."})
        if "@" in urlsplit(self.url).netloc:
            raise ValidationError({"url": "Địa chỉ không được kèm tên đăng nhập."})
        self.search_key = stored_key(self.title, self.topic, self.text)

    @transaction.atomic
    def withdraw(self, *, reason: str, by: User | None) -> None:
        """No longer offered; the row and the reason stay."""
        self.refresh_from_db(from_queryset=LibraryItem.objects.select_for_update())
        if self.withdrawn_on:
            raise ValidationError("Tài liệu này đã rút.")
        self._withdraw("library.withdraw", on=timezone.localdate(), reason=reason, by=by)
