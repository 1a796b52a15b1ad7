"""The cells of a committee when its records begin, all on one page."""

import pytest
from django.urls import reverse

from cells.models import Unit
from tests.conftest import START, day

EMPTY = {"cell-TOTAL_FORMS": "20", "cell-INITIAL_FORMS": "0"}


@pytest.fixture
def url(committee):
    return reverse("organisation:cells_found", args=[committee.code])


def lines(*rows: dict) -> dict:
    return EMPTY | {
        f"cell-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()
    }


def test_each_line_is_a_cell(client, office, committee, url):
    client.force_login(office)
    young = {"name": "Chi bộ Trạm y tế", "founded_on": "01/06/2020"}
    typed = lines({"number": "1"}, {"number": "2", "name": "Chi bộ Khoa Nội"}, {}, young)
    assert client.post(url, typed | {"on": "01/01/2019"}).url == reverse("reports:first_steps")
    cells = Unit.objects.cells().under(committee).order_by("pk")
    assert list(cells.values_list("name", "number", "founded_on", "kind")) == [
        ("Chi bộ 1", 1, START, "cell"),
        ("Chi bộ Khoa Nội", 2, START, "cell"),
        ("Chi bộ Trạm y tế", None, day("2020-06-01"), "cell"),
    ]
    assert cells[0].version_on(START).parent == committee


def test_the_day_of_the_committee_is_proposed(client, office, committee, url):
    client.force_login(office)
    assert client.get(url).context["form"]["on"].initial == committee.founded_on


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), "Ghi ít nhất một chi bộ."),
        (({"number": "1"}, {"number": "1"}), "Đã có Chi bộ 1."),
        (({"number": "-3"},), "Xem lại các dòng chi bộ."),
        (({"number": "1", "founded_on": "31/02/2020"},), "Xem lại các dòng chi bộ."),
    ],
)
def test_bad_input_makes_no_cell_and_keeps_what_was_typed(client, office, committee, url, rows, said):
    client.force_login(office)
    answer = client.post(url, lines(*rows) | {"on": "01/01/2019"})
    assert (answer.status_code, Unit.objects.cells().count()) == (422, 0)
    assert said in answer.content.decode()


def test_a_cell_before_the_committee_is_refused_and_nothing_stays(client, office, committee, url):
    client.force_login(office)
    rows = lines({"number": "1"}, {"number": "2", "founded_on": "01/01/2018"})
    assert client.post(url, rows | {"on": "01/01/2019"}).status_code == 422
    assert Unit.objects.cells().count() == 0


def test_a_name_in_use_is_refused(client, office, committee, cell, url):
    client.force_login(office)
    assert client.post(url, lines({"number": "1"}) | {"on": "01/01/2019"}).status_code == 422
    assert Unit.objects.cells().count() == 1


def test_a_cell_has_none_below(client, office, cell):
    client.force_login(office)
    assert client.get(reverse("organisation:cells_found", args=[cell.code])).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("leader", 403)])
def test_outsider_gets_404_and_leader_403(client, url, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url, lines({"number": "1"}) | {"on": "01/01/2019"}).status_code == status
    assert Unit.objects.under(Unit.objects.get(code="dang-bo")).count() == 1
