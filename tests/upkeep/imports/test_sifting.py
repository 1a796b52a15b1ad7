"""Which rows are about somebody, and what a sheet says of them outside their own cells."""

import pytest

from upkeep.imports import kinds
from upkeep.imports.reading import Book, Sheet

HEAD = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Quê quán"]


def person(number, name, home="Huế", born="20/05/1980") -> list:
    return [number, name, born, "Nam", home]


def sifted(*rows: list, kind="members", name="Danh sách", head=HEAD, **facts):
    book = Book([Sheet(name, [head, *map(list, rows)], **facts)], [])
    chosen, _ = kinds.choose(book, kinds.words(kind))
    return kinds.sift(chosen, kinds.guessed(chosen[0][1]), kind)


def units(found) -> list:
    return [line.raw.get("unit") for line in found.lines]


def test_a_caption_is_the_cell_of_the_rows_below():
    found = sifted(["I", "Chi bộ Nội (2 đồng chí)"], person(1, "A An"), ["CHI BỘ 2"], person(1, "B An"))
    assert units(found) == ["Chi bộ Nội", "CHI BỘ 2"]
    assert found.captions == [("2", "Chi bộ Nội (2 đồng chí)"), ("4", "CHI BỘ 2")]


def test_groups_within_a_cell_leave_it_as_it_is():
    found = sifted(
        ["Chi bộ 1"],
        ["I. Chi uỷ"],
        person(1, "A An"),
        ["Tổ đảng 2"],
        person(1, "B An"),
        ["II. ĐẢNG VIÊN DỰ BỊ"],
        person(2, "C An"),
    )
    assert units(found) == ["Chi bộ 1", "Chi bộ 1", "Chi bộ 1"]


def test_below_an_unknown_caption_nobody_is_put_into_the_cell_before():
    found = sifted(["Chi bộ 1"], person(1, "A An"), [None, "KHOA NGOẠI"], person(1, "B An"))
    assert units(found) == ["Chi bộ 1", "KHOA NGOẠI", "KHOA NGOẠI"]


def test_a_caption_in_a_list_of_movements_is_not_where_people_go():
    head = ["STT", "Họ và tên", "Ngày sinh", "Loại", "Ngày có hiệu lực"]
    row = [1, "A An", "20/05/1980", "chuyển nội bộ", "01/01/2024"]
    assert units(sifted(["Chi bộ 1"], row, kind="movements", head=head)) == [None]


MOVES = ["STT", "Họ và tên", "Ngày sinh", "Ngày có hiệu lực"]
MOVED = [1, "A An", "20/05/1980", "01/01/2024"]


def movements(*rows: list, **facts) -> list:
    found = sifted(*rows, kind="movements", head=MOVES, **facts)
    return [line.raw.get("movement") for line in found.lines]


def test_a_caption_in_a_list_of_movements_is_what_happened():
    rows = [["A. TĂNG"], ["1. Chuyển đến: 1 đ/c"], MOVED, ["B. GIẢM"], MOVED, ["II. Từ trần"], MOVED]
    assert movements(*rows) == ["Chuyển đến", "GIẢM", "Từ trần"]


def test_of_a_caption_that_nobody_knows_no_row_is_what_stood_above():
    rows = [["Chuyển đến"], MOVED, ["Chi bộ 1"], MOVED, ["III. LÝ DO KHÁC"], MOVED]
    assert movements(*rows) == ["Chuyển đến", "Chuyển đến", "LÝ DO KHÁC"]


@pytest.mark.parametrize(("name", "said"), [("Chuyển đi", "Chuyển đi"), ("Chi bộ 1", None)])
def test_a_sheet_may_be_called_as_what_happened(name, said):
    book = Book([Sheet(title, [MOVES, MOVED]) for title in (name, "Sheet2")], [])
    chosen, _ = kinds.choose(book, kinds.words("movements"))
    found = kinds.sift(chosen, kinds.guessed(chosen[0][1]), "movements")
    assert [line.raw.get("movement") for line in found.lines] == [said, None]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("II. CHI ỦY CHI BỘ 2", "CHI ỦY CHI BỘ 2"),
        ("Đảng uỷ Trung tâm", "Đảng uỷ Trung tâm"),
        ("BCH Đảng bộ", "BCH Đảng bộ"),
        ("Đảng ủy viên", None),
    ],
)
def test_a_committee_in_a_caption_is_its_organisation(text, unit):
    head = ["STT", "Họ và tên", "Chức vụ", "Từ ngày"]
    found = sifted([text], [1, "A An", "BT", "10/06/2020"], kind="offices", head=head)
    assert units(found) == [unit]


