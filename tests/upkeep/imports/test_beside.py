"""Offices, exemptions, probation and notes in a list of members."""

import pytest

from members.models import CameBy, Member, Office
from tests.conftest import day, make_member
from tests.upkeep.imports.batches import PERSON, bring_in, counted, said, sheet, take_over

LISTED = day("2024-01-01")
BARE = {name: value for name, value in PERSON.items() if name != "Ngày về chi bộ"}
EXEMPT, ABSENT, AT = "Miễn sinh hoạt", "Đi làm ăn xa", "Nơi sinh hoạt tạm thời"
OFFICE, STATE, NOTE = "Chức vụ Đảng", "Chính thức/dự bị", "Ghi chú"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bring(committee, cell, second_cell, office):
    def bring(*rows, starts_on=LISTED):
        return bring_in(committee, office, sheet(*rows), starts_on=starts_on)

    return bring


def reasons(batch, verdict="error") -> list[str]:
    return [reason for _, _, reason in said(batch, verdict)]


# --- Offices ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written, held",
    [
        ("Bí thư", [("secretary", "Chi bộ 1")]),
        ("PBT", [("deputy_secretary", "Chi bộ 1")]),
        ("CUV", [("cell_committee_member", "Chi bộ 1")]),
        ("Đảng ủy viên, Bí thư chi bộ", [("committee_member", "top"), ("secretary", "Chi bộ 1")]),
        ("Bí thư Đảng ủy", [("secretary", "top")]),
        ("Ủy viên UBKT", [("inspection_member", "top")]),
        ("Đảng viên", []),
    ],
)
def test_an_office_is_held_from_the_day_of_the_list(bring, committee, office, written, held):
    take_over(bring(BARE | {OFFICE: written}), office)
    rows = Office.objects.order_by("kind")
    found = [(row.kind, "top" if row.unit == committee else str(row.unit)) for row in rows]
    assert found == held
    assert {(row.starts_on, row.how, row.ends_on) for row in rows} <= {(LISTED, "", None)}


def test_an_office_without_a_day_of_the_list_is_refused(bring):
    batch = bring(PERSON | {OFFICE: "Bí thư"}, starts_on=None)
    assert reasons(batch) == ["Từ ngày nào? Chọn “Danh sách tính đến ngày” khi tải lên."]


def test_a_single_seat_is_held_by_one(bring, cell, office):
    second = BARE | {"Họ và tên": "Lê Văn Nam"}
    batch = bring(BARE | {OFFICE: "Bí thư"}, second | {OFFICE: "bí thư"})
    assert reasons(batch) == ["Dòng 2 cũng ghi chức vụ này."]
    holder = make_member("Vũ Thị Hà", unit=cell, official_on=day("2015-01-01"))
    facts = {"member": holder, "unit": cell, "kind": "secretary", "on": day("2023-05-01")}
    held = Office.objects.take_up(**facts, by=None)
    refused = "Trong phần mềm, chức vụ này đã có người giữ."
    assert reasons(bring(BARE | {OFFICE: "Bí thư"})) == [refused]
    for last, said_then in ((LISTED, [refused]), (day("2023-12-31"), [])):
        Office.objects.filter(pk=held.pk).update(ends_on=last)
        assert reasons(bring(BARE | {OFFICE: "Bí thư"})) == said_then


def test_who_is_on_probation_holds_no_office(bring):
    batch = bring(BARE | {OFFICE: "Bí thư", "Ngày chính thức": ""})
    assert reasons(batch) == ["Đảng viên dự bị không giữ chức vụ trong Đảng."]


def test_an_office_that_is_not_known_is_named(bring):
    assert reasons(bring(BARE | {OFFICE: "Trưởng khoa"})) == ["Không rõ “Trưởng khoa”."]


# --- Exemption, and a time elsewhere ------------------------------------------------------------


