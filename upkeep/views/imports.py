"""Bringing workbooks in: uploaded, read by a worker, looked at, corrected, taken over."""

from collections.abc import Collection
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from cells.listing import XLSX, page_of, xlsx_response
from cells.rights import require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, tap
from common.tables import Table
from upkeep.forms.imports import ColumnsForm, ImportForm
from upkeep.imports import kinds, template
from upkeep.imports.telling import NOTABLE
from upkeep.models import ImportBatch, ImportKind, Verdict

SHOWN_LEFT_OUT = 20
WHY = "Lý do chưa ghi"


def import_list(request):
    """What was brought in, the latest first, and the templates."""
    require_anywhere(request.user, "member.import")
    batches = ImportBatch.objects.visible_to(request.user).select_related("unit", "requested_by")
    context = {"page": page_of(request, batches), "kinds": ImportKind.choices}
    return render(request, "upkeep/import_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def import_add(request):
    """Upload a workbook; a worker begins to read it at once."""
    require_anywhere(request.user, "member.import")
    files, receive = request.FILES or None, ImportBatch.objects.receive
    form = ImportForm(request.POST or None, files, user=request.user, verb=receive)
    page, context = "upkeep/import_add.html", {"kinds": ImportKind.choices}
    done, to = "Đã nhận tệp Excel. Chưa ghi gì vào phần mềm.", lambda form: _page(form.made.pk)
    return fill_in(request, form, page, context, done=done, to=to)


def import_template(request, kind):
    require_anywhere(request.user, "member.import")
    if kind not in ImportKind:
        raise Http404
    name = content_disposition_header(True, f"Mẫu {ImportKind(kind).label.lower()}.xlsx")
    headers = {"Content-Disposition": name}
    return HttpResponse(template.workbook(kind), content_type=XLSX, headers=headers)


def import_detail(request, pk):
    """How far it is, then the preview with a verdict for every cell, then what came of it."""
    batch = _batch(request, pk)
    verdict = request.GET.get("verdict", "")
    rows = batch.rows.with_verdict(verdict)
    page = page_of(request, rows)
    context = {
        "batch": batch,
        "refusal": batch.refusal(),
        "written": batch.written_count,
        "refused": batch.is_applied and batch.rows.exists(),
        "verdict": verdict,
        "verdicts": [(*choice, batch.counts.get(choice[0], 0)) for choice in Verdict.choices],
        "left_out": batch.left_out[:SHOWN_LEFT_OUT],
        "page": page,
        "lines": [
            (row, *_named(row.cells, kinds.fields(batch.kind), batch.everywhere)) for row in page
        ],
    }
    return render(request, "upkeep/import_detail.html", context)


def import_progress(request, pk):
    """The piece of page that asks again until the worker is done; then the whole page is shown."""
    batch = _batch(request, pk)
    if batch.is_over:
        return HttpResponseClientRefresh()
    return render(request, "upkeep/_import_progress.html", {"batch": batch})


@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request, pk):
    """Which column is which field; saved, the file is judged again."""
    batch = _batch(request, pk)
    form = ColumnsForm(request.POST or None, batch=batch)
    page = "upkeep/import_columns.html"
    return fill_in(request, form, page, {"batch": batch}, done="", to=_page(pk))


def import_errors(request, pk):
    """The rows that were refused, each with its reasons: to be mended and sent in again."""
    batch = _batch(request, pk)
    fields = kinds.fields(batch.kind)
    found = batch.rows.with_verdict(Verdict.ERROR)
    rows = [(row.where, _named(row.cells, fields)[1]) for row in found]
    told = {cell["name"] for _, cells in rows for cell in cells}
    named = [(field.label, partial(_text, name)) for name, field in fields.items() if name in told]
    columns = [(WHY, _reasons), *named]
    return xlsx_response(request, Table(columns), rows, title="Dòng chưa ghi", subtitle=str(batch))


def _reasons(row) -> str:
    where, cells = row
    wrong = [f"{cell['label']}: {cell['note']}" for cell in cells if cell["verdict"] == Verdict.ERROR]
    return f"Dòng {where}. {' '.join(wrong)}"


def _text(name: str, row) -> str:
    return next((cell["text"] for cell in row[1] if cell["name"] == name), "")


@require_POST
def import_read(request, pk):
    return tap(request, _batch(request, pk).ask_again, "", _page(pk))


@require_POST
def import_apply(request, pk):
    """Write every row that has no error; the others stay, to be mended."""
    return tap(request, _batch(request, pk).request_apply, "", _page(pk))


@require_POST
def import_stop(request, pk):
    """What the worker has done stays; the page says how much that is."""
    return tap(request, _batch(request, pk).stop, "", _page(pk))


@require_POST
def import_discard(request, pk):
    done, to = "Đã bỏ tệp Excel. Không có gì được ghi vào phần mềm.", reverse("upkeep:import_list")
    return tap(request, _batch(request, pk).discard, done, to, back=_page(pk))


def _page(pk: int) -> str:
    return reverse("upkeep:import_detail", args=[pk])


def _batch(request, pk) -> ImportBatch:
    batches = ImportBatch.objects.select_related("unit", "requested_by")
    return row_for(request, batches, pk, "member.import")


def _named(cells: list, fields: dict, everywhere: Collection = ()) -> tuple[str, list[dict]]:
    """What the row is about, and its cells as the page names them; what is said of every row stands
    above."""
    about = next(iter(fields))
    name = next((text for field, _, text, *_ in cells if field == about), "")
    return name, [
        {
            "name": field,
            "column": letter,
            "label": fields[field].label if field in fields else "",
            "text": text,
            "verdict": verdict,
            "verdict_label": Verdict(verdict).label,
            "note": note,
            "is_notable": verdict in NOTABLE and [field, verdict, note] not in everywhere,
        }
        for field, letter, text, verdict, note in cells
    ]
