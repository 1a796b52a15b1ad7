"""Sắp xếp tổ chức: several acts on units under one decision, planned, looked at, and done at once."""

from __future__ import annotations

import datetime
import logging

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Decision, Unit
from cells.rights import COUNTING_ROLES
from cells.scoping import ScopedQuerySet
from common.models.kept_rows import KeptRows
from common.models.links import optional, required
from common.vietnamese import nfc
from members.models.roll_act import RollAct
from organisation.models.carrying_out import carry_out
from organisation.models.comparison import Comparison, compare
from organisation.models.restructuring_step import RestructuringStep
from organisation.models.touched import check_nothing_stands_on, rows_touched, table

BROKEN = "Phần mềm gặp lỗi khi thực hiện kế hoạch này; chưa có gì thay đổi. Đề nghị báo quản trị."

logger = logging.getLogger(__name__)


class State(models.TextChoices):
    DRAFT = "draft", "đang soạn"
    WAITING = "waiting", "chờ đến ngày"
    DONE = "done", "đã thực hiện"
    CANCELLED = "cancelled", "đã hủy"


class RestructuringQuerySet(ScopedQuerySet):
    seen_by = COUNTING_ROLES

    def newest_first(self):
        return self.select_related("unit", "decision").order_by("-effective_on", "-id")

    def drafts(self):
        """Still being written."""
        return self.filter(state=State.DRAFT)

    def withdrawn_from(self, unit: Unit):
        """Those that were done to this unit, or led here, and were taken back."""
        there = Q(steps__unit=unit) | Q(steps__target=unit)
        return self.filter(there, withdrawn_at__isnull=False).select_related("decision").distinct()

    def due(self, day: datetime.date):
        """Approved ones whose day has come."""
        waiting = self.filter(state=State.WAITING, effective_on__lte=day)
        return waiting.order_by("effective_on", "id")

    @transaction.atomic
    def draft(
        self,
        *,
        unit: Unit,
        decision: Decision,
        effective_on: datetime.date,
        by: User | None,
        note: str = "",
    ) -> Restructuring:
        """Begin a plan of the office of `unit` under a decision."""
        decision.file()
        plan = self.model(
            unit=unit, decision=decision, effective_on=effective_on, note=note, created_by=by
        )
        plan.save()
        audit.record(by, "restructuring.draft", plan)
        return plan


