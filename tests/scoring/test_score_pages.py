"""The page of one meeting's score, step by step."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cells.rights import Role
from common.periods import DAY
from scoring.models import CellFollower, MeetingScore
from tests.conftest import day, make_member, make_user
from tests.meetings.conftest import adopted, open_meeting, record, times
from tests.scoring.conftest import answer_of, begin, confirmed, make_sheet, proposed, voted

MINE = reverse("meetings:mine")


@pytest.fixture
def meeting(cell, people):
    return open_meeting(cell, **times("14:00", "15:30"))


@pytest.fixture
def score(meeting, sheet):
    return begin(meeting, sheet)


@pytest.fixture
def signed_in(client, secretary):
    client.force_login(secretary)
    return client


def url(meeting, name="detail"):
    return reverse(f"scoring:score_{name}", args=[meeting.pk])


def field(score, number, name="item"):
    return f"{name}-{answer_of(score, number).item_id}"


def typed(score, **more):
    """Everything as the page sends it when the points are full."""
    option = answer_of(score, "1.1").item.options.first().pk
    data = {"version": MeetingScore.objects.get(pk=score.pk).version, field(score, "1.1"): option}
    data |= {field(score, "1.2"): "10", field(score, "2.1"): "69.5", field(score, "2.3"): "5"}
    return data | more


def state(score):
    return MeetingScore.objects.get(pk=score.pk).state


def test_starting_fills_in_what_the_record_tells(signed_in, meeting, sheet):
    assert "Bắt đầu chấm" in signed_in.get(url(meeting)).text
    response = signed_in.post(url(meeting, "start"), {"sheet": sheet.pk}, follow=True)
    assert "90 phút, quy định 90 phút, được <strong>10</strong> điểm" in response.text
    assert state(meeting.score) == "draft"


def test_without_a_sheet_the_page_says_what_to_do(signed_in, meeting):
    text = signed_in.get(url(meeting)).text
    assert "Chưa có biểu chấm điểm nào dùng được" in text
    assert signed_in.post(url(meeting, "start"), {"sheet": 1}).status_code == 422


def test_a_meeting_of_the_chi_uy_is_not_scored(signed_in, cell, people, sheet):
    meeting = open_meeting(cell, kind="committee")
    assert "loại họp này không chấm" in signed_in.get(url(meeting)).text


def test_saving_and_proposing(signed_in, meeting, score):
    signed_in.post(url(meeting, "save"), typed(score))
    assert state(score) == "draft"
    signed_in.post(url(meeting, "save"), typed(score) | {"propose": "1"})
    score.refresh_from_db()
    assert (score.state, str(score.total), score.grade) == ("proposed", "100.00", "good")


def test_what_is_missing_stands_at_its_item_and_nothing_is_lost(signed_in, meeting, score):
    data = typed(score) | {field(score, "2.3"): "", "propose": "1"}
    response = signed_in.post(url(meeting, "save"), data)
    assert response.status_code == 422
    form = response.context["form"]
    assert form.errors == {field(score, "2.3"): ["Chưa chấm tiêu chí này."]}
    assert 'value="69.5"' in response.text


def test_another_value_without_a_reason_is_refused_with_one_taken(signed_in, meeting, score):
    data = typed(score) | {field(score, "1.2"): "8"}
    response = signed_in.post(url(meeting, "save"), data)
    assert response.status_code == 422
    assert "Số liệu cho 10 điểm" in response.text
    reason = {field(score, "1.2", "reason"): "Nhiều người đến muộn"}
    assert signed_in.post(url(meeting, "save"), data | reason).status_code == 302
    assert answer_of(score, "1.2").reason == "Nhiều người đến muộn"


def test_points_are_typed_and_shown_with_a_comma(signed_in, meeting, score):
    assert (
        signed_in.post(url(meeting, "save"), typed(score) | {field(score, "2.1"): "4,5"}).status_code
        == 302
    )
    assert str(answer_of(score, "2.1").points) == "4.5"
    text = signed_in.get(url(meeting)).text
    assert ('value="4,5"' in text, 'value="10"' in text, 'type="number"' in text) == (True, True, False)


@pytest.mark.parametrize("wrong", ["x", "70", "2.25", "-1", "1e5", "NaN"])
def test_points_that_make_no_sense_are_refused(signed_in, meeting, score, wrong):
    data = typed(score) | {field(score, "2.1"): wrong}
    assert signed_in.post(url(meeting, "save"), data).status_code == 422


def test_the_second_of_two_secretaries_is_told(signed_in, meeting, score):
    old = typed(score)
    signed_in.post(url(meeting, "save"), old)
    response = signed_in.post(url(meeting, "save"), old)
    assert response.status_code == 422
    assert "Người khác vừa sửa điểm buổi này" in response.text


def test_the_vote_is_recorded_or_refused(signed_in, meeting, score):
    proposed(score)
    votes = {"in_favour": "4", "against": "0", "abstained": "0"}
    response = signed_in.post(url(meeting, "vote"), votes)
    assert response.status_code == 422
    assert "nhiều hơn 3 đảng viên chính thức" in response.text
    signed_in.post(url(meeting, "vote"), votes | {"in_favour": "3"})
    assert state(score) == "voted"
    assert "Chờ thường trực hoặc bộ phận giúp việc đảng ủy xác nhận" in signed_in.get(url(meeting)).text


def test_without_a_follower_the_leader_confirms_and_accepts(client, leader, meeting, score):
    voted(score)
    client.force_login(leader)
    assert "chưa có cấp ủy viên phụ trách" in client.get(url(meeting)).text
    client.post(url(meeting, "confirm"))
    assert state(score) == "confirmed"
    client.post(url(meeting, "accept"))
    assert state(score) == "confirmed"  # the minutes are not adopted yet
    adopted(meeting)
    client.post(url(meeting, "accept"))
    assert state(score) == "accepted"


def test_only_who_follows_the_cell_confirms(client, committee, leader, cell, meeting, score):
    member = make_member("Vũ Văn Dõi")
    member.user = make_user("theodoi", Role.MEMBER, committee)
    member.save()
    CellFollower.objects.appoint(unit=cell, member=member, on=day("2020-01-01"), by=None)
    voted(score)
    client.force_login(leader)
    assert client.post(url(meeting, "confirm")).status_code == 403
    client.force_login(member.user)
    assert "Xác nhận điểm" in client.get(url(meeting)).text
    client.post(url(meeting, "confirm"))
    assert state(score) == "confirmed"
    assert client.post(url(meeting, "accept")).status_code == 403


def test_a_follower_no_more_sees_nothing(client, committee, cell, meeting, score):
    member = make_member("Vũ Văn Dõi")
    member.user = make_user("theodoi", Role.MEMBER, committee)
    member.save()
    row = CellFollower.objects.appoint(unit=cell, member=member, on=day("2020-01-01"), by=None)
    client.force_login(member.user)
    row.end(on=timezone.localdate(), by=None)
    assert client.get(url(meeting)).status_code == 200
    CellFollower.objects.update(ends_on=timezone.localdate() - timezone.timedelta(days=1))
    assert client.get(url(meeting)).status_code == 404


@pytest.mark.parametrize("state_of_account", ["no role", "role ended", "role elsewhere", "locked"])
def test_a_follower_without_a_role_in_force_neither_sees_nor_confirms(
    client, committee, foreign_cell, leader, cell, meeting, score, state_of_account
):
    where = foreign_cell if state_of_account == "role elsewhere" else committee
    user = make_user("theodoi", Role.MEMBER, where)
    member = make_member("Vũ Văn Dõi", user=user)
    CellFollower.objects.appoint(unit=cell, member=member, on=day("2020-01-01"), by=None)
    if state_of_account == "no role":
        user.assignments.all().delete()
    user.assignments.filter(unit=committee).update(ends_on=timezone.localdate() - DAY)
    voted(score)
    client.force_login(user)
    assert client.get(url(meeting)).status_code == 404
    assert client.post(url(meeting, "confirm")).status_code == 404
    if state_of_account == "locked":
        user.assignments.update(ends_on=None)
        User.objects.filter(pk=user.pk).update(is_active=False)
    client.force_login(leader)
    page = client.get(url(meeting)).text
    assert "Tài khoản của đồng chí Vũ Văn Dõi phụ trách chi bộ chưa có vai trò" in page
    client.post(url(meeting, "confirm"))
    assert state(score) == "confirmed"


def test_a_follower_needs_a_second_factor(client, committee, cell, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    user = make_user("theodoi", Role.MEMBER, committee)
    member = make_member("Vũ Văn Dõi", unit=cell, user=user)
    client.force_login(user)
    assert client.get(MINE).status_code == 200
    row = CellFollower.objects.appoint(unit=cell, member=member, on=day("2020-01-01"), by=None)
    assert client.get(MINE).url == reverse("mfa_activate_totp")
    user.authenticator_set.create(type="totp", data={"secret": "x"})
    assert client.get(MINE).status_code == 200
    user.authenticator_set.all().delete()
    row.end(on=timezone.localdate() - DAY, by=None)
    assert client.get(MINE).status_code == 200


def test_a_follower_without_account_is_confirmed_for(client, leader, cell, meeting, score):
    member = make_member("Vũ Văn Dõi")
    CellFollower.objects.appoint(unit=cell, member=member, on=day("2020-01-01"), by=None)
    voted(score)
    client.force_login(leader)
    assert "chưa có tài khoản" in client.get(url(meeting)).text
    client.post(url(meeting, "confirm"))
    assert state(score) == "confirmed"


@pytest.mark.parametrize(
    ("name", "was", "becomes"), [("return", "voted", "draft"), ("reopen", "accepted", "voted")]
)
def test_steps_back_need_a_reason(client, leader, meeting, score, name, was, becomes):
    confirmed(score)
    adopted(meeting)
    MeetingScore.objects.update(state=was)
    client.force_login(leader)
    assert client.post(url(meeting, name), {"reason": ""}).status_code == 422
    assert state(score) == was
    client.post(url(meeting, name), {"reason": "Xem lại"})
    assert state(score) == becomes
    assert "Xem lại" in client.get(url(meeting)).text


def test_what_changed_meanwhile_is_shown(client, leader, meeting, score):
    voted(score)
    record(meeting, ends_at="15:20")
    client.force_login(leader)
    assert "từ 100 thành <strong>94,71</strong>" in client.get(url(meeting)).text


@pytest.mark.parametrize("who", ["outsider", "other_secretary"])
def test_who_does_not_see_the_meeting_gets_404(client, request, meeting, score, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url(meeting)).status_code == 404
    assert client.post(url(meeting, "accept")).status_code == 404


def test_the_secretary_neither_confirms_nor_accepts(signed_in, meeting, score):
    voted(score)
    for name in ("confirm", "accept", "return", "reopen"):
        assert signed_in.post(url(meeting, name)).status_code == 403


def test_the_leader_does_not_score_for_the_cell(client, leader, meeting, score):
    client.force_login(leader)
    for name in ("start", "save", "vote"):
        assert client.post(url(meeting, name)).status_code == 403


@pytest.mark.parametrize(
    "step", [begin, lambda m, s: proposed(begin(m, s)), lambda m, s: voted(begin(m, s))]
)
def test_number_of_queries(client, office, committee, meeting, step, django_assert_max_num_queries):
    sheet = make_sheet(committee, name="Biểu")
    step(meeting, sheet)
    client.force_login(office)
    client.get(url(meeting))
    with django_assert_max_num_queries(12):
        client.get(url(meeting))
