"""A leadership collective that is graded later than the others, by decision, as a member is."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from evaluations.documents import DOCUMENTS
from evaluations.models import (
    Collective,
    Commendation,
    Complaint,
    GradingPrint,
    GradingPrintKind,
    Level,
    Regrading,
)
from tests.evaluations.conftest import (
    commend,
    complain,
    decided,
    decision,
    of_unit,
    postpone,
    regrade,
    row_data,
)

SAID = "Xếp loại sau: ốm đau, đang điều trị"


@pytest.fixture
def pair(graded, committee, cell):
    """The committee's collective and that of a cell, in the open round."""
    add = Collective.objects.add
    own = add(graded, name="Ban Giám đốc", unit=committee, people=4, by=None)
    return own, add(graded, name="Chi ủy", unit=cell, people=3, by=None)


@pytest.fixture
def late(pair, graded):
    """The round is closed: one is graded, the other is left for later."""
    postpone(pair[1])
    Collective.objects.grade(graded, {pair[0].pk: (Level.T, "", "")}, by=None)
    graded.close(by=None)
    return Collective.objects.with_round().get(pk=pair[1].pk)


def url(row, page):
    return reverse(f"evaluations:collective_{page}", args=[row.pk])


def listed(row):
    return reverse("evaluations:collective_grade", args=[row.round_id])


def read(client, user, address):
    client.force_login(user)
    return client.get(address)


def test_the_office_leaves_one_for_later_and_it_stands_apart(client, office, pair):
    page = read(client, office, listed(pair[1]))
    assert url(pair[1], "postpone") in page.text
    sent = {"late_cause": "sick", "late_until": "", "note": "Điều trị"}
    assert client.post(url(pair[1], "postpone"), sent).url == listed(pair[1])
    page = client.get(listed(pair[1]))
    assert [row.assessment for row in page.context["grid"].rows] == [pair[0]]
    assert "<strong>Chi ủy, Chi bộ 1</strong>: Ốm đau, đang điều trị. Điều trị" in page.text
    assert (
        "Đã xếp loại 0 + không xếp loại 0 + xếp loại sau 1 + chưa xếp loại 1 = danh sách 2."
        in page.text
    )


def test_a_grid_opened_before_is_refused_by_name(client, office, pair):
    sent = row_data(pair[1], level="t")
    postpone(pair[1])
    client.force_login(office)
    response = client.post(listed(pair[1]), sent)
    assert (response.status_code, Collective.objects.get(pk=pair[1].pk).level) == (422, "")
    assert f"{SAID}. Bỏ xếp loại sau rồi mới chọn mức." in response.text


def test_closing_names_it_and_asks_for_no_more(client, office, pair, graded):
    postpone(pair[1])
    Collective.objects.grade(graded, {pair[0].pk: (Level.T, "", "")}, by=None)
    page = read(client, office, reverse("evaluations:round_close", args=[graded.pk]))
    assert "Chi ủy, Chi bộ 1: Ốm đau, đang điều trị" in page.text
    graded.close(by=None)
    counts = graded.summary["collectives"]
    assert [counts[name] for name in ("roll", "graded", "late", "left")] == [2, 1, 1, 0]


def test_closing_names_those_that_are_not_graded(client, office, pair, graded):
    text = read(client, office, reverse("evaluations:round_close", args=[graded.pk])).text
    assert f'<a href="{listed(pair[0])}">Ban Giám đốc, Đảng bộ Trung tâm</a>: chưa xếp loại.' in text
    assert "Không còn thiếu gì." not in text


