"""What is printed of many: a register with whole numbers, the reports of the units below."""

from django import forms

from common.acting import VerbForm
from common.days import looking
from members.models.member import SHORTEST_REASON
from reports.forms.figures import ScopeForm
from reports.models import ReportKind
from reports.registers.printing import OWN

BELOW = {
    "cells": "Từng chi bộ, đóng thành một tập",
    "bodies": "Từng đơn vị trực thuộc, đóng thành một tập",
}


PDF, WORKBOOK = "pdf", "xlsx"
FILES = [(PDF, "PDF để in"), (WORKBOOK, "Tệp Excel")]


class WholeForm(VerbForm):
    """Xuất số đầy đủ: the reason, in the user's own words, is kept with the audit log."""

    about = ("verb", "below")

    reason = forms.CharField(
        label="Lý do ghi số đầy đủ",
        min_length=SHORTEST_REASON,
        max_length=300,
        help_text="Ví dụ: bàn giao sổ cho cấp ủy cấp trên khi đối chiếu số thẻ đảng viên.",
        error_messages={"min_length": f"Ghi rõ lý do, ít nhất {SHORTEST_REASON} ký tự."},
    )
    of = forms.ChoiceField(label="Gồm", initial=OWN)
    made_as = forms.ChoiceField(label="Dạng tệp", choices=FILES, initial=PDF)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [(way, BELOW[way]) for way, units in self.below.items() if units]
        self.fields["of"].choices = [(OWN, "Một sổ chung"), *offered]

    @property
    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("reason", "of")}

    @property
    def is_workbook(self) -> bool:
        return self.cleaned_data["made_as"] == WORKBOOK

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if data.get("made_as") == WORKBOOK and data.get("of", OWN) != OWN:
            text = "Tệp Excel chỉ có một sổ chung. Chọn PDF, hoặc chọn “Một sổ chung”."
            self.add_error("made_as", text)


class BindForm(ScopeForm):
    """Which reports: of whose units below, of which kind and period."""

    kind = forms.ChoiceField(label="Loại báo cáo", choices=ReportKind.choices)

    helper = looking(
        unit="col-12 col-lg-4",
        kind="col-12 col-lg-3",
        start="col-6 col-lg-2",
        end="col-6 col-lg-2",
        button="col-12 col-lg-1 align-self-end mb-3",
    )

    @classmethod
    def usual(cls, user) -> dict[str, str]:
        return {"kind": ReportKind.YEAR_END} | super().usual(user)
