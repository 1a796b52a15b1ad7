"""The year-end report as data and as a printed page: the year 2020 of a real committee."""

import io

import pytest
from pypdf import PdfReader

from cells.models import EventKind, Unit
from meetings.models import Meeting
from members.models import CameBy, Candidate
from organisation.models import StaffCount
from papers import pdf as rendering
from papers.layout import digest, html
from reports.documents import annexes, drafting, outline
from reports.figures import Scope
from reports.models import Report, Target
from tests.conftest import day, found, make_member
from tests.reports.conftest import drafted, issue, start

TYPED = {
    "political": "Phòng, chống dịch.\n\n Hoàn thành kế hoạch. ",
    "aims": "Giữ vững <nền nếp> & kỷ luật.",
}


def document_of_the_case() -> dict:
    report = Report.objects.get(unit__code="cdc-bac-giang")
    report.sections.all().delete()
    for key, text in TYPED.items():
        report.write(key, text, revision=0, by=None)
    return drafting.draft(report)


def counted(document, key) -> list[str]:
    return next(heading["counted"] for heading in document["headings"] if heading["key"] == key)


def annex(document, code) -> list[dict]:
    return next(one["tables"] for one in document["annexes"] if one["code"] == code)


def the_report_says_what_was_reported():
    """Asked in test_cases.py, where the case is loaded."""
    document = document_of_the_case()
    head_is_official(document)
    sections_are_those_of_the_template(document)
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
    assert (
        document["subject"]
        == "Kết quả công tác xây dựng Đảng năm 2020, phương hướng, nhiệm vụ năm 2021"
    )
    assert document["recipients"] == [
        "Đảng ủy Các cơ quan tỉnh Bắc Giang (để báo cáo)",
        "Các đồng chí đảng ủy viên",
        "Các chi bộ trực thuộc",
        "Lưu Đảng ủy",
    ]


def sections_are_those_of_the_template(document):
    numbers = [(row["number"], row["key"]) for row in document["headings"]]
    assert numbers[:7] == [
        ("", "situation"),
        ("Phần thứ nhất", "results"),
        ("I", "political"),
        ("II", "building"),
        ("1", "ideology"),
        ("2", "example"),
        ("3", "organisation"),
    ]
    assert numbers[-4:] == [
        ("Phần thứ hai", "directions"),
        ("I", "aims"),
        ("II", "tasks"),
        ("III", "execution"),
    ]
    assert document["headings"][2]["typed"] == ["Phòng, chống dịch.", "Hoàn thành kế hoạch."]


def sentences_are_the_figures(document):
    assert counted(document, "organisation")[0] == (
        "Đầu kỳ có 89 đảng viên; trong kỳ kết nạp 02 đảng viên, chuyển đến 03, chuyển đi 02; "
        "cuối kỳ có 92 đảng viên."
    )
    assert counted(document, "meetings")[:2] == [
        "Sinh hoạt thường kỳ đã họp 72/72 kỳ phải họp, đạt 100%.",
        "Sinh hoạt chuyên đề 24 buổi (trong đó 12 buổi kết hợp sinh hoạt thường kỳ) "
        "tại 06/06 chi bộ; 06/06 chi bộ mỗi quý có ít nhất một chuyên đề.",
    ]
    assert counted(document, "grading")[:2] == [
        "Đảng viên: được xếp loại 92; hoàn thành xuất sắc nhiệm vụ 19/92 đảng viên, đạt 20,65%; "
        "hoàn thành tốt nhiệm vụ 73/92 đảng viên, đạt 79,35%; hoàn thành nhiệm vụ 0; "
        "không hoàn thành nhiệm vụ 0.",
        "Chi bộ: được xếp loại 06; hoàn thành xuất sắc nhiệm vụ 02/06 chi bộ, đạt 33,33%; "
        "hoàn thành tốt nhiệm vụ 04/06 chi bộ, đạt 66,67%; hoàn thành nhiệm vụ 0; "
        "không hoàn thành nhiệm vụ 0.",
    ]
    assert not any("vượt mức" in sentence for sentence in counted(document, "grading"))
    assert counted(document, "awards")[-1] == (
        "Đề nghị cấp trên khen thưởng: 03 đảng viên, 02 chi bộ, 01 đảng bộ."
    )


