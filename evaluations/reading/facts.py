"""The facts of a year that bear on grading, of any number of members or units in one query."""

from __future__ import annotations

import datetime
from itertools import chain
from typing import NamedTuple

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone

from cells.models import Threshold, ThresholdCode
from common.periods import DAY
from evaluations.models import Level, MemberAssessment, Round, SelfReview, Suggestion, UnitAssessment
from evaluations.rules.grounds import About
from meetings.models import Attendance, Meeting, Task
from members.models import Absence, CommentLevel, Discipline, Membership, ResidenceComment, Suspension
from members.rules.party_age import MONTHS_A_YEAR, add_months


class Fact(NamedTuple):
    """Of a member or a unit: the row it leads to, its days and texts."""

    about: str
    subject: int
    pk: int
    starts_on: datetime.date
    ends_on: datetime.date | None
    text: str
    place: str


class Look:
    """The period that is looked at, until when, and the numbers of the rules in it."""

    def __init__(self, grading: Round):
        today = timezone.localdate()
        self.grading, self.start, self.end = grading, grading.starts_on, grading.ends_on
        self.day = min(self.end, today)
        self.now = self.end if grading.is_closed else today
        self.roll_on = grading.reference_on
        self.sessions_from = min(self.roll_on, self.end.replace(day=1))  # reviews of the last month
        self.months = grading.applied_rules.months_before_grading
        self.numbers = Threshold.objects.history()

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        return self.start, self.end

    def number(self, code: ThresholdCode) -> Threshold:
        return self.numbers.of(code, self.end)


def facts_of(look: Look, *querysets) -> list[Fact]:
    """About the members, and the units, of these rows of the round."""
    parts = PARTS_OF_TERM if look.grading.is_of_term else PARTS
    found = [part(look, rows.order_by()) for rows in querysets for part in parts[rows.model]]
    first, *others = chain.from_iterable(found)
    return [Fact(*values) for values in first.union(*others, all=True)]


def _plain(rows, about: About, subject="member", *, days=("starts_on", "ends_on"), **texts):
    """Rows as the columns of a Fact."""
    columns = [texts.get(name, Value("")) for name in ("text", "place")]
    return rows.order_by().values_list(Value(about.value), subject, "pk", *days, *columns)


def _decided(look: Look) -> Q:
    """Of disciplines: decided, or in force from a day, in the year."""
    return Q(starts_on__range=look.period) | Q(decision__signed_on__range=look.period)


def _decided_later(look: Look) -> Q:
    """In the year after, while the member was on a roll here."""
    days = (look.end + DAY, add_months(look.end, MONTHS_A_YEAR))
    here = Q(unit__path__startswith=look.grading.unit.path)
    return here & Q(decision__signed_on__range=days, starts_on__gt=look.end)


def _disciplines(about: About, which: Q, subject: str):
    rows = Discipline.objects.valid().filter(which)
    days = ("starts_on", "decision__signed_on")
    return _plain(rows, about, subject, days=days, text=F("form"), place=F("unit__code"))


def _suggested(about: About, rows, of: str, subject: str):
    """Suggestions for the review that nobody answered."""
    open_ones = Suggestion.objects.unanswered().filter(**{f"{of}__in": rows.values("pk")})
    return _plain(open_ones, about, subject, days=("issued_on", "issued_on"), text=F("paper"))


def _quarters(look: Look, rows):
    """For the grade of a year: its closed quarters that ended at the lowest level."""
    others = MemberAssessment.objects.of_quarters(look.grading).at_level(Level.KHT)
    failed = others.filter(member__in=rows.values("member"))
    days = ("round__starts_on", "round__ends_on")
    return _plain(failed, About.QUARTER, days=days, text=Cast("round", CharField()))


def _limits(look: Look, rows):
    """Shortcomings that members named in the review of the year before, where this one says nothing of
    what became of them."""
    last_year = Round.objects.yearly().filter(year=look.grading.year - 1)
    said = SelfReview.objects.filter(assessment__in=rows.values("pk")).exclude(remedied="")
    of_last_year = {"assessment__round__in": last_year, "assessment__member__in": rows.values("member")}
    named = SelfReview.objects.filter(**of_last_year).exclude(limits="")
    left = named.exclude(assessment__member__in=said.values("assessment__member"))
    days = ("assessment__round__starts_on", "assessment__round__ends_on")
    return _plain(left, About.LIMITS, "assessment__member", days=days, text=F("limits"))


def _residence(look: Look, rows):
    """Comments of the year that say less than good."""
    comments = ResidenceComment.objects.filter(year=look.grading.year, member__in=rows.values("member"))
    weak = comments.exclude(level=CommentLevel.GOOD)
    return _plain(weak, About.RESIDENCE, days=("received_on",) * 2, text=F("level"))


