"""Leadership collectives: put down by the offices of the day, graded, counted."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from evaluations.models import Collective
from members.models import Office
from tests.conftest import day, make_member
from tests.evaluations.conftest import grade_all_units, row_data


@pytest.fixture
def seats(committee, cell, members):
    """Three in the committee, one of them in its standing committee; two in the cell's."""

    def take(member, unit, kind, on="2020-03-01"):
        Office.objects.take_up(member=member, unit=unit, kind=kind, on=day(on), by=None)

    for member in members:
        take(member, committee, "committee_member")
    take(members[0], cell, "secretary")
    take(members[1], cell, "cell_committee_member")
    return take


def propose(grading):
    return [(one.name, one.unit, one.people) for one in Collective.objects.propose(grading, by=None)]


def url(grading, name="grade", *more):
    return reverse(f"evaluations:collective_{name}", args=[grading.pk, *more])


def test_the_offices_of_the_day_make_them_up_from_three_people_on(seats, grading, committee):
    assert propose(grading) == [("Đảng ủy", committee, 3)]


def test_with_a_standing_committee_that_is_the_collective(seats, grading, committee, cell):
    seats(make_member("Đỗ Thị Ê", unit=cell), committee, "standing_member")
    assert propose(grading) == [("Ban Thường vụ", committee, 4)]


def test_a_cell_has_one_once_three_are_in_it(seats, grading, committee, cell, members):
    seats(members[2], cell, "cell_committee_member")
    assert propose(grading) == [("Đảng ủy", committee, 3), ("Chi ủy", cell, 3)]


def test_who_took_up_the_office_after_the_day_does_not_count(seats, grading, committee, cell, members):
    seats(members[2], cell, "cell_committee_member", on="2021-01-01")
    assert propose(grading) == [("Đảng ủy", committee, 3)]


def test_proposed_again_nothing_is_put_down_twice(seats, grading):
    propose(grading)
    assert propose(grading) == []


def test_it_is_graded_in_the_grid(client, office, seats, grading):
    propose(grading)
    one = Collective.objects.get()
    client.force_login(office)
    assert client.post(url(grading), row_data(one, level="xs")).status_code == 302
    assert Collective.objects.get().level == "xs"


def test_a_round_is_not_closed_before_they_are_graded_and_keeps_their_counts(seats, graded):
    propose(graded)
    with pytest.raises(ValidationError, match="Còn 1 đảng viên, tổ chức"):
        graded.close(by=None)
    Collective.objects.grade(graded, {Collective.objects.get().pk: ("t", "", "")}, by=None)
    graded.close(by=None)
    assert (graded.summary["collectives"]["t"], graded.summary["collectives"]["graded"]) == (1, 1)


def test_one_more_is_put_down_by_hand(client, office, grading, committee):
    client.force_login(office)
    data = {"name": "Ban Giám đốc", "unit": committee.pk, "people": "4"}
    assert client.post(url(grading, "add"), data).url == url(grading)
    assert [str(one) for one in Collective.objects.all()] == ["Ban Giám đốc, Đảng bộ Trung tâm"]


@pytest.mark.parametrize(
    ("wrong", "field"), [({"people": "2"}, "people"), ({"name": ""}, "name"), ({"unit": "0"}, "unit")]
)
def test_a_wrong_one_is_told_at_its_field(client, office, grading, committee, wrong, field):
    client.force_login(office)
    data = {"name": "Ban Giám đốc", "unit": committee.pk, "people": "4"} | wrong
    response = client.post(url(grading, "add"), data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_the_same_is_not_put_down_twice(client, office, grading, committee):
    client.force_login(office)
    data = {"name": "Ban Giám đốc", "unit": committee.pk, "people": "4"}
    client.post(url(grading, "add"), data)
    assert client.post(url(grading, "add"), data).status_code == 422
    assert Collective.objects.count() == 1


def test_a_mistaken_one_is_taken_out_while_it_has_no_level(client, office, seats, grading):
    propose(grading)
    one = Collective.objects.get()
    client.force_login(office)
    Collective.objects.grade(grading, {one.pk: ("t", "", "")}, by=None)
    client.post(url(grading, "drop", one.pk))
    assert Collective.objects.count() == 1
    Collective.objects.grade(grading, {one.pk: ("", "", "")}, by=None)
    client.post(url(grading, "drop", one.pk))
    assert Collective.objects.count() == 0


def test_in_a_closed_round_nothing_changes(closed):
    with pytest.raises(ValidationError, match="đã chốt"):
        propose(closed)


def test_units_and_members_are_graded_without_any(graded):
    grade_all_units(graded, "ht")
    assert graded.collectives.count() == 0


def test_outsider_404_leader_403(client, outsider, leader, grading):
    for user, status in ((outsider, 404), (leader, 403)):
        client.force_login(user)
        for name in ("grade", "add"):
            assert client.get(url(grading, name)).status_code == status
        assert client.post(url(grading, "propose")).status_code == status
