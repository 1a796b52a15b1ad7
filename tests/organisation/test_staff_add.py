"""The staff number of one day."""

import pytest
from django.urls import reverse

from organisation.models import StaffCount
from tests.conftest import day


def post(client, user, unit, **changes):
    client.force_login(user)
    typed = {"counted_on": "2020-12-31", "number": "40", "source": "Phòng Tổ chức"}
    return client.post(reverse("organisation:staff_add", args=[unit.code]), typed | changes)


def test_it_is_recorded(client, office, cell):
    assert post(client, office, cell).url == reverse("organisation:unit_staff", args=[cell.code])
    row = StaffCount.objects.get()
    assert (row.unit, row.counted_on, row.number) == (cell, day("2020-12-31"), 40)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"number": "-1"}, "number"),
        ({"number": "1000001"}, "number"),
        ({"number": "bốn mươi"}, "number"),
        ({"counted_on": "2018-12-31"}, "counted_on"),
        ({"counted_on": "2999-12-31"}, "counted_on"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(client, office, cell, typed, field):
    response = post(client, office, cell, **typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not StaffCount.objects.exists()


def test_counting_twice_is_refused_by_name(client, office, committee, cell):
    post(client, office, committee)
    response = post(client, office, cell)
    assert response.context["form"].non_field_errors() == [
        "Số người đã ghi tại Đảng bộ Trung tâm; ghi thêm ở đây thì một người bị tính hai lần."
    ]


def test_outsider_gets_404(client, outsider, cell):
    assert post(client, outsider, cell).status_code == 404


def test_secretary_gets_403(client, secretary, cell):
    assert post(client, secretary, cell).status_code == 403
