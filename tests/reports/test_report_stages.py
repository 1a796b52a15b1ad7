"""Draft, checked, approved, sent back, issued, sent; remarks at sections."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEvent
from reports.models import Report, Stage
from tests.conftest import day


def post(client, user, name, report, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"reports:{name}", args=[report.pk, *args]), data)


def stage(report) -> str:
    return Report.objects.get(pk=report.pk).stage


def test_checked_by_the_office_approved_by_the_leader(client, draft, office, leader):
    post(client, office, "report_check", draft)
    assert stage(draft) == Stage.CHECKED
    assert Report.objects.get().checked_figures["members.closing"] == "0"
    post(client, leader, "report_approve", draft)
    assert stage(draft) == Stage.APPROVED
    assert AuditEvent.objects.filter(by=leader, action="report.approve").count() == 1


def test_what_was_not_checked_is_not_approved(client, draft, leader):
    post(client, leader, "report_approve", draft)
    assert stage(draft) == Stage.DRAFT


def test_any_change_takes_it_back_to_the_first_stage(client, draft, office):
    post(client, office, "report_check", draft)
    draft.write("strengths", "Mới", revision=0, by=office)
    assert stage(draft) == Stage.DRAFT
    post(client, office, "report_check", draft)
    draft.change(subject="Khác", by=office)
    assert stage(draft) == Stage.DRAFT


def test_sent_back_with_a_reason_that_stands_on_the_page(client, draft, office, leader):
    post(client, office, "report_check", draft)
    assert (
        post(client, leader, "report_send_back", draft, reason="Thiếu số liệu dân vận").status_code
        == 302
    )
    assert stage(draft) == Stage.DRAFT
    client.force_login(office)
    page = client.get(reverse("reports:report_detail", args=[draft.pk])).content.decode()
    assert page.count("Thiếu số liệu dân vận") == 1


def test_sending_back_needs_a_reason(client, draft, leader):
    response = post(client, leader, "report_send_back", draft, reason=" ")
    assert list(response.context["form"].errors) == ["reason"]


def test_a_remark_is_settled_before_the_report_is_checked(client, draft, office, leader):
    post(client, leader, "report_note", draft, "strengths", text="Nêu rõ mô hình")
    note = draft.notes.get()
    assert (note.key, note.by) == ("strengths", leader)
    post(client, office, "report_check", draft)
    assert stage(draft) == Stage.DRAFT
    post(client, office, "note_settle", note)
    assert draft.notes.open().count() == 0
    post(client, office, "report_check", draft)
    assert stage(draft) == Stage.CHECKED


def test_a_remark_stands_at_a_section_of_the_report(client, draft, leader):
    assert post(client, leader, "report_note", draft, "nowhere", text="x").status_code == 404


def test_when_and_to_whom_it_was_sent(client, issued, office):
    post(client, office, "report_send", issued, sent_on="2026-01-13", sent_to="Đảng ủy cấp trên")
    sent = Report.objects.get()
    assert (sent.sent_on, sent.sent_to) == (day("2026-01-13"), "Đảng ủy cấp trên")


@pytest.mark.parametrize("sent_on", ["2026-01-11", "2999-01-01"])
def test_it_is_not_sent_before_it_is_issued_nor_tomorrow(client, issued, office, sent_on):
    response = post(client, office, "report_send", issued, sent_on=sent_on, sent_to="Cấp trên")
    assert list(response.context["form"].errors) == ["sent_on"]


def test_a_draft_is_not_sent(draft, office):
    with pytest.raises(ValidationError):
        draft.send(sent_on=day("2026-01-13"), sent_to="Cấp trên", by=office)


def test_an_issued_report_takes_no_act_of_a_draft(client, issued, office, leader):
    post(client, office, "report_check", issued)
    post(client, leader, "report_send_back", issued, reason="Muộn")
    assert (stage(issued), issued.notes.count()) == (Stage.DRAFT, 0)


@pytest.mark.parametrize(
    ("name", "who", "status"),
    [
        ("report_check", "leader", 403),
        ("report_check", "outsider", 404),
        ("report_approve", "office", 403),
        ("report_approve", "outsider", 404),
        ("report_send_back", "office", 403),
        ("report_send_back", "secretary", 404),
        ("report_frame", "leader", 403),
        ("report_frame", "outsider", 404),
        ("report_send", "leader", 403),
    ],
)
def test_others_may_not(client, draft, request, name, who, status):
    assert post(client, request.getfixturevalue(who), name, draft).status_code == status


def test_the_frame_is_changed(client, draft, office):
    data = {"subject": "Tổng kết công tác xây dựng Đảng", "cut_off": "2025-11-30", "annexes": ["moves"]}
    client.force_login(office)
    client.post(reverse("reports:report_frame", args=[draft.pk]), data)
    report = Report.objects.get()
    assert (report.subject, report.cut_off, report.annexes) == (
        "Tổng kết công tác xây dựng Đảng",
        day("2025-11-30"),
        "moves",
    )


def test_a_cut_off_outside_the_period_is_refused(client, draft, office):
    client.force_login(office)
    url = reverse("reports:report_frame", args=[draft.pk])
    response = client.post(url, {"cut_off": "2026-01-01", "annexes": ["moves"]})
    assert list(response.context["form"].errors) == ["cut_off"]
