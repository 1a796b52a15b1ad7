"""Lists of candidates."""

import pytest
from django.utils import timezone

from cases.models import Case
from cells.models import Threshold, ThresholdCode
from common.periods import DAY
from members.models import Candidate, Training
from members.rules.party_age import latest_start
from tests.conftest import day, make_member
from tests.upkeep.imports.batches import bring_in, counted, said, sheet, take_over
from upkeep.imports import candidates

ROW = {
    "Họ và tên": "Trần Thị Bình",
    "Ngày sinh": "02/10/1995",
    "Giới tính": "Nữ",
    "Trình độ": "Đại học",
    "Chi bộ": "1",
    "Ngày đưa vào nguồn": "05/03/2024",
}

WAY = ROW | {
    "Đảng viên được phân công giúp đỡ": "Nguyễn Văn An; đ/c Lê Thị Hoa",
    "Ngày phân công": "02/04/2024",
    "Học lớp nhận thức từ ngày": "03/06/2024",
    "Ngày học xong lớp nhận thức": "07/06/2024",
    "Số giấy chứng nhận": "GCN số 12 ngày 10/6/2024",
    "Ngày lập hồ sơ": "01/08/2024",
    "Ngày thẩm tra xong": "02/12/2024",
    "Giai đoạn": "Đã thẩm tra",
    "Ngày đưa ra khỏi nguồn": None,
    "Lý do đưa ra khỏi nguồn": None,
}
DROPPED = {"Ngày đưa ra khỏi nguồn": "06/01/2025", "Lý do đưa ra khỏi nguồn": "Chuyển công tác"}
ALL = ["noted", "helpers", "class", "file", "vetting"]


def without(*names: str) -> dict:
    return WAY | dict.fromkeys(names)


def steps() -> list[str]:
    return list(Case.objects.get().done_steps)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def hoa(cell):
    return make_member("Lê Thị Hoa", unit=cell)


@pytest.fixture
def bring(committee, cell, second_cell, office, an, hoa):
    return lambda *rows: bring_in(committee, office, sheet(*rows), kind="candidates")


def test_somebody_new_is_noted_by_the_cell(bring, cell, office):
    take_over(bring(ROW), office)
    found = Candidate.objects.get()
    assert (found.unit, found.starts_on, found.sex) == (cell, day("2024-03-05"), "female")


def test_the_preview_notes_nobody(bring):
    assert counted(bring(ROW)) == {"new": 1}
    assert Candidate.objects.count() == 0


def test_the_same_list_again_changes_nothing(bring, office):
    take_over(bring(ROW), office)
    assert counted(bring(ROW)) == {"same": 1}


def test_what_is_written_besides_is_taken_over(bring, office):
    take_over(bring(ROW | {"Trình độ": None, "Ngày sinh": None}), office)
    batch = bring(ROW)
    assert said(batch, "changed") == [(2, "B", "Trước đây: trống."), (2, "D", "Trước đây: trống.")]
    take_over(batch, office)
    assert Candidate.objects.get().schooling == "bachelor"


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"Họ và tên": None}, "A", "Thiếu họ và tên."),
        ({"Ngày sinh": "hè 1995"}, "B", "Không đọc được ngày. Ghi như 20/05/1980."),
        ({"Ngày sinh": "02/10/2999"}, "B", "Năm 2999 không hợp lý."),
        ({"Chi bộ": "9"}, "E", "Không tìm thấy tổ chức này trong phạm vi nhập."),
        ({"Chi bộ": None}, "E", "Thiếu chi bộ."),
        ({"Ngày đưa vào nguồn": None}, "F", "Thiếu ngày đưa vào nguồn."),
        ({"Ngày đưa vào nguồn": "01/01/2099"}, "F", "Chưa đến ngày này."),
        ({"Ngày đưa vào nguồn": "31/12/2018"}, "E", "Vào ngày này đây không phải là một chi bộ."),
    ],
)
def test_what_cannot_be_is_named_at_its_cell(bring, changes, column, reason):
    assert said(bring(ROW | changes), "error") == [(2, column, reason)]


def test_two_rows_for_one_person_are_an_error(bring):
    assert said(bring(ROW, ROW), "error") == [(3, "A", "Trùng người với dòng 2.")]


def test_whoever_is_a_member_already_is_no_candidate(bring, cell):
    make_member("Trần Thị Bình", unit=cell, born_on=day("1995-10-02"))
    assert said(bring(ROW), "error") == [(2, "A", "Trong phần mềm đã là đảng viên.")]


