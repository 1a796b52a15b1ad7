"""Issue a report: what was read is what is signed, and what was found takes a reason."""

import json

import pytest
from django.urls import reverse

from common.periods import DAY
from members.models import Office
from reports.documents import checks
from tests.conftest import day, make_member
from tests.reports.conftest import start

REASON = "Còn hai kỳ họp ghi sau"


def url(report):
    return reverse("reports:report_issue", args=[report.pk])


def page(client, report) -> dict:
    """What the page sends back: what it showed, who signs, and why it is issued all the same."""
    form = client.get(url(report)).context["form"]
    return {
        "title": "Phó bí thư",
        "signer": " Trần  Văn Bí ",
        "issued_on": "2026-01-12",
        "reason": REASON,
        "read": form["read"].value(),
    }


@pytest.fixture
def secretary_of_committee(committee, cell):
    member = make_member("Lê Thị Hoa", unit=cell)
    Office.objects.create(member=member, unit=committee, kind="secretary", starts_on="2025-06-10")
    return member


def test_the_leader_issues(client, draft, term, leader):
    client.force_login(leader)
    response = client.post(url(draft), page(client, draft))
    assert response.url == reverse("reports:report_detail", args=[draft.pk])
    draft.refresh_from_db()
    assert (draft.full_number, draft.issued_by, draft.issue_reason) == ("01-BC/ĐU", leader, REASON)
    assert draft.snapshot["signature"]["name"] == "Trần Văn Bí"
    assert draft.snapshot["signature"]["title"] == "Phó bí thư"
    assert draft.job.is_final is True


def test_the_secretary_of_the_committee_is_suggested(client, draft, secretary_of_committee, leader):
    client.force_login(leader)
    assert client.get(url(draft)).context["form"]["signer"].value() == "Lê Thị Hoa"


def test_a_section_saved_after_the_page_was_opened_is_shown_and_not_signed(
    client, draft, term, leader, office
):
    client.force_login(leader)
    data = page(client, draft)
    draft.write("strengths", "Viết sau khi lãnh đạo mở trang.", revision=0, by=office)
    response = client.post(url(draft), data)
    assert response.status_code == 422
    assert response.context["form"].differences == [
        ("1. Ưu điểm", [], ["Viết sau khi lãnh đạo mở trang."])
    ]
    draft.refresh_from_db()
    assert draft.is_issued is False
    seen = data | {"read": response.context["form"]["read"].value()}
    assert client.post(url(draft), seen).status_code == 302


def test_a_record_changed_after_the_page_was_opened_is_shown(client, draft, term, leader, cell):
    client.force_login(leader)
    data = page(client, draft)
    make_member(unit=cell)
    response = client.post(url(draft), data)
    assert response.status_code == 422
    shown = {title: lines for title, *lines in response.context["form"].differences}
    assert "Đảng viên cuối kỳ: 1" in shown["Số liệu"][1]


def test_what_was_found_takes_a_reason(client, draft, term, leader):
    client.force_login(leader)
    response = client.post(url(draft), page(client, draft) | {"reason": ""})
    assert response.status_code == 422
    form = response.context["form"]
    assert "Báo cáo chưa được soát." in [finding.text for finding in form.findings]
    assert list(form.errors) == ["__all__", "reason"]


def test_a_reason_is_asked_for_only_where_something_was_found(
    client, draft, term, leader, secretary_of_committee, monkeypatch
):
    client.force_login(leader)
    assert not client.get(url(draft)).context["form"]["reason"].is_hidden
    monkeypatch.setattr(checks, "findings", lambda *facts: [])
    assert client.get(url(draft)).context["form"]["reason"].is_hidden
    nobody = page(client, draft) | {"reason": "", "title": "Bí thư"}
    refused = client.post(url(draft), nobody).context["form"]
    assert (list(refused.errors), refused["reason"].is_hidden) == (["__all__", "reason"], False)


def test_the_signer_must_have_held_the_post_that_day(
    client, draft, term, leader, secretary_of_committee
):
    client.force_login(leader)
    data = page(client, draft) | {"title": "Bí thư", "reason": ""}
    said = client.post(url(draft), data).context["form"].non_field_errors()
    assert said == [
        "Người ký Trần Văn Bí không giữ chức vụ này vào ngày ban hành: bí thư ngày đó là Lê Thị Hoa."
    ]
    signed = client.post(url(draft), data | {"signer": "Lê Thị Hoa"})
    assert signed.context["form"].non_field_errors() == []


def test_a_day_before_the_end_is_told_and_the_last_day_is_not(client, draft, term, leader):
    client.force_login(leader)
    data = page(client, draft) | {"reason": ""}
    for one, count in ((draft.ends_on - DAY, 2), (draft.ends_on, 1)):
        form = client.post(url(draft), data | {"issued_on": one.isoformat()}).context["form"]
        assert len(form.non_field_errors()) == count


def test_a_day_before_that_of_the_last_number_is_told(client, issued, committee, leader):
    second = start(committee, by=None, ends_on=day("2025-06-30"))
    client.force_login(leader)
    data = page(client, second) | {"reason": "", "issued_on": "2026-01-11"}
    said = client.post(url(second), data).context["form"].non_field_errors()
    assert said[1] == "Ngày ban hành trước ngày của số liền trước (01-BC/ĐU, 12/01/2026)."


def test_the_first_number_follows_those_given_on_paper(client, draft, term, leader, committee):
    client.force_login(leader)
    client.post(url(draft), page(client, draft) | {"last_on_paper": "40"})
    draft.refresh_from_db()
    assert draft.number == 41
    second = start(committee, by=None, ends_on=day("2025-06-30"))
    assert "last_on_paper" not in client.get(url(second)).context["form"].fields


def test_without_a_term_the_reason_stands_at_the_day(client, draft, leader):
    client.force_login(leader)
    response = client.post(url(draft), page(client, draft))
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "issued_on": ["Chưa ghi nhiệm kỳ nào bắt đầu trước ngày này nên chưa cấp được số."]
    }
    draft.refresh_from_db()
    assert draft.is_issued is False


@pytest.mark.parametrize("read", ["", "{", "[]", json.dumps({"a": "b"})])
def test_what_was_read_may_be_anything_and_is_never_signed_for(client, draft, term, leader, read):
    client.force_login(leader)
    response = client.post(url(draft), page(client, draft) | {"read": read})
    assert response.status_code == 422
    draft.refresh_from_db()
    assert draft.is_issued is False


def test_a_report_is_issued_once(client, issued, leader):
    client.force_login(leader)
    assert client.post(url(issued), page(client, issued)).status_code == 422
    issued.refresh_from_db()
    assert issued.number == 1


@pytest.mark.parametrize(("who", "status"), [("office", 403), ("secretary", 404), ("outsider", 404)])
def test_only_a_leader_issues(client, draft, term, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url(draft), {"signer": "x"}).status_code == status
    draft.refresh_from_db()
    assert draft.is_issued is False


def test_the_secretary_signs_the_report_of_the_own_cell(client, cell, secretary):
    own = start(cell, by=secretary)
    client.force_login(secretary)
    assert client.get(url(own)).status_code == 200
