"""Another number from a day on."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from cells.models import Threshold
from tests.conftest import day

TYPED = {"value": "5", "valid_from": "2020-07-01", "source": "Quy định mới"}


def post(client, user, code="cell_min_official", **changes):
    client.force_login(user)
    return client.post(reverse("cells:threshold_add", args=[code]), TYPED | changes)


def in_force(text, code="cell_min_official"):
    return Threshold.objects.in_force(code, day(text)).amount


def test_the_new_number_is_in_force_from_its_day(client, admin):
    assert post(client, admin).url == reverse("cells:threshold_list")
    assert [in_force("2020-06-30"), in_force("2020-07-01")] == ["3", "5"]
    assert AuditEvent.objects.filter(action="threshold.set", by=admin).count() == 1


def test_no_is_a_number_where_it_is_an_answer(client, admin):
    assert post(client, admin, "leaver_months", value="0").status_code == 302
    assert in_force("2020-07-01", "leaver_months") == "0"


def test_a_share_asks_for_both_numbers(client, admin):
    response = post(client, admin, "standing_share", value="2", out_of="5")
    assert response.status_code == 302
    assert in_force("2020-07-01", "standing_share") == "2/5"


@pytest.mark.parametrize(
    ("code", "typed", "field"),
    [
        ("cell_min_official", {"value": "0"}, "value"),
        ("cell_min_official", {"value": "1001"}, "value"),
        ("annulled_counts", {"value": "-1"}, "value"),
        ("cell_min_official", {"value": "ba"}, "value"),
        ("cell_min_official", {"source": ""}, "source"),
        ("cell_min_official", {"valid_from": "31/02/2020"}, "valid_from"),
        ("cell_min_official", {"valid_from": "2011-01-19"}, "valid_from"),
        ("standing_share", {"value": "6", "out_of": "5"}, "value"),
        ("standing_share", {"out_of": ""}, "out_of"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(client, admin, code, typed, field):
    before = Threshold.objects.count()
    response = post(client, admin, code, **typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Threshold.objects.count() == before


def test_an_unknown_subject_is_not_found(client, admin):
    assert post(client, admin, "khong-co").status_code == 404


@pytest.mark.parametrize("cast", ["secretary", "office", "leader", "upper_staff"])
def test_other_roles_get_403(client, request, cast):
    assert post(client, request.getfixturevalue(cast)).status_code == 403
