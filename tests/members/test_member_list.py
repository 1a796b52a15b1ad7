"""The list of members, as on a day."""

import datetime
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cells.forms.unit_choice import MOST_OFFERED
from cells.models import SavedFilter, UnitKind
from cells.rights import Role
from members.models import Absence, Exemption, Office, Suspension
from tests.conftest import START, day, found, make_member, make_user

URL = reverse("members:member_list")


def names(client, user, **address):
    client.force_login(user)
    page = client.get(URL, {"on": "2020-12-31"} | address).context["page"]
    return [spell.member.full_name for spell in page]


@pytest.fixture
def people(cell, second_cell):
    make_member("Nguyễn Văn Ưng", unit=cell)
    make_member("Trần Thị Ánh", unit=second_cell, sex="female")
    make_member("Lê Văn Đông", unit=cell, official_on=day("2020-07-01"))
    make_member("Đỗ Thị Dung", unit=cell, official_on=None, sex="female")


def test_by_given_name_in_vietnamese_order(client, office, people):
    assert names(client, office) == ["Trần Thị Ánh", "Đỗ Thị Dung", "Lê Văn Đông", "Nguyễn Văn Ưng"]


def test_counts_stand_on_top(client, office, people):
    client.force_login(office)
    sizes = client.get(URL, {"on": "2020-06-30"}).context["form"].sizes
    assert sizes == {"total": 4, "official": 2, "probationary": 2, "women": 2}


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ({"unit": "chi-bo-2"}, ["Trần Thị Ánh"]),
        ({"unit": "dang-bo", "q": "dung"}, ["Đỗ Thị Dung"]),
        ({"status": "probationary"}, ["Đỗ Thị Dung"]),
        ({"status": "probationary", "on": "2020-06-30"}, ["Đỗ Thị Dung", "Lê Văn Đông"]),
        ({"status": "official", "unit": "chi-bo-1"}, ["Lê Văn Đông", "Nguyễn Văn Ưng"]),
        ({"q": "UNG"}, ["Nguyễn Văn Ưng"]),
        ({"q": "khong co"}, []),
    ],
)
def test_narrowed_by_the_address(client, office, people, address, found):
    assert names(client, office, **address) == found


@pytest.fixture
def varied(cell, second_cell):
    """Four of different age, record and standing, all as on 31/12/2020."""
    old = make_member(
        "Lê Văn Bảo",
        unit=cell,
        born_on=day("1950-12-31"),
        admission_decided_on=day("1980-12-31"),
        admitted_on=day("1981-01-05"),
        official_on=day("1982-01-05"),
        theory="advanced",
        card_number="0123456789",
    )
    Office.objects.create(member=old, unit=cell, kind="secretary", starts_on=START)
    young = make_member(
        "Hà Thị Chi",
        unit=second_cell,
        sex="female",
        born_on=day("2000-01-01"),
        ethnicity="Tày",
        schooling="master",
        admission_decided_on=day("2019-12-20"),
        admitted_on=day("2020-01-03"),
        official_on=None,
        on=day("2020-01-03"),
    )
    exempt = make_member("Vũ Văn Dũng", unit=cell, born_on=day("1951-01-01"))
    Exemption.objects.create(member=exempt, starts_on=day("2020-05-01"), ends_on=day("2020-12-31"))
    guest = make_member("Đỗ Văn Giang", unit=second_cell)
    guest.join(cell, on=day("2020-03-01"), by=None, came_by="transfer", kind="temporary")
    Suspension.objects.create(member=guest, starts_on=day("2020-12-31"))
    Absence.objects.create(member=young, starts_on=day("2020-06-01"), place="Hà Nội")


def test_a_birth_stands_as_far_as_it_is_known_on_the_page_and_in_the_workbook(client, office, cell):
    make_member("Lê Văn Bảo", unit=cell, born_on=day("1942-01-01"), born_precision="year")
    make_member("Hà Thị Chi", unit=cell, born_on=day("1942-05-01"), born_precision="month")
    make_member("Vũ Văn Dũng", unit=cell, born_on=day("1942-05-20"))
    client.force_login(office)
    asked = {"sort": "born", "age_from": "60"}
    assert "sinh 05/1942" in client.get(URL, asked).text
    sheet = load_workbook(io.BytesIO(client.get(URL, asked | {"xlsx": "1"}).content)).active
    rows = list(sheet.iter_rows(values_only=True))
    column = rows[3].index("Ngày sinh")
    assert [row[column] for row in rows[4:]] == ["1942", "05/1942", datetime.datetime(1942, 5, 20)]
    assert rows[1][0].endswith(
        "Tuổi đời từ: 60. "
        "Chỉ biết năm sinh, năm kết nạp thì tính tuổi từ 01/01 năm đó, chỉ biết tháng thì từ ngày 01."
    )


