"""Comparing two records, and making one of them."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from members.models import Member
from tests.conftest import day, make_member

SENTENCE = (
    "Chuyển sang hồ sơ giữ lại: 1 sinh hoạt tại chi bộ, 1 việc đã ghi. "
    "Lấy theo hồ sơ kia: số thẻ đảng viên. "
    "Hồ sơ kia không còn trong danh sách nào. Gộp rồi không tách lại được."
)


@pytest.fixture
def kept(cell):
    return make_member(unit=cell, on=day("2020-01-01"), home_place="Bắc Giang")


@pytest.fixture
def other(kept, cell):
    return make_member(unit=cell, on=day("2019-06-01"), card_number="0123456", home_place="Hà Nội")


def url(kept, other):
    return reverse("upkeep:member_merge", args=[kept.pk, other.pk])


def post(client, user, kept, other, **changes):
    client.force_login(user)
    typed = {"card_number": "other", "home_place": "kept"} | changes
    return client.post(url(kept, other), typed)


def test_only_what_differs_is_asked_and_the_filled_value_is_chosen(client, office, kept, other):
    client.force_login(office)
    form = client.get(url(kept, other)).context["form"]
    assert {name: field.initial for name, field in form.fields.items()} == {
        "home_place": "kept",
        "card_number": "other",
    }


def test_of_two_births_the_one_known_better_is_chosen(client, office, kept, other):
    Member.objects.filter(pk=kept.pk).update(born_on="1980-01-01", born_precision="year")
    client.force_login(office)
    field = client.get(url(kept, other)).context["form"].fields["born_on"]
    assert (field.initial, field.choices) == (
        "other",
        [("kept", "1980 (hồ sơ giữ lại)"), ("other", "20/05/1980 (hồ sơ kia)")],
    )
    sentence = SENTENCE.replace("kia: ", "kia: ngày sinh, ")
    assert post(client, office, kept, other, born_on="other").context["form"].consequence == sentence
    post(client, office, kept, other, born_on="other", agreed=sentence)
    assert str(Member.objects.get(pk=kept.pk).born) == "20/05/1980"


def test_of_two_days_in_the_party_the_one_known_better_is_chosen(client, office, kept, other):
    Member.objects.filter(pk=kept.pk).update(official_on="2011-01-01", official_precision="year")
    client.force_login(office)
    field = client.get(url(kept, other)).context["form"].fields["official_on"]
    assert (field.initial, field.choices) == (
        "other",
        [("kept", "2011 (hồ sơ giữ lại)"), ("other", "03/03/2011 (hồ sơ kia)")],
    )
    sentence = SENTENCE.replace("thẻ đảng viên", "thẻ đảng viên, ngày chính thức")
    post(client, office, kept, other, official_on="other", agreed=sentence)
    assert str(Member.objects.get(pk=kept.pk).official) == "03/03/2011"


def test_numbers_are_masked_and_both_readings_logged(client, office, kept, other):
    client.force_login(office)
    text = client.get(url(kept, other)).content.decode()
    assert ("0123456" in text, "••••456" in text) == (False, True)
    read = AuditEvent.objects.filter(action="member.read").values_list("record_id", flat=True)
    assert set(read) == {str(kept.pk), str(other.pk)}


def test_it_is_shown_first_and_nothing_done_yet(client, office, kept, other):
    response = post(client, office, kept, other)
    assert response.context["form"].consequence == SENTENCE
    assert f'name="agreed" value="{SENTENCE}"' in response.content.decode()
    assert Member.objects.unmerged().count() == 2
    assert not AuditEvent.objects.filter(action="member.merge").exists()


def test_agreed_it_is_done_and_the_old_address_leads_to_the_kept_record(client, office, kept, other):
    response = post(client, office, kept, other, agreed=SENTENCE)
    address = reverse("members:member_detail", args=[kept.pk])
    assert response["Location"] == address
    kept.refresh_from_db()
    assert (kept.card_number, kept.home_place) == ("0123456", "Bắc Giang")
    assert [spell.starts_on for spell in kept.memberships.all()] == [day("2019-06-01")]
    old = client.get(reverse("members:member_detail", args=[other.pk]))
    assert old["Location"] == address
    assert f"Đã gộp với hồ sơ số {other.pk}" in client.get(address).content.decode()


def test_another_choice_is_shown_again(client, office, kept, other):
    response = post(client, office, kept, other, home_place="other", agreed=SENTENCE)
    assert response.status_code == 200
    assert Member.objects.unmerged().count() == 2


def test_what_the_verb_refuses_is_said_before_agreeing(client, office, kept, second_cell):
    other = make_member(unit=second_cell, home_place="Bắc Giang")
    response = post(client, office, kept, other)
    assert response.status_code == 422
    assert "Từ 01/01/2020 đến nay" in response.context["form"].non_field_errors()[0]


@pytest.mark.parametrize("choice", ["", "both"])
def test_every_difference_needs_a_choice(client, office, kept, other, choice):
    response = post(client, office, kept, other, home_place=choice, agreed=SENTENCE)
    assert list(response.context["form"].errors) == ["home_place"]


def test_the_choice_offers_who_is_alike_or_searched_for(client, office, kept, other, cell):
    make_member("Trần Thị Bình", unit=cell)
    client.force_login(office)
    address = reverse("upkeep:merge_choose", args=[kept.pk])
    assert list(client.get(address).context["others"]) == [other]
    found = client.get(address, {"q": "binh"}).context["others"]
    assert [str(member) for member in found] == ["Trần Thị Bình"]


def test_a_foreign_record_is_neither_offered_nor_merged(client, office, kept, foreign_cell):
    foreign = make_member(unit=foreign_cell)
    client.force_login(office)
    address = reverse("upkeep:merge_choose", args=[kept.pk])
    assert list(client.get(address).context["others"]) == []
    assert client.get(url(kept, foreign)).status_code == 404
    assert client.get(url(foreign, kept)).status_code == 404
    assert client.get(url(kept, kept)).status_code == 404


def test_outsider_gets_404_secretary_and_leader_403(client, outsider, secretary, leader, kept, other):
    codes = [
        post(client, user, kept, other, agreed=SENTENCE).status_code
        for user in (outsider, secretary, leader)
    ]
    assert codes == [404, 403, 403]
    assert Member.objects.unmerged().count() == 2


def test_whoever_does_not_see_the_kept_record_learns_nothing(client, office, outsider, kept, other):
    post(client, office, kept, other, agreed=SENTENCE)
    client.force_login(outsider)
    assert client.get(reverse("members:member_detail", args=[other.pk])).status_code == 404
