"""Writing the minutes: head, roll call, items, opinions, votes and tasks on one page."""

import re
import uuid

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from meetings.models import Attendance, Meeting, MeetingKind, changes
from members.models import Exemption
from tests.conftest import day, make_member
from tests.meetings.conftest import (
    HELD_ON,
    adopted,
    concluded,
    mark,
    open_meeting,
    record,
    row_of,
    sent,
    shown,
    task,
    times,
)

KEY = "6f0a1c52-9a3b-4d0e-8a55-0d5a6d3f1b77"


def url(meeting):
    return reverse("meetings:meeting_edit", args=[meeting.pk])


def detail(meeting):
    return reverse("meetings:meeting_detail", args=[meeting.pk])


def now(meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)


def new(part, key=KEY, **fields) -> dict:
    """The fields of a row that the page adds."""
    return {f"{part}-{key}-{name}": value for name, value in fields.items()}


@pytest.fixture
def signed_in(client, secretary, meeting):
    client.force_login(secretary)
    return client


# --- what is saved ------------------------------------------------------------------------------


def test_everybody_is_present_before_anything_is_marked(signed_in, meeting):
    response = signed_in.get(url(meeting))
    assert response.status_code == 200
    rows = response.context["sheet"].attendance
    assert [row["status"].value() for row in rows] == ["present"] * 3


def test_marking_the_absent_and_concluding_is_one_request(signed_in, meeting, people, secretary):
    data = sent(meeting) | {"meeting-conclusion": "<p>Thống nhất.</p>", "meeting-chair": people[0].pk}
    data |= mark(people[1], "excused", "Đi công tác") | mark(people[2], "late")
    response = signed_in.post(url(meeting), data)
    assert (response.status_code, response.url) == (302, url(meeting))
    saved = now(meeting)
    assert (saved.conclusion, saved.chair, saved.version) == ("<p>Thống nhất.</p>", people[0], 2)
    assert [(row.status, row.reason) for row in saved.attendances.by_name()] == [
        ("present", ""),
        ("excused", "Đi công tác"),
        ("late", ""),
    ]
    assert AuditEvent.objects.get(action="meeting.record").by == secretary


def test_a_page_with_nothing_changed_saves_nothing(signed_in, meeting):
    assert signed_in.post(url(meeting), sent(meeting)).status_code == 302
    assert now(meeting).version == 1


def test_the_spare_rows_of_a_page_without_script_stay_empty(signed_in, meeting):
    page = signed_in.get(url(meeting))
    spare = page.context["sheet"].spare()
    data = sent(meeting)
    for row in spare.values():
        for field in row:
            value = field.value()
            data[field.html_name] = data[field.html_initial_name] = "" if value is None else value
    assert signed_in.post(url(meeting), data).status_code == 302
    assert now(meeting).version == 1


def test_a_new_item_with_an_opinion_a_vote_and_a_task_is_one_request(signed_in, meeting, people):
    data = sent(meeting) | new("item", title="Đánh giá tháng trước", position="1")
    data |= new("opinion", str(uuid.uuid4()), item=KEY, member=people[1].pk, text="Nhất trí.\nHai.")
    data |= new("opinion", str(uuid.uuid4()), item=KEY, guest="Đồng chí Hà", text="Biểu dương.")
    data |= new("vote", str(uuid.uuid4()), item=KEY, question="Thông qua", in_favour="3")
    data |= new("task", str(uuid.uuid4()), text="Thu đảng phí", assignee=people[0].pk)
    assert signed_in.post(url(meeting), data).status_code == 302
    item = meeting.items.get()
    assert (item.title, str(item.key)) == ("Đánh giá tháng trước", KEY)
    assert [(o.speaker, o.text) for o in item.opinions.all()] == [
        ("Lê Văn Bình", "Nhất trí.\nHai."),
        ("Đồng chí Hà", "Biểu dương."),
    ]
    vote, given = item.votes.get(), meeting.tasks.get()
    assert (vote.question, vote.in_favour, vote.matter) == ("Thông qua", 3, "ordinary")
    assert (given.text, given.assignee, given.item) == ("Thu đảng phí", people[0], None)


