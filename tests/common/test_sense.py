"""Within which days a date makes sense, in forms and in workbooks alike."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from common import sense
from common.days import DayField
from common.periods import DAY
from tests.conftest import day
from upkeep.imports import values
from upkeep.imports.values import BadValueError

TODAY = timezone.localdate()
LAST_OF_FEBRUARY = 28
OF_AGE = TODAY.replace(
    year=TODAY.year - sense.YOUNGEST,
    day=min(TODAY.day, LAST_OF_FEBRUARY) if TODAY.month == 2 else TODAY.day,
)
TOO_YOUNG = "Chưa đủ 17 tuổi. Đề nghị xem lại năm sinh."
TOO_EARLY, TO_COME = "Không thể trước ngày thành lập Đảng (03/02/1930).", "Chưa đến ngày này."
LIMITS = [
    (sense.any_day, "1880-01-01", "2100-12-31", "Năm 1879 không hợp lý.", "Năm 2101 không hợp lý."),
    (sense.birth, "1880-01-01", f"{OF_AGE}", "Năm 1879 không hợp lý.", TOO_YOUNG),
    (sense.of_party, "1930-02-03", f"{TODAY}", TOO_EARLY, TO_COME),
    (sense.meeting, "1930-02-03", "2100-12-31", TOO_EARLY, "Năm 2101 không hợp lý."),
]


@pytest.mark.parametrize(("limit", "first", "last", "before", "after"), LIMITS)
def test_from_the_first_day_to_the_last(limit, first, last, before, after):
    limit(day(first))
    limit(day(last))
    for outside, reason in ((day(first) - DAY, before), (day(last) + DAY, after)):
        with pytest.raises(ValidationError) as refused:
            limit(outside)
        assert refused.value.messages == [reason]


def test_a_birth_to_come_is_told_as_that():
    with pytest.raises(ValidationError) as refused:
        sense.birth(TODAY + DAY)
    assert refused.value.messages == [TO_COME]


@pytest.mark.parametrize(
    ("read", "limit"),
    [(values.day, sense.any_day), (values.birth, sense.birth), (values.party_day, sense.of_party)],
)
def test_a_workbook_keeps_the_same_limits(read, limit):
    _, first, last, before, after = next(row for row in LIMITS if row[0] == limit)
    for within in (first, last):
        read(["day", within])
    for outside, reason in ((day(first) - DAY, before), (day(last) + DAY, after)):
        with pytest.raises(BadValueError) as refused:
            read(["day", outside.isoformat()])
        assert str(refused.value) == reason


def test_what_is_settled_in_advance_is_so_for_a_year_at_most():
    last = TODAY + sense.A_YEAR
    sense.of_order(last)
    with pytest.raises(ValidationError) as refused:
        sense.of_order(last + DAY)
    assert refused.value.messages == [f"Chỉ ghi trước tối đa một năm, đến {last:%d/%m/%Y}."]


class Form(forms.Form):
    on = DayField()


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ("01/01/1880", {}),
        ("31/12/1879", {"on": ["Năm 1879 không hợp lý."]}),
        ("31/12/2100", {}),
        ("01/01/2101", {"on": ["Năm 2101 không hợp lý."]}),
        ("20/05/0198", {"on": ["Năm 198 không hợp lý."]}),
    ],
)
def test_a_year_that_was_mistyped_is_refused_at_every_day(typed, errors):
    assert Form({"on": typed}).errors == errors
