"""Until which day each step of a round is due: for those who work in it, nothing is refused after."""

import datetime
from itertools import combinations

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts import audit
from accounts.models import User

DAYS = ["self_due_on", "cell_due_on", "appraisal_due_on", "decision_due_on"]
DAYS_IN_ORDER = "Mỗi bước không thể trước bước đứng trên."


# Bodies with another calendar have until 15 January; of a year it comes to the 31st.
MOST_DAYS_AFTER = datetime.timedelta(31)


def _in_order(first: str, second: str) -> Q:
    unknown = Q(**{f"{first}__isnull": True}) | Q(**{f"{second}__isnull": True})
    return unknown | Q(**{f"{second}__gte": F(first)})


class DueDays(models.Model):
    """Hạn của từng bước; each may be left open."""

    self_due_on = models.DateField("hạn tự xếp loại", null=True, blank=True)
    cell_due_on = models.DateField("hạn chi bộ đề nghị", null=True, blank=True)
    appraisal_due_on = models.DateField("hạn thẩm định", null=True, blank=True)
    decision_due_on = models.DateField("hạn quyết định", null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def in_order() -> models.CheckConstraint:
        """The constraint a subclass names in its Meta."""
        rules = [_in_order(*pair) for pair in combinations(DAYS, 2)]
        return models.CheckConstraint(
            name="round_days_in_order", condition=Q(*rules), violation_error_message=DAYS_IN_ORDER
        )

    @property
    def due_days(self) -> list[tuple[str, datetime.date]]:
        """(what is due, day) of each step for which a day was set."""
        days = [(self._meta.get_field(name).verbose_name, getattr(self, name)) for name in DAYS]
        return [(label, day) for label, day in days if day]

    def clean(self):
        before, latest = None, self.ends_on + MOST_DAYS_AFTER
        for name in DAYS:
            day = getattr(self, name)
            if day and not self.starts_on <= day <= latest:
                message = f"Phải từ {self.starts_on:%d/%m/%Y} đến hết ngày {latest:%d/%m/%Y}."
                raise ValidationError({name: message})
            if day and before and day < before:
                raise ValidationError(
                    {name: f"Không thể trước hạn của bước đứng trên ({before:%d/%m/%Y})."}
                )
            before = day or before

    @transaction.atomic
    def set_days(self, *, fields: list[str], by: User | None) -> None:
        """Save these of the days."""
        type(self).objects.select_for_update().get(pk=self.pk).refuse_closed()
        self.clean()
        self.save(update_fields=fields)
        audit.record(by, "round.set_days", self, fields)
