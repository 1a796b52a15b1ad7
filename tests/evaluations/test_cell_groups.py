"""Groups of like cells: put by people, kept from year to year, counted by the cap."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from evaluations.models import Level, Round, UnitAssessment
from tests.conftest import UnitKind, found
from tests.evaluations.conftest import grade_all_members, grade_all_units, of_unit

DEPARTMENTS, OFFICES = "Chi bộ khoa", "Chi bộ phòng"


@pytest.fixture
def cells(committee, cell, second_cell, members, second_member):
    more = [
        found(f"them-{n}", UnitKind.CELL, f"Chi bộ {n}", parent=committee, number=n) for n in (3, 4)
    ]
    return [cell, second_cell, *more]


@pytest.fixture
def of_2025(committee, cells):
    """Two departments and two offices, one department and one office at the highest level."""
    grading = Round.objects.open_for(committee, year=2025, by=None)
    rows = [of_unit(grading, cell).pk for cell in cells]
    for name, two in ((DEPARTMENTS, rows[:2]), (OFFICES, rows[2:])):
        UnitAssessment.objects.put(grading, two, name=name, by=None)
    grade_all_members(grading, Level.T)
    grade_all_units(grading, Level.T)
    grading.grade_units({rows[0]: (Level.XS, "", ""), rows[2]: (Level.XS, "", "")}, by=None)
    return grading


def url(grading):
    return reverse("evaluations:cell_groups", args=[grading.pk])


def post(client, user, grading, *rows, name=DEPARTMENTS):
    client.force_login(user)
    return client.post(url(grading), {"rows": [row.pk for row in rows], "name": name})


def told(grading) -> list[tuple]:
    return [(one.group, one.xs, one.counted, one.allowed) for one in grading.cap_standing().cells][::3]


def test_each_group_is_counted_by_itself_and_all_together_for_information(of_2025):
    assert told(of_2025) == [(DEPARTMENTS, 1, 1, 0), (OFFICES, 1, 1, 0), ("Toàn đảng bộ", 2, 2, 0)]
    assert [one.group for one in of_2025.cap_standing().exceeded] == [DEPARTMENTS, OFFICES]


def test_who_is_in_no_group_is_counted_apart_and_last(of_2025, cells):
    UnitAssessment.objects.put(of_2025, [of_unit(of_2025, cells[0]).pk], name="", by=None)
    assert [group for group, *_ in told(of_2025)] == [
        DEPARTMENTS,
        OFFICES,
        "Chưa phân nhóm",
        "Toàn đảng bộ",
    ]


def test_without_groups_or_by_another_way_all_are_counted_together(of_2025):
    of_2025.unit_assessments.update(group="")
    assert told(of_2025) == [("", 2, 2, 0)]
    of_2025.unit_assessments.update(group=DEPARTMENTS)
    cap = {"cap_percent": 20, "cap_base": "t", "cap_rounding": "half_up", "head_apart": False}
    of_2025.set_cap(**cap, cap_scope="committee", reason="Thông báo 12-TB/ĐU", by=None)
    assert told(of_2025) == [("", 2, 2, 0)]


def test_the_summary_keeps_the_groups(of_2025):
    of_2025.accept_cap(reason="Thành tích chống dịch", by=None)
    of_2025.close(by=None)
    groups = [share["group"] for share in of_2025.summary["cell_shares"]][::3]
    assert groups == [DEPARTMENTS, OFFICES, "Toàn đảng bộ"]


def test_the_next_round_begins_with_the_same_groups(of_2025, committee, cells):
    later = Round.objects.open_for(committee, year=2026, by=None)
    assert [of_unit(later, cell).group for cell in cells] == [DEPARTMENTS] * 2 + [OFFICES] * 2


def test_not_in_a_closed_round_and_not_of_another(of_2025, closed, cell):
    with pytest.raises(ValidationError):
        UnitAssessment.objects.put(closed, [of_unit(closed, cell).pk], name=OFFICES, by=None)
    with pytest.raises(ValidationError) as caught:
        UnitAssessment.objects.put(of_2025, [of_unit(closed, cell).pk], name=OFFICES, by=None)
    assert caught.value.message_dict == {"rows": ["Có chi bộ không thuộc đợt xếp loại này."]}


def test_several_are_put_at_once(client, office, grading, cell, second_cell):
    rows = [of_unit(grading, one) for one in (cell, second_cell)]
    assert post(client, office, grading, *rows).status_code == 302
    assert [of_unit(grading, one).group for one in (cell, second_cell)] == [DEPARTMENTS] * 2
    assert f"Chi bộ 1: {DEPARTMENTS}" in client.get(url(grading)).text


def test_without_a_choice_it_is_told_there(client, office, grading):
    response = post(client, office, grading)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["rows"])


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("outsider", 404)])
def test_wrong_role_and_out_of_scope(client, request, grading, cell, who, status):
    row = of_unit(grading, cell)
    assert post(client, request.getfixturevalue(who), grading, row).status_code == status


@pytest.mark.parametrize("more", [1, 3])
def test_number_of_queries(client, office, committee, cells, more, django_assert_max_num_queries):
    grading = Round.objects.open_for(committee, year=2025, by=None)
    grading.lower_units().exclude(unit__in=cells[:more]).delete()
    client.force_login(office)
    with django_assert_max_num_queries(9):
        client.get(url(grading))