def test_whoever_may_be_a_member_already_is_asked_about(bring, cell):
    make_member("Trần Thị Bình", unit=cell, born_on=day("1995-01-01"), born_precision="year")
    batch = bring(ROW)
    reason = "Trong phần mềm là 1995; đề nghị xem có đúng là một người không."
    assert (counted(batch), said(batch, "warning")) == ({"new": 1, "warning": 1}, [(2, "B", reason)])


def test_of_a_birth_as_much_is_noted_as_is_written(bring, office):
    take_over(bring(ROW | {"Ngày sinh": "1995"}), office)
    assert str(Candidate.objects.get().born) == "1995"
    batch = bring(ROW)
    reason = "Trước đây: 1995. Trong phần mềm là 1995; đề nghị xem có đúng là một người không."
    assert said(batch, "warning") == [(2, "B", reason)]
    take_over(batch, office)
    assert str(Candidate.objects.get().born) == "02/10/1995"
    assert counted(bring(ROW | {"Ngày sinh": "10/1995"})) == {"same": 1, "warning": 1}


def test_another_cell_does_not_take_a_candidate_over(bring, office):
    take_over(bring(ROW), office)
    assert said(bring(ROW | {"Chi bộ": "2"}), "error") == [(2, "E", "Đang được Chi bộ 1 theo dõi.")]


# --- The way to admission -----------------------------------------------------------------------


def test_somebody_new_has_a_file_under_way_as_by_the_page(bring, office):
    take_over(bring(ROW), office)
    case = Case.objects.get()
    assert (case.candidate, case.opened_on, list(case.done_steps)) == (
        Candidate.objects.get(),
        day("2024-03-05"),
        ["noted"],
    )


def test_what_happened_since_is_recorded_step_by_step(bring, office, an, hoa):
    batch = bring(WAY)
    assert (counted(batch), Case.objects.count()) == ({"new": 1}, 0)
    take_over(batch, office)
    done = Case.objects.get().done_steps
    assert [(code, f"{row.done_on:%d/%m/%Y}") for code, row in done.items()] == [
        ("noted", "05/03/2024"),
        ("helpers", "02/04/2024"),
        ("class", "07/06/2024"),
        ("file", "01/08/2024"),
        ("vetting", "02/12/2024"),
    ]
    assert set(done["helpers"].helpers.all()) == {an, hoa}


def test_the_class_has_its_certificate(bring, office):
    take_over(bring(WAY), office)
    found = Training.objects.get()
    assert (found.sent_on, found.completed_on) == (day("2024-06-03"), day("2024-06-07"))
    assert (found.certificate_number, found.issued_on) == ("12", day("2024-06-10"))


def test_the_whole_way_again_changes_nothing(bring, office):
    take_over(bring(WAY), office)
    assert counted(bring(WAY)) == {"same": 1}
    assert counted(bring(ROW)) == {"same": 1}


def test_of_somebody_known_what_is_not_on_record_is_added(bring, office):
    take_over(bring(ROW), office)
    batch = bring(WAY)
    columns = [column for _, column, reason in said(batch, "changed") if reason == "Trước đây: trống."]
    assert columns == list("GHIJKLM")
    take_over(batch, office)
    assert steps() == ALL
    assert counted(bring(WAY)) == {"same": 1}


def test_what_is_on_record_otherwise_stays(bring, office, cell):
    make_member("Đỗ Văn Ba", unit=cell)
    take_over(bring(WAY), office)
    other = {
        "Ngày đưa vào nguồn": "06/03/2024",
        "Đảng viên được phân công giúp đỡ": "Nguyễn Văn An; Đỗ Văn Ba",
        "Ngày phân công": "03/04/2024",
        "Học lớp nhận thức từ ngày": "04/06/2024",
        "Ngày học xong lớp nhận thức": "08/06/2024",
        "Số giấy chứng nhận": "13 ngày 10/06/2024",
        "Ngày lập hồ sơ": "02/08/2024",
    }
    batch = bring(WAY | other)
    assert said(batch, "warning") == [
        (2, "F", "Trong phần mềm là 05/03/2024; không sửa ở đây."),
        (2, "G", "Trong phần mềm là Nguyễn Văn An, Lê Thị Hoa; không sửa ở đây."),
        (2, "H", "Trong phần mềm là 02/04/2024; không sửa ở đây."),
        (2, "I", "Trong phần mềm là 03/06/2024; không sửa ở đây."),
        (2, "J", "Trong phần mềm là 07/06/2024; không sửa ở đây."),
        (2, "K", "Trong phần mềm là 12; không sửa ở đây."),
        (2, "L", "Trong phần mềm là 01/08/2024; không sửa ở đây."),
    ]
    assert counted(batch) == {"same": 1, "warning": 1}


