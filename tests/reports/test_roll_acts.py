"""Acts on the roll taken back, or recorded anew, on their pages."""

import pytest
from django.urls import reverse

from cases.models import Case
from common.periods import DAY
from members.models import CameBy, LeftBy, Member, RollAct
from tests.cases.test_case import KNOWN, walk
from tests.conftest import day, make_member
from tests.meetings.conftest import adopted, open_meeting

REASON = "Nhầm với đồng chí cùng tên"


@pytest.fixture
def ceremony(cell):
    """An admission that is done."""
    officials = [make_member(f"Trần Văn {name}", unit=cell) for name in ("Một", "Hai", "Ba")]
    case = Case.objects.note(unit=cell, full_name="Lê Thị Hoa", on=day("2020-01-10"), by=None, **KNOWN)
    walk(case, officials, until="")
    return case


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def leave(member, on="2020-06-01", left_by=LeftBy.DEATH):
    member.current_membership().leave(on=day(on), left_by=left_by, by=None)
    return member.roll_acts.last()


def url(act, what="withdraw"):
    return reverse(f"reports:roll_act_{what}", args=[act.member_id, act.pk])


def agree(client, act, what="withdraw", **typed):
    """Looked at first, then agreed to."""
    shown = client.post(url(act, what), typed)
    assert shown.status_code == 200, shown.context["form"].errors
    agreed = shown.context["form"].consequence
    return client.post(url(act, what), typed | {"agreed": agreed})


def places(member):
    return reverse("members:member_places", args=[member.pk])


def test_a_wrong_death_is_taken_back(client, office, cell, member):
    act = leave(member)
    client.force_login(office)
    assert agree(client, act, reason=REASON).url == places(member)
    assert member.current_membership().unit == cell
    page = client.get(places(member)).content.decode()
    assert f"<del>{act}</del>" in page
    assert REASON in page


def test_nothing_happens_before_it_was_agreed_to(client, office, member):
    act = leave(member)
    client.force_login(office)
    client.get(url(act))
    client.post(url(act), {"reason": REASON})
    client.post(url(act), {"reason": "", "agreed": "x"})
    assert (member.current_membership(), RollAct.objects.get(pk=act.pk).withdrawn_at) == (None, None)


def test_what_stands_on_it_is_shown(client, office, cell, member):
    make_member("Trần Thị Bình", unit=cell)
    meeting = open_meeting(cell, day("2020-06-15"))
    adopted(open_meeting(cell, day("2020-05-15")))
    act = leave(member)
    adopted(meeting)
    client.force_login(office)
    assert client.get(url(act)).context["standing"] == [
        f"Biên bản đã thông qua: {meeting.title}, {cell}, ngày 15/06/2020"
    ]


def test_a_wrong_day_of_leaving_is_put_right(client, office, member):
    act = leave(member, left_by=LeftBy.TRANSFER)
    client.force_login(office)
    typed = {"left_by": "transfer", "left_to": "Đảng bộ xã bên", "on": "05/06/2020", "reason": REASON}
    assert agree(client, act, "correct", **typed).url == places(member)
    spell = member.memberships.get()
    assert (spell.ends_on, spell.left_to) == (day("2020-06-04"), "Đảng bộ xã bên")
    assert [one.reason for one in member.roll_acts.order_by("pk")] == ["", REASON, ""]


def test_a_wrong_cell_of_a_move_is_put_right(client, office, cell, second_cell, member):
    member.current_membership().transfer(to=second_cell, on=day("2020-03-01"), by=None)
    client.force_login(office)
    page = client.get(url(member.roll_acts.last(), "correct"))
    assert page.context["form"].initial["to"] == second_cell.pk
    typed = {"to": second_cell.pk, "on": "2020-02-01", "reason": REASON}
    agree(client, member.roll_acts.last(), "correct", **typed)
    spells = member.memberships.values_list("unit", "starts_on", "ends_on")
    assert list(spells)[1:] == [(second_cell.pk, day("2020-02-01"), None)]


def test_a_correction_that_is_wrong_is_said_at_its_field(client, office, member):
    act = leave(member)
    client.force_login(office)
    typed = {"left_by": "death", "on": "2018-06-05", "reason": REASON}
    response = client.post(url(act, "correct"), typed)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["on"])
    assert member.memberships.get().ends_on == day("2020-05-31")


def test_a_correction_asks_for_its_reason(client, office, member):
    act = leave(member)
    client.force_login(office)
    typed = {"left_by": "death", "on": "2020-06-05"}
    agreed = client.post(url(act, "correct"), typed).context["form"].consequence
    response = client.post(url(act, "correct"), typed | {"agreed": agreed})
    assert list(response.context["why"].errors) == ["reason"]
    assert member.memberships.get().ends_on == day("2020-05-31")


