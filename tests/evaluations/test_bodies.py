"""What other bodies propose before the cell meets: written, put right, taken back, by whom and when."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from evaluations.models import BodyOpinion, Exclusion
from evaluations.models.bodies import AFTER_CELL, ONCE
from evaluations.models.round import CLOSED
from evaluations.models.steps import BOTH_OR_NONE, OWN_CASE
from tests.conftest import day, make_user
from tests.evaluations.conftest import grade_one, propose, say, votes

DRAWN = "Đề nghị này đã được rút trước đó."


@pytest.fixture
def row(grading, members):
    return grading.member_assessments.get(member=members[0])


@pytest.fixture
def scored_row(scoring, members):
    return scoring.member_assessments.get(member=members[0])


def refused(act, *args, **facts) -> dict | list:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        act(*args, **facts)
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


def url(row):
    return reverse("evaluations:member_steps", args=[row.pk])


def withdrawal(one):
    return reverse("evaluations:body_opinion_withdraw", args=[one.pk])


def post(client, user, row, step="body", **data):
    client.force_login(user)
    sent = {f"{step}-{name}": value for name, value in data.items()}
    return client.post(url(row), {"step": step} | sent)


def errors(response) -> dict:
    return response.context["form"].sent.errors


# --- The verbs -------------------------------------------------------------------------------------


def test_it_says_who_proposes_what_when_and_who_wrote_it(row, secretary):
    facts = {"name": " Công  đoàn Trung tâm ", "said_on": day("2020-11-25"), "note": "Biên bản số 3"}
    made = propose(row, "mass", "xs", by=secretary, **facts)
    made.refresh_from_db()
    assert (made.name, made.said_on, made.said_by) == (
        "Công đoàn Trung tâm",
        day("2020-11-25"),
        secretary,
    )
    assert str(made) == "Công đoàn Trung tâm đề nghị XS"
    assert str(propose(row, "board", "t")) == "chi ủy đề nghị T"
    assert [event.by for event in AuditEvent.objects.filter(action="body_opinion.say")] == [
        None,
        secretary,
    ]


def test_it_is_put_right_and_the_log_keeps_what_stood_there(row, office):
    made = propose(row, "board", "xs")
    made.level = "t"
    made.say(fields=["level"], by=office)
    event = AuditEvent.objects.filter(action="body_opinion.say").first()
    assert (event.by, event.note) == (office, "Trước đó: chi ủy đề nghị XS")


def test_one_body_proposes_once_several_may(row):
    propose(row, "mass", "t", name="Công đoàn")
    propose(row, "mass", "xs", name="Đoàn Thanh niên")
    assert refused(propose, row, "mass", "ht", name="Công đoàn") == {"__all__": [ONCE]}
    assert [one.level for one in row.body_opinions.all()] == ["t", "xs"]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"conduct_points": 31, "task_points": 60}, {"conduct_points": ["Không quá 30 điểm."]}),
        ({"conduct_points": 25}, {"task_points": [BOTH_OR_NONE]}),
        (
            {"conduct_points": 25, "task_points": 40},
            {"note": ["65 điểm ứng với mức hoàn thành nhiệm vụ: đề nghị ghi lý do ở ghi chú."]},
        ),
        ({"level": "giỏi"}, {"level"}),
        ({"kind": "ai đó"}, {"kind"}),
        ({"said_on": datetime.date(2019, 12, 31)}, {"said_on"}),
    ],
)
def test_bad_input_is_told_at_its_field(scored_row, facts, told):
    said = refused(propose, scored_row, **{"kind": "board", "level": "t"} | facts)
    assert (set(said) if isinstance(told, set) else said) == told or said.keys() >= set(told)
    assert BodyOpinion.objects.count() == 0


def test_a_day_to_come_is_refused(row):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert refused(propose, row, said_on=tomorrow) == {"said_on": ["Chưa đến ngày này."]}


def test_once_the_cell_has_proposed_it_takes_a_reason(row):
    early = propose(row, "board", "t")
    say(row, "cell", "t", votes=votes())
    assert refused(propose, row, "mass", "t") == {"note": [AFTER_CELL]}
    propose(row, "mass", "t", note="Biên bản đến sau")
    early.level = "xs"
    assert refused(early.say, by=None) == {"note": [AFTER_CELL]}


def test_nobody_writes_or_takes_back_in_the_own_case(row, members, secretary):
    made = propose(row)
    members[0].user = secretary
    members[0].save()
    row.refresh_from_db()
    made.refresh_from_db()
    assert refused(propose, row, "mass", by=secretary) == [OWN_CASE]
    assert refused(made.withdraw, reason="Nhầm", by=secretary) == [OWN_CASE]


def test_a_closed_round_takes_and_gives_back_nothing(graded, members):
    row = graded.member_assessments.get(member=members[0])
    made = propose(row)
    graded.close(by=None)
    assert refused(propose, row, "mass") == [CLOSED]
    assert refused(made.withdraw, reason="Nhầm", by=None) == [CLOSED]


def test_who_has_no_grade_is_not_proposed_for(grading, row, members):
    grade_one(grading, members[0], "", Exclusion.EXEMPT)
    told = "Không xếp loại: được miễn công tác và sinh hoạt đảng, nên không ghi các bước xếp loại."
    assert refused(propose, row) == [told]


def test_what_is_withdrawn_stays_to_be_seen_and_makes_room(row, office):
    made = propose(row, "board", "xs")
    assert refused(made.withdraw, reason=" ", by=office) == {"reason": ["Ghi rõ lý do."]}
    made.withdraw(reason="Ghi nhầm người", by=office)
    assert refused(made.withdraw, reason="Lần nữa", by=office) == [DRAWN]
    assert refused(made.say, by=office) == [DRAWN]
    propose(row, "board", "t")
    assert [(one.level, one.withdraw_reason) for one in row.body_opinions.all()] == [
        ("xs", "Ghi nhầm người"),
        ("t", ""),
    ]
    assert AuditEvent.objects.filter(action="body_opinion.withdraw").get().by == office


# --- The page --------------------------------------------------------------------------------------


def test_the_secretary_enters_one_and_puts_it_right(client, secretary, scored_row):
    data = {"kind": "mass", "name": "Công đoàn", "level": "t"}
    data |= {"conduct_points": "26,5", "task_points": "60", "said_on": "20/11/2026"}
    assert post(client, secretary, scored_row, **data).status_code == 302
    made = BodyOpinion.objects.get()
    assert (made.points, made.said_by, made.said_on) == (Decimal("86.5"), secretary, day("2026-11-20"))
    page = client.get(url(scored_row)).text
    assert "<strong>Công đoàn đề nghị</strong>: hoàn thành tốt nhiệm vụ, 86,5 điểm (26,5 + 60)" in page
    assert ("Ngày đề nghị 20/11/2026." in page, "Sửa: Công đoàn đề nghị" in page) == (True, True)
    step = f"body{made.pk}"
    assert post(client, secretary, scored_row, step, **data | {"level": "xs"}).status_code == 422
    right = data | {"level": "xs", "note": "Có thành tích đột xuất"}
    assert post(client, secretary, scored_row, step, **right).status_code == 302
    assert BodyOpinion.objects.get().level == "xs"


def test_where_nothing_is_scored_no_points_are_asked_for(client, secretary, row):
    form = next(form for form in _forms(client, secretary, row) if form.instance.step == "body")
    assert list(form.fields) == ["kind", "name", "level", "said_on", "note"]
    response = post(client, secretary, row, kind="", level="")
    assert (response.status_code, sorted(errors(response))) == (422, ["kind", "level"])


def test_the_same_body_again_is_told(client, secretary, row):
    propose(row, "board")
    response = post(client, secretary, row, kind="board", level="xs")
    assert (response.status_code, errors(response)) == (422, {"__all__": [ONCE]})


def test_withdrawn_meanwhile_what_was_typed_is_told_why(client, secretary, row):
    made = propose(row, "board")
    made.withdraw(reason="Nhầm", by=None)
    response = post(client, secretary, row, f"body{made.pk}", kind="board", level="xs")
    assert (response.status_code, errors(response)) == (422, {"__all__": [DRAWN]})
    assert response.context["form"].sent["level"].value() == "xs"


def test_it_is_withdrawn_on_a_page_of_its_own(client, secretary, row):
    made = propose(row, "mass", "xs", name="Công đoàn")
    client.force_login(secretary)
    assert withdrawal(made) in client.get(url(row)).text
    assert "Rút: Công đoàn đề nghị hoàn thành xuất sắc nhiệm vụ" in client.get(withdrawal(made)).text
    assert client.post(withdrawal(made), {"reason": ""}).status_code == 422
    assert client.post(withdrawal(made), {"reason": "Ghi nhầm"}).url == url(row)
    page = client.get(url(row)).text
    assert ("Đã rút (1)" in page, "Lý do: Ghi nhầm" in page, withdrawal(made) in page) == (
        True,
        True,
        False,
    )
    assert client.get(withdrawal(made)).status_code == 404


def test_the_member_reads_it_and_writes_none(client, row, members, cell):
    user = make_user("dangvien", "member", cell)
    members[0].user = user
    members[0].save()
    made = propose(row, "mass", "t", name="Công đoàn")
    client.force_login(user)
    page = client.get(reverse("evaluations:own_steps"))
    assert ("Công đoàn đề nghị" in page.text, "Tổ chức, tập thể khác đề nghị" in page.text) == (
        True,
        False,
    )
    assert withdrawal(made) not in page.text
    assert client.get(withdrawal(made)).status_code == 404


def test_outside_404_without_the_right_403(
    client, secretary, other_secretary, outsider, leader, upper_staff, row
):
    made = propose(row)
    answers = {}
    for user in (other_secretary, outsider, leader, upper_staff, secretary):
        client.force_login(user)
        answers[user.username] = client.post(withdrawal(made), {"reason": "Nhầm"}).status_code
    assert answers == {"bithu2": 404, "ngoai": 404, "lanhdao": 403, "captren": 403, "bithu": 302}


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, row, count, django_assert_num_queries):
    for number in range(count):
        propose(row, "mass", "t", name=f"Tổ {number}", by=office)
    propose(row, "work", "t", by=office).withdraw(reason="Nhầm", by=office)
    client.force_login(office)
    with django_assert_num_queries(14):
        client.get(url(row))


def _forms(client, user, row) -> list:
    client.force_login(user)
    return client.get(url(row)).context["form"].forms
