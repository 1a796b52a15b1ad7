"""Two of one name on the roll of a meeting: its choices, its roll call, its papers tell them apart."""

import pytest
from django.urls import reverse

from meetings.documents import invitation, minutes, resolution_body
from meetings.documents.rows import MeetingRows
from meetings.forms.sheet_page import MeetingSheet
from meetings.forms.tasks import TaskGiveForm
from meetings.models import changes
from tests.conftest import day, make_member
from tests.meetings.conftest import ask_for, open_meeting

NAME = "Nguyễn Văn An"
CALLED = [f"{NAME} (1975)", f"{NAME} (1980)", "Trần Thị Bình"]


@pytest.fixture
def people(cell):
    births = [("1975-01-02", NAME), ("1980-05-20", NAME), ("1980-05-20", "Trần Thị Bình")]
    return [make_member(name, unit=cell, born_on=day(born)) for born, name in births]


@pytest.fixture
def meeting(cell, people):
    older, younger, other = people
    meeting = open_meeting(cell, place="Phòng họp")
    meeting.record(
        [
            *changes("meeting", chair=younger, secretary=other, conclusion="<p>Thống nhất.</p>"),
            *changes("attendance", str(older.pk), status="excused", reason="Ốm"),
            *changes("item", title="Nhiệm vụ tháng 7", speaker=younger),
            *changes("opinion", member=younger, text="Đồng ý."),
            *changes("opinion", guest="Ông Khách", text="Chúc mừng."),
            *changes("task", text="Tiêm chủng", assignee=younger),
            *changes("task", text="Trực", assignee=other),
        ],
        by=None,
    )
    meeting.refresh_from_db()
    return meeting


def labels(field) -> list[str]:
    return [label for _, label in field.choices][1:]


def test_every_choice_on_the_page_of_minutes(meeting):
    sheet = MeetingSheet(meeting)
    rows = [sheet.head, *(sheet.blank[part] for part in ("item", "opinion", "task"))]
    found = [field for row in rows for field in row.fields.values()]
    assert [labels(one) for one in found if "data-people" in one.widget.attrs] == [CALLED] * 5


def test_the_roll_call_on_the_page_of_minutes(client, secretary, meeting):
    client.force_login(secretary)
    page = client.get(reverse("meetings:meeting_edit", args=[meeting.pk])).text
    assert [page.count(f'data-person="{name}"') for name in [*CALLED, NAME]] == [1, 1, 1, 0]


def test_whom_a_task_is_given_later(meeting):
    assert labels(TaskGiveForm(verb=None, meeting=meeting).fields["assignee"]) == CALLED


@pytest.mark.parametrize(
    "said",
    [
        f"Vắng có lý do: 1 đồng chí: {NAME} (1975) (Ốm)",
        f"Chủ trì: đồng chí {NAME} (1980).",
        "Người ghi biên bản: đồng chí Trần Thị Bình.",
        f"Đồng chí {NAME} (1980) trình bày.",
        f"Đồng chí {NAME} (1980): Đồng ý.",
        "Ông Khách: Chúc mừng.",
        f"{{'text': '{NAME} (1980)', 'centred': False}}",
        "{'text': 'Trần Thị Bình', 'centred': False}",
    ],
)
def test_minutes_name_them_so(meeting, said):
    assert said in str(minutes.of_meeting(meeting)["parts"])


def test_whoever_signs_does_so_by_name(meeting):
    assert minutes.of_meeting(meeting)["signatures"]["right"]["name"] == NAME


def test_a_resolution_and_an_invitation_name_them_so(meeting):
    invited = invitation.document(ask_for("minutes", meeting=meeting))
    texts = [resolution_body.skeleton(meeting), str(invited)]
    assert [text.count(f"{NAME} (1980)") for text in texts] == [1, 2]


def test_who_has_no_namesake_there_is_called_by_name(meeting):
    sitting = MeetingRows(meeting)
    elsewhere = make_member(NAME, born_on=day("1990-01-01"))
    assert [sitting.called(meeting.secretary), sitting.called(elsewhere)] == ["Trần Thị Bình", NAME]
