"""What the record of a meeting tells by itself, for the items of a score sheet: pure functions.

Each says its rule. Higher is better, so what is counted against a cell is a negative number. What the
record does not tell has no value, and never gives points.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from common.vietnamese import percent
from scoring.models.record import Record, record_of
from scoring.rules.grades import FactCode

NO_ROLL = "Chưa có danh sách phải dự"
NOT_RECORDED = "Chưa có trong sổ, chi bộ tự xác định"


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


def length(record: Record) -> Fact:
    """Minutes held, less the least that the rule of the day asks for this kind of meeting."""
    minutes, least = record.minutes, record.least_minutes
    if minutes is None:
        return Fact("Chưa ghi giờ bắt đầu, kết thúc")
    if least is None:
        return Fact(f"{minutes} phút, chưa có quy định của ngày này")
    return Fact(f"{minutes} phút, quy định {least} phút", Fraction(minutes - least), minutes >= least)


def attendance_rate(record: Record) -> Fact:
    """Present of those who had to come, in per cent, exact."""
    present, due = record.present, record.due
    if not due:
        return Fact(NO_ROLL)
    text = f"{present}/{due} người phải dự có mặt, đạt {percent(present, due)}"
    return Fact(text, Fraction(100 * present, due), record.target.is_reached(present, due))


def attendance(record: Record) -> Fact:
    """The rate; with anybody absent without reason it counts as nothing."""
    rate = attendance_rate(record)
    if rate.value is None or not record.unexcused:
        return rate
    return Fact(f"{rate.text}; {record.unexcused} người vắng không lý do", Fraction(0), False)


def no_unexcused(record: Record) -> Fact:
    """Nobody was absent without reason."""
    if not record.due:
        return Fact(NO_ROLL)
    number = str(record.unexcused or "Không có")
    return yes_or_no(not record.unexcused, f"{number} người vắng không lý do")


def absences(record: Record) -> Fact:
    """The longest run of excused absences of one person in the year's regular meetings so far."""
    if not record.due:
        return Fact(NO_ROLL)
    longest = record.longest_absence
    if not longest:
        return Fact("Không có người vắng có lý do", Fraction(0))
    return Fact(f"Có người vắng có lý do {longest} kỳ liên tiếp", Fraction(-longest))


def notice(record: Record) -> Fact:
    """The meeting stood in the register that was approved before its day, and so in the month's notice.

    How else members were told, the record does not say.
    """
    on = record.approved_on
    if on is None or on >= record.day:
        return Fact(NOT_RECORDED)
    return yes_or_no(True, f"Lịch họp duyệt và thông báo ngày {on:%d/%m/%Y}")


def papers(record: Record) -> Fact:
    """The last of the papers was posted as many days ahead as the rule asks.

    Without any here, they may have been sent elsewhere: the record does not say.
    """
    on = record.papers_posted_on
    if on is None:
        return Fact("Chưa có tài liệu nào đăng trong chương trình, chi bộ tự xác định")
    last = record.papers_by
    return yes_or_no(on <= last, f"Tài liệu đăng xong ngày {on:%d/%m/%Y}, hạn {last:%d/%m/%Y}")


def prepared(record: Record) -> Fact:
    """The cell's committee met by that day and its minutes are adopted.

    A cell that has a secretary alone has nobody to meet, and keeps the rule.
    """
    on = record.prepared_on
    if on and record.is_preparation_adopted and on <= record.day:
        return yes_or_no(True, f"Chi ủy họp ngày {on:%d/%m/%Y}, có biên bản")
    if record.seats == 1:
        return yes_or_no(True, "Chi bộ chỉ có bí thư")
    if on and on <= record.day:
        return yes_or_no(False, f"Biên bản họp chi ủy ngày {on:%d/%m/%Y} chưa thông qua")
    if not record.seats:
        return Fact("Chưa ghi cuộc họp chi ủy, cũng chưa ghi chi ủy của chi bộ")
    return yes_or_no(False, "Chưa ghi cuộc họp chi ủy nào chuẩn bị buổi này")


def spoke(record: Record) -> Fact:
    """Members present whose opinion is in the minutes, of all members present, in per cent."""
    number, present = record.speakers, record.present
    if not number or not present:
        return Fact("Biên bản chưa ghi ý kiến của ai")
    text = f"{number}/{present} người có mặt phát biểu, đạt {percent(number, present)}"
    return Fact(text, Fraction(100 * number, present))


def tasks_done(record: Record) -> Fact:
    """Tasks that fell due since the last regular meeting and were done in time, in per cent."""
    done, due = record.tasks_done, record.tasks_due
    if not due:
        return Fact("Không có nhiệm vụ nào đến hạn từ kỳ trước")
    text = f"{done}/{due} nhiệm vụ đến hạn đã xong đúng hạn, đạt {percent(done, due)}"
    return Fact(text, Fraction(100 * done, due), done == due)


def conclusion(record: Record) -> Fact:
    """The meeting was concluded: as a whole, or any of its items. Unknown while it is written up."""
    if record.has_conclusion:
        return yes_or_no(True, "Biên bản có kết luận")
    return yes_or_no(False if record.is_adopted else None, "Biên bản chưa có kết luận")


def resolution(record: Record) -> Fact:
    """A resolution was written, or tasks were given. Unknown while it is written up."""
    parts = ["có nghị quyết"] if record.has_resolution else []
    parts += [f"giao {record.tasks_given} nhiệm vụ"] if record.tasks_given else []
    if parts:
        return yes_or_no(True, ", ".join(parts).capitalize())
    return yes_or_no(False if record.is_adopted else None, "Chưa có nghị quyết, chưa giao nhiệm vụ")


def minutes(record: Record) -> Fact:
    """Minutes were adopted within the days that the rule gives, the day of the meeting not counted."""
    last = record.minutes_by
    if on := record.adopted_on:
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


def facts_of(meeting, *, today: datetime.date | None = None) -> dict[str, Fact]:
    """All of them, by code."""
    record = record_of(meeting, today)
    return {str(code): tell(record) for code, tell in FACTS.items()}
