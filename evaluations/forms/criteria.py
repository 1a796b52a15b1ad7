"""Entering and correcting a bộ tiêu chí: rows of a text and its most points, part by part.

Rows are named by part and number ("conduct_text_3"), so that a script may add more of them; without a
script some rows are spare.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.forms import BoundField

from accounts.models import User
from accounts.years import FIRST_YEAR, LAST_YEAR
from common.acting import ActForm
from common.editing import remember
from evaluations.models import CriteriaLine, CriteriaSheet
from evaluations.models.criteria import MOST, Part
from scoring.rules.marking import points_text

MOST_ROWS, SPARE = 40, 3
FIRST_ROWS = {Part.CONDUCT: 6, Part.TASKS: 4}  # of an empty form


class CriteriaForm(ActForm):
    """`sheet`: what is corrected, or what is about to be entered; `copied`: lines to begin with."""

    about = ("sheet", "copied")

    first_year = forms.IntegerField(label="Áp dụng từ năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    source = forms.CharField(
        label="Căn cứ", max_length=300, help_text="Số, ngày văn bản của cấp ủy ban hành bộ tiêu chí."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"first_year": self.sheet.first_year, "source": self.sheet.source}
        for part in Part:
            lines = [line for line in self.copied if line.part == part]
            for number in range(self._rows(part, len(lines))):
                self._add(part, number, lines[number : number + 1])
        if self.edits:
            remember(self)

    @property
    def edits(self) -> bool:
        return self.sheet.pk is not None

    def _rows(self, part: Part, told: int) -> int:
        """As many as were sent, or those there are with some to spare."""
        sent = [re.fullmatch(rf"{part}_text_([0-9]{{1,2}})", name) for name in self.data]
        last = max((int(match[1]) + 1 for match in sent if match), default=0)
        return min(MOST_ROWS, max(last, told + SPARE, FIRST_ROWS[part]))

    def _add(self, part: Part, number: int, line: Iterable[CriteriaLine]) -> None:
        text, most = f"{part}_text_{number}", f"{part}_most_{number}"
        box = forms.Textarea({"rows": 2, "class": "form-control"})
        self.fields[text] = forms.CharField(
            label=f"{part.label}, dòng {number + 1}", max_length=500, required=False, widget=box
        )
        self.fields[most] = forms.DecimalField(
            label=f"Điểm tối đa, dòng {number + 1}",
            max_digits=3,
            decimal_places=1,
            min_value=Decimal("0.1"),
            required=False,
            localize=True,
            widget=forms.TextInput({"class": "form-control", "inputmode": "decimal"}),
        )
        for one in line:
            self.initial |= {text: one.text, most: points_text(one.most)}

    @property
    def head(self) -> list[BoundField]:
        return [self["first_year"], self["source"]]

    @property
    def parts(self) -> list[dict]:
        """The rows of each part, for the page."""
        return [
            {"part": part, "most": most, "rows": list(self._pairs(part))} for part, most in MOST.items()
        ]

    def _pairs(self, part: Part) -> Iterable[tuple[BoundField, BoundField]]:
        for name in self.fields:
            if name.startswith(f"{part}_text_"):
                yield self[name], self[name.replace("_text_", "_most_")]

    def clean(self):
        super().clean()
        for text, most in (pair for part in Part for pair in self._pairs(part)):
            said, points = (self.cleaned_data.get(field.name) for field in (text, most))
            if said and points is None and not most.errors:
                self.add_error(most.name, "Ghi điểm tối đa.")
            if points is not None and not said and not text.errors:
                self.add_error(text.name, "Ghi tiêu chí.")

    @property
    def lines(self) -> list[tuple[str, str, Decimal]]:
        """As the verbs take them; an empty row is none."""
        said = self.cleaned_data
        return [
            (part.value, said[text.name], said[most.name])
            for part in Part
            for text, most in self._pairs(part)
            if said[text.name]
        ]

    def act(self, *, by: User) -> None:
        facts = {name: self.cleaned_data[name] for name in ("first_year", "source")}
        facts |= {"lines": self.lines, "by": by}
        if self.sheet.pk:
            self.sheet.correct(**facts)
        else:
            whose = {"unit": self.sheet.unit, "appendix": self.sheet.appendix}
            CriteriaSheet.objects.enter(**whose, **facts)
