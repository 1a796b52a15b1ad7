"""Residence cell, its comment, the yearly commitment, and the list of who lacks what."""

import datetime

from django import forms
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from accounts.years import FIRST_YEAR, LAST_YEAR
from cells.forms.unit_choice import UnitField
from cells.models import Unit
from common.acting import ActModelForm, VerbForm
from common.days import MORE_FILTERS, DayField, Folding, looking
from common.tables import Table
from members.models import (
    Commitment,
    Exemption,
    Membership,
    Residence,
    ResidenceComment,
    YearlySupplement,
)


class ResidenceForm(VerbForm):
    """Giới thiệu về một chi bộ nơi cư trú."""

    title = "Chi bộ nơi cư trú"
    intro = "Ghi chi bộ mới thì chi bộ trước kết thúc vào ngày hôm trước."
    cell_name = forms.CharField(
        label="Chi bộ nơi cư trú",
        max_length=200,
        help_text="Tên chi bộ và xã, phường; ví dụ: Chi bộ thôn Đông, xã Yên Định.",
    )
    on = DayField(label="Từ ngày")


class YearForm(ActModelForm):
    """What is written once a year; opened again, it corrects what was written."""

    intro = "Không ghi nội dung mật, thẩm tra chính trị hay sức khỏe."
    edits = True  # before there is a row, too: two may write it

    def act(self, *, by: User) -> None:
        self.instance.record(fields=self.changed_data, by=by)


class CommentForm(YearForm):
    """Nhận xét của chi ủy nơi cư trú."""

    title = "Nhận xét nơi cư trú năm"

    class Meta:
        model = ResidenceComment
        fields = ["received_on", "level", "text"]
        field_classes = {"received_on": DayField}
        widgets = {"text": forms.Textarea({"rows": 3})}


class CommitmentForm(YearForm):
    """Bản cam kết của năm."""

    title = "Cam kết năm"

    class Meta:
        model = Commitment
        fields = ["registered_on", "text"]
        field_classes = {"registered_on": DayField}
        widgets = {"text": forms.Textarea({"rows": 8})}


class CommitmentReviewForm(ActModelForm):
    """Việc thực hiện cam kết."""

    title = "Kết quả thực hiện cam kết năm"

    class Meta:
        model = Commitment
        fields = ["reviewed_on", "result", "result_note"]
        field_classes = {"reviewed_on": DayField}
        widgets = {"result_note": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewed_on"].required = self.fields["result"].required = True

    def act(self, *, by: User) -> None:
        self.instance.review(fields=self.changed_data, by=by)


# What is followed up, as `FollowUpFilter` annotates it ("has_…"), and how a sentence names it.
THINGS = {
    "residence": "chi bộ nơi cư trú",
    "comment": "nhận xét nơi cư trú",
    "commitment": "cam kết",
    "review": "kiểm điểm cam kết",
    "supplement": "phiếu bổ sung hồ sơ",
}


def lacking(spell: Membership) -> str:
    things = [label for name, label in THINGS.items() if not getattr(spell, f"has_{name}")]
    return ", ".join(things) or "đủ"


FOLLOW_UP = Table(
    [
        ("Họ và tên", lambda spell: spell.member),
        ("Chi bộ", lambda spell: spell.unit_name),
        ("Còn thiếu", lacking),
    ]
)


class FollowUpFilter(Folding, forms.Form):
    """Of which year and unit, and only those who lack something."""

    unit = UnitField()
    year = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)
    lacks = forms.ChoiceField(
        choices=[("", "Tất cả"), *THINGS.items()], label="Còn thiếu", required=False
    )

    folded = ("year",)
    helper = looking(MORE_FILTERS, unit="col-12 col-md-4", lacks="col-8 col-md-4")

    def __init__(self, data, *, user):
        super().__init__({"year": user.year} | data.dict())
        self.user = user
        units = Unit.objects.allowing(user, "followup.record")
        self.fields["unit"].offer(units, data.get("unit"))
        asked = self.cleaned_data if self.is_valid() else {}
        self.chosen_year = asked.get("year") or user.year
        last = datetime.date(self.chosen_year, 12, 31)
        self.day = min(last, timezone.localdate())

    def usual_of(self, name: str):
        return self.user.year

    def roll(self):
        """Who is asked for them: the roll of the last day of the year, exempt members aside."""
        rows = Membership.objects.permanent().on(self.day).listed_for(self.user)
        if not self.is_valid():
            rows = rows.none()
        elif unit := self.cleaned_data["unit"]:
            rows = rows.within(unit, self.day)
        exempt = Exemption.objects.on(self.day).filter(member=OuterRef("member"))
        return rows.filter(~Exists(exempt)).annotate(**self._has())

    def rows(self):
        """Of the roll, those who lack what was asked for."""
        lacks = self.cleaned_data.get("lacks") if self.is_valid() else ""
        rows = self.roll().with_unit_name(self.day)
        return rows.filter(**{f"has_{lacks}": False}) if lacks else rows

    @property
    def title(self) -> str:
        return f"Nơi cư trú, cam kết, phiếu bổ sung năm {self.chosen_year}"

    def sizes(self) -> dict[str, int]:
        """How many are asked, and how many lack each thing."""
        lacking = {name: Count("pk", Q(**{f"has_{name}": False})) for name in THINGS}
        return self.roll().aggregate(total=Count("pk"), **lacking)

    def _has(self) -> dict[str, Exists]:
        def of_member(rows):
            return Exists(rows.filter(member=OuterRef("member")))

        of_year = {"year": self.chosen_year}
        commitments = Commitment.objects.filter(**of_year)
        return {
            "has_residence": of_member(Residence.objects.on(self.day)),
            "has_comment": of_member(ResidenceComment.objects.filter(**of_year)),
            "has_commitment": of_member(commitments),
            "has_review": of_member(commitments.filter(reviewed_on__isnull=False)),
            "has_supplement": of_member(YearlySupplement.objects.filter(**of_year)),
        }
