"""What an office sets up before the first meeting."""

import pytest
from django.urls import reverse

from cells.rights import Role
from members.models import Office
from tests.conftest import START, day, found, make_member, make_user

URL = reverse("reports:first_steps")
HOME = reverse("home")


def states(client) -> list[bool]:
    return [step.is_done for step in client.get(URL).context["steps"]]


def told(client, place) -> str:
    return client.get(URL).context["steps"][place].told


def test_an_empty_committee_lacks_everything(client, office, committee):
    client.force_login(office)
    assert states(client) == [False] * 6
    assert told(client, 0) == (
        "Đảng bộ Trung tâm, tính từ ngày 01/01/2019; chưa có địa danh ghi trên văn bản."
    )
    assert [told(client, place) for place in (1, 4, 5)] == ["Chưa có chi bộ nào."] * 3
    assert URL in client.get(HOME).content.decode()


def test_each_step_is_done_once_it_is_there(client, office, committee, cell):
    client.force_login(office)
    assert (states(client)[:3], told(client, 1)) == ([False, True, False], "Có 1 chi bộ.")
    committee.describe(place="Bắc Giang", by=None)
    assert (states(client)[0], told(client, 0)[-33:]) == (True, "; văn bản ghi địa danh Bắc Giang.")
    member = make_member(unit=cell)
    assert (states(client)[2], told(client, 2)) == (True, "Có 1 đảng viên trong danh sách.")
    assert URL not in client.get(HOME).content.decode()
    Office.objects.begin_term(
        unit=committee, name="2020-2025", congress_on=START, seats=[(member, "secretary")], by=None
    )
    assert (states(client)[3], told(client, 3)) == (True, "Nhiệm kỳ 2020-2025.")
    Office.objects.take_up(member=member, unit=cell, kind="secretary", on=day("2020-01-01"), by=None)
    assert (states(client)[4], told(client, 4)) == (True, "Mọi chi bộ đã có bí thư.")
    make_user("bithu", Role.SECRETARY, cell)
    assert states(client) == [True] * 6


def test_cells_that_lack_are_named_as_far_as_there_is_room(client, office, committee):
    for number in range(1, 8):
        found(f"cb-{number}", "cell", f"Chi bộ {number}", parent=committee, number=number)
    client.force_login(office)
    assert told(client, 4) == (
        "Chưa có bí thư: Chi bộ 1, Chi bộ 2, Chi bộ 3, Chi bộ 4, Chi bộ 5 và 2 chi bộ khác."
    )


@pytest.mark.parametrize("who", ["leader", "secretary", "upper_staff", "admin"])
def test_only_for_the_office(client, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries(client, office, committee, django_assert_num_queries, number):
    for place in range(number):
        found(f"cb-{place}", "cell", f"Chi bộ {place}", parent=committee)
    client.force_login(office)
    with django_assert_num_queries(12):
        client.get(URL)


def test_a_committee_that_is_no_more_has_no_place_of_today(client, office, committee):
    committee.versions.update(ends_on=day("2020-06-30"))
    client.force_login(office)
    assert told(client, 0).endswith("chưa có địa danh ghi trên văn bản.")
