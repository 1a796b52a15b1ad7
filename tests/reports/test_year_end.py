"""The year-end report as data and as a printed page: the year 2020 of a real committee."""

import io

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from cells.models import EventKind, Unit
from organisation.models import StaffCount
from papers import pdf as rendering
from papers.layout import digest, html
from reports.documents import outline, year_end
from reports.figures import Scope
from tests.conftest import day, found, make_member

TYPED = {
    "political": "Phòng, chống dịch.\n\n Hoàn thành kế hoạch. ",
    "aims": "Giữ vững <nền nếp> & kỷ luật.",
}


@pytest.fixture
def document(db):
    call_command("load_case", "cdc-bac-giang-2020", verbosity=0)
    scope = Scope(Unit.objects.get(code="cdc-bac-giang"), day("2020-01-01"), day("2020-12-31"))
    return year_end.document(scope, TYPED, day=day("2021-01-07"))


def counted(document, key) -> list[str]:
    return next(heading["counted"] for heading in document["headings"] if heading["key"] == key)


def annex(document, number) -> list[dict]:
    return document["annexes"][number - 1]["tables"]


def test_the_case_of_2020(document):
    """One test for all its parts: loading the case is what costs."""
    head_is_official(document)
    headings_are_those_with_something_to_say(document)
    sentences_are_the_figures(document)
    annexes_are_the_lists(document)
    the_page_is_the_data(document)


def head_is_official(document):
    assert document["head"] == {
        "upper": "Đảng bộ Các cơ quan tỉnh Bắc Giang",
        "issuer": "Đảng ủy Trung tâm Kiểm soát bệnh tật tỉnh Bắc Giang",
        "symbol": "BC/ĐU",
        "place": "Bắc Giang",
    }
    assert document["subject"] == "Tổng kết công tác năm 2020, phương hướng, nhiệm vụ năm 2021"
    assert document["recipients"] == [
        "Đảng ủy Các cơ quan tỉnh Bắc Giang (để báo cáo)",
        "Các đồng chí đảng ủy viên",
        "Các chi bộ trực thuộc",
        "Lưu Đảng ủy",
    ]


def headings_are_those_with_something_to_say(document):
    assert [(row["number"], row["key"]) for row in document["headings"]] == [
        ("", "situation"),
        ("Phần thứ nhất", "results"),
        ("I", "political"),
        ("II", "building"),
        ("1", "organisation"),
        ("2", "meetings"),
        ("3", "grading"),
        ("4", "awards"),
        ("Phần thứ hai", "directions"),
        ("I", "aims"),
    ]
    assert document["headings"][2]["typed"] == ["Phòng, chống dịch.", "Hoàn thành kế hoạch."]


def sentences_are_the_figures(document):
    assert counted(document, "organisation")[0] == (
        "Tổng số đảng viên đầu kỳ 89; kết nạp 2; chuyển đến 3; chuyển đi 2; cuối kỳ 92."
    )
    assert counted(document, "meetings")[:2] == [
        "Sinh hoạt thường kỳ: đã họp 72/72 kỳ phải họp.",
        "Sinh hoạt chuyên đề: 24 buổi (trong đó 12 buổi kết hợp trong kỳ sinh hoạt thường kỳ) "
        "tại 6/6 chi bộ; 6/6 chi bộ mỗi quý có ít nhất một chuyên đề.",
    ]
    assert counted(document, "grading")[:2] == [
        "Đảng viên: được xếp loại 92; hoàn thành xuất sắc nhiệm vụ 19/92 đảng viên, đạt 20,65%; "
        "hoàn thành tốt nhiệm vụ 73/92 đảng viên, đạt 79,35%; hoàn thành nhiệm vụ 0; "
        "không hoàn thành nhiệm vụ 0.",
        "Chi bộ: được xếp loại 6; hoàn thành xuất sắc nhiệm vụ 2/6 chi bộ, đạt 33,33%; "
        "hoàn thành tốt nhiệm vụ 4/6 chi bộ, đạt 66,67%; hoàn thành nhiệm vụ 0; "
        "không hoàn thành nhiệm vụ 0.",
    ]
    over_the_cap = counted(document, "grading")[-1]
    assert over_the_cap.startswith(
        "Tỷ lệ hoàn thành xuất sắc trên số hoàn thành tốt: 19/73, đạt 26,03%, vượt mức 20% "
        "(Hướng dẫn 21-HD/BTCTW ngày 18/10/2019). Lý do: "
    )
    assert counted(document, "awards")[-1] == (
        "Đề nghị cấp trên khen thưởng: 3 đảng viên; 2 chi bộ; 1 đảng bộ."
    )


