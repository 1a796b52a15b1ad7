"""Tasks that a meeting gave, and what became of them."""

from __future__ import annotations

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ExpressionWrapper, F, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from cells.vietnamese import nfc
from meetings.models.agenda import AgendaItem
from members.models import Member


class TaskQuerySet(ScopedQuerySet):
    unit_path = "meeting__unit__path"
    seen_by = PERSON_ROLES

    def of_unit(self, unit: Unit):
        """Tasks given by meetings of this very unit."""
        return self.filter(meeting__unit=unit)

    def undone_on(self, day: datetime.date):
        """Given by that day, and not done by it."""
        return self.filter(Q(done_on__isnull=True) | Q(done_on__gt=day), meeting__held_on__lte=day)

    def overdue(self, day: datetime.date):
        """Due before that day and not done by it."""
        return self.filter(Q(done_on__isnull=True) | Q(done_on__gt=day), due_on__lt=day)

    def judged_on(self, day: datetime.date):
        """With `is_late`: the day to have it done lies before `day`."""
        late = ExpressionWrapper(
            Q(due_on__isnull=False, due_on__lt=day), output_field=models.BooleanField()
        )
        return self.annotate(is_late=late)

    def by_due_day(self):
        """The most urgent first; those without a day last."""
        people = self.select_related("assignee", "unit", "meeting__unit")
        return people.order_by(F("due_on").asc(nulls_last=True), "id")


class Task(models.Model):
    """Nhiệm vụ giao tại một cuộc họp, with whoever leads it and a day it is due."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="tasks")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks"
    )
    text = models.CharField("nhiệm vụ", max_length=500)
    assignee = models.ForeignKey(
        Member,
        verbose_name="người thực hiện",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name="đơn vị thực hiện",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    due_on = models.DateField("hạn", null=True, blank=True)
    done_on = models.DateField("ngày hoàn thành", null=True, blank=True)

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

    @transaction.atomic
    def complete(self, *, on: datetime.date, by: User | None) -> None:
        """Hoàn thành on that day; also long after the minutes were adopted."""
        self.meeting.outdate()
        self.refresh_from_db(fields=["done_on"])
        if self.done_on:
            raise ValidationError(f"Nhiệm vụ này đã hoàn thành ngày {self.done_on:%d/%m/%Y}.")
        self.done_on = on
        self.clean()
        self.save(update_fields=["done_on"])
        audit.record(by, "task.complete", self, ["done_on"])

    @transaction.atomic
    def reopen(self, *, by: User | None) -> None:
        """Take back a completion that was entered by mistake."""
        self.meeting.outdate()
        self.refresh_from_db(fields=["done_on"])
        if self.done_on is None:
            raise ValidationError("Nhiệm vụ này chưa hoàn thành.")
        self.done_on = None
        self.save(update_fields=["done_on"])
        audit.record(by, "task.reopen", self, ["done_on"])
