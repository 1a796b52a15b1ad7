"""Meetings, who was there, and the tasks they gave."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import CELL_KINDS, Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from members.models import Exemption, Member, Membership, MembershipKind, Office

# Long enough for the fullest minutes, short enough for any page and any PDF.
TEXT_LIMIT = 40_000


class MeetingKind(models.TextChoices):
    REGULAR = "regular", "Thường kỳ"
    THEMATIC = "thematic", "Chuyên đề"
    COMBINED = "combined", "Thường kỳ kết hợp chuyên đề"
    COMMITTEE = "committee", "Họp cấp ủy"
    CONFERENCE = "conference", "Hội nghị đảng bộ"


REGULAR_KINDS = [MeetingKind.REGULAR, MeetingKind.COMBINED]
THEMATIC_KINDS = [MeetingKind.THEMATIC, MeetingKind.COMBINED]


class MeetingQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    def held(self, start: datetime.date, end: datetime.date):
        return self.filter(held_on__range=(start, end))

    def of_cells(self):
        """Meetings of a whole cell, not of a committee."""
        return self.filter(unit__kind__in=CELL_KINDS).exclude(
            kind__in=[MeetingKind.COMMITTEE, MeetingKind.CONFERENCE]
        )

    def regular(self):
        return self.filter(kind__in=REGULAR_KINDS)

    def thematic(self):
        return self.filter(kind__in=THEMATIC_KINDS)

    def drafts(self):
        return self.filter(adopted_at__isnull=True)

    @transaction.atomic
    def open(self, *, unit: Unit, kind: str, held_on: datetime.date, by: User | None, **fields):
        """Open a meeting: the roll of that day is copied into its own rows, all present."""
        if not unit.versions.on(held_on).exists():
            raise ValidationError({"held_on": "Tổ chức đảng chưa có hoặc đã kết thúc vào ngày này."})
        if held_on > timezone.localdate():
            raise ValidationError({"held_on": "Chưa đến ngày họp."})
        meeting = self.create(unit=unit, kind=kind, held_on=held_on, opened_by=by, **fields)
        Attendance.objects.bulk_create(meeting._roll())
        audit.record(by, "meeting.open", meeting)
        return meeting


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
    content = models.TextField("nội dung", blank=True, validators=[MaxLengthValidator(TEXT_LIMIT)])
    conclusion = models.TextField("kết luận", blank=True, validators=[MaxLengthValidator(TEXT_LIMIT)])
    resolution = models.TextField("nghị quyết", blank=True, validators=[MaxLengthValidator(TEXT_LIMIT)])
    votes_for = models.PositiveSmallIntegerField("tán thành", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("không tán thành", null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField("không có ý kiến", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
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
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
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
        return f"{self.get_kind_display()} ngày {self.held_on:%d/%m/%Y}, {self.unit}"

    @property
    def is_adopted(self) -> bool:
        return self.adopted_at is not None

    @property
    def minutes(self) -> int | None:
        """Length in minutes, None unless both times are known."""
        if self.starts_at is None or self.ends_at is None:
            return None
        return (self.ends_at.hour - self.starts_at.hour) * 60 + (
            self.ends_at.minute - self.starts_at.minute
        )

    @transaction.atomic
    def record(
        self,
        *,
        fields: dict,
        attendance: dict[int, tuple[str, str]],
        version: int,
        by: User,
    ) -> None:
        """Save what the meeting was: its fields, and the exceptions among those on its roll.

        `attendance` holds (status, reason) by attendance id; whoever is not named stays as is.
        Raises ValidationError when adopted, or when somebody else saved since `version` was read.
        """
        current = Meeting.objects.select_for_update().get(pk=self.pk)
        current._refuse_adopted()
        if current.version != version:
            raise ValidationError(
                "Người khác vừa lưu cuộc họp này. Nội dung đồng chí nhập vẫn còn dưới đây; "
                "mở bản mới ở cửa sổ khác để so sánh, rồi bấm Lưu lần nữa nếu muốn thay.",
                code="conflict",
            )
        for name, value in fields.items():
            setattr(self, name, value)
        self.version = version + 1
        self.save(update_fields=[*fields, "version"])
        self._record_attendance(attendance)
        self._check_votes()
        audit.record(by, "meeting.record", self, fields)

    def _record_attendance(self, attendance: dict[int, tuple[str, str]]) -> None:
        rows = self.attendances.in_bulk(attendance)
        if len(rows) != len(attendance):
            raise ValidationError("Có người không có tên trong danh sách của cuộc họp.")
        for pk, (status, reason) in attendance.items():
            rows[pk].status, rows[pk].reason = status, reason
        Attendance.objects.bulk_update(rows.values(), ["status", "reason"])

    def _check_votes(self) -> None:
        votes = [self.votes_for, self.votes_against, self.votes_abstained]
        cast = sum(vote or 0 for vote in votes)
        voters = self.attendances.present().official().count()
        if cast > voters:
            raise ValidationError(
                {
                    "votes_for": f"Tổng số phiếu là {cast}, nhiều hơn {voters} đảng viên chính thức dự họp."
                }
            )

    @transaction.atomic
    def adopt(self, *, by: User) -> None:
        """Thông qua: lock the minutes. A meeting without a conclusion has not been concluded."""
        current = Meeting.objects.select_for_update().get(pk=self.pk)
        current._refuse_adopted()
        if not current.conclusion.strip():
            raise ValidationError("Chưa có kết luận nên chưa thể thông qua.")
        self.adopted_at, self.adopted_by = timezone.now(), by
        self.save(update_fields=["adopted_at", "adopted_by"])
        audit.record(by, "meeting.adopt", self)

    @transaction.atomic
    def discard(self, *, by: User) -> None:
        """Take back a meeting that was opened by mistake; adopted minutes stay."""
        current = Meeting.objects.select_for_update().get(pk=self.pk)
        current._refuse_adopted()
        audit.record(by, "meeting.discard", self)
        current.delete()

    def _refuse_adopted(self) -> None:
        if self.is_adopted:
            raise ValidationError("Biên bản đã thông qua nên không sửa được nữa.")

    def _roll(self) -> list[Attendance]:
        """One row for each member who belongs to the sitting body on that day, guests included."""
        exempt = set(Exemption.objects.on(self.held_on).values_list("member", flat=True))
        temporary = Membership.objects.temporary().on(self.held_on)
        away = set(temporary.values_list("member", flat=True))
        # A member of one cell who is a guest in another of the same committee sits there once.
        spells = {spell.member_id: spell for spell in self._spells().order_by("-kind")}
        return [
            Attendance(
                meeting=self,
                member=spell.member,
                unit_id=spell.unit_id,
                is_official=spell.member.is_official_on(self.held_on),
                is_guest=spell.kind == MembershipKind.TEMPORARY,
                status=_first_status(spell, exempt, away),
            )
            for spell in spells.values()
        ]

    def _spells(self):
        here = Membership.objects.select_related("member")
        if self.kind != MeetingKind.COMMITTEE:
            return here.within(self.unit, self.held_on)
        seats = Office.objects.on(self.held_on).filter(unit=self.unit)
        return here.permanent().on(self.held_on).filter(member__in=seats.values("member"))


def _first_status(spell: Membership, exempt: set[int], away: set[int]) -> str:
    if spell.kind == MembershipKind.PERMANENT and spell.member_id in away:
        return AttendanceStatus.AWAY
    return AttendanceStatus.EXEMPT if spell.member_id in exempt else AttendanceStatus.PRESENT


class AttendanceStatus(models.TextChoices):
    PRESENT = "present", "Có mặt"
    EXCUSED = "excused", "Vắng có lý do"
    UNEXCUSED = "unexcused", "Vắng không lý do"
    EXEMPT = "exempt", "Miễn sinh hoạt"
    AWAY = "away", "Sinh hoạt tạm thời nơi khác"


# Who must attend: exempt members are outside the base; so are members temporarily away (unsure in
# the rules, so it stands here alone and can be changed in one place).
DUE_STATUSES = [
    AttendanceStatus.PRESENT,
    AttendanceStatus.EXCUSED,
    AttendanceStatus.UNEXCUSED,
]


class AttendanceQuerySet(ScopedQuerySet):
    unit_path = "meeting__unit__path"
    seen_by = PERSON_ROLES

    def present(self):
        return self.filter(status=AttendanceStatus.PRESENT)

    def due(self):
        return self.filter(status__in=DUE_STATUSES)

    def official(self):
        return self.filter(is_official=True)

    def by_name(self):
        return self.select_related("member").order_by("is_guest", "member__sort_key", "member_id")


class Attendance(models.Model):
    """Điểm danh: one row for each person on the roll of that day."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attendances")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    is_official = models.BooleanField("chính thức")
    is_guest = models.BooleanField("sinh hoạt tạm thời")
    status = models.CharField(
        "điểm danh",
        max_length=10,
        choices=AttendanceStatus.choices,
        default=AttendanceStatus.PRESENT,
    )
    reason = models.CharField("lý do", max_length=200, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "điểm danh"
        constraints = [
            models.UniqueConstraint(name="attendance_once", fields=["meeting", "member"]),
            models.CheckConstraint(
                name="attendance_excused_for_a_reason",
                condition=~Q(status="excused", reason=""),
                violation_error_message="Vắng có lý do thì phải ghi lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_status_display()}"


class TaskQuerySet(ScopedQuerySet):
    unit_path = "meeting__unit__path"
    seen_by = PERSON_ROLES

    def undone(self):
        return self.filter(done_on__isnull=True)

    def overdue(self, day: datetime.date):
        """Due before that day and not done by it."""
        return self.filter(Q(done_on__isnull=True) | Q(done_on__gt=day), due_on__lt=day)


class Task(models.Model):
    """Nhiệm vụ giao tại một cuộc họp, with whoever leads it and a day it is due."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="tasks")
    text = models.CharField("nhiệm vụ", max_length=500)
    assignee = models.ForeignKey(
        Member,
        verbose_name="người thực hiện",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    due_on = models.DateField("hạn", null=True, blank=True)
    done_on = models.DateField("ngày hoàn thành", null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = verbose_name_plural = "nhiệm vụ"

    def __str__(self):
        return self.text
