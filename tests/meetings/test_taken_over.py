"""Meetings from a register on paper: held and counted, without minutes of the program."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEvent
from meetings.documents import of_adoption
from meetings.forms import PrintForm
from meetings.models import Meeting, MeetingState
from reports.figures import Scope
from reports.figures import meetings as figures
from scoring.models import MeetingScore, ScoreSheet
from tests.conftest import day
from tests.meetings.conftest import HELD_ON

YEAR = (day("2020-01-01"), day("2020-12-31"))


@pytest.fixture
def meeting(cell, people):
    return Meeting.objects.take_over(
        unit=cell,
        kind="combined",
        topic="Học tập Bác",
        held_on=HELD_ON,
        absent={people[1].pk: ("excused", "Ốm")},
        by=None,
    )


def page(meeting, name="meeting_detail"):
    return reverse(f"meetings:{name}", args=[meeting.pk])


def test_it_is_held_and_its_state_says_where_it_is_from(meeting):
    assert (meeting.state, meeting.is_held) == (MeetingState.TAKEN_OVER, True)
    assert [row.status for row in meeting.attendances.by_name()] == ["present", "excused", "present"]


def test_each_act_leaves_its_event(meeting):
    events = AuditEvent.objects.filter(record="meetings.meeting").order_by("id")
    assert [event.action for event in events] == ["meeting.open", "meeting.record"]


def test_it_counts_like_any_other(meeting, committee):
    scope = Scope(committee, *YEAR)
    for figure in (figures.held, figures.regular, figures.thematic, figures.combined):
        assert [row.pk for row in figure(scope)] == [meeting.pk]
    assert (figures.present(scope).count(), figures.due_to_attend(scope).count()) == (2, 3)


def test_nobody_is_asked_for_its_minutes(meeting):
    assert list(Meeting.objects.drafts()) == []
    assert list(Meeting.objects.adopted()) == []
    assert list(Meeting.objects.taken_over()) == [meeting]


def test_it_is_never_adopted_printed_or_scored(meeting, office):
    with pytest.raises(ValidationError, match="không thông qua ở đây"):
        meeting.adopt(by=None)
    assert of_adoption(meeting) == {}
    for kind in ("minutes", "resolution"):
        assert not PrintForm(office, {"kind": kind, "meeting": meeting.pk}).is_valid()
    with pytest.raises(ValidationError, match="ở chi bộ"):
        meeting.write_resolution("", "<p>Nghị quyết</p>", by=None)
    with pytest.raises(ValidationError, match="không chấm"):
        MeetingScore.objects.start(meeting=meeting, sheet=ScoreSheet(), by=None)


def test_who_is_not_on_the_roll_cannot_be_missing(cell, people, foreign_member):
    with pytest.raises(ValidationError, match="không có tên trong danh sách"):
        Meeting.objects.take_over(
            unit=cell,
            kind="regular",
            held_on=HELD_ON,
            absent={foreign_member.pk: ("excused", "Ốm")},
            by=None,
        )
    assert Meeting.objects.count() == 0


def test_its_page_says_so_and_offers_to_put_it_right(client, secretary, meeting):
    client.force_login(secretary)
    text = client.get(page(meeting)).text
    assert "Biên bản gốc ở chi bộ" in text
    assert page(meeting, "meeting_edit") in text and page(meeting, "meeting_discard") in text
    assert (
        page(meeting, "meeting_adopt") not in text and page(meeting, "meeting_resolution") not in text
    )
    assert "Lập PDF" not in text
    word = reverse("meetings:meeting_word", args=[meeting.pk, "minutes"])
    assert client.get(word).status_code == 404


def test_the_sheet_does_not_ask_to_adopt_it(client, secretary, meeting):
    client.force_login(secretary)
    text = client.get(page(meeting, "meeting_edit")).text
    assert "Cuộc họp ghi theo sổ" in text and 'value="adopt"' not in text


def test_it_is_taken_back_by_the_page_that_asks_once_more(client, secretary, meeting):
    client.force_login(secretary)
    assert "Bỏ cuộc họp ghi theo sổ giấy này?" in client.get(page(meeting, "meeting_discard")).text
    client.post(page(meeting, "meeting_discard"))
    assert Meeting.objects.count() == 0
