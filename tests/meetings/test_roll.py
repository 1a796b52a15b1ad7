"""The roll of a meeting: who belonged to the sitting body on that very day."""

import pytest

from cells.models import UnitKind
from meetings.models import AttendanceStatus, MeetingKind
from members.models import (
    Absence,
    CameBy,
    Exemption,
    LeftBy,
    MembershipKind,
    Office,
    OfficeKind,
    Suspension,
)
from tests.conftest import day, found, make_member
from tests.meetings.conftest import HELD_ON, open_meeting

BEFORE, AFTER = day("2020-06-14"), day("2020-06-16")


def names(meeting):
    return [str(row.member) for row in meeting.attendances.by_name()]


def statuses(meeting):
    return {str(row.member): row.status for row in meeting.attendances.by_name()}


def test_everybody_on_the_roll_is_present_at_first(meeting):
    assert statuses(meeting) == {
        "Trần Thị An": "present",
        "Lê Văn Bình": "present",
        "Đỗ Mai Chi": "present",
    }


def test_who_comes_that_very_day_is_on_the_roll(cell):
    make_member("Trần Thị An", unit=cell, on=HELD_ON)
    assert names(open_meeting(cell)) == ["Trần Thị An"]


def test_who_comes_the_day_after_is_not(cell):
    make_member("Trần Thị An", unit=cell, on=AFTER)
    assert names(open_meeting(cell)) == []


def test_who_transfers_that_very_day_sits_in_the_new_cell_only(cell, second_cell):
    member = make_member("Trần Thị An", unit=cell)
    member.current_membership().transfer(to=second_cell, on=HELD_ON, by=None)
    assert names(open_meeting(cell)) == []
    assert names(open_meeting(second_cell)) == ["Trần Thị An"]


def test_who_transfers_the_day_after_still_sits_in_the_old_cell(cell, second_cell):
    member = make_member("Trần Thị An", unit=cell)
    member.current_membership().transfer(to=second_cell, on=AFTER, by=None)
    assert names(open_meeting(cell)) == ["Trần Thị An"]
    assert names(open_meeting(second_cell)) == []


def test_who_left_the_day_before_is_not_on_the_roll(cell):
    member = make_member("Trần Thị An", unit=cell)
    member.current_membership().leave(on=HELD_ON, left_by=LeftBy.DEATH, by=None)
    assert names(open_meeting(cell)) == []


def test_a_later_transfer_does_not_change_the_roll(meeting, people, second_cell):
    people[0].current_membership().transfer(to=second_cell, on=AFTER, by=None)
    assert names(meeting) == ["Trần Thị An", "Lê Văn Bình", "Đỗ Mai Chi"]


def test_official_from_the_day_of_official_status(cell):
    for name, official_on in (("Trần Thị An", HELD_ON), ("Lê Văn Bình", AFTER)):
        make_member(name, unit=cell, official_on=official_on)
    rows = open_meeting(cell).attendances.by_name()
    assert [row.is_official for row in rows] == [True, False]


def test_exempt_on_both_edge_days_of_the_exemption_only(cell):
    edges = {
        "Trần Thị An": (HELD_ON, None),
        "Lê Văn Bình": (AFTER, None),
        "Đỗ Mai Chi": (day("2020-01-01"), HELD_ON),
        "Vũ Thị Dung": (day("2020-01-01"), BEFORE),
    }
    for name, (starts_on, ends_on) in edges.items():
        member = make_member(name, unit=cell)
        Exemption.objects.create(member=member, starts_on=starts_on, ends_on=ends_on)
    assert statuses(open_meeting(cell)) == {
        "Trần Thị An": "exempt",
        "Lê Văn Bình": "present",
        "Đỗ Mai Chi": "exempt",
        "Vũ Thị Dung": "present",
    }


def lend(member, unit, on=HELD_ON):
    member.join(unit, on=on, by=None, came_by=CameBy.TRANSFER, kind=MembershipKind.TEMPORARY)


def test_a_temporary_guest_is_away_at_home_and_due_where_he_is(cell, second_cell):
    lend(make_member("Trần Thị An", unit=cell), second_cell)
    assert statuses(open_meeting(cell)) == {"Trần Thị An": AttendanceStatus.AWAY}
    [row] = open_meeting(second_cell).attendances.all()
    assert (row.is_guest, row.status) == (True, AttendanceStatus.PRESENT)


def test_a_guest_of_tomorrow_is_still_due_at_home(cell, second_cell):
    lend(make_member("Trần Thị An", unit=cell), second_cell, on=AFTER)
    assert statuses(open_meeting(cell)) == {"Trần Thị An": AttendanceStatus.PRESENT}


