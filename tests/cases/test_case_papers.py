"""The checklist of papers on the pages: tick, download, take back."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from cases.models import Case, CasePaper
from cases.procedures import EXEMPTION
from tests.conftest import day, make_member
from tests.scans import scan


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def case(cell):
    return Case.objects.note(unit=cell, full_name="Lê Thị Hoa", on=day("2020-01-10"), by=None)


@pytest.fixture
def paper(case):
    return case.receive("2-KNĐ", received_on=day("2020-02-01"), scan=scan(), by=None)


def tick(client, user, case, code="1-KNĐ", **typed):
    client.force_login(user)
    url = reverse("cases:case_paper_add", args=[case.pk, code])
    return client.post(url, {"received_on": "2020-02-01"} | typed)


def test_ticked_with_its_day_and_its_scan(client, secretary, case):
    response = tick(client, secretary, case, scan=scan())
    assert response.headers["Location"] == reverse("cases:case_detail", args=[case.pk])
    assert case.papers.get().received_on == day("2020-02-01")
    assert "Đã nhận ngày 01/02/2020" in client.get(response.headers["Location"]).text


def test_a_day_to_come_another_kind_of_file_or_a_second_time_is_refused(client, secretary, case):
    assert list(tick(client, secretary, case, received_on="2999-01-01").context["form"].errors) == [
        "received_on"
    ]
    picture = tick(client, secretary, case, scan=scan(name="anh.png"))
    assert list(picture.context["form"].errors) == ["scan"]
    tick(client, secretary, case)
    again = tick(client, secretary, case)
    assert again.context["form"].non_field_errors() == ["Giấy này đã ghi là nhận rồi."]


def test_a_paper_about_health_is_seen_and_not_kept(client, secretary, cell):
    case = Case.objects.start(
        kind=EXEMPTION.code, member=make_member(unit=cell), on=day("2020-01-10"), by=None
    )
    tick(client, secretary, case, code="YT", scan=scan())
    assert case.papers.get().scan.name == ""


def test_a_paper_of_no_list_is_404(client, secretary, case):
    assert tick(client, secretary, case, code="13-KNĐ").status_code == 404


def test_a_download_is_logged(client, leader, paper):
    client.force_login(leader)
    response = client.get(reverse("cases:case_paper", args=[paper.pk]))
    assert response.getvalue().startswith(b"%PDF")
    assert response.headers["Content-Disposition"].startswith("attachment")
    event = AuditEvent.objects.get(action="case.download")
    assert (event.by, event.fields) == (leader, ["2-KNĐ"])


def test_a_paper_only_seen_has_nothing_to_download(client, leader, case):
    paper = case.receive("1-KNĐ", received_on=day("2020-02-01"), by=None)
    client.force_login(leader)
    assert client.get(reverse("cases:case_paper", args=[paper.pk])).status_code == 404


def test_taken_back(client, secretary, case, paper):
    client.force_login(secretary)
    response = client.post(reverse("cases:case_paper_take_back", args=[paper.pk]))
    assert response.headers["Location"] == reverse("cases:case_detail", args=[case.pk])
    assert not CasePaper.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("leader", 403)])
def test_outsider_gets_404_and_leader_403(client, case, paper, who, status, request):
    user = request.getfixturevalue(who)
    assert tick(client, user, case).status_code == status
    url = reverse("cases:case_paper_take_back", args=[paper.pk])
    assert client.post(url).status_code == status
    assert CasePaper.objects.count() == 1


def test_an_outsider_downloads_nothing(client, outsider, paper):
    client.force_login(outsider)
    assert client.get(reverse("cases:case_paper", args=[paper.pk])).status_code == 404
