"""Forms 2 to 5-BTCTW: their numbers by rows counted by hand, their lists, their pages."""

import pytest
from django.urls import reverse

from cells.models import EventKind, UnitKind
from members.models import CameBy, PersonalHistory, Schooling, Sex, Theory
from reports.figures import Scope
from reports.reading import hosts, member_forms, peoples
from reports.reading.official_forms import BEFORE, NOW, Form, in_force
from tests.conftest import day, found, make_member

YEAR = {"unit": "dang-bo", "start": "2020-01-01", "end": "2020-12-31"}
OPENABLE = {"moves.admitted", "members.closing", "org.grassroots"}


def scope_of(unit, start="2020-01-01", end="2020-12-31") -> Scope:
    return Scope(unit, day(start), day(end))


def numbers(table, column=NOW) -> dict[str, object]:
    """Of each line that is told."""
    lines = [*table.lines, *getattr(table, "own", table).lines]
    told = {line.name: line.numbers[column].value for line in lines}
    return {name: value for name, value in told.items() if value not in (None, "", 0)}


def admit(cell, name, on, born, **facts):
    told = {"admission_decided_on": day(on), "admitted_on": day(on), "official_on": None}
    member = make_member(name, born_on=day(born), **told | facts)
    member.join(cell, on=day(on), by=None, came_by=CameBy.ADMISSION)
    return member


@pytest.fixture
def three(cell, second_cell):
    """The first is thirty on the day, the second a day older than thirty; the third came in 2019."""
    admit(cell, "Nguyễn Thị An", "2020-03-05", "1989-03-06", sex=Sex.FEMALE, ethnicity="Tày")
    admit(second_cell, "Lê Văn Bình", "2020-12-31", "1989-12-31", schooling=Schooling.MASTER)
    admit(cell, "Trần Văn Chi", "2019-12-31", "1950-01-01", schooling=Schooling.COLLEGE)


def test_form_2_beside_the_year_before(committee, cell, three):
    table = member_forms.admissions(scope_of(committee), OPENABLE)
    assert numbers(table) == {
        "Tổng số đảng viên mới kết nạp": 2,
        "Dân tộc thiểu số": 1,
        "Từ 18 đến 30 tuổi": 1,
        "Từ 31 đến 35 tuổi": 1,
        "Tuổi bình quân": pytest.approx(30.5),
        "Đại học": 1,
        "Thạc sĩ": 1,
        "Đảng bộ cơ sở": 1,
        "Nữ": 1,
    }
    before = numbers(table, BEFORE)
    assert (before["Tổng số đảng viên mới kết nạp"], before["Trên 60 tuổi"]) == (1, 1)
    assert before["Trung cấp, cao đẳng"] == 1


def test_what_no_record_tells_stays_open(committee, cell, three):
    table = member_forms.admissions(scope_of(committee), OPENABLE)
    open_lines = [line.name for line in table.lines if line.numbers[NOW].value is None]
    assert "Đoàn viên Đoàn TNCS Hồ Chí Minh" in open_lines
    assert [line.numbers[NOW].value for line in table.lines if line.name == "Tuổi đời"] == [""]


@pytest.mark.parametrize("code", member_forms.OF_ADMITTED)
def test_each_number_of_form_2_is_the_length_of_its_list(committee, cell, three, code):
    for unit in (committee, cell):
        scope = scope_of(unit, start="2019-12-31")
        assert len(member_forms.admitted_rows(code, scope)) == member_forms._admitted(scope)[code]


def test_a_body_that_came_later_admitted_elsewhere(committee, cell, three):
    """What the cell admitted counts for the body that it stood under on that day."""
    upper = found("cap-tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ tỉnh")
    found("co-so", UnitKind.GRASSROOTS_CELL, "Chi bộ cơ sở", parent=upper)
    committee.move(under=upper, on=day("2020-06-01"), by=None)
    counts = member_forms._bodies(scope_of(upper))
    assert counts == {
        "grassroots_committee": 1,
        "grassroots_committee_admitting": 1,
        "grassroots_cell": 1,
        "grassroots_cell_admitting": 0,
    }


def test_form_3_on_both_days(committee, cell, three):
    make_member(unit=cell, theory=Theory.ADVANCED)
    make_member("Đỗ Văn Em", unit=cell, theory=Theory.BACHELOR)
    table = member_forms.members(scope_of(committee), OPENABLE)
    now, before = numbers(table), numbers(table, BEFORE)
    total = "Đảng viên trong danh sách có đến cuối kỳ báo cáo"
    assert (now[total], before[total]) == (5, 3)
    assert (now["Dự bị"], now["Nữ"], now["Cao cấp, cử nhân"]) == (3, 1, 2)
    assert (now["Từ 1/5/1975 đến nay"], now["Trên 60 tuổi"]) == (5, 1)


