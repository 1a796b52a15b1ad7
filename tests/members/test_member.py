"""Members: what is true of one, and the verbs of the office."""

from contextlib import nullcontext, suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import Decision
from common.partial import read_partial
from common.periods import DAY
from members.models import CameBy, Member, Membership, Schooling, Sex
from tests.conftest import day, make_member, make_user


def probationer(cell, **fields):
    dates = {
        "admission_decided_on": day("2020-02-20"),
        "admitted_on": day("2020-03-03"),
        "official_on": None,
    }
    return make_member("Bùi Thị Hà", unit=cell, on=day("2020-03-03"), **dates | fields)


def newcomer(**fields):
    values = {
        "full_name": "Bùi Thị Hà",
        "sex": Sex.FEMALE,
        "born_on": day("1994-11-07"),
        "schooling": Schooling.BACHELOR,
        "admission_decided_on": day("2020-02-20"),
        "admitted_on": day("2020-03-03"),
    }
    return Member(**values | fields)


@pytest.mark.parametrize(("born", "is_refused"), [("2002-02-21", True), ("2002-02-20", False)])
def test_nobody_is_admitted_before_eighteen(cell, born, is_refused):
    member = newcomer(
        born_on=day(born), admission_decided_on=day("2020-02-20"), admitted_on=day("2020-03-03")
    )

    def enrol():
        member.enrol(cell, on=day("2020-03-03"), by=None, came_by=CameBy.ADMISSION)

    if is_refused:
        with pytest.raises(ValidationError) as refusal:
            enrol()
        assert list(refusal.value.message_dict) == ["admission_decided_on"]
        assert Member.objects.count() == 0
    else:
        enrol()
        assert Member.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "is_refused", "doubt"),
    [
        ("2003", True, ""),
        ("2002", False, "Chỉ biết sinh 2002, có thể chưa đủ 18 tuổi khi kết nạp."),
        ("2001", False, ""),
        ("03/2002", True, ""),
        ("02/2002", False, "Chỉ biết sinh 02/2002, có thể chưa đủ 18 tuổi khi kết nạp."),
        ("01/2002", False, ""),
    ],
)
def test_where_the_day_of_birth_is_unknown_eighteen_is_doubted_not_refused(
    cell, typed, is_refused, doubt
):
    member = newcomer(born=read_partial(typed))
    refusal = suppress(ValidationError) if is_refused else nullcontext()
    with refusal:
        member.enrol(cell, on=day("2020-03-03"), by=None, came_by=CameBy.ADMISSION)
    assert Member.objects.count() == (not is_refused)
    assert is_refused or member.age_doubt == doubt


@pytest.mark.parametrize(
    ("first", "precision", "is_kept"),
    [
        ("1942-05-20", "day", True),
        ("1942-05-01", "month", True),
        ("1942-05-02", "month", False),
        ("1942-01-01", "year", True),
        ("1942-02-01", "year", False),
        ("1942-01-02", "year", False),
    ],
)
def test_of_a_month_or_year_the_first_day_is_kept(db, first, precision, is_kept):
    with nullcontext() if is_kept else pytest.raises(IntegrityError), transaction.atomic():
        make_member(born_on=day(first), born_precision=precision)


def test_what_is_known_of_a_birth_is_saved_with_it(cell):
    member = make_member(unit=cell)
    member.born = read_partial("1980")
    member.edit(fields=["born_on"], by=None)
    assert str(Member.objects.get().born) == "1980"


@pytest.mark.parametrize(("on", "age"), [("2019-12-31", 39), ("2020-01-01", 40)])
def test_of_a_year_ages_are_counted_from_its_first_day(on, age):
    assert newcomer(born=read_partial("1980")).age_on(day(on)) == age


