"""The pages of targets."""

from decimal import Decimal

import pytest
from django.urls import reverse

from cells.rights import Role
from members.models import CameBy
from reports.models import Target, TargetResult
from tests.conftest import day, make_member, make_user
from tests.reports.test_target import set_free, set_target
from tests.workbooks import taken

FACTS = {
    "code": "moves.admitted",
    "name": "",
    "measure": "",
    "starts_on": "01/01/2020",
    "ends_on": "31/12/2020",
    "plan": "5",
    "minimum": "",
    "maximum": "",
    "direction": "at_least",
    "source": "Nghị quyết số 15-NQ/ĐU",
}
YEAR = {"unit": "dang-bo", "year": "2020"}


def url(name, *args):
    return reverse(f"reports:target_{name}", args=args)


def get(client, user, address, query=None):
    client.force_login(user)
    return client.get(address, query)


def post(client, user, address, data=None):
    client.force_login(user)
    return client.post(address, data or {})


def admit(cell, on):
    make_member(f"Nguyễn Văn {on}").join(cell, on=day(on), by=None, came_by=CameBy.ADMISSION)


# --- The list --------------------------------------------------------------------------------------


def test_the_list_shows_planned_done_and_verdict(client, leader, committee, cell):
    for on in ("2020-03-05", "2020-04-05", "2020-05-05"):
        admit(cell, on)
    set_target(committee, plan=Decimal(2), minimum=Decimal(1), maximum=Decimal(4))
    set_free(committee)
    page = get(client, leader, url("list"), YEAR)
    rows = [stands for _, stands in page.context["page"]]
    assert [(one.said_plan, one.said_done, one.said_percent) for one in rows] == [
        ("2 (từ 1 đến 4)", "3", "150%"),
        ("3", "—", "—"),
    ]
    assert [one.verdict.label for one in rows] == ["Đạt", "Chưa có số liệu"]
    assert ("Thêm chỉ tiêu" in page.text, f"{url('add', committee.code)}" in page.text) == (
        False,
        False,
    )
    assert reverse("reports:figure_detail", args=["moves.admitted"]) in page.text


def test_what_must_not_be_more_and_shares_are_said_so(client, leader, committee):
    facts = {"code": "meetings.attendance", "name": "Dự", "measure": "%", "direction": "at_most"}
    set_target(committee, plan=Decimal("92.5"), **facts)
    [(_, stands)] = get(client, leader, url("list"), YEAR).context["page"]
    assert (stands.said_plan, stands.said_done, stands.base) == ("không quá 92,5", "—", "")


def test_without_targets_it_says_what_to_do(client, office, leader, committee):
    assert "Bấm “Thêm chỉ tiêu”" in get(client, office, url("list"), YEAR).text
    assert "Bộ phận giúp việc đảng ủy ghi chỉ tiêu" in get(client, leader, url("list"), YEAR).text


def test_a_secretary_sees_the_own_cell_only(client, secretary, outsider, committee, cell):
    set_target(committee).hand_down({cell: Decimal(2)}, by=None)
    page = get(client, secretary, url("list"), {"year": "2020"})
    assert [stands.target.unit for _, stands in page.context["page"]] == [cell]
    assert "Đảng bộ Trung tâm giao" in page.text
    for user in (secretary, outsider):
        assert list(get(client, user, url("list"), YEAR).context["form"].errors) == ["unit"]


def test_the_administrator_gets_403(client, admin, committee):
    assert get(client, admin, url("list"), YEAR).status_code == 403


