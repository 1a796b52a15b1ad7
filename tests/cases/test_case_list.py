"""Thủ tục đang giải quyết: open cases, finished ones, and confirmations to be opened."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.models import Case
from tests.cases.test_case import confirmation, on_probation
from tests.conftest import day, make_user

URL = reverse("cases:case_list")


@pytest.fixture
def cases(cell, second_cell):
    """An admission in the first cell, a confirmation in the second one."""
    admission = Case.objects.note(unit=cell, full_name="Lê Thị Hoa", on=day("2020-01-10"), by=None)
    return [confirmation(on_probation(second_cell)), admission]


def listed(client, user, **query):
    client.force_login(user)
    page = client.get(URL, {"on": "2020-06-20"} | query).context["page"]
    return [work.case for work in page]


def to_open(client, user, **query):
    client.force_login(user)
    rows = client.get(URL, {"on": "2020-06-20"} | query).context["to_open"]
    return [spell.member.full_name for spell, due, may_open in rows]


def test_the_most_pressing_first_and_marked_with_words(client, office, cases):
    assert listed(client, office) == cases
    text = client.get(URL, {"on": "2020-06-20"}).text
    assert "quá hạn 1 ngày" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "confirmation"}, [0]),
        ({"kind": "admission"}, [1]),
        ({"unit": "chi-bo-1"}, [1]),
        ({"unit": "dang-bo"}, [0, 1]),
        ({"who": "cell"}, [0, 1]),
        ({"who": "committee"}, []),
        ({"state": "closed"}, []),
        ({"on": "2020-03-19"}, [1]),
        ({"kind": "khac"}, []),
    ],
)
def test_narrowed_by_the_address(client, office, cases, query, found):
    assert listed(client, office, **query) == [cases[number] for number in found]


def test_finished_in_the_year_until_the_day(client, office, cases):
    cases[1].stop(on=day("2020-06-01"), reason="Chuyển công tác", by=None)
    closed = {"state": "closed", "on": "2020-06-01"}
    assert listed(client, office, **closed) == [cases[1]]
    assert listed(client, office, **closed | {"on": "2020-05-31"}) == []
    assert listed(client, office, **closed | {"on": "2021-06-01"}) == []
    assert "Chuyển công tác" in client.get(URL, closed).text


def test_confirmations_to_be_opened_are_offered(client, secretary, office, cell):
    member = on_probation(cell)
    assert to_open(client, secretary, on="2020-03-21") == ["Bùi Thị Hà"]
    assert to_open(client, secretary, on="2020-03-20") == []
    for elsewhere in ({"kind": "admission"}, {"who": "committee"}, {"state": "closed"}):
        assert to_open(client, secretary, **elsewhere) == []
    opened = client.post(
        reverse("cases:case_open", args=[member.pk, "confirmation"]), {"on": "2020-06-20"}
    )
    assert opened.headers["Location"] == reverse("cases:case_detail", args=[Case.objects.get().pk])
    assert to_open(client, office) == []


def test_a_leader_sees_and_opens_nothing(client, leader, cell):
    on_probation(cell)
    client.force_login(leader)
    response = client.get(URL, {"on": "2020-06-20"})
    assert [may_open for *rest, may_open in response.context["to_open"]] == [False]
    assert reverse("cases:candidate_note") not in response.text


def test_a_secretary_sees_the_own_cell_and_an_outsider_nothing(client, secretary, outsider, cases):
    assert listed(client, secretary) == [cases[1]]
    assert listed(client, outsider) == []


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_counting_and_administration_get_403(client, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403


def test_taken_away_as_filtered(client, office, cases):
    client.force_login(office)
    response = client.get(URL, {"on": "2020-06-20", "kind": "confirmation", "xlsx": "1"})
    sheet = load_workbook(io.BytesIO(response.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[1:4] for row in rows] == [["Bùi Thị Hà", "Công nhận đảng viên chính thức", "Chi bộ 2"]]


def test_an_inspector_takes_no_list_of_persons(client, committee, cases):
    client.force_login(make_user("kiemtra", "inspector", committee))
    assert client.get(URL, {"xlsx": "1"}).status_code == 403


def test_an_empty_list_says_what_to_do(client, secretary):
    client.force_login(secretary)
    assert "bấm “Đưa vào danh sách quần chúng ưu tú”" in client.get(URL).text


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries(client, office, cell, number, django_assert_num_queries):
    for name in ("Lê Thị Hoa", "Lê Thị Lan", "Lê Thị Mai")[:number]:
        Case.objects.note(unit=cell, full_name=name, on=day("2020-01-10"), by=None)
        on_probation(cell, name)
    client.force_login(office)
    client.get(URL)  # the first page of a session also writes it
    with django_assert_num_queries(9):
        client.get(URL)


def test_the_host_of_a_guest_lists_none_of_the_guests_cases(
    client, secretary, other_secretary, cell, second_cell
):
    guest = on_probation(cell)
    guest.join(second_cell, on=day("2020-02-03"), by=None, came_by="transfer", kind="temporary")
    case = confirmation(guest)
    assert listed(client, secretary) == [case]
    assert listed(client, other_secretary) == []