def annexes_are_the_lists(document):
    assert [part["title"] for part in document["annexes"]] == [
        "Tổ chức đảng, đảng viên",
        "Sinh hoạt chi bộ",
        "Biến động đảng viên",
        "Kết quả đánh giá, xếp loại đảng viên",
        "Khen thưởng",
        "Đề nghị cấp trên khen thưởng",
        "Kiểm tra, giám sát",
        "Thực hiện chỉ tiêu",
    ]
    assert annex(document, "cells")[0]["rows"][-1] == [
        *("Toàn đảng bộ", "89", "2", "3", "2", "0", "0", "0", "92", "2", "49", "4", "0")
    ]
    assert annex(document, "grading")[0]["rows"][-1] == ["Cộng", "19", "73", "0", "0", "0"]
    assert len(annex(document, "grading")[1]["rows"]) == 92
    assert [row[:7] for row in annex(document, "meetings")[0]["rows"]] == [
        [f"Chi bộ {number}", "12", "12", "1", "1", "1", "1"] for number in range(1, 7)
    ]
    assert [row[3] for row in annex(document, "moves")[0]["rows"]] == [
        *["Kết nạp"] * 2,
        *["Chuyển đến"] * 3,
        *["Chuyển đi"] * 2,
        *["Công nhận đảng viên chính thức"] * 2,
    ]
    assert [len(table["rows"]) for table in annex(document, "commendations")] == [21, 5, 2]
    assert len(annex(document, "proposals")[0]["rows"]) == 6
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
    assert sum(text.count("(Kèm theo bản dự thảo)") for text in texts) == 8
    body = " ".join(texts[: next(i for i, text in enumerate(texts) if "(Kèm theo" in text)])
    names = [row[1] for row in annex(document, "grading")[1]["rows"]]
    assert [name for name in names if name in body] == []


def test_a_section_without_anything_stays_and_says_so(committee, cell):
    made = drafted(committee, {"strengths": "  \n "})
    keys = [heading["key"] for heading in made["headings"]]
    assert keys == [section.key for section in Report.objects.get().template.sections.all()]
    strengths = next(heading for heading in made["headings"] if heading["key"] == "strengths")
    assert (strengths["number"], strengths["typed"], strengths["counted"]) == ("1", [], [])
    assert html(made).count("(Chưa viết)") > 0
    assert html(made | {"number": 5, "issued_on": "2026-01-12"}).count("Không có nội dung báo cáo") > 0


def test_what_happened_to_units_and_the_share_of_staff_are_said(committee, cell):
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
    assert counted(drafted(committee), "situation") == [
        "Tính đến ngày 31/12/2025 có 01 tổ chức cơ sở đảng, 01 đảng bộ bộ phận, 01 chi bộ, "
        "01 đảng viên: chính thức 01.",
        "Đảng viên trên tổng số cán bộ, công chức, viên chức, người lao động: 01/04 người, đạt 25%.",
        "Trong kỳ thành lập 01 tổ chức đảng, giải thể 01, sáp nhập 01, chia tách 01, "
        "chuyển loại hình 01.",
    ]


def test_a_committee_without_rows_has_no_annex_but_its_cells(committee, cell):
    made = drafted(committee)
    assert [part["code"] for part in made["annexes"]] == ["cells", "meetings"]
    assert annex(made, "meetings")[0]["rows"] == [["Chi bộ 1", "0", "12", "0", "0", "0", "0", "—"]]


@pytest.mark.parametrize(
    ("kind", "days", "subject"),
    [
        (
            "half-year",
            ("2025-01-01", "2025-06-30"),
            "Kết quả công tác xây dựng Đảng 6 tháng đầu năm 2025, "
            "phương hướng, nhiệm vụ 6 tháng cuối năm 2025",
        ),
        (
            "quarter",
            ("2025-10-01", "2025-12-31"),
            "Kết quả công tác xây dựng Đảng quý IV năm 2025, nhiệm vụ quý I năm 2026",
        ),
        (
            "year-end",
            ("2025-07-01", "2025-12-30"),
            "Kết quả công tác xây dựng Đảng từ ngày 01/07/2025 đến ngày 30/12/2025, "
            "phương hướng, nhiệm vụ thời gian tới",
        ),
        (
            "term",
            ("2020-06-01", "2025-05-31"),
            "Tổng kết nhiệm kỳ 2020-2025, phương hướng, nhiệm vụ nhiệm kỳ 2025-2030",
        ),
    ],
)
def test_the_subject_says_the_kind_and_the_period(committee, kind, days, subject):
    starts_on, ends_on = map(day, days)
    assert drafted(committee, kind=kind, starts_on=starts_on, ends_on=ends_on)["subject"] == subject


def test_the_head_bears_the_names_of_the_day(committee, cell):
    committee.rename(name="Đảng bộ Bệnh viện", on=day("2026-01-10"), by=None)
    report = start(committee, by=None)
    made = drafting.draft(report)
    issuers = [
        drafting.named_on(made, report, day(text))["head"]["issuer"]
        for text in ("2026-01-09", "2026-01-10")
    ]
    assert issuers == ["Đảng ủy Trung tâm", "Đảng ủy Bệnh viện"]


def test_a_cell_of_its_own_reports_as_a_cell(db):
    unit = Unit.objects.found(
        code="chi-bo-co-so",
        kind="grassroots_cell",
        name="Chi bộ Ban Tổ chức",
        on=day("2019-01-01"),
        by=None,
    )
    made = drafted(unit)
    assert (made["head"]["issuer"], made["head"]["symbol"]) == ("Chi bộ Ban Tổ chức", "BC/CB")
    assert (made["signature"]["authority"], made["recipients"]) == ("T/M Chi bộ", ["Lưu Chi bộ"])


