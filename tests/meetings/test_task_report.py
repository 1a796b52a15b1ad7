"""Tasks reported at the next meeting, moved, withdrawn: the verbs and the pages."""

import datetime
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from meetings.models import Meeting, Task, changes
from meetings.models.recording import REPORTED
from tests.conftest import day
from tests.meetings.conftest import HELD_ON, adopted, open_meeting, record, task

DUE_ON, NEXT_ON = day("2020-07-01"), day("2020-07-15")


@pytest.fixture
def given(meeting):
    record(meeting, tasks=[task(due_on=DUE_ON)])
    return meeting.tasks.get()


@pytest.fixture
def kept(given):
    """In adopted minutes."""
    adopted(given.meeting)
    return Task.objects.get()


@pytest.fixture
def next_meeting(cell, given):
    return open_meeting(cell, on=NEXT_ON)


@pytest.fixture
def handed(committee, cell):
    """Given by the committee to the cell."""
    record(open_meeting(committee, kind="committee"), tasks=[task("Việc của đảng ủy", unit=cell)])
    return Task.objects.get(unit=cell)


@pytest.fixture
def signed_in(client, secretary):
    client.force_login(secretary)
    return client


def url(name, given, meeting=None):
    address = reverse(f"meetings:{name}", args=[given.pk])
    return f"{address}?meeting={meeting.pk}" if meeting else address


def refusal(act, *args, **facts):
    with pytest.raises(ValidationError) as refused:
        act(*args, by=None, **facts)
    error = refused.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def history(given):
    return [(row.reported_on, row.state, row.text) for row in given.reports.all()]


def test_going_on_is_noted_and_the_task_stays_open(given, next_meeting, secretary):
    given.report("going_on", meeting=next_meeting, text="Được một nửa", by=secretary)
    assert history(given) == [(NEXT_ON, "going_on", "Được một nửa")]
    assert [given.reports.get().meeting, Task.objects.get().is_open] == [next_meeting, True]
    assert AuditEvent.objects.get(action="task.report").by == secretary


def test_done_at_the_meeting_is_done_that_day_or_before(given, next_meeting):
    given.report("done", meeting=next_meeting, done_on=day("2020-07-10"), by=None)
    assert Task.objects.get().done_on == day("2020-07-10")
    assert history(given) == [(NEXT_ON, "done", "")]


def test_not_done_says_why(given, next_meeting):
    assert refusal(given.report, "not_done", meeting=next_meeting) == {"text": ["Ghi lý do."]}
    given.report("not_done", meeting=next_meeting, text="Thiếu kinh phí", by=None)
    assert Task.objects.get().is_open


def test_reported_from_the_day_it_was_given_until_today(given):
    message = {"reported_on": ["Không thể trước ngày họp (15/06/2020)."]}
    assert refusal(given.report, "going_on", on=day("2020-06-14")) == message
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    message = {"reported_on": ["Chưa đến ngày này."]}
    assert refusal(given.report, "going_on", on=tomorrow) == message
    given.report("going_on", on=HELD_ON, by=None)
    given.report("going_on", on=timezone.localdate(), by=None)


def test_not_at_the_meeting_that_gave_it_or_before(given, meeting, cell):
    message = ["Nhiệm vụ được báo cáo tại một cuộc họp sau đó."]
    assert refusal(given.report, "done", meeting=meeting) == message
    before = open_meeting(cell, on=day("2020-05-15"))
    assert refusal(given.report, "done", meeting=before) == message


def test_not_at_a_meeting_of_somebody_else(given, second_cell):
    message = ["Cuộc họp này không liên quan đến nhiệm vụ."]
    assert refusal(given.report, "done", meeting=open_meeting(second_cell, on=NEXT_ON)) == message


def test_not_at_a_meeting_whose_minutes_are_adopted(given, next_meeting):
    message = ["Biên bản cuộc họp này đã thông qua nên không ghi thêm được."]
    assert refusal(given.report, "done", meeting=adopted(next_meeting)) == message
    assert history(given) == []