@pytest.mark.parametrize(
    ("asked", "known", "is_found"),
    [
        ("1942", "1942", True),
        ("1942", "12/1942", True),
        ("1942", "31/12/1942", True),
        ("1942", "1943", False),
        ("1942", "01/01/1943", False),
        ("05/1942", "1942", True),
        ("05/1942", "05/1942", True),
        ("05/1942", "31/05/1942", True),
        ("05/1942", "01/06/1942", False),
        ("05/1942", "06/1942", False),
        ("20/05/1942", "1942", True),
        ("20/05/1942", "05/1942", True),
        ("20/05/1942", "20/05/1942", True),
        ("20/05/1942", "21/05/1942", False),
        ("20/05/1942", "06/1942", False),
        ("20/05/1942", "1941", False),
    ],
)
def test_whoever_may_have_that_birth_may_be_the_one(db, asked, known, is_found):
    other = read_partial(known)
    make_member(born_on=other.first, born_precision=other.precision)
    found = Member.objects.who_may_be("nguyễn văn an", read_partial(asked))
    assert found.exists() is is_found
    assert read_partial(asked).may_be(other) is is_found


def test_a_correction_cannot_make_a_member_too_young(cell):
    member = make_member(unit=cell)
    member.born_on = day("1992-02-26")
    with pytest.raises(ValidationError) as refusal:
        member.edit(fields=["born_on"], by=None)
    assert list(refusal.value.message_dict) == ["admission_decided_on"]
    member.born_on = day("1992-02-25")
    member.edit(fields=["born_on"], by=None)


def refused_at(refusal) -> list[str]:
    return list(refusal.value.message_dict)


def test_the_keys_follow_the_name(db):
    member = make_member("  Đỗ  Thị\u00a0Ánh ")
    assert (member.full_name, member.search_key) == ("Đỗ Thị Ánh", " do thi anh ")
    before = member.sort_key
    member.full_name = "Đỗ Thị An"
    member.save()
    assert member.sort_key < before


@pytest.mark.parametrize(("on", "age"), [("2020-05-19", 39), ("2020-05-20", 40), ("2020-05-21", 40)])
def test_age_changes_on_the_birthday(on, age):
    assert newcomer(born_on=day("1980-05-20")).age_on(day(on)) == age


def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march():
    member = newcomer(born_on=day("1980-02-29"))
    assert (member.age_on(day("2021-02-28")), member.age_on(day("2021-03-01"))) == (40, 41)


@pytest.mark.parametrize(("on", "is_official"), [("2011-03-02", False), ("2011-03-03", True)])
def test_official_from_the_very_day(db, on, is_official):
    assert make_member().is_official_on(day(on)) is is_official


@pytest.mark.parametrize(
    ("admitted", "ends"), [("2020-03-03", "2021-03-03"), ("2020-02-29", "2021-02-28")]
)
@pytest.mark.django_db
def test_probation_ends_twelve_months_after_the_ceremony(admitted, ends):
    assert newcomer(admitted_on=day(admitted)).probation_ends_on == day(ends)


def test_an_official_member_has_no_probation(db):
    assert make_member().probation_ends_on is None


@pytest.mark.parametrize(("number", "shown"), [("25.012345", "••••345"), ("12345", "••••"), ("", "—")])
def test_a_card_number_is_shown_by_its_end(number, shown):
    assert newcomer(card_number=number).masked_card_number == shown


def test_enrolling_opens_the_record_and_the_first_spell(cell, office):
    paper = Decision(number="31-QĐ/ĐU", signed_on=day("2020-02-20"), issuer="Đảng ủy cấp trên")
    member = newcomer()
    member.enrol(cell, on=day("2020-03-03"), came_by=CameBy.ADMISSION, decision=paper, by=office)
    spell = member.memberships.get()
    assert (spell.unit, spell.starts_on, spell.came_decision) == (cell, day("2020-03-03"), paper)
    acts = AuditEvent.objects.filter(by=office).order_by("id").values_list("action", flat=True)
    assert list(acts) == ["member.join", "member.add"]


def test_a_refused_enrolment_leaves_neither_record_nor_paper(cell):
    paper = Decision(number="31-QĐ/ĐU", signed_on=day("2020-02-20"), issuer="Đảng ủy cấp trên")
    with pytest.raises(ValidationError) as refusal:
        newcomer().enrol(cell, on=day("2018-12-31"), came_by=CameBy.TRANSFER, decision=paper, by=None)
    assert refused_at(refusal) == ["on"]
    assert not Member.objects.exists()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("on", ["2020-03-02", "2020-03-04"])
