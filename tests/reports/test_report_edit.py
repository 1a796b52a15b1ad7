"""Write the sections of a report."""

import pytest
from django.urls import reverse

from reports.models import SECTION_LIMIT


def url(report):
    return reverse("reports:report_edit", args=[report.pk])


def test_the_sections_are_saved(client, draft, office):
    client.force_login(office)
    response = client.post(url(draft), {"version": 1, "strengths": "Nền nếp\r\ntốt"})
    assert response.url == reverse("reports:report_detail", args=[draft.pk])
    draft.refresh_from_db()
    assert (draft.revision, draft.texts()["strengths"]) == (2, "Nền nếp\ntốt")


def test_the_second_editor_sees_both_texts(client, draft, office):
    draft.write({"strengths": "Của người thứ nhất", "limits": "Như nhau"}, revision=1, by=office)
    client.force_login(office)
    typed = {"version": 1, "strengths": "Của người thứ hai", "limits": "Như nhau"}
    response = client.post(url(draft), typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert page.count("Của người thứ nhất") == 1
    assert page.count("Của người thứ hai") == 1
    assert response.context["form"].saved == {"strengths": "Của người thứ nhất"}
    assert draft.texts()["strengths"] == "Của người thứ nhất"


def test_the_second_editor_may_save_over_it_knowingly(client, draft, office):
    draft.write({"strengths": "Một"}, revision=1, by=office)
    client.force_login(office)
    refused = client.post(url(draft), {"version": 1, "strengths": "Hai"}).context["form"]
    client.post(url(draft), {"version": refused["version"].value(), "strengths": "Hai"})
    assert draft.texts()["strengths"] == "Hai"


def test_a_text_may_be_as_long_as_the_limit(client, draft, office):
    client.force_login(office)
    text = "a\r\n" * (SECTION_LIMIT // 2 - 1) + "ab"
    assert client.post(url(draft), {"version": 1, "strengths": text}).status_code == 302


def test_a_longer_text_is_refused_at_its_field_and_kept(client, draft, office):
    client.force_login(office)
    text = "ộ" * (SECTION_LIMIT + 1)
    response = client.post(url(draft), {"version": 1, "strengths": text})
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "strengths": [
            "Phần này dài 20001 ký tự, nhiều nhất là 20000. "
            "Mời rút gọn; nội dung đồng chí nhập vẫn còn nguyên ở đây."
        ]
    }
    assert text in response.content.decode()
    assert draft.texts() == {}


def test_no_text_is_written_for_the_office(client, draft, office):
    client.force_login(office)
    form = client.get(url(draft)).context["form"]
    assert {form[name].value() for name in form.fields if name != "version"} == {None}


def test_the_form_keeps_a_draft_in_the_browser(client, draft, office):
    client.force_login(office)
    assert f'data-draft="report-{draft.pk}"' in client.get(url(draft)).content.decode()


def test_an_issued_report_is_not_written(client, issued, office):
    client.force_login(office)
    response = client.post(url(issued), {"version": 1, "strengths": "Muộn"})
    assert response.status_code == 422
    assert "Muộn" in response.content.decode()
    assert issued.texts() == {}


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("secretary", 404), ("outsider", 404)])
def test_only_the_office_writes(client, draft, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url(draft), {"version": 1, "strengths": "x"}).status_code == status
    assert draft.texts() == {}


def test_number_of_queries(client, draft, office, django_assert_num_queries):
    client.force_login(office)
    with django_assert_num_queries(11):
        client.get(url(draft))
