"""A cell of twenty that meets today, and its two secretaries."""

import datetime

from django.utils import timezone

from cells.models import UnitKind
from cells.rights import Role
from meetings.models import Meeting, MeetingKind
from members.models import Office, OfficeKind
from tests.conftest import day, found, make_member, make_user

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm")
GIVEN = ("An", "Bình", "Chi", "Dung", "Đông")
MIDNIGHT = datetime.time(0, 0)


def cell_of_twenty():
    """Twenty official members with a secretary and a deputy; two users may write the minutes."""
    committee = found("dang-bo-hop", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ họp")
    cell = found("chi-bo-hop", UnitKind.CELL, "Chi bộ họp", parent=committee, number=1)
    names = [f"{family} Văn {given}" for family in FAMILY for given in GIVEN]
    people = [make_member(name, unit=cell) for name in names]
    for member, kind in ((people[0], OfficeKind.SECRETARY), (people[1], OfficeKind.DEPUTY_SECRETARY)):
        Office.objects.take_up(member=member, unit=cell, kind=kind, on=day("2020-01-01"), by=None)
    for name in ("thuky", "phobithu"):
        make_user(name, Role.SECRETARY, cell)
    return cell


def open_item(page, title: str) -> None:
    """The line of that item, where it is closed."""
    line = page.locator("[data-items] details:not([open]) > summary").filter(has_text=title)
    for one in line.all():
        one.click()


def planned(cell) -> Meeting:
    return Meeting.objects.plan(
        unit=cell,
        kind=MeetingKind.REGULAR,
        held_on=timezone.localdate(),
        starts_at=MIDNIGHT,
        place="Hội trường",
        by=None,
    )


def opened(cell) -> Meeting:
    meeting = planned(cell)
    meeting.hold(by=None)
    return meeting
