"""Opening a closed round once more."""

from django.urls import reverse
from django.utils import timezone

from evaluations.models import AwardForm, AwardKind, Commendation, Mark, MarkKind, Round


def url(grading):
    return reverse("evaluations:round_reopen", args=[grading.pk])


def post(client, user, grading, **data):
    client.force_login(user)
    facts = {
        "decision_number": "05-QĐ/ĐU",
        "decision_signed_on": f"{timezone.localdate():%d/%m/%Y}",
        "decision_issuer": "Đảng ủy",
        "reason": "Kỷ luật trong tháng 1",
    }
    return client.post(url(grading), facts | data)


def test_office_reopens_and_the_page_of_the_round_says_so(client, office, closed):
    assert post(client, office, closed).status_code == 302
    assert Round.objects.get().is_closed is False
    page = client.get(reverse("evaluations:round_detail", args=[closed.pk])).content.decode()
    assert "theo Quyết định 05-QĐ/ĐU" in page
    assert "Lần chốt trước:" in page


def test_what_was_given_for_it_is_named_first(client, office, closed, members):
    award = Commendation.objects.give(
        unit=members[0].home,
        member=members[0],
        kind=AwardKind.ANNUAL,
        form=AwardForm.MERIT,
        reason="Hoàn thành xuất sắc nhiệm vụ",
        year=2020,
        given_on=timezone.localdate(),
        by=None,
    )
    client.force_login(office)
    assert list(client.get(url(closed)).context["awards"]) == [award]


def test_cells_recognised_by_it_are_named(client, office, graded, cell):
    row = graded.unit_assessments.get(unit=cell)
    graded.grade_units({row.pk: ("xs", "", "")}, by=None)
    graded.close(by=None)
    facts = {"year": 2020, "kind": MarkKind.EXEMPLARY, "on": timezone.localdate()}
    marks = Mark.objects.recognise([cell], by=None, **facts)
    client.force_login(office)
    response = client.get(url(graded))
    assert list(response.context["marks"]) == marks
    assert "Công nhận tiêu biểu: Chi bộ 1" in response.content.decode()


def test_without_a_decision_it_stays_closed(client, office, closed):
    response = post(client, office, closed, decision_number="", reason="")
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["decision_number", "reason"]
    assert Round.objects.get().is_closed is True


def test_an_open_round_is_told_so(client, office, grading):
    response = post(client, office, grading)
    assert response.context["form"].non_field_errors() == [
        "Đợt xếp loại này không chốt nên không cần mở lại."
    ]


def test_leader_gets_403_outsider_404(client, leader, outsider, closed):
    assert post(client, leader, closed).status_code == 403
    assert post(client, outsider, closed).status_code == 404
