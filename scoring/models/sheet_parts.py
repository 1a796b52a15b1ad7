"""The parts of a score sheet: groups, items, options, and limits of the grade."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.db import models

from scoring.rules.grades import FactCode, Grade
from scoring.rules.marking import Limit, step_of


def points_field(label: str, **options) -> models.DecimalField:
    """Points are whole, or end in .5: exact, never a float."""
    return models.DecimalField(label, max_digits=5, decimal_places=1, **options)


class ScoreGroup(models.Model):
    """Nhóm nội dung."""

    sheet = models.ForeignKey("scoring.ScoreSheet", on_delete=models.CASCADE, related_name="groups")
    position = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("nội dung", max_length=300)
    most = points_field("điểm tối đa")

    class Meta:
        ordering = ["position"]
        verbose_name = verbose_name_plural = "nhóm nội dung"
        constraints = [
            models.UniqueConstraint(name="scoregroup_position", fields=["sheet", "position"])
        ]

    def __str__(self):
        return f"{self.position}. {self.title}"


class ScoreItem(models.Model):
    """Tiêu chí: one of its options, or points between nothing and its most."""

    group = models.ForeignKey(ScoreGroup, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("tiêu chí", max_length=500)
    most = points_field("điểm tối đa")
    fact = models.CharField("theo số liệu", max_length=16, choices=FactCode.choices, blank=True)
    may_be_left_out = models.BooleanField("có thể không áp dụng", default=False)
    only_thematic = models.BooleanField("chỉ khi có chuyên đề", default=False)

    class Meta:
        ordering = ["group__position", "position"]
        verbose_name = verbose_name_plural = "tiêu chí"
        constraints = [models.UniqueConstraint(name="scoreitem_position", fields=["group", "position"])]

    def __str__(self):
        return self.text

    @property
    def number(self) -> str:
        """As the sheet prints it: 4.2."""
        return f"{self.group.position}.{self.position}"

    def suggest(self, fact) -> tuple[ScoreOption | None, Decimal | None]:
        """What the fact gives: an option and its points; neither when the fact does not say.

        Without options a fact that meets its rule gives the most; how much is lost otherwise is for
        people to say.
        """
        options = {option.pk: option for option in self.options.all()}
        if fact.value is None:
            return None, None
        if not options:
            return None, self.most if fact.is_met else None
        steps = [(pk, option.lowest) for pk, option in options.items()]
        option = options.get(step_of(Fraction(fact.value), steps))
        return option, option.points if option else None


class ScoreOption(models.Model):
    """Mức điểm: one of those of an item; of a fact, the lowest value it covers."""

    item = models.ForeignKey(ScoreItem, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField("thứ tự")
    label = models.CharField("mức", max_length=300)
    points = points_field("điểm")
    lowest = models.DecimalField("số liệu từ", max_digits=7, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = verbose_name_plural = "mức điểm"
        constraints = [
            models.UniqueConstraint(name="scoreoption_position", fields=["item", "position"])
        ]

    def __str__(self):
        return self.label


class ScoreCap(models.Model):
    """Giới hạn xếp loại: no better than this grade, unless the items are full and the fact is met."""

    sheet = models.ForeignKey("scoring.ScoreSheet", on_delete=models.CASCADE, related_name="caps")
    grade = models.CharField("xếp loại cao nhất", max_length=7, choices=Grade.choices)
    items = models.ManyToManyField(ScoreItem, related_name="caps", blank=True)
    fact = models.CharField("trừ khi đạt", max_length=16, choices=FactCode.choices, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "giới hạn xếp loại"

    def __str__(self):
        return f"Xếp cao nhất loại {self.get_grade_display()} {self.condition}"

    @property
    def numbers(self) -> str:
        return ", ".join(item.number for item in self.items.all())

    @property
    def condition(self) -> str:
        """What lifts it, as a sentence goes on."""
        parts = []
        if numbers := self.numbers:
            parts.append(f"tiêu chí {numbers} đạt điểm tối đa")
        if self.fact:
            label = self.get_fact_display().split(" (")[0]
            parts.append(f"đạt “{label}”")
        return f"trừ khi {' và '.join(parts)}"

    @property
    def limit(self) -> Limit:
        return Limit(self.grade, tuple(item.pk for item in self.items.all()), self.fact)
