"""Within which days a date makes sense, by what it is the day of: the one place of such limits.

Validators: of fields of models, and so of their forms; of every DayField; and of what a workbook says.
What must come before or after what is a rule of the model it is about.
"""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.years import LAST_YEAR

FIRST_BIRTH = datetime.date(1880, 1, 1)  # of whoever was fifty when the Party was founded
YOUNGEST = 17  # years: nobody in a list of the Party is younger
PARTY_FOUNDED_ON = datetime.date(1930, 2, 3)
A_YEAR = datetime.timedelta(days=366)
LAST_DAY = datetime.date(LAST_YEAR, 12, 31)


def any_day(day: datetime.date) -> None:
    """Nothing that is typed here is older than the oldest member."""
    _refuse_outside(day, FIRST_BIRTH, LAST_DAY)


def birth(day: datetime.date) -> None:
    """Of a member, or of somebody who may become one."""
    today = timezone.localdate()
    _refuse_outside(day, FIRST_BIRTH, today)
    if (day.year + YOUNGEST, day.month, day.day) > (today.year, today.month, today.day):
        raise ValidationError(f"Chưa đủ {YOUNGEST} tuổi. Đề nghị xem lại năm sinh.")


def of_party(day: datetime.date) -> None:
    """What happened in the Party: admission, a decision."""
    _refuse_outside(day, PARTY_FOUNDED_ON, timezone.localdate())


def meeting(day: datetime.date) -> None:
    """The day of a meeting: one that was held, or that is planned for a day to come."""
    _refuse_outside(day, PARTY_FOUNDED_ON, LAST_DAY)


def of_order(day: datetime.date) -> None:
    """From or until when somebody is charged with something, or a rule or a plan holds: settled in
    advance, but not more than a year."""
    last = timezone.localdate() + A_YEAR
    if day > last:
        raise ValidationError(f"Chỉ ghi trước tối đa một năm, đến {last:%d/%m/%Y}.")


def _refuse_outside(day: datetime.date, first: datetime.date, last: datetime.date) -> None:
    if day.year < FIRST_BIRTH.year or day > LAST_DAY:
        raise ValidationError(f"Năm {day.year} không hợp lý.")
    if day < first:
        raise ValidationError(f"Không thể trước ngày thành lập Đảng ({first:%d/%m/%Y}).")
    if day > last:
        raise ValidationError("Chưa đến ngày này.")