def test_a_wrong_day_of_the_ceremony_is_put_right(client, office, cell):
    member = Member(
        full_name="Lê Thị Mai",
        sex="female",
        born_on=day("1990-01-01"),
        schooling="bachelor",
        admission_decided_on=day("2020-01-10"),
        admitted_on=day("2020-02-03"),
    )
    member.enrol(cell, on=day("2020-02-03"), came_by=CameBy.ADMISSION, by=None)
    client.force_login(office)
    typed = {"came_by": "admission", "unit": cell.pk, "on": "2020-02-05", "reason": REASON}
    assert agree(client, member.roll_acts.last(), "correct", **typed).status_code == 302
    member.refresh_from_db()
    spell = member.memberships.get()
    assert (member.admitted_on, spell.starts_on, spell.came_by) == (
        day("2020-02-05"),
        day("2020-02-05"),
        "admission",
    )


def test_who_was_admitted_here_after_all_has_a_day(client, office, cell):
    first = day("2018-01-01")
    known = {"admission_decided_precision": "year", "admitted_precision": "year"}
    days = {"admission_decided_on": first, "admitted_on": first, "official_on": None}
    member = make_member(unit=cell, **days, **known)
    client.force_login(office)
    typed = {"came_by": "admission", "unit": cell.pk, "on": "2019-02-01", "reason": REASON}
    assert agree(client, member.roll_acts.last(), "correct", **typed).status_code == 302
    member.refresh_from_db()
    assert (str(member.admission_decided), str(member.admitted)) == ("2018", "01/02/2019")


def test_who_was_there_from_the_beginning_is_no_arrival(client, office, cell, member):
    act = member.roll_acts.get()
    client.force_login(office)
    typed = {"came_by": "opening", "unit": cell.pk, "on": act.on, "reason": REASON}
    assert agree(client, act, "correct", **typed).status_code == 302
    spell = member.memberships.get()
    assert (spell.came_by, spell.starts_on) == (CameBy.OPENING, act.on)


def test_the_case_follows_the_day_of_the_ceremony(client, office, ceremony):
    """The step, the end of the case and the last day of being followed; not before the decision."""
    case, member = ceremony, ceremony.candidate.member
    client.force_login(office)
    decided_on = case.done("decision").done_on
    typed = {"came_by": "admission", "unit": member.home.pk, "reason": REASON}
    early = agree(client, member.roll_acts.last(), "correct", **typed, on=decided_on - DAY)
    assert (early.status_code, list(early.context["form"].errors)) == (422, ["on"])
    on = decided_on + DAY
    assert agree(client, member.roll_acts.last(), "correct", **typed, on=on).status_code == 302
    case = Case.objects.get()
    assert (case.last_step.done_on, case.closed_on) == (on, on)
    assert (case.candidate.ends_on, case.candidate.member.admitted_on) == (decided_on, on)


def test_a_stay_with_a_wrong_day_is_put_right(client, office, second_cell, member):
    how = {"came_by": CameBy.TRANSFER, "kind": "temporary", "expected_until": day("2020-12-31")}
    member.join(second_cell, on=day("2020-03-01"), by=None, **how)
    client.force_login(office)
    typed = {"unit": second_cell.pk, "on": "2020-03-09", "expected_until": "2020-11-30"}
    agree(client, member.roll_acts.last(), "correct", **typed, reason=REASON)
    stay = member.current_stay()
    assert (stay.starts_on, stay.expected_until) == (day("2020-03-09"), day("2020-11-30"))


def test_what_cannot_be_corrected_says_why(client, office, second_cell, member):
    leave(member)
    first = member.roll_acts.first()
    client.force_login(office)
    response = client.get(url(first, "correct"), follow=True)
    assert response.context["refusal"].startswith("Sau đó đã ghi: Rời")
    assert "Lý do đính chính" not in response.content.decode()


@pytest.mark.parametrize("what", ["withdraw", "correct"])
def test_secretaries_may_not_and_strangers_find_nothing(client, secretary, outsider, member, what):
    act = leave(member)
    for user, status in ((secretary, 403), (outsider, 404)):
        client.force_login(user)
        assert client.get(url(act, what)).status_code == status


def test_an_act_of_somebody_else_is_not_found(client, office, cell, member):
    act = leave(member)
    other = make_member("Trần Thị Bình", unit=cell)
    client.force_login(office)
    assert client.get(reverse("reports:roll_act_withdraw", args=[other.pk, act.pk])).status_code == 404


def test_a_reason_that_is_too_long_is_said_at_its_field(client, office, member):
    act = leave(member)
    client.force_login(office)
    typed = {"left_by": "death", "on": "2020-06-05", "reason": "a" * 301}
    response = client.post(url(act, "correct"), typed)
    assert (response.status_code, list(response.context["why"].errors)) == (422, ["reason"])
