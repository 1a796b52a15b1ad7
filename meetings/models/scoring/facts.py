"""What the record of a meeting tells by itself, for the items of a score sheet.

Each function says its rule. Higher is better, so what is counted against a cell is a negative number.
What the record does not tell has no value, and never gives points.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q
from django.utils import timezone

from cells.models import Threshold, ThresholdCode
from cells.vietnamese import percent
from meetings.models.attendance import DUE_STATUSES, Attendance, AttendanceStatus
from meetings.models.kinds import REGULAR_KINDS
from meetings.models.length import LengthRule
from meetings.models.scoring.grades import FactCode
from meetings.models.task import Task
from members.models.office import CELL_OFFICES

UNEXCUSED, EXCUSED = AttendanceStatus.UNEXCUSED, AttendanceStatus.EXCUSED


@dataclass(frozen=True)
class Fact:
    """A value to compare with the steps of a sheet, and the sentence shown beside the item.

    `is_met` says whether the rule behind it is kept, where there is one.
    """

    text: str
    value: Fraction | None = None
    is_met: bool | None = None


def yes_or_no(holds: bool | None, text: str) -> Fact:
    return Fact(text, None if holds is None else Fraction(int(holds)), holds)


class Record:
    """A meeting with what several facts ask for, each read once."""

    def __init__(self, meeting, today: datetime.date):
        self.meeting, self.today = meeting, today
        self.day = meeting.held_on
        self.rows = list(meeting.attendances.all())
        self.numbers = Threshold.objects.on(self.day)

    @property
    def present(self) -> set[int]:
        return {row.member_id for row in self.rows if row.is_present}

    @property
    def due(self) -> list[Attendance]:
        return [row for row in self.rows if row.is_due]

    @property
    def unexcused(self) -> int:
        return sum(row.status == UNEXCUSED for row in self.rows)

    def earlier(self):
        """Regular meetings of this very unit before this one, newest first."""
        same = type(self.meeting).objects.of_unit(self.meeting.unit).opened()
        before = Q(held_on__lt=self.day) | Q(held_on=self.day, pk__lt=self.meeting.pk)
        return same.filter(before, kind__in=REGULAR_KINDS).order_by("-held_on", "-pk")


def length(record: Record) -> Fact:
    """Minutes held, less the least that the rule of the day asks for this kind of meeting."""
    minutes, rule = record.meeting.minutes, LengthRule.objects.for_day(record.day)
    if minutes is None:
        return Fact("Chưa ghi giờ bắt đầu, kết thúc")
    if rule is None:
        return Fact(f"{minutes} phút, chưa có quy định của ngày này")
    least = rule.least(record.meeting.kind)
    return Fact(f"{minutes} phút, quy định {least} phút", Fraction(minutes - least), minutes >= least)


def attendance_rate(record: Record) -> Fact:
    """Present of those who had to come, in per cent, exact."""
    present, due = len(record.present), len(record.due)
    if not due:
        return Fact("Chưa có danh sách phải dự")
    text = f"{present}/{due} người phải dự có mặt, đạt {percent(present, due)}"
    target = record.numbers[ThresholdCode.ATTENDANCE_TARGET]
    return Fact(text, Fraction(100 * present, due), target.is_reached(present, due))


def attendance(record: Record) -> Fact:
    """The rate; with anybody absent without reason it counts as nothing."""
    rate = attendance_rate(record)
    if rate.value is None or not record.unexcused:
        return rate
    return Fact(f"{rate.text}; {record.unexcused} người vắng không lý do", Fraction(0), False)


def no_unexcused(record: Record) -> Fact:
    """Nobody was absent without reason."""
    if not record.due:
        return Fact("Chưa có danh sách phải dự")
    absent = record.unexcused
    return yes_or_no(not absent, f"{absent} người vắng không lý do" if absent else "Không ai")


def absences(record: Record) -> Fact:
    """The longest run of excused absences of one person in regular meetings of the year so far.

    Counted over those who had to come to this meeting; a meeting to which somebody was not due neither
    ends a run nor belongs to it.
    """
    due = [row.member_id for row in record.due]
    if not due:
        return Fact("Chưa có danh sách phải dự")
    first = datetime.date(record.day.year, 1, 1)
    meetings = [
        record.meeting.pk,
        *record.earlier().filter(held_on__gte=first).values_list("pk", flat=True),
    ]
    rows = Attendance.objects.filter(meeting__in=meetings, member__in=due, status__in=DUE_STATUSES)
    rows = rows.order_by("meeting__held_on", "meeting_id").values_list("member_id", "status")
    runs: dict[int, int] = defaultdict(int)
    longest = 0
    for member, status in rows:
        runs[member] = runs[member] + 1 if status == EXCUSED else 0
        longest = max(longest, runs[member])
    return Fact(f"Nhiều nhất {longest} kỳ liên tiếp một người vắng có lý do", Fraction(-longest))


def notice(record: Record) -> Fact:
    """The members were told before the meeting: nothing in the record says so yet."""
    return Fact("Chưa có trong sổ, chi bộ tự xác định")


def papers(record: Record) -> Fact:
    """Papers were there as early as the rule asks: nothing in the record says so yet."""
    return Fact("Chưa có trong sổ, chi bộ tự xác định")


def prepared(record: Record) -> Fact:
    """The cell's committee met beforehand and its minutes are adopted.

    A cell that has a secretary alone has nobody to meet, and keeps the rule.
    """
    meeting = record.meeting.prepared_in
    if meeting and meeting.is_adopted and meeting.held_on <= record.day:
        return yes_or_no(True, f"Chi ủy họp ngày {meeting.held_on:%d/%m/%Y}, có biên bản")
    offices = record.meeting.unit.offices.filter(kind__in=CELL_OFFICES).on(record.day)
    seats = offices.values("member").distinct().count()
    if seats == 1:
        return yes_or_no(True, "Chi bộ chỉ có bí thư")
    if meeting:
        return yes_or_no(False, f"Biên bản họp chi ủy ngày {meeting.held_on:%d/%m/%Y} chưa thông qua")
    if not seats:
        return Fact("Chưa ghi cuộc họp chi ủy, cũng chưa ghi chi ủy của chi bộ")
    return yes_or_no(False, "Chưa ghi cuộc họp chi ủy nào chuẩn bị buổi này")


def spoke(record: Record) -> Fact:
    """Members present whose opinion is in the minutes, of all members present, in per cent."""
    present = record.present
    speakers = set(record.meeting.opinions.exclude(member=None).values_list("member_id", flat=True))
    number = len(speakers & present)
    if not number or not present:
        return Fact("Biên bản chưa ghi ý kiến của ai")
    text = f"{number}/{len(present)} người có mặt phát biểu, {percent(number, len(present))}"
    return Fact(text, Fraction(100 * number, len(present)))


def tasks_done(record: Record) -> Fact:
    """Tasks of earlier meetings of this unit that fell due since the last regular one, done in time.

    From the day after the last regular meeting to the day of this one. A task of that last meeting
    without a day of its own was due by this one.
    """
    last = record.earlier().first()
    earlier = Task.objects.of_unit(record.meeting.unit).exclude(meeting=record.meeting)
    earlier = earlier.filter(meeting__opened_at__isnull=False, meeting__held_on__lte=record.day)
    fell_due = Q(due_on__lte=record.day)
    if last:
        fell_due &= Q(due_on__gt=last.held_on)
    due = list(earlier.filter(fell_due | Q(due_on=None, meeting=last)))
    if not due:
        return Fact("Không có nhiệm vụ nào đến hạn từ kỳ trước")
    done = sum(bool(t.done_on and t.done_on <= (t.due_on or record.day)) for t in due)
    text = f"{done}/{len(due)} nhiệm vụ đến hạn đã xong đúng hạn, {percent(done, len(due))}"
    return Fact(text, Fraction(100 * done, len(due)), done == len(due))


def conclusion(record: Record) -> Fact:
    """The meeting was concluded: as a whole, or any of its items. Unknown while it is written up."""
    meeting = record.meeting
    if meeting.conclusion or meeting.items.exclude(conclusion="").exists():
        return yes_or_no(True, "Biên bản có kết luận")
    return yes_or_no(False if meeting.is_adopted else None, "Biên bản chưa có kết luận")


def resolution(record: Record) -> Fact:
    """A resolution was written, or tasks were given. Unknown while it is written up."""
    meeting = record.meeting
    given = meeting.tasks.count()
    if meeting.resolution or given:
        parts = ["có nghị quyết"] if meeting.resolution else []
        parts += [f"giao {given} nhiệm vụ"] if given else []
        return yes_or_no(True, ", ".join(parts).capitalize())
    return yes_or_no(False if meeting.is_adopted else None, "Chưa có nghị quyết, chưa giao nhiệm vụ")


def minutes(record: Record) -> Fact:
    """Minutes were adopted within the days that the rule gives, the day of the meeting not counted."""
    allowed = record.numbers[ThresholdCode.MINUTES_DAYS].value
    last = record.day + datetime.timedelta(days=allowed)
    if adopted_at := record.meeting.adopted_at:
        on = timezone.localdate(adopted_at)
        return yes_or_no(on <= last, f"Thông qua ngày {on:%d/%m/%Y}, hạn {last:%d/%m/%Y}")
    if record.today > last:
        return yes_or_no(False, f"Chưa thông qua, đã quá hạn {last:%d/%m/%Y}")
    return Fact(f"Chưa thông qua, hạn {last:%d/%m/%Y}")


FACTS: dict[str, Callable[[Record], Fact]] = {
    FactCode.LENGTH: length,
    FactCode.ATTENDANCE: attendance,
    FactCode.ATTENDANCE_RATE: attendance_rate,
    FactCode.NO_UNEXCUSED: no_unexcused,
    FactCode.ABSENCES: absences,
    FactCode.NOTICE: notice,
    FactCode.PAPERS: papers,
    FactCode.PREPARED: prepared,
    FactCode.SPOKE: spoke,
    FactCode.TASKS_DONE: tasks_done,
    FactCode.CONCLUSION: conclusion,
    FactCode.RESOLUTION: resolution,
    FactCode.MINUTES: minutes,
}


def facts_of(meeting, codes, *, today: datetime.date | None = None) -> dict[str, Fact]:
    """Those of the codes that a sheet asks for."""
    record = Record(meeting, today or timezone.localdate())
    return {code: FACTS[code](record) for code in sorted({*codes} - {""})}
