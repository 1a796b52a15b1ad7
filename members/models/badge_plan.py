"""Who is due for a badge in a round, who may have it early, and who has to wait."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Threshold, ThresholdCode, Unit
from common.partial import PartialDay
from common.workdays import working_days_before
from members.models.badge import Badge
from members.models.discipline import Discipline, DisciplineForm
from members.models.member import Member
from members.models.membership import Membership
from members.models.outside import times_outside
from members.rules.badges import MARKS, Mark, Round, free_again_on, mark_ahead, mark_reached
from members.rules.party_age import MONTHS_A_YEAR, add_months, latest_start

HOLDS = {
    DisciplineForm.REPRIMAND: ThresholdCode.BADGE_HOLD_REPRIMAND,
    DisciplineForm.WARNING: ThresholdCode.BADGE_HOLD_WARNING,
    DisciplineForm.DISMISSAL: ThresholdCode.BADGE_HOLD_WARNING,
}

MOST_NAMED = 500
DECIDED = ("member__admission_decided_on", "member__admission_decided_precision")


class OnRoll(NamedTuple):
    """What the plan asks of a member on the roll and of the cell: of whole bodies no more is read."""

    pk: int
    name: str
    decided_on: datetime.date
    precision: str
    unit_id: int
    cell: str


@dataclass(frozen=True)
class Due:
    """One member and the mark that has no badge yet."""

    member: OnRoll
    mark: Mark
    plan: BadgePlan
    proposed: Badge | None  # already on a list, of this round or another
    discipline: Discipline | None  # the one that holds it longest

    @property
    def decided(self) -> PartialDay:
        return PartialDay(self.member.decided_on, self.member.precision)

    @property
    def is_early(self) -> bool:
        return self.mark.reached_on > self.plan.window[1]

    @property
    def is_missed(self) -> bool:
        """Reached before the window: an earlier round passed it over."""
        return self.mark.reached_on < self.plan.window[0]

    @property
    def held_until(self) -> datetime.date | None:
        """Not before this day; None when nothing stands in the way on the day of the round."""
        return self.discipline and self.plan.free_on(self.discipline)

    @property
    def may_be_chosen(self) -> bool:
        return self.proposed is None and self.held_until is None


class BadgePlan:
    """The round of one year for one unit, with everything below it; a handful of queries in all."""

    def __init__(self, unit: Unit, badge_round: Round, year: int):
        self.unit, self.round, self.year = unit, badge_round, year
        self.on, self.window = badge_round.on(year), badge_round.window(year)
        self.rules = Threshold.objects.on(self.on)

    @cached_property
    def early_until(self) -> datetime.date:
        return add_months(self.on, self.rules[ThresholdCode.BADGE_EARLY_MONTHS].value)

    def free_on(self, discipline: Discipline) -> datetime.date:
        return free_again_on(discipline.starts_on, self.rules[HOLDS[discipline.form]].value)

    @cached_property
    def rows(self) -> list[Due]:
        """Everybody due by the end of the window or early, cell by cell, by name."""
        people = [OnRoll(*row) for row in self._roll()]
        # Of a thousand members it is quicker to ask for all there is than to name each.
        members = [person.pk for person in people] if len(people) <= MOST_NAMED else None
        outside, holds = times_outside(members), self._holds(members)
        badges = defaultdict(dict)
        for badge in _of(Badge.objects.all(), members):
            badges[badge.member_id][badge.years] = badge
        rows = (
            self._due(person, badges[person.pk], outside.get(person.pk, ()), holds.get(person.pk))
            for person in people
        )
        return [row for row in rows if row]

    @cached_property
    def due(self) -> list[Due]:
        """Free to be chosen, reached in the window or missed in an earlier round."""
        return [row for row in self.rows if row.may_be_chosen and not row.is_early]

    @cached_property
    def early(self) -> list[Due]:
        """Free to be chosen, but only for grave illness."""
        return [row for row in self.rows if row.may_be_chosen and row.is_early]

    @cached_property
    def held(self) -> list[Due]:
        """Due, but not to be considered yet after a discipline."""
        return [row for row in self.rows if row.held_until and not row.proposed and not row.is_early]

    @property
    def proposed(self) -> list[Due]:
        """On the list of this round, and not given yet."""
        return [row for row in self.rows if row.proposed and row.proposed.round_on == self.on]

    @cached_property
    def elsewhere(self) -> list[Due]:
        """On the list of another round."""
        return [row for row in self.rows if row.proposed and row.proposed.round_on != self.on]

    @property
    def papers_due_on(self) -> datetime.date:
        """The last day for the cells' papers to reach the committee."""
        return working_days_before(self.on, self.rules[ThresholdCode.BADGE_PAPERS_DAYS].value)

    def _roll(self):
        """Official members on the roll who can have reached the first mark, early ones included.

        The roll of the day of the round; of today as long as the round is to come.
        """
        day = min(self.on, timezone.localdate())
        first = latest_start(max(self.early_until, self.window[1]), MARKS[0] * MONTHS_A_YEAR)
        return (
            Membership.objects.on_roll(self.unit, day)
            .official(day)
            .filter(member__admission_decided_on__lte=first)
            .order_by("unit__path", "member__sort_key", "member_id")
            .values_list("member", "member__full_name", *DECIDED, "unit", "unit__name")
        )

    def _holds(self, members: list[int] | None) -> dict[int, Discipline]:
        """Member id → the discipline that holds a badge back longest on the day of the round."""
        recent = _of(Discipline.objects.valid().filter(starts_on__lte=self.on), members)
        rows = sorted(recent.filter(form__in=HOLDS).reverse(), key=self.free_on)
        return {row.member_id: row for row in rows if self.free_on(row) > self.on}

    def _due(self, person: OnRoll, badges, outside, hold) -> Due | None:
        given = [years for years, badge in badges.items() if badge.awarded_on]
        last = self.window[1]
        mark = mark_reached(person.decided_on, last, given, outside) or mark_ahead(
            person.decided_on, last, self.early_until, given, outside
        )
        return mark and Due(person, mark, self, badges.get(mark.years), hold)

    @transaction.atomic
    def propose(self, members: list[int], *, early: dict[int, str], by: User | None) -> list[Badge]:
        """Put members on the list of the round; `early`: member id → the paper asking for it."""
        chosen = self._locked(members)
        for row in chosen:
            self._check(row, early.get(row.member.pk, ""))
        badges = [
            Badge(
                member_id=row.member.pk,
                years=row.mark.years,
                unit_id=row.member.unit_id,
                round_on=self.on,
                early_reason=early.get(row.member.pk, "") if row.is_early else "",
            )
            for row in chosen
        ]
        for badge in badges:
            badge.save()
            audit.record(by, "badge.propose", badge.member, ["badge"])
        return badges

    def _locked(self, members: list[int]) -> list[Due]:
        """Their rows as they stand now: whoever comes second sees what the first one did."""
        asked = set(members)
        list(Member.objects.select_for_update().filter(pk__in=asked).order_by("pk"))
        now = BadgePlan(self.unit, self.round, self.year)
        rows = [row for row in now.rows if row.member.pk in asked]
        if not rows or len(rows) != len(asked):
            raise ValidationError("Chọn ít nhất một đồng chí đến hạn trong đợt này.")
        return rows

    def _check(self, row: Due, reason: str) -> None:
        if row.proposed:
            raise ValidationError(f"Đồng chí {row.member.name} đã ở trong danh sách đề nghị.")
        if row.held_until:
            until = f"{row.held_until:%d/%m/%Y}"
            raise ValidationError(
                f"Đồng chí {row.member.name}: chưa xét huy hiệu đến {until} vì kỷ luật."
            )
        if row.is_early and not reason:
            raise ValidationError(
                {f"early-{row.member.pk}": "Tặng sớm thì ghi văn bản đề nghị của chi bộ."}
            )


def _of(rows: QuerySet, members: list[int] | None) -> QuerySet:
    """Those of these members; of all where they are too many to name."""
    return rows if members is None else rows.filter(member__in=members)
