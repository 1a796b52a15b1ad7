"""Two editors of one row: nothing is lost, and in one field both texts are shown."""

import pytest
from django.urls import reverse

from members.forms.records import MemberEditForm
from members.models import Member
from tests.conftest import make_member


@pytest.fixture
def member(cell):
    return make_member(unit=cell, work_place="Phòng cũ", home_place="Bắc Giang")


@pytest.fixture
def page(client, office, member):
    client.force_login(office)
    return reverse("members:member_edit", args=[member.pk])


def opened(client, page) -> dict[str, str]:
    """What the browser sends if nothing is changed: fields and what was read."""
    form = client.get(page).context["form"]
    sent = {}
    for field in form:
        if field.field.disabled or field.name == "forget":
            continue
        value = field.value()
        shown = field.field.widget.format_value(value)
        text = (shown[0] if shown else "") if isinstance(shown, list) else (shown or "")
        sent |= {field.html_name: text, field.html_initial_name: text}
    return sent


def now(member) -> Member:
    return Member.objects.get(pk=member.pk)


def test_two_editors_of_different_fields_lose_nothing(client, page, member):
    first, second = opened(client, page), opened(client, page)
    assert client.post(page, first | {"work_place": "Phòng mới", "ethnicity": "Tày"}).status_code == 302
    assert client.post(page, second | {"home_place": "Lạng Giang"}).status_code == 302
    saved = now(member)
    assert (saved.work_place, saved.ethnicity, saved.home_place) == ("Phòng mới", "Tày", "Lạng Giang")


def test_in_one_field_both_texts_are_shown_and_a_second_press_decides(client, page, member):
    first, second = opened(client, page), opened(client, page)
    client.post(page, first | {"work_place": "Phòng của người kia"})
    typed = second | {"work_place": "Phòng của tôi"}
    response = client.post(page, typed)
    form = response.context["form"]
    assert form.errors == {
        "work_place": [
            "Người khác vừa ghi mục này là “Phòng của người kia”. "
            "Bấm lưu lần nữa thì giữ chữ của đồng chí."
        ]
    }
    assert form["work_place"].value() == "Phòng của tôi"
    assert now(member).work_place == "Phòng của người kia"
    again = typed | {"initial-work_place": form.data["initial-work_place"]}
    assert 'name="initial-work_place" value="Phòng của người kia"' in response.content.decode()
    assert client.post(page, again).status_code == 302
    assert now(member).work_place == "Phòng của tôi"


@pytest.mark.parametrize(
    ("field", "theirs", "mine", "told"),
    [
        ("schooling", "master", "doctor", "Thạc sĩ"),
        ("born_on", "21/05/1980", "22/05/1980", "21/05/1980"),
        ("born_on", "1980", "5/1980", "1980"),
        ("home_place", "", "Lạng Giang", "(để trống)"),
    ],
)
def test_what_the_other_saved_is_told_as_people_read_it(client, page, field, theirs, mine, told):
    first, second = opened(client, page), opened(client, page)
    client.post(page, first | {field: theirs})
    (error,) = client.post(page, second | {field: mine}).context["form"].errors[field]
    assert f"“{told}”" in error


@pytest.mark.parametrize(
    ("typed", "kept"), [("1980", "1980"), ("5/1980", "05/1980"), ("20/05/1980", "20/05/1980")]
)
def test_a_birth_is_kept_as_far_as_known_whoever_saves_another_field(client, page, member, typed, kept):
    client.post(page, opened(client, page) | {"born_on": typed})
    assert str(now(member).born) == kept
    first, second = opened(client, page), opened(client, page)
    assert (second["born_on"], second["initial-born_on"]) == (kept, kept)
    client.post(page, first | {"born_on": "1979"})
    assert client.post(page, second | {"work_place": "Phòng mới"}).status_code == 302
    assert (str(now(member).born), now(member).work_place) == ("1979", "Phòng mới")


def test_the_first_of_january_and_its_year_are_two_texts(client, page, member):
    client.post(page, opened(client, page) | {"born_on": "01/01/1980"})
    first, second = opened(client, page), opened(client, page)
    client.post(page, first | {"born_on": "1980"})
    form = client.post(page, second | {"born_on": "02/01/1980"}).context["form"]
    assert list(form.errors) == ["born_on"]
    assert str(now(member).born) == "1980"


def test_the_same_text_twice_is_no_conflict(client, page, member):
    first, second = opened(client, page), opened(client, page)
    for sent in (first, second):
        assert client.post(page, sent | {"work_place": "Phòng mới"}).status_code == 302
    assert now(member).work_place == "Phòng mới"


def test_what_a_creating_page_only_suggests_is_sent_as_it_stands(client, secretary, cell):
    client.force_login(secretary)
    address = reverse("meetings:meeting_create")
    typed = {"kind": "regular", "held_on": "05/06/2020"}
    suggested = {"unit": str(cell.pk), "initial-unit": str(cell.pk), "initial-kind": ""}
    assert client.get(address).context["form"].initial["unit"] == cell.pk
    assert client.post(address, suggested | typed).status_code == 302


def test_what_was_not_read_on_a_page_counts_as_read_now(client, page, member):
    """Another program sends no initials."""
    typed = {"full_name": member.full_name, "work_place": "Phòng mới"}
    assert client.post(page, FACTS | typed).status_code == 302
    assert (now(member).work_place, now(member).home_place) == ("Phòng mới", "")


def test_who_saved_between_reading_and_writing_is_not_overwritten(office, member):
    typed = {"work_place": "Phòng của tôi", "full_name": member.full_name}
    form = MemberEditForm(FACTS | typed, instance=now(member))
    assert form.is_valid()
    Member.objects.filter(pk=member.pk).update(work_place="Phòng của người kia")
    assert not form.save(by=office)
    assert now(member).work_place == "Phòng của người kia"


FACTS = {
    "sex": "male",
    "born_on": "20/05/1980",
    "ethnicity": "Kinh",
    "schooling": "bachelor",
    "theory": "none",
    "admission_decided_on": "25/02/2010",
    "admitted_on": "03/03/2010",
    "official_on": "03/03/2011",
}