def test_rows_stand_in_their_items(signed_in, meeting):
    record(meeting, tasks=[task("Chung")])
    meeting.record(changes("item", KEY, title="Một") + changes("task", text="Riêng", item=KEY), by=None)
    sheet = signed_in.get(url(meeting)).context["sheet"]
    assert [[row["text"].value() for row in section.tasks] for section in sheet.sections] == [["Riêng"]]
    assert [row["text"].value() for row in sheet.loose.tasks] == ["Chung"]


def test_a_task_is_changed_and_another_dropped(signed_in, meeting):
    record(meeting, tasks=[task("Một"), task("Hai")])
    one, two = meeting.tasks.order_by("id")
    data = sent(meeting) | {f"task-{one.key}-text": "Một, sửa", f"task-{two.key}-delete": "on"}
    signed_in.post(url(meeting), data)
    assert [(t.pk, t.text) for t in meeting.tasks.all()] == [(one.pk, "Một, sửa")]


def test_a_task_goes_to_a_unit_below(client, office, committee, cell, foreign_cell):
    meeting = open_meeting(committee, kind=MeetingKind.COMMITTEE)
    client.force_login(office)
    client.post(url(meeting), sent(meeting) | new("task", text="Nộp báo cáo", unit=cell.pk))
    assert meeting.tasks.get().unit == cell
    wrong = new("task", str(uuid.uuid4()), text="Nộp", unit=foreign_cell.pk)
    assert client.post(url(meeting), sent(meeting) | wrong).status_code == 422


def test_the_roll_is_renewed_once_all_is_saved(signed_in, meeting, people):
    Exemption.objects.create(member=people[0], starts_on=HELD_ON)
    data = sent(meeting, then="renew_roll") | {"meeting-place": "Hội trường"}
    response = signed_in.post(url(meeting), data)
    assert (response.status_code, response.url) == (302, url(meeting))
    assert row_of(meeting, people[0]).status == "exempt"
    assert now(meeting).place == "Hội trường"


def test_exempt_members_stand_apart_without_buttons(signed_in, meeting, people):
    Exemption.objects.create(member=people[0], starts_on=HELD_ON)
    meeting.renew_roll(by=None)
    sheet = signed_in.get(url(meeting)).context["sheet"]
    assert [row.name for row in sheet.attendance] == ["Lê Văn Bình", "Đỗ Mai Chi"]
    assert [str(row.member) for row in sheet.roll.having("exempt")] == ["Trần Thị An"]
    assert sheet.roll.rate == "100%"


def test_guests_are_marked_in_a_group_of_their_own(signed_in, meeting, people):
    Attendance.objects.filter(pk=row_of(meeting, people[0]).pk).update(is_guest=True)
    sheet = signed_in.get(url(meeting)).context["sheet"]
    assert [[row.name for row in group] for group in sheet.roll_groups] == [
        ["Lê Văn Bình", "Đỗ Mai Chi"],
        ["Trần Thị An"],
    ]


def test_an_empty_roll_says_what_to_do(client, office, committee):
    meeting = open_meeting(committee, kind=MeetingKind.COMMITTEE)
    client.force_login(office)
    assert "Lưu và lấy lại danh sách" in client.get(url(meeting)).text


def test_a_vote_says_its_base_its_threshold_and_its_result(signed_in, meeting):
    made = changes("vote", KEY, question="Kết nạp", matter="admission", in_favour=2, against=1)
    meeting.record(made, by=None)
    [row] = signed_in.get(url(meeting)).context["sheet"].rows["vote"]
    assert row.words == {
        "base": "3 đảng viên chính thức phải dự, 3 có mặt.",
        "threshold": "Cần ít nhất hai phần ba số đảng viên chính thức phải dự: từ 2 phiếu tán thành.",
        "result": "Được thông qua (2/3 = 66,67%).",
    }