BAO, CHI, DUNG, GIANG = "Lê Văn Bảo", "Hà Thị Chi", "Vũ Văn Dũng", "Đỗ Văn Giang"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ({"sex": "female"}, [CHI]),
        ({"minority": "yes"}, [CHI]),
        ({"minority": "no"}, [BAO, DUNG, GIANG]),
        ({"age_from": "70"}, [BAO]),
        ({"age_from": "69", "age_to": "69"}, [DUNG]),
        ({"age_to": "20"}, [CHI]),
        ({"age_to": "19"}, []),
        ({"party_from": "40"}, [BAO]),
        ({"party_from": "40", "on": "2020-12-30"}, []),
        ({"party_to": "10"}, [DUNG, GIANG]),
        ({"party_from": "0", "party_to": "0"}, []),
        ({"office": "any"}, [BAO]),
        ({"office": "secretary"}, [BAO]),
        ({"office": "deputy_secretary"}, []),
        ({"theory": "advanced"}, [BAO]),
        ({"schooling": "master"}, [CHI]),
        ({"status": "exempt"}, [DUNG]),
        ({"status": "exempt", "on": "2020-04-30"}, []),
        ({"status": "exempt", "on": "2021-01-01"}, []),
        ({"status": "suspended"}, [GIANG]),
        ({"status": "suspended", "on": "2020-12-30"}, []),
        ({"status": "away"}, [CHI]),
        ({"status": "guest"}, [GIANG]),
        ({"status": "guest", "unit": "chi-bo-2"}, []),
        ({"q": "789"}, [BAO]),
        ({"q": "bảo lê"}, [BAO]),
        ({"sex": "male", "age_from": "60", "q": "van", "unit": "chi-bo-1"}, [BAO, DUNG]),
        ({"sort": "born"}, [BAO, DUNG, GIANG, CHI]),
        ({"sort": "-born"}, [CHI, GIANG, DUNG, BAO]),
        ({"sort": "admitted"}, [BAO, DUNG, GIANG, CHI]),
        ({"sort": "unit"}, [BAO, DUNG, CHI, GIANG]),
        ({"sort": "-unit"}, [GIANG, CHI, DUNG, BAO]),
        ({"sort": "-name"}, [GIANG, DUNG, CHI, BAO]),
        ({"sort": "member__card_number"}, [BAO, CHI, DUNG, GIANG]),
    ],
)
def test_each_condition_and_order(client, office, varied, address, found):
    assert names(client, office, **address) == found


@pytest.mark.parametrize(
    "wrong", [{"age_from": "-1"}, {"party_to": "121"}, {"status": "x"}, {"unit": "chi-bo-khac"}]
)
def test_what_makes_no_sense_lists_nobody_and_says_so(client, office, varied, foreign_cell, wrong):
    client.force_login(office)
    response = client.get(URL, wrong)
    assert list(response.context["form"].errors) == list(wrong)
    assert list(response.context["page"]) == []


def test_the_headings_sort_and_tell_how(client, office, varied):
    client.force_login(office)
    tops = client.get(URL, {"sort": "born", "sex": "male"}).context["headings"]
    assert [(top.label, top.sort, top.direction) for top in tops if top.sort] == [
        ("Họ và tên", "name", ""),
        ("Ngày sinh", "-born", "ascending"),
        ("Chi bộ", "unit", ""),
        ("Ngày kết nạp", "admitted", ""),
    ]
    page = client.get(URL, {"sort": "born", "sex": "male"}).content.decode()
    assert page.count('aria-sort="ascending"') == 1
    assert 'href="?sort=-born&amp;sex=male"' in page


def test_the_tenth_cell_comes_after_the_second(client, office, committee, cell, second_cell):
    tenth = found("chi-bo-10", UnitKind.CELL, "Chi bộ 10", parent=committee, number=10)
    for unit in (tenth, second_cell, cell):
        make_member(unit.name, unit=unit)
    assert names(client, office, sort="unit") == ["Chi bộ 1", "Chi bộ 2", "Chi bộ 10"]


