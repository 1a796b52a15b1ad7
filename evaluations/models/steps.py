"""The steps before a decision: what the employer, the member, the cell and the office say."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q

from accounts import audit
from accounts.models import User
from common.models.links import optional, required, who_did
from common.vietnamese import in_sentence
from evaluations.models.assessment import MemberAssessment
from evaluations.models.criteria import CriteriaSheet, totals
from evaluations.models.round import CLOSED, Round
from evaluations.models.rules import Level
from scoring.rules.marking import points_text

POINTS = ["conduct_points", "task_points"]
MOST_CONDUCT, MOST_TASKS = 30, 70
# Both parts within their limits, or none.
TOGETHER = Q(conduct_points__isnull=True, task_points__isnull=True) | Q(
    conduct_points__range=(0, MOST_CONDUCT), task_points__range=(0, MOST_TASKS)
)
COUNTS = ["issued", "collected", "invalid", *Level.values]
# From so many points between the office and the person on, the office says why.
WIDE_GAP = 5
NOT_BY_LINES = "Điểm từng tiêu chí không khớp bộ tiêu chí và hai tổng điểm."
SAY_WHY = ": đề nghị ghi lý do ở ghi chú."
OWN_CASE = "Không ai đề nghị, thẩm định trường hợp của chính mình: đồng chí khác ghi bước này."
BOTH_OR_NONE = "Ghi đủ điểm của cả hai phần, hoặc để trống cả hai."
VOTES_ADD_UP = (
    "Số phiếu thu về phải bằng phiếu không hợp lệ cộng phiếu các mức, không quá số phiếu phát ra."
)


class Step(models.TextChoices):
    STATE = "state", "Xếp loại công chức, viên chức"
    SELF = "self", "Tự xếp loại"
    CELL = "cell", "Chi bộ đề nghị"
    APPRAISAL = "appraisal", "Thẩm định"


def _points(label: str, most: int) -> models.DecimalField:
    limits = [
        MinValueValidator(0, "Không ít hơn 0 điểm."),
        MaxValueValidator(most, f"Không quá {most} điểm."),
    ]
    digits = {"max_digits": 3, "decimal_places": 1}
    return models.DecimalField(label, null=True, blank=True, validators=limits, **digits)


def _votes(label: str, **options) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, **options)


class Said(models.Model):
    """Who said it last, and when."""

    said_by = who_did()
    said_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def lock_open(self) -> None:
        """Refuse in a round closed by now, unless it is graded later; and of who has no grade in it."""
        row = self.assessment
        grading = Round.objects.select_for_update().get(pk=row.round_id)
        row.refresh_from_db(fields=["level", "exclusion", "late_cause", "note"])
        if grading.is_closed and not row.is_late:
            raise ValidationError(CLOSED)
        if row.exclusion:
            raise ValidationError(f"{row.grade}, nên không ghi các bước xếp loại.")

    def keep(self, action: str, fields: list[str], by: User | None) -> None:
        """Save these fields, checked; the log keeps what stood there before."""
        before = type(self).objects.filter(pk=self.pk).first()
        self.said_by = by
        self.full_clean()
        self.save(update_fields=[*fields, "said_by", "said_at"] if before else None)
        audit.record(by, action, self, fields, note=f"Trước đó: {before}" if before else "")


class Scored(models.Model):
    """Points in the two parts that the regulations know since 2025."""

    conduct_points = _points("điểm tiêu chí chung (tối đa 30)", MOST_CONDUCT)
    task_points = _points("điểm kết quả nhiệm vụ (tối đa 70)", MOST_TASKS)

    class Meta:
        abstract = True

    @property
    def points(self) -> Decimal | None:
        """Out of 100; None where nothing was scored."""
        parts = self.conduct_points, self.task_points
        return None if None in parts else sum(parts)

    def check_points(self) -> None:
        """Refuse one part without the other."""
        if (self.conduct_points is None) != (self.task_points is None):
            lacking = next(name for name in POINTS if getattr(self, name) is None)
            raise ValidationError({lacking: BOTH_OR_NONE})


class Judgement(Said, Scored):
    """A level that somebody proposes, with points where the regulation of the year scores."""

    level = models.CharField("mức xếp loại", max_length=3, choices=Level.choices)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def scored(self) -> str:
        """The level with its points, for a line of several."""
        points = f" ({points_text(self.points)} điểm)" if self.points is not None else ""
        return f"{self.level.upper()}{points}"

    def refuse_own(self, user: User | None) -> None:
        self.assessment.refuse_own(user, OWN_CASE)

    def misfit(self) -> str:
        """What a note must explain: another level than the points come to."""
        rules, points = self.assessment.round.rules, self.points
        if points is None or not rules.scores or not self.level:
            return ""
        due = rules.level_for(points)
        is_due = due == self.level
        return "" if is_due else f"{points_text(points)} điểm ứng với mức {due.label.lower()}"


class Opinion(Judgement):
    """Ý kiến ở một bước."""

    assessment = required(MemberAssessment, related_name="opinions", on_delete=models.CASCADE)
    step = models.CharField("bước", max_length=9, choices=Step.choices)
    # Where points were given line by line: by which sheet, and those of each line in its order.
    criteria = optional(CriteriaSheet, "bộ tiêu chí", related_name="opinions")
    line_points = models.JSONField("điểm từng tiêu chí", default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "ý kiến xếp loại"
        constraints = [
            models.UniqueConstraint(
                name="opinion_once_a_step",
                fields=["assessment", "step"],
                violation_error_message="Người khác vừa ghi bước này. Mở lại trang để xem.",
            ),
            models.CheckConstraint(
                name="opinion_points", condition=TOGETHER, violation_error_message=BOTH_OR_NONE
            ),
        ]

    def __str__(self):
        return f"{in_sentence(self.get_step_display())} {self.scored}"

    @property
    def title(self) -> str:
        return self.get_step_display()

    @property
    def is_proposal(self) -> bool:
        return self.step == Step.CELL

    @property
    def is_filed_by_member(self) -> bool:
        """Whether the member wrote it, not somebody from his or her paper."""
        is_known = self.step == Step.SELF and self.said_by_id is not None
        return is_known and self.said_by_id == self.assessment.member.user_id

    def clean(self):
        self.check_points()
        self._check_lines()
        rules = self.assessment.round.rules
        if rules.scores and self.step == Step.SELF and self.points is None:
            raise ValidationError({"conduct_points": f"Theo {rules}, tự xếp loại phải có điểm."})
        if not self.note and (doubt := self.misfit() or self._gap()):
            raise ValidationError({"note": f"{doubt}{SAY_WHY}"})

    @transaction.atomic
    def say(
        self, *, fields: list[str] | None = None, votes: dict[str, int] | None = None, by: User | None
    ) -> None:
        """Write it down, or put these fields right. `votes`: what the cell's proposal rests on."""
        self.lock_open()
        if self.step != Step.SELF:
            self.refuse_own(by)
        if self.is_filed_by_member and not self.assessment.is_of(by):
            raise ValidationError("Đồng chí ấy đã tự ghi bước này nên chỉ chính đồng chí ấy sửa được.")
        if votes:
            kept = Vote.objects.filter(assessment=self.assessment).first()
            (kept or Vote(assessment=self.assessment))._count(votes, by)
        self.keep("opinion.say", ["level", *POINTS, "note"] if fields is None else fields, by)

    def _check_lines(self) -> None:
        """Points of the lines are within each, and come to those of the two parts."""
        if not self.line_points:
            return
        lines = list(self.criteria.lines.all()) if self.criteria else []
        given = [Decimal(points) for points in self.line_points]
        if len(given) != len(lines) or any(
            not 0 <= points <= line.most for line, points in zip(lines, given, strict=True)
        ):
            raise ValidationError(NOT_BY_LINES)
        if any(getattr(self, field) != points for field, points in totals(lines, given).items()):
            raise ValidationError(NOT_BY_LINES)

    def _gap(self) -> str:
        """What the office must explain: how far it is from what the person gave."""
        if self.step != Step.APPRAISAL or not self.assessment.round.rules.scores:
            return ""
        own = self.assessment.opinions.filter(step=Step.SELF).first()
        if None in (self.points, own and own.points):
            return ""
        gap = abs(self.points - own.points)
        return f"Lệch {points_text(gap)} điểm so với tự xếp loại" if gap >= WIDE_GAP else ""