def test_below_a_signature_only_who_is_numbered_is_read():
    head, row = ["STT", "Họ và tên", "Chức vụ", "Từ ngày"], [1, "A An", "BT", "10/06/2020"]
    foot = [[None, "NGƯỜI LẬP", None, "BÍ THƯ"], [None, "Lê Lập", None, "Trần Thư"]]
    found = sifted(row, *foot, row, ["2.", *row[1:]], kind="offices", head=head)
    assert [line.number for line in found.lines] == [2, 5, 6]


def test_the_heading_once_more_is_left_out():
    found = sifted(person(1, "A An"), HEAD, person(2, "B An"))
    assert [line.number for line in found.lines] == [2, 4]
    assert [where for where, _ in found.left_out] == ["3"]


def test_below_another_heading_nothing_is_read():
    other = ["STT", "Ngày sinh", "Họ và tên", "Quê quán"]
    found = sifted(person(1, "A An"), other, [1, "20/05/1980", "B An", "Huế"])
    assert [line.number for line in found.lines] == [2]
    assert [where for where, _ in found.left_out] == ["3", "4"]


def test_totals_and_signatures_are_left_out_and_somebody_numbered_is_not():
    foot = [
        ["Cộng:", None, 2],
        [None, "NGƯỜI LẬP", None, "BÍ THƯ"],
        [None, "Trần Văn Thư"],
        [3, "C An"],
    ]
    found = sifted(person(1, "A An"), person(2, "B An"), *foot)
    assert [line.raw["full_name"] for line in found.lines] == ["A An", "B An", "C An"]
    assert [text for _, text in found.left_out] == ["Cộng: · 2", "NGƯỜI LẬP · BÍ THƯ", "Trần Văn Thư"]


@pytest.mark.parametrize("mark", ["nt", "-nt-", "″", "“", "như trên", "//"])
def test_a_ditto_is_as_in_the_row_above(mark):
    found = sifted(person(1, "A An", "Huế"), person(2, "B An", mark), person(3, "C An", mark))
    assert [line.raw["home_place"] for line in found.lines] == ["Huế", "Huế", "Huế"]
    assert found.dittos == {"home_place": 2}


def test_a_ditto_without_anything_above_stays():
    found = sifted(person(1, "A An", "nt"), ["Chi bộ 1"], person(2, "B An", "nt"))
    assert [line.raw["home_place"] for line in found.lines] == ["nt", "nt"]


def test_what_is_merged_down_stands_in_each_row_but_no_person_twice():
    rows = [person(1, "A An", "Huế"), [2, "B An", "20/05/1980", "Nam"], [3, None, None, "Nữ"]]
    found = sifted(*rows, merged=[[5, 2, 5, 3], [2, 3, 2, 4]])
    assert [line.raw.get("home_place") for line in found.lines] == ["Huế", "Huế"]


def test_numbers_are_days_of_the_calendar_of_the_workbook():
    found = sifted(person(1, "A An", born=27899), person(2, "B An", born=1985), is_1904=True)
    assert [line.raw["born_on"] for line in found.lines] == [29361, 1985]


@pytest.mark.parametrize(
    ("shorts", "names"),
    [
        (["An", "Bình"], ["Lê Văn An", "Lê Thị Bình"]),
        (["Nam", "Nữ"], ["Lê Văn", "Lê Thị"]),  # the sex
        (["Văn", "Thị"], ["Lê Văn", "Lê Thị"]),  # said once more
    ],
)
def test_a_column_without_title_beside_the_name_may_hold_the_given_name(shorts, names):
    head = ["STT", "Họ và tên", None, "Ngày sinh", "Giới tính"]
    rows = [
        [place, name, short, "20/05/1980", "Nam"]
        for place, (name, short) in enumerate(zip(["Lê Văn", "Lê Thị"], shorts, strict=True))
    ]
    assert [line.raw["full_name"] for line in sifted(*rows, head=head).lines] == names


@pytest.mark.parametrize("written", ["chưa có", "-", "…", "Chưa cấp", "không"])
def test_what_says_that_there_is_no_card_says_nothing(written):
    head = [*HEAD, "Số thẻ"]
    (line,) = sifted([*person(1, "A An"), written], head=head).lines
    assert "card_number" not in line.raw


def test_sheets_with_other_columns_are_named():
    alike = [Sheet(name, [HEAD, person(1, "A An")]) for name in ("Chi bộ 1", "Chi bộ 2")]
    other = Sheet("Tổng hợp", [["Chi bộ", "Nam", "Nữ"], ["Chi bộ 1", 3, 4]])
    chosen, others = kinds.choose(Book([other, *alike], [["Ẩn", "Trang ẩn."]]), kinds.words("members"))
    assert [sheet.name for sheet, _ in chosen] == ["Chi bộ 1", "Chi bộ 2"]
    assert others == [["Ẩn", "Trang ẩn."], ["Tổng hợp", kinds.OTHER_COLUMNS]]
    found = kinds.sift(chosen, kinds.guessed(chosen[0][1]), "members")
    assert [(line.where, line.raw["unit"]) for line in found.lines] == [
        ("2 trang “Chi bộ 1”", "Chi bộ 1"),
        ("2 trang “Chi bộ 2”", "Chi bộ 2"),
    ]


