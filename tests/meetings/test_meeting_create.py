"""Opening a meeting."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting
from tests.conftest import day
from tests.meetings.conftest import open_meeting

URL = reverse("meetings:meeting_create")


def typed(unit, **changes):
    return {"unit": unit.pk, "kind": "regular", "held_on": "2020-06-15"} | changes


@pytest.fixture
def signed_in(client, secretary):
    secretary.working_year = 2020
    secretary.save()
    client.force_login(secretary)
    return client


def test_opening_copies_the_roll_and_goes_on_to_the_minutes(signed_in, cell, people, secretary):
    response = signed_in.post(URL, typed(cell, place="Phòng họp", starts_at="14:00"))
    meeting = Meeting.objects.get()
    assert (response.status_code, response.url) == (
        302,
        reverse("meetings:meeting_edit", args=[meeting.pk]),
    )
    assert (meeting.unit, meeting.place, meeting.opened_by) == (cell, "Phòng họp", secretary)
    assert [row.member for row in meeting.attendances.by_name()] == people


def test_a_secretary_finds_the_own_cell_and_its_last_place(signed_in, cell):
    open_meeting(cell, day("2020-05-15"), place="Phòng họp cũ")
    open_meeting(cell, day("2020-06-01"), place="Phòng họp mới")
    form = signed_in.get(URL).context["form"]
    assert (form["unit"].value(), form["place"].value()) == (cell.pk, "Phòng họp mới")


def test_an_office_with_many_units_chooses_itself(client, office, cell, second_cell):
    client.force_login(office)
    assert client.get(URL).context["form"]["unit"].value() is None


def test_the_address_may_name_the_unit(client, office, cell, second_cell):
    client.force_login(office)
    form = client.get(URL, {"unit": second_cell.code}).context["form"]
    assert form["unit"].value() == second_cell.pk


def first_typed(client, **asked):
    form = client.get(URL, asked).context["form"]
    return {name: form[name].value() for name in ("kind", "held_on", "starts_at")}


def test_the_cell_of_the_calendar_names_kind_and_month(signed_in, cell):
    open_meeting(cell, day("2020-01-31"), starts_at=datetime.time(14, 0))
    asked = {"unit": cell.code, "kind": "regular"}
    february = first_typed(signed_in, month="2020-02", **asked)
    assert february == {
        "kind": "regular",
        "held_on": day("2020-02-29"),
        "starts_at": datetime.time(14, 0),
    }
    assert first_typed(signed_in, month="2020-04", **asked) == {
        "kind": "regular",
        "held_on": None,
        "starts_at": None,
    }


@pytest.mark.parametrize(
    ("kind", "usual"), [("thematic", "thematic"), ("conference", None), ("x", None)]
)
def test_a_quarter_names_the_kind_alone_and_nonsense_is_left_aside(signed_in, cell, kind, usual):
    assert first_typed(signed_in, unit=cell.code, kind=kind) == {
        "kind": usual,
        "held_on": None,
        "starts_at": None,
    }


def test_in_the_present_year_a_cell_is_offered_its_regular_meeting_of_today(client, secretary, cell):
    today = timezone.localdate()
    client.force_login(secretary)
    usual = {"kind": "regular", "held_on": today, "starts_at": None}
    assert first_typed(client) == usual
    open_meeting(cell, today, starts_at=datetime.time(8, 0))
    assert first_typed(client) == {"kind": None, "held_on": None, "starts_at": None}


def test_a_unit_named_out_of_scope_is_left_aside(signed_in, cell, second_cell):
    form = signed_in.get(URL, {"unit": second_cell.code}).context["form"]
    assert form["unit"].value() == cell.pk


def test_only_units_of_the_own_scope_are_offered(signed_in, cell, second_cell, foreign_cell):
    assert list(signed_in.get(URL).context["form"].fields["unit"].queryset) == [cell]


@pytest.mark.parametrize("where", ["second_cell", "foreign_cell"])
def test_a_unit_out_of_scope_is_refused(signed_in, request, where):
    response = signed_in.post(URL, typed(request.getfixturevalue(where)))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["unit"])
    assert not Meeting.objects.exists()


def test_a_unit_that_ended_before_the_working_year_is_not_offered(signed_in, cell, secretary):
    cell.ended_on = day("2019-12-31")
    cell.save()
    assert list(signed_in.get(URL).context["form"].fields["unit"].queryset) == []
    cell.ended_on = day("2020-01-01")
    cell.save()
    assert list(signed_in.get(URL).context["form"].fields["unit"].queryset) == [cell]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "thematic"}, "topic"),
        ({"kind": "conference"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"held_on": "2999-01-01"}, "held_on"),
        ({"held_on": "2018-12-31"}, "held_on"),
        ({"held_on": "31/02/2020"}, "held_on"),
        ({"ends_at": "14:00"}, "starts_at"),
        ({"starts_at": "14:00", "ends_at": "14:00"}, "ends_at"),
        ({"place": "a" * 201}, "place"),
    ],
)
def test_a_message_stands_at_its_field(signed_in, cell, changes, field):
    response = signed_in.post(URL, typed(cell, **{"place": "Đã gõ"} | changes))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert response.context["form"]["place"].value() == ({"place": "Đã gõ"} | changes)["place"]
    assert not Meeting.objects.exists()


def test_the_second_click_leads_to_the_meeting_already_there(signed_in, cell):
    signed_in.post(URL, typed(cell))
    response = signed_in.post(URL, typed(cell))
    meeting = Meeting.objects.get()
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == ["Cuộc họp này đã được ghi."]
    assert reverse("meetings:meeting_detail", args=[meeting.pk]) in response.text


@pytest.mark.parametrize("who", ["leader", "upper_staff", "admin"])
def test_who_records_nothing_gets_403(client, request, cell, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403
    assert client.post(URL, typed(cell)).status_code == 403
    assert not Meeting.objects.exists()


def test_only_get_and_post(signed_in):
    assert signed_in.put(URL).status_code == 405
