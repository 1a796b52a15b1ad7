"""The month of all cells: registered, answered, repeated, taken away."""

import pytest
from django.urls import reverse

from cells.models import UnitKind
from meetings.models import Meeting, MeetingState
from tests.conftest import day, found, make_member
from tests.meetings.conftest import open_meeting
from tests.meetings.test_planning import plan
from tests.workbooks import taken

URL = reverse("meetings:month_register")
MONTH = {"month": "2020-12"}


@pytest.fixture
def signed_in(client, office):
    client.force_login(office)
    return client


def counts(client):
    return client.get(URL, MONTH).context["register"].counts


def test_one_row_for_each_cell_with_counts(signed_in, cell, second_cell, office):
    plan(cell).approve(by=office)
    plan(cell, "2021-01-01")
    register = signed_in.get(URL, MONTH).context["register"]
    assert [(row.unit, row.is_missing) for row in register.rows] == [(cell, False), (second_cell, True)]
    assert register.counts == {"registered": 1, "approved": 1, "late": 1, "missing": 1}


def test_a_meeting_held_without_a_plan_is_not_missing(signed_in, cell):
    open_meeting(cell, day("2020-12-31"))
    assert counts(signed_in) == {"registered": 1, "approved": 1, "late": 0, "missing": 0}


@pytest.mark.parametrize("month", ["", "abc", "2020-13", "1800-01"])
def test_a_month_that_makes_no_sense_is_the_usual_one(signed_in, office, cell, month):
    office.working_year = 2020
    office.save()
    assert signed_in.get(URL, {"month": month}).context["register"].month == day("2020-12-01")


def test_many_cells_come_page_by_page_and_are_counted_together(signed_in, committee):
    for number in range(1, 53):
        found(f"cb-{number}", UnitKind.CELL, f"Chi bộ {number}", parent=committee, number=number)
    context = signed_in.get(URL, MONTH | {"page": 2}).context
    assert [row.name for row, _ in context["page"]] == ["Chi bộ 51", "Chi bộ 52"]
    assert context["register"].counts["missing"] == 52


@pytest.mark.parametrize("month", ["2020-12", "12/2020", "12-2020"])
def test_a_month_is_read_as_typed_and_as_links_write_it(signed_in, cell, month):
    response = signed_in.get(URL, {"month": month})
    assert response.context["register"].month == day("2020-12-01")
    assert 'value="12/2020"' in response.content.decode()


def test_a_secretary_sees_the_own_cell_only(client, secretary, cell, second_cell):
    client.force_login(secretary)
    assert [row.unit for row in client.get(URL, MONTH).context["register"].rows] == [cell]


def test_approving_one(signed_in, cell):
    meeting = plan(cell)
    url = reverse("meetings:plan_approve", args=[meeting.pk])
    assert signed_in.post(url, {"version": 1}).status_code == 302
    assert Meeting.objects.get().state == MeetingState.APPROVED


def test_approving_what_changed_meanwhile_says_so(signed_in, cell):
    meeting = plan(cell)
    meeting.replan(by=None, place="Nơi khác")
    url = reverse("meetings:plan_approve", args=[meeting.pk])
    response = signed_in.post(url, {"version": 1}, follow=True)
    assert "Người khác vừa lưu cuộc họp này." in response.text
    assert Meeting.objects.get().state == MeetingState.WAITING


def test_approving_all_takes_what_the_page_showed(signed_in, cell, second_cell, foreign_cell):
    first, second, foreign = plan(cell), plan(second_cell), plan(foreign_cell)
    url = reverse("meetings:month_approve")
    seen = [f"{first.pk}-1", f"{foreign.pk}-1", "abc", f"{'9' * 40}-1"]
    signed_in.post(url, {"seen": seen, "month": "2020-12"})
    assert set(Meeting.objects.waiting()) == {second, foreign}


def test_sending_back_with_a_reason(signed_in, cell):
    meeting = plan(cell)
    url = reverse("meetings:plan_send_back", args=[meeting.pk])
    assert signed_in.post(url, {"reason": ""}).status_code == 422
    assert signed_in.post(url, {"reason": "Trùng hội nghị"}).status_code == 302
    assert "Trùng hội nghị" in signed_in.get(URL, MONTH).text


@pytest.mark.parametrize("name", ["plan_approve", "plan_send_back"])
def test_a_secretary_does_not_answer_the_own_plan(client, secretary, cell, name):
    client.force_login(secretary)
    url = reverse(f"meetings:{name}", args=[plan(cell).pk])
    assert client.post(url, {"reason": "Vì"}).status_code == 403


@pytest.mark.parametrize("name", ["plan_approve", "plan_send_back", "plan_edit"])
def test_another_committee_finds_nothing(client, outsider, cell, name):
    client.force_login(outsider)
    url = reverse(f"meetings:{name}", args=[plan(cell).pk])
    assert client.post(url).status_code == 404


def test_repeating_last_month_in_one_click(client, secretary, cell):
    open_meeting(cell, day("2020-11-05"), place="Phòng họp")
    client.force_login(secretary)
    url = reverse("meetings:plan_repeat", args=[cell.code])
    client.post(url, MONTH)
    made = Meeting.objects.planned().get()
    assert (made.held_on, made.place, made.kind) == (day("2020-12-05"), "Phòng họp", "regular")
    assert "Cuộc họp này đã được ghi." in client.post(url, MONTH, follow=True).text


def test_nothing_to_repeat_is_said(client, secretary, cell):
    client.force_login(secretary)
    url = reverse("meetings:plan_repeat", args=[cell.code])
    response = client.post(url, MONTH, follow=True)
    assert "Tháng 11/2020 không có buổi nào để chép." in response.text


def test_the_workbook_has_a_line_for_each_meeting_and_each_lack(signed_in, cell, second_cell):
    make_member(unit=cell)
    plan(cell, place="Phòng họp")
    title, rows = taken(signed_in, URL, **MONTH)
    assert title == "Lịch sinh hoạt tháng 12-2020"
    assert [(row[0], row[1], row[5], row[7]) for row in rows] == [
        ("Chi bộ 1", "Sinh hoạt thường kỳ", "Phòng họp", 1),
        ("Chi bộ 2", None, None, None),
    ]
    assert rows[1][9] == "chưa đăng ký"


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(signed_in, cell, count, django_assert_max_num_queries):
    for number in range(count):
        plan(cell, f"2020-12-0{number + 1}")
    signed_in.get(URL, MONTH)
    with django_assert_max_num_queries(12):
        signed_in.get(URL, MONTH)
