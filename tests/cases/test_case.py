"""Cases: steps in order, votes, deadlines, and what the last step does to the record."""

import pytest
from django.core.exceptions import ValidationError

from cases.models import Case
from cases.procedures import ADMISSION, CONFIRMATION
from cells.models import Decision, Unit
from common.partial import read_partial
from common.vietnamese import nfc
from members.models import Candidate, Course, Discipline, Member, Training
from organisation.models import Act, Restructuring
from tests.conftest import day, make_member

KNOWN = {"sex": "female", "born_on": day("1995-04-01"), "ethnicity": "Kinh", "schooling": "bachelor"}
VOTE = {"eligible": 3, "votes_for": 2, "votes_against": 1}


def decide(number="12-QĐ/ĐU", on="2020-06-01"):
    return Decision(number=number, signed_on=day(on), issuer="Đảng ủy")


def refused(act) -> dict:
    """The refusal of an act, by field."""
    with pytest.raises(ValidationError) as refusal:
        act()
    error = refusal.value
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


@pytest.fixture
def officials(cell):
    return [make_member(f"Trần Văn {name}", unit=cell) for name in ("Một", "Hai", "Ba")]


@pytest.fixture
def case(cell, officials):
    """A candidate noted, with everything known that admission needs."""
    return Case.objects.note(unit=cell, full_name="Lê Thị Hoa", on=day("2020-01-10"), by=None, **KNOWN)


def on_probation(cell, name="Bùi Thị Hà"):
    """The twelve months end on 19/6/2020."""
    return make_member(
        name,
        unit=cell,
        on=day("2019-06-19"),
        admission_decided_on=day("2019-06-01"),
        admitted_on=day("2019-06-19"),
        official_on=None,
    )


def confirmation(member, on="2020-03-20"):
    return Case.objects.start(kind=CONFIRMATION.code, member=member, on=day(on), by=None)


def walk(case, officials, until="ceremony"):
    """Record the steps of an admission in order, as far as the step before `until`."""
    steps = [
        ("helpers", "2020-01-20", {"helpers": tuple(officials[:2])}),
        ("class", "2020-03-05", {"since": day("2020-03-01")}),
        ("file", "2020-03-10", {}),
        ("vetting", "2020-04-10", {}),
        ("cell_vote", "2020-05-05", VOTE),
        ("committee", "2020-05-20", {}),
        ("decision", "2020-06-01", {"decision": decide()}),
        ("ceremony", "2020-06-19", {}),
    ]
    for code, on, facts in steps:
        if code == until:
            return
        case.record(code, on=day(on), by=None, **facts)


def test_a_candidate_becomes_a_member_on_probation(case, cell, officials):
    walk(case, officials, until="")
    member = case.candidate.member
    assert (member.admission_decided_on, member.admitted_on) == (day("2020-06-01"), day("2020-06-19"))
    spell = member.memberships.get()
    assert (spell.unit, spell.starts_on, spell.came_by) == (cell, day("2020-06-19"), "admission")
    assert (case.closed_on, case.outcome) == (day("2020-06-19"), "done")
    assert case.candidate.ends_on == day("2020-06-18")
    assert [t.course for t in Training.objects.all()] == [Course.AWARENESS]


def test_steps_cannot_be_skipped_or_done_twice(case, officials):
    wrong = nfc("Bước này vừa được ghi hoặc chưa đến lượt. Xem lại hồ sơ.")
    for code in ("class", "noted"):
        assert refused(lambda code=code: case.record(code, on=day("2020-02-01"), by=None)) == {
            "": [wrong]
        }


def test_a_step_cannot_be_dated_before_the_one_before_it_or_to_come(case, officials):
    two = tuple(officials[:2])
    assert "on" in refused(lambda: case.record("helpers", on=day("2020-01-09"), by=None, helpers=two))
    assert "on" in refused(lambda: case.record("helpers", on=day("2999-01-01"), by=None, helpers=two))
    case.record("helpers", on=day("2020-01-10"), by=None, helpers=two)


def test_two_thirds_of_the_official_members_must_agree(case, officials):
    walk(case, officials, until="cell_vote")

    def vote(votes_for, votes_against, eligible=3):
        case.record(
            "cell_vote",
            on=day("2020-05-05"),
            by=None,
            eligible=eligible,
            votes_for=votes_for,
            votes_against=votes_against,
        )

    assert list(refused(lambda: vote(1, 2))) == ["votes_for"]
    assert list(refused(lambda: vote(2, 2))) == ["votes_against"]
    assert list(refused(lambda: vote(4, 0, eligible=4))) == ["eligible"]
    vote(2, 1)


