"""Sinh hoạt của tôi: what a member has to come to, to read and to do."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cells.rights import require_anywhere
from common.answers import fill_in, hand_out, tap
from common.files import made_file
from meetings.forms.mine import AbsenceForm, DisclosureForm
from meetings.forms.tasks import TaskReportForm
from meetings.models import AbsenceNotice, Disclosure, Meeting, MeetingPaper, Task
from meetings.reading import mine


def mine_page(request):
    """Meetings to come, papers, tasks, attendance of the year."""
    place, day = _place(request), timezone.localdate()
    rows = list(mine.attended(place.member, request.user.year))
    context = {
        "member": place.member,
        "meetings": mine.coming(place, day),
        "papers": mine.papers(place, day),
        "tasks": mine.tasks(place.member, day),
        "attended": rows,
        "present": sum(row.is_present for row in rows),
        "due": sum(row.is_due for row in rows),
    }
    return render(request, "meetings/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def absence_give(request, pk):
    """Ask to be absent."""
    place = _place(request)
    meeting = get_object_or_404(Meeting.objects.filter(place.meetings), id=pk)
    verb = partial(AbsenceNotice.objects.give, meeting, member=place.member)
    form, page = AbsenceForm(request.POST or None, verb=verb), "meetings/mine_absence.html"
    done = "Đã báo xin vắng. Bí thư thấy lý do này khi điểm danh."
    return fill_in(request, form, page, {"meeting": meeting}, done=done, to=reverse("meetings:mine"))


@require_POST
def absence_withdraw(request, pk):
    """I shall come after all."""
    notice = get_object_or_404(AbsenceNotice, id=pk, member=_place(request).member)
    return tap(request, notice.withdraw, "Đã rút báo vắng.", reverse("meetings:mine"))


def mine_attachment(request, pk):
    """A paper of a meeting; who took it is logged."""
    paper = get_object_or_404(mine.attachments(_place(request)), id=pk)
    return hand_out(request, paper, "attachment.download")


def mine_paper(request, pk):
    """An adopted paper as a page, to be read on a telephone."""
    return render(request, "meetings/mine_paper.html", {"paper": _paper(request, pk)})


def mine_paper_download(request, pk):
    """The PDF of an adopted paper, as it was issued."""
    paper = _paper(request, pk)
    if (pdf := paper.read_pdf()) is None:
        raise Http404
    audit.record(request.user, "issued_paper.download", paper)
    return made_file(pdf, paper.file_name)


@require_http_methods(["GET", "HEAD", "POST"])
def mine_task(request, pk):
    """Report the own task."""
    task = get_object_or_404(
        Task.objects.select_related("meeting__unit"), id=pk, assignee=_place(request).member
    )
    form = TaskReportForm(request.POST or None, verb=task.report)
    to, context = reverse("meetings:mine"), {"task": task, "meeting": None}
    context["back"] = to
    page, done = "meetings/task_report.html", "Đã ghi báo cáo nhiệm vụ."
    return fill_in(request, form, page, context, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def disclosure_choose(request):
    """What members may read."""
    require_anywhere(request.user, "unit.record")
    form = DisclosureForm(request.POST or None, user=request.user)
    units = form.fields["unit"].queryset
    context = {"chosen": Disclosure.objects.filter(unit__in=units).select_related("unit")}
    to, page = reverse("meetings:disclosure_choose"), "meetings/disclosure.html"
    return fill_in(request, form, page, context, done="Đã ghi mức công khai.", to=to)


def _place(request) -> mine.Place:
    if (place := mine.place_of(request.user)) is None:
        raise Http404
    return place


def _paper(request, pk) -> MeetingPaper:
    return get_object_or_404(mine.readable(_place(request)), id=pk)
