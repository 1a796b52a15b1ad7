"""Meetings: planned, held with the roll of their day, recorded, adopted, and then locked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from common import sense
from common.models.links import optional, required, who_did
from common.periods import DAY
from common.vietnamese import nfc
from meetings.models.adopting import differences, freeze, freeze_unnumbered
from meetings.models.attendance import Attendance, AttendanceStatus
from meetings.models.kinds import CELL_MEETINGS, THEMATIC_KINDS, MeetingKind, MeetingMode, kinds_of
from meetings.models.length import LengthRule
from meetings.models.meeting_queryset import HELD, PLANNED, UNANSWERED, MeetingQuerySet, MeetingState
from meetings.models.problems import problems_of
from meetings.models.recording import ROLL_FIELDS, Change, Recording, Saved, changes
from meetings.models.roll import people_of, roll_of
from meetings.models.seats import seats_of
from meetings.rules.rich_text import RichTextField
from members.models import Member

MINUTES_OF_A_DAY = 24 * 60
ONE_LINE_TEXTS = ["topic", "place", "invited", "plan_note", "resolution_subject"]
# What the committee agrees to; a change of any of these asks it again.
AGREED_FIELDS = {"kind", "topic", "held_on", "starts_at", "place"}


class Meeting(models.Model):
    """Cuổi sinh hoạt. A combined sitting is one meeting with both parts; adopting locks it."""

    unit = required(Unit, "tổ chức đảng", related_name="meetings")
    kind = models.CharField("loại", max_length=12, choices=MeetingKind.choices)
    topic = models.CharField("chuyên đề", max_length=300, blank=True)
    held_on = models.DateField("ngày họp")
    ends_on = models.DateField("ngày cuối của đại hội nhiều ngày", null=True, blank=True)
    starts_at = models.TimeField("bắt đầu", null=True, blank=True)
    ends_at = models.TimeField("kết thúc", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    chair = optional(Member, "chủ trì")
    secretary = optional(Member, "thư ký")
    mode = models.CharField(
        "hình thức", max_length=9, choices=MeetingMode.choices, default=MeetingMode.IN_PERSON
    )
    invited = models.CharField("khách mời", max_length=300, blank=True)
    is_model = models.BooleanField("sinh hoạt mẫu", default=False)
    prepared_in = optional(
        "self", "họp chi ủy chuẩn bị", on_delete=models.SET_NULL, related_name="prepared"
    )
    content = RichTextField("diễn biến chung", blank=True)
    conclusion = RichTextField("kết luận", blank=True)
    resolution_subject = models.CharField("trích yếu nghị quyết", max_length=300, blank=True)
    resolution = RichTextField("nghị quyết", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    planned_at = models.DateTimeField(null=True, editable=False)
    planned_by = who_did()
    plan_note = models.CharField("ghi chú khi đăng ký", max_length=300, blank=True)
    approved_at = models.DateTimeField("duyệt lúc", null=True, editable=False)
    approved_by = who_did()
    returned_reason = models.CharField("lý do trả lại", max_length=300, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    opened_by = who_did()
    is_taken_over = models.BooleanField("ghi theo sổ giấy", default=False, editable=False)
    adopted_at = models.DateTimeField("thông qua lúc", null=True, blank=True, editable=False)
    adopted_by = who_did()
    correction_reason = models.CharField("lý do đính chính", max_length=300, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        verbose_name = verbose_name_plural = "buổi sinh hoạt"
        constraints = [
            models.CheckConstraint(
                name="meeting_times_in_order",
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=False) & (Q(ends_on__isnull=False) | ~Q(ends_at=F("starts_at"))),
                violation_error_message="Giờ kết thúc phải khác giờ bắt đầu.",
            ),
            models.CheckConstraint(
                name="meeting_days_of_a_congress",
                condition=Q(ends_on__isnull=True)
                | Q(kind=MeetingKind.CONGRESS, ends_on__gt=F("held_on")),
                violation_error_message="Chỉ đại hội họp nhiều ngày, và ngày cuối phải sau ngày đầu.",
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
        """The kind as a heading says it: Sinh hoạt thường kỳ, Họp chi ủy, Họp đảng ủy."""
        if self.kind in CELL_MEETINGS:
            return f"Sinh hoạt {self.get_kind_display().lower()}"
        if self.kind == MeetingKind.COMMITTEE:
            return "Họp chi ủy" if self.unit.is_cell else "Họp đảng ủy"
        return self.get_kind_display()

    @property
    def state(self) -> MeetingState:
        return MeetingState.of(self)

    @property
    def is_planned(self) -> bool:
        """Foreseen, and not begun."""
        return self.state in PLANNED

    @property
    def is_firm(self) -> bool:
        """Its day stands: nobody is asked about it any more."""
        return self.state not in UNANSWERED

    @property
    def is_returned(self) -> bool:
        """Sent back with a reason, which stands wherever it is shown until the cell has answered."""
        return self.state == MeetingState.RETURNED

    @property
    def is_held(self) -> bool:
        """Begun: it has a roll, and counts wherever meetings are counted."""
        return self.state in HELD

    @property
    def has_minutes(self) -> bool:
        """They are written here; those of a meeting from a register stay on paper."""
        return self.is_held and not self.is_taken_over

    @property
    def is_open_for_record(self) -> bool:
        """What it is about and what was said may be written, before it as while it is corrected."""
        return self.state != MeetingState.ADOPTED

    @property
    def is_adopted(self) -> bool:
        """Locked; not while what was adopted is being corrected."""
        return self.state == MeetingState.ADOPTED

    @property
    def is_corrected(self) -> bool:
        """Opened again for another version of what was adopted."""
        return self.state == MeetingState.CORRECTED

    @property
    def was_adopted(self) -> bool:
        """Has papers in force; it is never taken back."""
        return self.is_adopted or self.is_corrected

    @property
    def is_congress(self) -> bool:
        return self.kind == MeetingKind.CONGRESS

    @property
    def is_thematic(self) -> bool:
        return self.kind in THEMATIC_KINDS

    @property
    def minutes(self) -> int | None:
        """Length in minutes, None unless both times of a single sitting are known."""
        if self.starts_at is None or self.ends_at is None or self.ends_on:
            return None
        length = (self.ends_at.hour - self.starts_at.hour) * 60 + (
            self.ends_at.minute - self.starts_at.minute
        )
        return length % MINUTES_OF_A_DAY

    @property
    def ends_next_day(self) -> bool:
        """Past midnight: what ends at an earlier time than it began."""
        return self.minutes is not None and self.ends_at < self.starts_at

    @property
    def last_on(self) -> datetime.date:
        """The day on which it ended, or is to end."""
        return self.ends_on or self.held_on + self.ends_next_day * DAY

    @property
    def is_measured(self) -> bool:
        """A rule says how long it should last, and its hours are written."""
        return self.kind in CELL_MEETINGS and self.minutes is not None

    def length_warning(self) -> str:
        """What to say of a cell meeting shorter than the rule of its day; empty when all is well."""
        return self.shorter_than(LengthRule.objects.for_day(self.held_on)) if self.is_measured else ""

    def shorter_than(self, rule: LengthRule | None) -> str:
        if not self.is_measured or rule is None or self.minutes >= rule.least(self.kind):
            return ""
        return f"Ngắn hơn {rule.least(self.kind)} phút nêu tại {rule.source}."

    def twin(self) -> Meeting | None:
        """The meeting already recorded in the place of this one, if any."""
        same = {"unit": self.unit_id, "kind": self.kind, "held_on": self.held_on, "topic": self.topic}
        return Meeting.objects.filter(**same).exclude(pk=self.pk).first()

    def clean(self):
        """What the fields must be together; each message stands at the field to correct."""
        for name in ONE_LINE_TEXTS:
            setattr(self, name, nfc(getattr(self, name)))
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
        if self.minutes == 0:
            return {"ends_at": "Giờ kết thúc phải khác giờ bắt đầu."}
        return {}

    def _day_errors(self) -> dict[str, str]:
        if not (self.unit_id and self.held_on):
            return {}
        if self.is_held and self.held_on > timezone.localdate():
            return {"held_on": "Chưa đến ngày họp."}
        try:
            sense.meeting(self.held_on)
        except ValidationError as error:
            return {"held_on": error}
        standing = self.unit.version_on(self.held_on)
        if standing is None:
            return {"held_on": "Tổ chức đảng chưa có hoặc đã kết thúc hoạt động vào ngày này."}
        if self.kind and self.kind not in kinds_of(standing.kind):
            return {"kind": f"{standing.name} không có loại họp này."}
        return self._last_day_errors()

    def _last_day_errors(self) -> dict[str, str]:
        if self.ends_on and not self.is_congress:
            return {"ends_on": "Chỉ đại hội họp nhiều ngày. Cuộc họp qua nửa đêm chỉ cần ghi giờ."}
        if self.ends_on and self.ends_on <= self.held_on:
            return {"ends_on": f"Phải sau ngày đầu ({self.held_on:%d/%m/%Y})."}
        return {}

    def people(self) -> list[Member]:
        """Those on the roll; before the meeting, those who would be on it."""
        rows = list(self.attendances.by_name()) if self.is_held else []
        return [row.member for row in rows] or people_of(self.unit, self.kind, self.held_on)

    def units(self):
        """Who may be given a task besides persons: its unit and those below it."""
        return Unit.objects.under(self.unit).standing_in(self.held_on, self.held_on)

    @transaction.atomic
    def approve(self, *, by: User | None, version: int | None = None) -> None:
        """The committee agrees to the meeting that a cell registered, as read at `version`."""
        current = self._lock_plan(version)
        if current.state == MeetingState.APPROVED:
            raise ValidationError("Lịch này đã được duyệt.")
        if current.kind not in CELL_MEETINGS:
            raise ValidationError("Chỉ lịch sinh hoạt của chi bộ mới cần duyệt.")
        self._answer(timezone.now(), by)
        self.outdate()
        audit.record(by, "meeting.approve", self)

    @transaction.atomic
    def send_back(self, *, reason: str, by: User | None) -> None:
        """The committee wants it changed; an approval given before is taken back."""
        self._lock_plan()
        reason = nfc(reason)
        if not reason:
            raise ValidationError({"reason": "Ghi lý do trả lại, để chi bộ biết cần sửa gì."})
        self._answer(reason=reason)
        self.outdate()
        audit.record(by, "meeting.send_back", self, ["returned_reason"])

    @transaction.atomic
    def replan(self, *, by: User | None, **fields) -> None:
        """Plan it otherwise; the committee is asked anew when it concerns what it agreed to."""
        current = self._lock_plan()
        changed = [name for name, value in fields.items() if getattr(current, name) != value]
        for name, value in fields.items():
            setattr(self, name, value)
        self.full_clean()
        self.save(update_fields=changed)
        self._pass_on(current.chair_id)
        if changed and current.is_returned:
            self._answer()
        self._ask_again(changed)
        self.outdate()
        audit.record(by, "meeting.replan", self, changed)

    def _pass_on(self, chair: int | None) -> None:
        """Whoever chairs now presents what the chair before was to present."""
        if chair and self.chair_id and chair != self.chair_id:
            self.items.filter(speaker=chair).update(speaker=self.chair_id)

    def _ask_again(self, changed: Iterable[str]) -> None:
        """Forget what the committee said, when what it agreed to was changed."""
        if AGREED_FIELDS.intersection(changed):
            self._answer()

    def _answer(
        self, at: datetime.datetime | None = None, by: User | None = None, reason: str = ""
    ) -> None:
        self.approved_at, self.approved_by, self.returned_reason = at, by, reason
        self.save(update_fields=["approved_at", "approved_by", "returned_reason"])

    @transaction.atomic
    def mark_model(self, is_model: bool, *, by: User | None) -> None:
        """Others learn from it, or no longer. Also of a planned or an adopted one, because it is not
        part of the minutes."""
        current = Meeting.objects.select_for_update().get(pk=self.pk)
        if is_model and not current.unit.is_cell:
            raise ValidationError("Sinh hoạt mẫu là buổi sinh hoạt của chi bộ.")
        if not is_model and (current.observers.exists() or hasattr(current, "review")):
            raise ValidationError("Buổi này đã có người được mời dự hoặc đã rút kinh nghiệm.")
        audit.change(by, "meeting.mark_model", self, is_model=is_model)

    @transaction.atomic
    def hold(self, *, by: User | None) -> None:
        """Begin the meeting: the roll of its day is copied into its own rows, all present."""
        current = self.lock_open()
        current.unit = self.unit  # read already, by whoever asked for the right
        if current.is_held:
            raise ValidationError("Cuộc họp này đã bắt đầu.")
        current.opened_at, current.opened_by = timezone.now(), by
        current.clean()
        current._take_roll({})
        current._take_seats()
        current.save(update_fields=["opened_at", "opened_by", "chair", "secretary"])
        audit.record(by, "meeting.open", current)
        self.refresh_from_db()

    def _take_seats(self) -> None:
        """Chair and secretary, where nobody has been named, of those who are due."""
        due = set(self.attendances.due().values_list("member", flat=True))
        before = Meeting.objects.opened().of_unit(self.unit).of_kind(self.kind).exclude(pk=self.pk)
        writer = before.values_list("secretary", flat=True).first()
        seats = seats_of(self.unit, self.held_on, due, writer)
        self.chair, self.secretary = self.chair or seats["chair"], self.secretary or seats["secretary"]

    @transaction.atomic
    def record(self, changes: Iterable[Change], *, by: User | None) -> Saved:
        """Save what was typed, field by field (recording.py); what was not saved is told.

        Another day or kind takes the roll anew and keeps what was marked. Raises ValidationError
        when adopted, or when something does not belong to this meeting.
        """
        current = self.lock_open()
        current.unit = self.unit  # read already, by whoever asked for the right
        chair = current.chair_id
        outcome = Recording(current).record(changes)
        if outcome.saved:
            current._pass_on(chair)
            if current.is_planned:
                current._ask_again(name.removeprefix("meeting.") for name in outcome.saved)
            elif any(f"meeting.{name}" in outcome.saved for name in ROLL_FIELDS):
                current._renew_roll()
            current.outdate()
            audit.record(by, "meeting.record", current, sorted(set(outcome.saved)))
        self.refresh_from_db()
        return outcome

    def mark(self, absent: dict[int, tuple[str, str]], *, by: User | None) -> None:
        """Who was missing, by id, with status and reason. Raises ValidationError with what is wrong."""
        typed = [
            change
            for member, (status, reason) in absent.items()
            for change in changes("attendance", str(member), status=status, reason=reason)
        ]
        outcome = self.record(typed, by=by)
        for member in absent:
            outcome.require("attendance", str(member))

    @transaction.atomic
    def renew_roll(self, *, by: User | None) -> None:
        """Take the roll of the day anew, after the members' records were put right."""
        current = self.lock_open()
        current._renew_roll()
        current.outdate()
        audit.record(by, "meeting.renew_roll", current)

    def _renew_roll(self) -> None:
        marked = {row.member_id: row for row in self.attendances.due()}
        self.attendances.all().delete()
        self._take_roll(marked)

    def _take_roll(self, marked: dict[int, Attendance]) -> None:
        """Copy the roll of the day; who was marked before, or asked to be absent, and is still due,
        stays so."""
        rows = roll_of(self.unit, self.kind, self.held_on)
        excused = dict(self.absence_notices.values_list("member", "reason"))
        for row in rows:
            row.meeting = self
            if row.is_due and (before := marked.get(row.member_id)):
                row.status, row.reason = before.status, before.reason
            elif row.is_due and (reason := excused.get(row.member_id)):
                row.status, row.reason = AttendanceStatus.EXCUSED, reason
        Attendance.objects.bulk_create(rows)

    @transaction.atomic
    def adopt(
        self, *, by: User | None, version: int | None = None, documents: dict | None = None
    ) -> None:
        """Thông qua: lock the minutes as read at `version`, and freeze the papers made from them.

        `documents`: by kind of paper its data, as meetings.documents.of_adoption() makes them.
        """
        current = self.lock_open(version)
        if current.is_taken_over:
            raise ValidationError(
                "Cuộc họp ghi theo sổ giấy: biên bản gốc ở chi bộ, không thông qua ở đây."
            )
        if lacking := problems_of(current).lacking:
            raise ValidationError([problem.message for problem in lacking])
        if documents is not None:
            freeze(current, documents, by=by)
        # While minutes are corrected the meeting stays an adopted one in all figures: the moment of
        # the first adoption is kept.
        self.adopted_at, self.correction_reason = current.adopted_at or timezone.now(), ""
        self.adopted_by = current.adopted_by if current.was_adopted else by
        self.save(update_fields=["adopted_at", "adopted_by", "correction_reason"])
        audit.record(by, "meeting.adopt", self)

    @transaction.atomic
    def correct(self, *, reason: str, by: User | None, documents: dict) -> None:
        """Đính chính: open adopted minutes for another version.

        What was adopted stays readable, and counted, meanwhile; minutes that were adopted before
        papers were kept are frozen now, without a number.
        """
        current = Meeting.objects.select_for_update().get(pk=self.pk)
        reason = nfc(reason)
        if current.is_corrected:
            raise ValidationError("Biên bản này đang được đính chính.")
        if not current.is_adopted:
            raise ValidationError("Biên bản chưa thông qua thì sửa trực tiếp, không cần đính chính.")
        if not reason:
            raise ValidationError({"reason": "Ghi lý do đính chính."})
        if not current.papers.exists():
            freeze_unnumbered(current, documents, by=by)
        audit.change(by, "meeting.correct", self, correction_reason=reason)
        self.outdate()
        self.refresh_from_db(fields=["version"])

    @transaction.atomic
    def give_up_correction(self, *, by: User | None, documents: dict) -> None:
        """Lock the minutes as they were adopted; refused once they say something else.

        Putting the record back by the machine would throw away what somebody typed, so a person does
        it, or adopts a new version.
        """
        current = Meeting.objects.select_for_update().get(pk=self.pk)
        if not current.is_corrected:
            raise ValidationError("Biên bản này không đang được đính chính.")
        if current.version != self.version:  # `documents` may be older than what stands now
            raise ValidationError("Người khác vừa lưu cuộc họp này.", code="conflict")
        if differs := differences(current, documents):
            raise ValidationError(
                f"Đã sửa khác bản thông qua ({', '.join(differs)}) nên không bỏ đính chính được. "
                "Sửa lại như cũ, hoặc thông qua thành bản mới."
            )
        audit.change(by, "meeting.give_up_correction", self, correction_reason="")

    def write_resolution(
        self, subject: str, text: str, *, by: User | None, instead: bool = False
    ) -> None:
        """Put a text as the resolution; refused where another stands, unless `instead`."""
        if self.is_taken_over:
            raise ValidationError("Nghị quyết của cuộc họp ghi theo sổ giấy ở chi bộ.")
        if self.resolution and not instead:
            raise ValidationError(
                {"instead": "Nghị quyết đã có nội dung. Nếu muốn soạn lại thì đánh dấu đồng ý thay."}
            )
        typed = {"resolution": text}
        if not self.resolution_subject:
            typed["resolution_subject"] = subject
        self.record(changes("meeting", **typed), by=by).require("meeting", "")

    @transaction.atomic
    def discard(self, *, by: User | None) -> None:
        """Take back a meeting that was planned or opened by mistake; adopted minutes stay."""
        current = self.lock_open()
        if current.was_adopted:
            raise ValidationError("Biên bản này đã từng thông qua nên không hủy được.")
        if current.petitions.exists():
            raise ValidationError("Chi bộ đã nêu kiến nghị tại cuộc họp này nên không hủy được.")
        audit.record(by, "meeting.discard", self)
        for attachment in current.attachments.all():
            attachment.remove(by=by)
        current.delete()

    def outdate(self) -> None:
        """Whoever reads the minutes in another window is told so on adopting them."""
        Meeting.objects.filter(pk=self.pk).update(version=F("version") + 1)

    def lock_open(self, version: int | None = None) -> Meeting:
        """The row as it stands now, locked; refuse it adopted, discarded, or saved since `version`."""
        current = Meeting.objects.select_for_update().filter(pk=self.pk).first()
        if current is None:
            raise ValidationError("Người khác vừa hủy cuộc họp này.")
        if not current.is_open_for_record:
            raise ValidationError("Biên bản đã thông qua nên không sửa được nữa.")
        if version is not None and current.version != version:
            raise ValidationError("Người khác vừa lưu cuộc họp này.", code="conflict")
        return current

    def _lock_plan(self, version: int | None = None) -> Meeting:
        current = self.lock_open(version)
        if not current.is_planned:
            raise ValidationError("Cuộc họp đã bắt đầu nên không còn là lịch dự kiến.")
        return current
