"""What is counted for the first page: which lists for which role; what is known of a user's work."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, Q
from django.utils import timezone

from accounts.models import User
from cells.models import History, Threshold, Unit
from cells.rights import COUNTING_ROLES, may
from cells.scoping import assignments_of
from common.days import usual_day
from common.months import quarter_of
from common.periods import DAY
from evaluations.models import Collective, MemberAssessment, Proposal, Round, UnitAssessment
from inspections.models import Remedy
from meetings.models import Directive, Meeting, Petition, PetitionAnswer, ProgrammeItem, Topic
from meetings.reading.register import unregistered
from meetings.rules.deadlines import late_minutes
from members.models import CorrectionRequest
from reports.figures import Scope, compute
from reports.figures.attendance import absentees
from reports.figures.figure import Count
from reports.figures.meetings import unrated
from reports.figures.owed import CellMonth, due_and_missing
from reports.figures.tasks import tasks_overdue
from reports.models import Report, Stage, Target
from reports.reading.collected import late_bodies
from reports.reading.next_meeting import meetings_of_year
from scoring.models import MeetingScore, ScoreState
from scoring.models.score import OPEN_STATES
from upkeep.models import CellAnswer

NEWS = 30 * DAY  # how long an answer to a petition is told


def _drafts(scope: Scope):
    """A cell has nothing below it: its own are found without looking at all units."""
    meetings, unit = Meeting.objects, scope.unit
    rows = meetings.of_unit(unit) if unit.is_cell else meetings.under(unit)
    return rows.drafts().held(*scope.days)


def waiting_plans(scope: Scope):
    """Registered by cells for this month or later, and not answered by the committee."""
    plans = Meeting.objects.under(scope.unit).waiting()
    return plans.filter(held_on__gte=scope.end.replace(day=1))


def returned_plans(scope: Scope):
    """Sent back to the cells for this month or later, and not answered by them."""
    plans = Meeting.objects.under(scope.unit).returned()
    return plans.filter(held_on__gte=scope.end.replace(day=1))


def _unscored(scope: Scope):
    """Held by a cell that scores its meetings, and still without the vote of the cell."""
    scores = MeetingScore.objects.under(scope.unit).on_days(*scope.days)
    waiting = Q(score=None) | Q(score__state__in=OPEN_STATES)
    held = unrated(scope).filter(waiting, is_taken_over=False, held_on__lt=scope.end)
    return held.filter(Exists(scores))


def _offered(scope: Scope):
    """Suggested from above for this quarter or a later one, and not on the plan of the cell."""
    topics = Topic.objects.of_year(scope.end.year).filter(quarter__gte=quarter_of(scope.end))
    return topics.filter(unit__in=scope.unit.path_ids).exclude(plans__unit=scope.unit)


def _answered(scope: Scope):
    """Answers to the cell of the last weeks."""
    answers = PetitionAnswer.objects.standing_on(scope.end).filter(petition__unit=scope.unit)
    return answers.filter(answered_on__gt=scope.end - NEWS)


def _scores(state: str):
    rows = MeetingScore.objects.filter(state=state)
    return lambda scope: rows.under(scope.unit).on_days(*scope.days)


def _drafted(stage: str):
    rows = Report.objects.drafts().filter(stage=stage)
    return lambda scope: rows.filter(unit=scope.unit)


def _yearly(scope: Scope):
    return Round.objects.yearly().under(scope.unit).filter(year=scope.end.year)


def late_members(scope: Scope):
    """Left for later when they were graded, until a day that is over; of whatever year."""
    return MemberAssessment.objects.under(scope.unit).overdue(scope.end)


def late_units(scope: Scope):
    return UnitAssessment.objects.under(scope.unit).overdue(scope.end)


def late_collectives(scope: Scope):
    return Collective.objects.under(scope.unit).overdue(scope.end)


LISTS = {
    "drafts": _drafts,
    "late_drafts": lambda scope: late_minutes(_drafts(scope), scope.end),
    "overdue": tasks_overdue,
    # Of the cells to a committee; a cell waits for those that it raised itself.
    "petitions": lambda scope: Petition.objects.under(scope.unit).open_on(scope.end),
    "absentees": absentees,
    "unregistered": lambda scope: unregistered(scope.unit, scope.end),
    "plans": waiting_plans,
    "returned": returned_plans,
    "programme": lambda scope: ProgrammeItem.objects.under(scope.unit).overdue(scope.end),
    "remedies": lambda scope: Remedy.objects.under(scope.unit).overdue(scope.end),
    "unsent": late_bodies,
    "unanswered": lambda scope: CellAnswer.objects.under(scope.unit).waiting().asked(),
    "corrections": lambda scope: CorrectionRequest.objects.under(scope.unit).waiting(),
    "unscored": _unscored,
    "offered": _offered,
    "directives": lambda scope: Directive.objects.pending(scope.unit),
    "answered": _answered,
    "unconfirmed": _scores(ScoreState.VOTED),
    "unaccepted": _scores(ScoreState.CONFIRMED),
    "checked": _drafted(Stage.CHECKED),
    "approved": _drafted(Stage.APPROVED),
    "yearly": _yearly,
    "open_yearly": lambda scope: _yearly(scope).filter(closed_at__isnull=True),
    "late_members": late_members,
    "late_units": late_units,
    "late_collectives": late_collectives,
    "rounds": lambda scope: Round.objects.under(scope.unit).filter(
        year=scope.end.year, closed_at__isnull=True
    ),
    "targets": lambda scope: Target.objects.filter(unit=scope.unit).counted_over(*scope.days),
    "proposals": lambda scope: Proposal.objects.under(scope.unit).waiting().in_year(scope.end.year),
}
COUNTS = {name: Count(f"due.{name}", name, rows, table="") for name, rows in LISTS.items()}
EVERY = ("drafts", "late_drafts", "overdue", "petitions", "absentees", "remedies", "unanswered")
OF_CELL = (*EVERY, "unscored", "offered", "directives", "answered")
OF_OFFICE = (
    *(*EVERY, "unregistered", "plans", "returned", "programme", "unsent"),
    *("yearly", "open_yearly", "late_members", "late_units", "late_collectives", "corrections"),
)
OF_LEADER = (
    *("plans", "petitions", "unconfirmed", "unaccepted"),
    *("checked", "approved", "rounds", "proposals"),
)


def counted_for(user: User, unit: Unit) -> tuple[str, ...]:
    """What the first page counts for this user: all of it in one query."""
    if may(user, "meeting.record", unit):
        own = OF_CELL if unit.is_cell else OF_OFFICE
    elif may(user, "inspection.write", unit):
        own = ("remedies",)
    else:
        own = ("unsent",) if may(user, "report.ask", unit) else ()
    return tuple(dict.fromkeys([*own, *(OF_LEADER if decides(user, unit) else ())]))


def decides(user: User, unit: Unit) -> bool:
    """Whether it is the user who approves and signs for a committee."""
    return may(user, "report.issue", unit) and may(user, "plan.approve", unit)


@dataclass(frozen=True)
class Desk:
    """A user's work at a unit: numbers by name, the numbers of rules by day."""

    user: User
    scope: Scope
    numbers: dict
    history: History

    def __getitem__(self, name: str) -> int:
        """0 of what is not counted for this user."""
        return self.numbers.get(f"due.{name}", 0)

    def may(self, action: str) -> bool:
        return may(self.user, action, self.scope.unit)

    @property
    def today(self) -> datetime.date:
        """The very day; `scope.end` is the day that the user works on."""
        return timezone.localdate()

    @cached_property
    def own(self) -> list[Meeting]:
        """Of a cell: its meetings of the year and those to come."""
        return meetings_of_year(self.scope.unit, self.scope.end)

    @cached_property
    def months(self) -> tuple[list[CellMonth], list[CellMonth]]:
        """The months that owe a regular meeting, and those of them without one as yet."""
        return due_and_missing(self.scope)


def desk_of(user: User, unit: Unit, figures: Iterable[str] = ()) -> Desk:
    """With the values of these figures among its numbers."""
    scope = Scope(unit, datetime.date(user.year, 1, 1), usual_day(user))
    lists = [COUNTS[name] for name in ("targets", *counted_for(user, unit))]
    numbers = compute(scope, figures, also=lists)
    return Desk(user, scope, numbers, Threshold.objects.history())


def home_unit(user: User) -> Unit | None:
    """The highest unit at which the user holds a role with business data today."""
    units = [held.unit for held in assignments_of(user) if held.role in COUNTING_ROLES]
    return min(units, key=lambda unit: len(unit.path), default=None)
