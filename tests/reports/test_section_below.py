"""What the bodies below wrote under a section, for the report above them."""

import pytest
from django.urls import reverse

from cells.models import Term, UnitKind
from tests.conftest import day, found
from tests.reports.conftest import issue, start

HTMX = {"HTTP_HX_REQUEST": "true"}


def url(report, key="strengths"):
    return reverse("reports:section_below", args=[report.pk, key])


def wrote(unit, text, by, **period):
    """A body issues its report with this text."""
    Term.objects.get_or_create(unit=unit, name="2025-2027", congress_on="2025-01-10")
    report = start(unit, by=by, **period)
    report.write("strengths", text, revision=0, by=by)
    issue(report, by=by)
    return report


def texts(client, user, report, key="strengths") -> list[tuple]:
    client.force_login(user)
    below = client.get(url(report, key), **HTMX).context["below"]
    return [(one.name, one.report.full_number, one.paragraphs) for one in below]


def test_the_texts_of_issued_reports_are_shown(client, draft, cell, second_cell, office, leader):
    wrote(cell, "Nền nếp\nĐoàn kết", leader)
    start(second_cell, by=leader).write("strengths", "Chưa ban hành", revision=0, by=leader)
    assert texts(client, office, draft) == [("Chi bộ 1", "01-BC/CB", ["Nền nếp", "Đoàn kết"])]
    assert texts(client, office, draft, "limits") == []


def test_the_version_in_force_is_shown(client, draft, cell, office, leader):
    first = wrote(cell, "Cũ", leader)
    second = first.correct(reason="Sai số", by=leader)
    second.write("strengths", "Mới", revision=1, by=leader)
    assert texts(client, office, draft)[0][2] == ["Cũ"]
    issue(second, by=leader)
    assert texts(client, office, draft)[0][2] == ["Mới"]


def test_another_period_or_committee_is_not_shown(client, draft, cell, foreign_cell, office, leader):
    wrote(cell, "Quý", leader, kind="quarter", ends_on=day("2025-03-31"))
    wrote(cell, "Nửa năm", leader, ends_on=day("2025-06-30"))
    wrote(foreign_cell, "Của nơi khác", None)
    assert texts(client, office, draft) == []


def test_it_is_a_page_where_nothing_loads_it(client, draft, cell, office, leader):
    wrote(cell, "Nền nếp", leader)
    client.force_login(office)
    page = client.get(url(draft)).content.decode()
    assert ("Nền nếp" in page, "data-append" in page, "<h1>" in page) == (True, False, True)
    assert 'data-append="id_text"' in client.get(url(draft), **HTMX).content.decode()


def test_the_page_of_the_section_leads_there(client, draft, cell, office, secretary):
    client.force_login(office)
    page = client.get(reverse("reports:report_section", args=[draft.pk, "strengths"]))
    assert page.context["below"] == url(draft)
    own = start(cell, by=secretary)
    client.force_login(secretary)
    page = client.get(reverse("reports:report_section", args=[own.pk, "strengths"]))
    assert page.context["below"] == ""


def test_who_may_not_write_it_does_not_see_it(client, draft, leader, outsider, office):
    answers = []
    for user in (leader, outsider, office):
        client.force_login(user)
        answers.append(client.get(url(draft)).status_code)
    assert answers == [403, 404, 200]
    assert client.get(url(draft, "khong-co")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(client, draft, cell, committee, office, rows, django_assert_num_queries):
    wrote(cell, "Nền nếp", None)
    for number in range(2, rows + 1):
        unit = found(f"chi-bo-{number}", UnitKind.CELL, f"Chi bộ {number}", parent=committee)
        wrote(unit, "Nền nếp", None)
    client.force_login(office)
    client.get(url(draft))
    with django_assert_num_queries(8):
        client.get(url(draft), **HTMX)