def test_the_workbook_has_the_same_rows(client, office, committee, cell):
    admit(cell, "2020-03-05")
    set_target(committee, plan=Decimal(2), source="15-NQ/ĐU")
    client.force_login(office)
    title, [row] = taken(client, url("list"), **YEAR)
    assert title == "Chỉ tiêu năm 2020"
    assert row == [
        1,
        "Kết nạp",
        "đảng viên",
        "năm 2020",
        None,
        2,
        None,
        1,
        50,
        "Không đạt",
        "tính từ dữ liệu đã ghi",
        "15-NQ/ĐU",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, cell, count, django_assert_num_queries):
    for number in range(count):
        set_free(committee, name=f"Việc {number}").hand_down({cell: Decimal(1)}, by=None)
    for code in ["moves.admitted", "moves.confirmed", "members.closing"][:count]:
        set_target(committee, code=code)
    get(client, office, url("list"), YEAR)  # the first request writes the session
    with django_assert_num_queries(8):
        client.get(url("list"), YEAR)
    target = Target.objects.filter(unit=committee, code="").first()
    with django_assert_num_queries(8):
        client.get(url("detail", target.pk))


# --- Setting and changing --------------------------------------------------------------------------


def test_setting_takes_name_and_measure_of_the_figure(client, office, committee):
    response = post(client, office, url("add", committee.code), FACTS)
    target = Target.objects.get()
    assert response.url == url("detail", target.pk)
    assert (target.name, target.measure, target.plan) == ("Kết nạp", "đảng viên", 5)