def test_not_at_a_meeting_adopted_while_the_page_stood_open(given, next_meeting):
    stale = Meeting.objects.get(pk=next_meeting.pk)
    adopted(next_meeting)
    assert refusal(given.report, "going_on", meeting=stale) == [
        "Biên bản cuộc họp này đã thông qua nên không ghi thêm được."
    ]
    assert given.reports.count() == 0


def test_a_done_or_withdrawn_task_is_not_reported(kept):
    other_window = Task.objects.get()
    kept.report("done", on=NEXT_ON, by=None)
    message = ["Nhiệm vụ này đã hoàn thành ngày 15/07/2020."]
    assert refusal(other_window.report, "going_on", on=NEXT_ON) == message
    kept.reopen(by=None)
    kept.withdraw(reason="Không còn cần", by=None)
    today = timezone.localdate()
    message = [f"Nhiệm vụ này đã thôi giao ngày {today:%d/%m/%Y}."]
    assert refusal(Task.objects.get().report, "going_on") == message


def test_taking_back_a_completion_stays_in_the_history(given):
    given.complete(on=NEXT_ON, by=None)
    given.reopen(by=None)
    assert [state for _, state, _ in history(given)] == ["done", "reopened"]


def test_a_deadline_is_moved_for_a_reason_and_the_old_one_stays(kept, secretary):
    assert refusal(kept.move_due, to=NEXT_ON, reason=" ") == {"text": ["Ghi lý do."]}
    Task.objects.get().move_due(to=NEXT_ON, reason="Chờ vật tư", by=secretary)
    row = kept.reports.get()
    assert [Task.objects.get().due_on, row.due_was, row.due_now] == [NEXT_ON, DUE_ON, NEXT_ON]
    assert AuditEvent.objects.get(action="task.move_due").by == secretary


def test_not_moved_before_the_meeting_nor_to_the_same_day(kept):
    message = {"due_on": ["Hạn không thể trước ngày họp (15/06/2020)."]}
    assert refusal(kept.move_due, to=day("2020-06-14"), reason="Gấp") == message
    assert refusal(Task.objects.get().move_due, to=DUE_ON, reason="Gấp") == {
        "to": ["Hạn mới giống hạn cũ."]
    }
    Task.objects.get().move_due(to=HELD_ON, reason="Gấp", by=None)


@pytest.mark.parametrize("act", ["move_due", "withdraw"])
def test_in_a_draft_one_corrects_the_minutes(given, act):
    facts = {"to": NEXT_ON} if act == "move_due" else {}
    message = ["Biên bản chưa thông qua: đề nghị sửa nhiệm vụ ngay trong biên bản."]
    assert refusal(getattr(given, act), reason="Vì", **facts) == message


def test_withdrawn_it_is_open_and_overdue_no_more(kept):
    kept.withdraw(reason="Không còn cần", by=None)
    today = timezone.localdate()
    before = today - datetime.timedelta(days=1)
    for rows in (Task.objects.undone_on, Task.objects.overdue):
        assert [list(rows(on)) for on in (before, today)] == [[kept], []]


def test_a_correction_does_not_drop_what_was_reported(kept):
    kept.report("going_on", by=None)
    kept.meeting.correct(reason="Ghi nhầm", documents={}, by=None)
    outcome = kept.meeting.record(changes("task", str(kept.key), delete=True), by=None)
    assert outcome.errors == {("task", str(kept.key)): {"delete": [REPORTED]}}
    assert kept.reports.count() == 1


def test_a_correction_drops_a_task_of_which_nothing_was_reported(kept):
    kept.meeting.correct(reason="Ghi nhầm", documents={}, by=None)
    kept.meeting.record(changes("task", str(kept.key), delete=True), by=None)
    assert not Task.objects.exists()


def test_to_report_are_the_open_ones_of_earlier_meetings(given, next_meeting, cell, second_cell):
    record(next_meeting, tasks=[task("Giao hôm nay")])
    record(open_meeting(second_cell), tasks=[task("Của chi bộ khác")])
    earlier = open_meeting(cell, on=day("2020-05-15"))
    record(earlier, tasks=[task("Xong rồi", done_on=day("2020-06-01")), task("Còn")])
    assert [str(t) for t in Task.objects.to_report_at(next_meeting)] == ["Việc cần làm", "Còn"]


