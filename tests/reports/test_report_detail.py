"""The page of one report."""

import pytest
from django.urls import reverse

from tests.reports.conftest import finish, issue


def url(report):
    return reverse("reports:report_detail", args=[report.pk])


def page(client, user, report) -> str:
    client.force_login(user)
    return client.get(url(report)).content.decode()


def test_a_draft_shows_its_figures_with_a_way_to_the_list(client, draft, office):
    client.force_login(office)
    rows = client.get(url(draft)).context["rows"]
    situation = next(row for row in rows if row["heading"].key == "situation")
    assert situation["figures"][2] == ("org.cells", "Chi bộ", "01")
    link = "/figures/org.cells/?unit=dang-bo&amp;start=2025-01-01&amp;end=2025-12-31"
    assert link in page(client, office, draft)


def test_what_was_typed_is_escaped(client, draft, office):
    draft.write("strengths", "<script>alert(1)</script>", revision=0, by=office)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(client, office, draft)


def test_an_issued_report_shows_what_was_frozen(client, issued, office):
    issued.sections.create(key="strengths", text="Viết sau")
    finish(issued, by=office)
    shown = page(client, office, issued)
    assert "01-BC/ĐU" in shown
    assert issued.sha256 in shown
    assert "Viết sau" not in shown


def test_an_old_report_says_by_what_it_was_replaced(client, issued, leader):
    new = issued.correct(reason="Sai địa danh", by=leader)
    issue(new, by=leader)
    assert "đã bị thay bởi" in page(client, leader, issued)
    assert f'href="{url(new)}"' in page(client, leader, issued)


def test_upper_staff_read_an_issued_report_without_its_file(client, issued, office, upper_staff):
    finish(issued, by=office)
    shown = page(client, upper_staff, issued)
    assert "01-BC/ĐU" in shown
    assert reverse("reports:report_download", args=[issued.pk]) not in shown


@pytest.mark.parametrize("who", ["outsider", "secretary", "upper_staff", "admin"])
def test_a_draft_does_not_exist_for_others(client, draft, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url(draft)).status_code == 404


def test_number_of_queries_of_a_draft(client, draft, office, django_assert_num_queries):
    """Two periods and the targets are counted: more than other pages ask, however much there is."""
    client.force_login(office)
    client.get(url(draft))
    with django_assert_num_queries(13):
        client.get(url(draft))


def test_number_of_queries_of_an_issued_report(client, issued, office, django_assert_num_queries):
    client.force_login(office)
    with django_assert_num_queries(8):
        client.get(url(issued))
