"""The next meeting of a cell: how far it is, and the one thing to do about it now."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from cells.models import History, Unit
from common.months import next_month
from common.periods import DAY
from meetings.models import REGULAR_KINDS, STATE_FIELDS, AgendaItem, Attachment, Meeting, MeetingState
from meetings.rules.deadlines import minutes_by, papers_by, register_by

# Minutes and longer texts are not read for one sentence.
READ = ("unit", "topic", "held_on", "starts_at", "place", *STATE_FIELDS)
PASSED = 31 * DAY  # how long a meeting that nobody recorded is asked about here
NO_ANSWER = "Lịch này đảng ủy chưa duyệt."


@dataclass(frozen=True)
class NextStep:
    """What is next, how it stands, and the one button; `title` is empty where nothing is planned."""

    title: str
    said: str
    action: str
    url: str
    is_late: bool = False
    place: str = ""


def meetings_of_year(cell: Unit, day: datetime.date) -> list[Meeting]:
    """Those of the whole cell since the first of January, planned ones to come with them; each with
    `has_agenda` and `has_papers`."""
    rows = Meeting.objects.of_unit(cell).of_cells().filter(held_on__gte=day.replace(month=1, day=1))
    items, papers = (kind.objects.filter(meeting=OuterRef("pk")) for kind in (AgendaItem, Attachment))
    rows = rows.annotate(has_agenda=Exists(items), has_papers=Exists(papers))
    return list(rows.only(*READ).order_by("held_on", "pk"))


def next_step(
    cell: Unit, meetings: list[Meeting], day: datetime.date, history: History, *, is_now: bool
) -> NextStep | None:
    """`is_now`: the day is today; of a past year nobody is asked to register any more."""
    planned = [one for one in meetings if one.is_planned]
    written = [one for one in meetings if one.state == MeetingState.DRAFT]
    today = [one for one in planned if one.held_on == day]
    passed = [one for one in planned if day - PASSED <= one.held_on < day]
    fresh = [one for one in written if minutes_by(one.held_on, history) >= day]
    coming = [one for one in planned if one.held_on > day]
    if today:
        return _of_day(today[0], "Hôm nay sinh hoạt.")
    if passed:
        return _of_day(passed[-1], "Đã qua ngày họp, chưa ghi biên bản.", is_late=True)
    if fresh:
        until = minutes_by(fresh[-1].held_on, history)
        said = f"Đã họp. Biên bản chưa thông qua, hạn thông qua ngày {until:%d/%m/%Y}."
        return _step(fresh[-1], said, "Mở biên bản", "meeting_detail")
    if coming:
        return _before(coming[0], day, history)
    return _unplanned(cell, meetings, day, history) if is_now else None


def _of_day(meeting: Meeting, said: str, *, is_late: bool = False) -> NextStep:
    return _step(meeting, said, "Ghi biên bản", "meeting_edit", is_late=is_late)


def _before(meeting: Meeting, day: datetime.date, history: History) -> NextStep:
    """Sent back first, then what is still to be prepared."""
    if meeting.is_returned:
        said = f"Đảng ủy trả lại lịch: {meeting.returned_reason}"
        return _step(meeting, said, "Sửa lịch", "plan_edit", is_late=True)
    answer = "" if meeting.is_firm else f" {NO_ANSWER}"
    if not meeting.has_agenda:
        return _step(meeting, f"Chưa có chương trình họp.{answer}", "Soạn chương trình")
    until = papers_by(meeting.held_on, history)
    if not meeting.has_papers and day <= until:
        said = f"Chưa có tài liệu. Hạn gửi tài liệu ngày {until:%d/%m/%Y}.{answer}"
        return _step(meeting, said, "Gửi tài liệu")
    said = answer.strip() or "Lịch đã duyệt, đã có chương trình."
    return _step(meeting, said, "Xem chuẩn bị")


def _unplanned(
    cell: Unit, meetings: list[Meeting], day: datetime.date, history: History
) -> NextStep | None:
    """This month while it has no regular meeting, else the next one."""
    month = day.replace(day=1)
    if any(one.kind in REGULAR_KINDS and one.held_on >= month for one in meetings):
        month = next_month(month)
    until = register_by(month, history)
    said = f"Chưa đăng ký lịch sinh hoạt tháng {month:%m/%Y}. Hạn đăng ký ngày {until:%d/%m/%Y}."
    query = {"unit": cell.code, "month": f"{month:%Y-%m}"}
    return NextStep(
        "", said, "Đăng ký lịch", reverse("meetings:meeting_plan", query=query), until < day
    )


def _step(
    meeting: Meeting, said: str, action: str, page: str = "meeting_prepare", *, is_late: bool = False
) -> NextStep:
    title = f"{meeting.title} ngày {meeting.held_on:%d/%m/%Y}"
    if meeting.starts_at:
        title += f", {meeting.starts_at:%H giờ %M}"
    url = reverse(f"meetings:{page}", args=[meeting.pk])
    return NextStep(title, said, action, url, is_late, meeting.place)
