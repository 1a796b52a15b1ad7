"""Tin mới: what happened since the last visit, in the user's scope: page, number, letter."""

import datetime
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import Assignment
from meetings.documents import of_adoption
from meetings.models import Directive, Disclosure, Meeting, Topic, changes
from reports.documents.news_letter import send_all
from reports.models import Report
from reports.reading.news import news_for
from tests.conftest import START, day, make_member, make_user
from tests.reports.conftest import YEAR
from tests.reports.test_figure_meetings import ask
from upkeep.models import Reconciliation

URL, COUNT = reverse("reports:news"), reverse("reports:news_count")
SEEN, MAIL = reverse("reports:news_seen"), reverse("reports:news_mail")


def suggest(committee, by=None, title="Nêu gương"):
    return Topic.objects.suggest(unit=committee, year=2020, quarter=1, title=title, by=by)


def told(user) -> dict:
    """By kind; asked as the next request would."""
    user = type(user).objects.get(pk=user.pk)
    return {one.kind: one.text for one in news_for(user)}


@pytest.fixture
def member(cell):
    user, person = make_user("dangvien", "member", cell), make_member(unit=cell)
    person.user = user
    person.save()
    return user


def test_what_comes_from_above_is_news_for_the_cell(secretary, office, committee, cell):
    suggest(committee, by=office)
    facts = {"number": "05-NQ/TU", "issuer": "Tỉnh ủy", "title": "Về y tế", "text": "<p>Bàn.</p>"}
    received = Directive.objects.receive(
        unit=committee, issued_on=day("2020-03-05"), by=office, **facts
    )
    assert told(secretary) == {"Chuyên đề gợi ý": "Quý I/2020: Nêu gương"}
    received.hand_down(on=day("2020-03-06"), by=office)
    ask(cell, "2020-03-01").reply(on=day("2020-03-10"), text="<p>Đã sửa.</p>", by=office)
    make_member(unit=cell)
    Reconciliation.objects.start(unit=committee, as_on=day("2020-11-30"), by=office)
    assert set(told(secretary)) == {
        "Chuyên đề gợi ý",
        "Văn bản cấp trên",
        "Kiến nghị được trả lời",
        "Yêu cầu đối khớp danh sách",
    }


def test_answers_to_plans_are_told_as_they_stand_now(secretary, office, cell):
    meeting = Meeting.objects.plan(unit=cell, kind="regular", held_on=day("2020-12-03"), by=secretary)
    meeting.approve(by=office)
    assert set(told(secretary)) == {"Lịch sinh hoạt đã duyệt"}
    meeting.refresh_from_db()
    meeting.send_back(reason="Trùng hội nghị", by=office)
    [(kind, text)] = told(secretary).items()
    assert (kind, text.rpartition(". ")[2]) == ("Lịch sinh hoạt bị trả lại", "Lý do: Trùng hội nghị")


def test_own_acts_and_what_was_taken_back_are_no_news(secretary, office, committee, cell):
    suggest(committee, by=secretary)
    suggest(committee, by=office, title="Dân vận").withdraw(by=office)
    assert told(secretary) == {}


def test_nothing_of_others_is_told(outsider, other_secretary, office, cell):
    ask(cell, "2020-03-01").reply(on=day("2020-03-10"), text="<p>Đã sửa.</p>", by=office)
    assert (told(outsider), told(other_secretary)) == ({}, {})


def test_the_office_is_told_of_petitions_and_of_remarks(office, leader, committee, cell):
    ask(cell, "2020-03-01")
    report = Report.objects.start(unit=committee, kind="year-end", by=office, **YEAR)
    report.note(key="strengths", text="Nêu rõ", by=leader)
    assert set(told(office)) == {"Kiến nghị của chi bộ", "Báo cáo được góp ý, duyệt, trả lại"}


def test_members_are_told_of_minutes_opened_to_them_and_of_tasks(member, office, cell, committee):
    meeting = Meeting.objects.open(unit=cell, kind="regular", held_on=day("2020-03-05"), by=None)
    one = meeting.people()[0]
    meeting.tasks.create(text="Đọc báo", assignee=one)
    meeting.record(changes("meeting", conclusion="<p>Tốt</p>", chair=one, secretary=one), by=None)
    meeting.refresh_from_db()
    meeting.adopt(by=office, documents=of_adoption(meeting))
    assert told(member) == {"Nhiệm vụ mới của đồng chí": "Đọc báo"}
    Disclosure.objects.choose(unit=committee, shown="minutes", by=None)
    assert set(told(member)) == {"Nhiệm vụ mới của đồng chí", "Văn bản mở cho đảng viên"}


def test_a_secretary_who_is_a_member_is_told_both(secretary, office, cell, committee):
    Assignment.objects.create(user=secretary, unit=cell, role="member", starts_on=START)
    person = make_member(unit=cell)
    person.user = secretary
    person.save()
    Disclosure.objects.choose(unit=committee, shown="minutes", by=None)
    meeting = Meeting.objects.open(unit=cell, kind="regular", held_on=day("2020-03-05"), by=None)
    meeting.record(changes("meeting", conclusion="<p>Tốt</p>", chair=person, secretary=person), by=None)
    meeting.refresh_from_db()
    meeting.adopt(by=office, documents=of_adoption(meeting))
    assert set(told(secretary)) == {"Biên bản, nghị quyết mới", "Văn bản mở cho đảng viên"}


