"""The one boundary rule of every dated row: both days are included, no end means still so.

Closing a row and opening the next: the old one ends the day *before* the new one begins.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import DateField, F, Func, Q
from django.utils import timezone

from common import sense
from common.months import DAY


def refuse_future(day: datetime.date | None, field: str = "on") -> None:
    """What is recorded has happened: refuse a day to come, at the field that asked for it."""
    if day and day > timezone.localdate():
        raise ValidationError({field: "Chưa đến ngày này."})


def refuse_far(day: datetime.date | None, field: str = "on") -> None:
    """What is settled in advance is so for a year at most: refuse a day beyond, at its field."""
    if day:
        try:
            sense.of_order(day)
        except ValidationError as error:
            raise ValidationError({field: error.messages}) from error


def refuse_before(day: datetime.date, first: datetime.date, what: str, field: str = "on") -> None:
    """Refuse a day before the first one; `what` says what that was the day of."""
    if day < first:
        raise ValidationError({field: f"Không thể trước ngày {what} ({first:%d/%m/%Y})."})


def refuse_until(day: datetime.date, last: datetime.date, what: str) -> None:
    """Refuse a day up to the last one, itself included; `what` says what that was the day of."""
    if day <= last:
        raise ValidationError({"on": f"Phải sau ngày {what} ({last:%d/%m/%Y})."})


class PeriodQuerySet(models.QuerySet):
    def on(self, day: datetime.date):
        """Rows in force on that day."""
        return self.overlapping(day, day)

    def overlapping(self, start: datetime.date, end: datetime.date):
        """Rows in force on at least one day from start to end."""
        return self.ending_from(start).filter(starts_on__lte=end)

    def throughout(self, start: datetime.date, end: datetime.date):
        """Rows in force on every day from start to end."""
        return self.ending_from(end).filter(starts_on__lte=start)

    def ending_from(self, day: datetime.date):
        """Rows in force on that day or at any time after it."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def open(self):
        """Rows without an end: true until somebody says otherwise."""
        return self.filter(ends_on__isnull=True)

    def end_before(self, day: datetime.date, **facts) -> None:
        """End the open rows the day before `day`; refuse when one begins only then or later."""
        if self.open().filter(starts_on__gte=day).exists():
            raise ValidationError({"on": "Còn chức vụ hoặc việc khác bắt đầu từ ngày này trở đi."})
        self.open().update(ends_on=day - DAY, **facts)


class Period(models.Model):
    """A fact with dates: true from `starts_on` to `ends_on`, both days included."""

    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    @staticmethod
    def in_order(name: str) -> models.CheckConstraint:
        """The constraint every subclass names in its Meta."""
        return models.CheckConstraint(
            name=name,
            condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
        )

    def covers(self, day: datetime.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class DaysLater(Func):
    """The date so many days after one of the row; before it, with a minus."""

    output_field = DateField()

    def as_sqlite(self, compiler, connection, **context):
        joined = {"template": "date(%(expressions)s || ' days')", "arg_joiner": ", "}
        return self.as_sql(compiler, connection, **joined, **context)

    def as_postgresql(self, compiler, connection, **context):
        joined = {"template": "(%(expressions)s)", "arg_joiner": " + "}
        return self.as_sql(compiler, connection, **joined, **context)