def test_who_is_admitted_here_belongs_here_from_the_ceremony(cell, on):
    with pytest.raises(ValidationError) as refusal:
        newcomer().enrol(cell, on=day(on), came_by=CameBy.ADMISSION, by=None)
    assert refused_at(refusal) == ["on"]


def test_editing_keeps_the_named_fields_and_the_search_keys(cell, office):
    member = make_member("Nguyễn Văn An", unit=cell)
    member.full_name, member.ethnicity = "Nguyễn Văn Ân", "Tày"
    member.edit(fields=["full_name"], by=office)
    member.refresh_from_db()
    assert (member.full_name, member.ethnicity) == ("Nguyễn Văn Ân", "Kinh")
    assert member.search_key == " nguyen van an "
    event = AuditEvent.objects.get(action="member.edit")
    assert (event.by, event.record_id, event.fields) == (office, str(member.pk), ["full_name"])


@pytest.mark.parametrize(("admitted", "works"), [("2019-01-01", True), ("2019-01-02", False)])
def test_the_ceremony_cannot_be_edited_past_the_first_spell(cell, admitted, works):
    member = make_member(unit=cell, on=day("2019-01-01"), official_on=None)
    member.admitted_on = day(admitted)
    if works:
        member.edit(fields=["admitted_on"], by=None)
    else:
        with pytest.raises(ValidationError) as refusal:
            member.edit(fields=["admitted_on"], by=None)
        assert refused_at(refusal) == ["admitted_on"]
    assert (Member.objects.get().admitted_on == day(admitted)) is works


def test_nobody_is_enrolled_official_from_tomorrow(cell):
    member = newcomer(official_on=timezone.localdate() + DAY)
    with pytest.raises(ValidationError) as refusal:
        member.enrol(cell, on=day("2020-03-03"), came_by=CameBy.ADMISSION, by=None)
    assert refused_at(refusal) == ["official_on"]
    assert not Member.objects.exists()


def test_nobody_is_edited_official_from_tomorrow(cell):
    member = make_member(unit=cell)
    member.official_on = timezone.localdate() + DAY
    with pytest.raises(ValidationError) as refusal:
        member.edit(fields=["official_on"], by=None)
    assert refused_at(refusal) == ["official_on"]


def test_confirming_makes_official_from_that_day(cell, office):
    member = probationer(cell)
    member.confirm(on=day("2021-03-03"), by=office)
    member.refresh_from_db()
    assert member.official_on == day("2021-03-03")
    assert AuditEvent.objects.get(action="member.confirm").by == office


def test_confirming_twice_is_refused_also_with_a_record_read_before(cell):
    member = probationer(cell)
    Member.objects.get(pk=member.pk).confirm(on=day("2021-03-03"), by=None)
    with pytest.raises(ValidationError) as refusal:
        member.confirm(on=day("2021-04-04"), by=None)
    assert refused_at(refusal) == ["on"]
    assert Member.objects.get().official_on == day("2021-03-03")


def test_confirming_on_the_day_of_the_ceremony_is_refused_and_the_day_after_is_not(cell):
    member = probationer(cell)
    with pytest.raises(ValidationError) as refusal:
        member.confirm(on=day("2020-03-03"), by=None)
    assert refused_at(refusal) == ["on"]
    member.confirm(on=day("2020-03-04"), by=None)


def test_confirming_tomorrow_is_refused_and_today_is_not(cell):
    member = probationer(cell)
    with pytest.raises(ValidationError) as refusal:
        member.confirm(on=timezone.localdate() + DAY, by=None)
    assert refused_at(refusal) == ["on"]
    member.confirm(on=timezone.localdate(), by=None)


def test_who_came_here_after_the_probation_had_ended_is_confirmed_from_its_end(cell):
    member = make_member(
        unit=cell, on=day("2021-08-02"), admitted_on=day("2020-03-03"), official_on=None
    )
    member.confirm(on=day("2021-03-03"), by=None)
    assert member.official_on == day("2021-03-03")


def test_who_left_the_roll_is_confirmed_up_to_the_last_day_only(cell):
    member = probationer(cell)
    member.current_membership().leave(on=day("2021-03-05"), left_by="deletion", by=None)
    with pytest.raises(ValidationError) as refusal:
        member.confirm(on=day("2021-03-05"), by=None)
    assert refused_at(refusal) == ["on"]
    member.confirm(on=day("2021-03-04"), by=None)


