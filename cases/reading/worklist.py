"""Work under way as on a day: the next step of each case, whose it is, and how soon it is due."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from cases.models import Case, CaseOutcome
from cases.procedures.base import Step
from cases.procedures.confirmation import CONFIRMATION
from cells.models import History, Threshold
from members.models import Membership
from members.rules.probation import probation_end, probation_over

# A deadline is announced so many days ahead, the nearer the louder.
BANDS = (7, 30, 60, 90)


@dataclass(frozen=True)
class DueDay:
    """A deadline looked at on a day."""

    on: datetime.date
    day: datetime.date

    @property
    def days_left(self) -> int:
        """Below 0 once it is over."""
        return (self.on - self.day).days

    @property
    def is_late(self) -> bool:
        return self.days_left < 0

    @property
    def band(self) -> int | None:
        """The narrowest of the bands it is in; None while it is further off, or over."""
        return None if self.is_late else next((days for days in BANDS if self.days_left <= days), None)

    @property
    def words(self) -> str:
        if self.is_late:
            return f"quá hạn {-self.days_left} ngày"
        return f"còn {self.days_left} ngày" if self.days_left else "hôm nay là hạn cuối"


@dataclass(frozen=True)
class Work:
    """One case with what comes next on that day."""

    case: Case
    step: Step | None
    due: DueDay | None

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due.is_late


def works(cases: Iterable[Case], day: datetime.date, history: History | None = None) -> list[Work]:
    """Cases loaded `with_steps(day)`, the most pressing first, those without a deadline last."""
    history = history or Threshold.objects.history()
    rows = [_work(case, day, history) for case in cases]
    return sorted(rows, key=lambda work: (work.due.on if work.due else datetime.date.max, work.case.pk))


def _work(case: Case, day: datetime.date, history: History) -> Work:
    is_closed = case.closed_on is not None and case.closed_on <= day
    step = None if is_closed else case.procedure.after(set(case.done_steps))
    due_on = case.due_of(step, history) if step else None
    return Work(case, step, due_on and DueDay(due_on, day))


def ending_probations(spells, day: datetime.date, history: History | None = None):
    """Of these spells, those of members on probation, over by then or within 90 days, for whom
    nobody has begun the confirmation, on that day or since."""
    cases = Case.objects.filter(kind=CONFIRMATION.code, member=OuterRef("member"))
    begun = cases.exclude(outcome=CaseOutcome.STOPPED, closed_on__lte=day)
    ahead = min(datetime.timedelta(days=max(BANDS)), datetime.date.max - day)
    over = probation_over(day + ahead, "member__admitted_on", history)
    soon = spells.filter(over, member__official_on__isnull=True)
    waiting = soon.exclude(Exists(begun)).select_related("member", "unit")
    return waiting.order_by("member__admitted_on", "member__sort_key", "pk")


def probation_due(spell: Membership, day: datetime.date, history: History) -> DueDay:
    return DueDay(probation_end(spell.member.admitted_on, history), day)
