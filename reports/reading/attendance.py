"""Who came to the meetings of cells: by unit and month, and of each member month by month."""

import datetime
from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from cells.models import Threshold, ThresholdCode, UnitKind
from common.months import months_touching
from common.tables import Table
from meetings.models import AttendanceStatus
from meetings.models.attendance import DUE_STATUSES, PRESENT_STATUSES
from members.models import Member
from reports.figures import Ratio, Scope
from reports.figures.attendance import absentees, attendances, missed
from reports.reading.numbers import Column, FigureTable, of_units

TITLE = "Theo dõi dự sinh hoạt"
RATE = "meetings.attendance"
LETTERS = {
    AttendanceStatus.PRESENT: "C",
    AttendanceStatus.LATE: "M",
    AttendanceStatus.ONLINE: "T",
    AttendanceStatus.EXCUSED: "P",
    AttendanceStatus.UNEXCUSED: "K",
    AttendanceStatus.EXEMPT: "Mi",
    AttendanceStatus.AWAY: "N",
    AttendanceStatus.SUSPENDED: "Đ",
}
LEGEND = [(letter, AttendanceStatus(status).label) for status, letter in LETTERS.items()]


def by_month(scope: Scope, openable: set[str]) -> FigureTable:
    """The rate of each unit over the period and in each month, the first and the last cut by it."""
    columns = [Column(RATE, "Cả kỳ", "Tỷ lệ dự cả kỳ")]
    for first, last in months_touching(*scope.days):
        days = max(first, scope.start), min(last, scope.end)
        columns.append(Column(RATE, f"T{first.month}", f"Tháng {first:%m/%Y}", days))
    return FigureTable("Tổ chức", columns, of_units(scope, columns, openable))


@dataclass(frozen=True)
class Mark:
    """What was marked of one person at one meeting, and the address of that."""

    address: str
    letter: str
    label: str
    is_absence: bool


@dataclass(frozen=True)
class Person:
    """The marks of one member by month of the period, and how often of how many times he came."""

    member: Member
    months: list[tuple[str, list[Mark]]]  # under the label of each month
    rate: Ratio

    def letters(self, month: int) -> str:
        return " ".join(mark.letter for mark in self.months[month][1])


def lists_members(scope: Scope) -> bool:
    """Of an upper level thousands of names are no help: a body is chosen first."""
    return scope.unit.kind != UnitKind.UPPER_COMMITTEE


def members_of(scope: Scope) -> list[Member]:
    """Everybody who stood on a roll in the period."""
    listed = attendances(scope).order_by().values("member")
    return list(Member.objects.filter(pk__in=listed).only("full_name").order_by("sort_key", "id"))


def people(scope: Scope, members) -> list[Person]:
    """The marks of these members, in one query."""
    members = list(members)
    firsts = [first for first, _ in months_touching(*scope.days)]
    marks = {member.pk: [[] for _ in firsts] for member in members}
    came, marked = dict.fromkeys(marks, (0, 0)), cache(_mark)
    rows = attendances(scope).filter(member__in=members)
    for pk, meeting, day, status in rows.values_list("member", "meeting", "meeting__held_on", "status"):
        marks[pk][firsts.index(day.replace(day=1))].append(marked(meeting, day, status))
        present, due = came[pk]
        came[pk] = present + (status in PRESENT_STATUSES), due + (status in DUE_STATUSES)
    labels = [f"T{first.month}" for first in firsts]
    return [
        Person(member, list(zip(labels, marks[member.pk], strict=True)), Ratio(*came[member.pk]))
        for member in members
    ]


def _mark(meeting: int, day: datetime.date, status: str) -> Mark:
    """The same of everybody who was marked so at that meeting."""
    said = f"{AttendanceStatus(status).label}, ngày {day:%d/%m/%Y}"
    address = reverse("meetings:meeting_detail", args=[meeting])
    return Mark(address, LETTERS[status], said, status == AttendanceStatus.UNEXCUSED)


def members_table(scope: Scope) -> Table:
    """One row for each person in a workbook."""
    columns = [
        ("Họ và tên", lambda row: row.member.full_name),
        *(
            (f"Tháng {first:%m/%Y}", lambda row, month=month: row.letters(month))
            for month, (first, _) in enumerate(months_touching(*scope.days))
        ),
        ("Số buổi dự", lambda row: row.rate.numerator),
        ("Số buổi phải dự", lambda row: row.rate.denominator),
        ("Tỷ lệ dự (%)", lambda row: row.rate.percent),
    ]
    return Table(columns)


@dataclass(frozen=True)
class Flagged:
    """Members whom the rule asks to consider, each with the months that they missed."""

    rule: Threshold
    members: list[tuple[Member, str]]


def flagged(scope: Scope) -> Flagged:
    found = absentees(scope).order_by().values("pk")
    months: dict[Member, list[str]] = {}
    for row in missed(scope).filter(member__in=found):
        said = f"{row.meeting.held_on:%m/%Y}"
        if said not in months.setdefault(row.member, []):
            months[row.member].append(said)
    rule = Threshold.objects.in_force(ThresholdCode.ABSENCE_MONTHS, scope.end)
    return Flagged(rule, [(member, ", ".join(listed)) for member, listed in months.items()])
