"""What the record of a meeting tells by itself, for the items of a score sheet: pure functions.

Each says its rule. Higher is better, so what is counted against a cell is a negative number. What the
record does not tell has no value, and never gives points.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from common.vietnamese import percent
from scoring.models.meeting_numbers import MeetingNumbers, numbers_of
from scoring.rules.grades import FactCode

NO_ROLL = "Chưa có danh sách đảng viên phải dự"
NOT_RECORDED = "Chưa có trong phần mềm, chi bộ tự xác định"


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


def length(numbers: MeetingNumbers) -> Fact:
    """Minutes held, less the least that the rule of the day asks for this kind of meeting."""
    minutes, least = numbers.minutes, numbers.least_minutes
    if minutes is None:
        return Fact("Chưa ghi giờ bắt đầu, kết thúc")
    if least is None:
        return Fact(f"{minutes} phút, chưa có quy định của ngày này")
    return Fact(f"{minutes} phút, quy định {least} phút", Fraction(minutes - least), minutes >= least)


def attendance_rate(numbers: MeetingNumbers) -> Fact:
    """Present of those who had to come, in per cent, exact."""
    present, due = numbers.present, numbers.due
    if not due:
        return Fact(NO_ROLL)
    text = f"{present}/{due} người phải dự có mặt, đạt {percent(present, due)}"
    return Fact(text, Fraction(100 * present, due), numbers.target.is_reached(present, due))


def attendance(numbers: MeetingNumbers) -> Fact:
    """The rate; with anybody absent without reason it counts as nothing."""
    rate = attendance_rate(numbers)
    if rate.value is None or not numbers.unexcused:
        return rate
    return Fact(f"{rate.text}; {numbers.unexcused} người vắng không lý do", Fraction(0), False)


def no_unexcused(numbers: MeetingNumbers) -> Fact:
    """Nobody was absent without reason."""
    if not numbers.due:
        return Fact(NO_ROLL)
    number = str(numbers.unexcused or "Không có")
    return yes_or_no(not numbers.unexcused, f"{number} người vắng không lý do")


def absences(numbers: MeetingNumbers) -> Fact:
    """The longest run of excused absences of one person in the year's regular meetings so far."""
    if not numbers.due:
        return Fact(NO_ROLL)
    longest = numbers.longest_absence
    if not longest:
        return Fact("Không có người vắng có lý do", Fraction(0))
    return Fact(f"Có người vắng có lý do {longest} kỳ liên tiếp", Fraction(-longest))


def notice(numbers: MeetingNumbers) -> Fact:
    """The meeting stood in the register that was approved before its day, and so in the month's notice.

    How else members were told, the record does not say.
    """
    on = numbers.approved_on
    if on is None or on >= numbers.day:
        return Fact(NOT_RECORDED)
    return yes_or_no(True, f"Lịch họp duyệt và thông báo ngày {on:%d/%m/%Y}")


def papers(numbers: MeetingNumbers) -> Fact:
    """The last of the papers was posted as many days ahead as the rule asks.

    Without any here, they may have been sent elsewhere: the record does not say.
    """
    on = numbers.papers_posted_on
    if on is None:
        return Fact("Chưa có tài liệu nào tải lên trong chương trình, chi bộ tự xác định")
    last = numbers.papers_by
    return yes_or_no(on <= last, f"Tài liệu tải lên xong ngày {on:%d/%m/%Y}, hạn {last:%d/%m/%Y}")


def prepared(numbers: MeetingNumbers) -> Fact:
    """The cell's committee met by that day and its minutes are adopted.

    A cell that has a secretary alone has nobody to meet, and keeps the rule.
    """
    on = numbers.prepared_on
    if on and numbers.is_preparation_adopted and on <= numbers.day:
        return yes_or_no(True, f"Chi ủy họp ngày {on:%d/%m/%Y}, có biên bản")
    if numbers.seats == 1:
        return yes_or_no(True, "Chi bộ chỉ có bí thư")
    if on and on <= numbers.day:
        return yes_or_no(False, f"Biên bản họp chi ủy ngày {on:%d/%m/%Y} chưa thông qua")
    if not numbers.seats:
        return Fact("Chưa ghi cuộc họp chi ủy, cũng chưa ghi chi ủy của chi bộ")
    return yes_or_no(False, "Chưa ghi cuộc họp chi ủy nào chuẩn bị buổi này")


def spoke(numbers: MeetingNumbers) -> Fact:
    """Members present whose opinion is in the minutes, of all members present, in per cent."""
    number, present = numbers.speakers, numbers.present
    if not number or not present:
        return Fact("Biên bản chưa ghi ý kiến của ai")
    text = f"{number}/{present} người có mặt phát biểu, đạt {percent(number, present)}"
    return Fact(text, Fraction(100 * number, present))


def tasks_done(numbers: MeetingNumbers) -> Fact:
    """Tasks that fell due since the last regular meeting and were done in time, in per cent."""
    done, due = numbers.tasks_done, numbers.tasks_due
    if not due:
        return Fact("Không có nhiệm vụ nào đến hạn từ kỳ trước")
    text = f"{done}/{due} nhiệm vụ đến hạn đã xong đúng hạn, đạt {percent(done, due)}"
    return Fact(text, Fraction(100 * done, due), done == due)


def conclusion(numbers: MeetingNumbers) -> Fact:
    """The meeting was concluded: as a whole, or any of its items. Unknown while it is written up."""
    if numbers.has_conclusion:
        return yes_or_no(True, "Biên bản có kết luận")
    return yes_or_no(False if numbers.is_adopted else None, "Biên bản chưa có kết luận")


def resolution(numbers: MeetingNumbers) -> Fact:
    """A resolution was written, or tasks were given. Unknown while it is written up."""
    parts = ["có nghị quyết"] if numbers.has_resolution else []
    parts += [f"giao {numbers.tasks_given} nhiệm vụ"] if numbers.tasks_given else []
    if parts:
        return yes_or_no(True, ", ".join(parts).capitalize())
    return yes_or_no(False if numbers.is_adopted else None, "Chưa có nghị quyết, chưa giao nhiệm vụ")


def minutes(numbers: MeetingNumbers) -> Fact:
    """Minutes were adopted within the days that the rule gives, the day of the meeting not counted."""
    last = numbers.minutes_by
    if on := numbers.adopted_on:
        return yes_or_no(on <= last, f"Thông qua ngày {on:%d/%m/%Y}, hạn {last:%d/%m/%Y}")
    if numbers.today > last:
        return yes_or_no(False, f"Chưa thông qua, đã quá hạn {last:%d/%m/%Y}")
    return Fact(f"Chưa thông qua, hạn {last:%d/%m/%Y}")


FACTS: dict[str, Callable[[MeetingNumbers], Fact]] = {
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
    numbers = numbers_of(meeting, today)
    return {str(code): tell(numbers) for code, tell in FACTS.items()}