def test_at_the_conference_a_guest_of_a_sister_cell_sits_once_as_a_member(committee, cell, second_cell):
    member = make_member("Trần Thị An", unit=cell)
    lend(member, second_cell)
    [row] = open_meeting(committee, kind=MeetingKind.CONFERENCE).attendances.all()
    assert (row.unit, row.is_guest, row.status) == (cell, False, AttendanceStatus.PRESENT)


def test_the_conference_seats_the_members_of_all_cells_below(
    committee, cell, second_cell, foreign_cell
):
    for name, unit in (("An", cell), ("Bình", second_cell), ("Chi", foreign_cell)):
        make_member(name, unit=unit)
    assert names(open_meeting(committee, kind=MeetingKind.CONFERENCE)) == ["An", "Bình"]


def test_a_cell_that_came_later_is_not_at_the_conference(committee, foreign_cell):
    make_member("An", unit=foreign_cell)
    foreign_cell.move(under=committee, on=AFTER, by=None)
    assert names(open_meeting(committee, kind=MeetingKind.CONFERENCE)) == []
    assert names(open_meeting(committee, AFTER, kind=MeetingKind.CONFERENCE)) == ["An"]


def test_a_committee_seats_the_office_holders_of_that_day(committee, cell):
    terms = {"An": (HELD_ON, None), "Bình": (AFTER, None), "Chi": (day("2020-01-01"), HELD_ON)}
    terms["Dung"] = (day("2020-01-01"), BEFORE)
    for name, (starts_on, ends_on) in terms.items():
        Office.objects.create(
            member=make_member(name, unit=cell),
            unit=committee,
            kind=OfficeKind.COMMITTEE_MEMBER,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    assert names(open_meeting(committee, kind=MeetingKind.COMMITTEE)) == ["An", "Chi"]


def test_two_offices_are_one_seat(committee, cell):
    member = make_member("An", unit=cell)
    for kind in (OfficeKind.DEPUTY_SECRETARY, OfficeKind.STANDING_MEMBER):
        Office.objects.create(member=member, unit=committee, kind=kind, starts_on=HELD_ON)
    assert names(open_meeting(committee, kind=MeetingKind.COMMITTEE)) == ["An"]


def test_the_committee_of_a_cell_is_not_that_of_the_body_above(committee, cell):
    for name, unit, kind in (
        ("An", cell, OfficeKind.SECRETARY),
        ("Bình", committee, OfficeKind.SECRETARY),
    ):
        member = make_member(name, unit=cell)
        Office.objects.create(member=member, unit=unit, kind=kind, starts_on=HELD_ON)
    assert names(open_meeting(cell, kind=MeetingKind.COMMITTEE)) == ["An"]


def test_the_roll_remembers_the_cell_of_that_day(committee, cell, second_cell):
    member = make_member("An", unit=cell)
    conference = open_meeting(committee, kind=MeetingKind.CONFERENCE)
    member.current_membership().transfer(to=second_cell, on=AFTER, by=None)
    assert [row.unit for row in conference.attendances.all()] == [cell]


def test_a_sub_committee_holds_its_own_conference(committee):
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    below = found("chi-bo-9", UnitKind.CELL, "Chi bộ 9", parent=part, number=9)
    make_member("An", unit=below)
    assert names(open_meeting(part, kind=MeetingKind.CONFERENCE)) == ["An"]


@pytest.mark.parametrize(("model", "status"), [(Suspension, "suspended"), (Absence, "away")])
def test_who_is_suspended_or_away_for_a_time_is_not_due(cell, model, status):
    member = make_member("Trần Thị An", unit=cell)
    row = model.objects.create(member=member, starts_on=HELD_ON)
    assert statuses(open_meeting(cell)) == {"Trần Thị An": status}
    row.starts_on = AFTER
    row.save()
    assert statuses(open_meeting(cell, kind="thematic", topic="Nêu gương")) == {
        "Trần Thị An": "present"
    }


@pytest.mark.parametrize("model", [Suspension, Absence])
def test_whose_suspension_or_absence_ended_the_day_before_is_due_again(cell, model):
    member = make_member("Trần Thị An", unit=cell)
    model.objects.create(member=member, starts_on=day("2020-01-01"), ends_on=BEFORE)
    assert statuses(open_meeting(cell)) == {"Trần Thị An": "present"}


def test_suspension_stands_before_exemption(cell):
    member = make_member("Trần Thị An", unit=cell)
    for model in (Exemption, Suspension):
        model.objects.create(member=member, starts_on=day("2020-01-01"))
    assert statuses(open_meeting(cell)) == {"Trần Thị An": "suspended"}
