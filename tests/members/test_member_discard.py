"""A record made by mistake is dropped, as long as nothing stands on it."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent, User
from members.forms.accounts import UntieForm
from members.forms.corrections import DiscardForm
from members.models import CameBy, LeftBy, Member, Membership
from tests.conftest import day, make_member
from tests.meetings.conftest import open_meeting

SAID = "Bỏ hồ sơ của đồng chí Nguyễn Văn An: phần mềm không còn hồ sơ này."


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def post(client, user, member, **changes):
    client.force_login(user)
    typed = {"reason": "Không có đồng chí này", "agreed": SAID} | changes
    return client.post(reverse("members:member_discard", args=[member.pk]), typed)


def refusal(client, office, member) -> list[str]:
    answer = post(client, office, member)
    assert (answer.status_code, Member.objects.count()) == (422, 1)
    return answer.context["form"].non_field_errors()


def test_it_is_shown_first_and_then_gone(client, office, member):
    assert post(client, office, member, agreed="").context["form"].consequence == SAID
    assert post(client, office, member).headers["Location"] == reverse("members:member_list")
    assert (Member.objects.count(), Membership.objects.count()) == (0, 0)
    event = AuditEvent.objects.get(action="member.discard")
    assert (event.record_id, event.by, event.note) == (
        str(member.pk),
        office,
        "Nguyễn Văn An: Không có đồng chí này",
    )


def test_a_reason_is_asked_for(client, office, member):
    assert list(post(client, office, member, reason="").context["form"].errors) == ["reason"]


def test_the_longest_name_and_reason_fit_into_the_log():
    longest = {form: form.base_fields["reason"].max_length for form in (DiscardForm, UntieForm)}
    room = AuditEvent._meta.get_field("note").max_length
    assert Member._meta.get_field("full_name").max_length + len(": ") + longest[DiscardForm] <= room
    assert User._meta.get_field("username").max_length + len(" ()") + longest[UntieForm] <= room


def test_who_stands_in_minutes_stays(client, office, member, cell):
    open_meeting(cell, day("2020-03-05"))
    assert refusal(client, office, member) == ["Đã ghi về đảng viên này: Nguyễn Văn An: Có mặt."]


def test_what_was_recorded_later_is_taken_back_first(client, office, member, cell):
    member.current_membership().leave(on=day("2020-05-01"), left_by=LeftBy.TRANSFER, by=None)
    member.join(cell, on=day("2020-06-01"), came_by=CameBy.TRANSFER, by=None)
    [said] = refusal(client, office, member)
    assert said.startswith("Sau đó đã ghi: ")


@pytest.mark.parametrize(
    ("who", "status"), [("secretary", 403), ("leader", 403), ("outsider", 404), ("upper_staff", 404)]
)
def test_only_the_office_drops_a_record(client, member, request, who, status):
    assert post(client, request.getfixturevalue(who), member).status_code == status
    assert Member.objects.count() == 1
