"""Tables of grades of past years: judged by trying the very verbs."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cells.rights import Role
from evaluations.models import Exclusion, Level, MemberAssessment, Round, RuleSet
from members.models import CameBy, MembershipKind
from reports.figures.figure import Scope
from reports.figures.grading import GRADED
from tests.conftest import day, make_member, make_user
from tests.upkeep.imports.batches import bring_in, counted, said, sheet, take_over
from tests.upkeep.imports.workbooks import workbook
from upkeep.imports import grade_words, values

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
        "left": 0,
        "xs": 0,
        "t": 1,
        "ht": 0,
        "kht": 0,
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
        ("Không HTNV", None),
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
        ({"Năm": "khóa 21"}, "C", "Mời ghi năm bằng bốn chữ số, như 2021."),
        ({"Năm": 2090}, "C", "Năm 2090 chưa hết."),
    ],
)
def test_what_cannot_be_is_named_at_its_cell(bring, changes, column, reason):
    told = [(where, text) for _, where, text in said(bring(ROW | changes), "error")]
    assert (column, reason) in told


def test_before_the_committee_began_nobody_was_graded_in_it(bring):
    reason = "Trong sổ, ngày 31/12/2018 Chi bộ 1 chưa thuộc tổ chức cơ sở đảng nào."
    assert said(bring(ROW | {"Năm": 2018}), "error") == [(2, "B", reason)]
    assert counted(bring(ROW | {"Năm": 2019})) == {"new": 1}


def test_a_year_without_a_rule_set_is_refused(bring):
    RuleSet.objects.filter(first_year=2019).delete()
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
        (3, "A", "Trùng với hàng 2."),
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
    reason = "Theo sổ, năm 2021 không sinh hoạt tại Đảng bộ Trung tâm."
    assert said(bring(ROW | {"Họ và tên": "Lê Văn Khách"}), "error") == [(2, "A", reason)]


def test_who_came_later_is_refused_until_the_year_he_came(bring, foreign_cell, cell):
    mover = make_member("Lê Văn Đến", unit=foreign_cell)
    mover.current_membership().transfer(to=cell, on=day("2022-12-31"), by=None)
    row = ROW | {"Họ và tên": "Lê Văn Đến"}
    reason = "Theo sổ, năm 2021 không sinh hoạt tại Đảng bộ Trung tâm."
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
