"""Whom a campaign is about, and what it found of each."""

from django.views.decorators.http import require_http_methods, require_POST

from cells.views.finding import row_for
from common.answers import fill_in, tap
from inspections.forms.subjects import SubjectAddForm, SubjectForm
from inspections.models import Subject
from inspections.views.campaigns import campaign_for, page_of


@require_http_methods(["GET", "HEAD", "POST"])
def subject_add(request, pk):
    campaign = campaign_for(request, pk)
    form = SubjectAddForm(request.POST or None, campaign=campaign, user=request.user)
    page, context = "inspections/subject_add.html", {"campaign": campaign}
    return fill_in(request, form, page, context, done="Đã thêm đối tượng.", to=page_of(campaign))


@require_http_methods(["GET", "HEAD", "POST"])
def subject_edit(request, pk):
    """The outcome, with the decision on discipline where there is one."""
    subject = _subject(request, pk)
    form = SubjectForm(request.POST or None, subject=subject, user=request.user)
    back = page_of(subject.campaign)
    context = {"campaign": subject.campaign, "title": f"Kết luận: {subject}", "back": back}
    return fill_in(request, form, "inspections/act.html", context, done="Đã lưu.", to=back)


@require_POST
def subject_remove(request, pk):
    subject = _subject(request, pk)
    return tap(request, subject.remove, "Đã bỏ đối tượng ghi nhầm.", page_of(subject.campaign))


def _subject(request, pk) -> Subject:
    rows = Subject.objects.select_related("campaign__unit", "member", "unit")
    return row_for(request, rows, pk, "inspection.write", at="campaign.unit")
