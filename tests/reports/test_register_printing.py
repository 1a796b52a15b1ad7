"""Registers as PDF: asked for, with masked or whole numbers, of one unit or of each below."""

import io

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEvent
from cells.models import UnitKind
from members.models import Office
from papers.models import Book
from papers.tasks import join_book
from reports.documents.registers import document
from reports.figures import Scope
from reports.models import RegisterPrint
from reports.registers import REGISTERS, printing
from reports.tasks import print_register
from tests.conftest import day, found, make_member, make_user
from tests.papers.reading import pages_of

YEAR = "?unit=dang-bo&start=2020-01-01&end=2020-12-31"
REASON = "Đối chiếu số thẻ với cấp trên"


@pytest.fixture(autouse=True)
def roll(cell, second_cell):
    numbers = {"card_number": "00012345", "record_number": "123456AB", "citizen_id": "024080001234"}
    make_member("Nguyễn Văn An", unit=cell, **numbers)
    make_member("Lê Văn Bình", unit=second_cell)


def scope_of(unit) -> Scope:
    return Scope(unit, day("2020-01-01"), day("2020-12-31"))


def ask(unit, code="members", **how):
    return printing.ask(REGISTERS[code], scope_of(unit), by=None, **how)


def post(client, user, code="members", of="own", query=YEAR):
    client.force_login(user)
    return client.post(reverse("reports:register_pdf", args=[code, of]) + query)


def whole(client, user, query=YEAR, code="members", **sent):
    client.force_login(user)
    address = reverse("reports:register_whole", args=[code]) + query
    return client.post(address, {"made_as": "pdf"} | sent)


def print_all():
    for job in RegisterPrint.objects.all():
        print_register(job.pk)
    for book in Book.objects.all():
        join_book(book.pk)


def test_the_button_makes_a_job_that_prints_the_register(client, office, committee):
    response = post(client, office)
    job = RegisterPrint.objects.get()
    assert response.url == reverse("reports:register_job", args=[job.pk])
    assert (job.unit, job.register, job.reason, job.requested_by) == (committee, "members", "", office)
    print_register(job.pk)
    response = client.get(reverse("reports:register_download", args=[job.pk]))
    [text] = pages_of(response.content)
    assert "SỔ DANH SÁCH ĐẢNG VIÊN" in text
    assert "••••345" in text
    assert "00012345" not in text


def test_who_may_not_take_lists_away_or_sees_no_persons_gets_403(client, committee, upper_staff):
    for user in (make_user("kiemtra", "inspector", committee), upper_staff):
        assert post(client, user).status_code == 403
        assert whole(client, user, reason=REASON).status_code == 403
    assert RegisterPrint.objects.count() == 0


def test_whole_numbers_are_not_for_a_secretary(client, secretary):
    query = YEAR.replace("dang-bo", "chi-bo-1")
    assert post(client, secretary, query=query).status_code == 302
    assert whole(client, secretary, query=query, reason=REASON).status_code == 403


@pytest.mark.parametrize(
    ("code", "of", "query"),
    [
        ("none", "own", YEAR),
        ("members", "none", YEAR),
        ("members", "bodies", YEAR),
        ("members", "cells", YEAR.replace("dang-bo", "chi-bo-1")),
        ("members", "own", YEAR.replace("2020-12-31", "2019-12-31")),
        ("members", "own", YEAR.replace("dang-bo", "dang-bo-khac")),
    ],
)
def test_what_no_button_asks_for_is_404(client, office, foreign_cell, code, of, query):
    assert post(client, office, code, of, query).status_code == 404


def test_whole_numbers_want_a_reason_that_is_kept(client, office, committee):
    assert whole(client, office, of="own", reason="vì cần").context["form"].errors == {
        "reason": ["Ghi rõ lý do, ít nhất 10 ký tự."]
    }
    response = whole(client, office, of="own", reason=REASON)
    job = RegisterPrint.objects.get()
    assert response.url == reverse("reports:register_job", args=[job.pk])
    event = AuditEvent.objects.get(action="register.unmask")
    assert (event.by, event.record_id, event.fields, event.note) == (
        office,
        str(committee.pk),
        ["members"],
        REASON,
    )
    print_register(job.pk)
    [text] = pages_of(RegisterPrint.objects.get().read_pdf())
    assert "00012345" in text
    assert "123456AB" in text
    assert "024080001234" in text


def test_a_workbook_with_whole_numbers_is_made_at_once_and_logged(client, office, committee):
    response = whole(client, office, of="own", made_as="xlsx", reason=REASON)
    sheet = load_workbook(io.BytesIO(response.content)).active
    cells = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"00012345", "123456AB", "024080001234"} <= cells
    assert RegisterPrint.objects.count() == 0
    event = AuditEvent.objects.get(action="register.unmask")
    assert (event.by, event.record_id, event.fields, event.note) == (
        office,
        str(committee.pk),
        ["members"],
        REASON,
    )


def test_a_workbook_is_of_one_register_alone_and_wants_a_reason(client, office):
    response = whole(client, office, of="cells", made_as="xlsx", reason=REASON)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["made_as"])
    response = whole(client, office, of="own", made_as="xlsx", reason="vì")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])
    assert not AuditEvent.objects.filter(action="register.unmask").exists()


def test_a_file_with_whole_numbers_is_for_who_may_see_them(client, cell, office, secretary):
    job = ask(cell, reason=REASON)
    print_register(job.pk)
    address = reverse("reports:register_download", args=[job.pk])
    client.force_login(secretary)
    assert client.get(address).status_code == 403
    client.force_login(office)
    assert client.get(address).status_code == 200


