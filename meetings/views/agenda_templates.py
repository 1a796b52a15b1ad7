"""Templates of agendas: those for all, and those that a committee wrote for itself."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.rights import may, may_anywhere, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, tap
from meetings.forms.agenda_templates import AgendaTemplateForm
from meetings.models import AgendaTemplate


def agenda_template_list(request):
    """Every template that units of the user's scope may use, kind by kind."""
    require_anywhere(request.user, "meeting.read")
    rows = AgendaTemplate.objects.visible_to(request.user).by_kind()
    context = {"rows": rows, "may_write": may_anywhere(request.user, "agenda.write")}
    return render(request, "meetings/agenda_template_list.html", context)


def agenda_template_detail(request, pk):
    """Its lines, and where it comes from."""
    template = _template(request, pk)
    require_anywhere(request.user, "meeting.read")
    context = {"template": template, "may_write": may_anywhere(request.user, "agenda.write")}
    context["may_edit"] = template.unit and may(request.user, "agenda.write", template.unit)
    return render(request, "meetings/agenda_template_detail.html", context)


def _template(request, pk) -> AgendaTemplate:
    rows = AgendaTemplate.objects.visible_to(request.user).select_related("unit")
    return get_object_or_404(rows.prefetch_related("lines"), pk=pk)


def _own(request, pk) -> AgendaTemplate:
    """One that a unit wrote; those for all are only copied."""
    templates = AgendaTemplate.objects.filter(unit__isnull=False).select_related("unit")
    return row_for(request, templates, pk, "agenda.write")


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_template_add(request):
    require_anywhere(request.user, "agenda.write")
    form = AgendaTemplateForm(request.POST or None, user=request.user)
    return _fill_in(request, form, "Đã lưu chương trình mẫu.")


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_template_copy(request, pk):
    """Write another from this one: for an own committee, or for a later day."""
    copied = _template(request, pk)
    require_anywhere(request.user, "agenda.write")
    form = AgendaTemplateForm(request.POST or None, user=request.user, copied=copied)
    return _fill_in(request, form, "Đã lưu chương trình mẫu.")


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_template_edit(request, pk):
    """Put a template right; agendas taken from it stay as they are."""
    form = AgendaTemplateForm(request.POST or None, user=request.user, template=_own(request, pk))
    return _fill_in(request, form, "Đã sửa chương trình mẫu.")


def _fill_in(request, form, done):
    def page_of(form) -> str:
        return reverse("meetings:agenda_template_detail", args=[form.template.pk])

    return fill_in(request, form, "meetings/agenda_template_form.html", {}, done=done, to=page_of)


@require_POST
def agenda_template_drop(request, pk):
    """Take away a template written by mistake."""
    template = _own(request, pk)
    done = "Đã bỏ chương trình mẫu; các chương trình đã lấy từ đó vẫn giữ."
    return tap(request, template.drop, done, reverse("meetings:agenda_template_list"))
