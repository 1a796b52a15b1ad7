"""Who came to meetings, who spoke, who stayed away for months."""

from collections.abc import Callable

from django.db.models import Count as CountRows
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import ExtractMonth, ExtractYear

from cells.models import Threshold, ThresholdCode
from cells.scoping import placed_under
from meetings.models import CELL_MEETINGS, Attendance, AttendanceStatus, Opinion, is_held
from members.models import Member
from reports.figures.figure import Scope


def attendances(scope: Scope):
    """Everybody on the rolls of the regular and thematic meetings of cells."""
    return _rolls(scope, CELL_MEETINGS)


def due_to_attend(scope: Scope):
    """Those who had to come."""
    return attendances(scope).due()


def present(scope: Scope):
    """Those who came: on time, late, or by the network."""
    return attendances(scope).present()


def spoke(scope: Scope):
    """Those who came and of whom the minutes hold an opinion."""
    said = Opinion.objects.filter(meeting=OuterRef("meeting"), member=OuterRef("member"))
    return present(scope).filter(Exists(said))


def gathered(kind: str) -> Callable:
    """Everybody on the rolls of meetings of that kind who had to come."""

    return lambda scope: _rolls(scope, [kind]).due()


def absentees(scope: Scope):
    """Members absent without reason for as many months of one year as the rule of that day says."""
    found = absences(scope).values("member")
    return Member.objects.filter(pk__in=found).order_by("sort_key", "id")


def absences(scope: Scope):
    """The same with `where`, the unit of the scope, and `year`.

    Unsure in the rules, so it stands here alone: the months need not follow each other.
    """
    months = missed(scope).order_by().annotate(where=F("meeting__unit__ancestry__ancestor"))
    months = months.values("where", "member", year=ExtractYear("meeting__held_on"))
    months = months.annotate(months=CountRows(ExtractMonth("meeting__held_on"), distinct=True))
    return months.filter(
        months__gte=Threshold.objects.value_on(ThresholdCode.ABSENCE_MONTHS, scope.end)
    )


def missed(scope: Scope):
    """Absences without reason in months in which the member had to come and never did.

    An absence with a reason, or one attendance, clears its month; who was not due does not.
    """
    this_month = Attendance.objects.due().filter(
        is_held("meeting__"),
        member=OuterRef("member"),
        meeting__kind__in=CELL_MEETINGS,
        meeting__held_on__year=ExtractYear(OuterRef("meeting__held_on")),
        meeting__held_on__month=ExtractMonth(OuterRef("meeting__held_on")),
    )
    cleared = Exists(this_month.exclude(status=AttendanceStatus.UNEXCUSED))
    rows = attendances(scope).filter(~cleared, status=AttendanceStatus.UNEXCUSED)
    return rows.order_by("member__sort_key", "member", "meeting__held_on")


def _rolls(scope: Scope, kinds: list[str]):
    """The meetings are joined: for a list of them SQLite would read all that were ever held."""
    rows = Attendance.objects.filter(
        placed_under(scope.unit, F("meeting__held_on"), via="meeting__unit"),
        is_held("meeting__"),
        meeting__held_on__range=scope.days,
        meeting__kind__in=kinds,
    )
    return rows.select_related("member", "meeting", "unit").order_by("meeting__held_on", "id")