def test_home_is_the_permanent_cell_then_the_last_one(cell, second_cell):
    member = make_member(unit=cell)
    member.join(second_cell, on=day("2020-01-01"), by=None, came_by="transfer", kind="temporary")
    assert member.home == cell
    member.current_membership().leave(on=day("2020-06-01"), left_by="resignation", by=None)
    assert member.home == cell
    assert member.current_membership() is None
    assert make_member("Không chi bộ").home is None


def test_a_member_is_seen_where_he_belongs_and_by_himself(
    cell, second_cell, secretary, other_secretary
):
    member = make_member(unit=cell)
    own = make_user("dangvien", "member", cell)
    Member.objects.filter(pk=member.pk).update(user=own)
    make_member("Vũ Thị Khác", unit=second_cell)
    assert list(Member.objects.visible_to(secretary)) == [member]
    assert list(Member.objects.visible_to(own)) == [member]
    assert member not in Member.objects.visible_to(other_secretary)


def test_who_moved_on_is_seen_in_the_new_cell_only(cell, second_cell, secretary, other_secretary):
    member = make_member(unit=cell)
    member.current_membership().transfer(to=second_cell, on=day("2020-07-01"), by=None)
    assert list(Member.objects.visible_to(secretary)) == []
    assert list(Member.objects.visible_to(other_secretary)) == [member]


def test_who_left_the_roll_is_still_seen_where_he_was_last(cell, secretary, other_secretary):
    member = make_member(unit=cell)
    member.current_membership().leave(on=day("2020-07-01"), left_by="death", by=None)
    assert list(Member.objects.visible_to(secretary)) == [member]
    assert list(Member.objects.visible_to(other_secretary)) == []


def test_who_moved_on_and_then_left_the_roll_is_seen_in_the_last_cell_only(
    cell, second_cell, secretary, other_secretary
):
    member = make_member(unit=cell)
    member.current_membership().transfer(to=second_cell, on=day("2020-03-01"), by=None)
    member.current_membership().leave(on=day("2020-07-01"), left_by="death", by=None)
    assert list(Member.objects.visible_to(secretary)) == []
    assert list(Member.objects.visible_to(other_secretary)) == [member]


def test_counting_and_administration_see_no_persons(cell, upper_staff, admin):
    make_member(unit=cell)
    assert not Member.objects.visible_to(upper_staff).exists()
    assert not Member.objects.visible_to(admin).exists()


def test_on_roll_asks_the_day(cell, committee):
    member = make_member(unit=cell, on=day("2020-07-01"))
    assert list(Member.objects.on_roll(committee, day("2020-06-30"))) == []
    assert list(Member.objects.on_roll(committee, day("2020-07-01"))) == [member]


@pytest.mark.parametrize(
    "wrong",
    [
        {"admission_decided_on": day("1980-05-20")},
        {"admitted_on": day("2010-02-24")},
        {"official_on": day("2010-03-03")},
    ],
)
def test_the_database_refuses_dates_in_the_wrong_order(db, wrong):
    make_member()
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.update(**wrong)


@pytest.mark.parametrize(
    "right",
    [
        {"admission_decided_on": day("1980-05-21")},
        {"admitted_on": day("2010-02-25")},
        {"official_on": day("2010-03-04")},
    ],
)
def test_the_database_allows_the_first_right_day(db, right):
    make_member()
    assert Member.objects.update(**right) == 1


