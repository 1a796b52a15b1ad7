"""The one way to write an audit event; the last line of every verb."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from accounts.models.event import AuditEvent


def record(
    by: AbstractBaseUser | None, action: str, on: Model, fields: Iterable[str] = (), note: str = ""
) -> None:
    """Write that `by` did `action` on the record `on`, touching `fields` (names, never values).

    `by` is None only where no person acts: loading a case, the sweep, a refused sign-in.
    """
    AuditEvent.objects.create(
        by=by,
        action=action,
        record=on._meta.label_lower,
        record_id=on.pk,
        fields=sorted(fields),
        note=note,
    )


def record_all(by: AbstractBaseUser | None, action: str, rows: Iterable[Model]) -> None:
    """The same act on many records at once."""
    AuditEvent.objects.bulk_create(
        AuditEvent(by=by, action=action, record=row._meta.label_lower, record_id=row.pk) for row in rows
    )


def add(by: AbstractBaseUser | None, action: str, row: Model) -> None:
    """Save a new row, checked, and write the event."""
    rewrite(by, action, row, {})


def change(by: AbstractBaseUser | None, action: str, row: Model, **facts) -> None:
    """Save these fields of a row that the verb has checked, and write the event."""
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=facts)
    record(by, action, row, facts)


def rewrite(by: AbstractBaseUser | None, action: str, row: Model, facts: dict) -> None:
    """Save a row otherwise, checked as a whole, and write the event."""
    for name, value in facts.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    record(by, action, row, facts)
