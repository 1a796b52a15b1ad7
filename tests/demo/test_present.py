"""A committee whose records run up to today: what is to be done there on a working day."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from cells.models import Unit
from demo.years import present
from evaluations.models import MemberAssessment, Round
from meetings.models import Meeting, Task
from members.models import Member

JANUARY, LATE_NOVEMBER = datetime.date(2026, 1, 3), datetime.date(2026, 11, 30)


@pytest.mark.parametrize(("today", "year"), [(JANUARY, 2025), (LATE_NOVEMBER, 2026)])
def test_last_month_is_adopted_and_this_month_planned(db, today, year):
    present.load_until(today)
    cells = Unit.objects.filter(code__startswith="hom-nay-").order_by("code")
    months = 12 + today.month - 1
    for cell in cells:
        held = Meeting.objects.of_unit(cell).opened()
        assert held.count() == months
        assert not held.drafts().exists()
    planned = Meeting.objects.planned().order_by("unit__code")
    assert [(one.is_firm, one.is_returned) for one in planned] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    assert planned[0].held_on == today
    assert {one.held_on.month for one in planned} == {today.month}
    grading = Round.objects.get()
    assert (grading.year, grading.is_closed) == (year, False)
    assert MemberAssessment.objects.count() == Member.objects.count() == 31
    assert Task.objects.filter(done_on__isnull=True).count() == Task.objects.count() >= 6


def accounts_work_in_the_present(client, capsys):
    """Asked in test_cases.py, where the case beside it is loaded."""
    call_command("load_case", "present", verbosity=0)
    call_command("demo_accounts")
    today = timezone.localdate()
    secretary = User.objects.get(username="bithu.nay")
    assert secretary.year == today.year
    member = User.objects.get(username="dangvien.nay").member
    assert Task.objects.filter(assignee=member, done_on__isnull=True).exists()
    for user in User.objects.filter(username__endswith=".nay"):
        client.force_login(user)
        assert client.get("/", follow=True).status_code == 200
    assert f"{'bithu.nay':<13}" in capsys.readouterr().out