def annexes_are_the_lists(document):
    assert [part["title"] for part in document["annexes"]] == [
        "Kết quả đánh giá, xếp loại đảng viên",
        "Sinh hoạt chi bộ",
        "Biến động đảng viên",
        "Khen thưởng",
        "Đề nghị cấp trên khen thưởng",
    ]
    assert annex(document, 1)[0]["rows"][-1] == ["Cộng", "19", "73", "0", "0", "0"]
    assert len(annex(document, 1)[1]["rows"]) == 92
    assert [row[:7] for row in annex(document, 2)[0]["rows"]] == [
        [f"Chi bộ {number}", "12", "12", "1", "1", "1", "1"] for number in range(1, 7)
    ]
    assert [row[3] for row in annex(document, 3)[0]["rows"]] == [
        *["Kết nạp"] * 2,
        *["Chuyển đến"] * 3,
        *["Chuyển đi"] * 2,
        *["Công nhận chính thức"] * 2,
    ]
    assert [len(table["rows"]) for table in annex(document, 4)] == [21, 5, 2]
    assert len(annex(document, 5)[0]["rows"]) == 6
    for part in document["annexes"]:
        for table in part["tables"]:
            assert sum(column["width"] for column in table["columns"]) == 165


def the_page_is_the_data(document):
    pages = PdfReader(io.BytesIO(rendering.pdf(html(document)))).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    whole = " ".join(texts)
    assert "19/92 đảng viên, đạt 20,65%" in whole
    assert "Giữ vững <nền nếp> & kỷ luật." in whole
    assert "DỰ THẢO" in texts[0]
    assert [text.split()[-3] for text in texts[1:3]] == ["2", "3"]
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [210, 297]
    assert sum(text.count("Phụ lục") for text in texts) == 5
    body = " ".join(texts[: next(i for i, text in enumerate(texts) if "Phụ lục 1" in text)])
    names = [row[1] for row in annex(document, 1)[1]["rows"]]
    assert [name for name in names if name in body] == []


@pytest.fixture
def scope(committee, cell):
    return Scope(committee, day("2025-01-01"), day("2025-12-31"))


def test_a_section_without_text_or_figures_is_left_out(scope):
    made = year_end.document(scope, {"strengths": "  \n "}, day=scope.end)
    assert [heading["key"] for heading in made["headings"]] == [
        "situation",
        "results",
        "building",
        "organisation",
        "meetings",
    ]


def test_what_happened_to_units_and_the_share_of_staff_are_said(scope, committee, cell):
    """Cell 2 is merged into cell 1, cell 3 dissolved, cell 4 split off cell 1 and raised."""
    second, third = (
        found(f"chi-bo-{number}", "cell", f"Chi bộ {number}", parent=committee) for number in (2, 3)
    )
    make_member(unit=cell)
    StaffCount.objects.record(
        unit=committee, number=4, counted_on=day("2025-01-05"), source="", by=None
    )
    second.end(on=day("2025-03-01"), how=EventKind.MERGED, into=cell, by=None)
    third.end(on=day("2025-03-01"), how=EventKind.DISSOLVED, by=None)
    fourth = found("chi-bo-4", "cell", "Chi bộ 4", parent=committee, on=day("2025-04-01"))
    cell.split(into=fourth, on=day("2025-04-01"), by=None)
    fourth.change_kind(kind="subcommittee", on=day("2025-05-01"), by=None)
    assert counted(year_end.document(scope, {}, day=scope.end), "situation") == [
        "Tính đến ngày 31/12/2025 có 1 chi bộ, 1 đảng viên: chính thức 1.",
        "Đảng viên trên tổng số cán bộ, công chức, viên chức, người lao động: 1/4 người, đạt 25,00%.",
        "Tổ chức đảng trong kỳ: thành lập 1; giải thể 1; sáp nhập 1; chia tách 1; chuyển loại hình 1.",
    ]


