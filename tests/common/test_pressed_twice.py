"""The same press sent again makes nothing twice."""

import datetime

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Press
from accounts.tasks import clear_sessions
from meetings.models import MeetingPrint, Petition
from tests.meetings.conftest import open_meeting

URL = reverse("meetings:petition_add")
TOKEN = {"csrfmiddlewaretoken": "a" * 64}


@pytest.fixture
def meeting(cell, an):
    return open_meeting(cell)


def log_is_full(ask, sql, params, many, context):
    """What comes last of every act cannot be written."""
    if sql.startswith('INSERT INTO "accounts_auditevent"'):
        raise OperationalError("disk I/O error")
    return ask(sql, params, many, context)


def typed(cell, token="a" * 64, text="Sửa mái nhà văn hóa") -> dict:
    facts = {"unit": cell.pk, "text": text, "raised_on": "05/06/2020"}
    return facts | {"csrfmiddlewaretoken": token}


def test_eight_presses_make_one_row(client, secretary, cell):
    client.force_login(secretary)
    answers = [client.post(URL, typed(cell)) for _ in range(8)]
    assert Petition.objects.count() == 1
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, answers[0].url)}


def test_another_page_or_another_text_is_another_press(client, secretary, cell):
    client.force_login(secretary)
    client.post(URL, typed(cell))
    client.post(URL, typed(cell, text="Sửa đường"))
    client.post(URL, typed(cell, token="b" * 64))
    assert Petition.objects.count() == 3


def test_what_was_refused_may_be_pressed_again(client, secretary, cell):
    client.force_login(secretary)
    assert [client.post(URL, typed(cell, text="")).status_code for _ in range(2)] == [422, 422]
    assert Press.objects.count() == 0


def test_a_button_that_was_refused_says_why_each_time(client, secretary, meeting):
    client.force_login(secretary)
    url = reverse("meetings:meeting_adopt", args=[meeting.pk])
    for _ in range(2):
        page = client.post(url, {"version": meeting.version, **TOKEN}, follow=True)
        assert [message.level_tag for message in page.context["messages"]] == ["error"]
    assert Press.objects.count() == 0


def test_a_piece_of_a_page_that_is_pressed_twice_leads_on(client, secretary, meeting):
    client.force_login(secretary)
    sent = {"kind": "minutes", "meeting": meeting.pk, **TOKEN}
    first, again = (
        client.post(reverse("meetings:print_create"), sent, headers={"HX-Request": "true"})
        for _ in range(2)
    )
    page = reverse("meetings:print_detail", args=[MeetingPrint.objects.get().pk])
    assert (first.status_code, first["Location"]) == (201, page)
    assert (again.status_code, again["HX-Redirect"]) == (200, page)


def test_what_broke_half_way_left_nothing_and_may_be_pressed_again(client, secretary, cell):
    client.force_login(secretary)
    client.raise_request_exception = False
    with connection.execute_wrapper(log_is_full):
        assert client.post(URL, typed(cell)).status_code == 500
    assert (Petition.objects.count(), Press.objects.count()) == (0, 0)
    assert client.post(URL, typed(cell)).status_code == 302


def test_each_rendered_page_has_a_token_of_its_own(client, secretary):
    client.force_login(secretary)
    tokens = {str(client.get(URL).context["csrf_token"]) for _ in range(3)}
    assert len(tokens) == 3


@pytest.mark.parametrize(("hours", "left"), [(47, 1), (49, 0)])
def test_old_presses_are_forgotten(db, hours, left):
    press = Press.objects.create(key="a", led_to="/")
    past = timezone.now() - datetime.timedelta(hours=hours)
    Press.objects.filter(pk=press.pk).update(at=past)
    clear_sessions()
    assert Press.objects.count() == left
