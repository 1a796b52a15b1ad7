"""The heading is found below titles, and its columns are recognised in every spelling."""

import pytest

from tests.upkeep.imports.workbooks import nfd
from upkeep.imports import headers, kinds

WORDS = kinds.words("members")
PLAIN = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng"]
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


def test_a_sheet_without_heading_has_none():
    assert headers.find([["Kính gửi"], ["Nội dung", "Ghi chú"]], WORDS) is None


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_label_of_ours_is_recognised_as_itself(kind):
    fields = kinds.KINDS[kind].FIELDS
    found = headers.find([[field.label for field in fields]], kinds.words(kind)).fields
    assert found == {field.name: place for place, field in enumerate(fields)}
