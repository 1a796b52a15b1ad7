"""A congress: the new term with everybody it elected, in one form."""

import pytest
from django.urls import reverse

from cells.models import Term
from members.models import Office
from tests.conftest import day, make_member

SENTENCE = (
    "Nhiệm kỳ 2020-2025 bắt đầu ngày 18/06/2020. "
    "Trúng cử: bí thư Trần Văn Mới; phó bí thư Nguyễn Văn Cũ. "
    "Chức vụ nhiệm kỳ trước kết thúc hết ngày 17/06/2020: bí thư Nguyễn Văn Cũ."
)


@pytest.fixture
def old(cell):
    member = make_member("Nguyễn Văn Cũ", unit=cell)
    Office.objects.take_up(member=member, unit=cell, kind="secretary", on=day("2019-03-01"), by=None)
    return member


@pytest.fixture
def new(cell):
    return make_member("Trần Văn Mới", unit=cell)


def typed(*seats, **changes) -> dict:
    lines = {"elected-TOTAL_FORMS": "7", "elected-INITIAL_FORMS": "7"}
    for number in range(7):
        kind, name = seats[number] if number < len(seats) else ("cell_committee_member", "")
        lines |= {f"elected-{number}-kind": kind, f"elected-{number}-member": name}
    return lines | {"name": "2020-2025", "congress_on": "2020-06-18"} | changes


BOTH = [("secretary", "Trần Văn Mới"), ("deputy_secretary", "Nguyễn Văn Cũ")]


def post(client, user, unit, data):
    client.force_login(user)
    return client.post(reverse("members:congress_record", args=[unit.code]), data)


def test_everything_is_shown_and_nothing_done_yet(client, office, cell, old, new):
    response = post(client, office, cell, typed(*BOTH))
    assert response.context["form"].consequence == SENTENCE
    assert (Term.objects.count(), Office.objects.count()) == (0, 1)


def test_agreeing_begins_the_term(client, office, cell, old, new):
    response = post(client, office, cell, typed(*BOTH, agreed=SENTENCE))
    assert response.url == reverse("members:unit_offices", args=[cell.code])
    held = Office.objects.open().by_rank()
    assert [(one.kind, one.member, one.term.name) for one in held] == [
        ("secretary", new, "2020-2025"),
        ("deputy_secretary", old, "2020-2025"),
    ]


def test_the_form_has_a_line_for_each_seat(client, office, committee, cell):
    client.force_login(office)
    sizes = []
    for unit in (cell, committee):
        response = client.get(reverse("members:congress_record", args=[unit.code]))
        sizes.append(len(response.context["form"].elected))
    assert sizes == [7, 15]


@pytest.mark.parametrize(
    ("seats", "message"),
    [
        ([], "Ghi ít nhất một người trúng cử."),
        ([("secretary", "Không Có Ai")], "Xem lại danh sách trúng cử."),
        (
            [("secretary", "Trần Văn Mới"), ("secretary", "Nguyễn Văn Cũ")],
            "Bí thư Nguyễn Văn Cũ: Đồng chí Trần Văn Mới giữ chức vụ này từ 18/06/2020.",
        ),
        ([("committee_member", "Trần Văn Mới")], "Xem lại danh sách trúng cử."),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_agreed(
    client, office, cell, old, new, seats, message
):
    response = post(client, office, cell, typed(*seats))
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [message]
    assert (Term.objects.count(), Office.objects.count()) == (0, 1)


def test_a_name_that_is_not_on_the_roll_is_said_at_its_line(client, office, cell, old, new):
    response = post(client, office, cell, typed(*BOTH, ("cell_committee_member", "Không Có Ai")))
    assert [line.errors for line in response.context["form"].elected][1:3] == [
        {},
        {
            "member": [
                "Ngày 18/06/2020 không có đồng chí tên như vậy trong danh sách. "
                "Gõ lại và chọn trong các tên gợi ý."
            ]
        },
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "khóa 5"}, "name"),
        ({"congress_on": "2019-03-01"}, "congress_on"),
        ({"congress_on": "2999-01-01"}, "congress_on"),
        ({"congress_on": ""}, "congress_on"),
    ],
)
def test_a_wrong_name_or_day_is_named(client, office, cell, old, new, changes, field):
    response = post(client, office, cell, typed(*BOTH, **changes))
    assert field in response.context["form"].errors


def test_without_its_list_it_is_refused(client, office, cell):
    data = {"name": "2020-2025", "congress_on": "2020-06-18"}
    assert post(client, office, cell, data).status_code == 422


def test_outsider_gets_404(client, outsider, cell):
    assert post(client, outsider, cell, typed()).status_code == 404


def test_secretary_gets_403(client, secretary, cell):
    assert post(client, secretary, cell, typed()).status_code == 403
