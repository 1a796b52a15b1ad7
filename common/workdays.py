"""Working days: many deadlines of the rules are counted in them."""

import datetime

import holidays

HOLIDAYS = holidays.country_holidays("VN")


def working_days_after(day: datetime.date, number: int) -> datetime.date:
    """The last day of a deadline of so many working days that runs from the day after `day`.

    Weekends and public holidays do not count. A day off that the government swaps for another once
    a year may be unknown, so a deadline can differ by a day.
    """
    return HOLIDAYS.get_nth_working_day(day, number)


def working_days_before(day: datetime.date, number: int) -> datetime.date:
    """The last day on which what is due so many working days before `day` is still in time."""
    return HOLIDAYS.get_nth_working_day(day, -number)
