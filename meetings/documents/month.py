"""Papers of a committee about one month: the register, the one notice to all cells, the results."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format

from cells.models import Unit
from common.months import month_end
from meetings.documents import facts
from meetings.documents.minutes import TEMPLATE
from meetings.models import Meeting, MeetingPrint, ProgrammeItem
from meetings.reading.register import RegisterRow, register_among, state_text
from members.models import Office, OfficeKind
from papers import blocks
from papers.layout import archive_of, frame, head_of

NOTICE_COLUMNS = [
    ("TT", 10, True),
    ("Chi bộ", 34, False),
    ("Đảng viên", 17, True),
    ("Thời gian", 34, False),
    ("Địa điểm", 32, False),
    ("Bí thư, điện thoại", 38, False),
]
REGISTER_COLUMNS = [
    ("TT", 10, True),
    ("Chi bộ", 34, False),
    ("Loại", 31, False),
    ("Thời gian", 32, False),
    ("Địa điểm", 28, False),
    ("Trạng thái", 30, False),
]
PROGRAMME_COLUMNS = [
    ("TT", 10, True),
    ("Nội dung", 74, False),
    ("Chủ trì", 35, False),
    ("Hạn", 23, True),
    ("Hoàn thành", 23, True),
]


def notice(job: MeetingPrint) -> dict:
    """One for all cells: what the committee approved, or what is over already."""
    register = register_among(units_of(job), month_of(job))
    lines = [(row, meeting) for row, meeting in register.lines if meeting and meeting.is_firm]
    owed = [row for row in register.rows if row.is_owed]
    without = [row.name for row in owed if not any(m.is_firm for m in row.meetings)]
    parts = [
        blocks.text(
            f"{_version(job)['issuer']} thông báo lịch sinh hoạt chi bộ {_month_name(job)} như sau:"
        ),
        *blocks.table(NOTICE_COLUMNS, _notice_rows(job, lines)),
    ]
    if without:
        parts.append(blocks.text(f"Chưa có lịch được duyệt: {', '.join(without)}."))
    return paper_of(job, "TB", "Thông báo", "lịch sinh hoạt chi bộ", parts)


def register(job: MeetingPrint) -> dict:
    """The month as registered, with what the committee said."""
    made = register_among(units_of(job), month_of(job))
    rows = [
        [str(n), row.name, *_plan(meeting), state_text(row, meeting)]
        for n, (row, meeting) in enumerate(made.lines, start=1)
    ]
    return paper_of(job, "BC", "Bảng đăng ký", "sinh hoạt chi bộ", blocks.table(REGISTER_COLUMNS, rows))


def programme(job: MeetingPrint) -> dict:
    """The work programme of the year, part by part."""
    items = ProgrammeItem.objects.filter(unit=job.unit).of_year(month_of(job).year).in_order()
    parts: dict[str, list[list[str]]] = {}
    for item in items.select_related("lead_unit", "lead_member"):
        lines = parts.setdefault(item.part.name, [])
        done = f"{item.done_on:%d/%m/%Y}" if item.done_on else ""
        line = [str(len(lines) + 1), item.text, str(item.lead or ""), f"{item.due_on:%d/%m/%Y}", done]
        lines.append(line)
    made = [blocks.part(name, blocks.table(PROGRAMME_COLUMNS, rows)) for name, rows in parts.items()]
    paper = paper_of(job, "CTr", "Chương trình", "công tác", [])
    return paper | {"subject": f"công tác năm {month_of(job).year}", "parts": blocks.numbered(made)}


def units_of(job: MeetingPrint):
    return Unit.objects.under(job.unit)


def month_of(job: MeetingPrint) -> datetime.date:
    return job.month or timezone.localdate().replace(day=1)


def _month_name(job: MeetingPrint) -> str:
    return f"tháng {month_of(job):%m/%Y}"


def _when(meeting: Meeting | None) -> str:
    """14:00, thứ Hai ngày 05/12/2026."""
    if meeting is None:
        return ""
    day = f"{date_format(meeting.held_on, 'l').lower()} ngày {meeting.held_on:%d/%m/%Y}"
    return f"{meeting.starts_at:%H:%M}, {day}" if meeting.starts_at else day


def _plan(meeting: Meeting | None) -> list[str]:
    return [meeting.title, _when(meeting), meeting.place] if meeting else ["", "", ""]


def _notice_rows(job: MeetingPrint, lines: list[tuple[RegisterRow, Meeting]]) -> list[list[str]]:
    secretaries = _secretaries(job)
    rows = [
        [
            str(number),
            row.name,
            str(meeting.members),
            _when(meeting),
            meeting.place,
            _secretary(secretaries, meeting),
        ]
        for number, (row, meeting) in enumerate(lines, start=1)
    ]
    # A cell that meets twice in the month is counted once, as on its last day.
    members = {meeting.unit_id: meeting.members for _, meeting in lines}
    total = ["", "Cộng", str(sum(members.values())), f"{len(lines)} buổi", "", ""]
    return [*rows, total] if rows else []


def _secretaries(job: MeetingPrint) -> list[Office]:
    """Who is secretary of a cell at some time of that month."""
    month = month_of(job)
    offices = Office.objects.overlapping(month, month_end(month)).filter(kind=OfficeKind.SECRETARY)
    return list(offices.filter(unit__in=units_of(job)).select_related("member"))


def _secretary(offices: list[Office], meeting: Meeting) -> str:
    """Of that day, with the telephone where one is recorded: it is why the notice names anybody."""
    for office in offices:
        if office.unit_id == meeting.unit_id and office.covers(meeting.held_on):
            return ", ".join(filter(None, [str(office.member), office.member.phone]))
    return ""


def _version(job: MeetingPrint) -> dict:
    version = job.unit.version_on(timezone.localdate()) or job.unit.versions.last()
    return head_of(version, "", timezone.localdate())


def paper_of(job: MeetingPrint, symbol: str, title: str, about: str, parts: list[dict]) -> dict:
    """Its number is written by hand: no series counts these."""
    head = _version(job)
    return frame(
        TEMPLATE,
        head | {"symbol": f"{symbol}{head['symbol']}"},
        issued_on=timezone.localdate(job.created_at).isoformat(),
        title=title,
        subject=f"{about} {_month_name(job)}",
        parts=[{"title": "", "blocks": parts}],
        signature=facts.secretary_signs(job.unit),
        recipients=["Các chi bộ trực thuộc", archive_of(job.unit)],
    )
