"""Papers of the upper level, put before the cells."""

import pytest
from django.core.exceptions import ValidationError

from cells.models import UnitKind
from cells.rights import Role
from meetings.models import Directive, Meeting
from tests.conftest import day, found, make_user
from tests.meetings.conftest import adopted, open_meeting
from tests.scans import scan

ISSUED_ON, DOWN_ON, MEETS_ON = day("2020-05-01"), day("2020-06-01"), day("2020-06-20")


@pytest.fixture
def directive(committee):
    return receive(committee)


def receive(unit, number="05-NQ/TU", **facts) -> Directive:
    values = {"issuer": "Tỉnh ủy", "title": "Về y tế cơ sở", "issued_on": ISSUED_ON}
    return Directive.objects.receive(
        unit=unit, number=number, by=None, **values | {"text": "<p>Bàn.</p>"} | facts
    )


def plan(unit, on=MEETS_ON, kind="regular", **facts) -> Meeting:
    return Meeting.objects.plan(unit=unit, kind=kind, held_on=on, by=None, **facts)


def refusal(act, *args, **facts):
    with pytest.raises(ValidationError) as refused:
        act(*args, by=None, **facts)
    error = refused.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def put_before(meeting) -> list[str]:
    return [str(item.directive) for item in meeting.items.all()]


