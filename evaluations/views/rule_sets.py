"""The rule sets, and who gives which award, for the system administrator."""

from django.forms import model_to_dict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.rights import require_anywhere
from common.answers import fill_in
from evaluations.forms import AwardRuleForm, RuleSetForm
from evaluations.models import AwardRule, RuleSet


def rule_set_list(request):
    require_anywhere(request.user, "rules.write")
    awards = AwardRule.objects.for_reading()
    context = {"rule_sets": RuleSet.objects.order_by("-first_year"), "awards": awards}
    return render(request, "evaluations/rule_set_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rule_set_create(request):
    """The rules of a new year; the form begins as a copy of the newest."""
    require_anywhere(request.user, "rules.write")
    newest = model_to_dict(RuleSet.objects.latest("first_year"), exclude=["code", "title"])
    newest["first_year"] += 1
    form = RuleSetForm(request.POST or None, initial=newest)
    return _fill_in(request, form, "Bộ quy định mới", "Đã ghi bộ quy định mới.")


@require_http_methods(["GET", "HEAD", "POST"])
def rule_set_correct(request, pk):
    require_anywhere(request.user, "rules.write")
    rules = get_object_or_404(RuleSet, pk=pk)
    form = RuleSetForm(request.POST or None, instance=rules)
    return _fill_in(request, form, "Sửa bộ quy định", "Đã sửa bộ quy định.")


@require_http_methods(["GET", "HEAD", "POST"])
def award_rule_create(request):
    """From another year on; the one before stays for earlier years."""
    require_anywhere(request.user, "rules.write")
    form = AwardRuleForm(request.POST or None)
    return _fill_in(request, form, "Quy định khen thưởng mới", "Đã ghi quy định khen thưởng.")


@require_http_methods(["GET", "HEAD", "POST"])
def award_rule_correct(request, pk):
    require_anywhere(request.user, "rules.write")
    form = AwardRuleForm(request.POST or None, instance=get_object_or_404(AwardRule, pk=pk))
    return _fill_in(request, form, "Sửa quy định khen thưởng", "Đã sửa quy định khen thưởng.")


def _fill_in(request, form, title: str, done: str):
    to, page = reverse("evaluations:rule_set_list"), "evaluations/rule_set_form.html"
    return fill_in(request, form, page, {"title": title}, done=done, to=to)
