"""What was made of the roll since an act or a restructuring: it stays when that is taken back."""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Min

from cells.models import Unit
from common.periods import DAY
from meetings.models import Meeting
from members.models import Membership, RollAct
from organisation.models import Restructuring
from organisation.models.touched import units_of
from reports.models import Report
from upkeep.models import ImportBatch

SHOWN = 10  # of a kind


def standing_on(act: RollAct) -> Iterator[str]:
    """Minutes adopted and reports issued since then of a time that it changed: those that name the
    member, those of the organisations above."""
    yield from _minutes(Meeting.objects.filter(attendances__member=act.member), act.on, act.at)
    spells = act.member.memberships.ending_from(act.on - DAY).select_related("unit")
    yield from _reports([spell.unit for spell in spells], act.on, act.at)


def standing_on_plan(plan: Restructuring) -> Iterator[str]:
    """The same of a restructuring: minutes of the units that it founded or changed, and of those to
    which members went."""
    units = units_of(plan)
    yield from _minutes(Meeting.objects.filter(unit__in=units), plan.effective_on, plan.done_at)
    yield from _reports(units, plan.effective_on, plan.done_at)


def standing_on_workbook(batch: ImportBatch) -> Iterator[str]:
    """The same of a workbook that moved members who were here before."""
    acts = batch.portions.acts_on_others()
    first, members = acts.aggregate(on=Min("on"), at=Min("at")), acts.values("member")
    if first["on"]:
        meetings = Meeting.objects.filter(attendances__member__in=members).distinct()
        yield from _minutes(meetings, first["on"], first["at"])
        spells = Membership.objects.ending_from(first["on"] - DAY).filter(member__in=members)
        yield from _reports(
            {spell.unit for spell in spells.select_related("unit")}, first["on"], first["at"]
        )


def _minutes(meetings, on: datetime.date, since: datetime.datetime) -> Iterator[str]:
    adopted = meetings.filter(held_on__gte=on, adopted_at__gt=since)
    for meeting in adopted.select_related("unit").newest_first()[:SHOWN]:
        yield f"Biên bản đã thông qua: {meeting.title}, {meeting.unit}, ngày {meeting.held_on:%d/%m/%Y}"


def _reports(units: Iterable[Unit], on: datetime.date, since: datetime.datetime) -> Iterator[str]:
    above = {pk for unit in units for pk in unit.path_ids}
    reports = Report.objects.in_force().filter(unit__in=above, ends_on__gte=on, issued_at__gt=since)
    for report in reports.select_related("unit").order_by("-issued_on")[:SHOWN]:
        yield f"Báo cáo đã ban hành: {report.title} số {report.full_number}, {report.unit}"