def test_a_short_meeting_is_only_warned_about(signed_in, meeting):
    data = sent(meeting) | {"meeting-starts_at": "08:00", "meeting-ends_at": "09:00"}
    signed_in.post(url(meeting), data)
    assert "Ngắn hơn" in signed_in.get(url(meeting)).text
    assert now(meeting).minutes == 60


# --- the items, one line each -------------------------------------------------------------------


def test_each_item_says_what_is_written_and_the_first_empty_one_is_open(signed_in, meeting):
    written, empty, later = (str(uuid.uuid4()) for _ in range(3))
    made = changes(
        "item", written, title="Một", position=1, notes="<p>Bàn.</p>", conclusion="<p>X.</p>"
    )
    made += changes("item", empty, title="Hai", position=2) + changes(
        "item", later, title="Ba", position=3
    )
    made += changes("opinion", item=written, text="Nhất trí.", guest="Đồng chí Hà")
    made += changes("vote", item=written, question="Thông qua")
    made += changes("task", item=written, text="Việc") + changes("task", item=written, text="Việc nữa")
    meeting.record(made, by=None)
    sections = signed_in.get(url(meeting)).context["sheet"].sections
    assert [(one.state, one.is_open) for one in sections] == [
        ("diễn biến, 1 ý kiến, 1 biểu quyết, 2 nhiệm vụ, kết luận", False),
        ("", True),
        ("", False),
    ]


def test_an_item_with_something_wrong_is_open_too(signed_in, meeting):
    meeting.record(changes("item", KEY, title="Một", notes="<p>Bàn.</p>"), by=None)
    response = signed_in.post(url(meeting), sent(meeting) | {f"item-{KEY}-planned_minutes": "x"})
    assert [one.is_open for one in response.context["sheet"].sections] == [True]


def test_a_meeting_without_agenda_takes_the_template_once_all_is_saved(signed_in, meeting):
    assert "Lấy chương trình mẫu" in signed_in.get(url(meeting)).text
    data = sent(meeting, then="take_agenda") | {"meeting-place": "Hội trường"}
    response = signed_in.post(url(meeting), data)
    assert (response.status_code, response.url) == (302, f"{url(meeting)}#items")
    assert (meeting.items.count(), now(meeting).place) == (11, "Hội trường")
    assert "Lấy chương trình mẫu" not in signed_in.get(url(meeting)).text
    again = signed_in.post(url(meeting), sent(meeting, then="take_agenda"), follow=True)
    assert "đã có chương trình" in again.text


def test_a_resolution_begins_from_the_minutes_where_there_is_none(signed_in, meeting):
    data = sent(meeting, then="write_resolution") | {"meeting-conclusion": "<p>Thống nhất.</p>"}
    response = signed_in.post(url(meeting), data)
    assert (response.status_code, response.url) == (302, f"{url(meeting)}#resolution")
    assert "<p>Thống nhất.</p>" in now(meeting).resolution
    record(meeting, resolution="<p>Của tôi</p>")
    again = signed_in.post(url(meeting), sent(meeting, then="write_resolution"), follow=True)
    assert "Nghị quyết đã có nội dung." in again.text
    assert now(meeting).resolution == "<p>Của tôi</p>"


def test_who_is_missing_stands_above_the_folded_list(signed_in, meeting, people):
    record(meeting, attendance={people[0]: ("excused", "Ốm"), people[1]: ("late", "")})
    sheet = signed_in.get(url(meeting)).context["sheet"]
    assert [(row.name, row.status_in_words) for row in sheet.absent] == [
        ("Trần Thị An", "vắng có lý do")
    ]
    assert not sheet.roll_is_open


# --- a planned meeting --------------------------------------------------------------------------


def test_a_planned_meeting_offers_to_begin(client, secretary, cell, people):
    meeting = Meeting.objects.plan(unit=cell, kind="regular", held_on=HELD_ON, by=None)
    client.force_login(secretary)
    page = client.get(url(meeting))
    assert reverse("meetings:meeting_hold", args=[meeting.pk]) in page.text
    assert "data-meeting" not in page.text


