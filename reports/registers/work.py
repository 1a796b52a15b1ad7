"""Registers of work: badges, commendations, resolutions."""

from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import Truncator

from cells.scoping import placed_under
from cells.tables import Table
from evaluations.models import Commendation
from meetings.models import Meeting
from reports.figures import Scope
from reports.figures.badges import given
from reports.figures.tables import TABLES
from reports.registers.register import BORN, CELL, NAME, Register, member_link

SUMMARY_WORDS = 40


def badges(scope: Scope):
    """Those of the figure, in the order of the book."""
    return given(scope).order_by("awarded_on", "-years", "member__sort_key", "id")


def awards(scope: Scope):
    """Given in the period and still standing, to members and to units."""
    rows = Commendation.objects.valid().filter(
        placed_under(scope.unit, F("given_on")), given_on__range=scope.days
    )
    return rows.by_recipient().order_by("given_on", "unit__number", "member__sort_key", "id")


def resolutions(scope: Scope):
    """Adopted minutes that hold a resolution or a conclusion, by the day of the meeting."""
    rows = Meeting.objects.adopted().held(*scope.days).filter(placed_under(scope.unit, F("held_on")))
    decided = ~Q(resolution="") | ~Q(conclusion="")
    return rows.filter(decided).select_related("unit").defer("content").order_by("held_on", "id")


def _summary(meeting) -> str:
    return Truncator(meeting.resolution or meeting.conclusion).words(SUMMARY_WORDS)


BADGES = Table(
    [
        NAME,
        BORN,
        CELL,
        ("Ngày quyết định kết nạp", lambda row: row.member.admission_decided_on),
        ("Huy hiệu", lambda row: f"{row.years} năm"),
        ("Số huy hiệu", lambda row: row.number),
        ("Ngày trao", lambda row: row.awarded_on),
        ("Quyết định", lambda row: row.decision),
    ],
    link=member_link,
)
RESOLUTIONS = Table(
    [
        ("Cuộc họp", lambda row: row.title),
        ("Ngày", lambda row: row.held_on),
        ("Tổ chức", lambda row: row.unit),
        ("Tán thành", lambda row: row.votes_for),
        ("Nghị quyết, kết luận", _summary),
    ],
    link=lambda row: reverse("meetings:meeting_detail", args=[row.pk]),
)

REGISTERS = [
    Register("badges", "Sổ tặng Huy hiệu Đảng", BADGES, badges),
    Register("awards", "Sổ khen thưởng", TABLES["commendation"], awards),
    Register("resolutions", "Sổ nghị quyết", RESOLUTIONS, resolutions),
]
