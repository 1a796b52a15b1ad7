"""What a user has to do, as sentences for the first page: from the numbers that the desk counted."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from django.db.models import Min, QuerySet, Value
from django.urls import reverse

from accounts.models import User
from cases.models import Case
from cases.procedures.base import Actor
from cases.reading.worklist import ending_probations, works
from cells.models import Unit
from common.months import (
    QUARTERS,
    months_of_quarter,
    next_month,
    quarter_of,
    quarter_start,
    whole_quarters,
)
from members.models import Membership
from reports.figures import Scope
from reports.models import Report, ReportRequest, titled
from reports.reading.desk import (
    OF_LEADER,
    Desk,
    decides,
    late_collectives,
    late_members,
    late_units,
    returned_plans,
    waiting_plans,
)

GRADING_MONTH = 12


class Group(Enum):
    """Under which heading it stands; in this order."""

    LATE = "Quá hạn"
    MISSING = "Còn thiếu"
    NEW = "Mới từ cấp trên"
    WAITING = "Chờ đồng chí quyết định"
    TO_DO = "Việc khác"


@dataclass(frozen=True)
class DueItem:
    """One thing to do, as a sentence, with the page where it is done."""

    text: str
    action: str
    url: str
    is_late: bool = False
    kind: Group = Group.TO_DO

    @property
    def group(self) -> Group:
        return Group.LATE if self.is_late else self.kind


def due_at(desk: Desk) -> list[DueItem]:
    """What the user of the desk has to do at its unit, heading by heading."""
    order = list(Group)
    items = [*_recording(desk), *_deciding(desk), *_grading(desk), *_reports(desk)]
    return sorted(items, key=lambda item: order.index(item.group))


def _recording(desk: Desk) -> Iterator[DueItem]:
    """What secretaries and offices keep."""
    if desk.may("meeting.record"):
        yield from _meetings(desk)
        yield from _of_cell(desk) if desk.scope.unit.is_cell else _of_office(desk)
        yield from _followed_up(desk)
        yield from _cases(desk)
        yield from _reconciliation(desk)
        yield from _corrections(desk)
    yield from _remedies(desk)
    yield from _late_bodies(desk)


def _meetings(desk: Desk) -> Iterator[DueItem]:
    year = desk.user.year
    if missing := desk.months[1]:
        months = ", ".join(sorted({f"{month:%m/%Y}" for _, month in missing}))
        text = f"Còn {len(missing)} kỳ sinh hoạt thường kỳ chưa ghi: tháng {months}."
        url = reverse("meetings:meeting_calendar", query={"year": year})
        yield DueItem(text, "Xem lịch năm", url, kind=Group.MISSING)
    meetings = reverse("meetings:meeting_list", query={"year": year, "state": "draft"})
    if late := desk["late_drafts"]:
        yield DueItem(f"Có {late} biên bản chậm thông qua.", "Mở danh sách", meetings, is_late=True)
    if drafts := desk["drafts"] - desk["late_drafts"]:
        text = f"Có {drafts} biên bản chưa thông qua."
        yield DueItem(text, "Mở danh sách", meetings, kind=Group.MISSING)
    if overdue := desk["overdue"]:
        text = f"Có {overdue} nhiệm vụ quá hạn."
        yield DueItem(text, "Xem nhiệm vụ", _at("meetings:task_list", state="overdue"), is_late=True)


def _of_cell(desk: Desk) -> Iterator[DueItem]:
    """What a cell lacks, and what came to it from above."""
    year = {"year": desk.user.year}
    if quarters := _without_topic(desk):
        text = f"Chưa sinh hoạt chuyên đề quý {', '.join(quarters)}."
        yield DueItem(text, "Xem chuyên đề", _at("meetings:topic_list", **year), kind=Group.MISSING)
    if number := desk["unscored"]:
        text = f"Có {number} buổi sinh hoạt chưa chấm điểm, biểu quyết."
        yield DueItem(text, "Chấm điểm", _at("scoring:score_year", **year), kind=Group.MISSING)
    if number := desk["directives"]:
        text = f"Có {number} văn bản cấp trên chưa đưa vào chương trình họp."
        yield DueItem(text, "Xem văn bản", _at("meetings:directive_list", **year), kind=Group.NEW)
    if number := desk["offered"]:
        text = f"Đảng ủy gợi ý {number} chuyên đề chi bộ chưa nhận."
        yield DueItem(text, "Xem chuyên đề", _at("meetings:topic_list", **year), kind=Group.NEW)
    if number := desk["answered"]:
        text = f"Có {number} kiến nghị vừa được trả lời."
        yield DueItem(text, "Xem trả lời", _at("meetings:petition_list"), kind=Group.NEW)


def _without_topic(desk: Desk) -> list[str]:
    """Quarters that are over, through which it was a cell, without a topic."""
    due, lacking = {month for _, month in desk.months[0]}, []
    held = [one.held_on for one in desk.own if one.is_thematic and one.is_held]
    taken = {quarter_start(day) for day in held}
    for first, last in whole_quarters(*desk.scope.days):
        if last < desk.today and due.issuperset(months_of_quarter(first)) and first not in taken:
            lacking.append(QUARTERS[quarter_of(first)])
    return lacking


def _at(page: str, **query) -> str:
    return reverse(page, query=query)


def _open_petitions(desk: Desk) -> str:
    """Those that are counted: under the unit, unanswered on the day."""
    unit, year = desk.scope.unit.code, desk.user.year
    return _at("meetings:petition_list", unit=unit, year=year, state="open")


def _waiting_plans(desk: Desk) -> str:
    return _month_with(waiting_plans, desk)


def _month_with(plans: Callable[[Scope], QuerySet], desk: Desk) -> str:
    """The month's page with the first of these plans; the usual month may hold none of them."""
    first = plans(desk.scope).aggregate(first=Min("held_on"))["first"] or desk.scope.end
    return _at("meetings:month_register", month=f"{first:%Y-%m}")


