"""Taking away a kept filter."""

import pytest
from django.urls import reverse

from cells.models import SavedFilter


@pytest.fixture
def kept(office):
    return SavedFilter.objects.keep(
        page="members:member_list", name="Nữ", query="sex=female", by=office
    )


def delete(client, user, kept):
    client.force_login(user)
    return client.post(reverse("cells:filter_delete", args=[kept.pk]))


def test_gone_and_the_page_offers_to_keep_it_again(client, office, kept):
    response = delete(client, office, kept)
    assert response.url == f"{reverse('members:member_list')}?sex=female&keep=N%E1%BB%AF"
    assert not SavedFilter.objects.exists()
    page = client.get(response.url).content.decode()
    assert 'required value="Nữ"' in page
    assert 'name="query" value="sex=female&amp;keep=' in page


def test_that_of_somebody_else_does_not_exist(client, secretary, kept):
    assert delete(client, secretary, kept).status_code == 404
    assert SavedFilter.objects.count() == 1


def test_looking_deletes_nothing(client, office, kept):
    client.force_login(office)
    assert client.get(reverse("cells:filter_delete", args=[kept.pk])).status_code == 405
