"""Meetings: opened with the roll of their day, recorded, adopted, and then locked."""

from __future__ import annotations

import datetime
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit, UnitVersion
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from cells.vietnamese import nfc
from meetings.models.attendance import Attendance, AttendanceStatus
from meetings.models.kinds import (
    CELL_MEETINGS,
    REGULAR_KINDS,
    THEMATIC_KINDS,
    MeetingKind,
    kinds_of,
)
from meetings.models.length import LengthRule
from meetings.models.roll import roll_of
from meetings.models.task import Task
from members.models import Member

# Long enough for the fullest minutes, short enough for any page and any PDF.
TEXT_LIMIT = 40_000
LONG_TEXTS = ["content", "conclusion", "resolution"]


class MeetingQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    def held(self, start: datetime.date, end: datetime.date):
        return self.filter(held_on__range=(start, end))

    def of_unit(self, unit: Unit):
        """Meetings of this very unit, not of those below it."""
        return self.filter(unit=unit)

    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def of_cells(self):
        """Meetings of a whole cell, not of a committee: only cells hold these kinds."""
        return self.filter(kind__in=CELL_MEETINGS)

    def regular(self):
        return self.filter(kind__in=REGULAR_KINDS)

    def thematic(self):
        return self.filter(kind__in=THEMATIC_KINDS)

    def drafts(self):
        return self.filter(adopted_at__isnull=True)

    def adopted(self):
        return self.filter(adopted_at__isnull=False)

    def newest_first(self):
        """Said aloud, because a list that counts loses the order of Meta."""
        return self.order_by("-held_on", "-id")

    def with_attendance(self):
        """With `present` and `due`: how many came of how many who had to.

        Counted row by row, so that a page of 25 does not count a year of 77 bodies.
        """
        rows = Attendance.objects.filter(meeting=OuterRef("pk")).order_by()
        return self.annotate(present=_count(rows.present()), due=_count(rows.due()))

    def with_unit_name(self):
        """With `unit_name`: what the unit was called on the day of the meeting."""
        then = UnitVersion.objects.on(OuterRef("held_on")).filter(unit=OuterRef("unit"))
        return self.annotate(unit_name=Subquery(then.values("name")[:1]))

    def for_minutes(self):
        """With everybody whom the page of one meeting names."""
        people = self.select_related("unit", "chair", "secretary", "opened_by", "adopted_by")
        return people.with_unit_name()

    def last_place(self, unit: Unit) -> str:
        """Where the unit met last, as far as it was written."""
        known = self.of_unit(unit).exclude(place="")
        return known.values_list("place", flat=True).first() or ""

    @transaction.atomic
    def open(self, *, unit: Unit, kind: str, held_on: datetime.date, by: User | None, **fields):
        """Open a meeting: the roll of that day is copied into its own rows, all present."""
        # Two clicks on one button come one after the other, so that the second finds the first.
        Unit.objects.select_for_update().get(pk=unit.pk)
        meeting = self.model(unit=unit, kind=kind, held_on=held_on, opened_by=by, **fields)
        meeting.full_clean()
        meeting.save()
        meeting._take_roll({})
        audit.record(by, "meeting.open", meeting)
        return meeting


def _count(rows) -> Coalesce:
    return Coalesce(Subquery(rows.values("meeting").annotate(n=Count("pk")).values("n")), 0)