def _of_office(desk: Desk) -> Iterator[DueItem]:
    """The month to come and the programme of the year."""
    month = next_month(desk.scope.end)
    register = _at("meetings:month_register", month=f"{month:%Y-%m}")
    if missing := desk["unregistered"]:
        text = f"Còn {missing} chi bộ chưa đăng ký lịch sinh hoạt tháng {month:%m/%Y}."
        yield DueItem(text, "Xem đăng ký tháng", register, is_late=True)
    if desk["plans"] and desk.may("plan.approve"):
        text = f"Có {desk['plans']} lịch sinh hoạt chờ duyệt."
        yield DueItem(text, "Duyệt lịch", _waiting_plans(desk), kind=Group.WAITING)
    if returned := desk["returned"]:
        text = f"Có {returned} lịch sinh hoạt bị trả lại, chờ chi bộ sửa."
        yield DueItem(text, "Xem lý do", _month_with(returned_plans, desk), is_late=True)
    if late := desk["programme"]:
        url = _at("meetings:programme_list", year=desk.user.year, state="overdue")
        text = f"Có {late} việc trong chương trình công tác quá hạn."
        yield DueItem(text, "Xem chương trình", url, is_late=True)


def _followed_up(desk: Desk) -> Iterator[DueItem]:
    if waiting := desk["petitions"]:
        text = f"Còn {waiting} kiến nghị của chi bộ chưa được trả lời."
        kind = Group.TO_DO if desk.scope.unit.is_cell else Group.WAITING
        yield DueItem(text, "Xem kiến nghị", _open_petitions(desk), kind=kind)
    if absent := desk["absentees"]:
        text = f"Có {absent} đảng viên vắng sinh hoạt nhiều tháng trong năm, không lý do."
        url = reverse("reports:meeting_attendance") + desk.scope.query
        yield DueItem(text, "Xem danh sách", url)


def _cases(desk: Desk) -> Iterator[DueItem]:
    """Cases that are late, those that wait for the user, and confirmations to be begun."""
    scope, history = desk.scope, desk.history
    own = Actor.COMMITTEE if desk.may(Actor.COMMITTEE) else Actor.CELL
    cases = Case.objects.allowing(desk.user, "case.read").under(scope.unit).open_on(scope.end)
    cases = works(cases.with_steps(scope.end), scope.end, history)
    address = _at("cases:case_list", on=scope.end.isoformat())
    if late := sum(work.is_late for work in cases):
        yield DueItem(f"Có {late} hồ sơ quá hạn.", "Xem hồ sơ", address, is_late=True)
    if waiting := sum(work.step.actor == own and not work.is_late for work in cases):
        text = f"Có {waiting} hồ sơ đến lượt {own.label} làm bước tiếp theo."
        yield DueItem(text, "Xem hồ sơ", f"{address}&who={own.name.lower()}")
    roll = Membership.objects.on_roll(scope.unit, scope.end)
    if ending := ending_probations(roll, scope.end, history).order_by().count():
        text = (
            f"Có {ending} đảng viên dự bị sắp hết hoặc đã hết thời gian dự bị, chưa mở hồ sơ công nhận."
        )
        yield DueItem(text, "Mở hồ sơ", address)


