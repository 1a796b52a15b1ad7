"""Numbers of rules, for the administrator."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cells.models import Threshold
from common.periods import DAY
from tests.conftest import day

URL = reverse("cells:threshold_list")


def add(value, valid_from):
    return Threshold.objects.set(
        code="cell_min_official",
        value=value,
        out_of=None,
        valid_from=valid_from,
        source="văn bản thử",
        by=None,
    )


def read(client, admin):
    client.force_login(admin)
    subjects = client.get(URL).context["subjects"]
    return {row.code: (row.amount, [one.amount for one in others]) for row, others in subjects}


def test_every_number_with_its_source(client, admin):
    subjects = read(client, admin)
    assert set(subjects) == set(Threshold.objects.values_list("code", flat=True))
    assert subjects["cell_min_official"] == ("3", [])
    assert subjects["vote_share"] == ("2/3", [])
    assert "Điều lệ Đảng, Điều 21, 24" in client.get(URL).content.decode()


def test_earlier_and_coming_numbers_stand_beside_the_one_in_force(client, admin):
    add(5, day("2020-01-01"))
    coming = timezone.localdate() + 300 * DAY
    add(7, coming)
    assert read(client, admin)["cell_min_official"] == ("5", ["3", "7"])
    assert f"sẽ áp dụng từ {coming:%d/%m/%Y}" in client.get(URL).content.decode()


@pytest.mark.parametrize("cast", ["secretary", "office", "leader", "upper_staff"])
def test_other_roles_get_403(client, request, cast):
    client.force_login(request.getfixturevalue(cast))
    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(client, admin, django_assert_num_queries, rows):
    for number in range(rows):
        add(number + 4, day(f"2020-01-0{number + 1}"))
    client.force_login(admin)
    client.get(URL)
    with django_assert_num_queries(5):
        client.get(URL)


def test_on_a_telephone_a_number_is_one_line_that_a_tap_opens(client, admin):
    client.force_login(admin)
    page = client.get(URL).text
    line = (
        "<summary>Đảng viên chính thức tối thiểu của một chi bộ (người): <strong>3</strong></summary>"
    )
    assert page.count(line) == 1
    assert page.count('<details class="d-md-none d-print-none">') == len(read(client, admin))
