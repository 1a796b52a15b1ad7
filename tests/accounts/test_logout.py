"""Signing out."""


def test_sign_out_ends_the_session_for_good(client, secretary):
    client.force_login(secretary)
    old_cookie = client.cookies["sessionid"].value
    response = client.post("/accounts/logout/")
    assert (response.status_code, response.url) == (302, "/accounts/login/")
    client.cookies["sessionid"] = old_cookie
    assert client.get("/").url == "/accounts/login/?next=/"


def test_following_a_link_signs_nobody_out(client, secretary):
    client.force_login(secretary)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/accounts/working-year/").status_code == 200


def test_locking_the_account_ends_its_open_session(client, secretary, admin):
    client.force_login(secretary)
    secretary.edit(full_name="bithu", is_active=False, by=admin)
    assert client.get("/").url == "/accounts/login/?next=/"


def test_new_one_time_password_ends_the_open_session(client, secretary, admin):
    client.force_login(secretary)
    secretary.renew_password(by=admin)
    assert client.get("/").url == "/accounts/login/?next=/"
