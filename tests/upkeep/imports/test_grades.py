"""Tables of grades of past years: judged by trying the very verbs."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cells.rights import Role
from evaluations.models import Commendation, Exclusion, Grade, Level, MemberAssessment, Round, RuleSet
from evaluations.models.award import OWN_AWARD
from evaluations.models.round import OWN_GRADE
from members.models import CameBy, Member, MembershipKind
from reports.figures.figure import Scope
from reports.figures.grading import GRADED
from tests.conftest import day, make_member, make_user
from tests.upkeep.imports.batches import bring_in, counted, said, sheet, take_over
from tests.upkeep.imports.workbooks import workbook
from upkeep.imports import grade_sheets, grade_words, grades, values

ROW = {"Họ và tên": "Nguyễn Văn An", "Chi bộ": "Chi bộ 1", "Năm": 2021, "Xếp loại": "HTTNV"}
OTHER = ROW | {"Họ và tên": "Trần Thị Bình"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bring(committee, an, binh, office):
    return lambda *rows: bring_in(committee, office, sheet(*rows), kind="grades")


@pytest.fixture
def bring_table(committee, an, binh, office):
    """With lines above the heading, and a name of the sheet."""

    def brought(*rows: dict, **beside):
        headings = {name: name for row in rows for name in row}
        return bring_in(committee, office, workbook(list(rows), headings, **beside), kind="grades")

    return brought


def stored() -> list[tuple]:
    rows = MemberAssessment.objects.order_by("round__year", "member__sort_key")
    return [(row.round.year, row.member.full_name, row.level, row.exclusion, row.note) for row in rows]


def test_a_table_makes_a_closed_round_of_whom_it_names(bring, committee, cell, an, office):
    take_over(bring(ROW), office)
    grading = Round.objects.get()
    assert (grading.unit, grading.year, grading.is_closed, grading.is_from_paper) == (
        committee,
        2021,
        True,
        True,
    )
    assert grading.summary["members"] == {
        "roll": 1,
        "graded": 1,
        "excluded": 0,
        "late": 0,
        "left": 0,
        "waiting": 0,
        "xs": 0,
        "t": 1,
        "ht": 0,
        "kht": 0,
        "above_graded": 0,
        "above_xs": 0,
        "above_t": 0,
    }
    row = grading.member_assessments.get()
    assert (row.member, row.cell, row.level, row.note) == (an, cell, Level.T, "")


def test_the_preview_records_nothing(bring):
    assert counted(bring(ROW)) == {"new": 1}
    assert Round.objects.count() == 0


def test_the_same_table_again_changes_nothing(bring, office):
    take_over(bring(ROW, OTHER), office)
    assert counted(bring(ROW, OTHER)) == {"same": 2}


def test_a_second_cell_of_that_year_comes_later(bring, office):
    take_over(bring(ROW), office)
    take_over(bring(ROW, OTHER | {"Xếp loại": "XS"}), office)
    assert stored() == [(2021, "Nguyễn Văn An", "t", "", ""), (2021, "Trần Thị Bình", "xs", "", "")]
    assert Round.objects.get().summary["members"]["graded"] == 2


def test_the_figures_of_that_year_count_it(bring, committee, office):
    take_over(bring(ROW, OTHER | {"Xếp loại": "miễn SH"}), office)
    year = Scope(committee, day("2021-01-01"), day("2021-12-31"))
    assert [row.member.full_name for row in GRADED.rows(year)] == ["Nguyễn Văn An"]
    other = Scope(committee, day("2022-01-01"), day("2022-12-31"))
    assert GRADED.rows(other).count() == 0


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("XS", "xs"),
        ("HTXSNV", "xs"),
        ("Hoàn thành xuất sắc nhiệm vụ", "xs"),
        ("xuất sắc", "xs"),
        ("ĐV hoàn thành xuất sắc", "xs"),
        ("loại 1", "xs"),
        ("HTT", "t"),
        ("tốt", "t"),
        ("Hoàn thành tốt", "t"),
        ("HTNV", "ht"),
        ("hoàn thành", "ht"),
        ("Không HTNV", "kht"),
        ("HT tốt NV", "t"),
        ("Miễn CT và SH", Exclusion.EXEMPT),
        ("KN chưa đủ 6 tháng", Exclusion.TOO_NEW),
        ("đánh giá ở nơi khác", Exclusion.ELSEWHERE),
        ("Không hoàn thành nhiệm vụ", "kht"),
        ("miễn SH", Exclusion.EXEMPT),
        ("Mới kết nạp", Exclusion.TOO_NEW),
        ("chưa đủ 6 tháng", Exclusion.TOO_NEW),
        ("Không xếp loại: được miễn công tác và sinh hoạt đảng", Exclusion.EXEMPT),
        ("KXL (đình chỉ)", Exclusion.SUSPENDED),
        ("A1", None),
        ("khá", None),
        ("không", None),
    ],
)
def test_each_cell_has_its_words(written, stored):
    if stored is None:
        with pytest.raises(values.BadValueError, match="Có thể ghi: XS, T, HT, KHT"):
            grade_words.grade(written)
    else:
        found = grade_words.grade(written)
        assert found.level + found.exclusion == stored


def test_an_exemplary_one_is_noted(bring, office):
    take_over(bring(ROW | {"Xếp loại": "HTXSNV tiêu biểu"}), office)
    assert stored() == [(2021, "Nguyễn Văn An", "xs", "", "Tiêu biểu")]


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"Xếp loại": "A1"}, "D", f"Không rõ “A1”. {grade_words.POSSIBLE}"),
        ({"Xếp loại": None}, "D", "Thiếu mức xếp loại hoặc lý do không xếp loại."),
        ({"Xếp loại": "Chưa xếp loại"}, "D", "Thiếu mức xếp loại hoặc lý do không xếp loại."),
        ({"Xếp loại": "Không xếp loại"}, "D", "Thiếu lý do không xếp loại."),
        ({"Họ và tên": "Phạm Văn Lạ"}, "A", "Không tìm thấy đảng viên này trong phạm vi nhập."),
        ({"Chi bộ": "Chi bộ 9"}, "B", "Không tìm thấy tổ chức này trong phạm vi nhập."),
        ({"Năm": None}, "C", grade_words.NO_YEAR),
        ({"Năm": "khóa 21"}, "C", "Ghi năm bằng bốn chữ số, như 2021."),
        ({"Năm": 2090}, "C", "Năm 2090 chưa hết."),
    ],
)
def test_what_cannot_be_is_named_at_its_cell(bring, changes, column, reason):
    told = [(where, text) for _, where, text in said(bring(ROW | changes), "error")]
    assert (column, reason) in told


def test_before_the_committee_began_nobody_was_graded_in_it(bring):
    reason = "Trong phần mềm, ngày 31/12/2018 Chi bộ 1 chưa thuộc tổ chức cơ sở đảng nào."
    assert said(bring(ROW | {"Năm": 2018}), "error") == [(2, "B", reason)]
    assert counted(bring(ROW | {"Năm": 2019})) == {"new": 1}


def test_a_year_without_a_rule_set_is_refused(bring):
    RuleSet.objects.filter(first_year__lt=2023).delete()
    reason = "Chưa có bộ quy định xếp loại cho năm này."
    assert said(bring(ROW | {"Năm": 2022}), "error") == [(2, "C", reason)]
    assert counted(bring(ROW | {"Năm": 2023})) == {"new": 1}


def test_a_year_that_runs_is_not_of_the_past(bring):
    this = timezone.localdate().year
    assert said(bring(ROW | {"Năm": this}), "error") == [(2, "C", f"Năm {this} chưa hết.")]
    assert counted(bring(ROW | {"Năm": this - 1})) == {"new": 1}


# --- What the program knows already ---------------------------------------------------------------


@pytest.fixture
def held(committee, an, binh):
    """A round of 2021 that was opened here; An is graded, Bình is not so far."""
    grading = Round.objects.open_for(committee, year=2021, by=None)
    row = grading.member_assessments.get(member=an)
    grading.grade_members({row.pk: (Level.T, "", "")}, by=None)
    return grading


def test_a_round_of_the_program_is_never_overwritten(bring, held):
    told = said(bring(ROW, ROW | {"Xếp loại": "XS"}, OTHER), "error")
    assert told == [
        (3, "A", "Trùng với dòng 2."),
        (4, "D", "Đợt xếp loại năm 2021 đã ghi: Chưa xếp loại."),
    ]
    assert said(bring(ROW | {"Xếp loại": "XS"}), "error") == [
        (2, "D", "Đợt xếp loại năm 2021 đã ghi: Hoàn thành tốt nhiệm vụ.")
    ]
    assert counted(bring(ROW)) == {"same": 1}


def test_who_is_not_on_its_roll_does_not_come_onto_it(bring, held, cell):
    make_member("Lê Văn Mới", unit=cell, on=day("2022-01-01"))
    reason = "Không có trong danh sách của đợt xếp loại năm 2021 đã mở."
    assert said(bring(ROW | {"Họ và tên": "Lê Văn Mới"}), "error") == [(2, "A", reason)]


def test_what_the_program_exports_reads_as_the_same(bring, client, office, held, committee):
    client.force_login(office)
    url = reverse("evaluations:round_roster", args=[held.pk])
    content = client.get(url, {"xlsx": ""}).content
    batch = bring_in(committee, office, content, kind="grades")
    assert (batch.state, batch.error, counted(batch)) == ("done", "", {"same": 2})


# --- Who may, and about whom ------------------------------------------------------------------------


def test_an_office_of_one_cell_does_not_write_into_the_round_of_the_committee(cell, an):
    user = make_user("vanphong-cb", Role.OFFICE, cell)
    batch = bring_in(cell, user, sheet(ROW), kind="grades")
    reason = "Đồng chí không có quyền xếp loại tại Đảng bộ Trung tâm."
    assert said(batch, "error") == [(2, "B", reason)]


def test_a_guest_is_graded_at_home(bring, cell, foreign_cell):
    guest = make_member("Lê Văn Khách", unit=foreign_cell)
    guest.join(
        cell, on=day("2020-01-01"), kind=MembershipKind.TEMPORARY, came_by=CameBy.TRANSFER, by=None
    )
    reason = "Theo dữ liệu đã ghi, năm 2021 không sinh hoạt tại Đảng bộ Trung tâm."
    assert said(bring(ROW | {"Họ và tên": "Lê Văn Khách"}), "error") == [(2, "A", reason)]


def test_who_came_later_is_refused_until_the_year_he_came(bring, foreign_cell, cell):
    mover = make_member("Lê Văn Đến", unit=foreign_cell)
    mover.current_membership().transfer(to=cell, on=day("2022-12-31"), by=None)
    row = ROW | {"Họ và tên": "Lê Văn Đến"}
    reason = "Theo dữ liệu đã ghi, năm 2021 không sinh hoạt tại Đảng bộ Trung tâm."
    assert said(bring(row), "error") == [(2, "A", reason)]
    assert counted(bring(row | {"Năm": 2022})) == {"new": 1}


def test_who_was_admitted_later_was_not_graded(bring, cell):
    facts = {"admission_decided_on": day("2021-12-25"), "admitted_on": day("2022-01-01")}
    make_member("Lê Văn Mới", unit=cell, on=day("2022-01-01"), official_on=None, **facts)
    reason = "Kết nạp ngày 01/01/2022, sau năm này."
    assert said(bring(ROW | {"Họ và tên": "Lê Văn Mới"}), "error") == [(2, "A", reason)]


def test_another_cell_than_on_record_is_asked_about(bring, second_cell, office):
    batch = bring(ROW | {"Chi bộ": "Chi bộ 2"})
    reason = "Theo sổ, ngày 31/12/2021 sinh hoạt tại Chi bộ 1."
    assert said(batch, "warning") == [(2, "B", reason)]
    take_over(batch, office)
    assert MemberAssessment.objects.get().cell == second_cell


def test_without_a_column_the_cell_on_record_counts(bring, cell, office):
    row = {name: value for name, value in ROW.items() if name != "Chi bộ"}
    take_over(bring(row), office)
    assert MemberAssessment.objects.get().cell == cell


# --- What the table says beside the rows ----------------------------------------------------------

UNDATED = {name: value for name, value in ROW.items() if name != "Năm"}


@pytest.mark.parametrize(
    ("above", "title", "year"),
    [
        ("XẾP LOẠI ĐẢNG VIÊN NĂM 2021", "Danh sách", 2021),
        ("Kết quả xếp loại 2021", "Danh sách", 2021),
        ("DANH SÁCH", "Năm 2022", 2022),
        ("XẾP LOẠI ĐẢNG VIÊN NĂM 2021", "2021", 2021),
        ("Bắc Giang, ngày 05 tháng 01 năm 2022", "2021", 2021),
        ("Bắc Giang, ngày 5 tháng 1 năm 2022", "Danh sách", None),
        ("XẾP LOẠI ĐẢNG VIÊN NĂM 2021", "2022", None),
        ("XẾP LOẠI TỪ NĂM 2021 ĐẾN NĂM 2022", "Danh sách", None),
        ("DANH SÁCH", "Danh sách", None),
    ],
)
def test_the_year_stands_in_a_title_or_in_the_name_of_the_sheet(
    bring_table, office, above, title, year
):
    batch = bring_table(UNDATED, above=[[above]], title=title)
    if year is None:
        assert said(batch, "error") == [(3, "", grade_words.NO_YEAR)]
    else:
        take_over(batch, office)
        assert stored() == [(year, "Nguyễn Văn An", "t", "", "")]


def test_years_side_by_side_are_told_apart(bring, office):
    row = {name: value for name, value in UNDATED.items() if name != "Xếp loại"}
    take_over(bring(row | {"Xếp loại năm 2021": "XS", "Năm 2022": None, "2023": "miễn SH"}), office)
    assert stored() == [
        (2021, "Nguyễn Văn An", "xs", "", ""),
        (2023, "Nguyễn Văn An", "", "exempt", ""),
    ]
    batch = bring(row | {"2021": "XS", "2022": "T", "2023": "miễn sinh hoạt"})
    assert counted(batch) == {"new": 1}
    take_over(batch, office)
    assert [one[:3] for one in stored()][1] == (2022, "Nguyễn Văn An", "t")


def test_of_several_years_a_note_belongs_to_none(bring):
    row = {name: value for name, value in UNDATED.items() if name != "Xếp loại"}
    batch = bring(row | {"2021": "HT", "2022": "T", "Điểm": "90"})
    reason = "Dòng có nhiều năm, không rõ của năm nào nên không ghi."
    assert said(batch, "warning") == [(2, "E", reason)]


def test_an_x_under_a_level(bring, office):
    row = {name: value for name, value in ROW.items() if name != "Xếp loại"}
    ticks = {"HTXSNV": None, "HTTNV": "x", "HTNV": None, "KHTNV": None, "Lý do không xếp loại": None}
    other = row | ticks | {"Họ và tên": "Trần Thị Bình", "HTTNV": None}
    take_over(bring(row | ticks, other | {"Lý do không xếp loại": "thai sản"}), office)
    assert stored() == [
        (2021, "Nguyễn Văn An", "t", "", ""),
        (2021, "Trần Thị Bình", "", "other", "thai sản"),
    ]
    twice = said(bring(row | ticks | {"HTNV": "x"}), "error")
    assert twice == [(2, "F", "Dòng này ghi hai kết quả khác nhau.")]


def test_what_was_proposed_otherwise_is_noted_never_taken(bring, office):
    row = {name: value for name, value in ROW.items() if name != "Xếp loại"}
    said_by_all = {
        "Điểm": 88,
        "Tự xếp loại": "A1",
        "Chi bộ đề nghị": "XS",
        "Đảng ủy quyết định": "T",
        "Ghi chú": "Đi học",
    }
    take_over(bring(row | said_by_all), office)
    note = "Điểm: 88. Tự xếp loại: A1. Chi bộ đề nghị: Hoàn thành xuất sắc nhiệm vụ. Đi học"
    assert stored() == [(2021, "Nguyễn Văn An", "t", "", note)]
    assert counted(bring(row | said_by_all)) == {"same": 1}


def test_without_the_decision_nothing_is_taken(bring):
    row = {name: value for name, value in ROW.items() if name != "Xếp loại"}
    batch = bring(row | {"Tự xếp loại": "XS", "Chi bộ đề nghị": "XS"})
    assert said(batch, "error") == [(2, "", "Thiếu mức xếp loại hoặc lý do không xếp loại.")]


def test_a_column_that_may_be_a_proposal_is_told(bring):
    row = {name: value for name, value in ROW.items() if name != "Xếp loại"}
    batch = bring(row | {"Mức xếp loại do chi bộ ghi": "XS"})
    assert ["Cột D “Mức xếp loại do chi bộ ghi”", grade_sheets.DOUBT, True] in batch.told


@pytest.mark.parametrize(
    ("total", "told"),
    [
        ("Tổng: 1 XS, 1 T", []),
        ("Tổng cộng: HTXSNV: 1; HTTNV: 1 (50%); HTNV: 0", []),
        ("Tổng: 2 XS, 1 T", ["Dòng tổng ghi 2 XS, 1 T; các dòng trên có 1 XS, 1 T."]),
        ("Tổng số 2 đảng viên", []),
    ],
)
def test_totals_are_compared(bring_table, total, told):
    rows = [ROW, OTHER | {"Xếp loại": "XS"}, {"Họ và tên": total}]
    batch = bring_table(*rows)
    assert [text for _, text, _ in batch.told if "Dòng tổng" in text] == told
    assert counted(batch) == {"new": 2, "warning": 1}


def test_too_many_excellent_are_a_warning(bring, office):
    batch = bring(ROW | {"Xếp loại": "XS"}, OTHER)
    reason = "Năm 2021, theo các bảng: 1 hoàn thành xuất sắc, quy định cho phép 0 (20% của 1)."
    assert said(batch, "warning") == [(2, "D", reason)]
    take_over(batch, office)
    assert [one[2] for one in stored()] == ["xs", "t"]


# --- Awards -----------------------------------------------------------------------------------------


def test_an_award_with_its_day_is_recorded(bring, office, an, cell):
    row = ROW | {"Xếp loại": "XS", "Khen thưởng": "Giấy khen của Đảng ủy", "Ngày trao": "05/01/2022"}
    take_over(bring(row), office)
    award = Commendation.objects.get()
    assert (award.member, award.unit, award.year, award.kind) == (an, cell, 2021, "annual")
    assert (award.form, award.reason, award.given_on) == (
        "merit",
        "Giấy khen của Đảng ủy",
        day("2022-01-05"),
    )
    assert [one[4] for one in stored()] == [""]
    assert counted(bring(row))["same"] == 1


def test_whose_row_it_is_takes_over_neither_grade_nor_award(bring, office, an):
    Member.objects.filter(pk=an.pk).update(user=office)
    row = ROW | {"Xếp loại": "XS", "Khen thưởng": "Giấy khen của Đảng ủy", "Ngày trao": "05/01/2022"}
    assert said(bring(row), "error") == [(2, "A", OWN_GRADE)]
    Round.objects.take_over(an, an.home, year=2021, grade=Grade(Level.XS), by=None)
    assert said(bring(row), "error") == [(2, "A", OWN_AWARD)]
    assert Commendation.objects.count() == 0


def test_an_award_without_a_day_is_noted(bring, office):
    batch = bring(ROW | {"Khen thưởng": "Giấy khen của Đảng ủy; HTXSNV tiêu biểu"})
    reason = "Không có ngày trao nên chỉ ghi ở ghi chú, không vào phần mềm khen thưởng."
    assert said(batch, "warning") == [(2, "E", reason)]
    take_over(batch, office)
    note = "Khen thưởng: Giấy khen của Đảng ủy. Khen thưởng: HTXSNV tiêu biểu"
    assert ([one[4] for one in stored()], Commendation.objects.count()) == ([note], 0)


def test_an_award_before_its_year_is_refused(bring):
    row = ROW | {"Xếp loại": "XS", "Khen thưởng": "Giấy khen", "Ngày trao": "31/12/2020"}
    assert said(bring(row), "error") == [(2, "F", "Không thể trước năm xét (2021).")]


def test_what_was_only_proposed_is_no_award(bring, office):
    take_over(bring(ROW | {"Đề nghị khen thưởng": "Giấy khen", "Ngày trao": "05/01/2022"}), office)
    assert Commendation.objects.count() == 0
    assert [one[4] for one in stored()] == ["Đề nghị khen thưởng: Giấy khen"]


# --- The rules of the year, and the template --------------------------------------------------------


@pytest.mark.parametrize(("admitted_on", "is_asked"), [("2021-06-30", False), ("2021-07-01", True)])
def test_somebody_graded_too_early_is_asked_about(bring, cell, admitted_on, is_asked):
    days = {"admission_decided_on": day("2021-06-25"), "admitted_on": day(admitted_on)}
    make_member("Lê Văn Mới", unit=cell, on=day(admitted_on), official_on=None, **days)
    batch = bring(ROW | {"Họ và tên": "Lê Văn Mới"})
    reason = "Kết nạp ngày 01/07/2021, đến hết năm chưa đủ 6 tháng."
    assert said(batch, "warning") == [(2, "D", reason)] * is_asked
    assert counted(batch)["new"] == 1


def test_the_template_filled_in_reads_without_a_message(bring_table, office, an):
    fields = [field for field in grades.FIELDS if field.in_template]
    row = {field.label: grades.EXAMPLE.get(field.name) for field in fields}
    batch = bring_table(row, title="Danh sách")
    assert [one for one in batch.told if one[2]] == []
    assert counted(batch) == {"new": 1}


@pytest.mark.parametrize("column", ["Không xếp loại", "Khen thưởng", "Ghi chú"])
def test_no_is_nothing(bring, office, column):
    take_over(bring(ROW | {column: "Không"}), office)
    assert stored() == [(2021, "Nguyễn Văn An", "t", "", "")]
