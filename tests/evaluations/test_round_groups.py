"""The page that puts members of a round in groups of like posts."""

import pytest
from django.urls import reverse

from evaluations.models import PostGroup, PostKind
from tests.conftest import make_member
from tests.evaluations.conftest import row_data


def url(grading):
    return reverse("evaluations:round_groups", args=[grading.pk])


def post(client, user, grading, *rows, **data):
    client.force_login(user)
    return client.post(url(grading), {"rows": [row.pk for row in rows], "name": ""} | data)


def leaders() -> PostGroup:
    return PostGroup.objects.get(kind=PostKind.LEADERS)


@pytest.fixture
def rows(grading, cell):
    return list(grading.member_assessments.in_cell(cell).by_name())


def by_group(client, user, grading) -> list[tuple]:
    client.force_login(user)
    found = client.get(url(grading)).context["form"].by_group
    return [(str(group), [row.subject for row, _ in lines]) for group, lines in found]


def test_several_are_put_at_once(client, office, grading, rows):
    assert post(client, office, grading, *rows[:2], to=leaders().pk).status_code == 302
    assert by_group(client, office, grading) == [
        ("Chưa phân nhóm", ["Lê Văn Cường", "Phạm Thị Dung"]),
        ("Lãnh đạo, quản lý, cấp ủy viên", ["Nguyễn Văn An", "Trần Thị Bình"]),
    ]


def test_in_a_group_that_is_named_here(client, office, grading, rows, committee):
    assert post(client, office, grading, rows[0], to="new", name="Khoa lâm sàng").status_code == 302
    assert PostGroup.objects.get(unit=committee).name == "Khoa lâm sàng"
    assert by_group(client, office, grading)[1] == ("Khoa lâm sàng", ["Nguyễn Văn An"])


def test_as_heads_and_as_no_heads(client, office, grading, rows):
    post(client, office, grading, rows[0], rows[1], to="head")
    post(client, office, grading, rows[1], to="not_head")
    heads = grading.member_assessments.filter(is_head=True)
    assert [row.pk for row in heads] == [rows[0].pk]
    assert "người đứng đầu</span>" in client.get(url(grading)).content.decode()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"to": ""}, "to"),
        ({"to": "0"}, "to"),
        ({"to": "new"}, "name"),
        ({"to": "head", "name": "Khoa"}, "name"),
        ({"to": "head", "rows": []}, "rows"),
        ({"to": "head", "rows": ["0"]}, "rows"),
    ],
)
def test_bad_input_is_told_and_what_was_chosen_stays(client, office, grading, rows, data, field):
    response = post(client, office, grading, rows[0], **data)
    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (422, [field])
    chosen = [row.pk for _, lines in form.by_group for row, is_chosen in lines if is_chosen]
    assert chosen == ([] if "rows" in data else [rows[0].pk])


def test_a_group_of_another_committee_is_not_offered(client, office, grading, rows, foreign_cell):
    other = PostGroup.objects.create(unit=foreign_cell, name="Khoa khác")
    response = post(client, office, grading, rows[0], to=other.pk)
    assert list(response.context["form"].errors) == ["to"]


def test_a_closed_round_is_shown_and_not_changed(client, office, closed, cell):
    row = closed.member_assessments.in_cell(cell).first()
    assert post(client, office, closed, row, to="head").status_code == 422
    assert "đã chốt" in client.get(url(closed)).content.decode()


def test_leader_gets_403_outsider_404(client, leader, outsider, grading, rows):
    assert post(client, leader, grading, rows[0], to="head").status_code == 403
    assert post(client, outsider, grading, rows[0], to="head").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, grading, second_cell, count, django_assert_num_queries):
    for number in range(count):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=second_cell)
    grading.update_roll(by=None)
    client.force_login(office)
    with django_assert_num_queries(9):
        client.get(url(grading))


# --- What the grid and the panel show ---------------------------------------------------------------


def count_of(grading, scope, apart=False):
    grading.set_cap(
        cap_percent=20,
        cap_base="t",
        cap_rounding="half_up",
        cap_scope=scope,
        head_apart=apart,
        reason="Thông báo 12-TB/ĐU",
        by=None,
    )


def test_the_grid_counts_in_each_part_that_is_on_the_page(client, office, graded, cell):
    rows = list(graded.member_assessments.in_cell(cell).by_name())
    post(client, office, graded, rows[0], to=leaders().pk)
    post(client, office, graded, rows[1], to="head")
    grid = reverse("evaluations:cell_grade", args=[graded.pk, cell.code])
    page = client.get(grid)
    assert list(page.context["tallies"]) == [("", "Toàn đảng bộ", 0, 1, 1)]
    count_of(graded, "group", apart=True)
    page = client.get(grid)
    assert list(page.context["tallies"]) == [
        ("Chưa phân nhóm", "Chưa phân nhóm", 0, 1, 1),
        ("Lãnh đạo, quản lý, cấp ủy viên", "Lãnh đạo, quản lý, cấp ủy viên", 0, 0, 0),
    ]
    parts = [row.assessment.part for row in page.context["grid"].rows]
    assert parts == [leaders().name, "Người đứng đầu, tính riêng", "Chưa phân nhóm"]
    count_of(graded, "cell")
    assert list(client.get(grid).context["tallies"]) == [("Chi bộ 1", "Chi bộ 1", 0, 0, 0)]
    assert client.post(grid, row_data(*rows, level="xs")).status_code == 302


def test_the_panel_names_the_groups_and_how_it_counts(client, office, graded, cell):
    rows = list(graded.member_assessments.in_cell(cell).by_name())
    post(client, office, graded, rows[0], to=leaders().pk)
    count_of(graded, "group", apart=True)
    for name in ("round_detail", "round_close"):
        page = client.get(reverse(f"evaluations:{name}", args=[graded.pk])).content.decode()
        assert "Lãnh đạo, quản lý, cấp ủy viên</th>" in page
    detail = client.get(reverse("evaluations:round_detail", args=[graded.pk])).content.decode()
    assert "từng nhóm vị trí tương đồng, không tính người đứng đầu. Căn cứ" in detail
    assert "số xuất sắc không quá 1/6 số được xếp loại của từng phần" in detail
