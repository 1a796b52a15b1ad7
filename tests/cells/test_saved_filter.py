"""Filters kept by name: what of an address is kept, and whose it is."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEvent
from cells.models import SavedFilter
from cells.models.saved_filter import MOST_ON_A_PAGE, filter_in

PAGE = "members:member_list"


def keep(user, name="Nữ", query="sex=female", page=PAGE):
    return SavedFilter.objects.keep(page=page, name=name, query=query, by=user)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("sex=female&unit=chi-bo-1", "sex=female&unit=chi-bo-1"),
        ("unit=a&sex=male", "sex=male&unit=a"),
        ("sex=male&sex=female", "sex=female"),
        ("sex=&unit=a", "unit=a"),
        ("q=nguyen+van+an&sex=male", "sex=male"),
        ("page=2&xlsx=1&next=//a.vn&sex=male", "sex=male"),
        ("unit=%26x%3D1", "unit=%26x%3D1"),
        ("", ""),
    ],
)
def test_only_the_filters_of_the_page_are_kept(query, kept):
    assert filter_in(PAGE, query) == kept


def test_it_leads_back_to_its_page(office):
    assert keep(office).address == f"{reverse(PAGE)}?sex=female"
    assert AuditEvent.objects.get(action="filter.save").by == office


@pytest.mark.parametrize(
    "wrong",
    [
        {"page": "members:member_detail"},
        {"query": "q=an"},
        {"query": ""},
        {"name": ""},
        {"name": "a" * 61},
        {"query": f"unit={'a' * 600}"},
    ],
)
def test_refused(office, wrong):
    with pytest.raises(ValidationError):
        keep(office, **wrong)
    assert not SavedFilter.objects.exists()


def test_a_name_is_taken_once_on_a_page_by_one_user(office, secretary):
    keep(office)
    keep(secretary)
    keep(office, page="members:office_list", query="unit=a")
    with pytest.raises(ValidationError) as refusal:
        keep(office)
    assert refusal.value.messages == ["Đã có bộ lọc mang tên này. Đặt tên khác."]


def test_so_many_on_a_page_and_no_more(office):
    for number in range(MOST_ON_A_PAGE):
        keep(office, f"Số {number}")
    with pytest.raises(ValidationError):
        keep(office, "Một nữa")
    keep(office, page="members:office_list", query="unit=a")


def test_of_a_page_are_the_own_ones_by_name(office, secretary):
    keep(secretary, "Của người khác")
    keep(office, "Nữ")
    keep(office, "Dự bị", "status=probationary")
    keep(office, "Trang khác", "unit=a", "members:office_list")
    assert [kept.name for kept in SavedFilter.objects.of(office, PAGE)] == ["Dự bị", "Nữ"]


def test_discarding_is_logged(office):
    kept = keep(office)
    kept.discard(by=office)
    assert not SavedFilter.objects.exists()
    assert AuditEvent.objects.filter(action="filter.delete", by=office).count() == 1
