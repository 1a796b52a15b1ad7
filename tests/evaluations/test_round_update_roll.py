"""Taking the roll of a round once more."""

from django.urls import reverse

from accounts.models import AuditEvent
from tests.conftest import day, make_member


def post(client, user, grading, **kwargs):
    client.force_login(user)
    return client.post(reverse("evaluations:round_update_roll", args=[grading.pk]), **kwargs)


def test_office_takes_in_who_came_meanwhile(client, office, grading, cell):
    make_member("Vũ Văn Én", unit=cell)
    response = post(client, office, grading)
    assert response.status_code == 302
    assert grading.member_assessments.count() == 5


def test_the_log_names_who_went(client, office, grading, members):
    spell = members[0].current_membership()
    spell.leave(on=day("2020-06-01"), left_by="transfer", left_to="Nơi khác", by=None)
    post(client, office, grading)
    assert (
        AuditEvent.objects.get(action="round.update_roll").note
        == f"Đưa ra khỏi danh sách: {members[0]}"
    )


def test_a_closed_round_says_no(client, office, closed, cell):
    make_member("Vũ Văn Én", unit=cell)
    response = post(client, office, closed, follow=True)
    assert "Đợt xếp loại đã chốt" in response.content.decode()
    assert closed.member_assessments.count() == 4


def test_leader_gets_403_outsider_404(client, leader, outsider, grading, cell):
    make_member("Vũ Văn Én", unit=cell)
    assert post(client, leader, grading).status_code == 403
    assert post(client, outsider, grading).status_code == 404
    assert grading.member_assessments.count() == 4


def test_reading_changes_nothing(client, office, grading):
    client.force_login(office)
    url = reverse("evaluations:round_update_roll", args=[grading.pk])
    assert client.get(url).status_code == 405
