"""The page of one unit."""

import pytest
from django.urls import reverse

from cells.models import EventKind, UnitKind
from cells.rights import Role
from members.models import Office, OfficeKind
from organisation.models import PartyGroup
from tests.conftest import START, day, found, make_member, make_user


def url(unit):
    return reverse("organisation:unit_detail", args=[unit.code])


def see(client, user, unit, on="2020-12-31"):
    client.force_login(user)
    return client.get(url(unit), {"on": on})


def names(spells):
    return [spell.member.full_name for spell in spells]


def test_office_sees_a_cell_below_the_committee(client, office, cell):
    client.force_login(office)
    response = client.get(url(cell))
    assert response.status_code == 200
    assert response.context["unit"] == cell


def test_outsider_gets_404(client, outsider, cell):
    client.force_login(outsider)
    assert client.get(url(cell)).status_code == 404


def test_secretary_does_not_see_another_cell(client, secretary, second_cell):
    client.force_login(secretary)
    assert client.get(url(second_cell)).status_code == 404


def test_administrator_sees_no_business_data(client, admin, cell):
    client.force_login(admin)
    assert client.get(url(cell)).status_code == 404


def test_name_and_place_are_those_of_the_day(client, office, cell):
    cell.rename(name="Chi bộ Dược", place="Bắc Giang", on=day("2020-07-01"), by=None)
    before, after = see(client, office, cell, "2020-06-30"), see(client, office, cell, "2020-07-01")
    assert before.context["version"].name == "Chi bộ 1"
    assert after.context["version"].name == "Chi bộ Dược"
    assert "địa danh Bắc Giang" in after.content.decode()


def test_before_its_founding_a_unit_has_no_name_and_no_people(client, office, cell):
    response = see(client, office, cell, "2018-12-31")
    assert response.context["version"] is None
    assert "chưa thành lập" in response.content.decode()


def test_the_roll_is_that_of_the_day_by_given_name(client, office, cell, second_cell):
    make_member("Nguyễn Văn Ưng", unit=cell)
    make_member("Trần Thị Ánh", unit=cell)
    make_member("Lê Văn Đông", unit=cell, on=day("2020-07-01"))
    guest = make_member("Vũ Thị Khách", unit=second_cell)
    guest.join(cell, on=day("2020-03-01"), by=None, came_by="transfer", kind="temporary")
    june = see(client, office, cell, "2020-06-30").context
    july = see(client, office, cell, "2020-07-01").context
    assert names(june["roll"]) == ["Trần Thị Ánh", "Nguyễn Văn Ưng"]
    assert names(july["roll"]) == ["Trần Thị Ánh", "Lê Văn Đông", "Nguyễn Văn Ưng"]
    assert names(july["guests"]) == ["Vũ Thị Khách"]


def test_office_holders_are_those_of_the_day_by_rank(client, office, cell):
    old, new = make_member("Nguyễn Văn Cũ", unit=cell), make_member("Trần Văn Mới", unit=cell)
    held = {"member": old, "unit": cell, "starts_on": START}
    Office.objects.create(**held, kind=OfficeKind.CELL_COMMITTEE_MEMBER)
    Office.objects.create(**held, kind=OfficeKind.SECRETARY, ends_on=day("2020-06-30"))
    Office.objects.create(member=new, unit=cell, kind=OfficeKind.SECRETARY, starts_on=day("2020-07-01"))
    june, july = (see(client, office, cell, text) for text in ("2020-06-30", "2020-07-01"))
    assert [(held.kind, held.member) for held in june.context["offices"]] == [
        ("secretary", old),
        ("cell_committee_member", old),
    ]
    assert [(held.kind, held.member) for held in july.context["offices"]] == [
        ("secretary", new),
        ("cell_committee_member", old),
    ]


def test_upper_staff_sees_counts_and_no_names(client, upper_staff, cell):
    make_member("Trần Thị Ánh", unit=cell)
    response = see(client, upper_staff, cell)
    assert [row.facts.members for row in response.context["rows"]] == [1]
    assert "Ánh" not in response.content.decode()


