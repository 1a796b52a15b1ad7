"""What others than the person and the cell propose before the cell meets: its committee, the mass
organisations, the place of work.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from accounts.models import User
from common.models.links import required
from common.periods import refuse_before, refuse_future
from common.vietnamese import in_sentence, nfc
from evaluations.models.assessment import MemberAssessment
from evaluations.models.steps import BOTH_OR_NONE, POINTS, SAY_WHY, TOGETHER, Judgement, Step
from evaluations.models.withdrawing import Withdrawable, WithdrawableQuerySet

ONCE = "Đề nghị của tổ chức, tập thể này đã được ghi: sửa ở mục đã có."
AFTER_CELL = f"Chi bộ đã bỏ phiếu và đề nghị{SAY_WHY}"


class Body(models.TextChoices):
    BOARD = "board", "Chi ủy"
    MASS = "mass", "Đoàn thể"
    WORK = "work", "Nơi công tác"
    LEADERS = "leaders", "Tập thể lãnh đạo"
    OTHER = "other", "Tổ chức khác"


class BodyOpinionQuerySet(WithdrawableQuerySet):
    def in_cells_of(self, user: User):
        """About members of the cells that the user sees today."""
        return self.filter(assessment__in=MemberAssessment.objects.in_cells_of(user))

    def with_member(self):
        """For a page about one of them."""
        return self.select_related("assessment__member", "assessment__cell", "assessment__round__term")

    def with_names(self):
        """Each with who entered it and who withdrew it."""
        return self.select_related("said_by", "withdrawn_by")


class BodyOpinion(Judgement, Withdrawable):
    """Đề nghị của tổ chức, tập thể khác về một đảng viên. A mistake is withdrawn, never removed."""

    assessment = required(MemberAssessment, related_name="body_opinions", on_delete=models.CASCADE)
    kind = models.CharField("ai đề nghị", max_length=7, choices=Body.choices)
    name = models.CharField("tên tổ chức, tập thể", max_length=200, blank=True)
    said_on = models.DateField("ngày đề nghị", null=True, blank=True)

    CALLED = "Đề nghị này"

    objects = BodyOpinionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "đề nghị của tổ chức khác"
        constraints = [
            models.UniqueConstraint(
                name="bodyopinion_once",
                fields=["assessment", "kind", "name"],
                condition=Q(withdrawn_at__isnull=True),
                violation_error_message=ONCE,
            ),
            models.CheckConstraint(
                name="bodyopinion_points", condition=TOGETHER, violation_error_message=BOTH_OR_NONE
            ),
            Withdrawable.for_a_reason("bodyopinion"),
        ]

    def __str__(self):
        return f"{self.name or in_sentence(self.body)} đề nghị {self.scored}"

    @property
    def body(self) -> str:
        """As it is called: by its name, where that is known."""
        return self.name or self.get_kind_display()

    @property
    def title(self) -> str:
        return f"{self.body} đề nghị"

    @property
    def step(self) -> str:
        """How the page of the steps tells it from the others."""
        return f"body{self.pk or ''}"

    def clean(self):
        self.check_points()
        refuse_future(self.said_on, "said_on")
        if self.said_on:
            first = self.assessment.round.starts_on
            refuse_before(self.said_on, first, "đầu của kỳ xếp loại", "said_on")
        if not self.note and (doubt := self.misfit()):
            raise ValidationError({"note": f"{doubt}{SAY_WHY}"})
        if not self.note and self.assessment.opinions.filter(step=Step.CELL).exists():
            raise ValidationError({"note": AFTER_CELL})

    @transaction.atomic
    def say(self, *, fields: list[str] | None = None, by: User | None) -> None:
        """Write it down, or put these fields right: after the cell has proposed, for a reason."""
        self._lock_standing()
        self.refuse_own(by)
        self.name = nfc(self.name)
        usual = ["kind", "name", "level", *POINTS, "said_on", "note"]
        self.keep("body_opinion.say", usual if fields is None else fields, by)

    @transaction.atomic
    def withdraw(self, *, reason: str, by: User | None) -> None:
        """Take back what was entered by mistake: it stays to be seen with the reason."""
        self._lock_standing()
        self.refuse_own(by)
        self.keep_withdrawn("body_opinion.withdraw", reason=reason, by=by)

    def _lock_standing(self) -> None:
        self.lock_open()
        self.refuse_withdrawn()