class Meeting(models.Model):
    """Cuộc sinh hoạt. A combined sitting is one meeting with both parts; adopting locks it."""

    unit = models.ForeignKey(
        Unit, verbose_name="tổ chức đảng", on_delete=models.PROTECT, related_name="meetings"
    )
    kind = models.CharField("loại", max_length=12, choices=MeetingKind.choices)
    topic = models.CharField("chuyên đề", max_length=300, blank=True)
    held_on = models.DateField("ngày họp")
    starts_at = models.TimeField("bắt đầu", null=True, blank=True)
    ends_at = models.TimeField("kết thúc", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    chair = models.ForeignKey(
        Member,
        verbose_name="chủ trì",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    secretary = models.ForeignKey(
        Member,
        verbose_name="thư ký",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    invited = models.CharField("khách mời", max_length=300, blank=True)
    content = models.TextField("nội dung", blank=True, validators=[MaxLengthValidator(TEXT_LIMIT)])
    conclusion = models.TextField("kết luận", blank=True, validators=[MaxLengthValidator(TEXT_LIMIT)])
    resolution = models.TextField("nghị quyết", blank=True, validators=[MaxLengthValidator(TEXT_LIMIT)])
    votes_for = models.PositiveSmallIntegerField("tán thành", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("không tán thành", null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField("không có ý kiến", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    adopted_at = models.DateTimeField("thông qua lúc", null=True, blank=True, editable=False)
    adopted_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        verbose_name = verbose_name_plural = "cuộc sinh hoạt"
        constraints = [
            models.CheckConstraint(
                name="meeting_times_in_order",
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
            models.CheckConstraint(
                name="meeting_thematic_has_topic",
                condition=~Q(kind__in=THEMATIC_KINDS, topic=""),
                violation_error_message="Sinh hoạt chuyên đề phải có tên chuyên đề.",
            ),
            models.UniqueConstraint(
                name="meeting_once",
                fields=["unit", "kind", "held_on", "topic"],
                violation_error_message="Cuộc họp này đã được ghi.",
            ),
        ]
        indexes = [models.Index(fields=["unit", "held_on"], name="meeting_by_unit")]

    def __str__(self):
        return f"{self.title} ngày {self.held_on:%d/%m/%Y}, {self.unit}"

    @property
    def title(self) -> str:
        """The kind as a heading says it: Sinh hoạt thường kỳ, Họp cấp ủy."""
        label = self.get_kind_display()
        return f"Sinh hoạt {label.lower()}" if self.kind in CELL_MEETINGS else label

    @property
    def is_adopted(self) -> bool:
        return self.adopted_at is not None

    @property
    def is_thematic(self) -> bool:
        return self.kind in THEMATIC_KINDS

    @property
    def minutes(self) -> int | None:
        """Length in minutes, None unless both times are known."""
        if self.starts_at is None or self.ends_at is None:
            return None
        return (self.ends_at.hour - self.starts_at.hour) * 60 + (
            self.ends_at.minute - self.starts_at.minute
        )

    @property
    def has_vote(self) -> bool:
        """Whether any number of votes was written, 0 included."""
        votes = (self.votes_for, self.votes_against, self.votes_abstained)
        return any(vote is not None for vote in votes)

    def length_warning(self) -> str:
        """What to say of a cell meeting shorter than the rule of its day; empty when all is well."""
        if self.kind not in CELL_MEETINGS or self.minutes is None:
            return ""
        rule = LengthRule.objects.for_day(self.held_on)
        if rule is None or self.minutes >= rule.least(self.kind):
            return ""
        return f"Ngắn hơn {rule.least(self.kind)} phút nêu tại {rule.source}."

    def twin(self) -> Meeting | None:
        """The meeting already recorded in the place of this one, if any."""
        same = {"unit": self.unit_id, "kind": self.kind, "held_on": self.held_on, "topic": self.topic}
        return Meeting.objects.filter(**same).exclude(pk=self.pk).first()

    def clean(self):
        """What the fields must be together; each message stands at the field to correct."""
        self.topic, self.place, self.invited = nfc(self.topic), nfc(self.place), nfc(self.invited)
        for name in LONG_TEXTS:
            setattr(self, name, unicodedata.normalize("NFC", getattr(self, name)))
        errors = self._topic_errors() | self._time_errors() | self._day_errors()
        if errors:
            raise ValidationError(errors)

    def _topic_errors(self) -> dict[str, str]:
        if self.is_thematic and not self.topic:
            return {"topic": "Sinh hoạt chuyên đề phải có tên chuyên đề."}
        if self.kind == MeetingKind.REGULAR and self.topic:
            combined = MeetingKind.COMBINED.label
            return {"topic": f"Có chuyên đề thì chọn loại “{combined}”, nếu không thì để trống."}
        return {}

    def _time_errors(self) -> dict[str, str]:
        if self.ends_at and not self.starts_at:
            return {"starts_at": "Đã ghi giờ kết thúc thì phải ghi giờ bắt đầu."}
        if self.ends_at and self.ends_at <= self.starts_at:
            return {"ends_at": "Giờ kết thúc phải sau giờ bắt đầu."}
        return {}

    def _day_errors(self) -> dict[str, str]:
        if not (self.unit_id and self.held_on):
            return {}
        if self.held_on > timezone.localdate():
            return {"held_on": "Chưa đến ngày họp."}
        standing = self.unit.version_on(self.held_on)
        if standing is None:
            return {"held_on": "Tổ chức đảng chưa có hoặc đã kết thúc vào ngày này."}
        if self.kind and self.kind not in kinds_of(standing.kind):
            return {"kind": f"{standing.name} không có loại họp này."}
        return {}

    @transaction.atomic
    def record(
        self,
        *,
        fields: dict,
        attendance: dict[int, tuple[str, str]],
        version: int,
        by: User | None,
        tasks: list[dict] | None = None,
        renew_roll: bool = False,
    ) -> None:
        """Save what the meeting was: its fields, the exceptions on its roll, the tasks it gave.

        `attendance` holds (status, reason) by attendance id; whoever is not named stays as is.
        `tasks` is the whole list, each with `id`, text, assignee, due_on, done_on; one whose id is
        not of this meeting is new, one not named is dropped; None leaves all as they are.
        Another day or kind, or `renew_roll`, takes the roll anew and keeps what was marked.
        Raises ValidationError when adopted, or when somebody else saved since `version` was read.
        """
        current = self._lock_draft(version)
        for name, value in fields.items():
            setattr(self, name, value)
        self.version = version + 1
        self.full_clean(exclude=["chair", "secretary", "opened_by", "adopted_by"])
        self.save(update_fields=[*fields, "version"])
        self._record_attendance(attendance)
        if renew_roll or (current.held_on, current.kind) != (self.held_on, self.kind):
            self._renew_roll()
        if tasks is not None:
            self._record_tasks(tasks)
        self._check_votes()
        self._check_people()
        audit.record(by, "meeting.record", self, fields)

    def _record_attendance(self, attendance: dict[int, tuple[str, str]]) -> None:
        rows = self.attendances.in_bulk(attendance)
        if len(rows) != len(attendance):
            raise ValidationError("Có người không có tên trong danh sách của cuộc họp.")
        for pk, (status, reason) in attendance.items():
            rows[pk].mark(status, reason)
        Attendance.objects.bulk_update(rows.values(), ["status", "reason"])

    def _renew_roll(self) -> None:
        marked = {row.member_id: row for row in self.attendances.due()}
        self.attendances.all().delete()
        self._take_roll(marked)

    def _take_roll(self, marked: dict[int, Attendance]) -> None:
        """Copy the roll of the day; who was marked before, and is still due, stays as marked."""
        rows = roll_of(self.unit, self.kind, self.held_on)
        for row in rows:
            row.meeting = self
            if row.is_due and (before := marked.get(row.member_id)):
                row.status, row.reason = before.status, before.reason
        Attendance.objects.bulk_create(rows)

    def _record_tasks(self, tasks: list[dict]) -> None:
        known = self.tasks.in_bulk()
        rows = [known.pop(task["id"], None) or Task(meeting=self) for task in tasks]
        for row, task in zip(rows, tasks, strict=True):
            row.text, row.assignee = nfc(task["text"]), task["assignee"]
            row.due_on, row.done_on, row.meeting = task["due_on"], task["done_on"], self
            row.clean()
        new = [row for row in rows if row.pk is None]
        old = [row for row in rows if row.pk is not None]
        self.tasks.filter(pk__in=known).delete()
        Task.objects.bulk_create(new)
        Task.objects.bulk_update(old, ["text", "assignee", "due_on", "done_on"])

    def _check_votes(self) -> None:
        votes = [self.votes_for, self.votes_against, self.votes_abstained]
        cast = sum(vote or 0 for vote in votes)
        voters = self.attendances.present().official().count()
        if cast > voters:
            message = f"Tổng số phiếu là {cast}, nhiều hơn {voters} đảng viên chính thức dự họp."
            raise ValidationError({"votes_for": message})

    def _check_people(self) -> None:
        """Chair and secretary were there; whoever takes a task is on the roll."""
        status = dict(self.attendances.values_list("member", "status"))
        absent = {
            name: f"{self._meta.get_field(name).verbose_name.capitalize()} phải là người có mặt."
            for name in ("chair", "secretary")
            if (pk := getattr(self, f"{name}_id")) and status.get(pk) != AttendanceStatus.PRESENT
        }
        if absent:
            raise ValidationError(absent)
        for task in self.tasks.select_related("assignee"):
            if task.assignee_id and task.assignee_id not in status:
                raise ValidationError(f"Đồng chí {task.assignee} không có trong danh sách cuộc họp.")

    @transaction.atomic
    def adopt(self, *, by: User | None, version: int | None = None) -> None:
        """Thông qua: lock the minutes, as read at `version` when one is given.

        A meeting without a conclusion has not been concluded.
        """
        current = self._lock_draft(version)
        if not current.conclusion.strip():
            raise ValidationError("Chưa có kết luận nên chưa thể thông qua.")
        self.adopted_at, self.adopted_by = timezone.now(), by
        self.save(update_fields=["adopted_at", "adopted_by"])
        audit.record(by, "meeting.adopt", self)

    @transaction.atomic
    def discard(self, *, by: User | None) -> None:
        """Take back a meeting that was opened by mistake; adopted minutes stay."""
        current = self._lock_draft()
        audit.record(by, "meeting.discard", self)
        current.delete()

    def outdate(self) -> None:
        """Whoever has the meeting open in another window is told so on saving."""
        Meeting.objects.filter(pk=self.pk).update(version=F("version") + 1)

    def _lock_draft(self, version: int | None = None) -> Meeting:
        """The row as it stands now, locked; refuse it adopted, discarded, or saved since `version`."""
        current = Meeting.objects.select_for_update().filter(pk=self.pk).first()
        if current is None:
            raise ValidationError("Người khác vừa hủy cuộc họp này.")
        if current.is_adopted:
            raise ValidationError("Biên bản đã thông qua nên không sửa được nữa.")
        if version is not None and current.version != version:
            raise ValidationError("Người khác vừa lưu cuộc họp này.", code="conflict")
        return current
