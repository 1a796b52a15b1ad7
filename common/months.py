"""Days, months and quarters by themselves, without a period."""

import datetime

DAY = datetime.timedelta(days=1)
MONTHS_IN_QUARTER = 3
QUARTERS = {1: "I", 2: "II", 3: "III", 4: "IV"}  # number → as people write it


def next_month(day: datetime.date) -> datetime.date:
    """First day of the month after that of `day`."""
    return (day.replace(day=1) + 31 * DAY).replace(day=1)


def last_month(day: datetime.date) -> datetime.date:
    """First day of the month before that of `day`."""
    return (day.replace(day=1) - DAY).replace(day=1)


def month_end(day: datetime.date) -> datetime.date:
    return next_month(day) - DAY


def day_in(month: datetime.date, number: int) -> datetime.date:
    """The day of that number in the month, or its last day where it has none."""
    return month.replace(day=min(number, month_end(month).day))


def quarter_of(day: datetime.date) -> int:
    """The quarter of the year in which the day lies: 1 to 4."""
    return (day.month - 1) // MONTHS_IN_QUARTER + 1


def quarter_start(day: datetime.date) -> datetime.date:
    """First day of the quarter in which the day lies."""
    return day.replace(month=MONTHS_IN_QUARTER * (quarter_of(day) - 1) + 1, day=1)


def months_of_quarter(day: datetime.date) -> list[datetime.date]:
    """First day of each month of the quarter in which the day lies."""
    first = quarter_start(day)
    return [first.replace(month=first.month + i) for i in range(MONTHS_IN_QUARTER)]


def months_touching(start: datetime.date, end: datetime.date) -> list[tuple]:
    """(first day, last day) of each month of which the period holds a day."""
    months, first = [], start.replace(day=1)
    while first <= end:
        months.append((first, month_end(first)))
        first = next_month(first)
    return months


def whole_months(start: datetime.date, end: datetime.date) -> list[tuple]:
    """(first day, last day) of each month that lies wholly in the period."""
    return [month for month in months_touching(start, end) if start <= month[0] and month[1] <= end]


def whole_quarters(start: datetime.date, end: datetime.date) -> list[tuple]:
    """(first day, last day) of each quarter of the year that lies wholly in the period."""
    months = whole_months(start, end)
    return [
        (first, months[i + MONTHS_IN_QUARTER - 1][1])
        for i, (first, _) in enumerate(months)
        if first.month % MONTHS_IN_QUARTER == 1 and len(months) >= i + MONTHS_IN_QUARTER
    ]
