"""Nobody decides on the own case: asked by every verb that grades or gives."""

from django.core.exceptions import ValidationError
from django.db import models

from accounts.models import User


class OwnCase(models.Model):
    """Of a row that may be about the person behind an account."""

    class Meta:
        abstract = True

    def is_of(self, user: User | None) -> bool:
        """Whether it is about this user."""
        return False

    def refuse_own(self, user: User | None, message: str | dict[str, str]) -> None:
        if self.is_of(user):
            raise ValidationError(message)
