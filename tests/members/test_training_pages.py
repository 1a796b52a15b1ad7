"""Classes: sending several people, who completed, certificates, taking back, a member's own page."""

import pytest
from django.urls import reverse

from cells.rights import Role
from members.forms.training import SendForm
from members.models import Candidate, Training
from tests.conftest import day, make_member, make_user

CLASS = {"course": "new_member", "on": "2020-09-07"}


@pytest.fixture
def members(cell):
    return [make_member(name, unit=cell) for name in ("Nguyễn Văn An", "Trần Văn Bình")]


@pytest.fixture
def trainings(members):
    return Training.objects.send(members, course="new_member", on=day("2020-09-07"), by=None)


def post(client, user, view, typed, query):
    client.force_login(user)
    return client.post(reverse(f"members:{view}", query=query), typed)


def send(client, user, typed, unit="chi-bo-1", course="new_member"):
    return post(client, user, "training_send", typed, {"course": course, "unit": unit})


def complete(client, user, typed):
    return post(client, user, "training_class", {"on": "2020-12-01"} | typed, CLASS)


def test_the_secretary_sends_several_at_once(client, secretary, members):
    typed = {"on": "2020-09-07", "chosen": [member.pk for member in members]}
    response = send(client, secretary, typed)
    assert response["Location"] == reverse("members:training_class", query=CLASS)
    assert Training.objects.count() == 2


def test_who_was_sent_meanwhile_is_named_above_the_form(office, members, trainings):
    form = SendForm(
        {"on": "2020-09-07", "chosen": [members[0].pk]}, course="new_member", people=members
    )
    assert form.is_valid()
    assert not form.save(by=office)
    assert form.non_field_errors() == ["Nguyễn Văn An đang học lớp này."]


def test_candidates_are_offered_the_awareness_class(client, office, cell, members):
    person = Candidate.objects.create(full_name="Hoàng Thị Mai", unit=cell, starts_on=day("2020-01-15"))
    send(client, office, {"on": "2020-09-07", "chosen": [person.pk]}, course="awareness")
    assert [row.person for row in Training.objects.all()] == [person]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"on": "2999-01-01"}, "on"),
        ({"on": "31/02/2020"}, "on"),
        ({"chosen": []}, "chosen"),
        ({"chosen": ["0"]}, "chosen"),
    ],
)
def test_wrong_sending_is_named_and_keeps_the_ticks(client, office, members, typed, field):
    sent = {"on": "2020-09-07", "chosen": [members[0].pk]} | typed
    response = send(client, office, sent)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    ticked = [person for person, _, is_ticked in response.context["form"].rows if is_ticked]
    assert ticked == (members[:1] if field == "on" else [])
    assert not Training.objects.exists()


def test_namesakes_are_told_apart_where_somebody_is_sent(client, office, cell):
    for born in ("1975-01-02", "1980-05-20"):
        make_member("Nguyễn Văn An", unit=cell, born_on=day(born))
    form = send(client, office, {"on": ""}).context["form"]
    names = [name for _, name, _ in form.rows]
    assert names == ["Nguyễn Văn An (1975)", "Nguyễn Văn An (1980)"]


def test_a_foreign_cell_is_no_choice(client, secretary, second_cell, members):
    response = send(client, secretary, {"on": "2020-09-07"}, unit="chi-bo-2")
    assert list(response.context["asked"].errors) == ["unit"]


def test_without_a_question_nobody_is_listed(client, office, members):
    client.force_login(office)
    page = client.get(reverse("members:training_send")).content.decode()
    assert "Chọn lớp và tổ chức đảng" in page
    assert 'name="chosen"' not in page


def test_those_ticked_completed_each_with_the_number(client, secretary, trainings):
    one, two = trainings
    complete(client, secretary, {"chosen": [one.pk], f"number-{one.pk}": "12/CN"})
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.completed_on, one.certificate_number) == (day("2020-12-01"), "12/CN")
    assert two.completed_on is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"on": "2020-09-06"}, "on"), ({"on": "2999-01-01"}, "on"), ({"chosen": ["0"]}, "chosen")],
)
def test_wrong_completing_is_named_and_nobody_completed(client, office, trainings, typed, field):
    ticked = {"chosen": [row.pk for row in trainings]}
    response = complete(client, office, ticked | typed)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Training.objects.under_way().count() == 2


def test_who_moved_is_completed_by_the_new_cell(
    client, secretary, other_secretary, second_cell, trainings
):
    row = trainings[0]
    row.member.current_membership().transfer(to=second_cell, on=day("2020-10-01"), by=None)
    assert complete(client, secretary, {"chosen": [row.pk]}).status_code == 422
    assert complete(client, other_secretary, {"chosen": [row.pk]}).status_code == 302


