"""Rounds: opened for a year, set, watched, closed, and opened once more by decision."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import may_export, page_of, show_list, xlsx_response
from cells.rights import may, may_anywhere, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, status_of, tap
from evaluations.forms import (
    CapForm,
    CloseForm,
    DaysForm,
    OwnCapForm,
    ReferenceForm,
    ReopenForm,
    RosterFilter,
    RoundForm,
    TermRoundForm,
)
from evaluations.models import Commendation, Mark, Round, RuleSet, cells_as_parts, summed
from evaluations.reading.hands import hands_missing
from evaluations.reading.results import with_regradings
from evaluations.reading.steps import said_of
from evaluations.reading.tables import ROSTER, STEPS
from evaluations.rules.balance import balance_of
from evaluations.views.warnings import standing


def round_list(request):
    """The rounds of the scope, newest first."""
    require_anywhere(request.user, "round.read")
    rounds = Round.objects.visible_to(request.user).with_progress().newest_first()
    context = {"page": page_of(request, rounds), "may_open": may_anywhere(request.user, "round.open")}
    return render(request, "evaluations/round_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_create(request):
    """Open the round of a committee for a year."""
    require_anywhere(request.user, "round.open")
    form = RoundForm(request.POST or None, user=request.user, verb=Round.objects.open_for)
    context = {"rule_sets": RuleSet.objects.all()}
    done = "Đã mở đợt xếp loại và lấy danh sách đảng viên, tổ chức đảng."
    page, to = "evaluations/round_create.html", lambda form: page_of_round(form.made)
    return fill_in(request, form, page, context, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def term_round_create(request):
    """Open the round of a committee for a term."""
    require_anywhere(request.user, "round.open")
    form = TermRoundForm(request.POST or None, user=request.user, verb=Round.objects.open_term)
    done = "Đã mở đợt xếp loại nhiệm kỳ."
    page, to = "evaluations/term_round_create.html", lambda form: page_of_round(form.made)
    return fill_in(request, form, page, {}, done=done, to=to)


def round_detail(request, pk):
    """How far the round is, the shares at the highest level, and what to do next."""
    grading = round_to(request, pk)
    return _show(request, grading, _cap_form(grading))


@require_POST
def round_update_roll(request, pk):
    """Take the roll of the last day once more."""
    grading = round_to(request, pk, "round.open")
    done = "Đã cập nhật danh sách theo hồ sơ hiện nay."
    return tap(request, grading.update_roll, done, page_of_round(grading))


@require_http_methods(["GET", "HEAD", "POST"])
def round_refer(request, pk):
    """Take the roll of another day."""
    grading = round_to(request, pk, "round.open")
    initial = {"reference_on": grading.reference_on}
    form = ReferenceForm(request.POST or None, initial=initial, verb=grading.refer_to)
    context = {"round": grading, "title": "Ngày lấy danh sách", "act": "Lấy danh sách"}
    page, done = "evaluations/round_set.html", "Đã lấy danh sách theo ngày mới."
    return fill_in(request, form, page, context, done=done, to=page_of_round(grading))


@require_http_methods(["GET", "HEAD", "POST"])
def round_set_days(request, pk):
    """Until which day each step of a round is due."""
    grading = round_to(request, pk, "round.open")
    form = DaysForm(request.POST or None, instance=grading)
    context = {"round": grading, "title": "Hạn của từng bước", "act": "Lưu"}
    page, done = "evaluations/round_set.html", "Đã lưu hạn của từng bước."
    return fill_in(request, form, page, context, done=done, to=page_of_round(grading))


@require_http_methods(["GET", "HEAD", "POST"])
def round_set_cap(request, pk):
    """Count the cap of one round otherwise than its rules do."""
    grading = round_to(request, pk, "round.close")
    now = grading.rules.frozen() | grading.own_cap | {"reason": grading.own_cap_reason}
    form = OwnCapForm(request.POST or None, initial=now, verb=grading.set_cap)
    context = {"round": grading, "title": "Cách tính tỷ lệ của đợt", "act": "Lưu"}
    page, done = "evaluations/round_set.html", "Đã lưu cách tính tỷ lệ."
    return fill_in(request, form, page, context, done=done, to=page_of_round(grading))


@require_http_methods(["GET", "HEAD", "POST"])
def round_reopen(request, pk):
    """Name what was given after the round; open it once more by decision."""
    grading = round_to(request, pk, "round.close")
    form = ReopenForm(request.POST or None, verb=grading.reopen)
    awards = Commendation.objects.valid().annual_of(grading).by_recipient()
    marks = Mark.objects.exemplary().in_round(grading)
    papers = grading.papers.in_force()
    context = {"round": grading, "awards": awards, "marks": marks, "papers": papers}
    page, done = "evaluations/round_reopen.html", "Đã mở lại đợt xếp loại."
    return fill_in(request, form, page, context, done=done, to=page_of_round(grading))


@require_POST
def round_accept_cap(request, pk):
    """Record why the number at the highest level is above the cap."""
    grading = round_to(request, pk, "round.close")
    form = _cap_form(grading, request.POST)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã ghi lý do vượt tỷ lệ.")
        return redirect(page_of_round(grading))
    return _show(request, grading, form)


def round_roster(request, pk):
    """The members of a round: what its numbers open to."""
    grading = round_to(request, pk)
    form = RosterFilter(request.GET, grading=grading)
    rows = with_regradings(form.rows())
    if "xlsx" in request.GET:
        return xlsx_response(request, ROSTER, rows, title=f"Xếp loại đảng viên {grading.period}")
    context = {
        "round": grading,
        "form": form,
        "rows": rows,
        "may_export": may_export(request.user),
        "may_grade": may(request.user, "round.grade", grading.unit),
        "may_close": may(request.user, "round.close", grading.unit),
    }
    return render(request, "evaluations/round_roster.html", context)


def round_steps(request, pk):
    """What was said of each member at each step, as the committee has it before it when it decides."""
    grading = round_to(request, pk)
    rows = grading.member_assessments.with_steps().by_cell_and_name()
    page, title = "evaluations/round_steps.html", f"Tổng hợp đề nghị xếp loại {grading.period}"
    context = {"round": grading, "title": title}
    context["may_write"] = may(request.user, "grade.propose", grading.unit)
    return show_list(request, page, context, rows, STEPS, title=title, each=said_of)


@require_http_methods(["GET", "HEAD", "POST"])
def round_close(request, pk):
    """Say what is missing and what closing means; close on POST."""
    grading = round_to(request, pk, "round.close")
    form = CloseForm(request.POST or None, grading=grading)
    context = {
        "round": grading,
        "members_left": grading.member_assessments.ungraded().by_cell_and_name(),
        "units_left": grading.unit_assessments.ungraded(),
        "collectives_left": grading.collectives.ungraded().in_order(),
        "late": grading.late_rows(),
        "waiting": grading.member_assessments.waiting().by_cell_and_name(),
        "cap": grading.cap_standing(),
        "standing": standing(request, grading),
    }
    page, done = "evaluations/round_close.html", "Đã chốt kết quả xếp loại."
    return fill_in(request, form, page, context, done=done, to=page_of_round(grading))


def page_of_round(grading: Round) -> str:
    return reverse("evaluations:round_detail", args=[grading.pk])


def round_to(request, pk, action: str = "round.read") -> Round:
    return row_for(request, Round.objects.newest_first(), pk, action)


def year_to(request, pk, action: str) -> Round:
    """Only a round of a year: nothing is given for a quarter or a term."""
    return row_for(request, Round.objects.yearly().newest_first(), pk, action)


def units_to(request, pk, action: str) -> Round:
    """Only a round in which units are graded: of a year or a term."""
    return row_for(request, Round.objects.of_units().newest_first(), pk, action)


def _cap_form(grading: Round, data=None) -> CapForm:
    return CapForm(data, initial={"reason": grading.cap_reason}, verb=grading.accept_cap)


def _show(request, grading, cap_form):
    user, unit, parts = request.user, grading.unit, grading.member_assessments.counts_by_part()
    units = grading.units_with_counts(parts)
    own, members = next((row for row, _ in units if row.is_own), None), summed(parts)
    context = {
        "round": grading,
        "units": units,
        "members": members,
        "balance": balance_of(members),
        "cap": grading.cap_standing(parts, cells_as_parts(grading, [row for row, _ in units])),
        "cap_form": cap_form,
        "may_grade": may(user, "round.grade", unit) and not grading.is_fixed,
        "may_open": may(user, "round.open", unit) and not grading.is_closed,
        "may_close": may(user, "round.close", unit) and not grading.is_closed,
        "may_reopen": may(user, "round.close", unit) and grading.is_fixed,
        "too_new_on_one_day": [] if grading.is_closed else grading.too_new_on_one_day(),
        "hands": [] if grading.is_closed else list(hands_missing(grading, units, parts)),
        "own": own,
        "may_receive": may(user, "round.close", unit),
        "regradings": grading.regradings.told() if grading.is_closed else [],
        "complaints": grading.complaints.numbers() if grading.is_closed else {},
        "reopenings": grading.reopenings.select_related("decision", "by"),
        "may_commend": may(user, "commendation.add", unit) and grading.is_closed and grading.is_yearly,
    }
    return render(request, "evaluations/round_detail.html", context, status=status_of(cap_form))
