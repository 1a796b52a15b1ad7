"""Which unit and which period a page of figures looks at."""

from __future__ import annotations

import datetime

from django import forms
from django.utils import timezone

from accounts.years import FIRST_YEAR, LAST_YEAR
from cells.forms.unit_choice import UnitField
from cells.models import Unit
from common.days import DayField, looking, usual_day
from common.months import months_touching
from reports.figures import TOPICS, Scope
from reports.rules.period import wrong_period

FIRST_TOPIC = "Đảng viên"  # what most come for


class UnitForm(forms.Form):
    """A unit the user sees and a time, kept in the address."""

    unit = UnitField(required=True)

    @classmethod
    def bound_to(cls, request) -> UnitForm:
        """From the address; what it leaves out is the user's first unit and usual time."""
        units = cls.units_for(request.user)
        first = next(iter(units), None)  # read here once: they are offered below
        usual = {"unit": getattr(first, "code", "")} | cls.usual_for(request)
        form = cls({name: request.GET.get(name, value) for name, value in usual.items()})
        form.fields["unit"].offer(units, form.data["unit"])
        return form

    @classmethod
    def units_for(cls, user):
        return Unit.objects.visible_to(user).order_by("path")

    @classmethod
    def usual_for(cls, request) -> dict[str, str]:
        """What is looked at where the address does not say."""
        return cls.usual(request.user)


class ScopeForm(UnitForm):
    """Two dates: by default the working year."""

    start = DayField(label="Từ ngày")
    end = DayField(label="Đến hết ngày")

    helper = looking(
        unit="col-12 col-lg-5",
        start="col-6 col-lg-2",
        end="col-6 col-lg-2",
        button="col-12 col-lg-3 align-self-end mb-3",
    )

    @classmethod
    def usual(cls, user) -> dict[str, str]:
        return {"start": f"{user.year}-01-01", "end": cls.usual_end(user).isoformat()}

    @staticmethod
    def usual_end(user) -> datetime.date:
        return datetime.date(user.year, 12, 31)

    def clean(self):
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and (wrong := wrong_period(start, end)):
            self.add_error("end", wrong)

    @property
    def scope(self) -> Scope:
        """After a valid form."""
        return Scope(*(self.cleaned_data[name] for name in ("unit", "start", "end")))

    @property
    def said(self) -> str:
        """What it is of, under a title."""
        return str(self.scope)


class TopicForm(ScopeForm):
    """The same for the figures of a topic, or of all."""

    topic = forms.ChoiceField(
        label="Chủ đề", required=False, choices=[("", "Tất cả"), *((name, name) for name, _ in TOPICS)]
    )

    helper = looking(
        unit="col-12 col-lg-4",
        topic="col-12 col-lg-3",
        start="col-6 col-lg-2",
        end="col-6 col-lg-2",
        button="col-12 col-lg-1 align-self-end mb-3",
    )

    @classmethod
    def usual(cls, user) -> dict[str, str]:
        return {"topic": FIRST_TOPIC} | super().usual(user)


class MonthsOfFigureForm(ScopeForm):
    """The same for one figure month by month."""

    MOST = 60

    def clean(self):
        super().clean()
        days = [self.cleaned_data.get(name) for name in ("start", "end")]
        if all(days) and not self.errors and len(months_touching(*days)) > self.MOST:
            self.add_error("end", f"Bảng này xem tối đa {self.MOST} tháng một lần.")


class PastForm(ScopeForm):
    """The same up to today while the working year lasts: what is to come is not yet missing."""

    @staticmethod
    def usual_end(user) -> datetime.date:
        return usual_day(user)


class OverForm(PastForm):
    """The same, of days that are over: what is to come is neither missing nor late."""

    def clean(self):
        super().clean()
        if (end := self.cleaned_data.get("end")) and end > timezone.localdate():
            self.add_error("end", "Chưa đến ngày này.")


class MonthsForm(PastForm):
    """The same for a table with a column for each month."""

    MOST = 12

    def clean(self):
        super().clean()
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and not self.errors and len(months_touching(start, end)) > self.MOST:
            self.add_error("end", f"Bảng này xem tối đa {self.MOST} tháng một lần.")


class HalfYearForm(UnitForm):
    """A half of a year, or the year: by default that of the usual day."""

    HALVES = {"1": ("01-01", "06-30"), "2": ("07-01", "12-31"), "year": ("01-01", "12-31")}
    year = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    half = forms.ChoiceField(
        label="Kỳ", choices=[("1", "6 tháng đầu năm"), ("2", "6 tháng cuối năm"), ("year", "Cả năm")]
    )

    helper = looking(
        unit="col-12 col-lg-5",
        year="col-5 col-lg-2",
        half="col-7 col-lg-3",
        button="col-12 col-lg-2 align-self-end mb-3",
    )

    @classmethod
    def usual(cls, user) -> dict[str, str]:
        is_first = usual_day(user) < datetime.date(user.year, 7, 1)
        return {"year": str(user.year), "half": "1" if is_first else "2"}

    @property
    def scope(self) -> Scope:
        """After a valid form."""
        ends = self.HALVES[self.cleaned_data["half"]]
        days = (datetime.date.fromisoformat(f"{self.cleaned_data['year']}-{end}") for end in ends)
        return Scope(self.cleaned_data["unit"], *days)

    @property
    def said(self) -> str:
        half = dict(self.fields["half"].choices)[self.cleaned_data["half"]]
        return f"{self.cleaned_data['unit']}, {half.lower()} {self.cleaned_data['year']}"
