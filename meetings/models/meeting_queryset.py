"""Which meetings there are, how far each is, and the verbs that make a new one.

How far: nothing else reads the fields behind it. Pages, forms and papers ask a property of Meeting or
a method of its QuerySet.
"""

from __future__ import annotations

import datetime

from django.db import models, transaction
from django.db.models import OuterRef, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.reading.tree import unit_name_on
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.months import last_month, month_end
from meetings.models.attendance import Attendance
from meetings.models.kinds import CELL_MEETINGS, REGULAR_KINDS, THEMATIC_KINDS, MeetingKind
from meetings.models.shared import counted
from members.models import Membership


class MeetingState(models.TextChoices):
    """One after the other; a meeting that nobody planned begins as a draft."""

    PLANNED = "planned", "dự kiến"  # of a committee: nobody has to agree
    WAITING = "waiting", "chờ duyệt"
    RETURNED = "returned", "trả lại"
    APPROVED = "approved", "đã duyệt"
    DRAFT = "draft", "dự thảo"
    TAKEN_OVER = "taken_over", "ghi theo sổ giấy"  # its minutes stay on paper
    ADOPTED = "adopted", "đã thông qua"
    CORRECTED = "corrected", "đang đính chính"

    @classmethod
    def of(cls, meeting) -> MeetingState:
        """The state of a meeting of which at least STATE_FIELDS were read."""
        if meeting.adopted_at:
            return cls.CORRECTED if meeting.correction_reason else cls.ADOPTED
        if meeting.opened_at:
            return cls.TAKEN_OVER if meeting.is_taken_over else cls.DRAFT
        if meeting.approved_at:
            return cls.APPROVED
        if meeting.returned_reason:
            return cls.RETURNED
        return cls.WAITING if meeting.kind in CELL_MEETINGS else cls.PLANNED


UNANSWERED = {MeetingState.WAITING, MeetingState.RETURNED}
PLANNED = {MeetingState.PLANNED, MeetingState.APPROVED, *UNANSWERED}
HELD = {MeetingState.DRAFT, MeetingState.TAKEN_OVER, MeetingState.ADOPTED, MeetingState.CORRECTED}
STATE_FIELDS = [
    *("kind", "approved_at", "returned_reason", "opened_at"),
    *("is_taken_over", "adopted_at", "correction_reason"),
]


def is_held(path: str = "") -> Q:
    """Begun: the roll was taken, whether or not minutes are adopted. `path` leads to the meeting."""
    return Q(**{f"{path}opened_at__isnull": False})


class MeetingQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    def planned(self):
        """Foreseen, but not begun: no roll has been taken."""
        return self.filter(opened_at__isnull=True)

    def opened(self):
        return self.filter(is_held())

    def on_days(self, start: datetime.date, end: datetime.date):
        """Of those days, planned or held."""
        return self.filter(held_on__range=(start, end))

    def held(self, start: datetime.date, end: datetime.date):
        return self.opened().on_days(start, end)

    def of_unit(self, unit: Unit):
        """Meetings of this very unit, not of those below it."""
        return self.filter(unit=unit)

    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def of_cells(self):
        """Meetings of a whole cell, not of a committee: only cells hold these kinds."""
        return self.filter(kind__in=CELL_MEETINGS)

    def regular(self):
        return self.filter(kind__in=REGULAR_KINDS)

    def thematic(self):
        return self.filter(kind__in=THEMATIC_KINDS)

    def to_take_a_topic(self):
        """Thematic ones, and regular ones that are only registered: they may become combined ones."""
        registered = Q(kind=MeetingKind.REGULAR, opened_at__isnull=True)
        return self.filter(Q(kind__in=THEMATIC_KINDS) | registered)

    def drafts(self):
        """Begun, and not adopted yet: minutes are to be written."""
        return self.opened().filter(adopted_at__isnull=True, is_taken_over=False)

    def taken_over(self):
        """Typed in from registers on paper, where their minutes stay."""
        return self.filter(is_taken_over=True)

    def adopted(self):
        return self.filter(adopted_at__isnull=False)

    def before(self, meeting):
        """Held before that day by the same body, of the same kinds; the latest first."""
        kinds = CELL_MEETINGS if meeting.kind in CELL_MEETINGS else [meeting.kind]
        same = self.opened().of_unit(meeting.unit).filter(kind__in=kinds)
        return same.filter(held_on__lt=meeting.held_on).newest_first()

    def newest_first(self):
        """Said aloud, because a list that counts loses the order of Meta."""
        return self.order_by("-held_on", "-id")

    def with_attendance(self):
        """With `present` and `due`: how many came of how many who had to.

        Counted row by row, so that a page of 25 does not count a year of 77 bodies.
        """
        rows = Attendance.objects.filter(meeting=OuterRef("pk"))
        present, due = counted(rows.present(), "meeting"), counted(rows.due(), "meeting")
        return self.annotate(present=present, due=due)

    def with_observers(self):
        """With `invited_number` and `came_number` of those invited to watch."""
        rows = self.model._meta.get_field("observers").related_model.objects
        asked = rows.filter(meeting=OuterRef("pk"))
        came = counted(asked.filter(came=True), "meeting")
        return self.annotate(invited_number=counted(asked, "meeting"), came_number=came)

    def with_unit_name(self, *, with_body: bool = False):
        """With `unit_name`: what the unit was called on the day of the meeting; over many bodies, each
        with cells of the same names, with its body."""
        return self.annotate(unit_name=unit_name_on(OuterRef("held_on"), with_body=with_body))

    def for_minutes(self):
        """With everybody whom the page of one meeting names."""
        people = self.select_related("unit", "chair", "secretary", "opened_by", "adopted_by")
        return people.with_unit_name()

    def waiting(self):
        """Registered by a cell, and neither approved nor sent back."""
        return self.planned().of_cells().filter(approved_at__isnull=True, returned_reason="")

    def returned(self):
        """Sent back to the cell, which has not answered yet."""
        return self.planned().exclude(returned_reason="")

    def with_roll_size(self):
        """With `members`: how many belonged to the unit itself on the day of the meeting."""
        rolls = Membership.objects.permanent().on(OuterRef("held_on")).filter(unit=OuterRef("unit"))
        return self.annotate(members=counted(rolls, "unit"))

    def last_regular(self, unit: Unit, month: datetime.date):
        """The regular meeting of the unit, planned or held, in the month before that one, or None."""
        before = last_month(month)
        rows = self.of_unit(unit).regular().on_days(before, month_end(before))
        return rows.select_related("chair").order_by("held_on", "id").first()

    def last_place(self, unit: Unit) -> str:
        """Where the unit met last, as far as it was written."""
        known = self.of_unit(unit).exclude(place="")
        return known.values_list("place", flat=True).first() or ""

    @transaction.atomic
    def plan(self, *, unit: Unit, kind: str, held_on: datetime.date, by: User | None, **fields):
        """Foresee a meeting: its day may lie ahead, its roll is taken when it is held."""
        meeting = self._made(unit=unit, kind=kind, held_on=held_on, **fields)
        meeting.planned_at, meeting.planned_by = timezone.now(), by
        meeting.save()
        audit.record(by, "meeting.plan", meeting)
        return meeting

    @transaction.atomic
    def open(self, *, unit: Unit, kind: str, held_on: datetime.date, by: User | None, **fields):
        """Open a meeting that nobody had planned: the roll of that day is copied, all present."""
        meeting = self._made(unit=unit, kind=kind, held_on=held_on, **fields)
        meeting.save()
        meeting.hold(by=by)
        return meeting

    @transaction.atomic
    def take_over(self, *, absent: dict[int, tuple[str, str]], by: User | None, **fields):
        """Record a meeting from a register on paper: who of the roll of that day is not told absent,
        by id with status and reason, was there."""
        meeting = self.open(is_taken_over=True, by=by, **fields)
        if absent:
            meeting.mark(absent, by=by)
        return meeting

    def _made(self, **fields):
        # Two clicks on one button come one after the other, so that the second finds the first.
        Unit.objects.select_for_update().get(pk=fields["unit"].pk)
        meeting = self.model(**fields)
        meeting.full_clean()
        return meeting
