"""The lines of each of the 14 registers: who stands in the book of which unit, and when."""

import pytest

from cells.models import Term
from evaluations.models import Commendation
from meetings.models import Meeting
from meetings.models.paper import MeetingPaper
from members.models import Absence, Badge, Card, DossierMove, Office, PersonalHistory, Residence
from reports.figures import Scope, compute
from reports.registers import REGISTERS, count_registers
from tests.cases.test_letter import issue as make_out
from tests.cases.test_letter import transfer_of
from tests.conftest import day, make_member


def scope_of(unit, start="2020-01-01", end="2020-12-31") -> Scope:
    return Scope(unit, day(start), day(end))


def lines(code, unit, *columns, **period) -> list[list[str]]:
    """The text under the columns named, line by line."""
    register = REGISTERS[code]
    places = [register.table.headings.index(column) for column in columns]
    cells = [register.table.cells(row) for row in register.rows(scope_of(unit, **period))]
    return [[row[place] for place in places] for row in cells]


def names(code, unit, **period) -> list[str]:
    return [row[0] for row in lines(code, unit, REGISTERS[code].table.headings[0], **period)]


def probationer(name="Phạm Văn Dũng", *, unit, on="2020-02-29"):
    ceremony = day(on)
    member = make_member(name, admission_decided_on=ceremony, admitted_on=ceremony, official_on=None)
    member.join(unit, on=ceremony, by=None, came_by="admission")
    return member


def leave(member, on, left_by, **how):
    member.current_membership().leave(on=day(on), left_by=left_by, by=None, **how)


def test_there_are_fourteen():
    assert len(REGISTERS) == 14


def test_the_roll_is_that_of_the_last_day_by_given_name(committee, cell, second_cell):
    make_member("Nguyễn Văn Bình", unit=cell, card_number="00012345")
    make_member("Trần Thị Ánh", unit=second_cell, on=day("2020-12-31"))
    make_member("Lê Văn Cường", unit=cell, on=day("2021-01-01"))
    assert lines("members", committee, "Họ và tên", "Số thẻ", "Chi bộ") == [
        ["Trần Thị Ánh", "—", "Chi bộ 2"],
        ["Nguyễn Văn Bình", "••••345", "Chi bộ 1"],
    ]
    assert names("members", cell) == ["Nguyễn Văn Bình"]


def test_the_outlines_tell_work_and_office_of_that_day(committee, cell):
    member = make_member(unit=cell, home_place="Tân Yên", work_place="Khoa Dược")
    PersonalHistory.objects.create(member=member, occupation="Dược sĩ")
    seat = {"member": member, "by": None}
    Office.objects.take_up(unit=committee, kind="committee_member", on=day("2020-12-31"), **seat)
    Office.objects.take_up(unit=cell, kind="deputy_secretary", on=day("2020-01-01"), **seat)
    columns = ["Quê quán", "Nghề nghiệp, nơi công tác", "Chức vụ trong Đảng"]
    assert lines("outlines", cell, *columns) == [
        ["Tân Yên", "Dược sĩ, Khoa Dược", "Phó bí thư chi bộ, đảng ủy viên"]
    ]
    told = lines("outlines", cell, "Chức vụ trong Đảng", end="2020-12-30")
    assert told == [["Phó bí thư chi bộ"]]


def test_the_whole_table_masks_nothing(cell):
    make_member(unit=cell, card_number="00012345", record_number="123456AB", citizen_id="024080001234")
    register = REGISTERS["members"]
    [row] = register.rows(scope_of(cell))
    shown = [
        dict(zip(t.headings, t.cells(row), strict=True)) for t in (register.table, register.whole_table)
    ]
    assert [(one["Số thẻ"], one["Số lý lịch"], one["Số căn cước"]) for one in shown] == [
        ("••••345", "••••6AB", "••••234"),
        ("00012345", "123456AB", "024080001234"),
    ]
    assert [code for code, one in REGISTERS.items() if one.has_numbers] == [
        "members",
        "died",
        "cards-issued",
        "cards-handed-over",
        "transfers",
        "residence",
    ]


