"""Points, votes and proposals of this year, brought in: judged by trying the very verbs."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from cells.rights import Role
from evaluations.models import BodyOpinion, MemberAssessment, Opinion, Round, Step, Vote
from evaluations.models.bodies import AFTER_CELL, ONCE
from tests.conftest import make_member, make_user
from tests.upkeep.imports.batches import bring_in, counted, said, sheet, take_over
from tests.workbooks import taken
from upkeep.imports import steps, values

ROW = {
    "Họ và tên": "Nguyễn Văn An",
    "Điểm tiêu chí chung tự chấm": "28,5",
    "Điểm nhiệm vụ tự chấm": 60,
    "Tự xếp loại": "HTTNV",
    "Phiếu phát ra": 2,
    "Phiếu thu về": 2,
    "Phiếu T": 2,
    "Chi bộ đề nghị": "T",
}
GOOD = "hoàn thành tốt nhiệm vụ"
OTHER = ROW | {"Họ và tên": "Trần Thị Bình", "Tự xếp loại": "T"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def grading(committee, an, binh) -> Round:
    return Round.objects.open_for(committee, year=2025, by=None)


@pytest.fixture
def bring(committee, office, grading):
    return lambda *rows: bring_in(committee, office, sheet(*rows), kind="steps")


def stored(name="Nguyễn Văn An") -> dict:
    return {
        one.step: (one.level, one.points)
        for one in Opinion.objects.filter(assessment__member__full_name=name)
    }


def test_a_row_is_written_step_by_step(bring, office):
    take_over(bring(ROW, OTHER), office)
    assert stored() == {Step.SELF: ("t", Decimal("88.5")), Step.CELL: ("t", None)}
    vote = Vote.objects.get(assessment__member__full_name="Nguyễn Văn An")
    assert (vote.issued, vote.collected, vote.t, vote.said_by) == (2, 2, 2, office)


def test_the_preview_records_nothing(bring):
    assert counted(bring(ROW)) == {"new": 1}
    assert Opinion.objects.exists() is False


def test_the_same_table_again_changes_nothing(bring, office):
    take_over(bring(ROW), office)
    assert counted(bring(ROW)) == {"same": 1}


def test_what_differs_is_told_and_only_that_step_is_written(bring, office):
    take_over(bring(ROW), office)
    batch = bring(ROW | {"Chi bộ đề nghị": "HT", "Ghi chú": "Bỏ phiếu lại"})
    assert [note for *_, note in said(batch, "changed")] == ["Trước đây: t."]
    take_over(batch, office)
    assert stored()[Step.CELL] == ("ht", None)
    assert Opinion.objects.filter(step=Step.SELF).get().note == ""


@pytest.mark.parametrize(
    ("wrong", "column", "reason"),
    [
        ({"Phiếu T": 1}, "G", "Tổng số phiếu các mức là 1, phải bằng số phiếu hợp lệ 2."),
        ({"Phiếu phát ra": 9}, "E", "Phát ra 9 phiếu, nhiều hơn 2 đảng viên chính thức của chi bộ."),
        ({"Điểm nhiệm vụ tự chấm": 71, "Tự xếp loại": "XS"}, "C", "Không quá 70 điểm."),
        ({"Tự xếp loại": "XS"}, "", f"88,5 điểm ứng với mức {GOOD}: đề nghị ghi lý do ở ghi chú."),
        ({"Tự xếp loại": "giỏi"}, "D", f"Không rõ “giỏi”. {steps.POSSIBLE}"),
        ({"Điểm nhiệm vụ tự chấm": "nhiều"}, "C", "Ghi số điểm, như 28 hoặc 28,5."),
        ({"Phiếu T": "hai"}, "G", "Ghi số phiếu."),
        ({"Họ và tên": "Người Lạ"}, "A", "Không tìm thấy đảng viên này trong phạm vi nhập."),
    ],
)
def test_what_is_wrong_is_told_in_its_column_and_nothing_is_written(bring, wrong, column, reason):
    batch = bring(ROW | wrong)
    assert said(batch, "error") == [(2, column, reason)]


def test_who_is_in_no_open_round_is_told(bring, committee, cell):
    make_member("Lê Văn Mới", unit=cell)
    assert said(bring(ROW | {"Họ và tên": "Lê Văn Mới"}), "error") == [(2, "A", steps.NOT_HERE)]


def test_two_open_rounds_ask_for_the_year(bring, committee, office):
    Round.objects.open_for(committee, year=2024, by=None)
    assert said(bring(ROW), "error") == [(2, "A", steps.SEVERAL)]
    take_over(bring(ROW | {"Năm": 2025}), office)
    assert MemberAssessment.objects.get(opinions__step=Step.SELF).round.year == 2025


def test_a_self_review_that_the_member_filed_stays(bring, an, cell, grading):
    user = make_user("dang-vien", Role.MEMBER, cell)
    an.user = user
    an.save()
    row = grading.member_assessments.get(member=an)
    own = Opinion(assessment=row, step=Step.SELF, level="xs", conduct_points=30, task_points=65)
    own.say(by=user)
    [(_, column, reason)] = said(bring(ROW), "error")
    assert (column, "chỉ chính đồng chí ấy sửa được" in reason) == ("A", True)


def test_the_summary_taken_away_comes_back_the_same(client, bring, office, grading):
    take_over(bring(ROW, OTHER), office)
    client.force_login(office)
    url = reverse("evaluations:round_steps", args=[grading.pk])
    taken(client, url)
    content = client.get(url, {"xlsx": "1"}).content
    again = bring_in(grading.unit, office, content, kind="steps")
    assert counted(again) == {"same": 2}


BODIES = {
    "Chi ủy đề nghị": "T",
    "Đoàn thể đề nghị": "Công đoàn  Trung tâm: XS (28,5 + 62); Đoàn Thanh niên: HTNV",
}


def of_bodies() -> list[str]:
    return [str(one) for one in BodyOpinion.objects.order_by("id")]


def test_what_other_bodies_propose_is_written_and_the_same_again_changes_nothing(bring, office):
    take_over(bring(ROW | BODIES), office)
    assert of_bodies() == [
        "chi ủy đề nghị T",
        "Công đoàn Trung tâm đề nghị XS (90,5 điểm)",
        "Đoàn Thanh niên đề nghị HT",
    ]
    assert counted(bring(ROW | BODIES)) == {"same": 1}


def test_what_another_body_now_proposes_is_told_and_takes_a_reason(bring, office):
    take_over(bring(ROW | BODIES), office)
    other = ROW | BODIES | {"Chi ủy đề nghị": "HT"}
    assert said(bring(other), "error") == [(2, "I", AFTER_CELL)]
    batch = bring(other | {"Ghi chú": "Chi ủy họp lại"})
    assert said(batch, "changed") == [(2, "I", "Trước đây: chi ủy đề nghị T.")]
    take_over(batch, office)
    assert of_bodies()[0] == "chi ủy đề nghị HT"


@pytest.mark.parametrize(
    ("wrong", "column", "reason"),
    [
        ({"Chi ủy đề nghị": "giỏi"}, "I", f"Không rõ “giỏi”. {steps.POSSIBLE}"),
        ({"Chi ủy đề nghị": "T (85)"}, "I", f"Không rõ “T (85)”. {steps.HOW_TOLD}"),
        ({"Chi ủy đề nghị": "T (31 + 55)"}, "I", "Không quá 30 điểm."),
        ({"Chi ủy đề nghị": "T; XS"}, "I", ONCE),
    ],
)
def test_a_wrong_proposal_of_another_body_is_told_in_its_column(bring, wrong, column, reason):
    assert said(bring(ROW | wrong), "error") == [(2, column, reason)]
    assert BodyOpinion.objects.exists() is False


def test_which_of_two_bodies_is_asked_for(bring, office):
    take_over(bring(ROW | BODIES), office)
    batch = bring(ROW | {"Đoàn thể đề nghị": "T"})
    assert said(batch, "error") == [(2, "I", steps.WHICH_BODY)]


def test_what_other_bodies_proposed_comes_back_the_same(client, bring, office, grading):
    take_over(bring(ROW | BODIES, OTHER), office)
    client.force_login(office)
    content = client.get(reverse("evaluations:round_steps", args=[grading.pk]), {"xlsx": "1"}).content
    assert counted(bring_in(grading.unit, office, content, kind="steps")) == {"same": 2}


DATED = BODIES | {
    "Ngày chi ủy đề nghị": datetime.date(2025, 12, 1),
    "Ngày đoàn thể đề nghị": "công đoàn trung tâm: 2/12/2025",
}


def days() -> list[str]:
    return [f"{one.said_on or ''}" for one in BodyOpinion.objects.order_by("id")]


def test_the_day_of_a_proposal_comes_in_and_out(client, bring, office, grading):
    take_over(bring(ROW | DATED, OTHER), office)
    assert days() == ["2025-12-01", "2025-12-02", ""]
    client.force_login(office)
    content = client.get(reverse("evaluations:round_steps", args=[grading.pk]), {"xlsx": "1"}).content
    assert counted(bring_in(grading.unit, office, content, kind="steps")) == {"same": 2}
    other = ROW | DATED | {"Ngày chi ủy đề nghị": "03/12/2025", "Ghi chú": "Ghi nhầm ngày"}
    batch = bring(other)
    assert said(batch, "changed") == [(2, "K", "Trước đây: 01/12/2025.")]
    take_over(batch, office)
    assert days() == ["2025-12-03", "2025-12-02", ""]


def test_one_day_is_of_all_that_stand_beside_it(bring, office):
    take_over(bring(ROW | BODIES | {"Ngày đoàn thể đề nghị": "02/12/2025"}), office)
    assert days() == ["", "2025-12-02", "2025-12-02"]


@pytest.mark.parametrize(
    ("wrong", "column", "reason"),
    [
        ({"Ngày chi ủy đề nghị": "hôm qua"}, "K", "Không đọc được ngày. Ghi như 20/05/1980."),
        ({"Ngày đoàn thể đề nghị": "Hội Phụ nữ: 02/12/2025"}, "K", steps.WHOSE_DAY),
        ({"Ngày nơi công tác đề nghị": "02/12/2025"}, "K", steps.WHOSE_DAY),
        ({"Ngày chi ủy đề nghị": "02/12/2024"}, "K", "Không thể trước ngày đầu của kỳ xếp loại"),
    ],
)
def test_a_wrong_day_of_a_proposal_is_told_in_its_column(bring, wrong, column, reason):
    [(_, where, told)] = said(bring(ROW | BODIES | wrong), "error")
    assert (where, told.startswith(reason)) == (column, True)


@pytest.mark.parametrize(("raw", "number"), [("28,5", "28.5"), (28.5, "28.5"), (70, "70"), ("9", "9")])
def test_points_are_read_as_written(raw, number):
    assert steps.points(raw) == Decimal(number)


@pytest.mark.parametrize("raw", ["-1", "28,55", "1000", "x"])
def test_what_are_no_points_are_refused(raw):
    with pytest.raises(values.BadValueError):
        steps.points(raw)
