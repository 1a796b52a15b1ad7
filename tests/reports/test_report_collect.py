"""Which bodies below have issued, and asking them."""

import pytest
from django.urls import reverse

from cells.models import Term, UnitKind
from cells.rights import Role
from reports.models import ReportRequest
from reports.reading.desk import desk_of
from reports.reading.due import due_at
from tests.conftest import day, found, make_user
from tests.reports.conftest import issue, start
from tests.reports.test_request import ask

URL = reverse("reports:report_collect")
ASKED = {"unit": "dang-bo", "kind": "year-end", "start": "2025-01-01", "end": "2025-12-31"}
ASK = reverse("reports:request_ask", args=["dang-bo"])
FORM = {"kind": "year-end", "starts_on": "01/01/2025", "ends_on": "31/12/2025"}


def get(client, user, **changes):
    client.force_login(user)
    return client.get(URL, ASKED | changes)


def issued_by(unit, by):
    Term.objects.create(unit=unit, name="2025-2027", congress_on="2025-01-10")
    report = start(unit, by=by)
    issue(report, by=by)
    return report


def lines(response) -> list[tuple]:
    return [(body.name, body.state.name, body.is_late) for body in response.context["bodies"]]


def test_each_body_is_told_with_how_far_it_is(
    client, committee, cell, second_cell, leader, upper_staff
):
    third = found("chi-bo-3", UnitKind.CELL, "Chi bộ 3", parent=committee, number=3)
    report = issued_by(cell, leader)
    start(second_cell, by=leader).write("strengths", "Rất kín", revision=0, by=leader)
    response = get(client, upper_staff)
    assert lines(response) == [
        ("Chi bộ 1", "ISSUED", False),
        ("Chi bộ 2", "DRAFTING", False),
        (third.name, "NONE", False),
    ]
    said = response.content.decode()
    assert response.context["sum"] == "Có 3 đơn vị: 1 đã ban hành, 1 đang soạn, 1 chưa lập."
    assert reverse("reports:report_detail", args=[report.pk]) in said
    assert ("Rất kín" in said, report.full_number in said) == (False, True)
    report.send(sent_on=day("2026-01-13"), sent_to="Đảng ủy", by=leader)
    assert lines(get(client, upper_staff))[0] == ("Chi bộ 1", "SENT", False)


@pytest.mark.parametrize(("due_on", "is_late"), [("2026-01-11", True), ("2026-01-12", False)])
def test_issued_after_the_day_is_late(client, committee, cell, leader, office, due_on, is_late):
    ask(committee, due_on=day(due_on))
    issued_by(cell, leader)
    assert lines(get(client, office)) == [("Chi bộ 1", "ISSUED", is_late)]


def test_who_has_left_owes_nothing(client, committee, cell, foreign_cell, leader, office):
    issued_by(cell, leader)
    ask(committee)
    cell.move(under=foreign_cell.versions.get().parent, on=day("2026-02-01"), by=None)
    assert lines(get(client, office)) == [("Chi bộ 1", "GONE", False)]


def test_a_body_of_another_time_is_not_listed(client, committee, cell, office):
    assert lines(get(client, office, start="2018-01-01", end="2018-12-31")) == []


def test_an_outsider_does_not_find_the_unit(client, committee, cell, outsider):
    response = get(client, outsider)
    assert (response.status_code, "bodies" in response.context) == (200, False)
    client.force_login(outsider)
    assert client.get(ASK).status_code == 404


def test_a_secretary_collects_nothing(client, secretary):
    assert get(client, secretary).status_code == 403


def test_a_leader_reads_and_does_not_ask(client, committee, cell, leader):
    assert ASK not in get(client, leader).content.decode()
    assert client.get(ASK).status_code == 403


def test_bad_input_is_told(client, committee, office):
    response = get(client, office, end="2024-01-01")
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["end"])
    client.force_login(office)
    response = client.post(ASK, FORM | {"due_on": "31/12/2024"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["due_on"])


def test_the_office_asks_changes_and_withdraws(client, committee, cell, office):
    client.force_login(office)
    client.post(ASK, FORM | {"due_on": "10/01/2026", "note": "Gửi bản ký"})
    asked = ReportRequest.objects.get()
    assert (asked.due_on, asked.asked_by) == (day("2026-01-10"), office)
    client.post(reverse("reports:request_edit", args=[asked.pk]), {"due_on": "12/01/2026", "note": ""})
    asked.refresh_from_db()
    assert (asked.due_on, asked.note) == (day("2026-01-12"), "")
    assert get(client, office).context["asked"] == asked
    client.post(reverse("reports:request_withdraw", args=[asked.pk]), {"reason": "Nhầm"})
    assert get(client, office).context["asked"] is None


def test_a_cell_has_nobody_to_ask(client, cell, office):
    client.force_login(office)
    assert client.get(reverse("reports:request_ask", args=[cell.code])).status_code == 404


def test_the_workbook_has_a_row_for_each_body(client, committee, cell, second_cell, office):
    assert get(client, office, xlsx="1").status_code == 200


def test_the_body_begins_the_report_that_is_asked_of_it(client, committee, cell, secretary):
    ask(committee, kind="quarter", ends_on=day("2025-03-31"), due_on=day("2025-04-05"))
    client.force_login(secretary)
    [(unit, asked)] = client.get(reverse("reports:report_list")).context["waiting"]
    assert (unit, str(asked)) == (cell, "Báo cáo quý I năm 2025")
    secretary.working_year = 2025
    secretary.save()
    [item] = [one for one in due_at(desk_of(secretary, cell)) if "yêu cầu" in one.text]
    assert item.text == "Cấp trên yêu cầu Báo cáo quý I năm 2025, hạn gửi 05/04/2025."
    initial = client.get(item.url).context["form"].initial
    assert initial == {
        "unit": cell,
        "kind": "quarter",
        "starts_on": day("2025-01-01"),
        "ends_on": day("2025-03-31"),
    }


@pytest.mark.parametrize(("due_on", "number"), [("2025-12-30", 1), ("2025-12-31", 0)])
def test_who_asked_is_told_of_late_bodies(
    committee, cell, second_cell, leader, office, upper_staff, due_on, number
):
    ask(committee, due_on=day(due_on))
    issued_by(cell, leader)
    for user in (office, upper_staff):
        user.working_year = 2025
        user.save()
        told = f"Còn {number} đơn vị trực thuộc quá hạn gửi báo cáo."
        assert (told in [one.text for one in due_at(desk_of(user, committee))]) is bool(number)


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(client, committee, cell, leader, rows, django_assert_num_queries):
    staff = make_user("chuyenvien", Role.UPPER_STAFF, committee)
    ask(committee)
    issued_by(cell, leader)
    for number in range(2, rows + 1):
        unit = found(f"chi-bo-{number}", UnitKind.CELL, f"Chi bộ {number}", parent=committee)
        issued_by(unit, leader)
    get(client, staff)
    with django_assert_num_queries(9):
        client.get(URL, ASKED)


def test_days_outside_are_the_usual_ones(client, committee, cell, secretary):
    client.force_login(secretary)
    url = reverse("reports:report_create")
    form = client.get(url, {"kind": "x", "starts_on": "hôm nay", "unit": "dang-bo"}).context["form"]
    assert (form.initial["kind"], "unit" in form.initial) == ("year-end", False)
    assert form.initial["starts_on"] == day(f"{secretary.year}-01-01")
