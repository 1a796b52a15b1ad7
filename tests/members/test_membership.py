"""Spells in cells: joining, moving, leaving, and what is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import Decision
from common.periods import DAY
from members.models import CameBy, Exemption, LeftBy, Membership, MembershipKind, Office, OfficeKind
from tests.conftest import START, day, make_member

JULY = day("2020-07-01")
JUNE = day("2020-06-30")


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


@pytest.fixture
def spell(member):
    return member.memberships.get()


def refused_at(refusal) -> list[str]:
    return list(refusal.value.message_dict)


def join(member, unit, on=JULY, **how):
    return member.join(unit, on=on, by=None, came_by=CameBy.TRANSFER, **how)


def on_roll(unit, on):
    return [spell.member for spell in Membership.objects.on_roll(unit, on)]


def test_joining_begins_that_very_day(cell, office):
    member = make_member()
    member.join(cell, on=JULY, by=office, came_by=CameBy.TRANSFER, came_from="Đảng bộ Sở Y tế")
    assert on_roll(cell, JUNE) == []
    assert on_roll(cell, JULY) == [member]
    assert member.memberships.get().came_from == "Đảng bộ Sở Y tế"
    assert AuditEvent.objects.get(action="member.join").by == office


def test_joining_a_second_cell_is_refused(member, second_cell):
    with pytest.raises(ValidationError) as refusal:
        join(member, second_cell)
    assert refused_at(refusal) == ["on"]


def test_joining_again_begins_after_the_last_day_elsewhere(member, spell, second_cell):
    spell.leave(on=JULY, left_by=LeftBy.TRANSFER, left_to="Đảng bộ khác", by=None)
    with pytest.raises(ValidationError) as refusal:
        join(member, second_cell, on=JUNE)
    assert refused_at(refusal) == ["on"]
    join(member, second_cell, on=JULY)
    assert on_roll(second_cell, JULY) == [member]


def test_joining_before_an_older_spell_is_refused(member, second_cell):
    with pytest.raises(ValidationError) as refusal:
        join(member, second_cell, on=START - DAY)
    assert refused_at(refusal) == ["on"]


def test_joining_a_committee_is_refused_at_the_cell(committee):
    with pytest.raises(ValidationError) as refusal:
        join(make_member(), committee)
    assert refused_at(refusal) == ["unit"]


@pytest.mark.parametrize(("on", "works"), [(START - DAY, False), (START, True)])
def test_a_cell_takes_members_from_its_founding(cell, on, works):
    member = make_member()
    if works:
        assert join(member, cell, on=on).starts_on == START
    else:
        with pytest.raises(ValidationError) as refusal:
            join(member, cell, on=on)
        assert refused_at(refusal) == ["on"]


def test_joining_tomorrow_is_refused_and_today_is_not(cell):
    member, today = make_member(), timezone.localdate()
    with pytest.raises(ValidationError) as refusal:
        join(member, cell, on=today + DAY)
    assert refused_at(refusal) == ["on"]
    join(member, cell, on=today)


def test_joining_before_the_ceremony_is_refused_and_on_it_is_not(cell):
    member = make_member(admitted_on=JULY, official_on=None)
    with pytest.raises(ValidationError) as refusal:
        join(member, cell, on=JUNE)
    assert refused_at(refusal) == ["on"]
    join(member, cell, on=JULY)


def test_a_guest_stays_on_the_roll_at_home(member, cell, second_cell):
    join(member, second_cell, kind=MembershipKind.TEMPORARY)
    assert on_roll(cell, JULY) == [member]
    assert on_roll(second_cell, JULY) == []
    assert [spell.member for spell in Membership.objects.temporary().within(second_cell, JULY)] == [
        member
    ]


def test_nobody_is_a_guest_at_home_or_in_two_cells(member, cell, second_cell, foreign_cell):
    with pytest.raises(ValidationError):
        join(member, cell, kind=MembershipKind.TEMPORARY)
    join(member, second_cell, kind=MembershipKind.TEMPORARY)
    with pytest.raises(ValidationError):
        join(member, foreign_cell, kind=MembershipKind.TEMPORARY)
    assert member.memberships.count() == 2


def test_transferring_ends_the_day_before_it_begins(member, spell, cell, second_cell, office):
    spell.transfer(to=second_cell, on=JULY, by=office)
    assert (on_roll(cell, JUNE), on_roll(second_cell, JUNE)) == ([member], [])
    assert (on_roll(cell, JULY), on_roll(second_cell, JULY)) == ([], [member])
    old, new = member.memberships.all()
    assert (old.ends_on, old.left_by, old.left_to) == (JUNE, LeftBy.TRANSFER, "Chi bộ 2")
    assert (new.came_by, new.came_from) == (CameBy.TRANSFER, "Chi bộ 1")
    assert AuditEvent.objects.get(action="member.transfer").by == office


def test_a_transfer_is_written_under_the_names_of_its_day(spell, cell, second_cell):
    second_cell.rename(name="Chi bộ Dược", on=day("2021-01-01"), by=None)
    cell.rename(name="Chi bộ Khám bệnh", on=JULY, by=None)
    arrival = spell.transfer(to=second_cell, on=JULY, by=None)
    assert (arrival.came_from, spell.left_to) == ("Chi bộ 1", "Chi bộ 2")


def test_one_paper_stands_behind_both_ends_of_a_transfer(spell, second_cell):
    paper = Decision(number="5-QĐ/ĐU", signed_on=JUNE, issuer="Đảng ủy")
    arrival = spell.transfer(to=second_cell, on=JULY, decision=paper, by=None)
    assert arrival.came_decision == spell.left_decision == Decision.objects.get()


def test_a_transfer_needs_one_whole_day_here(spell, second_cell):
    with pytest.raises(ValidationError) as refusal:
        spell.transfer(to=second_cell, on=START, by=None)
    assert refused_at(refusal) == ["on"]
    spell.transfer(to=second_cell, on=START + DAY, by=None)
    assert spell.ends_on == START


def test_a_transfer_tomorrow_is_refused(spell, second_cell):
    with pytest.raises(ValidationError) as refusal:
        spell.transfer(to=second_cell, on=timezone.localdate() + DAY, by=None)
    assert refused_at(refusal) == ["on"]


@pytest.mark.parametrize("where", ["cell", "committee"])
def test_a_transfer_to_the_same_cell_or_to_a_committee_is_refused(spell, where, request):
    with pytest.raises(ValidationError) as refusal:
        spell.transfer(to=request.getfixturevalue(where), on=JULY, by=None)
    assert refused_at(refusal) == ["to"]
    spell.refresh_from_db()
    assert spell.ends_on is None


def test_a_refused_transfer_leaves_everything_as_it_was(member, spell, second_cell):
    join(member, second_cell, on=day("2020-03-01"), kind=MembershipKind.TEMPORARY)
    paper = Decision(number="5-QĐ/ĐU", signed_on=JUNE, issuer="Đảng ủy")
    with pytest.raises(ValidationError) as refusal:
        spell.transfer(to=second_cell, on=JULY, decision=paper, by=None)
    assert refused_at(refusal) == ["on"]
    assert member.current_membership() == spell
    assert not Decision.objects.exists()


def test_a_transfer_ends_the_offices_of_the_old_cell_only(member, spell, cell, committee, second_cell):
    office = {"member": member, "kind": OfficeKind.SECRETARY, "starts_on": START}
    of_cell = Office.objects.create(unit=cell, **office)
    of_committee = Office.objects.create(unit=committee, **office)
    spell.transfer(to=second_cell, on=JULY, by=None)
    of_cell.refresh_from_db()
    of_committee.refresh_from_db()
    assert (of_cell.ends_on, of_committee.ends_on) == (JUNE, None)


def test_leaving_counts_no_more_from_that_day(member, spell, cell, office):
    spell.leave(on=JULY, left_by=LeftBy.DEATH, by=office)
    assert on_roll(cell, JUNE) == [member]
    assert on_roll(cell, JULY) == []
    assert AuditEvent.objects.get(action="member.leave").by == office


def test_leaving_the_roll_ends_offices_exemptions_and_stays(
    member, spell, cell, committee, second_cell
):
    stay = join(member, second_cell, on=day("2020-03-01"), kind=MembershipKind.TEMPORARY)
    facts = [
        Office.objects.create(
            member=member, unit=committee, kind=OfficeKind.COMMITTEE_MEMBER, starts_on=START
        ),
        Exemption.objects.create(member=member, starts_on=START),
        stay,
    ]
    spell.leave(on=JULY, left_by=LeftBy.DEATH, by=None)
    for fact in facts:
        fact.refresh_from_db()
        assert fact.ends_on == JUNE
    assert stay.left_by == LeftBy.DEATH


def test_leaving_before_an_office_began_is_refused_whole(member, spell, committee):
    Office.objects.create(
        member=member, unit=committee, kind=OfficeKind.COMMITTEE_MEMBER, starts_on=JULY
    )
    with pytest.raises(ValidationError) as refusal:
        spell.leave(on=JULY, left_by=LeftBy.DEATH, by=None)
    assert refused_at(refusal) == ["on"]
    assert member.current_membership() == spell
    spell.refresh_from_db()
    spell.leave(on=JULY + DAY, left_by=LeftBy.DEATH, by=None)


def test_the_end_of_a_stay_leaves_office_and_roll_alone(member, cell, second_cell):
    held = Office.objects.create(member=member, unit=cell, kind=OfficeKind.SECRETARY, starts_on=START)
    stay = join(member, second_cell, on=day("2020-03-01"), kind=MembershipKind.TEMPORARY)
    stay.leave(on=JULY, left_by=LeftBy.TRANSFER, left_to="Chi bộ 1", by=None)
    held.refresh_from_db()
    assert held.ends_on is None
    assert on_roll(cell, JULY) == [member]


def test_leaving_twice_is_refused_also_with_a_row_read_before(spell):
    Membership.objects.get(pk=spell.pk).leave(on=JULY, left_by=LeftBy.DELETION, by=None)
    with pytest.raises(ValidationError) as refusal:
        spell.leave(on=day("2021-01-01"), left_by=LeftBy.DEATH, by=None)
    assert refused_at(refusal) == ["on"]
    assert Membership.objects.get().left_by == LeftBy.DELETION


def test_the_dead_do_not_come_back_and_others_may(member, spell, second_cell):
    spell.leave(on=JULY, left_by=LeftBy.DEATH, by=None)
    with pytest.raises(ValidationError):
        join(member, second_cell, on=day("2021-01-01"))
    Membership.objects.update(left_by=LeftBy.DELETION)
    member.join(second_cell, on=day("2024-01-01"), by=None, came_by=CameBy.REINSTATEMENT)
    assert on_roll(second_cell, day("2024-01-01")) == [member]


def test_a_roll_follows_the_tree_of_its_day(member, cell, committee, foreign_cell):
    other = foreign_cell.versions.get().parent
    cell.move(under=other, on=JULY, by=None)
    assert (on_roll(committee, JUNE), on_roll(other, JUNE)) == ([member], [])
    assert (on_roll(committee, JULY), on_roll(other, JULY)) == ([], [member])


def test_sizes_add_up_to_the_total(cell):
    make_member(unit=cell, sex="female")
    make_member(unit=cell, official_on=JULY)
    make_member(unit=cell, official_on=None)
    roll = Membership.objects.on_roll(cell, JUNE)
    assert roll.sizes(JUNE) == {"total": 3, "official": 1, "women": 1, "probationary": 2}
    assert roll.sizes(JULY) == {"total": 3, "official": 2, "women": 1, "probationary": 1}
    assert (roll.official(JULY).count(), roll.probationary(JULY).count()) == (2, 1)


def test_sizes_of_nobody(cell):
    nobody = {"total": 0, "official": 0, "women": 0, "probationary": 0}
    assert Membership.objects.none().sizes(JULY) == nobody


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ha", ["Đỗ Thị Hà"]),
        ("do thi", ["Đỗ Thị Hà"]),
        ("HÀ", ["Đỗ Thị Hà"]),
        ("thanh", ["Lê Thanh Ưng"]),
        ("ung", ["Lê Thanh Ưng"]),
        ("%", []),
        ("", ["Đỗ Thị Hà", "Lê Thanh Ưng"]),
    ],
)
def test_search_finds_the_beginnings_of_words(cell, text, names):
    make_member("Đỗ Thị Hà", unit=cell)
    make_member("Lê Thanh Ưng", unit=cell)
    found = Membership.objects.named(text).by_name()
    assert [spell.member.full_name for spell in found] == names


def test_the_database_refuses_two_open_permanent_spells(member, second_cell):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.bulk_create(
            [Membership(member=member, unit=second_cell, starts_on=JULY, came_by=CameBy.TRANSFER)]
        )


@pytest.mark.parametrize(
    "wrong",
    [{"ends_on": JULY}, {"left_by": LeftBy.DEATH}, {"ends_on": START - DAY, "left_by": LeftBy.DEATH}],
)
def test_the_database_refuses_an_end_without_a_reason_and_the_reverse(spell, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.update(**wrong)
    assert Membership.objects.update(ends_on=START, left_by=LeftBy.DEATH) == 1


def test_a_guest_that_goes_on_elsewhere_means_to_stay_as_long(member, second_cell, foreign_cell):
    stay = join(member, second_cell, kind="temporary", expected_until=day("2020-12-31"))
    there = stay.transfer(to=foreign_cell, on=day("2020-09-01"), by=None)
    assert (there.kind, there.expected_until) == ("temporary", day("2020-12-31"))


def test_only_a_guest_is_expected_to_go(cell):
    with pytest.raises(IntegrityError), transaction.atomic():
        join(make_member(), cell, expected_until=day("2020-12-31"))


def test_the_roll_is_unbroken_through_a_move_but_not_through_a_leaving(member, spell, second_cell):
    rolls = member.memberships.permanent()
    assert not rolls.unbroken_since(START - DAY)
    assert rolls.unbroken_since(START)
    there = spell.transfer(to=second_cell, on=JULY, by=None)
    assert rolls.unbroken_since(JUNE)
    there.leave(on=day("2020-09-01"), left_by=LeftBy.TRANSFER, by=None)
    assert not rolls.unbroken_since(JUNE)
    join(member, second_cell, on=day("2020-09-03"))
    assert not rolls.unbroken_since(JUNE)
    assert rolls.unbroken_since(day("2020-09-03"))
