"""Rule sets: a regulation as data with its years. Code applies one, never knows which year it is."""

from __future__ import annotations

import datetime

from django.db import models
from django.forms import model_to_dict

from evaluations.rules import cap
from evaluations.rules.cap import Base, Rounding


class Level(models.TextChoices):
    """The four levels since 2018. The empty string is: not decided."""

    XS = "xs", "Hoàn thành xuất sắc nhiệm vụ"
    T = "t", "Hoàn thành tốt nhiệm vụ"
    HT = "ht", "Hoàn thành nhiệm vụ"
    KHT = "kht", "Không hoàn thành nhiệm vụ"


class RuleSetQuerySet(models.QuerySet):
    def for_year(self, year: int) -> RuleSet | None:
        """The rule set that governs the grading of that year."""
        return self.filter(first_year__lte=year).order_by("-first_year").first()


class RuleSet(models.Model):
    """Bộ quy định đánh giá, xếp loại, with the text it comes from."""

    code = models.CharField("ký hiệu", max_length=40, unique=True)
    title = models.CharField("tên", max_length=200)
    source = models.TextField("căn cứ")
    first_year = models.PositiveSmallIntegerField("áp dụng từ năm", unique=True)
    cap_percent = models.PositiveSmallIntegerField("tỷ lệ xuất sắc tối đa (%)")
    cap_base = models.CharField("tính trên", max_length=12, choices=Base.choices)
    cap_rounding = models.CharField("làm tròn", max_length=8, choices=Rounding.choices)
    caps_units = models.BooleanField("áp dụng cả với tổ chức đảng")
    months_before_grading = models.PositiveSmallIntegerField("số tháng tối thiểu từ ngày kết nạp")

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        ordering = ["first_year"]
        verbose_name = verbose_name_plural = "bộ quy định"

    def __str__(self):
        return self.title

    def is_too_new(self, since: datetime.date, on: datetime.date) -> bool:
        """Whether somebody admitted, or a unit founded, on `since` is not yet graded on `on`."""
        return _months_later(since, self.months_before_grading) > on

    def member_shares(self, *, xs: int, t: int, graded: int, **_) -> list[cap.Share]:
        """The share of XS members on all three bases."""
        return self._shares(self.cap_base, xs, t, graded)

    def cell_shares(self, *, xs: int, t: int, graded: int, **_) -> list[cap.Share]:
        """The share of XS cells: for information where the cap does not apply to organisations."""
        return self._shares(self.cap_base if self.caps_units else None, xs, t, graded)

    def frozen(self) -> dict:
        """Its values as plain data: what a closed round keeps, whatever happens to this row."""
        return model_to_dict(self, exclude=["id"])

    def _shares(self, base: str | None, xs: int, t: int, graded: int) -> list[cap.Share]:
        return cap.shares(
            xs=xs,
            t=t,
            graded=graded,
            cap_percent=self.cap_percent,
            base=base,
            rounding=self.cap_rounding,
        )


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day some months later, or the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = datetime.date(day.year + years, month + 1, 1)
    last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    return min(first + datetime.timedelta(days=day.day - 1), last)
