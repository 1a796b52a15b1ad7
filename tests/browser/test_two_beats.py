"""Two clocks run at once, as while a server is moved: what each asks for is done once."""

import threading

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from accounts import sealing
from accounts.models import AuditEvent
from accounts.tasks import seal_events
from cells.models import UnitKind
from cells.rights import Role
from common.periods import DAY
from meetings.models import MeetingPrint, Topic
from organisation.models import Act, Restructuring
from organisation.tasks import apply_due_restructurings
from reports.documents import news_letter
from reports.models import Preparation
from reports.tasks import prepare
from tests.conftest import found, make_user
from tests.organisation.plans import make_plan
from upkeep.models import Backup
from upkeep.tasks import back_up

CLOCKS = 3


@pytest.fixture
def committee(rules_alone):
    return found("dang-bo", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ")


@pytest.fixture
def cell(committee):
    return found("chi-bo-1", UnitKind.CELL, "Chi bộ 1", parent=committee, number=1)


@pytest.fixture
def office(committee):
    return make_user("vanphong", Role.OFFICE, committee)


def at_once(task, *given) -> None:
    """Each from a process of its own, which asks and does at the same moment."""
    together, broken = threading.Barrier(CLOCKS), []

    def run():
        together.wait()
        try:
            task(*given)
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    runs = [threading.Thread(target=run) for _ in range(CLOCKS)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert broken == []


def test_a_restructuring_of_today_is_done_once_and_nothing_is_said_against_it(committee, cell, office):
    plan = make_plan(committee, office, timezone.localdate())
    plan.add_step(act=Act.DISSOLVE, unit=cell, by=office)
    Restructuring.objects.filter(pk=plan.pk).update(state="waiting", approved_by=office)
    at_once(apply_due_restructurings)
    plan.refresh_from_db()
    cell.refresh_from_db()
    assert (plan.state, plan.failure, cell.ended_on) == ("done", "", timezone.localdate() - DAY)
    assert AuditEvent.objects.filter(action="restructuring.apply").count() == 1


def test_what_is_made_ready_is_made_once(committee, office):
    Preparation.objects.switch(unit=committee, kind="month", is_on=True, by=office)
    at_once(prepare)
    assert MeetingPrint.objects.count() == 1


def test_events_are_sealed_once_and_the_chain_is_whole(committee, cell, office):
    at_once(seal_events)
    events = AuditEvent.objects.order_by("place").values_list("place", flat=True)
    assert (list(events), sealing.first_fault()) == ([*range(1, len(events) + 1)], "")


def test_one_letter_is_sent(committee, office, settings):
    settings.EMAIL_HOST = "smtp.example.vn"
    secretary = make_user("bithu", Role.SECRETARY, found("cb", "cell", "Chi bộ 2", parent=committee))
    secretary.choose_mail(email="a@example.vn", mails_news=True, by=secretary)
    Topic.objects.suggest(unit=committee, year=2020, quarter=1, title="Nêu gương", by=office)
    at_once(news_letter.send_all, timezone.localtime().replace(hour=9))
    assert [letter.to for letter in mail.outbox] == [["a@example.vn"]]


def test_one_backup_is_made(committee, settings, tmp_path):
    secret, folder = tmp_path / "secret", tmp_path / "backups"
    secret.write_text("mot cau dai de thu sao luu hang ngay")
    folder.mkdir()
    settings.BACKUP_FOLDER, settings.BACKUP_PASSPHRASE_FILE = str(folder), str(secret)
    at_once(back_up)
    row = Backup.objects.get()
    assert (row.error, [file.name for file in folder.iterdir()]) == ("", [row.file])
