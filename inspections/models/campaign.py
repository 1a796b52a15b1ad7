"""Cuộc kiểm tra, giám sát: planned or not, begun, concluded; its days tell how far it is."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, F, Q

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet, placed_under
from common.models.links import required
from common.periods import refuse_before, refuse_future
from common.secrecy import refuse_stamp
from common.vietnamese import nfc
from inspections.models.kinds import (
    PARTS,
    CampaignKind,
    CampaignState,
    Performer,
    papers_of,
    performers_of,
)

CONCLUDED = Q(concluded_on__isnull=False)
DROPPED = Q(dropped_on__isnull=False)
STATES = {
    CampaignState.PLANNED: Q(begun_on__isnull=True) & ~DROPPED,
    CampaignState.UNDER_WAY: Q(begun_on__isnull=False) & ~CONCLUDED & ~DROPPED,
    CampaignState.CONCLUDED: CONCLUDED,
    CampaignState.DROPPED: DROPPED,
}


class CampaignQuerySet(ScopedQuerySet):
    """Seen by whoever sees persons at the unit that carries it out: a cell that is inspected by its
    committee reads the conclusion on paper, not the draft here."""

    seen_by = PERSON_ROLES

    def of_year(self, year: int):
        """On the programme of that year, or begun beside it."""
        return self.filter(year=year)

    def planned(self):
        return self.filter(part__isnull=False)

    def in_state(self, state: str):
        return self.filter(STATES[state])

    def concluded_under(self, unit: Unit | list[Unit], start: datetime.date, end: datetime.date):
        """Concluded in those days, by a unit that then stood under `unit`, or by `unit` itself."""
        return self.filter(placed_under(unit, F("concluded_on")), concluded_on__range=(start, end))

    def for_list(self):
        """With how many subjects and open demands a line tells of; as the programme goes."""
        units = Count("subjects", Q(subjects__member__isnull=True), distinct=True)
        members = Count("subjects", Q(subjects__member__isnull=False), distinct=True)
        open_ones = Count("remedies", Q(remedies__done_on__isnull=True), distinct=True)
        rows = self.select_related("unit").annotate(
            unit_number=units, member_number=members, open_remedies=open_ones
        )
        part, begun = (F(name).asc(nulls_last=True) for name in ("part", "begun_on"))
        return rows.order_by("year", "unit__path", part, begun, "id")

    @transaction.atomic
    def enter(self, *, unit: Unit, by: User | None, **facts) -> Campaign:
        """Put a campaign on the programme of a unit, or record one that nobody had planned."""
        Unit.objects.select_for_update().get(pk=unit.pk)
        row = self.model(unit=unit, **facts)
        audit.add(by, "campaign.enter", row)
        return row


class Campaign(models.Model):
    """One campaign of one unit; `part` tells when it is planned, and is empty for an unplanned one."""

    unit = required(Unit, "tổ chức đảng", related_name="campaigns")
    performer = models.CharField("chủ thể", max_length=10, choices=Performer.choices)
    kind = models.CharField("loại", max_length=12, choices=CampaignKind.choices)
    year = models.PositiveSmallIntegerField("năm")
    part = models.PositiveSmallIntegerField("thời gian", choices=PARTS, null=True, blank=True)
    title = models.CharField("nội dung", max_length=300)
    examined_from = models.DateField("mốc kiểm tra từ ngày", null=True, blank=True)
    examined_to = models.DateField("mốc kiểm tra đến ngày", null=True, blank=True)
    begun_on = models.DateField("ngày bắt đầu", null=True, blank=True)
    concluded_on = models.DateField("ngày kết luận", null=True, blank=True, editable=False)
    number = models.CharField("số thông báo kết luận", max_length=40, blank=True, editable=False)
    conclusion = models.TextField(
        "kết luận", max_length=2000, blank=True, editable=False, validators=[refuse_stamp]
    )
    dropped_on = models.DateField("thôi thực hiện ngày", null=True, editable=False)
    moved_from = models.CharField("đã lùi từ", max_length=40, blank=True, editable=False)
    reason = models.CharField("lý do điều chỉnh", max_length=300, blank=True, editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["year", "part", "id"]
        verbose_name = verbose_name_plural = "cuộc kiểm tra, giám sát"
        constraints = [
            models.UniqueConstraint(
                name="campaign_once",
                fields=["unit", "year", "kind", "title", "performer"],
                violation_error_message="Cuộc này đã được ghi trong năm.",
            ),
            models.CheckConstraint(
                name="campaign_concluded_after_begin",
                condition=Q(concluded_on__isnull=True) | Q(begun_on__lte=F("concluded_on")),
                violation_error_message="Ngày kết luận không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="campaign_concluded_is_begun",
                condition=Q(concluded_on__isnull=True) | Q(begun_on__isnull=False),
                violation_error_message="Ghi ngày bắt đầu trước khi ghi kết luận.",
            ),
            models.CheckConstraint(
                name="campaign_dropped_for_a_reason",
                condition=Q(dropped_on__isnull=True) | (Q(concluded_on__isnull=True) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="campaign_examined_in_order",
                condition=Q(examined_from__isnull=True)
                | Q(examined_to__isnull=True)
                | Q(examined_to__gte=F("examined_from")),
                violation_error_message="Mốc cuối không được trước mốc đầu.",
            ),
        ]
        indexes = [models.Index(fields=["unit", "year"], name="campaign_by_unit")]

    def __str__(self):
        return f"{self.get_kind_display().capitalize()}: {self.title}"

    @property
    def state(self) -> CampaignState:
        if self.dropped_on:
            return CampaignState.DROPPED
        if self.concluded_on:
            return CampaignState.CONCLUDED
        return CampaignState.UNDER_WAY if self.begun_on else CampaignState.PLANNED

    @property
    def is_planned(self) -> bool:
        return self.part is not None

    @property
    def when(self) -> str:
        """When the programme has it."""
        return self.get_part_display() if self.is_planned else "Đột xuất"

    @property
    def is_inspection(self) -> bool:
        return self.kind != CampaignKind.SUPERVISION

    def clean(self):
        self.title = nfc(self.title)
        errors = {}
        if self.performer and self.performer not in self._performers():
            errors["performer"] = "Chủ thể này không có ở tổ chức đảng này vào thời gian đó."
        if self.begun_on and self.concluded_on and self.concluded_on < self.begun_on:
            errors["begun_on"] = f"Đã kết luận ngày {self.concluded_on:%d/%m/%Y}."
        if self.concluded_on and not self.begun_on:
            errors["begun_on"] = "Cuộc này đã kết luận nên phải có ngày bắt đầu."
        if self.examined_from and self.examined_to and self.examined_to < self.examined_from:
            errors["examined_to"] = "Mốc cuối không được trước mốc đầu."
        if errors:
            raise ValidationError(errors)
        refuse_future(self.begun_on, "begun_on")

    def _performers(self) -> list[Performer]:
        """By what the unit was when it began, or else at the end of the year."""
        day = self.begun_on or datetime.date(self.year, 12, 31)
        return performers_of((self.unit.version_on(day) or self.unit).kind)

    @transaction.atomic
    def change(self, *, by: User | None, **facts) -> None:
        """Say it otherwise; the papers that are filed and the outcomes fit the kind."""
        self._lock()
        if facts.get("kind", self.kind) != self.kind:
            self._check_kind(facts["kind"])
        audit.rewrite(by, "campaign.change", self, facts)

    @transaction.atomic
    def postpone(self, *, year: int, part: int, reason: str, by: User | None) -> None:
        """Lùi, chuyển: to another time, of another year too; before it began."""
        self._lock()
        if self.state != CampaignState.PLANNED or not self.is_planned:
            raise ValidationError("Chỉ lùi cuộc có trong chương trình và chưa tiến hành.")
        if (year, part) == (self.year, self.part):
            raise ValidationError({"part": "Chọn thời gian khác với chương trình."})
        facts = {"year": year, "part": part, "reason": _said(reason)}
        facts["moved_from"] = f"{self.when} năm {self.year}"
        audit.rewrite(by, "campaign.postpone", self, facts)

    @transaction.atomic
    def drop(self, *, on: datetime.date, reason: str, by: User | None) -> None:
        """Không thực hiện: it stays on the programme, with why."""
        self._lock()
        if self.concluded_on or self.dropped_on:
            raise ValidationError(f"Cuộc này {self.state.label}.")
        refuse_future(on)
        audit.change(by, "campaign.drop", self, dropped_on=on, reason=_said(reason))

    @transaction.atomic
    def resume(self, *, by: User | None) -> None:
        """Take back that it was dropped."""
        self._lock()
        if not self.dropped_on:
            raise ValidationError(f"Cuộc này {self.state.label}.")
        audit.change(by, "campaign.resume", self, dropped_on=None, reason="")

    @transaction.atomic
    def conclude(self, *, on: datetime.date, number: str, conclusion: str, by: User | None) -> None:
        """Thông báo kết luận: from that day on it counts; said again it puts right what was written."""
        self._lock()
        if self.dropped_on:
            raise ValidationError(f"Cuộc này {self.state.label}.")
        if not self.begun_on:
            raise ValidationError("Ghi ngày bắt đầu trước khi ghi kết luận.")
        if not self.subjects.exists():
            raise ValidationError("Ghi đối tượng trước khi ghi kết luận.")
        refuse_before(on, self.begun_on, "bắt đầu")
        refuse_future(on)
        facts = {"concluded_on": on, "number": nfc(number), "conclusion": conclusion.strip()}
        audit.rewrite(by, "campaign.conclude", self, facts)

    @transaction.atomic
    def reopen(self, *, reason: str, by: User | None) -> None:
        """The conclusion was written down by mistake: it is under way again, and counts no more."""
        self._lock()
        if not self.concluded_on:
            raise ValidationError(f"Cuộc này {self.state.label}.")
        self.concluded_on, self.number, self.conclusion = None, "", ""
        self.save(update_fields=["concluded_on", "number", "conclusion"])
        audit.record(by, "campaign.reopen", self, ["concluded_on"], note=_said(reason))

    @transaction.atomic
    def discard(self, *, reason: str, by: User | None) -> None:
        """Take away what was typed by mistake, with all that was written beneath it."""
        self._lock()
        if self.concluded_on:
            raise ValidationError("Cuộc này đã kết luận. Hủy kết luận trước rồi mới xóa.")
        audit.record(by, "campaign.discard", self, ["title"], note=_said(reason))
        for rows in (self.papers, self.remedies, self.subjects):
            rows.all().delete()
        self.delete()

    @transaction.atomic
    def file_papers(self, filed: dict[str, tuple[datetime.date, str]], *, by: User | None) -> None:
        """Which papers of the list are there: code → its day and number; the others are missing."""
        self._lock()
        for code, (signed_on, _) in filed.items():
            refuse_future(signed_on, f"on_{code}")
        self.papers.all().delete()
        self.papers.bulk_create(
            Paper(campaign=self, code=code, signed_on=on, number=nfc(number))
            for code, (on, number) in filed.items()
        )
        audit.record(by, "campaign.file_papers", self, filed)

    def dossier(self) -> list[tuple]:
        """The papers of its kind, each with the one that is filed, or None where it is missing."""
        filed = {paper.code: paper for paper in self.papers.all()}
        return [(asked, filed.get(asked.code)) for asked in papers_of(self.kind)]

    def _check_kind(self, kind: str) -> None:
        """What was written under the old kind must make sense under the new one."""
        same_papers = papers_of(kind) == papers_of(self.kind)
        if (self.papers.exists() and not same_papers) or self.subjects.exclude(outcome="").exists():
            raise ValidationError(
                {"kind": "Đã ghi kết quả hoặc hồ sơ theo loại cũ. Xóa các mục đó rồi mới đổi loại."}
            )

    def _lock(self) -> None:
        """As it stands now: whoever comes second sees what the first one did."""
        current = Campaign.objects.select_for_update().filter(pk=self.pk).first()
        if current is None:
            raise ValidationError("Người khác vừa xóa cuộc này.")
        for name in ("concluded_on", "dropped_on", "begun_on"):
            setattr(self, name, getattr(current, name))


class Paper(models.Model):
    """A paper of the list that is in the file; its text is kept there and not here."""

    campaign = required(Campaign, related_name="papers")
    code = models.CharField("mã", max_length=4)
    signed_on = models.DateField("ngày")
    number = models.CharField("số, ký hiệu", max_length=40, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "giấy tờ trong hồ sơ kiểm tra"
        constraints = [
            models.UniqueConstraint(name="inspection_paper_once", fields=["campaign", "code"])
        ]

    def __str__(self):
        return self.code


def _said(reason: str) -> str:
    reason = nfc(reason)
    if not reason:
        raise ValidationError({"reason": "Ghi lý do, dù chỉ một câu."})
    return reason
