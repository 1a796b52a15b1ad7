"""Foreign keys as most of ours are: what they lead to is kept while they do."""

from django.db import models

from accounts.models import User


def required(to, label: str | None = None, **options) -> models.ForeignKey:
    """One that stays while the row does; each row has it, unless `null` says otherwise."""
    usual = {"on_delete": models.PROTECT, "related_name": "+"}
    return models.ForeignKey(to, verbose_name=label, **usual | options)


def optional(to, label: str | None = None, **options) -> models.ForeignKey:
    """Somebody or something that may be named."""
    return required(to, label, **{"null": True, "blank": True} | options)


def who_did() -> models.ForeignKey:
    """The user behind an act, written by its verb; nobody where no person acted."""
    return required(User, null=True, editable=False)