def test_helpers_are_official_and_in_the_cell_for_twelve_months(case, cell, officials):
    new = make_member("Phạm Văn Mới", unit=cell, on=day("2019-01-21"))
    assert list(
        refused(
            lambda: case.record("helpers", on=day("2020-01-20"), by=None, helpers=(new, officials[0]))
        )
    ) == ["helpers"]
    case.record("helpers", on=day("2020-01-21"), by=None, helpers=(new, officials[0]))


def test_a_late_ceremony_needs_its_reason(case, officials):
    """30 working days from 1/6/2020 end on 13/7/2020."""
    walk(case, officials)
    assert list(refused(lambda: case.record("ceremony", on=day("2020-07-14"), by=None))) == ["note"]
    case.record("ceremony", on=day("2020-07-13"), by=None)


def test_a_late_ceremony_with_a_reason_is_recorded(case, officials):
    walk(case, officials)
    case.record("ceremony", on=day("2020-07-14"), by=None, note="Chống dịch")
    assert case.outcome == "done"


def test_the_certificate_of_the_class_is_valid_for_sixty_months(case, officials):
    walk(case, officials, until="cell_vote")
    assert list(refused(lambda: case.record("cell_vote", on=day("2025-03-05"), by=None, **VOTE))) == [
        "on"
    ]
    case.record("cell_vote", on=day("2025-03-04"), by=None, **VOTE)


def test_nobody_is_voted_on_before_eighteen(case, officials):
    walk(case, officials, until="cell_vote")
    case.candidate.born_on = day("2002-05-06")
    case.candidate.edit(fields=["born_on"], by=None)
    assert list(refused(lambda: case.record("cell_vote", on=day("2020-05-05"), by=None, **VOTE))) == [
        "on"
    ]
    case.record("cell_vote", on=day("2020-05-06"), by=None, **VOTE)


def test_where_eighteen_is_in_doubt_the_vote_says_why(case, officials):
    walk(case, officials, until="cell_vote")
    case.candidate.born = read_partial("2002")
    case.candidate.edit(fields=["born_on"], by=None)
    on = day("2020-05-06")
    assert refused(lambda: case.record("cell_vote", on=on, by=None, **VOTE)) == {
        "note": ["Chỉ biết sinh 2002, có thể chưa đủ 18 tuổi; đề nghị ghi căn cứ ở ghi chú."]
    }
    case.record("cell_vote", on=on, by=None, note="Theo giấy khai sinh của anh ruột", **VOTE)


def test_the_last_step_can_be_taken_back_while_the_case_is_open(case, officials):
    walk(case, officials, until="file")
    case.undo(by=None)
    assert case.next_step.code == "class"


def test_a_class_taken_back_is_no_class_learnt(case, officials):
    walk(case, officials, until="file")
    assert Training.objects.count() == 1
    case.undo(by=None)
    assert Training.objects.count() == 0


def test_a_class_under_way_is_completed_by_the_step_and_counted_once(case, officials):
    walk(case, officials, until="class")
    Training.objects.send([case.candidate], course=Course.AWARENESS, on=day("2020-03-02"), by=None)
    case.record("class", on=day("2020-03-05"), by=None, since=day("2020-03-01"))
    training = Training.objects.get()
    assert (training.sent_on, training.completed_on) == (day("2020-03-02"), day("2020-03-05"))


def test_a_class_completed_by_the_step_is_under_way_again_once_that_is_taken_back(case, officials):
    walk(case, officials, until="class")
    Training.objects.send([case.candidate], course=Course.AWARENESS, on=day("2020-03-02"), by=None)
    case.record("class", on=day("2020-03-05"), by=None, since=day("2020-03-01"))
    case.undo(by=None)
    assert Training.objects.get().is_under_way
    case.record("class", on=day("2020-03-06"), by=None, since=day("2020-03-02"))
    assert Training.objects.get().completed_on == day("2020-03-06")


def test_a_class_with_its_certificate_stays_when_the_step_is_taken_back(case, officials):
    walk(case, officials, until="class")
    [training] = Training.objects.send(
        [case.candidate], course=Course.AWARENESS, on=day("2020-03-01"), by=None
    )
    training.complete(on=day("2020-03-05"), certificate_number="77", by=None)
    case.record("class", on=day("2020-03-05"), by=None, since=day("2020-03-01"))
    case.undo(by=None)
    assert Training.objects.get() == training
    training.refresh_from_db()
    assert training.completed_on == day("2020-03-05")


def test_an_admission_taken_back_leaves_no_member_and_the_cell_follows_on(case, officials):
    walk(case, officials, until="")
    member = case.candidate.member
    case.undo(by=None)
    candidate = Candidate.objects.get()
    assert (candidate.member, candidate.ends_on, case.next_step.code) == (None, None, "ceremony")
    assert not Member.objects.filter(pk=member.pk).exists()
    case.record("ceremony", on=day("2020-06-20"), by=None)
    assert Candidate.objects.get().member.admitted_on == day("2020-06-20")


