"""Groups of like posts: proposed from the records, put by people, counted by the cap."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import AuditEvent
from evaluations.models import Level, PostGroup, PostKind, Round
from members.models import Office, OfficeKind, PersonalHistory
from tests.conftest import day, make_member
from tests.evaluations.conftest import grade_all_members, grade_all_units, grade_one


def opened(committee, year=2025) -> Round:
    return Round.objects.open_for(committee, year=year, by=None)


def of(grading, member):
    return grading.member_assessments.get(member=member)


def group_of(grading, member) -> str:
    row = of(grading, member)
    return row.group.kind if row.group else ""


def seat(member, unit, kind=OfficeKind.SECRETARY, on="2020-01-01"):
    return Office.objects.take_up(member=member, unit=unit, kind=kind, on=day(on), by=None)


def leaders() -> PostGroup:
    return PostGroup.objects.get(kind=PostKind.LEADERS)


# --- What the records say -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("occupation", "kind"),
    [
        ("Viên chức y tế", PostKind.STAFF),
        ("công chức", PostKind.STAFF),
        ("Lao động hợp đồng", PostKind.CONTRACTS),
        ("Viên chức hợp đồng", PostKind.CONTRACTS),
        ("Nghỉ hưu", PostKind.OTHERS),
        ("Bác sĩ", ""),
        ("", ""),
    ],
)
def test_the_occupation_proposes_a_group(committee, cell, occupation, kind):
    person = make_member(unit=cell)
    PersonalHistory.objects.create(member=person, occupation=occupation)
    assert group_of(opened(committee), person) == kind


def test_who_holds_an_office_on_the_day_is_a_leader(committee, cell):
    head, secretary, former, retired = (make_member(f"Lê Văn {name}", unit=cell) for name in "ABCD")
    seat(head, committee)
    seat(secretary, cell)
    office = seat(former, cell, OfficeKind.CELL_COMMITTEE_MEMBER)
    Office.objects.filter(pk=office.pk).update(ends_on=day("2025-12-30"))
    PersonalHistory.objects.create(member=retired, occupation="Nghỉ hưu")
    seat(retired, cell, OfficeKind.DEPUTY_SECRETARY)
    grading = opened(committee)
    found = [(group_of(grading, one), of(grading, one).is_head) for one in (head, secretary, former)]
    assert found == [(PostKind.LEADERS, True), (PostKind.LEADERS, False), ("", False)]
    assert group_of(grading, retired) == PostKind.LEADERS


def test_what_a_person_put_stays_when_the_roll_is_taken_again(committee, cell, members):
    grading = opened(committee)
    put(grading, members[0], group=leaders())
    PersonalHistory.objects.create(member=members[0], occupation="Nghỉ hưu")
    PersonalHistory.objects.create(member=members[1], occupation="Nghỉ hưu")
    grading.update_roll(by=None)
    assert [group_of(grading, one) for one in members] == [PostKind.LEADERS, PostKind.OTHERS, ""]


# --- Putting --------------------------------------------------------------------------------------


def put(grading, *members, **where):
    rows = [of(grading, one).pk for one in members]
    PostGroup.objects.put(grading, rows, by=None, **where)


def test_a_committee_names_a_group_of_its_own(committee, grading, members, foreign_cell):
    put(grading, *members[:2], name="Khoa lâm sàng")
    own = PostGroup.objects.get(unit=committee)
    assert [of(grading, one).group for one in members] == [own, own, None]
    put(grading, members[2], name="khoa lâm sàng")
    assert of(grading, members[2]).group == own
    assert own in PostGroup.objects.offered_to(committee)
    assert own not in PostGroup.objects.offered_to(foreign_cell)
    assert AuditEvent.objects.filter(action="round.group").count() == 2


def test_the_name_of_a_delivered_group_is_that_group(grading, members):
    put(grading, members[0], name="Lao động hợp đồng")
    assert of(grading, members[0]).group.kind == PostKind.CONTRACTS


def test_who_is_not_in_the_round_changes_nobody(grading, members, committee):
    other = of(opened(committee, 2021), members[0]).pk
    with pytest.raises(ValidationError, match="không thuộc đợt"):
        PostGroup.objects.put(grading, [of(grading, members[0]).pk, other], group=leaders(), by=None)
    assert of(grading, members[0]).group is None


def test_a_closed_round_keeps_its_groups(closed, members):
    with pytest.raises(ValidationError, match="đã chốt"):
        put(closed, members[0], group=leaders())


@pytest.mark.parametrize("facts", [{"name": "X"}, {"unit": True, "kind": "leaders", "name": "X"}])
def test_a_group_is_delivered_or_of_a_committee(committee, facts):
    PostGroup.objects.filter(kind=PostKind.LEADERS).delete()
    with pytest.raises(IntegrityError):
        PostGroup.objects.create(**facts | ({"unit": committee} if "unit" in facts else {}))


# --- What the cap makes of it ---------------------------------------------------------------------


@pytest.fixture
def parted(committee, cell, second_cell):
    """2025, everybody at T but one: four leaders in one cell, one of them XS and the head of the
    committee; five others in the other."""
    leading = [make_member(f"Lê Văn {name}", unit=cell) for name in "ABCD"]
    others = [make_member(f"Lê Thị {name}", unit=second_cell) for name in "ABCDE"]
    seat(leading[0], committee)
    grading = opened(committee)
    put(grading, *leading, group=leaders())
    put(grading, *others, group=PostGroup.objects.get(kind=PostKind.STAFF))
    grade_all_members(grading, Level.T)
    grade_one(grading, leading[0], Level.XS)
    grade_one(grading, leading[1], Level.XS)
    grade_all_units(grading, Level.T)
    return grading


def way(grading, **changes):
    now = {
        "cap_percent": 20,
        "cap_base": "t",
        "cap_rounding": "half_up",
        "cap_scope": "group",
        "head_apart": False,
    }
    grading.set_cap(**now | changes, reason="Thông báo 12-TB/ĐU", by=None)


def exceeded(grading) -> list[tuple]:
    return [(one.group, one.xs, one.counted) for one in grading.cap_standing().exceeded]


def test_2025_counts_by_groups(parted):
    assert exceeded(parted) == [("Lãnh đạo, quản lý, cấp ủy viên", 2, 2)]
    way(parted, head_apart=True)
    assert exceeded(parted) == [("Lãnh đạo, quản lý, cấp ủy viên", 1, 2)]
    way(parted, cap_scope="cell")
    assert exceeded(parted) == [("Chi bộ 1", 2, 2)]
    way(parted, cap_scope="committee")
    assert exceeded(parted) == [("", 2, 7)]
    way(parted, cap_scope="committee", head_apart=True)
    assert exceeded(parted) == []


def test_the_reason_is_asked_again_when_another_group_exceeds(parted, members):
    assert parted.cap_standing().is_unanswered is True
    parted.accept_cap(reason="Thành tích chống dịch", by=None)
    assert parted.cap_accepted_for == [[2, 2, "Lãnh đạo, quản lý, cấp ủy viên"]]
    parted.close(by=None)
    shares = parted.summary["member_shares"]
    assert [share["group"] for share in shares][::3] == [
        "Lãnh đạo, quản lý, cấp ủy viên",
        "Công chức, viên chức",
        "Toàn đảng bộ",
    ]
    assert parted.applied_rules.cap_scope == "group"


def test_one_query_for_any_number_of_groups(parted, django_assert_num_queries):
    assert parted.rules.cap_scope == "group"
    with django_assert_num_queries(1):
        parted.member_shares()
