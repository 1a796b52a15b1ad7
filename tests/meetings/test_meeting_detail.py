"""One meeting: the minutes as they will be printed or were adopted, the papers, the tasks."""

import re

import pytest
from django.urls import reverse

from meetings.documents import of_adoption
from meetings.models import Meeting, changes
from members.models import Exemption
from tests.conftest import make_member
from tests.meetings.conftest import HELD_ON, adopted, concluded, open_meeting, record, task, times

DOER = "Người, đơn vị thực hiện"
ACTS = ["meeting_edit", "meeting_resolution", "meeting_adopt", "meeting_discard"]


def url(meeting, name="meeting_detail"):
    return reverse(f"meetings:{name}", args=[meeting.pk])


def with_papers(meeting):
    concluded(meeting).adopt(by=None, documents=of_adoption(meeting))
    return meeting


def offered(text, meeting, acts=ACTS) -> list[str]:
    """Which acts the page leads to."""
    return [act for act in acts if f'"{url(meeting, act)}"' in text]


def test_the_counts_are_those_of_the_roll_call(client, secretary, cell, people):
    make_member("Vũ Thị Dung", unit=cell)
    make_member("Ngô Văn Em", unit=cell, official_on=None)
    Exemption.objects.create(member=people[0], starts_on=HELD_ON)
    meeting = open_meeting(cell)
    record(meeting, attendance={people[1]: ("excused", "Ốm"), people[2]: ("unexcused", "")})
    client.force_login(secretary)
    text = client.get(url(meeting)).text
    assert "Có mặt: 2 đồng chí (chính thức 1, dự bị 1); đạt 2/4 = 50%." in text
    assert "Vắng có lý do: 1 đồng chí: Lê Văn Bình (Ốm)." in text
    assert "Vắng không lý do: 1 đồng chí: Đỗ Mai Chi." in text
    assert "Miễn sinh hoạt: 1 đồng chí: Trần Thị An." in text


def test_parts_and_items_of_the_minutes_are_headings_apart(client, secretary, meeting):
    meeting.items.create(title="Công tác tháng tới", position=1)
    client.force_login(secretary)
    page = client.get(url(meeting)).text
    assert '<h3 class="minutes-part">Nội dung</h3>' in page
    assert '<h4 class="minutes-item">1. Công tác tháng tới</h4>' in page


def test_a_line_of_the_tasks_says_on_a_telephone_who_and_until_when(client, secretary, cell, people):
    meeting = open_meeting(cell)
    record(meeting, tasks=[task(assignee=people[0]), task("Việc chưa giao", due_on="2020-07-05")])
    client.force_login(secretary)
    page = client.get(url(meeting)).text
    assert "<td>Việc chưa giao</td>" in page
    assert re.findall(r"<td data-label=.*?</td>|<td class=.blank.></td>", page) == [
        f'<td data-label="{DOER}">…</td>',
        '<td data-label="Thời hạn">05/07/2020</td>',
        f'<td data-label="{DOER}">{people[0]}</td>',
        '<td class="blank"></td>',
    ]


def test_a_meeting_without_a_roll_has_no_rate(client, secretary, cell):
    client.force_login(secretary)
    assert "Có mặt: không có; đạt 0/0 = —." in client.get(url(open_meeting(cell))).text


def test_the_name_is_that_of_the_day(client, office, cell, meeting):
    cell.rename(name="Chi bộ 7", number=7, on=HELD_ON.replace(day=16), by=None)
    client.force_login(office)
    assert client.get(url(meeting)).context["meeting"].unit_name == "Chi bộ 1"


def test_a_short_meeting_is_warned_of_mildly(client, secretary, cell):
    meeting = open_meeting(cell, **times("14:00", "15:00"))
    client.force_login(secretary)
    text = client.get(url(meeting)).text
    assert "60 phút. Ngắn hơn 90 phút nêu tại Hướng dẫn 12-HD/BTCTW" in text


def test_a_planned_meeting_has_no_minutes_yet(client, secretary, cell):
    plan = {"unit": cell, "kind": "regular", "held_on": HELD_ON}
    meeting = Meeting.objects.plan(by=None, **plan)
    client.force_login(secretary)
    text = client.get(url(meeting)).text
    assert "chưa họp" in text
    assert offered(text, meeting) == ["meeting_edit", "meeting_discard"]
    assert 'id="minutes"' not in text