def test_to_report_is_what_the_committee_gave_the_cell(handed, cell):
    assert list(Task.objects.to_report_at(open_meeting(cell, on=NEXT_ON))) == [handed]


def test_reported_here_it_stays_in_sight(given, next_meeting, cell):
    given.report("going_on", meeting=next_meeting, by=None)
    given.report("done", meeting=next_meeting, by=None)
    assert list(Task.objects.to_report_at(next_meeting)) == [given]
    assert list(Task.objects.to_report_at(open_meeting(cell, on=day("2020-08-15")))) == []


def test_tally_by_whoever_gave_it_and_by_whoever_has_it(given, handed, cell, committee):
    told = {
        text: Task.objects.tally("meeting__unit", day(text)).get(cell.pk, {}).get("overdue")
        for text in ("2020-06-14", "2020-07-01", "2020-07-02")
    }
    assert told == {"2020-06-14": None, "2020-07-01": 0, "2020-07-02": 1}
    assert Task.objects.tally("unit", NEXT_ON)[cell.pk] == {
        "unit": cell.pk,
        "open": 1,
        "overdue": 0,
        "done": 0,
    }
    handed.complete(on=NEXT_ON, by=None)
    assert Task.objects.tally("unit", NEXT_ON)[cell.pk]["done"] == 1


def test_a_cell_sees_what_the_committee_gave_it(handed, secretary, other_secretary, office):
    seen = [list(Task.objects.visible_to(user)) for user in (secretary, other_secretary, office)]
    assert seen == [[handed], [], [handed]]


def test_the_page_proposes_the_day_of_the_meeting(signed_in, given, next_meeting):
    response = signed_in.get(url("task_report", given, next_meeting))
    assert response.context["form"]["on"].value() == NEXT_ON


def test_reporting_leads_back_to_the_meeting(signed_in, given, next_meeting):
    response = signed_in.post(url("task_report", given, next_meeting), {"state": "done", "text": ""})
    assert response.url == url("meeting_follow_up", next_meeting) + "#tasks-before"
    assert Task.objects.get().done_on == NEXT_ON


def test_between_two_meetings_it_leads_to_the_task(signed_in, given):
    typed = {"state": "going_on", "text": "Đang in", "on": "2020-07-01"}
    assert signed_in.post(url("task_report", given), typed).url == url("task_detail", given)


def test_what_is_wrong_stands_at_its_field(signed_in, given):
    response = signed_in.post(url("task_report", given), {"state": "not_done", "on": "2020-06-14"})
    messages = {"text": ["Ghi lý do."], "on": ["Không thể trước ngày họp (15/06/2020)."]}
    assert (response.status_code, response.context["form"].errors) == (422, messages)


def test_in_the_row_under_a_meeting_the_answer_replaces_the_row(signed_in, given, next_meeting):
    address = url("task_report", given, next_meeting)
    response = signed_in.post(
        address, {"state": "not_done", "text": ""}, headers={"HX-Request": "true"}
    )
    assert (response.status_code, "Ghi lý do." in response.text) == (200, True)
    response = signed_in.post(
        address, {"state": "going_on", "text": "Một nửa"}, headers={"HX-Request": "true"}
    )
    assert "<strong>Đang làm</strong>: Một nửa" in response.text
    assert "<html" not in response.text


@pytest.mark.parametrize(
    "name", ["task_report", "task_move", "task_give", "task_withdraw", "task_detail"]
)
def test_an_outsider_finds_nothing_and_a_reader_may_not(client, outsider, leader, kept, name):
    statuses = []
    for user in (outsider, leader):
        client.force_login(user)
        statuses.append(client.get(url(name, kept)).status_code)
    assert statuses == [404, 200 if name == "task_detail" else 403]


def test_the_cell_reports_the_committees_task_but_does_not_change_it(signed_in, handed):
    names = ["task_detail", "task_report", "task_move", "task_withdraw"]
    assert [signed_in.get(url(name, handed)).status_code for name in names] == [200, 200, 403, 403]
    meeting_page = reverse("meetings:meeting_detail", args=[handed.meeting_id])
    assert meeting_page not in signed_in.get(url("task_detail", handed)).text
    typed = {"done_on": "2020-07-01"}
    assert signed_in.post(url("task_complete", handed), typed).url == url("task_detail", handed)