def test_with_words_or_a_scan(committee, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    message = {"text": ["Ghi nội dung cần chi bộ bàn, hoặc tải bản quét văn bản lên."]}
    with pytest.raises(ValidationError) as refused:
        receive(committee, text="")
    assert refused.value.message_dict == message
    assert receive(committee, text="", file=scan()).content() == scan().read()


def test_once(directive, committee):
    with pytest.raises(ValidationError) as refused:
        receive(committee)
    assert refused.value.messages == ["Văn bản này đã được ghi."]
    directive.withdraw(reason="Nhầm", by=None)
    receive(committee)


def test_due_from_the_day_it_was_issued(committee):
    with pytest.raises(ValidationError) as refused:
        receive(committee, due_on=day("2020-04-30"))
    assert refused.value.message_dict == {"due_on": ["Hạn không thể trước ngày ban hành."]}
    receive(committee, due_on=ISSUED_ON)


def test_it_comes_before_the_next_planned_meeting_of_each_cell(directive, cell, second_cell):
    early = plan(cell, on=day("2020-05-31"))
    next_one, later = plan(cell, on=DOWN_ON), plan(cell, on=day("2020-07-20"))
    assert directive.hand_down(on=DOWN_ON, by=None) == 1
    assert [len(put_before(meeting)) for meeting in (early, next_one, later)] == [0, 1, 0]
    item = next_one.items.get()
    assert [item.title, item.subject] == ["05-NQ/TU: Về y tế cơ sở", "directive"]
    assert list(Directive.objects.pending(cell)) == []
    assert list(Directive.objects.pending(second_cell)) == [directive]


def test_a_meeting_of_the_cell_committee_is_not_the_cell(directive, cell):
    meeting = plan(cell, kind="committee")
    assert directive.hand_down(on=DOWN_ON, by=None) == 0
    assert put_before(meeting) == []


def test_it_comes_after_what_was_planned(directive, cell):
    meeting = plan(cell)
    meeting.items.create(title="Mở đầu", position=3)
    directive.hand_down(on=DOWN_ON, by=None)
    assert [item.position for item in meeting.items.all()] == [3, 4]


def test_handed_down_once_and_not_before_it_was_issued(directive, cell):
    message = {"on": ["Không thể trước ngày ban hành văn bản."]}
    assert refusal(directive.hand_down, on=day("2020-04-30")) == message
    directive.hand_down(on=ISSUED_ON, by=None)
    message = ["Văn bản này đã đưa vào chương trình các chi bộ."]
    assert refusal(Directive.objects.get().hand_down, on=DOWN_ON) == message


def test_nobody_to_hand_it_to(directive):
    message = {"on": ["Vào ngày này tổ chức đảng chưa có chi bộ nào."]}
    assert refusal(directive.hand_down, on=DOWN_ON) == message


def test_pending_only_once_it_was_handed_down(directive, cell, foreign_cell):
    assert list(Directive.objects.pending(cell)) == []
    directive.hand_down(on=DOWN_ON, by=None)
    assert [list(Directive.objects.pending(unit)) for unit in (cell, foreign_cell)] == [[directive], []]


def test_asked_are_the_cells_of_that_day(directive, cell, committee):
    directive.hand_down(on=DOWN_ON, by=None)
    newer = found("chi-bo-9", UnitKind.CELL, "Chi bộ 9", parent=committee, on=day("2020-06-02"))
    same_day = receive(committee, number="06-NQ/TU")
    same_day.hand_down(on=day("2020-06-02"), by=None)
    assert list(Directive.objects.pending(newer)) == [same_day]
    assert list(Directive.objects.pending(cell)) == [directive, same_day]


def test_pending_the_most_urgent_first(directive, committee, cell):
    urgent = receive(committee, number="06-NQ/TU", due_on=day("2020-07-01"))
    for row in (directive, urgent):
        row.hand_down(on=DOWN_ON, by=None)
    assert list(Directive.objects.pending(cell)) == [urgent, directive]


def test_a_cell_without_a_plan_takes_it_up(directive, cell, secretary):
    directive.hand_down(on=DOWN_ON, by=None)
    meeting = plan(cell)
    directive.take_up(meeting, by=secretary)
    assert put_before(meeting) == [str(directive)]
    assert list(Directive.objects.pending(cell)) == []
    message = ["Văn bản này không chờ chi bộ đưa vào chương trình."]
    assert refusal(directive.take_up, meeting) == message


def test_dropped_from_the_agenda_it_waits_again(directive, cell):
    meeting = plan(cell)
    directive.hand_down(on=DOWN_ON, by=None)
    meeting.items.get().delete()
    assert list(Directive.objects.pending(cell)) == [directive]


def test_not_into_adopted_minutes(directive, meeting, cell):
    directive.hand_down(on=DOWN_ON, by=None)
    message = ["Biên bản đã thông qua nên không thêm nội dung được nữa."]
    assert refusal(directive.take_up, adopted(meeting)) == message


def test_not_by_the_cell_of_another_committee(directive, cell, foreign_cell):
    directive.hand_down(on=DOWN_ON, by=None)
    message = ["Văn bản này không chờ chi bộ đưa vào chương trình."]
    assert refusal(directive.take_up, plan(foreign_cell)) == message


def test_withdrawn_it_asks_nobody(directive, cell):
    directive.hand_down(on=DOWN_ON, by=None)
    assert refusal(directive.withdraw, reason=" ") == {"reason": ["Ghi lý do rút."]}
    directive.withdraw(reason="Đã thay bằng văn bản khác", by=None)
    assert list(Directive.objects.pending(cell)) == []
    assert refusal(directive.withdraw, reason="Lại") == ["Văn bản này đã rút."]


def progress(user):
    row = Directive.objects.with_progress(user).get()
    return row.asked, row.concluded


def test_progress_counts_concluded_items_of_begun_meetings(directive, cell, second_cell, office):
    assert progress(office) == (0, 0)
    for unit in (cell, second_cell):
        plan(unit)
    directive.hand_down(on=DOWN_ON, by=None)
    told = [progress(office)]
    for unit, text in ((cell, "<p>Thống nhất.</p>"), (second_cell, "")):
        meeting = unit.meetings.get()
        meeting.items.update(conclusion=text)
        told.append(progress(office))
        meeting.hold(by=None)
        told.append(progress(office))
    assert told == [(2, 0), (2, 0), (2, 1), (2, 1), (2, 1)]


def test_a_cell_sees_its_own_progress_only(directive, cell, second_cell, secretary):
    directive.hand_down(on=DOWN_ON, by=None)
    for unit in (cell, second_cell):
        item = directive.take_up(open_meeting(unit, on=MEETS_ON), by=None)
        item.conclusion = "<p>Đồng ý.</p>"
        item.save()
    assert progress(secretary) == (1, 1)


def test_seen_from_above_and_from_below_and_not_from_beside(committee, foreign_cell):
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    inner = found("chi-bo-8", UnitKind.CELL, "Chi bộ 8", parent=part)
    other = found("chi-bo-7", UnitKind.CELL, "Chi bộ 7", parent=committee)
    directive = receive(part)
    units = {
        "above": committee,
        "own": part,
        "below": inner,
        "beside": other,
        "elsewhere": foreign_cell,
    }
    seen = [
        name
        for name, unit in units.items()
        if directive in Directive.objects.visible_to(make_user(name, Role.SECRETARY, unit))
    ]
    assert seen == ["above", "own", "below"]


def test_who_only_counts_does_not_see_it(directive, upper_staff, admin):
    assert [Directive.objects.visible_to(user).count() for user in (upper_staff, admin)] == [0, 0]
