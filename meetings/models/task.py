"""Tasks that a meeting gave, and what became of them."""

import datetime
import uuid
from functools import reduce
from operator import and_

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, ExpressionWrapper, F, Prefetch, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import optional
from common.vietnamese import nfc
from meetings.models.agenda import AgendaItem
from meetings.models.meeting_queryset import STATE_FIELDS, is_held
from members.models import Member
from members.models.searching import typed_keys


class TaskQuerySet(ScopedQuerySet):
    unit_path = "meeting__unit__path"
    seen_by = PERSON_ROLES

    def seen_from(self, unit: Unit) -> Q:
        """Given by the meetings of the unit, or to it."""
        return super().seen_from(unit) | Q(unit__path__startswith=unit.path)

    def of_unit(self, unit: Unit):
        """Tasks given by meetings of this very unit."""
        return self.filter(meeting__unit=unit)

    def concerning_under(self, unit: Unit):
        """The same of everything below the unit today, and of itself."""
        return self.filter(self.seen_from(unit))

    def undone_on(self, day: datetime.date):
        """Given by that day, and neither done nor withdrawn by it."""
        return self.filter(is_held("meeting__"), _undone(day), meeting__held_on__lte=day)

    def overdue(self, day: datetime.date):
        """Due before that day, and neither done nor withdrawn by it."""
        return self.filter(is_held("meeting__"), _undone(day), due_on__lt=day)

    def to_report_at(self, meeting):
        """What its earlier meetings gave, or the committee gave to this unit, and was not done before;
        with what was reported of it here already.
        """
        concerning = self.filter(Q(meeting__unit=meeting.unit) | Q(unit=meeting.unit))
        undone = concerning.undone_on(meeting.held_on).exclude(meeting=meeting)
        here = Q(pk__in=undone.values("pk")) | Q(reports__meeting=meeting)
        rows = self.filter(here).distinct().judged_on(meeting.held_on)
        return rows.by_due_day().with_reports()

    def done_in(self, start: datetime.date, end: datetime.date):
        return self.filter(done_on__range=(start, end))

    def of_person(self, text: str):
        """Of somebody with every word that was typed in the name; marks and case aside."""
        words = [Q(assignee__search_key__contains=key) for key in typed_keys(text)]
        return self.filter(reduce(and_, words, Q()))

    def with_reports(self):
        reports = self.model._meta.get_field("reports").related_model.objects
        return self.prefetch_related(Prefetch("reports", reports.select_related("by", "meeting")))

    def tally(self, unit: str, day: datetime.date) -> dict[int, dict[str, int]]:
        """By the unit at that path: how many are to be done, overdue, and done in that year."""
        undone = _undone(day)
        held = self.filter(is_held("meeting__"), meeting__held_on__lte=day)
        given = held.order_by().values(unit)
        rows = given.annotate(
            open=Count("pk", undone),
            overdue=Count("pk", undone & Q(due_on__lt=day)),
            done=Count("pk", Q(done_on__range=(day.replace(month=1, day=1), day))),
        )
        return {row[unit]: row for row in rows}

    def judged_on(self, day: datetime.date):
        """With `is_late`: the day to have it done lies before `day`."""
        late = ExpressionWrapper(
            Q(due_on__isnull=False, due_on__lt=day), output_field=models.BooleanField()
        )
        return self.annotate(is_late=late)

    def given_to(self, member: Member, start: datetime.date, end: datetime.date):
        """What meetings of that time gave one person to do, and nobody withdrew."""
        given = self.filter(assignee=member, meeting__held_on__range=(start, end))
        return given.filter(withdrawn_on__isnull=True).by_due_day()

    def by_due_day(self):
        """The most urgent first; those without a day last."""
        people = self.select_related("assignee", "unit", "meeting__unit")
        return people.order_by(F("due_on").asc(nulls_last=True), "id")


def _undone(day: datetime.date) -> Q:
    """Neither done nor withdrawn by that day."""
    not_done = Q(done_on__isnull=True) | Q(done_on__gt=day)
    return not_done & (Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))