def test_form_4_by_people_and_religion(committee, cell, three):
    member = make_member("Vũ Thị Dung", unit=cell, ethnicity="Tày")
    PersonalHistory.objects.create(member=member, religion="Phật giáo")
    table = peoples.peoples(scope_of(committee), OPENABLE)
    told = [
        (line.mark, line.name, *(line.numbers[column].text for column in table.columns))
        for line in table.lines
    ]
    assert told == [
        ("I", "Chia theo dân tộc", "4", "1", "100%"),
        ("", "Kinh", "2", "0", "50%"),
        ("", "Tày", "2", "1", "50%"),
        ("II", "Chia theo tôn giáo", "4", "1", "100%"),
        ("", "Phật giáo", "1", "0", "25%"),
        ("", "Chưa ghi tôn giáo", "3", "1", "75%"),
    ]


def test_form_5_by_kind_of_host_as_on_the_day(committee, cell, second_cell, three):
    upper = found("cap-tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ tỉnh")
    lone = found("co-so", UnitKind.GRASSROOTS_CELL, "Chi bộ cơ sở", parent=upper)
    make_member(unit=lone)
    committee.move(under=upper, on=day("2020-06-01"), by=None)
    committee.describe(host="public", by=None)
    second_cell.end(on=day("2021-01-01"), how=EventKind.DISSOLVED, by=None)
    told = {
        line.name: [line.numbers[column].value for column in table.columns]
        for table in [hosts.bodies(scope_of(upper), OPENABLE)]
        for line in table.lines
    }
    assert told == {
        "Đơn vị sự nghiệp công lập": [1, 1, 0, 0, 2, 3],
        "Chưa ghi loại hình cơ sở": [1, 0, 1, 0, 0, 1],
        "Cộng": [2, 1, 1, 0, 2, 4],
    }
    late = hosts.bodies(scope_of(upper, "2021-01-01", "2021-12-31"), OPENABLE)
    assert late.whole.numbers[hosts.BODIES["cell"]].value == 1


def test_a_later_form_is_that_of_its_day():
    new = Form(day("2027-01-01"), [], [])
    forms = [*member_forms.MEMBERS, new]
    assert in_force(forms, day("2026-12-31")) == forms[0]
    assert in_force(forms, day("2027-01-01")) == new
    assert in_force(forms, day("2021-12-31")) == forms[0]


def get(client, user, name, code, **asked):
    client.force_login(user)
    return client.get(reverse(f"reports:{name}", args=[code]), YEAR | asked)


@pytest.mark.parametrize("code", ["2", "3", "4", "5"])
def test_each_is_a_page_and_a_workbook_for_who_sees_figures(
    client, office, upper_staff, outsider, three, code
):
    assert get(client, office, "form_detail", code).status_code == 200
    assert get(client, office, "form_detail", code, xlsx="1").status_code == 200
    assert get(client, upper_staff, "form_detail", code).status_code == 200
    assert get(client, outsider, "form_detail", code).context["form"].errors.keys() == {"unit"}


def test_a_number_of_form_2_opens_to_its_list(client, office, upper_staff, three):
    page = get(client, office, "form_detail", "2")
    address = reverse("reports:admitted_rows", args=["minority"])
    assert f'href="{address}' in page.text
    rows = get(client, office, "admitted_rows", "minority").context["page"]
    assert [row.member.full_name for row in rows] == ["Nguyễn Thị An"]
    assert f'href="{address}' not in get(client, upper_staff, "form_detail", "2").text
    assert get(client, upper_staff, "admitted_rows", "minority").status_code == 403


@pytest.mark.parametrize(("name", "code"), [("form_detail", "6"), ("admitted_rows", "khac")])
def test_another_is_no_page(client, office, three, name, code):
    assert get(client, office, name, code).status_code == 404


@pytest.mark.parametrize("code", ["2", "3", "4", "5"])
def test_number_of_queries(client, office, cell, three, code, django_assert_max_num_queries):
    get(client, office, "form_detail", code)
    with django_assert_max_num_queries(12):
        client.get(reverse("reports:form_detail", args=[code]), YEAR)