@pytest.mark.parametrize(
    ("names", "units"),
    [
        (["CB 1", "Khoa Nội"], ["CB 1", "Khoa Nội"]),
        (["Chính thức", "Dự bị"], [None, None]),
        (["Sheet1", "Sheet2"], [None, None]),
    ],
)
def test_a_sheet_may_be_called_as_its_cell_is(names, units):
    book = Book([Sheet(name, [HEAD, person(1, "A An")]) for name in names], [])
    chosen, _ = kinds.choose(book, kinds.words("members"))
    found = kinds.sift(chosen, kinds.guessed(chosen[0][1]), "members")
    assert [line.raw.get("unit") for line in found.lines] == units


def test_below_the_signatures_nobody_is_listed_who_has_no_number():
    short = ["STT", "Họ và tên", "Ngày sinh"]
    rows = [1, "A An", 1980], [None, "NGƯỜI LẬP BIỂU", "BÍ THƯ"], [None, "B Lập", "C Thư"]
    assert [line.number for line in sifted(*rows, head=short).lines] == [2]
    assert [line.number for line in sifted(*rows, [2, "D An", 1981], head=short).lines] == [2, 5]


# --- Registers of meetings ----------------------------------------------------------------------

REGISTER = ["Tháng", "Ngày", "Loại", "Chủ trì"]


def days(*rows, name="Sổ họp", above=(), **facts) -> list[tuple]:
    """(year, month, day, unit) as they are put into each row."""
    sheet = Sheet(name, [*map(list, above), REGISTER, *map(list, rows)], **facts)
    chosen, _ = kinds.choose(Book([sheet], []), kinds.words("meetings"))
    lines = kinds.sift(chosen, kinds.guessed(chosen[0][1]), "meetings").lines
    return [
        tuple(line.raw.get(name) for name in ("year", "month", "held_on", "unit")) for line in lines
    ]


def test_a_month_holds_for_the_bare_days_below_it_until_another_cell():
    rows = [["Tháng 2", 3, "TK", "An"], [None, 20, "CĐ", "An"], [None, "05/03/2024", "TK", "An"]]
    found = days(["Chi bộ 1"], *rows, ["Chi bộ 2"], [None, 7, "TK", "An"])
    assert [(month, day) for _, month, day, _ in found] == [
        ("Tháng 2", 3),
        ("Tháng 2", 20),
        (None, "05/03/2024"),
        (None, 7),
    ]


def test_a_caption_may_be_a_month():
    assert days(["THÁNG 4"], [None, 3, "TK", "An"]) == [(None, "THÁNG 4", 3, None)]


@pytest.mark.parametrize(
    ("name", "title", "year"),
    [
        ("Sổ họp", "SỔ SINH HOẠT NĂM 2024", "2024"),
        ("2024", "SỔ SINH HOẠT", "2024"),
        ("Năm 2024", "SỔ NĂM 2024 (lập ngày 05 tháng 01 năm 2025)", "2024"),
        ("2023", "SỔ SINH HOẠT NĂM 2024", None),
        ("Sổ họp", "NĂM 2023, NĂM 2024", None),
        ("Sổ họp", "Ngày 05 tháng 01 năm 2025", None),
    ],
)
def test_the_year_is_the_only_one_named_above_the_table_or_by_the_sheet(name, title, year):
    assert [found[0] for found in days([1, 3, "TK", "An"], name=name, above=[[title]])] == [year]


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        (["ĐẢNG BỘ TRUNG TÂM", "CHI BỘ 2"], "CHI BỘ 2"),
        (["SỔ SINH HOẠT CHI BỘ 2 NĂM 2026"], "CHI BỘ 2"),
        (["SỔ SINH HOẠT CHI BỘ NĂM 2026", "CHI BỘ 2"], "CHI BỘ 2"),
        (["CHI BỘ 2", "CHI BỘ 3"], None),
        (["ĐẢNG BỘ TRUNG TÂM"], None),
    ],
)
def test_the_cell_may_be_a_title(above, unit):
    assert [found[3] for found in days([1, 3, "TK", "An"], above=[[text] for text in above])] == [unit]


@pytest.mark.parametrize("written", ["Không họp", "không sinh hoạt (nghỉ Tết)", "Hoãn họp", "Chưa họp"])
def test_what_was_not_held_is_no_row(written):
    assert days(["Tháng 2", written], ["Tháng 3", 5, written], ["Tháng 4", 5, "TK"]) == [
        (None, "Tháng 4", 5, None)
    ]
