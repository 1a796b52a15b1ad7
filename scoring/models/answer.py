"""What was said to one item of a sheet: by the record, or by people with a reason."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models

from common.models.links import optional
from common.vietnamese import nfc
from scoring.models.facts import Fact
from scoring.models.sheet_parts import ScoreItem, ScoreOption, points_field
from scoring.rules.marking import Mark, is_half_step, points_text


@dataclass(frozen=True)
class Given:
    """What a person says to one item."""

    option: int | None = None
    points: Decimal | None = None
    is_left_out: bool = False
    reason: str = ""


class ScoreAnswerQuerySet(models.QuerySet):
    def for_sheet(self):
        """In the order of the sheet, with what each item offers."""
        rows = self.select_related("item__group", "option").prefetch_related("item__options")
        return rows.order_by("item__group__position", "item__position")


class ScoreAnswer(models.Model):
    """Điểm một tiêu chí, with the fact as it was shown and what it suggested."""

    score = models.ForeignKey("scoring.MeetingScore", on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(ScoreItem, on_delete=models.PROTECT, related_name="answers")
    option = optional(ScoreOption)
    points = points_field("điểm", null=True, blank=True)
    is_left_out = models.BooleanField("không áp dụng", default=False)
    fact_text = models.CharField("số liệu", max_length=300, blank=True)
    suggested = points_field("điểm theo số liệu", null=True, blank=True)
    reason = models.CharField("lý do khác số liệu", max_length=300, blank=True)

    before: Decimal | None = None  # what the record gave until now, when it was read anew

    objects = ScoreAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "điểm tiêu chí"
        constraints = [models.UniqueConstraint(name="scoreanswer_once", fields=["score", "item"])]

    def __str__(self):
        return f"{self.item}: {self.points}"

    @property
    def mark(self) -> Mark:
        """For counting: what has no points yet counts as none, what is left out not at all."""
        return Mark(self.item.most, None if self.is_left_out else self.points or Decimal(0))

    @property
    def is_unanswered(self) -> bool:
        return self.points is None and not self.is_left_out

    def take(self, fact: Fact) -> None:
        """What the record tells now.

        Points follow the record unless a person overruled it; those it gave before go with it.
        """
        self.before = self.points
        option, points = self.item.suggest(fact)
        follows = points is not None or (self.suggested is not None and self.points == self.suggested)
        if follows and not self.reason and not self.is_left_out:
            self.option, self.points = option, points
        self.fact_text, self.suggested = fact.text, points

    def is_out_of_place(self, meeting) -> bool:
        """About a topic, in a meeting without one."""
        return self.item.only_thematic and not meeting.is_thematic

    def give(self, given: Given, *, meeting) -> None:
        """What a person says; raises ValidationError with what is wrong about it."""
        self.reason = nfc(given.reason)
        if self.is_out_of_place(meeting):
            return self._leave_out()
        if given.is_left_out:
            if not self.item.may_be_left_out:
                raise ValidationError("Tiêu chí này phải chấm, không bỏ qua được.")
            return self._leave_out()
        self.is_left_out = False
        self.option, self.points = self._read(given)
        if self.points is None or self.points == self.suggested:
            self.reason = ""
        elif self.suggested is not None and not self.reason:
            text = points_text(self.suggested)
            raise ValidationError(f"Số liệu cho {text} điểm. Chấm khác đi thì ghi lý do.")

    def _leave_out(self) -> None:
        self.is_left_out, self.option, self.points = True, None, None

    def _read(self, given: Given) -> tuple[ScoreOption | None, Decimal | None]:
        options = {option.pk: option for option in self.item.options.all()}
        if options:
            if given.option is None:
                return None, None
            if given.option not in options:
                raise ValidationError("Mức này không có trong biểu.")
            option = options[given.option]
            return option, option.points
        if given.points is None:
            return None, None
        if not 0 <= given.points <= self.item.most or not is_half_step(given.points):
            most = points_text(self.item.most)
            raise ValidationError(f"Điểm từ 0 đến {most}, chẵn hoặc lẻ nửa điểm (như 2,5).")
        return None, given.points
