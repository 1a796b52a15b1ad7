"""Reports: drafts that follow the records, frozen when they are issued."""

from __future__ import annotations

import datetime
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import Role
from cells.scoping import assignments_of
from common.models.links import required
from common.periods import refuse_future
from papers.models import Paper, PaperQuerySet, Series
from reports.models.section import Section, SectionNote
from reports.models.template import TITLES, ReportTemplate, period_of
from reports.rules.period import wrong_period

DRAFTING_ROLES = frozenset({Role.SECRETARY, Role.OFFICE, Role.LEADER, Role.INSPECTOR})
SYMBOL = "BC"
WRITTEN = ("key", "text", "wordings", "estimates")  # what a corrected report takes over
CONFLICT = (
    "Người khác vừa lưu mục này. Nội dung đồng chí nhập vẫn còn dưới đây, bên cạnh nội dung đang lưu. "
    "Sửa cho khớp rồi bấm Lưu lần nữa."
)


class Stage(models.TextChoices):
    """How far a draft is; any change of what it says takes it back to the first."""

    DRAFT = "draft", "Đang soạn"
    CHECKED = "checked", "Đã soát"
    APPROVED = "approved", "Đã duyệt"


class ReportQuerySet(PaperQuerySet):
    def visible_to(self, user):
        """A draft is seen by those who work on it; upper-level staff read what is issued."""
        readable = Q(pk__in=[])
        for held in assignments_of(user):
            if held.role in DRAFTING_ROLES:
                readable |= Q(unit__path__startswith=held.unit.path)
            elif held.role == Role.UPPER_STAFF:
                readable |= Q(unit__path__startswith=held.unit.path, issued_at__isnull=False)
        return self.filter(readable)

    def with_replacements(self):
        """With what a row says of itself: its unit, what it replaces, by what it is replaced."""
        return self.select_related("unit", "template", "replaces", "replaced_by")

    def of_period(self, unit: Unit, kind: str, starts_on: datetime.date, ends_on: datetime.date):
        return self.filter(unit=unit, kind=kind, starts_on=starts_on, ends_on=ends_on)

    @transaction.atomic
    def start(
        self,
        *,
        unit: Unit,
        kind: str,
        starts_on: datetime.date,
        ends_on: datetime.date,
        by: User | None,
        cut_off: datetime.date | None = None,
    ) -> Report:
        """The draft of a unit for a period: a new one, or the one that is being written already.

        What the last report of this kind made of the counted sentences is taken over: their figures
        are those of the new period.
        """
        _check_days(starts_on, ends_on, cut_off)
        Unit.objects.select_for_update().get(pk=unit.pk)
        same = self.of_period(unit, kind, starts_on, ends_on)
        if draft := same.drafts().first():
            return draft
        if issued := same.in_force().first():
            raise ValidationError(
                f"Báo cáo của kỳ này đã ban hành ({issued.full_number}). "
                "Nếu cần sửa, mở báo cáo đó và lập bản thay thế."
            )
        template = ReportTemplate.objects.chosen(unit, kind)
        facts = {"kind": kind, "title": TITLES[kind], "symbol": SYMBOL, "created_by": by}
        facts |= {"template": template, "annexes": template.annexes, "cut_off": cut_off}
        report = self.create(unit=unit, starts_on=starts_on, ends_on=ends_on, **facts)
        if before := report.before:
            before.hand_on_wordings(report)
        audit.record(by, "report.start", report)
        return report


