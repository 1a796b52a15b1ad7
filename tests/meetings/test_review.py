"""Reviews of thematic and model meetings; observers."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from meetings.documents import DOCUMENTS
from meetings.models import Meeting, MeetingPrint, Observer, Review
from members.models import Office
from tests.conftest import day, make_member
from tests.meetings.conftest import HELD_ON, adopted, open_meeting
from tests.workbooks import taken

URL = reverse("meetings:review_list")
TYPED = {"reviewed_on": "2020-06-20", "conclusion": "Làm tốt.", "strengths": "Nhiều ý kiến."}


@pytest.fixture
def thematic(cell, people):
    return open_meeting(cell, kind="thematic", topic="Y đức")


@pytest.fixture
def model(meeting):
    meeting.mark_model(True, by=None)
    return meeting


@pytest.fixture
def by_secretary(client, secretary):
    return sign_in(client, secretary)


def sign_in(client, user):
    user.working_year = 2020
    user.save()
    client.force_login(user)
    return client


def write(meeting, on=HELD_ON, conclusion="<p>Tốt.</p>", **texts) -> Review:
    return Review.objects.write(meeting, reviewed_on=on, by=None, conclusion=conclusion, **texts)


def invite(meeting, name="Lê Văn Khách", **facts) -> Observer:
    return Observer.objects.invite(meeting, name=name, by=None, **facts)


def refusal(act, *args, **facts):
    with pytest.raises(ValidationError) as refused:
        act(*args, **facts)
    error = refused.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def url(name, row):
    return reverse(f"meetings:{name}", args=[row.pk])


def test_written_and_written_anew(thematic, secretary):
    write(thematic)
    Review.objects.write(thematic, reviewed_on=HELD_ON, conclusion="<p>Khá.</p>", by=secretary)
    review = Review.objects.get()
    assert [review.conclusion, review.written_by] == ["<p>Khá.</p>", secretary]
    assert AuditEvent.objects.filter(action="review.write").count() == 2


def test_also_when_the_minutes_are_adopted(thematic):
    assert write(adopted(thematic)).pk


def test_only_of_thematic_and_of_model_meetings(meeting):
    message = {"__all__": ["Rút kinh nghiệm dành cho sinh hoạt chuyên đề và sinh hoạt mẫu."]}
    assert refusal(write, meeting) == message
    meeting.mark_model(True, by=None)
    write(meeting)


def test_not_of_a_planned_meeting(cell):
    planned = Meeting.objects.plan(unit=cell, kind="thematic", topic="Y đức", held_on=HELD_ON, by=None)
    assert refusal(write, planned) == {
        "__all__": ["Cuộc họp chưa diễn ra nên chưa có gì để rút kinh nghiệm."]
    }


def test_from_the_day_of_the_meeting_until_today(thematic):
    message = {"reviewed_on": ["Không thể trước ngày họp (15/06/2020)."]}
    assert refusal(write, thematic, on=day("2020-06-14")) == message
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert refusal(write, thematic, on=tomorrow) == {"reviewed_on": ["Chưa đến ngày này."]}
    write(thematic, on=HELD_ON)
    write(thematic, on=timezone.localdate())


def test_with_a_conclusion(thematic):
    assert refusal(write, thematic, conclusion="<p> </p>") == {"conclusion": ["Ghi kết luận."]}


def test_a_model_is_marked_of_a_cell_and_also_when_planned(cell, committee):
    planned = Meeting.objects.plan(unit=cell, kind="regular", held_on=HELD_ON, by=None)
    planned.mark_model(True, by=None)
    assert Meeting.objects.get(pk=planned.pk).is_model
    other = open_meeting(committee, kind="committee")
    message = ["Sinh hoạt mẫu là buổi sinh hoạt của chi bộ."]
    assert refusal(other.mark_model, True, by=None) == message


def test_the_mark_is_taken_away_while_nothing_hangs_on_it(model):
    model.mark_model(False, by=None)
    model.mark_model(True, by=None)
    invite(model)
    message = ["Buổi này đã có người được mời dự hoặc đã rút kinh nghiệm."]
    assert refusal(model.mark_model, False, by=None) == message


def test_observers_of_model_meetings_once_each(meeting):
    message = {"__all__": ["Chỉ mời người dự sinh hoạt mẫu. Đánh dấu sinh hoạt mẫu trước."]}
    assert refusal(invite, meeting) == message
    meeting.mark_model(True, by=None)
    invite(meeting, position="Bí thư Chi bộ 2")
    assert refusal(invite, meeting, position="Bí thư  Chi bộ 2") == {
        "__all__": ["Đã mời đồng chí này."]
    }


def test_who_came_is_told_and_stays(model):
    observer = invite(model)
    observer.tell(True, by=None)
    message = ["Đồng chí này đã dự nên không bỏ khỏi danh sách được."]
    assert refusal(observer.uninvite, by=None) == message
    observer.tell(False, by=None)
    observer.uninvite(by=None)
    assert model.observers.count() == 0


def test_nobody_came_before_the_meeting(cell):
    planned = Meeting.objects.plan(unit=cell, kind="regular", held_on=HELD_ON, by=None)
    planned.mark_model(True, by=None)
    assert refusal(invite(planned).tell, True, by=None) == ["Cuộc họp chưa bắt đầu."]


def test_an_observer_is_on_no_roll(model, people):
    invite(model)
    assert model.attendances.count() == len(people)


def test_the_page_asks_of_a_model_part_by_part(by_secretary, model, thematic):
    fields = {
        m.kind: set(by_secretary.get(url("review_edit", m)).context["form"].fields)
        for m in (model, thematic)
    }
    assert fields["regular"] - fields["thematic"] == {
        *("on_preparation", "on_content", "on_procedure", "on_chairing"),
        *("on_conclusion", "on_tasks", "on_minutes"),
    }
    assert fields["thematic"] - fields["regular"] == {"completed_topic"}


def test_written_by_the_page_and_read(by_secretary, model):
    response = by_secretary.post(url("review_edit", model), TYPED | {"on_chairing": "Linh hoạt"})
    assert response.url == url("review_detail", model)
    page = by_secretary.get(response.url).text
    for text in ("Linh hoạt", "<p>Nhiều ý kiến.</p>", "<p>Làm tốt.</p>", "20/06/2020"):
        assert text in page


def test_the_page_comes_back_with_what_was_written(by_secretary, thematic):
    write(thematic, strengths="<p>Đông đủ</p>")
    form = by_secretary.get(url("review_edit", thematic)).context["form"]
    assert [form["strengths"].value(), form["reviewed_on"].value()] == ["<p>Đông đủ</p>", HELD_ON]


def test_what_is_wrong_stands_at_its_field(by_secretary, thematic):
    response = by_secretary.post(url("review_edit", thematic), TYPED | {"reviewed_on": "2020-06-14"})
    message = {"reviewed_on": ["Không thể trước ngày họp (15/06/2020)."]}
    assert (response.status_code, response.context["form"].errors) == (422, message)


def test_marked_with_one_tap(by_secretary, meeting):
    response = by_secretary.post(url("meeting_mark_model", meeting), {"is_model": "1"})
    assert response.url == url("meeting_detail", meeting)
    assert Meeting.objects.get().is_model


def test_an_officer_whom_the_page_suggests_is_known(client, office, model, second_cell):
    guest = make_member("Phạm Thị Hoa", unit=second_cell)
    Office.objects.take_up(
        member=guest, unit=second_cell, kind="secretary", on=day("2020-01-01"), by=None
    )
    sign_in(client, office)
    (label,) = client.get(url("observer_list", model)).context["form"].officers
    client.post(url("observer_list", model), {"name": label})
    observer = Observer.objects.get()
    assert [observer.member, observer.name] == [guest, "Phạm Thị Hoa"]
    assert observer.position.endswith("Chi bộ 2")


def test_anybody_is_invited_by_name(by_secretary, model):
    by_secretary.post(url("observer_list", model), {"name": "Lê Văn Khách", "position": "Đảng ủy viên"})
    assert [str(one) for one in model.observers.all()] == ["Lê Văn Khách, Đảng ủy viên"]


def test_came_did_not_come_and_off_the_list(by_secretary, model):
    observer = invite(model)
    by_secretary.post(url("observer_tell", observer), {"came": "1"})
    assert Observer.objects.get().came is True
    by_secretary.post(url("observer_tell", observer), {"came": "0"})
    assert Observer.objects.get().came is False
    by_secretary.post(url("observer_uninvite", observer))
    assert Observer.objects.count() == 0


def test_the_list_shows_what_was_reviewed_and_what_not(by_secretary, model, thematic, cell):
    open_meeting(cell, on=day("2020-07-15"))
    write(thematic)
    shown = {
        show: [m.pk for m in by_secretary.get(URL, {"show": show}).context["page"]]
        for show in ("", "model", "waiting", "x")
    }
    both = [thematic.pk, model.pk]
    assert shown == {"": both, "model": [model.pk], "waiting": [model.pk], "x": both}


def test_the_file_counts_who_came(by_secretary, model):
    invite(model).tell(True, by=None)
    invite(model, name="Lê Thị Hai")
    title, rows = taken(by_secretary, URL)
    assert title == "Rút kinh nghiệm năm 2020"
    assert [(row[4], row[5], row[6], row[7]) for row in rows] == [("có", 2, 1, None)]


def test_the_paper_holds_what_was_written(model):
    invite(model, position="Bí thư Chi bộ 2").tell(True, by=None)
    write(model, on_chairing="Linh hoạt", shortcomings="<p>Muộn giờ</p>")
    job = MeetingPrint(kind="review", meeting=Meeting.objects.get(pk=model.pk), unit=model.unit)
    document = DOCUMENTS["review"](job)
    titles = [part["title"] for part in document["parts"]]
    assert titles == ["Thời gian, thành phần", "Nhận xét từng phần", "Hạn chế", "Kết luận"]
    assert document["issued_on"] == "2020-06-15"


PAGES = ["review_detail", "review_edit", "observer_list"]


def test_an_outsider_finds_nothing_and_a_leader_only_reads(client, outsider, leader, model):
    told = []
    for user in (outsider, leader):
        client.force_login(user)
        told.append([client.get(url(name, model)).status_code for name in PAGES])
    assert told == [[404, 404, 404], [200, 403, 403]]


def test_who_sees_no_persons_gets_403(client, upper_staff):
    client.force_login(upper_staff)
    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(by_secretary, cell, people, count, django_assert_num_queries):
    for number in range(count):
        meeting = open_meeting(cell, kind="thematic", topic=str(number))
        meeting.mark_model(True, by=None)
        write(meeting)
        for one in range(count):
            invite(meeting, name=f"Khách {one}")
    for address, number in (
        (URL, 6),
        (url("review_detail", meeting), 5),
        (url("observer_list", meeting), 6),
    ):
        by_secretary.get(address)
        with django_assert_num_queries(number):
            by_secretary.get(address)
