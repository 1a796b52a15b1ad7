"""Somebody else writes for long: who waited too long is told so, and nothing is half written."""

import re
from html import unescape

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from organisation.models import StaffCount
from tests.accounts.pages import english_in, visible_text

SENT = {"counted_on": "31/12/2020", "number": "12", "source": 'Báo cáo "số 1"'}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def failing(text):
    """What the database answers to a new row of staff."""

    def execute(ask, sql, params, many, context):
        if sql.startswith('INSERT INTO "organisation_staffcount"'):
            raise OperationalError(text)
        return ask(sql, params, many, context)

    return connection.execute_wrapper(execute)


def test_a_save_that_waited_too_long_is_told_so(client, office, committee):
    client.force_login(office)
    address = reverse("organisation:staff_add", args=[committee.code])
    with failing("database is locked"):
        response = client.post(address, SENT)
    assert response.status_code == 503
    assert "Những gì đồng chí vừa nhập vẫn còn ở trang này" in visible_text(response)
    kept = {name: unescape(text) for name, text in HIDDEN.findall(response.text) if name in SENT}
    assert kept == SENT
    assert english_in(response) == []
    assert StaffCount.objects.count() == 0
    assert client.post(address, kept).status_code == 302
    assert StaffCount.objects.count() == 1


@pytest.mark.parametrize(
    "text", ["database or disk is full", 'could not extend file "base/1": No space left on device']
)
def test_no_room_on_the_server_is_told(client, office, committee, text):
    client.force_login(office)
    with failing(text):
        response = client.post(reverse("organisation:staff_add", args=[committee.code]), SENT)
    assert response.status_code == 507
    assert "Ổ đĩa của máy chủ đã hết chỗ" in visible_text(response)
    assert StaffCount.objects.count() == 0


def test_another_fault_of_the_database_stays_a_fault(client, office, committee):
    client.force_login(office)
    with failing("disk I/O error"), pytest.raises(OperationalError):
        client.post(reverse("organisation:staff_add", args=[committee.code]), SENT)
