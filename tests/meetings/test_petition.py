"""Petitions of a cell to the committee above it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import UnitKind
from meetings.models import Meeting, Petition, PetitionAnswer
from tests.conftest import day, found, make_user
from tests.meetings.conftest import HELD_ON
from tests.scans import scan

ANSWERED_ON = day("2020-07-01")


@pytest.fixture
def petition(meeting):
    return raised(meeting.unit, meeting=meeting)


def raised(unit, on=HELD_ON, text="Cần thêm phòng họp.", **facts) -> Petition:
    return Petition.objects.raise_up(unit=unit, text=text, raised_on=on, by=None, **facts)


def reply(petition, on=ANSWERED_ON, text="<p>Đã bố trí phòng.</p>", **facts) -> PetitionAnswer:
    return petition.reply(on=on, text=text, by=None, **facts)


def reopen(petition, on, reason="Phòng chưa có điện.") -> None:
    petition.reopen(on=on, reason=reason, by=None)


def refusal(act, **facts):
    with pytest.raises(ValidationError) as refused:
        act(**{"by": None} | facts)
    error = refused.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def fresh(petition) -> Petition:
    return Petition.objects.get(pk=petition.pk)


def test_it_goes_to_the_committee_above_and_waits(petition, committee):
    assert [petition.to_unit, petition.state, petition.answer] == [committee, "raised", None]


def test_to_the_committee_that_stood_above_on_that_day(cell, committee):
    other = found("dang-bo-2", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ 2")
    cell.move(under=other, on=day("2020-07-01"), by=None)
    asked = [raised(cell, on=day(text)).to_unit for text in ("2020-06-30", "2020-07-01")]
    assert asked == [committee, other]


def test_who_raised_it_is_logged(cell, secretary):
    petition = Petition.objects.raise_up(unit=cell, text="Việc", raised_on=HELD_ON, by=secretary)
    assert AuditEvent.objects.get(action="petition.raise").record_id == str(petition.pk)
    assert petition.raised_by == secretary


def test_a_committee_raises_none(committee):
    message = {"unit": ["Kiến nghị do chi bộ nêu với đảng ủy cấp trên."]}
    assert refusal(raised_by_nobody(committee)) == message


def test_nobody_above_nobody_to_ask(db):
    alone = found("doc-lap", UnitKind.GRASSROOTS_CELL, "Chi bộ cơ sở")
    message = {"unit": ["Chi bộ này không có đảng ủy cấp trên trong phần mềm."]}
    assert refusal(raised_by_nobody(alone)) == message


def test_on_a_day_the_cell_stood_and_not_in_the_future(cell):
    before = {"raised_on": ["Chi bộ chưa có hoặc đã kết thúc hoạt động vào ngày này."]}
    assert refusal(raised_by_nobody(cell), raised_on=day("2018-12-31")) == before
    raised(cell, on=day("2019-01-01"))
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert refusal(raised_by_nobody(cell), raised_on=tomorrow) == {"raised_on": ["Chưa đến ngày này."]}
    raised(cell, on=timezone.localdate())


def raised_by_nobody(unit):
    def act(*, raised_on=HELD_ON, text="Việc", meeting=None, item=None, by=None):
        Petition.objects.raise_up(
            unit=unit, text=text, raised_on=raised_on, meeting=meeting, item=item, by=by
        )

    return act


@pytest.mark.parametrize("text", ["", " \n "])
def test_it_says_something(cell, text):
    assert "text" in refusal(raised_by_nobody(cell), text=text)


def test_at_a_meeting_of_the_own_cell_that_has_begun(meeting, second_cell):
    foreign = refusal(raised_by_nobody(second_cell), meeting=meeting)
    assert foreign == {"__all__": ["Cuộc họp này không phải của chi bộ nêu kiến nghị."]}
    plan = {"unit": second_cell, "kind": "regular", "held_on": day("2020-08-01"), "by": None}
    planned = refusal(raised_by_nobody(second_cell), meeting=Meeting.objects.plan(**plan))
    assert planned == {"__all__": ["Cuộc họp này chưa bắt đầu nên chưa có kiến nghị."]}


def test_taking_up_says_who_and_when_once(petition, office):
    petition.take_up(on=day("2020-06-20"), by=office)
    kept = fresh(petition)
    assert [kept.state, kept.taken_up_on, kept.taken_up_by] == ["taken_up", day("2020-06-20"), office]
    assert refusal(kept.take_up, on=day("2020-06-21")) == ["Kiến nghị này đang xem xét."]


def test_taking_up_from_the_day_it_was_raised(petition):
    message = {"taken_up_on": ["Không thể trước ngày 15/06/2020."]}
    assert refusal(petition.take_up, on=day("2020-06-14")) == message
    petition.take_up(on=HELD_ON, by=None)


def test_an_answer_stands_and_has_taken_it_up(petition, office):
    petition.reply(on=ANSWERED_ON, text="Đồng ý.", number="12-CV/ĐU", by=office)
    kept = fresh(petition)
    assert [kept.state, kept.taken_up_on, kept.days] == ["answered", ANSWERED_ON, 16]
    assert [kept.answer.text, kept.answer.number] == ["<p>Đồng ý.</p>", "12-CV/ĐU"]
    assert AuditEvent.objects.get(action="petition.answer").by == office


def test_answered_once_by_two_windows(petition):
    other_window = fresh(petition)
    reply(petition)
    assert refusal(other_window.reply, on=ANSWERED_ON, text="Khác") == ["Kiến nghị này đã trả lời."]
    assert PetitionAnswer.objects.count() == 1


def test_an_answer_without_words_is_none(petition):
    assert "text" in refusal(petition.reply, on=ANSWERED_ON, text="<p></p>")


def test_an_answer_keeps_its_scan_and_the_hash(petition, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    answer = reply(petition, file=scan())
    assert PetitionAnswer.objects.get().content() == scan().read()
    assert [answer.size, len(answer.sha256)] == [len(scan().read()), 64]


def test_given_back_the_answer_stays_and_another_follows(petition, secretary):
    reply(petition)
    petition.reopen(on=day("2020-07-10"), reason="Phòng chưa có điện.", by=secretary)
    assert fresh(petition).state == "taken_up"
    reply(petition, on=day("2020-07-20"))
    rows = petition.answers.values_list("answered_on", "reopened_on", "reopen_reason")
    assert list(rows) == [
        (ANSWERED_ON, day("2020-07-10"), "Phòng chưa có điện."),
        (day("2020-07-20"), None, ""),
    ]


def test_given_back_with_a_reason_and_not_before_the_answer(petition):
    message = ["Kiến nghị này chưa được trả lời."]
    assert refusal(petition.reopen, on=ANSWERED_ON, reason="Chưa rõ") == message
    reply(petition)
    assert refusal(petition.reopen, on=ANSWERED_ON, reason=" ") == {
        "reason": ["Ghi chi bộ chưa đồng tình ở điểm nào."]
    }
    message = {"on": ["Không thể trước ngày 01/07/2020."]}
    assert refusal(petition.reopen, on=day("2020-06-30"), reason="Chưa rõ") == message
    reopen(petition, ANSWERED_ON)


def test_the_next_answer_is_not_before_it_was_given_back(petition):
    reply(petition)
    reopen(petition, day("2020-07-10"))
    message = {"answered_on": ["Không thể trước ngày 10/07/2020."]}
    assert refusal(petition.reply, on=day("2020-07-09"), text="Lại") == message


def test_withdrawn_for_a_reason_while_open(petition):
    assert refusal(petition.withdraw, on=ANSWERED_ON, reason="") == {"reason": ["Ghi lý do rút."]}
    petition.withdraw(on=ANSWERED_ON, reason="Ghi nhầm", by=None)
    assert [fresh(petition).state, petition.days] == ["withdrawn", 16]
    assert refusal(petition.reply, on=ANSWERED_ON, text="Lời") == ["Kiến nghị này đã rút."]
    assert list(Petition.objects.raised_in(HELD_ON, HELD_ON)) == []


def test_raised_in_both_days_included(petition):
    within = Petition.objects.raised_in
    assert list(within(HELD_ON, HELD_ON)) == [petition]
    assert list(within(day("2020-06-16"), day("2020-12-31"))) == []
    assert list(within(day("2020-01-01"), day("2020-06-14"))) == []


def test_open_and_answered_day_by_day(petition):
    reply(petition)
    reopen(petition, day("2020-07-10"))
    reply(petition, on=day("2020-07-20"))
    days = "2020-06-14 2020-06-15 2020-06-30 2020-07-01 2020-07-09 2020-07-10 2020-07-19 2020-07-20"
    told = {
        text: (
            Petition.objects.open_on(day(text)).count(),
            Petition.objects.answered_by(day(text)).count(),
        )
        for text in days.split()
    }
    assert list(told.values()) == [(0, 0), (1, 0), (1, 0), (0, 1), (0, 1), (1, 0), (1, 0), (0, 1)]


def test_answered_in_counts_what_stood_at_the_end(petition):
    reply(petition)
    reopen(petition, day("2020-08-10"))
    spans = [("2020-07-02", "2020-07-31"), ("2020-07-01", "2020-07-31"), ("2020-07-01", "2020-08-10")]
    counted = [Petition.objects.answered_in(day(a), day(b)).count() for a, b in spans]
    assert counted == [0, 1, 0]


def test_a_year_inherits_what_was_open_before_it(petition):
    year = day("2021-01-01"), day("2021-12-31")
    assert list(Petition.objects.in_hand(*year)) == [petition]
    reply(petition, on=day("2020-12-31"))
    assert list(Petition.objects.in_hand(*year)) == []


def test_and_what_was_answered_before_it_and_given_back_in_it(petition):
    years = [(day(f"{year}-01-01"), day(f"{year}-12-31")) for year in (2020, 2021, 2022)]
    reply(petition, on=day("2020-12-31"))
    reopen(petition, day("2021-03-01"))
    reply(petition, on=day("2021-04-01"))
    inherited = [Petition.objects.in_hand(*year).exists() for year in years]
    assert inherited == [True, True, False]


def test_in_each_state(cell):
    rows = {name: raised(cell, text=name) for name in ("raised", "taken_up", "answered", "withdrawn")}
    rows["taken_up"].take_up(on=HELD_ON, by=None)
    reply(rows["answered"])
    rows["withdrawn"].withdraw(on=HELD_ON, reason="Nhầm", by=None)
    assert {name: [p.text for p in Petition.objects.in_state(name)] for name in rows} == {
        name: [name] for name in rows
    }


def test_seen_by_the_cell_and_by_the_committee_that_was_asked(
    petition, cell, secretary, office, outsider
):
    other = found("dang-bo-2", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ 2")
    cell.move(under=other, on=day("2020-07-01"), by=None)
    users = [
        secretary,
        office,
        outsider,
        make_user("bithu3", "secretary", found("x", "cell", "X", parent=other)),
    ]
    seen = [list(Petition.objects.visible_to(user)) for user in users]
    assert seen == [[petition], [petition], [], []]
