"""Templates of reports: the program's are copied, a committee's own are changed."""

import pytest
from django.urls import reverse

from reports.models import ReportTemplate, TemplateSection
from tests.reports.conftest import drafted, start


def url(name, *args):
    return reverse(f"reports:{name}", args=args)


@pytest.fixture
def usual(db):
    return ReportTemplate.objects.get(unit=None, kind="year-end", level="committee")


@pytest.fixture
def own(usual, committee, office):
    return usual.copy(unit=committee, name="Mẫu của Trung tâm", by=office)


def test_every_kind_has_a_template_for_every_level(db):
    pairs = set(ReportTemplate.objects.values_list("kind", "level"))
    assert len(pairs) == ReportTemplate.objects.count() == 18


def test_a_template_is_copied_with_its_sections(client, usual, committee, office):
    client.force_login(office)
    client.post(url("template_copy", usual.pk), {"unit": committee.pk, "name": "Riêng"})
    made = ReportTemplate.objects.get(unit=committee)
    titles = [section.title for section in made.sections.all()]
    assert titles == [section.title for section in usual.sections.all()]


def test_reports_follow_the_nearest_template(own, committee, cell):
    assert start(committee, by=None).template == own
    assert start(cell, by=None).template.unit is None


def test_a_section_is_added_changed_moved_and_taken_out(client, own, committee, office):
    client.force_login(office)
    data = {"title": "Chuyển đổi số {kỳ này}", "depth": 2, "is_typed": "on", "is_numbered": "on"}
    client.post(url("section_add", own.pk), data | {"topics": ["badges"], "figures": ["moves.died"]})
    added = own.sections.last()
    assert (added.key, added.counted, added.codes) == (f"own-{added.place}", ["badges"], ["moves.died"])
    client.post(url("section_act", added.pk, "up"))
    assert list(own.sections.values_list("title", flat=True))[-2] == "Chuyển đổi số {kỳ này}"
    client.post(url("section_change", added.pk), data | {"title": "Số hóa {kỳ này}"})
    headings = drafted(committee)["headings"]
    assert headings[-2]["title"] == "Số hóa năm 2025"
    client.post(url("section_act", added.pk, "remove"))
    assert TemplateSection.objects.filter(pk=added.pk).count() == 0


def test_the_first_section_cannot_go_up(client, own, office):
    client.force_login(office)
    before = list(own.sections.values_list("key", flat=True))
    client.post(url("section_act", own.sections.first().pk, "up"))
    assert list(own.sections.values_list("key", flat=True)) == before


def test_the_subject_of_an_own_template(client, own, committee, office):
    client.force_login(office)
    data = {"name": own.name, "subject": "Công tác xây dựng Đảng {kỳ này}", "annexes": ["moves"]}
    client.post(url("template_change", own.pk), data)
    assert drafted(committee)["subject"] == "Công tác xây dựng Đảng năm 2025"


def test_a_retired_template_is_chosen_no_more(client, own, committee, office):
    client.force_login(office)
    begun = start(committee, by=None)
    client.post(url("template_retire", own.pk))
    assert begun.template == own
    assert start(committee, by=None, kind="half-year").template.unit is None
    assert ReportTemplate.objects.chosen(committee, "year-end").unit is None


@pytest.mark.parametrize("name", ["template_change", "template_retire", "section_add"])
def test_the_programs_templates_are_not_changed(client, usual, office, name):
    client.force_login(office)
    assert client.post(url(name, usual.pk), {"title": "x", "depth": 1}).status_code == 404
    assert client.post(url("section_act", usual.sections.first().pk, "remove")).status_code == 404


def test_a_way_that_is_none_is_not_found(client, own, office):
    client.force_login(office)
    assert client.post(url("section_act", own.sections.first().pk, "sideways")).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("secretary", 403), ("outsider", 404)])
def test_only_the_office_changes_the_own_template(client, own, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url("template_change", own.pk)).status_code == status


def test_an_outsider_copies_only_for_the_own_committee(client, usual, committee, outsider):
    client.force_login(outsider)
    response = client.post(url("template_copy", usual.pk), {"unit": committee.pk, "name": "Riêng"})
    assert list(response.context["form"].errors) == ["unit"]


@pytest.mark.parametrize("name", ["template_list", "template_detail"])
def test_who_reads_templates(client, own, request, name):
    args = [] if name == "template_list" else [own.pk]
    for who, status in (("office", 200), ("secretary", 200), ("admin", 403)):
        client.force_login(request.getfixturevalue(who))
        assert client.get(url(name, *args)).status_code == status


def test_number_of_queries(client, own, office, django_assert_num_queries):
    client.force_login(office)
    client.get(url("template_list"))
    with django_assert_num_queries(4):
        client.get(url("template_list"))
    with django_assert_num_queries(5):
        client.get(url("template_detail", own.pk))
