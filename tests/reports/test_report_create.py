"""Begin a report."""

import pytest
from django.urls import reverse

from cells.models import Assignment
from cells.rights import Role
from reports.models import Report
from tests.conftest import START, day, make_user

URL = reverse("reports:report_create")


@pytest.fixture
def data(committee):
    return {
        "unit": committee.pk,
        "kind": "year-end",
        "starts_on": "2025-01-01",
        "ends_on": "2025-12-31",
    }


def test_the_period_is_the_working_year(client, office):
    office.working_year = 2024
    office.save(update_fields=["working_year"])
    client.force_login(office)
    page = client.get(URL).content.decode()
    assert 'value="01/01/2024"' in page
    assert 'value="31/12/2024"' in page


def test_a_draft_is_begun(client, office, data):
    client.force_login(office)
    response = client.post(URL, data)
    report = Report.objects.get()
    assert response.url == reverse("reports:report_detail", args=[report.pk])
    assert (report.unit_id, report.created_by) == (data["unit"], office)


def test_the_same_period_leads_to_the_draft(client, draft, office, data):
    client.force_login(office)
    assert client.post(URL, data).url == reverse("reports:report_detail", args=[draft.pk])
    assert Report.objects.count() == 1


def test_dates_in_the_wrong_order_are_refused_at_the_field(client, office, data):
    client.force_login(office)
    response = client.post(URL, data | {"ends_on": "2024-12-31"})
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "ends_on": ["Ngày cuối kỳ không được trước ngày đầu kỳ."]
    }
    assert Report.objects.count() == 0


@pytest.mark.parametrize("changes", [{"starts_on": "0001-01-01"}, {"ends_on": "9999-12-31"}])
def test_a_period_that_no_figure_can_look_at_is_refused(client, office, data, changes):
    client.force_login(office)
    response = client.post(URL, data | changes)
    assert list(response.context["form"].errors) == list(changes)
    assert Report.objects.count() == 0


def test_an_office_elsewhere_does_not_open_reports_where_one_only_inspects(
    client, committee, foreign_cell, data
):
    user = make_user("hai-vai", Role.OFFICE, foreign_cell)
    Assignment.objects.create(user=user, unit=committee, role=Role.INSPECTOR, starts_on=START)
    client.force_login(user)
    assert list(client.post(URL, data).context["form"].errors) == ["unit"]


def test_an_issued_period_is_told(client, issued, office, data):
    client.force_login(office)
    response = client.post(URL, data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["__all__"]


def test_the_unit_of_another_committee_is_no_choice(client, outsider, data):
    client.force_login(outsider)
    response = client.post(URL, data)
    assert list(response.context["form"].errors) == ["unit"]
    assert Report.objects.count() == 0


def test_a_cell_has_its_own_template(client, secretary, cell, data):
    client.force_login(secretary)
    client.post(URL, data | {"unit": cell.pk})
    report = Report.objects.get()
    assert (report.unit, report.template.level) == (cell, "cell")


def test_the_kind_brings_its_usual_days(client, office):
    client.force_login(office)
    page = client.get(URL, {"kind": "half-year"}).content.decode()
    assert f'value="30/06/{office.year}"' in page


def test_the_kind_is_chosen_once_and_keeps_the_unit(client, office, committee, data):
    client.force_login(office)
    page = client.get(URL, {"kind": "half-year", "unit": committee.code}).text
    assert '<input type="hidden" name="kind" value="half-year" id="id_kind">' in page
    assert f'aria-current="true" href="?kind=half-year&amp;unit={committee.code}">' in page
    refused = client.post(URL, data | {"kind": "quarter", "ends_on": "2024-12-31"})
    assert 'aria-current="true" href="?kind=quarter">' in refused.text


def test_figures_may_be_cut_off_within_the_period(client, office, data):
    client.force_login(office)
    refused = client.post(URL, data | {"cut_off": "2026-01-01"})
    assert refused.context["form"].errors == {
        "cut_off": ["Ngày chốt số liệu phải nằm trong kỳ báo cáo."]
    }
    client.post(URL, data | {"cut_off": "2025-11-30"})
    assert Report.objects.get().counted_to == day("2025-11-30")


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_others_may_not_begin_one(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403
