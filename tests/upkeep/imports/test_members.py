"""Lists of members: every rule is a verdict, what is right is taken over, twice is once."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEvent
from cells.models import UnitKind
from members.models import CameBy, Card, Member, Membership
from members.rules.order import NEEDS_DAY
from reports.figures import Scope, compute
from tests.conftest import day, found, make_member
from tests.upkeep.imports import workbooks
from tests.upkeep.imports.batches import PERSON, bring_in, counted, said, sheet, take_over
from upkeep.imports import values

CARD, CITIZEN, RECORD = "Số thẻ", "Số CCCD", "Số lý lịch"
ONE, OTHER = "001080000001", "001080000002"
NAMESAKE = "Trong phần mềm có người cùng tên, ngày sinh, khác số; ghi là người khác."


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def errors(committee, office, **changes) -> list[tuple[str, str]]:
    """(column, reason) for one new person with these cells changed."""
    batch = bring_in(committee, office, sheet(PERSON | changes))
    return [(column, reason) for _, column, reason in said(batch, "error")]


def warnings(committee, office, *rows) -> list[tuple[int, str, str]]:
    return said(bring_in(committee, office, sheet(*rows)), "warning")


def as_exported(day):
    return day and (day.first if day.is_whole else str(day))


def as_row(member, cell="Chi bộ 1") -> dict:
    """The member as an export writes it."""
    return {
        "Họ và tên": member.full_name,
        "Ngày sinh": as_exported(member.born),
        "Giới tính": member.get_sex_display(),
        "Trình độ": member.get_schooling_display(),
        "Lý luận chính trị": member.get_theory_display(),
        "Dân tộc": member.ethnicity,
        CARD: member.card_number,
        "Nơi công tác": f"'{member.work_place}"
        if member.work_place.startswith(("=", "+", "-", "@"))
        else member.work_place,
        "Ngày quyết định kết nạp": as_exported(member.admission_decided),
        "Ngày kết nạp": as_exported(member.admitted),
        "Ngày chính thức": as_exported(member.official),
        "Chi bộ": cell,
    }


# --- New people ---------------------------------------------------------------------------------


def test_somebody_new_is_taken_over_with_the_first_cell(committee, cell, office):
    batch = take_over(bring_in(committee, office, sheet(PERSON)), office)
    member = Member.objects.get()
    spell = member.current_membership()
    assert batch.is_applied
    assert (member.full_name, member.born_on, member.sex) == (
        "Trần Thị Bình",
        day("1985-10-02"),
        "female",
    )
    assert (spell.unit, spell.starts_on, spell.came_by) == (cell, day("2020-01-01"), CameBy.TRANSFER)


def test_one_audit_event_is_written_for_each_new_member(committee, cell, office):
    take_over(bring_in(committee, office, sheet(PERSON)), office)
    event = AuditEvent.objects.get(action="member.add")
    assert (event.by, event.record_id) == (office, str(Member.objects.get().pk))


def test_who_was_admitted_on_the_first_day_came_by_admission(committee, cell, office):
    row = PERSON | {"Ngày về chi bộ": "03/03/2020", "Ngày kết nạp": "03/03/2020", "Ngày chính thức": ""}
    take_over(bring_in(committee, office, sheet(row)), office)
    assert Membership.objects.get().came_by == CameBy.ADMISSION


def test_the_day_of_the_workbook_counts_where_the_row_says_none(committee, cell, office):
    row = {name: value for name, value in PERSON.items() if name != "Ngày về chi bộ"}
    batch = bring_in(committee, office, sheet(row), starts_on=day("2021-06-01"))
    take_over(batch, office)
    spell = Membership.objects.get()
    assert (spell.starts_on, spell.came_by) == (day("2021-06-01"), CameBy.OPENING)


def test_a_list_of_a_day_is_no_movement_of_that_year(committee, cell, office):
    """Fault: 92 on the list of 1 June were 92 transferred in."""
    bare = {name: value for name, value in PERSON.items() if name != "Ngày về chi bộ"}
    new = {
        "Họ và tên": "Lê Thị Hoa",
        "Ngày quyết định kết nạp": "01/07/2021",
        "Ngày kết nạp": "05/07/2021",
        "Ngày chính thức": "",
    }
    came = {"Họ và tên": "Vũ Văn Sơn", "Ngày về chi bộ": "15/03/2021"}
    rows = sheet(bare, bare | new, bare | came)
    take_over(bring_in(committee, office, rows, starts_on=day("2021-06-01")), office)
    codes = ["members.opening", "moves.admitted", "moves.transferred_in", "members.closing"]
    scope = Scope(committee, day("2021-01-01"), day("2021-12-31"))
    assert compute(scope, codes) == dict(zip(codes, [1, 1, 1, 3], strict=True))


def test_an_arrival_by_workbook_can_be_corrected_like_any_other(committee, cell, office):
    take_over(bring_in(committee, office, sheet(PERSON)), office)
    member = Member.objects.get()
    act = member.roll_acts.get()
    assert (act.kind, act.by, act.begun) == ("arrival", office, member.memberships.get())


def test_without_any_first_day_it_is_asked_for(committee, cell, office):
    assert errors(committee, office, **{"Ngày về chi bộ": None}) == [
        ("I", "Thiếu ngày về chi bộ; ghi ở cột này hoặc chọn ngày chung khi tải lên.")
    ]


def test_a_workbook_about_one_cell_needs_no_column_of_cells(cell, office):
    row = {name: value for name, value in PERSON.items() if name != "Chi bộ"}
    take_over(bring_in(cell, office, sheet(row)), office)
    assert Membership.objects.get().unit == cell


@pytest.mark.parametrize("written", ["Chi bộ 1", "chi bo 1", "1", 1, "CB 1", "chi-bo-1"])
def test_a_cell_is_found_by_name_number_and_code(committee, cell, office, written):
    assert errors(committee, office, **{"Chi bộ": written}) == []


def test_a_cell_is_not_found_by_a_name_of_the_past(committee, cell, office):
    cell.rename(name="Chi bộ Dược", number=None, on=day("2022-01-01"), by=None)
    cell.rename(name="Chi bộ Vật tư", number=None, on=day("2023-01-01"), by=None)
    assert errors(committee, office, **{"Chi bộ": "Chi bộ Dược"}) == [
        ("H", "Không tìm thấy tổ chức này trong phạm vi nhập.")
    ]


def test_two_cells_of_one_name_are_told_apart_by_what_is_above(committee, cell, office):
    other = found("dang-bo-2", UnitKind.SUBCOMMITTEE, "Đảng bộ Hai", parent=committee)
    found("chi-bo-1b", UnitKind.CELL, "Chi bộ 1", parent=other, number=1)
    assert errors(committee, office, **{"Chi bộ": "Chi bộ 1"}) == [
        ("H", "Có 2 tổ chức cùng tên này. Ghi thêm tên đảng bộ, hoặc ghi mã.")
    ]
    assert errors(committee, office, **{"Chi bộ": "Chi bộ 1 - Đảng bộ Hai"}) == []


def test_a_foreign_cell_is_not_known(committee, cell, foreign_cell, office):
    assert errors(committee, office, **{"Chi bộ": "Chi bộ khác"}) == [
        ("H", "Không tìm thấy tổ chức này trong phạm vi nhập.")
    ]


def test_the_sex_may_stand_in_two_columns(committee, cell, office):
    row = {name: value for name, value in PERSON.items() if name != "Giới tính"}
    take_over(bring_in(committee, office, sheet(row | {"Nam": None, "Nữ": "x"})), office)
    assert Member.objects.get().sex == "female"


def test_births_may_stand_in_two_columns(committee, cell, office):
    row = {name: value for name, value in PERSON.items() if name not in {"Giới tính", "Ngày sinh"}}
    apart = [{"Năm sinh nam": "20/05/1980", "Năm sinh nữ": None}, {"Năm sinh nữ": "02/10/1985"}]
    batch = bring_in(committee, office, sheet(*(row | births for births in apart)))
    take_over(batch, office)
    found = Member.objects.order_by("born_on").values_list("sex", "born_on")
    assert list(found) == [("male", day("1980-05-20")), ("female", day("1985-10-02"))]


def test_only_the_year_in_one_of_them_is_a_year(committee, cell, office):
    row = {name: value for name, value in PERSON.items() if name not in {"Giới tính", "Ngày sinh"}}
    batch = bring_in(committee, office, sheet(row | {"Năm sinh nam": None, "Năm sinh nữ": 1985}))
    take_over(batch, office)
    assert (Member.objects.get().sex, str(Member.objects.get().born)) == ("female", "1985")


@pytest.mark.parametrize(("written", "kept"), [(1985, "1985"), ("10/1985", "10/1985")])
def test_a_birth_is_taken_over_as_far_as_it_is_known(committee, cell, office, written, kept):
    row = PERSON | {"Ngày sinh": written}
    take_over(bring_in(committee, office, sheet(row)), office)
    assert str(Member.objects.get().born) == kept
    assert counted(bring_in(committee, office, sheet(row))) == {"same": 1}


@pytest.mark.parametrize(
    ("written", "warned"),
    [
        ("10/1985", [(3, "B", "Có thể trùng người với dòng 2.")]),
        ("1985", [(3, "B", "Có thể trùng người với dòng 2.")]),
        ("11/1985", []),
    ],
)
def test_two_rows_that_may_be_one_person_are_asked_about(committee, cell, office, written, warned):
    batch = bring_in(committee, office, sheet(PERSON, PERSON | {"Ngày sinh": written}))
    assert (said(batch, "error"), said(batch, "warning")) == ([], warned)


@pytest.mark.parametrize(
    ("decided_on", "errors_at", "warned"),
    [("31/12/2002", ["E"], []), ("01/01/2003", [], ["E"]), ("31/12/2003", [], [])],
)
def test_where_the_day_is_unknown_eighteen_is_doubted(
    committee, cell, office, decided_on, errors_at, warned
):
    row = PERSON | {"Ngày sinh": 1985, "Ngày quyết định kết nạp": decided_on}
    batch = bring_in(committee, office, sheet(row))
    assert [column for _, column, _ in said(batch, "error")] == errors_at
    doubt = "Chỉ biết sinh 1985, có thể chưa đủ 18 tuổi khi kết nạp."
    assert said(batch, "warning") == [(2, column, doubt) for column in warned]


def test_both_sexes_ticked_are_refused(committee, cell, office):
    row = {name: value for name, value in PERSON.items() if name != "Giới tính"}
    batch = bring_in(committee, office, sheet(row | {"Nam": "x", "Nữ": "x"}))
    assert said(batch, "error") == [(2, "I", "Đánh dấu cả cột Nam và cột Nữ.")]


def test_without_the_day_of_the_decision_the_ceremony_stands_in(committee, cell, office):
    row = PERSON | {"Ngày quyết định kết nạp": None}
    reason = "Không có ngày quyết định kết nạp nên tạm lấy ngày kết nạp."
    assert warnings(committee, office, row) == [(2, "F", reason)]


@pytest.mark.parametrize(
    ("decided_on", "refused"), [("02/10/2003", []), ("01/10/2003", ["E"])], ids=["18", "a day less"]
)
def test_nobody_joined_before_eighteen(committee, cell, office, decided_on, refused):
    found = errors(committee, office, **{"Ngày quyết định kết nạp": decided_on})
    assert [column for column, _ in found] == refused


@pytest.mark.parametrize(("official_on", "warned"), [("03/03/2011", []), ("02/03/2011", ["G"])])
def test_official_before_twelve_months_is_a_warning(committee, cell, office, official_on, warned):
    row = PERSON | {"Ngày chính thức": official_on}
    assert [column for _, column, _ in warnings(committee, office, row)] == warned


def test_a_day_not_yet_come_is_refused_and_today_is_not(committee, cell, office):
    today = timezone.localdate()
    assert errors(committee, office, **{"Ngày về chi bộ": today}) == []
    tomorrow = today + datetime.timedelta(days=1)
    assert errors(committee, office, **{"Ngày về chi bộ": tomorrow}) == [("I", "Chưa đến ngày này.")]


def test_a_card_of_somebody_outside_is_refused_without_a_name(committee, cell, foreign_cell, office):
    make_member("Lê Văn Ngoài", unit=foreign_cell, card_number="12345678")
    assert errors(committee, office, **{CARD: "12345678"}) == [
        ("J", "Số thẻ này đã có ở một hồ sơ ngoài phạm vi nhập.")
    ]


def test_a_card_of_somebody_else_inside_is_named(committee, cell, office):
    make_member("Lê Văn Trong", unit=cell, card_number="12345678")
    assert errors(committee, office, **{CARD: "12345678"}) == [
        ("J", "Trong phần mềm, số này là của đồng chí Lê Văn Trong, sinh ngày khác.")
    ]


def test_a_card_kept_as_a_number_is_pointed_at(committee, cell, office):
    assert warnings(committee, office, PERSON | {CARD: 1234567}) == [
        (2, "J", "Ô kiểu số: số 0 ở đầu số thẻ, nếu có, đã mất.")
    ]


def test_rows_about_nobody_are_left_out_and_told(committee, cell, office):
    rows = [
        {"Họ và tên": "Chi bộ 1"},
        PERSON,
        {"Họ và tên": "Tổng cộng: 1 người", "Giới tính": "0 nam"},
        {"Trình độ": "Người lập biểu"},
    ]
    batch = bring_in(committee, office, sheet(*rows))
    assert counted(batch) == {"new": 1}
    assert batch.left_out == [["4", "Tổng cộng: 1 người · 0 nam"], ["5", "Người lập biểu"]]
    assert ["Dòng nhóm", "dòng 2: “Chi bộ 1”", False] in batch.told


def test_somebody_named_tong_cong_is_no_total(committee, cell, office):
    batch = bring_in(committee, office, sheet(PERSON | {"Họ và tên": "Tống Công Minh"}))
    assert counted(batch) == {"new": 1}


# --- People known ---------------------------------------------------------------------------------


@pytest.fixture
def member(cell):
    numbers = {"card_number": "01234567", "citizen_id": ONE, "record_number": "012345HG"}
    return make_member(unit=cell, work_place="Trung tâm", **numbers)


def test_the_member_as_exported_is_the_same(committee, office, member):
    assert counted(bring_in(committee, office, sheet(as_row(member)))) == {"same": 1}


def test_an_empty_cell_erases_nothing(committee, office, member):
    row = as_row(member) | {"Nơi công tác": None, "Ngày chính thức": None, CARD: None}
    assert counted(bring_in(committee, office, sheet(row))) == {"same": 1}


def test_what_has_changed_shows_what_was_before_and_is_taken_over(committee, office, member):
    batch = bring_in(committee, office, sheet(as_row(member) | {"Trình độ": "Thạc sĩ"}))
    assert said(batch, "changed") == [(2, "D", "Trước đây: Đại học.")]
    take_over(batch, office)
    member.refresh_from_db()
    assert member.schooling == "master"
    event = AuditEvent.objects.get(action="member.edit")
    assert event.fields == ["schooling"]


def test_a_number_is_shown_masked(committee, office, member):
    batch = bring_in(committee, office, sheet(as_row(member) | {CARD: "99999999", CITIZEN: ONE}))
    said_of_it = (
        "Trước đây: ••••567. Khác số thẻ đảng viên trong phần mềm; "
        "đề nghị xem có đúng là một người không."
    )
    assert said(batch, "warning") == [(2, "G", said_of_it)]


def test_the_number_of_a_card_on_record_is_not_changed_by_a_list(committee, office, member):
    Card.objects.issue(
        member=member, number="87654321", reason="new", issued_on=day("2020-01-01"), by=None
    )
    batch = bring_in(committee, office, sheet(as_row(member) | {CARD: "99999999", CITIZEN: ONE}))
    assert said(batch, "error") == [
        (2, "G", "Khác thẻ cấp gần nhất; việc cấp, đổi thẻ ghi ở phần Thẻ, hồ sơ.")
    ]


def test_zeros_that_excel_has_lost_are_not_a_change(committee, office, member):
    assert counted(bring_in(committee, office, sheet(as_row(member) | {CARD: 1234567}))) == {"same": 1}


def test_the_right_year_alone_is_the_same(committee, office, member):
    row = as_row(member) | {"Ngày sinh": 1980, "Ngày kết nạp": "2010"}
    assert counted(bring_in(committee, office, sheet(row))) == {"same": 1}


def test_the_right_month_alone_is_the_same(committee, office, member):
    row = as_row(member) | {"Ngày sinh": "5/1980", "Ngày kết nạp": "03/2010"}
    assert counted(bring_in(committee, office, sheet(row))) == {"same": 1}
    batch = bring_in(committee, office, sheet(row | {"Ngày kết nạp": "04/2010"}))
    reason = "Trước đây: 03/03/2010. Chỉ biết 04/2010 (tính từ 01/04/2010)."
    assert said(batch, "warning") == [(2, "J", reason), (2, "K", "Sớm hơn 12 tháng sau ngày kết nạp.")]


@pytest.mark.parametrize("written", [1980, "05/1980"])
def test_of_no_number_whoever_may_have_that_birth_is_asked_about(committee, office, member, written):
    row = as_row(member) | {"Ngày sinh": written, CARD: None}
    batch = bring_in(committee, office, sheet(row))
    reason = "Trong phần mềm là 20/05/1980; đề nghị xem có đúng là một người không."
    assert said(batch, "warning") == [(2, "B", reason)]
    assert said(batch, "changed") == []


def test_a_birth_known_better_is_a_change_that_is_asked_about(committee, cell, office):
    member = make_member(unit=cell, born_on=day("1980-01-01"), born_precision="year")
    row = as_row(member) | {"Ngày sinh": "20/05/1980"}
    batch = bring_in(committee, office, sheet(row))
    reason = "Trước đây: 1980. Trong phần mềm là 1980; đề nghị xem có đúng là một người không."
    assert said(batch, "warning") == [(2, "B", reason)]
    take_over(batch, office)
    member.refresh_from_db()
    assert str(member.born) == "20/05/1980"


@pytest.mark.parametrize("written", [1981, "06/1980", "21/05/1980"])
def test_of_another_birth_is_another_person(committee, office, member, written):
    row = as_row(member) | {"Ngày sinh": written, CARD: None, "Ngày về chi bộ": "01/01/2020"}
    assert counted(bring_in(committee, office, sheet(row))) == {"new": 1}


def test_the_very_birth_comes_before_one_that_may_be(committee, cell, office, member):
    other = make_member(unit=cell, born_on=day("1980-01-01"), born_precision="year")
    assert counted(bring_in(committee, office, sheet(as_row(other)))) == {"same": 1}


def test_a_year_that_contradicts_is_an_error(committee, office, member):
    batch = bring_in(committee, office, sheet(as_row(member) | {"Ngày kết nạp": 2009}))
    assert said(batch, "error") == [(2, "J", "Lễ kết nạp không thể trước quyết định kết nạp.")]


OLD = {"Ngày quyết định kết nạp": None, "Ngày kết nạp": 1965, "Ngày chính thức": "3/1966"}


def test_days_of_long_ago_are_kept_as_far_as_known_and_it_is_told(committee, cell, office):
    old = as_row(make_member(born_on=day("1942-01-01"))) | OLD | {"Ngày về chi bộ": "01/01/2020"}
    Member.objects.all().delete()
    batch = bring_in(committee, office, sheet(old))
    taken = "Không có ngày quyết định kết nạp nên tạm lấy ngày kết nạp."
    assert said(batch, "warning") == [
        (2, "J", f"{taken} Chỉ biết 1965 (tính từ 01/01/1965)."),
        (2, "K", "Chỉ biết 03/1966 (tính từ 01/03/1966)."),
    ]
    take_over(batch, office)
    member = Member.objects.get()
    assert [str(known) for known in (member.admission_decided, member.admitted, member.official)] == [
        *("1965", "1965", "03/1966")
    ]
    assert (member.admitted_on, member.official_on) == (day("1965-01-01"), day("1966-03-01"))


@pytest.mark.parametrize(
    ("official", "refused"), [("02/2020", True), ("01/2020", True), ("12/2019", False)]
)
def test_since_the_first_day_here_a_day_is_wanted(committee, cell, office, official, refused):
    row = as_row(make_member(official_on=None)) | {"Ngày về chi bộ": "01/01/2020"}
    Member.objects.all().delete()
    batch = bring_in(committee, office, sheet(row | {"Ngày chính thức": official}))
    assert said(batch, "error") == ([(2, "K", NEEDS_DAY)] if refused else [])


@pytest.mark.parametrize(("official", "refused"), [("01/2019", True), ("12/2018", False)])
def test_of_a_member_too(committee, cell, office, official, refused):
    row = as_row(make_member(unit=cell, official_on=None)) | {"Ngày chính thức": official}
    batch = bring_in(committee, office, sheet(row))
    found = [cell for cell in said(batch, "error") if cell[2] == NEEDS_DAY]
    assert found == ([(2, "K", NEEDS_DAY)] if refused else [])


def test_a_card_finds_the_member_whose_name_was_written_wrongly(committee, office, member):
    batch = bring_in(committee, office, sheet(as_row(member) | {"Họ và tên": "Nguyễn Văn Ân"}))
    assert counted(batch) == {"changed": 1, "warning": 1}


def test_belonging_elsewhere_is_an_error(committee, office, member, second_cell):
    batch = bring_in(committee, office, sheet(as_row(member, cell="2")))
    reason = "Đang sinh hoạt tại Chi bộ 1. Chuyển chi bộ thì ghi ở bảng chuyển đến, chuyển đi."
    assert said(batch, "error") == [(2, "L", reason)]


def test_who_left_is_not_brought_back_by_a_list(committee, office, member):
    member.current_membership().leave(on=day("2021-01-01"), left_by="deletion", by=None)
    batch = bring_in(committee, office, sheet(as_row(member)))
    assert said(batch, "error") == [(2, "L", "Trong phần mềm đã rời chi bộ. Ghi ở bảng chuyển đến.")]


def test_namesakes_born_on_one_day_need_a_card(committee, cell, office, member):
    make_member(unit=cell)
    batch = bring_in(committee, office, sheet(as_row(member) | {CARD: None}))
    assert said(batch, "error") == [
        (2, "A", "Trong phần mềm có 2 người cùng tên, ngày sinh. Ghi số thẻ.")
    ]


def test_becoming_official_is_its_own_event(committee, cell, office):
    member = make_member(unit=cell, official_on=None)
    batch = bring_in(committee, office, sheet(as_row(member) | {"Ngày chính thức": "04/03/2020"}))
    take_over(batch, office)
    member.refresh_from_db()
    assert member.official_on == day("2020-03-04")
    assert AuditEvent.objects.filter(action="member.confirm").count() == 1


def test_nobody_becomes_official_before_being_on_the_roll(committee, cell, office):
    member = make_member(unit=cell, official_on=None)
    batch = bring_in(committee, office, sheet(as_row(member) | {"Ngày chính thức": "31/12/2018"}))
    assert said(batch, "error") == [(2, "K", "Vào ngày này đồng chí không sinh hoạt tại chi bộ nào.")]


def test_admission_after_the_first_cell_is_refused(committee, office, member):
    changes = {"Ngày kết nạp": "02/01/2019", "Ngày chính thức": "02/01/2020"}
    batch = bring_in(committee, office, sheet(as_row(member) | changes))
    assert said(batch, "error") == [(2, "J", "Đã sinh hoạt tại chi bộ từ 01/01/2019.")]


# --- One person or two: record number, citizen number, card, then name with birth -------------------


def test_another_card_and_another_citizen_number_are_another_person(committee, cell, office):
    """The very rows of a fault: they were offered as a change of the person on record."""
    known = make_member(unit=cell, card_number="01000001", citizen_id=ONE)
    row = as_row(known) | {CARD: "01000002", CITIZEN: OTHER, "Ngày về chi bộ": "01/01/2020"}
    batch = bring_in(committee, office, sheet(row))
    assert counted(batch) == {"new": 1, "warning": 1}
    assert said(batch, "warning") == [(2, "A", NAMESAKE)]
    take_over(batch, office)
    assert sorted(Member.objects.values_list("card_number", "citizen_id")) == [
        ("01000001", ONE),
        ("01000002", OTHER),
    ]


@pytest.mark.parametrize("other", [{CARD: "99999999"}, {CITIZEN: OTHER}, {RECORD: "999999HG"}])
def test_one_other_number_is_enough(committee, office, member, other):
    row = as_row(member) | {CARD: None, "Ngày về chi bộ": "01/01/2020"} | other
    assert counted(bring_in(committee, office, sheet(row))) == {"new": 1, "warning": 1}


def test_two_such_rows_of_one_workbook_are_two_persons(committee, cell, office):
    numbers = [{CARD: "01000001", CITIZEN: ONE}, {CARD: "01000002", CITIZEN: OTHER}]
    batch = bring_in(committee, office, sheet(*(PERSON | row for row in numbers)))
    assert counted(batch) == {"new": 2}
    take_over(batch, office)
    assert sorted(Member.objects.values_list("card_number", flat=True)) == ["01000001", "01000002"]


def test_two_rows_that_no_number_tells_apart_are_one_person(committee, cell, office):
    rows = [PERSON | {CARD: "01000001"}, PERSON | {CARD: "01000002"}, PERSON | {CITIZEN: ONE}]
    batch = bring_in(committee, office, sheet(*rows))
    assert said(batch, "error") == [(4, "A", "Trùng người với dòng 2.")]


@pytest.mark.parametrize(
    ("numbers", "verdicts"),
    [
        ({RECORD: "012345HG", CITIZEN: OTHER, CARD: "99999999"}, {"changed": 1, "warning": 1}),
        ({CITIZEN: ONE, CARD: "99999999"}, {"changed": 1, "warning": 1}),
        ({CARD: "01234567"}, {"same": 1}),
        ({CARD: 1234567}, {"same": 1}),
        ({CARD: None}, {"same": 1}),
    ],
)
def test_the_surest_number_finds_the_person(committee, office, member, numbers, verdicts):
    batch = bring_in(committee, office, sheet(as_row(member) | numbers))
    assert counted(batch) == verdicts


def test_a_record_number_that_two_have_finds_neither(committee, cell, office):
    for name in ("Lê Văn Ba", "Lê Văn Bốn"):
        make_member(name, unit=cell, record_number="012345HG")
    assert counted(bring_in(committee, office, sheet(PERSON | {RECORD: "012345HG"}))) == {"new": 1}


# --- Many at once -----------------------------------------------------------------------------------


@pytest.fixture
def cells(committee):
    return [
        found(f"cb-{n}", UnitKind.CELL, f"Chi bộ {n}", parent=committee, number=n) for n in (1, 2, 3)
    ]


def test_all_of_fifty_bad_rows_are_named_and_no_other(committee, cells, office):
    rows = workbooks.people(1000, ["Chi bộ 1", "2", "cb 3"])
    expected = workbooks.spoiled(rows, 50)
    batch = bring_in(committee, office, workbooks.workbook(rows))
    assert {(number, column) for number, column, _ in said(batch, "error")} == expected
    assert counted(batch) == {"new": 950, "error": 50}


@pytest.mark.parametrize("fault", workbooks.FAULTS)
def test_each_fault_is_named_at_its_cell(committee, cells, office, fault):
    rows = workbooks.people(3, ["1"])
    field = workbooks.FAULTS[fault](rows[2], rows[0])
    batch = bring_in(committee, office, workbooks.workbook(rows))
    found = [(number, column) for number, column, _ in said(batch, "error")]
    assert found == [(4, workbooks.column(field))]


def test_a_ditto_is_filled_or_named_and_a_free_ethnicity_warned(committee, cells, office):
    rows = workbooks.people(4, ["1"])
    for row, written in zip(rows, ["nt", "Kinh (Việt)", "nt", "Kinhh"], strict=True):
        row["ethnicity"] = written
    batch = bring_in(committee, office, workbooks.workbook(rows))
    assert said(batch, "error") == [(2, "E", "Không rõ “nt”; đề nghị ghi đủ như ở dòng trên.")]
    assert ["Dân tộc", "1 ô ghi như dòng trên, đã điền theo dòng trên.", False] in batch.told
    free = "Không có trong danh mục 54 dân tộc; đề nghị xem lại."
    assert said(batch, "warning") == [(5, "E", free)]


def test_letters_foreign_to_our_names_are_named(committee, cells, office):
    rows = workbooks.people(2, ["1"])
    rows[0]["full_name"], rows[1]["full_name"] = "NguyÔn V¨n §øc", "Lê Thị Hà"
    batch = bring_in(committee, office, workbooks.workbook(rows))
    assert said(batch, "warning") == [(2, "B", "Có chữ lạ: ¨§ø; đề nghị xem lại phông chữ, bộ gõ.")]


def test_the_same_workbook_again_changes_nothing(committee, cells, office):
    content = workbooks.workbook(workbooks.people(200, ["Chi bộ 1", "2", "cb 3"]))
    take_over(bring_in(committee, office, content), office)
    events = AuditEvent.objects.filter(action__startswith="member.").count()
    again = bring_in(committee, office, content)
    assert counted(again) == {"same": 200}
    assert again.refusal() == "Mọi điều trong bảng đã có trong phần mềm; không có gì để ghi."
    assert AuditEvent.objects.filter(action__startswith="member.").count() == events


def test_decomposed_letters_are_the_same_people(committee, cells, office):
    rows = workbooks.people(20, ["1"])
    take_over(bring_in(committee, office, workbooks.workbook(rows)), office)
    decomposed = [{name: workbooks.nfd(value) for name, value in row.items()} for row in rows]
    headings = {name: workbooks.nfd(title) for name, title in workbooks.HEADINGS.items()}
    again = bring_in(committee, office, workbooks.workbook(decomposed, headings))
    assert counted(again) == {"same": 20}


OF_PARTY = {
    "day": {},
    "month": {"admitted_on": day("2010-03-01"), "admitted_precision": "month"},
    "year": {
        **dict.fromkeys(("admission_decided_on", "admitted_on"), day("2010-01-01")),
        **dict.fromkeys(("admission_decided_precision", "official_precision"), "year"),
        **{"admitted_precision": "year", "official_on": day("2011-01-01")},
    },
}
SIGNS = st.characters(codec="utf-8", exclude_categories=["C", "Z"])
# Ditto marks, and NT (như trên), mean what stands in the row above.
TEXTS = st.text(SIGNS, max_size=20).filter(lambda text: not values.is_ditto(text))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=3, max_size=3))
def test_whatever_is_exported_is_the_same_when_it_comes_back(cell, office, texts):
    Membership.objects.all().delete()
    Member.objects.all().delete()
    births = zip(
        ["1980-05-20", "1980-05-01", "1980-01-01"], ["day", "month", "year"], texts, strict=True
    )
    rows = [
        as_row(
            make_member(
                f"Nguyễn Văn {precision}",
                unit=cell,
                work_place=text,
                ethnicity="Tày",
                born_on=day(first),
                born_precision=precision,
                **OF_PARTY[precision],
            )
        )
        for first, precision, text in births
    ]
    assert counted(bring_in(cell, office, sheet(*rows))) == {"same": 3}
