"""Two records of one person become one; what is refused changes nothing."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEvent
from cases.models import Case, CaseStep, Letter
from cells.models import Decision
from members.models import (
    Absence,
    Badge,
    Candidate,
    Card,
    Commitment,
    Discipline,
    DossierMove,
    Exemption,
    Member,
    Membership,
    Office,
    Paper,
    PaperKind,
    PersonalHistory,
    Residence,
    Suspension,
    Training,
)
from members.rules.order import NEEDS_DAY
from organisation.models import GroupPlace, PartyGroup
from reports.figures import Scope, compute
from reports.figures.moves import ARRIVALS, DEPARTURES
from tests.conftest import START, day, make_member, make_user
from tests.scans import scan
from upkeep.models.merging import HOW, STAYING, merge, what_moves

LEFT = {"left_by": "transfer"}


@pytest.fixture
def kept(cell):
    return make_member(unit=cell, on=day("2020-01-01"))


@pytest.fixture
def other(db):
    """The same person, written once more, on no roll yet."""
    return make_member("Nguyễn Văn Ân", card_number="0123456", citizen_id="001080000001")


def spell(member, unit, start, end=None, **facts):
    facts = {"came_by": "transfer", "left_by": "transfer" if end else ""} | facts
    return Membership.objects.create(
        member=member, unit=unit, starts_on=day(start), ends_on=end and day(end), **facts
    )


def spells(member) -> list[tuple[str, str, str]]:
    rows = member.memberships.order_by("starts_on")
    return [(row.unit.name, str(row.starts_on), str(row.ends_on or "")) for row in rows]


def days(rows) -> list[tuple[str, str]]:
    return [(str(row.starts_on), str(row.ends_on or "")) for row in rows.order_by("starts_on")]


def refused(kept, other, taken=()) -> str:
    with pytest.raises(ValidationError) as caught:
        merge(kept, other, taken=list(taken), by=None)
    return " ".join(caught.value.messages)


BELOW = {"members", "cases", "organisation", "upkeep"}  # higher rooms keep the record of their day


def test_every_relation_to_a_member_is_handled():
    relations = {
        field.related_model
        for field in Member._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete and field.related_model._meta.app_label in BELOW
    }
    # Merged records lead on to the kept one; helpers move as rows of their table.
    assert relations - {Member, CaseStep} == set(HOW) | STAYING


def test_spells_that_do_not_overlap_move_over(kept, other, second_cell):
    spell(other, second_cell, "2019-02-01", "2019-12-31")
    merge(kept, other, taken=[], by=None)
    assert spells(kept) == [("Chi bộ 2", "2019-02-01", "2019-12-31"), ("Chi bộ 1", "2020-01-01", "")]
    assert not other.memberships.exists()


@pytest.mark.parametrize(
    ("start", "end", "united"),
    [
        ("2019-06-01", None, ("2019-06-01", "")),
        ("2019-06-01", "2020-01-01", ("2019-06-01", "")),
        ("2020-03-01", None, ("2020-01-01", "")),
        ("2020-03-01", "2020-04-30", ("2020-01-01", "")),
    ],
)
def test_overlapping_spells_in_one_cell_become_one(kept, other, cell, start, end, united):
    spell(other, cell, start, end)
    merge(kept, other, taken=[], by=None)
    assert spells(kept) == [("Chi bộ 1", *united)]


def test_a_spell_that_spans_two_of_the_kept_record_unites_all_three(other, cell):
    kept = make_member()
    spell(kept, cell, "2019-01-01", "2019-03-31", came_by="admission")
    spell(kept, cell, "2019-06-01")
    spell(other, cell, "2019-02-01", "2019-07-31")
    merge(kept, other, taken=[], by=None)
    assert spells(kept) == [("Chi bộ 1", "2019-01-01", "")]
    assert kept.memberships.get().came_by == "admission"


def test_the_day_after_an_end_is_no_overlap(kept, other, second_cell):
    spell(other, second_cell, "2019-06-01", "2019-12-31")
    merge(kept, other, taken=[], by=None)
    assert len(spells(kept)) == 2


def test_two_cells_on_one_day_are_refused_with_the_days(kept, other, second_cell):
    spell(other, second_cell, "2019-06-01", "2020-01-01")
    message = refused(kept, other)
    assert "Từ 01/01/2020 đến 01/01/2020" in message
    assert "Chi bộ 1; Chi bộ 2" in message
    assert spells(other) == [("Chi bộ 2", "2019-06-01", "2020-01-01")]
    assert Member.objects.unmerged().count() == 2


def test_a_guest_elsewhere_moves_and_in_the_own_cell_is_refused(kept, other, cell, second_cell):
    spell(other, second_cell, "2020-02-01", kind="temporary")
    merge(kept, other, taken=[], by=None)
    assert len(spells(kept)) == 2
    third = make_member("Nguyễn Văn An B")
    spell(third, cell, "2020-02-01", kind="temporary")
    assert "Từ 01/02/2020 đến nay" in refused(kept, third)


def test_a_life_after_death_is_refused(kept, other, second_cell):
    spell(other, second_cell, "2019-02-01", "2019-10-31", left_by="death")
    assert "từ trần sau ngày 31/10/2019" in refused(kept, other)


def test_the_kept_record_takes_the_chosen_values_and_the_other_keeps_all(kept, other):
    merge(kept, other, taken=["full_name", "card_number", "citizen_id"], by=None)
    kept, other = Member.objects.get(pk=kept.pk), Member.objects.get(pk=other.pk)
    for record in (kept, other):
        assert (record.full_name, record.card_number) == ("Nguyễn Văn Ân", "0123456")
    assert (kept.citizen_id, other.merged_into) == ("001080000001", kept)
    assert kept.sort_key == other.sort_key


def test_a_number_of_a_merged_record_may_be_written_on_another(kept, other, cell):
    merge(kept, other, taken=[], by=None)
    member = make_member("Trần Thị Bình", unit=cell, citizen_id="001080000001")
    Card.objects.issue(member=member, number="0123456", reason="new", issued_on=START, by=None)
    assert Member.objects.get(pk=member.pk).card_number == "0123456"


def test_an_admission_after_the_first_spell_is_refused(kept, other):
    Member.objects.filter(pk=other.pk).update(
        admission_decided_on=day("2020-03-01"), admitted_on=day("2020-03-03"), official_on=None
    )
    other.refresh_from_db()
    taken = ["admission_decided_on", "admitted_on", "official_on"]
    assert "Ngày kết nạp 03/03/2020 sau" in refused(kept, other, taken)


def test_a_part_of_a_day_since_the_first_spell_is_refused(kept, other):
    since, before = day("2020-01-01"), day("2019-12-01")
    Member.objects.filter(pk=other.pk).update(official_on=since, official_precision="month")
    assert refused(kept, other, ["official_on"]) == NEEDS_DAY
    Member.objects.filter(pk=other.pk).update(official_on=before)
    merge(kept, other, taken=["official_on"], by=None)
    assert str(Member.objects.get(pk=kept.pk).official) == "12/2019"


def test_values_that_contradict_each_other_are_refused(kept, other):
    Member.objects.filter(pk=other.pk).update(
        official_on=day("2009-01-01"),
        admitted_on=day("2008-01-01"),
        admission_decided_on=day("2007-01-01"),
    )
    assert refused(kept, other, ["official_on"]) == "Ngày chính thức phải sau ngày kết nạp."


def test_offices_move_and_the_same_one_at_the_same_time_is_one(kept, other, cell, committee):
    facts = {"unit": cell, "kind": "secretary"}
    Office.objects.create(member=kept, starts_on=day("2020-02-01"), **facts)
    Office.objects.create(
        member=other, starts_on=day("2020-01-01"), ends_on=day("2020-03-01"), how="elected", **facts
    )
    seat = {"unit": committee, "kind": "committee_member"}
    Office.objects.create(member=other, starts_on=day("2020-02-01"), **seat)
    merge(kept, other, taken=[], by=None)
    assert days(kept.offices.filter(**facts)) == [("2020-01-01", "")]
    assert kept.offices.get(**facts).how == "elected"
    assert kept.offices.filter(**seat).count() == 1


@pytest.mark.parametrize("model", [Exemption, Suspension])
def test_times_of_a_standing_are_united(kept, other, model):
    model.objects.create(member=kept, starts_on=day("2020-02-01"))
    model.objects.create(member=other, starts_on=day("2020-01-01"), ends_on=day("2020-02-01"))
    model.objects.create(member=other, starts_on=day("2019-01-01"), ends_on=day("2019-02-01"))
    merge(kept, other, taken=[], by=None)
    rows = model.objects.filter(member=kept)
    assert days(rows) == [("2019-01-01", "2019-02-01"), ("2020-01-01", "")]


@pytest.mark.parametrize(("model", "field"), [(Absence, "place"), (Residence, "cell_name")])
def test_two_places_at_once_are_refused_the_same_one_is_united(kept, other, model, field):
    model.objects.create(member=kept, starts_on=day("2020-02-01"), **{field: "Chi bộ A"})
    row = model.objects.create(member=other, starts_on=day("2020-01-01"), **{field: "Chi bộ B"})
    assert "Chi bộ A; Chi bộ B" in refused(kept, other)
    setattr(row, field, "Chi bộ A")
    row.save()
    merge(kept, other, taken=[], by=None)
    assert days(model.objects.filter(member=kept)) == [("2020-01-01", "")]


def test_a_place_in_a_group_moves(kept, other, cell):
    group = PartyGroup.objects.form(unit=cell, name="Tổ 1", on=day("2020-01-01"), by=None)
    GroupPlace.objects.create(group=group, member=other, starts_on=day("2020-01-01"))
    merge(kept, other, taken=[], by=None)
    assert kept.group_places.get().group == group


def test_an_event_told_twice_stays_once_with_what_either_says(kept, other, cell):
    sent = {"unit": cell, "course": "new_member", "sent_on": day("2020-02-01")}
    Training.objects.create(member=kept, **sent)
    Training.objects.create(member=other, completed_on=day("2020-03-01"), **sent)
    decision = Decision.objects.create(number="1-KL", signed_on=START, issuer="Đảng ủy")
    for member in (kept, other):
        Discipline.objects.create(
            member=member, form="reprimand", starts_on=day("2020-02-01"), decision=decision
        )
    Badge.objects.create(member=kept, years=30, round_on=day("2020-02-03"))
    Badge.objects.create(member=other, years=30, awarded_on=day("2020-02-03"), number="7")
    Badge.objects.create(member=other, years=40, awarded_on=day("2020-05-19"))
    merge(kept, other, taken=[], by=None)
    assert kept.trainings.get().completed_on == day("2020-03-01")
    assert [kept.disciplines.count(), Discipline.objects.count()] == [1, 1]
    assert [(badge.years, badge.number) for badge in kept.badges.all()] == [(40, ""), (30, "7")]
    assert Badge.objects.count() == 2


def test_cards_and_the_ways_of_the_dossier_move(kept, other, cell):
    card = {"number": "0123456", "issued_on": day("2012-01-01")}
    Card.objects.create(member=other, reason="new", **card)
    loan = {"kind": "lent", "on": START, "whom": "Ban Tổ chức", "papers": 3, "due_back_on": START}
    DossierMove.objects.create(member=other, unit=cell, **loan)
    merge(kept, other, taken=["card_number"], by=None)
    assert [kept.cards.count(), kept.dossier_moves.count()] == [1, 1]


def test_two_first_cards_are_refused_in_words(kept, other):
    Card.objects.create(member=kept, number="1", reason="new", issued_on=day("2012-01-01"))
    Card.objects.create(member=other, number="2", reason="new", issued_on=day("2012-02-01"))
    assert refused(kept, other).startswith("Thẻ đảng viên: Thẻ cấp lần đầu đã ghi")
    assert Card.objects.get(number="2").member == other


def test_a_case_moves_and_two_of_a_kind_under_way_are_refused(kept, other, cell):
    facts = {"unit": cell, "kind": "exemption", "opened_on": START}
    Case.objects.create(member=other, **facts)
    Case.objects.create(member=other, closed_on=START, outcome="done", **facts)
    done = Case.objects.create(member=kept, **facts)
    assert "Cả hai hồ sơ đang có việc" in refused(kept, other)
    done.stop(on=day("2020-01-01"), reason="Trùng hồ sơ", by=None)
    merge(kept, other, taken=[], by=None)
    assert kept.cases.count() == 3


def test_helping_a_candidate_moves(kept, other, cell):
    case = Case.objects.note(unit=cell, full_name="Lê Thị Cúc", on=START, by=None)
    step = case.steps.get()
    step.helpers.set([other])
    merge(kept, other, taken=[], by=None)
    assert list(step.helpers.all()) == [kept]


def test_the_way_to_admission_moves_unless_the_kept_record_has_one(kept, other, cell):
    person = {"unit": cell, "full_name": "Nguyễn Văn An", "starts_on": START, "ends_on": START}
    theirs = Candidate.objects.create(member=other, **person)
    merge(kept, other, taken=[], by=None)
    third = make_member("Nguyễn Văn An B")
    Candidate.objects.create(member=third, **person)
    merge(kept, third, taken=[], by=None)
    assert [kept.candidate, third.candidate.pk != theirs.pk] == [theirs, True]


def test_papers_move(kept, other, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    kind = PaperKind.objects.get(code="card")
    Paper.objects.add(other, file=scan(), kind=kind, title="Thẻ", signed_on=START, by=None)
    merge(kept, other, taken=[], by=None)
    assert kept.papers.count() == 1


def test_of_one_year_the_kept_text_stands_and_the_other_stays_behind(kept, other):
    for member, year in ((kept, 2019), (other, 2019), (other, 2020)):
        Commitment.objects.create(member=member, year=year, registered_on=START, text="Đọc sách")
    merge(kept, other, taken=[], by=None)
    assert [row.year for row in kept.commitments.all()] == [2020, 2019]
    assert [row.year for row in other.commitments.all()] == [2019]


def test_the_history_moves_or_completes_the_kept_one(kept, other):
    PersonalHistory.objects.create(member=other, religion="Không", occupation="Bác sĩ")
    merge(kept, other, taken=[], by=None)
    assert PersonalHistory.objects.get().member == kept
    third = make_member("Nguyễn Văn An B")
    PersonalHistory.objects.create(member=third, religion="Phật giáo", degree="Tiến sĩ")
    merge(kept, third, taken=[], by=None)
    history = PersonalHistory.of(kept)
    assert (history.religion, history.degree) == ("Không", "Tiến sĩ")


def test_the_account_moves_unless_the_kept_record_has_one(kept, other, cell):
    other.user = make_user("dangvien", "member", cell)
    other.save()
    merge(kept, other, taken=[], by=None)
    assert Member.objects.get(pk=kept.pk).user.username == "dangvien"
    assert Member.objects.get(pk=other.pk).user is None


def test_a_record_merged_before_leads_to_the_last_one(kept, other):
    first = make_member("Nguyễn Văn An A")
    merge(other, first, taken=[], by=None)
    merge(kept, other, taken=[], by=None)
    assert set(kept.merged_from.all()) == {first, other}


def test_no_record_is_merged_twice_or_with_itself(kept, other):
    assert "vừa được gộp" in refused(kept, kept)
    merge(kept, other, taken=[], by=None)
    assert "vừa được gộp" in refused(kept, other)
    assert "vừa được gộp" in refused(other, kept)


def test_a_merged_record_is_seen_by_nobody_and_counted_on_no_day(kept, other, office, committee, cell):
    spell(other, cell, "2019-06-01", "2020-02-01")
    merge(kept, other, taken=[], by=None)
    assert list(Member.objects.visible_to(office)) == [kept]
    codes = ["members.opening", "members.closing", "moves.transferred_in", "moves.transferred_out"]
    for start, end, opening, came in (
        ("2019-01-02", "2019-12-31", 0, 1),
        ("2020-01-01", "2020-12-31", 1, 0),
    ):
        values = compute(Scope(committee, day(start), day(end)), codes)
        assert list(values.values()) == [opening, 1, came, 0]


def test_the_ledger_balances_over_what_was_united(kept, other, cell, second_cell, committee):
    spell(other, cell, "2019-06-01", "2020-02-01")
    spell(other, second_cell, "2019-02-01", "2019-05-31", came_by="admission")
    merge(kept, other, taken=[], by=None)
    codes = [figure.code for figure in ARRIVALS + DEPARTURES]
    for unit in (committee, cell, second_cell):
        for start, end in (("2019-01-02", "2019-05-31"), ("2019-06-01", "2020-12-31")):
            values = compute(
                Scope(unit, day(start), day(end)), ["members.opening", "members.closing", *codes]
            )
            came = sum(values[figure.code] for figure in ARRIVALS)
            gone = sum(values[figure.code] for figure in DEPARTURES)
            assert values["members.opening"] + came - gone == values["members.closing"]


def test_a_letter_follows_the_spell_that_it_was_written_for(kept, other, cell, second_cell):
    letter = Letter.objects.create(
        kind="inner",
        member=kept,
        membership=kept.memberships.get(),
        issuer=cell,
        year=2020,
        number=1,
        issued_on=day("2020-05-01"),
        destination="Chi bộ 2",
        fee_until=day("2020-05-01"),
    )
    spell(other, cell, "2019-06-01")
    merge(kept, other, taken=[], by=None)
    letter.refresh_from_db()
    assert (letter.member, letter.membership) == (kept, kept.memberships.get())


def test_what_moves_is_counted_by_kind(other, cell):
    spell(other, cell, "2019-06-01")
    Exemption.objects.create(member=other, starts_on=START)
    assert what_moves(other) == {"sinh hoạt tại chi bộ": 1, "miễn công tác và sinh hoạt đảng": 1}


def test_both_records_are_in_the_audit(kept, other, office):
    merge(kept, other, taken=["card_number"], by=office)
    events = AuditEvent.objects.filter(action="member.merge", by=office).order_by("id")
    assert [(event.record_id, event.fields, event.note) for event in events] == [
        (str(kept.pk), ["card_number", "merged_from"], str(other.pk)),
        (str(other.pk), ["merged_into"], str(kept.pk)),
    ]
