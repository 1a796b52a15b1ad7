"""The summary of proposals: each step a column."""

import pytest
from django.urls import reverse

from evaluations.documents import DOCUMENTS
from evaluations.models import GradingPrint, Level, Round
from tests.conftest import make_member
from tests.evaluations.conftest import grade_one, postpone, say, votes
from tests.workbooks import taken


def url(grading):
    return reverse("evaluations:round_steps", args=[grading.pk])


@pytest.fixture
def proposed(grading, cell):
    """Of the first of three: own level, votes, proposal of the cell, decision."""
    row = grading.member_assessments.in_cell(cell).by_name()[0]
    say(row, "self", "xs")
    say(row, "cell", "t", votes=votes(xs=1, t=2))
    grade_one(grading, row.member, Level.T)
    return grading


def test_the_page_says_each_step_and_the_decision(client, leader, proposed):
    client.force_login(leader)
    page = client.get(url(proposed))
    said = "Tự xếp loại XS; phiếu XS 1, T 2; chi bộ đề nghị T"
    assert [text for _, text in page.context["rows"]] == [said, "", "", ""]
    assert f"{said}; <strong>Hoàn thành tốt nhiệm vụ</strong>" in page.content.decode()


def test_what_is_awaited_is_said_wherever_the_summary_stands(client, office, proposed, cell):
    rows = proposed.member_assessments.in_cell(cell).by_name()
    rows[1].refer_up(decided_by="Tỉnh ủy", by=None)
    postpone(rows[2])
    client.force_login(office)
    page = client.get(url(proposed)).text
    decided = [row[-2] for row in taken(client, url(proposed))[1]]
    made = DOCUMENTS["summary"](GradingPrint(kind="summary", round=proposed, unit=proposed.unit))
    for said in ("Chờ kết quả của Tỉnh ủy", "Xếp loại sau"):
        assert f"<strong>{said}" in page
        assert any(f"{one}".startswith(said) for one in decided)
        assert f"'{said}'" in str(made)


def test_the_workbook_has_a_column_for_each(client, office, proposed):
    client.force_login(office)
    title, rows = taken(client, url(proposed))
    assert title == "Tổng hợp đề nghị xếp loại năm 2020"
    assert rows[0] == [
        "Chi bộ 1",
        "Nguyễn Văn An",
        None,
        None,
        None,
        None,
        Level.XS.label,
        *[None] * 10,
        3,
        3,
        0,
        1,
        2,
        0,
        0,
        Level.T.label,
        None,
        Level.T.label,
        None,
    ]


def test_outsider_gets_404_secretary_too(client, outsider, secretary, proposed):
    for user in (outsider, secretary):
        client.force_login(user)
        assert client.get(url(proposed)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, cell, count, django_assert_num_queries):
    for number in range(count):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    client.force_login(office)
    client.get(url(grading))
    with django_assert_num_queries(8):
        client.get(url(grading))


def test_a_name_leads_to_the_steps_for_who_writes_them(client, office, leader, grading, members):
    row = grading.member_assessments.get(member=members[0])
    led = f'href="{reverse("evaluations:member_steps", args=[row.pk])}"'
    for user, is_led in ((office, True), (leader, False)):
        client.force_login(user)
        page = client.get(reverse("evaluations:round_steps", args=[grading.pk]))
        assert (led in page.text) is is_led
