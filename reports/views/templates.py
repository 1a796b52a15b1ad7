"""Templates of reports: the program's, and a committee's own."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.rights import may, may_anywhere, require, require_anywhere
from common.answers import fill_in, tap
from reports.forms.templates import CopyForm, NewSectionForm, TemplateForm, TemplateSectionForm
from reports.models import ReportTemplate, TemplateSection

WAYS = [("up", "Lên"), ("down", "Xuống"), ("remove", "Bỏ")]


def template_list(request):
    """Those that reports of the user's bodies may begin with."""
    require_anywhere(request.user, "report.read")
    templates = ReportTemplate.objects.in_use().seen_by(request.user).select_related("unit")
    context = {"templates": templates, "may_write": may_anywhere(request.user, "template.write")}
    return render(request, "reports/template_list.html", context)


def template_detail(request, pk):
    """Its sections in order."""
    template = _template(request, pk)
    context = {
        "template": template,
        "sections": template.sections.all(),
        "ways": WAYS,
        "may_write": template.unit and may(request.user, "template.write", template.unit),
        "may_copy": may_anywhere(request.user, "template.write"),
    }
    return render(request, "reports/template_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def template_copy(request, pk):
    """An own one of a committee, to be changed."""
    require_anywhere(request.user, "template.write")
    template = _template(request, pk)
    form = CopyForm(request.POST or None, user=request.user, template=template, verb=template.copy)
    context = {"template": template, "title": "Lập mẫu riêng"}

    def to(form) -> str:
        return _page(form.made)

    return fill_in(request, form, "reports/template_form.html", context, done="Đã lập mẫu.", to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def template_change(request, pk):
    """Change the name, the subject line and the annexes of an own template."""
    template = _own(request, pk)
    form = TemplateForm(request.POST or None, instance=template)
    context = {"template": template, "title": "Sửa mẫu báo cáo"}
    page, to = "reports/template_form.html", _page(template)
    return fill_in(request, form, page, context, done="Đã lưu mẫu.", to=to)


@require_POST
def template_retire(request, pk):
    """Offer a template no more; reports that began with it stay as they are."""
    template = _own(request, pk)
    return tap(request, template.retire, "Đã thôi dùng mẫu này.", reverse("reports:template_list"))


@require_http_methods(["GET", "HEAD", "POST"])
def section_add(request, pk):
    """A section of the committee's own."""
    template = _own(request, pk)
    form = NewSectionForm(request.POST or None, template=template)
    context = {"template": template, "title": "Thêm mục"}
    page, to = "reports/template_form.html", _page(template)
    return fill_in(request, form, page, context, done="Đã thêm mục ở cuối mẫu.", to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def section_change(request, pk):
    """Change which sentences and figures stand under a section of an own template."""
    section = _section(request, pk)
    form = TemplateSectionForm(request.POST or None, instance=section)
    context = {"template": section.template, "title": "Sửa mục"}
    page, to = "reports/template_form.html", _page(section.template)
    return fill_in(request, form, page, context, done="Đã lưu mục.", to=to)


@require_POST
def section_act(request, pk, way):
    """One place up or down, or out of the template."""
    section, done = _section(request, pk), "Đã đổi thứ tự."
    to = _page(section.template)
    if way == "remove":
        return tap(request, section.remove, "Đã bỏ mục khỏi mẫu.", to)
    if way not in {"up", "down"}:
        raise Http404
    return tap(request, section.move, done, to, up=way == "up")


def _page(template: ReportTemplate) -> str:
    return reverse("reports:template_detail", args=[template.pk])


def _template(request, pk) -> ReportTemplate:
    require_anywhere(request.user, "report.read")
    rows = ReportTemplate.objects.seen_by(request.user).select_related("unit")
    return get_object_or_404(rows, id=pk)


def _own(request, pk) -> ReportTemplate:
    """One that may be changed: the program's are copied first."""
    template = _template(request, pk)
    if template.unit is None:
        raise Http404
    require(request.user, "template.write", template.unit)
    return template


def _section(request, pk) -> TemplateSection:
    section = get_object_or_404(TemplateSection.objects.select_related("template__unit"), id=pk)
    section.template = _own(request, section.template_id)
    return section
