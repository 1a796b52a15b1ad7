"""One encrypted file with rows and files: whole or refused, and put back as it was."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from accounts.models import AuditEvent, User
from cells.models import Threshold
from members.models import Member
from reports.models import Report
from tests.world import make_world
from upkeep.backups import packing, passphrase, restoring, rows, unpacking
from upkeep.backups.errors import BackupError, DamagedError

SECRET = "mật khẩu sao lưu thử"


@pytest.fixture(scope="module")
def world(lasting_db):
    return make_world("sl")


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    for name in ("papers/a.pdf", "drafts/2020/dự thảo.pdf", "papers/trống.pdf"):
        path = settings.MEDIA_ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode() * 100_000 if "trống" not in name else b"")
    return settings.MEDIA_ROOT


@pytest.fixture
def backup(db, world, media, tmp_path):
    path = tmp_path / "b.age"
    packing.write(path, SECRET)
    return path


def now() -> dict:
    """Every table that is data, as lines."""
    return {label: list(rows.lines(model)) for label, model in rows.models_at(rows.state()).items()}


def contents(folder) -> dict:
    return {name: (folder / name).read_bytes() for name in packing.names_in(folder)}


def damaged(path, change):
    other = path.with_name("hỏng.age")
    other.write_bytes(bytes(change(bytearray(path.read_bytes()))))
    return other


def put_back(path, folder) -> None:
    manifest, _ = unpacking.check(path, SECRET)
    connection.check_constraints()  # PostgreSQL empties no table whose rows it has still to look at
    restoring.fill(path, SECRET, rows.models_at(manifest["migrations"]), folder)


def test_what_is_put_back_is_what_was_there(backup, media, tmp_path):
    before = now()
    assert {label for label, lines in before.items() if lines} >= {"members.member", "reports.report"}
    Member.objects.update(full_name="Tên Khác")
    Threshold.objects.all().delete()
    put_back(backup, tmp_path / "other")
    assert now() == before
    assert contents(tmp_path / "other") == contents(media)


def test_a_new_row_takes_a_new_number(backup, tmp_path):
    put_back(backup, tmp_path / "other")
    newest = User.objects.latest("pk").pk
    assert User.objects.create_user("moi").pk > newest
    assert Report.objects.first().paper_ptr.pk == Report.objects.first().pk


def test_sessions_and_presses_are_no_data(db):
    labels = rows.models_at(rows.state()).keys()
    assert labels & rows.LEFT_OUT == set()
    assert {"accounts.auditevent", "mfa.authenticator", "contenttypes.contenttype"} <= labels


def test_the_file_says_what_made_it_and_what_it_holds(backup, media):
    manifest, summary = unpacking.check(backup, SECRET)
    assert (manifest["format"], manifest["version"]) == (1, packing.version())
    assert manifest["database"] == connection.vendor
    assert manifest["migrations"] == rows.state()
    assert summary["rows"]["accounts.user"][0] == User.objects.count()
    assert sorted(summary["files"]) == packing.names_in(media)


def test_nobody_reads_it_without_the_passphrase(backup):
    assert backup.read_bytes().startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert SECRET.encode() not in backup.read_bytes()
    assert backup.stat().st_mode & 0o777 == 0o600
    with pytest.raises(BackupError, match="passphrase is not that"):
        unpacking.check(backup, "một mật khẩu khác hẳn")


def test_a_backup_overwrites_nothing(backup, tmp_path):
    before = backup.read_bytes()
    with pytest.raises(BackupError, match="never overwrites"):
        packing.write(backup, SECRET)
    assert backup.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"b.age", "media"}


def test_links_of_a_backup_that_was_killed_are_not_files(media, tmp_path, db):
    with packing.linked_files() as folder:
        assert contents(folder) == contents(media)
        (media / "papers/a.pdf").unlink()
        assert len(contents(folder)) == 3
        assert len(contents(media)) == 2
    assert [path.name for path in media.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(("hours", "is_left"), [(23, True), (25, False)])
def test_what_a_killed_backup_left_goes_after_a_day(media, tmp_path, hours, is_left):
    folder, draft = media / ".backup-00", tmp_path / "x.age.00.tmp"
    folder.mkdir()
    draft.touch()
    for path in (folder, draft):
        os.utime(path, (time.time() - hours * 3600,) * 2)
    packing.forget_left([folder, draft])
    assert (folder.exists(), draft.exists()) == (is_left, is_left)


@pytest.mark.parametrize("part", range(10))
def test_damage_is_noticed_before_anything_is_written(backup, part):
    """A byte somewhere, then a cut somewhere."""
    place = backup.stat().st_size * part // 10

    def flip(data):
        data[place] ^= 0x20
        return data

    for change in (flip, lambda data: data[:place]):
        with pytest.raises(BackupError):
            unpacking.check(damaged(backup, change), SECRET)


def test_a_restore_wants_an_empty_place(backup, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "other"
    with pytest.raises(BackupError, match="database is not empty"):
        restoring.restore(backup, SECRET)


def test_a_restore_wants_a_place_without_files(db, media, tmp_path):
    with pytest.raises(BackupError, match="holds files"):
        restoring.restore(tmp_path / "none.age", SECRET)


def test_an_unknown_migration_is_of_a_newer_version(db):
    with pytest.raises(BackupError, match="newer version"):
        rows.leaves([*rows.state(), ("accounts", "9999_later")])


def test_rows_of_a_table_nobody_knows_are_damage(db):
    with pytest.raises(DamagedError, match=r"rows of a\.b"):
        restoring.load_known({}, "a.b", [])


def test_rows_that_do_not_fit_their_table_are_damage(db):
    with pytest.raises(DamagedError, match="does not fit"):
        rows.load(AuditEvent, [b"[1]\n"])


def test_the_passphrase_is_the_first_line_of_its_file(tmp_path):
    path = tmp_path / "mat-khau"
    path.write_text(f"{SECRET}\nghi chú\n")
    assert passphrase.from_file(path) == SECRET
    path.write_text("ngắn")
    with pytest.raises(BackupError, match="16 signs"):
        passphrase.from_file(path)
    with pytest.raises(BackupError, match="cannot be read"):
        passphrase.from_file(tmp_path / "none")


def test_where_nobody_types_the_passphrase_a_file_is_asked_for():
    asking = "from upkeep.backups import passphrase; passphrase.asked(twice=True)"
    asked = subprocess.run(
        [sys.executable, "-c", asking],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # no terminal either
        capture_output=True,
        text=True,
        check=False,
    )
    said = "BackupError: Nobody types the passphrase: name a file, --passphrase-file."
    assert asked.stderr.splitlines()[-1].endswith(said)
