"""Rule sets: a regulation as data with its years. Code applies one, never knows which year it is."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import model_to_dict

from accounts import audit
from accounts.models import User
from evaluations.rules import cap
from evaluations.rules.cap import Base, CapScope, Rounding
from members.rules.party_age import add_months


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

    def enter(self, *, by: User | None, **values) -> RuleSet:
        """The rules of a new year."""
        rules = self.model(**values)
        audit.add(by, "rules.enter", rules)
        return rules


class RuleSet(models.Model):
    """Bộ quy định đánh giá, xếp loại, with the text it comes from."""

    code = models.CharField("ký hiệu", max_length=40, unique=True)
    title = models.CharField("tên", max_length=200)
    source = models.TextField("căn cứ")
    first_year = models.PositiveSmallIntegerField("áp dụng từ năm", unique=True)
    cap_percent = models.PositiveSmallIntegerField("tỷ lệ xuất sắc tối đa (%)")
    cap_base = models.CharField("tính trên", max_length=12, choices=Base.choices)
    cap_rounding = models.CharField("làm tròn", max_length=8, choices=Rounding.choices)
    cap_scope = models.CharField(
        "tính trong", max_length=12, choices=CapScope.choices, default=CapScope.COMMITTEE
    )
    head_apart = models.BooleanField("người đứng đầu tính riêng", default=False)
    caps_units = models.BooleanField("áp dụng cả với tổ chức đảng")
    # Up to which share a decision of the competent body may go; 0: the rules know of none.
    raised_cap_percent = models.PositiveSmallIntegerField("tỷ lệ khi có quyết định (%)", default=0)
    months_before_grading = models.PositiveSmallIntegerField("số tháng tối thiểu từ ngày kết nạp")
    scores = models.BooleanField("chấm điểm", default=False)
    least_xs = models.PositiveSmallIntegerField("xuất sắc từ (điểm)", default=0)
    least_t = models.PositiveSmallIntegerField("tốt từ (điểm)", default=0)
    least_ht = models.PositiveSmallIntegerField("hoàn thành từ (điểm)", default=0)
    unit_months_before_grading = models.PositiveSmallIntegerField(
        "số tháng tối thiểu từ ngày thành lập", default=0
    )
    # Level → name, where these rules call it otherwise than Level does.
    member_names = models.JSONField("tên các mức của đảng viên", default=dict, blank=True)
    unit_names = models.JSONField("tên các mức của tổ chức đảng", default=dict, blank=True)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        ordering = ["first_year"]
        verbose_name = verbose_name_plural = "bộ quy định"

    def __str__(self):
        return self.title

    def correct(self, *, fields: list[str], by: User | None) -> None:
        """Save these fields, put right. A closed round keeps what it was closed with."""
        self.save(update_fields=fields)
        audit.record(by, "rules.correct", self, fields)

    def clean(self):
        if self.raised_cap_percent and self.raised_cap_percent < self.cap_percent:
            raise ValidationError({"raised_cap_percent": "Không thể thấp hơn tỷ lệ tối đa."})

    @property
    def most_percent(self) -> int:
        """The highest share that any decision may allow."""
        return max(self.cap_percent, self.raised_cap_percent)

    def is_too_new(self, since: datetime.date, on: datetime.date) -> bool:
        """Whether somebody admitted on `since` is not yet graded on `on`."""
        return add_months(since, self.months_before_grading) > on

    def level_for(self, points: Decimal) -> Level:
        """The level that so many points come to, where it scores."""
        bands = {Level.XS: self.least_xs, Level.T: self.least_t, Level.HT: self.least_ht}
        return next((level for level, least in bands.items() if points >= least), Level.KHT)

    def is_too_new_a_unit(self, since: datetime.date, on: datetime.date) -> bool:
        """Whether a unit founded on `since` is not yet graded on `on`."""
        return add_months(since, self.unit_months_before_grading) > on

    def name_of(self, level: str, *, of_unit: bool = False) -> str:
        """What these rules call a level."""
        return (self.unit_names if of_unit else self.member_names).get(level, Level(level).label)

    def shares(self, counts: dict[str, int], *, of_units: bool = False) -> list[cap.Share]:
        """The share of XS on all three bases; for information where the cap does not apply to units."""
        binds = self.caps_units or not of_units
        numbers = {name: counts[name] for name in ("xs", "t", "graded")}
        return cap.shares(**numbers, base=self.cap_base if binds else None, **self._how)

    def member_shares(self, parts: list[cap.Part]) -> list[cap.Share]:
        """The same of members, in each part that the cap is counted in."""
        how = {"base": self.cap_base, "head_apart": self.head_apart, **self._how}
        return cap.shares_by_part(parts, self.cap_scope, **how)

    def cell_shares(self, parts: list[cap.Part]) -> list[cap.Share]:
        """The same of cells, by their groups where the cap is counted by groups; never by cells."""
        scope = CapScope.GROUP if self.cap_scope == CapScope.GROUP else CapScope.COMMITTEE
        base = self.cap_base if self.caps_units else None
        return cap.shares_by_part(parts, scope, head_apart=False, base=base, **self._how)

    @property
    def _how(self) -> dict:
        return {"cap_percent": self.cap_percent, "rounding": self.cap_rounding}

    @property
    def counts_otherwise(self) -> bool:
        """Whether the cap of members is counted in parts."""
        return self.head_apart or self.cap_scope != CapScope.COMMITTEE

    @property
    def most_of_all(self) -> str:
        """Of all, where everybody is at least T; told only where T is the base."""
        return cap.most_of_all(self.cap_percent) if self.cap_base == Base.T else ""

    def frozen(self) -> dict:
        """Its values as plain data: what a closed round keeps, whatever happens to this row."""
        return model_to_dict(self, exclude=["id"])