def test_probation_ends_twelve_months_after_the_ceremony(cell):
    make_member(unit=cell)
    member = probationer(unit=cell)
    columns = ["Họ và tên", "Hết thời gian dự bị", "Ngày chính thức"]
    assert lines("probationary", cell, *columns) == [["Phạm Văn Dũng", "28/02/2021", "—"]]
    member.confirm(on=day("2021-03-01"), by=None)
    assert lines("probationary", cell, *columns) == [["Phạm Văn Dũng", "28/02/2021", "01/03/2021"]]
    assert names("probationary", cell, end="2021-03-01") == []


@pytest.mark.parametrize(
    ("left_by", "said"),
    [
        ("deletion", "xóa tên"),
        ("resignation", "xin ra khỏi Đảng"),
        ("expulsion", "khai trừ"),
        ("annulment", "hủy quyết định kết nạp"),
    ],
)
def test_out_of_the_party_for_each_reason(cell, left_by, said):
    leave(make_member(unit=cell), "2020-05-01", left_by)
    assert lines("left", cell, "Lý do", "Từ ngày") == [[said, "01/05/2020"]]
    assert names("left", cell, start="2020-05-02") == []


@pytest.mark.parametrize("left_by", ["transfer", "death"])
def test_who_moved_or_died_did_not_go_out_of_the_party(cell, left_by):
    leave(make_member(unit=cell), "2020-05-01", left_by)
    assert names("left", cell) == []


def test_who_died(cell):
    leave(make_member(unit=cell), "2020-05-01", "death")
    assert lines("died", cell, "Họ và tên", "Từ trần ngày") == [["Nguyễn Văn An", "01/05/2020"]]


def issue(member, on, handed=None):
    facts = {"number": f"000{member.pk}", "reason": "new", "issued_on": day(on)}
    return Card.objects.issue(member=member, handed_over_on=handed and day(handed), by=None, **facts)


def test_cards_stand_in_the_book_of_the_cell_of_that_day(committee, cell, second_cell):
    member = make_member(unit=cell)
    issue(member, "2020-03-31", handed="2020-04-01")
    member.current_membership().transfer(to=second_cell, on=day("2020-04-01"), by=None)
    assert lines("cards-issued", committee, "Chi bộ", "Ngày giao") == [["Chi bộ 1", "01/04/2020"]]
    assert names("cards-issued", second_cell) == []
    assert lines("cards-handed-over", second_cell, "Chi bộ", "Ngày cấp") == [["Chi bộ 2", "31/03/2020"]]
    assert names("cards-handed-over", cell) == []


def test_a_card_of_an_earlier_time_elsewhere_is_in_no_book_of_ours(committee, cell):
    issue(make_member(unit=cell), "2012-01-01")
    assert names("cards-issued", committee, start="2012-01-01") == []


def test_a_card_not_handed_over_is_in_the_book_of_issue_only(cell):
    issue(make_member(unit=cell), "2020-12-31")
    assert names("cards-issued", cell) == ["Nguyễn Văn An"]
    assert names("cards-handed-over", cell) == []


def move(member, kind, on, **facts):
    usual = {"whom": "Ban Tổ chức", "papers": 12}
    return DossierMove.objects.note(member=member, kind=kind, on=day(on), by=None, **usual | facts)


def test_dossiers_that_moved_and_dossiers_that_were_lent(cell):
    member = make_member(unit=cell)
    move(member, "received", "2020-01-01")
    loan = move(member, "lent", "2020-02-01", due_back_on=day("2020-02-10"))
    loan.give_back(on=day("2020-02-09"), by=None)
    leave(member, "2020-03-01", "transfer")
    move(member, "handed_over", "2020-03-02")
    assert lines("dossiers", cell, "Ngày", "Việc") == [
        ["01/01/2020", "nhận hồ sơ"],
        ["02/03/2020", "giao hồ sơ"],
    ]
    columns = ["Ngày mượn", "Hẹn trả", "Đã trả", "Số tài liệu"]
    assert lines("dossier-loans", cell, *columns) == [["01/02/2020", "10/02/2020", "09/02/2020", "12"]]


TO, FROM = "Đi: tổ chức đảng nơi đến", "Đến: tổ chức đảng nơi đi"