def test_in_the_annexes_of_a_cell_its_name_stands_in_no_list(committee, cell):
    make_member("Lê Thị Hoa", unit=cell, on=day("2025-03-01"))
    made = drafted(cell)
    [table] = annex(made, "moves")
    labels = [column["label"] for column in table["columns"]]
    assert labels == ["TT", "Họ và tên", "Biến động", "Ngày", "Quyết định, nơi đến, nơi đi"]
    assert table["rows"] == [["1", "Lê Thị Hoa", "Chuyển đến", "01/03/2025", ""]]
    assert sum(column["width"] for column in table["columns"]) == 165
    told = "Tính đến ngày 31/12/2025 có 01 đảng viên: chính thức 01."
    assert counted(made, "situation") == [told]


@pytest.mark.parametrize(("cells", "in_annex"), [(20, False), (21, True)])
def test_a_long_chart_stands_in_its_annex(committee, cells, in_annex):
    for number in range(1, cells + 1):
        unit = found(f"cb-{number}", "cell", f"Chi bộ {number}", parent=committee, number=number)
        Meeting.objects.open(unit=unit, kind="regular", held_on=day("2025-03-05"), by=None)
    [chart] = drafted(committee)["charts"]
    assert (len(chart["bars"]), chart["under"], chart["in_annex"]) == (cells, "meetings", in_annex)


@pytest.mark.parametrize("rows", [30, 31, 32])
def test_the_note_on_the_source_never_stands_alone_on_a_page(committee, cell, rows):
    columns = [{"label": label, "width": 55} for label in ("TT", "Họ và tên", "Mức xếp loại")]
    lines = [[str(n), "Lê Thị Hoa", "Hoàn thành tốt nhiệm vụ"] for n in range(rows)]
    table = {"caption": "Danh sách", "columns": columns, "numbers": [1], "rows": lines}
    one = {"number": 1, "code": "grading", "title": "Kết quả xếp loại", "tables": [table]}
    made = drafted(committee) | {"headings": [], "charts": [], "annexes": [one]}
    *_, last = PdfReader(io.BytesIO(rendering.pdf(html(made)))).pages
    assert "Lê Thị Hoa" in last.extract_text()


def test_typed_recipients_replace_the_usual_ones(committee, cell):
    made = drafted(committee, {outline.RECIPIENTS: "- Sở Y tế;\nLưu VT."})
    assert made["recipients"] == ["Sở Y tế", "Lưu VT", "Lưu Đảng ủy"]


def test_an_admission_is_named_in_the_annex(committee, cell):
    make_member("Lê Thị Hoa", unit=cell, on=day("2025-03-01"))
    made = drafted(committee)
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
def test_only_january_and_february_get_a_zero(committee, cell, issued_on, printed):
    made = drafted(committee) | {"number": 5, "issued_on": issued_on}
    made["head"]["place"] = "Hà Nội"
    page = html(made)
    assert printed in " ".join(page.split())
    assert "Số 05-BC/ĐU" in page
    assert "DỰ THẢO" not in page


def test_a_report_is_compared_to_what_was_issued_a_year_ago(committee, cell, term, leader):
    """One came in 2024; what was recorded of 2024 after the report was issued changes nothing."""
    make_member("Lê Thị Hoa", unit=cell, on=day("2024-03-01"))
    year = {"starts_on": day("2024-01-01"), "ends_on": day("2024-12-31")}
    issue(start(committee, by=None, **year), by=leader, on=day("2025-06-20"))
    make_member("Trần Văn Ba", unit=cell, on=day("2024-05-01"))
    facts = drafting.facts_of(start(committee, by=None))
    assert (facts["members.closing"], facts.before["members.closing"]) == (2, 1)
    assert facts.words["@year_before"] == "năm 2024"


def test_a_term_is_compared_to_nothing(committee, cell):
    days = {"starts_on": day("2020-06-01"), "ends_on": day("2025-05-31")}
    assert drafting.facts_of(start(committee, by=None, kind="term", **days)).before == {}


def test_the_annex_on_admission_goes_cell_by_cell(committee, cell, second_cell):
    year = {"starts_on": day("2020-01-01"), "ends_on": day("2020-12-31")}
    admitted = {"code": "moves.admitted", "name": "Kết nạp", "measure": "người"} | year
    for unit, plan in [(committee, 3), (cell, 2)]:
        Target.objects.set(unit=unit, plan=plan, by=None, **admitted)
    Candidate.objects.create(full_name="Lê Thị Hoa", unit=cell, starts_on=day("2020-01-01"))
    days = {"admission_decided_on": day("2020-02-25"), "admitted_on": day("2020-03-03")}
    member = make_member(official_on=None, **days)
    member.join(second_cell, on=day("2020-03-03"), by=None, came_by=CameBy.ADMISSION)
    [made] = annexes.annexes(Scope(committee, *year.values()), ["admission"])
    assert made["tables"][0]["rows"] == [
        ["Chi bộ 1", "2", "1", "0", "0", "0"],
        ["Chi bộ 2", "—", "0", "0", "1", "0"],
        ["Toàn đảng bộ", "3", "1", "0", "1", "0"],
    ]
    assert annexes.annexes(Scope(cell, *year.values()), ["admission"]) == []
