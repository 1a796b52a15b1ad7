"""One search over members, meetings, papers and pages, each in the scope of its list."""

import unicodedata

import pytest
from django.urls import reverse

from meetings.documents import of_adoption
from meetings.models import Directive, LibraryItem, Meeting, changes
from tests.conftest import START, day, make_member, make_user
from tests.reports.conftest import issue, start

URL = reverse("reports:search")
MEETING = {"kind": "thematic", "topic": "Nêu gương của cán bộ", "by": None}


def found(client, user, text) -> dict:
    client.force_login(user)
    response = client.get(URL, {"q": text})
    assert response.status_code == 200
    return {s.title: [hit.text for hit in s.hits] for s in response.context["sections"]}


def adopt(meeting):
    one = meeting.people()[0]
    meeting.record(changes("meeting", conclusion="<p>Nhất trí</p>", chair=one, secretary=one), by=None)
    meeting.refresh_from_db()
    meeting.adopt(by=None, documents=of_adoption(meeting))


@pytest.mark.parametrize(
    "typed", ["Nguyễn Văn An", "nguyen van", "an NGUYỄN", unicodedata.normalize("NFD", "Nguyễn")]
)
def test_a_member_by_name_whatever_case_and_tones(client, secretary, an, typed):
    assert found(client, secretary, typed)["Đảng viên"] == ["Nguyễn Văn An"]


def test_a_number_is_found_whole_and_shown_nowhere(client, secretary, cell):
    make_member(unit=cell, card_number="12345678")
    assert found(client, secretary, "12345678") == {"Đảng viên": ["Nguyễn Văn An"]}
    assert found(client, secretary, "1234567") == {}
    page = client.get(URL, {"q": "12345678"}).content.decode().partition("aria-labelledby")[2]
    assert "12345678" not in page


def test_who_left_is_said_to_have_left_and_comes_once(client, secretary, an):
    an.current_membership().leave(on=day("2020-05-01"), left_by="death", by=None)
    client.force_login(secretary)
    [section] = client.get(URL, {"q": "nguyen"}).context["sections"]
    assert [hit.note for hit in section.hits] == ["Chi bộ 1, đã rời danh sách"]


def test_a_meeting_by_topic_unit_and_day(client, secretary, office, cell):
    Meeting.objects.open(unit=cell, held_on=day("2020-03-05"), **MEETING)
    said = ["Chuyên đề ngày 05/03/2020"]
    for text in ("neu guong", "05/03/2020", "5/3/2020", "chi bộ 1 chuyên đề"):
        assert found(client, office, text)["Cuộc họp"] == said
    assert "Cuộc họp" not in found(client, secretary, "05/04/2020")


def test_papers_by_number_and_by_what_they_say(
    client, secretary, cell, committee, office, leader, term
):
    an = make_member(unit=cell)
    meeting = Meeting.objects.open(unit=cell, held_on=day("2026-01-05"), **MEETING)
    adopt(meeting)
    issue(start(committee, by=office), by=leader)
    Directive.objects.receive(
        unit=committee,
        number="05-NQ/TU",
        issuer="Tỉnh ủy",
        title="Về y tế cơ sở",
        issued_on=day("2020-03-05"),
        text="<p>Bàn.</p>",
        by=None,
    )
    facts = {"title": "Sổ tay chi ủy", "topic": "Công tác", "kind": "link", "url": "https://a.vn"}
    LibraryItem.objects.add(unit=committee, by=None, **facts)
    assert found(client, secretary, "bien ban") == {"Văn bản đã ban hành": ["Biên bản"]}
    assert found(client, secretary, "05-nq/tu") == {"Văn bản cấp trên": ["05-NQ/TU: Về y tế cơ sở"]}
    assert found(client, secretary, "so tay") == {"Thư viện": ["Sổ tay chi ủy"]}
    [report] = found(client, office, "bao cao tong ket 2025")["Văn bản đã ban hành"]
    assert report.startswith("Báo cáo tổng kết năm 2025 số 01-BC/")
    assert "Văn bản đã ban hành" not in found(client, secretary, "bao cao tong ket 2025")
    assert an.pk


def test_pages_are_those_of_the_own_menu(client, secretary, office):
    assert found(client, secretary, "lich nam") == {"Mục trong phần mềm": ["Lịch năm"]}
    assert found(client, secretary, "sắp xếp") == {}
    assert found(client, office, "sắp xếp") == {"Mục trong phần mềm": ["Sắp xếp tổ chức"]}


def test_nothing_of_others_is_found(client, outsider, other_secretary, an, cell):
    Meeting.objects.open(unit=cell, held_on=day("2020-03-05"), **MEETING)
    for user in (outsider, other_secretary):
        assert found(client, user, "nguyen van an") == {}
        assert found(client, user, "neu guong") == {}


def test_upper_staff_finds_no_person_and_no_meeting(client, upper_staff, an, cell):
    Meeting.objects.open(unit=cell, held_on=day("2020-03-05"), **MEETING)
    assert (found(client, upper_staff, "nguyen"), found(client, upper_staff, "guong")) == ({}, {})


@pytest.mark.parametrize("text", ["", "a", "  ", "%", "'"])
def test_too_little_finds_nothing_and_the_page_says_what_to_type(client, secretary, an, text):
    assert found(client, secretary, text) == {}


def test_more_than_ten_lead_to_the_whole_list(client, secretary, cell):
    for number in range(11):
        make_member(f"Trần Văn {'abcdeghiklm'[number]}", unit=cell)
    client.force_login(secretary)
    [section] = client.get(URL, {"q": "trần"}).context["sections"]
    assert (len(section.hits), section.more) == (10, "/members/?q=tr%E1%BA%A7n")


@pytest.mark.parametrize("cast", ["admin", "member"])
def test_who_reads_no_lists_is_refused(client, admin, cell, cast):
    client.force_login(admin if cast == "admin" else make_user("dangvien", "member", cell))
    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(client, office, cell, rows, django_assert_num_queries):
    for number in range(rows):
        make_member(f"Nguyễn Văn {'abc'[number]}", unit=cell, on=START)
        Meeting.objects.open(unit=cell, held_on=day(f"2020-0{number + 1}-05"), **MEETING)
    client.force_login(office)
    client.get(URL)
    with django_assert_num_queries(10):
        client.get(URL, {"q": "nguyen"})