@pytest.mark.parametrize(
    "written, on", [("x", LISTED), ("05/02/2024", day("2024-02-05")), ("01/05/2019", LISTED)]
)
def test_exempt_since_a_day_or_since_the_list(bring, office, written, on):
    take_over(bring(BARE | {EXEMPT: written}), office)
    assert [row.starts_on for row in Member.objects.get().exemptions.all()] == [on]


def test_a_day_before_the_list_is_told(bring):
    batch = bring(BARE | {EXEMPT: "01/05/2019"})
    assert reasons(batch, "warning") == ["Trước khi có tên ở chi bộ; tính từ ngày có tên."]


def test_who_is_elsewhere_for_a_time_is_somewhere(bring, office):
    assert reasons(bring(BARE | {ABSENT: "x"})) == ["Thiếu nơi sinh hoạt tạm thời."]
    take_over(bring(BARE | {ABSENT: "x", AT: "Đảng bộ phường Trần Phú"}), office)
    absence = Member.objects.get().absences.get()
    assert (absence.starts_on, absence.place) == (LISTED, "Đảng bộ phường Trần Phú")


# --- Official or on probation -------------------------------------------------------------------


@pytest.mark.parametrize(
    "state, official_on, said",
    [
        ("Chính thức", "", ["Là chính thức thì cần ngày chính thức; chỉ biết năm cũng được."]),
        ("Chính thức", "2011", []),
        ("dự bị", "03/03/2011", ["Ghi là dự bị mà ngày chính thức là 03/03/2011."]),
        ("ĐVDB", "", []),
    ],
)
def test_the_word_and_the_day_must_agree(bring, state, official_on, said):
    assert reasons(bring(BARE | {STATE: state, "Ngày chính thức": official_on})) == said


def test_long_ago_admitted_and_never_official_is_asked(bring):
    assert reasons(bring(BARE | {"Ngày chính thức": ""}), "warning") == [
        "Không có ngày chính thức nên là dự bị; đã hết thời gian dự bị."
    ]


# --- Notes --------------------------------------------------------------------------------------


def test_a_note_with_a_day_says_who_was_transferred_in(bring, office):
    batch = bring(BARE | {NOTE: "Chuyển đến ngày 05/03/2024"})
    assert reasons(batch, "warning") == ["Lấy theo ghi chú, tính là chuyển đến."]
    take_over(batch, office)
    spell = Member.objects.get().current_membership()
    assert (spell.starts_on, spell.came_by) == (day("2024-03-05"), CameBy.TRANSFER)


@pytest.mark.parametrize(
    "note, said",
    [
        (
            "chuyển đến 3/2024",
            ["Không đủ ngày nên chưa tính là chuyển đến; đề nghị ghi ngày ở cột về chi bộ."],
        ),
        (
            "Miễn SH từ 2020",
            ["Việc này không lấy từ ghi chú; đề nghị ghi ở trang hoặc tệp Excel riêng của việc này."],
        ),
        ("Hay ốm", []),
    ],
)
def test_a_note_is_looked_at_and_never_kept(bring, note, said):
    assert reasons(bring(BARE | {NOTE: note}), "warning") == said


# --- Somebody known -----------------------------------------------------------------------------


def test_of_somebody_known_all_this_is_only_compared(bring, office):
    row = BARE | {OFFICE: "Bí thư", EXEMPT: "x"}
    take_over(bring(row), office)
    again = bring(row)
    assert (counted(again), reasons(again, "warning")) == ({"same": 1}, [])
    other = bring(BARE | {OFFICE: "Phó bí thư", ABSENT: "x", AT: "Nơi khác"})
    assert reasons(other, "warning") == [
        "Phần mềm đang ghi không giữ chức vụ này; "
        "đề nghị ghi ở trang hoặc tệp Excel riêng của việc này.",
        "Trong phần mềm không như vậy; đề nghị ghi ở trang hoặc tệp Excel riêng của việc này.",
    ]
    assert Office.objects.count() == 1
