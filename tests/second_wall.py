"""The web process's role in a test, behind the wall that PostgreSQL puts up."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from upkeep.management.commands import row_security

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one wall")


def web_role() -> str:
    """Roles belong to all databases of a server, and other processes of a run make theirs meanwhile."""
    return f"web_of_{connection.settings_dict['NAME']}"


def put_up() -> None:
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(row_security, "ROLE", web_role())
        call_command("row_security", "--on")


@contextmanager
def as_web():
    """As the role of the web process; what is done there is taken back."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {web_role()}")
        yield cursor
        transaction.set_rollback(True)