@pytest.mark.parametrize(
    ("missing", "recorded", "warnings"),
    [
        (
            ["Đảng viên được phân công giúp đỡ", "Ngày phân công"],
            ["noted"],
            [
                (
                    "J",
                    "Ghi là lớp đã học; chưa ghi vào hồ sơ: thiếu “Đảng viên được phân công giúp đỡ”.",
                ),
                ("L", "Chưa ghi vào hồ sơ: thiếu “Đảng viên được phân công giúp đỡ”."),
                ("M", "Chưa ghi vào hồ sơ: thiếu “Đảng viên được phân công giúp đỡ”."),
            ],
        ),
        (
            ["Ngày phân công", "Ngày lập hồ sơ", "Ngày thẩm tra xong"],
            ["noted"],
            [
                ("G", "Chưa ghi vào hồ sơ: thiếu “Ngày phân công”."),
                ("J", "Ghi là lớp đã học; chưa ghi vào hồ sơ: thiếu “Ngày phân công”."),
            ],
        ),
        (
            ["Học lớp nhận thức từ ngày", "Ngày lập hồ sơ"],
            ["noted", "helpers"],
            [
                ("J", "Chưa ghi: thiếu “Học lớp nhận thức từ ngày”."),
                ("K", "Chưa ghi: thiếu “Học lớp nhận thức từ ngày”."),
                ("M", "Chưa ghi vào hồ sơ: thiếu “Học lớp nhận thức từ ngày”."),
            ],
        ),
        (
            ["Ngày lập hồ sơ"],
            ["noted", "helpers", "class"],
            [("M", "Chưa ghi vào hồ sơ: thiếu “Ngày lập hồ sơ”.")],
        ),
    ],
)
def test_a_step_is_never_recorded_without_those_before(bring, office, missing, recorded, warnings):
    row = without(*missing, "Giai đoạn")
    batch = bring(row)
    assert said(batch, "warning") == [(2, *warning) for warning in warnings]
    take_over(batch, office)
    assert steps() == recorded
    assert counted(bring(row)) == {"same": 1, "warning": 1}


def test_a_class_without_helpers_is_kept_as_a_class(bring, office):
    row = without("Đảng viên được phân công giúp đỡ", "Ngày phân công", "Giai đoạn")
    take_over(bring(row), office)
    assert Training.objects.get().certificate_number == "12"
    take_over(bring(WAY), office)
    assert (steps(), Training.objects.count()) == (ALL, 1)


def test_a_class_under_way_is_completed_later(bring, office):
    under_way = without("Ngày học xong lớp nhận thức", "Số giấy chứng nhận", "Giai đoạn")
    take_over(bring(under_way), office)
    assert Training.objects.get().is_under_way
    take_over(bring(WAY), office)
    assert (steps(), Training.objects.get().issued_on) == (ALL, day("2024-06-10"))


def test_a_certificate_that_comes_later_needs_its_day(bring, office):
    take_over(bring(without("Số giấy chứng nhận")), office)
    batch = bring(WAY | {"Số giấy chứng nhận": 12})
    reason = "Chưa ghi: thiếu ngày cấp; đề nghị ghi như 12 ngày 05/04/2024."
    assert (counted(batch), said(batch, "warning")) == ({"same": 1, "warning": 1}, [(2, "K", reason)])
    take_over(bring(WAY), office)
    assert Training.objects.get().certificate_number == "12"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("12", ("12", None)),
        (12, ("12", None)),
        ("GCN số 12 ngày 05/4/2024", ("12", day("2024-04-05"))),
        ("Số 12/GCN-TTCT, cấp ngày 5-4-2024", ("12/GCN-TTCT", day("2024-04-05"))),
        ("Giấy chứng nhận số: 12; ngày cấp: 05.04.2024", ("12", day("2024-04-05"))),
    ],
)
def test_a_certificate_is_a_number_with_or_without_a_day(written, found):
    assert candidates.certificate(written) == found


