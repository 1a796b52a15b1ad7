"""Every number is the length of its list, whatever was recorded on units that began, ended, changed."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cells.models import Decision, Unit, UnitKind
from evaluations.models import AwardForm, AwardKind, Commendation, Level, Proposal, Round
from inspections.models import Campaign, CampaignKind, Performer, ReceivedLetter, Subject
from meetings.models import Meeting, Petition, StudySession, Task
from members.models import Badge, Card, CardReason, Complaint, Discipline, Member
from members.models.discipline import FORMS_OF_MEMBERS, FORMS_OF_UNITS
from reports.figures import Scope, compute
from reports.figures.by_unit import count_by_unit
from reports.reading import dashboard, half_year, meeting_statistics
from tests.reports.test_figure_moves import FIRST, LAST, PLANNED, days, live_through
from tests.reports.test_figures_and_lists import assert_listed

BY_UNIT = [*meeting_statistics.CODES, *half_year.SHORT, *dashboard.COUNTED]
WEEK = datetime.timedelta(7)


def paper(today) -> Decision:
    return Decision(number="2-QĐ", signed_on=today, issuer="Đảng ủy")


def commend(cell, member, today, which):
    facts = {"form": AwardForm.MERIT, "reason": f"Việc {which}", "year": today.year, "by": None}
    kind = AwardKind.values[which % len(AwardKind.values)]
    whom = {"unit": here(member, today), "member": member} if which % 2 else {"unit": cell}
    Commendation.objects.give(kind=kind, given_on=today, **whom, **facts)
    Proposal.objects.give(kind=kind, proposed_on=today, **whom, **facts)


def here(member, today) -> Unit:
    """The cell of that day; else the act is refused."""
    spell = member.memberships.on(today).first()
    if spell is None:
        raise ValidationError("Không có trong danh sách.")
    return spell.unit


def discipline(cell, member, today, which):
    facts = {"on": today, "decision": paper(today), "by": None}
    if which % 2:
        form = FORMS_OF_MEMBERS[which % len(FORMS_OF_MEMBERS)]
        row = Discipline.objects.record_member(member, form=form, **facts)
    else:
        form = FORMS_OF_UNITS[which % len(FORMS_OF_UNITS)]
        row = Discipline.objects.record_unit(cell, form=form, **facts)
    if which % 3 == 0:
        row.settle(Complaint.ANNULLED, decision=paper(today), by=None)


def inspect(cell, member, today, which):
    facts = {"year": today.year, "part": 1, "title": f"Cuộc {which}", "begun_on": today, "by": None}
    kind = CampaignKind.values[which % len(CampaignKind.values)]
    above = [version.parent for version in cell.versions.on(today)]
    for unit, performer in [(cell, Performer.CELL), *((one, Performer.COMMITTEE) for one in above)]:
        made = Campaign.objects.enter(unit=unit, performer=performer, kind=kind, **facts)
        Subject.objects.add(made, units=[cell], on=today, by=None)
        if member.memberships.on(today).exists():
            Subject.objects.add(made, member=member, on=today, by=None)
        if which % 3:
            made.conclude(on=today + WEEK, number="2-TB/ĐU", conclusion="", by=None)


def letter(cell, member, today, which):
    facts = {"received_on": today, "number": str(which), "kind": "complaint", "handling": "within"}
    facts["settled_on"] = today + WEEK if which % 2 else None
    ReceivedLetter.objects.receive(unit=cell, by=None, **facts)


def card(cell, member, today, which):
    facts = {"number": f"{today:%y%m%d}{which}", "reason": list(CardReason)[which % 3]}
    given = today + WEEK if which % 2 else None
    Card.objects.issue(member=member, issued_on=today, handed_over_on=given, by=None, **facts)


def study(cell, member, today, which):
    facts = {"subject": f"Nghị quyết {which}", "due": 10, "attended": which % 11}
    StudySession.objects.record(unit=cell, held_on=today, by=None, **facts)


def task(cell, member, today, which):
    kind = ["regular", "thematic", "combined"][which % 3]
    topic = "" if kind == "regular" else "Chuyên đề"
    meeting = Meeting.objects.open(unit=cell, kind=kind, topic=topic, held_on=today, by=None)
    for number, due_on in enumerate((None, today + WEEK)):
        made = Task.objects.create(meeting=meeting, text=f"Việc {number}", due_on=due_on)
        if which % 2:
            made.complete(on=today + WEEK, by=None)


def petition(cell, member, today, which):
    made = Petition.objects.raise_up(unit=cell, text=f"Sửa mái {which}", raised_on=today, by=None)
    if which % 4 in (1, 2):
        made.reply(on=today + WEEK, text="<p>Đã sửa.</p>", by=None)
    if which % 4 == 2:
        made.reopen(on=today + 2 * WEEK, reason="Chưa xong", by=None)
    if which % 4 == 3:
        made.withdraw(on=today + 2 * WEEK, reason="Không cần nữa", by=None)


def badge(cell, member, today, which):
    long_ago = {"admission_decided_on": "1980-01-01", "admitted_on": "1980-01-03"}
    Member.objects.filter(pk=member.pk).update(
        born_on="1955-01-01", official_on="1981-01-03", **long_ago
    )
    member = Member.objects.get(pk=member.pk)
    Badge.objects.record(member=member, years=[30, 40][which % 2], on=today, by=None)


RECORDS = [commend, discipline, inspect, letter, card, study, task, petition, badge]
KEPT = {record.__name__: record for record in RECORDS}
ARRIVALS = [("join", one, one, 1, "transfer") for one in range(4)]
records = st.tuples(
    st.sampled_from(list(KEPT)),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 25),
    st.integers(0, 60),
)
joins = st.tuples(
    st.sampled_from(["join", "begin", "transfer", "move", *PLANNED]),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 25),
    st.just("transfer"),
)
periods = st.one_of(
    st.tuples(days, days).map(sorted),
    st.sampled_from([(FIRST, datetime.date(2019, 12, 31)), (FIRST, LAST)]),
)


def grade_year(year, levels):
    """A round of each committee, with a level for some of its rows."""
    for committee in Unit.objects.filter(kind=UnitKind.GRASSROOTS_COMMITTEE):
        try:
            with transaction.atomic():
                grading = Round.objects.open_for(committee, year=year, by=None)
                chosen = [Level.values[one] if one < 4 else "" for one in levels]
                for rows, grade in (
                    (grading.member_assessments.all(), grading.grade_members),
                    (grading.unit_assessments.all(), grading.grade_units),
                ):
                    some = [row for row in rows if chosen[row.pk % 4]]
                    grade({row.pk: (chosen[row.pk % 4], "", "") for row in some}, by=None)
        except ValidationError:
            pass  # nobody stood there on the day of the roll


@pytest.mark.django_db
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    history=st.lists(st.one_of(joins, records, records), min_size=8, max_size=24),
    levels=st.lists(st.integers(0, 4), min_size=4, max_size=4),
    dates=periods,
    which=st.integers(0, 6),
)
def test_every_number_of_records_is_the_length_of_its_list(db, history, levels, dates, which):
    with transaction.atomic():
        units = live_through([*ARRIVALS, *history], KEPT)
        grade_year(2019, levels)
        for unit in (units[0], units[which % len(units)]):
            scope = Scope(unit, *dates)
            assert_listed(scope)
            assert_side_by_side(scope)
        transaction.set_rollback(True)


def assert_side_by_side(scope):
    """The tables of units, which count otherwise, tell the same."""
    counts = count_by_unit([scope.unit], *scope.days, BY_UNIT)
    told = {code: counts.of(scope.unit.pk, code) for code in BY_UNIT}
    assert told == compute(scope, BY_UNIT)
