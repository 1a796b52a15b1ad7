"""What the papers of grading say."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.documents import DOCUMENTS, sheet_of
from evaluations.models import Commendation, Exclusion, GradingPrint, GradingPrintKind, SelfReview
from evaluations.models.printing import LISTS, OF_CELL, OF_ROUND
from members.models import Office
from papers.layout import html
from papers.word import written
from tests.conftest import day
from tests.evaluations.conftest import enter_criteria, grade_one, propose, regrade, say, suggest, votes


def document(kind, grading, unit=None, assessment=None) -> dict:
    job = GradingPrint(
        kind=kind,
        title=GradingPrintKind(kind).label,
        round=grading,
        unit=unit or grading.unit,
        assessment=assessment,
    )
    return DOCUMENTS[kind](job)


def texts(document) -> list[str]:
    parts = document["parts"] + (document.get("annex") or {"parts": []})["parts"]
    return [block.get("text", "") for part in parts for block in part["blocks"] if block.get("text")]


def rows_of(document) -> list[list[str]]:
    return sheet_of(document)[1]


@pytest.fixture
def row(grading, cell):
    """The first of three by name."""
    return grading.member_assessments.in_cell(cell).with_steps().by_name()[0]


def test_the_summary_has_each_step_of_each_member(grading, row):
    say(row, "state", "t")
    say(row, "self", "xs", conduct_points=29, task_points=66)
    say(row, "cell", "t", votes=votes(xs=1, t=2), note="Theo phiếu")
    say(row, "appraisal", "t", note="Theo chi bộ")
    grade_one(grading, row.member, "t")
    made = document("summary", grading)
    assert [part["title"] for part in made["parts"]] == ["Chi bộ 1", "Chi bộ 2", ""]
    assert made["is_wide"] is True
    said = ["T", "95", "XS", "3/3", "0", "1", "2", "0", "0", "T", "T", "T"]
    assert rows_of(made)[0] == ["Chi bộ 1", "1", "Nguyễn Văn An", *said]
    assert len(rows_of(made)) == 4


def labels_of(made) -> list[tuple]:
    [table, *_] = [one for part in made["parts"] for one in part["blocks"] if one["kind"] == "table"]
    return [(column["label"], column["width"]) for column in table["columns"]]


def test_the_summary_has_a_column_for_each_body_that_proposed(grading, row):
    propose(row, "mass", "t", name="Công đoàn")
    propose(row, "board", "xs", conduct_points=29, task_points=Decimal("66.5"))
    propose(row, "work", "ht").withdraw(reason="Nhầm người", by=None)
    made = document("summary", grading)
    columns = labels_of(made)
    assert columns[5:7] == [("Chi ủy đề nghị", 15), ("Công đoàn đề nghị", 15)]
    assert sum(width for _, width in columns) == 252
    assert rows_of(made)[0][6:9] == ["XS (95,5)", "T", ""]
    assert rows_of(made)[1][6:9] == ["", "", ""]


def test_more_bodies_than_the_page_has_room_for_stand_in_one_column(grading, row):
    propose(row, "mass", "xs", name="Công đoàn")
    propose(row, "mass", "ht", name="Đoàn Thanh niên")
    propose(grading.member_assessments.by_name()[1], "board", "t")
    columns = labels_of(made := document("summary", grading))
    assert columns[5] == ("Đề nghị của tổ chức khác", 30)
    assert sum(width for _, width in columns) == 252
    told = [line[6] for line in rows_of(made)[:2]]
    assert sorted(told) == ["Chi ủy: T", "Công đoàn: XS; Đoàn Thanh niên: HT"]


def test_the_decision_counts_and_lists_whom_it_grades(closed):
    made = document("members", closed)
    first = next(block for block in made["parts"][0]["blocks"] if block.get("label") == "Điều 1.")
    assert first["text"] == (
        "Xếp loại chất lượng năm 2020 đối với 4 đảng viên (có danh sách kèm theo): "
        "4 hoàn thành tốt nhiệm vụ."
    )
    assert [row[:3] for row in rows_of(made)] == [
        ["Chi bộ 1", "1", "Nguyễn Văn An"],
        ["Chi bộ 1", "2", "Trần Thị Bình"],
        ["Chi bộ 1", "3", "Lê Văn Cường"],
        ["Chi bộ 2", "1", "Phạm Thị Dung"],
    ]


def test_a_decision_is_a_draft_until_the_round_is_closed(graded):
    assert "DỰ THẢO" in html(document("members", graded))
    graded.close(by=None)
    assert "DỰ THẢO" not in html(document("members", graded))


def test_the_decision_on_cells_leaves_out_the_committee_itself(closed):
    assert [row[1] for row in rows_of(document("units", closed))] == ["Chi bộ 1", "Chi bộ 2"]


def test_who_is_not_graded_and_who_is_still_to_be_stand_apart(grading, members):
    grade_one(grading, members[0], "", Exclusion.OTHER, "Đi học dài hạn")
    grade_one(grading, members[1], "t")
    made = document("not_graded", grading)
    assert [part["title"] for part in made["parts"]] == ["Không xếp loại", "Chưa xếp loại"]
    assert rows_of(made)[0] == [
        "Không xếp loại",
        "1",
        "Nguyễn Văn An",
        "Chi bộ 1",
        "Lý do khác. Đi học dài hạn",
    ]
    assert [row[2] for row in rows_of(made)[1:]] == [
        "Lê Văn Cường",
        "Phạm Thị Dung",
        "Chi bộ 1",
        "Chi bộ 2",
        "Đảng bộ Trung tâm",
    ]


def test_when_nobody_is_left_out_the_list_says_so(closed):
    assert texts(document("not_graded", closed)) == [
        "Tất cả đảng viên, tổ chức đảng trong danh sách đã được xếp loại."
    ]


def test_the_ballot_has_who_is_graded_and_empty_boxes(grading, cell, members):
    grade_one(grading, members[2], "", Exclusion.EXEMPT)
    rows = rows_of(document("ballot", grading, cell))
    assert [row[1] for row in rows] == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert [cell_.strip() for cell_ in rows[0][5:]] == ["", "", "", "", ""]


def test_minutes_of_the_count_have_the_votes_and_what_most_of_them_say(grading, cell, row):
    say(row, "cell", "t", votes=votes(xs=1, t=2))
    rows = rows_of(document("count", grading, cell))
    assert rows[0][1:] == ["1", "Nguyễn Văn An", "3", "3", "0", "1", "2", "0", "0", "T"]
    assert [text.strip() for text in rows[1][3:]] == [""] * 8


def test_minutes_of_the_session_do_not_tell_what_was_decided(closed, cell):
    page = html(document("session", closed, cell))
    assert ("Chi bộ đề nghị:" in page, "hoàn thành tốt nhiệm vụ.</p>" in page) == (True, False)


def test_a_review_prints_what_was_written_and_leaves_room_elsewhere(grading, row):
    SelfReview(assessment=row, form="2a", leading="Đổi mới.\n\nĐoàn kết.").write(fields=[], by=None)
    say(row, "self", "t", conduct_points=25, task_points=50)
    made = document("review", grading, row.cell, row)
    assert made["subject"] == "năm 2020 (mẫu 2A)"
    assert {"Đổi mới.", "Đoàn kết.", "Họ và tên: Nguyễn Văn An"} <= set(texts(made))
    assert [part["title"] for part in made["parts"] if part["title"]] == [
        "Ưu điểm, kết quả đạt được",
        "Hạn chế, khuyết điểm và nguyên nhân",
        "Kết quả khắc phục hạn chế, khuyết điểm đã được chỉ ra ở kỳ kiểm điểm trước",
        "Giải trình những vấn đề được gợi ý kiểm điểm",
        "Trách nhiệm đối với hạn chế, khuyết điểm",
        "Phương hướng, biện pháp khắc phục",
        "Điểm",
        "Mức đề nghị",
    ]


def test_the_reviews_of_a_cell_are_one_sheet_for_each(grading, cell, members):
    grade_one(grading, members[2], "", Exclusion.EXEMPT)
    assert len(document("reviews", grading, cell)["sheets"]) == 2


def test_form_6f_adds_up(grading, members):
    for on in ("2020-11-20", "2020-11-25"):  # the same member twice
        suggest(grading.member_assessments.get(member=members[0]), issued_on=day(on))
    grade_one(grading, members[0], "t")
    grade_one(grading, members[1], "", Exclusion.EXEMPT)
    grade_one(grading, members[2], "", Exclusion.OTHER, "Đi học")
    assert [row[:4] for row in rows_of(document("reviewed", grading))] == [
        ["1", "Trong danh sách của đợt", "3", "4"],
        ["2", "Đã kiểm điểm, xếp loại", "0", "1"],
        ["3", "Không kiểm điểm, xếp loại", "0", "2"],
        ["3.1", "Tập thể mới thành lập", "0", "0"],
        ["3.2", "Đảng viên mới kết nạp chưa đủ 6 tháng", "0", "0"],
        ["3.3", "Đảng viên được miễn công tác và sinh hoạt đảng", "0", "1"],
        ["3.4", "Đảng viên bị đình chỉ sinh hoạt đảng", "0", "0"],
        ["3.5", "Lý do khác", "0", "1"],
        ["4", "Được gợi ý kiểm điểm", "0", "1"],
        ["5", "Xếp loại sau", "0", "0"],
        ["6", "Chưa kiểm điểm, xếp loại", "3", "1"],
    ]


def commend(unit, member, year) -> None:
    facts = {"kind": "annual", "form": "merit", "reason": "Tốt", "given_on": day("2021-01-10")}
    Commendation.objects.give(unit=unit, member=member, year=year, by=None, **facts)


def test_form_7_counts_what_was_given_in_both_years(exemplary, cell, members):
    commend(cell, members[0], 2020)
    commend(cell, None, 2020)
    commend(cell, members[1], 2019)
    rows = {row[1]: row[2:] for row in rows_of(document("awarded", exemplary))[:11]}
    assert rows["Khen thưởng"] == ["2", "1", "200%"]
    assert (rows["Tổ chức đảng"], rows["Đảng viên"]) == (["1", "0", "—"], ["1", "1", "100%"])


def test_form_04_says_what_is_missing(grading, row):
    SelfReview(assessment=row, conduct="Tốt").write(fields=[], by=None)
    rows = {line[1]: line[2:] for line in rows_of(document("files", grading))}
    assert rows["Bản kiểm điểm cá nhân"] == ["4", "1", "3"]
    assert rows["Báo cáo kiểm điểm tập thể"] == ["3", "0", "3"]


@pytest.mark.parametrize("kind", [*OF_ROUND, *OF_CELL])
def test_each_is_a_page_and_a_file_for_word(grading, cell, kind):
    unit = None if kind in OF_ROUND else cell
    made = document(kind, grading, unit)
    assert html(made).startswith("<!doctype html>")
    if kind != "reviews":
        assert written(made)[:2] == b"PK"
    if kind in LISTS:
        assert sheet_of(made)[0].headings


def test_form_03_tells_what_the_result_was_and_is(client, office, outstanding, members):
    row = outstanding.member_assessments.get(member=members[0])
    one = regrade(row, "kht", reason="Có quyết định kỷ luật")
    made = DOCUMENTS["regraded"](GradingPrint(round=outstanding, unit=outstanding.unit, regrading=one))
    assert (
        "Hủy kết quả xếp loại chất lượng năm 2020 của đồng chí Nguyễn Văn An, Chi bộ 1: hoàn thành "
        "xuất sắc nhiệm vụ. Xếp loại lại: không hoàn thành nhiệm vụ."
    ) in texts(made)
    client.force_login(office)
    assert client.get(reverse("evaluations:regrading_word", args=[one.pk])).content[:2] == b"PK"
    assert client.post(reverse("evaluations:regrading_print", args=[one.pk])).status_code == 302


def test_form_03_is_for_the_committee(client, secretary, outsider, outstanding, members):
    one = regrade(outstanding.member_assessments.get(member=members[0]), "kht")
    for user in (secretary, outsider):
        client.force_login(user)
        assert client.get(reverse("evaluations:regrading_word", args=[one.pk])).status_code == 404


def test_a_bo_tieu_chi_is_an_annex_of_what_a_member_writes(scoring, cell):
    sheet = enter_criteria(scoring.unit)
    one, other, _ = scoring.member_assessments.in_cell(cell).by_name()
    facts = {"conduct_points": Decimal(25), "task_points": Decimal("60.5")}
    say(one, "self", criteria=sheet, line_points=["9.5", "15.5", "60.5"], **facts)
    rows = scoring.member_assessments.with_steps()
    for kind in ("review", "self"):
        given, empty = (document(kind, scoring, cell, rows.get(pk=row.pk)) for row in (one, other))
        assert given["annex"]["subject"] == "chấm điểm theo bộ tiêu chí năm 2025"
        assert [line[1:] for line in annex_rows(given)] == [
            ["12,5", "9,5"],
            ["17,5", "15,5"],
            ["70", "60,5"],
        ]
        assert [line[2] for line in annex_rows(empty)] == ["", "", ""]
        assert "Tự phê bình" in html(given)


def test_the_report_of_a_collective_has_the_lines_of_its_appendix(scoring):
    assert document("collective", scoring)["annex"] is None
    enter_criteria(scoring.unit, appendix="1")
    assert [line[1:] for line in annex_rows(document("collective", scoring))] == [
        ["12,5", ""],
        ["17,5", ""],
        ["70", ""],
    ]


def test_a_closed_round_prints_only_points_that_were_given(scoring, cell):
    row = scoring.member_assessments.in_cell(cell).with_steps().by_name()[0]
    enter_criteria(scoring.unit)
    scoring.closed_at, row.round = timezone.now(), scoring
    assert document("self", scoring, cell, row)["annex"] is None


def annex_rows(made) -> list[list[str]]:
    tables = [one for one in made["annex"]["parts"][0]["blocks"] if one["kind"] == "table"]
    return [[cell["text"] for cell in line] for table in tables for line in table["rows"]]


@pytest.mark.parametrize(
    ("since", "authority"), [("2020-12-31", "T/M Ban Thường vụ"), ("2021-01-01", "T/M Đảng ủy")]
)
def test_a_standing_committee_of_the_day_of_the_roll_decides(grading, members, since, authority):
    grade_one(grading, members[0], "t")
    facts = {"kind": "standing_member", "unit": grading.unit, "starts_on": day(since)}
    Office.objects.create(member=members[1], **facts)
    decision = document("members", grading)
    assert decision["signature"]["authority"] == authority
    said = "BAN THƯỜNG VỤ ĐẢNG ỦY TRUNG TÂM" if authority.endswith("vụ") else "ĐẢNG ỦY TRUNG TÂM"
    assert f"{said} QUYẾT ĐỊNH" in texts(decision)