# --- refused, with nothing lost -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        (
            {"meeting-starts_at": "15:00", "meeting-ends_at": "15:00"},
            "ends_at",
            "Giờ kết thúc phải khác giờ bắt đầu.",
        ),
        ({"meeting-ends_at": "14:00"}, "starts_at", "Đã ghi giờ kết thúc thì phải ghi giờ bắt đầu."),
        ({"meeting-kind": "thematic"}, "topic", "Sinh hoạt chuyên đề phải có tên chuyên đề."),
        ({"meeting-held_on": "01/01/2099"}, "held_on", "Chưa đến ngày họp."),
    ],
)
def test_a_message_stands_at_its_field_and_the_rest_is_saved(signed_in, meeting, typed, field, message):
    response = signed_in.post(url(meeting), sent(meeting) | typed | {"meeting-place": "Hội trường"})
    sheet = response.context["sheet"]
    assert response.status_code == 422
    assert dict(sheet.head.errors) == {field: [message]}
    assert {name: shown(sheet)[name] for name in typed} == typed
    assert now(meeting).place == "Hội trường"


def test_excused_without_a_reason_is_saved_and_refused_at_adoption(signed_in, meeting, people):
    data = sent(concluded(meeting, **times("14:00", "15:30"))) | mark(people[1], "excused")
    assert signed_in.post(url(meeting), data).status_code == 302
    assert row_of(meeting, people[1]).status == "excused"
    problems = signed_in.get(url(meeting)).context["sheet"].problems
    message = "Chưa ghi lý do vắng của đồng chí Lê Văn Bình."
    assert [(p.message, p.anchor) for p in problems] == [(message, f"attendance-{people[1].pk}")]


def test_a_message_of_a_new_row_stands_at_its_row(signed_in, meeting):
    data = sent(meeting) | new("task", text="Thu đảng phí", due_on="2020-06-14")
    response = signed_in.post(url(meeting), data)
    [row] = response.context["sheet"].rows["task"]
    assert response.status_code == 422
    assert row.errors == {"due_on": ["Hạn không thể trước ngày họp (15/06/2020)."]}
    assert row["text"].value() == "Thu đảng phí"
    assert not meeting.tasks.exists()


def test_nobody_off_the_roll_is_marked_and_the_rest_is_saved(signed_in, meeting, second_cell):
    stranger = make_member("Vũ Thị Dung", unit=second_cell)
    data = sent(meeting) | mark(stranger, "unexcused") | {"meeting-place": "Hội trường"}
    response = signed_in.post(url(meeting), data)
    assert response.status_code == 422
    assert "Có người không có tên trong danh sách đảng viên phải dự" in response.text
    assert (now(meeting).place, meeting.attendances.count()) == ("Hội trường", 3)


def test_who_was_chosen_is_among_the_roll(signed_in, meeting, second_cell):
    stranger = make_member("Vũ Thị Dung", unit=second_cell)
    response = signed_in.post(url(meeting), sent(meeting) | {"meeting-chair": stranger.pk})
    assert (response.status_code, list(response.context["sheet"].head.errors)) == (422, ["chair"])


def test_a_task_of_another_meeting_is_not_taken_over(signed_in, meeting, second_cell):
    other = open_meeting(second_cell)
    record(other, tasks=[task("Của chi bộ khác")])
    stranger = other.tasks.get()
    signed_in.post(url(meeting), sent(meeting) | new("task", str(stranger.key), text="Lấy sang"))
    assert [str(t) for t in meeting.tasks.all()] == ["Lấy sang"]
    stranger.refresh_from_db()
    assert (stranger.text, stranger.meeting) == ("Của chi bộ khác", other)


