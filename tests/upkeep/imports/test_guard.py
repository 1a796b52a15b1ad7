"""Hostile workbooks: refused by a sentence, quickly, and the worker lives."""

import datetime
import io
import time
import zipfile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from tests.upkeep.imports.workbooks import people, rezipped, saved, workbook
from upkeep.imports import guard, kinds, reading
from upkeep.imports.reading import UnreadableError

SECONDS = 2
GOOD = workbook(people(3, ["1"]))
SHEET = "xl/worksheets/sheet1.xml"
BOMB = b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]>""" % b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefghi"
)


def declared(part: bytes) -> bytes:
    """The same part behind a document type with an entity bomb."""
    head, _, rest = part.partition(b"?>")
    return head + b"?>" + BOMB + rest if rest else BOMB + part


def with_parts(count: int) -> bytes:
    return rezipped(GOOD, **{f"xl/media/{number}.txt": b"x" for number in range(count)})


def csv_named_xlsx() -> bytes:
    return "Họ và tên,Ngày sinh\nTrần Văn An,1980".encode()


def plain_zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return made.getvalue()


REFUSED_UNOPENED = {
    "entity bomb in the sheet": rezipped(GOOD, **{SHEET: declared}),
    "entity bomb in sixteen bits": rezipped(
        GOOD, **{SHEET: lambda part: declared(part).decode().encode("utf-16")}
    ),
    "external entity": rezipped(
        GOOD, **{SHEET: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}
    ),
    "zip bomb": rezipped(GOOD, **{SHEET: b" " * (guard.MAX_UNPACKED + 1)}),
    "high ratio": rezipped(GOOD, **{SHEET: b" " * 5_000_000}),
    "many parts": with_parts(guard.MAX_PARTS),
    "macros": rezipped(GOOD, **{"xl/vbaProject.bin": b"x"}),
    "external links": rezipped(GOOD, **{"xl/externalLinks/externalLink1.xml": b"<x/>"}),
    "a file inside": rezipped(GOOD, **{"xl/embeddings/oleObject1.bin": b"x"}),
    "controls": rezipped(GOOD, **{"xl/activeX/activeX1.xml": b"<x/>"}),
    "macro workbook by its type": rezipped(
        GOOD,
        **{
            "[Content_Types].xml": lambda part: part.replace(
                b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main"
            )
        },
    ),
    "text": csv_named_xlsx(),
    "another archive": plain_zip(),
    "cut off": GOOD[: len(GOOD) // 2],
    "damaged": GOOD[:60] + bytes(40) + GOOD[100:],
    "another way of packing": rezipped(GOOD, packing=zipfile.ZIP_LZMA),
    "too large": b"PK" + bytes(guard.MAX_BYTES),
}


@pytest.mark.parametrize("content", REFUSED_UNOPENED.values(), ids=REFUSED_UNOPENED)
def test_it_is_refused_without_being_opened(content):
    began = time.monotonic()
    with pytest.raises(ValidationError):
        guard.check("bang.xlsx", content)
    assert time.monotonic() - began < SECONDS


def test_a_good_one_passes():
    assert guard.check("BẢNG.XLSX", GOOD) is None


@pytest.mark.parametrize("name", ["bang.xls", "bang.xlsm", "bang.xlsx.exe", "bang"])
def test_another_kind_of_file_is_refused_by_its_name(name):
    with pytest.raises(ValidationError):
        guard.check(name, GOOD)


def test_bounds_are_inclusive():
    parts = len(zipfile.ZipFile(io.BytesIO(GOOD)).namelist())
    assert guard.check("bang.xlsx", with_parts(guard.MAX_PARTS - parts)) is None
    with pytest.raises(ValidationError):
        guard.check("bang.xlsx", with_parts(guard.MAX_PARTS - parts + 1))


# --- What only reading can tell ---------------------------------------------------------------


def with_cell(row: int, column: int, value="x") -> bytes:
    """A small good sheet, and one more cell somewhere."""
    book = Workbook()
    book.active.append(["Họ và tên", "Ngày sinh"])
    book.active.append(["Trần Văn An", "20/05/1980"])
    book.active.cell(row, column, value)
    return saved(book)


def many_strings() -> bytes:
    """Small when packed, large in memory: every cell a text of its own."""
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="inlineStr"><is>%s</is></c></row>'
        % (number, number, b"<r><t>a</t></r>" * 40)
        for number in range(1, 60_000)
    )
    start, end = b"<worksheet xmlns='%s'><sheetData>" % NAMESPACE, b"</sheetData></worksheet>"
    return rezipped(GOOD, **{SHEET: start + rows + end})


NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(tmp_path, content: bytes):
    path = tmp_path / "bang.xlsx"
    path.write_bytes(content)
    return reading.read(path, kinds.words("members")).sheets[0]


def reason(tmp_path, content: bytes) -> str:
    with pytest.raises(UnreadableError) as refused:
        read(tmp_path, content)
    return str(refused.value)


def test_the_farthest_cell_of_all_is_refused(tmp_path):
    began = time.monotonic()
    assert reason(tmp_path, with_cell(1_048_576, 16_384)) == (
        "Dòng 1048576 có nội dung sau hơn 50 dòng trống. "
        "Xóa phần thừa ngoài bảng hoặc chép riêng bảng sang tệp mới."
    )
    assert time.monotonic() - began < 10


def test_fifty_empty_rows_are_borne_and_one_more_is_not(tmp_path):
    assert len(read(tmp_path, with_cell(53, 1)).rows) == 53
    assert "Dòng 54" in reason(tmp_path, with_cell(54, 1))


def test_sixty_columns_are_borne_and_one_more_is_not(tmp_path):
    assert len(read(tmp_path, with_cell(2, 60)).rows[1]) == 60
    assert reason(tmp_path, with_cell(2, 61)) == ("Dòng 2 có hơn 60 cột. Bỏ các cột không cần.")


def test_too_many_rows_are_refused(tmp_path):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Họ và tên", "Ngày sinh"])
    for _ in range(reading.MAX_ROWS):
        sheet.append(["An"])
    assert "hơn 20.000 dòng" in reason(tmp_path, saved(book))


def test_what_needs_too_much_memory_ends_as_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MEMORY_BYTES", 1)
    cell = b"<row r='1'><c r='A1' t='inlineStr'><is><t>%s</t></is></c></row>" % (b"a" * 40_000_000)
    start, end = b"<worksheet xmlns='%s'><sheetData>" % NAMESPACE, b"</sheetData></worksheet>"
    assert reason(tmp_path, rezipped(GOOD, **{SHEET: start + cell + end})) == reading.TOO_HEAVY


def test_what_takes_too_long_ends_as_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "WALL_SECONDS", 1)
    monkeypatch.setattr(reading, "MAX_ROWS", 10**6)
    assert reason(tmp_path, many_strings()) == reading.TOO_HEAVY


def test_a_marked_document_is_refused(tmp_path):
    assert reason(tmp_path, with_cell(5, 2, "TUYỆT MẬT")) == (
        "Dòng 5 có dấu mật. Tài liệu mật không được đưa vào phần mềm này."
    )


def test_a_workbook_without_heading_is_refused(tmp_path):
    book = Workbook()
    book.active.append(["Kính gửi", "Đảng ủy"])
    assert "Không tìm thấy dòng tiêu đề" in reason(tmp_path, saved(book))


def test_hidden_sheets_are_passed_over(tmp_path):
    book = Workbook()
    book.active.append(["Họ và tên", "Ngày sinh"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Ghi chú").append(["Kính gửi"])
    book.create_sheet("Bảng").append(["Họ và tên", "Ngày kết nạp"])
    assert read(tmp_path, saved(book)).name == "Bảng"


def test_dates_errors_and_formulas_keep_their_kind(tmp_path):
    book = Workbook()
    book.active.append(["Họ và tên", "Ngày sinh", "Nơi công tác", "Quê quán"])
    book.active.append(["An", people(1, ["1"])[0]["born_on"], "#N/A", "=1+1"])
    row = read(tmp_path, saved(book)).rows[1]
    assert row[2:] == [["error", "#N/A"], ["formula", ""]]


def test_a_row_of_formulas_without_results_is_not_lost(tmp_path):
    book = Workbook()
    book.active.append(["Họ và tên", "Ngày sinh"])
    book.active.append(["An", "1980"])
    book.active["B4"] = "=A4"
    assert read(tmp_path, saved(book)).rows[1:] == [["An", "1980"], [], [None, ["formula", ""]]]


def test_the_kept_result_of_a_formula_is_its_value_and_may_be_empty(tmp_path):
    book = Workbook()
    book.active.append(["Họ và tên", "Quê quán", "Nơi công tác"])
    book.active.append(["An", "=1+1", "=1+2"])

    def with_results(sheet: bytes) -> bytes:
        sheet = sheet.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        return sheet.replace(b'<c r="C2"><f>1+2</f><v></v>', b'<c r="C2" t="str"><f>1+2</f><v></v>')

    content = rezipped(saved(book), **{"xl/worksheets/sheet1.xml": with_results})
    assert read(tmp_path, content).rows[1] == ["An", 2]


@pytest.mark.parametrize(
    ("kept", "format", "value"),
    [
        ("1942-05-01", "mmm-yy", "05/1942"),  # as Excel makes of 5/1942
        ("1942-05-01", '[$-42A]"tháng" mm/yyyy', "05/1942"),
        ("1942-01-01", "mm/yyyy", "01/1942"),
        ("1942-01-01", "yyyy", "1942"),
        ("1942-05-01", "yyyy", "05/1942"),
        ("1942-05-01", "dd/mm/yyyy", ["day", "1942-05-01"]),
        ("1942-05-20", "mmm-yy", ["day", "1942-05-20"]),
    ],
)
def test_a_day_that_excel_made_of_a_month_is_a_month(tmp_path, kept, format, value):
    book = Workbook()
    book.active.append(["Họ và tên", "Ngày sinh"])
    book.active.append(["An", datetime.date.fromisoformat(kept)])
    book.active["B2"].number_format = format
    assert read(tmp_path, saved(book)).rows[1] == ["An", value]


def test_what_the_file_says_of_its_size_is_not_believed(tmp_path):
    lying = rezipped(
        with_cell(2, 1, "An"),
        **{SHEET: lambda part: part.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')},
    )
    assert len(read(tmp_path, lying).rows) == 2


def test_what_is_merged_and_what_is_hidden_is_told(tmp_path):
    book = Workbook()
    for row in (["Họ và tên", "Ngày sinh", "Chi bộ"], ["An", "1980", "1"], ["Bình", "1981"]):
        book.active.append(row)
    book.active.merge_cells("C2:C3")
    book.active.row_dimensions[3].hidden = book.active.row_dimensions[9].hidden = True
    book.active.column_dimensions["B"].hidden = True
    sheet = read(tmp_path, saved(book))
    assert (sheet.merged, sheet.hidden_rows, sheet.hidden_columns) == ([[3, 2, 3, 3]], [3], ["B"])


def test_every_sheet_with_a_heading_is_read_and_the_others_are_named(tmp_path):
    book = Workbook()
    for name in ("Một", "Hai", "Xa"):
        book.create_sheet(name).append(["Họ và tên", "Ngày sinh"])
    book["Xa"].cell(90, 1, "x")
    book.create_sheet("Ẩn").sheet_state = "hidden"
    path = tmp_path / "bang.xlsx"
    path.write_bytes(saved(book))
    found = reading.read(path, kinds.words("members"))
    assert [sheet.name for sheet in found.sheets] == ["Một", "Hai"]
    assert [name for name, _ in found.others] == ["Sheet", "Xa", "Ẩn"]


def test_a_marked_sheet_refuses_the_whole_workbook(tmp_path):
    book = Workbook()
    book.active.append(["Họ và tên", "Ngày sinh"])
    book.create_sheet("Hai").append(["MẬT"])
    assert "Dòng 1 có dấu mật." in reason(tmp_path, saved(book))
