"""Học tập: classes, who is sent to them, who completed them."""

from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import may_export, page_of, xlsx_response
from cells.models import Threshold, ThresholdCode
from cells.rights import may_anywhere, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, tap
from common.tables import Table
from members.forms.training import (
    CertificateForm,
    ClassFilter,
    ClassForm,
    CompleteForm,
    SendForm,
    SendingForm,
)
from members.models import Course, Training
from members.views.finding import member_to_read

CLASS = Table(
    [
        ("Họ và tên", lambda row: row.person),
        ("Chi bộ", lambda row: row.unit),
        ("Cử đi học", lambda row: row.sent_on),
        ("Hoàn thành", lambda row: row.completed_on),
        ("Số chứng nhận, bằng", lambda row: row.certificate_number),
        ("Ngày cấp", lambda row: row.issued_on),
        ("Hủy cử đi học", lambda row: row.withdrawn_on),
    ]
)


def training_list(request):
    """The classes to which people of the scope were sent."""
    require_anywhere(request.user, "member.read")
    form = ClassFilter(request.GET)
    classes = form.narrow(Training.objects.visible_to(request.user)).classes()
    page = page_of(request, classes)
    for entry in page:
        entry["name"] = Course(entry["course"]).label
    context = {"form": form, "page": page, "may_record": may_anywhere(request.user, "training.record")}
    return render(request, "members/training_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def training_send(request):
    """Choose a course and a unit, then tick who is sent."""
    require_anywhere(request.user, "training.record")
    asked = SendingForm.bound_to(request)
    if not asked.is_valid():
        return render(request, "members/training_send.html", {"asked": asked})
    course, unit = asked.cleaned_data["course"], asked.cleaned_data["unit"]
    people = Training.objects.suited(course, unit, timezone.localdate())
    form = SendForm(request.POST or None, course=course, people=people)
    return fill_in(
        request,
        form,
        "members/training_send.html",
        {"asked": asked},
        done=lambda form: f"Đã cử {len(form.cleaned_data['chosen'])} người đi học.",
        to=lambda form: _class(course, form.cleaned_data["on"]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def training_class(request):
    """The people of one class; tick who completed it."""
    require_anywhere(request.user, "member.read")
    asked = ClassForm(request.GET)
    if not asked.is_valid():
        return redirect("members:training_list")
    rows = asked.narrow(Training.objects.visible_to(request.user))
    if "xlsx" in request.GET:
        return xlsx_response(request, CLASS, rows, title=asked.name)
    open_rows = rows.under_way().allowing(request.user, "training.record")
    form = CompleteForm(request.POST or None, offered=open_rows)
    if request.method == "POST":
        require_anywhere(request.user, "training.record")
    context = {
        "asked": asked,
        "rows": _with_expiry(rows),
        "may_record": may_anywhere(request.user, "training.record"),
        "may_export": may_export(request.user),
        "today": timezone.localdate(),
    }
    page, to = "members/training_class.html", _class(**asked.cleaned_data)
    return fill_in(request, form, page, context, done="Đã ghi hoàn thành.", to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def training_certify(request, pk):
    training = _recordable(request, pk)
    day = training.issued_on or training.completed_on
    known = {"number": training.certificate_number, "issued_on": day}
    form = CertificateForm(request.POST or None, initial=known, verb=training.certify)
    page, to = "members/training_certify.html", _class(training.course, training.sent_on)
    return fill_in(request, form, page, {"training": training}, done="Đã ghi chứng nhận.", to=to)


@require_POST
def training_withdraw(request, pk):
    """Thôi cử."""
    training = _recordable(request, pk)
    done, to = f"Đã hủy cử đi học {training.person}.", _class(training.course, training.sent_on)
    return tap(request, training.withdraw, done, to, on=timezone.localdate())


def member_training(request, pk):
    """Học tập: what a member learnt, the class before admission included."""
    member = member_to_read(request, pk)
    rows = Training.objects.filter(Q(member=member) | Q(candidate__member=member))
    context = {
        "member": member,
        "rows": _with_expiry(rows.order_by("-sent_on", "-id")),
        "today": timezone.localdate(),
    }
    return render(request, "members/member_training.html", context)


def _recordable(request, pk) -> Training:
    return row_for(request, Training.objects, pk, "training.record", at="person.home")


def _with_expiry(rows) -> list:
    """(training, last day of the certificate or None)."""
    rule = Threshold.objects.in_force(ThresholdCode.AWARENESS_MONTHS, timezone.localdate())
    return [(row, row.valid_until(rule.value)) for row in rows]


def _class(course, on) -> str:
    query = urlencode({"course": course, "on": f"{on:%Y-%m-%d}"})
    return f"{reverse('members:training_class')}?{query}"
