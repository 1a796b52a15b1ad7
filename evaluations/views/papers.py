"""The papers of a round, of a cell in it, and of a member: listed, printed, for Word, as workbooks."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cells.listing import may_export, xlsx_response
from cells.rights import may, require
from cells.views.finding import row_for, unit_for
from common.answers import fill_in
from common.files import made_file
from evaluations.documents import DOCUMENTS, sheet_of
from evaluations.forms import IssueForm
from evaluations.models import (
    DECISIONS,
    GradingPrint,
    GradingPrintKind,
    MemberAssessment,
    Regrading,
    Round,
    RoundPaper,
    UnitAssessment,
    session_of,
)
from evaluations.models.printing import LISTS, OF_CELL, OF_MEMBER, OF_QUARTER, OF_ROUND, ONLY_PDF
from evaluations.reading.file import file_of_collective, file_of_unit
from evaluations.views.reviews import row_in
from evaluations.views.rounds import round_to
from papers import word
from papers.views import print_begun


def unit_papers(request, pk, code):
    """What can be printed of a round, or of one cell in it."""
    row = _row(request, pk, code)
    may_take = may_export(request.user)
    cells = row.round.lower_units().cells().from_below().select_related("unit")
    context = {
        "row": row,
        "round": row.round,
        "kinds": [(kind, kind != ONLY_PDF, kind in LISTS and may_take) for kind in _kinds(row)],
        "cells": cells if row.is_own else [],
        "issued": row.round.papers.for_page() if row.is_own else [],
        "decisions": DECISIONS,
        "session": session_of(row) if row.is_cell and row.pk else None,
        "may_record": row.is_cell and row.pk and may(request.user, "meeting.record", row.unit),
        "may_write": may(request.user, "grade.propose", row.unit) and not row.round.is_closed,
        "may_issue": row.is_own and row.round.is_fixed and may(request.user, "round.close", row.unit),
        "may_read_round": may(request.user, "round.read", row.round.unit),
    }
    return render(request, "evaluations/unit_papers.html", context)


def unit_file(request, pk, code):
    """What the file of a unit, and of each collective of it, holds and lacks."""
    unit = unit_for(request, code, "grading.print")
    row = row_in(get_object_or_404(Round.objects.newest_first(), id=pk), unit)
    decided = may(request.user, "round.read", unit)
    collectives = row.round.collectives.of_unit(unit).in_order()
    context = {
        "row": row,
        "round": row.round,
        "may_write": may(request.user, "grade.propose", unit) and row.takes_steps,
        "file": file_of_unit(row, decided=decided),
        "collectives": [(one, file_of_collective(one, row, decided=decided)) for one in collectives],
    }
    return render(request, "evaluations/unit_file.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decision_issue(request, pk, kind):
    """Give a decision its number and day; from then on it stays as it is."""
    grading = round_to(request, pk, "round.close")
    job = _asked(kind, DECISIONS, round=grading, unit=grading.unit)
    before = grading.papers.of_kind(kind).issued().order_by("-version").first()
    verb = partial(RoundPaper.objects.issue, DOCUMENTS[kind](job), grading=grading, kind=kind)
    form = IssueForm(request.POST or None, verb=verb, is_first=before is None)
    context = {"round": grading, "title": job.title, "before": before}
    to = reverse("evaluations:unit_papers", args=[pk, grading.unit.code])
    page, done = "evaluations/decision_issue.html", lambda form: f"Đã ban hành {form.made}."
    return fill_in(request, form, page, context, done=done, to=to)


@require_POST
def unit_print(request, pk, code, kind):
    """Ask for the PDF of one of them."""
    return _print(request, _of_unit(request, pk, code, kind))


def unit_word(request, pk, code, kind):
    """One of them for Word."""
    return _word(request, _of_unit(request, pk, code, kind))


def unit_workbook(request, pk, code, kind):
    """A list as a workbook."""
    job = _of_unit(request, pk, code, kind)
    if job.kind not in LISTS:
        raise Http404
    table, rows = sheet_of(DOCUMENTS[job.kind](job))
    return xlsx_response(request, table, rows, title=job.file_stem)


@require_POST
def member_print(request, pk, kind):
    """Ask for the PDF of a paper of one member."""
    job = _of_member(request, pk, kind)
    require(request.user, job.right, job.unit)
    return _print(request, job)


def member_word(request, pk, kind):
    """A paper of one member for Word: for the cell, and for the member."""
    job = _of_member(request, pk, kind)
    if not job.assessment.is_of(request.user):
        require(request.user, job.right, job.unit)
    return _word(request, job)


@require_POST
def regrading_print(request, pk):
    """Ask for the PDF of form 03."""
    return _print(request, _of_regrading(request, pk))


def regrading_word(request, pk):
    """Form 03 for Word."""
    return _word(request, _of_regrading(request, pk))


def _of_regrading(request, pk) -> GradingPrint:
    rows = Regrading.objects.not_withdrawn().with_subject().select_related("decision", "round__rules")
    one = row_for(request, rows, pk, "round.read", at="round.unit")
    kind = GradingPrintKind.REGRADED
    return _asked(kind, [kind], round=one.round, unit=one.round.unit, regrading=one)


def _row(request, pk, code) -> UnitAssessment:
    """The row of the unit; of a quarter, which grades no units, one for the round itself."""
    unit = unit_for(request, code, "grading.print")
    grading = get_object_or_404(Round.objects.newest_first(), id=pk)
    if unit == grading.unit and not grading.grades_units:
        return UnitAssessment(round=grading, unit=unit, kind=unit.kind, name=unit.name)
    return row_in(grading, unit)


def _kinds(row: UnitAssessment) -> list[str]:
    if not row.round.grades_units:
        return OF_QUARTER
    of_cell = OF_CELL if row.is_cell else []
    of_round = [kind for kind in OF_ROUND if row.round.is_yearly or kind != GradingPrintKind.AWARDED]
    return list(dict.fromkeys([*of_round, *of_cell])) if row.is_own else of_cell


def _of_unit(request, pk, code, kind) -> GradingPrint:
    """The job for a paper of a unit, as it is asked for; it is not saved yet."""
    row = _row(request, pk, code)
    return _asked(kind, _kinds(row), round=row.round, unit=row.unit)


def _of_member(request, pk, kind) -> GradingPrint:
    rows = MemberAssessment.objects.with_steps().by_round_and_name().select_related("review")
    rows = rows.in_cells_of(request.user) | rows.of(request.user)
    row = get_object_or_404(rows.distinct(), id=pk)
    return _asked(kind, OF_MEMBER, round=row.round, unit=row.cell, assessment=row)


def _asked(kind: str, kinds: list[str], **of) -> GradingPrint:
    if kind not in kinds:
        raise Http404
    return GradingPrint(kind=kind, title=GradingPrintKind(kind).label, **of)


def _print(request, job: GradingPrint):
    of = {name: getattr(job, name) for name in ("unit", "round", "assessment", "regrading")}
    made = GradingPrint.objects.request(
        by=request.user, task=job.TASK, kind=job.kind, title=job.title, **of
    )
    return print_begun(request, made)


def _word(request, job: GradingPrint):
    if job.kind == ONLY_PDF:
        raise Http404
    made = word.written(DOCUMENTS[job.kind](job))
    audit.record(request.user, "round.download", job.round, note=f"{job.title}: {job.about}"[:300])
    return made_file(made, f"{job.file_stem}.docx", word.CONTENT_TYPE)
