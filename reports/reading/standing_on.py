"""What was made of the roll since an act was recorded: it stays as it is when that is taken back."""

from collections.abc import Iterator

from common.periods import DAY
from meetings.models import Meeting
from members.models import RollAct
from reports.models import Report

SHOWN = 10  # of a kind


def standing_on(act: RollAct) -> Iterator[str]:
    """Minutes adopted and reports issued since then of a time that it changed: those that name the
    member, those of the organisations above."""
    meetings = Meeting.objects.filter(held_on__gte=act.on, adopted_at__gt=act.at)
    meetings = meetings.filter(attendances__member=act.member)
    for meeting in meetings.select_related("unit").newest_first()[:SHOWN]:
        yield f"Biên bản đã thông qua: {meeting.title}, {meeting.unit}, ngày {meeting.held_on:%d/%m/%Y}"
    spells = act.member.memberships.ending_from(act.on - DAY).select_related("unit")
    above = {pk for spell in spells for pk in spell.unit.path_ids}
    reports = Report.objects.in_force().filter(unit__in=above, ends_on__gte=act.on)
    reports = reports.filter(issued_at__gt=act.at)
    for report in reports.select_related("unit").order_by("-issued_on")[:SHOWN]:
        yield f"Báo cáo đã ban hành: {report.title} số {report.full_number}, {report.unit}"
