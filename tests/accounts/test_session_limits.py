"""A session ends after half an hour without a request, and after twelve hours in any case."""

import time

import pytest

from accounts.middleware import is_over

HALF_HOUR, TWELVE_HOURS = 1800, 43200


@pytest.mark.parametrize(
    ("idle", "age", "over"),
    [
        (0, 0, False),
        (HALF_HOUR, HALF_HOUR, False),
        (HALF_HOUR + 1, HALF_HOUR + 1, True),
        (0, TWELVE_HOURS, False),
        (0, TWELVE_HOURS + 1, True),
    ],
)
def test_last_second_still_counts(idle, age, over):
    now = 1_600_000_000
    assert is_over(now, started=now - age, seen=now - idle) is over


def age_session(client, *, idle=0, age=0):
    session, now = client.session, int(time.time())
    session["started_at"], session["seen_at"] = now - age, now - idle
    session.save()


def test_session_within_the_limits_goes_on(client, secretary):
    client.force_login(secretary)
    age_session(client, idle=HALF_HOUR - 60, age=TWELVE_HOURS - 60)
    assert client.get("/accounts/working-year/").status_code == 200


@pytest.mark.parametrize("times", [{"idle": HALF_HOUR + 1}, {"age": TWELVE_HOURS + 1}])
def test_session_over_the_limits_ends_and_the_way_back_is_kept(client, secretary, times):
    client.force_login(secretary)
    age_session(client, **times)
    response = client.get("/accounts/working-year/?next=/members/")
    assert response.url == ("/accounts/login/?next=/accounts/working-year/%3Fnext%3D/members/")
    page = client.get(response.url)
    assert [str(message) for message in page.context["messages"]] == [
        "Phiên làm việc đã hết hạn. Đề nghị đồng chí đăng nhập lại."
    ]
    assert "_auth_user_id" not in client.session


def test_request_moves_the_idle_limit_but_not_the_absolute_one(client, secretary):
    client.force_login(secretary)
    age_session(client, idle=HALF_HOUR - 60, age=TWELVE_HOURS - 60)
    started = client.session["started_at"]
    client.get("/accounts/working-year/")
    assert time.time() - client.session["seen_at"] < 60
    assert client.session["started_at"] == started


def test_requests_within_a_minute_write_nothing(client, secretary, django_assert_num_queries):
    client.force_login(secretary)
    client.get("/accounts/working-year/")
    with django_assert_num_queries(3):  # session, user, assignments
        client.get("/accounts/working-year/")


def test_what_was_typed_stays_in_the_browser_no_longer_than_a_session(settings):
    script = (settings.BASE_DIR / "static/js/app.js").read_text()
    hours = settings.SESSION_ABSOLUTE_SECONDS // 3600
    assert f"const MAX_AGE = {hours} * 3600 * 1000;" in script