def _standing(look: Look, rows) -> list:
    gradable = rows.filter(exclusion="")
    newest = add_months(look.sessions_from, -look.months)
    suspended = Suspension.objects.on(look.now).filter(member__in=gradable.values("member"))
    these = Q(member__in=rows.values("member"))
    days = ("member__admitted_on", "member__official_on")
    return [
        _suggested(About.SUGGESTION, rows, "member", "member__member"),
        _limits(look, rows),
        _residence(look, rows),
        _quarters(look, rows),
        _disciplines(About.DISCIPLINE, these & _decided(look), "member"),
        _disciplines(About.LATER, these & _decided_later(look), "member"),
        _plain(suspended, About.SUSPENDED),
        _plain(gradable.filter(member__admitted_on__gt=newest), About.TOO_NEW, days=days),
        _plain(gradable.exclude(member__official_on__lte=look.roll_on), About.PROBATION, days=days),
    ]


def _stays(look: Look, rows) -> list:
    these = Q(member__in=rows.values("member"))
    stays = Membership.objects.overlapping(*look.period).filter(these)
    moved = stays.permanent().filter(Q(starts_on__gt=look.start) | Q(ends_on__lt=look.end))
    away = Absence.objects.overlapping(*look.period).filter(these)
    return [
        _plain(moved, About.MOVED, text=F("came_by"), place=F("came_from")),
        _plain(away, About.AWAY, place=F("place")),
        _plain(stays.temporary(), About.AWAY, place=F("unit__name")),
    ]


def _work(look: Look, rows) -> list:
    members = rows.values("member")
    # Asked of each attendance, not as a list: who is graded is few, the meetings of a year are many.
    meetings = Meeting.objects.held(*look.period).of_cells().filter(pk=OuterRef("meeting"))
    due = Attendance.objects.due().filter(Exists(meetings), member__in=members)
    undone = Task.objects.undone_on(look.day).filter(assignee__in=members)
    held = "meeting__held_on"
    return [
        _plain(due, About.ATTENDANCE, days=(held, held), text=F("status")),
        _plain(undone, About.LATE, "assignee", days=(held, "due_on"), text=F("text")),
    ]


def _of_years(about: About, known, rows, subject: str):
    """What the closed rounds of years say of these members or units."""
    graded = known.graded().filter(**{f"{subject}__in": rows.values(subject)})
    days = ("round__starts_on", "round__ends_on")
    texts = {"text": F("level")} | ({"place": F("unit__code")} if subject == "unit" else {})
    return _plain(graded, about, subject, days=days, **texts)


def _members_in_years(look: Look, rows) -> list:
    years = MemberAssessment.objects.closed().ending_within(*look.period)
    return [_of_years(About.YEARS, years, rows, "member")]


def _units_of_term(look: Look, rows) -> list:
    of_units = Q(member__isnull=True, unit__in=rows.values("unit"))
    years = UnitAssessment.objects.closed().ending_within(*look.period).one_for_each_unit()
    return [
        _suggested(About.UNIT_SUGGESTION, rows, "of_unit", "of_unit__unit"),
        _disciplines(About.UNIT_DISCIPLINE, of_units & _decided(look), "unit"),
        _of_years(About.UNIT_YEARS, years, rows, "unit"),
    ]


def _of_units(look: Look, rows) -> list:
    units = rows.values("unit")
    guests = Membership.objects.overlapping(*look.period).temporary().filter(unit__in=units)
    founded = rows.filter(unit__founded_on__gt=look.start, unit__founded_on__lte=look.end)
    members = look.grading.member_assessments.filter(exclusion="", cell__in=units)
    of_units, code = Q(member__isnull=True, unit__in=units), F("unit__code")
    admitted = ("member__admitted_on", "member__admitted_on")
    return [
        _suggested(About.UNIT_SUGGESTION, rows, "of_unit", "of_unit__unit"),
        _disciplines(About.UNIT_DISCIPLINE, of_units & _decided(look), "unit"),
        _plain(founded, About.NEW_UNIT, "unit", days=("unit__founded_on",) * 2, place=code),
        _plain(guests, About.GUESTS, "unit", place=code),
        _plain(members, About.MEMBERS, "cell", days=admitted, text=F("level"), place=F("cell__code")),
    ]


PARTS = {MemberAssessment: [_standing, _stays, _work], UnitAssessment: [_of_units]}
# Meetings, tasks and moves of each year were looked at in its own round.
PARTS_OF_TERM = {MemberAssessment: [_standing, _members_in_years], UnitAssessment: [_units_of_term]}
