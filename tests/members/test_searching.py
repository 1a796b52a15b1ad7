"""What people type against what is stored."""

import pytest

from members.models import Member, Membership
from members.models.searching import stored_key, typed_keys
from tests.conftest import make_member

KEY = stored_key("Đỗ Thị Thu Hà", "01.234-567", "+84 912 345 888")


def test_the_key_holds_each_word_between_blanks():
    assert KEY == " do thi thu ha 1234567 567 912345888 888 "


def test_a_name_alone():
    assert stored_key("Lê An", "", "") == " le an "


@pytest.mark.parametrize(
    "text",
    [
        "hà đỗ",
        "HA  THU",
        "th do",
        "01234567",
        "01.234.567",
        "567",
        "ha 567",
        "0912 345 888",
        "+84 912-345-888",
        "84912345888",
        "(0912) 345888",
        "912345888",
        "1234567",
        "888 hà",
        "",
    ],
)
def test_found(text):
    keys = typed_keys(text)
    assert [key for key in keys if key not in KEY] == []
    assert bool(keys) == bool(text)


@pytest.mark.parametrize("text", ["a", "hu", "do minh", "0123456", "4567", "67", "09", "1", "%", "_"])
def test_not_found(text):
    assert not all(key in KEY for key in typed_keys(text))


def test_a_long_text_asks_for_its_first_words_only():
    assert len(typed_keys("a " * 500)) == 10


@pytest.mark.parametrize("text", ["an nguyễn", "VAN", "0123456789", "789", "nguyen 789"])
def test_members_are_found_by_name_and_card(cell, text):
    make_member(unit=cell, card_number="0123456789")
    make_member("Lê Thị Ưng", unit=cell, card_number="0123456780")
    found = Membership.objects.named(text)
    assert [spell.member.full_name for spell in found] == ["Nguyễn Văn An"]


def test_the_key_follows_a_number_saved_alone(db):
    member = make_member(card_number="111")
    member.card_number = "222333"
    member.save(update_fields=["card_number"])
    assert Member.objects.get().search_key == " nguyen van an 222333 333 "


def test_the_key_stays_when_something_else_is_saved(db):
    member = make_member()
    Member.objects.update(full_name="Lê Ưng", search_key=" le ung ")
    member.save(update_fields=["official_on"])
    assert Member.objects.get().search_key == " le ung "
