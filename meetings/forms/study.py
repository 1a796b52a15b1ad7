"""Đợt học tập, quán triệt: which to look at, one to record or to correct."""

from django import forms

from accounts.models import User
from cells.forms.unit_choice import UnitField
from common.acting import ActForm, laid_out, side_by_side
from common.days import DayField
from meetings.forms.filters import YearForm
from meetings.models import StudySession

MOST = 100_000


class StudyFilterForm(YearForm):
    """Those of a year, of one unit with what is below it, or of all in sight."""

    unit = UnitField()

    def sessions(self):
        """The newest first; what makes no sense in the address is left aside."""
        rows = StudySession.objects.visible_to(self.user).in_days(*self.period())
        if unit := self.cleaned_data.get("unit"):
            rows = rows.under(unit)
        return rows.newest_first()


class StudyForm(ActForm):
    """`session`: what is corrected; None to record another one of `unit`."""

    about = ("unit", "session")

    held_on = DayField(label="Ngày")
    subject = forms.CharField(
        label="Nội dung", max_length=300, help_text="Ví dụ: Nghị quyết Đại hội Đảng các cấp."
    )
    due = forms.IntegerField(label="Số người phải dự", min_value=0, max_value=MOST)
    attended = forms.IntegerField(label="Số người dự", min_value=0, max_value=MOST)
    note = forms.CharField(
        label="Ghi chú",
        max_length=200,
        required=False,
        help_text="Ví dụ: trực tuyến, 20 bài thu hoạch.",
    )

    helper = laid_out(
        "subject",
        side_by_side(held_on="col-12 col-sm-4", due="col-6 col-sm-4", attended="col-6 col-sm-4"),
        "note",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.session:
            self.initial = {name: getattr(self.session, name) for name in self.fields}

    @property
    def edits(self) -> bool:
        return self.session is not None

    def act(self, *, by: User) -> None:
        if self.session:
            self.session.correct(**self.cleaned_data, by=by)
        else:
            self.session = StudySession.objects.record(unit=self.unit, **self.cleaned_data, by=by)
