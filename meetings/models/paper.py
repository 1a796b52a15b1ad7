"""Papers that were issued: minutes, resolutions, notices. Frozen: corrected only by another one."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Term, Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.files import read_whole
from papers.layout import digest
from papers.models.series import CONGRESS, Series

# What issuing adds to the data of a draft: the rest is what was agreed to.
ISSUED = {"number", "issued_on", "version", "replaces"}


class PaperKind(models.TextChoices):
    MINUTES = "minutes", "Biên bản"
    RESOLUTION = "resolution", "Nghị quyết"
    NOTICE = "notice", "Thông báo"


SYMBOLS = {PaperKind.MINUTES: "BB", PaperKind.RESOLUTION: "NQ", PaperKind.NOTICE: "TB"}


class PaperQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def in_force(self):
        """Not replaced by a later one."""
        return self.filter(replaced_by__isnull=True)

    def for_page(self):
        """With who issued them, by what they were replaced, and how far their file is."""
        people = self.select_related("unit", "issued_by", "replaced_by").order_by("kind", "-version")
        return people.prefetch_related("prints")

    @transaction.atomic
    def issue(
        self,
        document: dict,
        *,
        kind: str,
        unit: Unit,
        issued_on: datetime.date,
        by: User | None,
        reason: str = "",
        numbered: bool = True,
        **about,
    ) -> Paper:
        """Freeze `document` under the next number; `about`: meeting=, or month=.

        A later version needs a reason. Raises ValidationError without a term to number in, except for
        minutes: many bodies leave them without a number (docs/rules.md).
        """
        Unit.objects.select_for_update().get(pk=unit.pk)
        before = self.filter(kind=kind, unit=unit, **about).order_by("-version").first()
        if before and not reason:
            raise ValidationError("Văn bản này đã ban hành; lập bản thay thế phải ghi lý do.")
        symbol = series_of(kind, about.get("meeting"))
        term, number = _number(kind, unit, issued_on, symbol) if numbered else (None, None)
        paper = self.model(kind=kind, unit=unit, term=term, number=number, reason=reason, **about)
        paper.symbol = symbol
        paper.issued_on, paper.issued_at, paper.issued_by = issued_on, timezone.now(), by
        paper.replaces, paper.version = before, (before.version if before else 0) + 1
        paper.snapshot = document | {
            "number": number,
            "issued_on": issued_on.isoformat(),
            "version": paper.version,
            "replaces": paper.replaced_note(),
        }
        paper.snapshot_hash = digest(paper.snapshot)
        paper.save()
        audit.record(by, "meeting_paper.issue", paper, ["kind", "number", "snapshot", "version"])
        return paper


def series_of(kind: str, meeting) -> str:
    """The symbol of the series that numbers it: a congress has one for all its papers."""
    return CONGRESS if meeting and meeting.is_congress else SYMBOLS[kind]


def _number(kind, unit, day, symbol) -> tuple[Term | None, int | None]:
    if kind == PaperKind.MINUTES and Series.objects.term_of(unit, symbol, day) is None:
        return None, None
    return Series.objects.next_number(unit, symbol, day)


class Paper(models.Model):
    """Văn bản đã ban hành: kept as it was, with the hash of its data and that of its PDF."""

    kind = models.CharField("loại", max_length=12, choices=PaperKind.choices)
    unit = models.ForeignKey(
        Unit, verbose_name="tổ chức đảng", on_delete=models.PROTECT, related_name="meeting_papers"
    )
    meeting = models.ForeignKey(
        "meetings.Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    month = models.DateField("tháng", null=True, blank=True)
    version = models.PositiveSmallIntegerField("bản")
    reason = models.CharField("lý do thay", max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self",
        verbose_name="thay cho",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    term = models.ForeignKey(Term, null=True, on_delete=models.PROTECT, related_name="+")
    symbol = models.CharField("dãy số", max_length=8)  # of the series that numbers it
    number = models.PositiveIntegerField("số", null=True)
    issued_on = models.DateField("ngày ban hành")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    snapshot = models.JSONField()
    snapshot_hash = models.CharField(max_length=64)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    file = models.FileField(upload_to="papers/%Y", blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-id"]
        verbose_name = verbose_name_plural = "văn bản"
        constraints = [
            models.UniqueConstraint(
                name="paper_number",
                fields=["term", "symbol", "number"],
                condition=Q(number__isnull=False),
            ),
            models.UniqueConstraint(
                name="paper_version_of_meeting",
                fields=["meeting", "kind", "version"],
                condition=Q(meeting__isnull=False),
            ),
            models.UniqueConstraint(
                name="paper_version_of_month",
                fields=["unit", "month", "kind", "version"],
                condition=Q(month__isnull=False),
            ),
            models.CheckConstraint(
                name="paper_of_meeting_or_month",
                condition=Q(meeting__isnull=False, month__isnull=True)
                | Q(meeting__isnull=True, month__isnull=False),
            ),
            models.CheckConstraint(
                name="paper_replaces_for_a_reason",
                condition=Q(version=1, replaces__isnull=True, reason="")
                | (Q(version__gt=1, replaces__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="paper_numbered_in_a_term",
                condition=Q(term__isnull=True, number__isnull=True)
                | Q(term__isnull=False, number__isnull=False),
            ),
            models.CheckConstraint(
                name="paper_file_has_hash",
                condition=Q(sha256="", file="") | (~Q(sha256="") & ~Q(file="")),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.full_number}".strip()

    @property
    def full_number(self) -> str:
        """05-NQ/CB; empty for minutes without a number."""
        return f"{self.number:02}-{self.snapshot['head']['symbol']}" if self.number else ""

    @property
    def is_replaced(self) -> bool:
        return hasattr(self, "replaced_by")

    @property
    def job(self):
        """The last request of its PDF."""
        return next(iter(self.prints.all()), None)

    @property
    def file_stem(self) -> str:
        """Kind, number, unit and day: nothing of what the paper says."""
        parts = [str(self), self.unit.name, f"{self.issued_on:%d-%m-%Y}"]
        if self.version > 1:
            parts.append(f"bản {self.version}")
        return " - ".join(parts).replace("/", "-")

    def replaced_note(self) -> str:
        """What a corrected paper says of the one it replaces."""
        if self.replaces is None:
            return ""
        old = f"{self.replaces} ngày {self.replaces.issued_on:%d/%m/%Y}"
        return f"Bản {self.version}, thay thế {old}. Lý do: {self.reason}"

    def says(self, document: dict) -> bool:
        """Whether a draft has nothing that this paper had not."""
        return digest(_agreed(self.snapshot)) == digest(_agreed(document))

    def differences(self, document: dict) -> list[str]:
        """What a draft says otherwise, in the words of its parts; the score has its own history."""
        mine, other = _parts(self.snapshot), _parts(document)
        changed = [title for title in mine | other if mine.get(title) != other.get(title)]
        whole = self.get_kind_display().lower()
        return changed or ([] if _frame(self.snapshot) == _frame(document) else [whole])

    def is_whole(self) -> bool:
        """Whether the frozen data are still those whose hash was kept."""
        return digest(self.snapshot) == self.snapshot_hash

    def read_pdf(self) -> bytes | None:
        """The PDF once it is made. Raises DamagedFileError when it is no longer as it was made."""
        return read_whole(self.file, self.sha256) if self.sha256 else None


def _agreed(document: dict) -> dict:
    return {key: value for key, value in document.items() if key not in ISSUED}


def _frame(document: dict) -> dict:
    return {key: value for key, value in _agreed(document).items() if key != "parts"}


def _parts(document: dict) -> dict[str, list]:
    parts = document.get("parts", [])
    return {part["title"].lower(): part["blocks"] for part in parts if not part.get("is_apart")}