def test_transfers_of_all_four_kinds_by_day(committee, cell, second_cell):
    make_member("Trần Thị Ánh", unit=cell, on=day("2020-02-01"))
    leave(make_member("Lê Văn Bình", unit=cell), "2020-04-01", "transfer", left_to="Đảng ủy Sở")
    guest = make_member("Vũ Văn Chiến")
    guest.join(
        second_cell,
        on=day("2020-03-01"),
        by=None,
        came_by="transfer",
        kind="temporary",
        came_from="Huyện",
    )
    Absence.objects.begin(
        make_member("Đỗ Thị Dung", unit=second_cell), on=day("2020-12-31"), by=None, place="Hà Nội"
    )
    columns = ["Ngày", "Họ và tên", "Chuyển sinh hoạt đảng", TO, FROM, "Chi bộ"]
    assert lines("transfers", committee, *columns) == [
        ["01/02/2020", "Trần Thị Ánh", "đến, chính thức", "—", "—", "Chi bộ 1"],
        ["01/03/2020", "Vũ Văn Chiến", "đến, tạm thời", "—", "Huyện", "Chi bộ 2"],
        ["01/04/2020", "Lê Văn Bình", "đi, chính thức", "Đảng ủy Sở", "—", "Chi bộ 1"],
        ["31/12/2020", "Đỗ Thị Dung", "đi, tạm thời", "Hà Nội", "—", "Chi bộ 2"],
    ]
    assert names("transfers", cell) == ["Trần Thị Ánh", "Lê Văn Bình"]


def test_who_went_has_the_number_of_the_letter(committee, cell):
    case = transfer_of(make_member("Lê Văn Bình", unit=cell), place="Đảng ủy Sở")
    make_out(case)
    case.record("left", on=day("2020-07-01"), by=None)
    assert lines("transfers", committee, "Quyết định, giấy giới thiệu") == [
        ["Giấy giới thiệu số 01/2020"]
    ]


def test_a_guest_whose_cell_became_another_did_not_come(cell):
    guest = make_member("Vũ Văn Chiến")
    guest.join(cell, on=day("2020-03-01"), by=None, came_by="with_unit", kind="temporary")
    assert lines("transfers", cell, "Ngày") == []


def test_a_transfer_inside_is_one_of_the_cells_and_none_of_the_committee(committee, cell, second_cell):
    member = make_member(unit=cell)
    member.current_membership().transfer(to=second_cell, on=day("2020-04-01"), by=None)
    assert names("transfers", committee) == []
    assert lines("transfers", cell, "Chuyển sinh hoạt đảng") == [["đi, chính thức"]]
    assert lines("transfers", second_cell, "Chuyển sinh hoạt đảng") == [["đến, chính thức"]]


def test_badges_by_the_day_given(cell):
    member = make_member(
        unit=cell,
        born_on=day("1950-01-01"),
        admission_decided_on=day("1980-02-03"),
        admitted_on=day("1980-02-10"),
        official_on=day("1981-02-10"),
    )
    Badge.objects.record(member=member, years=40, on=day("2020-02-03"), by=None, number="40-12")
    assert lines("badges", cell, "Huy hiệu", "Số huy hiệu", "Ngày trao") == [
        ["40 năm", "40-12", "03/02/2020"]
    ]
    assert names("badges", cell, start="2020-02-04") == []


def test_awards_to_members_and_units_and_none_cancelled(committee, cell, office):
    award = {"kind": "hcm", "form": "merit", "year": 2020, "reason": "Tốt", "by": None}
    member = make_member(unit=cell)
    Commendation.objects.give(unit=cell, member=member, given_on=day("2020-06-01"), **award)
    Commendation.objects.give(unit=cell, given_on=day("2020-05-19"), **award)
    assert names("awards", committee) == ["Chi bộ 1", "Nguyễn Văn An"]
    Commendation.objects.get(member=member).cancel(reason="Ghi nhầm", by=office)
    assert names("awards", committee) == ["Chi bộ 1"]


def test_residence_is_that_of_the_last_day(cell):
    member = make_member(unit=cell)
    make_member("Lê Văn Bình", unit=cell)
    Residence.objects.register(member, cell_name="Chi bộ phố 1", on=day("2019-06-01"), by=None)
    Residence.objects.register(member, cell_name="Chi bộ phố 2", on=day("2021-01-01"), by=None)
    columns = ["Họ và tên", "Chi bộ nơi cư trú", "Từ ngày"]
    assert lines("residence", cell, *columns) == [["Nguyễn Văn An", "Chi bộ phố 1", "01/06/2019"]]