def test_the_file_holds_the_rows_and_columns_of_the_list_in_its_order(client, office, varied):
    client.force_login(office)
    address = {"on": "2020-12-31", "sort": "-born", "sex": "male", "page": "7"}
    page = client.get(URL, address)
    rows = list(load_workbook(io.BytesIO(client.get(URL, address | {"xlsx": "1"}).content)).active)
    assert [rows[0][0].value, rows[1][0].value] == ["Đảng viên ngày 31/12/2020", "Giới tính: Nam"]
    headings = [top.label for top in page.context["headings"]]
    assert [cell.value for cell in rows[3]] == ["Số thứ tự", *headings]
    assert [row[1].value for row in rows[4:]] == [GIANG, DUNG, BAO]
    assert (rows[6][6].value, rows[6][3].value) == ("••••789", datetime.datetime(1950, 12, 31))


def test_the_file_has_all_pages(client, office, cell):
    for number in range(51):
        make_member(f"Nguyễn Văn A{'b' * (number % 9)}", unit=cell)
    client.force_login(office)
    content = client.get(URL, {"xlsx": "1"}).content
    assert load_workbook(io.BytesIO(content)).active.max_row == 4 + 51


def test_an_inspector_may_look_and_not_take_away(client, committee, people):
    inspector = make_user("kiemtra", Role.INSPECTOR, committee)
    assert len(names(client, inspector)) == 4
    assert not client.get(URL).context["may_export"]
    assert client.get(URL, {"xlsx": "1"}).status_code == 403


def test_a_searched_name_stands_in_no_file(client, office, people):
    client.force_login(office)
    rows = list(load_workbook(io.BytesIO(client.get(URL, {"xlsx": "1", "q": "dung"}).content)).active)
    assert rows[1][0].value is None


def test_own_filters_of_this_page_stand_above_the_list(client, office, secretary):
    for user, page in [(office, "member_list"), (office, "office_list"), (secretary, "member_list")]:
        SavedFilter.objects.keep(
            page=f"members:{page}", name=f"{user} {page}", query="unit=chi-bo-1", by=user
        )
    client.force_login(office)
    kept = client.get(URL).context["saved_filters"]
    assert [one.name for one in kept] == ["vanphong member_list"]


def test_the_roll_and_the_name_of_the_cell_are_those_of_the_day(client, office, cell, second_cell):
    member = make_member(unit=cell)
    member.current_membership().transfer(to=second_cell, on=day("2020-07-01"), by=None)
    cell.rename(name="Chi bộ Dược", on=day("2020-05-01"), by=None)
    client.force_login(office)
    seen = [
        [spell.unit_name for spell in client.get(URL, {"on": text}).context["page"]]
        for text in ("2020-04-30", "2020-05-01", "2020-07-01")
    ]
    assert seen == [["Chi bộ 1"], ["Chi bộ Dược"], ["Chi bộ 2"]]


def test_over_many_bodies_a_cell_stands_with_the_body_of_that_day(client, office, committee, cell):
    for number in range(MOST_OFFERED):
        found(f"nhieu-{number}", UnitKind.CELL, f"Chi bộ {number}", parent=committee)
    make_member(unit=cell)
    committee.rename(name="Đảng bộ Sở", on=day("2020-05-01"), by=None)
    client.force_login(office)
    called = [
        client.get(URL, {"on": on}).context["page"][0].unit_name for on in ("2020-04-30", "2020-05-01")
    ]
    assert called == ["Chi bộ 1, Đảng bộ Trung tâm", "Chi bộ 1, Đảng bộ Sở"]


def test_over_many_bodies_who_left_stands_with_the_body_of_then(client, office, committee, cell):
    """Fault: the page of an upper level broke."""
    for number in range(MOST_OFFERED):
        found(f"nhieu-{number}", UnitKind.CELL, f"Chi bộ {number}", parent=committee)
    member = make_member(unit=cell)
    member.current_membership().leave(on=day("2020-05-01"), left_by="death", by=None)
    committee.rename(name="Đảng bộ Sở", on=day("2020-05-01"), by=None)
    client.force_login(office)
    page = client.get(URL, {"on": "2020-12-31", "status": "left"}).context["page"]
    assert [row.unit_name for row in page] == ["Chi bộ 1, Đảng bộ Trung tâm"]


def test_guests_are_not_on_the_list(client, secretary, people, second_cell, cell):
    guest = make_member("Vũ Thị Khách", unit=second_cell)
    guest.join(cell, on=day("2020-03-01"), by=None, came_by="transfer", kind="temporary")
    assert "Vũ Thị Khách" not in names(client, secretary)


def test_a_secretary_sees_the_own_cell_only(client, other_secretary, people):
    assert names(client, other_secretary) == ["Trần Thị Ánh"]


