"""Calendar feeds: the token is the key, and it opens little."""

import base64
import datetime
import logging

import icalendar
import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cells.models import Assignment
from cells.rights import Role
from common.periods import DAY
from meetings.models import Feed, Meeting, MeetingKind
from meetings.models.feed import MOST_FEEDS
from meetings.views.feeds import MISSES_A_MINUTE
from tests.conftest import make_member, make_user
from tests.meetings.conftest import times

LIST = reverse("meetings:feed_list")
SOON = timezone.localdate() + datetime.timedelta(days=7)


def feed_of(user, unit=None) -> str:
    return reverse("feed", args=[Feed.objects.make(user=user, unit=unit, by=user)[1]])


def plan(unit, kind=MeetingKind.REGULAR, **fields) -> Meeting:
    return Meeting.objects.plan(unit=unit, kind=kind, held_on=SOON, by=None, **fields)


def events(client, url) -> list:
    response = client.get(url)
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def test_title_time_and_place_without_signing_in_and_no_person(client, secretary, cell):
    chair = make_member("Trần Thị An", unit=cell)
    at = datetime.time(14)
    meeting = plan(cell, starts_at=at, place="Phòng họp", chair=chair, plan_note="Kín")
    response = client.get(feed_of(secretary, cell))
    [event] = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    facts = [str(event[name]) for name in ("SUMMARY", "LOCATION", "UID", "STATUS")]
    assert facts == [
        "Sinh hoạt thường kỳ, Chi bộ 1",
        "Phòng họp",
        f"meeting-{meeting.pk}@cong-tac-dang",
        "TENTATIVE",
    ]
    assert event.start == datetime.datetime.combine(SOON, at, timezone.get_default_timezone())
    assert "TZID=Asia/Ho_Chi_Minh" in response.text
    assert "An" not in response.text.replace("Asia", "") and "Kín" not in response.text
    assert response["Content-Type"] == "text/calendar; charset=utf-8"


