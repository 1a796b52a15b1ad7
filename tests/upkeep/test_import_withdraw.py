"""Taking a workbook back as a whole: every row is as it was, unless something stands on it."""

import itertools

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from evaluations.models import Round
from members.models import Discipline, Member, Membership, Office, RollAct
from tests.conftest import day, make_member
from tests.meetings.conftest import open_meeting
from tests.upkeep.imports.batches import PERSON, bring_in, sheet, take_over
from upkeep import tasks
from upkeep.imports import members, trying

# Not put back: what was done is told, and what it was about stays in the history.
TOLD = {
    "accounts.auditevent",
    "members.rollact",
    "sessions.session",
    "upkeep.importbatch",
    "upkeep.importrow",
}
REASON = "Nhầm bảng của năm trước"

HOA = {"born_on": day("1985-10-02"), "sex": "female"}
LEAVING = {"Họ và tên": "Nguyễn Văn An", "Lý do": "Chuyển đi", "Ngày": "02/05/2024", "Nơi đến": "Huế"}
EXPULSION = {
    "Họ và tên": "Lê Thị Hoa",
    "Lý do": "khai trừ",
    "Ngày": "01/06/2022",
    "Số quyết định": "12-QĐ/ĐU",
    "Ngày ký quyết định": "01/06/2022",
    "Cơ quan ra quyết định": "Đảng ủy",
}
ARRIVAL = PERSON | {"Lý do": "Chuyển đến", "Ngày": "01/01/2020", "Nơi đến": "Huế"}
MOVE = {"Họ và tên": "Phạm Văn Cường", "Lý do": "nội bộ", "Ngày": "01/06/2022", "Chi bộ": "Chi bộ 2"}
SEAT = {"Tổ chức đảng": "Chi bộ 1", "Chức vụ": "Bí thư"}
CANDIDATE = {"Chi bộ": "1", "Ngày đưa vào nguồn": "05/03/2024", "Dân tộc": "Tày"}
ON_THE_WAY = {
    "Đảng viên được phân công giúp đỡ": "Nguyễn Văn An; Lê Thị Hoa",
    "Ngày phân công": "02/04/2024",
    "Học lớp nhận thức từ ngày": "03/06/2024",
    "Ngày học xong lớp nhận thức": "07/06/2024",
}
MEETING = {"Chi bộ": "Chi bộ 1", "Ngày họp": "05/01/2024", "Loại": "Thường kỳ", "Vắng": None}
GRADE = {"Họ và tên": "Nguyễn Văn An", "Chi bộ": "Chi bộ 1", "Năm": 2021, "Xếp loại": "HTTNV"}
STEPS = {"Họ và tên": "Nguyễn Văn An", "Tự xếp loại": "T", "Phiếu phát ra": 3, "Phiếu thu về": 3}
STEPS |= {"Phiếu T": 3, "Chi bộ đề nghị": "T"}
SHEETS = {
    "members": [
        PERSON,
        PERSON | {"Họ và tên": "Lê Thị Hoa", "Trình độ": "Thạc sĩ", "Điện thoại": "0912345678"},
    ],
    "movements": [LEAVING, EXPULSION, ARRIVAL, MOVE],
    "offices": [
        {"Họ và tên": "Lê Thị Hoa", "Từ ngày": "10/06/2023"} | SEAT,
        {"Họ và tên": "Nguyễn Văn An", "Từ ngày": "10/06/2020", "Đến hết ngày": "09/06/2023"}
        | SEAT
        | {"Chức vụ": "Phó bí thư"},
    ],
    "candidates": [
        {"Họ và tên": "Trần Thị Bình"} | CANDIDATE,
        {"Họ và tên": "Vũ Thị Lan", "Ngày sinh": "02/10/1995"} | CANDIDATE,
        {"Họ và tên": "Đỗ Thị Mai"} | CANDIDATE | ON_THE_WAY,
    ],
    "meetings": [MEETING, MEETING | {"Ngày họp": "06/02/2024", "Vắng": "Cường (ốm)"}],
    "grades": [GRADE, GRADE | {"Họ và tên": "Phạm Văn Cường", "Khen thưởng": "Giấy khen"}],
    "steps": [STEPS, STEPS | {"Họ và tên": "Phạm Văn Cường", "Tự xếp loại": "HTXSNV"}],
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def known(committee, cell, second_cell):
    """A cell in which the sheets above find something to change."""
    an, hoa = make_member(unit=cell), make_member("Lê Thị Hoa", unit=cell, on=day("2020-01-01"), **HOA)
    make_member("Phạm Văn Cường", unit=cell)
    seats = [(an, "deputy_secretary", "elected"), (hoa, "secretary", "acting")]
    for member, kind, how in seats:
        facts = {"unit": cell, "kind": kind, "how": how, "by": None}
        Office.objects.take_up(member=member, on=day("2020-06-10"), **facts)
    Round.objects.open_for(committee, year=2020, by=None)
    apps.get_model("members", "Candidate").objects.note(
        unit=cell, full_name="Vũ Thị Lan", on=day("2024-03-05"), by=None
    )


@pytest.fixture
def batch(committee, cell, office):
    return take_over(bring_in(committee, office, sheet(PERSON)), office)


def records() -> dict:
    """Every row of every table that is put back."""
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.label_lower not in TOLD
    }


