"""The heading is found below titles, and its columns are recognised in every spelling."""

import pytest

from tests.upkeep.imports.workbooks import nfd
from upkeep.imports import headers, kinds

WORDS, GRADES = kinds.words("members"), kinds.words("grades")
PLAIN = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng"]
STEPS = {"own": 1, "proposed": 2, "level": 3}
YEARS = {"level_2021": 1, "level_2022": 2, "level_2023": 3}
TICKS = {"is_xs": 1, "is_t": 2, "is_ht": 3}
SHUFFLED = {"proposed": 1, "own": 2, "level": 3}
FOUND = {"full_name": 1, "born_on": 2, "sex": 3, "admitted_on": 4}


@pytest.mark.parametrize(
    "row",
    [
        PLAIN,
        [title.upper() for title in PLAIN],
        [nfd(title) for title in PLAIN],
        ["stt", "ho ten", "ngay thang nam sinh", "gioi", "vao dang"],
        [
            "STT",
            "Họ và tên khai sinh",
            "Năm sinh (dd/mm/yyyy)",
            "Giới\ntính",
            "Ngày, tháng, năm vào Đảng",
        ],
    ],
    ids=["plain", "capitals", "decomposed", "without marks", "other words"],
)
def test_columns_are_recognised(row):
    assert headers.find([row], WORDS).fields == FOUND


def test_titles_above_are_skipped():
    above = [["ĐẢNG BỘ TRUNG TÂM"], [], ["DANH SÁCH ĐẢNG VIÊN"], [None, "Năm 2024"]]
    heading = headers.find([*above, PLAIN, [1, "Trần Văn An", "20/05/1980", "Nam"]], WORDS)
    assert (heading.last, heading.fields) == (5, FOUND)


@pytest.mark.parametrize("above", [[], ["DANH SÁCH ĐẢNG VIÊN"], [None, None, "Chi bộ 1"]])
def test_the_row_above_the_heading_is_no_part_of_it(above):
    heading = headers.find([above, PLAIN, ["1", "An", "x"]], WORDS)
    assert (heading.first, heading.last, heading.titles) == (2, 2, PLAIN)
    assert (heading.fields, heading.guessed) == (FOUND, set())


def test_a_heading_of_two_rows_is_put_together():
    above = ["STT", "Họ và tên", "Ngày", None, None, "Giới tính", None]
    below = [None, None, "sinh", "kết nạp", "chính thức", "Nam", "Nữ"]
    data = [1, "Trần Văn An", "20/05/1980", "03/03/2010", "03/03/2011", "x"]
    heading = headers.find([above, below, data], WORDS)
    assert heading.last == 2
    assert heading.fields == {
        "full_name": 1,
        "born_on": 2,
        "admitted_on": 3,
        "official_on": 4,
        "is_male": 5,
        "is_female": 6,
    }


def test_the_first_row_of_data_is_not_taken_into_the_heading():
    heading = headers.find([PLAIN, ["1", "Trần Văn An", "20/05/1980", "Nam", "03/03/2010"]], WORDS)
    assert heading.last == 1


def test_the_whole_title_decides_before_a_part_of_one():
    row = ["Họ và tên", "Ngày kết nạp lại Đảng", "Ngày kết nạp"]
    assert headers.find([row], WORDS).fields == {"full_name": 0, "admitted_on": 2}


def test_a_title_that_stands_twice_is_not_guessed_at_by_its_parts():
    row = ["Họ và tên", "Ngày sinh", "Ngày kết nạp", "Ngày kết nạp", "Ngày chính thức"]
    fields = headers.find([row], WORDS).fields
    assert fields == {"full_name": 0, "born_on": 1, "admitted_on": 2, "official_on": 4}


def test_a_lower_title_tells_before_the_one_above_several_columns():
    above = ["STT", "Họ và tên", "Ngày kết nạp của đồng chí", None]
    below = [None, None, "Ngày vào Đảng", "Ngày chính thức"]
    heading = headers.find([above, below, ["1", "An", "x", "x"]], WORDS)
    assert heading.fields == {"full_name": 1, "admitted_on": 2, "official_on": 3}


def test_the_row_that_names_the_person_is_the_heading_whatever_the_data_say():
    data = ["1", "An", "Hoàn thành tốt", "Hoàn thành nhiệm vụ", "Chi bộ 2"]
    assert len(headers.match(data, GRADES)) > 2
    assert headers.find([["STT", "Họ và tên", "Chi bộ", "?", "?"], data], GRADES).last == 1


@pytest.mark.parametrize(
    ("above", "below", "fields"),
    [
        (["Kết quả", None, None], ["Tự xếp loại", "Chi bộ đề nghị", "Đảng ủy quyết định"], STEPS),
        (["Xếp loại năm 2021", None, None], ["Tự xếp loại", "Chi bộ đề nghị", "Đảng ủy QĐ"], STEPS),
        (["Kết quả xếp loại", None, None], ["Cá nhân", "Chi bộ", "Đảng ủy"], STEPS),
        (["Xếp loại các năm", None, None], [2021, 2022, 2023], YEARS),
        (["2021", "Năm 2022", "XL 2023"], [], YEARS),
        (["Tự xếp loại", None, "Đảng ủy QĐ"], [2021, 2022, 2022], {"own": 1, "level_2022": 3}),
        (["Đảng ủy quyết định", None, None], ["HTXSNV", "HTTNV", "HTNV"], TICKS),
        (["Xếp loại năm 2021", None, None], ["Xuất sắc", "Tốt", "Hoàn thành"], TICKS),
        (["Xếp loại (chi bộ đề nghị)", "Xếp loại năm 2021 (tự nhận)", "Xếp loại"], [], SHUFFLED),
    ],
)
def test_what_was_proposed_is_told_from_what_was_decided(above, below, fields):
    rows = [["Họ và tên", *above], *([[None, *below]] if below else []), ["An", "x", "x", "x"]]
    assert headers.find(rows, GRADES).fields == {"full_name": 0, **fields}


def test_a_sheet_without_heading_has_none():
    assert headers.find([["Kính gửi"], ["Nội dung", "Ghi chú"]], WORDS) is None


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_label_of_ours_is_recognised_as_itself(kind):
    fields = kinds.KINDS[kind].FIELDS
    found = headers.find([[field.label for field in fields]], kinds.words(kind)).fields
    assert found == {field.name: place for place, field in enumerate(fields)}
