"""Dữ liệu của tôi: a member asks to have the own record put right, the office answers."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import Threshold
from cells.rights import Role
from common.periods import DAY
from members.models import CorrectionRequest
from tests.conftest import make_user

URL, LIST = reverse("members:own_data"), reverse("members:correction_list")
WRONG = "Ngày sinh đúng là 05/4/1980"


@pytest.fixture
def own(an, cell):
    user = make_user("dangvien", Role.MEMBER, cell)
    an.user = user
    an.save(update_fields=["user"])
    return user


@pytest.fixture
def asked(an):
    return CorrectionRequest.objects.ask(an, text=WRONG, by=None)


def reply_to(asked) -> str:
    return reverse("members:correction_reply", args=[asked.pk])


def test_what_a_member_asks_waits_with_its_term_and_is_answered(client, own, office, an):
    client.force_login(own)
    assert client.post(URL, {"text": WRONG}).url == URL
    asked = CorrectionRequest.objects.get()
    today = timezone.localdate()
    assert (asked.member, asked.text, asked.due_on) == (an, WRONG, today + 10 * DAY)
    client.force_login(office)
    assert "Có 1 đề nghị sửa hồ sơ của đảng viên chờ trả lời." in client.get("/").content.decode()
    assert list(client.get(LIST).context["waiting"]) == [asked]
    assert "Đề nghị sửa hồ sơ" in client.get(reverse("reports:news")).content.decode()
    assert client.post(reply_to(asked), {"text": "Đã sửa theo giấy khai sinh"}).url == LIST
    assert list(client.get(LIST).context["waiting"]) == []
    client.force_login(own)
    assert "Đã sửa theo giấy khai sinh" in client.get(URL).content.decode()
    news = client.get(reverse("reports:news")).content.decode()
    assert "Trả lời đề nghị sửa hồ sơ" in news
    acts = AuditEvent.objects.filter(record="members.correctionrequest").order_by("id")
    assert list(acts.values_list("action", "by__username")) == [
        ("correction.ask", "dangvien"),
        ("correction.reply", "vanphong"),
    ]


def test_who_else_read_the_record_is_told_with_the_reason(client, own, office, an):
    AuditEvent.objects.all().delete()
    client.force_login(own)
    assert "Chưa có ai khác" in client.get(URL).content.decode()
    an.unmask(reason="Đối chiếu thẻ đảng viên", by=office)
    client.get(an.get_absolute_url())  # one's own reading is not told
    [event] = client.get(URL).context["page"]
    assert (event.by, event.act, event.note) == (office, "Xem số đầy đủ", "Đối chiếu thẻ đảng viên")


@pytest.mark.parametrize("text", ["", "   ", "a" * 1001])
def test_nothing_and_too_much_are_refused(client, own, text):
    client.force_login(own)
    response = client.post(URL, {"text": text})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["text"])
    assert not CorrectionRequest.objects.exists()


def test_at_most_five_wait(an):
    for number in range(5):
        CorrectionRequest.objects.ask(an, text=f"Mục {number}", by=None)
    with pytest.raises(ValidationError, match="Đã có 5 đề nghị chờ trả lời"):
        CorrectionRequest.objects.ask(an, text="Mục nữa", by=None)
    CorrectionRequest.objects.first().reply(text="Đã sửa", by=None)
    CorrectionRequest.objects.ask(an, text="Mục nữa", by=None)


def test_term_is_that_of_the_rule_and_late_the_day_after(an, asked):
    assert Threshold.objects.get(code="correction_days").valid_from == datetime.date(2026, 1, 1)
    today = timezone.localdate()
    asked.due_on = today
    assert not asked.is_late
    asked.due_on = today - DAY
    assert asked.is_late
    asked.reply(text="Đã sửa", by=None)
    assert not asked.is_late


def test_whose_is_whose(client, secretary, leader, outsider, own, asked):
    for user, of_own, of_list, of_reply in [
        (own, 200, 403, 403),
        (secretary, 404, 403, 403),
        (leader, 404, 403, 403),
        (outsider, 404, 200, 404),
    ]:
        client.force_login(user)
        got = [client.get(url).status_code for url in (URL, LIST, reply_to(asked))]
        assert got == [of_own, of_list, of_reply]
    assert list(client.get(LIST).context["waiting"]) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_queries(client, office, own, an, rows, django_assert_num_queries):
    for number in range(rows):
        CorrectionRequest.objects.ask(an, text=f"Mục {number}", by=None)
    for user, url, queries in [(office, LIST, 5), (own, URL, 7)]:
        client.force_login(user)
        client.get(url)
        with django_assert_num_queries(queries):
            client.get(url)