def test_the_database_refuses_a_card_number_twice_but_not_its_absence(db):
    make_member(card_number="25.001")
    make_member(card_number="")
    second = make_member(card_number="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=second.pk).update(card_number="25001")


def test_a_record_with_spells_is_not_deleted(cell):
    member = make_member(unit=cell)
    with pytest.raises(IntegrityError), transaction.atomic():
        member.delete()
    assert Membership.objects.get().member == member


def of_party(decided: str, admitted: str, official: str) -> Member:
    days = {"admission_decided": decided, "admitted": admitted, "official": official}
    born = {"born_on": day("1940-01-01")}
    return newcomer(**born, **{name: read_partial(typed) for name, typed in days.items()})


@pytest.mark.parametrize(
    ("decided", "admitted", "official", "refused"),
    [
        ("1965", "1965", "1965", []),
        ("03/1965", "1965", "1965", []),
        ("03/03/1965", "03/1965", "03/1965", []),
        ("03/03/1965", "02/1965", "1966", ["admitted_on"]),
        ("04/1965", "31/03/1965", "1966", ["admitted_on"]),
        ("04/1965", "01/04/1965", "1966", []),
        ("1966", "1965", "1967", ["admitted_on"]),
        ("1965", "1965", "02/01/1965", []),
        ("1965", "03/1965", "02/1965", ["official_on"]),
        ("1965", "03/1965", "1965", []),
        ("1964", "1965", "1964", ["official_on"]),
        ("03/03/1965", "04/03/1965", "04/03/1965", ["official_on"]),
    ],
)
def test_only_an_order_that_no_possible_days_have_is_refused(db, decided, admitted, official, refused):
    member = of_party(decided, admitted, official)
    with pytest.raises(ValidationError) if refused else nullcontext() as refusal:
        member.full_clean()
    assert not refused or refused_at(refusal) == refused
    with pytest.raises(IntegrityError) if refused else nullcontext(), transaction.atomic():
        member.save()


def test_on_the_last_day_of_the_year_nobody_is_admitted_who_became_official_in_it(db):
    with pytest.raises(ValidationError) as refusal:
        of_party("1965", "31/12/1965", "1965").full_clean()
    assert refused_at(refusal) == ["official_on"]


@pytest.mark.parametrize("typed", ["2020", "03/2020"])
def test_who_is_admitted_here_has_a_day(cell, typed):
    member = newcomer(admitted=read_partial(typed), admission_decided=read_partial("2020"))
    with pytest.raises(ValidationError) as refusal:
        member.enrol(cell, on=member.admitted_on, came_by=CameBy.ADMISSION, by=None)
    assert "admitted_on" in refused_at(refusal)
    assert not Member.objects.exists()


@pytest.mark.parametrize(
    ("typed", "works"),
    [("01/2019", False), ("2019", False), ("12/2018", True), ("2018", True), ("05/01/2019", True)],
)
def test_a_part_is_known_only_of_what_was_before_the_first_day_here(cell, typed, works):
    member = newcomer(official=read_partial(typed), admitted_on=day("2017-03-03"))
    member.admission_decided = read_partial("2017")
    with nullcontext() if works else pytest.raises(ValidationError) as refusal:
        member.enrol(cell, on=day("2019-01-01"), came_by=CameBy.TRANSFER, by=None)
    assert works or refused_at(refusal) == ["official_on"]
    other = make_member(unit=cell, on=day("2019-01-01"))
    other.official = read_partial(typed)
    with nullcontext() if works else pytest.raises(ValidationError) as refusal:
        other.edit(fields=["official_on"], by=None)
    assert works or refused_at(refusal) == ["official_on"]
    assert str(Member.objects.get(pk=other.pk).official) == (typed if works else "03/03/2011")


@pytest.mark.parametrize(
    ("decided", "is_refused", "doubt"),
    [
        ("2011", True, ""),
        ("2012", False, "Chỉ biết kết nạp 2012, có thể chưa đủ 18 tuổi khi kết nạp."),
        ("2013", False, ""),
        ("10/2012", True, ""),
        ("11/2012", False, "Chỉ biết kết nạp 11/2012, có thể chưa đủ 18 tuổi khi kết nạp."),
        ("12/2012", False, ""),
    ],
)
def test_where_the_day_of_admission_is_unknown_eighteen_is_doubted(cell, decided, is_refused, doubt):
    member = newcomer(admission_decided=read_partial(decided), admitted_on=day("2014-01-01"))
    with suppress(ValidationError) if is_refused else nullcontext():
        member.enrol(cell, on=day("2019-01-01"), came_by=CameBy.TRANSFER, by=None)
    assert Member.objects.count() == (not is_refused)
    assert is_refused or member.age_doubt == doubt


def test_confirming_makes_a_day_known(cell):
    member = probationer(cell, official_precision="month")
    member.confirm(on=day("2021-03-03"), by=None)
    assert str(Member.objects.get().official) == "03/03/2021"