def test_another_cell_is_no_choice(client, other_secretary, people):
    client.force_login(other_secretary)
    response = client.get(URL, {"unit": "chi-bo-1"})
    assert list(response.context["form"].errors) == ["unit"]
    assert response.context["form"].sizes["total"] == 0


def test_an_outsider_sees_none_of_ours(client, outsider, people):
    assert names(client, outsider) == []


def test_where_somebody_was_before_he_came_to_us_is_not_listed(client, outsider, foreign_cell, cell):
    member = make_member(unit=foreign_cell)
    member.current_membership().transfer(to=cell, on=day("2021-02-01"), by=None)
    assert names(client, outsider) == []


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_counting_and_administration_get_403(client, who, request, people):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403


def test_only_the_office_is_offered_to_add(client, office, secretary):
    client.force_login(office)
    assert client.get(URL).context["may_add"]
    client.force_login(secretary)
    assert not client.get(URL).context["may_add"]


def test_fifty_on_a_page_and_the_filter_stays_in_the_links(client, office, cell):
    for number in range(51):
        make_member(f"Nguyễn Văn A{'b' * (number % 9)}", unit=cell)
    client.force_login(office)
    response = client.get(URL, {"on": "2020-12-31", "status": "official"})
    assert len(response.context["page"]) == 50
    assert response.context["form"].sizes["total"] == 51
    assert 'href="?on=2020-12-31&amp;status=official&amp;page=2"' in response.content.decode()
    assert len(names(client, office, page="2")) == 1


@pytest.mark.parametrize("members", [1, 3])
def test_number_of_queries(client, office, cell, django_assert_num_queries, members):
    for number in range(members):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
    client.force_login(office)
    client.get(URL)  # the first page of a session also writes it
    with django_assert_num_queries(7):
        client.get(URL, {"on": "2020-12-31"})


@pytest.fixture
def gone(cell, people):
    member = make_member("Vũ Thị Dung", unit=cell, sex="female")
    member.current_membership().leave(on=day("2020-06-01"), left_by="transfer", left_to="Huế", by=None)
    back = make_member("Vũ Văn Em", unit=cell)
    back.current_membership().leave(on=day("2020-06-01"), left_by="transfer", by=None)
    back.join(cell, on=day("2020-09-01"), by=None, came_by="transfer")


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ({}, ["Vũ Thị Dung"]),
        ({"on": "2020-05-31"}, []),
        ({"on": "2020-06-01"}, ["Vũ Thị Dung", "Vũ Văn Em"]),
        ({"on": "2020-08-31"}, ["Vũ Thị Dung", "Vũ Văn Em"]),
        ({"on": "2020-09-01"}, ["Vũ Thị Dung"]),
        ({"unit": "chi-bo-1"}, ["Vũ Thị Dung"]),
        ({"unit": "chi-bo-2"}, []),
        ({"q": "dung"}, ["Vũ Thị Dung"]),
        ({"q": "ưng"}, []),
    ],
)
def test_who_left_is_a_list_of_its_own(client, office, gone, address, found):
    assert names(client, office, status="left", **address) == found


def test_who_left_is_listed_with_the_day_and_the_reason(client, office, gone):
    client.force_login(office)
    text = client.get(URL, {"on": "2020-12-31", "status": "left"}).text
    assert "Ngày cuối 31/05/2020: chuyển sinh hoạt đảng đi (Huế)" in text


@pytest.mark.parametrize(
    ("address", "count"),
    [({"q": "dung"}, 1), ({"q": "em"}, 0), ({}, 0), ({"q": "dung", "status": "left"}, 0)],
)
def test_a_search_tells_of_those_who_left(client, office, gone, address, count):
    client.force_login(office)
    response = client.get(URL, {"on": "2020-12-31"} | address)
    assert response.context["form"].gone == count
    told = f"Trong những người đã rời: {count} người đúng như vậy"
    assert (told in response.text) == bool(count)


@pytest.mark.parametrize(
    ("asked", "is_open"),
    [
        ({}, False),
        ({"q": "An", "status": "official"}, False),
        ({"on": "{usual}"}, False),
        ({"on": "2020-01-01"}, True),
        ({"sex": "female"}, True),
        ({"age_from": "x"}, True),
        ({"more": "1"}, True),
    ],
)
def test_seldom_conditions_are_drawn_once_they_are_asked_for(client, office, asked, is_open):
    client.force_login(office)
    usual = f"{client.get(URL).context['form'].usual:%d/%m/%Y}"
    page = client.get(URL, {name: value.format(usual=usual) for name, value in asked.items()})
    assert ('name="age_from"' in page.text, "Lọc thêm</a>" in page.text) == (is_open, not is_open)
