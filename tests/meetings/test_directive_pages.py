"""Pages of papers of the upper level."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from meetings.models import Directive, Meeting
from tests.conftest import day
from tests.meetings.conftest import adopted, open_meeting
from tests.meetings.test_directive import DOWN_ON, MEETS_ON, plan, receive
from tests.scans import scan
from tests.workbooks import taken

URL, ADD = reverse("meetings:directive_list"), reverse("meetings:directive_add")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def directive(committee):
    return receive(committee)


@pytest.fixture
def by_office(client, office):
    return sign_in(client, office)


@pytest.fixture
def by_secretary(client, secretary):
    return sign_in(client, secretary)


def sign_in(client, user):
    user.working_year = 2020
    user.save()
    client.force_login(user)
    return client


def url(name, directive):
    return reverse(f"meetings:directive_{name}", args=[directive.pk])


def conclude(directive, unit, text="<p>Thống nhất.</p>", on=MEETS_ON) -> Meeting:
    meeting = open_meeting(unit, on=on)
    item = directive.take_up(meeting, by=None)
    item.conclusion = text
    item.save()
    return meeting


def test_the_list_of_a_year_and_what_still_waits(by_office, committee, cell):
    receive(committee, issued_on=day("2019-12-31"), number="Cũ").hand_down(on=DOWN_ON, by=None)
    receive(committee, issued_on=day("2019-12-30"), number="Cũ, chưa đưa xuống")
    receive(committee, number="Trong năm")
    listed = [row.number for row in by_office.get(URL).context["page"]]
    assert listed == ["Trong năm", "Cũ, chưa đưa xuống"]


def test_the_list_counts_cells(by_office, directive, cell, second_cell):
    directive.hand_down(on=DOWN_ON, by=None)
    conclude(directive, cell)
    assert "<strong>1/2</strong> chi bộ đã kết luận" in by_office.get(URL).text


def test_a_paper_is_entered(by_office, committee):
    typed = {"unit": committee.pk, "issuer": "Tỉnh ủy", "number": "05-NQ/TU", "title": "Về y tế"}
    response = by_office.post(ADD, typed | {"issued_on": "2020-05-01", "file": scan()})
    assert response.url == url("detail", Directive.objects.get())


def test_without_words_and_without_a_scan_it_is_refused(by_office, committee):
    typed = {"unit": committee.pk, "issuer": "Tỉnh ủy", "number": "05-NQ/TU", "title": "Về y tế"}
    response = by_office.post(ADD, typed | {"issued_on": "2020-05-01"})
    assert (response.status_code, response.context["form"].errors.keys()) == (422, {"text"})


def test_handed_down_with_one_tap(by_office, directive, cell):
    meeting = plan(cell, on=day("2099-01-01"))
    response = by_office.post(url("hand_down", directive), follow=True)
    assert "Đã đưa vào chương trình 1 cuộc họp sắp tới." in response.text
    assert meeting.items.get().directive == directive
    again = by_office.post(url("hand_down", directive), follow=True)
    assert "Văn bản này đã đưa vào chương trình các chi bộ." in again.text


def test_cell_by_cell_what_became_of_it(by_office, directive, committee, cell, second_cell):
    directive.hand_down(on=DOWN_ON, by=None)
    rows = by_office.get(url("detail", directive)).context["rows"]
    assert [row["state"] for row in rows] == ["waiting", "waiting"]
    conclude(directive, cell)
    conclude(directive, second_cell, text="")
    rows = by_office.get(url("detail", directive)).context["rows"]
    assert [row["state"] for row in rows] == ["concluded", "open"]


def test_a_planned_meeting_has_not_concluded(by_office, directive, cell):
    meeting = plan(cell)
    directive.hand_down(on=DOWN_ON, by=None)
    meeting.items.update(conclusion="<p>Dự thảo</p>")
    response = by_office.get(url("detail", directive))
    assert response.context["rows"][0]["state"] == "planned"
    assert "Dự thảo" not in response.text


def test_it_says_whether_the_minutes_are_adopted(by_office, directive, cell, people):
    directive.hand_down(on=DOWN_ON, by=None)
    meeting = conclude(directive, cell)
    assert "biên bản chưa thông qua" in by_office.get(url("detail", directive)).text
    adopted(meeting)
    assert "biên bản chưa thông qua" not in by_office.get(url("detail", directive)).text


def test_a_cell_reads_it_and_its_own_conclusion_only(by_secretary, directive, cell, second_cell):
    directive.hand_down(on=DOWN_ON, by=None)
    conclude(directive, second_cell, "<p>Của chi bộ 2</p>")
    response = by_secretary.get(url("detail", directive))
    assert [str(row["cell"]) for row in response.context["rows"]] == ["Chi bộ 1"]
    assert "Của chi bộ 2" not in response.text


def test_the_file_holds_the_conclusions(by_office, directive, cell, second_cell):
    directive.hand_down(on=DOWN_ON, by=None)
    conclude(directive, cell, "<p>Một &amp; hai</p><p>Ba</p>")
    title, rows = taken(by_office, url("detail", directive))
    assert title == "Kết luận: 05-NQ/TU"
    assert [(row[0], row[1], row[3], row[4]) for row in rows] == [
        ("Chi bộ 1", "đã kết luận", "dự thảo", "Một & hai\nBa"),
        ("Chi bộ 2", "chưa đưa vào chương trình", None, None),
    ]


def test_a_cell_takes_it_up(by_secretary, directive, meeting):
    directive.hand_down(on=DOWN_ON, by=None)
    response = by_secretary.post(url("take_up", directive), {"meeting": meeting.pk})
    assert response.url == reverse("meetings:meeting_edit", args=[meeting.pk])
    assert meeting.items.get().directive == directive


def test_not_into_the_meeting_of_another_cell(by_secretary, directive, second_cell):
    directive.hand_down(on=DOWN_ON, by=None)
    other = open_meeting(second_cell)
    assert by_secretary.post(url("take_up", directive), {"meeting": other.pk}).status_code == 400
    assert other.items.count() == 0


def test_withdrawn_for_a_reason(by_office, directive):
    assert by_office.post(url("withdraw", directive), {"reason": ""}).status_code == 422
    response = by_office.post(url("withdraw", directive), {"reason": "Đã thay"}, follow=True)
    assert "Đã thay" in response.text


def test_a_download_is_logged(by_secretary, committee, secretary):
    directive = receive(committee, file=scan())
    response = by_secretary.get(url("scan", directive))
    assert b"".join(response.streaming_content) == scan().read()
    assert AuditEvent.objects.get(action="directive.download").by == secretary


PAGES = ["detail", "withdraw"]


def test_an_outsider_finds_nothing_and_a_cell_only_reads(client, outsider, secretary, directive):
    told = []
    for user in (outsider, secretary):
        client.force_login(user)
        told.append([client.get(url(name, directive)).status_code for name in PAGES])
        told.append(client.post(url("hand_down", directive)).status_code)
    assert told == [[404, 404], 404, [200, 403], 403]


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_who_sees_no_persons_gets_403(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert [client.get(address).status_code for address in (URL, ADD)] == [403, 403]


@pytest.mark.parametrize("count", [1, 2])
def test_number_of_queries(by_office, directive, cell, second_cell, count, django_assert_num_queries):
    directive.hand_down(on=DOWN_ON, by=None)
    for unit in (cell, second_cell)[:count]:
        conclude(directive, unit)
    by_office.get(url("detail", directive))
    with django_assert_num_queries(6):
        by_office.get(url("detail", directive))


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_of_the_list(by_office, committee, cell, count, django_assert_num_queries):
    for number in range(count):
        receive(committee, number=str(number)).hand_down(on=DOWN_ON, by=None)
    by_office.get(URL)
    with django_assert_num_queries(5):
        by_office.get(URL)
