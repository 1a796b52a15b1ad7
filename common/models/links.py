"""Foreign keys that may be empty, as most of ours are: what they lead to is kept while they do."""

from __future__ import annotations

from django.db import models

from accounts.models import User


def optional(to, label: str | None = None, **options) -> models.ForeignKey:
    """Somebody or something that may be named; nothing leads back from there unless it is said."""
    usual = {"null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+"}
    return models.ForeignKey(to, verbose_name=label, **usual | options)


def who_did() -> models.ForeignKey:
    """The user behind an act, written by its verb; nobody where no person acted."""
    return models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
