"""Taking back a decision that was written by mistake, while nothing stands on it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from evaluations.models import Commendation, Level, Regrading
from members.models import Member
from tests.evaluations.conftest import commend, complain, regrade


@pytest.fixture
def row(outstanding, members):
    return outstanding.member_assessments.get(member=members[0])


@pytest.fixture
def again(row, office):
    return regrade(row, Level.KHT, by=office)


def url(one) -> str:
    return reverse("evaluations:regrading_withdraw", args=[one.pk])


def post(client, user, one, reason="Ghi nhầm người"):
    client.force_login(user)
    return client.post(url(one), {"reason": reason})


def refused(one, by=None) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        one.withdraw(reason="Ghi nhầm", by=by)
    return caught.value.messages


def test_the_result_is_again_what_it_was_and_the_decision_is_kept(client, office, row, again):
    response = post(client, office, again)
    assert response.url == reverse("evaluations:round_detail", args=[row.round_id])
    row.refresh_from_db()
    again.refresh_from_db()
    assert (row.level, again.withdrawn_by, again.withdraw_reason) == ("xs", office, "Ghi nhầm người")
    assert list(AuditEvent.objects.order_by("-pk").values_list("action", flat=True)[:2]) == [
        "assessment.regrade",
        "regrading.withdraw",
    ]
    page = client.get(response.url).text
    assert "Lý do: Ghi nhầm người" in page
    assert url(again) not in page
    roster = client.get(reverse("evaluations:round_roster", args=[row.round_id])).text
    assert "Xếp loại lại theo Quyết định" not in roster


def test_it_may_then_be_written_again(row, again):
    again.withdraw(reason="Ghi nhầm", by=None)
    row.refresh_from_db()
    assert regrade(row, Level.HT).old_level == "xs"


def test_twice_is_refused(client, office, again):
    again.withdraw(reason="Ghi nhầm", by=None)
    assert refused(again) == ["Mục này đã được rút trước đó."]
    assert post(client, office, again).status_code == 404


def test_the_last_one_goes_first(row, again):
    later = regrade(row, Level.HT)
    assert refused(again) == ["Kết quả đã được sửa sau quyết định này, nên không rút được nữa."]
    later.withdraw(reason="Ghi nhầm", by=None)
    again.withdraw(reason="Ghi nhầm", by=None)
    row.refresh_from_db()
    assert row.level == "xs"


def test_what_was_given_for_it_stands_on_it(row, again):
    up = regrade(row, Level.XS)
    award = commend(row)
    assert refused(up) == ["Đã khen thưởng, công nhận theo kết quả này: hủy trước khi rút."]
    award.cancel(reason="Ghi nhầm", by=None)
    up.withdraw(reason="Ghi nhầm", by=None)
    row.refresh_from_db()
    assert row.level == "kht"


def test_a_complaint_that_was_answered_with_it_stands_on_it(row):
    complaint = complain(row)
    again = regrade(row)
    complaint.answer(answered_on=timezone.localdate(), text="Đã xét lại", outcome="regraded", by=None)
    assert refused(again) == ["Kiến nghị đã được trả lời là xếp loại lại: rút kiến nghị ấy trước."]


def test_what_was_cancelled_with_it_stays_cancelled(row):
    award = commend(row)
    regrade(row).withdraw(reason="Ghi nhầm", by=None)
    assert list(Commendation.objects.cancelled()) == [award]


def test_nobody_does_it_about_oneself(row, again, office):
    Member.objects.filter(pk=row.member_id).update(user=office)
    fresh = Regrading.objects.get(pk=again.pk)
    assert refused(fresh, by=office) == ["Không ai rút quyết định về chính mình: đồng chí khác ghi."]


def test_without_a_reason_it_is_refused_at_the_field(client, office, again):
    response = post(client, office, again, reason=" ")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("outsider", 404)])
def test_wrong_role_and_out_of_scope(client, request, again, who, status):
    assert post(client, request.getfixturevalue(who), again).status_code == status
