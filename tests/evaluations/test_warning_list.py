"""The list of what to look at before deciding."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from evaluations.models import Level, Round
from evaluations.rules.grounds import HD21
from tests.conftest import make_member
from tests.evaluations.conftest import grade_one
from tests.evaluations.test_warnings import disciplined
from tests.workbooks import taken


def url(grading):
    return reverse("evaluations:warning_list", args=[grading.pk])


@pytest.fixture
def warned(grading, members):
    """One disciplined, and at the highest level all the same."""
    disciplined(members[0], "2020-06-01")
    grade_one(grading, members[0], Level.XS, "", "Đã khắc phục")
    return grading


def test_points_stand_cell_by_cell(client, office, warned):
    client.force_login(office)
    page = client.get(url(warned))
    assert page.status_code == 200
    assert [(line.cell_name, str(line.concern)) for line in page.context["page"]] == [
        ("Chi bộ 1", "Xếp XS nhưng bị khiển trách theo quyết định ngày 01/06/2020")
    ]


def test_reading_of_disciplines_is_logged(client, office, warned, members):
    client.force_login(office)
    client.get(url(warned))
    events = AuditEvent.objects.filter(action="discipline.read")
    assert [event.by for event in events] == [office]
    members[0].disciplines.get().withdraw(by=None)
    client.get(url(warned))
    assert events.count() == 1


def test_nothing_to_look_at(client, leader, grading):
    client.force_login(leader)
    assert "Không có điểm nào cần xem." in client.get(url(grading)).content.decode()


def test_the_file_says_the_rule(client, office, warned):
    client.force_login(office)
    title, rows = taken(client, url(warned))
    assert title == "Điểm cần xem khi xếp loại năm 2020"
    assert rows == [
        [
            "Chi bộ 1",
            "Nguyễn Văn An",
            Level.XS.label,
            "Kỷ luật trong năm",
            "Xếp XS nhưng bị khiển trách theo quyết định ngày 01/06/2020",
            f"{HD21}: bị kỷ luật trong năm thì không hoàn thành nhiệm vụ",
            "Đã khắc phục",
        ]
    ]


def test_outsider_and_secretary_get_404(client, outsider, secretary, warned):
    for user in (outsider, secretary):
        client.force_login(user)
        assert client.get(url(warned)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, cell, count, django_assert_num_queries):
    for number in range(count):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell, official_on=None)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    client.force_login(office)
    with django_assert_num_queries(11):
        page = client.get(url(grading))
    assert len(page.context["page"]) == count


def test_the_grid_says_them_under_each_name(client, office, warned, members, cell):
    client.force_login(office)
    page = client.get(reverse("evaluations:cell_grade", args=[warned.pk, cell.code]))
    assert [len(row.warnings) for row in page.context["grid"].rows] == [1, 0, 0]
    assert "Xếp XS nhưng bị khiển trách" in page.content.decode()


def test_the_roster_finds_whom_to_look_at(client, office, warned, members):
    client.force_login(office)
    page = client.get(reverse("evaluations:round_roster", args=[warned.pk]), {"state": "warned"})
    assert [row.member for row in page.context["rows"]] == [members[0]]
    choices = page.context["form"].fields["state"].choices
    assert choices[-1] == ("warned", "Có điểm cần xem (1)")


def test_closing_shows_what_stands_against_a_level_and_goes_on(client, office, graded, members):
    disciplined(members[0], "2020-06-01")
    address = reverse("evaluations:round_close", args=[graded.pk])
    client.force_login(office)
    page = client.get(address)
    assert [str(line.concern) for line in page.context["standing"]] == [
        "Xếp T nhưng bị khiển trách theo quyết định ngày 01/06/2020"
    ]
    assert client.post(address, {"sent": "1", "confirmed": "on"}).status_code == 302
    assert Round.objects.get().is_closed is True