def withdraw(batch, by):
    batch.request_withdrawal(reason=REASON, by=by)
    tasks.run_import(batch.pk)
    batch.refresh_from_db()
    return batch


def get(client, user, batch):
    if "_auth_user_id" not in client.session:
        client.force_login(user)
    return client.get(reverse("reports:import_withdraw", args=[batch.pk]))


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("at_once", [1, 40])
def test_every_row_is_as_before(known, committee, office, monkeypatch, kind, at_once):
    for judge in (members.Judge, trying.Trial):
        monkeypatch.setattr(judge, "AT_ONCE", at_once)
    batch = bring_in(committee, office, sheet(*SHEETS[kind]), kind=kind)
    before, acts = records(), RollAct.objects.in_force().count()
    batch = take_over(batch, office)
    assert batch.written_count == len(SHEETS[kind])
    assert records() != before
    batch = withdraw(batch, office)
    assert (batch.error, batch.is_withdrawn, batch.written_count) == ("", True, 0)
    written = {"cells.decision"}  # papers stay on file
    assert all(rows == before[name] for name, rows in records().items() if name not in written)
    assert RollAct.objects.in_force().count() == acts
    again = bring_in(committee, office, sheet(*SHEETS[kind]), kind=kind)
    assert again.change_count == len(SHEETS[kind])


def test_an_act_on_somebody_known_can_still_be_read(known, committee, office):
    batch = take_over(bring_in(committee, office, sheet(LEAVING), kind="movements"), office)
    withdraw(batch, office)
    act = RollAct.objects.order_by("pk").last()
    assert (act.kind, act.reason, act.withdrawn_by) == ("leaving", REASON, office)
    assert act.withdrawn_at


def test_it_is_told_who_took_it_back_and_why(batch, office):
    withdraw(batch, office)
    events = AuditEvent.objects.filter(action="import.withdraw", by=office)
    assert sorted(events.values_list("record", "note")) == [
        ("members.member", ""),
        ("members.membership", ""),
        ("upkeep.importbatch", REASON),
    ]


def test_a_killed_withdrawal_goes_on(known, committee, office, monkeypatch):
    monkeypatch.setattr(members.Judge, "AT_ONCE", 1)
    batch = take_over(bring_in(committee, office, sheet(*SHEETS["members"])), office)
    turns, delete = itertools.count(), batch.portions.model.delete

    def kill(portion):
        if next(turns) == 1:
            raise KeyboardInterrupt
        delete(portion)

    batch.request_withdrawal(reason=REASON, by=office)
    with monkeypatch.context() as patch:
        patch.setattr(batch.portions.model, "delete", kill)
        with pytest.raises(KeyboardInterrupt):
            tasks.run_import(batch.pk)
    batch.refresh_from_db()
    assert batch.written_count == 1
    batch.requeue()
    tasks.run_import(batch.pk)
    batch.refresh_from_db()
    assert batch.is_withdrawn


def edit(office):
    member = Member.objects.get(full_name="Trần Thị Bình")
    member.phone = "0987654321"
    member.edit(fields=["phone"], by=office)


def move(office):
    spell = Membership.objects.get(member__full_name="Trần Thị Bình")
    spell.leave(on=day("2024-01-05"), left_by="transfer", left_to="Huế", by=office)


def seat(office):
    spell = Membership.objects.get(member__full_name="Trần Thị Bình")
    facts = {"member": spell.member, "unit": spell.unit, "kind": "secretary"}
    Office.objects.take_up(on=day("2023-01-05"), by=office, **facts)