def test_an_admission_stays_once_the_member_is_named_elsewhere(case, officials):
    walk(case, officials, until="")
    member = case.candidate.member
    Discipline.objects.record_member(
        member,
        form="reprimand",
        on=day("2020-08-01"),
        by=None,
        decision=Decision(number="5-QĐ", signed_on=day("2020-08-01"), issuer="Đảng ủy"),
    )
    named = str(member.disciplines.get())
    assert refused(lambda: case.undo(by=None)) == {"": [f"Đã ghi về đảng viên này: {named}."]}
    assert Candidate.objects.get().member == member


def test_an_admission_stays_once_another_act_is_on_record(case, officials, second_cell):
    walk(case, officials, until="")
    member = case.candidate.member
    member.current_membership().transfer(to=second_cell, on=day("2020-09-01"), by=None)
    [text] = refused(lambda: case.undo(by=None))[""]
    assert text == f"Sau đó đã ghi: {member.roll_acts.last()}. Rút lại việc đó trước."


def test_nothing_is_left_to_take_back_at_the_beginning(case):
    case.undo(by=None)
    assert "" in refused(lambda: case.undo(by=None))


def test_a_stopped_case_says_why_and_the_candidate_is_followed_on(case, officials):
    walk(case, officials, until="file")
    case.stop(on=day("2020-03-06"), reason="Chuyển công tác", by=None)
    assert (case.outcome, case.next_step, case.candidate.ends_on) == ("stopped", None, None)
    assert "" in refused(lambda: case.undo(by=None))


def test_however_late_the_decision_a_member_is_official_from_the_end_of_probation(cell, officials):
    member = on_probation(cell)
    case = confirmation(member)
    case.record("class", on=day("2020-04-05"), by=None, since=day("2020-04-01"))
    case.record("review", on=day("2020-06-10"), by=None)
    assert list(refused(lambda: case.record("cell_vote", on=day("2020-06-18"), by=None, **VOTE))) == [
        "on"
    ]
    case.record("cell_vote", on=day("2020-06-19"), by=None, **VOTE)
    case.record("committee", on=day("2020-07-20"), by=None)
    case.record("decision", on=day("2020-08-01"), by=None, decision=decide(on="2020-08-01"))
    member.refresh_from_db()
    assert member.official_on == day("2020-06-19")


def test_one_open_case_of_a_kind_for_one_person(case):
    start = {"kind": ADMISSION.code, "candidate": case.candidate, "by": None}
    assert "" in refused(lambda: Case.objects.start(on=day("2020-02-01"), **start))


def test_a_case_is_not_opened_for_a_day_to_come_or_before_the_cell_followed(case):
    case.stop(on=day("2020-02-01"), reason="Chưa đạt", by=None)
    follow = {"candidate": case.candidate, "by": None}
    assert list(refused(lambda: Case.objects.follow(on=day("2999-01-01"), **follow))) == ["on"]
    assert list(refused(lambda: Case.objects.follow(on=day("2020-01-09"), **follow))) == ["on"]
    assert Case.objects.follow(on=day("2020-02-01"), **follow).next_step.code == "helpers"


def test_only_members_on_probation_are_confirmed(cell):
    assert "" in refused(lambda: confirmation(make_member(unit=cell)))
    assert confirmation(on_probation(cell)).next_step.code == "class"


def test_a_member_who_moves_takes_the_open_case_along(cell, second_cell):
    member = on_probation(cell)
    case = confirmation(member)
    member.current_membership().transfer(to=second_cell, on=day("2020-05-01"), by=None)
    case.refresh_from_db()
    assert (case.unit, case.closed_on) == (second_cell, None)


def test_a_closed_case_stays_where_it_was_done(cell, second_cell):
    member = on_probation(cell)
    case = confirmation(member)
    case.stop(on=day("2020-04-01"), reason="Xin hoãn", by=None)
    member.current_membership().transfer(to=second_cell, on=day("2020-05-01"), by=None)
    case.refresh_from_db()
    assert case.unit == cell


def test_a_case_stops_when_the_member_leaves_the_roll(cell):
    member = on_probation(cell)
    case = confirmation(member)
    member.current_membership().leave(on=day("2020-05-01"), left_by="deletion", by=None)
    case.refresh_from_db()
    assert (case.closed_on, case.outcome) == (day("2020-05-01"), "stopped")
    assert case.reason == nfc("Rời danh sách chi bộ: xóa tên")