@pytest.mark.parametrize(("days", "number"), [(29, 1), (31, 0)])
def test_news_are_told_for_thirty_days(secretary, committee, days, number):
    suggest(committee)
    AuditEvent.objects.update(at=timezone.now() - datetime.timedelta(days=days))
    assert len(news_for(secretary)) == number


def test_the_number_goes_once_they_were_seen_and_what_comes_later_counts_again(
    client, secretary, committee
):
    suggest(committee)
    client.force_login(secretary)
    assert ">1<" in client.get(COUNT).content.decode()
    context = client.get(URL).context
    assert (context["number"], [one.is_new for one in context["page"]]) == (1, [True])
    suggest(committee, title="Dân vận")
    assert client.post(SEEN, {"until": context["until"]}).url == URL
    assert [one.is_new for one in client.get(URL).context["page"]] == [True, False]
    client.post(SEEN, {"until": client.get(URL).context["until"]})
    assert client.get(COUNT).content.decode().strip() == ""


@pytest.mark.parametrize("until", ["", "abc", "2020-13-45T00:00", "2020-01-01T00:00:00"])
def test_a_moment_that_makes_no_sense_changes_nothing(client, secretary, until):
    client.force_login(secretary)
    assert client.post(SEEN, {"until": until}).status_code == 302
    secretary.refresh_from_db()
    assert secretary.news_seen_at is None


def test_a_moment_to_come_is_now(client, secretary):
    client.force_login(secretary)
    client.post(SEEN, {"until": "2100-01-01T00:00:00+07:00"})
    secretary.refresh_from_db()
    assert secretary.news_seen_at <= timezone.now()


def test_the_administrator_has_an_empty_page(client, admin, committee):
    suggest(committee)
    client.force_login(admin)
    assert "Không có tin nào" in client.get(URL).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(client, secretary, committee, rows, django_assert_num_queries):
    for number in range(rows):
        suggest(committee, title=f"Chuyên đề {number}")
    client.force_login(secretary)
    client.get(URL)
    with django_assert_num_queries(5):
        client.get(URL)


def test_the_letter_is_off_until_it_is_chosen_with_an_address(client, secretary):
    client.force_login(secretary)
    refused = client.post(MAIL, {"mails_news": "on", "email": ""})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["email"])
    assert client.post(MAIL, {"mails_news": "on", "email": "khong-phai"}).status_code == 422
    secretary.refresh_from_db()
    assert secretary.mails_news is False
    assert client.post(MAIL, {"mails_news": "on", "email": "a@example.vn"}).url == URL
    secretary.refresh_from_db()
    assert (secretary.mails_news, secretary.email) == (True, "a@example.vn")
    event = AuditEvent.objects.filter(action="account.choose_mail").get()
    assert event.fields == ["email", "mails_news"]


@pytest.fixture
def server(settings):
    settings.EMAIL_HOST, settings.CSRF_TRUSTED_ORIGINS = "smtp.example.vn", ["https://dang.example.vn"]


def send(hour=9, *, days=0):
    now = timezone.localtime() + datetime.timedelta(days=days)
    send_all(now.replace(hour=hour, minute=0))


@pytest.fixture
def reader(secretary):
    secretary.choose_mail(email="a@example.vn", mails_news=True, by=secretary)
    return secretary


def test_the_letter_says_how_much_and_where_and_nothing_of_it(server, reader, committee, cell, office):
    suggest(committee, title="Chuyện mật của đồng chí An")
    ask(cell, "2020-03-01").reply(on=day("2020-03-10"), text="<p>Đã sửa.</p>", by=office)
    send()
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["a@example.vn"], "Công tác đảng: 2 tin mới")
    assert letter.body.splitlines() == [
        "Trong phần mềm Công tác đảng có 2 tin mới:",
        "- Chuyên đề gợi ý: 1",
        "- Kiến nghị được trả lời: 1",
        "",
        "Xem tại mục Tin mới: https://dang.example.vn/news/",
        "Không muốn nhận thư này: https://dang.example.vn/news/mail/",
    ]


def test_there_is_one_letter_a_day_and_none_about_the_same(server, reader, committee):
    suggest(committee)
    for _ in range(2):
        send()
    suggest(committee, title="Dân vận")
    send()
    assert len(mail.outbox) == 1
    at_three = timezone.localtime().replace(hour=3) + datetime.timedelta(days=1)
    AuditEvent.objects.filter(action="topic.suggest").update(at=at_three)
    send(days=1)
    send(days=2)
    assert [letter.subject[-9:] for letter in mail.outbox] == ["1 tin mới", "2 tin mới"]


@pytest.mark.parametrize("hindrance", ["night", "no server", "seen", "locked", "off", "no news"])
def test_no_letter(server, settings, reader, committee, hindrance):
    if hindrance != "no news":
        suggest(committee)
    if hindrance == "no server":
        settings.EMAIL_HOST = ""
    if hindrance == "seen":
        reader.see_news(timezone.now())
    if hindrance in {"locked", "off"}:
        type(reader).objects.update(
            **({"is_active": False} if hindrance == "locked" else {"mails_news": False})
        )
    send(hour=6 if hindrance == "night" else 7)
    assert mail.outbox == []


def test_a_letter_that_cannot_be_sent_stops_no_other(
    server, reader, committee, other_secretary, monkeypatch
):
    other_secretary.choose_mail(email="b@example.vn", mails_news=True, by=other_secretary)
    suggest(committee)
    really = EmailBackend.send_messages

    def refuse_first(self, messages):
        if messages[0].to == ["a@example.vn"]:
            raise SMTPException("bận")
        return really(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_first)
    send()
    assert [letter.to for letter in mail.outbox] == [["b@example.vn"]]
