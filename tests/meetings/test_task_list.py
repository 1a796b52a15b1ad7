"""What is not done by a day."""

import pytest
from django.urls import reverse

from cells.rights import Role
from tests.conftest import day, make_user
from tests.meetings.conftest import open_meeting, record, task
from tests.workbooks import taken

URL = reverse("meetings:task_list")


@pytest.fixture
def signed_in(client, secretary):
    secretary.working_year = 2020
    secretary.save()
    client.force_login(secretary)
    return client


def listed(client, **query):
    return [str(task) for task in client.get(URL, query).context["page"]]


def test_as_on_the_last_day_of_the_working_year(signed_in, meeting):
    done_later = task("Xong sau", done_on=day("2021-01-01"))
    record(meeting, tasks=[task("Xong", done_on=day("2020-12-31")), done_later])
    response = signed_in.get(URL)
    assert response.context["day"] == day("2020-12-31")
    assert [str(t) for t in response.context["page"]] == ["Xong sau"]


def test_as_on_another_day_by_the_address(signed_in, meeting):
    record(meeting, tasks=[task("Xong", done_on=day("2020-07-01"))])
    days = ["2020-06-14", "2020-06-15", "2020-06-30", "2020-07-01"]
    assert [listed(signed_in, on=text) for text in days] == [[], ["Xong"], ["Xong"], []]


@pytest.mark.parametrize("on", ["", "abc", "2020-02-31"])
def test_a_day_that_makes_no_sense_is_the_usual_one(signed_in, meeting, on):
    assert signed_in.get(URL, {"on": on}).context["day"] == day("2020-12-31")


def test_overdue_is_marked_as_on_that_day(signed_in, meeting):
    record(meeting, tasks=[task(due_on=day("2020-07-01"))])
    marked = {
        on: "quá hạn" in signed_in.get(URL, {"on": on}).text for on in ("2020-07-01", "2020-07-02")
    }
    assert marked == {"2020-07-01": False, "2020-07-02": True}


def test_a_secretary_sees_the_own_cell_only(signed_in, meeting, second_cell):
    record(meeting, tasks=[task("Của mình")])
    record(open_meeting(second_cell), tasks=[task("Của chi bộ khác")])
    assert listed(signed_in) == ["Của mình"]


def test_an_office_chooses_a_unit(client, office, meeting, second_cell):
    record(meeting, tasks=[task("Chi bộ 1")])
    record(open_meeting(second_cell), tasks=[task("Chi bộ 2")])
    client.force_login(office)
    assert listed(client, on="2020-12-31", unit=second_cell.code) == ["Chi bộ 2"]


def test_a_reader_is_offered_no_act(client, leader, meeting):
    record(meeting, tasks=[task()])
    client.force_login(leader)
    address = reverse("meetings:task_report", args=[meeting.tasks.get().pk])
    assert address not in client.get(URL, {"on": "2020-12-31"}).text


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_who_sees_no_persons_gets_403(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(signed_in, meeting, people, count, django_assert_num_queries):
    record(meeting, tasks=[task(str(n), assignee=people[n]) for n in range(count)])
    with django_assert_num_queries(9):
        signed_in.get(URL)


def test_the_file_holds_the_tasks_of_that_day(signed_in, meeting):
    record(
        meeting, tasks=[task("Muộn", due_on=day("2020-07-01")), task("Xong", done_on=day("2020-07-01"))]
    )
    title, rows = taken(signed_in, URL, on="2020-07-02")
    assert title == "Nhiệm vụ chưa xong đến ngày 02/07/2020"
    assert [(row[0], row[5]) for row in rows] == [("Muộn", "quá hạn")]


def test_who_may_only_look_takes_no_file(client, committee, meeting):
    client.force_login(make_user("kiemtra", Role.INSPECTOR, committee))
    assert client.get(URL, {"xlsx": "1"}).status_code == 403


def test_by_how_they_stand(signed_in, meeting):
    record(
        meeting,
        tasks=[
            task("Muộn", due_on=day("2020-07-01")),
            task("Còn hạn", due_on=day("2020-07-02")),
            task("Xong", done_on=day("2020-07-02")),
        ],
    )
    told = {
        state: listed(signed_in, on="2020-07-02", state=state) for state in ("overdue", "done", "x")
    }
    assert told == {"overdue": ["Muộn"], "done": ["Xong"], "x": ["Muộn", "Còn hạn"]}


def test_what_the_committee_gave_the_cell(signed_in, meeting, committee, cell):
    record(meeting, tasks=[task("Của chi bộ")])
    record(open_meeting(committee, kind="committee"), tasks=[task("Đảng ủy giao", unit=cell)])
    assert sorted(listed(signed_in)) == ["Của chi bộ", "Đảng ủy giao"]
    assert listed(signed_in, giver="above") == ["Đảng ủy giao"]


def test_by_words_of_the_name_without_marks(signed_in, meeting, people):
    record(meeting, tasks=[task(str(person), assignee=person) for person in people])
    assert listed(signed_in, q="le binh") == ["Lê Văn Bình"]
    assert listed(signed_in, q="binh xuan") == []


def test_a_body_shows_everything_below_it(client, office, meeting, committee):
    record(meeting, tasks=[task("Chi bộ 1")])
    client.force_login(office)
    assert listed(client, on="2020-12-31", unit=committee.code) == ["Chi bộ 1"]