def test_afterwards_it_is_graded_by_decision(client, office, late):
    page = read(client, office, listed(late))
    assert "<strong>Chi ủy, Chi bộ 1</strong>: Xếp loại sau: ốm đau, đang điều trị" in page.text
    assert "<h1>Xếp loại: Chi ủy, Chi bộ 1</h1>" in client.get(url(late, "regrade")).text
    sent = decided(outcome="t", reason="Đã kiểm điểm")
    shown = client.post(url(late, "regrade"), sent).context["form"].consequence
    assert shown == (
        f"Chi ủy, Chi bộ 1: kết quả năm 2020 là “{SAID}”, nay là “Hoàn thành tốt nhiệm vụ”. "
        "Không có gì phải hủy theo."
    )
    response = client.post(url(late, "regrade"), sent | {"agreed": shown})
    assert response.url == listed(late)
    page = client.get(listed(late))
    assert "Đã xếp loại 2 + không xếp loại 0 + xếp loại sau 0 = danh sách 2." in page.text
    assert "Xếp loại sau, theo Quyết định" in page.text
    detail = client.get(reverse("evaluations:round_detail", args=[late.round_id])).text
    assert "Chi ủy, Chi bộ 1: xếp loại sau, nay hoàn thành tốt nhiệm vụ" in detail


def test_a_result_is_decided_again_and_that_is_withdrawn(late):
    again = regrade(late, Level.XS), regrade(late, Level.KHT)
    assert [one.said_before for one in again] == ["Xếp loại sau", "Hoàn thành xuất sắc nhiệm vụ"]
    again[1].withdraw(reason="Nhầm", by=None)
    again[0].withdraw(reason="Nhầm", by=None)
    assert Collective.objects.get(pk=late.pk).said == SAID


def test_what_its_unit_was_given_stays(late, cell):
    regrade(late, Level.XS)
    given = commend(of_unit(late.round, cell))
    regrade(late, Level.KHT)
    assert Commendation.objects.valid().get() == given


def test_what_is_held_against_it(client, office, late):
    regrade(late, Level.HT)
    client.force_login(office)
    sent = {"received_on": f"{decision().signed_on:%d/%m/%Y}", "what": "Đề nghị xem lại"}
    assert client.post(url(late, "complain"), sent).status_code == 302
    page = client.get(reverse("evaluations:complaint_list", args=[late.round_id]))
    assert "Chi ủy, Chi bộ 1" in page.text


def test_form_03_and_the_list_of_the_not_graded_name_it(late, committee):
    def printed(kind, **of):
        job = GradingPrint(kind=kind, round=late.round, unit=committee, **of)
        return str(DOCUMENTS[kind](job))

    text = printed(GradingPrintKind.NOT_GRADED)
    assert "Chi ủy, Chi bộ 1" in text
    assert "đã xếp loại 1 + không xếp loại 0 + xếp loại sau 1 = danh sách 2." in text
    one = regrade(late, Level.T)
    assert "đối với Chi ủy, Chi bộ 1: hoàn thành tốt nhiệm vụ." in printed("regraded", regrading=one)


def test_its_file_has_the_decision(client, office, late, cell):
    one = regrade(late, Level.T)
    page = read(client, office, reverse("evaluations:unit_file", args=[late.round_id, cell.code]))
    [(_, held)] = page.context["collectives"]
    assert [each.name for each in held][-1] == f"Quyết định xếp loại sau số {one.decision.number}"


def test_what_was_decided_on_once_is_not_taken_out(late):
    complain(late)
    late.round.reopen(decision=decision(), reason="Sửa", by=None)
    with pytest.raises(ValidationError, match="không bỏ được"):
        late.drop(by=None)
    assert (Complaint.objects.count(), Regrading.objects.count()) == (1, 0)


@pytest.mark.parametrize("page", ["postpone", "regrade", "complain"])
def test_leader_gets_403_outsider_404_wrong_method_405(client, leader, outsider, office, late, page):
    for user, status in ((leader, 403), (outsider, 404)):
        assert read(client, user, url(late, page)).status_code == status
    client.force_login(office)
    assert client.put(url(late, page)).status_code == 405


def test_the_closed_list_leads_nowhere_for_who_may_not_close(client, leader, late):
    assert read(client, leader, listed(late)).status_code == 403
    grade_all = reverse("evaluations:collective_grade", args=[late.round_id])
    assert (
        grade_all
        not in read(client, leader, reverse("evaluations:round_detail", args=[late.round_id])).text
    )
