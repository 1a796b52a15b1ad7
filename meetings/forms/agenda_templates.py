"""Templates of agendas: a head, and its lines in their order."""

from django import forms
from django.forms.models import model_to_dict

from accounts.models import User
from cells.forms.unit_choice import UnitField
from cells.models import Unit
from common.acting import ActForm
from common.days import DayField
from meetings.models import AgendaTemplate, Carries, MeetingKind, Speaker, Subject
from meetings.models.agenda_template import MAX_LINES

LINE_FIELDS = ["title", "subject", "planned_minutes", "speaker", "carries"]


class LineForm(forms.Form):
    title = forms.CharField(label="Nội dung", max_length=300)
    subject = forms.ChoiceField(label="Thuộc phần", choices=Subject.choices, required=False)
    planned_minutes = forms.IntegerField(label="Phút", min_value=0, max_value=600, required=False)
    speaker = forms.ChoiceField(label="Trình bày", choices=Speaker.choices, required=False)
    carries = forms.ChoiceField(label="Mang sang", choices=Carries.choices, required=False)

    def clean_subject(self) -> str:
        return self.cleaned_data["subject"] or Subject.OTHER


class LineFormSet(forms.BaseFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].label = "Thứ tự"
        form.fields["DELETE"].label = "Bỏ"

    def facts(self) -> list[dict]:
        """Lines that say something, in the order of their numbers; those without one last."""
        return [
            {name: form.cleaned_data[name] for name in LINE_FIELDS}
            for form in self.ordered_forms
            if form.cleaned_data.get("title")
        ]


Lines = forms.formset_factory(
    LineForm, LineFormSet, extra=3, can_order=True, can_delete=True, max_num=MAX_LINES
)


class AgendaTemplateForm(ActForm):
    """A new template, one copied from another, or one put right."""

    unit = UnitField(label="Của", required=True)
    kind = forms.ChoiceField(label="Loại họp", choices=MeetingKind.choices)
    name = forms.CharField(label="Tên", max_length=200)
    valid_from = DayField(label="Áp dụng từ ngày")
    source = forms.CharField(label="Căn cứ", max_length=300, required=False)

    def __init__(self, data=None, *, user: User, template=None, copied=None):
        super().__init__(data)
        self.template, shown = template, template or copied
        if shown:
            self.initial = {name: getattr(shown, name) for name in ("kind", "name", "source")}
        if template:
            self.initial |= {"valid_from": template.valid_from, "unit": template.unit.code}
        self._offer_units(user, shown)
        lines = [model_to_dict(line, LINE_FIELDS) for line in shown.lines.all()] if shown else []
        self.lines = Lines(data, prefix="line", initial=lines)

    def _offer_units(self, user: User, shown) -> None:
        units = Unit.objects.allowing(user, "agenda.write")
        own = [unit.code for unit in units[:1]]
        if "unit" not in self.initial and own:
            self.initial["unit"] = shown.unit.code if shown and shown.unit else own[0]
        self.fields["unit"].offer(units, self.data.get("unit") or self.initial.get("unit"))

    def is_valid(self) -> bool:
        """Both parts, so that all messages show at once."""
        return all([super().is_valid(), self.lines.is_valid()])

    def act(self, *, by: User) -> None:
        facts = self.cleaned_data | {"lines": self.lines.facts()}
        if self.template:
            self.template.rewrite(**facts, by=by)
        else:
            self.template = AgendaTemplate.objects.write(**facts, by=by)
