"""The backup of each day: once, tried again after a failure, told in Vietnamese when it goes wrong."""

import datetime
import errno

import pytest
from django.utils import timezone

from upkeep.backups import daily
from upkeep.backups.errors import BackupError, DamagedError
from upkeep.models import Backup
from upkeep.models.backup import BROKEN_OFF

HOUR = datetime.timedelta(hours=1)


def ended(started_at, error="") -> Backup:
    return Backup.objects.create(
        started_at=started_at, finished_at=started_at, is_running=False, error=error, file="x"
    )


def midnight() -> datetime.datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def test_one_a_day(db):
    ended(midnight())
    assert Backup.objects.begin() is None


def test_that_of_yesterday_does_not_count(db):
    ended(midnight() - datetime.timedelta(minutes=51))
    row = Backup.objects.begin()
    assert row.file == f"partyorg-{timezone.localtime(row.started_at):%Y-%m-%d-%H%M}.age"


@pytest.mark.parametrize(("minutes", "again"), [(49, False), (51, True)])
def test_one_that_failed_is_tried_again_an_hour_later(db, minutes, again):
    ended(timezone.now() - datetime.timedelta(minutes=minutes), error="hỏng")
    assert (Backup.objects.begin() is not None) == again


def test_one_at_a_time(db):
    Backup.objects.create(started_at=timezone.now() - 5 * HOUR, file="x")
    assert Backup.objects.begin() is None


def test_one_that_died_makes_room(db):
    dead = Backup.objects.create(started_at=timezone.now() - 7 * HOUR, file="x")
    assert Backup.objects.begin() is not None
    dead.refresh_from_db()
    assert (dead.is_running, dead.error) == (False, BROKEN_OFF)


def test_nothing_is_made_where_it_is_not_set_up(db, settings):
    settings.BACKUP_FOLDER = settings.BACKUP_PASSPHRASE_FILE = ""
    daily.back_up()
    assert not Backup.objects.exists()


def test_a_missing_passphrase_is_told_on_the_row(db, settings, tmp_path):
    settings.BACKUP_FOLDER, settings.BACKUP_PASSPHRASE_FILE = str(tmp_path), str(tmp_path / "none")
    daily.back_up()
    row = Backup.objects.get()
    assert (row.is_running, row.error) == (
        False,
        "Không đọc được tệp mật khẩu sao lưu, hoặc mật khẩu ngắn hơn 16 ký tự.",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "x"), "Không ghi được vào thư mục sao lưu: ổ đĩa đã hết chỗ."),
        (OSError(errno.EIO, "x"), "Không ghi được vào thư mục sao lưu: lỗi số 5."),
        (DamagedError("x"), daily.READ_BACK),
        (BackupError("x"), daily.UNREADABLE_FILE.format(16)),
        (ValueError("x"), daily.PROGRAM),
    ],
)
def test_every_error_has_words(error, said):
    assert daily.told(error) == said
