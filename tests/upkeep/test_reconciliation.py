"""Rounds of reconciliation: what cells say to their rolls, and what becomes of it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import Unit, UnitKind
from members.models import Member
from tests.conftest import day, found, make_member
from upkeep.models import CellAnswer, Difference, Reconciliation

AS_ON = day("2020-06-30")


@pytest.fixture
def member(cell):
    return make_member(unit=cell, card_number="0123456")


@pytest.fixture
def asked(committee, cell, second_cell, member):
    return Reconciliation.objects.start(unit=committee, as_on=AS_ON, by=None)


@pytest.fixture
def answer(asked, cell):
    return asked.answers.get(unit=cell)


def mark(answer, **facts) -> Difference:
    facts = {"kind": "wrong", "line": answer.lines.first(), "text": "Sinh năm 1981"} | facts
    return answer.mark(by=None, **facts)


def refused(act, **facts) -> str:
    with pytest.raises(ValidationError) as caught:
        act(by=None, **facts)
    return caught.value.messages[0]


def start(unit, as_on=AS_ON):
    return Reconciliation.objects.start(unit=unit, as_on=as_on, by=None)


def test_each_cell_of_the_day_is_asked_an_empty_one_too(asked):
    rows = asked.answers.in_tree_order().values_list("unit_name", "size", "status")
    assert list(rows) == [("Chi bộ 1", 1, "waiting"), ("Chi bộ 2", 0, "waiting")]


def test_cells_of_several_bodies_are_told_with_their_body(committee, cell):
    body = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận A", parent=committee)
    found("chi-bo-1a", UnitKind.CELL, "Chi bộ 1", parent=body, number=1)
    names = start(committee).answers.in_tree_order().values_list("unit_name", flat=True)
    assert list(names) == ["Chi bộ 1, Đảng bộ Trung tâm", "Chi bộ 1, Đảng bộ bộ phận A"]


def test_the_roll_is_that_of_the_day(committee, cell, member):
    member.current_membership().leave(on=day("2020-06-30"), left_by="transfer", by=None)
    before = start(committee, day("2020-06-29"))
    before.close(reason="Thử", by=None)
    after = start(committee, day("2020-06-30"))
    assert [row.answers.get(unit=cell).size for row in (before, after)] == [1, 0]


def test_guests_and_cells_elsewhere_are_not_on_it(committee, cell, foreign_cell):
    guest = make_member(unit=foreign_cell)
    guest.join(cell, on=day("2020-01-01"), by=None, came_by="transfer", kind="temporary")
    assert [answer.size for answer in start(committee).answers.all()] == [0]


def test_a_line_keeps_the_birth_as_far_as_it_was_known(committee, cell):
    make_member(unit=cell, born_on=day("1942-05-01"), born_precision="month")
    assert [str(line.born) for line in start(committee).answers.get().lines.all()] == ["05/1942"]


def test_a_line_keeps_days_in_the_party_as_far_as_they_were_known(committee, cell):
    known = {"admitted_precision": "month", "official_precision": "year"}
    days = {"admitted_on": day("2010-03-01"), "official_on": day("2011-01-01")}
    make_member(unit=cell, **days, **known)
    line = start(committee).answers.get().lines.get()
    assert [str(line.admitted), str(line.official)] == ["03/2010", "2011"]


def test_a_line_keeps_the_facts_of_the_opening_with_the_card_masked(answer, member):
    Member.objects.filter(pk=member.pk).update(full_name="Nguyễn Văn Ân", born_on="1981-01-01")
    line = answer.lines.get()
    facts = (line.full_name, line.born_on, line.card, line.admitted_on, line.official_on, line.since)
    assert facts == (
        "Nguyễn Văn An",
        day("1980-05-20"),
        "••••456",
        day("2010-03-03"),
        day("2011-03-03"),
        day("2019-01-01"),
    )


def test_a_day_to_come_or_without_cells_is_refused(committee, cell):
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    assert refused(Reconciliation.objects.start, unit=committee, as_on=tomorrow) == "Chưa đến ngày này."
    eve = day("2018-12-31")
    assert "chưa có chi bộ" in refused(Reconciliation.objects.start, unit=committee, as_on=eve)
    assert start(committee, timezone.localdate()).answers.count() == 1


def test_one_open_round_for_a_cell_at_a_time(asked, committee, cell, foreign_cell):
    for unit in (committee, cell):
        message = refused(Reconciliation.objects.start, unit=unit, as_on=AS_ON)
        assert "chưa kết thúc" in message
    start(Unit.objects.get(code="dang-bo-khac"))
    asked.close(reason="Thử", by=None)
    assert start(committee).answers.count() == 2


def test_confirming_says_who_and_when(answer, secretary):
    answer.confirm(by=secretary)
    answer.refresh_from_db()
    assert (answer.status, answer.answered_by) == ("confirmed", secretary)
    assert timezone.localdate(answer.answered_at) == timezone.localdate()
    assert AuditEvent.objects.filter(action="cellanswer.answer", by=secretary).count() == 1


def test_marked_lines_forbid_confirming_and_none_forbid_sending(answer):
    assert "Chưa đánh dấu" in refused(answer.report)
    difference = mark(answer)
    assert "Còn điểm sai lệch" in refused(answer.confirm)
    difference.take_back(by=None)
    answer.confirm(by=None)
    assert answer.status == "confirmed"


def test_a_line_is_marked_once_somebody_missing_without_a_line(answer):
    mark(answer)
    with pytest.raises(ValidationError, match="đã đánh dấu"):
        mark(answer)
    missing = mark(answer, kind="missing", line=None, full_name="Trần  Thị Bình")
    assert (missing.full_name, answer.differences.count()) == ("Trần Thị Bình", 2)


def test_once_answered_nothing_is_marked_taken_back_or_answered_again(answer):
    difference = mark(answer)
    answer.report(by=None)
    for act in (answer.confirm, answer.report, difference.take_back):
        assert "Chi bộ đã trả lời" in refused(act)
    with pytest.raises(ValidationError, match="đã trả lời"):
        mark(answer, kind="missing", line=None, full_name="Trần Thị Bình")


def test_a_difference_is_not_finished_as_open(answer):
    difference = mark(answer)
    answer.report(by=None)
    assert refused(difference.finish, state="open", outcome="Chờ") == "Chọn cách xử lý."
    assert difference.is_open


@pytest.mark.parametrize("state", ["settled", "rejected"])
def test_a_difference_is_finished_once_with_a_word(answer, office, state):
    difference = mark(answer)
    assert "chưa gửi" in refused(difference.finish, state=state, outcome="Đã sửa")
    answer.report(by=None)
    difference.finish(state=state, outcome="Theo giấy khai sinh", by=office)
    difference.refresh_from_db()
    assert (difference.state, difference.done_by, difference.done_on) == (
        state,
        office,
        timezone.localdate(),
    )
    assert "đã xử lý" in refused(difference.finish, state="settled", outcome="Lại")


def test_the_office_gives_an_answer_back_with_the_reason(answer):
    assert "chưa trả lời" in refused(answer.reopen, reason="Xem lại")
    answer.confirm(by=None)
    answer.reopen(reason="Thiếu một đồng chí", by=None)
    answer.refresh_from_db()
    assert (answer.status, answer.answered_at, answer.reopen_reason) == (
        "waiting",
        None,
        "Thiếu một đồng chí",
    )
    mark(answer, kind="missing", line=None, full_name="Trần Thị Bình")
    answer.report(by=None)
    assert answer.status == "differs"


def test_progress_counts_cells_and_differences(asked, answer):
    mark(answer)
    settled = mark(answer, kind="missing", line=None, full_name="Trần Thị Bình")
    answer.report(by=None)
    settled.finish(state="settled", outcome="Đã thêm", by=None)
    counts = {"cells": 2, "waiting": 1, "open": 1, "settled": 1, "rejected": 0}
    assert asked.answers.progress() == counts
    row = CellAnswer.objects.with_counts().get(pk=answer.pk)
    assert (row.open, row.settled, row.rejected) == (1, 1, 0)


def test_a_round_closes_when_all_is_done_or_for_a_reason(asked, answer, second_cell):
    difference = mark(answer)
    answer.report(by=None)
    assert "1 chi bộ chưa trả lời và 1 điểm sai lệch" in refused(asked.close)
    asked.answers.get(unit=second_cell).confirm(by=None)
    assert "0 chi bộ chưa trả lời và 1 điểm sai lệch" in refused(asked.close)
    difference.finish(state="rejected", outcome="Hồ sơ đúng", by=None)
    asked.close(by=None)
    assert (asked.closed_on, asked.close_reason) == (timezone.localdate(), "")


def test_a_closed_round_refuses_every_act(asked, answer):
    difference = mark(answer)
    asked.close(reason="Làm lại sau", by=None)
    acts = [
        (asked.close, {}),
        (answer.confirm, {}),
        (answer.report, {}),
        (answer.reopen, {"reason": "Xem lại"}),
        (difference.take_back, {}),
        (difference.finish, {"state": "settled", "outcome": "Đã sửa"}),
    ]
    for act, facts in acts:
        assert refused(act, **facts) == "Đợt đối khớp này đã kết thúc."


def test_a_secretary_sees_the_own_cell_the_office_all_nobody_a_foreign_one(
    asked, secretary, office, outsider
):
    for user, cells in ((secretary, 1), (office, 2), (outsider, 0)):
        assert CellAnswer.objects.visible_to(user).count() == cells
        assert Reconciliation.objects.visible_to(user).count() == min(cells, 1)
