"""What was made of the roll since a day: it stays as it is when the roll is corrected."""

import datetime
from collections.abc import Iterator

from common.periods import DAY
from meetings.models import Meeting
from members.models import Member
from reports.models import Report

SHOWN = 10  # of a kind


def standing_on(member: Member, day: datetime.date) -> Iterator[str]:
    """Adopted minutes that name the member since that day, and reports issued of a time since then
    of an organisation above."""
    meetings = Meeting.objects.adopted().filter(attendances__member=member, held_on__gte=day)
    for meeting in meetings.select_related("unit").newest_first()[:SHOWN]:
        yield f"Biên bản đã thông qua: {meeting.title}, {meeting.unit}, ngày {meeting.held_on:%d/%m/%Y}"
    spells = member.memberships.ending_from(day - DAY).select_related("unit")
    above = {pk for spell in spells for pk in spell.unit.path_ids}
    reports = Report.objects.in_force().filter(unit__in=above, ends_on__gte=day)
    for report in reports.select_related("unit").order_by("-issued_on")[:SHOWN]:
        yield f"Báo cáo đã ban hành: {report.title} số {report.full_number}, {report.unit}"
