"""Inspections of a made year by their numbers alone: bulk inserts of concluded campaigns."""

import datetime
from collections.abc import Iterable

from cells.models import Unit
from inspections.models import Campaign, CampaignKind, Outcome, Performer, Subject
from members.models import Membership


def inspect_all(
    unit: Unit,
    kind: CampaignKind,
    days: Iterable[datetime.date],
    *,
    units: list[Unit],
    members: int,
    performer: Performer = Performer.COMMITTEE,
) -> None:
    """A campaign of `unit` on each of the days: all together have a subject for each of the units and
    for so many members on the roll, none twice in one campaign."""
    campaigns = Campaign.objects.bulk_create(
        Campaign(
            unit=unit,
            performer=performer,
            kind=kind,
            year=day.year,
            part=0,
            title=f"Nội dung {n} theo chương trình năm {day.year}",
            begun_on=day - datetime.timedelta(days=20),
            concluded_on=day,
        )
        for n, day in enumerate(days, start=1)
    )
    spells = Membership.objects.on_roll(unit, campaigns[0].begun_on).order_by("pk")[:members]
    rows = [Subject(unit=one) for one in units]
    rows += [Subject(unit_id=one.unit_id, member_id=one.member_id) for one in spells]
    for n, row in enumerate(rows):
        row.campaign, row.outcome = campaigns[n % len(campaigns)], Outcome.NO_FAULT
    Subject.objects.bulk_create(rows)