def test_moving_and_withdrawing_by_the_page(signed_in, kept):
    response = signed_in.post(url("task_move", kept), {"to": "2020-08-01", "reason": "Chờ vật tư"})
    assert response.url == url("task_detail", kept)
    signed_in.post(url("task_withdraw", kept), {"reason": "Không còn cần"})
    assert [row.state for row in kept.reports.all()] == ["moved", "withdrawn"]
    assert "Chờ vật tư" in signed_in.get(url("task_detail", kept)).text


def test_whoever_does_it_is_named_later(signed_in, kept, people, secretary):
    assert url("task_give", kept) in signed_in.get(url("task_detail", kept)).text
    typed = {"assignee": people[0].pk, "unit": ""}
    assert signed_in.post(url("task_give", kept), typed).url == url("task_detail", kept)
    assert Task.objects.get().assignee == people[0]
    assert history(kept) == [(timezone.localdate(), "given", "Trần Thị An")]
    event = AuditEvent.objects.get(action="task.give")
    assert (event.by, event.fields) == (secretary, ["assignee", "unit"])
    page = signed_in.get(url("task_detail", kept)).text
    assert ("giao người thực hiện" in page, url("task_give", kept) in page) == (True, False)


def test_it_is_given_once_to_somebody_of_the_meeting(signed_in, kept, people, foreign_member):
    refused = signed_in.post(url("task_give", kept), {"assignee": foreign_member.pk})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["assignee"])
    nobody = signed_in.post(url("task_give", kept), {"unit": ""}).context["form"].errors
    assert nobody == {"assignee": ["Chọn người hoặc đơn vị thực hiện."]}
    kept.give(assignee=people[0], unit=None, by=None)
    again = refusal(Task.objects.get().give, assignee=people[1], unit=None)
    assert again == ["Nhiệm vụ này đã giao: Trần Thị An."]


def test_before_adoption_it_is_named_in_the_minutes(given, people):
    message = ["Biên bản chưa thông qua: đề nghị sửa nhiệm vụ ngay trong biên bản."]
    assert refusal(given.give, assignee=people[0], unit=None) == message


def test_a_bad_day_is_refused_at_its_field(signed_in, kept):
    response = signed_in.post(url("task_move", kept), {"to": "2020-06-14", "reason": "Gấp"})
    assert response.status_code == 422
    assert "Hạn không thể trước ngày họp (15/06/2020)." in response.text


def test_the_tally_page_leads_to_the_tasks(signed_in, given, handed, cell):
    response = signed_in.get(reverse("meetings:task_tally"), {"on": "2020-07-02"})
    row = response.context["rows"][0]
    assert [str(row["unit"]), row["own"]["overdue"], row["given"]["open"]] == ["Chi bộ 1", 1, 1]
    for giver, state in (("own", "overdue"), ("above", "")):
        query = {"on": "2020-07-02", "unit": cell.code, "giver": giver, "state": state}
        assert f"{urlencode(query)}".replace("&", "&amp;") in response.text
        assert len(signed_in.get(reverse("meetings:task_list"), query).context["page"]) == 1


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_the_tally_is_not_for_who_sees_no_persons(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("meetings:task_tally")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(signed_in, given, count, django_assert_max_num_queries):
    for _ in range(count):
        given.report("going_on", on=NEXT_ON, by=None)
    signed_in.get(url("task_detail", given))
    with django_assert_max_num_queries(9):
        signed_in.get(url("task_detail", given))


@pytest.mark.parametrize("count", [1, 2])
def test_number_of_queries_of_the_tally(
    client, office, cell, second_cell, count, django_assert_num_queries
):
    for unit in (cell, second_cell)[:count]:
        record(open_meeting(unit), tasks=[task()])
    client.force_login(office)
    address = reverse("meetings:task_tally")
    assert len(client.get(address, {"on": "2020-12-31"}).context["rows"]) == count
    with django_assert_num_queries(6):
        client.get(address, {"on": "2020-12-31"})
