"""Pages of petitions: the list, raising, answering, giving back."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from meetings.models import Petition
from tests.conftest import day
from tests.meetings.conftest import HELD_ON, open_meeting
from tests.scans import scan
from tests.workbooks import taken

URL, ADD = reverse("meetings:petition_list"), reverse("meetings:petition_add")
TYPED = {"answered_on": "2020-07-01", "text": "Đã bố trí phòng.", "number": "12-CV/ĐU"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def petition(meeting):
    return raised(meeting.unit, meeting=meeting)


@pytest.fixture
def by_secretary(client, secretary):
    return sign_in(client, secretary)


@pytest.fixture
def by_office(client, office):
    return sign_in(client, office)


def sign_in(client, user):
    user.working_year = 2020
    user.save()
    client.force_login(user)
    return client


def raised(unit, text="Cần thêm phòng họp.", on=HELD_ON, **facts) -> Petition:
    return Petition.objects.raise_up(unit=unit, text=text, raised_on=on, by=None, **facts)


def url(name, petition):
    return reverse(f"meetings:petition_{name}", args=[petition.pk])


def listed(client, **query):
    return [str(row) for row in client.get(URL, query).context["page"]]


def test_the_year_with_what_it_inherited(by_secretary, cell):
    raised(cell, "Cũ chưa trả lời", on=day("2019-12-31"))
    old = raised(cell, "Cũ đã trả lời", on=day("2019-11-01"))
    old.reply(on=day("2019-12-31"), text="Rồi", by=None)
    raised(cell, "Trong năm", on=day("2020-12-31"))
    raised(cell, "Năm sau", on=day("2021-01-01"))
    assert listed(by_secretary) == ["Trong năm", "Cũ chưa trả lời"]


def test_by_cell_and_by_state(by_office, petition, second_cell):
    raised(second_cell, "Chi bộ 2").take_up(on=HELD_ON, by=None)
    assert listed(by_office, unit=second_cell.code) == ["Chi bộ 2"]
    assert listed(by_office, state="raised") == [str(petition)]
    assert listed(by_office, state="x", unit="x", year="x") == ["Chi bộ 2", str(petition)]


def test_the_unanswered_ones_of_the_end_of_the_year(by_office, cell):
    raised(cell, "Đang xem xét").take_up(on=HELD_ON, by=None)
    raised(cell, "Cũ", on=day("2019-12-31"))
    raised(cell, "Trả lời năm sau").reply(on=day("2021-01-05"), text="Rồi", by=None)
    raised(cell, "Đã trả lời").reply(on=day("2020-12-31"), text="Rồi", by=None)
    again = raised(cell, "Hỏi lại", on=day("2019-06-01"))
    again.reply(on=day("2019-07-01"), text="Rồi", by=None)
    again.reopen(on=day("2020-02-01"), reason="Chưa rõ", by=None)
    raised(cell, "Năm sau", on=day("2021-01-01"))
    shown = ["Trả lời năm sau", "Đang xem xét", "Cũ", "Hỏi lại"]
    assert listed(by_office, state="open") == shown
    assert listed(by_office, state="open", year=2021)[0] == "Năm sau"
    assert listed(by_office, state="open", year=2019) == ["Cũ"]


def test_a_secretary_sees_the_own_cell_only(by_secretary, petition, second_cell):
    raised(second_cell, "Chi bộ 2")
    assert listed(by_secretary) == [str(petition)]


def test_an_empty_list_says_what_to_do(by_secretary):
    assert "Bấm “Nêu kiến nghị”" in by_secretary.get(URL).text


def test_the_file_holds_the_same_rows(by_office, petition):
    petition.reply(on=day("2020-07-01"), text="Rồi", number="12-CV/ĐU", by=None)
    title, rows = taken(by_office, URL)
    assert title == "Kiến nghị năm 2020"
    assert [(row[1], row[4], row[7], row[8]) for row in rows] == [
        ("Chi bộ 1", "đã trả lời", "12-CV/ĐU", 16)
    ]


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_who_sees_no_persons_gets_403(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert [client.get(address).status_code for address in (URL, ADD)] == [403, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(by_office, cell, count, django_assert_num_queries):
    for number in range(count):
        raised(cell, f"Việc {number}").reply(on=day("2020-07-01"), text="Rồi", by=None)
    by_office.get(URL)
    with django_assert_num_queries(7):
        by_office.get(URL)


def test_raised_between_two_meetings(by_secretary, cell):
    typed = {"unit": cell.pk, "raised_on": "2020-06-20", "text": "Cần máy chiếu"}
    response = by_secretary.post(ADD, typed)
    petition = Petition.objects.get()
    assert response.url == url("detail", petition)
    assert [petition.unit, petition.raised_on, petition.meeting] == [cell, day("2020-06-20"), None]


def test_the_only_cell_is_chosen_already(by_secretary, cell):
    assert by_secretary.get(ADD).context["form"]["unit"].value() == cell.pk


def test_raised_at_a_meeting_when_an_item_was_discussed(by_secretary, meeting):
    item = meeting.items.create(title="Cơ sở vật chất")
    by_secretary.post(f"{ADD}?meeting={meeting.pk}", {"text": "Cần phòng", "item": item.pk})
    petition = Petition.objects.get()
    assert [petition.meeting, petition.item, petition.raised_on] == [meeting, item, HELD_ON]


def test_not_at_the_meeting_of_another_cell(by_secretary, second_cell):
    other = open_meeting(second_cell)
    response = by_secretary.get(f"{ADD}?meeting={other.pk}")
    assert response.context["meeting"] is None


def test_what_is_missing_is_said_at_its_field(by_secretary, cell):
    response = by_secretary.post(ADD, {"unit": cell.pk, "raised_on": "2099-01-01", "text": "Việc"})
    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"raised_on": ["Chưa đến ngày này."]},
    )
    assert Petition.objects.count() == 0


def test_the_office_takes_it_up_with_one_tap(by_office, petition):
    response = by_office.post(url("take_up", petition), follow=True)
    assert "đang xem xét" in response.text
    assert "Kiến nghị này đang xem xét." in by_office.post(url("take_up", petition), follow=True).text


def test_answered_with_a_scan_that_the_cell_reads(by_office, petition, secretary):
    response = by_office.post(url("answer", petition), TYPED | {"file": scan()})
    assert response.url == url("detail", petition)
    answer = petition.answers.get()
    assert [answer.text, answer.number] == ["<p>Đã bố trí phòng.</p>", "12-CV/ĐU"]
    client = sign_in(by_office, secretary)
    assert "Đã bố trí phòng." in client.get(url("detail", petition)).text
    file = client.get(reverse("meetings:petition_scan", args=[answer.pk]))
    assert b"".join(file.streaming_content) == scan().read()
    assert AuditEvent.objects.get(action="petition.download").by == secretary


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"answered_on": "2020-06-14"}, {"answered_on": ["Không thể trước ngày 15/06/2020."]}),
        ({"text": ""}, {"text": ["Trường này là bắt buộc."]}),
    ],
)
def test_a_wrong_answer_is_refused_at_its_field(by_office, petition, typed, errors):
    response = by_office.post(url("answer", petition), TYPED | typed)
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == errors.keys()
    assert petition.answers.count() == 0


def test_no_other_file_than_a_pdf(by_office, petition):
    bad = scan(name="anh.png")
    response = by_office.post(url("answer", petition), TYPED | {"file": bad})
    assert response.context["form"].errors == {"file": ["Chỉ nhận tệp PDF."]}


def test_a_script_in_the_answer_does_not_run(by_office, petition):
    by_office.post(url("answer", petition), TYPED | {"text": "<p>Rồi<script>x()</script></p>"})
    assert petition.answers.get().text == "<p>Rồi</p>"


def test_the_cell_gives_it_back(by_secretary, petition):
    petition.reply(on=day("2020-07-01"), text="Chưa được", by=None)
    typed = {"on": "2020-07-10", "reason": "Chưa rõ lý do"}
    by_secretary.post(url("reopen", petition), typed)
    page = by_secretary.get(url("detail", petition)).text
    assert "Chi bộ đề nghị xem lại ngày 10/07/2020: Chưa rõ lý do" in page
    assert "Chưa được" in page


def test_the_cell_withdraws_it(by_secretary, petition):
    by_secretary.post(url("withdraw", petition), {"on": "2020-07-10", "reason": "Đã tự giải quyết"})
    page = by_secretary.get(url("detail", petition)).text
    assert "Đã rút ngày 10/07/2020: Đã tự giải quyết" in page


PAGES = ["detail", "answer", "reopen", "withdraw"]


def test_an_outsider_finds_nothing(client, outsider, petition):
    client.force_login(outsider)
    assert [client.get(url(name, petition)).status_code for name in PAGES] == [404] * 4


def test_the_cell_does_not_answer_itself(by_secretary, petition):
    statuses = [by_secretary.get(url(name, petition)).status_code for name in PAGES]
    assert statuses == [200, 403, 200, 200]
    assert by_secretary.post(url("take_up", petition)).status_code == 403


def test_a_leader_answers_and_does_not_ask(client, leader, petition):
    client.force_login(leader)
    assert [client.get(url(name, petition)).status_code for name in PAGES] == [200, 200, 403, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_of_one(by_office, petition, count, django_assert_num_queries):
    for number in range(count):
        petition.reply(on=day("2020-07-01"), text="Rồi", by=None)
        petition.reopen(on=day("2020-07-01"), reason=f"Lần {number}", by=None)
    by_office.get(url("detail", petition))
    with django_assert_num_queries(5):
        by_office.get(url("detail", petition))
