"""Puts a backup into an empty installation, and brings it up to the version that runs here."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import DataError

from accounts.models import AuditEvent, User
from accounts.sealing import seal_some
from cells.models import Unit
from upkeep.backups import rows
from upkeep.backups.errors import BackupError, DamagedError
from upkeep.backups.packing import names_in
from upkeep.backups.unpacking import check, read

# A database in which anything was ever done has a row in one of them.
FIRST_FILLED = [AuditEvent, User, Unit]


def restore(path: Path, passphrase: str) -> tuple[dict, dict]:
    """Fill this empty installation from the backup; answer its manifest and summary.

    Raises BackupError, and has then written nothing, for another passphrase, a damaged file, a backup
    of a newer version, and wherever there is something already.
    """
    must_be_empty()
    manifest, summary = check(path, passphrase)
    targets = rows.leaves(manifest["migrations"])
    if rows.state() != manifest["migrations"]:
        rebuild(targets)
    media = Path(settings.MEDIA_ROOT)
    try:
        fill(path, passphrase, rows.models_at(manifest["migrations"]), media)
    except BaseException:
        _remove_files(media)
        raise
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    while seal_some():  # what waited for its seal when the backup was made
        continue
    return manifest, summary


def must_be_empty() -> None:
    media = Path(settings.MEDIA_ROOT)
    if media.exists() and names_in(media):
        raise BackupError(f"{media} holds files. A backup is put into an empty installation only.")
    there = set(connection.introspection.table_names())
    tables = {model._meta.db_table for model in FIRST_FILLED} & there
    if any(_has_row(table) for table in tables):
        raise BackupError("The database is not empty. A backup is put into an empty one only.")


def _has_row(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608
        return cursor.fetchone() is not None


def rebuild(targets: list[tuple[str, str]]) -> None:
    """Empty tables as those migrations make them; the empty ones of another version go first."""
    ours = set(connection.introspection.django_table_names(only_existing=True))
    ours |= {MigrationRecorder.Migration._meta.db_table, settings.CACHES["default"]["LOCATION"]}
    there = sorted(ours & set(connection.introspection.table_names()))
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table in there:
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}{cascade}")
    MigrationExecutor(connection).migrate(targets)


@transaction.atomic
def fill(path: Path, passphrase: str, models: dict, media: Path) -> None:
    """All rows and files, or none: what the migrations put in themselves gives way to them."""
    tables = [model._meta.db_table for model in models.values()]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), tables, allow_cascade=True):
            cursor.execute(statement)
    try:
        read(path, passphrase, lambda label, lines: load_known(models, label, lines), saver(media))
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models.values()):
                cursor.execute(statement)
        connection.check_constraints()
    except (IntegrityError, DataError) as error:
        raise DamagedError(f"The rows of the backup do not fit together: {error}") from error


def load_known(models: dict, label: str, lines: list[bytes]) -> None:
    if label not in models:
        raise DamagedError(f"The backup has rows of {label}, which its version does not know.")
    rows.load(models[label], lines)


def saver(media: Path):
    return lambda name, source: source.save(media / name)


def _remove_files(media: Path) -> None:
    """What was put there since it was empty."""
    for path in media.iterdir() if media.exists() else ():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
