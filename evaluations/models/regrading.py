"""A result decided once more after its round was closed (366-QĐ/TW, Art. 15.3; 43-HD, form 03)."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Decision
from common.models.links import required, who_did
from common.periods import refuse_future
from evaluations.models.assessment import Exclusion, Grade
from evaluations.models.award import Award, Commendation
from evaluations.models.collective import Collective
from evaluations.models.marks import Mark
from evaluations.models.proposal import Proposal
from evaluations.models.result import AboutResult, AboutResultQuerySet, Result, about
from evaluations.models.rules import Level
from evaluations.models.withdrawing import Withdrawable, WithdrawableQuerySet

NOT_CLOSED = "Chỉ xếp loại lại trong đợt đã chốt; đợt đang mở hoặc ghi theo bảng giấy thì sửa tại đợt."


def rests_on(row: Result, grade: Grade) -> list[Award | Mark]:
    """What was given for the highest level of a year and does not stand with another one: nothing of a
    collective, which is no recipient of its own."""
    if grade.level == Level.XS or not row.round.is_yearly or isinstance(row, Collective):
        return []
    marks = Mark.objects.resting_on(row) if row.IS_UNIT else []
    return [*Commendation.objects.resting_on(row), *Proposal.objects.resting_on(row), *marks]


def take_back(row: Result, grade: Grade, reason: str, by: User | None):
    """Cancel what rests on the highest level and does not stand with this grade."""
    for one in rests_on(row, grade):
        cancel = one.withdraw if isinstance(one, Mark) else one.cancel
        cancel(reason=reason, by=by)


class RegradingQuerySet(WithdrawableQuerySet, AboutResultQuerySet):
    def told(self):
        """As a page tells of them, the newest first, the withdrawn ones too."""
        rows = self.with_subject().select_related("decision", "by", "withdrawn_by")
        return rows.order_by("-at")

    @transaction.atomic
    def decide(
        self, row: Result, *, grade: Grade, decision: Decision, reason: str, by: User | None
    ) -> Regrading:
        """Give the row another grade by decision, and cancel what rested on the old one."""
        row.round.lock()
        row.refresh_from_db(fields=[*Grade._fields, "late_cause", "late_until"])
        row.refuse_own(by, "Không ai xếp loại lại chính mình: đồng chí khác ghi.")
        refuse_regrading(row, grade, decision.signed_on)
        decision.file()
        take_back(row, grade, f"Xếp loại lại theo Quyết định {decision}", by)
        old = {"old_level": row.level, "old_exclusion": row.exclusion}
        facts = {"level": grade.level, "exclusion": grade.exclusion}
        audit.change(by, "assessment.regrade", row, **facts)
        made = self.model(decision=decision, reason=reason.strip(), by=by, **about(row), **old, **facts)
        audit.add(by, "regrading.decide", made)
        return made


def refuse_regrading(row: Result, grade: Grade, signed_on: datetime.date | None) -> None:
    """In a round that is not closed, of what was neither decided nor left for later, by a paper from
    before it was closed, and to the grade that stands. Without a day (a form may lack it) the rest is
    checked."""
    if not row.round.is_fixed:
        raise ValidationError(NOT_CLOSED)
    if not (row.level or row.exclusion or row.is_late):
        raise ValidationError("Chưa có kết quả nào để xếp loại lại.")
    if (row.level, row.exclusion) == (grade.level, grade.exclusion):
        raise ValidationError({"outcome": "Kết quả hiện nay đã là mức này."})
    if signed_on and signed_on < timezone.localdate(row.round.closed_at):
        raise ValidationError({"decision_signed_on": "Không thể trước ngày chốt kết quả."})
    refuse_future(signed_on, "decision_signed_on")


class Regrading(AboutResult, Withdrawable):
    """Xếp loại lại: what the result was, what it is now, by which decision and why. A mistake is
    withdrawn."""

    old_level = models.CharField("mức cũ", max_length=3, choices=Level.choices, blank=True)
    old_exclusion = models.CharField(
        "lý do cũ không xếp loại", max_length=12, choices=Exclusion.choices, blank=True
    )
    level = models.CharField("mức mới", max_length=3, choices=Level.choices, blank=True)
    exclusion = models.CharField(
        "không xếp loại vì", max_length=12, choices=Exclusion.choices, blank=True
    )
    decision = required(Decision, "quyết định")
    reason = models.CharField("lý do", max_length=300)
    at = models.DateTimeField(auto_now_add=True)
    by = who_did()

    objects = RegradingQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        verbose_name = verbose_name_plural = "xếp loại lại"
        constraints = [
            AboutResult.of_one("regrading"),
            Withdrawable.for_a_reason("regrading"),
            models.CheckConstraint(
                name="regrading_to_another_grade",
                condition=~Q(level=F("old_level")) | ~Q(exclusion=F("old_exclusion")),
                violation_error_message="Kết quả hiện nay đã là mức này.",
            ),
            models.CheckConstraint(
                name="regrading_level_or_exclusion",
                condition=Q(level="") & ~Q(exclusion="") | ~Q(level="") & Q(exclusion=""),
                violation_error_message="Chọn mức xếp loại hoặc lý do không xếp loại.",
            ),
        ]

    def __str__(self):
        return f"{self.row}: {self.decision}"

    @property
    def said(self) -> str:
        """What it became, by the names of the rules of its year."""
        return self._named(Grade(self.level, self.exclusion))

    @property
    def said_before(self) -> str:
        if self.is_first:
            return "Xếp loại sau"
        return self._named(Grade(self.old_level, self.old_exclusion))

    @property
    def is_first(self) -> bool:
        """Whether it is the first result, of who was left for later when the round was closed."""
        return not (self.old_level or self.old_exclusion)

    @transaction.atomic
    def withdraw(self, *, reason: str, by: User | None) -> None:
        """Take back one that was written by mistake: the result is again what it was. Awards that were
        cancelled with it stay so: an award is an act of its own."""
        self.round.lock()
        self.refresh_from_db(fields=["withdrawn_at"])
        self.row.refresh_from_db(fields=Grade._fields)
        self.row.refuse_own(by, "Không ai rút quyết định về chính mình: đồng chí khác ghi.")
        self.refuse_withdrawing()
        self.keep_withdrawn("regrading.withdraw", reason=reason, by=by)
        old = {"level": self.old_level, "exclusion": self.old_exclusion}
        audit.change(by, "assessment.regrade", self.row, **old)

    def refuse_withdrawing(self) -> None:
        """Once it was withdrawn, or where something stands on it."""
        row, old = self.row, Grade(self.old_level, self.old_exclusion)
        if self.withdrawn_at:
            raise ValidationError("Mục này đã được rút trước đó.")
        if not self.round.is_fixed or row.grade[:2] != (self.level, self.exclusion):
            raise ValidationError("Kết quả đã được sửa sau quyết định này, nên không rút được nữa.")
        if row.regradings.not_withdrawn().filter(pk__gt=self.pk).exists():
            raise ValidationError("Đã có quyết định xếp loại lại sau đó: rút quyết định ấy trước.")
        if row.complaints.not_withdrawn().filter(outcome="regraded").exists():
            raise ValidationError("Kiến nghị đã được trả lời là xếp loại lại: rút kiến nghị ấy trước.")
        if self.level == Level.XS and rests_on(row, old):
            raise ValidationError("Đã khen thưởng, công nhận theo kết quả này: hủy trước khi rút.")

    def _named(self, grade: Grade) -> str:
        return grade.said(self.round.applied_rules, of_unit=self.of_member_id is None)
