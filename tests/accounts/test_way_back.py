"""Where one comes back to after signing in again."""

import pytest

HOST = "http://testserver"


def test_lost_post_comes_back_to_its_page(client):
    page = f"{HOST}/meetings/?year=2020"
    response = client.post("/accounts/working-year/", headers={"referer": page})
    assert response.url == "/accounts/login/?next=/meetings/%3Fyear%3D2020"


def test_lost_post_without_a_page_comes_back_to_the_first(client):
    assert client.post("/accounts/working-year/").url == "/accounts/login/?next=/"


@pytest.mark.parametrize("referer", ["https://evil.example/x/", "http://["])
def test_what_is_no_page_of_ours_is_not_a_way_back(client, referer):
    headers = {"referer": referer}
    response = client.post("/accounts/working-year/", headers=headers)
    assert response.url == "/accounts/login/?next=/"


def test_fragment_makes_the_whole_page_sign_in(client):
    headers = {"hx-request": "true", "referer": f"{HOST}/meetings/"}
    response = client.get("/accounts/working-year/", headers=headers)
    assert response.status_code == 200
    assert response["HX-Redirect"] == "/accounts/login/?next=/meetings/"


def test_get_comes_back_to_itself(client):
    response = client.get("/accounts/working-year/", headers={"referer": f"{HOST}/meetings/"})
    assert response.url == "/accounts/login/?next=/accounts/working-year/"