class Report(Paper):
    """Báo cáo: a paper that follows the records while it is a draft."""

    drafted_by = "reports.tasks.print_draft"

    template = required(ReportTemplate, "mẫu")
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    cut_off = models.DateField("ngày chốt số liệu", null=True, blank=True)  # before the period's end
    subject = models.CharField("trích yếu", max_length=300, blank=True)
    annexes = models.CharField("phụ lục", max_length=300, blank=True)  # codes, in order
    stage = models.CharField("mức hoàn thành", max_length=12, choices=Stage, default=Stage.DRAFT)
    checked_figures = models.JSONField(null=True, editable=False)  # as they were when it was checked
    issue_reason = models.CharField("lý do ban hành khi còn điểm phải xem", max_length=500, blank=True)
    sent_on = models.DateField("ngày gửi", null=True, blank=True)
    sent_to = models.CharField("nơi gửi", max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = required(User, null=True)
    revision = models.PositiveIntegerField(default=1, editable=False)  # of all that the draft says

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "-pk"]
        verbose_name = verbose_name_plural = "báo cáo"
        constraints = [
            models.CheckConstraint(
                name="report_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày cuối kỳ không được trước ngày đầu kỳ.",
            ),
            models.CheckConstraint(
                name="report_cut_off_within",
                condition=Q(cut_off__isnull=True)
                | Q(cut_off__gte=F("starts_on"), cut_off__lte=F("ends_on")),
                violation_error_message="Ngày chốt số liệu phải nằm trong kỳ báo cáo.",
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.period}, {self.unit}"

    @property
    def period(self) -> str:
        """The period as it is written after the title: năm 2020."""
        return period_of(self.kind, self.starts_on, self.ends_on)

    @property
    def file_stem(self) -> str:
        number = f"số {self.full_number}" if self.is_issued else "dự thảo"
        return f"{self.title} {self.period} - {number}".replace("/", "-")

    @property
    def counted_to(self) -> datetime.date:
        """The last day that figures count."""
        return self.cut_off or self.ends_on

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        return self.starts_on, self.ends_on

    @cached_property
    def before(self) -> Report | None:
        """The last one of this kind that was issued for an earlier period."""
        earlier = Report.objects.in_force().filter(unit=self.unit_id, kind=self.kind)
        return earlier.filter(ends_on__lt=self.starts_on).order_by("-ends_on").first()

    def save(self, *args, **kwargs):
        """One draft and one version after the other of a unit's period: `about` tells which."""
        self.about = f"{self.starts_on}/{self.ends_on}"
        super().save(*args, **kwargs)

    def replaced_note(self) -> str:
        if self.replaces is None:
            return ""
        old = f"{self.replaces.full_number} ngày {self.replaces.issued_on:%d/%m/%Y}"
        return f"Thay thế Báo cáo số {old}. Lý do: {self.reason}"

    def with_texts(self) -> Report:
        """Read with what was written in it, and the sections it has: for the pages of a draft."""
        sections = Prefetch("sections", Section.objects.select_related("written_by"))
        prefetch_related_objects([self], sections, "template__sections")
        return self

    @property
    def written(self) -> list[Section]:
        return list(self.sections.all()) if self.pk else []

    def texts(self) -> dict[str, str]:
        """What the office wrote, by the key of the section."""
        return {one.key: one.text for one in self.written}

    @transaction.atomic
    def write(
        self,
        key: str,
        text: str,
        *,
        revision: int,
        by: User | None,
        wordings: dict[str, dict] | None = None,
        estimates: dict[str, int | None] | None = None,
    ) -> None:
        """Save one section with its counted sentences; others write other sections meanwhile.

        Whoever read an older revision of this section is told, and loses nothing.
        """
        current = self._lock_draft()
        section, _ = current.sections.get_or_create(key=key, defaults={"revision": 0})
        if section.revision not in (revision, 0):
            raise ValidationError(CONFLICT, code="conflict")
        section.text, section.revision = text, section.revision + 1
        section.written_by, section.written_at = by, timezone.now()
        section.wordings |= wordings or {}
        expected = section.estimates | (estimates or {})
        section.estimates = {code: number for code, number in expected.items() if number is not None}
        section.save()
        current.sections.forget_elsewhere(section)
        self._changed()
        audit.record(by, "report.write", self, [key])

    @transaction.atomic
    def change(self, *, by: User | None, **facts) -> None:
        """What stands around the sections: the subject line, the day of the figures, the annexes."""
        self._lock_draft()
        _check_days(self.starts_on, self.ends_on, facts.get("cut_off", self.cut_off))
        for field, value in facts.items():
            setattr(self, field, value)
        self.save(update_fields=list(facts))
        self._changed()
        audit.record(by, "report.change", self, list(facts))

    def _changed(self) -> None:
        self.revision, self.stage = F("revision") + 1, Stage.DRAFT
        self.save(update_fields=["revision", "stage"])
        self.refresh_from_db(fields=["revision", "stage"])

    @transaction.atomic
    def note(self, *, key: str, text: str, by: User | None) -> SectionNote:
        """A remark at a section, for whoever writes it."""
        self._lock_draft()
        note = self.notes.create(key=key, text=text, by=by)
        audit.record(by, "report.note", self, ["notes"])
        return note

    @transaction.atomic
    def settle(self, note: SectionNote, *, by: User | None) -> None:
        """The remark has been dealt with."""
        self._lock_draft()
        note.settled_by, note.settled_at = by, timezone.now()
        note.save(update_fields=["settled_by", "settled_at"])
        audit.record(by, "report.settle", self, ["notes"])

    @transaction.atomic
    def check_off(self, figures: dict[str, str], *, by: User | None) -> None:
        """The office has checked it: with the figures that it then had."""
        current = self._lock_draft()
        if current.notes.open().exists():
            raise ValidationError("Còn góp ý chưa xử lý xong.")
        self.stage, self.checked_figures = Stage.CHECKED, figures
        self.save(update_fields=["stage", "checked_figures"])
        audit.record(by, "report.check", self, ["stage"])

    @transaction.atomic
    def approve(self, *, by: User | None) -> None:
        """The leader agrees to it as it was checked."""
        current = self._lock_draft()
        if current.stage != Stage.CHECKED:
            raise ValidationError("Báo cáo chưa được soát, hoặc vừa có thay đổi sau khi soát.")
        self.stage = Stage.APPROVED
        self.save(update_fields=["stage"])
        audit.record(by, "report.approve", self, ["stage"])

    @transaction.atomic
    def send_back(self, *, reason: str, by: User | None) -> None:
        """To be worked on again, with the reason as a note on the whole."""
        self.note(key="", text=reason, by=by)
        self.stage = Stage.DRAFT
        self.save(update_fields=["stage"])
        audit.record(by, "report.send_back", self, ["stage"])

    @transaction.atomic
    def issue(
        self,
        document: dict,
        *,
        signer: str,
        title: str,
        issued_on: datetime.date,
        by: User | None,
        reason: str = "",
        last_on_paper: int = 0,
    ) -> None:
        """Freeze `document` with who signs it, and queue the job that makes the file from it.

        `reason`: why it is issued though something was found; `last_on_paper`: the last number that
        was given by hand in this term, where the program gives its first. Raises ValidationError when
        issued already, changed since it was read, or dated wrongly.
        """
        current = self._lock_draft()
        if current.revision != self.revision:
            raise ValidationError(
                "Người khác vừa sửa báo cáo này. Xem lại nội dung trước khi ban hành.", code="conflict"
            )
        self.issue_reason = reason
        Series.objects.begin_after(self.unit, self.symbol, issued_on, last_on_paper)
        signature = document["signature"] | {"title": title, "name": signer}
        self.freeze(document | {"signature": signature}, issued_on=issued_on, by=by)
        self.request_pdf(by=by)
        audit.record(by, "report.issue", self, ["number", "issued_on", "snapshot", "issue_reason"])

    @transaction.atomic
    def send(self, *, sent_on: datetime.date, sent_to: str, by: User | None) -> None:
        """When and to whom the signed paper went; may be put right."""
        if not self.is_issued:
            raise ValidationError("Ban hành báo cáo rồi mới ghi ngày gửi.")
        refuse_future(sent_on, "sent_on")
        if sent_on < self.issued_on:
            raise ValidationError({"sent_on": "Không thể trước ngày ban hành."})
        self.sent_on, self.sent_to = sent_on, sent_to
        self.save(update_fields=["sent_on", "sent_to"])
        audit.record(by, "report.send", self, ["sent_on", "sent_to"])

    @transaction.atomic
    def correct(self, *, reason: str, by: User | None) -> Report:
        """A new draft that will replace this issued report; this one stays readable as it is."""
        current = Report.objects.select_for_update().get(pk=self.pk)
        same = ("template", "starts_on", "ends_on", "cut_off", "subject", "annexes")
        facts = {field: getattr(self, field) for field in same}
        draft = current.successor(reason, **facts, created_by=by)
        draft.save()
        Section.objects.bulk_create(
            Section(report=draft, **{field: getattr(one, field) for field in WRITTEN})
            for one in self.sections.all()
        )
        audit.record(by, "report.correct", draft, ["replaces"])
        return draft

    def hand_on_wordings(self, draft: Report) -> None:
        Section.objects.bulk_create(
            Section(report=draft, key=one.key, wordings=one.wordings)
            for one in self.sections.all()
            if one.wordings
        )

    @transaction.atomic
    def discard(self, *, by: User | None) -> None:
        """Take back a draft; what is issued stays."""
        self._lock_draft()
        audit.record(by, "report.discard", self)
        self.delete()

    def _lock_draft(self) -> Report:
        """The row as it is now, locked; what is issued is refused."""
        current = Report.objects.select_for_update().filter(pk=self.pk).first()
        if current is None:
            raise ValidationError("Người khác vừa bỏ bản dự thảo này.")
        if current.is_issued:
            raise ValidationError("Báo cáo đã ban hành nên không sửa được nữa.")
        return current


def _check_days(
    starts_on: datetime.date, ends_on: datetime.date, cut_off: datetime.date | None
) -> None:
    if wrong := wrong_period(starts_on, ends_on):
        raise ValidationError({"ends_on": wrong})
    if cut_off and not starts_on <= cut_off <= ends_on:
        raise ValidationError({"cut_off": "Ngày chốt số liệu phải nằm trong kỳ báo cáo."})
