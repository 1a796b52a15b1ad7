"""Columns of the tables that people write: wide enough for their words, and for long texts wider."""

import pytest

from papers.columns import WIDTH, widths, with_columns


def wide(*columns: str) -> list[int]:
    """Each column by its one text."""
    return [
        round(width) for width in widths([(at, 1, it) for at, it in enumerate(columns)], len(columns))
    ]


def test_a_column_of_numbers_stays_narrow_beside_a_long_text():
    number, text = wide("STT", "nội dung cuộc họp của chi bộ " * 20)
    assert (number, text) == (12, 153)


def test_a_day_finds_room_in_one_line_and_a_name_in_two():
    assert wide("STT", "Nguyễn Thị Minh Hằng", "15/06/2020", "việc được giao " * 30) == [
        12,
        30,
        23,
        100,
    ]


def test_columns_share_the_width_by_their_texts():
    assert wide("a", "a", "a") == [55, 55, 55]
    assert sum(widths([(0, 1, "x" * 900), (1, 1, ""), (2, 1, "a b")], 3)) == pytest.approx(WIDTH)


def test_many_columns_are_set_small():
    eight, nine = (
        "<table><tbody><tr>" + "<td>a</td>" * count + "</tr></tbody></table>" for count in (8, 9)
    )
    assert with_columns(eight).startswith('<table class="usual low"><colgroup>')
    assert with_columns(nine).startswith('<table class="wide low"><colgroup>')


def test_a_cell_over_several_columns_is_shared_among_them():
    made = with_columns(
        '<table><tbody><tr><td rowspan="2">a</td><td colspan="2">b</td></tr>'
        "<tr><td><p>c</p></td><td><p>d</p><p>e</p></td></tr></tbody></table>"
    )
    assert made.count("<col ") == 3
    assert made.endswith("<tr><td>c</td><td><p>d</p><p>e</p></td></tr></tbody></table>")


def test_a_table_without_cells_stays_as_it_is():
    assert with_columns("<table><tbody></tbody></table>") == (
        '<table class="usual low"><colgroup></colgroup><tbody></tbody></table>'
    )


def test_cells_that_claim_one_place_stand_side_by_side():
    made = with_columns(
        '<table><tbody><tr><td>a</td><td rowspan="2">b</td></tr>'
        '<tr><td colspan="12">c</td></tr></tbody></table>'
    )
    assert made.endswith(
        '<tr><td>a</td><td colspan="1" rowspan="2">b</td></tr><tr><td>c</td></tr></tbody></table>'
    )


def test_a_row_with_a_long_cell_may_go_on_on_the_next_page():
    low, tall = (
        f"<table><tbody><tr><td>{'a' * count}</td></tr></tbody></table>" for count in (600, 601)
    )
    assert with_columns(low).startswith('<table class="usual low">')
    assert with_columns(tall).startswith('<table class="usual tall">')
