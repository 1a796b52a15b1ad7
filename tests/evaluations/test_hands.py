"""Whether every step of a round has somebody to do it."""

from accounts.models import User
from cells.models import Assignment
from cells.rights import Role
from evaluations.reading.hands import hands_missing
from tests.conftest import day, make_user
from tests.evaluations.conftest import grade_one

ON_PAPER = (
    " đảng viên chưa có tài khoản: bí thư chi bộ hoặc bộ phận giúp việc ghi bản tự xếp loại của "
    "các đồng chí ấy từ bản giấy."
)
NOBODY = "Chưa có tài khoản nào được thẩm định, ghi quyết định và chốt kết quả ở Đảng bộ Trung tâm."


def without_secretary(*cells) -> str:
    return (
        f"Chưa có tài khoản của bí thư, phó bí thư: {', '.join(cells)}. Bộ phận giúp việc ghi kết quả "
        "bỏ phiếu và đề nghị của chi bộ từ bản giấy."
    )


def told(grading) -> list[str]:
    parts = grading.member_assessments.counts_by_part()
    return list(hands_missing(grading, grading.units_with_counts(parts), parts))


def test_what_is_missing_is_said(grading):
    assert told(grading) == [f"4{ON_PAPER}", without_secretary("Chi bộ 1", "Chi bộ 2"), NOBODY]


def test_who_is_not_graded_needs_no_account(grading, members):
    grade_one(grading, members[0], "", "exempt")
    assert told(grading)[0] == f"3{ON_PAPER}"


def test_nothing_is_said_where_everybody_is_there(
    grading, members, second_member, office, secretary, other_secretary
):
    for number, member in enumerate([*members, second_member]):
        member.user = User.objects.create_user(f"dv{number}", password="mat-khau", full_name="X")
        member.save(update_fields=["user"])
    assert told(grading) == []


def test_a_secretary_above_stands_in_for_the_cells(grading, committee):
    make_user("tren", Role.SECRETARY, committee)
    assert told(grading) == [f"4{ON_PAPER}", NOBODY]


def test_a_stopped_account_and_an_ended_role_do_not_count(grading, secretary, office):
    User.objects.filter(pk=secretary.pk).update(is_active=False)
    Assignment.objects.filter(user=office).update(ends_on=day("2020-01-01"))
    assert told(grading)[1:] == [without_secretary("Chi bộ 1", "Chi bộ 2"), NOBODY]


def test_one_query(grading, django_assert_num_queries):
    parts = grading.member_assessments.counts_by_part()
    units = grading.units_with_counts(parts)
    with django_assert_num_queries(1):
        list(hands_missing(grading, units, parts))


def test_the_page_of_an_open_round_says_it_to_the_office(client, office, leader, grading):
    for user, is_said in ((office, True), (leader, False)):
        client.force_login(user)
        page = client.get(f"/grading/{grading.pk}/").content.decode()
        assert ("Người làm các bước sau:" in page) is is_said
