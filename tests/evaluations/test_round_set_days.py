"""Until which day each step of a round is due."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from evaluations.models import Round
from tests.conftest import day

DAYS = {
    "self_due_on": "05/12/2020",
    "cell_due_on": "15/12/2020",
    "appraisal_due_on": "",
    "decision_due_on": "31/01/2021",
}
SAID = "Hạn tự xếp loại: <strong>05/12/2020</strong>; hạn chi bộ đề nghị: <strong>15/12/2020</strong>"


def url(grading):
    return reverse("evaluations:round_set_days", args=[grading.pk])


def post(client, user, grading, **data):
    client.force_login(user)
    return client.post(url(grading), DAYS | data)


def page(client, user, address):
    client.force_login(user)
    return client.get(address).content.decode()


def test_the_days_are_seen_by_everybody_who_works_in_the_round(
    client, office, secretary, grading, cell, members
):
    assert post(client, office, grading).status_code == 302
    kept = Round.objects.get()
    assert (kept.self_due_on, kept.appraisal_due_on) == (day("2020-12-05"), None)
    members[0].user = secretary
    members[0].save(update_fields=["user"])
    detail = reverse("evaluations:round_detail", args=[grading.pk])
    assert SAID in page(client, office, detail)
    assert SAID in page(client, secretary, reverse("evaluations:cell_steps", args=[cell.code]))
    assert SAID in page(client, secretary, reverse("evaluations:own_steps"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"cell_due_on": "04/12/2020"}, "cell_due_on"),
        ({"cell_due_on": "", "decision_due_on": "04/12/2020"}, "decision_due_on"),
        ({"decision_due_on": "01/02/2021"}, "decision_due_on"),
        ({"self_due_on": "31/12/2019"}, "self_due_on"),
        ({"self_due_on": "32/12/2020"}, "self_due_on"),
    ],
)
def test_days_out_of_order_are_told_at_their_field(client, office, grading, changes, field):
    response = post(client, office, grading, **changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Round.objects.get().due_days == []


def test_the_same_day_for_all_and_the_last_day_possible(client, office, grading):
    assert post(client, office, grading, **dict.fromkeys(DAYS, "31/01/2021")).status_code == 302


def test_a_closed_round_keeps_its_days(client, office, closed):
    response = post(client, office, closed)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["__all__"])


def test_the_database_refuses_days_out_of_order(grading):
    with pytest.raises(IntegrityError):
        Round.objects.update(self_due_on=day("2020-12-02"), decision_due_on=day("2020-12-01"))


def test_the_verb_checks_too(grading, office):
    grading.self_due_on = day("2021-02-01")
    with pytest.raises(ValidationError):
        grading.set_days(fields=["self_due_on"], by=office)


def test_leader_gets_403_outsider_404(client, leader, outsider, grading):
    assert post(client, leader, grading).status_code == 403
    assert post(client, outsider, grading).status_code == 404
