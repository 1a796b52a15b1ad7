"""Figures of sessions in which resolutions were studied, where the unit stood on that day."""

from django.db.models import F

from cells.scoping import placed_under
from meetings.models import StudySession
from reports.figures.figure import Count, Rate, Scope


def sessions(scope: Scope):
    rows = StudySession.objects.filter(placed_under(scope.unit, F("held_on")))
    return rows.in_days(*scope.days).select_related("unit").order_by("held_on", "id")


FIGURES = [
    Count("studies.sessions", "Đợt học tập, quán triệt", sessions, "study"),
    Count("studies.due", "Lượt người phải dự học tập, quán triệt", sessions, "study", of="due"),
    Count("studies.attended", "Lượt người dự học tập, quán triệt", sessions, "study", of="attended"),
    Rate("studies.attendance", "Tỷ lệ dự học tập, quán triệt", "studies.attended", "studies.due"),
]
