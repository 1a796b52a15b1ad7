"""Whom a campaign is about, what it found; what it demands."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from cells.models import Unit
from cells.rights import may
from common.acting import ActForm, VerbForm, lines
from common.days import DayField, usual_day
from inspections.forms.campaigns import NOT_TOLD, capital
from inspections.models import Remedy, Subject, outcomes_of
from members.forms.offices import PersonInput, find_on_roll, suggested_names
from members.models import Discipline


class SubjectAddForm(ActForm):
    """Organisations by a tick, a member by name: of the unit that carries the campaign out."""

    about = ("campaign", "user")

    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="Tổ chức đảng", required=False, widget=forms.CheckboxSelectMultiple
    )
    member = forms.CharField(
        label="Đảng viên",
        max_length=150,
        required=False,
        widget=PersonInput,
        help_text="Gõ họ tên rồi chọn trong các tên gợi ý; mỗi lần một đồng chí.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = self.campaign.begun_on or usual_day(self.user)
        there = self.campaign.subjects.to_units().values("unit")
        below = Unit.objects.under(self.campaign.unit).standing_in(self.day, self.day)
        self.fields["units"].queryset = below.exclude(pk__in=there).order_by("path")

    @property
    def suggested(self) -> list[str]:
        return suggested_names(self.campaign.unit, self.user, self.day)

    def clean_member(self):
        if name := self.cleaned_data["member"]:
            return find_on_roll(name, self.campaign.unit, self.user, self.day)
        return None

    def clean(self):
        data = super().clean()
        if not self.errors and not data["member"] and not data["units"]:
            raise ValidationError("Chọn tổ chức đảng hoặc ghi tên đồng chí.")

    def act(self, *, by: User) -> None:
        Subject.objects.add(self.campaign, **self.cleaned_data, on=self.day, by=by)


class SubjectForm(ActForm):
    """The outcome; the decision on discipline where one was recorded and may be read."""

    about = ("subject", "user")
    edits = True

    outcome = forms.ChoiceField(label="Kết luận", required=False)
    discipline = forms.ModelChoiceField(
        Discipline.objects.none(), label="Quyết định kỷ luật", required=False, empty_label="Chưa có"
    )
    note = lines("Ghi chú", 300, NOT_TOLD, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        subject = self.subject
        self.initial = {name: getattr(subject, name) for name in ("outcome", "discipline", "note")}
        outcomes = [(one, one.label) for one in outcomes_of(subject.campaign.kind)]
        self.fields["outcome"].choices = [("", "Chưa ghi"), *capital(outcomes)]
        self.fields["discipline"].queryset = subject.disciplines()
        if not may(self.user, "discipline.read", subject.campaign.unit):
            del self.fields["discipline"]

    def act(self, *, by: User) -> None:
        kept = {"discipline": self.subject.discipline}
        self.subject.find(**kept | self.cleaned_data, by=by)


class RemedyForm(ActForm):
    """What is to be put right by when."""

    about = ("campaign", "remedy")
    edits = True

    text = lines("Yêu cầu khắc phục", 500, NOT_TOLD)
    due_on = DayField(label="Hạn khắc phục")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.remedy:
            self.initial = {"text": self.remedy.text, "due_on": self.remedy.due_on}

    def act(self, *, by: User) -> None:
        if self.remedy:
            self.remedy.change(**self.cleaned_data, by=by)
        else:
            Remedy.objects.demand(self.campaign, **self.cleaned_data, by=by)


class RemedyDoneForm(VerbForm):
    on = DayField(label="Ngày khắc phục xong")
    result = lines("Đã khắc phục thế nào", 500, NOT_TOLD)