@pytest.mark.parametrize("written", ["GCN ngày 05/04/2024", "12, 05/04/2024", "có", "x"])
def test_a_certificate_that_is_not_clear_is_refused(bring, written):
    reason = "Ghi như 12, hoặc 12 ngày 05/04/2024."
    assert said(bring(WAY | {"Số giấy chứng nhận": written}), "error") == [(2, "K", reason)]


@pytest.mark.parametrize("written", ["A An; B Ba", "A An, B Ba", "A An và B Ba", "A An\nB Ba"])
@pytest.mark.parametrize("mark", ["", "đ/c ", "- ", "Đồng chí "])
def test_helpers_are_told_apart(written, mark):
    assert candidates.helpers(mark + written) == ["A An", "B Ba"]
    assert candidates.helpers("1. A An 2. B Ba") == ["A An", "B Ba"]
    assert candidates.helpers("Ông A An (bí thư) - bà B Ba") == ["A An", "B Ba"]


def test_one_helper_needs_the_youth_union(bring, office):
    reason = "Chỉ có một đảng viên được phân công giúp đỡ: ghi tên tổ chức đoàn thanh niên."
    row = WAY | {"Đảng viên được phân công giúp đỡ": "Nguyễn Văn An"}
    assert said(bring(row), "error") == [(2, "G", reason)]
    take_over(
        bring(row | {"Đảng viên được phân công giúp đỡ": "Nguyễn Văn An; Đoàn TN Trung tâm"}), office
    )
    step = Case.objects.get().done("helpers")
    assert (step.note, step.helpers.count()) == ("Đoàn TN Trung tâm", 1)


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        (
            {"Đảng viên được phân công giúp đỡ": "Nguyễn Văn An; Phạm Văn Lạ"},
            "G",
            "Ngày 02/04/2024, Chi bộ 1 không có đảng viên tên Phạm Văn Lạ.",
        ),
        (
            {"Đảng viên được phân công giúp đỡ": "Lê Thị Hoa; Vũ Hai"},
            "G",
            "Ngày 02/04/2024, Chi bộ 1 có 2 đảng viên tên Vũ Hai.",
        ),
        ({"Ngày phân công": "04/03/2024"}, "H", "Không thể trước bước đã ghi ngày 05/03/2024."),
        ({"Ngày phân công": "4/2024"}, "H", "Chỉ có tháng 04/2024; cần đủ ngày, tháng, năm."),
        (
            {"Học lớp nhận thức từ ngày": "04/03/2024"},
            "I",
            "Vào ngày này Trần Thị Bình không ở chi bộ nào.",
        ),
        ({"Ngày lập hồ sơ": "06/06/2024"}, "L", "Không thể trước bước đã ghi ngày 07/06/2024."),
        ({"Giai đoạn": "rất tốt"}, "N", "Không rõ “rất tốt”."),
        ({"Ngày đưa ra khỏi nguồn": "06/01/2025"}, "P", "Thiếu lý do đưa ra khỏi nguồn."),
        ({"Lý do đưa ra khỏi nguồn": "Chuyển công tác"}, "O", "Thiếu ngày đưa ra khỏi nguồn."),
        (DROPPED | {"Ngày đưa ra khỏi nguồn": "01/12/2024"}, "O", "Không thể trước ngày 02/12/2024"),
    ],
)
def test_what_cannot_be_on_the_way_is_named_at_its_cell(bring, cell, changes, column, reason):
    for year in ("1970", "1971"):
        make_member("Vũ Hai", unit=cell, born_on=day(f"{year}-01-01"))
    ((row, at, told),) = said(bring(WAY | changes), "error")
    assert (row, at, told[: len(reason)]) == (2, column, reason)


