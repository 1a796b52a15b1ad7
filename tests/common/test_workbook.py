"""A list as a workbook: what stands in it, and that nothing in it runs."""

import datetime
import io

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


def test_the_list_can_be_sent_on_as_it_is():
    """Lines around what is in the list, long texts within their column, a filter on the headings."""
    table = Table([("Họ và tên", lambda row: row[0]), ("Số thẻ", lambda row: row[1])])
    sheet = sheet_of(workbook(table, [("Lê Văn " + "Anh " * 30, "00123456")] * 2, ["A", "B", "C"]))
    assert sheet.auto_filter.ref == "A4:C6"
    for row in sheet.iter_rows():
        for cell in row:
            is_in_list = cell.row >= 4
            assert (cell.border.left.style == "thin", bool(cell.alignment.wrap_text)) == (
                is_in_list,
                is_in_list,
            )
    assert sheet["A1"].font.bold and sheet["B4"].font.bold and not sheet["B5"].font.bold
    assert (sheet.column_dimensions["B"].width, sheet.row_dimensions[5].height) == (50, 45)


def test_a_number_of_digits_keeps_its_zeros_when_it_is_typed_over():
    table = Table([("Số thẻ", lambda row: row)])
    sheet = sheet_of(workbook(table, ["00123456", "Chưa có", 7], ["A", "B", "C"]))
    cells = [sheet[f"B{row}"] for row in (5, 6, 7)]
    assert [(cell.value, cell.number_format) for cell in cells] == [
        ("00123456", "@"),
        ("Chưa có", "General"),
        (7, "General"),
    ]


def test_the_file_says_whose_list_it_is_and_when_it_was_made(rf, office):
    response = xlsx_response(asked(rf, office), TABLE, [ROW], title="Đảng viên")
    said = sheet_of(response.content)["A3"].value
    assert said.startswith("Đảng bộ Trung tâm. Lập lúc ")
    assert said.endswith(f"Người lập: {office.full_name}.")


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
