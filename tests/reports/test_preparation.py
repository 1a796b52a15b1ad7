"""What is made ready by itself: switched on, due on its day, made once."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from meetings.models import MeetingPrint
from papers.models import PrintJob
from reports.models import Preparation, Prepared, Report
from reports.models.preparing import due
from tests.conftest import day


def address(unit, kind="month"):
    return reverse("reports:preparation_switch", args=[unit.code, kind])


@pytest.fixture
def switched_on(committee, office):
    def on(kind):
        Preparation.objects.switch(unit=committee, kind=kind, is_on=True, by=office)

    return on


@pytest.mark.parametrize(
    ("kind", "today", "days"),
    [
        ("month", "2026-02-01", ("2026-02-01", "2026-02-28")),
        ("month", "2026-02-28", ("2026-02-01", "2026-02-28")),
        ("quarter", "2026-01-01", ("2025-10-01", "2025-12-31")),
        ("quarter", "2026-03-31", ("2025-10-01", "2025-12-31")),
        ("quarter", "2026-04-01", ("2026-01-01", "2026-03-31")),
        ("year_end", "2026-12-01", ("2026-01-01", "2026-12-31")),
        ("year_end", "2026-12-31", ("2026-01-01", "2026-12-31")),
    ],
)
def test_which_period_is_due(kind, today, days):
    assert due(kind, day(today)) == tuple(map(day, days))


def test_of_years_nothing_is_due_before_december():
    assert due("year_end", day("2026-11-30")) is None


def test_the_button_switches_on_and_off(client, office, committee):
    client.force_login(office)
    for state, count in (("on", 1), ("on", 1), ("off", 0)):
        response = client.post(address(committee), {"state": state})
        assert response.url == reverse("reports:preparation_list", args=[committee.code])
        assert Preparation.objects.count() == count
    actions = AuditEvent.objects.filter(action__startswith="preparation").order_by("pk")
    assert [one.action for one in actions] == ["preparation.on", "preparation.off"]


def test_the_page_tells_what_is_on(client, office, committee, switched_on):
    switched_on("quarter")
    client.force_login(office)
    context = client.get(reverse("reports:preparation_list", args=[committee.code])).context
    assert [(kind.value, is_on) for kind, is_on in context["kinds"]] == [
        ("month", False),
        ("quarter", True),
        ("year_end", False),
    ]


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("outsider", 404), ("secretary", 404)])
def test_who_may_not(client, request, committee, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(address(committee), {"state": "on"}).status_code == status
    assert client.get(reverse("reports:preparation_list", args=["dang-bo"])).status_code == status


def test_an_unknown_kind_is_404(client, office, committee):
    client.force_login(office)
    assert client.post(address(committee, "week"), {"state": "on"}).status_code == 404


def test_nothing_is_made_for_who_did_not_ask(committee):
    Preparation.objects.prepare(day("2026-12-01"))
    assert PrintJob.objects.count() == 0


def test_each_period_once(committee, switched_on):
    switched_on("month")
    for today in ("2026-02-01", "2026-02-01", "2026-02-28", "2026-03-01"):
        Preparation.objects.prepare(day(today))
    months = MeetingPrint.objects.order_by("month").values_list("month", flat=True)
    assert list(months) == [day("2026-02-01"), day("2026-03-01")]


def test_drafts_of_the_quarter_and_the_year(committee, switched_on):
    switched_on("quarter")
    switched_on("year_end")
    Preparation.objects.prepare(day("2026-12-01"))
    reports = Report.objects.order_by("starts_on", "ends_on")
    assert [(one.kind, one.starts_on, one.is_issued) for one in reports] == [
        ("year-end", day("2026-01-01"), False),
        ("quarter", day("2026-07-01"), False),
    ]
    assert {made.job.task for made in Prepared.objects.all()} == {"reports.tasks.print_draft"}


def test_a_draft_that_was_thrown_away_does_not_come_back(committee, switched_on, office):
    switched_on("year_end")
    Preparation.objects.prepare(day("2026-12-01"))
    Report.objects.get().discard(by=office)
    Preparation.objects.prepare(day("2026-12-02"))
    assert Report.objects.count() == 0


def test_the_office_sees_it_among_its_jobs(client, office, leader, switched_on):
    switched_on("month")
    Preparation.objects.prepare(day("2026-02-01"))
    titles = {}
    for user in (office, leader):
        client.force_login(user)
        page = client.get(reverse("reports:job_list")).context["page"]
        titles[user] = [(line.title, line.may_cancel) for line in page]
    assert titles == {office: [("Đăng ký sinh hoạt", False)], leader: []}