def test_a_draft_can_be_edited_adopted_discarded_and_printed(client, secretary, meeting):
    concluded(meeting, resolution="<p>Lãnh đạo <strong>tốt</strong>.</p>")
    client.force_login(secretary)
    text = client.get(url(meeting)).text
    assert offered(text, meeting) == ACTS
    assert "<p>Lãnh đạo <strong>tốt</strong>.</p>" in text
    words = [reverse("meetings:meeting_word", args=[meeting.pk, k]) for k in ("minutes", "resolution")]
    assert [word in text for word in words] == [True, True]
    assert text.count(f'action="{reverse("meetings:print_create")}"') == 2


def test_adopted_minutes_show_what_was_frozen(client, secretary, meeting):
    record(meeting, tasks=[task()])
    with_papers(meeting)
    Meeting.objects.update(place="Sửa lén")
    client.force_login(secretary)
    text = client.get(url(meeting)).text
    assert offered(text, meeting, [*ACTS, "meeting_correct"]) == ["meeting_correct"]
    assert "Sửa lén" not in text
    assert reverse("meetings:task_complete", args=[meeting.tasks.get().pk]) in text
    assert reverse("meetings:paper_word", args=[meeting.papers.get().pk]) in text


def test_adopted_without_a_paper_the_record_is_shown(client, secretary, meeting):
    adopted(meeting)
    client.force_login(secretary)
    text = client.get(url(meeting)).text
    assert "thông qua trước khi phần mềm lưu bản chính thức" in text
    assert "Chi bộ thống nhất." in text


def test_versions_are_listed_while_and_after_a_correction(client, secretary, meeting):
    with_papers(meeting)
    meeting.correct(reason="Ghi nhầm", by=None, documents=of_adoption(meeting))
    client.force_login(secretary)
    text = client.get(url(meeting)).text
    assert "Đang đính chính biên bản" in text
    assert offered(text, meeting, ["meeting_give_up_correction", "meeting_discard"]) == [
        "meeting_give_up_correction"
    ]
    record(meeting, place="Hội trường")
    meeting.adopt(by=None, documents=of_adoption(meeting))
    response = client.get(url(meeting))
    versions = [[paper.version for paper in response.context[key]] for key in ("current", "older")]
    assert versions == [[2], [1]]
    assert "Lý do thay bản trước: Ghi nhầm" in response.text


def test_a_reader_is_offered_no_act(client, leader, meeting):
    record(meeting, tasks=[task()])
    concluded(meeting)
    client.force_login(leader)
    text = client.get(url(meeting)).text
    assert offered(text, meeting, [*ACTS, "meeting_correct"]) == []
    assert reverse("meetings:task_complete", args=[meeting.tasks.get().pk]) not in text


@pytest.mark.parametrize("who", ["outsider", "other_secretary", "upper_staff", "admin"])
def test_who_has_no_part_in_it_gets_404(client, request, meeting, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url(meeting)).status_code == 404


def fill(meeting, count):
    """Items, opinions, votes and tasks: `count` of each."""
    people = [row.member for row in meeting.attendances.by_name()]
    made = []
    for number in range(count):
        made += changes("item", title=f"Nội dung {number}", speaker=people[0])
        made += changes("vote", question=f"Việc {number}", in_favour=1)
        made += changes("opinion", member=people[0], text="Nhất trí")
        made += changes("task", text=f"Việc {number}", assignee=people[0])
    meeting.record(made, by=None)


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_of_a_draft(client, secretary, meeting, count, django_assert_num_queries):
    fill(meeting, count)
    client.force_login(secretary)
    client.get(url(meeting))
    with django_assert_num_queries(10):
        client.get(url(meeting))


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_once_adopted(client, secretary, meeting, count, django_assert_num_queries):
    fill(meeting, count)
    for number in range(count):
        concluded(meeting, place=f"Phòng {number}")
        meeting.adopt(by=None, documents=of_adoption(meeting))
        if number + 1 < count:
            meeting.correct(reason="Nhầm", by=None, documents=of_adoption(meeting))
    client.force_login(secretary)
    client.get(url(meeting))
    with django_assert_num_queries(7):
        client.get(url(meeting))


def test_what_lacks_is_named_where_minutes_are_adopted(client, secretary, meeting):
    client.force_login(secretary)
    edit = reverse("meetings:meeting_edit", args=[meeting.pk])
    link = '<a class="list-link" href="{}#{}">{}</a>'.format
    lacks = client.get(url(meeting)).text
    assert link(edit, "meeting-chair", "Chưa ghi chủ trì.") in lacks
    assert "Thông qua và khóa" not in lacks
    ready = client.get(url(concluded(meeting))).text
    assert link(edit, "head", "Chưa ghi giờ kết thúc.") in ready
    assert "Thông qua và khóa" in ready
