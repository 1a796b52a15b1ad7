"""Đối khớp: the rounds, the roll that a cell answers to, and the differences."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import may_export, page_of, show_list, xlsx_response
from cells.rights import may, may_anywhere, require, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, tap
from common.tables import Table
from members.models import Member
from upkeep.forms.reconciliation import (
    AnswerFilter,
    CloseForm,
    DifferenceFilter,
    FinishForm,
    LineForm,
    MissingForm,
    ReconciliationForm,
    ReopenForm,
)
from upkeep.models import CellAnswer, Difference, DifferenceKind, Reconciliation, RollLine

CELLS = Table(
    [
        ("Chi bộ", lambda answer: answer.unit_name),
        ("Đảng viên", lambda answer: answer.size),
        ("Trả lời", lambda answer: answer.get_status_display()),
        ("Lúc", lambda answer: answer.answered_at),
        ("Điểm sai lệch chưa xử lý", lambda answer: answer.open),
        ("Đã sửa hồ sơ", lambda answer: answer.settled),
        ("Không chấp nhận", lambda answer: answer.rejected),
    ],
    names_persons=False,
)
DIFFERENCES = Table(
    [
        ("Chi bộ", lambda row: row.answer.unit_name),
        ("Họ và tên", lambda row: row.full_name),
        ("Điểm sai lệch", lambda row: row.get_kind_display()),
        ("Đúng là", lambda row: row.text),
        ("Xử lý", lambda row: row.get_state_display()),
        ("Đã làm gì, hoặc lý do", lambda row: row.outcome),
        ("Ngày xử lý", lambda row: row.done_on),
        ("Người xử lý", lambda row: row.done_by),
    ]
)


def reconciliation_list(request):
    require_anywhere(request.user, "reconciliation.read")
    rounds = Reconciliation.objects.visible_to(request.user).select_related("unit")
    may_open = may_anywhere(request.user, "reconciliation.open")
    context = {"page": page_of(request, rounds), "may_open": may_open}
    return render(request, "upkeep/reconciliation_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reconciliation_open(request):
    require_anywhere(request.user, "reconciliation.open")
    start = Reconciliation.objects.start
    form = ReconciliationForm(request.POST or None, user=request.user, verb=start)
    page, to = "upkeep/reconciliation_open.html", lambda form: _round(form.made.pk)
    done = "Đã mở đợt đối khớp. Bí thư các chi bộ đã thấy danh sách của mình."
    return fill_in(request, form, page, {}, done=done, to=to)


def reconciliation_detail(request, pk):
    """Progress, cell by cell."""
    round_ = _to_read(request, pk)
    form, answers = AnswerFilter(request.GET), _answers(request, round_)
    rows = form.narrow(answers.with_counts()).in_tree_order()
    context = {
        "round": round_,
        "form": form,
        "progress": answers.progress(),
        "may_close": round_.closed_on is None and may(request.user, "reconciliation.open", round_.unit),
    }
    page = "upkeep/reconciliation_detail.html"
    return show_list(request, page, context, rows, CELLS, title=str(round_))


def reconciliation_report(request, pk):
    """Every difference and what became of it: read, printed, taken away."""
    round_ = _to_read(request, pk)
    form, answers = DifferenceFilter(request.GET), _answers(request, round_)
    rows = form.narrow(Difference.objects.filter(answer__in=answers)).in_tree_order()
    if "xlsx" in request.GET:
        return xlsx_response(request, DIFFERENCES, rows, title=f"{round_}: các điểm sai lệch")
    context = {
        "round": round_,
        "form": form,
        "progress": answers.progress(),
        "rows": rows,
        "seen": _seen(request, rows),
        "may_finish": round_.closed_on is None and may_anywhere(request.user, "reconciliation.open"),
        "may_export": may_export(request.user),
    }
    return render(request, "upkeep/reconciliation_report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reconciliation_close(request, pk):
    rounds = Reconciliation.objects.select_related("unit")
    round_ = row_for(request, rounds, pk, "reconciliation.open")
    form = CloseForm(request.POST or None, verb=round_.close)
    page = "upkeep/reconciliation_close.html"
    context = {"round": round_, "progress": round_.answers.progress()}
    return fill_in(request, form, page, context, done="Đã kết thúc đợt đối khớp.", to=_round(pk))


def reconciliation_cell(request, pk):
    """The roll of one cell, line by line, with what was marked."""
    answer = _answer(request, pk)
    differences = list(answer.differences.select_related("line", "done_by"))
    marks = {row.line_id: row for row in differences if row.is_open and row.line_id}
    is_open = answer.reconciliation.closed_on is None
    context = {
        "answer": answer,
        "lines": [(line, marks.get(line.pk)) for line in answer.lines.all()],
        "differences": differences,
        "number_open": sum(row.is_open for row in differences),
        "seen": _seen(request, differences),
        "may_answer": answer.is_waiting
        and is_open
        and may(request.user, "reconciliation.answer", answer.unit),
        "may_finish": is_open
        and not answer.is_waiting
        and may(request.user, "reconciliation.open", answer.unit),
    }
    return render(request, "upkeep/reconciliation_cell.html", context)


@require_POST
def reconciliation_confirm(request, pk):
    answer = _answer(request, pk, "reconciliation.answer")
    return tap(request, answer.confirm, "Đã xác nhận danh sách đúng. Cảm ơn đồng chí.", _cell(answer))


@require_POST
def reconciliation_send(request, pk):
    answer = _answer(request, pk, "reconciliation.answer")
    return tap(
        request, answer.report, "Đã gửi các điểm sai lệch đến bộ phận giúp việc đảng ủy.", _cell(answer)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reconciliation_mark(request, pk):
    lines = RollLine.objects.filter(answer__in=CellAnswer.objects.visible_to(request.user))
    line = get_object_or_404(lines.select_related("answer__unit", "answer__reconciliation"), pk=pk)
    require(request.user, "reconciliation.answer", line.answer.unit)
    form = LineForm(request.POST or None, verb=partial(line.answer.mark, line=line))
    context = {"line": line, "title": f"Điểm sai lệch: {line}"}
    return _fill_in(request, form, line.answer, "Đã đánh dấu.", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reconciliation_missing(request, pk):
    """Somebody who belongs to the cell and is not on the list."""
    answer = _answer(request, pk, "reconciliation.answer")
    mark = partial(answer.mark, kind=DifferenceKind.MISSING)
    form = MissingForm(request.POST or None, verb=mark)
    context = {"title": "Thêm người thiếu trong danh sách"}
    return _fill_in(request, form, answer, "Đã thêm vào các điểm sai lệch.", context)


@require_POST
def reconciliation_unmark(request, pk):
    row = _difference(request, pk, "reconciliation.answer")
    return tap(request, row.take_back, "Đã bỏ đánh dấu.", _cell(row.answer))


@require_http_methods(["GET", "HEAD", "POST"])
def reconciliation_finish(request, pk):
    row = _difference(request, pk, "reconciliation.open")
    form = FinishForm(request.POST or None, verb=row.finish)
    context = {"difference": row, "seen": _seen(request, [row]), "title": f"Xử lý: {row}"}
    return _fill_in(request, form, row.answer, "Đã ghi kết quả xử lý.", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reconciliation_reopen(request, pk):
    answer = _answer(request, pk, "reconciliation.open")
    form = ReopenForm(request.POST or None, verb=answer.reopen)
    context = {"title": "Trả lại chi bộ để xem lại"}
    return _fill_in(request, form, answer, "Đã trả lại chi bộ.", context)


def _to_read(request, pk) -> Reconciliation:
    rounds = Reconciliation.objects.visible_to(request.user).select_related("unit")
    return get_object_or_404(rounds, pk=pk)


def _answers(request, round_):
    return CellAnswer.objects.visible_to(request.user).filter(reconciliation=round_)


def _answer(request, pk, action="reconciliation.read") -> CellAnswer:
    answers = CellAnswer.objects.select_related("unit", "reconciliation__unit")
    return row_for(request, answers, pk, action)


def _difference(request, pk, action) -> Difference:
    rows = Difference.objects.select_related("answer__unit", "answer__reconciliation")
    return row_for(request, rows, pk, action, at="answer.unit")


def _seen(request, differences) -> set[int]:
    """Whose record the user can open: a member may have moved on since the day of the roll."""
    members = [row.line.member_id for row in differences if row.line]
    visible = Member.objects.visible_to(request.user).filter(pk__in=members)
    return set(visible.values_list("pk", flat=True))


def _round(pk) -> str:
    return reverse("upkeep:reconciliation_detail", args=[pk])


def _cell(answer) -> str:
    return reverse("upkeep:reconciliation_cell", args=[answer.pk])


def _fill_in(request, form, answer, done, context):
    page, context = "upkeep/reconciliation_form.html", context | {"answer": answer}
    return fill_in(request, form, page, context, done=done, to=_cell(answer))
