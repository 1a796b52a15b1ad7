"""Templates of reports: copied for a committee, and changed there."""

from django import forms

from cells.models import Unit
from common.acting import ActModelForm, VerbForm
from reports.documents.sentences import TOPICS
from reports.figures import TOPICS as FIGURE_TOPICS
from reports.forms.reports import AnnexesField, CodesField
from reports.models import ReportTemplate, TemplateSection
from reports.models.template import Level


class CopyForm(VerbForm):
    """For which body of the user, and under which name."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Tổ chức đảng", empty_label=None)
    name = forms.CharField(label="Tên mẫu", max_length=120)

    def __init__(self, *args, user, template: ReportTemplate, **kwargs):
        super().__init__(*args, initial={"name": f"{template.name} (của đơn vị)"}, **kwargs)
        units = Unit.objects.allowing(user, "template.write").order_by("path")
        fitting = [unit.pk for unit in units if Level.of(unit) == template.level or not unit.is_cell]
        self.fields["unit"].queryset = units.filter(pk__in=fitting)


class ChangingForm(ActModelForm):
    """Hands what was changed to the row's own verb."""

    def act(self, *, by):
        if self.changed_data:
            self.instance.change(**{name: self.cleaned_data[name] for name in self.changed_data}, by=by)


class TemplateForm(ChangingForm):
    annexes = AnnexesField()

    class Meta:
        model = ReportTemplate
        fields = ("name", "subject", "annexes")
        help_texts = {"subject": "{kỳ này} và {kỳ sau} được thay bằng tên kỳ, ví dụ: năm 2026."}


class TemplateSectionForm(ChangingForm):
    topics = CodesField(
        label="Câu tính sẵn dưới mục này",
        choices=[(key, topic.label) for key, topic in TOPICS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )
    figures = CodesField(
        label="Số liệu kèm theo khi viết",
        choices=[
            (topic, [(one.code, one.label) for one in figures]) for topic, figures in FIGURE_TOPICS
        ],
        required=False,
        widget=forms.SelectMultiple({"size": 12}),
        help_text="Giữ phím Ctrl để chọn nhiều số liệu.",
    )

    class Meta:
        model = TemplateSection
        fields = (
            "title",
            "depth",
            "hint",
            "is_numbered",
            "is_typed",
            "is_required",
            "topics",
            "figures",
        )
        help_texts = {"title": "{kỳ này} và {kỳ sau} được thay bằng tên kỳ."}


class NewSectionForm(TemplateSectionForm):
    """The same for one that is added to `template`."""

    about = ("template",)

    def act(self, *, by):
        self.template.add(**self.cleaned_data, by=by)
