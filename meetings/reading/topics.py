"""Topics of a year, cell by cell and quarter by quarter: planned against done."""

from collections import defaultdict
from dataclasses import dataclass

from accounts.models import User
from cells.models import Unit
from common.tables import Table
from meetings.models import Meeting, MeetingKind, TopicPlan
from meetings.reading.calendar import Span, calendar_of


@dataclass(frozen=True)
class TopicQuarter:
    """One quarter of one cell. What was held is told by the calendar, the same as in every figure."""

    number: int
    plans: list[TopicPlan]
    span: Span

    @property
    def held(self) -> list[Meeting]:
        return [meeting for meeting in self.span.meetings if meeting.is_thematic]

    @property
    def unplanned(self) -> list[Meeting]:
        """Thematic meetings held that no plan names."""
        named = {plan.meeting_id for plan in self.plans}
        return [meeting for meeting in self.held if meeting.pk not in named]

    @property
    def may_take(self) -> bool:
        """Whether there is a meeting, held or registered, that may be named as the one of a plan."""
        named = {plan.meeting_id for plan in self.plans}
        regular = MeetingKind.REGULAR
        planned = [m for m in self.span.planned if m.is_thematic or m.kind == regular]
        return bool(self.unplanned or {meeting.pk for meeting in planned} - named)

    @property
    def state(self) -> str:
        if self.held:
            return "đã sinh hoạt"
        if self.span.is_missing_topic:
            return "thiếu"
        return "có kế hoạch" if self.plans else "chưa có kế hoạch"


@dataclass(frozen=True)
class TopicYear:
    unit: Unit
    name: str
    quarters: list[TopicQuarter]


def topics_of(user: User, year: int, unit: Unit | None = None) -> list[TopicYear]:
    """The cells in sight with their plans."""
    plans: dict[tuple[int, int], list[TopicPlan]] = defaultdict(list)
    rows = TopicPlan.objects.visible_to(user).of_year(year)
    for plan in rows.select_related("meeting", "speaker", "topic"):
        plans[plan.unit_id, plan.quarter].append(plan)
    return [
        TopicYear(
            row.unit,
            row.name,
            [TopicQuarter(s.number, plans[row.unit.pk, s.number], s) for s in row.quarters],
        )
        for row in calendar_of(user, year, unit)
    ]


def taken_by_all(rows: list[TopicYear]) -> set[int]:
    """The suggestions that each of these cells has on its plan."""
    plans = [{p.topic_id for quarter in row.quarters for p in quarter.plans} for row in rows]
    return set.intersection(*plans) if plans else set()


def lines_of(rows: list[TopicYear]) -> list[tuple[TopicYear, TopicQuarter]]:
    return [(row, quarter) for row in rows for quarter in row.quarters]


TOPICS = Table(
    [
        ("Chi bộ", lambda line: line[0].name),
        ("Quý", lambda line: line[1].number),
        ("Kế hoạch", lambda line: "; ".join(plan.title for plan in line[1].plans)),
        ("Đã sinh hoạt", lambda line: "; ".join(meeting.topic for meeting in line[1].held)),
        ("Ngày", lambda line: "; ".join(f"{meeting.held_on:%d/%m/%Y}" for meeting in line[1].held)),
        ("Trạng thái", lambda line: line[1].state),
    ],
    names_persons=False,
)
