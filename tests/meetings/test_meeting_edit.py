"""Writing the minutes: fields, attendance, votes and tasks on one page."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from meetings.models import Attendance, Meeting, MeetingKind, Task
from members.models import Exemption
from tests.conftest import day, make_member
from tests.meetings.conftest import (
    HELD_ON,
    adopted,
    mark,
    open_meeting,
    record,
    row_of,
    sent,
    task,
)


def url(meeting):
    return reverse("meetings:meeting_edit", args=[meeting.pk])


def detail(meeting):
    return reverse("meetings:meeting_detail", args=[meeting.pk])


def row_form(response, member):
    return next(form for form in response.context["form"].rows if form.row.member == member)


@pytest.fixture
def signed_in(client, secretary, meeting):
    client.force_login(secretary)
    return client


def test_everybody_is_present_before_anything_is_marked(signed_in, meeting):
    response = signed_in.get(url(meeting))
    assert response.status_code == 200
    assert [row["status"].value() for row in response.context["form"].rows] == ["present"] * 3
    assert 'data-draft="meeting-' in response.text


def test_marking_the_absent_and_concluding_is_one_request(signed_in, meeting, people, secretary):
    data = sent(meeting, conclusion="Thống nhất.", chair=people[0].pk)
    data |= mark(people[1], "excused", "Đi công tác") | mark(people[2], "unexcused")
    response = signed_in.post(url(meeting), data)
    assert (response.status_code, response.url) == (302, detail(meeting))
    saved = Meeting.objects.get(pk=meeting.pk)
    assert (saved.conclusion, saved.chair, saved.version) == ("Thống nhất.", people[0], 2)
    assert [(row.status, row.reason) for row in saved.attendances.by_name()] == [
        ("present", ""),
        ("excused", "Đi công tác"),
        ("unexcused", ""),
    ]
    assert AuditEvent.objects.get(action="meeting.record").by == secretary


def test_tasks_are_added_in_the_empty_rows(signed_in, meeting, people):
    data = sent(meeting) | {
        "task-0-text": "Thu đảng phí",
        "task-0-assignee": people[0].pk,
        "task-0-due_on": "2020-07-01",
        "task-2-text": "Viết báo cáo",
    }
    signed_in.post(url(meeting), data)
    saved = meeting.tasks.order_by("id").values_list("text", "assignee", "due_on")
    assert list(saved) == [
        ("Thu đảng phí", people[0].pk, day("2020-07-01")),
        ("Viết báo cáo", None, None),
    ]


def test_a_task_is_changed_and_another_dropped(signed_in, meeting):
    record(meeting, tasks=[task("Một"), task("Hai")])
    data = sent(meeting) | {"task-0-text": "Một, sửa", "task-1-DELETE": "on"}
    signed_in.post(url(meeting), data)
    assert [str(t) for t in meeting.tasks.all()] == ["Một, sửa"]


def test_the_roll_is_renewed_when_asked(signed_in, meeting, people):
    Exemption.objects.create(member=people[0], starts_on=HELD_ON)
    response = signed_in.post(url(meeting), sent(meeting, renew_roll="on"))
    assert (response.status_code, response.url) == (302, url(meeting))
    assert row_of(meeting, people[0]).status == "exempt"


def test_another_day_leads_back_to_the_new_roll(signed_in, meeting, cell):
    make_member("Vũ Thị Dung", unit=cell, on=day("2020-06-20"))
    response = signed_in.post(url(meeting), sent(meeting, held_on="2020-06-20"))
    assert (response.status_code, response.url) == (302, url(meeting))
    assert meeting.attendances.count() == 4


def test_exempt_members_stand_apart_without_buttons(signed_in, meeting, people):
    Exemption.objects.create(member=people[0], starts_on=HELD_ON)
    record(meeting, renew_roll=True)
    form = signed_in.get(url(meeting)).context["form"]
    assert [str(row.row.member) for row in form.rows] == ["Lê Văn Bình", "Đỗ Mai Chi"]
    assert [str(row.member) for row in form.roll.exempt] == ["Trần Thị An"]
    assert form.roll.rate == "100,00%"


def test_guests_are_marked_in_a_group_of_their_own(signed_in, meeting, people):
    Attendance.objects.filter(pk=row_of(meeting, people[0]).pk).update(is_guest=True)
    form = signed_in.get(url(meeting)).context["form"]
    assert [str(row.row.member) for row in form.member_rows] == ["Lê Văn Bình", "Đỗ Mai Chi"]
    assert [str(row.row.member) for row in form.guest_rows] == ["Trần Thị An"]


def test_an_empty_roll_says_what_to_do(client, office, committee):
    meeting = open_meeting(committee, kind=MeetingKind.COMMITTEE)
    client.force_login(office)
    assert "Lưu và lấy lại danh sách" in client.get(url(meeting)).text


def test_who_was_chosen_is_among_the_roll(signed_in, meeting, second_cell):
    stranger = make_member("Vũ Thị Dung", unit=second_cell)
    response = signed_in.post(url(meeting), sent(meeting, chair=stranger.pk, content="Đã gõ"))
    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (422, ["chair"])
    assert form["content"].value() == "Đã gõ"


def test_enter_in_a_field_saves_and_does_not_renew_the_roll(signed_in, meeting):
    form = signed_in.get(url(meeting)).text.partition("data-meeting")[2]
    assert form.index("Lưu biên bản</button>") < form.index('name="renew_roll"')


# --- refused, with nothing lost -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        (
            {"starts_at": "15:00", "ends_at": "14:00"},
            "ends_at",
            "Giờ kết thúc phải sau giờ bắt đầu.",
        ),
        ({"ends_at": "14:00"}, "starts_at", "Đã ghi giờ kết thúc thì phải ghi giờ bắt đầu."),
        ({"kind": "thematic"}, "topic", "Sinh hoạt chuyên đề phải có tên chuyên đề."),
        ({"held_on": "2999-01-01"}, "held_on", "Chưa đến ngày họp."),
        (
            {"votes_for": "4"},
            "votes_for",
            "Tổng số phiếu là 4, nhiều hơn 3 đảng viên chính thức dự họp.",
        ),
    ],
)
def test_a_message_stands_at_its_field(signed_in, meeting, changes, field, message):
    response = signed_in.post(url(meeting), sent(meeting, content="Đã gõ", **changes))
    form = response.context["form"]
    assert response.status_code == 422
    assert dict(form.errors) == {field: [message]}
    assert form["content"].value() == "Đã gõ"
    assert Meeting.objects.get(pk=meeting.pk).version == 1


def test_excused_without_a_reason_is_said_at_that_person(signed_in, meeting, people):
    data = sent(meeting, content="Đã gõ") | mark(people[1], "excused")
    response = signed_in.post(url(meeting), data)
    assert response.status_code == 422
    assert row_form(response, people[1]).errors == {"reason": ["Ghi lý do vắng của đồng chí này."]}
    assert row_form(response, people[1])["status"].value() == "excused"
    assert row_form(response, people[0]).errors == {}
    assert response.context["form"]["content"].value() == "Đã gõ"


def test_a_task_message_stands_at_its_row(signed_in, meeting):
    data = sent(meeting) | {
        "task-0-text": "Thu đảng phí",
        "task-0-due_on": "2020-06-14",
        "task-1-due_on": "2020-07-01",
    }
    response = signed_in.post(url(meeting), data)
    assert response.status_code == 422
    assert response.context["form"].tasks.errors == [
        {"due_on": ["Hạn không thể trước ngày họp (15/06/2020)."]},
        {"text": ["Ghi nội dung nhiệm vụ."]},
        {},
    ]
    assert not Task.objects.exists()


def test_nobody_off_the_roll_is_marked(signed_in, meeting, second_cell):
    stranger = make_member("Vũ Thị Dung", unit=second_cell)
    data = sent(meeting) | mark(stranger, "unexcused")
    response = signed_in.post(url(meeting), data)
    assert response.status_code == 422
    message = "Có người không có tên trong danh sách của cuộc họp."
    assert response.context["form"].non_field_errors() == [message]
    assert meeting.attendances.count() == 3


@pytest.mark.parametrize(("rows", "status"), [(100, 302), (101, 422)])
def test_a_meeting_gives_up_to_100_tasks(signed_in, meeting, rows, status):
    data = sent(meeting) | {f"task-{i}-text": f"Việc {i}" for i in range(rows)}
    assert signed_in.post(url(meeting), data | {"task-TOTAL_FORMS": rows}).status_code == status
    assert meeting.tasks.count() == (rows if status == 302 else 0)


def test_a_task_of_another_meeting_is_not_taken_over(signed_in, meeting, second_cell):
    other = open_meeting(second_cell)
    record(other, tasks=[task("Của chi bộ khác")])
    stranger = other.tasks.get()
    data = sent(meeting) | {"task-0-id": stranger.pk, "task-0-text": "Lấy sang"}
    signed_in.post(url(meeting), data)
    assert [str(t) for t in meeting.tasks.all()] == ["Lấy sang"]
    stranger.refresh_from_db()
    assert (stranger.text, stranger.meeting) == ("Của chi bộ khác", other)


def test_a_page_cut_short_on_its_way_is_refused_in_vietnamese(signed_in, meeting):
    data = sent(meeting, content="Đã gõ")
    del data["task-INITIAL_FORMS"]
    form = signed_in.post(url(meeting), data).context["form"]
    message = "Trang gửi lên bị thiếu. Mời bấm Lưu lần nữa."
    assert form.tasks.non_form_errors() == [message]
    assert form["content"].value() == "Đã gõ"


def test_text_over_the_limit_is_said_at_its_field(signed_in, meeting):
    response = signed_in.post(url(meeting), sent(meeting, content="a" * 40_001))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["content"])


def test_ten_megabytes_are_refused_as_a_whole(signed_in, meeting):
    response = signed_in.post(url(meeting), sent(meeting, content="a" * 10_000_000))
    assert response.status_code == 400
    assert Meeting.objects.get(pk=meeting.pk).content == ""


def test_a_script_is_shown_as_typed(signed_in, meeting):
    typed = "<script>alert(1)</script>"
    signed_in.post(url(meeting), sent(meeting, content=typed, place=typed))
    for address in (url(meeting), detail(meeting)):
        response = signed_in.get(address)
        assert typed not in response.text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text


# --- two editors --------------------------------------------------------------------------------


def test_the_second_editor_sees_both_texts_and_may_replace(signed_in, meeting, people):
    mine = sent(meeting, content="Của tôi") | mark(people[0], "excused", "Ốm")
    record(
        meeting,
        fields={"content": "Của người kia", "place": "Hội trường"},
        attendance={row_of(meeting, people[1]).pk: ("unexcused", "")},
        tasks=[task("Việc của người kia")],
    )
    response = signed_in.post(url(meeting), mine)
    form = response.context["form"]
    assert response.status_code == 422
    assert form["content"].value() == "Của tôi"
    assert form.saved_beside() == [
        ("Địa điểm", "Hội trường"),
        ("Nội dung", "Của người kia"),
        ("Trần Thị An", "Có mặt"),
        ("Lê Văn Bình", "Vắng không lý do"),
        ("Nhiệm vụ", "Việc của người kia"),
    ]
    assert "Của người kia" in response.text
    assert Meeting.objects.get(pk=meeting.pk).content == "Của người kia"

    again = mine | {"version": form.read_version}
    assert signed_in.post(url(meeting), again).status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).content == "Của tôi"


def test_a_mark_finds_its_person_though_the_roll_was_renewed_meanwhile(
    signed_in, meeting, people, cell
):
    mine = sent(meeting, content="Của tôi") | mark(people[1], "excused", "Ốm")
    make_member("Vũ Thị Dung", unit=cell)
    record(meeting, renew_roll=True)
    form = signed_in.post(url(meeting), mine).context["form"]
    assert form.has_error("__all__", "conflict")
    assert [row["status"].value() for row in form.rows] == ["present", "excused", "present", "present"]
    assert form.rows[1]["reason"].value() == "Ốm"


def test_a_task_dropped_by_somebody_else_can_be_kept(signed_in, meeting):
    record(meeting, tasks=[task("Việc của tôi")])
    mine = sent(meeting)
    record(meeting, tasks=[])
    form = signed_in.post(url(meeting), mine).context["form"]
    assert form.saved_beside() == [("Nhiệm vụ", "Không có")]
    signed_in.post(url(meeting), mine | {"version": form.read_version})
    assert [str(t) for t in meeting.tasks.all()] == ["Việc của tôi"]


def test_adopted_between_reading_and_saving_loses_nothing(signed_in, meeting):
    mine = sent(meeting, content="Của tôi")
    adopted(meeting)
    response = signed_in.post(url(meeting), mine)
    assert response.status_code == 422
    assert response.context["form"]["content"].value() == "Của tôi"
    assert Meeting.objects.get(pk=meeting.pk).content == ""


def test_adopted_minutes_open_for_reading_only(signed_in, meeting):
    adopted(meeting)
    response = signed_in.get(url(meeting), follow=True)
    assert response.redirect_chain == [(detail(meeting), 302)]
    assert "Biên bản đã thông qua nên không sửa được nữa." in response.text


def test_adopted_minutes_refuse_what_is_sent(signed_in, meeting):
    adopted(meeting)
    response = signed_in.post(url(meeting), sent(meeting, content="Sửa sau"))
    message = "Biên bản đã thông qua nên không sửa được nữa."
    assert response.context["form"].non_field_errors() == [message]
    assert Meeting.objects.get(pk=meeting.pk).content == ""


# --- who, and at what cost ----------------------------------------------------------------------


def test_outsider_gets_404(client, outsider, meeting):
    client.force_login(outsider)
    assert client.get(url(meeting)).status_code == 404
    assert client.post(url(meeting), sent(meeting)).status_code == 404


def test_another_cells_secretary_gets_404(client, other_secretary, meeting):
    client.force_login(other_secretary)
    assert client.post(url(meeting), sent(meeting)).status_code == 404


def test_leader_reads_but_does_not_write(client, leader, meeting):
    client.force_login(leader)
    assert client.get(url(meeting)).status_code == 403
    assert client.post(url(meeting), sent(meeting, content="Của lãnh đạo")).status_code == 403
    assert Meeting.objects.get(pk=meeting.pk).content == ""


def test_only_get_and_post(signed_in, meeting):
    assert signed_in.put(url(meeting)).status_code == 405


@pytest.fixture(params=[1, 3])
def sized(request, cell):
    """A meeting of one person, and one of three."""
    for number in range(request.param):
        make_member(f"Vũ Thị Dung {number}", unit=cell)
    meeting = open_meeting(cell)
    record(meeting, tasks=[task(str(number)) for number in range(request.param)])
    return meeting


def test_number_of_queries_to_read(client, secretary, sized, django_assert_num_queries):
    client.force_login(secretary)
    with django_assert_num_queries(9):
        client.get(url(sized))


def test_number_of_queries_to_save(client, secretary, sized, django_assert_num_queries):
    client.force_login(secretary)
    data = sent(sized, content="Nội dung")
    with django_assert_num_queries(36):
        client.post(url(sized), data)