def test_a_register_without_numbers_has_no_whole_form(client, office):
    assert whole(client, office, code="left", reason=REASON).status_code == 404


def test_who_belongs_elsewhere_gets_404(client, outsider, cell):
    job = ask(cell)
    client.force_login(outsider)
    for name in ("register_job", "register_download"):
        assert client.get(reverse(f"reports:{name}", args=[job.pk])).status_code == 404


def test_the_paper_has_head_day_and_both_signatures(committee, cell, office):
    secretary = make_member("Hoàng Thị Bí", unit=cell)
    Office.objects.take_up(
        member=secretary, unit=committee, kind="secretary", on=day("2020-01-01"), by=None
    )
    committee.rename(name="Đảng bộ mới", on=day("2021-01-01"), by=None)
    job = printing.ask(REGISTERS["members"], scope_of(committee), by=office)
    made = document(job)
    assert made["head"]["issuer"] == "Đảng ủy Trung tâm"
    assert made["subject"] == "Tính đến ngày 31/12/2020"
    assert made["signatures"] == {
        "left": {"authority": "", "title": "Người lập", "name": "vanphong"},
        "right": {"authority": "T/M Đảng ủy", "title": "bí thư", "name": "Hoàng Thị Bí"},
    }


@pytest.mark.parametrize("code", REGISTERS)
def test_every_register_fills_the_width_of_the_sheet(committee, code):
    made = document(ask(committee, code))
    for block in made["blocks"]:
        assert sum(column["width"] for column in block.get("columns", [])) in (0, 252)


def test_an_empty_register_says_so(committee):
    assert document(ask(committee, "died"))["blocks"] == [
        {"kind": "text", "text": "Trong kỳ không phát sinh."}
    ]


def test_a_long_register_is_a_book_of_slices(committee, monkeypatch):
    monkeypatch.setattr(printing, "ROWS_AT_ONCE", 1)
    book = ask(committee)
    parts = RegisterPrint.objects.order_by("pk")
    assert [(part.first, part.until, part.in_book) for part in parts] == [(0, 1, True), (1, None, True)]
    assert [part.title for part in book.parts.all()] == ["dòng 1 đến 1", "dòng 2 đến 2"]
    first, last = map(document, parts)
    rows = [made["blocks"][0]["rows"][0] for made in (first, last)]
    assert [row[0]["text"] + row[1]["text"] for row in rows] == ["1Nguyễn Văn An", "2Lê Văn Bình"]
    assert (first["is_begun"], first["is_ended"], first["signatures"]) == (True, False, None)
    assert (last["is_begun"], last["is_ended"]) == (False, True)


def test_all_cells_are_bound_in_one_book(client, office, committee):
    response = post(client, office, of="cells")
    book = Book.objects.get()
    assert response.url == reverse("reports:book_detail", args=[book.pk])
    assert (book.title, book.asks) == ("Sổ danh sách đảng viên: từng chi bộ", "member.export")
    print_all()
    response = client.get(reverse("reports:book_download", args=[book.pk]))
    contents, first, second = pages_of(response.content)
    assert "Chi bộ 1" in contents
    assert "Chi bộ 2" in contents
    assert "Nguyễn Văn An" in first
    assert "Lê Văn Bình" in second


def test_a_book_with_whole_numbers_asks_for_the_right_to_them(client, office, leader):
    whole(client, office, of="cells", reason=REASON)
    book = Book.objects.get()
    assert book.asks == "member.unmask"
    assert set(RegisterPrint.objects.values_list("reason", flat=True)) == {REASON}
    client.force_login(leader)
    assert client.get(reverse("reports:book_detail", args=[book.pk])).status_code == 403


def test_below_are_the_units_of_the_last_day(committee, cell, second_cell):
    found("chi-bo-9", UnitKind.CELL, "Chi bộ 9", parent=committee, number=9, on=day("2021-01-01"))
    assert printing.units_below(scope_of(committee)) == {"cells": [cell, second_cell], "bodies": []}


def test_an_upper_level_binds_its_bodies_too(db):
    top = found("cap-tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ Sở")
    body = found("co-so", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ A", parent=top)
    below = found("co-so-1", UnitKind.CELL, "Chi bộ 1", parent=body, number=1)
    assert printing.units_below(scope_of(top)) == {"cells": [below], "bodies": [body]}


def test_the_page_offers_what_may_be_asked_for(client, office, leader, secretary):
    def offered(user, query=YEAR):
        client.force_login(user)
        return client.get(reverse("reports:register_detail", args=["members"]) + query).text

    assert "PDF tất cả chi bộ" in offered(office)
    assert "PDF, Excel ghi số đầy đủ" in offered(office)
    assert "PDF, Excel ghi số đầy đủ" not in offered(leader)
    assert "PDF tất cả chi bộ" not in offered(secretary, YEAR.replace("dang-bo", "chi-bo-1"))


def test_the_number_of_queries_of_a_book_does_not_grow(client, office, committee, cell):
    client.force_login(office)
    counts = []
    for number in (3, 4, 5):
        book = ask(committee, of="cells")
        address = reverse("reports:book_detail", args=[book.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
        print_all()
        found(f"chi-bo-{number}", UnitKind.CELL, f"Chi bộ {number}", parent=committee, number=number)
    assert counts[0] == counts[2]
    assert counts[0] <= 12


def test_a_register_is_laid_across(cell):
    print_register(ask(cell).pk)
    with pikepdf.open(io.BytesIO(RegisterPrint.objects.get().read_pdf())) as made:
        _, _, width, height = map(float, made.pages[0].mediabox)
    assert width > height
