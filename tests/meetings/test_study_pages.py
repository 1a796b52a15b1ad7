"""Đợt học tập, quán triệt: the record and its pages."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from meetings.models import StudySession
from reports.figures import Ratio, Scope, compute
from tests.conftest import day
from tests.workbooks import taken

FACTS = {
    "held_on": "05/03/2020",
    "subject": "Nghị  quyết 18",
    "due": "20",
    "attended": "19",
    "note": "",
}
LIST = reverse("meetings:study_list")


def record(unit, **facts) -> StudySession:
    usual = {"held_on": day("2020-03-05"), "subject": "Nghị quyết 18", "due": 20, "attended": 19}
    return StudySession.objects.record(unit=unit, by=None, **usual | facts)


def url(name, *args, **query):
    return reverse(f"meetings:study_{name}", args=args, query=query)


def get(client, user, address, data=None):
    client.force_login(user)
    return client.get(address, data)


def post(client, user, address, data=None):
    client.force_login(user)
    return client.post(address, data or {})


def test_a_secretary_records_of_the_own_cell(client, secretary, cell):
    assert post(client, secretary, url("add"), FACTS).url == f"{LIST}?year=2020"
    made = StudySession.objects.get()
    assert (made.unit, made.subject, made.due, made.attended) == (cell, "Nghị quyết 18", 20, 19)


def test_the_office_chooses_the_unit(client, office, committee, cell):
    assert "Tiếp tục" in get(client, office, url("add")).text
    post(client, office, url("add", unit=cell.code), FACTS)
    assert StudySession.objects.get().unit == cell


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"attended": "21"}, "attended"),
        ({"due": ""}, "due"),
        ({"subject": ""}, "subject"),
        ({"held_on": "05/03/2099"}, "held_on"),
        ({"held_on": "31/12/2018"}, "held_on"),
    ],
)
def test_bad_input_is_told_at_its_field(client, secretary, cell, changes, field):
    response = post(client, secretary, url("add"), FACTS | changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_the_same_session_twice_is_refused(client, secretary, cell):
    record(cell)
    response = post(client, secretary, url("add"), FACTS)
    assert (response.status_code, StudySession.objects.count()) == (422, 1)


def test_correcting_and_withdrawing(client, secretary, cell):
    session = record(cell)
    assert (
        post(client, secretary, url("edit", session.pk), FACTS | {"attended": "18"}).status_code == 302
    )
    assert StudySession.objects.get().attended == 18
    assert post(client, secretary, url("withdraw", session.pk)).status_code == 302
    assert StudySession.objects.count() == 0
    with pytest.raises(ValidationError):
        session.withdraw(by=None)


def test_who_may(client, leader, other_secretary, outsider, cell):
    session = record(cell)
    for user, status in ((leader, 403), (other_secretary, 404), (outsider, 404)):
        assert get(client, user, url("edit", session.pk)).status_code == status
        assert post(client, user, url("withdraw", session.pk)).status_code == status
    assert get(client, leader, url("add")).status_code == 403


def test_the_list_is_of_the_year_and_of_what_is_seen(client, leader, secretary, cell, second_cell):
    one, two = record(cell), record(second_cell)
    record(cell, held_on=day("2019-12-31"))
    assert list(get(client, leader, LIST, {"year": "2020"}).context["page"]) == [two, one]
    assert list(get(client, secretary, LIST, {"year": "2020"}).context["page"]) == [one]
    narrowed = {"year": "2020", "unit": "chi-bo-2"}
    assert list(get(client, leader, LIST, narrowed).context["page"]) == [two]
    assert "chưa ghi đợt học tập" in get(client, leader, LIST, {"year": "2018"}).text


def test_the_workbook(client, office, cell):
    record(cell)
    client.force_login(office)
    title, [row] = taken(client, LIST, year="2020")
    assert (title, row[0], row[3:5]) == ("Học tập, quán triệt năm 2020", "Nghị quyết 18", [20, 19])


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, cell, count, django_assert_num_queries):
    for number in range(count):
        record(cell, subject=f"Nghị quyết {number}")
    get(client, office, LIST, {"year": "2020"})  # the first request writes the session
    with django_assert_num_queries(7):
        client.get(LIST, {"year": "2020"})


def test_more_cannot_come_than_had_to(cell):
    session = record(cell)
    with pytest.raises(IntegrityError), transaction.atomic():
        StudySession.objects.filter(pk=session.pk).update(attended=21)


@pytest.mark.parametrize(
    ("days", "values"),
    [
        (("2020-01-01", "2020-12-31"), [2, Ratio(28, 30)]),
        (("2020-03-06", "2020-12-31"), [1, Ratio(9, 10)]),
        (("2020-04-02", "2020-12-31"), [0, Ratio(None, None)]),
    ],
)
def test_figures(committee, cell, days, values):
    record(cell)
    record(committee, held_on=day("2020-04-01"), due=10, attended=9)
    codes = ["studies.sessions", "studies.attendance"]
    assert list(compute(Scope(committee, *map(day, days)), codes).values()) == values
