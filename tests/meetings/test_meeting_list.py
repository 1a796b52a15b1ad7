"""The meetings of a year."""

import datetime

import pytest
from django.urls import reverse

from cells.forms.unit_choice import MOST_OFFERED
from cells.models import UnitKind
from meetings.models import MeetingKind
from tests.conftest import day, found, make_member
from tests.meetings.conftest import adopted, open_meeting, record
from tests.workbooks import taken

URL = reverse("meetings:meeting_list")


@pytest.fixture
def signed_in(client, office):
    office.working_year = 2020
    office.save()
    client.force_login(office)
    return client


def listed(client, **query):
    return list(client.get(URL, query).context["page"])


def test_the_working_year_newest_first(signed_in, cell):
    dates = ["2019-12-31", "2020-01-01", "2020-12-31", "2020-06-15", "2021-01-01"]
    for text in dates:
        open_meeting(cell, day(text))
    shown = [meeting.held_on.isoformat() for meeting in listed(signed_in)]
    assert shown == ["2020-12-31", "2020-06-15", "2020-01-01"]


def test_another_year_by_the_address(signed_in, cell):
    old = open_meeting(cell, day("2019-12-31"))
    open_meeting(cell, day("2020-01-01"))
    assert listed(signed_in, year="2019") == [old]


def test_over_many_bodies_a_cell_stands_with_the_body_of_that_day(signed_in, committee, cell):
    for number in range(MOST_OFFERED):
        found(f"nhieu-{number}", UnitKind.CELL, f"Chi bộ {number}", parent=committee)
    for text in ("2020-04-30", "2020-05-01"):
        open_meeting(cell, day(text))
    committee.rename(name="Đảng bộ Sở", on=day("2020-05-01"), by=None)
    called = [meeting.unit_name for meeting in listed(signed_in)]
    assert called == ["Chi bộ 1, Đảng bộ Sở", "Chi bộ 1, Đảng bộ Trung tâm"]


@pytest.mark.parametrize("year", ["", "abc", "0", "99999"])
def test_a_year_that_makes_no_sense_is_the_working_year(signed_in, meeting, year):
    response = signed_in.get(URL, {"year": year})
    assert (response.status_code, list(response.context["page"])) == (200, [meeting])


def test_filters_by_unit_kind_and_state(signed_in, cell, second_cell, people):
    regular = adopted(open_meeting(cell))
    thematic = open_meeting(cell, kind=MeetingKind.THEMATIC, topic="Nêu gương")
    elsewhere = open_meeting(second_cell)
    assert set(listed(signed_in, unit=cell.code)) == {regular, thematic}
    assert set(listed(signed_in, unit=second_cell.code)) == {elsewhere}
    assert listed(signed_in, kind="thematic") == [thematic]
    assert listed(signed_in, state="adopted") == [regular]
    assert set(listed(signed_in, state="draft")) == {thematic, elsewhere}
    assert listed(signed_in, unit=cell.code, state="draft") == [thematic]


def test_the_committees_own_meetings_are_not_those_of_its_cells(signed_in, committee, cell):
    own = open_meeting(committee, kind=MeetingKind.COMMITTEE)
    open_meeting(cell)
    assert listed(signed_in, unit=committee.code) == [own]


def test_attendance_is_present_of_due(signed_in, meeting, people):
    record(meeting, attendance={people[0]: ("unexcused", "")})
    [shown] = listed(signed_in)
    assert (shown.present, shown.due) == (2, 3)


def test_an_empty_year_says_what_to_do(signed_in):
    assert "Bấm “Ghi cuộc họp”" in signed_in.get(URL).text


def test_a_secretary_sees_the_own_cell_only(client, secretary, committee, cell, second_cell):
    own = open_meeting(cell)
    open_meeting(second_cell)
    open_meeting(committee, kind=MeetingKind.CONFERENCE)
    client.force_login(secretary)
    assert listed(client, year="2020") == [own]
    assert listed(client, year="2020", unit=second_cell.code) == [own]


def test_another_committee_sees_nothing_of_it(client, outsider, meeting):
    client.force_login(outsider)
    assert listed(client, year="2020") == []


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_who_sees_no_persons_gets_403(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403


def test_twenty_five_a_page(signed_in, cell):
    for number in range(26):
        open_meeting(cell, day(f"2020-03-{number + 1:02}"))
    assert [len(listed(signed_in)), len(listed(signed_in, page=2))] == [25, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(signed_in, cell, count, django_assert_num_queries):
    for number in range(count):
        make_member(f"Vũ Thị Dung {number}", unit=cell)
        open_meeting(cell, day(f"2020-0{number + 1}-15"))
    with django_assert_num_queries(9):
        signed_in.get(URL)


def test_the_file_holds_the_meetings_of_all_pages_as_filtered(signed_in, cell, meeting, people):
    record(meeting, attendance={people[0]: ("unexcused", "")})
    for number in range(25):
        open_meeting(cell, day("2020-01-01"), kind=MeetingKind.THEMATIC, topic=f"Số {number}")
    title, rows = taken(signed_in, URL, page="2")
    assert (title, len(rows)) == ("Sinh hoạt năm 2020", 26)
    held = datetime.datetime(2020, 6, 15)
    regular = [held, "Chi bộ 1", "Sinh hoạt thường kỳ", None, 2, 3, "dự thảo"]
    assert taken(signed_in, URL, kind="regular")[1] == [regular]