def test_a_committee_without_rows_has_no_annex_but_its_cells(scope):
    made = year_end.document(scope, {}, day=scope.end)
    assert [part["title"] for part in made["annexes"]] == ["Sinh hoạt chi bộ"]
    assert made["annexes"][0]["tables"][0]["rows"] == [["Chi bộ 1", "0", "12", "0", "0", "0", "0", "—"]]


def test_a_period_that_is_no_year_is_named_by_its_days(committee):
    made = year_end.document(
        Scope(committee, day("2025-01-01"), day("2025-06-30")), {}, day=day("2025-06-30")
    )
    assert made["subject"] == (
        "Tổng kết công tác từ ngày 01/01/2025 đến ngày 30/06/2025, phương hướng, nhiệm vụ thời gian tới"
    )


def test_the_head_bears_the_names_of_the_day(scope, committee):
    committee.rename(name="Đảng bộ Bệnh viện", on=day("2026-01-10"), by=None)
    before = year_end.document(scope, {}, day=day("2026-01-09"))
    after = year_end.document(scope, {}, day=day("2026-01-10"))
    assert (before["head"]["issuer"], after["head"]["issuer"]) == (
        "Đảng ủy Trung tâm",
        "Đảng ủy Bệnh viện",
    )


def test_a_cell_of_its_own_reports_as_a_cell(db):
    unit = Unit.objects.found(
        code="chi-bo-co-so",
        kind="grassroots_cell",
        name="Chi bộ Ban Tổ chức",
        on=day("2019-01-01"),
        by=None,
    )
    made = year_end.document(
        Scope(unit, day("2025-01-01"), day("2025-12-31")), {}, day=day("2025-12-31")
    )
    assert (made["head"]["issuer"], made["head"]["symbol"]) == ("Chi bộ Ban Tổ chức", "BC/CB")
    assert (made["signature"]["authority"], made["recipients"]) == ("T/M Chi bộ", ["Lưu Chi bộ"])


def test_typed_recipients_replace_the_usual_ones(scope):
    made = year_end.document(scope, {outline.RECIPIENTS: "- Sở Y tế;\nLưu VT."}, day=scope.end)
    assert made["recipients"] == ["Sở Y tế", "Lưu VT", "Lưu Đảng ủy"]


def test_an_admission_is_named_in_the_annex(scope, cell):
    make_member("Lê Thị Hoa", unit=cell, on=day("2025-03-01"))
    made = year_end.document(scope, {}, day=scope.end)
    moves = next(part for part in made["annexes"] if part["title"] == "Biến động đảng viên")
    assert moves["tables"][0]["rows"] == [
        ["1", "Lê Thị Hoa", "Chi bộ 1", "Chuyển đến", "01/03/2025", ""]
    ]


def test_the_hash_follows_the_data_and_not_their_order():
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})


@pytest.mark.parametrize(
    ("issued_on", "printed"),
    [
        ("2026-01-05", "Hà Nội, ngày 05 tháng 01 năm 2026"),
        ("2026-02-28", "Hà Nội, ngày 28 tháng 02 năm 2026"),
        ("2026-03-05", "Hà Nội, ngày 05 tháng 3 năm 2026"),
        ("2026-12-31", "Hà Nội, ngày 31 tháng 12 năm 2026"),
    ],
)
def test_only_january_and_february_get_a_zero(scope, issued_on, printed):
    made = year_end.document(scope, {}, day=scope.end) | {"number": 5, "issued_on": issued_on}
    made["head"]["place"] = "Hà Nội"
    page = html(made)
    assert printed in " ".join(page.split())
    assert "Số 05-BC/ĐU" in page
    assert "DỰ THẢO" not in page
