"""A letter as PDF: asked for, laid out as other papers, its file handed out and logged."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from cases.documents.letter import document
from cases.models import LetterPrint
from cases.tasks import print_letter
from members.models import PersonalHistory
from tests.cases.test_letter import issue, transfer_of
from tests.conftest import make_member
from tests.papers.reading import pages_of


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def member(cell):
    made = make_member(unit=cell, card_number="25012345")
    facts = {"other_names": "Sáu An", "permanent_address": "Số 1 phố Huế"}
    PersonalHistory.objects.create(member=made, **facts)
    return made


@pytest.fixture
def letter(member):
    return issue(transfer_of(member), papers=12)


def ask(client, user, letter):
    client.force_login(user)
    return client.post(reverse("cases:letter_print", args=[letter.pk]))


def take(client, user, job):
    client.force_login(user)
    return client.get(reverse("cases:print_download", args=[job.pk]))


def test_the_sheet_and_on_its_back_the_boxes(client, office, letter):
    response = ask(client, office, letter)
    job = LetterPrint.objects.get()
    assert response.url == reverse("cases:print_detail", args=[job.pk])
    assert client.get(response.url).status_code == 200
    print_letter(job.pk)
    front, back = pages_of(take(client, office, job).content)
    for words in (
        "ĐẢNG ỦY TRUNG TÂM",
        "Số 01/2020",
        "ngày 15 tháng 6 năm 2020",
        "GIẤY GIỚI THIỆU SINH HOẠT ĐẢNG CHÍNH THỨC",
        "Kính gửi: Đảng bộ Bệnh viện tỉnh",
        "Tên gọi khác: Sáu An",
        "Số thẻ đảng viên: 25012345",
        "Nơi cư trú: Số 1 phố Huế",
        "Hồ sơ kèm theo: 12 tài liệu",
        "T/M ĐẢNG ỦY",
    ):
        assert words in front
    assert back.count("Kính chuyển") == 7


def test_whoever_takes_the_file_is_logged_as_if_unmasking(client, office, letter):
    ask(client, office, letter)
    job = LetterPrint.objects.get()
    assert take(client, office, job).status_code == 404
    assert not AuditEvent.objects.filter(action="member.unmask").exists()
    print_letter(job.pk)
    take(client, office, job)
    [event] = AuditEvent.objects.filter(action="member.unmask", record_id=letter.member_id)
    assert (event.by, event.note) == (office, "Giấy giới thiệu số 01/2020")


def test_a_letter_that_replaces_another_says_so(letter):
    second = issue(letter.case, "2020-06-20")
    assert document(second)["replaced"] == "Giấy này thay giấy số 01/2020 ngày 15/06/2020."
    assert document(letter)["replaced"] == ""


def test_who_may(client, office, secretary, leader, outsider, letter):
    assert [ask(client, user, letter).status_code for user in (secretary, leader, outsider)] == [
        403,
        403,
        404,
    ]
    ask(client, office, letter)
    job = LetterPrint.objects.get()
    print_letter(job.pk)
    assert [take(client, user, job).status_code for user in (secretary, leader, outsider)] == [
        403,
        403,
        404,
    ]
