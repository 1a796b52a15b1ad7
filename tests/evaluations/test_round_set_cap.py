"""Counting the cap of one round otherwise."""

from django.urls import reverse

from evaluations.models import Round

WANTED = {
    "cap_percent": 20,
    "cap_base": "graded",
    "cap_rounding": "up",
    "cap_scope": "committee",
    "reason": "Thông báo 12-TB/ĐU",
}


def post(client, user, grading, **data):
    client.force_login(user)
    return client.post(reverse("evaluations:round_set_cap", args=[grading.pk]), WANTED | data)


def test_office_counts_on_another_base(client, office, grading):
    assert post(client, office, grading).status_code == 302
    kept = Round.objects.get()
    assert kept.own_cap == {"cap_base": "graded", "cap_rounding": "up"}
    assert kept.own_cap_reason == "Thông báo 12-TB/ĐU"
    page = client.get(reverse("evaluations:round_detail", args=[grading.pk])).content.decode()
    assert "Riêng đợt này tính 20% tổng số được xếp loại, làm tròn lên. Căn cứ: Thông báo" in page


def test_the_page_begins_with_the_rules(client, office, grading):
    client.force_login(office)
    form = client.get(reverse("evaluations:round_set_cap", args=[grading.pk])).context["form"]
    now = [form[name].value() for name in WANTED]
    assert (now, form["head_apart"].value()) == ([20, "t", "half_up", "committee", ""], False)


def test_more_than_the_rules_know_is_told_at_the_field(client, office, grading):
    response = post(client, office, grading, cap_percent=25)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["cap_percent"]
    assert Round.objects.get().own_cap == {}


def test_without_a_ground_nothing_is_changed(client, office, grading):
    response = post(client, office, grading, reason="")
    assert list(response.context["form"].errors) == ["reason"]


def test_leader_gets_403_outsider_404(client, leader, outsider, grading):
    assert post(client, leader, grading).status_code == 403
    assert post(client, outsider, grading).status_code == 404
