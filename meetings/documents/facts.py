"""Sentences that minutes and resolutions both write from the record of a meeting."""

import datetime

from django.db.models import prefetch_related_objects

from cells.models import Unit
from common.vietnamese import percent
from meetings.documents.rows import MeetingRows, printed_score
from meetings.models import CELL_MEETINGS, Attendance, AttendanceStatus, Meeting, MeetingMode, Vote
from meetings.reading.rollcall import RollCall
from members.models import OfficeKind
from papers import blocks
from papers.layout import authority_of, in_words, month_number

TASK_COLUMNS = [
    ("TT", 11, True),
    ("Nhiệm vụ", 84, False),
    ("Người, đơn vị thực hiện", 44, False),
    ("Thời hạn", 26, True),
]
SCORE_COLUMNS = [
    ("TT", 11, True),
    ("Nhóm tiêu chí", 102, False),
    ("Điểm tối đa", 26, True),
    ("Điểm đạt", 26, True),
]


def subject(meeting: Meeting) -> str:
    """Sinh hoạt thường kỳ tháng 6 năm 2020; other meetings are named by their day."""
    day = meeting.held_on
    if meeting.kind in CELL_MEETINGS:
        named = f"{meeting.title} tháng {month_number(day.month)} năm {day.year}"
    else:
        named = f"{meeting.title} {in_words(day)}"
    return f"{named}: {meeting.topic}" if meeting.topic else named


def secretary_signs(unit: Unit, name: str = "") -> dict:
    return {"authority": authority_of(unit), "title": OfficeKind.SECRETARY.label, "name": name}


def clock(moment: datetime.time) -> str:
    return f"{moment.hour:02} giờ {moment.minute:02} phút"


def counters(roll: RollCall) -> list[str]:
    """Every counter that minutes name (docs/rules.md), each with its base."""
    return [
        f"Đảng viên trong danh sách: {kinds(roll.rows)}",
        f"Phải dự: {len(roll.due)} đồng chí",
        f"Có mặt: {kinds(roll.present)}; đạt {len(roll.present)}/{len(roll.due)} = {roll.rate}"
        + _also(roll),
        f"Vắng có lý do: {named(roll.having(AttendanceStatus.EXCUSED), reasons=True)}",
        f"Vắng không lý do: {named(roll.having(AttendanceStatus.UNEXCUSED))}",
        *[
            f"{status.label}: {named(rows)}"
            for status in (AttendanceStatus.EXEMPT, AttendanceStatus.AWAY, AttendanceStatus.SUSPENDED)
            if (rows := roll.having(status))
        ],
    ]


def kinds(rows: list[Attendance]) -> str:
    """20 đồng chí (chính thức 18, dự bị 1, sinh hoạt tạm thời đến 1)."""
    guests = sum(row.is_guest for row in rows)
    official = sum(row.is_official and not row.is_guest for row in rows)
    parts = [f"chính thức {official}", f"dự bị {len(rows) - official - guests}"]
    if guests:
        parts.append(f"sinh hoạt tạm thời đến {guests}")
    return f"{len(rows)} đồng chí ({', '.join(parts)})" if rows else "không có"


def _also(roll: RollCall) -> str:
    """Those who came late or by the network are among those present."""
    parts = [
        f"{status.label.lower()} {named(rows)}"
        for status in (AttendanceStatus.LATE, AttendanceStatus.ONLINE)
        if (rows := roll.having(status))
    ]
    return f"; trong đó {'; '.join(parts)}" if parts else ""


def named(rows: list[Attendance], *, reasons: bool = False) -> str:
    """2 đồng chí: Nguyễn Văn A (ốm), Trần Thị B (đi công tác)."""
    if not rows:
        return "không có"
    names = [f"{row.name} ({row.reason})" if reasons and row.reason else row.name for row in rows]
    return f"{len(rows)} đồng chí: {', '.join(names)}"