class Vote(Said):
    """Kết quả bỏ phiếu của chi bộ về một đảng viên."""

    assessment = models.OneToOneField(MemberAssessment, on_delete=models.CASCADE, related_name="vote")
    issued = _votes("phiếu phát ra")
    collected = _votes("phiếu thu về")
    invalid = _votes("phiếu không hợp lệ", default=0)
    xs = _votes("phiếu XS", default=0)
    t = _votes("phiếu T", default=0)
    ht = _votes("phiếu HT", default=0)
    kht = _votes("phiếu KHT", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "kết quả bỏ phiếu xếp loại"
        constraints = [
            models.CheckConstraint(
                name="vote_adds_up",
                condition=Q(
                    collected__lte=F("issued"),
                    collected=F("invalid") + F("xs") + F("t") + F("ht") + F("kht"),
                ),
                violation_error_message=VOTES_ADD_UP,
            )
        ]

    def __str__(self):
        cast = [f"{level.upper()} {getattr(self, level)}" for level in Level if getattr(self, level)]
        return f"phiếu {', '.join(cast) or 'không có phiếu hợp lệ'}"

    def clean(self):
        voters = self.assessment.voters().count()
        if self.issued > voters:
            message = (
                f"Phát ra {self.issued} phiếu, nhiều hơn {voters} đảng viên chính thức của chi bộ."
            )
            raise ValidationError({"issued": message})
        if self.collected > self.issued:
            message = f"Thu về {self.collected} phiếu, nhiều hơn {self.issued} phiếu phát ra."
            raise ValidationError({"collected": message})
        if self.invalid > self.collected:
            message = f"{self.invalid} phiếu không hợp lệ, nhiều hơn {self.collected} phiếu thu về."
            raise ValidationError({"invalid": message})
        cast, valid = sum(getattr(self, level) for level in Level), self.collected - self.invalid
        if cast != valid:
            message = f"Tổng số phiếu các mức là {cast}, phải bằng số phiếu hợp lệ {valid}."
            raise ValidationError({"xs": message})

    def _count(self, votes: dict[str, int], by: User | None) -> None:
        for name, number in votes.items():
            setattr(self, name, number)
        self.keep("vote.count", list(votes), by)