def hold(unit, on, office, **facts):
    meeting = Meeting.objects.open(unit=unit, kind="regular", held_on=day(on), by=None)
    Meeting.objects.filter(pk=meeting.pk).update(adopted_at=f"{on}T09:00Z", adopted_by=office, **facts)
    return meeting


def test_adopted_meetings_that_decided_something(committee, cell, second_cell, office):
    hold(cell, "2020-02-05", office, resolution=" ".join(["việc"] * 50))
    hold(second_cell, "2020-01-05", office, conclusion="Giao chi ủy theo dõi")
    hold(cell, "2020-03-05", office)
    hold(cell, "2021-01-05", office, conclusion="Sau kỳ")
    draft = Meeting.objects.open(unit=cell, kind="regular", held_on=day("2020-04-05"), by=None)
    Meeting.objects.filter(pk=draft.pk).update(conclusion="Chưa thông qua")
    assert lines("resolutions", committee, "Ngày", "Nghị quyết, kết luận") == [
        ["05/01/2020", "Giao chi ủy theo dõi"],
        ["05/02/2020", f"{' '.join(['việc'] * 40)}…"],
    ]


def test_a_resolution_tells_its_votes_and_a_conclusion_may_stand_at_an_item(cell, office):
    meeting = hold(cell, "2020-02-05", office, resolution_subject="nhiệm vụ tháng 3")
    meeting.items.create(title="Việc", conclusion="<p>Chi bộ thống nhất</p><p>tăng ca trực.</p>")
    vote = {"question": "Thông qua", "in_favour": 12, "against": 1, "abstained": 0}
    meeting.votes.create(**vote)
    meeting.votes.create(question="Chưa kiểm phiếu")
    columns = ["Số nghị quyết", "Trích yếu", "Tán thành trên số phiếu", "Nghị quyết, kết luận"]
    assert lines("resolutions", cell, *columns) == [
        ["—", "nhiệm vụ tháng 3", "Thông qua: 12/13", "Chi bộ thống nhất tăng ca trực."]
    ]


def test_a_resolution_that_was_issued_stands_under_its_number(committee, cell, office):
    Term.objects.create(unit=cell, name="2020-2022", congress_on="2020-01-10")
    meeting = hold(cell, "2020-02-05", office, resolution="<p>Việc</p>")
    paper = {"kind": "resolution", "meeting": meeting, "by": None}
    document = {"head": {"symbol": "NQ/CB"}}
    MeetingPaper.objects.issue(document, issued_on=day("2020-02-06"), **paper)
    assert lines("resolutions", cell, "Số nghị quyết") == [["01-NQ/CB"]]
    MeetingPaper.objects.issue(document, issued_on=day("2020-02-09"), reason="Sai ngày", **paper)
    assert lines("resolutions", cell, "Số nghị quyết") == [["02-NQ/CB"]]


def test_the_number_of_lines_is_counted_for_all_at_once(committee, cell):
    probationer(unit=cell)
    leave(make_member("Lê Văn Bình", unit=cell), "2020-04-01", "transfer")
    expected = dict.fromkeys(REGISTERS, 0) | {
        "members": 1,
        "outlines": 1,
        "probationary": 1,
        "transfers": 1,
    }
    assert count_registers(scope_of(committee)) == expected


def test_the_roll_and_the_dead_are_as_many_as_their_figures(committee, cell):
    make_member(unit=cell)
    leave(make_member("Lê Văn Bình", unit=cell), "2020-04-01", "death")
    figures = compute(scope_of(committee), ["members.closing", "moves.died"])
    counted = count_registers(scope_of(committee))
    assert (counted["members"], counted["died"]) == tuple(figures.values())


def test_nothing_of_another_committee(committee, cell, foreign_cell, office):
    member = make_member(unit=foreign_cell)
    issue(member, "2020-03-31", handed="2020-04-01")
    move(member, "received", "2020-01-01")
    hold(foreign_cell, "2020-02-05", office, resolution="Không của ta")
    leave(member, "2020-05-01", "death")
    assert count_registers(scope_of(committee)) == dict.fromkeys(REGISTERS, 0)
