"""Writing that the dossier was handed over, received or lent."""

import pytest
from django.urls import reverse

from members.models import DossierMove
from tests.conftest import make_member


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def post(client, user, member, **changes):
    client.force_login(user)
    typed = {"kind": "handed_over", "on": "2020-03-01", "whom": "Đảng ủy Sở Y tế", "papers": "12"}
    return client.post(reverse("members:dossier_move_add", args=[member.pk]), typed | changes)


def test_it_is_written_in_the_book_of_the_cell(client, office, member, cell):
    assert post(client, office, member).status_code == 302
    move = DossierMove.objects.get()
    assert (move.unit, move.papers, move.due_back_on) == (cell, 12, None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "lent"}, "due_back_on"),
        ({"due_back_on": "2020-03-05"}, "due_back_on"),
        ({"kind": "lent", "due_back_on": "2020-02-29"}, "__all__"),
        ({"on": "2018-12-31"}, "on"),
        ({"on": "2999-01-01"}, "on"),
        ({"papers": "0"}, "papers"),
        ({"papers": "99999"}, "papers"),
        ({"whom": " "}, "whom"),
    ],
)
def test_bad_input_is_named_at_its_field(client, office, member, changes, field):
    response = post(client, office, member, **changes)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert DossierMove.objects.count() == 0


def test_outsider_gets_404(client, outsider, member):
    assert post(client, outsider, member).status_code == 404


def test_secretary_gets_403(client, secretary, member):
    assert post(client, secretary, member).status_code == 403