class Restructuring(KeptRows):
    """Kế hoạch sắp xếp tổ chức: draft, then done; or approved before its day, waiting, then done.

    One that was done by mistake is withdrawn, and is a draft again.
    """

    unit = required(Unit, "tổ chức lập kế hoạch", related_name="restructurings")
    decision = required(Decision, "quyết định", related_name="restructurings")
    effective_on = models.DateField("có hiệu lực từ")
    note = models.CharField("ghi chú", max_length=500, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=State.choices, default=State.DRAFT)
    # Why it could not be done on its day.
    failure = models.TextField("lý do chưa thực hiện được", blank=True)
    created_by = required(User, null=True)
    approved_by = optional(User)
    done_at = models.DateTimeField("thực hiện lúc", null=True, blank=True)
    # How members went with their units, once the plan is done.
    roll_acts = models.ManyToManyField(RollAct, editable=False, related_name="restructurings")
    withdrawn_at = models.DateTimeField("rút lại lúc", null=True, editable=False)
    withdrawn_by = optional(User, "người rút lại", editable=False)
    reason = models.CharField("lý do đính chính", max_length=300, blank=True, editable=False)

    objects = RestructuringQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-id"]
        verbose_name = verbose_name_plural = "sắp xếp tổ chức"

    def __str__(self):
        return f"Quyết định {self.decision}"

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING

    @property
    def is_done(self) -> bool:
        return self.state == State.DONE

    @property
    def is_to_come(self) -> bool:
        return self.effective_on > timezone.localdate()

    def lock_draft(self) -> None:
        """One act on a plan at a time, and none once it is approved."""
        self._lock()
        if not self.is_draft:
            raise ValidationError(f"Kế hoạch này {self.get_state_display()}, không sửa được nữa.")

    @transaction.atomic
    def correct(self, *, effective_on: datetime.date, note: str, decision: dict, by: User) -> None:
        """Another day, another note, other words for the decision, while it is a draft."""
        self.lock_draft()
        self.effective_on, self.note = effective_on, note
        self.save(update_fields=["effective_on", "note"])
        for field, value in decision.items():
            setattr(self.decision, field, value)
        self.decision.save()
        audit.record(by, "restructuring.correct", self, ["effective_on", "note", "decision"])

    @transaction.atomic
    def add_step(self, *, act: str, by: User | None, **facts) -> RestructuringStep:
        """One act more, after those that are there."""
        self.lock_draft()
        last = self.steps.order_by("position").last()
        step = RestructuringStep(plan=self, act=act, position=last.position + 1 if last else 1, **facts)
        step.unit_name = step.unit.name if step.unit else ""
        step.verify()
        step.save()
        audit.record(by, "restructuring.add_step", step)
        return step

    def preview(self) -> Comparison:
        """What would be so: the very act, taken back. Before its day, as if its day were today.

        Raises ValidationError with every reason why it cannot be done.
        """
        with transaction.atomic():
            on = min(self.effective_on, timezone.localdate())
            self._carry_out(on, self.created_by)
            comparison = self.comparison(on)
            transaction.set_rollback(True)
        return comparison

    def comparison(self, on: datetime.date | None = None) -> Comparison:
        """What the plan, carried out as of its day or that one, has changed, read from the records."""
        return compare(self.steps.all(), self.decision, on or self.effective_on)

    @transaction.atomic
    def approve(self, *, by: User) -> None:
        """Do it, or, when its day is still to come, let it wait for that day."""
        self.lock_draft()
        if not self.is_to_come:
            self.apply(by=by)
            return
        self.preview()
        audit.change(by, "restructuring.approve", self, state=State.WAITING, approved_by=by)

    @transaction.atomic
    def apply(self, *, by: User | None) -> None:
        """Every step in order, then every member to where he or she goes: all of it, or nothing."""
        self._lock_in(State.DRAFT, State.WAITING)
        if self.is_to_come:
            raise ValidationError(f"Chưa đến ngày có hiệu lực ({self.effective_on:%d/%m/%Y}).")
        earlier = RollAct.objects.last()
        before = rows_touched(self.effective_on)
        self._carry_out(self.effective_on, by)
        self.keep(before, rows_touched(self.effective_on))
        self.roll_acts.set(RollAct.objects.filter(pk__gt=earlier.pk if earlier else 0))
        done = {"state": State.DONE, "approved_by": by, "done_at": timezone.now(), "failure": ""}
        kept = {name: getattr(self, name) for name in ("made", "changed", "gone")}
        audit.change(by, "restructuring.apply", self, **done, **kept)

    def check_withdrawal(self) -> None:
        """Refuse what was not done, or was done before its rows were kept, or bears later acts."""
        if not self.is_done:
            raise ValidationError(f"Kế hoạch này {self.get_state_display()}.")
        if not self.made:
            raise ValidationError("Kế hoạch này thực hiện từ trước khi phần mềm giữ được đường lui.")
        check_nothing_stands_on(self)

    @transaction.atomic
    def withdraw(self, *, reason: str, by: User) -> None:
        """Done by mistake: units, rolls and offices are as before, and the plan is a draft again."""
        list(Unit.objects.select_for_update().order_by("pk").values_list("pk"))
        self._lock()
        self.check_withdrawal()
        self.steps.update(founded=None)
        self.put_back(table)
        facts = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "reason": nfc(reason)}
        self.roll_acts.update(**facts)
        audit.change(by, "restructuring.withdraw", self, state=State.DRAFT, **facts)

    def apply_or_say_why(self) -> None:
        """Do what waited for its day; what refuses keeps the reason, for people to put right."""
        try:
            self.apply(by=self.approved_by)
        except ValidationError as error:
            self.failure = "\n".join(error.messages)
        except Exception:
            logger.exception("restructuring %s", self.pk)
            self.failure = BROKEN
        if self.failure:  # but not that somebody else has just done it
            waiting = Restructuring.objects.filter(pk=self.pk, state=State.WAITING)
            waiting.update(failure=self.failure)

    @transaction.atomic
    def reopen(self, *, by: User) -> None:
        """Take back the approval of a plan that waits, to put it right."""
        self._lock_in(State.WAITING)
        audit.change(by, "restructuring.reopen", self, state=State.DRAFT, failure="")

    @transaction.atomic
    def cancel(self, *, by: User) -> None:
        """Give the plan up; it stays on the list as given up."""
        self._lock_in(State.DRAFT, State.WAITING)
        audit.change(by, "restructuring.cancel", self, state=State.CANCELLED)

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=Restructuring.objects.select_for_update())

    def _lock_in(self, *states: State) -> None:
        self._lock()
        if self.state not in states:
            raise ValidationError(f"Kế hoạch này {self.get_state_display()}.")

    def _carry_out(self, on: datetime.date, by: User | None) -> None:
        steps = list(self.steps.select_related("unit", "target"))
        carry_out(steps, top=self.unit, decision=self.decision, on=on, by=by)
