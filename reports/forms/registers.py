"""A register with whole numbers: why, and of which units."""

from django import forms

from common.acting import VerbForm
from members.models.member import SHORTEST_REASON
from reports.registers.printing import OWN

BELOW = {
    "cells": "Từng chi bộ, đóng thành một tập",
    "bodies": "Từng đơn vị trực thuộc, đóng thành một tập",
}


class WholeForm(VerbForm):
    """In số đầy đủ: the reason, in the user's own words, is kept with the audit log."""

    about = ("verb", "below")

    reason = forms.CharField(
        label="Lý do ghi số đầy đủ",
        min_length=SHORTEST_REASON,
        max_length=300,
        help_text="Ví dụ: bàn giao sổ cho cấp ủy cấp trên khi đối chiếu số thẻ đảng viên.",
        error_messages={"min_length": f"Ghi rõ lý do, ít nhất {SHORTEST_REASON} ký tự."},
    )
    of = forms.ChoiceField(label="In", initial=OWN)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [(way, BELOW[way]) for way, units in self.below.items() if units]
        self.fields["of"].choices = [(OWN, "Một sổ chung"), *offered]
