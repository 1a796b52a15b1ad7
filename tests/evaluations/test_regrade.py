"""The page on which a member or unit of a closed round is graded again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.models import Commendation, Level, Mark, Regrading
from tests.evaluations.conftest import commend, decided, of_unit, regrade

FACTS = {"outcome": "kht", "reason": "Kỷ luật trong tháng 1"}


@pytest.fixture
def row(outstanding, members):
    return outstanding.member_assessments.get(member=members[0])


def url(row):
    return reverse(f"evaluations:{'unit' if row.IS_UNIT else 'member'}_regrade", args=[row.pk])


def post(client, user, row, **data):
    """Shown first, then agreed to."""
    client.force_login(user)
    sent = decided(**FACTS) | data
    shown = client.post(url(row), sent)
    if shown.status_code != 200:
        return shown
    return client.post(url(row), sent | {"agreed": shown.context["form"].consequence})


def test_what_it_cancels_is_shown_first(client, office, row):
    award = commend(row)
    client.force_login(office)
    shown = client.post(url(row), decided(**FACTS))
    assert (shown.status_code, Regrading.objects.count()) == (200, 0)
    assert shown.context["form"].consequence == (
        "Nguyễn Văn An: kết quả năm 2020 là “Hoàn thành xuất sắc nhiệm vụ”, nay là “Không hoàn thành "
        "nhiệm vụ”. Đồng thời hủy: giấy khen “Xuất sắc”, năm xét 2020."
    )
    response = post(client, office, row)
    assert response.url == reverse("evaluations:round_detail", args=[row.round_id])
    assert list(Commendation.objects.cancelled()) == [award]


def test_what_was_given_meanwhile_is_shown_once_more(client, office, row):
    client.force_login(office)
    shown = client.post(url(row), decided(**FACTS))
    commend(row)
    again = client.post(url(row), decided(**FACTS) | {"agreed": shown.context["form"].consequence})
    assert (again.status_code, Regrading.objects.count()) == (200, 0)


def test_a_cell_is_graded_again(client, office, exemplary, cell):
    row = of_unit(exemplary, cell)
    client.force_login(office)
    assert 'aria-current="true">Xếp loại, khen thưởng<' in client.get(url(row)).text
    assert post(client, office, row, outcome="t").status_code == 302
    assert Mark.objects.withdrawn().count() == 1
    assert of_unit(exemplary, cell).level == Level.T


def test_it_is_readable_on_the_round_the_roster_and_the_member_s_page(client, office, row):
    post(client, office, row)
    today = f"{timezone.localdate():%d/%m/%Y}"
    for name, pk, text in [
        ("round_detail", row.round_id, "hoàn thành xuất sắc nhiệm vụ, nay không hoàn thành nhiệm vụ"),
        ("round_roster", row.round_id, f"Xếp loại lại theo Quyết định 05-QĐ/ĐU, ngày {today}"),
        ("member_grades", row.member_id, "kết quả cũ: hoàn thành xuất sắc nhiệm vụ"),
    ]:
        page = client.get(reverse(f"evaluations:{name}", args=[pk])).text
        assert text in page
    assert (
        "Khi chốt kết quả: 1 xuất sắc, 3 tốt"
        in client.get(reverse("evaluations:round_detail", args=[row.round_id])).text
    )


def test_bad_input_is_told_at_its_field(client, office, row):
    response = post(client, office, row, outcome="", decision_number="", reason=" ")
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["decision_number", "outcome", "reason"]
    response = post(client, office, row, decision_signed_on="01/12/2020")
    assert response.context["form"].errors == {
        "decision_signed_on": ["Không thể trước ngày chốt kết quả."]
    }
    response = post(client, office, row, outcome="xs")
    assert response.context["form"].errors == {"outcome": ["Kết quả hiện nay đã là mức này."]}


def test_an_open_round_is_told_so(client, office, graded, members):
    row = graded.member_assessments.get(member=members[0])
    assert len(post(client, office, row).context["form"].non_field_errors()) == 1


def test_leader_gets_403_outsider_404(client, leader, outsider, row):
    for user, status in ((leader, 403), (outsider, 404)):
        assert post(client, user, row).status_code == status
    assert Regrading.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_of_the_round(client, office, row, django_assert_num_queries, count):
    for level in [Level.KHT, Level.HT, Level.T][:count]:
        regrade(row, level)
    client.force_login(office)
    client.get(url(row))  # the first page of a session also writes it
    for name in ("round_detail", "round_roster"):
        with django_assert_num_queries(9):
            client.get(reverse(f"evaluations:{name}", args=[row.round_id]))
