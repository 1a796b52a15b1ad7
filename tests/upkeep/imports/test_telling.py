"""What stands above the rows of a preview."""

import pytest

from upkeep.imports import kinds, telling
from upkeep.imports.verdicts import Line

FIELDS = kinds.fields("members")


def turned(typed: list[str], own: list[str]) -> list[str]:
    raws = [*typed, *(["day", day] for day in own)]
    return telling.turned([Line(1, {"born_on": raw}) for raw in raws], FIELDS)


@pytest.mark.parametrize(
    ("typed", "own", "told"),
    [
        (["20/05/1980", "13/01/1970"], ["1980-04-05", "1980-04-12"], ["born_on"]),
        (["20/05/1980", "12/01/1970"], ["1980-04-05", "1980-04-12"], []),
        (["20/05/1980", "13/01/1970"], ["1980-04-05", "1980-04-13"], []),
        (["20/05/1980"], ["1980-04-05", "1980-04-12"], []),
        (["20/05/1980", "13/01/1970"], [], []),
    ],
)
def test_a_column_in_which_days_and_months_may_be_swapped_is_told(typed, own, told):
    assert turned(typed, own) == told


def test_numbers_in_a_row_are_told_as_spans():
    assert telling.spans([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"
