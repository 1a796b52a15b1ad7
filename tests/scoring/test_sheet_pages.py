"""Score sheets in the browser."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from scoring.models import ScoreSheet
from tests.conftest import day
from tests.meetings.conftest import open_meeting
from tests.scoring.conftest import GROUPS, begin, item, make_sheet, options

LIST = reverse("scoring:score_sheet_list")
ADD = reverse("scoring:score_sheet_add")


@pytest.fixture
def draft(committee):
    return make_sheet(committee, is_published=False)


@pytest.fixture
def signed_in(client, office):
    client.force_login(office)
    return client


def url(sheet, name="detail"):
    return reverse(f"scoring:score_sheet_{name}", args=[sheet.pk])


def sent(client, sheet, **typed) -> dict:
    """What the page of a sheet sends when nothing but `typed` was touched."""
    page = client.get(url(sheet, "edit")).context["page"]
    forms = [page.head, *page.caps]
    for block in page.blocks:
        forms += [block.form, *block.items]
    data = {"version": page.version}
    for form in forms:
        for field in form:
            value = field.value()
            if value not in (None, False):
                data[field.html_name] = value.isoformat() if hasattr(value, "isoformat") else value
    return data | typed


def test_saving_what_was_shown_changes_nothing(signed_in, draft):
    before = draft.content()
    response = signed_in.post(url(draft, "edit"), sent(signed_in, draft))
    assert response.status_code == 302
    assert draft.content() == before


def test_groups_items_levels_and_caps_are_entered_on_one_page(signed_in, draft):
    data = sent(signed_in, draft) | {
        "group-2-most": "75",
        "item-4-most": "64.5",
        "group-n9-title": "Kết thúc",
        "group-n9-most": "5",
        "item-n8-group": "n9",
        "item-n8-text": "Biên bản",
        "item-n8-most": "5",
        "item-n8-fact": "minutes",
        "item-n8-levels": "5 | Đúng hạn | 1\n2,5 | Muộn",
        "cap-1-grade": "fair",
        "cap-1-numbers": "1.1, 3.1",
    }
    assert signed_in.post(url(draft, "edit"), data).status_code == 302
    groups, caps = draft.content()
    assert groups[2]["items"] == [
        item("Biên bản", 5, fact="minutes", options=options(("Đúng hạn", 5, 1), ("Muộn", 2.5, None)))
    ]
    assert caps == [{"grade": "fair", "fact": "", "numbers": ["1.1", "3.1"]}]
    assert ScoreSheet.objects.get(pk=draft.pk).problems() == []


def test_an_emptied_item_goes_and_numbers_set_the_order(signed_in, draft):
    data = sent(signed_in, draft) | {"item-1-text": "", "group-1-position": "9"}
    signed_in.post(url(draft, "edit"), data)
    titles = [(g["title"], len(g["items"])) for g in draft.content()[0]]
    assert titles == [("Nội dung", 3), ("Dự họp", 1)]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"item-1-levels": "Đủ"}, "Dòng 1: ghi “điểm | tên mức”"),
        ({"item-1-levels": "mười | Đủ"}, "Dòng 1: điểm và số liệu phải là số"),
        ({"item-1-levels": "10 | Đủ | NaN"}, "Dòng 1: điểm và số liệu phải là số"),
        ({"group-1-title": ""}, "nhóm chưa đặt tên"),
        ({"cap-1-grade": "fair", "cap-1-numbers": "9.9"}, "không có tiêu chí 9.9"),
        ({"good_from": "40"}, "Các mức phải giảm dần"),
        ({"version": "77"}, "Người khác vừa sửa biểu này"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_saved(signed_in, draft, typed, told):
    before = draft.content()
    response = signed_in.post(url(draft, "edit"), sent(signed_in, draft) | typed)
    assert (response.status_code, told in response.text) == (422, True)
    assert draft.content() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda g: g[0].update(most=19), "Tổng điểm tối đa của các nhóm là 99, phải là 100."),
        (lambda g: g[0]["items"][0].update(most=9), "Nhóm 1 tối đa 20 điểm nhưng"),
        (lambda g: g[1]["items"].clear(), "Nhóm 2 chưa có tiêu chí nào."),
        (lambda g: g[0]["items"][0].update(fact=""), "có mốc số liệu nhưng không chọn"),
        (lambda g: g[1]["items"][0].update(most=69.4), "lẻ nửa điểm"),
    ],
)
def test_a_sheet_that_does_not_add_up_is_not_used(committee, change, told):
    groups = [g | {"items": [dict(i) for i in g["items"]]} for g in GROUPS]
    change(groups)
    with pytest.raises(ValidationError, match=told):
        make_sheet(committee, groups)


@pytest.mark.parametrize(
    "levels",
    [
        options(("A", 10, 0), ("B", 5, 0)),
        options(("A", 10, None), ("B", 5, None)),
        options(("A", 5, 0), ("B", 10, -15)),
    ],
)
def test_the_steps_of_a_fact_are_one_for_each_value_and_rise(committee, levels):
    groups = [
        GROUPS[0] | {"items": [GROUPS[0]["items"][0] | {"options": levels}, GROUPS[0]["items"][1]]}
    ]
    sheet = make_sheet(committee, [*groups, GROUPS[1]], is_published=False)
    assert len(sheet.problems()) == 1


def test_publishing_withdrawing_and_freezing(signed_in, draft, cell):
    signed_in.post(url(draft, "publish"))
    assert "Đưa vào dùng" not in signed_in.get(url(draft)).text
    assert signed_in.get(url(draft, "edit")).status_code == 302
    signed_in.post(url(draft, "withdraw"))
    assert ScoreSheet.objects.get(pk=draft.pk).published_at is None
    signed_in.post(url(draft, "publish"))
    begin(open_meeting(cell), draft)
    signed_in.post(url(draft, "withdraw"))
    assert ScoreSheet.objects.get(pk=draft.pk).is_published
    signed_in.post(url(draft, "discard"))
    assert ScoreSheet.objects.filter(pk=draft.pk).exists()


def test_copying_by_year(signed_in, sheet, committee):
    data = {"unit": committee.pk, "name": sheet.name, "valid_from": "2021-01-01"}
    signed_in.post(url(sheet, "copy"), data)
    made = ScoreSheet.objects.get(valid_from=day("2021-01-01"))
    assert (made.content(), made.is_published, made.source) == (sheet.content(), False, sheet.source)
    assert signed_in.post(url(sheet, "copy"), data).status_code == 422


def test_a_sample_is_copied_not_changed(signed_in, committee):
    sample = ScoreSheet.objects.filter(unit=None, published_at=None).first()
    assert signed_in.get(url(sample)).status_code == 200
    assert signed_in.get(url(sample, "edit")).status_code == 404
    data = {"unit": committee.pk, "name": "Của mình", "valid_from": "2021-01-01"}
    signed_in.post(url(sample, "copy"), data)
    made = ScoreSheet.objects.get(name="Của mình")
    assert (made.unit, made.content(), made.problems()) == (committee, sample.content(), [])


def test_adding_and_discarding(signed_in, committee):
    data = {"unit": committee.pk, "name": "Biểu tỉnh", "issuer": "Tỉnh ủy", "source": "QĐ 14"}
    data |= {"valid_from": "2020-01-01", "certainty": "read", "left_out": "full", "for_regular": "on"}
    data |= {"good_from": "90", "fair_from": "70", "average_from": "50"}
    signed_in.post(ADD, data)
    sheet = ScoreSheet.objects.get(name="Biểu tỉnh")
    assert "Biểu chưa có nhóm nội dung nào" in signed_in.get(url(sheet)).text
    signed_in.post(url(sheet, "discard"))
    assert not ScoreSheet.objects.filter(name="Biểu tỉnh").exists()
    assert signed_in.post(ADD, data | {"name": ""}).status_code == 422


def test_a_secretary_reads_sheets_and_writes_none(client, secretary, sheet):
    client.force_login(secretary)
    assert client.get(LIST).status_code == client.get(url(sheet)).status_code == 200
    for name in ("edit", "copy"):
        assert client.get(url(sheet, name)).status_code == 403
    assert client.get(ADD).status_code == 403


def test_sheets_of_others_do_not_exist(signed_in, foreign_cell):
    other = make_sheet(foreign_cell)
    for name in ("detail", "edit", "copy"):
        assert signed_in.get(url(other, name)).status_code == 404


@pytest.mark.parametrize("name", ["detail", "edit"])
def test_number_of_queries(signed_in, draft, name, django_assert_max_num_queries):
    signed_in.get(url(draft, name))
    with django_assert_max_num_queries(13 if name == "detail" else 12):
        signed_in.get(url(draft, name))


def test_a_sheet_is_not_for_two_hundred_years_ahead(signed_in, sheet, committee):
    data = {"unit": committee.pk, "name": sheet.name, "valid_from": "01/01/2099"}
    answer = signed_in.post(url(sheet, "copy"), data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["valid_from"])