def test_the_leader_looks_on(client, leader, trainings):
    client.force_login(leader)
    response = client.get(reverse("members:training_class"), CLASS)
    assert [response.context["form"].rows, len(response.context["rows"])] == [[], 2]
    assert complete(client, leader, {"chosen": [trainings[0].pk]}).status_code == 403
    assert send(client, leader, {}).status_code == 403


def test_an_odd_class_leads_back_to_the_list(client, office):
    client.force_login(office)
    response = client.get(reverse("members:training_class"), {"course": "x", "on": "abc"})
    assert response["Location"] == reverse("members:training_list")


def test_the_list_counts_each_class(client, office, trainings):
    trainings[0].complete(on=day("2020-12-01"), by=None)
    client.force_login(office)
    [entry] = client.get(reverse("members:training_list")).context["page"]
    assert [entry["sent"], entry["completed"]] == [2, 1]
    page = client.get(reverse("members:training_list"), {"course": "awareness"}).context["page"]
    assert list(page) == []


def test_the_certificate_is_written_later(client, secretary, trainings):
    url = reverse("members:training_certify", args=[trainings[0].pk])
    typed = {"number": "12/CN", "issued_on": "2020-12-05"}
    client.force_login(secretary)
    assert client.post(url, typed).status_code == 422
    trainings[0].complete(on=day("2020-12-01"), by=None)
    early = client.post(url, typed | {"issued_on": "2020-11-30"})
    assert list(early.context["form"].errors) == ["issued_on"]
    assert client.post(url, typed).status_code == 302
    assert Training.objects.get(certificate_number="12/CN").issued_on == day("2020-12-05")


def test_taking_back_stays_visible_and_happens_once(client, secretary, trainings):
    url = reverse("members:training_withdraw", args=[trainings[0].pk])
    client.force_login(secretary)
    client.post(url)
    assert Training.objects.attended().count() == 1
    said = client.post(url, follow=True).context["messages"]
    assert [str(message) for message in said][-1] == "Nguyễn Văn An không còn học lớp này."


def test_outsider_gets_404_and_the_member_403(client, outsider, cell, trainings):
    row = trainings[0]
    row.member.user = make_user("dangvien", Role.MEMBER, cell)
    row.member.save()
    for user, status in ((outsider, 404), (row.member.user, 403)):
        client.force_login(user)
        for view in ("training_certify", "training_withdraw"):
            assert client.post(reverse(f"members:{view}", args=[row.pk])).status_code == status


def test_the_record_shows_the_class_before_admission_and_when_it_expired(client, office, cell):
    member = make_member(unit=cell)
    person = Candidate.objects.create(
        full_name="Nguyễn Văn An", unit=cell, starts_on=day("2009-01-15"), member=member
    )
    [row] = Training.objects.send([person], course="awareness", on=day("2009-02-01"), by=None)
    row.complete(on=day("2009-03-01"), by=None)
    client.force_login(office)
    response = client.get(reverse("members:member_training", args=[member.pk]))
    assert response.context["rows"] == [(row, day("2014-02-28"))]
    assert "hết giá trị từ sau 28/02/2014" in response.content.decode()


def test_the_record_of_a_foreign_member_is_404(client, outsider, members):
    client.force_login(outsider)
    url = reverse("members:member_training", args=[members[0].pk])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("view", "query", "number"),
    [
        ("training_list", {}, 5),
        ("training_class", CLASS, 6),
        ("training_send", {"course": "new_member", "unit": "chi-bo-1"}, 7),
    ],
)
def test_the_number_of_queries_does_not_grow(
    client, office, cell, trainings, django_assert_num_queries, view, query, number
):
    url = reverse(f"members:{view}", query=query)
    client.force_login(office)
    client.get(url)
    with django_assert_num_queries(number):
        client.get(url)
    more = [make_member(name, unit=cell) for name in ("Ba", "Bốn", "Năm", "Sáu")]
    Training.objects.send(more[:2], course="new_member", on=day("2020-09-07"), by=None)
    with django_assert_num_queries(number):
        client.get(url)


def test_the_class_of_an_admitted_candidate_is_recorded_where_the_member_belongs_now(
    client, cell, second_cell, secretary, other_secretary
):
    person = Candidate.objects.create(full_name="Hoàng Thị Mai", unit=cell, starts_on=day("2020-01-15"))
    [training] = Training.objects.send([person], course="awareness", on=day("2020-02-03"), by=None)
    person.member, person.ends_on = make_member("Hoàng Thị Mai", unit=second_cell), day("2020-06-01")
    person.save()
    address = reverse("members:training_withdraw", args=[training.pk])
    client.force_login(secretary)
    assert client.post(address).status_code == 404
    client.force_login(other_secretary)
    assert client.post(address).status_code == 302
    training.refresh_from_db()
    assert not training.is_under_way