class Task(models.Model):
    """Nhiệm vụ giao tại một cuộc họp, with whoever leads it and a day it is due."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="tasks")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    item = optional(AgendaItem, on_delete=models.SET_NULL, related_name="tasks")
    text = models.CharField("nhiệm vụ", max_length=500)
    assignee = optional(Member, "người thực hiện", related_name="tasks")
    unit = optional(Unit, "đơn vị thực hiện")
    due_on = models.DateField("hạn", null=True, blank=True)
    done_on = models.DateField("ngày hoàn thành", null=True, blank=True)
    withdrawn_on = models.DateField("rút ngày", null=True, blank=True, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = verbose_name_plural = "nhiệm vụ"
        constraints = [models.UniqueConstraint(name="task_key", fields=["meeting", "key"])]

    def __str__(self):
        return self.text

    @property
    def doer(self) -> str:
        """Who is to do it: a person, a unit, or both."""
        return ", ".join(str(one) for one in (self.assignee, self.unit) if one)

    @property
    def given(self) -> tuple[str, datetime.date | None]:
        """Who was to do it, and by when, as the minutes say it: what its reports tell was changed only
        later, unless it was written otherwise since."""
        doer, due_on = self.doer, self.due_on
        for report in reversed(self.reports.all() if self.meeting.was_adopted else []):
            if report.state == "moved" and report.due_now == due_on:
                due_on = report.due_was
            elif report.state == "given" and report.text == doer:
                doer = ""
        return doer, due_on

    @property
    def due_text(self) -> str:
        return f"{self.due_on:%d/%m/%Y}" if self.due_on else ""

    def clean(self):
        """Neither day lies before the meeting that gave the task; done is never in the future."""
        self.text = nfc(self.text)
        given_on, errors = self.meeting.held_on, {}
        if not self.text:
            errors["text"] = "Ghi nội dung nhiệm vụ."
        if self.due_on and given_on and self.due_on < given_on:
            errors["due_on"] = f"Hạn không thể trước ngày họp ({given_on:%d/%m/%Y})."
        if self.done_on and given_on and self.done_on < given_on:
            errors["done_on"] = f"Không thể trước ngày họp ({given_on:%d/%m/%Y})."
        if self.done_on and self.done_on > timezone.localdate():
            errors["done_on"] = "Chưa đến ngày này."
        if errors:
            raise ValidationError(errors)

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.withdrawn_on is None

    def complete(self, *, on: datetime.date, by: User | None) -> None:
        """Hoàn thành on that day; also long after the minutes were adopted."""
        self.report("done", done_on=on, by=by)

    @transaction.atomic
    def report(
        self,
        state: str,
        *,
        by: User | None,
        on: datetime.date | None = None,
        done_on: datetime.date | None = None,
        text: str = "",
        meeting=None,
    ) -> None:
        """Báo cáo: done, going on, or not done and why; at a later meeting, or between two."""
        self._lock()
        self._refuse_at(meeting)
        on = on or (meeting.held_on if meeting else done_on) or timezone.localdate()
        if state == "done":
            self.done_on = done_on or on
            self.clean()
            self.save(update_fields=["done_on"])
        self._note(state, on=on, text=text, by=by, meeting=meeting)
        audit.record(by, "task.complete" if state == "done" else "task.report", self, ["done_on"])

    @transaction.atomic
    def reopen(self, *, by: User | None) -> None:
        """Take back a completion that was entered by mistake."""
        self.meeting.outdate()
        self.refresh_from_db(fields=["done_on"])
        if self.done_on is None:
            raise ValidationError("Nhiệm vụ này chưa hoàn thành.")
        self._note("reopened", on=timezone.localdate(), by=by)
        audit.change(by, "task.reopen", self, done_on=None)

    @transaction.atomic
    def move_due(self, *, to: datetime.date, reason: str, by: User | None) -> None:
        """Gia hạn of a task in adopted minutes; the day that was adopted stays in the reports."""
        self._lock()
        self._refuse_draft()
        if to == self.due_on:
            raise ValidationError({"to": "Hạn mới giống hạn cũ."})
        was, self.due_on = self.due_on, to
        self.clean()
        self.save(update_fields=["due_on"])
        on = timezone.localdate()
        self._note("moved", on=on, text=reason, by=by, due_was=was, due_now=to)
        audit.record(by, "task.move_due", self, ["due_on"])

    @transaction.atomic
    def give(self, *, assignee: Member | None, unit: Unit | None, by: User | None) -> None:
        """To whoever is to do it, where adopted minutes named nobody; the minutes stay as they are."""
        self._lock()
        self._refuse_draft()
        if self.doer:
            raise ValidationError(f"Nhiệm vụ này đã giao: {self.doer}.")
        if not (assignee or unit):
            raise ValidationError({"assignee": "Chọn người hoặc đơn vị thực hiện."})
        audit.change(by, "task.give", self, assignee=assignee, unit=unit)
        self._note("given", on=timezone.localdate(), text=self.doer, by=by)

    @transaction.atomic
    def withdraw(self, *, reason: str, by: User | None) -> None:
        """Nobody has to do it any more; it stays in the minutes that gave it."""
        self._lock()
        self._refuse_draft()
        today = timezone.localdate()
        self._note("withdrawn", on=today, text=reason, by=by)
        audit.change(by, "task.withdraw", self, withdrawn_on=today)

    def _lock(self) -> None:
        """As it stands now; refuse it done or withdrawn. Who writes its minutes meanwhile is told."""
        self.meeting.outdate()
        self.refresh_from_db(fields=["done_on", "due_on", "withdrawn_on", "assignee", "unit"])
        if self.done_on:
            raise ValidationError(f"Nhiệm vụ này đã hoàn thành ngày {self.done_on:%d/%m/%Y}.")
        if self.withdrawn_on:
            raise ValidationError(f"Nhiệm vụ này đã thôi giao ngày {self.withdrawn_on:%d/%m/%Y}.")

    def _refuse_draft(self) -> None:
        if not self.meeting.is_adopted:
            raise ValidationError("Biên bản chưa thông qua: đề nghị sửa nhiệm vụ ngay trong biên bản.")

    def _refuse_at(self, meeting) -> None:
        """Reported at a later meeting of whoever gave the task or has to do it."""
        if meeting is None:
            return
        if meeting.pk == self.meeting_id or meeting.held_on < self.meeting.held_on:
            raise ValidationError("Nhiệm vụ được báo cáo tại một cuộc họp sau đó.")
        if meeting.unit_id not in {self.meeting.unit_id, self.unit_id}:
            raise ValidationError("Cuộc họp này không liên quan đến nhiệm vụ.")
        meeting.outdate()
        meeting.refresh_from_db(fields=STATE_FIELDS)  # as it stands now
        if not meeting.is_open_for_record:
            raise ValidationError("Biên bản cuộc họp này đã thông qua nên không ghi thêm được.")

    def _note(self, state: str, *, on: datetime.date, by: User | None, **facts) -> None:
        """One more row in the history of the task (task_report.py)."""
        row = self.reports.model(task=self, state=state, reported_on=on, by=by, **facts)
        row.full_clean()
        row.save()
