"""Agendas as data: which one is in force, what may be written, what takes them."""

import pytest
from django.core.exceptions import ValidationError

from meetings.models import AgendaTemplate, Meeting, MeetingKind, changes, preparing
from members.models import Office
from tests.conftest import day
from tests.meetings.conftest import concluded, open_meeting, record

LINES = [
    {"title": "Mở đầu", "subject": "opening", "planned_minutes": 5, "speaker": "chair"},
    {"title": "Nhiệm vụ đã giao", "subject": "tasks", "carries": "tasks"},
    {"title": "Đánh giá", "subject": "review", "carries": "conclusion"},
]


def write(unit=None, on="2020-01-01", kind="regular", lines=LINES, **facts):
    facts = {"name": f"Mẫu từ {on}", "valid_from": day(on)} | facts
    return AgendaTemplate.objects.write(unit=unit, kind=kind, lines=lines, by=None, **facts)


def in_force(unit, on, kind="regular"):
    return AgendaTemplate.objects.in_force(unit, kind, day(on))


def titles(meeting):
    return [item.title for item in meeting.items.all()]


def test_every_kind_of_meeting_has_an_agenda_to_begin_with(db):
    known = AgendaTemplate.objects.by_kind()
    assert [row.kind for row in known] == list(MeetingKind.values)
    assert [row.unit for row in known] == [None] * len(known)
    assert all(row.source for row in known)


def test_the_agenda_of_a_regular_meeting_takes_90_minutes(db):
    assert AgendaTemplate.objects.get(kind="regular").minutes == 90


def test_a_template_is_in_force_from_its_day_on_and_the_first_one_also_before(cell):
    first, second = write(cell), write(cell, "2020-07-01")
    assert in_force(cell, "2019-12-31") == first
    assert in_force(cell, "2020-01-01") == first
    assert in_force(cell, "2020-06-30") == first
    assert in_force(cell, "2020-07-01") == second


def test_the_seed_covers_the_time_before_it(cell):
    assert in_force(cell, "1990-01-01").unit is None


def test_the_nearest_organisation_decides(committee, cell, second_cell, foreign_cell):
    above, own = write(committee), write(cell)
    assert in_force(cell, "2020-03-01") == own
    assert in_force(second_cell, "2020-03-01") == above
    assert in_force(foreign_cell, "2020-03-01").unit is None
    assert in_force(cell, "2020-03-01", "thematic").unit is None


def test_one_template_a_day_for_a_kind_and_a_unit(cell):
    write(cell)
    with pytest.raises(ValidationError, match="đúng ngày này"):
        write(cell)
    write(cell, kind="thematic")


@pytest.mark.parametrize(
    "lines, message",
    [
        ([], "ít nhất một nội dung"),
        ([{"title": "x"}] * 41, "tối đa 40"),
        ([{"title": " "}], "Ghi nội dung"),
        ([{"title": "x", "subject": "nonsense"}], "nonsense"),
    ],
)
def test_lines_that_make_no_sense_are_refused_and_nothing_is_kept(cell, lines, message):
    before = AgendaTemplate.objects.count()
    with pytest.raises(ValidationError, match=message):
        write(cell, lines=lines)
    assert AgendaTemplate.objects.count() == before


def test_40_lines_are_kept(cell):
    assert write(cell, lines=[{"title": "x"}] * 40).lines.count() == 40


def test_a_meeting_takes_the_agenda_with_speakers_and_what_earlier_meetings_left(cell, people):
    chair = people[0]
    Office.objects.take_up(member=chair, unit=cell, kind="secretary", on=day("2020-01-01"), by=None)
    before = concluded(open_meeting(cell, day("2020-05-15")))
    record(
        before, tasks=[{"text": "Tiêm chủng <b>", "assignee": people[1], "due_on": day("2020-06-01")}]
    )
    meeting = open_meeting(cell)
    preparing.take_agenda(meeting, write(cell), by=None)
    opening, tasks, review = meeting.items.all()
    assert (opening.speaker, opening.planned_minutes, opening.notes) == (chair, 5, "")
    assert tasks.notes == (
        "<table><thead><tr><th>Nhiệm vụ</th><th>Người thực hiện</th><th>Hạn</th><th>Kết quả</th></tr>"
        "</thead><tbody><tr><td>Tiêm chủng &lt;b&gt;</td><td>Lê Văn Bình</td><td>01/06/2020</td>"
        "<td></td></tr></tbody></table>"
    )
    assert review.notes == ("<p><em>Kết luận kỳ họp ngày 15/05/2020:</em></p><p>Chi bộ thống nhất.</p>")


