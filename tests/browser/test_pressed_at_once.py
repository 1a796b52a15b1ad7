"""Eight presses that reach the program at the same moment make one row."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cells.models import UnitKind
from cells.rights import Role
from meetings.models import Petition
from tests.conftest import found, make_user

URL = reverse("meetings:petition_add")


@pytest.fixture
def secretary(rules_alone):
    committee = found("dang-bo", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ")
    cell = found("chi-bo-1", UnitKind.CELL, "Chi bộ 1", parent=committee, number=1)
    return make_user("bithu", Role.SECRETARY, cell)


def test_eight_presses_at_once_make_one_row(secretary):
    browser, answers = Client(), []
    browser.force_login(secretary)
    sent = {"text": "Sửa mái", "raised_on": "05/06/2020", "csrfmiddlewaretoken": "a" * 64}
    sent["unit"] = secretary.assignments.get().unit_id

    def press():
        answers.append(browser.post(URL, sent).status_code)
        connection.close()

    presses = [threading.Thread(target=press) for _ in range(8)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert (Petition.objects.count(), answers) == (1, [302] * 8)
