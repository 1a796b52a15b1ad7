"""Rows as lines of JSON that are the same on both databases, and back.

The models are those of the database's own migrations, not of the program: a database that is not yet
upgraded is backed up, and a backup of an earlier version put back, by the same functions.
"""

import datetime
import decimal
import json
import uuid
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from upkeep.backups.errors import BackupError, DamagedError

# No data: what ends with the browser's session or with the press of a button, and what this machine
# knows of its own backups.
LEFT_OUT = {"sessions.session", "usersessions.usersession", "accounts.press", "upkeep.backup"}
AT_ONCE = 500


def state() -> list[tuple[str, str]]:
    """The migrations that made this database, of the apps of today."""
    labels = {app.label for app in apps.get_app_configs()}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(key for key in applied if key[0] in labels)


def leaves(applied: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The last ones of each app. Raises BackupError for what this version does not know."""
    nodes, applied = MigrationExecutor(connection).loader.graph.node_map, set(applied)
    if unknown := applied - set(nodes):
        name = ".".join(min(unknown))
        raise BackupError(f"A newer version of the program is needed: {name} is unknown here.")
    followed = {
        parent.key for key in applied for parent in nodes[key].parents if parent.key[0] == key[0]
    }
    return sorted(applied - followed)


def models_at(applied: Iterable[tuple[str, str]]) -> dict[str, type[models.Model]]:
    """The tables that are data, by label, as those migrations left them."""
    known = MigrationExecutor(connection).loader.project_state(leaves(applied)).apps
    every = known.get_models(include_auto_created=True)
    named = {model._meta.label_lower: model for model in every if not model._meta.proxy}
    return {label: named[label] for label in sorted(named) if label not in LEFT_OUT}


def lines(model: type[models.Model]) -> Iterator[bytes]:
    """Its own columns, row by row, in the order of the key."""
    names = sorted(field.attname for field in model._meta.local_concrete_fields)
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield json.dumps(row, ensure_ascii=False, sort_keys=True, default=_plain).encode() + b"\n"


def _plain(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, decimal.Decimal | uuid.UUID):
        return str(value)
    raise TypeError(f"no backup knows how to keep {type(value)}")


def load(model: type[models.Model], written: list[bytes]) -> None:
    """Insert these lines as they are: no default, no signal, no parent row made along.

    Within the transaction of the whole restore: what a row points at may come later.
    """
    fields = sorted(model._meta.local_concrete_fields, key=lambda field: field.attname)
    name = connection.ops.quote_name
    columns = ", ".join(name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {name(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(insert, [_values(fields, line) for line in written])


def _values(fields: list[models.Field], line: bytes) -> list:
    row = json.loads(line)
    if len(row) != len(fields):
        raise DamagedError("A row of the backup does not fit its table.")
    return [
        field.get_db_prep_save(field.to_python(value), connection)
        for field, value in zip(fields, row, strict=True)
    ]
