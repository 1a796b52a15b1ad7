"""The paper to print: it shows the whole card number, so opening it is logged."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from tests.cases.test_letter import issue, transfer_of
from tests.conftest import make_member


@pytest.fixture
def letter(cell):
    return issue(transfer_of(make_member(unit=cell, card_number="25012345")))


def see(client, user, letter):
    client.force_login(user)
    return client.get(reverse("cases:letter_detail", args=[letter.pk]))


def test_the_paper_with_its_head_lines_and_boxes(client, office, letter):
    text = see(client, office, letter).text
    for part in ("ĐẢNG ỦY TRUNG TÂM", "Số 01/2020", "ngày 15 tháng 6 năm 2020", "T/M ĐẢNG ỦY"):
        assert part in text
    assert "25012345" in text
    assert text.count('class="letter-box"') == 7


def test_every_opening_is_logged_like_an_unmasking(client, office, letter):
    see(client, office, letter)
    see(client, office, letter)
    events = AuditEvent.objects.filter(action="member.unmask", record_id=letter.member_id)
    assert [event.note for event in events] == ["Giấy giới thiệu số 01/2020"] * 2


def test_it_is_kept_by_no_browser(client, office, letter):
    assert "no-store" in see(client, office, letter).headers["Cache-Control"]


def test_a_replaced_letter_says_so_and_the_new_one_names_it(client, office, letter):
    second = issue(letter.case, "2020-06-20")
    assert "đã được thay bằng giấy số 02/2020" in see(client, office, letter).text
    assert "Giấy này thay giấy số 01/2020 ngày 15/06/2020" in see(client, office, second).text


def test_outsider_gets_404(client, outsider, letter):
    assert see(client, outsider, letter).status_code == 404


@pytest.mark.parametrize("who", ["secretary", "leader"])
def test_others_get_403_and_nothing_is_opened(client, who, request, letter):
    assert see(client, request.getfixturevalue(who), letter).status_code == 403
    assert not AuditEvent.objects.filter(action="member.unmask").exists()


def test_number_of_queries(client, office, letter, django_assert_num_queries):
    see(client, office, letter)
    with django_assert_num_queries(8):
        client.get(reverse("cases:letter_detail", args=[letter.pk]))
