"""The cells of a register of meetings, as people write them."""

import datetime

import pytest

from tests.conftest import day
from upkeep.imports import register
from upkeep.imports.register import Missing
from upkeep.imports.values import BadValueError

FIFTH, TWO, HALF_PAST_THREE = day("2024-01-05"), datetime.time(14), datetime.time(15, 30)


@pytest.mark.parametrize(
    "raw",
    [
        *("05/01", "5-1", "5.1.2024", "05/01/24", "ngày 5 tháng 1", "Thứ sáu, 05/01", "T6 05/01/2024"),
        *(["day", "2024-01-05"], 45296, "14h00 ngày 05/01/2024", "Từ 14h đến 15h30 ngày 5/1"),
    ],
)
def test_a_day_of_which_the_year_may_stand_above(raw):
    assert register.when(raw).on(None, 2024) == FIFTH


@pytest.mark.parametrize("raw", [5, "5", "05", 5.0, 5.1])
def test_a_number_alone_is_the_day_of_a_month_that_stands_in_front(raw):
    assert register.when(raw).on(1, 2024) == FIFTH
    with pytest.raises(BadValueError, match="Không rõ tháng nào"):
        register.when(raw).on(None, 2024)


def test_five_point_one_may_have_been_of_october():
    assert register.when(5.1).on(10, 2024) == day("2024-10-05")


@pytest.mark.parametrize(
    ("raw", "month", "year", "why"),
    [
        ("05/01/2024", None, 2023, "ghi năm 2023"),
        ("05/01/2024", 2, 2024, "thuộc tháng 2"),
        ("05/01", None, None, "Không rõ năm nào"),
        ("31/02", None, 2024, "không có ngày này"),
        (5.1, 2, 2024, "thuộc tháng 2"),
    ],
)
def test_what_contradicts_or_lacks_is_refused(raw, month, year, why):
    with pytest.raises(BadValueError, match=why):
        register.when(raw).on(month, year)


@pytest.mark.parametrize(
    "raw", ["14h00 - 15h30", "14:00-15:30", "từ 14 giờ đến 15 giờ 30", "14g-15g30"]
)
def test_hours(raw):
    assert register.hours(raw) == (TWO, HALF_PAST_THREE)


@pytest.mark.parametrize("raw", [90, "90", "90 phút", "1h30", "1 giờ 30 phút", ["time", "1:30"]])
def test_length(raw):
    assert register.length(raw) == 90


@pytest.mark.parametrize("raw", [1, "Tháng 1", "T1", "01", "tháng 01"])
def test_month(raw):
    assert register.month(raw) == (1, None)
    assert register.month(f"{raw}/2024") == (1, 2024)


@pytest.mark.parametrize(
    ("raw", "read"),
    [(18, (18, None)), ("18 đ/c", (18, None)), ("18/20", (18, 20)), ("18 / 20 (90%)", (18, 20))],
)
def test_how_many_came(raw, read):
    assert register.came(raw) == read


def test_a_share_that_excel_made_a_day_is_refused():
    with pytest.raises(BadValueError, match="đổi số này thành ngày"):
        register.came(["day", "2024-12-10"])


@pytest.mark.parametrize(
    ("raw", "number", "people"),
    [
        (2, 2, []),
        ("Không", 0, []),
        ("Đ/c An (ốm), Bình (đi học, Hà Nội)", None, [("An", "ốm"), ("Bình", "đi học, Hà Nội")]),
        ("An: ốm\nBình - công tác", None, [("An", "ốm"), ("Bình", "công tác")]),
        ("Đ/c An ốm, đồng chí Lê Bình", None, [("An", "ốm"), ("Lê Bình", "")]),
        ("An và Lê Bình (ốm)", None, [("An", ""), ("Lê Bình", "ốm")]),
        ("02 đ/c: An, Bình", 2, [("An", ""), ("Bình", "")]),
        ("1 (đ/c Hoa ốm)", 1, [("Hoa", "ốm")]),
        ("1. An (ốm); 2. Bình (KP)", None, [("An", "ốm"), ("Bình", "KP")]),
    ],
)
def test_who_was_missing_and_why(raw, number, people):
    assert register.missing(raw) == Missing(number, people)


@pytest.mark.parametrize(("reason", "is_without"), [("KP", True), ("không lý do", True), ("ốm", False)])
def test_without_leave(reason, is_without):
    assert register.is_without_leave(reason) == is_without