def test_64_kb_are_kept_and_not_one_sign_more(signed_in, meeting):
    text = "<p>a" + "ậ " * ((64 * 1024 - 8) // 4) + "</p>"
    assert len(text.encode()) == 64 * 1024
    assert signed_in.post(url(meeting), sent(meeting) | {"meeting-content": text}).status_code == 302
    response = signed_in.post(url(meeting), sent(meeting) | {"meeting-content": text + "a"})
    head = response.context["sheet"].head
    assert (response.status_code, list(head.errors)) == (422, ["content"])
    assert head["content"].value() == text + "a"
    assert now(meeting).content == text


def test_64_kb_of_nested_markup_are_told_at_the_field(signed_in, meeting):
    nested = "<ul><li>" * 8_000
    response = signed_in.post(url(meeting), sent(meeting) | {"meeting-content": nested})
    assert (response.status_code, list(response.context["sheet"].head.errors)) == (422, ["content"])


def test_ten_megabytes_are_refused_as_a_whole(signed_in, meeting):
    data = sent(meeting) | {"meeting-content": "a" * 10_000_000}
    assert signed_in.post(url(meeting), data).status_code == 400
    assert now(meeting).content == ""


def test_a_script_never_runs(signed_in, meeting):
    typed = "<script>alert(1)</script>"
    signed_in.post(url(meeting), sent(meeting) | {"meeting-content": typed, "meeting-place": typed})
    assert typed not in signed_in.get(url(meeting)).text


# --- two editors --------------------------------------------------------------------------------


def test_in_one_field_both_texts_are_shown_and_the_second_may_replace(signed_in, meeting):
    mine = sent(meeting) | {"meeting-content": "<p>Của tôi</p>", "meeting-invited": "Đồng chí Hà"}
    record(meeting, content="<p>Của người kia</p>")
    response = signed_in.post(url(meeting), mine)
    field = response.context["sheet"].head["content"]
    assert response.status_code == 422
    assert (field.value(), field.beside) == ("<p>Của tôi</p>", "<p>Của người kia</p>")
    assert "Của người kia" in response.text
    saved = now(meeting)
    assert (saved.content, saved.invited) == ("<p>Của người kia</p>", "Đồng chí Hà")

    again = _as_shown(response)
    assert signed_in.post(url(meeting), again).status_code == 302
    assert now(meeting).content == "<p>Của tôi</p>"


def _as_shown(response) -> dict:
    """What the page that came back sends when its button is pressed once more."""
    return shown(response.context["sheet"])


def test_in_different_fields_both_are_saved(signed_in, meeting, people):
    mine = sent(meeting) | mark(people[0], "excused", "Ốm")
    record(meeting, place="Hội trường", attendance={people[1]: ("unexcused", "")})
    assert signed_in.post(url(meeting), mine).status_code == 302
    assert [row.status for row in meeting.attendances.by_name()] == ["excused", "unexcused", "present"]
    assert now(meeting).place == "Hội trường"


def test_a_row_dropped_by_somebody_else_loses_no_text(signed_in, meeting):
    record(meeting, tasks=[task("Việc của tôi")])
    key = meeting.tasks.get().key
    mine = sent(meeting) | {f"task-{key}-text": "Việc của tôi, sửa"}
    meeting.record(changes("task", str(key), delete=True), by=None)
    response = signed_in.post(url(meeting), mine)
    [row] = response.context["sheet"].rows["task"]
    assert response.status_code == 422
    assert row["text"].value() == "Việc của tôi, sửa"
    assert list(row.errors) == ["text"]
    assert not meeting.tasks.exists()


def test_adopted_between_reading_and_saving_loses_nothing(signed_in, meeting):
    mine = sent(meeting) | {"meeting-content": "<p>Của tôi</p>"}
    adopted(meeting)
    response = signed_in.post(url(meeting), mine)
    sheet = response.context["sheet"]
    assert response.status_code == 422
    assert sheet.messages == ["Biên bản đã thông qua nên không sửa được nữa."]
    assert sheet.head["content"].value() == "<p>Của tôi</p>"
    assert now(meeting).content == ""


def test_adopted_minutes_open_for_reading_only(signed_in, meeting):
    adopted(meeting)
    response = signed_in.get(url(meeting), follow=True)
    assert response.redirect_chain == [(detail(meeting), 302)]
    assert "Biên bản đã thông qua nên không sửa được nữa." in response.text


# --- adopting from the same page ----------------------------------------------------------------


def test_saving_and_adopting_is_one_button(signed_in, meeting, people):
    typed = {"meeting-conclusion": "<p>Thống nhất.</p>"}
    typed |= {"meeting-chair": people[0].pk, "meeting-secretary": people[1].pk}
    response = signed_in.post(url(meeting), sent(meeting, then="adopt", version="1") | typed)
    assert (response.status_code, response.url) == (302, detail(meeting))
    assert (now(meeting).is_adopted, now(meeting).conclusion) == (True, "<p>Thống nhất.</p>")


def test_what_nobody_here_has_read_is_not_adopted(signed_in, meeting):
    concluded(meeting)
    data = sent(meeting, then="adopt", version="1") | {"meeting-place": "Hội trường"}
    response = signed_in.post(url(meeting), data, follow=True)
    assert response.redirect_chain == [(url(meeting), 302)]
    assert "Người khác vừa lưu cuộc họp này." in response.text
    assert (now(meeting).is_adopted, now(meeting).place) == (False, "Hội trường")


def test_what_an_added_item_is_about_is_asked_beside_its_title(signed_in, meeting):
    [template] = re.findall(
        'data-template="item">(.*?)</template>', signed_in.get(url(meeting)).text, re.S
    )
    shown, _, folded = template.partition("<details>")
    assert ("item-__KEY__-subject" in shown, "item-__KEY__-subject" in folded) == (True, False)


def test_what_is_missing_is_listed_and_no_button_offered(signed_in, meeting):
    page = signed_in.get(url(meeting))
    assert '<a class="list-link" href="#meeting-conclusion">' in page.text
    assert "<div data-ready hidden>" in page.text
    ready = signed_in.get(url(concluded(meeting))).text
    assert "<div data-ready>" in ready
    assert '<li><a class="list-link" href="#head">Chưa ghi giờ kết thúc.</a></li>' in ready


def test_the_office_of_another_role_saves_but_does_not_adopt(client, leader, meeting):
    client.force_login(leader)
    assert client.post(url(meeting), sent(meeting, then="adopt")).status_code == 403


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
    data = sent(meeting) | {"meeting-place": "Của lãnh đạo"}
    assert client.post(url(meeting), data).status_code == 403
    assert now(meeting).place == ""


def test_only_get_and_post(signed_in, meeting):
    assert signed_in.put(url(meeting)).status_code == 405


@pytest.fixture(params=[1, 3])
def sized(request, cell):
    """A meeting with one of everything, and one with three."""
    people = [make_member(f"Vũ Thị Dung {number}", unit=cell) for number in range(request.param)]
    meeting = open_meeting(cell, day("2020-06-16"), chair=people[0])
    for person in people:
        key, given = str(uuid.uuid4()), str(uuid.uuid4())
        made = changes("item", key, title="Nội dung", speaker=person, conclusion="<p>Nhất trí.</p>")
        made += changes("opinion", item=key, member=person, text="Nhất trí.")
        made += changes("vote", item=key, question="Thông qua", in_favour=1)
        made += changes("task", given, item=key, text="Việc", assignee=person, unit=cell)
        meeting.record(made, by=None)
    return meeting


def test_number_of_queries_to_read(client, secretary, sized, django_assert_max_num_queries):
    client.force_login(secretary)
    client.get(url(sized))
    with django_assert_max_num_queries(12):
        client.get(url(sized))


def test_number_of_queries_to_save(client, secretary, sized, django_assert_num_queries):
    client.force_login(secretary)
    data = sent(sized) | {"meeting-content": "<p>Nội dung</p>"}
    with django_assert_num_queries(19):
        client.post(url(sized), data)