def test_another_address_of_the_server_makes_no_other_meeting(client, secretary, cell, settings):
    settings.ALLOWED_HOSTS = ["*"]
    plan(cell)
    url = feed_of(secretary, cell)
    uids = [
        [event["UID"] for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")]
        for answer in (client.get(url), client.get(url, headers={"host": "khac.example.vn"}))
    ]
    assert uids[0] == uids[1] != []


def test_without_a_time_the_whole_day(client, secretary, cell):
    plan(cell)
    [event] = events(client, feed_of(secretary, cell))
    assert event.start == SOON and not isinstance(event.start, datetime.datetime)


def test_a_change_goes_up_an_approval_is_seen_a_cancelled_one_vanishes(client, secretary, cell):
    meeting, url = plan(cell), feed_of(secretary, cell)
    assert [event["SEQUENCE"] for event in events(client, url)] == [0]
    meeting.replan(by=None, place="Hội trường")
    meeting.approve(by=None)
    [event] = events(client, url)
    assert (event["SEQUENCE"], str(event["STATUS"])) == (2, "CONFIRMED")
    meeting.send_back(reason="Trùng lịch.", by=None)
    [event] = events(client, url)
    assert (event["SEQUENCE"], str(event["STATUS"])) == (3, "TENTATIVE")
    meeting.discard(by=None)
    assert events(client, url) == []


@pytest.mark.parametrize(
    ("facts", "until"),
    [
        (times("20:00", "00:30"), "{next}T003000"),
        ({"kind": MeetingKind.CONGRESS, "starts_at": datetime.time(8)}, "{last}T235900"),
        ({"kind": MeetingKind.CONGRESS}, "{after}"),
    ],
)
def test_it_lasts_past_midnight_or_some_days(client, secretary, cell, facts, until):
    meeting, url = plan(cell), feed_of(secretary, cell)
    last = {"ends_on": meeting.held_on + 2 * DAY} if "kind" in facts else {}
    meeting.replan(by=None, **facts, **last)
    [event] = events(client, url)
    ahead = {"next": 1, "last": 2, "after": 3}
    days = {name: f"{meeting.held_on + n * DAY:%Y%m%d}" for name, n in ahead.items()}
    assert event["DTEND"].to_ical().decode() == until.format(**days)


def test_one_cell_is_not_the_other(client, office, cell, second_cell):
    plan(second_cell)
    assert events(client, feed_of(office, cell)) == []


def test_a_member_gets_what_members_are_to_attend(client, cell, second_cell, committee):
    user = make_user("dangvien", Role.MEMBER, cell)
    member = make_member(unit=cell, user=user)
    own, conference = plan(cell), plan(committee, MeetingKind.CONFERENCE)
    plan(cell, MeetingKind.COMMITTEE)
    plan(committee, MeetingKind.COMMITTEE)
    other = plan(second_cell)
    url = feed_of(user)
    uids = {str(event["UID"]).split("@")[0] for event in events(client, url)}
    assert uids == {f"meeting-{own.pk}", f"meeting-{conference.pk}"}
    member.memberships.update(ends_on=timezone.localdate() - DAY, left_by="transfer")
    assert events(client, url) == []
    member.join(second_cell, on=timezone.localdate(), by=None, came_by="transfer")
    uids = {str(event["UID"]).split("@")[0] for event in events(client, url)}
    assert uids == {f"meeting-{other.pk}", f"meeting-{conference.pk}"}


def test_the_token_is_kept_as_a_hash_only(secretary, cell):
    feed, token = Feed.objects.make(user=secretary, unit=cell, by=secretary)
    assert len(token) >= 43
    assert token not in [
        str(value) for value in Feed.objects.filter(pk=feed.pk).values().get().values()
    ]


@pytest.mark.parametrize("how", ["wrong", "revoked", "user", "right"])
def test_what_no_longer_opens_is_one_and_the_same_404(client, secretary, cell, how, caplog):
    url = feed_of(secretary, cell)
    if how == "wrong":
        url = reverse("feed", args=["khong-co"])
    elif how == "revoked":
        Feed.objects.get().revoke(by=secretary)
    elif how == "user":
        secretary.is_active = False
        secretary.save()
    else:
        Assignment.objects.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    with caplog.at_level(logging.DEBUG):
        response = client.get(url)
    token = url.rsplit("/", 1)[1]
    missing = client.get(reverse("feed", args=["khong-co-gi"]))
    assert (response.status_code, response.content) == (404, missing.content)
    assert token not in caplog.text


def test_the_last_day_of_a_right_still_reads(client, secretary, cell):
    url = feed_of(secretary, cell)
    Assignment.objects.update(ends_on=timezone.localdate())
    assert client.get(url).status_code == 200


def test_who_tries_too_often_is_not_even_looked_up(client, secretary, cell, caplog):
    url = feed_of(secretary, cell)
    for number in range(MISSES_A_MINUTE):
        assert client.get(reverse("feed", args=[f"thu-{number}"])).status_code == 404
    with caplog.at_level(logging.DEBUG):
        answer = client.get(url)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert url.rsplit("/", 1)[1] not in caplog.text
    cache.clear()  # the minute is over
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("whose", ["changed", "renewed"])
def test_an_address_ends_with_the_password(client, secretary, admin, cell, whose):
    url = feed_of(secretary, cell)
    if whose == "changed":
        secretary.change_password("mùa thu Bắc Giang")
    else:
        secretary.renew_password(by=admin)
    assert client.get(url).status_code == 404
    assert list(Feed.objects.alive()) == []
    secretary.refresh_from_db()
    assert client.get(feed_of(secretary, cell)).status_code == 200


def test_reading_is_noted_once_an_hour(client, secretary, cell):
    url = feed_of(secretary, cell)
    client.get(url)
    first = Feed.objects.get().last_read_at
    client.get(url)
    assert (first is None, Feed.objects.get().last_read_at) == (False, first)


def test_the_address_is_shown_once(client, secretary, cell):
    client.force_login(secretary)
    response = client.post(reverse("meetings:feed_make"), {"unit": cell.code})
    address = response.context["address"]
    assert address.startswith("http://testserver/calendar/") and address in response.text
    kind, drawn = response.context["picture"].split(",")
    assert (kind, b"<svg" in base64.b64decode(drawn)) == ("data:image/svg+xml;base64", True)
    assert address not in client.get(LIST).text
    client.logout()
    assert client.get(address).status_code == 200


def test_a_unit_out_of_scope_is_refused(client, secretary, second_cell):
    client.force_login(secretary)
    response = client.post(reverse("meetings:feed_make"), {"unit": second_cell.code})
    assert (response.status_code, Feed.objects.count()) == (422, 0)


def test_only_the_own_feed_is_revoked(client, secretary, office, cell):
    feed, _ = Feed.objects.make(user=secretary, unit=cell, by=secretary)
    url = reverse("meetings:feed_revoke", args=[feed.pk])
    client.force_login(office)
    assert client.post(url).status_code == 404
    client.force_login(secretary)
    client.post(url)
    assert Feed.objects.get().revoked_at is not None
    assert list(client.get(LIST).context["feeds"]) == []


def test_not_more_than_a_handful(secretary, cell):
    for _ in range(MOST_FEEDS):
        Feed.objects.make(user=secretary, unit=cell, by=secretary)
    with pytest.raises(ValidationError, match="tối đa"):
        Feed.objects.make(user=secretary, unit=None, by=secretary)