def opening(sitting: MeetingRows) -> list[dict]:
    """When, where, who: each line as minutes begin."""
    meeting = sitting.meeting
    lines = [f"Thời gian: {_begins(meeting)}", f"Địa điểm: {meeting.place or '…'}"]
    if meeting.mode != MeetingMode.IN_PERSON:
        lines.append(f"Hình thức: {meeting.get_mode_display().lower()}")
    lines += counters(sitting.roll)
    if meeting.invited:
        lines.append(f"Đại biểu, khách mời: {meeting.invited}")
    lines.append(f"Chủ trì: {sitting.person(meeting.chair)}")
    lines.append(f"Người ghi biên bản: {sitting.person(meeting.secretary)}")
    return [blocks.dash(f"{line}.") for line in lines]


def _begins(meeting: Meeting) -> str:
    day = in_words(meeting.held_on)
    return f"bắt đầu lúc {clock(meeting.starts_at)}, {day}" if meeting.starts_at else day


def _others(vote: Vote) -> list[str]:
    """Only what somebody wrote: a number left empty is not a nought."""
    written = {"không tán thành": vote.against, "không có ý kiến": vote.abstained}
    return [f"{name} {number}" for name, number in written.items() if number is not None]


def vote_lines(sitting: MeetingRows, vote: Vote) -> list[dict]:
    """The question and how, then the numbers with their base; the share that was needed is for the
    screen, what failed says so."""
    eligible = len(sitting.roll.eligible)
    must = " phải dự" if len(sitting.roll.voters) < eligible else ""
    rate = percent(vote.in_favour or 0, eligible)
    counts = f"{vote.in_favour or 0}/{eligible} đảng viên chính thức{must} tán thành ({rate})"
    counts += "".join(f", {said}" for said in _others(vote))
    is_carried = vote.is_carried(eligible, sitting.shares[vote.matter])
    verdict = "" if is_carried else " Không được thông qua."
    return [
        blocks.lead("Biểu quyết:", f"{vote.question} ({vote.get_method_display().lower()})."),
        blocks.dash(f"{counts}.{verdict}"),
    ]


def share(sitting: MeetingRows, vote: Vote) -> str:
    """In favour, of all who may vote: 18/20 = 90%."""
    eligible = len(sitting.roll.eligible)
    return f"{vote.in_favour or 0}/{eligible} = {percent(vote.in_favour or 0, eligible)}"


def task_table(sitting: MeetingRows) -> list[dict]:
    """As the meeting gave them, the most urgent first; those without a day last."""
    if sitting.meeting.was_adopted:
        prefetch_related_objects(sitting.tasks, "reports")
    given = [(*task.given, task) for task in sitting.tasks]
    given.sort(key=lambda one: one[1] or datetime.date.max)
    rows = [
        [
            str(place),
            task.text,
            sitting.calling(doer, task.assignee) or "…",
            f"{due_on:%d/%m/%Y}" if due_on else "",
        ]
        for place, (doer, due_on, task) in enumerate(given, start=1)
    ]
    return blocks.table(TASK_COLUMNS, rows)


def score_blocks(sitting: MeetingRows) -> list[dict]:
    """Points by group, total and grade as the cell gave them; the sheet itself is printed apart."""
    score = printed_score(sitting.meeting)
    if score is None:
        return []
    rows = [
        [str(group["number"]), group["title"], group["most"], group["points"]]
        for group in score["groups"]
    ]
    made = blocks.table(SCORE_COLUMNS, rows)
    made.append(
        blocks.dash(f"Tổng điểm{score['total_note']}: {score['total']}; xếp loại: {score['grade']}.")
    )
    if votes := score["votes"]:
        made.append(
            blocks.dash(
                f"Biểu quyết kết quả: tán thành {votes['in_favour']}, không tán thành "
                f"{votes['against'] or 0}, không có ý kiến {votes['abstained'] or 0}."
            )
        )
    return made
