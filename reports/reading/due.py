"""What is due: the first page of each role."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.db.models import Value
from django.urls import reverse

from accounts.models import User
from cases.models import Case
from cases.procedures.base import Actor
from cases.reading.worklist import ending_probations, works
from cells.models import History, Threshold, Unit
from cells.rights import COUNTING_ROLES, may
from cells.scoping import assignments_of
from common.days import usual_day
from common.months import next_month
from evaluations.models import Round
from inspections.models import Remedy
from meetings.models import Meeting, Petition, ProgrammeItem
from meetings.reading.register import unregistered
from meetings.rules.deadlines import late_minutes
from members.models import CorrectionRequest, Membership
from reports.figures import Scope
from reports.figures.figure import count_lists
from reports.figures.meetings import absentees, regular_missing, tasks_overdue
from reports.models import Report, ReportRequest, titled
from reports.reading.collected import late_bodies
from upkeep.models import CellAnswer

GRADING_MONTH = 12


@dataclass(frozen=True)
class DueItem:
    """One thing to do, as a sentence, with the page where it is done."""

    text: str
    action: str
    url: str
    is_late: bool = False


def _drafts(scope: Scope):
    return Meeting.objects.under(scope.unit).drafts().held(*scope.days)


def _ending(history: History, scope: Scope):
    return ending_probations(Membership.objects.on_roll(scope.unit, scope.end), scope.end, history)


def _waiting_plans(scope: Scope):
    """Registered by cells for this month or later, and not answered by the committee."""
    plans = Meeting.objects.under(scope.unit).waiting()
    return plans.filter(held_on__gte=scope.end.replace(day=1))


def _returned_plans(scope: Scope):
    """Sent back to the cells for this month or later, and not answered by them."""
    plans = Meeting.objects.under(scope.unit).returned()
    return plans.filter(held_on__gte=scope.end.replace(day=1))


COUNTED = {
    "drafts": _drafts,
    "late_drafts": lambda scope: late_minutes(_drafts(scope), scope.end),
    "overdue": tasks_overdue,
    # Of the cells to a committee; a cell waits for those that it raised itself.
    "petitions": lambda scope: Petition.objects.under(scope.unit).open_on(scope.end),
    "absentees": absentees,
    "unregistered": lambda scope: unregistered(scope.unit, scope.end),
    "plans": _waiting_plans,
    "returned": _returned_plans,
    "programme": lambda scope: ProgrammeItem.objects.under(scope.unit).overdue(scope.end),
    "remedies": lambda scope: Remedy.objects.under(scope.unit).overdue(scope.end),
    "unsent": late_bodies,
    "corrections": lambda scope: CorrectionRequest.objects.under(scope.unit).waiting(),
    "unanswered": lambda scope: CellAnswer.objects.under(scope.unit).waiting().asked(),
}


def due_for(user: User, unit: Unit) -> list[DueItem]:
    """What the user has to do at a unit, the most pressing first."""
    scope = Scope(unit, datetime.date(user.year, 1, 1), usual_day(user))
    items = [*_recording(user, scope), *_grading(user, scope), *_reports(user, scope)]
    return sorted(items, key=lambda item: not item.is_late)


def _recording(user: User, scope: Scope) -> Iterator[DueItem]:
    """What secretaries and offices keep; what is only counted takes one query."""
    if may(user, "meeting.record", scope.unit):
        history = Threshold.objects.history()
        numbers = count_lists(scope, COUNTED | {"ending": partial(_ending, history)})
        yield from _meetings(user, scope, numbers)
        yield from _plans(user, scope, numbers)
        yield from _followed_up(scope, numbers)
        yield from _cases(user, scope, numbers, history)
        yield from _reconciliation(numbers)
        yield from _corrections(user, scope, numbers)
        yield from _remedies(numbers)
        yield from _late_bodies(numbers)
    elif may(user, "inspection.write", scope.unit):
        yield from _remedies(count_lists(scope, {"remedies": COUNTED["remedies"]}))
    elif may(user, "report.ask", scope.unit):
        yield from _late_bodies(count_lists(scope, {"unsent": late_bodies}))


def _meetings(user: User, scope: Scope, numbers: dict[str, int]) -> Iterator[DueItem]:
    calendar = reverse("meetings:meeting_calendar") + f"?year={user.year}"
    if missing := regular_missing(scope):
        months = ", ".join(sorted({f"{due.month:%m/%Y}" for due in missing}))
        text = f"Còn {len(missing)} kỳ sinh hoạt thường kỳ chưa ghi: tháng {months}."
        yield DueItem(text, "Xem lịch sinh hoạt", calendar, is_late=True)
    meetings = reverse("meetings:meeting_list") + f"?year={user.year}&state=draft"
    if late := numbers["late_drafts"]:
        yield DueItem(f"Có {late} biên bản chậm thông qua.", "Mở danh sách", meetings, is_late=True)
    if drafts := numbers["drafts"] - numbers["late_drafts"]:
        yield DueItem(f"Có {drafts} biên bản chưa thông qua.", "Mở danh sách", meetings)
    if overdue := numbers["overdue"]:
        text = f"Có {overdue} nhiệm vụ quá hạn."
        yield DueItem(text, "Xem nhiệm vụ", reverse("meetings:task_list"), is_late=True)


def _followed_up(scope: Scope, numbers: dict[str, int]) -> Iterator[DueItem]:
    if waiting := numbers["petitions"]:
        text = f"Còn {waiting} kiến nghị của chi bộ chưa được trả lời."
        yield DueItem(text, "Xem kiến nghị", reverse("meetings:petition_list"))
    if absent := numbers["absentees"]:
        text = f"Có {absent} đảng viên vắng sinh hoạt nhiều tháng trong năm, không lý do."
        url = reverse("reports:meeting_attendance") + scope.query
        yield DueItem(text, "Xem tỷ lệ dự sinh hoạt", url)


def _plans(user: User, scope: Scope, numbers: dict[str, int]) -> Iterator[DueItem]:
    """The month to come and the programme of the year."""
    register = reverse("meetings:month_register")
    month = next_month(scope.end)
    if missing := numbers["unregistered"]:
        text = f"Còn {missing} chi bộ chưa đăng ký lịch sinh hoạt tháng {month:%m/%Y}."
        yield DueItem(
            text, "Đăng ký lịch sinh hoạt tháng", f"{register}?month={month:%Y-%m}", is_late=True
        )
    if numbers["plans"] and may(user, "plan.approve", scope.unit):
        text = f"Có {numbers['plans']} lịch sinh hoạt chờ duyệt."
        yield DueItem(text, "Duyệt lịch", f"{register}?month={month:%Y-%m}")
    if returned := numbers["returned"]:
        text = f"Có {returned} lịch sinh hoạt bị trả lại, chờ chi bộ sửa."
        calendar = reverse("meetings:meeting_calendar")
        yield DueItem(text, "Xem lý do", f"{calendar}?year={month.year}", is_late=True)
    if late := numbers["programme"]:
        url = reverse("meetings:programme_list") + f"?year={user.year}&state=overdue"
        text = f"Có {late} việc trong chương trình công tác quá hạn."
        yield DueItem(text, "Xem chương trình", url, is_late=True)


def _cases(user: User, scope: Scope, numbers: dict[str, int], history: History) -> Iterator[DueItem]:
    """Cases that are late, those that wait for the user, and confirmations to be begun."""
    own = Actor.COMMITTEE if may(user, Actor.COMMITTEE, scope.unit) else Actor.CELL
    cases = Case.objects.allowing(user, "case.read").under(scope.unit).open_on(scope.end)
    cases = works(cases.with_steps(scope.end), scope.end, history)
    address = reverse("cases:case_list") + f"?on={scope.end.isoformat()}"
    if late := sum(work.is_late for work in cases):
        yield DueItem(f"Có {late} hồ sơ quá hạn.", "Xem việc đang làm", address, is_late=True)
    if waiting := sum(work.step.actor == own and not work.is_late for work in cases):
        text = f"Có {waiting} hồ sơ đến lượt {own.label} làm bước tiếp theo."
        yield DueItem(text, "Xem việc đang làm", f"{address}&who={own.name.lower()}")
    if ending := numbers["ending"]:
        text = (
            f"Có {ending} đảng viên dự bị sắp hết hoặc đã hết thời gian dự bị, chưa mở hồ sơ công nhận."
        )
        yield DueItem(text, "Mở hồ sơ", address)


def _reconciliation(numbers: dict[str, int]) -> Iterator[DueItem]:
    if waiting := numbers["unanswered"]:
        text = f"Còn {waiting} chi bộ chưa trả lời đợt đối khớp danh sách."
        yield DueItem(text, "Đối khớp", reverse("upkeep:reconciliation_list"))


def _corrections(user: User, scope: Scope, numbers: dict[str, int]) -> Iterator[DueItem]:
    if (waiting := numbers["corrections"]) and may(user, "member.edit", scope.unit):
        text = f"Có {waiting} đề nghị sửa hồ sơ của đảng viên chờ trả lời."
        yield DueItem(text, "Xem đề nghị", reverse("members:correction_list"))


def _remedies(numbers: dict[str, int]) -> Iterator[DueItem]:
    if late := numbers["remedies"]:
        text = f"Có {late} yêu cầu khắc phục sau kiểm tra, giám sát quá hạn."
        url = reverse("inspections:remedy_list") + "?state=overdue"
        yield DueItem(text, "Xem yêu cầu", url, is_late=True)


def _late_bodies(numbers: dict[str, int]) -> Iterator[DueItem]:
    if late := numbers["unsent"]:
        text = f"Còn {late} đơn vị trực thuộc quá hạn gửi báo cáo."
        yield DueItem(text, "Xem đơn vị", reverse("reports:report_collect"), is_late=True)


def _grading(user: User, scope: Scope) -> Iterator[DueItem]:
    if not may(user, "round.grade", scope.unit):
        return
    grading = Round.objects.yearly().under(scope.unit).filter(year=user.year).first()
    if grading is None and scope.end.month == GRADING_MONTH:
        text = f"Chưa mở đợt xếp loại năm {user.year}."
        yield DueItem(text, "Mở đợt xếp loại", reverse("evaluations:round_create"))
    elif grading and not grading.is_closed:
        text = f"Đợt xếp loại năm {grading.year} đang mở."
        url = reverse("evaluations:round_detail", args=[grading.pk])
        yield DueItem(text, "Tiếp tục xếp loại", url)


def _reports(user: User, scope: Scope) -> Iterator[DueItem]:
    if not may(user, "report.create", scope.unit):
        return
    own, asked = _own_and_asked(user, scope)
    for due_on, period in asked:
        text = f"Cấp trên yêu cầu {titled(*period)}, hạn gửi {due_on:%d/%m/%Y}."
        names = ("kind", "starts_on", "ends_on")
        query = {"unit": scope.unit.code} | dict(zip(names, period, strict=True))
        url = reverse("reports:report_create", query=query)
        yield DueItem(text, "Lập báo cáo", url, is_late=due_on < scope.end)
    if own and not own[0][-1]:
        pk, *period, _ = own[0]
        url = reverse("reports:report_detail", args=[pk])
        yield DueItem(f"{titled(*period)} đang dự thảo, chưa ban hành.", "Mở dự thảo", url)
    elif not (own or asked or scope.unit.is_cell) and scope.end.month == GRADING_MONTH:
        text = f"Chưa lập báo cáo tổng kết năm {user.year}."
        yield DueItem(text, "Lập báo cáo", reverse("reports:report_create"))


def _own_and_asked(user: User, scope: Scope) -> tuple[list, list]:
    """Both in one query: those of the year, a draft first; what is asked, with its day and period."""
    period = ("kind", "starts_on", "ends_on")
    own = Report.objects.visible_to(user).filter(unit=scope.unit, ends_on__year=user.year)
    asked = ReportRequest.objects.waiting_for(scope.unit).in_year(user.year)
    rows = own.order_by().values_list("id", *period, "issued_on", Value(1))
    rows = rows.union(asked.order_by().values_list("id", *period, "due_on", Value(0)), all=True)
    reports = sorted((row[:-1] for row in rows if row[-1]), key=lambda row: (bool(row[-1]), row[0]))
    return reports, sorted((row[-2], row[1:4]) for row in rows if not row[-1])


def home_unit(user: User) -> Unit | None:
    """The highest unit at which the user holds a role with business data today."""
    units = [held.unit for held in assignments_of(user) if held.role in COUNTING_ROLES]
    return min(units, key=lambda unit: len(unit.path), default=None)
