"""Letters of introduction: made out once, numbered without a gap, frozen."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from cases.models import Case, Letter, LetterKind, inner_move
from cases.procedures import TEMPORARY_OUT, TRANSFER_OUT
from cells.models import UnitKind
from common.periods import DAY
from members.models import LeftBy, Member
from tests.conftest import day, found, make_member

FACTS = {"fee_until": day("2020-06-01"), "by": None}


def refused(act) -> dict:
    with pytest.raises(ValidationError) as refusal:
        act()
    error = refusal.value
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def transfer_of(member, *, on="2020-06-15", kind=TRANSFER_OUT.code, **facts):
    """A transfer whose letter was recorded on that day."""
    facts = {"place": "Đảng bộ Bệnh viện tỉnh"} | facts
    case = Case.objects.start(kind=kind, member=member, on=day("2020-06-01"), by=None, **facts)
    case.record("request", on=day("2020-06-01"), by=None)
    case.record("letter", on=day(on), by=None)
    return case


def issue(case, on="2020-06-15", **facts):
    return Letter.objects.issue_for(case, issued_on=day(on), **FACTS | facts)


@pytest.fixture
def member(cell):
    return make_member(unit=cell, card_number="25012345")


@pytest.fixture
def case(member):
    return transfer_of(member)


@pytest.fixture
def moved(member, second_cell):
    """Since 1/7/2020 in the other cell of the committee."""
    member.current_membership().transfer(to=second_cell, on=day("2020-07-01"), by=None)
    return member


def test_a_letter_says_who_goes_from_where_to_where(case, committee):
    letter = issue(case, papers=12)
    assert (letter.kind, letter.issuer, letter.serial) == (LetterKind.OFFICIAL, committee, "01/2020")
    assert letter.lines == [
        ("Họ và tên", "Nguyễn Văn An"),
        ("Sinh ngày", "20/05/1980"),
        ("Kết nạp ngày", "03/03/2010"),
        ("Chính thức ngày", "03/03/2011"),
        ("Số thẻ đảng viên", "25012345"),
        ("Đang sinh hoạt tại", "Chi bộ 1"),
        ("Được giới thiệu đến", "Đảng bộ Bệnh viện tỉnh"),
        ("Đảng phí đã đóng đến hết tháng", "06/2020"),
        ("Hồ sơ kèm theo", "12 tài liệu"),
    ]


def test_a_letter_says_of_a_birth_what_is_known(member):
    Member.objects.update(born_on=day("1942-01-01"), born_precision="year")
    member.refresh_from_db()
    assert issue(transfer_of(member)).lines[1] == ("Sinh", "1942")


def test_a_letter_says_of_days_in_the_party_what_is_known(member):
    known = {"admitted_precision": "month", "official_precision": "year"}
    days = {"admitted_on": day("2010-03-01"), "official_on": day("2011-01-01")}
    Member.objects.update(**days, **known)
    member.refresh_from_db()
    lines = issue(transfer_of(member)).lines
    assert lines[2:4] == [("Kết nạp", "03/2010"), ("Chính thức", "2011")]


def test_numbers_run_through_the_year_of_a_committee_without_a_gap(cell, second_cell):
    homes = [cell, second_cell, cell]
    cases = [transfer_of(make_member(f"Lê Văn {n}", unit=home)) for n, home in enumerate(homes)]
    days = ["2020-06-15", "2020-12-31", "2021-01-01"]
    letters = [issue(case, on) for case, on in zip(cases, days, strict=True)]
    assert [letter.serial for letter in letters] == ["01/2020", "02/2020", "01/2021"]


def test_a_refused_letter_takes_no_number(case):
    refused(lambda: issue(case, fee_until=day("2009-01-01")))
    assert issue(case).number == 1


def test_the_database_knows_each_number_once(case):
    letter = issue(case)
    letter.pk = None
    letter._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        letter.save()


def test_a_lone_cell_issues_its_own(db):
    lone = found("chi-bo-co-so", UnitKind.GRASSROOTS_CELL, "Chi bộ Trường Mầm non")
    case = transfer_of(make_member(unit=lone))
    assert issue(case).issuer == lone


def test_below_a_subcommittee_the_committee_issues(committee):
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận Nội", parent=committee)
    low = found("chi-bo-9", UnitKind.CELL, "Chi bộ 9", parent=part, number=9)
    assert issue(transfer_of(make_member(unit=low))).issuer == committee


def test_what_was_written_stays_when_the_record_is_corrected(case, member):
    letter = issue(case)
    member.full_name, member.card_number = "Nguyễn Văn Ân", "99999999"
    member.edit(fields=["full_name", "card_number"], by=None)
    letter.refresh_from_db()
    assert letter.lines[0] == ["Họ và tên", "Nguyễn Văn An"]
    assert ["Số thẻ đảng viên", "25012345"] in letter.lines


def test_the_head_is_that_of_the_day(case, committee):
    letter = issue(case)
    committee.rename(name="Đảng bộ Mới", on=day("2020-06-16"), by=None)
    assert letter.head.name == "Đảng bộ Trung tâm"


def test_a_second_letter_of_a_case_replaces_the_first(case):
    first = issue(case)
    second = issue(case, "2020-06-20", is_outside=True)
    assert (second.serial, second.replaces) == ("02/2020", first)
    assert list(Letter.objects.standing()) == [second]


def test_the_boxes_depend_on_how_far_the_way_is(case):
    assert len(issue(case).boxes) == 7
    assert len(issue(case, is_outside=True).boxes) == 10


def test_a_case_that_moved_along_gives_no_letter_of_the_days_before(case, moved):
    assert list(refused(lambda: issue(case, "2020-06-30"))) == ["issued_on"]
    assert issue(case, "2020-07-01").membership == moved.current_membership()


def test_the_step_of_the_letter_comes_first(member):
    case = Case.objects.start(
        kind=TRANSFER_OUT.code, member=member, on=day("2020-06-01"), place="Huế", by=None
    )
    assert list(refused(lambda: issue(case))) == [""]


def test_a_stopped_case_gives_no_letter(case):
    case.stop(on=day("2020-06-16"), reason="Không chuyển nữa", by=None)
    assert list(refused(lambda: issue(case, "2020-06-17"))) == [""]


@pytest.mark.parametrize("on", ["2020-06-14", "tomorrow"])
def test_neither_before_its_step_nor_to_come(case, on):
    later = timezone.localdate() + DAY
    act = {"issued_on": later if on == "tomorrow" else day(on)}
    assert list(refused(lambda: Letter.objects.issue_for(case, **act, **FACTS))) == ["issued_on"]


@pytest.mark.parametrize(("month", "ok"), [("2010-02-01", 0), ("2010-03-01", 1), ("2022-01-01", 0)])
def test_the_fee_is_paid_to_a_month_that_can_be(case, month, ok):
    if ok:
        assert issue(case, fee_until=day(month)).fee_until == day(month)
    else:
        assert list(refused(lambda: issue(case, fee_until=day(month)))) == ["fee_until"]


def test_a_temporary_letter_says_until_when(member):
    case = transfer_of(member, kind=TEMPORARY_OUT.code, until=day("2020-12-31"))
    letter = issue(case)
    assert letter.kind == LetterKind.TEMPORARY
    assert ("Đến hết ngày", "31/12/2020") in letter.lines


def test_on_probation_there_is_no_official_day_yet(cell):
    new = make_member(
        unit=cell,
        on=day("2019-12-01"),
        admission_decided_on=day("2019-11-20"),
        admitted_on=day("2019-12-01"),
        official_on=None,
    )
    assert ("Chính thức ngày", "đang dự bị") in issue(transfer_of(new)).lines


def test_the_step_stays_once_its_letter_is_in_the_book(case):
    issue(case)
    assert refused(lambda: case.undo(by=None)) == {
        "": ["Giấy giới thiệu số 01/2020 đã lập; bước này không bỏ được nữa."]
    }


def test_a_letter_can_be_made_out_after_the_member_left(case, cell):
    case.record("left", on=day("2020-07-01"), by=None)
    assert issue(case, "2020-07-02").membership.unit == cell


def test_a_move_inside_the_committee_takes_one_inner_letter(moved, cell):
    left = inner_move(moved)
    letter = Letter.objects.issue_inner(left, issued_on=day("2020-06-29"), **FACTS)
    assert (letter.kind, letter.membership.unit, letter.case) == (LetterKind.INNER, cell, None)
    assert ("Được giới thiệu đến", "Chi bộ 2") in letter.lines
    assert letter.boxes == ("Chi bộ nơi đi", "Chi bộ nơi đến")
    again = Letter.objects.issue_inner(left, issued_on=day("2020-07-02"), **FACTS)
    assert again.replaces == letter


def test_there_is_no_inner_letter_across_committees(member, foreign_cell):
    member.current_membership().transfer(to=foreign_cell, on=day("2020-07-01"), by=None)
    assert inner_move(member) is None


def test_who_never_moved_or_left_has_no_inner_move(member, second_cell):
    assert inner_move(member) is None
    member.current_membership().transfer(to=second_cell, on=day("2020-07-01"), by=None)
    assert inner_move(member).unit.name == "Chi bộ 1"
    member.current_membership().leave(on=day("2020-08-01"), left_by=LeftBy.DEATH, by=None)
    assert inner_move(member) is None


def test_an_earlier_move_takes_no_letter_any_more(moved, cell):
    left = inner_move(moved)
    moved.current_membership().transfer(to=cell, on=day("2020-09-01"), by=None)
    act = {"issued_on": day("2020-09-01")}
    assert list(refused(lambda: Letter.objects.issue_inner(left, **act, **FACTS))) == [""]


def test_letters_follow_the_member(case, office, outsider):
    letter = issue(case)
    assert list(Letter.objects.visible_to(office)) == [letter]
    assert list(Letter.objects.visible_to(outsider)) == []


def test_handing_it_out_is_logged_with_its_number(case, office, member):
    letter = issue(case)
    assert letter.hand_out(by=office) == letter.lines
    event = AuditEvent.objects.get(action="member.unmask")
    assert (event.by, event.record_id, event.note) == (
        office,
        str(member.pk),
        "Giấy giới thiệu số 01/2020",
    )


@pytest.mark.parametrize(("on", "is_copy"), [("2025-12-11", False), ("2025-12-12", True)])
def test_since_transfers_are_online_the_print_is_for_checking(on, is_copy):
    assert Letter(kind="official", issued_on=day(on)).is_check_copy is is_copy
    assert not Letter(kind="inner", issued_on=day(on)).is_check_copy
