"""Gợi ý kiểm điểm: what the level above asks a member or a unit to say in the review of a year."""

from __future__ import annotations

import datetime

from django.db import models, transaction
from django.db.models import F, Q

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import GRADING_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import optional, required, who_did
from common.periods import refuse_before, refuse_future
from evaluations.models.assessment import MemberAssessment, UnitAssessment
from evaluations.models.round import Round
from evaluations.models.withdrawing import Withdrawable, WithdrawableQuerySet

ONCE = "Văn bản gợi ý này đã được ghi."


class SuggestionQuerySet(WithdrawableQuerySet, ScopedQuerySet):
    unit_path = "round__unit__path"
    seen_by = GRADING_ROLES

    def standing(self):
        """What still holds: nothing that was withdrawn."""
        return self.not_withdrawn()

    def unanswered(self):
        return self.standing().filter(answered_on__isnull=True)

    def for_cell(self, cell: Unit):
        """What stands in the open rounds, to the members of a cell and to the cell itself."""
        rows = self.standing().filter(round__closed_at__isnull=True)
        return rows.filter(Q(member__cell=cell) | Q(of_unit__unit=cell)).in_order()

    def answerable_by(self, user: User):
        """About what the user sees today: where the review is held."""
        units = Unit.objects.visible_to(user)
        return self.filter(Q(member__cell__in=units) | Q(of_unit__unit__in=units))

    def with_subject(self):
        subjects = ("member__member", "member__cell", "of_unit__unit")
        return self.select_related("round__unit", *subjects)

    def in_order(self):
        """By cell and name; what is to a unit comes first."""
        cell = F("member__cell__number").asc(nulls_first=True)
        return self.with_subject().order_by("-round__year", cell, "member__member__sort_key", "id")

    @transaction.atomic
    def enter(
        self,
        row: MemberAssessment | UnitAssessment,
        *,
        paper: str,
        issued_on: datetime.date,
        issuer: str,
        points: list[str],
        by: User | None,
    ) -> Suggestion:
        """Put the points of a paper to who is graded in that row of an open round."""
        row.round.lock_open()
        refuse_future(issued_on, field="issued_on")
        about = {"of_unit": row} if isinstance(row, UnitAssessment) else {"member": row}
        facts = {"paper": paper, "issued_on": issued_on, "issuer": issuer, "points": points}
        made = self.model(round=row.round, recorded_by=by, **about, **facts)
        audit.add(by, "suggestion.enter", made)
        return made


class Suggestion(Withdrawable):
    """Gợi ý kiểm điểm: a paper with its points, and the answer to each. A mistake is withdrawn."""

    round = required(Round, related_name="suggestions")
    member = optional(
        MemberAssessment, "đảng viên", related_name="suggestions", on_delete=models.CASCADE
    )
    of_unit = optional(
        UnitAssessment, "tổ chức đảng", related_name="suggestions", on_delete=models.CASCADE
    )
    paper = models.CharField("số văn bản", max_length=40)
    issued_on = models.DateField("ngày văn bản")
    issuer = models.CharField("nơi ban hành", max_length=200)
    points = models.JSONField("nội dung gợi ý")
    answers = models.JSONField("giải trình", default=list, blank=True)
    answered_on = models.DateField("ngày giải trình", null=True, blank=True)
    answered_by = who_did()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = optional(User)

    CALLED = "Gợi ý này"

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "gợi ý kiểm điểm"
        constraints = [
            models.UniqueConstraint(
                name="suggestion_to_member_once",
                fields=["member", "paper", "issued_on"],
                condition=Q(withdrawn_at__isnull=True),
                violation_error_message=ONCE,
            ),
            models.UniqueConstraint(
                name="suggestion_to_unit_once",
                fields=["of_unit", "paper", "issued_on"],
                condition=Q(withdrawn_at__isnull=True),
                violation_error_message=ONCE,
            ),
            models.CheckConstraint(
                name="suggestion_to_one",
                condition=Q(member__isnull=True, of_unit__isnull=False)
                | Q(member__isnull=False, of_unit__isnull=True),
            ),
            models.CheckConstraint(
                name="suggestion_answered_after",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("issued_on")),
                violation_error_message="Không thể giải trình trước ngày gợi ý.",
            ),
            Withdrawable.for_a_reason("suggestion"),
        ]

    def __str__(self):
        return f"{self.subject}: gợi ý kiểm điểm số {self.paper} ngày {self.issued_on:%d/%m/%Y}"

    @property
    def subject(self) -> str:
        return (self.member or self.of_unit).subject

    @property
    def unit(self) -> Unit:
        """Where the review is held: the cell of the member, or the unit itself."""
        return self.member.cell if self.member else self.of_unit.unit

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each point with its answer."""
        answers = [*self.answers, *[""] * len(self.points)]
        return list(zip(self.points, answers, strict=False))

    @transaction.atomic
    def answer(self, *, answers: list[str], on: datetime.date, by: User | None) -> None:
        """Write down what was said to each point; written again it is put right."""
        self._lock_standing()
        refuse_future(on)
        refuse_before(on, self.issued_on, "văn bản gợi ý")
        facts = {"answers": answers, "answered_on": on, "answered_by": by}
        audit.change(by, "suggestion.answer", self, **facts)

    @transaction.atomic
    def withdraw(self, *, reason: str, by: User | None) -> None:
        """Take back what was entered by mistake, or taken back by who issued it."""
        self._lock_standing()
        about = self.member or self.of_unit
        about.refuse_own(by, "Không ai rút gợi ý kiểm điểm đối với chính mình: đồng chí khác ghi.")
        self.keep_withdrawn("suggestion.withdraw", reason=reason, by=by)

    def _lock_standing(self) -> None:
        self.round.lock_open()
        self.refuse_withdrawn()