def test_a_free_one_takes_decimals_with_a_comma(client, office, committee):
    facts = {"code": "", "name": "Tỷ lệ hộ văn hóa", "measure": "%", "plan": "92,5"}
    post(client, office, url("add", committee.code), FACTS | facts)
    assert Target.objects.get().plan == Decimal("92.5")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "no.such"}, "code"),
        ({"code": "", "measure": "buổi"}, "name"),
        ({"code": "", "name": "Việc"}, "measure"),
        ({"plan": ""}, "plan"),
        ({"plan": "-1"}, "plan"),
        ({"minimum": "6"}, "minimum"),
        ({"maximum": "4"}, "maximum"),
        ({"ends_on": "31/12/2019"}, "ends_on"),
        ({"ends_on": "31/12/2101"}, "ends_on"),
    ],
)
def test_bad_input_is_told_at_its_field(client, office, committee, changes, field):
    response = post(client, office, url("add", committee.code), FACTS | changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_the_same_target_twice_is_refused(client, office, committee):
    set_target(committee)
    response = post(client, office, url("add", committee.code), FACTS)
    assert (response.status_code, Target.objects.count()) == (422, 1)
    assert "đã có" in response.text


def test_the_form_begins_with_the_year_that_was_looked_at(client, office, committee):
    for year, first in (("2019", "01/01/2019"), ("²", f"01/01/{office.year}")):
        page = get(client, office, url("add", committee.code), {"year": year})
        assert f'value="{first}"' in page.text


def test_changing(client, office, committee):
    target = set_target(committee)
    assert 'value="5"' in get(client, office, url("edit", target.pk)).text
    response = post(
        client, office, url("edit", target.pk), FACTS | {"plan": "6", "name": "Kết nạp mới"}
    )
    assert response.url == url("detail", target.pk)
    kept = Target.objects.get()
    assert (kept.plan, kept.name) == (6, "Kết nạp mới")


@pytest.mark.parametrize("name", ["edit", "hand_down", "remove"])
def test_only_the_office_writes(client, leader, secretary, outsider, committee, name):
    target = set_target(committee)
    for user, status in ((leader, 403), (secretary, 404), (outsider, 404)):
        assert get(client, user, url(name, target.pk)).status_code == status
    assert get(client, leader, url("add", committee.code)).status_code == 403
    assert get(client, outsider, url("add", committee.code)).status_code == 404


# --- One target, handing down ----------------------------------------------------------------------


def test_handing_down_tells_what_is_lacking_and_what_each_has_done(
    client, office, committee, cell, second_cell
):
    admit(cell, "2020-03-05")
    target = set_target(committee)
    data = {"chi-bo-1": "2", "chi-bo-2": "1"}
    client.force_login(office)
    page = client.post(url("hand_down", target.pk), data, follow=True)
    assert "Tổng số đã giao: 3, kế hoạch 5; còn thiếu 2." in page.text
    below = page.context["below"]
    assert [(one.target.unit, one.said_plan, one.said_done) for one in below] == [
        (cell, "2", "1"),
        (second_cell, "1", "0"),
    ]
    page = client.post(url("hand_down", target.pk), data | {"chi-bo-1": "4"}, follow=True)
    assert "Tổng số đã giao: 5, kế hoạch 5." in page.text


def test_shares_are_not_added_up(client, office, committee, cell):
    facts = {"code": "meetings.attendance", "name": "Dự", "measure": "%", "plan": Decimal(90)}
    target = set_target(committee, **facts)
    client.force_login(office)
    page = client.post(url("hand_down", target.pk), {"chi-bo-1": "95"}, follow=True)
    assert "Tổng số" not in page.text


def test_a_bad_number_and_a_target_of_its_own_are_told_at_the_cell(client, office, committee, cell):
    target = set_target(committee)
    response = post(client, office, url("hand_down", target.pk), {"chi-bo-1": "hai"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["chi-bo-1"])
    set_target(cell)
    response = post(client, office, url("hand_down", target.pk), {"chi-bo-1": "2"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["chi-bo-1"])


def test_a_cell_has_nothing_below(client, office, cell):
    target = set_target(cell)
    assert "không có đơn vị trực thuộc" in get(client, office, url("hand_down", target.pk)).text


# --- Results ---------------------------------------------------------------------------------------


def test_the_secretary_writes_and_withdraws_results_of_the_own_cell(client, secretary, committee, cell):
    set_free(committee).hand_down({cell: Decimal(2)}, by=None)
    target = Target.objects.get(unit=cell)
    data = {"on": "30/06/2020", "value": "1,5", "note": "Báo cáo"}
    assert post(client, secretary, url("report", target.pk), data).url == url("detail", target.pk)
    page = get(client, secretary, url("detail", target.pk))
    assert (page.context["stands"].said_done, page.context["stands"].origin) == (
        "1,5",
        "nhập, tính đến ngày 30/06/2020; Báo cáo",
    )
    result = TargetResult.objects.get()
    assert post(client, secretary, url("withdraw_result", result.pk)).status_code == 302
    assert TargetResult.objects.count() == 0
    assert "Chưa ghi kết quả" in get(client, secretary, url("detail", target.pk)).text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": "01/01/2021"}, "on"),
        ({"on": ""}, "on"),
        ({"value": ""}, "value"),
        ({"value": "-1"}, "value"),
    ],
)
def test_a_bad_result_is_told_at_its_field(client, office, committee, changes, field):
    target = set_free(committee)
    data = {"on": "30/06/2020", "value": "1"} | changes
    response = post(client, office, url("report", target.pk), data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_nobody_else_writes_results(client, leader, other_secretary, outsider, cell):
    target = set_free(cell)
    result = target.record_result(on=day("2020-06-30"), value=Decimal(1), by=None)
    for user, status in ((leader, 403), (other_secretary, 404), (outsider, 404)):
        assert get(client, user, url("report", target.pk)).status_code == status
        assert post(client, user, url("withdraw_result", result.pk)).status_code == status


# --- Removing --------------------------------------------------------------------------------------


def test_removing_names_what_goes_with_it_and_takes_a_reason(client, office, committee, cell):
    target = set_free(committee)
    target.hand_down({cell: Decimal(2)}, by=None)
    target.handed_down.get().record_result(on=day("2020-06-30"), value=Decimal(1), by=None)
    text = "Bỏ cả số đã giao cho 1 đơn vị và 1 kết quả đã ghi."
    assert text in get(client, office, url("remove", target.pk)).text
    response = post(client, office, url("remove", target.pk), {"reason": ""})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])
    response = post(client, office, url("remove", target.pk), {"reason": "Ghi nhầm"})
    assert response.url == reverse("reports:target_list", query=YEAR)
    assert Target.objects.count() == 0


def test_an_upper_level_reads_counts(client, committee):
    upper = make_user("captren", Role.UPPER_STAFF, committee)
    target = set_target(committee)
    assert get(client, upper, url("detail", target.pk)).status_code == 200
