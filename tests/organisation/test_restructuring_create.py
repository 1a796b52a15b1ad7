"""Beginning a plan, and putting its decision right."""

import pytest
from django.utils import timezone

from cells.models import Assignment, Decision
from cells.rights import Role
from common.periods import DAY
from organisation.models import Restructuring
from tests.conftest import START, day
from tests.organisation.plans import DECISION, make_plan, page
from tests.scans import scan


def post(client, user, query="", **changes):
    client.force_login(user)
    return client.post(page("create") + query, DECISION | changes)


def test_a_plan_begins_with_its_decision(client, office, committee):
    response = post(client, office)
    plan = Restructuring.objects.get()
    assert response.url == page("detail", plan.pk)
    assert (plan.unit, plan.effective_on, plan.state) == (committee, day("2020-07-01"), "draft")
    paper = plan.decision
    assert (paper.number, paper.issuer) == ("12-QĐ/ĐU", "Đảng ủy cấp trên")
    assert plan.created_by == office
    assert "thêm từng việc" in client.get(response.url).content.decode()


def test_the_scan_is_kept(client, office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    post(client, office, scan=scan())
    assert Decision.objects.get().scan.name.startswith("papers/")


def test_what_is_no_pdf_is_refused_at_the_file(client, office):
    wrong = scan()
    wrong.name = "anh.jpg"
    response = post(client, office, scan=wrong)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["scan"])
    assert not Restructuring.objects.exists()


def test_coming_from_a_unit_its_act_is_asked_for_next(client, office, cell):
    response = post(client, office, f"?unit={cell.code}&act=split")
    plan = Restructuring.objects.get()
    assert response.url == f"{page('step_add', plan.pk, 'split')}?unit=chi-bo-1&act=split"


def test_a_draft_of_the_same_decision_is_offered_to_go_on_with(
    client, office, committee, foreign_cell, cell
):
    plan, done = make_plan(committee), make_plan(committee)
    done.cancel(by=office)
    make_plan(foreign_cell)
    client.force_login(office)
    address = f"?unit={cell.code}&act=split"
    url = f"{page('step_add', plan.pk, 'split')}{address}"
    assert client.get(page("create") + address).context["drafts"] == [(plan, url)]
    assert client.get(page("create")).context["drafts"] == [(plan, page("detail", plan.pk))]


def test_who_works_for_two_offices_says_for_which(client, office, foreign_cell):
    Assignment.objects.create(user=office, unit=foreign_cell, role=Role.OFFICE, starts_on=START)
    assert list(post(client, office).context["form"].errors) == ["unit"]
    post(client, office, unit=foreign_cell.pk)
    assert Restructuring.objects.get().unit == foreign_cell


@pytest.mark.parametrize("name", [name for name in DECISION if name != "note"])
def test_the_whole_decision_is_needed(client, office, name):
    response = post(client, office, **{name: ""})
    assert list(response.context["form"].errors) == [name]
    assert response.status_code == 422


def test_a_day_is_neither_ages_ago_nor_more_than_a_year_ahead(client, office):
    farthest = timezone.localdate() + 366 * DAY
    for wrong in (farthest + DAY, day("1930-02-03"), day("0001-01-01")):
        response = post(client, office, effective_on=wrong.isoformat())
        assert list(response.context["form"].errors) == ["effective_on"]
    assert post(client, office, effective_on=farthest.isoformat()).status_code == 302


def test_secretary_gets_403(client, secretary):
    assert post(client, secretary).status_code == 403


# --- putting it right


def correct(client, user, plan, **changes):
    client.force_login(user)
    return client.post(page("edit", plan.pk), DECISION | changes)


def test_a_draft_is_put_right(client, office, committee):
    plan = make_plan(committee)
    correct(client, office, plan, effective_on="2020-08-01", decision_number="13-QĐ/ĐU")
    plan.refresh_from_db()
    assert (plan.effective_on, plan.decision.number) == (day("2020-08-01"), "13-QĐ/ĐU")


def test_the_form_shows_what_is_kept(client, office, committee):
    client.force_login(office)
    html = client.get(page("edit", make_plan(committee).pk)).content.decode()
    assert 'value="12-QĐ/ĐU"' in html
    assert 'value="01/07/2020"' in html


def test_what_is_cancelled_is_not_put_right(client, office, committee):
    plan = make_plan(committee)
    plan.cancel(by=office)
    response = correct(client, office, plan)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["__all__"])


def test_outsider_gets_404_and_leader_403(client, outsider, leader, committee):
    plan = make_plan(committee)
    assert correct(client, outsider, plan).status_code == 404
    assert correct(client, leader, plan).status_code == 403
