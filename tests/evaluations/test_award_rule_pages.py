"""Who gives which award, as the administrator enters it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from evaluations.models import AwardKind, AwardRule, RuleSet
from tests.conftest import day

NEW = {
    "kind": "annual",
    "recipient": "member",
    "form": "merit",
    "giver": "grassroots",
    "multiple": "0,5",
    "first_year": "2031",
    "source": "Hướng dẫn 60-HD/BTCTW",
}
PAGE = reverse("evaluations:rule_set_list")


def post(client, user, *args, **changes):
    client.force_login(user)
    name = "award_rule_correct" if args else "award_rule_create"
    return client.post(reverse(f"evaluations:{name}", args=args), NEW | changes)


def in_year(year: int) -> Decimal | None:
    rules = AwardRule.objects.in_year(year, AwardKind.ANNUAL, day("2020-12-31"))
    return next(rule.multiple for rule in rules if (rule.recipient, rule.form) == ("member", "merit"))


def test_a_new_row_counts_from_its_year_on(client, admin):
    before = in_year(2030)
    assert post(client, admin).headers["Location"] == PAGE
    assert (in_year(2030), in_year(2031)) == (before, Decimal("0.5"))
    assert "0,5 lần lương cơ sở" in client.get(PAGE).text


def test_money_that_no_text_names_stays_unknown(client, admin):
    post(client, admin, multiple="")
    assert in_year(2031) is None


def test_a_second_row_of_the_year_is_refused(client, admin):
    post(client, admin)
    answer = post(client, admin)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "Đã có quy định cho hình thức này từ năm đó; hãy sửa dòng ấy."
    ]


def test_a_row_is_put_right(client, admin):
    post(client, admin)
    rule = AwardRule.objects.get(first_year=2031)
    assert post(client, admin, rule.pk, multiple="0,6").status_code == 302
    assert in_year(2031) == Decimal("0.6")


@pytest.mark.parametrize(
    ("typed", "field"), [({"multiple": "nhiều"}, "multiple"), ({"source": ""}, "source")]
)
def test_what_is_wrong_is_named_at_its_field(client, admin, typed, field):
    assert list(post(client, admin, **typed).context["form"].errors) == [field]


def test_only_the_administrator(client, office):
    assert post(client, office).status_code == 403


def test_on_a_telephone_a_rule_is_one_line_that_a_tap_opens(client, admin):
    client.force_login(admin)
    page = client.get(PAGE).text
    assert page.count('<details class="d-md-none d-print-none">') == AwardRule.objects.count()
    assert "<summary>Hoàn thành xuất sắc nhiệm vụ năm: <strong>giấy khen</strong> đảng viên" in page


def test_only_the_newest_rules_of_grading_stand_open(client, admin):
    client.force_login(admin)
    page = client.get(PAGE).text
    assert page.count("<details><summary><h2") == RuleSet.objects.count() - 1
