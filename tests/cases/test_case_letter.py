"""Making out the letter of a transfer out of the committee."""

import pytest
from django.urls import reverse

from cases.models import Letter
from tests.cases.test_letter import transfer_of
from tests.conftest import day, make_member


@pytest.fixture
def case(cell):
    return transfer_of(make_member(unit=cell))


def url(case):
    return reverse("cases:case_letter", args=[case.pk])


def post(client, user, case, **changes):
    client.force_login(user)
    typed = {"issued_on": "2020-06-15", "fee_until": "06/2020", "papers": "12"}
    return client.post(url(case), typed | changes)


def test_the_letter_is_made_out_and_shown(client, office, case):
    response = post(client, office, case, is_outside="on")
    letter = Letter.objects.get()
    assert response.headers["Location"] == reverse("cases:letter_detail", args=[letter.pk])
    assert (letter.case, letter.fee_until, letter.papers) == (case, day("2020-06-01"), 12)
    assert len(letter.boxes) == 10


def test_the_day_of_the_step_is_proposed(client, office, case):
    client.force_login(office)
    assert client.get(url(case)).context["form"]["issued_on"].value() == day("2020-06-15")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"issued_on": ""}, "issued_on"),
        ({"issued_on": "2020-06-14"}, "issued_on"),
        ({"issued_on": "2999-06-15"}, "issued_on"),
        ({"fee_until": ""}, "fee_until"),
        ({"fee_until": "15/06/2020"}, "fee_until"),
        ({"fee_until": "13/2020"}, "fee_until"),
        ({"fee_until": "02/2010"}, "fee_until"),
        ({"papers": "0"}, "papers"),
        ({"papers": "mười"}, "papers"),
    ],
)
def test_what_is_wrong_is_named_and_takes_no_number(client, office, case, wrong, field):
    response = post(client, office, case, **wrong)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["papers"].value() == wrong.get("papers", "12")
    assert not Letter.objects.exists()


def test_the_case_leads_to_it_and_lists_what_was_made_out(client, office, case):
    client.force_login(office)
    page = client.get(reverse("cases:case_detail", args=[case.pk]))
    assert f'href="{url(case)}"' in page.text
    post(client, office, case)
    page = client.get(reverse("cases:case_detail", args=[case.pk]))
    assert list(page.context["letters"]) == [Letter.objects.get()]
    assert "Giấy số 01/2020" in page.text


def test_a_case_without_that_step_has_no_such_page(client, office, case):
    case.undo(by=None)
    assert post(client, office, case).status_code == 404
    page = client.get(reverse("cases:case_detail", args=[case.pk]))
    assert f'href="{url(case)}"' not in page.text


def test_outsider_gets_404(client, outsider, case):
    assert post(client, outsider, case).status_code == 404


@pytest.mark.parametrize("who", ["secretary", "leader"])
def test_others_get_403(client, who, request, case):
    assert post(client, request.getfixturevalue(who), case).status_code == 403
    assert not Letter.objects.exists()
