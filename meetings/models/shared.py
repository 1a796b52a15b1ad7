"""What a committee shares with the units below it, and what is taken back for a reason."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q, Subquery
from django.db.models.functions import Coalesce

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.vietnamese import nfc


def counted(rows, per: str, what: str = "pk") -> Coalesce:
    """How many of these rows an outer row has by `per`, or how many different `what`; 0 without any."""
    numbers = rows.order_by().values(per).annotate(n=Count(what, distinct=what != "pk")).values("n")
    return Coalesce(Subquery(numbers), 0)


class SharedDownQuerySet(ScopedQuerySet):
    """Rows of a unit that those below it read too.

    Everything else is seen from above only. Papers that a committee gives its cells to work with are
    the exception: a secretary sees the own cell's and those of every unit above it today, and still
    nothing of the neighbours. Who may change a row is asked by cells/rights.py at the row's unit.
    """

    seen_by = PERSON_ROLES

    def seen_from(self, unit: Unit) -> Q:
        return super().seen_from(unit) | Q(unit__in=unit.path_ids)

    def kept(self):
        """What is in use: nothing that was withdrawn."""
        return self.filter(withdrawn_on__isnull=True)


class Withdrawable(models.Model):
    """Rút: no longer in use since a day, for a reason; the row stays."""

    withdrawn_on = models.DateField("rút ngày", null=True, editable=False)
    withdraw_reason = models.CharField("lý do rút", max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True

    @staticmethod
    def for_a_reason(name: str) -> models.CheckConstraint:
        is_kept = Q(withdrawn_on__isnull=True, withdraw_reason="")
        is_told = Q(withdrawn_on__isnull=False) & ~Q(withdraw_reason="")
        return models.CheckConstraint(name=name, condition=is_kept | is_told)

    def _withdraw(self, action: str, *, on: datetime.date, reason: str, by: User | None) -> None:
        reason = nfc(reason)
        if not reason:
            raise ValidationError({"reason": "Ghi lý do rút."})
        self.withdrawn_on, self.withdraw_reason = on, reason
        self.save(update_fields=["withdrawn_on", "withdraw_reason"])
        audit.record(by, action, self, note=reason)