def _reconciliation(desk: Desk) -> Iterator[DueItem]:
    if waiting := desk["unanswered"]:
        is_cell = desk.scope.unit.is_cell
        text = f"Còn {waiting} chi bộ chưa trả lời đợt đối khớp danh sách."
        if is_cell:
            text = "Chi bộ chưa trả lời đợt đối khớp danh sách."
        kind = Group.NEW if is_cell else Group.TO_DO
        yield DueItem(text, "Đối khớp", reverse("upkeep:reconciliation_list"), kind=kind)


def _corrections(desk: Desk) -> Iterator[DueItem]:
    if waiting := desk["corrections"]:
        text = f"Có {waiting} đề nghị sửa hồ sơ của đảng viên chờ trả lời."
        kind = Group.WAITING
        yield DueItem(text, "Xem đề nghị", reverse("members:correction_list"), kind=kind)


def _remedies(desk: Desk) -> Iterator[DueItem]:
    if late := desk["remedies"]:
        text = f"Có {late} yêu cầu khắc phục sau kiểm tra, giám sát quá hạn."
        url = _at("inspections:remedy_list", state="overdue")
        yield DueItem(text, "Xem yêu cầu", url, is_late=True)


def _late_bodies(desk: Desk) -> Iterator[DueItem]:
    if late := desk["unsent"]:
        text = f"Còn {late} đơn vị trực thuộc quá hạn gửi báo cáo."
        yield DueItem(text, "Xem đơn vị", reverse("reports:report_collect"), is_late=True)


class Decided(NamedTuple):
    """Something that waits for whoever decides and signs: `said` has {} for how many there are."""

    said: str
    action: str
    page: str


DECIDED = {
    "plans": Decided("Có {} lịch sinh hoạt chờ duyệt.", "Duyệt lịch", "meetings:month_register"),
    "petitions": Decided(
        "Còn {} kiến nghị của chi bộ chờ trả lời.", "Xem kiến nghị", "meetings:petition_list"
    ),
    "unconfirmed": Decided(
        "Có {} phiếu điểm sinh hoạt chờ xác nhận.", "Xem điểm", "scoring:score_year"
    ),
    "unaccepted": Decided(
        "Có {} phiếu điểm sinh hoạt chờ công nhận.", "Xem điểm", "scoring:score_year"
    ),
    "checked": Decided("Có {} báo cáo đã soát, chờ duyệt.", "Xem báo cáo", "reports:report_list"),
    "approved": Decided(
        "Có {} báo cáo đã duyệt, chờ ký ban hành.", "Xem báo cáo", "reports:report_list"
    ),
    "rounds": Decided(
        "Có {} đợt xếp loại chưa quyết định xong.", "Xem đợt xếp loại", "evaluations:round_list"
    ),
    "proposals": Decided(
        "Có {} đề nghị khen thưởng chờ kết quả.", "Xem đề nghị", "evaluations:award_list"
    ),
}


# Where a page as it opens would show other rows than were counted.
NARROWED = {"plans": _waiting_plans, "petitions": _open_petitions}


def _deciding(desk: Desk) -> Iterator[DueItem]:
    if not decides(desk.user, desk.scope.unit):
        return
    said = {"plans", "petitions"} if desk.may("meeting.record") else set()
    for name in OF_LEADER:
        if name not in said and (number := desk[name]):
            due = DECIDED[name]
            kind = Group.TO_DO if name == "proposals" else Group.WAITING  # the level above decides
            url = NARROWED[name](desk) if name in NARROWED else reverse(due.page)
            yield DueItem(due.said.format(number), due.action, url, kind=kind)


