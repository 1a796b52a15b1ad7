"""A decision is issued: numbered, frozen, replaced only for a reason."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cells.models import Term
from evaluations.documents import DOCUMENTS
from evaluations.models import Grade, GradingPrint, Level, RoundPaper
from papers import tasks
from tests.conftest import day
from tests.evaluations.conftest import grade_one


@pytest.fixture
def term(committee):
    return Term.objects.create(unit=committee, name="2020-2025", congress_on=day("2020-06-01"))


def url(grading, kind="members"):
    return reverse("evaluations:decision_issue", args=[grading.pk, kind])


def today() -> str:
    return f"{timezone.localdate():%d/%m/%Y}"


def issue(grading, **facts) -> RoundPaper:
    job = GradingPrint(kind="members", title="Quyết định", round=grading, unit=grading.unit)
    document = DOCUMENTS["members"](job)
    facts = {"grading": grading, "kind": "members", "issued_on": timezone.localdate()} | facts
    return RoundPaper.objects.issue(document, by=None, **facts)


def test_it_takes_the_next_number_and_its_file_is_made(client, office, closed, committee, term):
    client.force_login(office)
    response = client.post(url(closed), {"issued_on": today()})
    paper = RoundPaper.objects.get()
    assert response.url == reverse("evaluations:unit_papers", args=[closed.pk, committee.code])
    assert (paper.full_number, paper.round, paper.issued_by) == ("01-QĐ/ĐU", closed, office)
    tasks.print_issued(paper.job.pk)
    download = reverse("evaluations:paper_download", args=[paper.pk])
    assert download in client.get(response.url).text
    assert client.get(download).content.startswith(b"%PDF")
    assert client.get(reverse("evaluations:paper_word", args=[paper.pk])).content[:2] == b"PK"


def test_it_stays_as_it_was_when_a_grade_changes(closed, members, term):
    paper = issue(closed)
    closed.refresh_from_db()
    closed.member_assessments.filter(member=members[0]).update(level=Level.HT)
    assert paper.is_whole()
    assert "Hoàn thành nhiệm vụ" not in str(RoundPaper.objects.get().snapshot)


def test_another_takes_its_place_only_for_a_reason(client, office, closed, term):
    first = issue(closed)
    client.force_login(office)
    refused = client.post(url(closed), {"issued_on": today()})
    assert (refused.status_code, RoundPaper.objects.count()) == (422, 1)
    client.post(url(closed), {"issued_on": today(), "reason": "Sai tên một đồng chí"})
    second = RoundPaper.objects.order_by("-version").first()
    assert (second.replaces_id, second.number, second.reason) == (first.pk, 2, "Sai tên một đồng chí")


def test_an_open_round_has_no_decision(graded, term):
    with pytest.raises(ValidationError, match="Chốt kết quả xếp loại"):
        issue(graded)


def test_a_round_from_paper_neither(paper, term):
    with pytest.raises(ValidationError, match="Chốt kết quả xếp loại"):
        issue(paper)


@pytest.mark.parametrize("days", [-1, 1])
def test_not_before_the_round_was_closed_nor_to_come(client, office, closed, term, days):
    on = timezone.localdate() + datetime.timedelta(days)
    client.force_login(office)
    response = client.post(url(closed), {"issued_on": f"{on:%d/%m/%Y}"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["issued_on"])


def test_without_a_term_there_is_no_number(client, office, closed):
    client.force_login(office)
    response = client.post(url(closed), {"issued_on": today()})
    assert (response.status_code, RoundPaper.objects.exists()) == (422, False)


def test_reopening_names_it(client, office, closed, term):
    issue(closed)
    client.force_login(office)
    page = client.get(reverse("evaluations:round_reopen", args=[closed.pk]))
    assert "Quyết định 01-QĐ/ĐU" in page.text


def test_other_papers_are_not_issued(client, office, closed):
    client.force_login(office)
    assert client.get(url(closed, "summary")).status_code == 404


def test_outsider_404_leader_403(client, outsider, leader, closed):
    for user, status in ((outsider, 404), (leader, 403)):
        client.force_login(user)
        assert client.get(url(closed)).status_code == status


def test_one_graded_otherwise_since_is_in_the_next_one(closed, members, term):
    issue(closed)
    closed.refresh_from_db()
    closed.summary, closed.closed_at = None, None
    closed.save()
    grade_one(closed, members[0], *Grade(Level.XS, "", "Xét lại"))
    closed.close(by=None)
    second = issue(closed, reason="Xếp loại lại một đồng chí")
    assert "1 hoàn thành xuất sắc nhiệm vụ, 3 hoàn thành tốt" in str(second.snapshot)
