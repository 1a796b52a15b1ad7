"""Putting a rule set right; and the list of all."""

from django.urls import reverse

from evaluations.forms import RuleSetForm
from evaluations.models import Round, RuleSet


def post(client, user, rules, **changes):
    client.force_login(user)
    initial = RuleSetForm(instance=rules).initial
    data = {name: value for name, value in initial.items() if value is not False}
    return client.post(reverse("evaluations:rule_set_correct", args=[rules.pk]), data | changes)


def test_an_open_round_follows_and_a_closed_one_does_not(client, admin, closed, committee, members):
    other = Round.objects.open_for(committee, year=2021, by=None)
    assert post(client, admin, closed.rules, cap_percent="10").status_code == 302
    now = [Round.objects.get(pk=one.pk).applied_rules.cap_percent for one in (closed, other)]
    assert now == [20, 10]


def test_names_of_levels_stay_when_something_else_is_put_right(client, admin):
    rules = RuleSet.objects.get(code="27-HD/BTCTW")
    post(client, admin, rules, title="Hướng dẫn số 27-HD/BTCTW")
    assert RuleSet.objects.get(pk=rules.pk).name_of("kht", of_unit=True) == "Yếu kém"


def test_a_level_is_called_as_typed_or_as_usual(client, admin):
    rules = RuleSet.objects.get(code="27-HD/BTCTW")
    names = {"unit_names-kht": "Yếu", "unit_names-xs": "", "member_names-t": "Đạt"}
    assert post(client, admin, rules, **names).status_code == 302
    rules = RuleSet.objects.get(pk=rules.pk)
    assert rules.name_of("kht", of_unit=True) == "Yếu"
    assert rules.name_of("xs", of_unit=True) == "Hoàn thành xuất sắc nhiệm vụ"
    assert rules.name_of("t") == "Đạt"


def test_the_list_names_every_set_newest_first(client, admin):
    client.force_login(admin)
    page = client.get(reverse("evaluations:rule_set_list"))
    years = [rules.first_year for rules in page.context["rule_sets"]]
    assert years == [2025, 2023, 2019, 2018, 2014]


def test_office_gets_403_and_an_unknown_set_is_not_there(client, office, admin):
    rules = RuleSet.objects.earliest("first_year")
    assert post(client, office, rules).status_code == 403
    client.force_login(admin)
    assert client.get(reverse("evaluations:rule_set_correct", args=[0])).status_code == 404