def _grading(desk: Desk) -> Iterator[DueItem]:
    if not desk.may("round.grade"):
        return
    year = desk.user.year
    if desk["open_yearly"]:
        text, url = f"Đợt xếp loại năm {year} đang mở.", reverse("evaluations:round_list")
        yield DueItem(text, "Tiếp tục xếp loại", url)
    elif not desk["yearly"] and desk.scope.end.month == GRADING_MONTH:
        text = f"Chưa mở đợt xếp loại năm {year}."
        yield DueItem(text, "Mở đợt xếp loại", reverse("evaluations:round_create"))
    yield from _graded_later(desk)


def _graded_later(desk: Desk) -> Iterator[DueItem]:
    """Whose grade was left for later, until a day that is over: with the first round of such."""
    if number := desk["late_members"]:
        text = f"Có {number} đảng viên xếp loại sau đã quá ngày dự kiến."
        grading = late_members(desk.scope).order_by("round_id").values_list("round", flat=True)[0]
        url = reverse("evaluations:round_roster", args=[grading], query={"state": "late"})
        yield DueItem(text, "Xem danh sách", url, is_late=True)
    if number := desk["late_units"]:
        text = f"Có {number} tổ chức đảng xếp loại sau đã quá ngày dự kiến."
        grading = late_units(desk.scope).order_by("round_id").values_list("round", flat=True)[0]
        url = reverse("evaluations:round_detail", args=[grading])
        yield DueItem(text, "Xem đợt xếp loại", url, is_late=True)
    if number := desk["late_collectives"]:
        text = f"Có {number} tập thể xếp loại sau đã quá ngày dự kiến."
        rows = late_collectives(desk.scope).order_by("round_id")
        url = reverse("evaluations:collective_grade", args=[rows.values_list("round", flat=True)[0]])
        yield DueItem(text, "Xem danh sách", url, is_late=True)


class ReportLine(NamedTuple):
    """A report of the unit with the day it was issued on (None of a draft), or one that the body above
    asks for with the day it is due on."""

    pk: int
    kind: str
    starts_on: datetime.date
    ends_on: datetime.date
    day: datetime.date | None
    is_own: bool

    @property
    def title(self) -> str:
        return titled(*self.period.values())

    @property
    def period(self) -> dict:
        return {"kind": self.kind, "starts_on": self.starts_on, "ends_on": self.ends_on}


def _reports(desk: Desk) -> Iterator[DueItem]:
    unit, today = desk.scope.unit, desk.scope.end
    if not desk.may("report.create"):
        return
    own, asked = _own_and_asked(desk.user, unit)
    for line in asked:
        text = f"Cấp trên yêu cầu {line.title}, hạn gửi {line.day:%d/%m/%Y}."
        url = reverse("reports:report_create", query={"unit": unit.code} | line.period)
        yield DueItem(text, "Lập báo cáo", url, is_late=line.day < today)
    if own and own[0].day is None:
        url = reverse("reports:report_detail", args=[own[0].pk])
        yield DueItem(f"{own[0].title} đang dự thảo, chưa ban hành.", "Mở dự thảo", url)
    elif not (own or asked or unit.is_cell) and today.month == GRADING_MONTH:
        text = f"Chưa lập báo cáo tổng kết năm {desk.user.year}."
        yield DueItem(text, "Lập báo cáo", reverse("reports:report_create"))


def _own_and_asked(user: User, unit: Unit) -> tuple[list[ReportLine], list[ReportLine]]:
    """Both in one query: the reports of the year, drafts first; those asked for, as they are due."""
    period = ("kind", "starts_on", "ends_on")
    own = Report.objects.visible_to(user).filter(unit=unit, ends_on__year=user.year)
    asked = ReportRequest.objects.waiting_for(unit).in_year(user.year)
    rows = own.order_by().values_list("id", *period, "issued_on", Value(1))
    rows = rows.union(asked.order_by().values_list("id", *period, "due_on", Value(0)), all=True)
    lines = [ReportLine(*row) for row in rows]
    reports = sorted(
        (line for line in lines if line.is_own), key=lambda line: (line.day is not None, line.pk)
    )
    requests = [line for line in lines if not line.is_own]
    return reports, sorted(requests, key=lambda line: (line.day, *line.period.values()))
