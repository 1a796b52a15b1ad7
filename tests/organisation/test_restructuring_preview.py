"""The preview, and carrying out what was seen."""

import pytest
from django.utils import timezone

from cells.models import UnitKind
from common.periods import DAY
from organisation.models import Act, Restructuring
from tests.conftest import found, make_member
from tests.organisation.plans import make_plan, page


@pytest.fixture
def plan(committee, cell, second_cell):
    make_member(unit=cell)
    plan = make_plan(committee)
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=None)
    return plan


def look(client, user, plan):
    client.force_login(user)
    return client.get(page("preview", plan.pk))


def agree(client, plan, shown):
    agreed = shown.context["form"].consequence
    return client.post(page("preview", plan.pk), {"agreed": agreed})


def state() -> str:
    return Restructuring.objects.get().state


def test_looking_does_nothing_and_agreeing_does_it(client, office, plan):
    shown = look(client, office, plan)
    assert shown.context["form"].comparison.moving == 1
    assert "Nguyễn Văn An" in shown.content.decode()
    assert state() == "draft"
    assert agree(client, plan, shown).url == page("detail", plan.pk)
    assert state() == "done"


def test_what_changed_since_is_shown_again(client, office, plan, cell):
    shown = look(client, office, plan)
    make_member("Trần Thị Bình", unit=cell)
    again = agree(client, plan, shown)
    assert again.status_code == 200
    assert again.context["form"].comparison.moving == 2
    assert "Xem lại" in again.content.decode()
    assert state() == "draft"
    agree(client, plan, again)
    assert state() == "done"


def test_a_unit_founded_anew_in_each_preview_is_still_the_same(client, office, plan, cell, committee):
    """Each preview gives it another id: what was agreed to must not depend on ids."""
    for name in ("Chi bộ 9", "Chi bộ 10"):
        plan.add_step(act=Act.FOUND, name=name, kind="cell", target=committee, by=office)
    shown = look(client, office, plan)
    for number in range(12):  # the next ids have more digits
        found(f"khac-{number}", UnitKind.UPPER_COMMITTEE, f"Khác {number}")
    agree(client, plan, shown)
    assert state() == "done"


def test_posting_without_having_looked_does_nothing(client, office, plan):
    client.force_login(office)
    assert client.post(page("preview", plan.pk)).status_code == 200
    assert state() == "draft"


def test_what_cannot_be_done_says_why(client, office, plan, cell):
    plan.add_step(act=Act.RENAME, unit=cell, name="A", by=office)
    shown = look(client, office, plan)
    assert shown.context["form"].reasons == ["Việc 2: Tổ chức đảng này đã kết thúc hoạt động."]
    assert "Việc 2: Tổ chức đảng này đã kết thúc hoạt động." in shown.content.decode()
    assert client.post(page("preview", plan.pk), {"agreed": ""}).status_code == 422
    assert state() == "draft"


def test_before_its_day_agreeing_lets_it_wait(client, office, plan, cell):
    Restructuring.objects.update(effective_on=timezone.localdate() + DAY)
    shown = look(client, office, plan)
    assert "Duyệt, chờ đến ngày" in shown.content.decode()
    agree(client, plan, shown)
    assert state() == "waiting"
    cell.refresh_from_db()
    assert cell.ended_on is None


def test_what_is_done_has_no_preview(client, office, plan):
    agree(client, plan, look(client, office, plan))
    assert look(client, office, plan).url == page("detail", plan.pk)


def test_outsider_gets_404_and_leader_403(client, outsider, leader, plan):
    assert look(client, outsider, plan).status_code == 404
    assert look(client, leader, plan).status_code == 403
