"""Registers of meetings: judged by trying the very verbs, against the roll of each day."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from meetings.models import Attendance, Meeting, MeetingState
from members.models import Exemption
from tests.conftest import day, make_member
from tests.upkeep.imports.batches import bring_in, counted, said, sheet, take_over
from tests.upkeep.imports.workbooks import saved
from upkeep import tasks
from upkeep.imports import template

ROW = {
    "Ngày họp": "05/01/2024",
    "Chi bộ": "Chi bộ 1",
    "Loại": "Thường kỳ",
    "Chuyên đề": None,
    "Giờ": "14h00 - 15h30",
    "Địa điểm": "Phòng họp",
    "Chủ trì": "Đ/c Chi",
    "Có mặt": "2/3",
    "Vắng": "Bình (ốm)",
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def people(cell):
    return [make_member(name, unit=cell) for name in ("Trần Thị An", "Lê Văn Bình", "Đỗ Mai Chi")]


@pytest.fixture
def bring(committee, people, office):
    return lambda *rows, unit=committee: bring_in(unit, office, sheet(*rows), kind="meetings")


def absent() -> list[tuple[str, str, str]]:
    rows = Attendance.objects.exclude(status="present").by_name()
    return [(row.member.full_name, row.status, row.reason) for row in rows]


def test_a_meeting_is_held_with_the_roll_of_its_day(bring, people, cell, office):
    take_over(bring(ROW), office)
    meeting = Meeting.objects.get()
    assert (meeting.unit, meeting.kind, meeting.held_on) == (cell, "regular", day("2024-01-05"))
    assert (meeting.place, meeting.chair, meeting.minutes) == ("Phòng họp", people[2], 90)
    assert meeting.state == MeetingState.TAKEN_OVER
    assert absent() == [("Lê Văn Bình", "excused", "ốm")]


@pytest.mark.parametrize("count", [3, 10])
def test_who_was_away_is_asked_once_by_the_judge_and_once_by_the_verb(bring, count):
    days = [f"{number:02d}/01/2024" for number in range(1, count + 1)]
    with CaptureQueriesContext(connection) as asked:
        bring(*(ROW | {"Ngày họp": on} for on in days))
    kept = ("members_absence", "members_suspension", "members_exemption")
    about = [one for one in asked.captured_queries if any(table in one["sql"] for table in kept)]
    assert len(about) == 2 * count


def test_the_preview_records_nothing(bring):
    assert counted(bring(ROW)) == {"new": 1}
    assert Meeting.objects.count() == 0


def test_the_same_register_again_changes_nothing(bring, office):
    take_over(bring(ROW), office)
    assert counted(bring(ROW)) == {"same": 1}


def test_only_what_is_empty_in_the_record_is_filled(bring, office):
    take_over(bring(ROW | {"Địa điểm": None}), office)
    batch = bring(ROW | {"Chủ trì": "Đ/c An"})
    assert said(batch, "changed") == [(2, "F", "Trước đây: trống.")]
    assert said(batch, "warning") == [(2, "G", "Trong phần mềm là Đỗ Mai Chi; không sửa ở đây.")]
    take_over(batch, office)
    assert (Meeting.objects.get().place, str(Meeting.objects.get().chair)) == (
        "Phòng họp",
        "Đỗ Mai Chi",
    )


def test_a_meeting_recorded_here_is_not_touched(bring, cell):
    Meeting.objects.open(unit=cell, kind="regular", held_on=day("2024-01-05"), by=None)
    batch = bring(ROW)
    assert counted(batch) == {"same": 1, "warning": 1}
    assert said(batch, "warning") == [
        (2, "E", "Trong phần mềm để trống; không sửa ở đây."),
        (2, "F", "Trong phần mềm để trống; không sửa ở đây."),
        (2, "G", "Trong phần mềm để trống; không sửa ở đây."),
        (2, "I", "Trong phần mềm ghi vắng: không ai; không sửa ở đây."),
    ]


BARE = {name: ROW[name] for name in ("Ngày họp", "Chi bộ", "Loại")}


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ({"Có mặt": 2, "Phải dự": 3}, []),
        ({"Có mặt": "2/3"}, []),
        ({"Có mặt": 3, "Phải dự": 3}, ["Trong phần mềm là 2; không sửa ở đây."]),
        ({"Có mặt": 2, "Phải dự": 4}, ["Trong phần mềm là 3; không sửa ở đây."]),
    ],
)
def test_of_a_meeting_on_record_the_numbers_may_stand_alone(bring, office, numbers, told):
    """Fault: our own list of meetings came back as contradicting itself."""
    take_over(bring(ROW), office)
    batch = bring(BARE | numbers)
    assert (batch.counts["same"], [reason for *_, reason in said(batch, "warning")]) == (1, told)


def test_a_plan_that_is_only_told_of_stays_a_plan(bring, cell):
    Meeting.objects.plan(unit=cell, kind="regular", held_on=day("2024-01-05"), by=None)
    assert counted(bring(BARE | {"Có mặt": 0, "Phải dự": 0})) == {"same": 1}


def test_a_plan_is_not_overtaken(bring, cell):
    Meeting.objects.plan(unit=cell, kind="regular", held_on=day("2024-01-05"), by=None)
    reason = "Trong phần mềm mới là lịch dự kiến. Mở lịch đó để ghi."
    assert said(bring(ROW), "error") == [(2, "A", reason)]


def test_another_meeting_of_that_day_is_told(bring, cell):
    Meeting.objects.open(unit=cell, kind="thematic", topic="X", held_on=day("2024-01-05"), by=None)
    reason = "Ngày này trong phần mềm đã có Sinh hoạt chuyên đề; đề nghị xem có là một buổi không."
    assert said(bring(ROW), "warning") == [(2, "C", reason)]


def test_the_same_meeting_twice_in_one_register(bring):
    assert said(bring(ROW, ROW), "error") == [(3, "A", "Trùng với dòng 2.")]


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"Ngày họp": "05/01"}, "A", "Không rõ năm nào. Ghi năm vào ngày, tên trang hoặc đầu bảng."),
        ({"Ngày họp": 5}, "A", "Không rõ tháng nào. Ghi như 05/01/2024."),
        ({"Ngày họp": "31/02/2024"}, "A", "Trong lịch không có ngày này."),
        ({"Ngày họp": "05/01/2099"}, "A", "Chưa đến ngày này."),
        (
            {"Ngày họp": "31/12/2018"},
            "A",
            "Trong phần mềm chưa có ai thuộc danh sách của tổ chức này vào ngày này.",
        ),
        ({"Chi bộ": "Chi bộ 9"}, "B", "Không tìm thấy tổ chức này trong phạm vi nhập."),
        ({"Loại": "liên hoan"}, "C", "Không rõ “liên hoan”."),
        ({"Loại": None}, "C", "Thiếu loại họp."),
        ({"Loại": "Hội nghị"}, "C", "Chi bộ 1 không có loại họp này."),
        ({"Loại": "Chuyên đề"}, "D", "Sinh hoạt chuyên đề phải có tên chuyên đề."),
        (
            {"Chuyên đề": "Học Bác"},
            "D",
            "Có chuyên đề thì chọn loại “Thường kỳ kết hợp chuyên đề”, nếu không thì để trống.",
        ),
        ({"Giờ": "sáng"}, "E", "Không đọc được giờ. Ghi như 14:00 hoặc 14h00 - 15h30."),
        ({"Có mặt": "3/3"}, "H", "Có mặt 3, nêu tên vắng 1, mà tổng số 3."),
        ({"Vắng": None}, "H", "Có mặt 2, nêu tên vắng 0, mà tổng số 3."),
        ({"Có mặt": 1}, "H", "Có mặt 1, nêu tên vắng 1, mà tổng số 3."),
        ({"Vắng": 1}, "I", "Ghi vắng 1 người mà nêu tên 0."),
        ({"Vắng": "2: Bình (ốm)"}, "I", "Ghi vắng 2 người mà nêu tên 1."),
        ({"Vắng": "Bính (ốm)"}, "I", "Không có ai tên “Bính” trong danh sách ngày này."),
        ({"Vắng": "Lạ (ốm)"}, "I", "Không có ai tên “Lạ” trong danh sách ngày này."),
        ({"Vắng": "Bình, Lê Văn Bình"}, "I", "Đồng chí Lê Văn Bình được nêu hai lần."),
    ],
)
def test_what_cannot_be_is_named_at_its_cell(bring, changes, column, reason):
    errors = {(row, at, why) for row, at, why in said(bring(ROW | changes), "error")}
    assert (2, column, reason) in errors


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"Có mặt": 3}, "H", "Bảng ghi 4 người, trong phần mềm ngày này có 3 người phải dự."),
        ({"Có mặt": "3/4"}, "H", "Bảng ghi 4 người, trong phần mềm ngày này có 3 người phải dự."),
        ({"Vắng": "Bình"}, "I", "Không ghi lý do của đồng chí Lê Văn Bình; được ghi là vắng có lý do."),
        (
            {"Có mặt": None, "Vắng": None},
            "A",
            "Không ghi ai có mặt, ai vắng: mọi người phải dự được ghi là có mặt.",
        ),
        (
            {"Chủ trì": "Không"},
            "G",
            "Không tìm thấy “Không” trong phần mềm, nên chủ trì không được ghi.",
        ),
        ({"Chủ trì": "Lạ"}, "G", "Không tìm thấy “Lạ” trong phần mềm, nên chủ trì không được ghi."),
    ],
)
def test_what_is_in_doubt_is_told_and_may_be_written(bring, changes, column, reason):
    batch = bring(ROW | changes)
    assert said(batch, "warning") == [(2, column, reason)]
    assert counted(batch) == {"new": 1, "warning": 1}


def test_namesakes_are_told_apart_by_birth_or_refused(bring, cell, office):
    make_member("Lê Văn Bình", unit=cell, born_on=day("1971-02-03"))
    row = ROW | {"Có mặt": "3/4"}
    assert said(bring(row | {"Vắng": "Lê Văn Bình (ốm)"}), "error") == [
        (2, "I", "Có 2 người tên “Lê Văn Bình”: Lê Văn Bình (1980), Lê Văn Bình (1971). Ghi rõ.")
    ]
    take_over(bring(row | {"Vắng": "Lê Văn Bình (1971) (ốm)"}), office)
    (missing,) = Attendance.objects.filter(status="excused").select_related("member")
    assert (missing.member.born_on, missing.reason) == (day("1971-02-03"), "ốm")


def test_who_is_exempt_is_neither_missing_nor_counted(bring, people, office):
    Exemption.objects.create(member=people[1], starts_on=day("2024-01-05"))
    batch = bring(ROW)
    reason = "Đồng chí Lê Văn Bình theo sổ ngày này: miễn sinh hoạt; không tính là vắng."
    assert said(batch, "warning") == [(2, "I", reason)]
    take_over(batch, office)
    assert absent() == [("Lê Văn Bình", "exempt", "")]


@pytest.mark.parametrize(("ends_on", "size"), [("2024-01-05", 3), ("2024-01-04", 2)])
def test_the_roll_is_that_of_the_day(bring, people, office, ends_on, size):
    people[0].memberships.update(ends_on=day(ends_on), left_by="transfer", left_to="Nơi khác")
    take_over(bring(ROW | {"Có mặt": None}), office)
    assert Attendance.objects.count() == size


def test_missing_without_leave_has_a_column_of_its_own(bring, office):
    row = {name: value for name, value in ROW.items() if name not in {"Vắng", "Có mặt"}}
    take_over(bring(row | {"Vắng có lý do": "An (ốm)", "Vắng không lý do": "Bình"}), office)
    assert absent() == [("Trần Thị An", "excused", "ốm"), ("Lê Văn Bình", "unexcused", "")]


def test_numbers_by_reason_need_the_names(bring):
    row = ROW | {"Vắng không lý do": 1}
    assert said(bring(row), "error") == [(2, "J", "Ghi vắng 1 người mà nêu tên 0.")]


def test_one_column_may_say_what_a_thematic_meeting_was_about(bring, office):
    row = {name: value for name, value in ROW.items() if name != "Chuyên đề"}
    take_over(bring(row | {"Loại": "Chuyên đề", "Nội dung": "Chống lãng phí"}), office)
    assert (Meeting.objects.get().topic, Meeting.objects.get().content) == ("Chống lãng phí", "")


def test_a_length_needs_an_hour(bring, office):
    row = ROW | {"Giờ": None, "Thời lượng (phút)": 90}
    assert said(bring(row), "warning") == [
        (2, "J", "Không có giờ bắt đầu nên thời lượng không được ghi.")
    ]
    take_over(bring(row | {"Giờ": "14h"}), office)
    assert Meeting.objects.get().minutes == 90


def test_months_without_a_regular_meeting_are_told(bring):
    months = [f"05/{month:02}/2024" for month in range(1, 13) if month not in {2, 3, 8}]
    batch = bring(*(ROW | {"Ngày họp": day} for day in months))
    told = ["Chi bộ 1 năm 2024", "Bảng không có sinh hoạt thường kỳ tháng 2–3, 8.", True]
    assert told in batch.told


def test_of_one_cell_the_rows_need_not_name_it(bring, cell, office):
    row = {name: value for name, value in ROW.items() if name != "Chi bộ"}
    take_over(bring(row, unit=cell), office)
    assert Meeting.objects.get().unit == cell


def test_a_column_of_days_is_asked_for(bring):
    batch = bring({"Loại": "Thường kỳ", "Chủ trì": "An"})
    assert batch.error == tasks.NO_COLUMN.format("Ngày họp")


def test_the_template_filled_in_is_read_without_a_word(committee, people, office):
    book = load_workbook(io.BytesIO(template.workbook("meetings")))
    titles = [cell.value for cell in book.worksheets[0][1]]
    filled = {"Ngày họp": day("2024-01-05"), "Tổ chức đảng": "Chi bộ 1", "Loại": "Thường kỳ"}
    filled |= {"Có mặt": "2/3", "Người vắng, lý do": "Bình (ốm)", "Bắt đầu": "14:00"}
    book.worksheets[0].append([filled.get(title) for title in titles])
    batch = bring_in(committee, office, saved(book), kind="meetings")
    assert counted(batch) == {"new": 1}
    assert [what for what, _, is_doubted in batch.told if is_doubted] == [
        "Trang KHÔNG đọc: “Cách ghi”",
        "Chi bộ 1 năm 2024",
    ]
