"""Sentences that minutes and resolutions both write from the record of a meeting."""

from __future__ import annotations

import datetime

from cells.documents import in_words, month_number
from cells.vietnamese import percent
from meetings.documents import blocks
from meetings.models import CELL_MEETINGS, Attendance, Meeting, MeetingMode, Vote
from meetings.models.vote import TWO_THIRDS
from meetings.rollcall import RollCall
from members.models import Member, Office, OfficeKind

TASK_COLUMNS = [
    ("TT", 11, True),
    ("Nhiệm vụ", 84, False),
    ("Người, đơn vị thực hiện", 44, False),
    ("Thời hạn", 26, True),
]


def subject(meeting: Meeting) -> str:
    """Sinh hoạt thường kỳ tháng 6 năm 2020; other meetings are named by their day."""
    day = meeting.held_on
    if meeting.kind in CELL_MEETINGS:
        named = f"{meeting.title} tháng {month_number(day.month)} năm {day.year}"
    else:
        named = f"{meeting.title} {in_words(day)}"
    return f"{named}: {meeting.topic}" if meeting.topic else named


def clock(moment: datetime.time) -> str:
    return f"{moment.hour:02} giờ {moment.minute:02}"


def roll_of(meeting: Meeting) -> RollCall:
    return RollCall(list(meeting.attendances.by_name()))


def counters(roll: RollCall) -> list[str]:
    """Every counter that minutes name (docs/rules.md), each with its base."""
    return [
        f"Đảng viên trong danh sách: {kinds(roll.rows)}",
        f"Phải dự: {len(roll.due)} đồng chí",
        f"Có mặt: {kinds(roll.present)}; đạt {len(roll.present)}/{len(roll.due)} = {roll.rate}"
        + _also(roll),
        f"Vắng có lý do: {named(roll.excused, reasons=True)}",
        f"Vắng không lý do: {named(roll.unexcused)}",
        *[
            f"{label}: {named(rows)}"
            for label, rows in (
                ("Miễn sinh hoạt", roll.exempt),
                ("Sinh hoạt tạm thời nơi khác", roll.away),
                ("Đình chỉ sinh hoạt", roll.suspended),
            )
            if rows
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
        f"{word} {named(rows)}"
        for word, rows in (("đến muộn", roll.late), ("dự trực tuyến", roll.online))
        if rows
    ]
    return f"; trong đó {'; '.join(parts)}" if parts else ""


def named(rows: list[Attendance], *, reasons: bool = False) -> str:
    """2 đồng chí: Nguyễn Văn A (ốm), Trần Thị B (đi công tác)."""
    if not rows:
        return "không có"
    names = [
        f"{row.member} ({row.reason})" if reasons and row.reason else str(row.member) for row in rows
    ]
    return f"{len(rows)} đồng chí: {', '.join(names)}"


def opening(meeting: Meeting, roll: RollCall) -> list[dict]:
    """When, where, who: each line as minutes begin."""
    lines = [f"Thời gian: {_begins(meeting)}", f"Địa điểm: {meeting.place or '…'}"]
    if meeting.mode != MeetingMode.IN_PERSON:
        lines.append(f"Hình thức: {meeting.get_mode_display().lower()}")
    lines += counters(roll)
    if meeting.invited:
        lines.append(f"Khách mời: {meeting.invited}")
    lines.append(f"Chủ trì: {with_office(meeting, meeting.chair)}")
    lines.append(f"Người ghi biên bản: {with_office(meeting, meeting.secretary)}")
    return [blocks.dash(f"{line}.") for line in lines]


def _begins(meeting: Meeting) -> str:
    day = in_words(meeting.held_on)
    return f"bắt đầu lúc {clock(meeting.starts_at)}, {day}" if meeting.starts_at else day


def with_office(meeting: Meeting, member: Member | None) -> str:
    """đồng chí Nguyễn Văn A, bí thư: as on the day of the meeting."""
    if member is None:
        return "…"
    office = offices_of(meeting).get(member.pk)
    return f"đồng chí {member}" + (f", {OfficeKind(office).label}" if office else "")


def offices_of(meeting: Meeting) -> dict[int, str]:
    """Who held which office in the body on that day; the highest of each. Read once a meeting."""
    if not hasattr(meeting, "_offices_then"):
        held = Office.objects.on(meeting.held_on).in_committee().filter(unit=meeting.unit).by_rank()
        meeting._offices_then = {office.member_id: office.kind for office in reversed(held)}
    return meeting._offices_then


def vote_lines(vote: Vote, roll: RollCall) -> list[dict]:
    """The question and how, then the numbers with their base, then what follows from them."""
    eligible = len(roll.eligible)
    counts = (
        f"{eligible} đảng viên chính thức phải dự, {len(roll.voters)} có mặt; "
        f"tán thành {vote.in_favour or 0}, không tán thành {vote.against or 0}, "
        f"không có ý kiến {vote.abstained or 0}; đạt {share(vote, eligible)} "
        "số đảng viên chính thức phải dự"
    )
    needs = "ít nhất hai phần ba" if vote.matter in TWO_THIRDS else "trên một nửa"
    verdict = "Được thông qua" if vote.is_carried(eligible) else "Không được thông qua"
    return [
        blocks.lead("Biểu quyết:", f"{vote.question} ({vote.get_method_display().lower()})."),
        blocks.dash(f"{counts}. {verdict} (cần {needs})."),
    ]


def share(vote: Vote, eligible: int) -> str:
    """18/20 = 90,00%."""
    return f"{vote.in_favour or 0}/{eligible} = {percent(vote.in_favour or 0, eligible)}"


def task_table(meeting: Meeting) -> list[dict]:
    rows = [
        [str(place), task.text, task.doer or "…", f"{task.due_on:%d/%m/%Y}" if task.due_on else ""]
        for place, task in enumerate(meeting.tasks.by_due_day(), start=1)
    ]
    return blocks.table(TASK_COLUMNS, rows)


def score_lines(meeting: Meeting) -> list[dict]:
    """What the sheet says, once the cell has voted on it; the sheet itself is printed apart."""
    score = getattr(meeting, "score", None)
    if score is None or score.is_open:
        return []
    lines = [f"Tổng điểm: {number(score.total)}/100; xếp loại: {score.get_grade_display()}."]
    if score.in_favour is not None:
        lines.append(
            f"Biểu quyết kết quả: tán thành {score.in_favour}, "
            f"không tán thành {score.against or 0}, không có ý kiến {score.abstained or 0}."
        )
    return [blocks.dash(line) for line in lines]


def number(value) -> str:
    """92 or 92,5: no zeros that say nothing."""
    return f"{value.normalize():f}".replace(".", ",")
