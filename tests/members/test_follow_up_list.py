"""Who lacks what in a year."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEvent
from members.models import Commitment, Exemption, Residence, ResidenceComment, YearlySupplement
from tests.conftest import START, day, make_member

URL = reverse("members:follow_up_list")
HELD = day("2020-03-05")


@pytest.fixture
def complete(cell):
    """Somebody who handed in all of 2020."""
    member = make_member("Nguyễn Văn An", unit=cell)
    of_year = {"member": member, "year": 2020}
    Residence.objects.register(member, cell_name="Chi bộ thôn Đông", on=HELD, by=None)
    ResidenceComment.objects.create(received_on=HELD, level="good", **of_year)
    Commitment.objects.create(
        registered_on=HELD, text="Đọc sách", reviewed_on=day("2020-12-20"), result="done", **of_year
    )
    YearlySupplement.objects.create(handed_in_on=HELD, **of_year)
    return member


@pytest.fixture
def lacking(second_cell):
    """Somebody who only registered a commitment."""
    member = make_member("Trần Thị Bình", unit=second_cell)
    Commitment.objects.create(member=member, year=2020, registered_on=HELD, text="Đọc sách")
    return member


def see(client, user, **address):
    client.force_login(user)
    return client.get(URL, {"year": "2020"} | address).context


def rows(client, user, **address):
    return [(str(spell.member), lacks) for spell, lacks in see(client, user, **address)["rows"]]


def test_each_with_what_is_lacking(client, office, complete, lacking):
    assert rows(client, office) == [
        ("Nguyễn Văn An", "đủ"),
        (
            "Trần Thị Bình",
            "chi bộ nơi cư trú, nhận xét nơi cư trú, kiểm điểm cam kết, phiếu bổ sung hồ sơ",
        ),
    ]


def test_counts_stand_on_top(client, office, complete, lacking):
    context = see(client, office)
    assert context["total"] == 2
    assert {name: size for name, _, size in context["things"]} == {
        "residence": 1,
        "comment": 1,
        "commitment": 0,
        "review": 1,
        "supplement": 1,
    }


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ({"lacks": "review"}, ["Trần Thị Bình"]),
        ({"lacks": "commitment"}, []),
        ({"lacks": "commitment", "year": "2021"}, ["Nguyễn Văn An", "Trần Thị Bình"]),
        ({"unit": "chi-bo-1"}, ["Nguyễn Văn An"]),
        ({"unit": "dang-bo", "lacks": "supplement"}, ["Trần Thị Bình"]),
        ({"lacks": "khong-co"}, []),
    ],
)
def test_narrowed_by_the_address(client, office, complete, lacking, address, found):
    assert [name for name, _ in rows(client, office, **address)] == found


def test_the_counts_do_not_follow_what_is_lacking(client, office, complete, lacking):
    assert see(client, office, lacks="commitment")["total"] == 2


def test_the_residence_of_the_last_day_of_the_year_counts(client, office, complete):
    assert [name for name, _ in rows(client, office, year="2019", lacks="residence")] == [
        "Nguyễn Văn An"
    ]


def test_without_a_year_the_working_year(client, office, lacking):
    office.choose_year(2020)
    client.force_login(office)
    assert client.get(URL).context["form"].chosen_year == 2020


def test_exempt_members_and_guests_are_not_asked(client, office, secretary, complete, lacking, cell):
    Exemption.objects.create(member=complete, starts_on=START)
    lacking.join(cell, on=HELD, by=None, came_by="transfer", kind="temporary")
    assert [name for name, _ in rows(client, office)] == ["Trần Thị Bình"]
    assert rows(client, secretary) == []


def test_a_secretary_sees_the_own_cell_only(client, other_secretary, complete, lacking):
    assert [name for name, _ in rows(client, other_secretary)] == ["Trần Thị Bình"]


def test_an_outsider_sees_none_of_ours(client, outsider, complete, lacking):
    assert rows(client, outsider) == []


@pytest.mark.parametrize("who", ["leader", "upper_staff", "admin"])
def test_whoever_does_not_follow_up_gets_403(client, who, request, complete):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("members", [1, 3])
def test_number_of_queries(client, office, cell, django_assert_num_queries, members):
    for number in range(members):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
    client.force_login(office)
    client.get(URL)  # the first page of a session also writes it
    with django_assert_num_queries(7):
        client.get(URL, {"year": "2020"})


def test_the_whole_list_as_a_workbook_as_filtered(client, office, complete, lacking):
    client.force_login(office)
    response = client.get(URL, {"year": "2020", "lacks": "review", "xlsx": "1"})
    sheet = load_workbook(io.BytesIO(response.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "Nơi cư trú, cam kết, phiếu bổ sung năm 2020"
    assert [row[:3] for row in rows[-1:]] == [[1, "Trần Thị Bình", "Chi bộ 2"]]
    assert AuditEvent.objects.get(action="list.export").by == office
