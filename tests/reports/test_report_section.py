"""Write one section of a report."""

import pytest
from django.urls import reverse

from reports.documents import drafting
from reports.models import SECTION_LIMIT, Report
from tests.conftest import day, make_member
from tests.reports.conftest import issue, start


def url(report, key="strengths"):
    return reverse("reports:report_section", args=[report.pk, key])


def fields_of(client, report, key) -> dict:
    """What the page would send when nothing was changed."""
    form = client.get(url(report, key)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values |= {f"initial-{name}": value for name, value in values.items() if name in form.initial}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def counted(report, key) -> list[str]:
    headings = drafting.draft(report)["headings"]
    return next(heading["counted"] for heading in headings if heading["key"] == key)


def test_a_section_is_saved(client, draft, office):
    client.force_login(office)
    response = client.post(url(draft), {"text": "Nền nếp\r\ntốt"})
    assert response.url == reverse("reports:report_detail", args=[draft.pk])
    section = draft.sections.get()
    assert (section.key, section.text, section.written_by) == ("strengths", "Nền nếp\ntốt", office)


def test_two_people_write_two_sections(client, draft, office):
    client.force_login(office)
    client.post(url(draft), {"text": "Một"})
    client.post(url(draft, "limits"), {"text": "Hai"})
    assert draft.texts() == {"strengths": "Một", "limits": "Hai"}


def test_the_second_editor_sees_both_texts_and_decides(client, draft, office):
    draft.write("strengths", "Của người thứ nhất", revision=0, by=office)
    client.force_login(office)
    typed = {"initial-text": "", "text": "Của người thứ hai"}
    response = client.post(url(draft), typed)
    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == ["text"]
    assert "Của người thứ nhất" in form.errors["text"][0]
    assert form["text"].value() == "Của người thứ hai"
    client.post(url(draft), {"initial-text": "Của người thứ nhất", "text": "Của người thứ hai"})
    assert draft.texts()["strengths"] == "Của người thứ hai"


def test_a_text_may_be_as_long_as_the_limit(client, draft, office):
    client.force_login(office)
    text = "a\r\n" * (SECTION_LIMIT // 2 - 1) + "ab"
    assert client.post(url(draft), {"text": text}).status_code == 302


def test_a_longer_text_is_refused_at_its_field_and_kept(client, draft, office):
    client.force_login(office)
    text = "ộ" * (SECTION_LIMIT + 1)
    response = client.post(url(draft), {"text": text})
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "text": [
            "Phần này dài 20001 ký tự, tối đa là 20000. "
            "Rút gọn; nội dung đồng chí nhập vẫn còn nguyên ở đây."
        ]
    }
    assert text in response.content.decode()
    assert draft.texts() == {}


def test_no_text_is_written_for_the_office(client, draft, office):
    client.force_login(office)
    assert client.get(url(draft)).context["form"]["text"].value() == ""


def test_the_form_keeps_a_draft_in_the_browser(client, draft, office):
    client.force_login(office)
    assert f'data-draft="report-{draft.pk}-strengths"' in client.get(url(draft)).content.decode()


def test_saving_without_a_change_leaves_the_counted_sentences_alone(client, draft, office):
    client.force_login(office)
    assert client.post(url(draft, "meetings"), fields_of(client, draft, "meetings")).status_code == 302
    assert [one.wordings for one in draft.sections.all() if one.wordings] == []


def test_a_counted_sentence_is_said_otherwise_and_stays_live(client, draft, cell, office):
    client.force_login(office)
    data = fields_of(client, draft, "situation")
    name = "situation.roll-text"
    assert "{Đảng viên cuối kỳ}" in data[name]
    client.post(url(draft, "situation"), data | {name: "Toàn đảng bộ có {Đảng viên cuối kỳ} đồng chí."})
    assert counted(draft, "situation")[0] == "Toàn đảng bộ có 0 đồng chí."
    make_member(unit=cell)
    assert counted(draft, "situation")[0] == "Toàn đảng bộ có 01 đồng chí."


def test_a_figure_that_does_not_exist_is_refused_at_the_sentence(client, draft, office):
    client.force_login(office)
    name = "situation.roll-text"
    data = fields_of(client, draft, "situation") | {name: "Có {Đảng viên năm ngoái} người."}
    response = client.post(url(draft, "situation"), data)
    assert response.status_code == 422
    assert response.context["form"].errors == {
        name: [
            "Không có số liệu tên “Đảng viên năm ngoái”. Tên số liệu trong ngoặc phải giữ đúng như "
            "danh sách bên dưới."
        ]
    }
    assert "Có {Đảng viên năm ngoái} người." in response.content.decode()
    assert [one.wordings for one in draft.sections.all() if one.wordings] == []


def test_a_sentence_is_left_out_and_taken_in_again(client, draft, office):
    client.force_login(office)
    data, name = fields_of(client, draft, "situation"), "situation.roll-is_shown"
    client.post(url(draft, "situation"), {key: text for key, text in data.items() if key != name})
    assert counted(draft, "situation") == []
    data = fields_of(client, draft, "situation")
    client.post(url(draft, "situation"), data | {name: "on"})
    assert len(counted(draft, "situation")) == 1


def test_a_sentence_is_moved_to_another_section_and_place(client, draft, office):
    client.force_login(office)
    data = fields_of(client, draft, "situation")
    moved = {"situation.roll-section": "organisation", "situation.roll-place": "5"}
    client.post(url(draft, "situation"), data | moved)
    assert counted(draft, "situation") == []
    assert counted(draft, "organisation")[0].startswith("Tính đến ngày 31/12/2025")
    assert counted(draft, "organisation")[1].startswith("Đầu kỳ có")
    data = fields_of(client, draft, "organisation")
    client.post(url(draft, "organisation"), data | {"situation.roll-section": "situation"})
    assert len(counted(draft, "situation")) == 1


def test_what_was_counted_newly_since_the_page_was_opened_is_left_as_it_is(client, draft, cell, office):
    """Somebody is confirmed while the office writes: the sentence of it was not on the page."""
    client.force_login(office)
    data = fields_of(client, draft, "organisation")
    make_member(unit=cell, on=day("2025-03-01"))
    client.post(url(draft, "organisation"), data)
    assert [one.wordings for one in draft.sections.all() if one.wordings] == []


def test_last_years_text_and_wording_come_over(client, issued, committee, office):
    """The text as a draft that somebody takes; the wording at once, with the figures of the year."""
    later = start(committee, by=office, starts_on=day("2026-01-01"), ends_on=day("2026-12-31"))
    client.force_login(office)
    assert client.get(url(later)).context["before"] == []
    corrected = issued.correct(reason="Thiếu", by=office)
    roll = {"situation.roll": {"text": "Có {members.closing}.", "is_shown": True}}
    corrected.write("situation", "", revision=0, by=office, wordings=roll)
    corrected.write("strengths", "Đoàn kết.\nNền nếp.", revision=0, by=office)
    issue(Report.objects.get(pk=corrected.pk), by=office)
    assert client.get(url(later)).context["before"] == ["Đoàn kết.", "Nền nếp."]
    taken = client.get(url(later), {"take": "1"}).context["form"]
    assert taken["text"].value() == "Đoàn kết.\nNền nếp."
    after = start(committee, by=office, starts_on=day("2027-01-01"), ends_on=day("2027-12-31"))
    assert counted(after, "situation") == ["Có 0."]


def test_an_estimate_is_asked_for_where_figures_are_cut_off_and_printed_as_such(client, draft, office):
    client.force_login(office)
    draft.change(cut_off=draft.ends_on.replace(month=11, day=30), by=office)
    data = fields_of(client, draft, "organisation") | {"estimate-members.closing": "7"}
    client.post(url(draft, "organisation"), data)
    assert counted(draft, "organisation")[0] == (
        "Đầu kỳ có 0 đảng viên; trong kỳ không có biến động; "
        "cuối kỳ có 0 (ước đến hết kỳ 07) đảng viên."
    )
    client.post(url(draft, "organisation"), data | {"estimate-members.closing": ""})
    assert draft.sections.get().estimates == {}


def test_the_recipients_are_a_section_too(client, draft, office):
    client.force_login(office)
    client.post(url(draft, "recipients"), {"text": "Sở Y tế"})
    assert drafting.draft(draft)["recipients"] == ["Sở Y tế", "Lưu Đảng ủy"]


def test_an_issued_report_is_not_written(client, issued, office):
    client.force_login(office)
    response = client.post(url(issued), {"text": "Muộn"})
    assert response.status_code == 422
    assert "Muộn" in response.content.decode()
    assert issued.texts() == {}


def test_a_section_that_the_template_does_not_have_is_not_found(client, draft, office):
    client.force_login(office)
    assert client.get(url(draft, "nowhere")).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("secretary", 404), ("outsider", 404)])
def test_only_the_office_writes(client, draft, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url(draft), {"text": "x"}).status_code == status
    assert draft.texts() == {}


def test_number_of_queries(client, draft, office, django_assert_max_num_queries):
    client.force_login(office)
    client.get(url(draft, "meetings"))
    with django_assert_max_num_queries(13):
        client.get(url(draft, "meetings"))
