"""The pages of reconciliation, as the office and a secretary use them."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.conftest import day, make_member
from upkeep.models import Difference, Reconciliation

AS_ON = day("2020-06-30")


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


@pytest.fixture
def asked(committee, second_cell, member):
    return Reconciliation.objects.start(unit=committee, as_on=AS_ON, by=None)


@pytest.fixture
def answer(asked, cell):
    return asked.answers.get(unit=cell)


@pytest.fixture
def difference(answer):
    facts = {"kind": "wrong", "line": answer.lines.get(), "text": "Sinh năm 1981"}
    return answer.mark(by=None, **facts)


@pytest.fixture
def sent(answer, difference):
    answer.report(by=None)
    return difference


def url(name, row) -> str:
    return reverse(f"upkeep:reconciliation_{name}", args=[row.pk])


def get(client, user, name, row, **query):
    client.force_login(user)
    return client.get(url(name, row), query)


def post(client, user, name, row, **typed):
    client.force_login(user)
    return client.post(url(name, row), typed)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_the_office_opens_a_round(client, office, committee, member):
    client.force_login(office)
    address = reverse("upkeep:reconciliation_open")
    typed = {"unit": committee.pk, "as_on": "2020-06-30", "note": "Trước ngày 15"}
    response = client.post(address, typed)
    opened = Reconciliation.objects.get()
    assert response["Location"] == url("detail", opened)
    assert (opened.as_on, opened.note, opened.opened_by) == (AS_ON, "Trước ngày 15", office)


@pytest.mark.parametrize(("as_on", "field"), [("", "as_on"), ("2999-01-01", "as_on")])
def test_a_wrong_day_is_named_at_the_day(client, office, committee, cell, as_on, field):
    client.force_login(office)
    response = client.post(
        reverse("upkeep:reconciliation_open"), {"unit": committee.pk, "as_on": as_on}
    )
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_a_cell_or_a_foreign_committee_is_no_choice(client, office, cell, foreign_cell):
    client.force_login(office)
    form = client.get(reverse("upkeep:reconciliation_open")).context["form"]
    assert [unit.name for unit in form.fields["unit"].queryset] == ["Đảng bộ Trung tâm"]


@pytest.mark.parametrize("who", ["secretary", "leader"])
def test_nobody_else_opens_or_closes(client, who, request, asked):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("upkeep:reconciliation_open")).status_code == 403
    assert client.post(url("close", asked), {"reason": "Thử"}).status_code == 403


def test_each_sees_the_rounds_and_cells_in_scope(client, office, secretary, outsider, asked):
    for user, cells in ((office, 2), (secretary, 1)):
        client.force_login(user)
        rounds = client.get(reverse("upkeep:reconciliation_list")).context["page"]
        assert list(rounds) == [asked]
        response = get(client, user, "detail", asked)
        assert (len(response.context["page"]), response.context["progress"]["cells"]) == (cells, cells)
    assert get(client, outsider, "detail", asked).status_code == 404
    assert get(client, outsider, "report", asked).status_code == 404


def test_the_cells_are_narrowed_by_answer(client, office, asked, sent):
    for status, names in (("waiting", ["Chi bộ 2"]), ("open", ["Chi bộ 1"]), ("confirmed", [])):
        page = get(client, office, "detail", asked, status=status).context["page"]
        assert [answer.unit_name for answer in page] == names


def test_a_secretary_confirms_in_one_tap(client, secretary, answer):
    assert "Xác nhận đúng cả danh sách" in get(client, secretary, "cell", answer).content.decode()
    post(client, secretary, "confirm", answer)
    answer.refresh_from_db()
    assert (answer.status, answer.answered_by) == ("confirmed", secretary)


def test_a_secretary_marks_adds_takes_back_and_sends(client, secretary, answer):
    line = answer.lines.get()
    post(client, secretary, "mark", line, kind="not_ours", text="Đã về Chi bộ 2")
    post(client, secretary, "missing", answer, full_name="Trần Thị Bình", text="Sinh 1990")
    first, second = answer.differences.all()
    assert (first.kind, second.kind, second.full_name) == ("not_ours", "missing", "Trần Thị Bình")
    post(client, secretary, "unmark", second)
    post(client, secretary, "send", answer)
    answer.refresh_from_db()
    assert (answer.status, answer.differences.get()) == ("differs", first)


def test_confirming_over_a_mark_is_refused_in_words(client, secretary, answer, difference):
    client.force_login(secretary)
    response = client.post(url("confirm", answer), follow=True)
    assert said(response) == ["Còn điểm sai lệch đã đánh dấu. Bỏ đánh dấu, hoặc gửi các điểm sai lệch."]
    answer.refresh_from_db()
    assert answer.status == "waiting"


@pytest.mark.parametrize(
    ("typed", "field"), [({"kind": "wrong"}, "text"), ({"kind": "missing", "text": "x"}, "kind")]
)
def test_a_mark_says_what_and_how_it_is_right(client, secretary, answer, typed, field):
    response = post(client, secretary, "mark", answer.lines.get(), **typed)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_another_cell_is_out_of_sight(client, other_secretary, answer, difference):
    line = answer.lines.get()
    assert get(client, other_secretary, "cell", answer).status_code == 404
    for name, row in (("confirm", answer), ("missing", answer), ("mark", line), ("unmark", difference)):
        assert post(client, other_secretary, name, row).status_code == 404
    assert answer.differences.count() == 1


def test_a_leader_reads_and_answers_nothing(client, leader, answer, difference):
    response = get(client, leader, "cell", answer)
    assert (response.status_code, response.context["may_answer"]) == (200, False)
    for name, row in (("confirm", answer), ("send", answer), ("unmark", difference)):
        assert post(client, leader, name, row).status_code == 403


@pytest.mark.parametrize("state", ["settled", "rejected"])
def test_the_office_finishes_a_difference(client, office, sent, state):
    post(client, office, "finish", sent, state=state, outcome="Theo giấy khai sinh")
    sent.refresh_from_db()
    assert (sent.state, sent.outcome, sent.done_by) == (state, "Theo giấy khai sinh", office)


def test_the_secretary_finishes_and_reopens_nothing(client, secretary, answer, sent):
    typed = {"state": "settled", "outcome": "Đã sửa", "reason": "Xem lại"}
    assert post(client, secretary, "finish", sent, **typed).status_code == 403
    assert post(client, secretary, "reopen", answer, **typed).status_code == 403


def test_the_office_gives_an_answer_back_and_the_cell_reads_why(client, office, secretary, answer):
    answer.confirm(by=None)
    post(client, office, "reopen", answer, reason="Thiếu một đồng chí")
    text = get(client, secretary, "cell", answer).content.decode()
    assert "Bộ phận giúp việc đảng ủy trả lại: Thiếu một đồng chí" in text


def test_a_round_is_closed_with_a_reason_only_while_something_is_left(client, office, asked):
    response = post(client, office, "close", asked, reason="")
    assert list(response.context["form"].errors) == ["reason"]
    assert post(client, office, "close", asked, reason="Làm lại sau").status_code == 302
    asked.refresh_from_db()
    assert asked.close_reason == "Làm lại sau"


def test_a_member_who_moved_to_another_committee_is_named_without_a_link(
    client, office, member, sent, foreign_cell
):
    address = reverse("members:member_detail", args=[member.pk])
    assert address in get(client, office, "report", sent.answer.reconciliation).content.decode()
    member.current_membership().transfer(to=foreign_cell, on=day("2020-07-15"), by=None)
    text = get(client, office, "report", sent.answer.reconciliation).content.decode()
    assert (address in text, "Nguyễn Văn An" in text) == (False, True)


def test_the_progress_and_the_differences_as_workbooks(client, office, asked, sent):
    rows = {
        "detail": ["Chi bộ 1", 1, "báo có điểm sai lệch"],
        "report": ["Chi bộ 1", "Nguyễn Văn An", "ghi chưa đúng", "Sinh năm 1981", "chưa xử lý"],
    }
    for name, row in rows.items():
        content = get(client, office, name, asked, xlsx="1").content
        lines = list(load_workbook(io.BytesIO(content)).active.iter_rows(min_row=5, values_only=True))
        assert list(lines[0][1 : len(row) + 1]) == row


@pytest.mark.parametrize("members", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("detail", 8), ("report", 8), ("cell", 8)])
def test_number_of_queries(
    client, office, committee, cell, django_assert_num_queries, members, name, queries
):
    for number in range(members):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
    asked = Reconciliation.objects.start(unit=committee, as_on=AS_ON, by=None)
    answer = asked.answers.get()
    for line in answer.lines.all():
        answer.mark(line=line, kind="wrong", text="Khác", by=None)
    answer.report(by=office)
    Difference.objects.first().finish(state="settled", outcome="Đã sửa", by=office)
    row = answer if name == "cell" else asked
    get(client, office, name, row)  # the first page of a session also writes it
    with django_assert_num_queries(queries):
        client.get(url(name, row))