def test_a_certificate_is_worth_something_for_a_time(bring):
    last = latest_start(timezone.localdate(), 60)  # too old today
    row = without("Số giấy chứng nhận", "Ngày lập hồ sơ", "Ngày thẩm tra xong", "Giai đoạn")
    row |= {"Ngày đưa vào nguồn": "05/03/2020", "Ngày phân công": "06/03/2020"}
    row |= {"Học lớp nhận thức từ ngày": last - DAY}
    one = row | {"Họ và tên": "Lê Một", "Ngày học xong lớp nhận thức": last}
    other = row | {"Họ và tên": "Lê Hai", "Ngày học xong lớp nhận thức": last + DAY}
    reason = f"Giấy chứng nhận chỉ có giá trị đến hết {timezone.localdate() - DAY:%d/%m/%Y}."
    assert said(bring(one, other), "warning") == [(2, "J", reason)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            ROW | {"Giai đoạn": "Đã học cảm tình Đảng"},
            "Theo các ngày thì mới đến bước “Chi bộ ghi nhận quần chúng ưu tú”; cần thêm cột "
            "“Đảng viên được phân công giúp đỡ”.",
        ),
        (
            without("Ngày thẩm tra xong"),
            "Theo các ngày thì mới đến bước “Bắt đầu lập hồ sơ”; cần thêm cột “Ngày thẩm tra xong”.",
        ),
        (
            WAY | {"Giai đoạn": "Chi bộ đã xét"},
            "Theo các ngày thì mới đến bước “Đã thẩm tra lý lịch”; các bước sau ghi ở hồ sơ kết nạp.",
        ),
        (WAY | {"Giai đoạn": "đang làm hồ sơ"}, "Theo các ngày thì đã đến bước “Đã thẩm tra lý lịch”."),
    ],
)
def test_a_stage_is_only_compared_with_the_days(bring, row, reason):
    batch = bring(row)
    assert [told for _, _, told in said(batch, "warning")] == [reason]
    assert counted(batch) == {"new": 1, "warning": 1}


def test_who_was_followed_until_a_day_is_so(bring, office):
    take_over(bring(WAY | DROPPED), office)
    candidate = Candidate.objects.get()
    assert (candidate.ends_on, candidate.drop_reason) == (day("2025-01-05"), "Chuyển công tác")
    assert Case.objects.get().outcome == "stopped"
    assert counted(bring(WAY | DROPPED)) == {"same": 1}


def test_who_is_followed_no_longer_is_dropped(bring, office):
    take_over(bring(WAY), office)
    batch = bring(WAY | DROPPED)
    assert said(batch, "changed") == [(2, "O", "Trước đây: đang theo dõi.")]
    take_over(batch, office)
    assert Candidate.objects.get().ends_on == day("2025-01-05")


@pytest.mark.parametrize(
    ("changes", "column"), [({}, "A"), ({"Ngày đưa ra khỏi nguồn": "07/01/2025"}, "O")]
)
def test_who_was_dropped_stays_so(bring, office, changes, column):
    take_over(bring(WAY | DROPPED), office)
    reason = "Đã đưa ra khỏi nguồn từ sau ngày 05/01/2025; không sửa ở đây."
    batch = bring(WAY | (DROPPED if changes else {}) | changes)
    assert said(batch, "warning") == [(2, column, reason)]
    assert counted(batch) == {"same": 1, "warning": 1}


def test_who_was_dropped_may_be_noted_again(bring, office):
    take_over(bring(WAY | DROPPED), office)
    take_over(bring(ROW | {"Ngày đưa vào nguồn": "03/02/2025"}), office)
    assert Candidate.objects.count() == 2
    assert counted(bring(WAY | DROPPED)) == {"same": 1}


def test_a_case_that_was_stopped_goes_on_only_by_the_page(bring, office):
    take_over(bring(ROW), office)
    Case.objects.get().stop(on=day("2024-04-01"), reason="Xin hoãn", by=office)
    batch = bring(WAY | {"Giai đoạn": None})
    reason = "Chưa ghi vào hồ sơ: hồ sơ kết nạp đã dừng."
    kept = "Trước đây: trống. Ghi là lớp đã học; chưa ghi vào hồ sơ: hồ sơ kết nạp đã dừng."
    assert said(batch, "warning") == [(2, at, kept if at == "J" else reason) for at in "HJLM"]


def test_who_was_noted_alone_gets_a_case_with_the_first_step(bring, office, cell):
    Candidate.objects.note(unit=cell, full_name="Trần Thị Bình", on=day("2024-03-05"), by=None)
    take_over(bring(ROW), office)
    assert Case.objects.count() == 0
    take_over(bring(WAY), office)
    assert steps() == ALL


def test_the_example_of_the_template_is_read_without_a_message(bring):
    Threshold.objects.filter(code=ThresholdCode.AWARENESS_MONTHS).update(value=1200)
    labels = {field.name: field.label for field in candidates.FIELDS}
    batch = bring({labels[name]: value for name, value in candidates.EXAMPLE.items()})
    assert (counted(batch), said(batch, "error")) == ({"new": 1}, [])