def meet(office):
    open_meeting(Membership.objects.get(member__full_name="Trần Thị Bình").unit, day("2024-02-03"))


@pytest.mark.parametrize(
    ("later", "told"),
    [
        (edit, "đảng viên Trần Thị Bình"),
        (move, "đảng viên Trần Thị Bình"),
        (seat, "chức vụ bí thư Chi bộ 1"),
    ],
)
def test_what_stands_on_a_new_member_refuses(client, batch, office, later, told):
    later(office)
    client.force_login(office)
    before = records()
    page = get(client, office, batch).content.decode()
    assert f"Sau đó đã có: {told}" in page
    assert 'name="reason"' not in page
    url = reverse("reports:import_withdraw", args=[batch.pk])
    client.post(url, {"reason": REASON})
    batch.refresh_from_db()
    assert batch.is_applied
    batch = withdraw(batch, office)
    assert (batch.state, batch.error[:12], batch.written_count) == ("failed", "Sau đó đã có", 1)
    assert records() == before


def test_attendance_of_a_meeting_refuses(client, batch, office):
    meet(office)
    assert "Sau đó đã có: " in get(client, office, batch).content.decode()


def test_a_value_edited_since_refuses(client, known, committee, office):
    batch = take_over(bring_in(committee, office, sheet(SHEETS["members"][1])), office)
    hoa = Member.objects.get(full_name="Lê Thị Hoa")
    hoa.schooling = "doctor"
    hoa.edit(fields=["schooling"], by=office)
    assert "Sau đó đã có: đã sửa Lê Thị Hoa." in get(client, office, batch).content.decode()
    hoa.schooling = "bachelor"  # by hand as it was before
    hoa.edit(fields=["schooling"], by=office)
    assert withdraw(batch, office).is_withdrawn


def test_a_later_act_on_the_roll_refuses(client, known, committee, office):
    batch = take_over(bring_in(committee, office, sheet(MOVE), kind="movements"), office)
    spell = Membership.objects.get(member__full_name="Phạm Văn Cường", ends_on=None)
    spell.leave(on=day("2023-01-05"), left_by="death", by=office)
    page = get(client, office, batch).content.decode()
    assert f"Sau đó đã có: {RollAct.objects.get(kind='leaving')}." in page
    assert 'name="reason"' not in page


def test_an_act_taken_back_by_hand_is_passed_over(known, committee, office):
    batch = take_over(bring_in(committee, office, sheet(LEAVING, MOVE), kind="movements"), office)
    RollAct.objects.get(kind="leaving").withdraw(reason="Chưa đi", by=office)
    batch = withdraw(batch, office)
    assert (batch.error, batch.is_withdrawn) == ("", True)
    assert RollAct.objects.get(kind="leaving").reason == "Chưa đi"


@pytest.mark.parametrize(("year", "refuses"), [(2023, False), (2024, True)])
def test_a_round_closed_since_refuses(client, known, committee, office, year, refuses):
    Round.objects.open_for(committee, year=year, by=None)
    batch = take_over(bring_in(committee, office, sheet(LEAVING), kind="movements"), office)
    Round.objects.update(closed_at=timezone.now(), summary={})
    assert ("đã chốt kết quả xếp loại" in get(client, office, batch).content.decode()) is refuses


def test_the_page_says_what_goes_and_the_worker_does_it(client, batch, office):
    page = get(client, office, batch).content.decode()
    assert "Đảng viên: 1 mục đã thêm sẽ bị xóa." in page
    url = reverse("reports:import_withdraw", args=[batch.pk])
    shown = client.post(url, {"reason": REASON})
    agreed = shown.context["form"].consequence
    client.post(url, {"reason": REASON, "agreed": agreed})
    tasks.run_import(batch.pk)
    page = client.get(reverse("upkeep:import_detail", args=[batch.pk])).content.decode()
    assert f"Lý do: {REASON}" in page
    assert (Member.objects.count(), Discipline.objects.count()) == (0, 0)


def test_what_was_taken_back_is_not_taken_back_again(client, batch, office):
    withdraw(batch, office)
    page = get(client, office, batch).content.decode()
    assert "Bảng này chưa ghi gì vào phần mềm, hoặc đã được rút lại." in page


@pytest.mark.parametrize("who", ["outsider", "secretary"])
def test_others_get_404(client, request, batch, who):
    assert get(client, request.getfixturevalue(who), batch).status_code == 404
