"""The rules of a new year, copied from the year before."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from evaluations.models import Round, RuleSet

URL = "/grading/rules/new/"


def post(client, user, **changes):
    client.force_login(user)
    data = client.get(URL).context["form"].initial
    return client.post(URL, data | {"code": "50-HD", "title": "Hướng dẫn 50-HD"} | changes)


def test_the_form_begins_as_the_newest_set(client, admin):
    client.force_login(admin)
    initial = client.get(URL).context["form"].initial
    assert (initial["first_year"], initial["cap_percent"], initial["raised_cap_percent"]) == (
        2026,
        20,
        25,
    )


def test_a_round_of_the_year_goes_by_the_new_set(client, admin, committee, members):
    assert post(client, admin, cap_percent="15").url == reverse("evaluations:rule_set_list")
    grading = Round.objects.open_for(committee, year=timezone.localdate().year, by=None)
    assert (grading.rules.code, grading.rules.cap_percent) == ("50-HD", 15)
    assert AuditEvent.objects.filter(action="rules.enter", by=admin).count() == 1


def test_names_of_levels_are_taken_over_and_changed(client, admin):
    RuleSet.objects.filter(first_year=2025).update(unit_names={"xs": "Vững mạnh tiêu biểu"})
    assert post(client, admin, **{"member_names-kht": "Yếu"}).status_code == 302
    rules = RuleSet.objects.latest("first_year")
    assert (rules.unit_names, rules.member_names) == ({"xs": "Vững mạnh tiêu biểu"}, {"kht": "Yếu"})


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"first_year": "2025"}, "first_year"),
        ({"code": "43-HD/BTCTW"}, "code"),
        ({"source": ""}, "source"),
        ({"raised_cap_percent": "10"}, "raised_cap_percent"),
        ({"cap_base": "ai biết"}, "cap_base"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(client, admin, typed, field):
    before = RuleSet.objects.count()
    response = post(client, admin, **typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert RuleSet.objects.count() == before


def test_office_gets_403(client, office):
    client.force_login(office)
    assert client.get(URL).status_code == 403
    assert client.post(URL).status_code == 403


def test_a_copied_set_scores_as_the_one_before(client, admin):
    post(client, admin)
    copied = RuleSet.objects.get(code="50-HD")
    bands = copied.scores, copied.least_xs, copied.least_t, copied.least_ht
    assert bands == (True, 90, 70, 50)
