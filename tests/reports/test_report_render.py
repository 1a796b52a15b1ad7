"""Ask for the PDF, and see how far it is."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from papers.models import PrintJob
from tests.reports.conftest import finish


def url(report):
    return reverse("reports:report_render", args=[report.pk])


def job_url(report):
    return reverse("reports:report_job", args=[report.pk])


def test_a_job_is_queued(client, draft, office):
    client.force_login(office)
    assert client.post(url(draft)).url == reverse("reports:report_detail", args=[draft.pk])
    job = PrintJob.objects.get()
    assert (job.paper.report, job.state, job.requested_by) == (draft, "queued", office)


def test_an_issued_file_is_not_made_again(client, issued, office):
    finish(issued, by=office)
    client.force_login(office)
    assert client.post(url(issued), follow=True).context["messages"]._loaded_data[0].message == (
        "Văn bản này đã có bản PDF của nó, không lập lại được."
    )


def test_a_link_does_not_ask_for_it(client, draft, office):
    client.force_login(office)
    assert client.get(url(draft)).status_code == 405


@pytest.mark.parametrize(("who", "status"), [("secretary", 404), ("outsider", 404)])
def test_others_may_not_ask(client, draft, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url(draft)).status_code == status
    assert PrintJob.objects.count() == 0


def test_upper_staff_may_not_ask(client, issued, upper_staff):
    client.force_login(upper_staff)
    assert client.post(url(issued)).status_code == 403


def fragment(client, user, report) -> str:
    client.force_login(user)
    return client.get(job_url(report)).content.decode()


def test_the_fragment_asks_again_while_it_runs(client, draft, office):
    job = draft.request_pdf(by=office)
    job.claim()
    job.advance(40, "Dàn trang")
    shown = fragment(client, office, draft)
    assert f'hx-get="{job_url(draft)}" hx-trigger="every 2s"' in shown
    assert '<progress class="w-100" max="100" value="40">' in shown
    assert "dàn trang" in shown


def test_the_fragment_stops_when_it_is_done(client, draft, office):
    finish(draft, by=office)
    shown = fragment(client, office, draft)
    assert "hx-get" not in shown
    assert reverse("reports:report_download", args=[draft.pk]) in shown


def test_the_fragment_tells_why_it_failed(client, draft, office):
    job = draft.request_pdf(by=office)
    job.claim()
    job.fail("Văn bản quá dài.")
    shown = fragment(client, office, draft)
    assert "hx-get" not in shown
    assert "Văn bản quá dài." in shown


def test_a_job_nobody_takes_says_that_nothing_is_lost(client, draft, office):
    draft.request_pdf(by=office)
    assert "không mất gì" not in fragment(client, office, draft)
    PrintJob.objects.update(created_at=timezone.now() - datetime.timedelta(seconds=11))
    assert "không mất gì" in fragment(client, office, draft)


def test_without_a_job_there_is_no_fragment(client, draft, office):
    client.force_login(office)
    assert client.get(job_url(draft)).status_code == 404


def test_the_job_of_another_committee_does_not_exist(client, draft, office, outsider):
    draft.request_pdf(by=office)
    client.force_login(outsider)
    assert client.get(job_url(draft)).status_code == 404


def test_number_of_queries(client, draft, office, django_assert_num_queries):
    draft.request_pdf(by=office)
    client.force_login(office)
    with django_assert_num_queries(8):
        client.get(job_url(draft))
