"""The page that prepares a meeting."""

import pytest
from django.urls import reverse

from meetings.forms.sheet_page import AgendaSheet
from meetings.models import Attachment, Meeting, changes
from tests.conftest import day, make_member
from tests.meetings.conftest import adopted, concluded, open_meeting, record, stamped_upload
from tests.scans import scan


@pytest.fixture
def signed_in(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def plan(cell, people):
    return Meeting.objects.plan(unit=cell, kind="regular", held_on=day("2030-01-07"), by=None)


def url(meeting, name="meeting_prepare"):
    return reverse(f"meetings:{name}", args=[meeting.pk])


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def sent(meeting, **typed) -> dict:
    """What the page sends when nothing but `typed` was touched."""
    sheet = AgendaSheet(Meeting.objects.get(pk=meeting.pk))
    data = {}
    for row in [*sheet.all_rows, *sheet.blank_rows()]:
        for field in row:
            value = "" if field.value() is None else str(field.value())
            data[field.html_name] = data[field.html_initial_name] = value.removesuffix("False")
    return data | typed


def add_items(meeting, *titles):
    made = [
        change
        for position, title in enumerate(titles, start=1)
        for change in changes("item", title=title, position=position)
    ]
    meeting.record(made, by=None)
    return list(meeting.items.all())


def titles(meeting):
    return [item.title for item in meeting.items.all()]


def test_an_empty_agenda_offers_the_template(signed_in, plan):
    response = signed_in.get(url(plan))
    assert response.status_code == 200
    assert response.context["template"].name == "Sinh hoạt thường kỳ"
    response = signed_in.post(url(plan, "meeting_take_agenda"), follow=True)
    assert "Đã lấy chương trình “Sinh hoạt thường kỳ”" in said(response)
    assert len(titles(plan)) == 11


def test_taking_it_twice_is_refused_unless_asked(signed_in, plan):
    signed_in.post(url(plan, "meeting_take_agenda"))
    assert "đã có chương trình" in said(signed_in.post(url(plan, "meeting_take_agenda"), follow=True))
    signed_in.post(url(plan, "meeting_take_agenda"), {"instead": "1"})
    assert len(titles(plan)) == 11


def test_items_are_added_changed_and_dropped(signed_in, plan, people):
    first, second = add_items(plan, "Mở đầu", "Thừa")
    data = sent(plan) | {
        f"item-{first.key}-title": "Khai mạc",
        f"item-{first.key}-planned_minutes": "5",
        f"item-{first.key}-speaker": str(people[1].pk),
        f"item-{second.key}-delete": "on",
    }
    blank = next(name for name in data if name.endswith("-title") and not data[name])
    response = signed_in.post(url(plan), data | {blank: "Báo cáo"})
    assert response.status_code == 302
    assert titles(plan) == ["Khai mạc", "Báo cáo"]
    kept = plan.items.first()
    assert (kept.planned_minutes, kept.speaker) == (5, people[1])


def test_moving_saves_what_was_typed_first(signed_in, plan):
    first, _ = add_items(plan, "một", "hai")
    data = sent(plan, move=f"{first.key} down") | {f"item-{first.key}-title": "Một"}
    response = signed_in.post(url(plan), data)
    assert (response.status_code, response.url) == (302, f"{url(plan)}#item-{first.key}")
    assert titles(plan) == ["hai", "Một"]


def test_what_is_wrong_stands_at_its_row_and_the_rest_is_saved(signed_in, plan):
    first, second = add_items(plan, "một", "hai")
    wrong = {f"item-{first.key}-planned_minutes": "9999", f"item-{second.key}-title": "Hai"}
    response = signed_in.post(url(plan), sent(plan) | wrong)
    assert response.status_code == 422
    assert response.context["sheet"].all_rows[0].errors.keys() == {"planned_minutes"}
    assert titles(plan) == ["một", "Hai"]


def test_two_who_change_one_title_see_both(signed_in, plan):
    (item,) = add_items(plan, "một")
    mine = sent(plan) | {f"item-{item.key}-title": "Của tôi"}
    plan.record(changes("item", str(item.key), title="Của bạn"), by=None)
    response = signed_in.post(url(plan), mine)
    assert response.status_code == 422
    assert "Của bạn" in response.content.decode()
    assert titles(plan) == ["Của bạn"]


def test_what_the_meeting_before_left_is_shown_and_copied(signed_in, cell, people, plan):
    record(concluded(open_meeting(cell)), tasks=[{"text": "Tiêm chủng", "assignee": people[0]}])
    page = signed_in.get(url(plan)).content.decode()
    assert "Tiêm chủng" in page
    assert "<p>Chi bộ thống nhất.</p>" in page
    response = signed_in.post(url(plan, "meeting_carry_over"), {"what": "tasks"}, follow=True)
    assert "Kiểm điểm việc thực hiện nhiệm vụ" in said(response)
    assert "Tiêm chủng" in plan.items.get().notes
    response = signed_in.post(url(plan, "meeting_carry_over"), {"what": "tasks"}, follow=True)
    assert "rồi" in said(response)
    assert signed_in.post(url(plan, "meeting_carry_over"), {"what": "x"}).status_code == 302


def test_the_latest_committee_meeting_is_suggested_and_named(signed_in, cell, plan):
    open_meeting(cell, day("2020-05-10"), kind="committee")
    latest = open_meeting(cell, day("2020-06-10"), kind="committee")
    assert signed_in.get(url(plan)).context["preparation"].suggested == latest
    signed_in.post(url(plan, "meeting_name_preparation"), {"prepared_in": latest.pk})
    assert Meeting.objects.get(pk=plan.pk).prepared_in == latest
    response = signed_in.get(url(plan))
    assert response.context["preparation"].suggested is None


def test_a_regular_meeting_is_no_preparation(signed_in, plan, meeting):
    sent_to = url(plan, "meeting_name_preparation")
    response = signed_in.post(sent_to, {"prepared_in": meeting.pk}, follow=True)
    assert "Chọn một mục" in said(response)
    assert Meeting.objects.get(pk=plan.pk).prepared_in is None


def test_a_paper_is_posted_taken_and_removed(signed_in, plan):
    data = {"title": "Báo cáo", "file": scan(), "is_draft_resolution": "on"}
    assert signed_in.post(url(plan, "attachment_post"), data).status_code == 302
    kept = Attachment.objects.get()
    page = signed_in.get(url(plan)).content.decode()
    assert "dự thảo nghị quyết" in page
    assert "Mọi tài liệu đã tải lên đúng hạn." in page
    response = signed_in.get(url(kept, "attachment_download"))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    signed_in.post(url(kept, "attachment_remove"))
    assert not Attachment.objects.exists()


def test_a_paper_posted_on_the_day_itself_is_late(signed_in, meeting):
    signed_in.post(url(meeting, "attachment_post"), {"title": "Báo cáo", "file": scan()})
    response = signed_in.get(url(meeting))
    assert [str(one) for one in response.context["late"]] == ["Báo cáo"]


def test_a_stamped_paper_is_stopped_for_the_secretary(signed_in, plan, stamped):
    data = {"title": "Báo cáo", "file": stamped_upload(stamped), "not_secret": "on"}
    response = signed_in.post(url(plan, "attachment_post"), data)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Có dòng chỉ gồm dấu “TỐI MẬT”" in page
    assert "đề nghị bộ phận giúp việc đảng ủy xem" in page
    assert not Attachment.objects.exists()


def test_the_office_may_confirm_that_it_is_none(client, office, plan, stamped):
    client.force_login(office)
    data = {"title": "Báo cáo", "file": stamped_upload(stamped)}
    response = client.post(url(plan, "attachment_post"), data)
    assert "đây không phải tài liệu mật" in response.content.decode()
    data = data | {"file": stamped_upload(stamped), "not_secret": "on"}
    assert client.post(url(plan, "attachment_post"), data).status_code == 302
    assert Attachment.objects.get().cleared_by == office


def test_adopted_minutes_are_not_prepared_any_more(signed_in, meeting):
    adopted(meeting)
    response = signed_in.get(url(meeting), follow=True)
    assert "không chuẩn bị lại" in said(response)


def test_others_do_not_find_it(client, outsider, other_secretary, leader, plan):
    kept = Attachment.objects.post(plan, title="Báo cáo", file=scan(), by=None)
    for user in (outsider, other_secretary):
        client.force_login(user)
        assert client.get(url(plan)).status_code == 404
        assert client.get(url(kept, "attachment_download")).status_code == 404
    client.force_login(leader)
    assert client.get(url(plan)).status_code == 403
    assert client.get(url(kept, "attachment_download")).status_code == 200
    assert client.post(url(kept, "attachment_remove")).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(signed_in, cell, people, plan, rows, django_assert_num_queries):
    before = concluded(open_meeting(cell))
    record(before, tasks=[{"text": f"Việc {n}", "assignee": people[0]} for n in range(rows)])
    add_items(plan, *(f"Nội dung {n}" for n in range(rows)))
    for n in range(rows):
        make_member(f"Vũ Thị Hoa {n}", unit=cell)
        Attachment.objects.post(plan, title=f"Tài liệu {n}", file=scan(), by=None)
    signed_in.get(url(plan))
    with django_assert_num_queries(12):
        signed_in.get(url(plan))


def test_an_item_is_one_line_of_a_telephone_and_open_where_something_is_wrong(signed_in, plan):
    first, second = add_items(plan, "một", "hai")
    wrong = {f"item-{first.key}-planned_minutes": "9999", f"item-{second.key}-planned_minutes": "5"}
    page = signed_in.post(url(plan), sent(plan) | wrong).text
    assert page.count('<details class="fold-phone sheet-fold" open>') == 1
    assert '<span class="fw-semibold">1. một</span> <span class="sheet-said">9999 phút</span>' in page
    assert '<span class="fw-semibold">2. hai</span> <span class="sheet-said">5 phút</span>' in page