def test_who_moved_out_of_the_scope_is_counted_and_not_named(client, secretary, cell, second_cell):
    make_member("Trần Thị Ánh", unit=cell)
    gone = make_member("Nguyễn Văn Ưng", unit=cell)
    gone.current_membership().transfer(to=second_cell, on=day("2021-02-01"), by=None)
    response = see(client, secretary, cell)
    assert names(response.context["roll"]) == ["Trần Thị Ánh"]
    assert "Danh sách ngày đó có 2 đồng chí" in response.content.decode()


def test_a_committee_shows_what_stood_below_it_that_day(client, office, committee, cell):
    found("chi-bo-9", UnitKind.CELL, "Chi bộ 9", parent=committee, number=9, on=day("2020-07-01"))
    make_member(unit=cell)
    june, july = (see(client, office, committee, text) for text in ("2020-06-30", "2020-07-01"))
    assert [(row.version.name, row.facts.members) for row in june.context["rows"]] == [
        ("Đảng bộ Trung tâm", 1),
        ("Chi bộ 1", 1),
    ]
    assert [row.version.name for row in july.context["rows"]] == [
        "Đảng bộ Trung tâm",
        "Chi bộ 1",
        "Chi bộ 9",
    ]


def test_what_the_rules_say_is_shown_with_its_source(client, office, cell):
    page = see(client, office, cell).content.decode()
    assert "Chi bộ có 0 đảng viên chính thức; ít nhất phải có 3." in page
    assert "Điều lệ Đảng, Điều 21, 24" in page


def test_the_groups_of_the_day_with_their_sizes(client, office, cell):
    member = make_member(unit=cell)
    group = PartyGroup.objects.form(unit=cell, name="Tổ 1", on=day("2020-05-01"), by=None)
    PartyGroup.objects.distribute(
        cell, on=day("2020-07-01"), places={member: (group, "leader")}, by=None
    )
    sizes = {
        text: [(one.name, one.size) for one in see(client, office, cell, text).context["groups"]]
        for text in ("2020-04-30", "2020-06-30", "2020-07-01")
    }
    assert sizes == {"2020-04-30": [], "2020-06-30": [("Tổ 1", 0)], "2020-07-01": [("Tổ 1", 1)]}


def test_an_office_goes_with_who_moved_out_of_the_scope(client, secretary, cell, second_cell):
    gone = make_member(unit=cell)
    Office.objects.take_up(member=gone, unit=cell, kind="secretary", on=day("2020-01-05"), by=None)
    gone.current_membership().transfer(to=second_cell, on=day("2021-02-01"), by=None)
    assert list(see(client, secretary, cell).context["offices"]) == []


def test_acts_on_the_unit_are_offered_to_who_may_do_them(client, office, secretary, cell):
    split = f"{reverse('organisation:restructuring_create')}?unit=chi-bo-1&amp;act=split"
    assert split in see(client, office, cell).content.decode()
    assert split not in see(client, secretary, cell).content.decode()


def test_a_unit_that_ended_is_not_acted_on(client, office, cell):
    cell.end(on=day("2020-07-01"), how=EventKind.DISSOLVED, by=None)
    response = see(client, office, cell, "2020-06-30")
    assert response.context["version"].name == "Chi bộ 1"
    assert "act=split" not in response.content.decode()


def test_a_long_tree_stops_at_the_second_level(client, db):
    top = found("tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    body = found("co-so", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ cơ sở", parent=top)
    for number in range(1, 100):
        found(f"cb-{number}", UnitKind.CELL, f"Chi bộ {number}", parent=body, number=number)
    user = make_user("van-phong-tren", Role.OFFICE, top)
    response = see(client, user, top)
    assert [row.depth for row in response.context["rows"]] == [0, 1]
    assert "xem tất cả tổ chức" in response.content.decode()


@pytest.mark.parametrize("members", [1, 3])
def test_number_of_queries(client, office, cell, django_assert_num_queries, members):
    for number in range(members):
        member = make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
        Office.objects.create(
            member=member, unit=cell, kind=OfficeKind.CELL_COMMITTEE_MEMBER, starts_on=START
        )
    see(client, office, cell)  # the first page of a session also writes it
    with django_assert_num_queries(12):
        client.get(url(cell))
