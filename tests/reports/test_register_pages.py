"""The list of registers, one book on the screen, in print and as a workbook."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEvent
from reports.registers import REGISTERS
from tests.conftest import day, make_member, make_user

YEAR = {"unit": "dang-bo", "start": "2020-01-01", "end": "2020-12-31"}


def get(client, user, view="register_detail", code="members", **changes):
    client.force_login(user)
    args = [] if view == "register_list" else [code]
    return client.get(reverse(f"reports:{view}", args=args), YEAR | changes)


def names(response) -> list[str]:
    return [cells[0][1] for cells, _ in response.context["lines"]]


@pytest.fixture
def many(cell):
    """51 members: one more than a page."""
    for number in range(51):
        make_member(f"Nguyễn Văn An {number}", unit=cell)


def test_the_list_counts_the_lines_of_each(client, office, cell):
    make_member(unit=cell)
    response = get(client, office, view="register_list")
    counts = {register.code: count for register, count in response.context["registers"]}
    assert counts == dict.fromkeys(REGISTERS, 0) | {"members": 1, "outlines": 1}


def test_the_screen_shows_a_page_and_the_print_all(client, office, many):
    assert len(names(get(client, office))) == 50
    assert len(names(get(client, office, page="2"))) == 1
    assert len(names(get(client, office, view="register_print"))) == 51


def test_the_print_has_the_heading_of_that_day_and_no_menu(client, office, committee, cell):
    make_member(unit=cell)
    committee.rename(name="Đảng bộ mới", on=day("2021-01-01"), by=None)
    text = get(client, office, view="register_print").content.decode()
    assert "<strong>Đảng bộ Trung tâm</strong>" in text
    assert ">Sổ danh sách đảng viên</h1>" in text
    assert "app-bar" not in text


def test_the_workbook_holds_all_lines(client, office, many):
    response = get(client, office, xlsx="1")
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert rows[0][0] == "Sổ danh sách đảng viên"
    assert len(rows) == 4 + 51


def test_every_reading_is_logged_with_the_book(client, office, committee, cell):
    get(client, office, code="left")
    get(client, office, view="register_print", code="died")
    events = AuditEvent.objects.filter(action="register.read").order_by("pk")
    assert [(event.by, event.record_id, event.fields) for event in events] == [
        (office, str(committee.pk), ["left"]),
        (office, str(committee.pk), ["died"]),
    ]


@pytest.mark.parametrize("code", REGISTERS)
def test_every_book_opens_also_when_it_is_empty(client, office, cell, code):
    assert "Sổ chưa có dòng nào" in get(client, office, code=code).content.decode()
    assert get(client, office, view="register_print", code=code).status_code == 200


def test_a_secretary_reads_the_books_of_the_own_cell_only(client, secretary, cell, second_cell):
    make_member("Nguyễn Văn An", unit=cell)
    make_member("Lê Văn Bình", unit=second_cell)
    assert names(get(client, secretary, unit="chi-bo-1")) == ["Nguyễn Văn An"]
    for unit in ("chi-bo-2", "dang-bo"):
        assert list(get(client, secretary, unit=unit).context["form"].errors) == ["unit"]
        assert get(client, secretary, view="register_print", unit=unit).status_code == 404


@pytest.mark.parametrize("view", ["register_list", "register_detail", "register_print"])
@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_who_sees_no_persons_gets_403(client, who, request, cell, view):
    assert get(client, request.getfixturevalue(who), view=view).status_code == 403


def test_who_may_not_take_lists_away_reads_but_gets_no_file(client, committee, cell):
    inspector = make_user("kiemtra", "inspector", committee)
    assert get(client, inspector).context["may_export"] is False
    assert get(client, inspector, xlsx="1").status_code == 403


def test_an_unknown_book_is_404(client, office, cell):
    assert get(client, office, code="none").status_code == 404


@pytest.mark.parametrize("wrong", [{"end": "2019-01-01"}, {"start": "31/02/2020"}, {"unit": ""}])
def test_what_makes_no_sense_shows_the_form_again(client, office, cell, wrong):
    response = get(client, office, **wrong)
    assert list(response.context["form"].errors) == [*wrong]
    assert get(client, office, view="register_print", **wrong).status_code == 404


@pytest.mark.parametrize("view", ["register_list", "register_detail", "register_print"])
def test_the_number_of_queries_does_not_grow(client, office, cell, view):
    get(client, office, view=view)
    args = [] if view == "register_list" else ["members"]
    counts = []
    for name in ("Nguyễn Văn An", "Lê Văn Bình", "Vũ Văn Chiến"):
        make_member(name, unit=cell)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"reports:{view}", args=args), YEAR)
        counts.append(len(queries))
    assert counts[0] == counts[2]
    assert counts[0] <= 12
