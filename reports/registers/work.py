"""Registers of work: badges, commendations, resolutions."""

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.text import Truncator

from cells.scoping import placed_under
from common.tables import Table
from evaluations.models import Commendation
from meetings.models import AgendaItem, Meeting
from meetings.models.paper import MeetingPaper, PaperKind
from meetings.rules.rich_text import lines_of
from reports.figures import Scope
from reports.figures.badges import given
from reports.figures.tables import BORN, CELL, DECISION, TABLES, of_members
from reports.registers.register import Register

SUMMARY_WORDS = 40


def badges(scope: Scope):
    """Those of the figure, in the order of the book."""
    return given(scope).order_by("awarded_on", "-years", "member__sort_key", "id")


def awards(scope: Scope):
    """Given by the Party in the period and still standing, to members, units and others."""
    rows = (
        Commendation.objects.valid()
        .of_party()
        .filter(placed_under(scope.unit, F("given_on")), given_on__range=scope.days)
    )
    return rows.by_recipient().order_by("given_on", "unit__number", "member__sort_key", "id")


def resolutions(scope: Scope):
    """Adopted minutes that hold a resolution or a conclusion, by the day of the meeting."""
    rows = Meeting.objects.adopted().held(*scope.days).filter(placed_under(scope.unit, F("held_on")))
    concluded = AgendaItem.objects.filter(meeting=OuterRef("pk")).exclude(conclusion="")
    decided = ~Q(resolution="") | ~Q(conclusion="") | Exists(concluded)
    papers = MeetingPaper.objects.of_kind(PaperKind.RESOLUTION).in_force().only("meeting", "number")
    papers = papers.annotate(sign=F("snapshot__head__symbol"))
    numbered = rows.filter(decided).prefetch_related("votes", "items", Prefetch("papers", papers))
    return numbered.select_related("unit").defer("content").order_by("held_on", "id")


def _number(meeting) -> str:
    """Of the resolution that was issued, as it stands after corrections."""
    return ", ".join(f"{one.number:02}-{one.sign}" for one in meeting.papers.all() if one.number)


def _votes(meeting) -> str:
    """Each vote that was counted: in favour of all that were cast."""
    return "; ".join(
        f"{vote}: {vote.in_favour or 0}/{vote.cast}" for vote in meeting.votes.all() if vote.is_counted
    )


def _summary(meeting) -> str:
    items = " ".join(item.conclusion for item in meeting.items.all())
    text = lines_of(meeting.resolution or meeting.conclusion or items)
    return Truncator(" ".join(text.split())).words(SUMMARY_WORDS)


BADGES = of_members(
    BORN,
    CELL,
    ("Ngày quyết định kết nạp", lambda row: row.member.admission_decided.counted),
    ("Huy hiệu", lambda row: row.mark),
    ("Số huy hiệu", lambda row: row.number),
    ("Ngày trao", lambda row: row.awarded_on),
    DECISION,
)
RESOLUTIONS = Table(
    [
        ("Cuộc họp", lambda row: row.title),
        ("Ngày", lambda row: row.held_on),
        ("Tổ chức", lambda row: row.unit),
        ("Số nghị quyết", _number),
        ("Trích yếu", lambda row: row.resolution_subject),
        ("Tán thành trên số phiếu", _votes),
        ("Nghị quyết, kết luận", _summary),
    ],
    link=lambda row: reverse("meetings:meeting_detail", args=[row.pk]),
)

REGISTERS = [
    Register("badges", "Sổ tặng Huy hiệu Đảng", BADGES, badges),
    Register("awards", "Sổ khen thưởng", TABLES["commendation"], awards),
    Register("resolutions", "Sổ nghị quyết", RESOLUTIONS, resolutions),
]