def test_a_planned_meeting_takes_it_too(cell, people):
    meeting = Meeting.objects.plan(unit=cell, kind="regular", held_on=day("2030-01-05"), by=None)
    preparing.take_agenda(meeting, write(cell), by=None)
    assert titles(meeting) == ["Mở đầu", "Nhiệm vụ đã giao", "Đánh giá"]


def test_an_agenda_is_not_taken_twice_unless_asked(cell, meeting):
    template = write(cell)
    preparing.take_agenda(meeting, template, by=None)
    with pytest.raises(ValidationError, match="đã có chương trình"):
        preparing.take_agenda(meeting, template, by=None)
    template.rewrite(lines=[{"title": "Khác"}], by=None)
    preparing.take_agenda(meeting, template, instead=True, by=None)
    assert titles(meeting) == ["Khác"]


def test_an_agenda_that_was_written_up_is_not_replaced(cell, meeting):
    template = write(cell)
    preparing.take_agenda(meeting, template, by=None)
    item = meeting.items.first()
    meeting.record(changes("item", str(item.key), conclusion="<p>Nhất trí</p>"), by=None)
    with pytest.raises(ValidationError, match="Đã ghi diễn biến"):
        preparing.take_agenda(meeting, template, instead=True, by=None)
    assert len(titles(meeting)) == 3


def test_adopted_minutes_take_no_agenda(cell, meeting):
    concluded(meeting).adopt(by=None)
    with pytest.raises(ValidationError, match="đã thông qua"):
        preparing.take_agenda(meeting, write(cell), by=None)


def test_what_is_left_is_copied_once_to_the_item_about_it(cell, people):
    before = concluded(open_meeting(cell, day("2020-05-15")))
    record(before, tasks=[{"text": "Việc cũ"}])
    meeting = open_meeting(cell)
    item = preparing.carry_over(meeting, "tasks", by=None)
    assert item.title == "Kiểm điểm việc thực hiện nhiệm vụ đã giao"
    assert "Việc cũ" in item.notes
    with pytest.raises(ValidationError, match="rồi"):
        preparing.carry_over(meeting, "tasks", by=None)
    assert preparing.carry_over(meeting, "conclusion", by=None).position == 2


def test_nothing_left_is_nothing_to_copy(meeting):
    for what in ("tasks", "conclusion"):
        with pytest.raises(ValidationError, match="không để lại gì"):
            preparing.carry_over(meeting, what, by=None)


def test_conclusions_come_from_the_same_body_earlier_and_held(cell, people, meeting):
    committee = open_meeting(cell, day("2020-06-10"), kind="committee")
    record(committee, conclusion="<p>Chi ủy thống nhất.</p>")
    concluded(open_meeting(cell, day("2020-06-20")))
    with pytest.raises(ValidationError, match="không để lại gì"):
        preparing.carry_over(meeting, "conclusion", by=None)


def test_an_item_moves_up_and_down_and_stops_at_the_ends(cell, meeting):
    preparing.take_agenda(meeting, write(cell), by=None)
    last = meeting.items.last()
    for expected in (
        ["Mở đầu", "Đánh giá", "Nhiệm vụ đã giao"],
        ["Đánh giá", "Mở đầu", "Nhiệm vụ đã giao"],
        ["Đánh giá", "Mở đầu", "Nhiệm vụ đã giao"],
    ):
        preparing.move_item(meeting, str(last.key), -1, by=None)
        assert titles(meeting) == expected
    preparing.move_item(meeting, str(last.key), 1, by=None)
    assert titles(meeting) == ["Mở đầu", "Đánh giá", "Nhiệm vụ đã giao"]
    with pytest.raises(ValidationError, match="không còn"):
        preparing.move_item(meeting, "nonsense", 1, by=None)


def test_a_committee_meeting_up_to_the_day_prepares_a_meeting(cell, second_cell, meeting):
    def committee_of(unit, on):
        return open_meeting(unit, day(on), kind="committee")

    same_day, later = committee_of(cell, "2020-06-15"), committee_of(cell, "2020-06-16")
    preparing.name_preparation(meeting, same_day, by=None)
    assert Meeting.objects.get(pk=meeting.pk).prepared_in == same_day
    for wrong in (
        later,
        committee_of(second_cell, "2020-06-10"),
        open_meeting(cell, day("2020-05-15")),
    ):
        with pytest.raises(ValidationError, match="Không phải cuộc họp cấp ủy"):
            preparing.name_preparation(meeting, wrong, by=None)
    preparing.name_preparation(meeting, None, by=None)
    assert Meeting.objects.get(pk=meeting.pk).prepared_in is None


def test_a_template_is_not_for_two_hundred_years_ahead(db):
    with pytest.raises(ValidationError, match="trước tối đa một năm"):
        write(on="2206-01-01")