def test_nobody_leaves_before_a_step_that_was_recorded(cell):
    member = on_probation(cell)
    case = confirmation(member)
    case.record("class", on=day("2020-04-05"), by=None, since=day("2020-04-01"))
    leave = member.current_membership().leave
    assert list(refused(lambda: leave(on=day("2020-04-04"), left_by="death", by=None))) == ["on"]
    leave(on=day("2020-04-05"), left_by="death", by=None)


def test_cases_are_seen_where_the_person_is_today(case, cell, secretary, other_secretary, second_cell):
    member = on_probation(cell)
    moved = confirmation(member)
    assert set(Case.objects.visible_to(secretary)) == {case, moved}
    member.current_membership().transfer(to=second_cell, on=day("2020-05-01"), by=None)
    assert list(Case.objects.visible_to(secretary)) == [case]
    assert list(Case.objects.visible_to(other_secretary)) == [moved]


def test_the_case_of_an_admission_follows_the_member(case, officials, other_secretary, second_cell):
    walk(case, officials, until="")
    member = case.candidate.member
    assert list(Case.objects.of(member)) == [case]
    member.current_membership().transfer(to=second_cell, on=day("2020-09-01"), by=None)
    assert list(Case.objects.visible_to(other_secretary)) == [case]


def test_open_on_a_day_is_begun_by_then_and_not_closed(case):
    case.stop(on=day("2020-02-01"), reason="Chưa đạt", by=None)
    days = ["2020-01-09", "2020-01-10", "2020-01-31", "2020-02-01"]
    assert [Case.objects.open_on(day(text)).exists() for text in days] == [False, True, True, False]
    year = day("2020-01-01"), day("2020-02-01")
    assert Case.objects.closed_in(*year).exists()
    assert not Case.objects.closed_in(day("2020-02-02"), day("2020-12-31")).exists()


def merged(cell, into, on) -> None:
    """The cell is merged into another one from that day on."""
    paper = decide("13-QĐ/ĐU")
    parent = Unit.objects.get(pk=cell.path_ids[0])
    plan = Restructuring.objects.draft(unit=parent, decision=paper, effective_on=day(on), by=None)
    plan.add_step(act=Act.MERGE, unit=cell, target=into, by=None)
    plan.apply(by=None)


def test_helpers_whose_cell_was_merged_keep_their_twelve_months(case, officials, cell, second_cell):
    merged(cell, second_cell, on="2020-01-15")
    case.record("helpers", on=day("2020-01-20"), by=None, helpers=tuple(officials[:2]))
    new = make_member("Phạm Văn Mới", unit=second_cell, on=day("2019-01-21"))
    other = Case.objects.note(unit=second_cell, full_name="Lê A", on=day("2020-01-16"), by=None)
    helpers = {"helpers": (new, officials[0])}
    assert list(refused(lambda: other.record("helpers", on=day("2020-01-20"), by=None, **helpers))) == [
        "helpers"
    ]


def test_a_vote_before_a_merger_is_recorded_after_it(case, officials, cell, second_cell):
    walk(case, officials, until="cell_vote")
    merged(cell, second_cell, on="2020-07-01")
    case = Case.objects.get(pk=case.pk)
    case.record("cell_vote", on=day("2020-05-05"), by=None, **VOTE)
    assert case.next_step.code == "committee"


def test_the_vote_is_counted_in_the_cell_of_its_day(officials, cell, second_cell):
    member = on_probation(cell)
    case = confirmation(member)
    case.record("class", on=day("2020-04-05"), by=None, since=day("2020-04-01"))
    case.record("review", on=day("2020-06-10"), by=None)
    member.current_membership().transfer(to=second_cell, on=day("2020-07-01"), by=None)
    case = Case.objects.get(pk=case.pk)
    too_many = VOTE | {"eligible": 4}
    assert list(
        refused(lambda: case.record("cell_vote", on=day("2020-06-30"), by=None, **too_many))
    ) == ["eligible"]
    case.record("cell_vote", on=day("2020-06-30"), by=None, **VOTE)


def test_whoever_was_confirmed_otherwise_meanwhile_is_not_confirmed_again(cell, officials):
    member = on_probation(cell)
    case = confirmation(member)
    case.record("class", on=day("2020-04-05"), by=None, since=day("2020-04-01"))
    case.record("review", on=day("2020-06-10"), by=None)
    case.record("cell_vote", on=day("2020-06-19"), by=None, **VOTE)
    case.record("committee", on=day("2020-07-20"), by=None)
    member.confirm(on=day("2020-06-19"), by=None)
    case = Case.objects.get(pk=case.pk)
    assert refused(lambda: case.prepare("decision", on=day("2020-08-01"), decision=decide())) == {
        "on": [nfc("Đã là đảng viên chính thức.")]
    }
