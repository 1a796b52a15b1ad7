"""A list as a workbook: what stands in it, and that nothing in it runs."""

import datetime
import io
import time

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import ResolverMatch
from openpyxl import load_workbook

from accounts.models import AuditEvent
from cells.listing import EXPORTS_PER_HOUR, may_export, xlsx_response
from cells.models import Assignment
from cells.rights import Role
from common.tables import Table
from common.workbook import safe, workbook
from tests.conftest import START, day

TABLE = Table(
    [
        ("Họ và tên", lambda row: row[0]),
        ("Ngày sinh", lambda row: row[1]),
        ("Số buổi", lambda row: row[2]),
    ]
)
ROW = ("Nguyễn Văn An", day("1980-05-20"), 12)


def sheet_of(content):
    return load_workbook(io.BytesIO(content)).active


def asked(rf, user):
    request = rf.get("/members/", {"xlsx": "1"})
    request.user = user
    request.resolver_match = ResolverMatch(None, (), {}, "member_list", namespaces=["members"])
    return request


def test_title_headings_and_numbered_rows():
    sheet = sheet_of(workbook(TABLE, [ROW, ROW], ["Đảng viên", "Chi bộ 1", "Lập lúc"]))
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    born = datetime.datetime(1980, 5, 20)
    assert rows == [
        ["Đảng viên", None, None, None],
        ["Chi bộ 1", None, None, None],
        ["Lập lúc", None, None, None],
        ["Số thứ tự", "Họ và tên", "Ngày sinh", "Số buổi"],
        [1, "Nguyễn Văn An", born, 12],
        [2, "Nguyễn Văn An", born, 12],
    ]
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$4:$4"


def test_dates_are_dates_in_the_usual_form():
    cell = sheet_of(workbook(TABLE, [ROW], ["", "", ""]))["C5"]
    assert (cell.is_date, cell.number_format) == (True, "dd/mm/yyyy")


def test_nothing_is_an_empty_cell():
    sheet = sheet_of(workbook(TABLE, [("A", None, None)], ["", "", ""]))
    assert [cell.value for cell in sheet[5]] == [1, "A", None, None]


@pytest.mark.parametrize("first", ["=", "+", "-", "@"])
def test_what_looks_like_a_formula_is_text(first):
    cell = sheet_of(workbook(TABLE, [(f"{first}1+1", None, None)], ["", "", ""]))["B5"]
    assert (cell.data_type, cell.value) == ("s", f"'{first}1+1")


def test_formulas_are_text_in_titles_too():
    sheet = sheet_of(workbook(TABLE, [], ["=1", "=2", "=3"]))
    assert [sheet[f"A{row}"].value for row in (1, 2, 3)] == ["'=1", "'=2", "'=3"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("\x00=1", "'=1"), ("a=1", "a=1"), ("a\x0bb", "ab")],
)
def test_signs_that_no_sheet_holds_are_dropped_first(text, kept):
    assert safe(text) == kept


def test_the_answer_is_a_file_under_its_vietnamese_title(rf, office):
    response = xlsx_response(asked(rf, office), TABLE, [ROW], title="Đảng viên ngày 31/12/2020")
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%C4%90%E1%BA%A3ng%20vi%C3%AAn%20ng%C3%A0y%2031-12-2020.xlsx"
    )
    assert sheet_of(response.content)["A1"].value == "Đảng viên ngày 31/12/2020"


def test_taking_a_list_away_is_logged_with_the_name_of_its_page(rf, office):
    xlsx_response(asked(rf, office), TABLE, [ROW], title="Đảng viên")
    event = AuditEvent.objects.get(action="list.export")
    assert (event.by, event.record_id, event.fields) == (
        office,
        str(office.pk),
        ["members:member_list"],
    )


def test_after_so_many_in_an_hour_the_next_one_waits(rf, office):
    request = asked(rf, office)
    for _ in range(EXPORTS_PER_HOUR - 1):
        AuditEvent.objects.create(by=office, action="list.export", record="x", record_id="1")
    assert xlsx_response(request, TABLE, [ROW], title="A").status_code == 200
    assert xlsx_response(request, TABLE, [ROW], title="A").status_code == 429
    AuditEvent.objects.update(at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    assert xlsx_response(request, TABLE, [ROW], title="A").status_code == 200


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.SECRETARY, True),
        (Role.OFFICE, True),
        (Role.LEADER, True),
        (Role.INSPECTOR, False),
        (Role.UPPER_STAFF, False),
        (Role.ADMIN, False),
        (Role.MEMBER, False),
    ],
)
def test_who_may_take_away_lists_of_persons(cell, django_user_model, role, may):
    user = django_user_model.objects.create_user("ai")
    Assignment.objects.create(user=user, unit=cell, role=role, starts_on=START)
    assert may_export(user) == may


def test_the_right_below_does_not_open_what_is_only_seen_above(secretary, committee):
    Assignment.objects.create(user=secretary, unit=committee, role=Role.INSPECTOR, starts_on=START)
    assert not may_export(secretary)


def test_the_right_above_holds_for_what_is_seen_below(office, cell):
    Assignment.objects.create(user=office, unit=cell, role=Role.INSPECTOR, starts_on=START)
    assert may_export(office)


def test_without_the_right_names_are_refused_and_other_lists_given(rf, upper_staff):
    with pytest.raises(PermissionDenied):
        xlsx_response(asked(rf, upper_staff), TABLE, [ROW], title="A")
    units = Table([("Tên", lambda row: row[0])], names_persons=False)
    assert xlsx_response(asked(rf, upper_staff), units, [ROW], title="A").status_code == 200


def test_five_thousand_rows_within_three_seconds():
    table = Table(TABLE.columns * 4)
    started = time.process_time()
    workbook(table, [ROW] * 5000, ["", "", ""])
    assert time.process_time() - started < 3
