"""The cell's session on review and grading: its minutes are fed by the counts."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from evaluations.models import session_of, write_minutes
from evaluations.models.session import ITEM
from meetings.models import Meeting, MeetingKind, kinds_of
from tests.conftest import day
from tests.evaluations.conftest import of_unit, say, votes


@pytest.fixture
def of_cell(grading, cell):
    row = grading.member_assessments.in_cell(cell).by_name()[0]
    say(row, "cell", "t", votes=votes(xs=1, t=2))
    return of_unit(grading, cell)


def meet(cell, on="2020-12-10", kind=MeetingKind.GRADING) -> Meeting:
    return Meeting.objects.open(unit=cell, kind=kind, held_on=day(on), by=None)


def url(grading, cell):
    return reverse("evaluations:session_minutes", args=[grading.pk, cell.code])


def test_a_cell_holds_such_a_meeting_a_committee_does_not():
    assert MeetingKind.GRADING in kinds_of("cell")
    assert MeetingKind.GRADING not in kinds_of("grassroots_committee")


@pytest.mark.parametrize(
    ("on", "is_found"),
    [("2019-12-31", False), ("2020-01-01", True), ("2021-01-31", True), ("2021-02-01", False)],
)
def test_it_is_the_one_in_the_time_of_the_round(of_cell, cell, on, is_found):
    meeting = meet(cell, on)
    assert session_of(of_cell) == (meeting if is_found else None)


def test_a_regular_meeting_is_none(of_cell, cell):
    meet(cell, kind=MeetingKind.REGULAR)
    assert session_of(of_cell) is None


def test_the_counts_are_an_item_of_its_minutes(client, secretary, of_cell, grading, cell):
    meeting = meet(cell)
    client.force_login(secretary)
    assert client.post(url(grading, cell)).status_code == 302
    item = meeting.items.get()
    first = "<td>1</td><td>Nguyễn Văn An</td><td>3/3</td><td>0</td><td>1</td><td>2</td>"
    assert (item.title, first in item.notes) == (ITEM, True)


def test_pressed_again_the_item_is_written_anew(of_cell, grading, cell, members):
    meeting = meet(cell)
    write_minutes(of_cell, by=None)
    row = grading.member_assessments.get(member=members[0])
    say(row, "cell", "xs", votes=votes(xs=3, t=0), note="Bỏ phiếu lại")
    write_minutes(of_cell, by=None)
    assert "<td>3</td><td>0</td><td>0</td><td>0</td><td>XS</td>" in meeting.items.get().notes


def test_a_name_is_text_in_it(of_cell, cell, members):
    members[0].full_name = "An <b>Đậm</b>"
    members[0].save()
    meet(cell)
    write_minutes(of_cell, by=None)
    assert "<b>" not in session_of(of_cell).items.get().notes


def test_without_such_a_meeting_it_is_refused(of_cell):
    with pytest.raises(ValidationError, match="chưa mở biên bản"):
        write_minutes(of_cell, by=None)


def test_the_page_leads_to_the_meeting(client, secretary, of_cell, grading, cell):
    client.force_login(secretary)
    page = reverse("evaluations:unit_papers", args=[grading.pk, cell.code])
    assert "Ghi kết quả bỏ phiếu vào biên bản" not in client.get(page).text
    meeting = meet(cell)
    shown = client.get(page).text
    assert reverse("meetings:meeting_detail", args=[meeting.pk]) in shown
    assert "Ghi kết quả bỏ phiếu vào biên bản" in shown


def test_outsider_404_leader_403(client, outsider, leader, grading, cell):
    for user, status in ((outsider, 404), (leader, 403)):
        client.force_login(user)
        assert client.post(url(grading, cell)).status_code == status
